"""How likely it is that a candidate is what it looks like: log-linear models learned from annotated articles."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pycrfsuite

MODELS = Path(__file__).parent / "models"


_left_out: set[str] = set()


def leave_out(*tasks: str) -> None:
    """Do without the models of some tasks from here on, so that others can be learned; without a name, use all again."""
    _left_out.clear()
    _left_out.update(tasks)
    model.cache_clear()


@cache
def model(task: str, tagger: str) -> pycrfsuite.Tagger | None:
    """Return the model of a task for the tags of a tagger, ``None`` if there is none."""
    import pycrfsuite

    path = MODELS / f"{task}-{tagger}.crfsuite"
    if not path.exists() or task in _left_out:
        return None
    found = pycrfsuite.Tagger()
    found.open(str(path))
    return found


def chances(task: str, tagger: str, features: Sequence[str]) -> dict[str, float]:
    """Return the probability of each label of a candidate.

    Parameters
    ----------
    task
        ``pledges``, ``stances`` or ``attendance``.
    tagger
        The tagger whose tags the features hold.
    features
        What is known of the candidate.

    Returns
    -------
    dict
        Probabilities that sum to one; empty if there is no model.
    """
    known = model(task, tagger)
    if known is None:
        return {}
    known.set([features])
    return {label: known.marginal(label, 0) for label in known.labels()}


@cache
def _measured(tagger: str) -> dict[str, tuple[int, int]]:
    path = MODELS / f"precision-{tagger}.csv"
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        return {row["rule"]: (int(row["right"]), int(row["wrong"])) for row in csv.DictReader(file)}


@cache
def precision(rule: str, tagger: str) -> float | None:
    """Return how often a rule was right on annotated articles that it had not learned from.

    With ``r`` right and ``w`` wrong claims this is (r + 1) / (r + w + 2), the mean of the posterior under a uniform prior
    (Laplace's rule of succession). A rule never seen has the precision of its relation.

    Parameters
    ----------
    rule
        Name of the rule; its first word is the relation.
    tagger
        Name of the tagger.

    Returns
    -------
    float
        Between 0 and 1; ``None`` where nothing was measured.
    """
    known = _measured(tagger)
    counts = [known[rule]] if rule in known else [c for name, c in known.items() if name.split()[0] == rule.split(maxsplit=1)[0]]
    if not counts:
        return None
    right, wrong = map(sum, zip(*counts, strict=True))
    return round((right + 1) / (right + wrong + 2), 3)
