"""Who was present with whom: attendance as a table, who met which government body, and the network of shared meetings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from graph.analysis.sectors import sectors
from graph.model import PG, PolicyError, schema
from graph.tables import records, sources

if TYPE_CHECKING:
    from collections.abc import Iterable

    import networkx as nx
    import pandas as pd

    from graph.model import PolicyGraph


def presence(policy: PolicyGraph, *, summons: bool = False) -> pd.DataFrame:
    """Return who was present at which event: the incidence of bodies and events, as a long table.

    Only reported attendance counts (``attended``). A body that hosted an event, or was announced for it, is not
    present unless a document says that somebody came for it; the question ``met_ministry`` counts in the same way.
    Select rows (a period, a sector, a type of event) before handing the table on: every function below takes any part of it.

    Parameters
    ----------
    policy
        Merged tables.
    summons
        Whether events count to which people are summoned (hearings, audits: the types of event with ``pg:summons``).

    Returns
    -------
    pandas.DataFrame
        One row for each body at each event, sorted by date, event and body. ``event``, its ``date`` (as exact as known)
        and its ``type``; ``body``, the organisation on whose behalf somebody came, else whoever came; ``name`` and
        ``kind`` of the body; its ``sector`` (empty for a person); ``side``: ``government`` for what the vocabulary calls
        a government body, ``other`` for any other organisation, empty for a person known to come for none; ``people``,
        how many claims say so; ``claims`` and ``documents``, the ids, with spaces between.

    Examples
    --------
    >>> import graph as kg
    >>> present = presence(kg.load("data"))
    >>> meeting = present[present["event"] == "event/2024-11-06-msit-platform-ceos"]
    >>> meeting.loc[meeting["side"] == "other", "body"].tolist()
    ['org/coupang', 'org/danggeun', 'org/kakao', 'org/kinternet', 'org/naver', 'org/snu']
    """
    entities = policy.entities.set_index("id")
    rows = policy.claims[policy.claims["relation"] == "attended"]
    rows = rows.assign(event=rows["object"], body=rows["organization"].where(rows["organization"] != "", rows["subject"]))
    if not summons:
        rows = rows[~rows["event"].map(entities["type"]).isin(schema().flagged("EventType", "summons"))]
    supporting = sources(policy)
    rows = rows.assign(documents=[" ".join(supporting.get(claim, ())) for claim in rows["id"]]).sort_values("id")
    found = rows.groupby(["event", "body"], as_index=False).agg(people=("id", "size"), claims=("id", " ".join), documents=("documents", _joined))
    governing = [kind for kind, table in schema().kinds.items() if PG + "Ministry" in table.classes]
    kinds = found["body"].map(entities["kind"])
    side = kinds.map({kind: "government" if kind in governing else "other" for kind, table in schema().kinds.items() if PG + "Organization" in table.classes})
    found = found.assign(
        date=found["event"].map(entities["date"]),
        type=found["event"].map(entities["type"]),
        name=found["body"].map(entities["name"]),
        kind=kinds,
        sector=found["body"].map(sectors(policy)).fillna(""),
        side=side.fillna(""),
    )
    columns = ["event", "date", "type", "body", "name", "kind", "sector", "side", "people", "claims", "documents"]
    return found.sort_values(["date", "event", "body"], ignore_index=True)[columns]


def two_sided(present: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of those events at which a government body and another organisation were both present.

    Parameters
    ----------
    present
        Rows of :func:`presence`.

    Returns
    -------
    pandas.DataFrame
        Rows of organisations at those events; the index counts from 0.

    Examples
    --------
    >>> import graph as kg
    >>> two_sided(presence(kg.load("data")))["event"].nunique()
    20
    """
    organizations = present[present["side"] != ""]
    sides = organizations.groupby("event")["side"].transform("nunique")
    return organizations[sides > 1].reset_index(drop=True)


def contacts(present: pd.DataFrame) -> pd.DataFrame:
    r"""Count how often each government body and each other organisation were present at the same event.

    With the incidence matrices :math:`G` (government bodies × events) and :math:`O` (other organisations × events) of
    zeros and ones this is :math:`M = G O^\top`: the projection of a two-mode network (Breiger 1974, "The Duality of Persons and Groups",
    Social Forces 53:181). The question ``met_ministry`` gives the same numbers from the RDF. Being in one room is no proof of talking.

    Parameters
    ----------
    present
        Rows of :func:`presence`.

    Returns
    -------
    pandas.DataFrame
        One row for each pair that met, most meetings first: ``government_body``, ``organization``; ``meetings``, the number of
        events; ``first`` and ``last``, their dates; ``events`` and ``claims``, the ids, with spaces between.

    Examples
    --------
    >>> import graph as kg
    >>> contacts(presence(kg.load("data"))).loc[:1, ["government_body", "organization", "meetings"]].to_numpy().tolist()
    [['org/msit', 'org/kakao', 6], ['org/msit', 'org/naver', 5]]
    """
    columns = ["event", "date", "body", "claims"]
    sides = {side: present.loc[present["side"] == side, columns] for side in ("government", "other")}
    pairs = sides["government"].merge(sides["other"][["event", "body", "claims"]], on="event", suffixes=("", "_other"))
    pairs = pairs.assign(claims=pairs["claims"] + " " + pairs["claims_other"]).sort_values(["date", "event"])
    found = pairs.groupby(["body", "body_other"], as_index=False).agg(meetings=("event", "size"), first=("date", "min"), last=("date", "max"), events=("event", " ".join), claims=("claims", _joined))
    named = found.rename(columns={"body": "government_body", "body_other": "organization"})
    return named.sort_values(["meetings", "government_body", "organization"], ascending=[False, True, True], ignore_index=True)


def co_attendance(present: pd.DataFrame, weighting: Literal["meetings", "newman"] = "meetings") -> nx.Graph[str]:
    r"""Return the network of organisations that were present at the same events.

    Parameters
    ----------
    present
        Rows of :func:`presence`; people known to come for no organisation are left out.
    weighting
        What ``weight`` is. ``meetings``: the number of shared events, :math:`\sum_e \delta_i^e \delta_j^e`. ``newman``:
        :math:`\sum_e \delta_i^e \delta_j^e / (n_e - 1)` with :math:`n_e` organisations at event :math:`e`, so that a large
        gathering ties two of its guests less than a talk among three; the weights at a body then add up to the number
        of its events that others attended (Newman 2001, "Scientific collaboration networks. II", Physical Review E 64:016132, eq. 2).

    Returns
    -------
    networkx.Graph
        A node for each organisation with ``name``, ``kind``, ``sector`` and ``meetings`` (how many events); an edge for each pair with
        ``weight``, ``meetings`` and ``events`` (ids, with spaces between). Nodes and edges stand in the order of ids.

    Raises
    ------
    PolicyError
        If the weighting is unknown.

    Examples
    --------
    >>> import graph as kg
    >>> network = co_attendance(presence(kg.load("data")))
    >>> network.edges["org/kakao", "org/naver"]["meetings"]
    7
    """
    import networkx as nx

    if weighting not in ("meetings", "newman"):
        raise PolicyError(f"unknown weighting '{weighting}'; valid are: meetings, newman")
    rows = present[present["side"] != ""].sort_values(["body", "date", "event"])
    bodies = rows.groupby("body", as_index=False).agg(name=("name", "first"), kind=("kind", "first"), sector=("sector", "first"), meetings=("event", "size"))
    pairs = rows[["event", "body"]].merge(rows[["event", "body"]], on="event", suffixes=("", "_other"))
    pairs = pairs[pairs["body"] < pairs["body_other"]]
    pairs = pairs.assign(weight=1.0 if weighting == "meetings" else 1 / (pairs["event"].map(rows.groupby("event").size()) - 1))
    ties = pairs.groupby(["body", "body_other"], as_index=False).agg(weight=("weight", "sum"), meetings=("event", "size"), events=("event", " ".join))
    network: nx.Graph[str] = nx.Graph()
    network.add_nodes_from((row.pop("body"), row) for row in records(bodies))
    network.add_edges_from((row.pop("body"), row.pop("body_other"), row) for row in records(ties))
    return network


def _joined(texts: Iterable[str]) -> str:
    """Ids of several texts, each once, in their order."""
    return " ".join(dict.fromkeys(" ".join(texts).split()))
