"""Who was present at an occasion."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING, NamedTuple

from graph.extract.entities.entity import BODIES
from graph.extract.lexicon import verbs
from graph.extract.relations.elsewhere import is_away, is_elsewhere
from graph.extract.relations.parts import certain_part, is_pictured, is_roster, is_row

if TYPE_CHECKING:
    from graph.extract.entities.entity import Entity, Mention
    from graph.extract.judgement import Judge
    from graph.extract.relations.dating import Occasions
    from graph.extract.relations.record import Record
    from graph.extract.relations.setting import Setting

_SUBJECT = ("은", "는", "이", "가", "도")
_AND_OTHERS = re.compile(r"등(?:이|은|도| |[0-9])|비롯")
_CERTAIN = ("described", "pictured", "roster", "row", "role", "guest", "spoke")  # rules that need no judgement
_PARTICIPANT = "참석자"  # somebody who was there, although the word begins like 참석 여부 and stands in the same list


class Presence(NamedTuple):
    """Somebody who may have been present.

    Attributes
    ----------
    mention, event
        Who is named, and the occasion.
    rule
        ``listed``, ``pictured``, ``speaks``, one of :func:`~graph.extract.relations.parts.certain_part`, or ``""`` if no rule speaks for it.
    features
        By what it is judged; models were learned from these strings.
    """

    mention: Mention
    event: Entity
    rule: str
    features: list[str]


class Attendance:
    """Finds who was present.

    Parameters
    ----------
    occasions
        The occasions of the article with their days.
    judge
        Judges the candidates.
    record
        Where claims are added.
    """

    def __init__(self, occasions: Occasions, judge: Judge, record: Record) -> None:
        self._occasions = occasions
        self._judge = judge
        self._record = record

    def read(self, setting: Setting, named: Entity | None) -> None:
        """Add who was present by a sentence.

        Parameters
        ----------
        setting, named
            The sentence and the occasion that it names; without one, it speaks of the last.
        """
        event = named or self._occasions.last or (self._occasions.first if is_row(setting) else None)
        if event is None or not (setting.stated or is_roster(setting)):
            return
        date = self._occasions.day(event, setting.day)
        for presence in _Scene(setting, event, named is not None, self._record).presences():
            verdict = self._judge.judge("attendance", setting.sentence, presence, "attended" if presence.rule else "")
            if verdict.label or presence.rule in _CERTAIN:
                rule = f"attended {presence.rule or 'learned'}{verdict.sureness}"
                self._record.add(rule, setting.entity(presence.mention), event, setting.sentence, date=date)


class _Scene:
    """A sentence that may say who was present at an occasion.

    Parameters
    ----------
    setting, event, named
        The sentence, the occasion, and whether the sentence names it.
    record
        Claims found so far; those who host are present in another way.
    """

    def __init__(self, setting: Setting, event: Entity, named: bool, record: Record) -> None:
        self._setting = setting
        self._event = event
        self._record = record
        self._where = next((m for m in setting.mentions if m.entity == event.number), None) if named else None
        outside = [m for m in setting.mentions if m.quote == -1]
        people = [m for m in outside if setting.entity(m).kind == "person"]
        self._present = people or [m for m in outside if setting.entity(m).kind in BODIES and not m.inner]
        text = setting.sentence.text
        self._listed = verbs("listed").search(text)
        self._absent = verbs("absent").search(text.replace(_PARTICIPANT, "")) is not None

    def presences(self) -> list[Presence]:
        """Return everybody who may have been present: people, or without any the bodies."""
        if not self._present or is_elsewhere(self._setting):
            return []
        told, circumstances = self._told(), self._circumstances()
        found = []
        for order, mention in enumerate(self._present):
            if is_away(self._setting, mention):
                continue
            rule = self._rule(mention)
            row = [*self._who(mention, order, rule), *told, *self._near(mention), *circumstances, *self._relation(mention)]
            found.append(Presence(mention, self._event, rule, row))
        return found

    def _rule(self, mention: Mention) -> str:
        sentence = self._setting.sentence
        if self._absent:
            return ""
        certain = certain_part(self._setting, mention)
        if certain:
            return certain
        if self._listed and (self._setting.entity(mention).kind == "person" or mention.start < sentence.start + self._listed.start()):
            return "listed"
        if self._where is None or mention.particle not in _SUBJECT:
            return ""
        if is_pictured(self._setting):
            return "pictured"
        return "speaks" if verbs("attended").search(sentence.text) else ""

    # ------------------------------------------------------------ features

    def _who(self, mention: Mention, order: int, rule: str) -> list[str]:
        kind = self._setting.entity(mention).kind
        return [
            "b",
            f"rule={rule}",
            f"person={kind == 'person'}",
            f"kind={kind}",
            f"particle={mention.particle}",
            f"order={min(order, 3)}",
            f"many={min(len(self._present), 5)}",
            f"line={self._setting.sentence.line.kind}",
        ]

    def _told(self) -> list[str]:
        """Return what the sentence says outside quotations, its end above all."""
        outer = [m for word in self._setting.sentence.words if word.quote < 0 for m in word.tags]
        tail = outer[-6:]
        row = [f"t={m.form}/{m.tag}" for m in tail]
        row += [f"tt={a.form}+{b.form}" for a, b in itertools.pairwise(tail)]
        return row + [f"w={form}" for form in dict.fromkeys(m.form for m in outer if m.tag in ("NNG", "VV", "XR", "MAG"))]

    def _near(self, mention: Mention) -> list[str]:
        words = self._setting.sentence.words
        row = [f"near={word.text}" for word in words[mention.last + 1 : mention.last + 4]]
        row += [f"nearm={m.form}" for word in words[mention.last + 1 : mention.last + 6] for m in word.tags if m.tag in ("NNG", "VV")]
        return row + [f"prev={word.text}" for word in words[max(0, mention.first - 3) : mention.first]]

    def _circumstances(self) -> list[str]:
        sentence = self._setting.sentence
        return [
            *(f"start={word.text}" for word in sentence.words[:2]),
            f"quoted={any(mark == '“' for _, _, mark in sentence.quotes)}",
            f"absent={self._absent}",
            f"listed={self._listed is not None}",
            f"far={min(sentence.number, 6)}",
        ]

    def _relation(self, mention: Mention) -> list[str]:
        """Return how somebody stands to the occasion."""
        where, many = self._where, min(len(self._present), 3)
        row = ["event=none"] if where is None else [f"event={where.particle}", f"event+many={where.particle}+{many}", f"event first={where.first < mention.first}"]
        return [
            *row,
            f"head={self._event.name.split()[-1][-3:]}",
            f"etc={_AND_OTHERS.search(self._setting.sentence.text) is not None}",
            f"host={self._record.holds('hosted', self._setting.entity(mention), self._event)}",
        ]
