"""The ledger of pledges: what was promised, what became of it as of a day, and what is past its date with nothing reported done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graph.model import PG, PolicyError, schema
from graph.tables import is_date, nearest, sources

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from graph.model import PolicyGraph

_FIRST = ["claim", "actor", "actor_name", "instrument", "instrument_name", "instrument_type", "beneficiaries", "date", "year", "event", "summary", "document", "locator", "documents", "differs"]
_SUM = ["amount", "bound", "currency", "unit_amount", "unit_amount_bound", "unit_amount_per", "count", "count_unit", "count_bound", "implied", "implied_bound"]
_TIME = ["period", "start", "due", "change_from", "change_to", "change_unit", "condition"]
_LINKS = ["restates", "part_of", "first", "sum_of", "joint"]
_LATEST = ["status", "status_date", "status_record", "status_document", "acted"]


def ledger(policy: PolicyGraph, as_of: str, language: str = "ko") -> pd.DataFrame:
    """Return the ledger of pledges as of a day: one row for each pledge announced by then.

    Parameters
    ----------
    policy
        Merged tables.
    as_of
        The day, ``YYYY-MM-DD`` (or a month or a year, taken whole). Pledges and records after it do not count; of two
        dates that are not equally exact only what both tell is compared.
    language
        ``ko`` or ``en``: the language of names and summaries, where there is a translation.

    Returns
    -------
    pandas.DataFrame
        Sorted by ``claim``, the id of the pledge. **What was said**: ``actor``, ``instrument`` (ids), ``actor_name``,
        ``instrument_name``, ``instrument_type``, ``beneficiaries`` (of the program, several with ``;`` between them),
        ``date`` and ``year`` of the announcement, ``event``, ``summary`` in our words, ``document`` and ``locator`` of the first
        wording, ``documents`` (how many support it), ``differs`` (columns on which some document says something else).
        **The sum**: ``amount`` in ``currency`` with its ``bound`` (``exact``, ``about``, ``at_least``, ``at_most``),
        ``unit_amount`` for each ``unit_amount_per``, ``count`` of ``count_unit``; ``implied`` is derived by us: unit amount times
        count, only where no amount is stated and both are known, with the looser of the two bounds in ``implied_bound``.
        **When**: ``period`` (ISO 8601), ``start``, ``due``, ``change_from``, ``change_to``, ``change_unit``, ``condition``.
        **Links**: ``restates`` and ``part_of`` as stated, ``first`` (the first wording of the same promise), ``sum_of`` (the
        first wording of the outermost promise in whose sum this one lies; its own ``first`` if in none), ``joint``.
        **Latest record**: ``status``, ``status_date``, ``status_record``, ``status_document`` (empty where the record says that
        nothing was found), ``acted`` (whether any record up to the day says that something was done: started, in progress,
        reported done or withdrawn).

    Raises
    ------
    PolicyError
        If ``as_of`` is no date.

    Notes
    -----
    A status is what a document reported, not a grade. ``no_evidence`` says that nothing was found, not that nothing was done.

    Examples
    --------
    >>> import graph as kg
    >>> rows = ledger(kg.load("data"), "2026-11-25").set_index("claim")
    >>> rows.loc["pledged/naver-connect-600", ["first", "bound", "status"]].tolist()
    ['pledged/naver-sme-ai-edu', 'exact', 'no_evidence']
    """
    pledges = _pledges(policy)
    pledges = _up_to(pledges, as_of)
    entities = policy.entities.set_index("id")
    names = entities["name"].mask((language == "en") & (entities["name_en"] != ""), entities["name_en"])
    documents, differs = sources(policy), _differs(policy)
    families = _families(pledges)
    rows = pledges.assign(
        actor_name=pledges["actor"].map(names),
        instrument_name=pledges["instrument"].map(names),
        instrument_type=pledges["instrument"].map(entities["type"]),
        beneficiaries=pledges["instrument"].map(entities["beneficiaries"]),
        year=pledges["date"].str[:4],
        summary=pledges["summary"].mask((language == "en") & (pledges["summary_en"] != ""), pledges["summary_en"]),
        documents=[len(documents.get(claim, ())) for claim in pledges["claim"]],
        differs=[differs.get(claim, "") for claim in pledges["claim"]],
        first=[families[claim][0] for claim in pledges["claim"]],
        sum_of=[families[claim][1] for claim in pledges["claim"]],
        **_implied(pledges),
    )
    rows = rows.merge(_latest(policy, as_of), on="claim", how="left")
    rows = rows.assign(acted=rows["acted"].eq(True), **{c: rows[c].fillna("") for c in _LATEST[:-1]})
    return rows[[*_FIRST, *_SUM, *_TIME, *_LINKS, *_LATEST]].sort_values("claim", ignore_index=True)


def overdue(policy: PolicyGraph, as_of: str, language: str = "ko") -> pd.DataFrame:
    """Return the pledges whose date has passed with no record, up to a day, that anything was done.

    A due month or year has passed when the next one has begun. That no record was found is no proof that nothing was done.

    Parameters
    ----------
    policy
        Merged tables.
    as_of
        The day, ``YYYY-MM-DD`` (or a month or a year).
    language
        ``ko`` or ``en``.

    Returns
    -------
    pandas.DataFrame
        Rows of :func:`ledger`, the longest overdue first, with ``days_overdue``: days from the end of the due day, month or
        year to ``as_of``; missing where ``as_of`` is not a day. The same pledges as the question ``pledges_overdue``.

    Examples
    --------
    >>> import graph as kg
    >>> overdue(kg.load("data"), "2025-01-01")[["claim", "due", "days_overdue"]].values.tolist()[-1]
    ['pledged/yanolja-17000-agencies', '2024-12-31', 1]
    """
    import pandas as pd

    rows = ledger(policy, as_of, language)
    passed = rows["due"].map(lambda due: due != "" and due[: len(as_of)] < as_of[: len(due)]).astype(bool)
    rows = rows[passed & ~rows["acted"]]
    ends = pd.to_datetime([pd.Period(due).end_time.normalize() for due in rows["due"]])
    known = len(as_of) == len("2024-11-06")
    late = pd.Series((pd.Timestamp(as_of) - ends).days if known else pd.NA, index=rows.index, dtype="Int64")
    return rows.assign(days_overdue=late).sort_values(["due", "claim"], ignore_index=True)


def history(policy: PolicyGraph, pledge: str, as_of: str = "9999") -> pd.DataFrame:
    """Return all that is recorded of one promise, in order: each time it was announced, and each record of what became of it.

    Parameters
    ----------
    policy
        Merged tables.
    pledge
        Id of a pledge. The pledges that restate it, or that it restates, belong to the same history.
    as_of
        Leave out what came after this day.

    Returns
    -------
    pandas.DataFrame
        ``date``; ``record`` (id of the pledge or of the record); ``claim`` (the pledge it is about); ``step``
        (``announced`` the first wording, ``restated`` a later pledge of the same sum, ``recorded`` a record of the ledger); ``status``;
        ``actor``; ``summary``; ``figure`` as the document gives it; ``official``; ``amount``, ``bound``, ``currency``, ``period`` and ``due`` of
        an announcement; ``documents`` (ids with a space between them, empty where a record says that nothing was found),
        ``publishers``, ``url`` of the first. A record that only repeats the announcement, with its day and document, is left out.

    Raises
    ------
    PolicyError
        If there is no such pledge.

    Examples
    --------
    >>> import graph as kg
    >>> history(kg.load("data"), "pledged/naver-connect-600")[["date", "step", "status"]].values.tolist()[:3]
    [['2024-11-06', 'announced', ''], ['2024-11-11', 'restated', ''], ['2024-11-11', 'recorded', 'repeated']]
    """
    import pandas as pd

    pledges = _pledges(policy)
    if pledge not in set(pledges["claim"]):
        raise PolicyError(f"unknown pledge '{pledge}'; {nearest(pledge, pledges['claim'])}")
    first = {claim: family[0] for claim, family in _families(pledges).items()}
    cited = sources(policy)
    said = pledges[pledges["claim"].map(first) == first[pledge]]
    said = said.assign(
        record=said["claim"],
        step=["announced" if claim == first[claim] else "restated" for claim in said["claim"]],
        documents=[" ".join(cited.get(claim, ())) for claim in said["claim"]],
    )
    records = policy.statuses[policy.statuses["claim"].isin(said["claim"])]
    announcement = pd.MultiIndex.from_frame(said[["claim", "date", "document"]])
    same = pd.MultiIndex.from_frame(records[["claim", "date", "document"]]).isin(announcement) & records["status"].isin(schema().flagged("PledgeStatus", "leavesOpen"))
    records = records[~same].rename(columns={"id": "record", "document": "documents"}).assign(step="recorded", actor=records["claim"].map(said.set_index("claim")["actor"]))
    rows = pd.concat([said, records], ignore_index=True)
    rows = _up_to(rows, as_of)
    rows = rows.assign(**_published(policy, rows["documents"]), order=_order(rows["date"], rows["record"])).sort_values("order", ignore_index=True)
    text = ["date", "record", "claim", "step", "status", "actor", "summary", "figure", "official"]
    figures = ["amount", "bound", "currency", "period", "due"]
    return rows.assign(**{c: rows[c].fillna("") for c in (*text, *figures[1:])})[[*text, *figures, "documents", "publishers", "url"]]


def status_labels(language: str = "ko") -> dict[str, str]:
    """Return the labels of the statuses of pledges, in the order of the vocabulary.

    Parameters
    ----------
    language
        ``ko`` or ``en``.

    Examples
    --------
    >>> status_labels()["no_evidence"]
    '이행 근거 못 찾음'
    """
    return {name: concept.label[language] for name, concept in schema().schemes[PG + "PledgeStatus"].items()}


def _up_to(rows: pd.DataFrame, as_of: str) -> pd.DataFrame:
    """Keep the rows whose date lies no later than a day, as far as both are known."""
    if not is_date(as_of):
        raise PolicyError(f"'{as_of}' is not a date; write YYYY-MM-DD")
    return rows[rows["date"].map(lambda day: day[: len(as_of)] <= as_of[: len(day)]).astype(bool)]


def _pledges(policy: PolicyGraph) -> pd.DataFrame:
    pledges = policy.claims[policy.claims["relation"] == "pledged"]
    columns = schema().relations["pledged"].columns  # not those of other relations, which would stand in the way of the ledger's own
    return pledges[list(columns)].rename(columns={"id": "claim", "subject": "actor", "object": "instrument", "amount_bound": "bound"})


def _families(pledges: pd.DataFrame) -> dict[str, tuple[str, str]]:
    """Return for each pledge the first wording of its promise, and that of the outermost promise that contains it."""
    known = set(pledges["claim"])
    restated = {c: r for c, r in zip(pledges["claim"], pledges["restates"], strict=True) if r in known}
    firsts = {claim: end_of(claim, restated) for claim in pledges["claim"]}
    whole = {firsts[c]: firsts[p] for c, p in zip(pledges["claim"], pledges["part_of"], strict=True) if p in known}
    return {claim: (first, end_of(first, whole)) for claim, first in firsts.items()}


def end_of(start: str, step: Mapping[str, str]) -> str:
    """Follow steps from id to id to the last one.

    Examples
    --------
    >>> end_of("c", {"c": "b", "b": "a"})
    'a'
    """
    seen = {start}
    while step.get(start, start) not in seen:
        start = step[start]
        seen.add(start)
    return start


def _implied(pledges: pd.DataFrame) -> dict[str, Any]:
    """Multiply unit amount and count where no amount is stated; the bound is the looser of the two: none if one is a floor and the other a ceiling."""
    import pandas as pd

    (exact,) = schema().flagged("Bound", "unmarked")
    pairs = zip(pledges["unit_amount_bound"], pledges["count_bound"], strict=True)
    bounds = pd.Series([_looser({*pair} - {exact, ""}, exact) for pair in pairs], index=pledges.index, dtype=object)
    implied = (pledges["unit_amount"] * pledges["count"]).where(pledges["amount"].isna() & (bounds != ""))
    return {"implied": implied, "implied_bound": bounds.where(implied.notna(), "")}


def _looser(bounds: set[str], exact: str) -> str:
    """Of two bounds that are not exact, a floor or ceiling before ``about``; nothing if one is a floor and the other a ceiling."""
    firm = bounds - {"about"}
    return "" if len(firm) > 1 else next(iter(firm or bounds), exact)


def _differs(policy: PolicyGraph) -> dict[str, str]:
    """For each claim the columns on which a document says something else, with a space between them."""
    against = policy.evidence[policy.evidence["agrees"].isin(schema().flagged("Agreement", "differs")) & (policy.evidence["field"] != "")]
    return {str(claim): " ".join(sorted(set(fields))) for claim, fields in against.groupby("claim")["field"]}


def _latest(policy: PolicyGraph, as_of: str) -> pd.DataFrame:
    """Return for each pledge its last record up to a day, and whether any says that something was done."""
    statuses = _up_to(policy.statuses, as_of)
    statuses = statuses.assign(order=_order(statuses["date"], statuses["id"]), acted=~statuses["status"].isin(schema().flagged("PledgeStatus", "leavesOpen"))).sort_values("order")
    last = statuses.drop_duplicates("claim", keep="last").drop(columns="acted").merge(statuses.groupby("claim", as_index=False)["acted"].any(), on="claim")
    return last.rename(columns={"date": "status_date", "id": "status_record", "document": "status_document"})[["claim", *_LATEST]]


def _order(dates: pd.Series, ids: pd.Series) -> pd.Series:
    return dates + "|" + ids  # a month comes after its days, as in the question pledges_overdue


def _published(policy: PolicyGraph, documents: pd.Series) -> dict[str, list[str]]:
    rows = policy.documents.set_index("id")[["publisher", "url"]]
    cited = [[rows.loc[document] for document in ids.split()] for ids in documents]
    return {
        "publishers": [", ".join(dict.fromkeys(row["publisher"] for row in found)) for found in cited],
        "url": [found[0]["url"] if found else "" for found in cited],
    }
