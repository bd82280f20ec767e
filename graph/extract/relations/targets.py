"""Whom or what a statement is about: those it names, those its words point to, or the words themselves."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.extract.entities.entity import BODIES
from graph.extract.lexicon import stems_of, words
from graph.extract.relations.aims import weight
from graph.extract.relations.objects import judged_noun
from graph.extract.relations.wording import wording

if TYPE_CHECKING:
    from graph.extract.coreference.discourse import Discourse
    from graph.extract.entities.entity import Entity, Mention
    from graph.extract.entities.names import Names
    from graph.extract.relations.objects import Noun
    from graph.extract.relations.statements import Stance
    from graph.extract.text.sentences import Sentence

    Target = tuple[tuple[str, str | None], str]

_FITTING = 3  # the least weight of a target that is named
_CERTAIN = 5  # the weight from which it needs no noun that the verb judges
_RECENT = 2  # sentences after which what was judged is out of mind
_BACK_TO_LAW, _BACK_TO_PROGRAM, _BACK_TO_EITHER = 8, 4, 6  # sentences in which what ``이 법안`` means was named
_VERB = 4  # letters of the verb that are looked at together with what stands before it
_TOO_LARGE = ("정부", "대한민국 정부")  # what is said next to the government is seldom said of all of it

_WITH = ("와", "과")
_NOUNS = ("NNG", "XSN", "NNP", "NNB")
_NUMBERS = {"양": 2, "두": 2, "세": 3, "네": 4}
_COUNTED = {"firm": ("firm",), "association": ("association",), "office": ("ministry", "institution")}

# The nouns are listed; numbers, pointing words and particles around them are grammar.
_COUNTED_NOUNS = "|".join(f"(?P<{kind}>{stems_of('counted ' + kind, 'pointing')})" for kind in _COUNTED)
_PLURAL = re.compile(rf"(양|두|세|네|[2-5])\s?(?:{_COUNTED_NOUNS})(?:에|에게|에는|에도|를|을|가|이|은|는|도)(?=\s|[,.])")
_PLURAL_OBJECT = re.compile(r"(?:두|양|세) ?(?:회사|기업|업체)를 (?:[가-힣]+ )?[가-힣]+$")
_LAW = re.compile(rf"(?:이|해당|그|이번)?\s?(?:{stems_of('law', 'pointing')})")
_PROGRAM = re.compile(rf"(?:이|해당|그)\s?(?:{stems_of('program', 'pointing')})")
_FIRM = re.compile(rf"(?:이|해당)?\s?(?:{stems_of('company', 'pointing')})")
_MEASURE = re.compile(rf"(?:이|해당|그) (?:{stems_of('measure', 'pointing')})")
_FIRM_ACTS = re.compile(r"(?:회사|업체|사측)(?:는|은|가|이|측)")


@dataclass(slots=True)
class _Case:
    """A stance, what it is judged to be, and the mentions in it that can be its target."""

    stance: Stance
    relation: str
    discourse: Discourse
    fit: list[Mention]
    best: Mention | None = None
    weight: int = 0

    @property
    def sentence(self) -> Sentence:
        return self.stance.unit.sentence

    def entity(self, mention: Mention) -> Entity:
        return self.discourse.names.entities[mention.entity]

    def named_last(self, kinds: tuple[str, ...], back: int) -> Entity | None:
        """Return what was named last of some kinds, in this sentence or those before."""
        names, number = self.discourse.names, self.sentence.number
        mentions = (m for earlier in range(number, max(-1, number - back), -1) for m in reversed(names.mentions[earlier]))
        return next((entity for entity in map(self.entity, mentions) if entity.kind in kinds), None)


def find_targets(stance: Stance, relation: str, discourse: Discourse) -> list[Target]:
    """Find whom or what a stance is about.

    Parameters
    ----------
    stance, relation
        A candidate and the relation it is judged to state.
    discourse
        What the text before it leaves in mind.

    Returns
    -------
    list
        Name and kind of each target, and how it was found: ``together``, ``noun``, ``noun phrase``, ``named``, ``pointed``, ``context``
        or ``phrase``.
    """
    case = _Case(stance, relation, discourse, _fitting(stance, discourse.names))
    weights = [weight(m, case.entity(m).kind, case.sentence, relation) for m in case.fit]
    best = max(range(len(weights)), key=lambda order: (weights[order], -case.fit[order].start), default=-1)
    if best >= 0 and weights[best] >= _FITTING:
        case.best, case.weight = case.fit[best], weights[best]
    for read in (_together, _judged, _named, _measure, _firm, _context):
        found = read(case)
        if found is not None:
            return found
    phrase = wording(stance, relation)
    return [((phrase, None), "phrase")] if phrase else []


def _fitting(stance: Stance, names: Names) -> list[Mention]:
    """Return the mentions in a stance that can be its target: not its holders, nor a part of its subject."""
    unit, own, subject = stance.unit, stance.own, stance.subject
    begin, end = unit.sentence.start + unit.start, unit.sentence.start + unit.end
    return [
        m
        for m in names.mentions[unit.sentence.number]
        if begin <= m.start
        and m.end <= end
        and not m.inner
        and m.entity not in own
        and (subject is None or m.first > subject.word or m.last < subject.first)
        and names.entities[m.entity].kind in (*BODIES, "law", "program", "person")
    ]


def _as_targets(entities: list[Entity], how: str) -> list[Target]:
    return [((entity.name, entity.kind), how) for entity in entities]


# ------------------------------------------------------------ ways to find a target, the first that finds one decides


def _together(case: _Case) -> list[Target] | None:
    """Read ``두 회사에``: the bodies named last."""
    unit = case.stance.unit
    if case.relation != "urged" and case.fit and not _PLURAL_OBJECT.search(unit.sentence.text[unit.start : unit.verb + _VERB]):
        return None
    found = _PLURAL.search(unit.text)
    if not found:
        return None
    need = _NUMBERS.get(found[1]) or int(found[1])
    return _as_targets(case.discourse.latest_of(need, _COUNTED[str(found.lastgroup)], case.stance.own), "together") or None


def _judged(case: _Case) -> list[Target] | None:
    """Read the noun that the verb judges: what it names, what it points to, else its words."""
    noun = judged_noun(case.stance) if case.relation != "urged" else None
    if noun is None or case.weight >= _CERTAIN:
        return None
    heads = _heads(case, noun)
    if heads:
        return _as_targets(heads, "noun")
    pointed = _pointed(case, noun.text)
    if pointed is not None:
        return _as_targets([pointed], "pointed")
    if len(noun.text) > 1:
        return [((noun.text, None), "noun phrase")]
    return None if case.best else []


def _heads(case: _Case, noun: Noun) -> list[Entity]:
    """Return the entity that a noun phrase is about, with the one joined to it."""
    within = [m for m in case.fit if noun.left <= m.start and m.end <= noun.right]
    head = next((m for m in within if m.end == noun.right), None) or next((m for m in within if case.entity(m).kind in ("law", "program")), None)
    if head is None and case.relation == "criticized":
        head = next((m for m in within if m.particle == "의"), None)
    if head is None:
        return []
    listed = case.sentence.words[head.first].before in ("·", ",")
    joined = [m for m in within if m is not head and m.last + 1 == head.first and (listed or m.particle in _WITH)]
    return [case.entity(m) for m in (head, *joined)]


def _pointed(case: _Case, text: str) -> Entity | None:
    """Return what ``이 사업``, ``이번 개편안``, ``회사`` mean."""
    if _LAW.fullmatch(text):
        return case.named_last(("law",), _BACK_TO_LAW)
    if _PROGRAM.fullmatch(text):
        return case.named_last(("program", "law"), _BACK_TO_PROGRAM)
    if text in words("pointing", "place"):
        return case.discourse.latest("ministry", ending=text)
    return case.discourse.latest("firm") if _FIRM.fullmatch(text) else None


def _named(case: _Case) -> list[Target] | None:
    """Take the mention that fits best, with those joined to it."""
    if case.best is None:
        return None
    group = [case.best]
    while (before := next((m for m in case.fit if m.last + 1 == group[-1].first and m not in group and _coordinated(case, m, group[-1])), None)) is not None:
        group.append(before)
    return _as_targets([_blamed(case, m) for m in group], "named")


def _coordinated(case: _Case, left: Mention, right: Mention) -> bool:
    kinds = {case.entity(left).kind, case.entity(right).kind}
    joined = left.particle in (*_WITH, "이나", "나") or case.sentence.words[right.first].before in ("·", ",", "’,", "’·")
    return joined and (len(kinds) == 1 or kinds <= set(BODIES))


def _blamed(case: _Case, mention: Mention) -> Entity:
    """Take a minister or a chief who is criticised at a hearing for the body; the person otherwise."""
    entity = case.entity(mention)
    if entity.kind == "person" and case.relation == "criticized" and entity.posts and mention.particle in ("에게", "을", "를", "에게는"):
        return case.discourse.names.entities[entity.posts[0].body]
    return entity


def _measure(case: _Case) -> list[Target] | None:
    """Read ``이 법안``, ``해당 사업`` anywhere before the verb."""
    if case.relation == "urged" or not _MEASURE.search(case.stance.unit.content):
        return None
    found = case.named_last(("law", "program"), _BACK_TO_EITHER)
    return _as_targets([found], "pointed") if found else None


def _firm(case: _Case) -> list[Target] | None:
    """Read ``회사는``, ``사측이`` in words of criticism."""
    if case.relation != "criticized" or not _FIRM_ACTS.search(case.stance.unit.content):
        return None
    found = case.discourse.latest("firm", but=case.stance.own)
    return _as_targets([found], "pointed") if found else None


def _context(case: _Case) -> list[Target] | None:
    """Take what was judged right before, if the words have no topic of their own."""
    if case.relation == "urged" or case.discourse.target is None or _has_topic(case.stance):
        return None
    target, number = case.discourse.target
    own = {case.discourse.names.entities[holder].name for holder in case.stance.own}
    if case.sentence.number - number > _RECENT or target[0] in _TOO_LARGE or target[0] in own:
        return None
    return [(target, "context")]


def _has_topic(stance: Stance) -> bool:
    """Say whether the words reported have a topic of their own."""
    sentence = stance.unit.sentence
    row = [sentence.words[place] for place in stance.behind_subject]
    pairs = (word.tags[-2:] for word in row if len(word.tags) > 1 and word.start - sentence.start < stance.unit.verb)
    return any(last.tag in ("JX", "JKS") and last.form in ("은", "는", "이", "가") and noun.tag in _NOUNS for noun, last in pairs)
