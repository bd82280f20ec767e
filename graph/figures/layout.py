"""Where the nodes of a figure stand, and how large they and their edges are drawn: the same for the same network."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Hashable

    import networkx as nx

    Places = dict[Hashable, tuple[float, float]]

_SLOW = 150  # nodes from which on the start by distances takes seconds
_NOTHING = 1e-9
_TURN = math.pi * (3 - math.sqrt(5))  # the golden angle: no two of its multiples point the same way


def layout(network: nx.Graph[Any], seed: int = 0) -> Places:
    """Place the nodes of a network: those that are joined near each other, all others apart.

    Parameters
    ----------
    network
        The network; how strong an edge pulls is its ``weight`` without the sign.
    seed
        Seed of the first placement.

    Returns
    -------
    dict
        x and y from 0 to 1 by node. They do not depend on the order in which nodes and edges were added. Give it to
        several drawings to keep everybody in place.

    Notes
    -----
    Each connected part is laid out by forces (Fruchterman & Reingold 1991, doi:10.1002/spe.4380211102, as NetworkX
    computes it) from a start in which joined nodes stand at their distance in steps (Kamada & Kawai 1989,
    doi:10.1016/0020-0190(89)90102-6). The parts are packed beside each other, the largest in the middle, and nodes that
    nearly touch are moved apart.

    Examples
    --------
    >>> import networkx as nx
    >>> sorted(layout(nx.path_graph(["가", "나", "다"])))
    ['가', '나', '다']
    """
    import networkx as nx

    ordered = _plain(network)
    parts = sorted(nx.connected_components(ordered), key=lambda part: (-len(part), min(map(str, part))))
    discs = [(_disc(ordered.subgraph(part), ordered, seed), 0.35 + math.sqrt(len(part))) for part in parts]
    placed: Places = {}
    middles: list[tuple[float, float, float]] = []
    for places, radius in discs:
        x, y = _free_spot(middles, radius)
        middles.append((x, y, radius))
        placed.update({node: (x + radius * a, y + radius * b) for node, (a, b) in places.items()})
    return _framed(_apart(_framed(placed)))


def sizes(network: nx.Graph[Any]) -> dict[Hashable, float]:
    """Return how large each node is drawn, from 0 to 1: by the root of ``size``, or of its number of neighbours."""
    raw = {node: float(values.get("size", network.degree(node))) for node, values in network.nodes(data=True)}
    most = max(raw.values(), default=0) or 1
    return {node: math.sqrt(max(value, 0) / most) for node, value in raw.items()}


def widths(network: nx.Graph[Any]) -> dict[tuple[Hashable, Hashable], float]:
    """Return how wide each edge is drawn, from 0 to 1: by ``weight`` without the sign; parallel edges add up."""
    raw: dict[tuple[Hashable, Hashable], float] = {}
    for left, right, weight in network.edges(data="weight", default=1):
        raw[left, right] = raw.get((left, right), 0) + abs(float(weight))
    most = max(raw.values(), default=0) or 1
    return {ends: value / most for ends, value in raw.items()}


def _plain(network: nx.Graph[Any]) -> nx.Graph[Any]:
    """Return an undirected network without parallel edges, in the order of the nodes' names."""
    import networkx as nx

    plain: nx.Graph[Any] = nx.Graph()
    plain.add_nodes_from(sorted(network, key=str))
    drawn = sorted(widths(network).items(), key=lambda item: (str(item[0][0]), str(item[0][1])))
    for (left, right), width in drawn:
        if left != right:
            before = plain.edges[left, right]["weight"] if plain.has_edge(left, right) else 0
            plain.add_edge(left, right, weight=max(before, 0.2 + width))
    return plain


def _disc(part: nx.Graph[Any], ordered: nx.Graph[Any], seed: int) -> Places:
    """Lay out one connected part in a disc of radius 1."""
    import networkx as nx

    nodes = [node for node in ordered if node in part]
    if len(nodes) == 1:
        return {nodes[0]: (0.0, 0.0)}
    whole: nx.Graph[Any] = nx.Graph()
    whole.add_nodes_from(nodes)
    whole.add_edges_from((a, b, values) for a, b, values in ordered.edges(nodes, data=True))
    start = nx.kamada_kawai_layout(whole, weight=None) if len(nodes) <= _SLOW else None
    placed = nx.spring_layout(whole, pos=start, seed=seed, iterations=60, k=1.6 / math.sqrt(len(nodes)), method="force")
    x, y = (sum(float(at[axis]) for at in placed.values()) / len(placed) for axis in (0, 1))
    reach = max(math.hypot(at[0] - x, at[1] - y) for at in placed.values()) or 1
    return {node: ((float(at[0]) - x) / reach, (float(at[1]) - y) / reach) for node, at in placed.items()}


def _free_spot(taken: list[tuple[float, float, float]], radius: float) -> tuple[float, float]:
    """Walk outwards on a spiral until a disc touches no other."""
    step = 0
    while True:
        away, angle = 0.12 * step, _TURN * step / 6
        x, y = 1.35 * away * math.cos(angle), away * math.sin(angle)
        if all(math.hypot(x - a, y - b) >= radius + other for a, b, other in taken):
            return x, y
        step += 1


def _apart(placed: Places) -> Places:
    """Move nodes that nearly touch away from each other."""
    import numpy as np

    nodes, at = list(placed), np.array(list(placed.values())).reshape(-1, 2)
    gap = min(0.065, 0.45 / math.sqrt(max(len(nodes), 1)))
    for _ in range(40):
        between = at[:, None] - at[None]
        away = np.hypot(between[..., 0], between[..., 1]) + np.eye(len(at))
        push = np.clip(gap - away, 0, None) / 2
        at = at + (between / np.maximum(away, 1e-6)[..., None] * push[..., None]).sum(axis=1)
    return {node: (float(x), float(y)) for node, (x, y) in zip(nodes, at, strict=True)}


def _framed(placed: Places) -> Places:
    if not placed:
        return {}
    low = [min(at[axis] for at in placed.values()) for axis in (0, 1)]
    span = [max(at[axis] for at in placed.values()) - low[axis] for axis in (0, 1)]
    return {node: tuple(round((at[axis] - low[axis]) / span[axis], 4) if span[axis] > _NOTHING else 0.5 for axis in (0, 1)) for node, at in sorted(placed.items(), key=lambda item: str(item[0]))}  # type: ignore[misc]
