"""Firms that only a list or the noun before them tells: ``누리톡, 달빛배달, 새벽상사 등 회원사 20여 곳``, ``운영사인 누리톡은``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from graph.extract.entities.looks import is_plain
from graph.extract.lexicon import kind_by_ending, stems, title_in, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.extract.text.sentences import Sentence, Word

_CLOSING = "등"
_SEVERAL = "들"
_COPULA = "인"
_COUNTED = re.compile(r"\d+여?개?|[가-힣]{1,3}")  # 8개 플랫폼사, 주요 회원사
_LEAST = 3  # letters of a firm that only a noun before it tells
_LISTED = 3  # names from which a list is one
_MARKS = (",", "·")


def listed_firms(sentence: Sentence) -> Iterator[str]:
    """Find the firms of a sentence that stand in a list of firms, or behind a noun for one.

    Parameters
    ----------
    sentence
        A tagged sentence.

    Yields
    ------
    str
        The name of a firm.
    """
    row = sentence.words
    for place, word in enumerate(row):
        if word.text == _CLOSING and _closes_firms(row, place):
            yield from _before(row, place)
        elif word.text in words("ordinary", "firm noun") and place + 1 < len(row):
            yield from _behind(row, place + 1)


def _closes_firms(row: list[Word], place: int) -> bool:
    """Say whether a list is closed by a noun for firms: ``등 5개사``, ``등 8개 플랫폼사와``."""
    for at in (place + 1, place + 2):
        if at >= len(row) or row[at].before:
            return False
        if any(stem.lstrip("0123456789여") in words("ordinary", "firms") for stem, _ in stems(row[at].text)):
            return True
        if not _COUNTED.fullmatch(row[at].text):
            return False
    return False


def _before(row: list[Word], place: int) -> list[str]:
    """Return the names of a list that ends before a word, if each is one word."""
    names = [row[place - 1].text] if place and not row[place].before else []
    at = place - 1
    while names and at > 0 and row[at].before in _MARKS:
        at -= 1
        names.append(row[at].text)
    if names and at > 0 and row[at - 1].nominal:
        names.pop()  # The first may begin further left.
    return [name for name in names if _may_be_firm(name)] if len(names) >= _LISTED - 1 else []


def _behind(row: list[Word], place: int) -> Iterator[str]:
    """Yield the name behind a noun for a firm, if it is no common noun; behind the copula it is none: ``운영사인 누리톡``."""
    word = row[place]
    common = not row[place - 1].text.endswith(_COPULA) and all(m.tag == "NNG" or m.tag[0] == "J" for m in word.tags)
    stem = next(stem for stem, particle in stems(word.text) if particle in words("particles", "after name") or stem == word.text)
    if not word.before and not common and stem != word.text and len(stem) >= _LEAST and _may_be_firm(stem):
        yield stem


def _may_be_firm(name: str) -> bool:
    return len(name) > 1 and is_plain(name) and not title_in(name.removesuffix(_SEVERAL)) and not kind_by_ending(name, "association", "ministry", "institution", "law", "event")
