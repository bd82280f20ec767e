"""People called by a post alone: ``과기정통부 장관`` without a name, ``유 장관`` of whom only the tables know more."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from graph.extract.entities.entity import BODIES, Mention, Post
from graph.extract.entities.looks import is_whole_title
from graph.extract.lexicon import stems

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from graph.extract.entities.names import Names
    from graph.extract.entities.tenures import Office
    from graph.extract.text.sentences import Sentence

OFFICE = "office"  # the rule of a post that the tables tell, not the article

_SURNAME = 2  # letters of the longest surname


class _Called(NamedTuple):
    """A title that stands without a name: its word, and the particle behind it."""

    sentence: Sentence
    word: int
    title: str
    particle: str


class _Holder(NamedTuple):
    """Who is called so, and the first word of the phrase."""

    office: Office
    first: int


def find_offices(names: Names, known: Iterable[Office], day: dt.date | None) -> None:
    """Add the mentions of people who are called by a post alone, where the tables say who held it that day.

    Parameters
    ----------
    names
        The entities of an article and their mentions; those found are added.
    known
        Posts of the tables.
    day
        The day of publication; without it nobody is found.

    Examples
    --------
    >>> import datetime as dt
    >>> from graph.extract.entities.gazetteer import Gazetteer, Known
    >>> from graph.extract.text.layout import read_layout
    >>> from graph.extract.entities.names import Names
    >>> from graph.extract.text.sentences import split
    >>> from graph.extract.entities.tenures import Office
    >>> names = Names(split(read_layout("달빛부 장관은 반대했다.")), Gazetteer([Known("달빛부", "ministry", "org/x", ("달빛부",))]))
    >>> names.scan()
    >>> find_offices(names, [Office("org/x", "장관", "person/x", "한가람", "2022-05", "")], dt.date(2024, 11, 6))
    >>> [(entity.name, entity.why) for entity in names.entities]
    [('달빛부', 'name'), ('한가람', 'held the post on 2024-11-06')]
    """
    if day is None:
        return
    bodies = {entity.known: entity.number for entity in names.entities if entity.known and entity.kind in BODIES}
    held = [office for office in known if office.body in bodies and office.held_on(day)]
    if not held:
        return
    for sentence in names.sentences:
        for called in _titles(names, sentence):
            holder = _by_body(names, called, held) or _by_surname(called, held)
            if holder is not None:
                _add(names, called, holder, Post(bodies[holder.office.body], holder.office.title, sentence.number, OFFICE), f"held the post on {day.isoformat()}")
        names.mentions[sentence.number].sort(key=lambda m: (m.first, m.start, -m.end))


def _titles(names: Names, sentence: Sentence) -> Iterator[_Called]:
    """Find the titles of a sentence that belong to nobody named."""
    taken = {word for m in names.mentions[sentence.number] if names.entities[m.entity].kind == "person" for word in range(m.first, m.last + 1)}
    for place, word in enumerate(sentence.words):
        title, particle = next(((stem, particle) for stem, particle in stems(word.text) if is_whole_title(stem)), ("", ""))
        if title and place and place not in taken:
            yield _Called(sentence, place, title, particle)


def _by_body(names: Names, called: _Called, held: list[Office]) -> _Holder | None:
    """Read ``과기정통부 장관``: the body stands right before the title."""
    before = next((m for m in names.mentions[called.sentence.number] if m.last == called.word - 1 and m.particle in ("", "의")), None)
    if before is None or called.sentence.words[called.word].before:
        return None
    body = names.entities[before.entity].known
    return _only([o for o in held if o.body == body and _entitles(o, called.title)], before.first)


def _by_surname(called: _Called, held: list[Office]) -> _Holder | None:
    """Read ``유 장관``: the article names the body somewhere, and one holder of the post has that surname."""
    words = called.sentence.words
    surname = words[called.word - 1].text
    if words[called.word].before or len(surname) > _SURNAME:
        return None
    return _only([o for o in held if o.name.startswith(surname) and _entitles(o, called.title)], called.word - 1)


def _entitles(office: Office, title: str) -> bool:
    return office.title.split()[-1] == title


def _only(fit: list[Office], first: int) -> _Holder | None:
    """Take the holder of the offices that fit, if it is one person."""
    return _Holder(fit[0], first) if len({office.person for office in fit}) == 1 else None


def _add(names: Names, called: _Called, holder: _Holder, post: Post, why: str) -> None:
    person = names.entity(holder.office.name, "person", OFFICE)
    person.known, person.why = holder.office.person, why
    if not person.posts:
        person.posts.append(post)
    sentence = called.sentence
    first = sentence.words[holder.first]
    end = sentence.words[called.word].end(len(called.title))
    names.mentions[sentence.number].append(Mention(person.number, sentence.number, holder.first, called.word, called.particle, first.start, end, quote=first.quote))
