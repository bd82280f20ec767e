"""Who operates which service, school or platform."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from graph.extract.coreference.discourse import Discourse
from graph.extract.entities.entity import BODIES
from graph.extract.lexicon import stems_of
from graph.extract.relations.setting import UNSTATED

if TYPE_CHECKING:
    from graph.extract.entities.entity import Entity, Mention
    from graph.extract.entities.names import Names
    from graph.extract.relations.record import Record
    from graph.extract.text.sentences import Sentence

# The nouns of ``runs`` with the endings of 하다 that say that it goes on; conjugation is grammar. The other verbs are listed as they stand.
_RUNS = re.compile(rf"(?:(?:{stems_of('runs')})(?:하고 있|하는|해 온|해온|해 왔|하며|한다|합니다| 중이| 중인| 중|해 오|하던|돼 온)|(?<![가-힣])(?:{stems_of('runs whole')}))(?:(?<=있)는)?")
_DESCRIBING = ("는", "온", "던", "인", "한", "은")  # endings of a verb that describes the noun behind it
_OPERATOR = re.compile(r"(?:운영사|개발사|운영 ?업체|운영 ?주체|운영 ?법인|운영 ?기관)(?:인|이자|는|은)?\s?")
_LISTED = re.compile(r"\s운영(?= 및| 등|을 통|으로)")
_THIS_FIRM = re.compile(r"(?:이|해당) ?(?:회사|업체)가")
_THIS_BODY = re.compile(rf"{_THIS_FIRM.pattern}|(?<![가-힣])(?:(?:이|해당) ?)?(?:기관|단체|은행|공단|재단|조합)이\s|(?<![가-힣])(?:시|도|군|구|우리|저희|공사|협회|회사)가\s")
_OWN = re.compile(r"(?<![가-힣])(?:우리|저희)(?:가|는|도)\s[^.”]{0,30}$")
_CLAUSE_END = re.compile(r"[다.]")

_RUN = ("program", "firm")
_RUN_AS_OBJECT = ("program", "firm", "institution", "place")
_OBJECT = ("을", "를", "도", "", "이라는", "라는")
_TOPIC = ("은", "는", "이", "가")
_SUBJECT = ("이", "가", "은", "는", "도", "에서", "측이")

_NEAR = 30  # letters between a verb and what it is about, the end not included
_BESIDE = range(4)  # letters between names in a list, with a quotation mark, or between 운영사 and the name behind it
_BESIDE_LEFT = range(4)  # letters between a name and 운영사 behind it
_BACK = 12  # sentences in which a subject that is carried over was named


class Operations:
    """Finds who operates what.

    Parameters
    ----------
    names
        The entities of the article and their mentions.
    record
        Where claims are added.
    speaker
        Who answers if the article is an interview.
    """

    def __init__(self, names: Names, record: Record, speaker: Entity | None = None) -> None:
        self._speaker = speaker
        self._names = names
        self._record = record

    def read(self) -> None:
        """Add who operates what by brackets behind a name, then by the sentences."""
        for thing, operator, sentence in self._names.operators:
            run, owner = self._names.named(thing), self._names.named(operator)
            if run is not None and owner is not None and owner.kind in BODIES:
                self._record.add("operates bracket", owner, run, sentence)
        for sentence in self._names.sentences:
            if sentence.line.kind not in UNSTATED:
                self._listed(sentence)
                self._called_operator(sentence)
                for found in _RUNS.finditer(sentence.text):
                    self._running(_Verb(self._names, sentence, found))

    def _entity(self, mention: Mention) -> Entity:
        return self._names.entities[mention.entity]

    def _listed(self, sentence: Sentence) -> None:
        """Read ``누리톡은 배달길, 상인학교 운영 및 …``."""
        mentions = self._names.mentions[sentence.number]
        for found in _LISTED.finditer(sentence.text):
            end = sentence.start + found.start()
            owner = next((m for m in mentions if self._entity(m).kind in BODIES and m.particle in _TOPIC and m.end < end), None)
            if owner is None:
                continue
            for mention in reversed(mentions):
                if self._entity(mention).kind == "program" and end - mention.end in _BESIDE and mention.start > owner.end:
                    self._record.add("operates listed", self._entity(owner), self._entity(mention), sentence)
                    end = mention.start

    def _called_operator(self, sentence: Sentence) -> None:
        """Read ``배달길 운영사 누리톡``."""
        mentions = self._names.mentions[sentence.number]
        for found in _OPERATOR.finditer(sentence.text):
            at, end = sentence.start + found.start(), sentence.start + found.end()
            left = next((m for m in reversed(mentions) if m.end <= at and at - m.end in _BESIDE_LEFT), None)
            right = next((m for m in mentions if m.start - end in _BESIDE), None)
            if left and right and self._entity(right).kind in BODIES and left.entity != right.entity:
                self._record.add("operates operator", self._entity(right), self._entity(left), sentence)

    # ------------------------------------------------------------ verbs

    def _running(self, verb: _Verb) -> None:
        """Add who runs what by a verb, and what is joined to that."""
        thing = verb.thing()
        if thing is None:
            return
        owner = self._own(verb) or verb.owner(thing) or self._carried(verb.sentence)
        if owner is None or owner.number == thing.entity or owner.kind not in BODIES:
            return
        for mention in (thing, *verb.joined(thing)):
            self._record.add("operates runs", owner, self._entity(mention), verb.sentence)

    def _own(self, verb: _Verb) -> Entity | None:
        """Return for whom ``우리가`` speaks in an interview."""
        if self._speaker is None or not self._speaker.posts or not verb.is_own():
            return None
        return self._names.entities[self._speaker.posts[0].body]

    def _carried(self, sentence: Sentence) -> Entity | None:
        """Return the body that a sentence without a named subject speaks of."""
        discourse = Discourse(self._names)
        for earlier in self._names.sentences[max(0, sentence.number - _BACK) : sentence.number]:
            discourse.close(earlier, discourse.subjects(earlier))
        named = (subject.entities for subject in discourse.subjects(sentence) if subject.entities)
        return next((entity for entity in next(named, discourse.subject) if entity.kind in BODIES), None)


class _Verb:
    """A verb that says that something is run, with the names around it."""

    def __init__(self, names: Names, sentence: Sentence, found: re.Match[str]) -> None:
        self.sentence = sentence
        self._entities = names.entities
        self._before = sentence.text[: found.start()]
        self._mentions = [m for m in names.mentions[sentence.number] if m.quote == -1 or self._kind(m) in _RUN]
        at, end = sentence.start + found.start(), sentence.start + found.end()
        before = [m for m in self._mentions if m.end <= at]
        objects = [m for m in before if self._kind(m) in _RUN_AS_OBJECT and m.particle in _OBJECT and at - m.end < _NEAR]
        self._object = objects[-1] if objects else None
        self._subjects = [m for m in before if self._kind(m) in BODIES and m.particle in _SUBJECT and not m.inner]
        self._topics = [m for m in before if self._kind(m) in _RUN and m.particle in ("은", "는")]
        self._described: list[Mention] = []
        if found[0].strip().endswith(_DESCRIBING):
            self._described = [m for m in self._mentions if 0 <= m.start - end < _NEAR and not _CLAUSE_END.search(sentence.slice(end, m.start))]

    def _kind(self, mention: Mention) -> str:
        return self._entities[mention.entity].kind

    def thing(self) -> Mention | None:
        """Return what is run: the object, the noun that the verb describes, or the topic."""
        if self._object is not None:
            return self._object
        if self._described and (self._subjects or _THIS_BODY.search(self._before)):
            return next((m for m in self._described if self._kind(m) in _RUN), None)
        if self._subjects or _THIS_BODY.search(self._before):
            return next((m for m in self._topics if not self._subjects or m.entity != self._subjects[-1].entity), None)
        return None

    def owner(self, thing: Mention) -> Entity | None:
        """Return who runs it: ``‘배달길’을 운영하는 누리톡``, ``누리톡이 운영하는 ‘배달길’``, ``배달길은 누리톡이 운영한다``."""
        subjects = self._subjects
        if thing is self._object:
            if self._described and self._kind(self._described[0]) in BODIES:
                return self._entities[self._described[0].entity]
            subjects = [m for m in subjects if m.entity != thing.entity]
        if not subjects and (firm := self._this_firm()) is not None:
            return firm
        return self._entities[subjects[-1].entity] if subjects else None

    def is_own(self) -> bool:
        """Say whether who speaks runs it: ``우리가 운영하는``."""
        return _OWN.search(self._before) is not None

    def _this_firm(self) -> Entity | None:
        """Return the firm that ``이 회사가`` means if the same sentence has named it."""
        pointer = _THIS_FIRM.search(self._before)
        before = [m for m in self._mentions if pointer and m.end <= self.sentence.start + pointer.start() and self._kind(m) == "firm"]
        return self._entities[before[-1].entity] if before else None

    def joined(self, thing: Mention) -> list[Mention]:
        """Return the programs joined to one before it: ``배달길과 상인학교를 운영하는``."""
        if self._kind(thing) != "program":
            return []
        return [m for m in self._mentions if m.particle in ("과", "와") and self._kind(m) == "program" and 0 < thing.start - m.end < _NEAR]
