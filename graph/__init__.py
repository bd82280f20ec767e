"""Platform-policy graph: who met whom, who promised what, who opposed which rule, and the document that says so.

>>> import graph as kg
>>> policy = kg.load("data")
>>> kg.query(policy, "who_attended", event="event/2024-11-06-msit-platform-ceos").shape[0]
9
"""

from graph import analysis
from graph.build import build, load
from graph.check import check
from graph.explorer import to_pyvis, write_explorer
from graph.extract import extract
from graph.model import PolicyError, PolicyGraph, Problem
from graph.network import to_networkx
from graph.query import query, questions
from graph.rdf import to_rdf, to_turtle
from graph.report import report
from graph.resolve import find

__version__ = "0.1.0"
__all__ = [
    "PolicyError",
    "PolicyGraph",
    "Problem",
    "analysis",
    "build",
    "check",
    "extract",
    "find",
    "load",
    "query",
    "questions",
    "report",
    "to_networkx",
    "to_pyvis",
    "to_rdf",
    "to_turtle",
    "write_explorer",
]
