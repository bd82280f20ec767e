"""How likely it is that a candidate is what it looks like: log-linear models learned from annotated articles."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import pycrfsuite

    from graph.extract.text.sentences import Sentence

MODELS = Path(__file__).parent / "models"

# How likely each label of a task must be; set on annotated articles.
_ENOUGH = {
    "pledges": {"pledged": 0.4},
    "stances": {"criticized": 0.4, "supported": 0.3, "urged": 0.4},
    "attendance": {"attended": 0.4},
    "figures": {"own": 0.5},
}
# From which chance on a judgement is called so in the name of its rule.
_SURE = 0.9
_LIKELY = 0.65

_left_out: set[str] = set()


def leave_out(*tasks: str) -> None:
    """Do without the models of some tasks from here on, so that others can be learned.

    Parameters
    ----------
    *tasks
        Their names; without any, all models are used again.
    """
    _left_out.clear()
    _left_out.update(tasks)
    model.cache_clear()


@cache
def model(task: str, tagger: str) -> pycrfsuite.Tagger | None:
    """Return the model of a task for the tags of a tagger.

    Parameters
    ----------
    task, tagger
        Their names.

    Returns
    -------
    Tagger
        The model, ``None`` if there is none.
    """
    import pycrfsuite

    path = MODELS / f"{task}-{tagger}.crfsuite"
    if not path.exists() or task in _left_out:
        return None
    found = pycrfsuite.Tagger()
    found.open(str(path))
    return found


class Candidate(Protocol):
    """Anything that can be judged by its features."""

    @property
    def features(self) -> Sequence[str]:
        """What is known of it, as a model learned it."""
        ...


class Verdict(NamedTuple):
    """What a candidate is, ``""`` if nothing, and how sure that is, as a part of the rule's name so that its precision is measured apart."""

    label: str
    sureness: str


class Judge:
    """The models of one tagger.

    Parameters
    ----------
    tagger
        Name of the tagger whose tags the features hold.
    watch
        Is shown the task, the sentence and the candidate before each judgement, so that models can be learned from them.

    Examples
    --------
    >>> Judge("none").verdict("pledges", ["b"], "pledged")
    Verdict(label='pledged', sureness='')
    """

    def __init__(self, tagger: str, watch: Callable[[str, Sentence, Candidate], None] | None = None) -> None:
        self._tagger = tagger
        self._watch = watch

    def judge(self, task: str, sentence: Sentence, candidate: Candidate, unlearned: str) -> Verdict:
        """Judge a candidate of a sentence.

        Parameters
        ----------
        task
            ``pledges``, ``stances`` or ``attendance``.
        sentence, candidate
            The candidate and where it stands.
        unlearned
            What the rules say; it counts if there is no model.

        Returns
        -------
        Verdict
            The likeliest label, if it is likely enough.
        """
        if self._watch is not None:
            self._watch(task, sentence, candidate)
        return self.verdict(task, candidate.features, unlearned)

    def verdict(self, task: str, features: Sequence[str], unlearned: str) -> Verdict:
        """Judge features that nobody is shown.

        Parameters
        ----------
        task
            One of the above, or ``figures``.
        features
            What is known of the candidate.
        unlearned
            What the rules say; it counts if there is no model.

        Returns
        -------
        Verdict
            The likeliest label, if it is likely enough.
        """
        known = model(task, self._tagger)
        if known is None:
            return Verdict(unlearned, "")
        enough = _ENOUGH[task]
        known.set([features])
        learned = known.labels()
        chances = {label: known.marginal(label, 0) for label in enough if label in learned}
        best = max(chances, key=lambda label: chances[label], default="")
        return Verdict(best, _sureness(chances[best])) if best and chances[best] >= enough[best] else Verdict("", "")


def _sureness(chance: float) -> str:
    return ", sure" if chance > _SURE else ", likely" if chance > _LIKELY else ", unsure"


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

    Examples
    --------
    >>> 0 < precision("hosted opens", "kiwi") < 1, precision("hosted opens", "none")
    (True, None)
    """
    known = _measured(tagger)
    counts = [known[rule]] if rule in known else [c for name, c in known.items() if name.split()[0] == rule.split(maxsplit=1)[0]]
    if not counts:
        return None
    right, wrong = map(sum, zip(*counts, strict=True))
    return round((right + 1) / (right + wrong + 2), 3)
