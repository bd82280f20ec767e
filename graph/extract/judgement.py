"""How likely it is that a candidate is what it looks like: log-linear models learned from annotated articles."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pycrfsuite

MODELS = Path(__file__).parent / "models"


@cache
def model(task: str, tagger: str) -> pycrfsuite.Tagger | None:
    """Return the model of a task for the tags of a tagger, ``None`` if there is none."""
    import pycrfsuite

    path = MODELS / f"{task}-{tagger}.crfsuite"
    if not path.exists() or task in os.environ.get("WITHOUT", "").split(","):
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
