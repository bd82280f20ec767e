"""Who hosted an occasion, and where it was held."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from graph.extract.entities.entity import BODIES
from graph.extract.lexicon import column, stems_of, verbs
from graph.extract.relations.dating import first_day
from graph.extract.relations.setting import UNSTATED

if TYPE_CHECKING:
    from graph.extract.coreference.subjects import Subject
    from graph.extract.entities.entity import Entity, Mention
    from graph.extract.relations.dating import Occasions
    from graph.extract.relations.record import Record
    from graph.extract.relations.setting import Setting

# What follows the name of an occasion: brackets, a word that goes on with the name, the particle of an object, an adverbial, the verb.
_OPENS = re.compile(rf"[’”]?(?:\([^)]*\))?(?:\s?[가-힣]{{2,6}})?(?:을|를|도)\s?(?:[^,“‘다]{{0,24}}?\s)?(?:{stems_of('opened')})")
# What stands before it: a verb that describes it, and the words between.
_OPENED_BY = re.compile(rf"(?:{stems_of('opening')})\s[‘“]?[^‘’“”]{{0,25}}$")
# 새벽배달협회 주최로 열린: the noun with the particle of a means or the ending of a description.
_UNDER = re.compile(r"(?:주최|주관|공동 ?주최|공동 ?주관)(?:로|하에|으로|한)")
_SAYS = re.compile(r"(?:주최|주관)(?:했|하고|한다|함|했고|했으며|하며)")

_BEHIND = 60  # letters behind an occasion in which the verb must stand
_SOON = 30  # letters behind it in which a verb says that it is still to come
_BEFORE_NOUN = 12  # letters between a host and 주최로, the end not included


class _Occasion(NamedTuple):
    """An occasion where a sentence names it, and its day."""

    entity: Entity
    mention: Mention
    date: str | None


class Hosting:
    """Finds hosts and venues.

    Parameters
    ----------
    occasions
        The occasions of the article with their days.
    record
        Where claims are added.
    """

    def __init__(self, occasions: Occasions, record: Record) -> None:
        self._occasions = occasions
        self._record = record

    def read(self, setting: Setting) -> None:
        """Add who hosted the occasions of a sentence, and where they were held.

        Parameters
        ----------
        setting
            The sentence.
        """
        if setting.sentence.line.kind in UNSTATED:
            return
        found = [self._occasion(setting, mention) for mention in setting.mentions if setting.entity(mention).kind == "event"]
        for occasion in found:
            self._add(setting, occasion, *_hosts(setting, occasion))
            for place in _UNDER.finditer(setting.sentence.text):
                self._add(setting, occasion, "hosted under", _right_before(setting, place.start()))
            self._venue(setting, occasion)
        if found and _SAYS.search(setting.sentence.text):
            self._add(setting, found[0], "hosted says", next((s.entities for s in setting.subjects if s.entities), []))

    def _occasion(self, setting: Setting, mention: Mention) -> _Occasion:
        entity = setting.entity(mention)
        return _Occasion(entity, mention, self._occasions.day(entity, setting.day))

    def _add(self, setting: Setting, occasion: _Occasion, rule: str, hosts: list[Entity]) -> None:
        """Add the hosts; a person hosts for a body, and is present."""
        for host in hosts:
            if host.kind == "person" and first_day(occasion.date) is not None:
                self._record.add("attended chairs", host, occasion.entity, setting.sentence, date=occasion.date)
            body = setting.body(host)
            if body is not None:
                self._record.add(rule, body, occasion.entity, setting.sentence, date=occasion.date)

    def _venue(self, setting: Setting, occasion: _Occasion) -> None:
        """Add the first place in the sentence at which something happened; a city alone is no venue."""
        for mention in setting.mentions:
            place = setting.entity(mention)
            if place.kind == "place" and mention.particle.startswith("에서") and place.name not in column("places", "name"):
                self._record.add("held_at venue", occasion.entity, place, setting.sentence, date=occasion.date)
                return


def _hosts(setting: Setting, occasion: _Occasion) -> tuple[str, list[Entity]]:
    """Return who opened an occasion, and the rule that says so; nobody yet if it is still to come."""
    begin = occasion.mention.end - setting.sentence.start
    text = setting.sentence.text[begin : begin + _BEHIND]
    if verbs("to open").search(text[:_SOON]):
        return "", []
    if _OPENS.match(text):
        return "hosted opens", _opening(setting, occasion.mention)
    return "hosted relative", _described(setting, occasion.mention)


def _opening(setting: Setting, mention: Mention) -> list[Entity]:
    """Read ``누리톡은 간담회를 열었다``: the topic before the occasion, else who the text is about."""
    before = _subjects_before(setting, mention.start)
    chosen = [subject for subject in before if subject.main] or before
    return chosen[-1].entities if chosen else setting.discourse.subject


def _described(setting: Setting, mention: Mention) -> list[Entity]:
    """Read ``누리톡이 연 간담회``: the subject of the verb that describes the occasion, rather than the topic."""
    sentence = setting.sentence
    verb = _OPENED_BY.search(sentence.text[: mention.start - sentence.start])
    if verb is None:
        return []
    before = _subjects_before(setting, sentence.start + verb.start())
    chosen = [subject for subject in before if not subject.main] or before
    return chosen[-1].entities if chosen else []


def _subjects_before(setting: Setting, place: int) -> list[Subject]:
    return [subject for subject in setting.subjects if setting.sentence.words[subject.word].start < place and subject.entities]


def _right_before(setting: Setting, place: int) -> list[Entity]:
    """Return the bodies right before a place in the sentence."""
    gaps = ((setting.entity(mention), place - (mention.end - setting.sentence.start)) for mention in setting.mentions)
    return [entity for entity, gap in gaps if entity.kind in BODIES and 0 <= gap < _BEFORE_NOUN]
