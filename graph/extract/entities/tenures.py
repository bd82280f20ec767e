"""Who held which post when, as the tables say."""

from __future__ import annotations

from calendar import monthrange
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import datetime as dt

    from graph.model import PolicyGraph

_DECEMBER = 12


class Office(NamedTuple):
    """A post of the tables with the days on which it was held; an empty ``until`` means still."""

    body: str
    title: str
    person: str
    name: str
    since: str
    until: str

    def held_on(self, day: dt.date) -> bool:
        """Say whether it was held on a day; a month or a year covers all its days, and the last day is not counted.

        Examples
        --------
        >>> import datetime as dt
        >>> office = Office("org/x", "장관", "person/x", "한가람", "2022-05", "2024-08-16")
        >>> office.held_on(dt.date(2022, 5, 2)), office.held_on(dt.date(2024, 8, 16))
        (True, False)
        """
        return _edge(self.since, last=False) <= day.isoformat() and (not self.until or day.isoformat() < _edge(self.until, last=True))


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


def _edge(date: str, *, last: bool) -> str:
    """Return the first or the last day of a date that may be a month or a year."""
    year, month, day = (*map(int, date.split("-")), 0, 0)[:3]
    if day:
        return date
    month = month or (_DECEMBER if last else 1)
    return f"{year:04}-{month:02}-{monthrange(year, month)[1] if last else 1:02}"
