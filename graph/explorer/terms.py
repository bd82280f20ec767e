"""The vocabulary as the page needs it: labels, definitions and what may stand where, in the order of the ontology."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import pyoxigraph

from graph.model import BASE, NAMESPACES, PG, RDF, RDFS, SKOS, XSD, Column, Concept, Relation, Table, schema, schema_text
from graph.rdf import namespaces

_ROOTS = {"entities": PG + "Entity", "documents": PG + "Document", "claims": PG + "Claim"}


def target(column: Column) -> str | None:
    """Return the name of the table whose rows a column's cells name, if it is such a column.

    Parameters
    ----------
    column
        A column of the vocabulary.

    Returns
    -------
    str or None
        ``"entities"``, ``"documents"`` or ``"claims"``; None if the cells hold anything else.

    Examples
    --------
    >>> target(schema().relations["pledged"].columns["subject"])
    'entities'
    """
    return next((name for name, root in _ROOTS.items() if schema().is_a(column.range, root)), None)


def references() -> dict[str, str]:
    """Return, for each heading under which cells refer to rows of a table, the name of that table.

    Returns
    -------
    dict
        Names of tables by name of column.
    """
    columns = [c for t in schema().tables.values() for c in t.columns.values()]
    return {c.name: of for c in columns if (of := target(c))}


def terms() -> dict[str, Any]:
    """Return what the page says of kinds, relations, columns and listed values, and the names a SPARQL question may use.

    Returns
    -------
    dict
        ``kinds``, ``relations``, ``tables`` (the columns of each file), ``columns`` (by the end of their IRI) and ``values``;
        ``prefixes``, ``base`` (of ids), ``vocabularyBase``; ``vocabulary``, the classes and properties with their prefixed names.
    """
    vocabulary = schema()
    columns = {_end(c.iri): c for t in vocabulary.tables.values() for c in t.columns.values()}
    return {
        "kinds": {name: {"label": t.label, "definition": t.definition, "classes": [_end(cls) for cls in t.classes]} for name, t in vocabulary.kinds.items()},
        "relations": {name: _relation(table) for name, table in vocabulary.relations.items()},
        "tables": {name: [_end(c.iri) for c in t.columns.values()] for name, t in vocabulary.tables.items()},
        "columns": {name: _column(c) for name, c in columns.items()},
        "values": {_end(scheme): {name: _value(c) for name, c in concepts.items()} for scheme, concepts in vocabulary.schemes.items()},
        "prefixes": namespaces(),
        "base": BASE,
        "vocabularyBase": PG,
        "vocabulary": _named(),
    }


def _relation(table: Table) -> dict[str, Any]:
    assert table.relation
    relation = table.relation
    return {
        "label": relation.label,
        "definition": relation.definition,
        "post": any(c.classifies_subject for c in table.columns.values()),
        "domain": _kinds(relation.domain),
        "range": _kinds(relation.range),
        "beforehand": relation.beforehand,
        **_polarity(relation),
    }


def _kinds(cls: str) -> list[str]:
    return [name for name, table in schema().kinds.items() if schema().is_a(table.iri, cls)]


def _column(column: Column) -> dict[str, Any]:
    """Describe a column; its ``type`` is the table its cells refer to, or the end of the IRI of their range."""
    return {"name": column.name, "label": column.label, "definition": column.definition, "type": target(column) or _end(column.range)}


def _value(concept: Concept) -> dict[str, Any]:
    return {"label": concept.label, "flags": sorted(concept.flags), **_polarity(concept)}


def _polarity(term: Relation | Concept) -> dict[str, str]:
    return {"polarity": term.polarity} if term.polarity else {}


def _named() -> list[dict[str, Any]]:
    """Classes and properties with their prefixed names, for completing a question; properties of other vocabularies take their column's label."""
    labels: dict[str, dict[str, str]] = defaultdict(dict)
    types: dict[str, set[str]] = defaultdict(set)
    for quad in pyoxigraph.parse(schema_text("ontology.ttl"), format=pyoxigraph.RdfFormat.TURTLE):
        subject: Any = quad.subject
        said: Any = quad.object
        if quad.predicate.value in (RDFS + "label", SKOS + "prefLabel"):
            labels[subject.value][said.language] = said.value
        elif quad.predicate.value == RDF + "type":
            types[subject.value].add(said.value)
    columns = [c for t in schema().tables.values() for c in t.columns.values()]
    written = {c.predicate: c.label for c in columns}
    own = {iri: labels[iri] for iri, of in types.items() if any(cls.endswith("Property") or cls == PG + "Relation" for cls in of)}
    classes = {iri: labels[iri] for iri, of in types.items() if NAMESPACES["owl"] + "Class" in of}
    return _prefixed(classes, "class") + _prefixed({**written, **own}, "property")


def _prefixed(labels: dict[str, dict[str, str]], kind: str) -> list[dict[str, Any]]:
    found = {_short(iri): label for iri, label in labels.items() if label and _short(iri)}
    return [{"iri": short, "kind": kind, "label": found[short]} for short in sorted(found)]


def _short(iri: str) -> str:
    return next((f"{prefix}:{iri.removeprefix(base)}" for prefix, base in namespaces().items() if iri.startswith(base)), "")


def _end(iri: str) -> str:
    return iri.removeprefix(PG).removeprefix(XSD)
