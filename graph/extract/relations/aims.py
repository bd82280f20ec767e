"""How well a mention fits as what a statement is about: by its kind, its particle and the words behind it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from graph.extract.entities.entity import BODIES
from graph.extract.lexicon import stems_of, verbs

if TYPE_CHECKING:
    from graph.extract.entities.entity import Mention
    from graph.extract.text.sentences import Sentence

_BEHIND = 24  # letters behind a mention that are looked at

# Particles and the phrases that do their work are grammar, not lists of words.
_ABOUT = re.compile(r"(?:\([^)]*\))?[’”]?(?:을|를|에|에게|측에|측을|의 [가-힣 ]{1,12}?(?:을|를|에))?\s?(?:대해|대하여|두고|향해|겨냥|상대로|대한|놓고|관련해|가리켜|싸잡아)")
_PLACED = re.compile(rf"에 (?:{stems_of('placed')})")  # ``누리소통망에 글을 올려`` asks nothing of it
_OWNED = re.compile(rf"의 (?:{stems_of('owned')})")  # ``누리톡의 손을 들어 줬다`` supports it
_AIMED = re.compile(r"향해|상대로|압박|겨냥")
_TOPIC_OF_QUOTATION = re.compile(r"[’]?(?:\([^)]*\))?(?:이|가|은|는|도)\s“")
_OBJECT = frozenset(["을", "를"])
_ADDRESSED = frozenset(["에", "에게", "에도", "측에", "에게도", "한테", "에는", "에만", "께"])
_ACTING = frozenset(["이", "가", "은", "는", "도", "측이", "부터", "에서"])
_SUBJECT_OR_OWNER = frozenset(["이", "가", "은", "는", "도", "의", "측이"])
_WHERE = frozenset(["에서", "에서는", "으로", "로", "까지"])
_PERSON_BLAMED = frozenset([*_OBJECT, "에게", "에게는"])


def weight(mention: Mention, kind: str, sentence: Sentence, relation: str) -> int:
    """Weigh a mention as the target of a statement.

    Parameters
    ----------
    mention, kind
        Where an entity is named, and what it is.
    sentence
        The sentence of the statement.
    relation
        What the statement is judged to be.

    Returns
    -------
    int
        The more, the better it fits; it may be negative.
    """
    after = sentence.text[mention.end - sentence.start :][:_BEHIND]
    about = 5 if _ABOUT.match(after) or _OWNED.match(after) else 0
    if relation == "urged":
        return about + _addressed(mention.particle, kind, after)
    if mention.particle in _OBJECT and _of_another_verb(mention, sentence, relation):
        return about
    blamed = 3 if kind == "person" and relation == "criticized" and mention.particle in _PERSON_BLAMED else 0
    topic = 4 if mention.quote == -1 and _TOPIC_OF_QUOTATION.match(after) else 0
    said = 1 if kind in BODIES and mention.quote >= 0 else 0
    return about + blamed + topic + said + {"law": 4, "program": 3}.get(kind, 0) + _judged(mention.particle, kind, relation)


def _of_another_verb(mention: Mention, sentence: Sentence, relation: str) -> bool:
    """Say whether a mention is only the object of a verb that describes a noun: ``누리톡을 대리한 이력을 들어``."""
    row, place = sentence.words, mention.last + 1
    return place < len(row) and bool(row[place].tags) and row[place].tags[-1].tag == "ETM" and not verbs(relation).match(row[place].text)


def _addressed(particle: str, kind: str, after: str) -> int:
    """Weigh the particle of who may be asked to do something."""
    if particle in _ADDRESSED:
        return 0 if _PLACED.match(after) else 5
    if kind in BODIES:
        if particle in _ACTING:
            return 3
        return 4 if particle in _OBJECT and _AIMED.search(after) else 0
    return -1


def _judged(particle: str, kind: str, relation: str) -> int:
    """Weigh the particle of who or what may be judged."""
    if particle in _OBJECT:
        return 3
    if particle in _SUBJECT_OR_OWNER:
        return (3 if relation == "criticized" else 2) if kind in BODIES else 1
    if particle == "에":
        return 2 if kind in BODIES else 1
    return -3 if particle in _WHERE else 0
