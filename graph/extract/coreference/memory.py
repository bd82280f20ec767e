"""What the text before a sentence leaves in mind."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graph.extract.entities.entity import BODIES
from graph.extract.lexicon import verbs

if TYPE_CHECKING:
    from collections.abc import Container

    from graph.extract.coreference.subjects import Subject
    from graph.extract.entities.entity import Entity
    from graph.extract.entities.names import Names
    from graph.extract.text.sentences import Sentence


@dataclass(slots=True)
class Memory:
    """What the text before a sentence leaves in mind.

    Attributes
    ----------
    names
        The entities of the article.
    subject
        Who the last sentence was about.
    person, group
        The last person and the last group of several in subject position.
    bodies
        Bodies in the order they were named last.
    target
        What was judged last, and in which sentence.
    """

    names: Names
    subject: list[Entity] = field(default_factory=list)
    person: Entity | None = None
    group: list[Entity] = field(default_factory=list)
    bodies: list[Entity] = field(default_factory=list)
    target: tuple[tuple[str, str | None], int] | None = None

    def latest(self, kind: str = "", *, ending: str = "", but: Container[int] = ()) -> Entity | None:
        """Return the body named last.

        Parameters
        ----------
        kind, ending
            What it is and how its name ends; empty for any.
        but
            Numbers of those not meant.

        Returns
        -------
        Entity
            ``None`` if no such body was named.
        """
        return next((b for b in reversed(self.bodies) if kind in ("", b.kind) and b.name.endswith(ending) and b.number not in but), None)

    def latest_of(self, count: int, kinds: Container[str], but: Container[int] = ()) -> list[Entity]:
        """Return as many bodies of some kinds as were named last.

        Parameters
        ----------
        count, kinds
            How many, and of which kinds.
        but
            Numbers of those not meant.

        Returns
        -------
        list
            Empty if there are not so many.
        """
        recent = [b for b in self.bodies if b.kind in kinds and b.number not in but]
        return recent[-count:] if len(recent) >= count else []

    def close(self, sentence: Sentence, subjects: list[Subject]) -> None:
        """Remember a sentence that has been read.

        Parameters
        ----------
        sentence, subjects
            The sentence and its subjects.
        """
        present = _present(sentence, subjects)
        if present:
            self.group = present
        else:
            self._keep_subject(subjects)
        for mention in self.names.mentions[sentence.number]:
            entity = self.names.entities[mention.entity]
            if entity.kind in BODIES:
                if entity in self.bodies:
                    self.bodies.remove(entity)
                self.bodies.append(entity)

    def _keep_subject(self, subjects: list[Subject]) -> None:
        """Remember who a sentence was about; somebody without a name, if that one is its topic before all others."""
        named = [s for s in subjects if s.entities and not s.relative]
        main = next((s for s in named if s.main), named[0] if named else None)
        nameless = next((s for s in subjects if s.main and not s.entities), None)
        if main is not None and (nameless is None or main.word <= nameless.word):
            self.subject = main.entities
            if len(main.entities) > 1:
                self.group = main.entities
        elif nameless is not None:
            self.subject = []
        people = [entity for subject in named for entity in subject.entities if entity.kind == "person"]
        if people:
            self.person = people[-1]


def _present(sentence: Sentence, subjects: list[Subject]) -> list[Entity]:
    """Return those of whom a sentence only tells that they were there: several at once, and nobody its topic; what follows is not about them."""
    several = next((s.entities for s in subjects if len(s.entities) > 1 and not s.main), [])
    return several if not any(s.main for s in subjects) and verbs("attended").search(sentence.text) else []
