"""A network drawn for print: sectors by colour and mark, labels that do not cover each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graph.figures.layout import layout, sizes, widths
from graph.figures.style import GREY, INK, SECTOR_COLOURS, SECTOR_MARKS, VERMILION, sector_legend

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    import networkx as nx
    from matplotlib.axes import Axes

    from graph.figures.layout import Places

_SMALLEST, _LARGEST = 30.0, 420.0  # areas of marks, in square points
_ROOM = 0.09  # around the marks, for labels at the rim


def labelled_network(axes: Axes, network: nx.Graph[Any], positions: Places | None = None, labels: int | None = None, seed: int = 0) -> Places:
    """Draw a network on axes, with labels that do not cover each other.

    Parameters
    ----------
    axes
        Where it is drawn; ticks and frame are taken away, a legend of the sectors is put to the right.
    network
        Directed ones get arrows. Attributes: see :mod:`graph.figures`.
    positions
        x and y by node, from :func:`layout`; so made if not given.
    labels
        How many of the largest nodes are named; all for which there is room if not given.
    seed
        Seed of the layout.

    Returns
    -------
    dict
        The positions, for a further drawing in which everybody keeps their place.

    Notes
    -----
    A mark's area grows with ``size``, or with the number of neighbours; a line's width with ``weight``; a weight below zero
    is a broken red line. Labels are placed as the figure is drawn, the largest nodes first, each at the free place
    nearest its node, farther ones with a thin line to it (as in Imhof's rules for maps: Yoeli 1972,
    doi:10.1179/caj.1972.9.2.99); a label without a free place is left out.

    Examples
    --------
    >>> import networkx as nx
    >>> from matplotlib.figure import Figure
    >>> sorted(labelled_network(Figure().subplots(), nx.path_graph(["네이버", "카카오"])))
    ['네이버', '카카오']
    """
    from graph.figures.labels import Labels

    places = layout(network, seed) if positions is None else positions
    size = sizes(network)
    areas = {node: _SMALLEST + (_LARGEST - _SMALLEST) * size[node] ** 2 for node in network}
    axes.set_axis_off()
    axes.set(xlim=(-_ROOM, 1 + _ROOM), ylim=(-_ROOM, 1 + _ROOM))
    _draw_edges(axes, network, places, areas)
    _draw_nodes(axes, network, places, areas)
    named = sorted(network, key=lambda node: (-size[node], str(node)))
    texts = {node: str(network.nodes[node].get("name") or node) for node in named[:labels]}
    axes.add_artist(Labels(axes, texts, places, areas))
    sector_legend(axes, (network.nodes[node].get("sector", "") for node in network))
    return places


def _draw_nodes(axes: Axes, network: nx.Graph[Any], places: Places, areas: Mapping[Hashable, float]) -> None:
    groups: dict[str, list[Hashable]] = {}
    for node in sorted(network, key=str):
        groups.setdefault(network.nodes[node].get("sector", ""), []).append(node)
    for sector, nodes in groups.items():
        x, y = zip(*(places[node] for node in nodes), strict=True)
        style = {"color": SECTOR_COLOURS.get(sector, GREY), "marker": SECTOR_MARKS.get(sector, ".")}
        axes.scatter(x, y, s=[areas[node] for node in nodes], edgecolors=INK, linewidths=0.6, zorder=3, **style)  # type: ignore[arg-type]  # the stubs want each option by its own type


def _draw_edges(axes: Axes, network: nx.Graph[Any], places: Places, areas: Mapping[Hashable, float]) -> None:
    weights = {(left, right): weight for left, right, weight in network.edges(data="weight", default=1)}
    for (left, right), width in sorted(widths(network).items(), key=str):
        if left == right:
            continue
        against = weights[left, right] < 0
        axes.annotate(
            "",
            xy=places[right],
            xytext=places[left],
            arrowprops={
                "arrowstyle": "-|>,head_width=0.16,head_length=0.32" if network.is_directed() else "-",
                "color": VERMILION if against else "#8A8A8A",
                "linestyle": (0, (3, 1.5)) if against else "-",
                "linewidth": 0.5 + 2.5 * width,
                "alpha": 0.45 + 0.4 * width,
                "shrinkA": 0.5 * areas[left] ** 0.5,
                "shrinkB": 0.5 * areas[right] ** 0.5,
                "connectionstyle": "arc3,rad=0.08" if network.is_directed() else "arc3",
            },
            zorder=1,
        )
