"""What the claims rest on: outlets, documents for each claim, months, places where documents disagree.

Two documents are not two witnesses: many articles repeat one press release. Every count of documents here is a count of
documents, and says nothing on whether they saw the thing themselves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.model import schema

if TYPE_CHECKING:
    import pandas as pd

    from graph.model import PolicyGraph


def outlets(policy: PolicyGraph) -> pd.DataFrame:
    """Return how much of the graph rests on each outlet.

    Parameters
    ----------
    policy
        Merged tables.

    Returns
    -------
    pandas.DataFrame
        One row an outlet, the one that supports most claims first: ``outlet``; its ``documents``; how many of them are
        ``weak`` (summaries, reposts, blogs, listings); how many claims it ``supports``; how many rest on it ``alone``,
        since every document that supports them is its own; day of its ``first`` and ``last`` document, as exact as
        known; ``claims``, the ids of those that rest on it alone, with spaces between.

    Examples
    --------
    >>> import graph as kg
    >>> found = outlets(kg.load("data")).set_index("outlet")
    >>> found.loc["지디넷코리아", ["documents", "weak"]].tolist()
    [34, 1]
    """
    weak = schema().flagged("DocumentQuality", "weak")
    documents = policy.documents.assign(weak=policy.documents["quality"].isin(weak)).groupby("publisher")
    found = documents.agg(documents=("id", "size"), weak=("weak", "sum"), first=("published", "min"), last=("published", "max"))
    alone = support(policy).query("outlet != ''").groupby("outlet")["claim"]
    supports = _supporting(policy).groupby("publisher")["claim"].nunique()
    found = found.assign(supports=supports, alone=alone.size(), claims=alone.agg(" ".join)).rename_axis("outlet").reset_index()
    found = found.fillna({"supports": 0, "alone": 0, "claims": ""}).astype({"supports": int, "alone": int})
    ordered = found.sort_values(["supports", "documents", "outlet"], ascending=[False, False, True], ignore_index=True)
    return ordered[["outlet", "documents", "weak", "supports", "alone", "first", "last", "claims"]]


def support(policy: PolicyGraph) -> pd.DataFrame:
    """Return how many documents, outlets and days of publication stand behind each claim.

    Parameters
    ----------
    policy
        Merged tables.

    Returns
    -------
    pandas.DataFrame
        One row a claim, sorted by id: ``claim``; ``relation``; how many ``documents`` support it (they agree, are silent
        on a point or differ in part; those that contradict it are not counted); how many ``outlets`` published them, on
        how many different ``days`` (documents of one day often repeat one press release); ``outlet``, if there is only
        one, else ``""``; whether all are ``weak``.

    Examples
    --------
    >>> import graph as kg
    >>> found = support(kg.load("data")).set_index("claim")
    >>> bool(found.loc["pledged/naver-sme-ai-edu", "documents"] > 1)
    True
    """
    said = _supporting(policy).groupby("claim")
    counts = said[["document", "publisher", "published"]].nunique().set_axis(["documents", "outlets", "days"], axis="columns")
    counts = counts.assign(outlet=said["publisher"].first().where(counts["outlets"] == 1, ""), weak=said["weak"].all())
    found = policy.claims[["id", "relation"]].rename(columns={"id": "claim"}).merge(counts.reset_index(), on="claim")
    return found.sort_values("claim", ignore_index=True)


def sources_per_claim(policy: PolicyGraph) -> pd.DataFrame:
    """Return for each relation how many claims stand on one document, on two, on three or more.

    Two documents are not two witnesses: see ``one_outlet`` and ``one_day``, which are counted over all claims.

    Parameters
    ----------
    policy
        Merged tables.

    Returns
    -------
    pandas.DataFrame
        One row a relation, in the order of the vocabulary: ``relation``; ``claims`` = ``one`` + ``two`` + ``more``
        (supported by one, two, three or more documents); ``one_outlet``, claims whose documents are all by one outlet;
        ``one_day``, those of two or more documents all of which were published on one day; ``weak``, those whose
        documents are all weak.

    Examples
    --------
    >>> import graph as kg
    >>> found = sources_per_claim(kg.load("data"))
    >>> bool((found["one"] + found["two"] + found["more"] == found["claims"]).all())
    True
    """
    each = support(policy)
    several = each["documents"] > 1
    counted = each[["relation"]].assign(
        claims=True,
        one=~several,
        two=each["documents"] == 2,  # noqa: PLR2004 - the column's name
        more=each["documents"] > 2,  # noqa: PLR2004
        one_outlet=each["outlets"] == 1,
        one_day=several & (each["days"] == 1),
        weak=each["weak"],
    )
    found = counted.groupby("relation").sum()
    return found.reindex([r for r in schema().relations if r in found.index]).rename_axis("relation").reset_index()


def months(policy: PolicyGraph) -> pd.DataFrame:
    """Return how many claims speak of each month, and how many documents were published in it.

    Parameters
    ----------
    policy
        Merged tables.

    Returns
    -------
    pandas.DataFrame
        ``month``, ``claims`` (by the date of what is claimed) and ``documents`` (by the day of publication). Every month
        from the first to the last has a row. What is dated only to a year stands at the year, what has no date at
        ``""``, so that the columns add up to all claims and all documents.

    Examples
    --------
    >>> import graph as kg
    >>> policy = kg.load("data")
    >>> found = months(policy)
    >>> int(found["claims"].sum()) == len(policy.claims), int(found["documents"].sum()) == len(policy.documents)
    (True, True)
    """
    import pandas as pd

    columns = {"claims": policy.claims["date"], "documents": policy.documents["published"]}
    counts = {name: dates.str[:7].value_counts() for name, dates in columns.items()}
    known = sorted({month for found in counts.values() for month in found.index if len(month) == len("2024-11")})
    between = [str(m) for m in pd.period_range(known[0], known[-1], freq="M")] if known else []
    rows = sorted({*between, *(label for found in counts.values() for label in found.index)})
    return pd.DataFrame({"month": rows, **{name: found.reindex(rows, fill_value=0).to_numpy() for name, found in counts.items()}})


def disagreements(policy: PolicyGraph) -> pd.DataFrame:
    """Return which outlets disagree on what.

    A document that is merely silent on a point does not disagree. Which side the claim holds is our choice, made visible
    here; ``outlet`` is that of the earliest document that agrees with the claim, one that speaks of the very field before others.

    Parameters
    ----------
    policy
        Merged tables.

    Returns
    -------
    pandas.DataFrame
        One row a pair of outlets and a column: ``outlet``, on the claim's side; ``other``, which says something else;
        ``field``, the column on which they differ; ``count`` of documents that differ; ``claims``, the ids of the claims,
        with spaces between. Most frequent first.

    Examples
    --------
    >>> import graph as kg
    >>> found = disagreements(kg.load("data"))
    >>> int(found["count"].sum()) == len(kg.query(kg.load("data"), "conflicts"))
    True
    """
    evidence, publisher = policy.evidence, policy.documents.set_index("id")["publisher"]
    contradicts = evidence["agrees"].isin(schema().flagged("Agreement", "contradicts"))
    differs = evidence["agrees"].isin(schema().flagged("Agreement", "differs"))
    told = evidence[differs & (evidence["field"] != "") & ((evidence["value"] != "") | contradicts)]
    rows = told[["claim", "field"]].assign(outlet=_claims_side(policy, told), other=told["document"].map(publisher))
    found = rows.groupby(["outlet", "other", "field"])["claim"].agg(count="size", claims=lambda ids: " ".join(sorted(set(ids)))).reset_index()
    return found.sort_values(["count", "outlet", "other", "field"], ascending=[False, True, True, True], ignore_index=True)


def _supporting(policy: PolicyGraph) -> pd.DataFrame:
    """One row a claim and a document that supports it, with the document's publisher, day and whether it is weak."""
    documents = policy.documents[["id", "publisher", "published"]].assign(weak=policy.documents["quality"].isin(schema().flagged("DocumentQuality", "weak")))
    said = policy.evidence[~policy.evidence["agrees"].isin(schema().flagged("Agreement", "contradicts"))]
    return said[["claim", "document"]].drop_duplicates().merge(documents, left_on="document", right_on="id").drop(columns="id")


def first_seen(policy: PolicyGraph) -> pd.Series:
    """Return the day of the first document that supports each claim.

    Parameters
    ----------
    policy
        Merged tables.

    Returns
    -------
    pandas.Series
        Dates as exact as known, by claim; one known only to a month or year is taken at its end.

    Examples
    --------
    >>> import graph as kg
    >>> first_seen(kg.load("data"))["holds_post/bae-kyung-hoon-lg-ai-executive"]
    '2025-06-20'
    """
    said = _supporting(policy)
    first: pd.Series = said.assign(on=latest(said["published"])).sort_values("on", kind="stable").groupby("claim")["published"].first()
    return first


def latest(dates: pd.Series) -> pd.Series:
    """Return dates as a key to sort by: one known only to a month or year is taken at its end.

    Parameters
    ----------
    dates
        Dates as exact as known.

    Examples
    --------
    >>> import pandas as pd
    >>> pd.Series(["2024", "2024-11-06", "2024-11"]).sort_values(key=latest).tolist()
    ['2024-11-06', '2024-11', '2024']
    """
    return dates + "|"  # stands after the hyphen and the digits


def _claims_side(policy: PolicyGraph, told: pd.DataFrame) -> list[str]:
    """For each row of evidence, the publisher of the earliest document that agrees with the claim, one that speaks of the same field before others."""
    agreeing = policy.evidence.loc[policy.evidence["agrees"] == "yes", ["claim", "document", "field"]]
    documents = policy.documents[["id", "published", "url", "publisher"]]
    pairs = told[["claim", "field"]].reset_index(names="row").merge(agreeing, on="claim", suffixes=("", "_said")).merge(documents, left_on="document", right_on="id")
    ranked = pairs.assign(elsewhere=pairs["field"] != pairs["field_said"], on=latest(pairs["published"])).sort_values(["row", "elsewhere", "on", "url", "publisher"])
    first = ranked.drop_duplicates("row").set_index("row")["publisher"]
    return [first.get(row, "") for row in told.index]
