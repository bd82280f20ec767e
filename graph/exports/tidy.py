"""Tidy CSV for spreadsheets and statistics: one row an observation, names beside ids."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.model import PG, schema
from graph.tables import PLACE, sources, texts

if TYPE_CHECKING:
    import pandas as pd

    from graph.model import PolicyGraph

_BYTE_ORDER_MARK = "\ufeff"  # without it Excel takes Korean for another encoding


def to_csv(policy: PolicyGraph, table: str) -> str:
    """Write one table of a PolicyGraph as CSV that Excel opens in Korean.

    Parameters
    ----------
    policy
        Merged tables.
    table
        Name of the table: an attribute of PolicyGraph, such as ``"claims"``.

    Returns
    -------
    str
        UTF-8 text with a byte-order mark. Claims carry names beside ids, the publisher, date and address of their document,
        all their documents and whether documents disagree; evidence carries publisher, date and address of its document.
    """
    import pandas as pd

    frame: pd.DataFrame = getattr(policy, table)
    if table == "claims":
        frame = _with_names(policy, frame)
    if table == "evidence":
        documents = policy.documents[["id", "publisher", "published", "url"]].rename(columns={"id": "document"})
        frame = frame.merge(documents, on="document", how="left")
    filled = [c for c in frame.columns if c not in PLACE and any(texts(frame[c]))]
    written = pd.DataFrame({c: texts(frame[c]) for c in filled})
    return _BYTE_ORDER_MARK + written.to_csv(index=False, lineterminator="\r\n")


def _with_names(policy: PolicyGraph, claims: pd.DataFrame) -> pd.DataFrame:
    """Put the Korean name beside every id of an entity, and what a reader needs to cite the claim."""
    names = dict(zip(policy.entities["id"], policy.entities["name"], strict=True))
    documents = policy.documents.set_index("id")
    said = sources(policy)
    disputed = set(policy.evidence["claim"][policy.evidence["agrees"].isin(schema().flagged("Agreement", "differs"))])
    columns: dict[str, list[str]] = {}
    for column in claims.columns:
        cells = texts(claims[column])
        columns[column] = cells
        if column == "relation":
            columns["relation_name"] = [schema().label(PG + cell, "ko") for cell in cells]
        elif any(cell in names for cell in set(cells)):
            columns[f"{column}_name"] = [names.get(cell, "") for cell in cells]
    for column in ("publisher", "published", "url"):
        columns[column] = documents[column].reindex(claims["document"]).tolist()
    columns["documents"] = [" ".join(said.get(i, ())) for i in claims["id"]]
    columns["conflict"] = ["yes" if i in disputed else "" for i in claims["id"]]
    return type(claims)(columns)
