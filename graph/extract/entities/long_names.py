"""Names of people in two words, as those from abroad have them: ``로버트 토렌``, ``나카무라 리에``, ``스티브 한``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from graph.extract.entities.looks import is_surname, is_whole_title, likeness
from graph.extract.lexicon import column, stems, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.extract.entities.usage import Vocabulary
    from graph.extract.text.sentences import Word

_SECOND = re.compile(r"[가-힣]{1,7}(?:-[가-힣]{1,7})?")
_REACH = 6  # words behind a name in which its title stands
_ENDS_OF_NAMES = frozenset(["에", "로", "도"])
_LIKELY = 0.8  # a Korean name between a name from abroad and a title has the title


def long_names(vocabulary: Vocabulary) -> set[str]:
    """Return the names in two words that a first name known from abroad and a title show.

    Only beside a title: ``루이 비통`` and ``스티브 매든`` are brands.

    Parameters
    ----------
    vocabulary
        The words of an article.

    Returns
    -------
    set
        First and second word with a space between them.
    """
    found = set()
    for sentence in vocabulary.sentences:
        row = sentence.words
        titled = {place for place, _ in vocabulary.titled[sentence.number]}
        for place, first in enumerate(row[:-1]):
            if titled and first.text in column("foreign", "first") and _may_follow(row, place):
                found |= {f"{first.text} {second}" for second in _second(row, place, titled, vocabulary)}
    return found


def may_be_second(word: Word) -> bool:
    """Say whether a word can be the second of a name: it is no common noun and no title.

    Parameters
    ----------
    word
        A tagged word.

    Returns
    -------
    bool
        ``False`` for 플랫폼 and 책임자, which stand before titles too.
    """
    common = len(word.text) > 1 and [m.tag for m in word.tags] == ["NNG"]
    return bool(_SECOND.fullmatch(word.text)) and not common and not is_whole_title(word.text) and word.text not in column("not_names", "word")


def _may_follow(row: list[Word], place: int) -> bool:
    first, second = row[place], row[place + 1]
    return not second.before and first.quote == second.quote and may_be_second(second)


def _second(row: list[Word], place: int, titled: set[int], vocabulary: Vocabulary) -> Iterator[str]:
    """Yield the second word of a name, without its particle, if a title belongs to the name."""
    text = row[place + 1].text
    if _title_follows(row, place, titled):
        yield text
    elif place - 1 in titled and not row[place].before:
        yield _without_particle(text)
    else:
        yield from (stem for stem, _ in stems(text) if vocabulary.called.get(stem))


def _without_particle(text: str) -> str:
    """Return the second word of a name without its particle; what could as well end a name is left: ``리에``, ``모로``."""
    sure = words("particles", "after name") - _ENDS_OF_NAMES
    return next(stem for stem, particle in stems(text) if stem == text or (particle in sure and (len(stem) > 1 or is_surname(stem))))


def _title_follows(row: list[Word], place: int, titled: set[int]) -> bool:
    for at in range(place + 2, min(len(row), place + 2 + _REACH)):
        if row[at].before or (at not in titled and likeness(row[at].text) >= _LIKELY):
            return False
        if at in titled:
            return True
        if not row[at].nominal:
            return False
    return False
