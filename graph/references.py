"""Rows that name rows of their own sort, such as a pledge the one it restates: such chains must end."""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING

from graph.model import PolicyGraph, Problem, schema
from graph.resolve import canonical

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from graph.model import Table

Cell = tuple[str, int, str]  # file, line and column in which one row names another


def circles(policy: PolicyGraph) -> Iterator[Problem]:
    """Yield a problem for each circle of rows that name each other, and for each row that names itself.

    Which columns can name a row of their own sort is read from the vocabulary: ``restates`` and ``part_of`` of pledges,
    ``parent`` of organisations, ``claim`` of disputes. A circle may run through several of them.

    Parameters
    ----------
    policy
        Tables as read or as merged; ids that are judged to be the same count as one.
    """
    kept = canonical(policy.judgements)
    named: dict[str, dict[str, Cell]] = {}
    for frame in (policy.entities, policy.claims):
        for table in sorted(frame["table"].unique()):
            for source, target, cell in _references(schema().tables[table], frame[frame["table"] == table]):
                named.setdefault(kept.get(source, source), {})[kept.get(target, target)] = cell
    while circle := _circle(named):
        last, first = circle[-2:]
        yield _problem(circle, named[last].pop(first))


def _references(table: Table, rows: pd.DataFrame) -> Iterator[tuple[str, str, Cell]]:
    for column in table.columns.values():
        if column.name not in {"subject", "object"} and schema().is_a(table.iri, column.range):
            naming = rows[rows[column.name] != ""].sort_values("line")
            for source, target, line in zip(naming["id"], naming[column.name], naming["line"], strict=True):
                yield source, target, (table.file, line, column.name)


def _circle(named: dict[str, dict[str, Cell]]) -> list[str]:
    """Return ids of which each names the next and the last is the first, or nothing."""
    try:
        TopologicalSorter(named).prepare()
    except CycleError as error:
        ids: list[str] = error.args[1][::-1]  # graphlib lists who is named before who names
        start = ids.index(min(ids))
        return [*ids[start:-1], *ids[:start], ids[start]] if start else ids
    return []


def _problem(circle: list[str], cell: Cell) -> Problem:
    file, line, column = cell
    if len(circle) == 2:  # noqa: PLR2004 - a row and itself
        return Problem(file, line, column, f"'{circle[0]}' names itself; name another row or leave the cell empty")
    return Problem(file, line, column, f"leads round in a circle, {' → '.join(circle)}; leave one of these cells empty")
