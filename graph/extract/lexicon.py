"""The word lists beside this file, read once, and the few facts about Korean endings that every step needs."""

from __future__ import annotations

import csv
import re
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container

_FOLDER = Path(__file__).parent / "lexicons"


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of a word list, in the order of its file.

    Examples
    --------
    >>> table("surnames")[0]
    {'surname': '가', 'compound': '0'}
    """
    with (_FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def column(name: str, heading: str) -> frozenset[str]:
    """Return one column of a word list as a set.

    Examples
    --------
    >>> "서울" in column("places", "name")
    True
    """
    return frozenset(row[heading] for row in table(name))


@cache
def words(name: str, wanted: str) -> frozenset[str]:
    """Return the words of one class of a word list whose first column is the class.

    Parameters
    ----------
    name
        Name of the file, without its ending.
    wanted
        The class.

    Returns
    -------
    frozenset
        What its second column holds.

    Examples
    --------
    >>> sorted(words("title_words", "acting"))
    ['권한대행', '대행', '직무대리', '직무대행']
    """
    return frozenset(word for kind, word in (row.values() for row in table(name)) if kind == wanted)


# Particles that can close a noun phrase; loose ones fit behind any letter.
_AFTER_CONSONANT = words("particles", "consonant")
_AFTER_VOWEL = words("particles", "vowel")
_LOOSE = words("particles", "loose")
PARTICLES = frozenset(["", *_AFTER_CONSONANT, *_AFTER_VOWEL, *_LOOSE])
_LONGEST = max(map(len, PARTICLES))


@cache
def stems_of(kind: str, name: str = "verbs") -> str:
    """Return what finds the words of a class: the body of a regular expression, the longest word first.

    Parameters
    ----------
    kind
        The class.
    name
        Name of the word list, without its ending.

    Returns
    -------
    str
        Alternatives without a group around them.

    Examples
    --------
    >>> "참석" in stems_of("attended").split("|")
    True
    """
    return "|".join(map(re.escape, sorted(words(name, kind), key=lambda stem: (-len(stem), stem))))


@cache
def verbs(kind: str) -> re.Pattern[str]:
    """Return a pattern that finds the verbs of a class of ``verbs.csv``.

    Examples
    --------
    >>> verbs("absent").search("끝내 불참했다") is not None
    True
    """
    return re.compile(stems_of(kind))


@lru_cache(maxsize=200_000)
def longest_ending(text: str, wanted: str) -> str:
    """Return the longest listed ending of a word, the whole word included, or ``""``.

    Parameters
    ----------
    text
        The word.
    wanted
        The class of ending in ``endings.csv``.

    Returns
    -------
    str
        The ending.

    Examples
    --------
    >>> longest_ending("긴급기자회견", "occasion"), longest_ending("누리톡", "occasion")
    ('기자회견', '')
    """
    return _longest(text, words("endings", wanted))


def _longest(text: str, known: Container[str]) -> str:
    """Return the longest of some endings with which a word ends, the whole word included, or ``""``."""
    for cut in range(len(text)):
        if text[cut:] in known:
            return text[cut:]
    return ""


@lru_cache(maxsize=200_000)
def folded(name: str) -> str:
    """Return a name without spaces, marks and case, for comparing.

    Examples
    --------
    >>> folded("ABC 새벽·배달")
    'abc새벽배달'
    """
    return re.sub(r"[\s‘’“”·.\-:/]", "", name).casefold()


def closes(letter: str) -> bool:
    """Say whether a letter ends in a consonant.

    Examples
    --------
    >>> closes("톡"), closes("오"), closes("O")
    (True, False, False)
    """
    code = ord(letter) - 0xAC00
    if 0 <= code < 11172:  # noqa: PLR2004 - the block of Hangul syllables
        return code % 28 != 0
    return letter in "136780lmnrLMNR"


@lru_cache(maxsize=200_000)
def fits(stem: str, particle: str) -> bool:
    """Say whether a particle can stand behind a stem.

    Examples
    --------
    >>> fits("누리톡", "은"), fits("누리톡", "는"), fits("카카오", "로"), fits("누리톡", "로")
    (True, False, True, False)
    """
    if not particle:
        return True
    if not stem or particle not in PARTICLES:
        return False
    if particle in _LOOSE or not "가" <= stem[-1] <= "힣":
        return True
    if closes(stem[-1]):
        return particle in _AFTER_CONSONANT or (particle.startswith("로") and (ord(stem[-1]) - 0xAC00) % 28 == 8)  # noqa: PLR2004 - ㄹ
    return particle in _AFTER_VOWEL


@lru_cache(maxsize=200_000)
def stems(text: str) -> tuple[tuple[str, str], ...]:
    """Return every way to read a word as stem and particle, the longest particle first.

    Examples
    --------
    >>> stems("누리톡은")
    (('누리톡', '은'), ('누리톡은', ''))
    """
    cuts = range(max(1, len(text) - _LONGEST), len(text) + 1)
    return tuple([(text[:cut], text[cut:]) for cut in cuts if text[cut:] in PARTICLES and fits(text[:cut], text[cut:])])


@cache
def titles() -> dict[str, frozenset[str]]:
    """Return each title with the classes of bodies that have it.

    Examples
    --------
    >>> sorted(titles()["장관"])
    ['government']
    """
    found: dict[str, set[str]] = {}
    for row in table("titles"):
        found.setdefault(row["title"], set()).add(row["class"])
    return {title: frozenset(classes) for title, classes in found.items()}


@lru_cache(maxsize=100_000)
def title_in(stem: str) -> str:
    """Return the title that a stem ends with, or ``""``.

    Examples
    --------
    >>> title_in("네트워크정책실장"), title_in("누리톡")
    ('정책실장', '')
    """
    if len(stem) < 2:  # noqa: PLR2004 - one letter is no title
        return ""
    return _longest(stem, titles())


@cache
def _suffixes() -> dict[str, str]:
    return {row["suffix"]: row["kind"] for row in table("suffixes")}


@lru_cache(maxsize=100_000)
def kind_by_ending(name: str, *kinds: str) -> str:
    """Return the kind that the longest known ending of a name tells, or ``""``.

    Examples
    --------
    >>> kind_by_ending("새벽배달협회"), kind_by_ending("온새미")
    ('association', '')
    """
    known = _suffixes()
    for cut in range(1, len(name)):
        kind = known.get(name[cut:].strip())
        if kind and (not kinds or kind in kinds):
            return kind
    return ""


@cache
def surnames() -> tuple[frozenset[str], frozenset[str]]:
    """Return surnames of one letter and of two.

    Examples
    --------
    >>> one, two = surnames()
    >>> "한" in one, "남궁" in two
    (True, True)
    """
    names = column("surnames", "surname")
    return frozenset(n for n in names if len(n) == 1), frozenset(n for n in names if len(n) > 1)
