"""A network to look closer at: a drawing in a frame of its own that moves, grows and explains itself, and asks nothing of the network."""

from __future__ import annotations

import base64
import hashlib
import math
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.figures.layout import layout, sizes, widths
from graph.figures.style import GREY, SECTOR_COLOURS, SECTOR_MARKS

if TYPE_CHECKING:
    from collections.abc import Hashable

    import networkx as nx

    from graph.figures.layout import Places

_FOLDER = Path(__file__).parent
_WIDTH, _MARGIN, _LETTER = 1000, 45, 13
# The marks of matplotlib, as paths within -8 … 8.
_SHAPES = {
    "s": "M-6-6H6V6H-6Z",
    "D": "M0-8L8 0L0 8L-8 0Z",
    "d": "M0-8L5 0L0 8L-5 0Z",
    "P": "M-3-8H3V-3H8V3H3V8H-3V3H-8V-3H-3Z",
    "o": "M-7 0A7 7 0 1 0 7 0A7 7 0 1 0-7 0Z",
    "^": "M0-8L8 6H-8Z",
    "v": "M0 8L-8-6H8Z",
    "h": "M0-8L7-4V4L0 8L-7 4V-4Z",
    "X": "M-8-5L-5-8L0-3L5-8L8-5L3 0L8 5L5 8L0 3L-5 8L-8 5L-3 0Z",
    "*": "M0-8L2-2H8L3 1L5 8L0 4L-5 8L-3 1L-8-2H-2Z",
    ".": "M-4 0A4 4 0 1 0 4 0A4 4 0 1 0-4 0Z",
}


@dataclass(frozen=True)
class Frame:
    """A drawing that a notebook shows and the report takes over.

    Attributes
    ----------
    html
        The whole page of the frame, without an address in it.
    summary
        What it shows, as text.
    height
        Height in points of the screen.
    """

    html: str
    summary: str
    height: int

    def __repr__(self) -> str:
        """Say what it shows, for places that show no HTML."""
        return self.summary

    def _repr_html_(self) -> str:
        """Put the page into a frame that may run its own script and reach nothing around it."""
        page, title = (text.replace("&", "&amp;").replace('"', "&quot;") for text in (self.html, self.summary))
        return f'<iframe sandbox="allow-scripts" title="{title}" style="width:100%;height:{self.height}px;border:1px solid #ddd" srcdoc="{page}"></iframe>'


def interactive(network: nx.Graph[Any], title: str = "", positions: Places | None = None, height: int = 520, seed: int = 0) -> Frame:
    """Draw a network that can be moved, enlarged and asked, for a notebook's cell and the report.

    Parameters
    ----------
    network
        Attributes: see :mod:`graph.figures`. Under the pointer a node shows its name and ``title``, an edge its ``title``.
    title
        Heading above the drawing.
    positions
        x and y by node, from :func:`layout`; so made if not given.
    height
        Height in points of the screen.
    seed
        Seed of the layout.

    Returns
    -------
    Frame
        Put it last in a cell. It works offline; names are shown as text whatever they hold. A network of 100 nodes and
        400 edges takes about 80 kB.

    Examples
    --------
    >>> import networkx as nx
    >>> interactive(nx.path_graph(["네이버", "과기정통부"]))
    점 2개와 선 1개를 이은 그림
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    places = {node: (round(_MARGIN + x * (_WIDTH - 2 * _MARGIN)), round(_MARGIN + (1 - y) * (_height(height) - 2 * _MARGIN))) for node, (x, y) in (positions or layout(network, seed)).items()}
    size = sizes(network)
    nodes = sorted(network, key=lambda node: (-size[node], str(node)))
    summary = f"{title}: " * bool(title) + f"점 {len(nodes):,}개와 선 {network.number_of_edges():,}개를 이은 그림"
    html = (
        Environment(loader=FileSystemLoader(_FOLDER), autoescape=True, undefined=StrictUndefined)
        .get_template("frame.html.j2")
        .render(
            title=title,
            summary=summary,
            width=_WIDTH,
            height=_height(height),
            nodes=[_node(node, network.nodes[node], places[node], size[node]) for node in nodes],
            edges=_edges(network, places, {node: place for place, node in enumerate(nodes)}),
            sectors=_sectors(network),
            style=Markup(_own("frame.css")),  # noqa: S704 - our own files
            script=Markup(_own("frame.js")),  # noqa: S704
            hash=script_hash(),
        )
    )
    return Frame(html, summary, height)


def script_hash() -> str:
    """Return the hash of the one script that frames run, as a content security policy names it."""
    return base64.b64encode(hashlib.sha256(_own("frame.js").encode("utf-8")).digest()).decode("ascii")


@cache
def _own(name: str) -> str:
    return (_FOLDER / name).read_bytes().decode("utf-8").replace("\r\n", "\n")


def _height(pixels: int) -> int:
    return max(240, round((pixels - 70) * 1.15))  # of the drawing, in its own units: at the usual width of a cell it fills the frame


def _node(node: Hashable, values: dict[str, Any], place: tuple[int, int], size: float) -> dict[str, Any]:
    name, sector, scale = str(values.get("name") or node), str(values.get("sector", "")), round(0.5 + 0.9 * size, 2)
    title = str(values.get("title", ""))
    shown = title if title.startswith(name) else f"{name}\n{title}".strip()
    colour, shape = SECTOR_COLOURS.get(sector, GREY), _SHAPES[SECTOR_MARKS.get(sector, ".")]
    return {"x": place[0], "y": place[1], "name": name, "title": shown, "colour": colour, "shape": shape, "size": scale, **_beside(place[0], 8 * scale + 3, len(name))}


def _beside(x: int, away: float, letters: int) -> dict[str, Any]:
    """Put a label to the right of its mark, or to the left if it would reach over the rim."""
    return {"beside": -round(away, 1), "anchor": "end"} if x + away + _LETTER * letters > _WIDTH and x > _WIDTH / 2 else {"beside": round(away, 1), "anchor": "start"}


def _edges(network: nx.Graph[Any], places: dict[Hashable, tuple[int, int]], order: dict[Hashable, int]) -> list[dict[str, Any]]:
    width = widths(network)
    edges = sorted(network.edges(data=True), key=lambda edge: (str(edge[0]), str(edge[1]), str(edge[2].get("title", ""))))
    return [
        _edge(places[left], places[right], network.is_directed(), values) | {"a": order[left], "b": order[right], "width": round(0.7 + 3.3 * width[left, right], 1)} for left, right, values in edges
    ]


def _edge(one: tuple[int, int], other: tuple[int, int], directed: bool, values: dict[str, Any]) -> dict[str, Any]:
    (x1, y1), (x2, y2) = one, other
    return {
        "x1": x1,
        "y1": y1,
        "x2": x2,
        "y2": y2,
        "turn": round(math.degrees(math.atan2(y2 - y1, x2 - x1))) if directed else None,
        "x": round(x1 + 0.6 * (x2 - x1)),
        "y": round(y1 + 0.6 * (y2 - y1)),
        "title": str(values.get("title", "")),
        "style": "against" if float(values.get("weight", 1)) < 0 else "with",
    }


def _sectors(network: nx.Graph[Any]) -> list[dict[str, str]]:
    from graph.analysis import sector_labels

    drawn = {values.get("sector", "") for _, values in network.nodes(data=True)}
    return [{"label": label, "colour": SECTOR_COLOURS[name], "shape": _SHAPES[SECTOR_MARKS[name]]} for name, label in sector_labels().items() if name in drawn]
