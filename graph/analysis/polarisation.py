"""How far a debate falls into two camps that oppose each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.analysis.projections import conflict, congruence, subtract

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

_STARTS = 50


def camps(affiliation: pd.DataFrame, seed: int = 0) -> pd.Series:
    """Split the actors into the two camps that leave the least agreement across and disagreement within.

    Parameters
    ----------
    affiliation
        Result of :func:`affiliation`; best of :func:`distinct` statements.
    seed
        Of the random starts of the search.

    Returns
    -------
    pandas.Series
        By actor: ``1`` the larger camp, ``-1`` the smaller, ``0`` no side: the actor has no tie to the largest connected part of the subtract network, in
        which alone the two camps are the same everywhere, or is tied to both alike.

    Notes
    -----
    With ``s = ±1`` the split minimises the frustration ``L = Σ_{i<i'} congruence (s_i ≠ s_i') + conflict (s_i = s_i')``, the line index of balance
    (F. Harary 1959; S. Aref and M. C. Wilson 2019, "Balance and frustration in signed networks", Journal of Complex Networks 7:163-189). Finding it is
    NP-hard; one actor after another changes sides while that helps, from 50 starts. The tests compare the result with exact optimisation.

    Examples
    --------
    >>> import pandas as pd
    >>> from graph.analysis import affiliation
    >>> said = pd.DataFrame({"actor": ["org/x", "org/y", "org/z"], "concept": "topic/fees", "agreement": [True, True, False]})
    >>> camps(affiliation(said)).to_dict()
    {'org/x': 1, 'org/y': 1, 'org/z': -1}
    """
    import pandas as pd
    from scipy.sparse.csgraph import connected_components

    weights = subtract(affiliation).to_numpy()
    sides = _split(weights, seed)
    parts = pd.Series(connected_components(weights != 0)[1])
    largest = parts == parts.value_counts(sort=False).sort_index().idxmax()
    sided = sides * largest.to_numpy() * (weights @ sides != 0)
    larger = 1 if sided.sum() > 0 or (sided.sum() == 0 and sided[sided != 0][:1].sum() >= 0) else -1
    return pd.Series(larger * sided, index=affiliation.index, name="camp")


def polarisation(affiliation: pd.DataFrame, seed: int = 0) -> pd.Series:
    """Measure how much the actors disagree, and how much of that runs between two camps.

    Parameters
    ----------
    affiliation
        Result of :func:`affiliation`; best of :func:`distinct` statements.
    seed
        Of the search for the camps, as of :func:`camps`.

    Returns
    -------
    pandas.Series
        ``actors``; ``congruence`` and ``conflict``: weights over all pairs of actors; ``frustration``: ``L`` of the best two camps; ``disagreement``
        = conflict / (congruence + conflict); ``balance`` = 1 − 2 L / (congruence + conflict); ``explained`` = 1 − L / conflict; ``polarisation`` =
        disagreement × explained. All are 0 where there is nothing to divide by.

    Notes
    -----
    ``balance`` is the normalised line index ``F`` of S. Aref and M. C. Wilson (2018), "Measuring partial balance in signed networks", Journal of Complex
    Networks 6:566-595. It is 1 for a debate without any conflict, so it is compared here with one camp for all, whose frustration is the whole
    conflict: ``explained`` is the part of it that a second camp takes away, a proportional reduction of error, and ``polarisation`` =
    ``(balance − balance of one camp) / 2``. That is 0 where nobody disagrees or where no two camps fit better than one, and ``k / (2 k − 1)``, about a
    half, where two camps of ``k`` actors each disagree on everything. Where each actor spoke on few concepts two camps fit by chance: compare with
    :func:`polarisation_by_chance`.

    Examples
    --------
    >>> import pandas as pd
    >>> from graph.analysis import affiliation
    >>> said = pd.DataFrame({"actor": ["org/x", "org/y", "org/z"], "concept": "topic/fees", "agreement": [True, True, False]})
    >>> polarisation(affiliation(said))[["congruence", "conflict", "explained", "polarisation"]].round(2).tolist()
    [1.0, 2.0, 1.0, 0.67]
    """
    import numpy as np
    import pandas as pd

    same, opposite = congruence(affiliation).to_numpy(), conflict(affiliation).to_numpy()
    sides = _split(same - opposite, seed)
    together = np.equal.outer(sides, sides)
    frustration = (opposite[together].sum() + same[~together].sum()) / 2
    agreed, opposed = same.sum() / 2, opposite.sum() / 2
    total = agreed + opposed
    measures = {"actors": len(affiliation), "congruence": agreed, "conflict": opposed, "frustration": frustration}
    shares = {"disagreement": _share(opposed, total), "balance": _share(total - 2 * frustration, total), "explained": _share(opposed - frustration, opposed)}
    return pd.Series({**measures, **shares, "polarisation": _share(opposed - frustration, total)}, dtype="float64")


def polarisation_by_chance(affiliation: pd.DataFrame, draws: int = 200, seed: int = 0) -> pd.DataFrame:
    """Measure the polarisation of debates in which nobody's side on one concept says anything about their side on another.

    Within each concept the statements are dealt out anew among those who spoke of it: who spoke on what stays, and so does how many agreed and
    disagreed with each concept.

    Parameters
    ----------
    affiliation
        Result of :func:`affiliation` of :func:`distinct` statements.
    draws
        Number of debates.
    seed
        Of the draws and of the search for camps.

    Returns
    -------
    pandas.DataFrame
        A row a draw, the columns of :func:`polarisation`. The share of rows (plus one each) that reach the observed value is a one-sided permutation
        p-value; with 200 draws none can be below 0.005.

    Examples
    --------
    >>> import pandas as pd
    >>> from graph.analysis import affiliation
    >>> said = pd.DataFrame({"actor": ["org/x", "org/y", "org/z"], "concept": "topic/fees", "agreement": [True, True, False]})
    >>> polarisation_by_chance(affiliation(said), draws=2)["explained"].tolist()
    [1.0, 1.0]
    """
    import numpy as np
    import pandas as pd

    random = np.random.default_rng(seed)
    return pd.DataFrame([polarisation(_dealt(affiliation, random), seed) for _ in range(draws)])


def _dealt(affiliation: pd.DataFrame, random: np.random.Generator) -> pd.DataFrame:
    """Permute the sides of the speakers of each concept."""
    import numpy as np

    agree, disagree = np.split(affiliation.to_numpy(copy=True), 2, axis=1)
    for concept in range(len(affiliation.columns) // 2):
        speakers = np.flatnonzero(agree[:, concept] + disagree[:, concept])
        dealt = random.permutation(speakers)
        agree[speakers, concept], disagree[speakers, concept] = agree[dealt, concept], disagree[dealt, concept]
    return affiliation * 0 + np.hstack([agree, disagree])


def _split(weights: np.ndarray, seed: int) -> np.ndarray:
    """Sides ±1 with the largest Σ w s s' that a search from random starts finds."""
    import numpy as np

    starts = np.random.default_rng(seed).choice([-1, 1], (_STARTS, len(weights)))
    return max((_improved(weights, sides) for sides in starts), key=lambda sides: int(sides @ weights @ sides))


def _improved(weights: np.ndarray, sides: np.ndarray) -> np.ndarray:
    """Move the actor that fits worst to the other side until all fit."""
    pull = weights @ sides
    while len(sides) and (fit := sides * pull).min() < 0:
        worst = fit.argmin()
        sides[worst] *= -1
        pull = pull + 2 * sides[worst] * weights[worst]
    return sides


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0
