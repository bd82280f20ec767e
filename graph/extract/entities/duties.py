"""The body and the title in words that tell a post without a name: ``법무법인 솔 고문으로``, ``새벽배달협회장에``."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from graph.extract.entities.entity import BODIES
from graph.extract.entities.looks import is_department, opens_sentence
from graph.extract.entities.titling import LAW_OFFICES, fused_titles, kind_of_body
from graph.extract.lexicon import words

if TYPE_CHECKING:
    from graph.extract.entities.entity import Entity, Mention
    from graph.extract.entities.names import Names
    from graph.extract.text.sentences import Sentence

_SIR = "씨"
_PARTS = ("부설", "산하")
_RANKS = ("부", "명예", "공동", "수석", "상임", "상근")


class Duty(NamedTuple):
    """A post that somebody has: its body, ``None`` if the words do not tell it, and its title."""

    body: Entity | None
    title: str


class Person(NamedTuple):
    """Somebody named in a sentence: where the phrase begins and ends, and the particle that closes it."""

    entity: Entity
    first: int
    last: int
    particle: str


def outer(names: Names, sentence: Sentence) -> list[Mention]:
    """Return the mentions of a sentence outside quotations, brackets and the phrases of people."""
    return [m for m in names.mentions[sentence.number] if not m.inner and m.quote < 0 and m.particle != "()"]


def named_people(names: Names, sentence: Sentence) -> list[Person]:
    """Return the people of a sentence, with the particle behind ``씨`` where it stands there."""
    row = sentence.words
    found = []
    for m in outer(names, sentence):
        entity = names.entities[m.entity]
        if entity.kind == "person":
            last, particle = m.last, m.particle
            if not particle and last + 1 < len(row) and row[last + 1].text[:1] == _SIR and not row[last + 1].before:
                last, particle = last + 1, row[last + 1].text[1:]
            found.append(Person(entity, m.first, last, particle))
    return found


def duty(names: Names, sentence: Sentence, before: range, title: str) -> Duty:
    """Read the body and the whole title from the words before a title.

    Parameters
    ----------
    names
        The entities of the article; a body that is not known yet is added.
    sentence
        Where the title stands.
    before
        The words before it that may belong to it.
    title
        The title as it stands.

    Returns
    -------
    Duty
        Both.
    """
    row = sentence.words
    place = before.stop
    if place - 1 in before and row[place - 1].text in _PARTS and (apart := _fused(names, title, new=True)) is not None:
        return apart
    ended = next((m for m in reversed(names.mentions[sentence.number]) if m.last in before and m.particle in ("", "의") and names.entities[m.entity].kind in BODIES), None)
    if ended is not None and _only_departments([row[i].text for i in range(ended.last + 1, place)]):
        return Duty(names.entities[ended.entity], " ".join([*(row[i].text for i in range(ended.last + 1, place) if row[i].text != "의"), title]))
    if len(before) > 1 and row[place - 2].text in LAW_OFFICES:
        name = f"{row[place - 2].text} {row[place - 1].text.removesuffix('의')}"
        return Duty(names.entity(name, kind_of_body(name, title), "post"), title)
    if place - 1 in before and row[place - 1].text == "이사회":
        return Duty(None, f"이사회 {title}")
    return _fused(names, title, new=False) or Duty(None, title)


def _only_departments(between: list[str]) -> bool:
    fresh = words("title_words", "fresh")
    return all(text == "의" or text in fresh or is_department(text) or opens_sentence(text) for text in between)


def _fused(names: Names, title: str, *, new: bool) -> Duty | None:
    """Read ``새벽배달협회장`` where the article or the tables know the body, or where it may be a new one."""
    head, _, suffix = title.partition(" ")
    for row in fused_titles():
        rest = head.removesuffix(row.ending)
        if len(rest) < len(head) and len(rest) >= row.letters and not rest.endswith(_RANKS):
            for name in (rest + row.body, rest + row.body.removesuffix("원회")):
                body = names.named(name) or (names.entity(name, "ministry", "fused") if names.gazetteer.named(name) else None)
                if new and body is None:
                    body = names.entity(name, kind_of_body(name, row.title), "fused")
                if body is not None and body.kind in BODIES:
                    return Duty(body, f"{row.title} {suffix}".strip())
    return None
