"""Groups in a weighted network: the ties that stand out, the coalitions, and how far they depend on the random seed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.model import PolicyError

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd


def disparity(network: pd.DataFrame) -> pd.DataFrame:
    """Return how likely a tie as strong as each would be if its actors spread their strength over their ties at random.

    ``p_ij = (1 − w_ij / s_i)^(k_i − 1)`` with ``s_i`` the strength and ``k_i`` the degree of ``i``; of the two ends the smaller. An actor with a single
    tie says nothing about it (``p`` = 1 from that end).

    Parameters
    ----------
    network
        Symmetric actor × actor weights, none below zero, such as a :func:`congruence` network.

    Returns
    -------
    pandas.DataFrame
        Symmetric p-values, 1 where there is no tie. They are not corrected for the number of ties.

    Raises
    ------
    PolicyError
        If a weight is below zero or the table is not symmetric.

    Notes
    -----
    M. Á. Serrano, M. Boguñá and A. Vespignani (2009), "Extracting the multiscale backbone of complex weighted networks", PNAS 106:6483-6488, equation 2.

    Examples
    --------
    >>> import pandas as pd
    >>> star = pd.DataFrame([[0, 8, 1, 1], [8, 0, 0, 0], [1, 0, 0, 0], [1, 0, 0, 0]], index=list("abcd"), columns=list("abcd"))
    >>> disparity(star).loc["a"].round(2).tolist()  # (1 - 8 / 10) ** 2 and (1 - 1 / 10) ** 2
    [1.0, 0.04, 0.81, 0.81]
    """
    import numpy as np

    weights = _weights(network)
    strength, degree = weights.sum(axis=1, keepdims=True), (weights > 0).sum(axis=1, keepdims=True)
    share = np.divide(weights, strength, out=np.zeros(weights.shape), where=strength > 0)
    from_one_end = np.where(weights > 0, (1 - share) ** np.maximum(degree - 1, 0), 1.0)
    found: pd.DataFrame = network.astype("float64") * 0 + np.minimum(from_one_end, from_one_end.T)
    return found


def backbone(network: pd.DataFrame, alpha: float = 0.05) -> pd.DataFrame:
    """Keep the ties that stand out at one of their ends at least: those of :func:`disparity` below ``alpha``.

    Parameters
    ----------
    network
        As of :func:`disparity`.
    alpha
        Level of significance, above 0 and up to 1.

    Returns
    -------
    pandas.DataFrame
        The network with 0 in place of all other ties. (DNA's own "backbone" selects concepts, not ties.)

    Raises
    ------
    PolicyError
        As of :func:`disparity`, and if ``alpha`` is out of its range.

    Examples
    --------
    >>> import pandas as pd
    >>> star = pd.DataFrame([[0, 8, 1, 1], [8, 0, 0, 0], [1, 0, 0, 0], [1, 0, 0, 0]], index=list("abcd"), columns=list("abcd"))
    >>> backbone(star).loc["a"].tolist()
    [0, 8, 0, 0]
    """
    if not 0 < alpha <= 1:
        raise PolicyError(f"alpha ({alpha}) must be above 0 and up to 1")
    return network.where(disparity(network) < alpha, 0)


def partitions(network: pd.DataFrame, runs: int = 100, seed: int = 0, resolution: float = 1.0) -> pd.DataFrame:
    """Group the actors by the Leiden algorithm, once for each of many seeds.

    Each run looks for the largest modularity ``Q = Σ_{ij} (w_ij − γ s_i s_j / 2m) [g_i = g_j] / 2m`` and ends when nothing improves it.

    Parameters
    ----------
    network
        As of :func:`disparity`; of a :func:`subtract` network the part above zero, ``network.clip(lower=0)``.
    runs
        Number of runs; run ``r`` has seed ``seed + r``.
    seed
        First seed.
    resolution
        ``γ``: larger values give more and smaller groups.

    Returns
    -------
    pandas.DataFrame
        A row an actor who has a tie, a column a run: the number of the actor's group, counted in the order of the rows.

    Raises
    ------
    PolicyError
        As of :func:`disparity`.

    Notes
    -----
    V. A. Traag, L. Waltman and N. J. van Eck (2019), "From Louvain to Leiden: guaranteeing well-connected communities", Scientific Reports 9:5233, in
    igraph's implementation. igraph's random numbers are drawn from Python's ``random`` afterwards, as they are by default.

    Examples
    --------
    >>> import pandas as pd
    >>> pairs = pd.DataFrame([[0, 1, 0, 0], [1, 0, 0, 0], [0, 0, 0, 1], [0, 0, 1, 0]], index=list("abcd"), columns=list("abcd"))
    >>> partitions(pairs, runs=2).T.values.tolist()
    [[0, 0, 1, 1], [0, 0, 1, 1]]
    """
    import random

    import igraph
    import numpy as np
    import pandas as pd

    weights = _weights(network)
    tied = np.flatnonzero(weights.sum(axis=1))
    tied_network = igraph.Graph.Weighted_Adjacency(weights[np.ix_(tied, tied)], mode="undirected", loops=False)
    found = {}
    for run in range(runs):
        igraph.set_random_number_generator(random.Random(seed + run))  # noqa: S311 - no secret
        groups = tied_network.community_leiden(objective_function="modularity", weights="weight", resolution=resolution, n_iterations=-1)
        found[run] = pd.factorize(pd.Series(groups.membership, dtype="int64"))[0]
    igraph.set_random_number_generator(random)
    return pd.DataFrame(found, index=network.index[tied])


def stability(partitions: pd.DataFrame) -> pd.Series:
    """Measure how far the runs agree.

    Parameters
    ----------
    partitions
        Result of :func:`partitions`, two runs or more.

    Returns
    -------
    pandas.Series
        ``runs``; ``distinct``: how many different partitions; ``mean_ari`` and ``lowest_ari``: the adjusted Rand index over all pairs of runs, 1 where
        two agree wholly, about 0 where they agree as much as chance would; ``fewest_groups`` and ``most_groups``.

    Notes
    -----
    L. Hubert and P. Arabie (1985), "Comparing partitions", Journal of Classification 2:193-218. Agreement of seeds says that the algorithm is sure, not that
    the data are: other documents may give other groups.

    Examples
    --------
    >>> import pandas as pd
    >>> stability(pd.DataFrame({0: [0, 0, 1, 1], 1: [0, 0, 1, 1], 2: [0, 1, 0, 1]}))[["distinct", "mean_ari"]].round(2).tolist()
    [2.0, 0.0]
    """
    import numpy as np
    import pandas as pd

    agreement = _agreement(partitions)[np.triu_indices(partitions.shape[1], 1)]
    groups = partitions.nunique()
    return pd.Series(
        {
            "runs": partitions.shape[1],
            "distinct": len(partitions.T.drop_duplicates()),
            "mean_ari": agreement.mean() if len(agreement) else 1.0,
            "lowest_ari": agreement.min() if len(agreement) else 1.0,
            "fewest_groups": groups.min(),
            "most_groups": groups.max(),
        },
        dtype="float64",
    )


def coalitions(partitions: pd.DataFrame) -> pd.DataFrame:
    """Return the partition on which the runs come nearest to agreeing, and how firmly each actor belongs to its group.

    Parameters
    ----------
    partitions
        Result of :func:`partitions`.

    Returns
    -------
    pandas.DataFrame
        By actor: ``coalition``, counted from 1 by size (equal ones by their first actor), of the run whose mean adjusted Rand index with all runs is highest,
        the earliest of equals; ``share`` of the runs in which the actor is in the group that corresponds to its coalition. Which group corresponds is
        settled for each run by the assignment that keeps most actors in place (H. W. Kuhn 1955).

    Examples
    --------
    >>> import pandas as pd
    >>> coalitions(pd.DataFrame({0: [0, 0, 1, 1, 1], 1: [0, 0, 1, 1, 1], 2: [0, 0, 0, 1, 1]}, index=list("abcde"))).round(2).T.values.tolist()
    [[2.0, 2.0, 1.0, 1.0, 1.0], [1.0, 1.0, 0.67, 1.0, 1.0]]
    """
    import numpy as np
    import pandas as pd

    nearest = partitions.iloc[:, int(_agreement(partitions).mean(axis=1).round(12).argmax())]
    ranks = {group: rank for rank, group in enumerate(nearest.value_counts().sort_index().sort_values(ascending=False, kind="stable").index, 1)}
    stays = np.mean([_corresponding(nearest, partitions[run]) == nearest for run in partitions], axis=0)
    return pd.DataFrame({"coalition": nearest.map(ranks), "share": stays}, index=partitions.index)


def _corresponding(groups: pd.Series, others: pd.Series) -> pd.Series:
    """Another partition in the group numbers of the first; -1 for groups without a counterpart."""
    import pandas as pd
    from scipy.optimize import linear_sum_assignment

    shared = pd.crosstab(groups, others)
    rows, columns = linear_sum_assignment(shared.to_numpy(), maximize=True)
    return others.map(dict(zip(shared.columns[columns], shared.index[rows], strict=True))).fillna(-1)


def _agreement(partitions: pd.DataFrame) -> np.ndarray:
    """Compare each two runs by the adjusted Rand index, once for runs that found the same."""
    import igraph
    import numpy as np

    kinds = partitions.T.drop_duplicates().to_numpy().tolist()
    between = np.ones((len(kinds), len(kinds)))
    for i, left in enumerate(kinds):
        for j, right in enumerate(kinds[:i]):
            between[i, j] = between[j, i] = igraph.compare_communities(left, right, method="adjusted_rand")
    of_run = [kinds.index(run) for run in partitions.T.to_numpy().tolist()]
    return between[np.ix_(of_run, of_run)]


def _weights(network: pd.DataFrame) -> np.ndarray:
    """Return the weights if they are those of an undirected network without negative ties."""
    import numpy as np

    weights = network.to_numpy(dtype=float)
    if weights.shape[0] != weights.shape[1] or not np.allclose(weights, weights.T):
        raise PolicyError("the network is not symmetric; give one of congruence, conflict or subtract")
    if (weights < 0).any():
        raise PolicyError("the network has weights below zero; give congruence(…), or subtract(…).clip(lower=0)")
    return weights
