"""Who says what in which words: every reported statement of a known person or body that may be criticism, support or a demand."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from graph.extract.entities.entity import BODIES
from graph.extract.lexicon import stems_of, verbs, words
from graph.extract.relations.speech import REPORTED, STANCES, find_units, is_spoken

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.extract.coreference.discourse import Discourse
    from graph.extract.coreference.subjects import Subject
    from graph.extract.entities.entity import Entity
    from graph.extract.relations.speech import Unit
    from graph.extract.text.sentences import Sentence
    from graph.extract.text.tagging import Morpheme

# A wish or a duty; that ``야`` and the verb behind it may be written apart is grammar.
NORMATIVE = re.compile(rf"야\s?(?:한다|합니다|할|하며|하고|된다|마땅)|{stems_of('normative')}")
_WILL = re.compile(r"겠다|기로|계획|방침|예정")
_ABOUT = re.compile(r"에 대해|을 두고|를 두고|향해|겨냥|을 놓고|를 놓고")

_NO_STATEMENTS = ("headline", "caption")
_AT_END = 12  # letters behind a wish that is what a statement comes to
_PLAN = 24  # letters before the verb in which a plan of one's own shows
_TAIL = 6  # morphemes outside quotations that show how a statement ends
_TAIL_QUOTED = 4
_CONTENT = ("NNG", "VV", "VA", "XR", "MAG", "VX")
_CONTENT_AND_NAMES = (*_CONTENT, "NNP")


@dataclass(slots=True)
class Stance:
    """A reported statement.

    Attributes
    ----------
    relation
        What the rules say it is: criticism, support, a demand, or ``""``.
    holders
        Who makes it.
    unit
        Where in the sentence it stands.
    subject
        The subject of that part, ``None`` if it is carried over from before.
    features
        By what it is judged.
    """

    relation: str
    holders: list[Entity]
    unit: Unit
    subject: Subject | None
    features: list[str] = field(default_factory=list)

    @property
    def own(self) -> set[int]:
        """The numbers of those who make it and of the bodies they stand for, none of which it is about."""
        return {holder.number for holder in self.holders} | {post.body for holder in self.holders for post in holder.posts}

    @property
    def behind_subject(self) -> list[int]:
        """The places of the words behind the subject."""
        return [place for place in self.unit.places if self.subject is None or place > self.subject.word]


class _Place(NamedTuple):
    """How the speaker of a statement is known, and whether it is the last of its sentence."""

    how: str
    last: bool


def find_stances(sentence: Sentence, subjects: list[Subject], discourse: Discourse) -> list[Stance]:
    """Find what may be criticism, support or a demand: every reported statement of a known person or body.

    Parameters
    ----------
    sentence, subjects
        The sentence and its subjects.
    discourse
        What the text before it leaves in mind.

    Returns
    -------
    list
        One candidate a statement, with the features by which it is judged; its relation is what the rules say, or ``""``.
    """
    asking = sentence.line.kind == "question"  # it may tell what somebody named has said
    if sentence.line.kind in _NO_STATEMENTS or (asking and not sentence.text.endswith("다.")):
        return []
    found: list[Stance] = []
    holders: list[Entity] = []
    units = find_units(sentence)
    for unit in units:
        subject = _subject(unit, subjects)
        how = "here" if subject is not None else "before" if holders else "carried"
        holders = subject.entities if subject is not None else holders or ([] if asking else discourse.subject)
        able = [holder for holder in holders if holder.kind in ("person", *BODIES) and not _is_analyst(holder, discourse)]
        if able:
            stance = Stance(_relation(unit), able, unit, subject)
            stance.features = _features(stance, _Place(how, unit is units[-1]))
            found.append(stance)
    return found


def _subject(unit: Unit, subjects: list[Subject]) -> Subject | None:
    """Return the subject of a statement: its topic, else the first."""
    row, offset = unit.sentence.words, unit.sentence.start
    own = [s for s in subjects if not s.relative and unit.start <= row[s.word].start - offset < unit.verb]
    chosen = next((s for s in own if s.main), own[0] if own else None)
    return None if chosen is not None and _is_reported(unit, chosen) else chosen


def _is_reported(unit: Unit, subject: Subject) -> bool:
    """Say whether a body is only what goes on being spoken of: ``그러면서 누리톡이 사과해야 한다고 주장했다``."""
    if subject.main or any(entity.kind == "person" for entity in subject.entities):
        return False
    words_behind = unit.sentence.text[unit.sentence.words[subject.word].start - unit.sentence.start : unit.verb]
    return unit.sentence.text.startswith(tuple(words("speech", "goes on"))) and "“" not in words_behind and words_behind.rstrip().endswith(REPORTED)


def _is_analyst(holder: Entity, discourse: Discourse) -> bool:
    """Say whether somebody studies shares for a securities firm: what they find good or bad is the outlook of a share."""
    names = discourse.names.entities
    return any(post.title in words("title_words", "analyst") and names[post.body].name.endswith("증권") for post in holder.posts)


def _relation(unit: Unit) -> str:
    """Return what the verb of a statement tells; who raises their voice may also demand."""
    if unit.relation in STANCES:
        return "urged" if unit.form in words("verbs", "raised") and _ends_normative(unit) else unit.relation
    return _by_content(unit)


def _by_content(unit: Unit) -> str:
    """Return the relation that the words reported tell, where the verb only says that something is said."""
    content = _said(unit)
    if _WILL.search(content[-_PLAN:]):
        return ""
    if _ends_normative(unit):
        return "urged"
    adverse = verbs("adverse").search(content)
    if not adverse and verbs("favourable").search(content):
        return "supported"
    return "criticized" if adverse and unit.form not in words("verbs", "informed") else ""


def _said(unit: Unit) -> str:
    """Return the words reported: without a verb those quoted, not the names around them."""
    sentence = unit.sentence
    spoken = [word for word in (sentence.words[place] for place in unit.places) if is_spoken(sentence, word)]
    if unit.form or not spoken:
        return unit.content
    return sentence.slice(spoken[0].start, spoken[-1].places[-1] + 1)


def _ends_normative(unit: Unit) -> bool:
    """Say whether a statement comes to a wish or a duty."""
    ends = [found.end() for found in NORMATIVE.finditer(unit.content)]
    return bool(ends) and len(unit.content) - ends[-1] < _AT_END


# ---------------------------------------------------------------- features: the models were learned from these strings


def _features(stance: Stance, place: _Place) -> list[str]:
    unit = stance.unit
    sentence = unit.sentence
    row = [sentence.words[i] for i in unit.places]
    outside = [m for word in row if not is_spoken(sentence, word) for m in word.tags]
    inside = [m for word in row if word.quote >= 0 for m in word.tags]
    return [
        "b",
        f"verb={unit.form}",
        f"class={unit.relation}",
        f"rule={stance.relation}",
        f"how={place.how}",
        f"kind={stance.holders[0].kind}",
        f"many={len(stance.holders) > 1}",
        f"line={sentence.line.kind}",
        f"last={place.last}",
        f"quoted={bool(inside)}",
        *_of_tail("t", outside[-_TAIL:]),
        *_of_tail("q", inside[-_TAIL_QUOTED:]),
        *_of_content(outside, inside),
        *_of_cues(unit),
        *([] if stance.subject is None else [f"subject={sentence.words[stance.subject.word].text[-1:]}{stance.subject.how}"]),
    ]


def _of_tail(name: str, tail: list[Morpheme]) -> Iterator[str]:
    """Tell how a statement or a quotation ends."""
    yield from (f"{name}={m.form}/{m.tag}" for m in tail)
    yield from (f"{name}{name}={a.form}+{b.form}" for a, b in itertools.pairwise(tail))


def _of_content(outside: list[Morpheme], inside: list[Morpheme]) -> Iterator[str]:
    """Tell the words of a statement, each once, and the nouns with their particles."""
    yield from dict.fromkeys(f"w={m.form}" for m in outside + inside if m.tag in _CONTENT_AND_NAMES)
    yield from dict.fromkeys(f"ow={m.form}" for m in outside if m.tag in _CONTENT)
    yield from (f"wj={a.form}+{b.form}" for a, b in itertools.pairwise(outside) if b.tag.startswith("J") and a.tag == "NNG")


def _of_cues(unit: Unit) -> Iterator[str]:
    """Tell what the listed words say of a statement."""
    if NORMATIVE.search(unit.text):
        yield "cue=normative"
    yield from (f"cue={name}" for name in ("adverse", "favourable") if verbs(name).search(unit.text))
    if _ends_normative(unit):
        yield "cue=normative end"
    yield from (f"cue={name}" for name, cue in (("will", _WILL), ("about", _ABOUT)) if cue.search(unit.text))
