"""What a user would write without this package, with rdflib, NetworkX and pyvis as their manuals show them.

The plain ways start from the merged tables: reading, checking and merging are not counted against them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import networkx as nx
from rdflib import OWL, RDF, XSD, Graph, Literal, Namespace, URIRef

from graph.model import BASE, NAMESPACES, Column, PolicyGraph, Table, schema
from graph.model import PG as PG_
from graph.model import RDF as RDF_
from graph.model import XSD as XSD_
from graph.rdf import namespaces, text_fragment
from graph.tables import texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    import pandas as pd

    Terms = Callable[[str], list[Any]]

PG, DCTERMS, OA, PROV = (Namespace(NAMESPACES[prefix]) for prefix in ("pg", "dcterms", "oa", "prov"))
_DATES = {4: XSD.gYear, 7: XSD.gYearMonth, 10: XSD.date}
_FRAGMENTS = URIRef("https://wicg.github.io/scroll-to-text-fragment/")


def rdflib_graph(policy: PolicyGraph) -> Graph:
    """Add every triple to an rdflib graph, row by row."""
    graph = Graph(bind_namespaces="none")
    for prefix, iri in namespaces().items():
        graph.bind(prefix, iri)
    for table in schema().kinds.values():
        _add_rows(graph, table, policy.entities[policy.entities["kind"] == table.kind])
    _add_rows(graph, schema().tables["documents"], policy.documents)
    for table in schema().relations.values():
        _add_rows(graph, table, policy.claims[policy.claims["relation"] == table.relation.name], skip=("document", "locator"))
    _add_rows(graph, schema().tables["status"], policy.statuses)
    _add_direct(graph, policy)
    _add_evidence(graph, policy)
    for row in policy.judgements.to_dict("records"):
        graph.add((_node(row["right"]), DCTERMS.isReplacedBy if row["verdict"] == "same" else OWL.differentFrom, _node(row["left"])))
    return graph


def rdflib_turtle(policy: PolicyGraph) -> str:
    """Add every triple to an rdflib graph and serialise it."""
    return rdflib_graph(policy).serialize(format="turtle")


def rdflib_parse(turtle: Path) -> Graph:
    """Read a Turtle file into an rdflib graph."""
    return Graph().parse(turtle, format="turtle")


def edgelist_network(policy: PolicyGraph) -> nx.MultiDiGraph:
    """Make a MultiDiGraph with ``from_pandas_edgelist``; empty cells stay as attributes."""
    network = nx.from_pandas_edgelist(policy.claims, "subject", "object", edge_attr=True, create_using=nx.MultiDiGraph, edge_key="id")
    network.add_nodes_from(policy.entities.set_index("id").to_dict("index").items())
    return network


def added_network(policy: PolicyGraph) -> nx.MultiDiGraph:
    """Make a MultiDiGraph with ``add_node`` and ``add_edge``, a row at a time, with the attributes that have a value."""
    network = nx.MultiDiGraph()
    names = list(policy.entities.columns)
    for row in policy.entities.itertuples(index=False):
        network.add_node(row.id, **{k: v for k, v in zip(names, row, strict=True) if v not in ("", None)})
    names = list(policy.claims.columns)
    for row in policy.claims.itertuples(index=False):
        network.add_edge(row.subject, row.object, key=row.id, **{k: v for k, v in zip(names, row, strict=True) if v not in ("", None) and v == v})  # noqa: PLR0124
    return network


def pyvis_page(policy: PolicyGraph) -> str:
    """Draw the claims with pyvis, a node and an edge at a time; a directed graph, because an undirected one drops parallel edges."""
    from pyvis.network import Network

    network = Network(directed=True, cdn_resources="in_line")
    for row in policy.entities.itertuples(index=False):
        network.add_node(row.id, label=row.name, group=row.kind, title=row.description)
    for row in policy.claims.itertuples(index=False):
        network.add_edge(row.subject, row.object, label=row.relation, title=row.summary)
    return network.generate_html()


def _node(id_: str) -> URIRef:
    return URIRef(BASE + id_)


def _add_rows(graph: Graph, table: Table, frame: pd.DataFrame, skip: tuple[str, ...] = (), names: list[URIRef] | None = None) -> None:
    classes = [URIRef(c) for c in table.classes]
    columns = [(c.name, URIRef(c.predicate), _terms(c)) for c in table.columns.values() if c.name != "id" and c.name not in skip]
    frame = frame.assign(**{name: texts(frame[name]) for name, _, _ in columns if frame[name].dtype.kind == "f"})
    for place, row in enumerate(frame.to_dict("records")):
        subject = names[place] if names else _node(row["id"])
        for cls in classes:
            graph.add((subject, RDF.type, cls))
        for name, predicate, terms in columns:
            if row[name]:
                for term in terms(row[name]):
                    graph.add((subject, predicate, term))


def _terms(column: Column) -> Terms:
    """What turns a cell of a column into RDF terms."""
    if column.separator:
        return lambda cell: [_text(part, column.language) for part in cell.split(column.separator) if part]
    if column.range in schema().schemes:
        concepts = {name: URIRef(concept.iri) for name, concept in schema().schemes[column.range].items()}
        return lambda cell: [concepts[cell]]
    return {
        PG_ + "PartialDate": lambda cell: [Literal(cell, datatype=_DATES[len(cell)])],
        PG_ + "YesNo": lambda cell: [Literal(cell == "yes")],
        PG_ + "WikidataItem": lambda cell: [URIRef(NAMESPACES["wd"] + cell)],
        XSD_ + "anyURI": lambda cell: [URIRef(cell)],
        XSD_ + "string": lambda cell: [Literal(cell)],
        XSD_ + "language": lambda cell: [Literal(cell)],
        XSD_ + "decimal": lambda cell: [Literal(cell, datatype=XSD.decimal)],
        XSD_ + "duration": lambda cell: [Literal(cell, datatype=XSD.duration)],
        RDF_ + "langString": lambda cell: [_text(cell, column.language)],
    }.get(column.range, lambda cell: [_node(cell)])


def _text(cell: str, language: str | None) -> Literal:
    korean = any("ㄱ" <= letter <= "ㆎ" or "가" <= letter <= "힣" for letter in cell)
    return Literal(cell, lang=language or ("ko" if korean else "en"))


def _add_direct(graph: Graph, policy: PolicyGraph) -> None:
    """Add the direct triple of each claim and the classes that posts give to people."""
    classifying = [c for t in schema().relations.values() for c in t.columns.values() if c.classifies_subject]
    for row in policy.claims.to_dict("records"):
        graph.add((_node(row["subject"]), PG[row["relation"]], _node(row["object"])))
        graph.add((_node(row["id"]), RDF.predicate, PG[row["relation"]]))
        for column in classifying:
            if row[column.name]:
                graph.add((_node(row["subject"]), RDF.type, URIRef(schema().schemes[column.range][row[column.name]].iri)))


def _add_evidence(graph: Graph, policy: PolicyGraph) -> None:
    """Add the evidence, its passages, and what each claim rests on."""
    weak = {c.name for c in schema().schemes[PG_ + "DocumentQuality"].values() if "weak" in c.flags}
    weak_documents = {d for d, quality in zip(policy.documents["id"], policy.documents["quality"], strict=True) if quality in weak}
    weakly_sourced = set(policy.claims["id"])
    relations = dict(zip(policy.claims["id"], policy.claims["relation"], strict=True))
    rows = policy.evidence.to_dict("records")
    names = list(_evidence_names(rows))
    _add_rows(graph, schema().tables["evidence"], policy.evidence, skip=("locator", "field"), names=names)
    for name, row in zip(names, rows, strict=True):
        claim, document = _node(row["claim"]), _node(row["document"])
        graph.add((claim, PG.evidence, name))
        graph.add((claim, PG.contradictedBy if row["agrees"] == "no" else PROV.wasDerivedFrom, document))
        if row["agrees"] != "no" and row["document"] not in weak_documents:
            weakly_sourced.discard(row["claim"])
        if row["field"]:
            graph.add((name, PG.field, URIRef(schema().relations[relations[row["claim"]]].columns[row["field"]].iri)))
        if row["locator"]:
            _add_passage(graph, name, row["locator"])
    for claim in weakly_sourced:
        graph.add((_node(claim), PG.weaklySourced, Literal(True)))


def _add_passage(graph: Graph, name: URIRef, locator: str) -> None:
    passage = URIRef(name + "#passage")
    graph.add((name, OA.hasSelector, passage))
    graph.add((passage, RDF.type, PG.Passage))
    graph.add((passage, RDF.type, OA.FragmentSelector))
    graph.add((passage, DCTERMS.conformsTo, _FRAGMENTS))
    graph.add((passage, RDF.value, Literal(text_fragment(locator))))


def _evidence_names(rows: list[dict[str, Any]]) -> Iterator[URIRef]:
    seen: dict[tuple[str, str], int] = {}
    for row in rows:
        pair = row["claim"], row["document"]
        seen[pair] = seen.get(pair, 0) + 1
        number = f"/{seen[pair]}" if seen[pair] > 1 else ""
        yield _node(f"evidence/{pair[0]}/{pair[1].partition('/')[2]}{number}")
