"""JSON-LD 1.1 whose keys are the vocabulary's names, for programs that read JSON."""

from __future__ import annotations

import json
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, Any

import pyoxigraph

from graph.model import BASE, RDF, XSD
from graph.rdf import namespaces, to_turtle

if TYPE_CHECKING:
    from collections.abc import Iterable

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
    encode = json.JSONEncoder(ensure_ascii=False).encode
    spoken_of_again = {BASE + i for i in policy.judgements["right"]}  # by the judgements, which the Turtle ends with
    lines: dict[str, str] = {}
    open_: dict[str, dict[str, Any]] = {}
    for subject, quads in groupby(pyoxigraph.parse(to_turtle(policy), format=pyoxigraph.RdfFormat.TURTLE), key=lambda quad: _iri(quad.subject)):
        node = _node(subject, quads, open_.get(subject))
        lines[subject] = encode(_unwrapped(node))
        if subject in spoken_of_again:
            open_[subject] = node
    context = json.dumps(namespaces(), ensure_ascii=False, indent=1)
    return f'{{"@context": {context},\n"@graph": [\n' + ",\n".join(lines.values()) + "\n]}\n"


def _node(subject: str, quads: Iterable[pyoxigraph.Quad], node: dict[str, Any] | None) -> dict[str, Any]:
    """Put what is said of a subject into an object, or add it to the one there is."""
    node = node or {"@id": _short(subject)}
    for quad in quads:
        if quad.predicate.value == RDF + "type":
            node.setdefault("@type", []).append(_short(_iri(quad.object)))
        else:
            node.setdefault(_short(quad.predicate.value), []).append(_value(quad.object))
    return node


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
    prefixes = _prefixes()
    slash = iri.rfind("/") + 1
    for end in (slash, iri.find("#", slash) + 1):
        if iri[:end] in prefixes:
            return f"{prefixes[iri[:end]]}:{iri[end:]}"
    return iri


@cache
def _prefixes() -> dict[str, str]:
    return {iri: prefix for prefix, iri in namespaces().items()}
