"""PolicyGraph to a pyvis Network, and the Network to a page, through a template of our own.

The stock template of pyvis loads Bootstrap from the network and runs HTML that stands in the data; ours does neither.
"""

from __future__ import annotations

import base64
import hashlib
import re
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.articles import quotes
from graph.explorer import packed
from graph.explorer.layout import positions
from graph.model import PolicyError, PolicyGraph, schema, schema_text
from graph.rdf import to_turtle
from graph.tables import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd
    from pyvis.network import Network

_HEADING = "플랫폼 정책 그래프"
_OPENING = "event/2024-11-06-msit-platform-ceos"
_FOLDER = Path(__file__).parent
_SIMPLE = _FOLDER / "simple"
_SCRIPTS = ("tables.js", "words.js", "finder.js", "layout.js", "picture.js", "card.js", "simple.js")

# What client/build.mjs makes of client/src: it is there once the package has been installed where npm or its registry is in reach.
BUNDLE = _FOLDER / "bundle"
_BUNDLED = ("explorer.js", "explorer.css", "store.js", "oxigraph.wasm.gz", "licences.txt")

# Kinds take these in the order of the ontology, so that no kind is named here. Each colour has a contrast of at least 3:1
# on the light and on the dark page; no two kinds share shape and filling, so that colour never speaks alone.
_SHAPES = ("dot", "square", "hexagon", "triangle", "triangleDown", "diamond", "star")
_COLOURS = ("#2f6fb5", "#c2502d", "#2a8559", "#8759a6", "#5f7487", "#a8760f", "#c23b68", "#6a6f78", "#7d6a4f", "#3d8a9a")


def to_pyvis(policy: PolicyGraph, entities: Iterable[str] | None = None) -> Network:
    """Turn a PolicyGraph into a pyvis Network.

    Parameters
    ----------
    policy
        Merged tables.
    entities
        Ids of the entities to show; all if not given. Claims between them are kept.

    Returns
    -------
    pyvis.network.Network
        Directed, a node for each entity, an edge for each claim whose id is the claim's. Its template is our own: the
        page of ``generate_html()`` opens offline and runs nothing that stands in the data.

    Raises
    ------
    PolicyError
        If an id is unknown.

    Examples
    --------
    >>> import graph as kg
    >>> network = kg.to_pyvis(kg.load("data"), ["org/naver", "program/sme-ai-edu"])
    >>> [edge["label"] for edge in network.edges]
    ['운영', '약속']
    """
    from pyvis.network import Network

    rows, claims = policy.entities, policy.claims
    if entities is not None:
        wanted = _known(rows, entities)
        rows = rows[rows["id"].isin(wanted)]
        claims = claims[claims["subject"].isin(wanted) & claims["object"].isin(wanted)]
    network = Network(directed=True, cdn_resources="in_line", heading=_HEADING)
    network.toggle_physics(status=False)
    # Filled at once: add_node and add_edge look through all that is there for each new one.
    network.nodes = _nodes(rows)
    network.node_ids = rows["id"].tolist()
    network.node_map = {node["id"]: node for node in network.nodes}
    network.edges = _edges(claims)
    _use_simple_template(network, policy)
    return network


def explorer_html(policy: PolicyGraph, quoted: pd.DataFrame | None = None) -> str:
    """Return the explorer page as text.

    Parameters
    ----------
    policy
        Merged tables.
    quoted
        Columns of :func:`graph.articles.quotes`, to show quotations; none if not given.

    Returns
    -------
    str
        HTML that holds every entity, claim and document, the scripts and the styles; the simple page, which shows no
        quotations, where the explorer's scripts have not been built. The same tables give the same text.
    """
    network = _explorer(policy, quoted) if is_built() else to_pyvis(policy)
    return str(network.generate_html(notebook=False))


def write_explorer(policy: PolicyGraph, path: str | Path, articles: str | Path | None = None) -> None:
    """Write the explorer page.

    Parameters
    ----------
    policy
        Merged tables.
    path
        The HTML file; its folder must exist.
    articles
        A folder with your own copies of articles, to quote from; see :func:`graph.articles.quotes`.

    Raises
    ------
    PolicyError
        If the folder of articles or a file in it cannot be read.
    """
    html = explorer_html(policy, None if articles is None else quotes(policy, articles).columns)
    # Bytes, because a Korean Windows would otherwise write CP949 with CR LF.
    Path(path).write_bytes(html.encode("utf-8"))


def is_built() -> bool:
    """Tell whether the explorer's scripts were built when the package was installed."""
    return all((BUNDLE / name).is_file() for name in _BUNDLED)


def _known(rows: pd.DataFrame, entities: Iterable[str]) -> set[str]:
    wanted, ids = set(entities), set(rows["id"])
    for unknown in sorted(wanted - ids):
        raise PolicyError(f"unknown entity '{unknown}'; {nearest(unknown, ids)}")
    return wanted


def _nodes(rows: pd.DataFrame) -> list[dict[str, Any]]:
    styles = {kind: _style(place) for place, kind in enumerate(schema().kinds)}
    labels = {kind: table.label["ko"] for kind, table in schema().kinds.items()}
    cells = zip(rows["id"], rows["kind"], rows["name"], rows["description"], strict=True)
    return [{"id": id_, "label": name or id_, "title": f"{labels[kind]}\n{description}".strip(), "kind": kind, **styles[kind]} for id_, kind, name, description in cells]


def _style(place: int) -> dict[str, Any]:
    colour = _COLOURS[place % len(_COLOURS)]
    hollow = place // len(_SHAPES) % 2 == 1
    fill = {"background": "#ffffff" if hollow else colour, "border": colour}
    return {"shape": _SHAPES[place % len(_SHAPES)], "borderWidth": 3 if hollow else 1, "color": {**fill, "highlight": fill, "hover": fill}}


def _edges(claims: pd.DataFrame) -> list[dict[str, Any]]:
    labels = {name: table.relation.label["ko"] for name, table in schema().relations.items() if table.relation}
    cells = zip(claims["id"], claims["relation"], claims["subject"], claims["object"], claims["date"], claims["summary"], strict=True)
    return [
        {"id": id_, "from": subject, "to": object_, "arrows": "to", "label": labels[relation], "relation": relation, "title": " ".join(filter(None, (date, summary)))}
        for id_, relation, subject, object_, date, summary in cells
    ]


def _explorer(policy: PolicyGraph, quoted: pd.DataFrame | None) -> Network:
    """Make a Network whose nodes have their places on the map and whose page is the explorer."""
    from pyvis.network import Network

    network = Network(directed=True, cdn_resources="in_line", heading=_HEADING)
    across, down = positions(policy)
    network.nodes = [{"id": id_, "x": x, "y": y} for id_, x, y in zip(policy.entities["id"], across.tolist(), down.tolist(), strict=True)]
    _use_template(
        network,
        _FOLDER / "explorer.html.j2",
        scripts=[_exact(BUNDLE / "explorer.js")],
        style=_exact(BUNDLE / "explorer.css"),
        tables=lambda nodes: packed.full(policy, _HEADING, nodes, quoted),
        # In the order in which they are wanted; the engine is compressed as it is.
        later={
            "vocabulary": packed.inert(schema_text("ontology.ttl").encode("utf-8")),
            "worker": packed.inert((BUNDLE / "store.js").read_bytes()),
            "licences": packed.inert((BUNDLE / "licences.txt").read_bytes()),
            "triples": packed.inert(to_turtle(policy).encode("utf-8")),
            "engine": base64.b64encode((BUNDLE / "oxigraph.wasm.gz").read_bytes()).decode("ascii"),
        },
    )
    return network


def _use_simple_template(network: Network, policy: PolicyGraph) -> None:
    _use_template(
        network,
        _SIMPLE / "simple.html.j2",
        scripts=[_vis(), *((_SIMPLE / name).read_text(encoding="utf-8") for name in _SCRIPTS)],
        style=(_SIMPLE / "simple.css").read_text(encoding="utf-8"),
        tables=lambda nodes, edges: packed.simple(policy, nodes, edges, opening=_OPENING),
    )


def _use_template(network: Network, path: Path, scripts: list[str], style: str, **others: object) -> None:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    network.set_template_dir(str(path.parent), path.name)  # this makes an environment without autoescaping: replaced here
    network.templateEnv = Environment(loader=FileSystemLoader(path.parent), autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True)
    # Markup, not {% include %}: Jinja would read the braces of the scripts.
    network.templateEnv.globals.update(
        scripts=[Markup(_inlined(script, "script")) for script in scripts],  # noqa: S704 - our own files and the libraries'
        style=Markup(_inlined(style, "style")),  # noqa: S704
        hashes=[_sha256(script) for script in scripts],
        **others,
    )
    network.template = network.templateEnv.get_template(network.path)  # what show() uses in a notebook


def _exact(path: Path) -> str:
    return path.read_bytes().decode("utf-8")  # read_text would hide a carriage return, which in a minified file may stand in a text


def _vis() -> str:
    text = (resources.files("pyvis") / "templates" / "lib" / "vis-9.1.2" / "vis-network.min.js").read_text(encoding="utf-8")
    return re.sub(r"//# sourceMappingURL=\S*\s*$", "", text)


def _inlined(text: str, tag: str) -> str:
    """Refuse a text that would end, or confuse, the element it is put into (HTML standard, restrictions on script contents)."""
    if re.search(rf"</{tag}|<!--", text, re.IGNORECASE) or "\r" in text:
        raise PolicyError(f"a file of the page holds '</{tag}', '<!--' or a carriage return and cannot be put into it")
    return text


def _sha256(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")
