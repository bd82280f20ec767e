"""JSON-LD 1.1 whose keys are the vocabulary's names, for programs that read JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pyoxigraph

from graph.model import PG, RDF, XSD
from graph.rdf import namespaces, to_turtle

if TYPE_CHECKING:
    from graph.model import PolicyGraph

_PLAIN = {XSD + "string", RDF + "langString"}


def to_jsonld(policy: PolicyGraph) -> str:
    """Write a PolicyGraph as one JSON-LD document.

    Parameters
    ----------
    policy
        Merged tables.

    Returns
    -------
    str
        The triples of :func:`graph.rdf.to_turtle`: a context of prefixes and one object for each entity, document, claim,
        piece of evidence and ledger row, a line each, in the order of the Turtle.
    """
    nodes: dict[str, dict[str, Any]] = {}
    for quad in pyoxigraph.parse(to_turtle(policy), format=pyoxigraph.RdfFormat.TURTLE):
        assert isinstance(quad.subject, pyoxigraph.NamedNode)
        subject = _short(quad.subject.value)
        node = nodes.setdefault(subject, {"@id": subject})
        if quad.predicate.value == RDF + "type":
            node.setdefault("@type", []).append(_short(_iri(quad.object)))
        else:
            node.setdefault(_short(quad.predicate.value), []).append(_value(quad.object))
    lines = ",\n".join(json.dumps(_unwrapped(node), ensure_ascii=False) for node in nodes.values())
    context = json.dumps(namespaces(), ensure_ascii=False, indent=1)
    return f'{{"@context": {context},\n"@graph": [\n{lines}\n]}}\n'


def _value(term: object) -> Any:
    if not isinstance(term, pyoxigraph.Literal):
        return {"@id": _short(_iri(term))}
    if term.language:
        return {"@value": term.value, "@language": term.language}
    if term.datatype.value == XSD + "boolean":
        return term.value == "true"
    return term.value if term.datatype.value in _PLAIN else {"@value": term.value, "@type": _short(term.datatype.value)}


def _unwrapped(node: dict[str, Any]) -> dict[str, Any]:
    return {key: values[0] if isinstance(values, list) and len(values) == 1 else values for key, values in node.items()}


def _iri(term: object) -> str:
    assert isinstance(term, pyoxigraph.NamedNode)
    return term.value


def _short(iri: str) -> str:
    if iri.startswith(PG):
        return "pg:" + iri[len(PG) :]
    for prefix, start in namespaces().items():
        if iri.startswith(start) and "/" not in iri[len(start) :]:
            return f"{prefix}:{iri[len(start) :]}"
    return iri
