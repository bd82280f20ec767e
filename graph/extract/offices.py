"""Who held a post on the day of an article: ``과기정통부 장관`` without a name, ``유 장관`` of whom only the tables know more."""

from __future__ import annotations

from calendar import monthrange
from typing import TYPE_CHECKING, NamedTuple

from graph.extract.entities import BODIES, Mention, Post
from graph.extract.lexicon import stems, title_in

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from graph.extract.entities import Entity
    from graph.extract.names import Names
    from graph.extract.sentences import Sentence
    from graph.model import PolicyGraph

OFFICE = "office"


class Office(NamedTuple):
    """A post of the tables with the days on which it was held; an empty ``until`` means still."""

    body: str
    title: str
    person: str
    name: str
    since: str
    until: str


def offices(policy: PolicyGraph) -> tuple[Office, ...]:
    """Return the posts of the tables that say since when they are held.

    Parameters
    ----------
    policy
        Tables.

    Returns
    -------
    tuple
        In the order of the table.

    Examples
    --------
    >>> import graph as kg
    >>> [o.name for o in offices(kg.load("data")) if o.person == "person/yoo-sang-im"]
    ['유상임']
    """
    names = dict(zip(policy.entities["id"], policy.entities["name"], strict=True))
    rows = policy.claims[(policy.claims["relation"] == "holds_post") & (policy.claims["since"] != "")]
    columns = (rows[c] for c in ("object", "title", "subject", "since", "until"))
    return tuple(Office(body, title.partition("(")[0].strip(), person, names[person], since, until) for body, title, person, since, until in zip(*columns, strict=True))


def held_on(office: Office, day: dt.date) -> bool:
    """Say whether an office was held on a day; a month or a year covers all its days, and the last day is not counted.

    Examples
    --------
    >>> import datetime as dt
    >>> office = Office("org/x", "장관", "person/x", "한가람", "2022-05", "2024-08-16")
    >>> held_on(office, dt.date(2022, 5, 2)), held_on(office, dt.date(2024, 8, 16))
    (True, False)
    """
    return _edge(office.since, last=False) <= day.isoformat() and (not office.until or day.isoformat() < _edge(office.until, last=True))


def _edge(date: str, *, last: bool) -> str:
    year, month, day = (*map(int, date.split("-")), 0, 0)[:3]
    if day:
        return date
    month = month or (12 if last else 1)
    return f"{year:04}-{month:02}-{monthrange(year, month)[1] if last else 1:02}"


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
    """
    held = [office for office in known if day is not None and held_on(office, day)]
    if not held or day is None:
        return
    bodies = {e.known: e for e in names.entities if e.known and e.kind in BODIES}
    for sentence in names.sentences:
        taken = {i for m in names.mentions[sentence.number] if names.entities[m.entity].kind == "person" for i in range(m.first, m.last + 1)}
        for place, word in enumerate(sentence.words):
            stem, title, particle = next(((s, title_in(s), p) for s, p in stems(word.text) if title_in(s) == s), ("", "", ""))
            if not title or place in taken or not place:
                continue
            found = _by_body(names, sentence, place, title, held, bodies) or _by_surname(sentence, place, title, held, bodies)
            if found is not None:
                office, first = found
                _add(names, sentence, office, (first, place, len(stem)), particle, bodies[office.body], day)
        names.mentions[sentence.number].sort(key=lambda m: (m.first, m.start, -m.end))


def _by_body(names: Names, sentence: Sentence, place: int, title: str, held: list[Office], bodies: dict[str, Entity]) -> tuple[Office, int] | None:
    """Read ``과기정통부 장관``: the body stands right before the title."""
    before = next((m for m in names.mentions[sentence.number] if m.last == place - 1 and m.particle in ("", "의")), None)
    if before is None or sentence.words[place].before:
        return None
    body = names.entities[before.entity].known
    fit = [o for o in held if o.body == body and body in bodies and o.title.split()[-1] == title]
    return (fit[0], before.first) if len({o.person for o in fit}) == 1 else None


def _by_surname(sentence: Sentence, place: int, title: str, held: list[Office], bodies: dict[str, Entity]) -> tuple[Office, int] | None:
    """Read ``유 장관``: the article names the body somewhere, and one holder of the post has that surname."""
    surname = sentence.words[place - 1].text
    if sentence.words[place].before or len(surname) > 2:
        return None
    fit = [o for o in held if o.body in bodies and o.name.startswith(surname) and o.title.split()[-1] == title]
    return (fit[0], place - 1) if len({o.person for o in fit}) == 1 else None


def _add(names: Names, sentence: Sentence, office: Office, words: tuple[int, int, int], particle: str, body: Entity, day: dt.date) -> None:
    first, last, letters = words
    person = names.entity(office.name, "person", OFFICE)
    person.known, person.why = office.person, f"held the post on {day.isoformat()}"
    if not person.posts:
        person.posts.append(Post(body.number, office.title, sentence.number, OFFICE))
    start, end = sentence.words[first].start, sentence.words[last].end(letters)
    names.mentions[sentence.number].append(Mention(person.number, sentence.number, first, last, particle, start, end, quote=sentence.words[first].quote))
