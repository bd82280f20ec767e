"""A name in context to an entity id, and why; and recorded judgements to merged tables."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from graph.model import PG, PolicyGraph, schema
from graph.tables import records

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd


@dataclass(frozen=True)
class Match:
    """An entity that a name may mean, and why: the id, the alias, or the spelling that matched."""

    id: str
    why: str


def merge(policy: PolicyGraph) -> PolicyGraph:
    """Put together what ``same.csv`` judges to be the same.

    The left id of a judgement is kept. Its row takes the other's names as aliases and fills its own empty cells from it;
    every reference follows. A merged claim keeps the documents of both. Judgements themselves stay, so that deleting one
    line of ``same.csv`` undoes a merge.

    Parameters
    ----------
    policy
        Tables as they were read.

    Returns
    -------
    PolicyGraph
        New tables, sorted by id; the caller's are left as they were.
    """
    kept = canonical(policy.judgements)
    references = _reference_columns()

    def renamed(frame: pd.DataFrame) -> pd.DataFrame:
        columns = [c for c in frame.columns if c in references]
        return frame.assign(**{c: frame[c].mask(frame[c].isin(kept), frame[c].map(kept)) for c in columns}) if kept else frame

    entities = _merge_rows(policy.entities, kept, collect={"name": "aliases", "name_en": "aliases", "aliases": "aliases"})
    claims = _merge_rows(renamed(policy.claims), kept, collect={})
    evidence = renamed(_all_evidence(policy))
    # Of two rows that say the same of one document, the one that names the passage stays, whatever their order in the files.
    order = ["claim", "document", "agrees", "field", "value"]
    evidence = evidence.assign(unplaced=evidence["locator"] == "").sort_values([*order, "unplaced", "locator", "note", "note_en", "table"])
    evidence = evidence.drop(columns="unplaced").drop_duplicates(order)
    return replace(
        policy,
        entities=_by_id(renamed(entities)),
        claims=_by_id(claims),
        documents=_by_id(_merge_rows(policy.documents, kept, collect={})),
        evidence=evidence.reset_index(drop=True),
        statuses=_by_id(renamed(policy.statuses)),
        spellings=renamed(policy.spellings).sort_values(["name", "entity"]).reset_index(drop=True),
        judgements=policy.judgements.sort_values(["left", "right"]).reset_index(drop=True),
    )


def canonical(judgements: pd.DataFrame) -> dict[str, str]:
    """Map every id judged to be the same as another to the id that is kept.

    Parameters
    ----------
    judgements
        Rows with ``left``, ``right`` and ``verdict``.

    Returns
    -------
    dict
        From each id that is given up to the one that is kept; chains are followed to their end.
    """
    step = {r: left for left, r, v in zip(judgements["left"], judgements["right"], judgements["verdict"], strict=True) if v == "same"}
    kept = {}
    for start in step:
        at, seen = start, {start}
        while at in step and step[at] not in seen:
            at = step[at]
            seen.add(at)
        kept[start] = at
    return kept


def find(policy: PolicyGraph, name: str) -> list[Match]:
    """Find the entities that an id, a name, an alias or another spelling may mean.

    Parameters
    ----------
    policy
        Where to look.
    name
        An id, or a Korean or English name in any case and Unicode form, with or without spaces.

    Returns
    -------
    list
        Every match; none is preferred. A full name comes before an alias only if no full name matches.
    """
    wanted = folded(name)
    if not wanted:
        return []
    entities = policy.entities
    kept = canonical(policy.judgements)
    if (entities["id"] == kept.get(name, name)).any():
        return [Match(kept.get(name, name), "id")]
    named = [Match(i, "name") for i, ko, en in zip(entities["id"], entities["name"], entities["name_en"], strict=True) if wanted in (folded(ko), folded(en))]
    also = [Match(i, "alias") for i, aliases in zip(entities["id"], entities["aliases"], strict=True) if wanted in map(folded, aliases.split(";"))]
    spelt = [Match(e, "spelling") for n, e in zip(policy.spellings["name"], policy.spellings["entity"], strict=True) if wanted == folded(n)]
    slug = [Match(i, "id") for i in entities["id"] if i.partition("/")[2] == name]
    return list({match.id: match for match in reversed(named or also + spelt + slug)}.values())[::-1]


def folded(name: str) -> str:
    """Return a name without spaces, case and differences of Unicode form, for comparing.

    Examples
    --------
    >>> folded("Yoo  Sang-im") == folded("yoo sang-im")
    True
    """
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())


def _reference_columns() -> set[str]:
    """Names of the columns that hold ids of entities, claims or documents."""
    roots = (PG + "Entity", PG + "Claim", PG + "Document")
    columns = (c for t in schema().tables.values() for c in t.columns.values())
    return {c.name for c in columns if any(schema().is_a(c.range, root) for root in roots)}


def _all_evidence(policy: PolicyGraph) -> pd.DataFrame:
    """Evidence from ``evidence.csv`` and from the ``document`` and ``locator`` cells of the claims themselves."""
    import pandas as pd

    own = policy.claims.loc[policy.claims["document"] != "", ["id", "document", "locator", "table", "line"]]
    own = own.rename(columns={"id": "claim"}).assign(agrees="yes")
    return pd.concat([own, policy.evidence], ignore_index=True).reindex(columns=policy.evidence.columns).fillna(dict.fromkeys(policy.evidence.columns, ""))


def _merge_rows(frame: pd.DataFrame, kept: dict[str, str], collect: dict[str, str]) -> pd.DataFrame:
    """Fold each given-up row into the kept one; ``collect`` says which cells of it go into a list of the kept row."""
    import pandas as pd

    gone = sorted(i for i in frame["id"] if kept.get(i, i) != i)
    if not gone:
        return frame
    touched = frame["id"].isin({*gone, *(kept[i] for i in gone)})
    rows = {row["id"]: row for row in records(frame[touched])}
    for old in gone:
        source, target = rows.pop(old), rows.get(kept[old])
        if target is None:
            rows[kept[old]] = {**source, "id": kept[old]}
            continue
        for column, value in source.items():
            if column in collect:
                _collect(target, collect[column], value)
            elif target[column] == "":
                target[column] = value
    merged = pd.DataFrame(list(rows.values()), columns=frame.columns).astype(frame.dtypes)
    return pd.concat([frame[~touched], merged], ignore_index=True)


def _collect(row: dict[str, str], column: str, value: str) -> None:
    have = [row.get("name", ""), row.get("name_en", ""), *row[column].split(";")]
    new: Iterable[str] = (v for v in value.split(";") if v and v not in have)
    row[column] = ";".join(filter(None, [row[column], *new]))


def _by_id(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.sort_values("id", kind="stable").reset_index(drop=True)
