"""What the words of a statement mean that name nothing: ``이 법안``, ``대책``, ``불가피한 결정``, and what all of an article is about."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from graph.extract.lexicon import stems_of, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.extract.coreference.discourse import Discourse
    from graph.extract.entities.entity import Entity
    from graph.extract.relations.statements import Stance
    from graph.extract.text.sentences import Sentence

_BACK_TO_LAW, _BACK_TO_PROGRAM, _BACK_TO_EITHER = 8, 4, 6  # sentences in which what ``이 법안`` means was named
_TAIL = 2  # letters from which the last part of a name stands for all of it
_ANSWER = 3  # sentences behind a question that answer it
_OPENING = 2  # sentences that say what an article is about, its heading not counted
_POLICIES = ("law", "program")

# The nouns are listed; pointing words around them are grammar.
_DETERMINER = re.compile(r"^(?:이번|이|해당|그|이런|이러한|새)\s(?=\S)")
_LAW = re.compile(rf"(?:이|해당|그|이번)?\s?(?:{stems_of('law', 'pointing')})")
_PROGRAM = re.compile(rf"(?:이|해당|그)\s?(?:{stems_of('program', 'pointing')})")
_FIRM = re.compile(rf"(?:이|해당)?\s?(?:{stems_of('company', 'pointing')})")
_MEASURE = re.compile(rf"(?:이|해당|그) (?:{stems_of('measure', 'pointing')})")
_FIRM_ACTS = re.compile(r"(?:회사|업체|사측)(?:는|은|가|이|측)")
# What somebody calls a decision is judged as the act of who decided: ``“과도한 처분”이라며``, ``이번 처분이``.
_DECISION = re.compile(rf"(?:{stems_of('decision', 'pointing')})[”’](?:이?라|이?며)|(?:이번|이|해당) (?:{stems_of('decision', 'pointing')})(?:이|가|은|는)\s")
_REACTION = re.compile(stems_of("reaction", "pointing"))


def referent(text: str, discourse: Discourse, number: int) -> Entity | None:
    """Return what a noun means that names nothing: ``이 사업``, ``이번 개편안``, ``대책``, ``회사``.

    Parameters
    ----------
    text
        The noun phrase without its particle.
    discourse, number
        The text before the sentence, and the number of that.

    Returns
    -------
    Entity
        ``None`` if it points to nothing.
    """
    head = text.rpartition("의 ")[2]
    named = _by_tail(_DETERMINER.sub("", text), discourse, number) or (_by_tail(head, discourse, number) if len(head) > _TAIL else None)
    if named is not None:
        return named
    if _LAW.fullmatch(text):
        return _named_last(discourse, number, ("law",), _BACK_TO_LAW)
    if _PROGRAM.fullmatch(text):
        return _named_last(discourse, number, _POLICIES, _BACK_TO_PROGRAM)
    if text in words("pointing", "place"):
        return discourse.latest("ministry", ending=text)
    return discourse.latest("firm") if _FIRM.fullmatch(text) else None


def measure(stance: Stance, discourse: Discourse) -> Entity | None:
    """Read ``이 법안``, ``해당 사업`` anywhere before the verb of a statement."""
    unit = stance.unit
    return _named_last(discourse, unit.sentence.number, _POLICIES, _BACK_TO_EITHER) if _MEASURE.search(unit.content) else None


def firm(stance: Stance, discourse: Discourse) -> Entity | None:
    """Read ``회사는``, ``사측이`` in a statement."""
    return discourse.latest("firm", but=stance.own) if _FIRM_ACTS.search(stance.unit.content) else None


def decider(stance: Stance, discourse: Discourse) -> Entity | None:
    """Read ``“과도한 처분”이라며``: the office named last."""
    return discourse.latest("ministry", but=stance.own) if _DECISION.search(stance.unit.text) else None


def asked(discourse: Discourse, number: int) -> Entity | None:
    """Return the law or the program of the question that a sentence answers."""
    for earlier in range(number - 1, max(-1, number - 1 - _ANSWER), -1):
        if discourse.names.sentences[earlier].line.kind == "question":
            return next(_named(discourse, earlier, _POLICIES), None)
    return None


def policy(text: str, discourse: Discourse, number: int) -> Entity | None:
    """Return the law or the program that a noun means, ``None`` if it means something else."""
    found = referent(text, discourse, number) if text else None
    return found if found is not None and found.kind in _POLICIES else None


def theme(discourse: Discourse) -> Entity | None:
    """Return the law or the program to which an article collects the reactions: the one of its heading or of its first sentences.

    Parameters
    ----------
    discourse
        The article.

    Returns
    -------
    Entity
        ``None`` if its opening speaks of no reactions, or names no law or program, or more than one.
    """
    opening: list[Sentence] = []
    for sentence in discourse.names.sentences:
        if sum(before.line.kind == "body" for before in opening) == _OPENING:
            break
        opening.append(sentence)
    if not any(_REACTION.search(sentence.text) for sentence in opening):
        return None
    found = {entity.number: entity for sentence in opening for entity in _named(discourse, sentence.number, _POLICIES)}
    return next(iter(found.values())) if len(found) == 1 else None


def _named(discourse: Discourse, number: int, kinds: tuple[str, ...]) -> Iterator[Entity]:
    """Go through what a sentence names of some kinds, the last one first."""
    names = discourse.names
    return (entity for m in reversed(names.mentions[number]) if (entity := names.entities[m.entity]).kind in kinds)


def _named_last(discourse: Discourse, number: int, kinds: tuple[str, ...], back: int) -> Entity | None:
    """Return what was named last of some kinds, in a sentence or those before."""
    return next((entity for earlier in range(number, max(-1, number - back), -1) for entity in _named(discourse, earlier, kinds)), None)


def _by_tail(noun: str, discourse: Discourse, number: int) -> Entity | None:
    """Take the last part of a name for the whole: ``대책`` for ``‘플랫폼 상생 종합대책’``."""
    if len(noun) < _TAIL:
        return None
    named = (entity for earlier in range(number, -1, -1) for entity in _named(discourse, earlier, (*_POLICIES, "event")))
    return next((entity for entity in named if entity.name.endswith(noun)), None)
