"""The words before a title: which belong to its phrase, and which of them are the body."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.extract.entities.entity import BODIES
from graph.extract.entities.legal_forms import is_legal_form
from graph.extract.entities.looks import is_department, is_generic, is_plain, is_whole_title, likeness, opens_sentence
from graph.extract.entities.titling import title_of
from graph.extract.lexicon import column, kind_by_ending, words
from graph.extract.text.sentences import Part

if TYPE_CHECKING:
    from graph.extract.entities.entity import Register
    from graph.extract.entities.usage import Usage
    from graph.extract.text.sentences import Word

_REACH = 7  # words before a title that are looked at
_QUOTED_REACH = 3  # words between a title and a body in quotation marks
_LIKELY = 0.4  # a name before a stroke, 한가람/누리톡 대표, or behind a brand
_SHORT = 2
# Words that make a body's name only with the one behind them.
_HALVES = ("주식회사", "국회")
_CLOSING = ("과", "와", "이", "가", "은", "는", "을", "를")
# Departments whose names look like a title and a particle.
_SECTIONS = frozenset(["감사과", "교수과", "비서과", "의사과", "총무과"])
_HAD = ("을", "를")
_POLITE = "요"  # the end of a polite sentence and of many brands


def chain_before(usage: Usage, row: list[Word], place: int) -> list[int]:
    """Return the words before a title that may belong to its phrase.

    Parameters
    ----------
    usage
        How the article uses its words.
    row
        The words of a sentence.
    place
        Which of them ends with the title.

    Returns
    -------
    list
        Their numbers, the nearest last.
    """
    chain: list[int] = []
    at = place
    while at > 0 and place - at < _REACH:
        if _follows_quotation(row, at) and place - at < _QUOTED_REACH:
            # The genitive between a quoted name and a title is no part of either: ‘누리톡’의 대표.
            chain = [at - 1, *(chain[1:] if row[at].text == "의" and at < place else chain)]
            break
        if _is_apart(usage, row, at, place):
            break
        before = row[at - 1]
        if _closes_post(before):
            break
        if not usage.is_nominal(before):
            if at < place and (_is_owner(usage.register, before.text) or _is_coined(row, at - 1)):
                chain.insert(0, at - 1)
                if at > 1 and not before.before and is_legal_form(row[at - 2].text):
                    chain.insert(0, at - 2)
            break
        at -= 1
        chain.insert(0, at)
    return chain


def _follows_quotation(row: list[Word], at: int) -> bool:
    return "’" in row[at].before and row[at].quote == -1 and row[at - 1].quote >= 0


def _is_apart(usage: Usage, row: list[Word], at: int, place: int) -> bool:
    """Say whether a mark, a quotation or a word that joins sentences parts a phrase before one of its words."""
    mark, before = row[at].before, row[at - 1]
    if mark:
        joined = mark == "·" and at == place and not is_whole_title(row[place].text)
        captioned = mark == "/" and likeness(before.text) > _LIKELY
        if not joined and not captioned:
            return True
    return before.quote != row[place].quote or (opens_sentence(before.text) and not _is_surname_of(row, at, place) and not usage.ends_long_name(row, at - 1))


def _is_surname_of(row: list[Word], at: int, place: int) -> bool:
    """Say whether the word before another is a surname of one letter: ``한 의장``, ``한 신임 의장``."""
    return row[at - 1].text in _one_letter() and all(word.text in words("title_words", "fresh") for word in row[at:place])


def _closes_post(word: Word) -> bool:
    """Say whether a word is a title that closes the phrase of another: ``한가람 회장과 나래 나은비 대표``."""
    titled = title_of(word.text)
    return titled is not None and titled.particle in _CLOSING and word.text not in _SECTIONS


def _is_coined(row: list[Word], at: int) -> bool:
    """Say whether a word before a name is written like a clause, as brands are: ``집보는날 한가람 대표``, ``나래 대표와 들러요 나은비 팀장``."""
    if likeness(row[at + 1].text) < _LIKELY:
        return False
    begins = at == 0 or bool(row[at].before) or _closes_post(row[at - 1])
    tags = [m.tag for m in row[at].tags]
    return (begins and row[at].text.endswith(_POLITE)) or ("ETM" in tags[:-1] and tags[-1].startswith("NN"))


def _one_letter() -> frozenset[str]:
    return frozenset(name for name in column("surnames", "surname") if len(name) == 1)


def _is_owner(register: Register, text: str) -> bool:
    """Say whether a word in the genitive names a body: ``누리톡의``."""
    stem = text.removesuffix("의")
    return stem != text and len(stem) > 1 and not opens_sentence(stem) and (register.is_body(stem) or not kind_by_ending(stem, "event", "law", "program"))


def body_and_department(register: Register, row: list[Word], between: list[int]) -> tuple[Part, list[int]]:
    """Divide the words between a name and a title into body and department.

    Parameters
    ----------
    register
        The article's entities.
    row
        The words of a sentence.
    between
        Which of them.

    Returns
    -------
    tuple
        The body, and the words behind it.
    """
    cut = _letters_of_body(register, [row[i].text for i in between])
    last = between[cut - 1]
    stem = row[last].text.removesuffix("의")
    if not register.is_body(stem):
        stem = row[last].text
    return Part(between[0], last, len(stem)), between[cut:]


def _letters_of_body(register: Register, texts: list[str]) -> int:
    """Return how many words the body has: a known name, else as far as the first ending of a body."""
    if len(texts) > 1 and texts[1] in words("ordinary", "joined body"):
        return 2
    for upto in range(len(texts), 0, -1):
        name = " ".join(texts[:upto])
        if register.named(name) or register.gazetteer.named(name):
            return upto
    if texts[0] in words("title_words", "leading") and len(texts) > 1:
        return 2
    if len(texts[0]) > _SHORT and kind_by_ending(texts[0], *BODIES):
        return 1
    return next((upto for upto, text in enumerate(texts[1:], 2) if kind_by_ending(text, *BODIES) and not is_department(text)), 1)


def body_before(register: Register, row: list[Word], before: list[int], at: int) -> tuple[Part | None, int]:
    """Find the body in the words before a name.

    Parameters
    ----------
    register
        The article's entities.
    row
        The words of a sentence.
    before
        Which of them stand before the name.
    at
        The first word of the name.

    Returns
    -------
    tuple
        The body, ``None`` if there is none, and the first word of the whole phrase.
    """
    for i in before:
        half = (row[i].text in _HALVES or is_legal_form(row[i].text)) and i + 1 < at
        if half or register.is_body(row[i].text.removesuffix("의")):
            joined = i + 1 < at and row[i + 1].text.removesuffix("의") in words("ordinary", "joined body")
            last = i + 1 if half or joined else i
            text = row[last].text
            return Part(i, last, len(text if register.is_body(text) else text.removesuffix("의"))), i
    near = row[before[-1]].text
    adnominal = row[before[-1]].verbal and row[before[-1]].tags[-1].tag == "ETM" and near.endswith("인")
    if adnominal or near in words("title_words", "came"):
        return None, at
    if is_department(near) and len(before) > 1:
        return whole(row, before[-2]), before[-2]
    if near in column("not_names", "word") or opens_sentence(near) or near in ("씨", "소속"):
        return None, at
    return whole(row, before[-1]), before[-1]


def with_owner(row: list[Word], place: int, name: str, most: float = _LIKELY) -> str:
    """Add the word before a common noun for a body, whose body it is: ``누리톡 피해자모임``.

    Parameters
    ----------
    row
        The words of a sentence.
    place
        Which of them ends the name.
    name
        The name in that word.
    most
        How much the word before it may look like a person's name.

    Returns
    -------
    str
        The name, with the word before it if it needs one.
    """
    if not is_generic(name) or place == 0 or row[place].before or row[place - 1].quote != row[place].quote:
        return name
    owner = row[place - 1]
    return f"{owner.text} {name}" if owner.nominal and is_plain(owner.text) and likeness(owner.text) <= most else name


def came_from(register: Register, row: list[Word], at: int) -> Part | None:
    """Find the body from which somebody came: ``누리톡에서 나온 한가람 팀장``.

    Parameters
    ----------
    register
        The article's entities.
    row
        The words of a sentence.
    at
        The word of the name.

    Returns
    -------
    Part
        The body, ``None`` if nothing says so.
    """
    if at < _SHORT or row[at - 1].text not in words("title_words", "came"):
        return None
    stem, particle = row[at - 2].text.removesuffix("에서"), row[at - 2].text[-2:]
    entity = register.named(stem)
    if particle != "에서" or stem in column("places", "name") or (entity is not None and entity.kind not in BODIES) or kind_by_ending(stem, "event", "place"):
        return None
    return Part(at - 2, at - 2, len(stem))


def is_past(row: list[Word], place: int) -> bool:
    """Say whether a title is one of those that somebody had: ``누리톡 고문, 한빛대 교수를 지냈다``."""
    for word, after in zip(row[place:], row[place + 1 : place + _REACH], strict=False):
        titled = title_of(word.text)
        if titled is not None and titled.particle in _HAD:
            return after.text.startswith(tuple(words("verbs", "had been")))
        if not word.nominal:
            return False
    return False


def whole(row: list[Word], at: int) -> Part:
    """Return one word as a part."""
    return Part(at, at, len(row[at].text))


def any_body(register: Register, row: list[Word], some: list[int]) -> bool:
    """Say whether one of some words is a body."""
    return any(register.is_body(row[i].text) or register.is_body(row[i].text.removesuffix("의")) for i in some)
