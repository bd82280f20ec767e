"""From being urged to pledging: which pledges followed which urgings, after how many days. Order in time is no cause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.model import PolicyError
from graph.tables import is_date

if TYPE_CHECKING:
    import pandas as pd

    from graph.model import PolicyGraph

_DAY = len("2024-11-06")


def urged_then_pledged(policy: PolicyGraph, days: int = 30) -> pd.DataFrame:
    """Return every pair of an urging and a later pledge by the one who was urged, within some days.

    Only dates known to the day are compared; the day of the urging itself counts. Order in time only: no document need say
    that one led to the other, and one pledge may stand in many pairs.

    Parameters
    ----------
    policy
        Merged tables.
    days
        The longest time between the two, in days.

    Returns
    -------
    pandas.DataFrame
        ``urged_on``, ``who`` and ``addressee`` (ids), ``pledged_on``, ``days_later``, ``instrument`` (id), ``urging_claim``, ``pledge_claim``: the
        pairs of the question of the same name, in its order.

    Examples
    --------
    >>> import graph as kg
    >>> urged_then_pledged(kg.load("data"), days=0)[["urging_claim", "pledge_claim"]].values.tolist()[0]
    ['urged/namkoong-whon-msit-2022-06-22', 'pledged/msit-data-ai-guideline']
    """
    urged = _dated(policy, "urged", {"id": "urging_claim", "subject": "who", "object": "addressee", "date": "urged_on"})
    pledged = _dated(policy, "pledged", {"id": "pledge_claim", "subject": "addressee", "object": "instrument", "date": "pledged_on"})
    pairs = urged.merge(pledged, on="addressee")
    pairs = pairs.assign(days_later=_days_between(pairs["urged_on"], pairs["pledged_on"]))
    pairs = pairs[pairs["days_later"].between(0, days)].sort_values(["urged_on", "urging_claim", "pledged_on", "pledge_claim"], ignore_index=True)
    return pairs[["urged_on", "who", "addressee", "pledged_on", "days_later", "instrument", "urging_claim", "pledge_claim"]]


def responses(policy: PolicyGraph, until: str, earliest: int = 0) -> pd.DataFrame:
    """Return for each urging the first later pledge by the one who was urged, or how long none had come.

    An urging is one act towards one addressee: the rows of a joint act with the same addressee are one, those with different
    addressees are as many as there are addressees.

    Parameters
    ----------
    policy
        Merged tables.
    until
        The last day, ``YYYY-MM-DD``, on which the data could know of a pledge: the end of observation, not today.
    earliest
        0 counts a pledge of the same day as later; 1 does not.

    Returns
    -------
    pandas.DataFrame
        One row for each urging up to that day, by day: ``urged_on``, ``who`` (ids with a space between them), ``addressee``, ``topic``;
        ``answered``; ``pledged_on`` and ``pledges`` (ids of all its pledges of that first day); ``days`` to that day or, if none came, to
        ``until`` (right-censored); ``claims`` (ids of the urgings); ``aside``: why it cannot be followed and has no ``days``: ``date`` (not
        known to the day), ``person`` (addressed to a person; pledges are made in the name of organisations, and which of
        somebody's posts was meant is for the reader to say), else empty.

    Raises
    ------
    PolicyError
        If ``until`` is not a day.

    Examples
    --------
    >>> import graph as kg
    >>> rows = responses(kg.load("data"), "2026-03-31")
    >>> rows.loc[rows["addressee"] == "org/woowa", ["urged_on", "pledged_on", "days"]].values.tolist()[0]
    ['2022-09-22', '2023-03-06', 165]
    """
    import pandas as pd

    if not is_date(until) or len(until) != _DAY:
        raise PolicyError(f"'{until}' is not a full date; write YYYY-MM-DD")
    urged = _acts(policy, until)
    pledged = _dated(policy, "pledged", {"id": "pledges", "subject": "addressee", "date": "pledged_on"})[["pledges", "addressee", "pledged_on"]]
    pledged = pledged[pledged["pledged_on"] <= until].sort_values("pledges").groupby(["addressee", "pledged_on"], as_index=False).agg(" ".join)
    pairs = urged[urged["aside"] == ""].merge(pledged, on="addressee")
    pairs = pairs.assign(days=_days_between(pairs["urged_on"], pairs["pledged_on"]))
    first = pairs[pairs["days"] >= earliest].sort_values("days", kind="stable").drop_duplicates("claims")
    rows = urged.merge(first[["claims", "pledged_on", "pledges", "days"]], on="claims", how="left")
    rows = rows.assign(answered=rows["days"].notna(), pledged_on=rows["pledged_on"].fillna(""), pledges=rows["pledges"].fillna(""))
    followed = rows["aside"] == ""
    waited = _days_between(rows["urged_on"].where(followed, until), pd.Series(until, index=rows.index))
    rows = rows.assign(days=rows["days"].fillna(waited).where(followed).astype("Int64"))
    return rows.sort_values(["urged_on", "claims"], ignore_index=True)[["urged_on", "who", "addressee", "topic", "answered", "pledged_on", "pledges", "days", "aside", "claims"]]


def waiting(responses: pd.DataFrame) -> pd.DataFrame:
    r"""Estimate the share of urgings that had found no pledge after so many days, with those still unanswered taken into account.

    Parameters
    ----------
    responses
        Rows of :func:`responses`, all or some; those set aside are left out.

    Returns
    -------
    pandas.DataFrame
        One row for each day count that occurs: ``day``; ``at_risk``, the urgings followed at least so long; ``answered`` and
        ``censored`` on that day; ``open``, the estimated share without a pledge after it; ``low`` and ``high``, its pointwise 95 % interval.

    Raises
    ------
    PolicyError
        If there is no urging that can be followed.

    Notes
    -----
    The product-limit estimate :math:`\hat S(t) = \prod_{t_i \le t} (1 - d_i / n_i)` of Kaplan and Meier (1958), *Journal of the American
    Statistical Association* 53, 457-481, with Greenwood's variance and the log-log interval, by ``scipy.stats.ecdf``. The interval takes
    urgings to be independent, which those of one meeting are not: read it as too narrow. Censoring is by the end of the
    data, so it tells nothing about the answer.

    Examples
    --------
    Five urgings: pledges after 1, 3 and 3 days, none until days 2 and 5. S(1) = 4/5, S(3) = 4/5 · (1 - 2/3) = 4/15.

    >>> import pandas as pd
    >>> five = pd.DataFrame({"days": [1, 3, 3, 2, 5], "answered": [True, True, True, False, False], "aside": ""})
    >>> waiting(five)[["day", "at_risk", "open"]].round(3).values.tolist()
    [[1.0, 5.0, 0.8], [2.0, 4.0, 0.8], [3.0, 3.0, 0.267], [5.0, 1.0, 0.267]]
    """
    import warnings

    import pandas as pd
    from scipy import stats

    followed = _followed(responses)
    days, answered = followed["days"].astype("float64"), followed["answered"].astype(bool)
    estimate = stats.ecdf(stats.CensoredData(uncensored=days[answered].to_numpy(), right=days[~answered].to_numpy())).sf
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # where all or none are answered an interval does not exist
        interval = estimate.confidence_interval(method="log-log")
    table = pd.DataFrame({"day": days.sort_values().unique().astype(int)})
    return table.assign(
        at_risk=[int((days >= day).sum()) for day in table["day"]],
        answered=[int((days[answered] == day).sum()) for day in table["day"]],
        censored=[int((days[~answered] == day).sum()) for day in table["day"]],
        open=estimate.probabilities,
        low=interval.low.probabilities,
        high=interval.high.probabilities,
    )


def response_time(responses: pd.DataFrame) -> pd.Series:
    """Sum up how many urgings were followed by a pledge, and after how many days.

    Parameters
    ----------
    responses
        Rows of :func:`responses`, all or some.

    Returns
    -------
    pandas.Series
        ``urgings``; ``aside_date`` and ``aside_person``, set aside; ``followed``, the rest; ``answered``, followed by a pledge until the end of
        the data, of which ``same_day`` on the day itself; ``share``, answered of followed; ``median``: days after which the
        estimate of :func:`waiting` first is at most one half, missing if it never is; ``median_low``, ``median_high``: where its
        interval crosses one half (Brookmeyer and Crowley 1982, *Biometrics* 38, 29-41); ``naive_median``: the median of those that were
        answered, which forgets all that were not and is therefore too short.

    Examples
    --------
    >>> import pandas as pd
    >>> five = pd.DataFrame({"days": [1, 3, 3, 2, 5], "answered": [True, True, True, False, False], "aside": ""})
    >>> response_time(five)[["answered", "share", "median", "naive_median"]].tolist()
    [3.0, 0.6, 3.0, 3.0]
    """
    import pandas as pd

    followed = _followed(responses)
    answered = followed[followed["answered"].astype(bool)]
    curve = waiting(responses)
    return pd.Series(
        {
            "urgings": len(responses),
            "aside_date": (responses["aside"] == "date").sum(),
            "aside_person": (responses["aside"] == "person").sum(),
            "followed": len(followed),
            "answered": len(answered),
            "same_day": (answered["days"] == 0).sum(),
            "share": len(answered) / len(followed),
            **{name: _crossing(curve, column) for name, column in (("median", "open"), ("median_low", "low"), ("median_high", "high"))},
            "naive_median": answered["days"].astype("float64").median(),
        },
        dtype="float64",
    )


def _acts(policy: PolicyGraph, until: str) -> pd.DataFrame:
    """Urgings up to a day, those of one joint act towards one addressee together."""
    urged = policy.claims[policy.claims["relation"] == "urged"]
    urged = urged[urged["date"].map(lambda date: date <= until[: len(date)]).astype(bool)]
    aside = ["date" if len(date) != _DAY else "" if addressee.startswith("org/") else "person" for date, addressee in zip(urged["date"], urged["object"], strict=True)]
    urged = urged.assign(aside=aside, act=urged["joint"].where(urged["joint"] != "", urged["id"])).sort_values("id")
    acts = urged.groupby(["act", "object", "date", "aside", "topic"], as_index=False).agg(who=("subject", _words), claims=("id", " ".join))
    return acts.rename(columns={"object": "addressee", "date": "urged_on"})


def _words(values: pd.Series) -> str:
    return " ".join(dict.fromkeys(values))


def _dated(policy: PolicyGraph, relation: str, names: dict[str, str]) -> pd.DataFrame:
    claims = policy.claims[(policy.claims["relation"] == relation) & (policy.claims["date"].str.len() == _DAY)]
    return claims[list(names)].rename(columns=names)


def _days_between(start: pd.Series, end: pd.Series) -> pd.Series:
    import pandas as pd

    return (pd.to_datetime(end) - pd.to_datetime(start)).dt.days


def _followed(responses: pd.DataFrame) -> pd.DataFrame:
    followed = responses[responses["aside"] == ""]
    if followed.empty:
        raise PolicyError("no urging can be followed: each lacks a day or is addressed to a person; take in more of them")
    return followed


def _crossing(curve: pd.DataFrame, column: str) -> float:
    half = curve.loc[curve[column] <= 0.5, "day"]  # noqa: PLR2004 - the median
    return float(half.iloc[0]) if len(half) else float("nan")
