"""Who said what for and against, and when: the statements that discourse networks are made of.

The terms are those of the Discourse Network Analyzer: P. Leifeld (2017), "Discourse Network Analysis: Policy Debates as
Dynamic Networks", in The Oxford Handbook of Political Networks; the manual and source of DNA, https://github.com/leifeld/dna.
A topic of the graph is a concept, its statement is what is agreed or disagreed with, and a claim with a stance is a statement.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from graph.model import PG, PolicyError, schema
from graph.tables import covers, nearest, records, sources

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

    from graph.model import PolicyGraph

_COLUMNS = ["claims", "date", "published", "actor", "person", "organization", "concept", "agreement", "relation", "object", "document", "documents", "joint"]
_UNITS: dict[str, Callable[[str], str]] = {
    "year": lambda day: day[:4],
    "month": lambda day: day[:7] if len(day) >= len("2024-11") else "",
    "week": lambda day: "{}-W{}".format(*date.fromisoformat(day).isocalendar()) if len(day) == len("2024-11-06") else "",
}


def statements(policy: PolicyGraph, actors: Literal["person", "organization"] = "person") -> pd.DataFrame:
    """Return what was said for and against the topics, one row a statement, as DNA's statement table has it.

    A claim is one statement however many documents report it. The members of a joint act are actors of their own; where several
    stand for one organisation, that organisation made one statement.

    Parameters
    ----------
    policy
        Merged tables.
    actors
        ``"person"``: whoever the document names, a person or an organisation. ``"organization"``: a person who held a post on the day
        counts as the organisation, so that an organisation's statements are its own and those of its head, officials and spokesmen.
        Lawmakers and experts speak in their own name (``pg:ownVoice``) and stay persons, and so does whoever held no known post, or posts
        in several organisations. A post is held on the day if its dates include it and its start is known, or if a document of the
        statement names it.

    Returns
    -------
    pandas.DataFrame
        Sorted by date: ``claims`` (ids with spaces between), ``date`` (as exact as known), ``published`` (of the earliest document),
        ``actor``, ``person`` (``""`` if an organisation spoke), ``organization`` (in which the person held a post, or which spoke),
        ``concept`` (topic), ``agreement`` (true or false), ``relation``, ``document`` (DNA's document: the one the claim was taken from),
        ``documents`` (all that support it) and ``joint``.

    Raises
    ------
    PolicyError
        If ``actors`` is neither of the two.

    Examples
    --------
    >>> import graph as kg
    >>> said = statements(kg.load("data"))
    >>> said.loc[said["claims"] == "supported/amcham-korea-regulatory-predictability-2024-03-07", ["actor", "concept", "agreement"]].values.tolist()
    [['org/amcham-korea', 'topic/regulatory-predictability', True]]
    """
    import pandas as pd

    if actors not in ("person", "organization"):
        raise PolicyError(f"unknown actors '{actors}'; valid are: person, organization")
    claims = policy.claims[policy.claims["stance"].isin(_sides())]
    posts, papers = _posts(policy, claims), sources(policy)
    published = dict(zip(policy.documents["id"], policy.documents["published"], strict=True))
    rows = []
    for claim in records(claims):
        person = claim["subject"] if claim["subject"].startswith("person/") else ""
        organization, speaks = posts.get(claim["id"], ("", False)) if person else (claim["subject"], True)
        documents = papers.get(claim["id"], [])
        rows.append(
            {
                "claims": claim["id"],
                "date": claim["date"],
                "published": min((published[d] for d in documents), default=""),
                "actor": organization if actors == "organization" and speaks else claim["subject"],
                "person": person,
                "organization": organization,
                "concept": claim["topic"],
                "agreement": _sides()[claim["stance"]],
                **{column: claim[column] for column in ("relation", "object", "document")},
                "documents": " ".join(documents),
                "joint": claim["joint"],
            }
        )
    return _one_act(pd.DataFrame(rows, columns=_COLUMNS)).drop(columns="object")


def distinct(statements: pd.DataFrame, within: Literal["document", "week", "month", "year", "acrossrange"] = "acrossrange") -> pd.DataFrame:
    """Drop statements that repeat an earlier one: the same actor, concept and side within the same document or time.

    The names are DNA's (its ``duplicates``; its ``include`` is not to call this function). Weeks and months are those of one year; DNA's
    own code compares the number of the week or month alone.

    Parameters
    ----------
    statements
        Rows of :func:`statements`, or of one of :func:`windows`.
    within
        ``document``, ``week``, ``month``, ``year`` of the act, or ``acrossrange``: anywhere. A statement whose date is not known so exactly stays.

    Returns
    -------
    pandas.DataFrame
        The rows that stay, as they were.

    Raises
    ------
    PolicyError
        If ``within`` is none of these.

    Examples
    --------
    >>> import pandas as pd
    >>> said = pd.DataFrame({"claims": ["a", "b", "c"], "date": ["2024-01-02", "2024-01-30", "2024-02-01"], "actor": "org/x", "concept": "topic/y", "agreement": [True, True, False]})
    >>> distinct(said, "month")["claims"].tolist()
    ['a', 'c']
    """
    valid = ("document", *_UNITS, "acrossrange")
    if within not in valid:
        raise PolicyError(f"unknown unit '{within}'; {nearest(within, valid)}")
    key = ["actor", "concept", "agreement"]
    if within == "acrossrange":
        return statements.drop_duplicates(key)
    units = statements["document"] if within == "document" else statements["date"].map(_UNITS[within])
    return statements[~statements.assign(unit=units).duplicated([*key, "unit"]) | (units == "")]


def windows(statements: pd.DataFrame, days: int, step: int = 1, by: Literal["date", "published"] = "date") -> dict[tuple[str, str], pd.DataFrame]:
    """Cut statements into moving windows of time.

    Parameters
    ----------
    statements
        Rows of :func:`statements`. Repetitions are best dropped from each window, not before: what was said again in a later window belongs there
        too. (DNA drops them once, over the whole time.)
    days
        Days in a window.
    step
        Days from one window to the next.
    by
        ``date`` of the act, or the day on which the earliest document was ``published``.

    Returns
    -------
    dict
        Rows by first and last day, in order; windows without a row are there too. As in DNA, only windows that lie wholly within the time of
        the statements. A statement dated to the month or year lies in a window that holds that whole month or year; undated ones in none.

    Raises
    ------
    PolicyError
        If ``days`` or ``step`` is no positive number.

    Examples
    --------
    >>> import pandas as pd
    >>> said = pd.DataFrame({"claims": ["a", "b", "c"], "date": ["2024-01-01", "2024-01", "2024-02-09"]})
    >>> {window: rows["claims"].tolist() for window, rows in windows(said, days=31, step=9).items()}
    {('2024-01-01', '2024-01-31'): ['a', 'b'], ('2024-01-10', '2024-02-09'): ['c']}
    """
    if days < 1 or step < 1:
        raise PolicyError(f"days ({days}) and step ({step}) of windows must be 1 or more")
    dated = statements[statements[by] != ""]
    firsts, lasts = dated[by].map(_first_day), dated[by].map(_last_day)
    found = {}
    first, end = (firsts.min(), lasts.max()) if len(dated) else (date.max, date.min)
    while first <= end and (last := first + timedelta(days - 1)) <= end:
        found[first.isoformat(), last.isoformat()] = dated[(firsts >= first) & (lasts <= last)]
        first += timedelta(step)
    return found


def _sides() -> dict[str, bool]:
    """For and against, by the word in the column ``stance``."""
    return {position.name: position.polarity == "favourable" for position in schema().schemes[PG + "Position"].values()}


def _one_act(rows: pd.DataFrame) -> pd.DataFrame:
    """Make one row of the rows of one joint act in which several spoke for one actor."""
    act = ["joint", "relation", "object", "actor", "concept", "agreement"]
    members = rows.groupby([*act, rows["claims"].where(rows["joint"] == "", "")])  # who acted alone stays alone
    merged = rows.assign(
        claims=members["claims"].transform(lambda ids: " ".join(sorted(ids))),
        documents=members["documents"].transform(lambda ids: " ".join(dict.fromkeys(" ".join(ids).split()))),
        person=members["person"].transform(lambda ids: " ".join(sorted(set(ids) - {""}))),
        published=members["published"].transform("min"),
    )
    return merged.drop_duplicates(["claims"]).sort_values(["date", "claims"], ignore_index=True)


def _posts(policy: PolicyGraph, claims: pd.DataFrame) -> dict[str, tuple[str, bool]]:
    """Find the one organisation in which the subject of each claim held a post on the day, and whether the holder speaks for it."""
    own_voice, papers = schema().flagged("Role", "ownVoice"), sources(policy)
    posts = policy.claims[policy.claims["relation"] == "holds_post"]
    pairs = claims[["id", "subject", "date"]].merge(posts[["id", "subject", "object", "role", "since", "until"]], on="subject", suffixes=("", "_post"))
    held: dict[str, dict[bool, set[str]]] = {}
    for pair in records(pairs):
        named = not set(papers.get(pair["id"], ())).isdisjoint(papers.get(pair["id_post"], ()))
        if covers(pair["since"], pair["until"], pair["date"]) and (named or (pair["since"] and pair["date"])):
            held.setdefault(pair["id"], {}).setdefault(pair["role"] not in own_voice, set()).add(pair["object"])
    chosen = {claim: (True, found[True]) if True in found else (False, found[False]) for claim, found in held.items()}
    return {claim: (min(organizations), speaks) for claim, (speaks, organizations) in chosen.items() if len(organizations) == 1}


def _first_day(partial: str) -> date:
    return date.fromisoformat((partial + "-01-01")[:10])


def _last_day(partial: str) -> date:
    if len(partial) == len("2024"):
        return date(int(partial), 12, 31)
    if len(partial) == len("2024-11"):
        return (_first_day(partial) + timedelta(31)).replace(day=1) - timedelta(1)
    return date.fromisoformat(partial)
