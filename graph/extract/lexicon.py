"""The word lists beside this file, read once, and the few facts about Korean endings that every step needs."""

from __future__ import annotations

import csv
import re
from functools import cache, lru_cache
from pathlib import Path

FOLDER = Path(__file__).parent / "lexicons"

# Particles that can close a noun phrase; `loose` ones fit behind any letter.
_AFTER_CONSONANT = (
    "은",
    "이",
    "을",
    "과",
    "으로",
    "이나",
    "이라는",
    "이라고",
    "이란",
    "이며",
    "이자",
    "인",
    "이다",
    "입니다",
    "이었다",
    "으로부터",
    "으로서",
    "으로써",
    "이라며",
    "이라",
    "이라도",
    "이든",
    "이고",
    "이랑",
    "이었던",
    "이던",
    "이면",
    "이지만",
)
_AFTER_VOWEL = (
    "는",
    "가",
    "를",
    "와",
    "로",
    "나",
    "라는",
    "라고",
    "란",
    "며",
    "자",
    "인",
    "다",
    "입니다",
    "였다",
    "로부터",
    "로서",
    "로써",
    "라며",
    "라",
    "라도",
    "든",
    "고",
    "랑",
    "였던",
    "던",
    "면",
    "지만",
    "이다",
    "이며",
    "이자",
    "이라는",
    "이고",
)
_LOOSE = (
    "의",
    "에",
    "에게",
    "에게는",
    "에게도",
    "에겐",
    "께",
    "께서",
    "께서는",
    "에서",
    "에서는",
    "에서도",
    "에서의",
    "에는",
    "에도",
    "에만",
    "도",
    "만",
    "만이",
    "까지",
    "까지도",
    "부터",
    "보다",
    "보다는",
    "처럼",
    "마다",
    "조차",
    "마저",
    "뿐",
    "밖에",
    "한테",
    "측은",
    "측이",
    "측도",
    "측에",
    "측의",
    "측",
    "들은",
    "들이",
    "들과",
    "들의",
    "들도",
    "들에게",
    "들에",
    "들",
    "등은",
    "등이",
    "등",
    "으로의",
    "로의",
    "에로",
    "엔",
    "과의",
    "와의",
    "과는",
    "와는",
    "과도",
    "와도",
    "만은",
    "만의",
    "대로",
    "대로라면",
    "이라면",
    "으로는",
    "로는",
    "로도",
    "으로도",
    "만큼",
    "이야말로",
    "야말로",
    "께서도",
    "께는",
    "에서와",
    "에의",
    "에게서",
    "까지는",
    "부터는",
    "으로까지",
    "로까지",
    "씨는",
    "씨가",
    "씨",
)
PARTICLES = frozenset(("", *_AFTER_CONSONANT, *_AFTER_VOWEL, *_LOOSE))
_LONGEST = max(map(len, PARTICLES))


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of a word list."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def column(name: str, heading: str) -> frozenset[str]:
    """Return one column of a word list as a set."""
    return frozenset(row[heading] for row in table(name))


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
    return tuple((text[:cut], text[cut:]) for cut in range(max(1, len(text) - _LONGEST), len(text) + 1) if fits(text[:cut], text[cut:]))


@cache
def titles() -> dict[str, frozenset[str]]:
    """Return each title with the classes of bodies that have it."""
    found: dict[str, set[str]] = {}
    for row in table("titles"):
        found.setdefault(row["title"], set()).add(row["class"])
    return {title: frozenset(classes) for title, classes in found.items()}


@cache
def _title_ends() -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(sorted(map(re.escape, titles()), key=lambda t: (-len(t), t))) + ")$")


@lru_cache(maxsize=100_000)
def title_in(stem: str) -> str:
    """Return the title that a stem ends with, or ``""``.

    Examples
    --------
    >>> title_in("네트워크정책실장"), title_in("누리톡")
    ('정책실장', '')
    """
    if len(stem) < 2:  # noqa: PLR2004
        return ""
    found = _title_ends().search(stem)
    return found[0] if found else ""


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
    """Return surnames of one letter and of two."""
    names = column("surnames", "surname")
    return frozenset(n for n in names if len(n) == 1), frozenset(n for n in names if len(n) > 1)
