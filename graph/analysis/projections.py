"""Actor × concept matrices of agreement, and the networks of actors projected from them.

The definitions are those of the Discourse Network Analyzer: P. Leifeld (2017), "Discourse Network Analysis: Policy Debates as
Dynamic Networks", in The Oxford Handbook of Political Networks; the manual and source of DNA, https://github.com/leifeld/dna.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeVar

from graph.model import PolicyError

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

Normalization = Literal["average_activity", "jaccard", "cosine"]
T = TypeVar("T")


def affiliation(statements: pd.DataFrame) -> pd.DataFrame:
    """Count how often each actor agreed and disagreed with each concept.

    Parameters
    ----------
    statements
        Rows of :func:`statements`; the columns ``actor``, ``concept`` and ``agreement`` are read.

    Returns
    -------
    pandas.DataFrame
        A row an actor; columns in two levels: ``agree`` and ``disagree``, and below each the same concepts. ``table["agree"]`` is an
        actor × concept matrix of counts. In DNA's terms these are the layers X[:, :, 1] and X[:, :, 0] of its array.

    Examples
    --------
    >>> import pandas as pd
    >>> said = pd.DataFrame({"actor": ["org/x", "org/x", "org/y"], "concept": "topic/fees", "agreement": [True, True, False]})
    >>> affiliation(said)["agree"]["topic/fees"].to_dict()
    {'org/x': 2, 'org/y': 0}
    """
    import pandas as pd

    actors, concepts = sorted(set(statements["actor"])), sorted(set(statements["concept"]))
    side = statements["agreement"].map({True: "agree", False: "disagree"})
    columns = pd.MultiIndex.from_product([["agree", "disagree"], concepts], names=["agreement", "concept"])
    index = pd.Index(actors, name="actor")
    if statements.empty:
        return pd.DataFrame(0, index=index, columns=columns)
    return pd.crosstab(statements["actor"], [side, statements["concept"]]).reindex(index=index, columns=columns, fill_value=0)


def two_mode(affiliation: pd.DataFrame, aggregation: Literal["ignore", "subtract"] = "subtract", normalize: Literal["activity", "prominence"] | None = None) -> pd.DataFrame:
    """Return DNA's two-mode network: one number for each actor and concept.

    Parameters
    ----------
    affiliation
        Result of :func:`affiliation`.
    aggregation
        ``ignore``: agree + disagree, how often the actor spoke of the concept. ``subtract``: agree − disagree.
    normalize
        ``activity``: divided by the actor's number of statements; ``prominence``: by the concept's; ``None``: as it is.

    Returns
    -------
    pandas.DataFrame
        Actor × concept.

    Raises
    ------
    PolicyError
        If ``aggregation`` or ``normalize`` is unknown.

    Examples
    --------
    >>> import pandas as pd
    >>> said = pd.DataFrame({"actor": ["org/x", "org/x", "org/y"], "concept": "topic/fees", "agreement": [True, True, False]})
    >>> two_mode(affiliation(said), "subtract", "prominence")["topic/fees"].round(2).to_dict()
    {'org/x': 0.67, 'org/y': -0.33}
    """
    import pandas as pd

    agree, disagree = _layers(affiliation)
    total = agree + disagree
    table = _chosen(aggregation, {"ignore": total, "subtract": agree - disagree}, "aggregation")
    if normalize is not None:
        sums = _chosen(normalize, {"activity": total.sum(axis=1, keepdims=True), "prominence": total.sum(axis=0, keepdims=True)}, "normalization of a two-mode network")
        table = table / sums.clip(min=1)
    return pd.DataFrame(table, index=affiliation.index, columns=_concepts(affiliation))


def congruence(affiliation: pd.DataFrame, normalize: Normalization | None = None) -> pd.DataFrame:
    """Return how often each two actors took the same side.

    ``w(i, i') = Σ_j (A_ij A_i'j + D_ij D_i'j)`` with ``A`` and ``D`` the counts of agreement and disagreement with concept ``j``; nothing on the
    diagonal. Weights are products of counts: with :func:`distinct` statements they are numbers of shared positions.

    Parameters
    ----------
    affiliation
        Result of :func:`affiliation`.
    normalize
        ``None``, or what each weight is divided by (0 where that is 0), DNA's definitions, with ``a_i`` the number of the actor's statements:
        ``average_activity``: ``(a_i + a_i') / 2``; ``cosine``: ``a_i a_i'`` (not the cosine of the two rows); ``jaccard``: ``Σ`` over concepts
        and sides of ``X_i [X_i' = 0] + X_i' [X_i = 0] + X_i X_i'`` with ``X`` the count. Distinct statements keep all three within 0 and 1.

    Returns
    -------
    pandas.DataFrame
        Symmetric, actor × actor, zero diagonal; ``networkx.from_pandas_adjacency`` takes it.

    Raises
    ------
    PolicyError
        If ``normalize`` is unknown.

    Examples
    --------
    >>> import pandas as pd
    >>> said = pd.DataFrame({"actor": ["org/x", "org/y", "org/z"], "concept": "topic/fees", "agreement": [True, True, False]})
    >>> congruence(affiliation(said)).loc["org/x"].to_dict()
    {'org/x': 0, 'org/y': 1, 'org/z': 0}
    """
    agree, disagree = _layers(affiliation)
    return _network(agree @ agree.T + disagree @ disagree.T, affiliation, normalize)


def conflict(affiliation: pd.DataFrame, normalize: Normalization | None = None) -> pd.DataFrame:
    """Return how often each two actors took opposite sides.

    ``w(i, i') = Σ_j (A_ij D_i'j + D_ij A_i'j)``; parameters, normalisations and the shape of the result as of :func:`congruence`.

    Parameters
    ----------
    affiliation
        Result of :func:`affiliation`.
    normalize
        As of :func:`congruence`.

    Returns
    -------
    pandas.DataFrame
        Symmetric, actor × actor, zero diagonal.

    Examples
    --------
    >>> import pandas as pd
    >>> said = pd.DataFrame({"actor": ["org/x", "org/y", "org/z"], "concept": "topic/fees", "agreement": [True, True, False]})
    >>> conflict(affiliation(said)).loc["org/x"].to_dict()
    {'org/x': 0, 'org/y': 0, 'org/z': 1}
    """
    agree, disagree = _layers(affiliation)
    return _network(agree @ disagree.T + disagree @ agree.T, affiliation, normalize)


def subtract(affiliation: pd.DataFrame, normalize: Normalization | None = None) -> pd.DataFrame:
    """Return congruence less conflict for each two actors; below zero where they are opponents.

    Parameters
    ----------
    affiliation
        Result of :func:`affiliation`.
    normalize
        As of :func:`congruence`; the difference is divided.

    Returns
    -------
    pandas.DataFrame
        Symmetric, actor × actor, zero diagonal.

    Examples
    --------
    >>> import pandas as pd
    >>> said = pd.DataFrame({"actor": ["org/x", "org/y", "org/z"], "concept": "topic/fees", "agreement": [True, True, False]})
    >>> subtract(affiliation(said), "average_activity").loc["org/x"].to_dict()
    {'org/x': 0.0, 'org/y': 1.0, 'org/z': -1.0}
    """
    return congruence(affiliation, normalize) - conflict(affiliation, normalize)


def contention(affiliation: pd.DataFrame) -> pd.DataFrame:
    """Return how divided the actors are over each concept.

    Parameters
    ----------
    affiliation
        Result of :func:`affiliation`.

    Returns
    -------
    pandas.DataFrame
        A row a concept, the most conflict first: ``agree`` and ``disagree`` (actors on that side; who was on both is in both), ``congruence`` and
        ``conflict`` (weights of this concept in the networks, over pairs of actors), ``disagreement`` = conflict / (congruence + conflict): the
        share of pairs on opposite sides, 0 where fewer than two spoke.

    Examples
    --------
    >>> import pandas as pd
    >>> said = pd.DataFrame({"actor": ["org/x", "org/y", "org/z"], "concept": "topic/fees", "agreement": [True, True, False]})
    >>> contention(affiliation(said)).loc["topic/fees"].round(2).to_dict()
    {'agree': 2.0, 'disagree': 1.0, 'congruence': 1.0, 'conflict': 2.0, 'disagreement': 0.67}
    """
    import pandas as pd

    agree, disagree = _layers(affiliation)
    same = sum((side.sum(axis=0) ** 2 - (side**2).sum(axis=0)) // 2 for side in (agree, disagree))
    opposite = agree.sum(axis=0) * disagree.sum(axis=0) - (agree * disagree).sum(axis=0)
    actors = {"agree": (agree > 0).sum(axis=0), "disagree": (disagree > 0).sum(axis=0)}
    table = pd.DataFrame({**actors, "congruence": same, "conflict": opposite}, index=_concepts(affiliation))
    table["disagreement"] = table["conflict"] / (table["congruence"] + table["conflict"]).clip(lower=1)
    return table.sort_values(["conflict", "agree", "concept"], ascending=[False, False, True])


def _layers(affiliation: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    import numpy as np

    agree, disagree = np.split(affiliation.to_numpy(), 2, axis=1)
    return agree, disagree


def _concepts(affiliation: pd.DataFrame) -> pd.Index:
    return affiliation.columns.get_level_values("concept")[: len(affiliation.columns) // 2]


def _network(weights: np.ndarray, affiliation: pd.DataFrame, normalize: str | None) -> pd.DataFrame:
    """Divide the weights, empty the diagonal, and name the rows and columns."""
    import numpy as np
    import pandas as pd

    if normalize is not None:
        divisors = _chosen(normalize, {"average_activity": _average_activity, "jaccard": _jaccard, "cosine": _cosine}, "normalization")(affiliation.to_numpy())
        weights = np.divide(weights, divisors, out=np.zeros(weights.shape), where=divisors > 0)
    return pd.DataFrame(weights * ~np.eye(len(weights), dtype=bool), index=affiliation.index, columns=affiliation.index.rename(None))


def _average_activity(counts: np.ndarray) -> np.ndarray:
    import numpy as np

    return np.asarray(np.add.outer(counts.sum(axis=1), counts.sum(axis=1)) / 2)


def _cosine(counts: np.ndarray) -> np.ndarray:
    import numpy as np

    return np.asarray(np.multiply.outer(counts.sum(axis=1), counts.sum(axis=1)))


def _jaccard(counts: np.ndarray) -> np.ndarray:
    import numpy as np

    alone: np.ndarray = counts @ (counts == 0).T.astype(counts.dtype)
    return np.asarray(alone + alone.T + counts @ counts.T)


def _chosen(name: str, options: dict[str, T], what: str) -> T:
    if name not in options:
        raise PolicyError(f"unknown {what} '{name}'; valid are: {', '.join(options)}")
    return options[name]
