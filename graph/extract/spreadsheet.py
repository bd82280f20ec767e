"""The claims of many articles as one table for a spreadsheet: what was read beside the sentence that says so."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from graph.model import PG, schema

if TYPE_CHECKING:
    from collections.abc import Iterable

_BYTE_ORDER_MARK = "\ufeff"  # without it Excel takes Korean for another encoding
_FORMULA = ("=", "+", "-", "@")  # a cell that begins so is calculated


def claims_table(results: Iterable[tuple[str, str]]) -> str:
    """Write the claims of articles as CSV that Excel opens in Korean.

    Parameters
    ----------
    results
        Name of each article and the text of its ``<stem>.jsonl``.

    Returns
    -------
    str
        UTF-8 text with a byte-order mark, one row a claim in the order of the articles: its ends with the ids that the tables know them by,
        what qualifies it, the sentence, how sure the rule is (``confidence``), and ``review`` where a person should look.

    Examples
    --------
    >>> from graph.extract import extract
    >>> found = extract("누리톡은 2027년까지 상생기금 100억원을 조성하기로 했다.", published="2026-05-20", mode="light")
    >>> rows = claims_table([("memo", found.to_jsonl())]).splitlines()
    >>> len(rows), [cell in rows[1] for cell in ("약속", "10000000000 KRW", "2027")]
    (2, [True, True, True])
    """
    import pandas as pd

    rows = [row for article, text in results for row in _rows(article, text)]
    columns = list(_cells("", {}, {}))
    table = pd.DataFrame(rows, columns=columns)
    return _BYTE_ORDER_MARK + table.to_csv(index=False, lineterminator="\r\n")


def _rows(article: str, text: str) -> list[dict[str, str]]:
    found = [json.loads(line) for line in text.splitlines()]
    ids = {row["entity"]["name"]: row["entity"].get("id", "") for row in found if "entity" in row}
    return [{column: _as_text(cell) for column, cell in _cells(article, row, ids).items()} for row in found if "relation" in row]


def _cells(article: str, row: dict[str, Any], ids: dict[str, str]) -> dict[str, str]:
    """Return the cells of a claim; without one, their columns are what counts."""
    subject, target, evidence = (row.get(part) or {} for part in ("subject", "object", "evidence"))
    relation = row.get("relation", "")
    return {
        "article": article,
        "relation": relation,
        "relation_name": schema().label(PG + relation, "ko") if relation else "",
        "subject": subject.get("name", ""),
        "subject_id": ids.get(subject.get("name", ""), ""),
        "object": target.get("name", ""),
        "object_id": ids.get(target.get("name", ""), ""),
        "title": row.get("title") or "",
        "amounts": "; ".join(map(_amount, row.get("amounts") or [])),
        "change": _change(row.get("change")),
        "period": row.get("period") or "",
        "due": row.get("due") or "",
        "date": row.get("date") or "",
        "joint": ", ".join(row.get("joint") or []),
        "evidence": evidence.get("text", ""),
        "confidence": str(row.get("confidence") or ""),
        "review": "yes" if row.get("review") else "",
        "rule": row.get("rule", ""),
    }


def _amount(amount: dict[str, Any]) -> str:
    """Write a figure: ``200000~300000 KRW per person (approx)``."""
    most = f"~{amount['max']}" if amount.get("max") is not None else ""
    per = f" per {amount['per']}" if amount.get("per") else ""
    return f"{amount['value']}{most} {amount['unit']}{per}{' (approx)' if amount.get('approx') else ''}"


def _change(change: dict[str, Any] | None) -> str:
    """Write a change: ``9.8 → 7.8 percent``, with a question mark for a side that is not stated."""
    if not change:
        return ""
    before, after = (str(change[side]) if change.get(side) is not None else "?" for side in ("from", "to"))
    most = f"~{change['to_max']}" if change.get("to_max") is not None else ""
    return f"{before} → {after}{most} {change['unit']}{' per ' + change['per'] if change.get('per') else ''}"


def _as_text(cell: str) -> str:
    """Keep a spreadsheet from taking text of an article for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
