"""Notebooks that were run, as the chapters of one page."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.figures.frame import script_hash
from graph.model import PolicyGraph, schema
from graph.rdf import to_turtle
from graph.report.safe import Renderer, clean, markdown
from graph.tables import sources

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from nbformat import NotebookNode

    from graph.report.notebooks import Ran

_FOLDER = Path(__file__).parent
_PICTURES = ("image/svg+xml", "image/png", "image/jpeg")
_CELL = re.compile(r"<td>([^<]*)</td>")
_CLAIM = re.compile(r"[a-z_]+/[a-z0-9][\w.-]*")


@dataclass(frozen=True)
class Chapter:
    """A notebook as a chapter.

    Attributes
    ----------
    name
        Name of the notebook, and the chapter's anchor.
    title
        Its first heading, as HTML.
    sections
        Anchor and text, as HTML, of each heading of the second level.
    body
        All of it, as HTML.
    """

    name: str
    title: str
    sections: list[tuple[str, str]]
    body: str


def report_html(policy: PolicyGraph, ran: Sequence[Ran]) -> str:
    """Return the report as the text of one HTML page.

    Parameters
    ----------
    policy
        The merged tables that the notebooks were run on.
    ran
        The notebooks, in the order of the chapters.

    Returns
    -------
    str
        HTML that asks nothing of the network; the only script it allows is that of :func:`graph.figures.interactive`. The
        same outputs give the same text.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    names, claims = frozenset(one.name for one in ran), set(policy.claims["id"])
    cited: set[str] = set()
    chapters = [_chapter(one, names, claims, cited) for one in ran]
    template = Environment(loader=FileSystemLoader(_FOLDER), autoescape=True, undefined=StrictUndefined).get_template("report.html.j2")
    return template.render(
        chapters=[{"name": one.name, "title": Markup(one.title), "sections": [(anchor, Markup(text)) for anchor, text in one.sections], "body": Markup(one.body)} for one in chapters],  # noqa: S704 - made by safe.py
        cited=_cited(policy, cited),
        hash=script_hash(),
        style=Markup((_FOLDER / "report.css").read_text(encoding="utf-8")),  # noqa: S704 - our own file
        **_front(policy, ran),
    )


def _front(policy: PolicyGraph, ran: Sequence[Ran]) -> dict[str, Any]:
    """Return what the title page says of the data."""
    from graph import __version__

    days = sorted(day for day in policy.documents["published"] if day)
    return {
        "as_of": " · ".join(sorted({one.as_of for one in ran if one.as_of})),
        "entities": f"{len(policy.entities):,}",
        "claims": f"{len(policy.claims):,}",
        "documents": f"{len(policy.documents):,}",
        "publishers": f"{policy.documents['publisher'].nunique():,}",
        "first": days[0] if days else "",
        "last": days[-1] if days else "",
        "version": __version__,
        "fingerprint": hashlib.sha256(to_turtle(policy).encode("utf-8")).hexdigest()[:12],
    }


def _chapter(ran: Ran, names: frozenset[str], claims: Collection[str], cited: set[str]) -> Chapter:
    renderer = Renderer(ran.name, names)
    parts: list[str] = []
    for cell in ran.cells:
        if cell.cell_type == "markdown":
            parts.append(markdown(cell.source, renderer))
        elif cell.cell_type == "code":
            parts += [_shown(output, renderer) for output in cell.outputs]
    body = _linked("\n".join(filter(None, parts)), claims, cited)
    titles = [(level, anchor, text) for level, anchor, text in renderer.headings]
    title = next((text for level, _, text in titles if level == 1), escape(ran.name))
    if not titles or titles[0][1] != ran.name:
        body = f'<h2 id="{escape(ran.name)}">{title}</h2>\n{body}'
    return Chapter(ran.name, title, [(anchor, text) for level, anchor, text in titles if level == 2], body)  # noqa: PLR2004 - a heading's level


def _shown(output: NotebookNode, renderer: Renderer) -> str:
    """Return the richest form of an output that is safe."""
    if output.output_type == "stream":
        return f"<pre>{escape(output.text)}</pre>" if output.name == "stdout" else ""
    data = output.get("data", {})
    if "text/html" in data:
        return clean(data["text/html"])
    if "text/markdown" in data:
        return markdown(data["text/markdown"], renderer)
    for kind in _PICTURES:
        if kind in data:
            return _picture(kind, data[kind], output.metadata.get(kind, {}), renderer)
    text = data.get("text/plain", "")
    return f"<pre>{escape(text)}</pre>" if text else ""


def _picture(kind: str, content: str, size: dict[str, Any], renderer: Renderer) -> str:
    encoded = base64.b64encode(content.encode("utf-8")).decode("ascii") if kind == "image/svg+xml" else "".join(content.split())
    section = re.sub(r"<[^>]*>", "", renderer.headings[-1][2]) if renderer.headings else ""
    width = f' width="{int(size["width"])}"' if "width" in size else ""
    return f'<figure><img alt="그림: {section}" src="data:{kind};base64,{escape(encoded)}"{width}></figure>'


def _linked(body: str, claims: Collection[str], cited: set[str]) -> str:
    """Lead from the ids of claims in tables to where their documents are listed, and note which are cited."""

    def link(found: re.Match[str]) -> str:
        if found[0] not in claims:
            return found[0]
        cited.add(found[0])
        return f'<a href="#{found[0]}">{found[0]}</a>'

    return _CELL.sub(lambda cell: f"<td>{_CLAIM.sub(link, cell[1])}</td>", body)


def _cited(policy: PolicyGraph, ids: set[str]) -> list[dict[str, Any]]:
    """Return each cited claim with what it says and the documents that say so."""
    names = dict(zip(policy.entities["id"], policy.entities["name"], strict=True))
    labels = {name: table.relation.label["ko"] for name, table in schema().relations.items() if table.relation}
    documents, supporting = policy.documents.set_index("id").to_dict("index"), sources(policy)
    return [
        {
            "id": claim["id"],
            "date": claim["date"],
            "text": f"{names.get(claim['subject'], claim['subject'])} – {labels[claim['relation']]} – {names.get(claim['object'], claim['object'])}",
            "summary": claim["summary"],
            "documents": [_document(documents[id_]) for id_ in supporting.get(claim["id"], ()) if id_ in documents],
        }
        for claim in policy.claims[policy.claims["id"].isin(ids)].sort_values("id").to_dict("records")
    ]


def _document(row: Mapping[Any, Any]) -> dict[str, str]:
    address = str(row["url"])
    return {"text": " ".join(filter(None, (str(row["publisher"]), str(row["published"])))), "url": address if re.match(r"https?://", address) else ""}
