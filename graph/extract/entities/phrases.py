"""Phrases of people with posts: what is read of them before it is known who is who."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from graph.extract.entities.entity import Entity
    from graph.extract.text.sentences import Part, Sentence, Word


@dataclass(slots=True)
class Found:
    """A phrase of a person with a post, before it is known who is who.

    Attributes
    ----------
    sentence
        Number of the sentence.
    first, last
        Words of the whole phrase.
    title
        The title.
    rule
        How it was read.
    name
        The person's name, ``None`` if the surname stands alone; of a foreign name only the last word.
    surname
        What titles are put to, where it is not the first letter of the name.
    body, body_name
        The body where it stands, or its name where no word is just that.
    particle
        What closes the phrase.
    current
        Whether the post is held now.
    """

    sentence: int
    first: int
    last: int
    title: str
    rule: str
    name: Part | None = None
    surname: str = ""
    body: Part | None = None
    body_name: str = ""
    particle: str = ""
    current: bool = True


class Bracketed(NamedTuple):
    """A person named in brackets behind a body: ``새벽배달협회(회장 한가람)``."""

    person: Entity
    body: Entity
    title: str
    sentence: Sentence
    start: int


class Phrase(NamedTuple):
    """A title in a sentence with the words before it that may belong to it."""

    sentence: Sentence
    place: int
    stem: str
    title: str
    chain: list[int]

    @property
    def row(self) -> list[Word]:
        """The words of the sentence."""
        return self.sentence.words

    def found(self, rule: str, first: int, title: str) -> Found:
        """Return the phrase from its first word to the title, still without name and body."""
        return Found(self.sentence.number, first, self.place, title, rule)

    def with_department(self, rest: list[int]) -> str:
        """Return the title with the words of a department before it."""
        return " ".join([*(self.row[i].text for i in rest), self.stem])
