"""Whom or what a statement is about: those it names, those its words point to, or the words themselves."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.extract.entities.entity import BODIES
from graph.extract.lexicon import stems_of
from graph.extract.relations.aims import weight
from graph.extract.relations.objects import judged_noun, quoted_topic, topic_noun
from graph.extract.relations.referents import asked, decider, firm, measure, policy, referent, theme
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
_VERB = 4  # letters of the verb that are looked at together with what stands before it
_TOO_LARGE = ("정부", "대한민국 정부")  # what is said next to the government is seldom said of all of it

_WITH = ("와", "과")
_EACH = ("에는", "에게는")  # of several who are asked for different things
_NOUNS = ("NNG", "XSN", "NNP", "NNB")
_NUMBERS = {"양": 2, "두": 2, "세": 3, "네": 4}
_COUNTED = {"firm": ("firm",), "association": ("association",), "office": ("ministry", "institution")}

# The nouns are listed; numbers, pointing words and particles around them are grammar.
_COUNTED_NOUNS = "|".join(f"(?P<{kind}>{stems_of('counted ' + kind, 'pointing')})" for kind in _COUNTED)
_PLURAL = re.compile(rf"(양|두|세|네|[2-5])\s?(?:{_COUNTED_NOUNS})(?:에|에게|에는|에도|를|을|가|이|은|는|도)(?=\s|[,.])")
_PLURAL_OBJECT = re.compile(r"(?:두|양|세) ?(?:회사|기업|업체)를 (?:[가-힣]+ )?[가-힣]+$")


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
        Name and kind of each target, and how it was found: ``together``, ``noun``, ``noun phrase``, ``topic``, ``named``, ``pointed``, ``context``,
        ``theme`` or ``phrase``.
    """
    case = _Case(stance, relation, discourse, _fitting(stance, discourse.names))
    weights = [weight(m, case.entity(m).kind, case.sentence, relation) for m in case.fit]
    best = max(range(len(weights)), key=lambda order: (weights[order], -case.fit[order].start), default=-1)
    if best >= 0 and weights[best] >= _FITTING:
        case.best, case.weight = case.fit[best], weights[best]
    for read in (_together, _judged, _named, _topic, _pointed, _context, _theme):
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
    """Read the noun that the verb judges."""
    noun = judged_noun(case.stance) if case.relation != "urged" else None
    if noun is None or case.weight >= _CERTAIN:
        return None
    found = _of_noun(case, noun, "noun phrase")
    return None if case.best and not found else found


def _topic(case: _Case) -> list[Target] | None:
    """Read the noun of which the words reported speak."""
    noun = topic_noun(case.stance) if case.relation != "urged" else None
    return _of_noun(case, noun, "topic") or None if noun else None


def _of_noun(case: _Case, noun: Noun, how: str) -> list[Target]:
    """Return what a noun phrase names, what it points to, else its words."""
    heads = _heads(case, noun)
    if heads:
        return _as_targets(heads, "noun")
    pointed = referent(noun.text, case.discourse, case.sentence.number)
    if pointed is not None:
        return _as_targets([pointed], "pointed")
    return [((noun.text, None), how)] if len(noun.text) > 1 else []


def _heads(case: _Case, noun: Noun) -> list[Entity]:
    """Return the entity that a noun phrase is about, with the one joined to it."""
    within = [m for m in case.fit if noun.left <= m.start and m.end <= noun.right]
    head = next((m for m in within if m.end == noun.right), None) or next((m for m in within if case.entity(m).kind in ("law", "program")), None)
    if head is None and case.relation == "criticized":
        head = next((m for m in within if m.particle == "의"), None)
    if head is None:
        return []
    return [case.entity(m) for m in _joined(case, head)]


def _joined(case: _Case, head: Mention) -> list[Mention]:
    """Return a mention with those joined to it: ``누리톡과 밀물페이를``."""
    group = [head]
    while (before := next((m for m in case.fit if m.last + 1 == group[-1].first and m not in group and _coordinated(case, m, group[-1])), None)) is not None:
        group.append(before)
    return group


def _named(case: _Case) -> list[Target] | None:
    """Take the mention that fits best, with those joined to it."""
    if case.best is None:
        return None
    group = _joined(case, case.best)
    if case.relation == "urged" and case.best.particle in _EACH:
        group += [m for m in case.fit if m.particle == case.best.particle and m not in group]
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


def _pointed(case: _Case) -> list[Target] | None:
    """Read ``이 법안``, ``사측이``, ``“과도한 처분”`` anywhere in the words reported, their topic, or what was asked."""
    if case.relation == "urged":
        return None
    found = measure(case.stance, case.discourse)
    if found is None and case.relation == "criticized":
        found = firm(case.stance, case.discourse)
    found = found or decider(case.stance, case.discourse)
    found = found or policy(quoted_topic(case.stance.unit), case.discourse, case.sentence.number) or asked(case.discourse, case.sentence.number)
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


def _theme(case: _Case) -> list[Target] | None:
    """Take what the article collects reactions to."""
    found = theme(case.discourse) if case.relation != "urged" else None
    return _as_targets([found], "theme") if found and found.number not in case.stance.own else None


def _has_topic(stance: Stance) -> bool:
    """Say whether the words reported have a topic of their own."""
    sentence = stance.unit.sentence
    row = [sentence.words[place] for place in stance.behind_subject]
    pairs = (word.tags[-2:] for word in row if len(word.tags) > 1 and word.start - sentence.start < stance.unit.verb)
    return any(last.tag in ("JX", "JKS") and last.form in ("은", "는", "이", "가") and noun.tag in _NOUNS for noun, last in pairs)
