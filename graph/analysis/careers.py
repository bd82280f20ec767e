"""Who held which post when, and who moved from where to where, as far as documents say.

Most posts have no dates: a document that says "the chief executive said …" shows that the post was held, not since when.
An order is therefore given only where documents give it, and an end only where a document names it.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from graph.analysis.coverage import first_seen
from graph.analysis.sectors import sector_labels, sectors
from graph.model import PolicyError
from graph.tables import covers, is_date, nearest, records

if TYPE_CHECKING:
    import pandas as pd

    from graph.model import PolicyGraph

_SIDE = {"organization": "organization", "name": "organization_name", "kind": "kind", "sector": "sector", "title": "title", "claim": "claim"}
_MOVE = ["person", "name", *(f"{side}_{column}" for side in ("from", "to") for column in _SIDE), "until", "seen", "since", "ended", "days", "precision"]
_PRECISION = {0: "", 4: "year", 7: "month", 10: "day"}


def posts(policy: PolicyGraph, on: str | None = None) -> pd.DataFrame:
    """Return the posts that people held, all of them or those of one day.

    Parameters
    ----------
    policy
        Merged tables.
    on
        A day, month or year. Only posts whose start is known are then given, as nobody can say of the others whether
        they were held that day. A month or year of start or end is taken whole; a post whose end no document names is
        taken to last. These are the rules of the question ``posts_on``.

    Returns
    -------
    pandas.DataFrame
        One row a post, by person, then by ``since`` or, where it is unknown, ``seen``: ``person`` and ``name``;
        ``organization``, ``organization_name``, its ``kind`` and ``sector``; ``role``; ``title``; ``since`` and
        ``until``, as exact as known; ``seen``, the day of the first document that states the post; ``claim``.

    Raises
    ------
    PolicyError
        If ``on`` is no date.

    Examples
    --------
    >>> import graph as kg
    >>> held = posts(kg.load("data"), on="2024-11-06")
    >>> held.loc[(held["organization"] == "org/msit") & (held["role"] == "minister"), "name"].tolist()
    ['유상임']
    """
    if on is not None and not is_date(on):
        raise PolicyError(f"'{on}' is no date; valid are: 2024, 2024-11, 2024-11-06")
    entities = policy.entities.set_index("id")
    held = policy.claims.loc[policy.claims["relation"] == "holds_post", ["id", "subject", "object", "role", "title", "since", "until"]]
    held = held.rename(columns={"id": "claim", "subject": "person", "object": "organization"})
    held = held.assign(
        name=held["person"].map(entities["name"]),
        organization_name=held["organization"].map(entities["name"]),
        kind=held["organization"].map(entities["kind"]),
        sector=held["organization"].map(sectors(policy)).fillna(""),
        seen=held["claim"].map(first_seen(policy)).fillna(""),
    )
    if on is not None:
        held = held[[since != "" and covers(since, until, on) for since, until in zip(held["since"], held["until"], strict=True)]]
    ordered = held.assign(start=held["since"].where(held["since"] != "", held["seen"])).sort_values(["person", "start", "claim"], ignore_index=True)
    return ordered[["person", "name", "organization", "organization_name", "kind", "sector", "role", "title", "since", "until", "seen", "claim"]]


def moves(policy: PolicyGraph) -> pd.DataFrame:
    """Return who moved from one organisation to another.

    A move is a pair of posts of one person in different organisations of which the first comes before the second, with no
    post of that person between them. The first comes before the second if it ended no later than the second began. Where
    no document names its end, it comes before if the first document that states it is older than the second's beginning;
    then ``ended`` is false: it may have gone on, and the two may have been held at once. Posts known to overlap, and posts
    whose beginning is unknown, are no destination. Of posts held side by side in one organisation, only the one that
    ended last, or began first, makes a move.

    Parameters
    ----------
    policy
        Merged tables.

    Returns
    -------
    pandas.DataFrame
        One row a move, by person and time: ``person``, ``name``; ``from_organization``, ``from_name``, ``from_kind``,
        ``from_sector``, ``from_title``; ``until``, its end, and ``seen``, its first document; the same with ``to_``;
        ``since``, the beginning of the second; ``ended``; ``days`` between end and beginning, if both are known to the
        day, else missing; ``precision``, to which both are known (``day``, ``month``, ``year``, ``""`` if there is no
        end); ``claims``, the two posts.

    Notes
    -----
    "Comes before" is an interval order, and moves are its covering pairs: P. C. Fishburn, "Intransitive indifference with
    unequal indifference intervals", Journal of Mathematical Psychology 7 (1970) 144-149.

    Examples
    --------
    >>> import graph as kg
    >>> found = moves(kg.load("data")).set_index(["from_organization", "to_organization"])
    >>> found.loc[("org/coupang", "org/coupang-inc"), ["name", "until", "since", "precision"]].tolist()
    ['강한승', '2025-05-26', '2025-05-26', 'day']
    """
    import pandas as pd

    found = [_move(a, b) for _, group in posts(policy).groupby("person") for a, b in _covering(records(group)) if a["organization"] != b["organization"]]
    frame = pd.DataFrame(found, columns=_MOVE).astype({"ended": bool, "days": "Int64"})
    frame = frame.sort_values(["person", "ended", "until", "from_claim"]).drop_duplicates(["person", "from_organization", "to_claim"], keep="last")
    frame = frame.sort_values(["person", "since", "to_claim"]).drop_duplicates(["person", "from_claim", "to_organization"])
    return frame.assign(claims=frame["from_claim"] + " " + frame["to_claim"]).drop(columns=["from_claim", "to_claim"]).reset_index(drop=True)


def revolving(moves: pd.DataFrame, origin: str = "government", destination: str = "business") -> pd.DataFrame:
    """Keep the moves from one sector to another.

    Parameters
    ----------
    moves
        As :func:`moves` returns them.
    origin, destination
        Names of sectors; see :func:`sector_labels`.

    Returns
    -------
    pandas.DataFrame
        Rows of ``moves``.

    Raises
    ------
    PolicyError
        If a sector is unknown.

    Examples
    --------
    >>> import graph as kg
    >>> sorted(set(revolving(moves(kg.load("data")), "business", "government")["name"]))
    ['배경훈', '한성숙']
    """
    for sector in (origin, destination):
        if sector not in sector_labels():
            raise PolicyError(f"unknown sector '{sector}'; {nearest(sector, sector_labels())}")
    return moves[(moves["from_sector"] == origin) & (moves["to_sector"] == destination)].reset_index(drop=True)


def transitions(moves: pd.DataFrame) -> pd.DataFrame:
    """Count moves from sector to sector.

    Parameters
    ----------
    moves
        As :func:`moves` returns them.

    Returns
    -------
    pandas.DataFrame
        Number of moves: a row for each sector left, a column for each sector entered, in the order of the vocabulary.
        The sum of all cells is the number of moves between organisations whose sectors are known.

    Examples
    --------
    >>> import graph as kg
    >>> int(transitions(moves(kg.load("data"))).loc["business", "government"]) > 0
    True
    """
    import pandas as pd

    names = list(sector_labels())
    counts = pd.crosstab(moves["from_sector"], moves["to_sector"])
    return counts.reindex(index=names, columns=names, fill_value=0).rename_axis(index="from_sector", columns="to_sector")


def career_paths(policy: PolicyGraph) -> pd.DataFrame:
    """Return the posts of each person in a line.

    Parameters
    ----------
    policy
        Merged tables.

    Returns
    -------
    pandas.DataFrame
        One row a person with posts, those with most first: ``person``, ``name``; number of ``posts`` and of
        ``organizations``; ``sectors``, in the order in which they first appear; ``path``, organisation (unless the title
        names it), title and dates of each post by beginning or, where it is unknown (``?``), by the first document;
        ``claims``. Where there are no dates, the order in ``path`` is one of documents, no proof that one post followed
        the other.

    Examples
    --------
    >>> import graph as kg
    >>> career_paths(kg.load("data")).set_index("person").loc["person/kang-han-seung", "path"]
    '쿠팡 각자대표(경영관리) (2021-01~2025-05-26) → 쿠팡Inc 북미 사업개발 총괄 (2025-05-26~?)'
    """
    held = posts(policy)
    spans = [f"({since or '?'}~{until or '?'})" if since or until else "(?)" for since, until in zip(held["since"], held["until"], strict=True)]
    named = [title if title.startswith(body) else f"{body} {title}" for body, title in zip(held["organization_name"], held["title"], strict=True)]
    each = held.assign(step=[f"{post} {span}" for post, span in zip(named, spans, strict=True)]).groupby("person", sort=True)
    found = each.agg(
        name=("name", "first"),
        posts=("claim", "size"),
        organizations=("organization", "nunique"),
        sectors=("sector", lambda names: " ".join(dict.fromkeys(n for n in names if n))),
        path=("step", " → ".join),
        claims=("claim", " ".join),
    )
    return found.reset_index().sort_values(["posts", "organizations", "person"], ascending=[False, False, True], ignore_index=True)


def _before(one: str, other: str) -> bool:
    return one[: len(other)] < other[: len(one)]


def _precedes(a: dict[str, Any], b: dict[str, Any]) -> bool:
    """Tell whether documents show that post ``a`` came before post ``b``."""
    if not b["since"]:
        return False
    if a["until"]:
        turned = b["until"] and a["since"] and not _before(a["since"], b["until"])  # dates too coarse to say which came first
        return not (turned or _before(b["since"], a["until"]))
    return bool(a["seen"]) and all(_before(day, b["since"]) for day in (a["since"], a["seen"]) if day)


def _covering(held: list[dict[str, Any]]) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Pairs of posts of which the first precedes the second and no third stands between."""
    pairs = [(a, b) for a in held for b in held if a is not b and _precedes(a, b)]
    return [(a, b) for a, b in pairs if not any(_precedes(a, c) and _precedes(c, b) for c in held if c is not a and c is not b)]


def _move(a: dict[str, Any], b: dict[str, Any]) -> dict[str, Any]:
    ended = bool(a["until"])
    known = _PRECISION[min(len(a["until"]), len(b["since"]))]
    days = (date.fromisoformat(b["since"]) - date.fromisoformat(a["until"])).days if known == "day" else None
    sides = {f"{side}_{column}": post[key] for side, post in (("from", a), ("to", b)) for column, key in _SIDE.items()}
    return {"person": a["person"], "name": a["name"], **sides, "until": a["until"], "seen": a["seen"], "since": b["since"], "ended": ended, "days": days, "precision": known}
