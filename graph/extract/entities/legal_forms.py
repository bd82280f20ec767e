"""Bodies whose legal form is a word of its own before the name: ``법무법인 솔``, ``농업회사법인 들녘애``."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from graph.extract.entities.looks import is_whole_title, likeness, opens_sentence
from graph.extract.entities.titling import title_of
from graph.extract.lexicon import column, longest_ending, table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.extract.text.sentences import Sentence, Word

_GENITIVE = "의"
_LIKELY = 0.45  # a name between a body and a title
_NEAR = 3  # words behind a genitive in which the title of somebody stands


@cache
def _kinds() -> dict[str, str]:
    return {row["form"]: row["kind"] for row in table("legal_forms")}


def is_legal_form(text: str) -> bool:
    """Say whether a word is a legal form, so that the word behind it is a body's name and nobody's.

    Examples
    --------
    >>> is_legal_form("세무법인"), is_legal_form("누리톡")
    (True, False)
    """
    return text in column("legal_forms", "form")


def named_with_form(sentence: Sentence) -> Iterator[tuple[str, str]]:
    """Find the bodies of a sentence that are named with their legal form.

    Parameters
    ----------
    sentence
        A tagged sentence.

    Yields
    ------
    tuple
        Name and kind.
    """
    row = sentence.words
    for place, word in enumerate(row[:-1]):
        if is_legal_form(word.text) and not row[place + 1].before:
            name = _name(row, place + 1)
            if name:
                yield f"{word.text} {name}", _kinds()[word.text]


def _name(row: list[Word], place: int) -> str:
    """Return the name at a place: before a title, in the genitive before somebody, or a proper noun; ``회계법인 실사`` is none."""
    word = row[place]
    if is_whole_title(word.text) or opens_sentence(word.text) or longest_ending(word.text, "activity"):
        return ""
    stem = word.text.removesuffix(_GENITIVE)
    if len(stem) > 1 and stem != word.text and _titled(row, place + 1, place + 1 + _NEAR):
        return stem
    if _titled(row, place + 1, place + 2) or (place + 1 < len(row) and likeness(row[place + 1].text) >= _LIKELY and _titled(row, place + 2, place + 3)):
        return word.text
    proper = [m for m in word.tags if m.tag in ("NNP", "SL")]
    return "".join(m.form for m in proper) if proper and word.text.startswith("".join(m.form for m in proper)) else ""


def _titled(row: list[Word], first: int, end: int) -> bool:
    return any(title_of(word.text) is not None for word in row[first:end] if not word.before)
