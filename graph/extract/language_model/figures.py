"""Whether every number of a proposed claim is one that the code reads in its evidence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from graph.extract.language_model.evidence import Refusal, phrase_places
from graph.extract.text.layout import read_layout
from graph.extract.text.quantities import find_changes, find_quantities
from graph.extract.text.sentences import split
from graph.extract.text.times import find_times

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from graph.extract.language_model.evidence import Passage
    from graph.extract.language_model.proposed import Proposal
    from graph.extract.text.quantities import Change, Quantity
    from graph.extract.text.times import Time


@dataclass(frozen=True, slots=True)
class _Parsed:
    """Figures and times of a sentence that lie whole within what is quoted."""

    amounts: list[Quantity]
    changes: list[Change]
    times: list[Time]
    days: list[str]


def check_numbers(proposal: Proposal, passage: Passage, body: str, published: date | None) -> dict[str, Any]:
    """Check that every number of a claim is one that the code reads in the evidence.

    A date may also be the day of publication, or the day that the article spoke of first or last before.

    Parameters
    ----------
    proposal, passage
        A proposed claim and its sentence.
    body, published
        The raw body and its day.

    Returns
    -------
    dict
        title, amounts, period, due, change and date as the code reads them.

    Raises
    ------
    Refusal
        If a number, or the title, is not there.
    """
    parsed = _parsed(passage, body, published)
    if proposal.title and not any(passage.holds(*place) for place in phrase_places(proposal.title, passage.text)):
        raise Refusal(f"the title {proposal.title} is not in the evidence")
    return {
        "title": proposal.title,
        "amounts": [_amount(amount, parsed.amounts) for amount in proposal.amounts],
        "period": _period(proposal.period, parsed.times),
        "due": _due(proposal.due, parsed.times, published),
        "change": _change(proposal.change, parsed.changes),
        "date": _date(proposal.date, parsed.days),
    }


def _parsed(passage: Passage, body: str, published: date | None) -> _Parsed:
    earlier = _days_before(body[: passage.span.start], published)
    mentioned = date.fromisoformat(earlier[-1]) if earlier else None
    quantities = find_quantities(passage.text)
    times = [time for time in find_times(passage.text, published, mentioned) if passage.holds(time.start, time.end) and time.value]
    changes = [change for change in find_changes(passage.text, quantities) if all(passage.holds(q.start, q.end) for q in change.quantities)]
    own = [str(time.value) for time in times if time.kind in ("day", "past")]
    days = [*own, *earlier[:1], *earlier[-1:], *([published.isoformat()] if published else [])]
    return _Parsed([q for q in quantities if passage.holds(q.start, q.end)], changes, times, days)


def _days_before(text: str, published: date | None) -> list[str]:
    """Return the days that a text speaks of, in order."""
    days: list[str] = []
    for sentence in split(read_layout(text)):
        if sentence.line.kind == "headline":
            continue
        last = date.fromisoformat(days[-1]) if days else None
        days += [time.value for time in find_times(sentence.text, published, last) if time.kind == "day" and time.value and len(time.value) == len("2031-04-08")]
    return days


def _same(left: Any, right: Any) -> bool:
    return bool(left == right)


def _amount(amount: dict[str, Any], quantities: list[Quantity]) -> dict[str, Any]:
    for quantity in quantities:
        if _same(amount["value"], quantity.value) and _same(amount["max"], quantity.max) and (amount["unit"], amount["per"]) == (quantity.unit, quantity.per):
            row: dict[str, Any] = {"value": quantity.value, "unit": quantity.unit, "approx": quantity.approx}
            return row | ({} if quantity.max is None else {"max": quantity.max}) | ({"per": quantity.per} if quantity.per else {})
    raise Refusal(f"the amount {_shown(amount)} is not in the evidence{_instead(_read(quantities))}")


def _change(change: dict[str, Any] | None, changes: list[Change]) -> dict[str, Any] | None:
    if change is None:
        return None
    for found in changes:
        if _same(change["from"], found.from_) and _same(change["to"], found.to) and _same(change["to_max"], found.to_max) and (change["unit"], change["per"]) == (found.unit, found.per):
            row: dict[str, Any] = {"from": found.from_, "to": found.to, "unit": found.unit}
            return row | ({} if found.to_max is None else {"to_max": found.to_max}) | ({"per": found.per} if found.per else {})
    raise Refusal(f"the change {_shown(change)} is not in the evidence{_instead(f'{c.from_} to {c.to} {c.unit}{_per(c.per)}' for c in changes)}")


def _period(period: str | None, times: list[Time]) -> str | None:
    if period is None:
        return None
    found = [str(time.value) for time in times if time.kind == "period"]
    length = _length(period)
    for value in found:
        if length is not None and _length(value) == length:
            return value
    raise Refusal(f"the period {period} is not in the evidence{_instead(found)}")


def _length(period: str) -> tuple[int, int, int] | None:
    """Return months, days and hours of an ISO 8601 duration."""
    match = re.fullmatch(r"P(?=[0-9T])(?:([0-9]{1,4})Y)?(?:([0-9]{1,4})M)?(?:([0-9]{1,4})W)?(?:([0-9]{1,5})D)?(?:T([0-9]{1,5})H)?", period)
    if match is None:
        return None
    years, months, weeks, days, hours = (int(number or 0) for number in match.groups())
    return 12 * years + months, 7 * weeks + days, hours


def _due(due: str | None, times: list[Time], published: date | None) -> str | None:
    if due is None:
        return None
    found = [str(time.value) for time in times if time.kind in ("due", "day", "past")]
    for value in found:
        # 이달 말 is the month's last day to the code and may be the month to others: the last day counts.
        bounds = _bounds(due)
        if bounds is not None and value_ends(value) == bounds[1]:
            if published is not None and bounds[1] < published.isoformat():
                raise Refusal(f"the due date {due} lies before the day of publication")
            return value
    raise Refusal(f"the due date {due} is not in the evidence{_instead(found)}")


def _bounds(value: str) -> tuple[str, str] | None:
    """Return first and last day of a date as exact as known, or of an interval."""
    parts = value.split("/")
    try:
        if len(parts) > 2:  # noqa: PLR2004 - both ends
            return None
        return _first(parts[0]), value_ends(parts[-1])
    except ValueError:
        return None


def _first(value: str) -> str:
    return date.fromisoformat(value + "0001-01-01"[len(value) :]).isoformat()


def value_ends(value: str) -> str:
    """Return the last day of a year, month, day or interval.

    Examples
    --------
    >>> value_ends("2031"), value_ends("2031-02"), value_ends("2031-01/2031-06")
    ('2031-12-31', '2031-02-28', '2031-06-30')
    """
    value = value.rsplit("/", maxsplit=1)[-1]
    if len(value) == len("2031"):
        return _first(value)[:4] + "-12-31"
    if len(value) == len("2031-02"):
        month = date.fromisoformat(value + "-01")
        return next(day for last in (31, 30, 29, 28) if (day := _valid(month, last)))
    return date.fromisoformat(value).isoformat()


def _valid(month: date, day: int) -> str | None:
    try:
        return month.replace(day=day).isoformat()
    except ValueError:
        return None


def _date(day: str | None, days: list[str]) -> str | None:
    if day is None or day in days:
        return day
    raise Refusal(f"the date {day} is neither in the evidence nor the article's day{_instead(dict.fromkeys(days))}")


def _shown(figures: dict[str, Any]) -> str:
    return " ".join(f"{name}={value}" for name, value in figures.items() if value is not None)


def _read(quantities: Iterable[Quantity]) -> Iterator[str]:
    for quantity in quantities:
        yield f"{quantity.value}{'' if quantity.max is None else f'-{quantity.max}'} {quantity.unit}{_per(quantity.per)}"


def _per(per: str | None) -> str:
    return f" per {per}" if per else ""


def _instead(found: Iterable[str]) -> str:
    return f", which says {listed}" if (listed := ", ".join(found)) else ""
