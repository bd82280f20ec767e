"""PolicyGraph to NetworkX: a MultiDiGraph with one edge a claim."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graph.tables import PLACE, sources

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

    from graph.model import PolicyGraph


def to_networkx(policy: PolicyGraph) -> nx.MultiDiGraph[str]:
    """Turn a PolicyGraph into a NetworkX graph.

    Parameters
    ----------
    policy
        Merged tables.

    Returns
    -------
    networkx.MultiDiGraph
        A node for each entity, by id; an edge for each claim from subject to object, its key the claim's id. Attributes
        are those columns that have a value: text, or floating-point numbers. ``documents`` lists every document that
        supports the claim, with spaces between.

    Examples
    --------
    >>> import graph as kg
    >>> network = kg.to_networkx(kg.load("data"))
    >>> network.edges["org/naver", "program/sme-ai-edu", "pledged/naver-sme-ai-edu"]["amount"]
    60000000000.0
    """
    import networkx as nx

    supporting = sources(policy)
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    network.add_nodes_from(zip(policy.entities["id"], _attributes(policy.entities.drop(columns=["id"])), strict=True))
    claims = policy.claims
    attributes = _attributes(claims.drop(columns=["id", "subject", "object"]))
    for id_, values in zip(claims["id"], attributes, strict=True):
        values["documents"] = " ".join(supporting.get(id_, ()))
    edges = zip(claims["subject"], claims["object"], claims["id"], attributes, strict=True)
    network.add_edges_from(edges)  # type: ignore[arg-type]  # the stubs know no edges with keys
    return network


def _attributes(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Values of each row that are known, by column."""
    found: list[dict[str, Any]] = [{} for _ in range(len(frame))]
    for column in [c for c in frame.columns if c not in PLACE]:
        for values, cell in zip(found, frame[column].tolist(), strict=True):
            if cell not in ("", None) and cell == cell:  # noqa: PLR0124 - NaN is not itself
                values[column] = cell
    return found
