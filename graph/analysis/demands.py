"""Who asked whom for what, and which part of society either belonged to on that day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.analysis.sectors import sectors
from graph.tables import covers, sources

if TYPE_CHECKING:
    import pandas as pd

    from graph.model import PolicyGraph


def demands(policy: PolicyGraph) -> pd.DataFrame:
    """Return who asked whom for what (``urged``), with the organisation and sector of both sides on that day.

    A person speaks for the organisation they came for at the event of the claim; else for the one in which they held a post on that day,
    posts with known dates before posts without. Where that leaves several organisations, nothing is guessed.
    What was pledged afterwards is told by the question ``urged_then_pledged``.

    Parameters
    ----------
    policy
        Merged tables.

    Returns
    -------
    pandas.DataFrame
        One row for each claim, sorted by date and claim. ``date`` (as exact as known) and ``event``; ``who``, ``who_organization``,
        ``who_sector`` and the same for the ``addressee`` (empty where not known); ``topic``, ``stance``, ``summary``; ``act``, which the claims
        that are one joint act share: count acts, not claims, where several ask together or several are asked at once; ``claim`` and ``documents``.

    Examples
    --------
    >>> import graph as kg
    >>> asked = demands(kg.load("data"))
    >>> asked.loc[asked["claim"] == "urged/yoo-sang-im-kakao-2025-03-20", ["who_organization", "who_sector"]].to_numpy().tolist()
    [['org/msit', 'government']]
    """
    rows = policy.claims[policy.claims["relation"] == "urged"]
    supporting = sources(policy)
    found = rows.assign(claim=rows["id"], who=rows["subject"], addressee=rows["object"])
    found = found.assign(act=rows["joint"].where(rows["joint"] != "", rows["id"]), documents=[" ".join(supporting.get(claim, ())) for claim in rows["id"]])
    of = sectors(policy)
    for side in ("who", "addressee"):
        organization = _organizations(policy, found[side], found["event"], found["date"])
        found = found.assign(**{f"{side}_organization": organization, f"{side}_sector": [of.get(o, "") for o in organization]})
    sides = [f"{side}{part}" for side in ("who", "addressee") for part in ("", "_organization", "_sector")]
    columns = ["date", "event", *sides, "topic", "stance", "summary", "act", "claim", "documents"]
    return found.sort_values(["date", "claim"], ignore_index=True)[columns]


def _organizations(policy: PolicyGraph, actors: pd.Series, events: pd.Series, dates: pd.Series) -> list[str]:
    """For whom each actor spoke at an event or on a day."""
    claims = policy.claims
    came = claims[claims["organization"] != ""].groupby(["subject", "object"])["organization"].agg(set).to_dict()
    posts = {str(person): of for person, of in claims[claims["relation"] == "holds_post"].groupby("subject")}
    organizations = set(sectors(policy).index)

    def one(actor: str, event: str, date: str) -> str:
        if actor in organizations:
            return actor
        found = came.get((actor, event), set()) or (_posts_on(posts[actor], date) if actor in posts else set())
        return str(next(iter(found))) if len(found) == 1 else ""

    return [one(*row) for row in zip(actors, events, dates, strict=True)]


def _posts_on(posts: pd.DataFrame, date: str) -> set[str]:
    """Organisations in which a person held a post on a day, as far as dates are known; undated posts only if no dated one fits."""
    dated: set[str] = set()
    undated: set[str] = set()
    for organization, since, until in zip(posts["object"], posts["since"], posts["until"], strict=True):
        if covers(since, until, date):
            (dated if since or until else undated).add(organization)
    return dated or undated
