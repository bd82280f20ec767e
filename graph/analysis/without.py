"""Any result as it would be if one outlet had not been read."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from graph.analysis.coverage import latest
from graph.analysis.coverage import outlets as outlets_of
from graph.model import PG, PolicyError, schema
from graph.tables import nearest, sources

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import pandas as pd

    from graph.model import PolicyGraph


def without_outlet(policy: PolicyGraph, publisher: str) -> PolicyGraph:
    """Return the graph as it would be if an outlet had not been read.

    Its documents go, with their evidence and their lines of the ledger; so do the claims that no other document supports.
    A claim first taken from it that others support stays, with the document and passage of the next of them: one that
    agrees in full before one that differs in part, the earlier before the later. Its other cells stay as they are, even
    where the documents left differ on one. Entities stay, also those that no claim names any more; a cell that named a
    document or claim that is gone is empty, or, for ``restates`` and ``part_of``, names what that claim itself named.

    Parameters
    ----------
    policy
        Merged tables.
    publisher
        An outlet or body, as it stands in ``publisher`` of the documents.

    Returns
    -------
    PolicyGraph
        New tables.

    Raises
    ------
    PolicyError
        If no document is by that publisher.

    Notes
    -----
    The step of a leave-one-out (jackknife) analysis: M. H. Quenouille, "Notes on bias in estimation", Biometrika 43 (1956) 353-360.

    Examples
    --------
    >>> import graph as kg
    >>> policy = kg.load("data")
    >>> left = without_outlet(policy, "지디넷코리아")
    >>> len(policy.documents) - len(left.documents), "지디넷코리아" in set(left.documents["publisher"])
    (34, False)
    """
    outlet = policy.documents["publisher"] == publisher
    if not outlet.any():
        raise PolicyError(f"unknown outlet '{publisher}'; {nearest(publisher, sorted(set(policy.documents['publisher'])))}")
    gone = set(policy.documents["id"][outlet])
    evidence = policy.evidence[~policy.evidence["document"].isin(gone)]
    lost = set(sources(policy)) - set(sources(replace(policy, evidence=evidence)))
    claims = _with_next_document(policy.claims[~policy.claims["id"].isin(lost)], gone, _first_sources(evidence, policy.documents))
    return replace(
        policy,
        entities=_emptied(policy.entities, gone).reset_index(drop=True),
        claims=_following(_emptied(claims, gone), policy.claims, lost).reset_index(drop=True),
        documents=policy.documents[~outlet].reset_index(drop=True),
        evidence=evidence[~evidence["claim"].isin(lost)].reset_index(drop=True),
        statuses=policy.statuses[~policy.statuses["document"].isin(gone) & ~policy.statuses["claim"].isin(lost)].reset_index(drop=True),
    )


def leave_one_outlet_out(policy: PolicyGraph, measure: Callable[[PolicyGraph], Mapping[str, float]], outlets: int = 10) -> pd.DataFrame:
    """Measure again without each of the outlets that support most claims, one at a time.

    Parameters
    ----------
    policy
        Merged tables.
    measure
        From a graph to figures by name, in any units.
    outlets
        How many outlets are left out in turn, those that support most claims first.

    Returns
    -------
    pandas.DataFrame
        A row for each outlet left out, by its name; the first, named ``""``, leaves none out. The columns are those of
        the measure.

    Examples
    --------
    >>> import graph as kg
    >>> found = leave_one_outlet_out(kg.load("data"), lambda policy: {"claims": len(policy.claims)}, outlets=2)
    >>> len(found), bool((found["claims"] < found["claims"].iloc[0]).iloc[1:].all())
    (3, True)
    """
    import pandas as pd

    left_out = outlets_of(policy)["outlet"].head(outlets).tolist()
    rows = [dict(measure(policy)), *(dict(measure(without_outlet(policy, name))) for name in left_out)]
    return pd.DataFrame(rows, index=pd.Index(["", *left_out], name="outlet"))


def _first_sources(evidence: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """By claim, the document and passage to cite: one that agrees in full, the earliest."""
    said = evidence[~evidence["agrees"].isin(schema().flagged("Agreement", "contradicts"))]
    ranked = said.assign(differs=said["agrees"].isin(schema().flagged("Agreement", "differs")), on=said["document"].map(latest(documents.set_index("id")["published"])))
    return ranked.sort_values(["claim", "differs", "on", "document"], kind="stable").drop_duplicates("claim").set_index("claim")[["document", "locator"]]


def _with_next_document(claims: pd.DataFrame, gone: set[str], first: pd.DataFrame) -> pd.DataFrame:
    moved = claims["document"].isin(gone)
    return claims.assign(**{column: claims[column].mask(moved, claims["id"].map(first[column])) for column in ("document", "locator")})


def _columns_of(cls: str, frame: pd.DataFrame) -> list[str]:
    """Names of the columns of a table that hold ids of a class."""
    found = {c.name for t in schema().tables.values() for c in t.columns.values() if schema().is_a(c.range, PG + cls)}
    return [c for c in frame.columns if c in found]


def _emptied(frame: pd.DataFrame, gone: set[str]) -> pd.DataFrame:
    """Empty the cells that name a document that is gone."""
    return frame.assign(**{column: frame[column].mask(frame[column].isin(gone), "") for column in _columns_of("Document", frame)})


def _following(claims: pd.DataFrame, before: pd.DataFrame, lost: set[str]) -> pd.DataFrame:
    """Where a cell names a claim that is lost, put what that claim named in its turn, or nothing."""
    found = claims
    for column in _columns_of("Claim", claims):
        named = dict(zip(before["id"], before[column], strict=True))
        ends = claims[column].map(lambda at, named=named: _kept(at, named, lost))
        found = found.assign(**{column: ends.mask(ends.isin(lost), "")})
        if column == "restates":
            found = _restating_the_first_left(found, ends[ends.isin(lost)])
    return found


def _kept(start: str, named: dict[str, str], lost: set[str]) -> str:
    """Follow what lost claims named to a claim that is left, or to the last one if none is."""
    at, seen = start, {start}
    while at in lost and named[at] and named[at] not in seen:
        at = named[at]
        seen.add(at)
    return at


def _restating_the_first_left(claims: pd.DataFrame, roots: pd.Series) -> pd.DataFrame:
    """Claims that restated one that is lost are still one sum: all but the earliest restate the earliest."""
    orphans = claims.loc[roots.index, ["id", "date"]].assign(root=roots).sort_values(["date", "id"])
    heads = orphans.groupby("root")["id"].transform("first")
    return claims.assign(restates=claims["restates"].mask(claims["id"].isin(orphans["id"][heads != orphans["id"]]), heads))
