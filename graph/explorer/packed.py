"""The tables of the page, packed: JSON whose columns are lists, gzip, base64.

Text of the data thus never stands in the page as text, so that nothing in it can be taken for HTML.

A table is ``{"size": rows, "columns": {name: column}}``; a column that is empty throughout is left out. A column has ``cells``
and, where some of its cells are empty, may have ``gaps``: then only the filled cells stand in ``cells``, and ``gaps[i]`` is how
many rows the i-th lies below the one before (the first counts from row -1). What a cell is depends on the column:

- with ``of``: the number of a row of the table named there, whose ``id`` is meant. Every column that refers to entities, documents
  or claims is coded so, and has ``gaps`` as soon as one of its cells is empty. A table may refer to itself.
- with ``values``: the number of a text in that list.
- with neither: the text itself; a number in the columns ``x`` and ``y`` of the entities.

Columns of free text come apart from the others, because a drawing needs none of them but the names: a large page draws first
and reads them then.
"""

from __future__ import annotations

import base64
import gzip
import io
import json
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.explorer.terms import references, terms
from graph.model import PG, RDF, RDFS, XSD, schema
from graph.query import questions
from graph.tables import PLACE, texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pandas as pd

    from graph.model import PolicyGraph

STORIES = Path(__file__).parent / "stories"
_NODE = ("id", "label")
_STYLE = ("shape", "borderWidth", "color")
_EDGE = ("id", "from", "to", "label")

# What a drawing and the search for names need at once.
_NAMING = {"entities": {"id", "name", "name_en"}, "spellings": {"name"}, "replaced": {"left", "right"}}
_FREE = {RDF + "langString", XSD + "string", XSD + "anyURI", RDFS + "Resource", PG + "Passage"}

Rows = dict[str, dict[str, int]]  # of each table that is referred to, the row of each id


def full(policy: PolicyGraph, heading: str, nodes: list[dict[str, Any]], quotes: pd.DataFrame | None) -> tuple[str, str]:
    """Pack all that the explorer shows.

    Parameters
    ----------
    policy
        Merged tables.
    heading
        What the page is called.
    nodes
        Those of a pyvis Network: a place (``x``, ``y``) for each entity, in their order.
    quotes
        Columns of :func:`graph.articles.quotes`; None to leave them out.

    Returns
    -------
    tuple
        Two texts, each base64 of gzip of JSON. The first has ``heading``, ``built_from`` (when the latest document was
        published), ``terms``, ``tables``, ``questions`` and ``stories``; the second the columns of free text by table.
    """
    tables = _coded_tables(_frames(policy, set(policy.entities["id"]), quotes))
    apart = {name: {column: table["columns"].pop(column) for column in _free(table["columns"]) - _NAMING.get(name, set())} for name, table in tables.items()}
    tables["entities"]["columns"] |= {axis: {"cells": [node[axis] for node in nodes]} for axis in ("x", "y")}
    content = {
        "heading": heading,
        "built_from": max(policy.documents["published"], default=""),
        "terms": terms(),
        "tables": tables,
        "questions": _questions(),
        "stories": [json.loads(path.read_text(encoding="utf-8")) for path in sorted(STORIES.glob("*.json"))],
    }
    return inert(_json(content)), inert(_json({name: dict(sorted(columns.items())) for name, columns in apart.items()}))


def simple(policy: PolicyGraph, nodes: list[dict[str, Any]], edges: list[dict[str, Any]], opening: str) -> str:
    """Pack what the simple page needs to show nodes and edges with all that is known about them.

    Parameters
    ----------
    policy
        Merged tables.
    nodes, edges
        Those of a pyvis Network; ids of entities and claims, or whatever was added with pyvis itself.
    opening
        Id of the entity the page opens on if it is among the nodes.

    Returns
    -------
    str
        Base64 of gzip of JSON: ``opening``, ``terms`` and ``tables``, among them ``nodes`` and ``edges``.
    """
    shown = {node["id"] for node in nodes}
    kept = _kept(policy, shown, {edge.get("id", "") for edge in edges})
    tables = _coded_tables(_frames(kept, shown, None))
    rows = {"entities": _rows(kept.entities["id"]), "claims": _rows(kept.claims["id"]), "nodes": _rows(node["id"] for node in nodes)}
    drawn = {key: [node.get(key, "") for node in nodes] for key in _NODE} | {"style": list(map(_styled, nodes))}
    tables["nodes"] = _coded_all(drawn, _all_known(drawn, {"id": "entities"}, rows), rows)
    lines = {key: [edge.get(key, "") for edge in edges] for key in _EDGE}
    tables["edges"] = _coded_all(lines, _all_known(lines, {"id": "claims", "from": "nodes", "to": "nodes"}, rows), rows)
    return inert(_json({"opening": opening, "terms": terms(), "tables": tables}))


def inert(content: bytes) -> str:
    """Return bytes as text in which no letter means anything to HTML: base64 of gzip.

    Parameters
    ----------
    content
        Any bytes.

    Returns
    -------
    str
        One line; the same bytes give the same line.

    Examples
    --------
    >>> gzip.decompress(base64.b64decode(inert(b"</script>")))
    b'</script>'
    """
    buffer = io.BytesIO()
    # GzipFile writes its own header: gzip.compress leaves it to zlib, whose bytes differ between versions of Python.
    with gzip.GzipFile(fileobj=buffer, mode="wb", compresslevel=6, mtime=0) as file:
        file.write(content)
    return base64.b64encode(buffer.getvalue()).decode("ascii")


def _json(content: dict[str, Any]) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def _questions() -> list[dict[str, Any]]:
    return [{"name": q.name, "title": q.title, "parameters": [vars(p) for p in q.parameters.values()], "text": q.text} for q in questions().values()]


def _frames(policy: PolicyGraph, shown: set[str], quotes: pd.DataFrame | None) -> dict[str, pd.DataFrame]:
    """Return the tables as they stand in the page, each after those its columns refer to."""
    same = policy.judgements.loc[policy.judgements["verdict"] == "same", ["left", "right"]]
    return {
        "documents": policy.documents,
        "entities": policy.entities,
        "claims": policy.claims,
        "evidence": policy.evidence if quotes is None else policy.evidence.assign(**{str(name): quotes[name].to_numpy() for name in quotes}),
        "statuses": policy.statuses,
        "spellings": policy.spellings.loc[policy.spellings["entity"].isin(shown), ["name", "entity"]],
        "replaced": same[same["left"].isin(shown)],
    }


def _kept(policy: PolicyGraph, nodes: set[str], edges: set[str]) -> PolicyGraph:
    """Rows that the nodes and edges need, and those they refer to."""
    claims = _reached(policy.claims, edges, "claims")
    entities = _reached(policy.entities, nodes | _mentioned([claims], "entities"), "entities")
    evidence = policy.evidence[policy.evidence["claim"].isin(claims["id"])]
    statuses = policy.statuses[policy.statuses["claim"].isin(claims["id"])]
    documents = policy.documents[policy.documents["id"].isin(_mentioned([entities, claims, evidence, statuses], "documents"))]
    return replace(policy, entities=entities, claims=claims, evidence=evidence, statuses=statuses, documents=documents)


def _reached(frame: pd.DataFrame, ids: set[str], table: str) -> pd.DataFrame:
    """Rows with these ids, and those of the same table that they refer to, however far."""
    found = frame[frame["id"].isin(ids)]
    further = _mentioned([found], table) & set(frame["id"]) - set(found["id"])
    return _reached(frame, ids | further, table) if further else found


def _mentioned(frames: Iterable[pd.DataFrame], table: str) -> set[str]:
    names = {name for name, of in references().items() if of == table}
    return {value for frame in frames for name in names & set(frame.columns) for value in frame[name].unique()}


def _styled(node: dict[str, Any]) -> str:
    return json.dumps({key: node[key] for key in _STYLE if key in node}, sort_keys=True, default=str)


def _all_known(columns: dict[str, list[Any]], refers: dict[str, str], rows: Rows) -> dict[str, str]:
    """Those references that hold throughout: what was added with pyvis itself is in no table."""
    return {name: of for name, of in refers.items() if all(cell in rows[of] for cell in columns[name])}


def _coded_tables(frames: dict[str, pd.DataFrame]) -> dict[str, Any]:
    refers = references()
    rows = {name: _rows(frames[name]["id"]) for name in set(refers.values())}
    return {name: _coded_all({c: texts(frame[c]) for c in frame.columns if c not in PLACE}, refers, rows) for name, frame in frames.items()}


def _free(columns: Iterable[str]) -> set[str]:
    """Return those columns whose cells are free text, ids and addresses, and not values of a list, dates, numbers or references."""
    ranges = {c.name: c.range for t in schema().tables.values() for c in t.columns.values()}
    return {column for column in columns if ranges.get(column, XSD + "string") in _FREE and column not in ("kind", "relation")}


def _rows(ids: Iterable[str]) -> dict[str, int]:
    return {id_: row for row, id_ in enumerate(ids)}


def _coded_all(columns: dict[str, list[Any]], refers: dict[str, str], rows: Rows) -> dict[str, Any]:
    size = max(map(len, columns.values()), default=0)
    filled = {name: cells for name, cells in columns.items() if any(cells)}
    return {"size": size, "columns": {name: _reference(cells, refers[name], rows) if name in refers else _coded(cells) for name, cells in filled.items()}}


def _reference(cells: list[Any], of: str, rows: Rows) -> dict[str, Any]:
    """Code a column that refers to rows; a cell that names no row counts as empty."""
    known = rows[of]
    filled = [row for row, cell in enumerate(cells) if cell in known]
    gaps = {"gaps": _gaps(filled)} if len(filled) < len(cells) else {}
    return {**gaps, "of": of, "cells": [known[cells[row]] for row in filled]}


def _coded(cells: list[Any]) -> dict[str, Any]:
    """Code a column of texts: only its filled cells if most are empty, and numbers for what it repeats."""
    coded: dict[str, Any] = {}
    filled = [row for row, cell in enumerate(cells) if cell != ""]
    if len(filled) * 2 < len(cells):
        coded["gaps"] = _gaps(filled)
        cells = [cells[row] for row in filled]
    numbers = {value: number for number, value in enumerate(dict.fromkeys(cells))}
    if len(numbers) * 2 > len(cells):
        return {**coded, "cells": cells}
    return {**coded, "values": list(numbers), "cells": [numbers[cell] for cell in cells]}


def _gaps(filled: Sequence[int]) -> list[int]:
    return [row - before for before, row in pairwise([-1, *filled])]
