"""What a word looks like by its letters alone: a person's name, a body, a law, or only a common noun."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from graph.extract.lexicon import column, longest_ending, surnames, table, title_in, words

_SHORT = 2  # letters of a short name, such as 한결
_FULL = 3  # letters of a usual name
_LONG = 4  # letters of a name whose given name or surname is long
_LEAST_LAW = 4  # letters of a law's name

# What stands before a common noun for a body without making a name of it.
_GENERIC = re.compile(
    r"(?:피해자|입점업체|입점업주|입점점주|판매자|채권자|민간|상생|자율|특별|상임|전문|공동|분과|실무|사회적|상설|민관|공정|정책|조정|분쟁조정|자문|추진|운영|심의)?"
    r"(?:협의체|위원회|협의회|자율기구|네트워크|연대|모임|연합|조합|노조|대책위원회|특별위원회|소위원회|자문위원회|추진위원회|심의위원회|운영위원회|분쟁조정협의회)"
)
_LETTERS = {"": re.compile(r"[가-힣]+"), "Latin": re.compile(r"[가-힣A-Za-z]+"), "dots": re.compile(r"[가-힣·]+")}


@lru_cache(maxsize=100_000)
def likeness(text: str) -> float:
    """Say how much a word looks like a Korean person's name, from 0 to 1.

    Examples
    --------
    >>> likeness("한가람") > 0.8, likeness("배달길드앱"), likeness("이번")
    (True, 0.0, 0.0)
    """
    if not re.fullmatch(r"[가-힣]{2,5}", text) or text in column("not_names", "word") or text in column("places", "name"):
        return 0.0
    one, two = surnames()
    compound = text[:2] in two and len(text) in (_FULL, _LONG)
    if text[0] not in one and not compound:
        return 0.0
    given = text[2:] if compound else text[1:]
    usual = sum(letter in column("given", "syllable") for letter in given) / len(given)
    if compound and len(text) == _LONG:
        return 0.9 if usual == 1 else 0.5
    return _by_length(len(text), usual)


def _by_length(letters: int, usual: float) -> float:
    """Weigh a surname of one letter with the share of usual letters behind it."""
    if letters == _FULL:
        return 0.85 if usual == 1 else 0.45 if usual else 0.2
    if letters == _SHORT:
        return 0.45 if usual else 0.2
    return 0.25 if usual == 1 and letters == _LONG else 0.0


class _Ending(NamedTuple):
    """An ending that tells the kind of a name, with how many letters of which sort must stand before it."""

    kind: str
    ending: str
    letters: int
    sort: re.Pattern[str]
    not_after: str

    def closes(self, stem: str) -> bool:
        """Say whether a stem ends so."""
        before = stem.removesuffix(self.ending)
        return len(before) < len(stem) and len(before) >= self.letters and before[-1] not in self.not_after and bool(self.sort.fullmatch(before))


@cache
def _strong() -> tuple[_Ending, ...]:
    return tuple(_Ending(row["kind"], row["ending"], int(row["letters"]), _LETTERS[row["with"]], row["not_after"]) for row in table("strong_endings"))


@cache
def _any_strong() -> tuple[str, ...]:
    return tuple({row.ending for row in _strong()})


@lru_cache(maxsize=100_000)
def strong_ending(stem: str) -> str:
    """Return the kind of a name whose ending alone is enough to take it for one.

    Examples
    --------
    >>> strong_ending("전국골목상인연합"), strong_ending("다음"), strong_ending("플랫폼기본법")
    ('association', '', 'law')
    """
    if len(stem) < _FULL or not stem.endswith(_any_strong()) or not re.match(r"[가-힣A-Za-z]", stem) or stem in words("ordinary", "law"):
        return ""
    kinds = (row.kind for row in _strong() if row.closes(stem))
    return next((kind for kind in kinds if kind != "law" or len(stem) >= _LEAST_LAW), "")


def is_draft(before: str, stem: str) -> bool:
    """Say whether a word is only that a law is changed or made: ``플랫폼법 개정안`` is about the law.

    Examples
    --------
    >>> is_draft("플랫폼법", "개정안"), is_draft("약관", "개정안")
    (True, False)
    """
    return stem in words("ordinary", "draft") and before.endswith("법") and len(before) >= _LEAST_LAW - 1


def is_generic(stem: str) -> bool:
    """Say whether a word for a body is a common noun, which alone names none.

    Examples
    --------
    >>> is_generic("상생협의체"), is_generic("새벽배달협의체")
    (True, False)
    """
    return bool(_GENERIC.fullmatch(stem))


def is_plain(text: str) -> bool:
    """Say whether a word can be part of a name that is longer than one word.

    Examples
    --------
    >>> is_plain("골목상권"), is_plain("열린"), is_plain("이날")
    (True, False, False)
    """
    return bool(re.fullmatch(r"[가-힣A-Za-z0-9]+", text)) and not longest_ending(text, "verbal") and not opens_sentence(text)


def opens_sentence(text: str) -> bool:
    """Say whether a word counts, points or joins, so that no name begins with it.

    Examples
    --------
    >>> opens_sentence("이날"), opens_sentence("3대"), opens_sentence("누리톡")
    (True, True, False)
    """
    return text[:1].isdecimal() or text in words("ordinary", "opening")


def is_department(text: str) -> bool:
    """Say whether a word ends as a part of a body does.

    Examples
    --------
    >>> is_department("대외협력팀"), is_department("누리톡")
    (True, False)
    """
    return bool(longest_ending(text, "department"))


def given_surname(name: str) -> str:
    """Return the surname that a Korean name begins with.

    Examples
    --------
    >>> given_surname("한가람"), given_surname("남궁가람")
    ('한', '남궁')
    """
    return name[:2] if name[:2] in surnames()[1] and len(name) > _SHORT else name[0]


def is_surname(text: str) -> bool:
    """Say whether a word is a surname alone.

    Examples
    --------
    >>> is_surname("한"), is_surname("한가람")
    (True, False)
    """
    return any(text in known for known in surnames())


def is_whole_title(text: str) -> bool:
    """Say whether a word is a title and nothing else.

    Examples
    --------
    >>> is_whole_title("대표"), is_whole_title("누리톡대표")
    (True, False)
    """
    return bool(text) and title_in(text) == text
