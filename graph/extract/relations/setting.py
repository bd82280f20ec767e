"""A sentence with what is known where it stands: all that most steps of reading need."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from graph.extract.entities.entity import BODIES
from graph.extract.relations.dating import first_day

if TYPE_CHECKING:
    import datetime as dt

    from graph.extract.coreference.discourse import Discourse
    from graph.extract.coreference.subjects import Subject
    from graph.extract.entities.entity import Entity, Mention
    from graph.extract.entities.names import Names
    from graph.extract.text.sentences import Sentence

# Lines that state nothing: what a headline says the text says better, and who asks does not claim.
UNSTATED = ("headline", "question")
# But a line of a press release that looks like a headline and closes as a sentence does: ``◇ … 간담회를 개최하고 방안을 확정함``.
_ITEM, _CLOSED = tuple("◇◆□■○●"), ("함", "음", "임", "됨", "다", "참석", "배석", "참관")


class Setting(NamedTuple):
    """A sentence with what is known where it stands.

    Attributes
    ----------
    sentence, names
        The sentence, and the entities of its article.
    subjects
        Its subjects, in order.
    discourse
        What the text before it leaves in mind.
    day
        The day that it speaks of in ISO 8601, ``None`` if the text has named none.
    published
        The day of publication, ``None`` if it is not known.
    """

    sentence: Sentence
    names: Names
    subjects: list[Subject]
    discourse: Discourse
    day: str | None
    published: dt.date | None

    @property
    def mentions(self) -> list[Mention]:
        """Who and what the sentence names."""
        return self.names.mentions[self.sentence.number]

    @property
    def mentioned(self) -> dt.date | None:
        """The day that it speaks of, against which further times are resolved."""
        return first_day(self.day)

    @property
    def stated(self) -> bool:
        """Whether the sentence states something."""
        kind, text = self.sentence.line.kind, self.sentence.text
        return kind not in UNSTATED or (kind == "headline" and text.startswith(_ITEM) and text.rstrip(" .").endswith(_CLOSED))

    def entity(self, mention: Mention) -> Entity:
        """Return who or what a mention means."""
        return self.names.entities[mention.entity]

    def body(self, entity: Entity) -> Entity | None:
        """Return the body that somebody acts for: itself, or the one of a person's first post."""
        if entity.kind == "person" and entity.posts:
            return self.names.entities[entity.posts[0].body]
        return entity if entity.kind in BODIES else None
