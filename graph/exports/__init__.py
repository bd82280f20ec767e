"""PolicyGraph to other formats: one module a format, each with one function that returns text."""

from graph.exports.graphml import to_graphml
from graph.exports.jsonld import to_jsonld
from graph.exports.tidy import to_csv

__all__ = ["to_csv", "to_graphml", "to_jsonld"]
