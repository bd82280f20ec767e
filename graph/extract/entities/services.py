"""Services that are named only in a list with others."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from graph.extract.lexicon import longest_ending, stems

if TYPE_CHECKING:
    from graph.extract.entities.names import Names
    from graph.extract.text.sentences import Word

_RUN = re.compile(r"\s운영(?: 및| 등|을 통|으로)")
_QUOTES = "‘’ "
_TOPIC = frozenset(["은", "는", "이", "가"])
_WORDS_OF_SERVICE = 3
_LEAST = 4  # letters of a service that only a list tells


def find_services(names: Names) -> None:
    """Add the services that stand in a list before one that is known: ``누리톡은 배달온길, ‘상인학교’ 운영 및 …``.

    Parameters
    ----------
    names
        The entities of the article; programs are added.
    """
    for sentence in names.sentences:
        if _RUN.search(sentence.text):
            for place, word in enumerate(sentence.words):
                if stems(word.text)[0][0] == "운영":
                    _enter_listed(names, sentence.words, place)


def _enter_listed(names: Names, row: list[Word], end: int) -> None:
    """Enter what stands before a service in a list that ends before a word."""
    begins = range(end - 1, max(-1, end - 1 - _WORDS_OF_SERVICE), -1)
    first = next((at for at in begins if _is_program(names, row[at:end])), 0)
    while first > 1 and row[first].before.strip(_QUOTES) == "," and _is_service(names, row, first - 1):
        first -= 1
        names.entity(row[first].text, "program", "listed")


def _is_program(names: Names, row: list[Word]) -> bool:
    entity = names.named(" ".join(word.text for word in row))
    return entity is not None and entity.kind == "program"


def _is_service(names: Names, row: list[Word], place: int) -> bool:
    """Say whether one word between the topic or a comma and the next comma can name a service: it is no activity like 홍보."""
    text = row[place].text
    alone = row[place].before == "," or any(particle in _TOPIC for _, particle in stems(row[place - 1].text))
    return alone and len(text) >= _LEAST and names.named(text) is None and not longest_ending(text, "activity")
