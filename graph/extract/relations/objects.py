"""The noun that a verb judges: ``밀물페이의 수수료 면제를`` of ``비판했다``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from graph.extract.lexicon import longest_ending, stems_of, title_in, verbs, words
from graph.extract.relations.speech import is_spoken

if TYPE_CHECKING:
    from graph.extract.relations.speech import Unit
    from graph.extract.relations.statements import Stance
    from graph.extract.text.sentences import Sentence, Word

# What ends a noun phrase before the one that is judged: particles, endings and quotations.
_ENDS_PHRASE = frozenset(["JX", "JKS", "JKB", "JKO", "EC", "EF", "JC", "JKQ"])
_ADVERBIAL = ("JKB", "JX")
_DATIVE = re.compile(r"(?:에는|에도|에|엔)$")
# ``… 법안에 찬성표를``: with such an idiom ``에`` marks what is judged; up to two words may stand between.
_IDIOM = re.compile(rf"\s?(?:[가-힣]+\s){{0,2}}?(?:{stems_of('idiom')})")
# Particles before ``대해``, ``두고`` and the like, and of what a quotation right behind speaks of.
_MARKED = ("에", "을", "를")
_TOPICAL = ("이", "가", "은", "는", "도", "을", "를")
_OPENING = 3  # words of a quotation in which its topic stands
_POINTS = re.compile(r"(?:이|그|이런|이 같은) ")  # ``이 소식에`` points to what was told before
_DAY = re.compile(r"\d+일")


class Noun(NamedTuple):
    """A noun phrase without its particle, and its offsets in the view."""

    text: str
    left: int
    right: int


def judged_noun(stance: Stance) -> Noun | None:
    """Return the noun phrase outside quotations that the verb of a stance judges.

    Parameters
    ----------
    stance
        A reported statement.

    Returns
    -------
    Noun
        The last object behind the subject, or what ``에`` marks before an idiom; ``None`` if there is none.
    """
    sentence, places = stance.unit.sentence, stance.behind_subject
    for place in reversed(places):
        stem = _object(stance.unit, place) if _stands_before_verb(stance.unit, place) else ""
        if stem:
            left = sentence.words[_first_of_phrase(sentence, place, places)].start
            right = sentence.words[place].end(len(stem))
            text = sentence.slice(left, right).strip(" ‘’")
            return Noun(text, left, right) if text else None
    return None


def topic_noun(stance: Stance) -> Noun | None:
    """Return the noun phrase of which the words reported speak: ``등록제`` of ``등록제에 대해 “…”라며``, ``이번 합의`` of ``이번 합의가 “…”라며``.

    Parameters
    ----------
    stance
        A reported statement.

    Returns
    -------
    Noun
        The last one behind the subject that is marked so; ``None`` if there is none.
    """
    sentence, places = stance.unit.sentence, stance.behind_subject
    for place in reversed(places):
        if is_spoken(sentence, sentence.words[place]) or sentence.words[place].start - sentence.start >= stance.unit.verb:
            continue
        stem = _topic(sentence, place)
        if not stem or stem in words("speech", "no topic") or title_in(stem):
            continue
        left = sentence.words[_first_of_phrase(sentence, place, places)].start
        right = sentence.words[place].end(len(stem))
        text = sentence.slice(left, right).strip(" ‘’")
        return None if _POINTS.match(text) and longest_ending(stem, "tidings") == stem else Noun(text, left, right)
    return None


def quoted_topic(unit: Unit) -> str:
    """Return the noun with which the last quotation of a statement begins if that is its topic: ``대책`` of ``“대책은 반쪽”이라고``, else ``""``."""
    sentence = unit.sentence
    spoken = [sentence.words[place] for place in unit.places if is_spoken(sentence, sentence.words[place])]
    opening = [word for word in spoken if word.quote == spoken[-1].quote][:_OPENING]
    for order, word in enumerate(opening):
        last = word.tags[-1] if word.tags else None
        if last is not None and last.form in _TOPICAL and last.tag in ("JX", "JKS"):
            return " ".join([*(before.text for before in opening[:order]), word.text[: last.start]])
    return ""


def _topic(sentence: Sentence, place: int) -> str:
    """Return a word without its particle if what is said is about it, else ``""``."""
    word = sentence.words[place]
    if place + 1 == len(sentence.words) or not word.tags or not word.tags[-1].tag.startswith("J"):
        return ""
    stem = word.text[: word.tags[-1].start]
    if stem.startswith(tuple(words("speech", "about"))):  # ``등록제에 대해서는 “…”``: the word before tells
        return ""
    follows = sentence.words[place + 1]
    if follows.text.startswith(tuple(words("speech", "about"))) and word.tags[-1].form in _MARKED:
        return stem
    if "“" not in follows.before:
        return ""
    return stem if word.tags[-1].form in _TOPICAL or (word.tags[-1].form == "에" and longest_ending(stem, "tidings")) else ""


def _stands_before_verb(unit: Unit, place: int) -> bool:
    """Say whether a word is no part of the verb itself, as the noun of ``지지를 보냈다`` is, unlike that of ``취지에 공감했다``."""
    word = unit.sentence.words[place]
    return word.start - unit.sentence.start < unit.verb or (bool(word.tags) and word.tags[-1].tag != "JKO")


def _object(unit: Unit, place: int) -> str:
    """Return a word without its particle if the verb judges it, else ``""``."""
    sentence = unit.sentence
    word = sentence.words[place]
    if is_spoken(sentence, word) or not word.tags:
        return ""
    after = sentence.text[word.end(len(word.text)) - sentence.start : unit.end]
    stem = word.text[: word.tags[-1].start] if word.tags[-1].tag == "JKO" else _dative(word, after)
    if not stem or longest_ending(stem, "abstract") or verbs("circumstance").match(after.lstrip()) or _clause_between(unit, place):
        return ""
    return stem


def _dative(word: Word, after: str) -> str:
    """Return a word without ``에`` if that marks what is judged, else ``""``."""
    stem = _DATIVE.sub("", word.text)
    if word.tags[-1].tag not in _ADVERBIAL or stem == word.text or longest_ending(stem, "setting") or not _IDIOM.match(after):
        return ""
    return stem


def _clause_between(unit: Unit, place: int) -> bool:
    """Say whether another clause ends between a word and the verb, so that the word is that clause's object."""
    sentence = unit.sentence
    if _is_called(sentence, place):
        return False
    return any(
        _ends_clause(word) and "”" not in word.before and word.text not in words("speech", "quoting")
        for word in sentence.words[place + 1 :]
        if word.start - sentence.start < unit.verb and not is_spoken(sentence, word)
    )


def _is_called(sentence: Sentence, place: int) -> bool:
    """Say whether a word is called what a quotation right behind it says: ``수수료 동결을 “첫걸음”이라며 반겼다``."""
    return place + 1 < len(sentence.words) and "“" in sentence.words[place + 1].before


def _ends_clause(word: Word) -> bool:
    last = word.tags[-1] if word.tags else None
    return last is not None and (last.tag == "EF" or (last.tag == "EC" and last.form in words("speech", "closes clause")))


def _first_of_phrase(sentence: Sentence, place: int, places: list[int]) -> int:
    """Return the first word of the noun phrase that ends with a word."""
    row = sentence.words
    first = place
    while first - 1 in places and not row[first].before.strip("‘’") and not is_spoken(sentence, row[first - 1]) and not _stands_apart(row[first - 1]):
        first -= 1
        if "”" in row[first].before:
            break
    return first


def _stands_apart(word: Word) -> bool:
    """Say whether a word ends another phrase, or is none of a noun's."""
    tag = word.tags[-1].tag if word.tags else "NNP"
    return tag in _ENDS_PHRASE or word.text in words("speech", "apart") or bool(_DAY.fullmatch(word.text))
