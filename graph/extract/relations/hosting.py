"""Who hosted an occasion, and where it was held."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from graph.extract.entities.entity import BODIES
from graph.extract.lexicon import column, stems, stems_of, verbs, words
from graph.extract.relations.dating import first_day

if TYPE_CHECKING:
    from graph.extract.coreference.subjects import Subject
    from graph.extract.entities.entity import Entity, Mention
    from graph.extract.relations.dating import Occasions
    from graph.extract.relations.record import Record
    from graph.extract.relations.setting import Setting
    from graph.extract.text.sentences import Word

# What follows the name of an occasion: brackets, a word that goes on with the name, the particle of an object, an adverbial, the verb.
_OPENS = re.compile(rf"[’”]?(?:\([^)]*\))?(?:\s?[가-힣]{{2,6}})?(?:을|를|도)\s?(?:[^,“‘다]{{0,24}}?\s)?(?:{stems_of('opened')})")
_OPENING = "|".join(rf"(?<![가-힣]){stem}" for stem in stems_of("opening").split("|"))  # whole words: no 후원한 for 한
# What stands before it: a verb that describes it, and the words between.
_OPENED_BY = re.compile(rf"(?:{_OPENING})\s[‘“]?[^‘’“”]{{0,25}}$")
# Who is named right behind it: 간담회를 주재한 한가람 장관은.
_OPENER = re.compile(rf"’?[을를] (?:{_OPENING}) ")
# 간담회는 누리톡과 새벽상인회가 함께 마련했다, 두 단체가 함께 마련한 자리였다: who is named with the particle of a subject right before it.
_ARRANGED = re.compile(rf"[이가] (?:[가-힣]{{1,5}} ){{0,2}}(?:{stems_of('arranged')})")
# 네 단체 …와 … 등 4개 단체는: what stands before it are the hosts.
_AND_OTHERS = "등"
# 새벽배달협회 주최로 열린: the noun with the particle of a means or the ending of a description.
_UNDER = re.compile(r"(?:주최|주관|공동 ?주최|공동 ?주관)(?:로|하에|으로|한)")
_SAYS = re.compile(r"(?:주최|주관)(?:했|하고|한다|함|했고|했으며|하며)")

_IN = "에서"  # also marks a body that does something, but rather where it is done
_GATHERED = re.compile(r"^에 (?:[가-힣]+ ){0,5}?(?:모여|모인|모였|모아|마련한|마련해|마련된|둘러앉)")
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
        if not setting.stated:
            return
        events = [mention for mention in setting.mentions if setting.entity(mention).kind == "event" and not _is_to_come(setting, mention)]
        found = [self._occasion(setting, mention) for mention in events]
        self._arranged(setting, found)
        for occasion in found:
            self._add(setting, occasion, *_hosts(setting, occasion))
            self._add(setting, occasion, "hosted opener", _opener(setting, occasion))
            for place in _UNDER.finditer(setting.sentence.text):
                self._add(setting, occasion, "hosted under", _right_before(setting, place.start()))
            self._venue(setting, occasion)
        if found and _SAYS.search(setting.sentence.text):
            self._add(setting, found[0], "hosted says", next((s.entities for s in setting.subjects if s.entities), []))

    def _arranged(self, setting: Setting, found: list[_Occasion]) -> None:
        """Add who is said to have arranged the occasion that the sentence or the text before it speaks of."""
        verb = _ARRANGED.search(setting.sentence.text)
        last = self._occasions.last
        if verb is None or (not found and last is None) or any(occasion.mention.particle not in ("은", "는") for occasion in found):
            return
        entity = found[0].entity if found else last
        if entity is not None:
            occasion = _Occasion(entity, setting.mentions[0], self._occasions.day(entity, setting.day)) if setting.mentions else None
            before = [s for s in _subjects_before(setting, setting.sentence.start + verb.start()) if not s.main]
            if occasion is not None and before:
                self._add(setting, occasion, "hosted arranged", _with_those_before(setting, before[-1]))

    def _occasion(self, setting: Setting, mention: Mention) -> _Occasion:
        """Return an occasion with its day."""
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
            if place.kind == "place" and _is_where(setting, mention) and place.name not in column("places", "name"):
                self._record.add("held_at venue", occasion.entity, place, setting.sentence, date=occasion.date)
                return


def _is_where(setting: Setting, mention: Mention) -> bool:
    """Say whether something happened at a place: ``두레회관에서``, ``두레회관에 모여``."""
    gathered = mention.particle == "에" and _GATHERED.search(setting.sentence.slice(mention.end, setting.sentence.end)) is not None
    return gathered or mention.particle.startswith(_IN)


def _is_to_come(setting: Setting, mention: Mention) -> bool:
    """Say whether an occasion is announced only: nobody has hosted it yet, and it has been nowhere."""
    begin = mention.end - setting.sentence.start
    return verbs("to open").search(setting.sentence.text[begin : begin + _SOON]) is not None


def _hosts(setting: Setting, occasion: _Occasion) -> tuple[str, list[Entity]]:
    """Return who opened an occasion, and the rule that says so."""
    begin = occasion.mention.end - setting.sentence.start
    text = setting.sentence.text[begin : begin + _BEHIND]
    if _OPENS.match(text):
        return "hosted opens", _opening(setting, occasion.mention)
    return "hosted relative", _described(setting, occasion.mention)


def _opening(setting: Setting, mention: Mention) -> list[Entity]:
    """Read ``누리톡은 간담회를 열었다``: the topic before the occasion, else who the text is about."""
    before = _subjects_before(setting, mention.start)
    chosen = [subject for subject in before if subject.main] or before
    named = _with_those_before(setting, chosen[-1]) if chosen else setting.discourse.subject
    listed = _listed(setting, mention.first)
    return listed if len(listed) > len(named) else named


def _listed(setting: Setting, end: int) -> list[Entity]:
    """Read ``새벽상인회와 누리연대 등 4개 단체는``: the bodies before it, if a number of them follows as the topic."""
    row = setting.sentence.words
    for place in range(1, end):
        if row[place].text == _AND_OTHERS and any(
            stem in words("pointing", "group of bodies") and particle in ("은", "는", "이", "가") for word in row[place + 1 : place + 4] for stem, particle in stems(word.text)
        ):
            return _row_before(setting, place)
    return []


def _with_those_before(setting: Setting, subject: Subject) -> list[Entity]:
    """Return whom a subject means, with the bodies that are joined to it: ``새벽학회와 한가람 의원실은``."""
    return [*(body for body in _row_before(setting, subject.first) if body not in subject.entities), *subject.entities]


def _row_before(setting: Setting, edge: int) -> list[Entity]:
    """Return the bodies in a row that ends before a word, joined by ``와`` and commas."""
    row, found = setting.sentence.words, []
    for mention in reversed([m for m in setting.mentions if not m.inner and m.first < edge]):
        while mention.last + 1 < edge and _is_joined(row, edge - 1):
            edge -= 1  # one of them whose name is not known
        entity = setting.entity(mention)
        joined = mention.particle in ("와", "과") or _is_joined(row, edge)
        if mention.last + 1 == edge and (joined or row[edge].text == _AND_OTHERS) and entity.kind in BODIES:
            found.append(entity)
        elif mention.last + 1 != edge or entity.kind in ("place", "event"):
            break
        edge = mention.first
    return found[::-1]


def _is_joined(row: list[Word], place: int) -> bool:
    """Say whether a comma or a middle dot stands before a word."""
    return place < len(row) and any(mark in row[place].before for mark in ",·")


def _opener(setting: Setting, occasion: _Occasion) -> list[Entity]:
    """Read ``간담회를 주재한 한가람 장관은``: who is named right behind the verb."""
    verb = _OPENER.match(setting.sentence.text, occasion.mention.end - setting.sentence.start)
    if verb is None:
        return []
    begin = setting.sentence.start + verb.end()
    return next(([setting.entity(m)] for m in setting.mentions if setting.sentence.words[m.first].start == begin and setting.entity(m).kind in ("person", *BODIES) and not m.inner), [])


def _described(setting: Setting, mention: Mention) -> list[Entity]:
    """Read ``누리톡이 연 간담회``: the subject of the verb that describes the occasion, rather than the topic."""
    sentence = setting.sentence
    verb = _OPENED_BY.search(sentence.text[: mention.start - sentence.start])
    if verb is None:
        return []
    before = _subjects_before(setting, sentence.start + verb.start())
    chosen = [subject for subject in before if not subject.main] or before
    plain = [subject for subject in chosen if not sentence.words[subject.word].text.endswith(_IN)] or chosen
    return plain[-1].entities if plain else []


def _subjects_before(setting: Setting, place: int) -> list[Subject]:
    return [subject for subject in setting.subjects if setting.sentence.words[subject.word].start < place and subject.entities]


def _right_before(setting: Setting, place: int) -> list[Entity]:
    """Return the bodies right before a place in the sentence."""
    gaps = ((setting.entity(mention), place - (mention.end - setting.sentence.start)) for mention in setting.mentions)
    return [entity for entity, gap in gaps if entity.kind in BODIES and 0 <= gap < _BEFORE_NOUN]
