"""The tables of the page, packed: each column a list, repeated values as numbers, gzip, base64.

Text of the data thus never stands in the page as text, so that nothing in it can be taken for HTML. ``tables.js`` unpacks.
"""

from __future__ import annotations

import base64
import gzip
import io
import json
from typing import TYPE_CHECKING, Any

from graph.model import PG, XSD, Column, PolicyGraph, Table, schema
from graph.tables import texts

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

_PLACE = ["table", "line"]
_NODE = ("id", "label")
_STYLE = ("shape", "borderWidth", "color")
_EDGE = ("id", "from", "to", "label")


def packed(policy: PolicyGraph, nodes: list[dict[str, Any]], edges: list[dict[str, Any]], opening: str) -> str:
    """Pack what a page needs to show nodes and edges with all that is known about them.

    Parameters
    ----------
    policy
        Merged tables.
    nodes, edges
        Those of a pyvis Network; their ids are ids of entities and claims.
    opening
        Id of the entity the page opens on if it is among the nodes.

    Returns
    -------
    str
        Base64 of gzip of JSON.
    """
    content = {"opening": opening, "terms": _terms(), "tables": _tables(policy, nodes, edges)}
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    buffer = io.BytesIO()
    # GzipFile writes its own header: gzip.compress leaves it to zlib, whose bytes differ between versions of Python.
    with gzip.GzipFile(fileobj=buffer, mode="wb", compresslevel=6, mtime=0) as file:
        file.write(text.encode("utf-8"))
    return base64.b64encode(buffer.getvalue()).decode("ascii")


def _terms() -> dict[str, Any]:
    """Labels of kinds, relations, columns and values, in the order of the ontology."""
    vocabulary = schema()
    columns = {c.iri.removeprefix(PG): c for t in vocabulary.tables.values() for c in t.columns.values()}
    return {
        "kinds": {name: {"label": t.label, "definition": t.definition} for name, t in vocabulary.kinds.items()},
        "relations": {name: _relation(table) for name, table in vocabulary.relations.items()},
        "tables": {name: [c.iri.removeprefix(PG) for c in t.columns.values()] for name, t in vocabulary.tables.items()},
        "columns": {name: {"name": c.name, "label": c.label, "type": _type(c)} for name, c in columns.items()},
        "values": {scheme.removeprefix(PG): {name: {"label": c.label, "flags": sorted(c.flags)} for name, c in concepts.items()} for scheme, concepts in vocabulary.schemes.items()},
    }


def _relation(table: Table) -> dict[str, Any]:
    assert table.relation
    return {"label": table.relation.label, "definition": table.relation.definition, "post": any(c.classifies_subject for c in table.columns.values())}


def _type(column: Column) -> str:
    """Name what a column's cells hold: the table they refer to, or the end of the IRI of their range."""
    target = _target(column)
    return target or column.range.removeprefix(PG).removeprefix(XSD)


def _target(column: Column) -> str | None:
    classes = {"entities": PG + "Entity", "documents": PG + "Document", "claims": PG + "Claim"}
    return next((name for name, cls in classes.items() if schema().is_a(column.range, cls)), None)


def _tables(policy: PolicyGraph, nodes: list[dict[str, Any]], edges: list[dict[str, Any]]) -> dict[str, Any]:
    frames = _kept(policy, {n["id"] for n in nodes}, {e.get("id", "") for e in edges})
    rows = {name: {id_: row for row, id_ in enumerate(frames[name]["id"])} for name in ("entities", "documents", "claims")}
    refers = {c.name: _target(c) or "" for t in schema().tables.values() for c in t.columns.values() if _target(c)}
    found = {name: _table(frame, refers, rows) for name, frame in frames.items()}
    rows["nodes"] = {node["id"]: row for row, node in enumerate(nodes)}
    found["nodes"] = _coded_all({key: [n.get(key, "") for n in nodes] for key in _NODE} | {"style": list(map(_styled, nodes))}, {"id": "entities"}, rows)
    found["edges"] = _coded_all({key: [e.get(key, "") for e in edges] for key in _EDGE}, {"id": "claims", "from": "nodes", "to": "nodes"}, rows)
    return found


def _kept(policy: PolicyGraph, nodes: set[str], edges: set[str]) -> dict[str, pd.DataFrame]:
    """Rows of each table that the nodes and edges need; a table stands after those its columns refer to."""
    claims = policy.claims[policy.claims["id"].isin(edges)]
    evidence = policy.evidence[policy.evidence["claim"].isin(claims["id"])]
    statuses = policy.statuses[policy.statuses["claim"].isin(claims["id"])]
    entities = policy.entities[policy.entities["id"].isin(nodes | _mentioned([claims], "entities"))]
    documents = policy.documents[policy.documents["id"].isin(_mentioned([entities, claims, evidence, statuses], "documents"))]
    spellings = policy.spellings.loc[policy.spellings["entity"].isin(nodes), ["name", "entity"]]
    same = policy.judgements.loc[policy.judgements["verdict"] == "same", ["left", "right"]]
    replaced = same[same["left"].isin(nodes)]
    return {"documents": documents, "entities": entities, "claims": claims, "evidence": evidence, "statuses": statuses, "spellings": spellings, "replaced": replaced}


def _mentioned(frames: Iterable[pd.DataFrame], target: str) -> set[str]:
    names = {c.name for t in schema().tables.values() for c in t.columns.values() if _target(c) == target}
    return {value for frame in frames for name in names & set(frame.columns) for value in frame[name].unique()}


def _styled(node: dict[str, Any]) -> str:
    return json.dumps({key: node[key] for key in _STYLE if key in node}, sort_keys=True, default=str)


def _table(frame: pd.DataFrame, refers: dict[str, str], rows: dict[str, dict[str, int]]) -> dict[str, Any]:
    return _coded_all({name: texts(frame[name]) for name in frame.columns.difference(_PLACE, sort=False)}, refers, rows)


def _coded_all(columns: dict[str, list[str]], refers: dict[str, str], rows: dict[str, dict[str, int]]) -> dict[str, Any]:
    size = max((len(cells) for cells in columns.values()), default=0)
    found = {name: _coded(cells, refers.get(name, ""), rows) for name, cells in columns.items() if any(cells)}
    return {"size": size, "columns": found}


def _coded(cells: list[str], target: str, rows: dict[str, dict[str, int]]) -> dict[str, Any]:
    """Code one column: only its filled cells if most are empty, and numbers for values that another table or the column repeats."""
    coded: dict[str, Any] = {}
    filled = [row for row, cell in enumerate(cells) if cell != ""]
    if len(filled) * 2 < len(cells):
        coded["gaps"] = [row - before for row, before in zip(filled, [-1, *filled], strict=False)]
        cells = [cells[row] for row in filled]
    known = rows.get(target, {})
    distinct = list(dict.fromkeys(cells))
    if known and all(value in known for value in distinct):
        return {**coded, "of": target, "cells": [known[cell] for cell in cells]}
    if len(distinct) * 2 > len(cells):
        return {**coded, "cells": cells}
    numbers = {value: number for number, value in enumerate(distinct)}
    return {**coded, "values": distinct, "cells": [numbers[cell] for cell in cells]}
