"""Who stands between government, business and civil society, and how sure that is when coverage is uneven."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any

from graph.model import PolicyError
from graph.tables import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import numpy as np
    import pandas as pd

GROUPS = (("government",), ("business", "merchants"), ("civil_society", "expertise"))


def brokers(present: pd.DataFrame, draws: int = 200, seed: int = 0, top: int = 5, groups: Sequence[Sequence[str]] = GROUPS) -> pd.DataFrame:
    r"""Rank organisations by how many ties between sectors run through them, with intervals from resampled documents.

    Two organisations are tied if they were present at the same event (:func:`graph.analysis.co_attendance`, unweighted). With
    :math:`\sigma_{st}` shortest paths between :math:`s` and :math:`t`, of which :math:`\sigma_{st}(v)` lead through :math:`v`, the measure is
    :math:`b(v) = \sum_{s,t} \sigma_{st}(v) / \sigma_{st}` over the pairs :math:`s, t \neq v` of different groups, divided by the number of
    those pairs: betweenness (Freeman 1977, "A Set of Measures of Centrality Based on Betweenness", Sociometry 40:35) between given sources and
    targets (Brandes 2008, "On variants of shortest-path betweenness centrality", Social Networks 30:136). Pairs without a path count as 0.

    The intervals are percentiles of a bootstrap (Efron 1979, "Bootstrap Methods", Annals of Statistics 7:1): as many documents as support the
    attendance are drawn with replacement; an attendance stays if a document that says so is drawn. About 37 % of what rests on one document is
    missing from a draw, so that draws are thinner than the data and intervals lean low: read them as what is left of a rank had other documents been found.

    Parameters
    ----------
    present
        Rows of :func:`graph.analysis.presence`.
    draws
        Number of draws.
    seed
        Seed of the draws.
    top
        Ranks up to this one count for ``in_top``.
    groups
        Groups of sectors (names of ``pg:Sector``). Organisations of other sectors lie on paths but at no end of one.

    Returns
    -------
    pandas.DataFrame
        One row for each organisation, sorted by rank and id. ``body``, ``name``, ``sector``; ``meetings``, how many events;
        ``betweenness``, the share of pairs between 0 and 1; ``rank``, 1 for the highest, equals sharing the better rank; ``low`` and
        ``high``, ``rank_low`` and ``rank_high``, the 2.5th and 97.5th percentiles of the two; ``in_top``, the share of draws in which it ranks
        within ``top`` with a betweenness above 0.

    Raises
    ------
    PolicyError
        If a sector is unknown, stands in two groups, or ``draws`` is below 1.

    Examples
    --------
    >>> import graph as kg
    >>> from graph.analysis import presence
    >>> brokers(presence(kg.load("data")), draws=20).loc[0, "body"]
    'org/kakao'
    """
    import numpy as np

    _check(groups, draws)
    rows = present[present["side"] != ""].sort_values(["body", "event"], ignore_index=True)
    bodies = rows.groupby("body").agg(name=("name", "first"), sector=("sector", "first"), meetings=("event", "size"))
    of_sector = {sector: number for number, group in enumerate(groups) for sector in group}
    group = bodies["sector"].map(of_sector).fillna(-1).to_numpy(dtype=int)
    observed = _betweenness(_seats(rows), group)
    drawn = np.array([_betweenness(_seats(rows, kept), group) for kept in _resampled(rows["documents"], draws, seed)])
    ranks = _ranks(drawn)
    low, high = np.percentile(drawn, [2.5, 97.5], axis=0)
    rank_low, rank_high = np.percentile(ranks, [2.5, 97.5], axis=0, method="nearest").astype(int)
    table = bodies.assign(betweenness=observed, rank=_ranks(observed[None])[0], low=low, high=high, rank_low=rank_low, rank_high=rank_high)
    table = table.assign(in_top=((ranks <= top) & (drawn > 0)).mean(axis=0)).reset_index()
    ordered: pd.DataFrame = table.sort_values(["rank", "body"], ignore_index=True)
    return ordered


def _check(groups: Sequence[Sequence[str]], draws: int) -> None:
    from graph.analysis.sectors import sector_labels

    named = [sector for group in groups for sector in group]
    for sector in named:
        if sector not in sector_labels():
            raise PolicyError(f"unknown sector '{sector}'; {nearest(sector, sector_labels())}")
        if named.count(sector) > 1:
            raise PolicyError(f"sector '{sector}' stands twice; a sector belongs to one group")
    if draws < 1:
        raise PolicyError(f"draws is {draws}; it must be 1 or more")


def _seats(rows: pd.DataFrame, kept: np.ndarray[Any, Any] | None = None) -> np.ndarray[Any, Any]:
    """Bodies × events, true where a body was present; ``kept`` says which rows count."""
    import numpy as np
    import pandas as pd

    (body, bodies), (event, events) = (pd.factorize(rows[column], sort=True) for column in ("body", "event"))
    seats = np.zeros((len(bodies), len(events)), dtype=bool)
    seats[body, event] = True if kept is None else kept
    return seats


def _resampled(documents: Iterable[str], draws: int, seed: int) -> Iterator[np.ndarray[Any, Any]]:
    """For each draw of documents with replacement, which rows a drawn document supports."""
    import numpy as np

    supporting = [text.split() for text in documents]
    names = sorted({document for of in supporting for document in of})
    place = {document: number for number, document in enumerate(names)}
    says = np.zeros((len(supporting), len(names)), dtype=bool)
    for row, of in enumerate(supporting):
        says[row, [place[document] for document in of]] = True
    for drawn in np.random.default_rng(seed).integers(max(len(names), 1), size=(draws, len(names))):
        yield np.asarray(says[:, np.unique(drawn)].any(axis=1))


def _betweenness(seats: np.ndarray[Any, Any], group: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Share of the pairs of different groups whose shortest paths lead through each body."""
    import igraph
    import numpy as np

    network = igraph.Graph.Adjacency((seats.astype(int) @ seats.T > 0).tolist(), mode="undirected", loops=False)
    there = seats.any(axis=1)
    through, pairs = np.zeros(len(seats)), np.zeros(len(seats))
    for one, other in combinations(range(group.max(initial=-1) + 1), 2):
        ends = [np.flatnonzero(there & (group == number)) for number in (one, other)]
        if all(len(end) for end in ends):
            through += 2 * np.array(network.betweenness(directed=False, sources=ends[0].tolist(), targets=ends[1].tolist()))  # igraph takes each pair for half of two
        pairs += len(ends[0]) * len(ends[1]) - np.where(group == one, len(ends[1]), 0) - np.where(group == other, len(ends[0]), 0)
    return through / np.maximum(pairs, 1)


def _ranks(values: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Rank from the highest, row by row; equals share the better rank."""
    import numpy as np
    from scipy.stats import rankdata

    ranks: np.ndarray[Any, Any] = rankdata(-np.round(values, 12), method="min", axis=1).astype(int)
    return ranks
