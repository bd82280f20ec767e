"""What a sentence reports as said: each verb of saying or judging, with the words before it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from graph.extract.lexicon import stems_of, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.extract.text.sentences import Sentence, Word

STANCES = ("criticized", "supported", "urged")
SAID = "said"
OTHER = "other"

_LONG = 25  # letters from which single quotation marks hold more than a name
_REMAINS = 12  # letters behind the last verb that are worth a part of their own
_CLOSE = 14  # letters within which ``…고 말했다`` continues the verb before it
_PART_OF_WORD = 2  # letters up to which a verb's stem may be the end of another word
_HIDDEN = "□"
REPORTED = ("다고", "라고", "자고", "다며", "라며")  # endings of what another verb reports
_HELPS = ("는 데 ", "는데 ", "한 데 ")  # ``행사를 여는 데 힘을 보탰다`` tells what was done, not what was said
_STOP = ". "  # between sentences of one speech
_EVERY = "마다"  # ``반기마다``: a noun of time, no verb
_AS_IF = "말했"  # the verb that a colon before a quotation stands for

# How a verb goes on when it is a predicate: endings, and what may stand between, are grammar; nouns and verbs are listed.
_PASSIVE = re.compile(rf"\s?(?:이|가|도|만|까지)?\s?(?:{stems_of('arising')})")
_ENDS = re.compile(r"[가-힣]*?(?:다|며|고|면서|면서도|고도|되|으면서도|지만도|지만|는데|는데요|자|음|함|요|니다|으나|뒤|면|듯)(?=[^가-힣]|$)")
_DESCRIBES = re.compile(rf"[가-힣]*?(?:하는|한|할|된|던|은|는)\s?(?:{stems_of('matter', 'speech')})")
_VOICED = re.compile(rf"(?:을|를|의|이|도|까지|에|과|와)?\s?(?:[가-힣]+\s){{0,2}}?(?:{stems_of('voiced')})")
_COLON = re.compile(r"[:：]\s?“")
# All of a sentence is speech: an answer of an interview, ``△“…”(한가람 누리톡 대표)``, ``한가람 : “…”``.
_ALL_SPEECH = re.compile(r"(?:\W*|[^“”]{0,40}[:：]\s?)“[^“”]*”?(?:\([^()]*\))?\W*")
_NOT_NOW = re.compile(r"[했었았였겠]|[던]\s")  # what the speaker did, will do, or others did


@dataclass(slots=True)
class Unit:
    """The part of a sentence that reports one statement.

    Attributes
    ----------
    sentence
        The sentence.
    relation
        The class of its verb: a stance, ``said``, or ``other`` for what stands behind the last verb.
    start, verb, end
        Offsets in the sentence: of the part, of its verb, and behind its predicate.
    form
        The verb as it is listed; empty without one.
    """

    sentence: Sentence
    relation: str
    start: int
    verb: int
    end: int
    form: str

    @property
    def text(self) -> str:
        """All of it."""
        return self.sentence.text[self.start : self.end]

    @property
    def content(self) -> str:
        """What stands before the verb."""
        return self.sentence.text[self.start : self.verb]

    @property
    def places(self) -> list[int]:
        """The places of its words in the sentence."""
        begun, ended = self.sentence.start + self.start, self.sentence.start + self.end
        return [place for place, word in enumerate(self.sentence.words) if begun <= word.start < ended]


def is_spoken(sentence: Sentence, word: Word) -> bool:
    """Say whether a word stands in double quotation marks, not only in single ones."""
    return word.quote >= 0 and sentence.quotes[word.quote][2] == "“"


@cache
def _verbs() -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<{name}>{stems_of(name)})" for name in (*STANCES, SAID)))


def find_units(sentence: Sentence) -> list[Unit]:
    """Divide a sentence into the statements that it reports.

    Parameters
    ----------
    sentence
        A sentence of the article.

    Returns
    -------
    list
        In order, never empty; what stands behind the last verb is a part too if it is long enough.

    Notes
    -----
    Where all of the sentence is speech, what it does by saying so counts: ``“환영한다.”``.

    Examples
    --------
    >>> from graph.extract.text.layout import read_layout
    >>> from graph.extract.text.sentences import split
    >>> sentence = split(read_layout("누리톡은 법안을 비판하며 “늦었다”고 말했다."))[0]
    >>> [(unit.relation, unit.text) for unit in find_units(sentence)]
    [('criticized', '누리톡은 법안을 비판하며'), ('said', ' “늦었다”고 말했다')]
    """
    outright = bool(_ALL_SPEECH.fullmatch(sentence.text))
    outer = sentence.text if outright else _outside(sentence)
    last = max(0, sentence.line.text_start - sentence.start)
    units: list[Unit] = []
    for verb, end in _predicates(outer, last, outright=outright):
        if units and _continues(units[-1], verb, outer):
            units[-1].end = end
        elif units and _embeds(units[-1], verb, outer):
            units[-1] = Unit(sentence, str(verb.lastgroup), units[-1].start, verb.start(), end, verb[0])
        else:
            if outright and (stop := outer.rfind(_STOP, last, verb.start()) + 1) > last:
                units += [Unit(sentence, OTHER, last, stop, stop, "")] if stop - last > _REMAINS else []
                last = stop
            units.append(Unit(sentence, str(verb.lastgroup), last, verb.start(), end, verb[0]))
        last = end
    if not units and _COLON.search(sentence.text):
        return [Unit(sentence, SAID, last, len(outer), len(outer), _AS_IF)]
    if not units or last < len(outer) - _REMAINS:
        units.append(Unit(sentence, OTHER, last, len(outer), len(outer), ""))
    return units


def _predicates(outer: str, start: int, *, outright: bool) -> Iterator[tuple[re.Match[str], int]]:
    """Go through the verbs of saying and judging, each with the end of its predicate; of all that is speech those by which the speaker acts."""
    for verb in _verbs().finditer(outer, start):
        end = _predicate_end(outer, verb)
        if end is not None and not (outright and (verb.lastgroup == SAID or _NOT_NOW.search(outer, verb.start(), end))):
            yield verb, end


def _outside(sentence: Sentence) -> str:
    """Return a sentence in which what is quoted cannot be read."""
    text = list(sentence.text)
    for left, right, mark in sentence.quotes:
        if mark == "“" or right - left > _LONG:
            text[left - sentence.start : right - sentence.start] = _HIDDEN * (right - left)
    return "".join(text)


def _predicate_end(outer: str, verb: re.Match[str]) -> int | None:
    """Return where the predicate of a verb ends, ``None`` if the verb says nothing of a speaker."""
    if verb.lastgroup != SAID and (_PASSIVE.match(outer, verb.end()) or _is_part_of_word(outer, verb) or outer.startswith(_EVERY, verb.end())):
        return None
    if outer.endswith(_HELPS, 0, verb.start()):
        return None
    found = _ENDS.match(outer, verb.end()) or _DESCRIBES.match(outer, verb.end()) or _VOICED.match(outer, verb.end())
    return found.end() if found else None


def _is_part_of_word(outer: str, verb: re.Match[str]) -> bool:
    """Say whether a short stem is only the end of another word; ``맹비판`` is no other word than ``비판``."""
    begun = outer[: verb.start()]
    return "가" <= begun[-1:] <= "힣" and not verb[0].startswith(" ") and len(verb[0]) <= _PART_OF_WORD and not begun.endswith(tuple(words("speech", "intensifier")))


def _continues(unit: Unit, verb: re.Match[str], outer: str) -> bool:
    """Say whether a verb of saying only closes the judgement before it: ``비판하며 말했다``."""
    between = outer[unit.end : verb.start()]
    return verb.lastgroup == SAID != unit.relation and verb.start() - unit.end < _CLOSE and "“" not in between


def _embeds(unit: Unit, verb: re.Match[str], outer: str) -> bool:
    """Say whether a verb reports what the verb of saying before it belongs to: ``줄이기로 했다고 지적했다``, ``내역을 밝히라고 요구했다``."""
    between = outer[unit.end : verb.start()]
    return unit.relation == SAID and outer[: unit.end].endswith(REPORTED) and len(between) < _CLOSE and not between.strip(" ").startswith(("“", ","))
