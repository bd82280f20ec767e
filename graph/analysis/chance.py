"""How often who would meet whom by chance: a null model that keeps how often everybody met."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

from graph.analysis.meetings import two_sided
from graph.model import PolicyError

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    import pandas as pd


def against_chance(present: pd.DataFrame, draws: int = 1999, seed: int = 0, at_least: int = 2) -> pd.DataFrame:
    r"""Compare how often pairs met with how often they would have met by chance.

    Chance means: of all ways to seat the bodies at the meetings in which each body keeps its number of meetings and each meeting
    its number of government bodies and of other organisations, each is as likely as any other. Only meetings of both sides count.
    With :math:`m` the observed number of meetings of a pair and :math:`m_1 … m_B` the numbers in :math:`B` draws,
    :math:`p_{more} = (1 + \#\{m_b \ge m\}) / (B + 1)` and :math:`p_{less} = (1 + \#\{m_b \le m\}) / (B + 1)`
    (Phipson & Smyth 2010, "Permutation P-values Should Never Be Zero", Statistical Applications in Genetics and Molecular Biology 9:39).

    Each draw makes 10 trials an edge of swapping the meetings of two bodies (igraph's ``rewire``, separately for either side, on a
    graph directed from body to meeting, whose degrees it keeps). All draws start from one table that stands as many trials from the observed:
    draws and observation are then exchangeable, and p-values hold, however well the chain mixes (Besag & Clifford 1989,
    "Generalized Monte Carlo significance tests", Biometrika 76:633). On such null models: Gotelli 2000, "Null model analysis of
    species co-occurrence patterns", Ecology 81:2606 (fixed rows, fixed columns).

    Parameters
    ----------
    present
        Rows of :func:`graph.analysis.presence`.
    draws
        Number of draws :math:`B`. The Monte-Carlo standard error of a p-value is :math:`\sqrt{p (1 - p) / B}`: with 1,999 draws
        0.005 at p = 0.05.
    seed
        Seed of the draws. igraph's source of random numbers is Python's ``random`` again afterwards.
    at_least
        Pairs are judged if both have at least so many meetings: those with fewer can show nothing. The null model keeps these numbers,
        so that choosing by them does not favour any result.

    Returns
    -------
    pandas.DataFrame
        One row for each pair judged, whether it met or not, most surprising first. ``government_body``, ``organization``;
        ``meetings``, observed; ``of_government_body`` and ``of_organization``, how many meetings of both sides each had; ``expected``
        and ``sd``, mean and standard deviation over the draws; ``z = (meetings - expected) / sd`` (NaN if sd is 0); ``p_more`` and ``p_less``;
        ``se``, the standard error of the smaller of the two; ``q``, the two-sided p-value ``min(1, 2 min(p_more, p_less))`` after Benjamini & Hochberg
        1995, "Controlling the False Discovery Rate", Journal of the Royal Statistical Society B 57:289, over all pairs judged.

    Raises
    ------
    PolicyError
        If ``draws`` or ``at_least`` is below 1.

    Examples
    --------
    >>> import graph as kg
    >>> from graph.analysis import presence
    >>> table = against_chance(presence(kg.load("data")), draws=99)
    >>> table.loc[table["organization"] == "org/kakao", ["government_body", "meetings", "of_government_body", "of_organization"]].head(2).to_numpy().tolist()
    [['org/kftc', 0, 8, 10], ['org/msit', 6, 6, 10]]
    """
    import numpy as np
    import pandas as pd

    for name, value in (("draws", draws), ("at_least", at_least)):
        if value < 1:
            raise PolicyError(f"{name} is {value}; it must be 1 or more")
    rows = two_sided(present)
    sides = [pd.crosstab(of["body"], of["event"]) for of in (rows[rows["side"] == side] for side in ("government", "other"))]
    kept = [np.flatnonzero(side.sum(axis=1) >= at_least) for side in sides]
    seats = [side.to_numpy() for side in sides]
    observed = seats[0][kept[0]] @ seats[1][kept[1]].T
    drawn = _meetings_by_chance(seats, kept, draws, seed)
    pairs = pd.MultiIndex.from_product([side.index[of] for side, of in zip(sides, kept, strict=True)], names=["government_body", "organization"])
    columns = {
        "meetings": observed,
        "of_government_body": np.repeat(seats[0][kept[0]].sum(axis=1), len(kept[1])),
        "of_organization": np.tile(seats[1][kept[1]].sum(axis=1), len(kept[0])),
        "expected": drawn.mean(axis=0),
        "sd": drawn.std(axis=0),
        "p_more": (1 + (drawn >= observed).sum(axis=0)) / (draws + 1),
        "p_less": (1 + (drawn <= observed).sum(axis=0)) / (draws + 1),
    }
    return _judged(pd.DataFrame({name: column.ravel() for name, column in columns.items()}, index=pairs).reset_index(), draws)


def _judged(table: pd.DataFrame, draws: int) -> pd.DataFrame:
    """Add z, standard error and q, and put the most surprising first."""
    import numpy as np
    from scipy.stats import false_discovery_control

    smaller = np.minimum(table["p_more"], table["p_less"])
    judged = table.assign(
        z=(table["meetings"] - table["expected"]) / table["sd"].where(table["sd"] > 0),
        se=np.sqrt(smaller * (1 - smaller) / draws),
        q=false_discovery_control(np.minimum(1.0, 2 * smaller)) if len(table) else smaller,
    )
    order = judged.assign(by=smaller).sort_values(["by", "government_body", "organization"]).index
    columns = ["government_body", "organization", "meetings", "of_government_body", "of_organization", "expected", "sd", "z", "p_more", "p_less", "se", "q"]
    return judged.loc[order, columns].reset_index(drop=True)


def _meetings_by_chance(seats: list[np.ndarray[Any, Any]], kept: list[np.ndarray[Any, Any]], draws: int, seed: int) -> np.ndarray[Any, Any]:
    """How often the kept pairs met in each draw: draws × government bodies × other organisations."""
    import igraph
    import numpy as np

    igraph.set_random_number_generator(random.Random(seed))  # noqa: S311 - a simulation
    try:
        seatings = zip(*(_seatings(side, draws, seed + number) for number, side in enumerate(seats)), strict=True)
        return np.array([government[kept[0]] @ other[kept[1]].T for government, other in seatings])
    finally:
        igraph.set_random_number_generator(random)


def _seatings(table: np.ndarray[Any, Any], draws: int, seed: int) -> Iterator[np.ndarray[Any, Any]]:
    """Draw tables of zeros and ones with the row and column sums of a table."""
    import igraph
    import numpy as np

    bodies, events = table.shape
    edges = np.add(np.argwhere(table), [0, bodies])
    hub = igraph.Graph(n=bodies + events, edges=edges, directed=True)
    trials = 10 * len(edges)
    # One trial more or fewer by the toss of a coin: where every swap succeeds, an even number would always lead back to the same half of the tables.
    tosses = np.random.default_rng(seed).integers(2, size=draws + 1).tolist()
    hub.rewire(trials + tosses.pop())
    for toss in tosses:
        drawn = hub.copy()
        drawn.rewire(trials + toss)
        seats = np.zeros_like(table)
        seats[tuple(np.array(drawn.get_edgelist(), dtype=int).reshape(-1, 2).T - [[0], [bodies]])] = 1
        yield seats
