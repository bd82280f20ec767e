"""The figures of a commitment: how much of what, for how long, until when, from what to what."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from graph.extract.text.quantities import find_changes, find_quantities
from graph.extract.text.times import find_times

if TYPE_CHECKING:
    import datetime as dt

    from graph.extract.text.quantities import Change, Quantity

# Words around a figure, by which a model tells whether it belongs to the commitment. The models know these and no others, in this
# order: a longer list does nothing until they are learned again, so it is no word list.
_CUES = ("현재", "지난해", "작년", "기존", "현행", "매출", "이하", "미만", "이상", "넘는", "초과", "기준", "가운데", "등록", "누적", "이용자", "입점", "최대", "모두", "총", "규모")
# ``지난해보다 30억원 많은``, ``매출 하위 30%``: such a figure compares, or says which of them.
_MORE_OR_LESS = re.compile(r"\s?(?:이나|가량|정도|쯤)?\s?(?:많은|적은|늘어난|늘린|불어난|줄어든|줄인|오른|높은|낮은)(?![가-힣])")
_RANKED = re.compile(r"(?:상위|하위)\s?$")
# A clause of a commitment speaks of what is to come, though the ending that says so may stand in another: ``하반기 쉼터를 열고``.
_TO_COME = "예정"
_CUE_BEFORE = 14  # letters in which such a word is looked for
_CUE_BEHIND = 10


class Figure(NamedTuple):
    """A figure that may belong to a commitment or to its background.

    Attributes
    ----------
    amount
        The figure as a claim carries it.
    features
        By what it is judged; models were learned from these strings.
    """

    amount: dict[str, Any]
    features: list[str]


class Terms(NamedTuple):
    """What a clause says of a commitment in figures.

    Attributes
    ----------
    figures
        Its figures, without those of a change.
    period, due
        How long and until when.
    change
        From what to what.
    """

    figures: list[Figure]
    period: str | None
    due: str | None
    change: dict[str, Any] | None


def read_terms(text: str, rule: str, published: dt.date | None, mentioned: dt.date | None) -> Terms:
    """Read the figures and times of a clause.

    Parameters
    ----------
    text, rule
        The clause, and the rule that takes it for a commitment.
    published, mentioned
        The day of publication and the day spoken of last.

    Returns
    -------
    Terms
        The first change and the first times of each kind.

    Examples
    --------
    >>> terms = read_terms("3년간 상생기금 100억원을 내기로 했다", "resolved", None, None)
    >>> [figure.amount for figure in terms.figures], terms.period
    ([{'value': 10000000000, 'unit': 'KRW', 'approx': False}], 'P3Y')
    """
    quantities = find_quantities(text)
    changes = find_changes(text, quantities)
    amounts = [q for q in quantities if not any((c.start <= q.start and q.end <= c.end) or q in c.quantities for c in changes) and not _compares(text, q)]
    figures = [Figure(_amount(q), _features(text, q, order, len(amounts), rule)) for order, q in enumerate(amounts)]
    period, due = read_times(text, published, mentioned)
    return Terms(figures, period, due, _change(changes[0]) if changes else None)


def read_times(text: str, published: dt.date | None, mentioned: dt.date | None) -> tuple[str | None, str | None]:
    """Read how long and until when.

    Parameters
    ----------
    text
        A clause, or a part of it.
    published, mentioned
        The day of publication and the day spoken of last.

    Returns
    -------
    tuple
        The first period and the first deadline.
    """
    times = find_times(f"{text} {_TO_COME}", published, mentioned)
    period, due = (next((time.value for time in times if time.kind == kind), None) for kind in ("period", "due"))
    return period, due


def _compares(text: str, quantity: Quantity) -> bool:
    """Say whether a figure only compares with another time, or says which ones are meant."""
    return bool(_MORE_OR_LESS.match(text, quantity.end)) or (quantity.unit == "percent" and bool(_RANKED.search(text[: quantity.start])))


def _amount(quantity: Quantity) -> dict[str, Any]:
    row: dict[str, Any] = {"value": quantity.value, "unit": quantity.unit, "approx": quantity.approx}
    if quantity.max is not None:
        row["max"] = quantity.max
    if quantity.per:
        row["per"] = quantity.per
    return row


def _change(change: Change) -> dict[str, Any]:
    row: dict[str, Any] = {"from": change.from_, "to": change.to, "unit": change.unit}
    if change.to_max is not None:
        row["to_max"] = change.to_max
    if change.per:
        row["per"] = change.per
    return row


def _features(text: str, quantity: Quantity, order: int, count: int, rule: str) -> list[str]:
    """Return what tells whether a figure belongs to the commitment or to its background."""
    rest = text[quantity.end :]
    before, after = text[: quantity.start].split()[-3:], re.split(r"\s+", rest.strip())[:4]
    around = [(f"b{i}", word) for i, word in enumerate(reversed(before))], [(f"a{i}", word) for i, word in enumerate(after)]
    row = [
        "b",
        f"unit={quantity.unit}",
        f"per={quantity.per}",
        f"noun={quantity.noun}",
        f"bound={quantity.bound}",
        f"approx={quantity.approx}",
        f"order={min(order, 3)}",
        f"count={min(count, 4)}",
        f"rule={rule}",
    ]
    row += [f"{place}={word}" for side in around for place, word in side]
    row += [f"{place}end={word[-1:]}" for side in around for place, word in side]
    row += [f"stuck={_stuck(rest)}", f"far={min(len(rest) // 12, 4)}"]
    row += [f"unit+after={quantity.unit}+{after[0][-1:]}", f"unit+order={quantity.unit}+{order}+{count}"]
    near = text[max(0, quantity.start - _CUE_BEFORE) : quantity.start], rest[:_CUE_BEHIND]
    return row + [f"{side}={cue}" for cue in _CUES for side, part in zip(("before", "after"), near, strict=True) if cue in part]


def _stuck(rest: str) -> str:
    """Return up to three letters right behind a figure."""
    found = re.match("[가-힣]{0,3}", rest)
    return found[0] if found else ""
