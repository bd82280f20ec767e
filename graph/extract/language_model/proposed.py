"""The form of a proposed claim: every value of the right type, nothing of it checked against an article."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from graph.extract.language_model.evidence import Refusal, bare
from graph.extract.lexicon import table
from graph.model import schema


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposed claim in the right form, nothing of it checked against the article.

    Attributes
    ----------
    relation, subject, object, title, amounts, period, due, change, date
        As in :class:`~graph.extract.claims.Claim`.
    evidence
        The text that is said to state it.
    """

    relation: str
    subject: tuple[str, str]
    object: tuple[str, str | None]
    evidence: str
    title: str | None = None
    amounts: list[dict[str, Any]] = field(default_factory=list)
    period: str | None = None
    due: str | None = None
    change: dict[str, Any] | None = None
    date: str | None = None


@cache
def relations() -> dict[str, dict[str, str]]:
    """Return the rows of ``lexicons/relations.csv`` by relation: its ends, its qualifiers, and the classes of words that speak against it."""
    return {row["relation"]: row for row in table("relations")}


@cache
def _kinds() -> frozenset[str]:
    return frozenset(schema().kinds) - {"topic"}  # no article names one


def read_proposal(row: Any) -> Proposal:
    """Read one claim as it comes from outside.

    Parameters
    ----------
    row
        A dictionary in the form of ``<stem>.jsonl``; its evidence may be the bare text.

    Returns
    -------
    Proposal
        The same with every value of the right type; what its relation does not have is left out.

    Raises
    ------
    Refusal
        If something is missing or of a wrong type.

    Examples
    --------
    >>> ends = {"subject": {"name": "누리톡", "kind": "firm"}, "object": {"name": "달빛배달", "kind": "program"}}
    >>> read_proposal({"relation": "operates", "evidence": "누리톡은 달빛배달을 운영한다.", "date": "2031", **ends}).subject
    ('누리톡', 'firm')
    """
    if not isinstance(row, dict):
        raise Refusal("it is no JSON object")
    relation = row.get("relation")
    if not isinstance(relation, str) or relation not in relations():
        raise Refusal(f"relation is none of {', '.join(relations())}")
    evidence = row.get("evidence")
    if isinstance(evidence, dict):
        evidence = evidence.get("text")
    subject, kind = _end(row.get("subject"), "subject")
    target = _end(row.get("object"), "object")
    if kind is None:
        raise Refusal("subject has no kind")
    texts = {name: _text(row.get(name), name) for name in ("title", "period", "due", "date")}
    amounts = row.get("amounts")
    if amounts is not None and not isinstance(amounts, list):
        raise Refusal("amounts is no list")
    figures = [_figures(amount, "amounts", ("value", "max")) for amount in amounts or []]
    change = row.get("change")
    becomes = None if change is None else _figures(change, "change", ("from", "to", "to_max"))
    kept = relations()[relation]["qualifiers"].split()
    more: dict[str, Any] = {"amounts": figures, "change": becomes, **texts}
    quoted = _text(evidence, "evidence")
    if not quoted:
        raise Refusal("evidence is missing")
    return Proposal(relation, (subject, kind), target, quoted, **{name: value for name, value in more.items() if name in kept})


def _text(value: Any, name: str) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str) or re.search(r"[\ud800-\udfff\x00]", value):
        raise Refusal(f"{name} is no text")
    return unicodedata.normalize("NFC", value).strip() or None


def _end(value: Any, name: str) -> tuple[str, str | None]:
    if not isinstance(value, dict):
        raise Refusal(f"{name} is no object with name and kind")
    named, kind = _text(value.get("name"), f"{name}.name"), _text(value.get("kind"), f"{name}.kind")
    if not named or not bare(named):
        raise Refusal(f"{name} has no name")
    if kind is not None and kind not in _kinds():
        raise Refusal(f"{name}.kind is none of {', '.join(sorted(_kinds()))}")
    return " ".join(named.split()), kind


def _figures(value: Any, name: str, numbers: tuple[str, ...]) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise Refusal(f"{name} holds something that is no object")
    for number in numbers:
        if isinstance(value.get(number), bool) or not isinstance(value.get(number), int | float | None):
            raise Refusal(f"{name}: {number} is no number")
    if all(value.get(number) is None for number in numbers):
        raise Refusal(f"{name} holds no number")
    return {**{number: value.get(number) for number in numbers}, "unit": _text(value.get("unit"), f"{name}.unit"), "per": _text(value.get("per"), f"{name}.per")}
