"""GraphML, for Gephi, yEd and Cytoscape: the NetworkX graph as it is."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from graph.network import to_networkx

if TYPE_CHECKING:
    from graph.model import PolicyGraph


def to_graphml(policy: PolicyGraph) -> str:
    """Write the MultiDiGraph of :func:`graph.to_networkx` as GraphML.

    Parameters
    ----------
    policy
        Merged tables.

    Returns
    -------
    str
        A node for each entity, an edge for each claim whose id is the claim's.
    """
    import networkx as nx

    network = to_networkx(policy)
    for _, attributes in network.nodes(data=True):
        attributes["label"] = attributes.get("name") or attributes["name_en"]
    for _, _, attributes in network.edges(data=True):
        attributes["label"] = attributes["relation"]
    buffer = io.BytesIO()
    nx.write_graphml_xml(network, buffer, encoding="utf-8", prettyprint=True)  # not lxml: its bytes differ
    return buffer.getvalue().decode("utf-8")
