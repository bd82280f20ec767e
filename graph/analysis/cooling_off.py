"""How long after leaving public office a post elsewhere began: arithmetic on dates, not a legal finding."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    import pandas as pd


def within_cooling_off(moves: pd.DataFrame, years: int = 3, office: Collection[str] = ("government", "politics", "judiciary")) -> pd.DataFrame:
    """Say which moves out of public office fell within some years of leaving it. ARITHMETIC ON DATES, NOT A LEGAL FINDING.

    The Public Service Ethics Act, article 17 (공직자윤리법 제17조) bars officials who must register property, for three
    years after leaving, from employment at a listed institution (firms above a size, their associations, law firms,
    private universities and others) if the work of their department or body in the five years before leaving was closely
    related to it, unless an ethics committee approves. Neither rank, nor list, nor relation of duties, nor approval is
    in this data, so a flag is a question to ask, never an answer, and says nothing of any person.

    Parameters
    ----------
    moves
        As :func:`moves` returns them.
    years
        How many years after leaving.
    office
        Sectors that are public office. Moves out of them to other sectors are looked at.

    Returns
    -------
    pandas.DataFrame
        Those moves, with ``last_day``, the last day of the period, as exact as ``until``, and ``within``: true or
        false where the dates as exact as known leave no doubt, else missing.

    Notes
    -----
    The period is counted from the day after leaving and ends at the end of the day before the one that answers to it, or
    of the month if there is none (Civil Act, articles 157 and 160). The Act: https://elaw.klri.re.kr/eng_mobile/viewer.do?hseq=56279&type=part&key=5;
    how it is applied: https://peti.go.kr (정부공직자윤리위원회).

    Examples
    --------
    >>> import pandas as pd
    >>> left = pd.DataFrame({"from_sector": ["government"] * 3, "to_sector": ["business"] * 3, "until": ["2021-05-14", "2021", ""], "since": ["2024-05-14", "2024-03", "2022"]})
    >>> within_cooling_off(left)[["last_day", "within"]].to_numpy().tolist()
    [['2024-05-14', True], ['2024', <NA>], ['', <NA>]]
    """
    import pandas as pd

    found = moves[moves["from_sector"].isin(set(office)) & ~moves["to_sector"].isin(set(office))]
    within = [_within(until, since, years) for until, since in zip(found["until"], found["since"], strict=True)]
    last_day = [cooling_off_end(until, years) for until in found["until"]]
    return found.assign(last_day=last_day, within=pd.array(within, dtype="boolean")).reset_index(drop=True)


def cooling_off_end(until: str, years: int = 3) -> str:
    """Return the last day of a period of years after leaving a post, as exact as the day of leaving is known.

    Parameters
    ----------
    until
        Day, month or year of leaving, or ``""``.
    years
        Length of the period.

    Examples
    --------
    >>> cooling_off_end("2025-07-17"), cooling_off_end("2025-02-28"), cooling_off_end("2024-02-29"), cooling_off_end("2021-01")
    ('2028-07-17', '2028-02-29', '2027-02-28', '2024-01')
    """
    return _last_day(_bounds(until)[1], years).isoformat()[: len(until)] if until else ""


def _bounds(text: str) -> tuple[date, date]:
    """First and last day that a date as exact as known may mean."""
    first = date.fromisoformat((text + "-01-01")[:10])
    if len(text) == len("2024-11-06"):
        return first, first
    months = 12 if len(text) == len("2024") else 1
    after = date(first.year + (first.month + months - 1) // 12, (first.month + months - 1) % 12 + 1, 1)
    return first, after - timedelta(days=1)


def _last_day(left: date, years: int) -> date:
    begin = left + timedelta(days=1)
    try:
        return begin.replace(year=begin.year + years) - timedelta(days=1)
    except ValueError:  # 29 February has no like in that year: the month's last day
        return date(begin.year + years, 2, 28)


def _within(until: str, since: str, years: int) -> bool | None:
    if not (until and since):
        return None
    (left_first, left_last), (began_first, began_last) = _bounds(until), _bounds(since)
    if began_last <= _last_day(left_first, years):
        return True
    return None if began_first <= _last_day(left_last, years) else False
