"""Sums of pledges: a sum announced twice, by several together, or within another, is one sum."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.model import PG, PolicyError, schema
from graph.tables import nearest

if TYPE_CHECKING:
    import pandas as pd

_SEVERAL = ("actor", "actor_name", "beneficiaries")  # columns in which one promise may have several values, with ; between them


def commitments(ledger: pd.DataFrame) -> pd.DataFrame:
    """Return one row for each promise, however often and by however many it was announced.

    A pledge that restates another is the same promise. The rows of a joint act that name the same instrument and the same
    sum are one promise of all its members. Of a promise's wordings the first that gives a sum says how much.

    Parameters
    ----------
    ledger
        Rows of :func:`graph.analysis.ledger`. A pledge whose whole is not among the rows is taken for itself.

    Returns
    -------
    pandas.DataFrame
        The ledger's row of the first wording, sorted by ``claim``, in which ``actor`` and ``actor_name`` hold all members of a joint act
        (``;`` between them); ``claims``: the ids of all its pledges; ``pledges``: how many; ``counted``: how its sum counts; and
        ``sum`` with ``sum_bound`` in ``currency``: the sum that counts once.

        ``counted`` is ``stated`` (the amount), ``derived`` (unit amount × count, our arithmetic), ``per_unit`` (an amount for
        each, without their number: no sum), ``within`` (contained in another promise's sum, directly or not) or ``none``.

    Examples
    --------
    >>> import graph as kg
    >>> from graph.analysis import ledger
    >>> rows = commitments(ledger(kg.load("data"), "2026-11-25")).set_index("claim")
    >>> rows.loc["pledged/naver-sme-ai-edu", ["claims", "counted", "sum_bound"]].tolist()
    ['pledged/naver-connect-600 pledged/naver-sme-ai-edu', 'stated', 'exact']
    """
    rows = ledger.assign(promise=_promises(ledger), named=ledger["amount"].notna(), each=ledger["unit_amount"].notna())
    rows = rows.sort_values(["promise", "date", "claim"])
    leading = rows.assign(follows=rows["claim"] != rows["promise"]).sort_values(["named", "each", "follows", "date", "claim"], ascending=[False, False, True, True, True])
    sums = leading.drop_duplicates("promise").set_index("promise")
    one = rows[rows["claim"] == rows["promise"]].set_index("promise").sort_index()
    members = rows[rows["joint"] != ""].sort_values("claim").groupby("promise")
    grouped = rows.sort_values("claim").groupby("promise")["claim"]
    one = one.assign(
        **{column: members[column].agg(_together).reindex(one.index).fillna(one[column]) for column in ("actor", "actor_name")},
        **{column: sums[column] for column in ("amount", "bound", "currency", "unit_amount", "unit_amount_bound", "unit_amount_per", "count", "count_unit", "count_bound", "implied", "implied_bound")},
        claims=grouped.agg(" ".join),
        pledges=grouped.size(),
    )
    return _counted(one, _wholes(rows)).drop(columns=["promise", "named", "each"], errors="ignore").reset_index(drop=True)


def totals(ledger: pd.DataFrame, by: str, currency: str = "KRW", *, split: bool = False) -> pd.DataFrame:
    """Add up the sums of pledges by actor, year, beneficiary or any other column, each sum once.

    Parameters
    ----------
    ledger
        Rows of :func:`graph.analysis.ledger`, all or some.
    by
        A column of the ledger, such as ``actor_name``, ``year``, ``beneficiaries``, ``instrument_type`` or ``status``.
    currency
        ISO 4217 code: sums in other currencies are counted, not added.
    split
        What to do with a promise that has several values, as a joint act has several actors and a program several
        beneficiaries. By default it stands in a row of its own, under all of them (``a;b``): shared, and the columns add up.
        If true it stands under each of them, and the columns add up to more than there is.

    Returns
    -------
    pandas.DataFrame
        One row for each value of ``by``, sorted by it. ``pledges`` (announcements), ``commitments`` (promises: see
        :func:`commitments`). **Sums in the currency**, never to be added to each other without saying so: ``exact``, ``about``, ``at_least``,
        ``at_most``, ``unstated`` (no bound given); ``derived``: unit amounts times counts, which no document gives as a sum, with
        their bounds in ``derived_bounds``. **Promises**, which add up to ``commitments``: ``with_sum``, ``with_derived_sum``, ``per_unit`` (an
        amount for each, number open), ``within`` (contained in another's sum), ``other_currency``, ``without_sum``. ``claims``: ids of the pledges.

    Raises
    ------
    PolicyError
        If there is no such column.

    Notes
    -----
    A sum is what was announced, not what was paid. A sum over five years and one for a year stand side by side.

    Examples
    --------
    >>> import graph as kg
    >>> from graph.analysis import ledger
    >>> rows = totals(ledger(kg.load("data"), "2026-11-25"), "actor").set_index("actor")
    >>> rows.loc["org/kakao", ["exact", "with_sum", "within"]].tolist()  # the parts of the fund of 300bn are not added to it
    [300000000000.0, 1.0, 7.0]
    """
    import pandas as pd

    if by not in ledger:
        raise PolicyError(f"unknown column '{by}' of the ledger; {nearest(by, ledger.columns)}")
    promises = commitments(ledger)
    if by in _SEVERAL:
        values = promises[by].map(lambda text: sorted(set(text.split(";"))))
        promises = promises.assign(**{by: values if split else values.map(";".join)}).explode(by, ignore_index=True)
    columns = {"pledges": promises["pledges"], **_sums(promises, currency), "claims": promises["claims"]}
    how = {column: "sum" if pd.api.types.is_numeric_dtype(values) else _listed for column, values in columns.items()}
    return pd.DataFrame(columns).groupby(promises[by]).agg(how).reset_index()


def _sums(promises: pd.DataFrame, currency: str) -> dict[str, pd.Series]:
    """Return for each promise what it adds to each column of the totals."""
    here = (promises["currency"] == currency) | promises["sum"].isna()
    counted = {name: here & (promises["counted"] == name) for name in ("stated", "derived", "per_unit", "within", "none")}
    bounds = {bound or "unstated": promises["sum_bound"] == bound for bound in (*schema().schemes[PG + "Bound"], "")}
    return {
        "commitments": promises["claim"].notna().astype(int),
        **{name: promises["sum"].where(counted["stated"] & bound, 0.0) for name, bound in bounds.items()},
        "derived": promises["sum"].where(counted["derived"], 0.0),
        "derived_bounds": promises["sum_bound"].where(counted["derived"], ""),
        "with_sum": counted["stated"].astype(int),
        "with_derived_sum": counted["derived"].astype(int),
        "per_unit": counted["per_unit"].astype(int),
        "within": counted["within"].astype(int),
        "other_currency": (~here).astype(int),
        "without_sum": counted["none"].astype(int),
    }


def _promises(ledger: pd.DataFrame) -> list[str]:
    """Return for each pledge the claim that stands for its promise: the first wording, of a joint act that of one member."""
    known = set(ledger["claim"])
    first = {c: f if f in known else c for c, f in zip(ledger["claim"], ledger["first"], strict=True)}
    joint = ledger[ledger["joint"] != ""]
    sums = ["joint", "instrument", "amount", "currency", "unit_amount", "count"]
    members = joint.groupby(sums, dropna=False)["claim"].transform("min")
    leader = dict(zip(joint["claim"], members, strict=True))
    return [leader.get(first[claim], first[claim]) for claim in ledger["claim"]]


def _wholes(rows: pd.DataFrame) -> dict[str, str]:
    """Return for each promise that is part of another which one, both by the claim that stands for them."""
    promise = dict(zip(rows["claim"], rows["promise"], strict=True))
    parts = rows[rows["part_of"].isin(promise)]
    return {p: promise[w] for p, w in zip(parts["promise"], parts["part_of"], strict=True) if p != promise[w]}


def _counted(one: pd.DataFrame, wholes: dict[str, str]) -> pd.DataFrame:
    """Say of each promise how its sum counts, and what the sum is."""
    import numpy as np

    stated, derived = one["amount"].notna(), one["implied"].notna()
    summed = set(one.index[stated | derived])
    within = [_is_within(promise, wholes, summed) for promise in one.index]
    how = np.select([within, stated, derived, one["unit_amount"].notna()], ["within", "stated", "derived", "per_unit"], "none")
    counts = (stated | derived) & (how != "within")
    return one.assign(
        counted=how,
        sum=one["amount"].fillna(one["implied"]).where(counts),
        sum_bound=one["bound"].where(stated, one["implied_bound"]).where(counts, ""),
    )


def _is_within(promise: str, wholes: dict[str, str], summed: set[str]) -> bool:
    seen = {promise}
    while (promise := wholes.get(promise, promise)) not in seen:
        if promise in summed:
            return True
        seen.add(promise)
    return False


def _together(values: pd.Series) -> str:
    return ";".join(dict.fromkeys(values))


def _listed(values: pd.Series) -> str:
    return " ".join(sorted({word for value in values for word in value.split()}))
