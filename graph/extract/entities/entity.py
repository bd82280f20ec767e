"""The entities of an article and which of its forms means which."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graph.extract.lexicon import folded, kind_by_ending

if TYPE_CHECKING:
    from graph.extract.entities.gazetteer import Gazetteer

BODIES = ("ministry", "firm", "association", "institution")

_TELLING = 3  # letters from which an ending tells a body
_COUNCIL = 4  # letters from which ``…의회`` is more than any council
_PARLIAMENT = "국회"


@dataclass(slots=True)
class Post:
    """A post as one sentence states it.

    Attributes
    ----------
    body
        Number of the body.
    title
        The title, with department and ``후보자`` or ``대행``.
    sentence
        Number of the sentence.
    rule
        How it was read.
    """

    body: int
    title: str
    sentence: int
    rule: str


@dataclass(slots=True, eq=False)
class Entity:
    """Someone or something that the article names.

    Attributes
    ----------
    number
        Its place among the article's entities.
    name, kind
        The fullest name found, and what it is.
    rule
        How it was found first.
    forms
        Every form that means it in this article.
    known, why
        The id in the gazetteer and how it was found; empty if it is new.
    posts
        Present posts of a person, in the order of the text.
    surname
        The first letters of a person's name, to which a title is put.
    titles
        Titles that a person is called by here.
    """

    number: int
    name: str
    kind: str
    rule: str = ""
    forms: set[str] = field(default_factory=set)
    known: str = ""
    why: str = ""
    posts: list[Post] = field(default_factory=list)
    surname: str = ""
    titles: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Mention:
    """Where an entity is named.

    Attributes
    ----------
    entity
        Number of the entity.
    sentence
        Number of the sentence.
    first, last
        The words of the whole phrase: name, body and title.
    particle
        The particle that closes the phrase.
    start, end
        Offsets of the name in the view.
    inner
        Whether it stands inside another's phrase, as a body before a title does.
    quote
        Number of the quotation it stands in, ``-1`` outside.
    """

    entity: int
    sentence: int
    first: int
    last: int
    particle: str
    start: int
    end: int
    inner: bool = False
    quote: int = -1


class Register:
    """The entities of one article by their forms.

    Parameters
    ----------
    gazetteer
        Names known beforehand.

    Attributes
    ----------
    gazetteer
        The same.
    entities
        What was entered, in order.

    Examples
    --------
    >>> from graph.extract.entities.gazetteer import Gazetteer
    >>> register = Register(Gazetteer([]))
    >>> union = register.entity("새벽배달 노동조합", "association", "ending", "새배노")
    >>> register.named("새배노") is union, register.named("새벽배달노동조합") is union, register.named("나래")
    (True, True, None)
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self.entities: list[Entity] = []
        self._by_form: dict[str, int] = {}

    def entity(self, name: str, kind: str, rule: str, *forms: str) -> Entity:
        """Return the entity of a name, a new one if no form of it is known yet.

        Parameters
        ----------
        name, kind, rule
            What a new one is called, what it is and how it was found.
        *forms
            Further forms that mean it.

        Returns
        -------
        Entity
            The one that was there, whatever its kind, or the new one.
        """
        entity = self.named(name)
        if entity is None:
            entity = self._enter(name, kind, rule)
        for form in (name, *forms):
            self.add_form(entity, form)
        return entity

    def _enter(self, name: str, kind: str, rule: str) -> Entity:
        known = self.gazetteer.named(name)
        entity = Entity(len(self.entities), name, known.kind if known else kind, rule)
        if known:
            entity.known, entity.why = known.id, known.why
            for form in known.forms:
                self.add_form(entity, form)
        self.entities.append(entity)
        return entity

    def add_form(self, entity: Entity, form: str) -> None:
        """Let a form mean an entity, unless it means another already."""
        entity.forms.add(form)
        self._by_form.setdefault(folded(form), entity.number)

    def named(self, form: str) -> Entity | None:
        """Return the entity that a form means in this article."""
        number = self._by_form.get(folded(form))
        return None if number is None else self.entities[number]

    def is_body(self, text: str) -> bool:
        """Say whether a word means a body, or ends as a body's name does."""
        entity = self.named(text)
        if entity is not None:
            return entity.kind in BODIES
        return len(text) >= _TELLING and kind_by_ending(text, *BODIES) != ""

    def become(self, short: Entity, long: Entity) -> None:
        """Take every form of one entity for another.

        Parameters
        ----------
        short
            What has no form of its own hereafter.
        long
            What its forms mean.
        """
        for form in short.forms:
            long.forms.add(form)
            self._by_form[folded(form)] = long.number
        short.forms = set()
        for post in (post for person in self.entities for post in person.posts):
            if post.body == short.number:
                post.body = long.number

    def forget(self, entity: Entity) -> None:
        """Take away every form of what turned out to be no name."""
        for form in entity.forms:
            if self.named(form) is entity:
                del self._by_form[folded(form)]
        entity.forms = set()

    def fold_short_forms(self) -> None:
        """Take a shorter form for the longer name that it ends or abbreviates: ``외식업중앙회``, ``시장거래위``, ``조합``."""
        for entity in self.entities:
            if entity.known or entity.kind not in (*BODIES, "law", "event") or entity.number not in self._by_form.values():
                continue
            longer = [other for other in self.entities if other is not entity and _shortens(entity, other)]
            if len({other.name for other in longer}) == 1:
                self.become(entity, longer[0])


def _shortens(short: Entity, long: Entity) -> bool:
    """Say whether one name can be a short form of another."""
    if not (short.kind == long.kind or (short.kind in BODIES and long.kind in BODIES)):
        return False
    a, b = folded(short.name), folded(long.name)
    if len(a) >= len(b):
        return False
    if short.kind == "event":
        return short.rule == "learned" and b.endswith(a) and " " not in short.name
    if b.endswith(a) and not (a.endswith("의회") and len(a) < _COUNCIL):
        # A word of one letter, and a part of a city's council, shortens only its own kind.
        return (len(a) > 1 and not b.endswith("시" + a)) or long.kind == short.kind
    if a.endswith("위") and b.endswith(a + "원회"):
        return True
    return a.startswith(_PARLIAMENT) and len(a) > _COUNCIL and b.endswith(a.removeprefix(_PARLIAMENT))
