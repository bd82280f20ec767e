"""SHACL shapes applied to columns, so that a broken rule is told by file and row instead of by graph node.

The rules are those of ``schema/shapes.ttl``; meaning as in SHACL (W3C Recommendation of 20 July 2017), sections 2.1.3.1
(class targets), 4.2 (cardinality), 4.3.1 (minInclusive), 4.4 (strings), 4.6.3 (or) and 4.8.2 (hasValue).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from graph.model import RDF, SHACL, schema, schema_text
from graph.tables import texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pandas as pd

    from graph.model import Column, Table

Cells = list[tuple[str, ...]]
_KEYWORDS = ("path", "minCount", "maxCount", "maxLength", "pattern", "minInclusive", "hasValue")


@dataclass(frozen=True)
class Rule:
    """One property shape: the path, the constraint's name and its parameter."""

    path: str
    constraint: str
    parameter: str


@dataclass(frozen=True)
class Shape:
    """A node shape: the class it targets, rules that must hold and groups of which one rule must hold."""

    target: str
    rules: tuple[Rule, ...]
    alternatives: tuple[tuple[Rule, ...], ...]


@cache
def shapes() -> tuple[Shape, ...]:
    """Read ``schema/shapes.ttl``.

    Raises
    ------
    NotImplementedError
        If a shape uses a constraint that is not applied to columns here.
    """
    import rdflib

    graph = rdflib.Graph().parse(data=schema_text("shapes.ttl"), format="turtle")
    sh = rdflib.Namespace(SHACL)

    def rules(node: Any) -> Iterator[Rule]:
        for property_ in graph.objects(node, sh.property):
            found = {str(p).removeprefix(SHACL): str(o) for p, o in graph.predicate_objects(property_)}
            unknown = set(found) - set(_KEYWORDS)
            if unknown:
                raise NotImplementedError(f"shapes.ttl: sh:{unknown.pop()} is not applied to the tables; extend graph/shapes.py")
            for name in _KEYWORDS[1:]:
                if name in found:
                    yield Rule(found["path"], name, found[name])

    def alternatives(node: Any) -> Iterator[tuple[Rule, ...]]:
        for list_ in graph.objects(node, sh["or"]):
            yield tuple(rule for item in rdflib.collection.Collection(graph, list_) for rule in rules(item))

    found = []
    for node, target in graph.subject_objects(sh.targetClass):
        unknown = {str(p) for p in graph.predicates(node)} - {RDF + "type", SHACL + "targetClass", SHACL + "property", SHACL + "or"}
        if unknown:
            raise NotImplementedError(f"shapes.ttl: {unknown.pop()} is not applied to the tables; extend graph/shapes.py")
        key = lambda rule: (rule.path, rule.constraint)  # noqa: E731 - used on the next line only
        found.append(Shape(str(target), tuple(sorted(rules(node), key=key)), tuple(sorted(alternatives(node), key=repr))))
    return tuple(sorted(found, key=lambda shape: shape.target))


def violations(table: Table, frame: pd.DataFrame) -> Iterator[tuple[int, str, str]]:
    """Apply every shape that targets a table's class to its rows.

    Parameters
    ----------
    table
        The table the rows belong to.
    frame
        Its rows, with the table's columns.

    Yields
    ------
    tuple
        Position of the row, heading of the column, what is wrong.
    """
    for shape in shapes():
        if shape.target in table.classes:
            for rule in shape.rules:
                yield from _told(rule, _columns(table, rule.path), frame)
            for group in shape.alternatives:
                yield from _alternatives_told(group, table, frame)
        for column in table.columns.values():
            if column.range == shape.target:
                for rule in (r for r in shape.rules if r.path == RDF + "value"):
                    yield from _told(rule, [column], frame)


def _told(rule: Rule, columns: list[Column], frame: pd.DataFrame) -> Iterator[tuple[int, str, str]]:
    for row in _broken(rule, columns, frame):
        yield row, columns[0].name, _message(rule)


def _alternatives_told(group: tuple[Rule, ...], table: Table, frame: pd.DataFrame) -> Iterator[tuple[int, str, str]]:
    needed = next(rule for rule in group if rule.constraint == "minCount")
    given = next(rule for rule in group if rule is not needed)
    broken = [set(_broken(rule, _columns(table, rule.path), frame)) for rule in group]
    for row in sorted(set.intersection(*broken)):
        yield row, _columns(table, needed.path)[0].name, f"is missing, though {_columns(table, given.path)[0].name} asks for it"


def _columns(table: Table, path: str) -> list[Column]:
    return [column for column in table.columns.values() if column.predicate == path]


def _broken(rule: Rule, columns: list[Column], frame: pd.DataFrame) -> list[int]:
    cells: Cells = list(zip(*(texts(frame[c.name]) for c in columns), strict=True))
    breaks = _breaks(rule, columns)
    wrong = {values for values in set(cells) if breaks(values)}
    return [i for i, values in enumerate(cells) if values in wrong] if wrong else []


def _breaks(rule: Rule, columns: list[Column]) -> Callable[[tuple[str, ...]], bool]:
    if rule.constraint == "minCount":
        return lambda values: not any(values)
    if rule.constraint == "maxCount":
        return any
    holds = _test(rule, columns)
    if rule.constraint == "hasValue":
        return lambda values: not any(value and holds(value) for value in values)
    return lambda values: any(value and not holds(value) for value in values)


def _test(rule: Rule, columns: list[Column]) -> Callable[[str], bool]:
    if rule.constraint == "maxLength":
        return lambda value: len(value) <= int(rule.parameter)
    if rule.constraint == "pattern":
        return lambda value: re.search(rule.parameter, value) is not None
    if rule.constraint == "minInclusive":
        return lambda value: not _is_number(value) or float(value) >= float(rule.parameter)
    concepts = schema().schemes[columns[0].range]
    return lambda value: value in concepts and concepts[value].iri == rule.parameter


def _is_number(value: str) -> bool:
    return re.fullmatch(r"[+-]?[0-9]+(\.[0-9]+)?", value) is not None


def _message(rule: Rule) -> str:
    return {
        "minCount": "is missing",
        "maxCount": "must be empty",
        "maxLength": f"is longer than {rule.parameter} characters",
        "pattern": f"does not have the form {rule.parameter}",
        "minInclusive": f"is less than {rule.parameter}",
        "hasValue": f"must be {rule.parameter}",
    }[rule.constraint]
