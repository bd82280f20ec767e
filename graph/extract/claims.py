"""What an article is found to say: entities and claims, each with the characters that state it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypedDict

if TYPE_CHECKING:
    from graph.extract.text.layout import Span

VERSION = "0.1.0"  # of the extractor; every claim names it

End = tuple[str, str | None]  # name and kind of an end of a claim; the kind of a phrase is ``None``


class Qualifiers(TypedDict, total=False):
    """What a sentence can add to a claim, as in :class:`Claim`."""

    title: str | None
    amounts: list[dict[str, Any]]
    period: str | None
    due: str | None
    change: dict[str, Any] | None
    date: str | None
    joint: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """An entity that an article names.

    Attributes
    ----------
    name, kind
        The fullest name in the article, and what it is.
    mentions
        Where it is named, as offsets of the raw body.
    id, why
        The id it has in the tables and how it was recognised; empty if it is new.
    """

    name: str
    kind: str
    mentions: tuple[Span, ...]
    id: str = ""
    why: str = ""


@dataclass(slots=True)
class Claim:
    """One statement that an article makes.

    Attributes
    ----------
    relation
        The name of the relation.
    subject, object
        Name and kind of each end; the kind of a phrase is ``None``.
    evidence, also
        Where the sentence stands, and its copies.
    rule
        The rule that read it.
    title, amounts, period, due, change, date
        What the sentence adds.
    joint
        Everybody of whom the sentence says it together, if there are several: a sum is theirs together, and counts once.
    confidence
        Share of right claims among those that the rule made on annotated articles.
    review
        Whether a person should look before it is used.
    """

    relation: str
    subject: tuple[str, str]
    object: End
    evidence: Span
    rule: str
    also: tuple[Span, ...] = ()
    title: str | None = None
    amounts: list[dict[str, Any]] = field(default_factory=list)
    period: str | None = None
    due: str | None = None
    change: dict[str, Any] | None = None
    date: str | None = None
    joint: tuple[str, ...] = ()
    confidence: float | None = None
    review: bool = False


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything read from one article.

    Attributes
    ----------
    body
        The raw text that the offsets count in.
    entities, claims
        What it names and what it says.
    notes
        What the reader should know, such as a missing date of publication.

    Examples
    --------
    >>> from graph.extract.text.layout import Span
    >>> Extraction("누리톡", (Named("누리톡", "firm", (Span(0, 3),)),), ()).rows()
    [{'entity': {'name': '누리톡', 'kind': 'firm', 'mentions': [[0, 3]]}}]
    """

    body: str
    entities: tuple[Named, ...]
    claims: tuple[Claim, ...]
    notes: tuple[str, ...] = ()

    def rows(self) -> list[dict[str, Any]]:
        """Return one dictionary an entity and a claim, as they stand in ``<stem>.jsonl``.

        Returns
        -------
        list
            The entities first.
        """
        return [*map(_entity_row, self.entities), *(_claim_row(claim, self.body) for claim in self.claims)]

    def to_jsonl(self) -> str:
        """Return the text of ``<stem>.jsonl``.

        Returns
        -------
        str
            One JSON object a line.
        """
        return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in self.rows())


def _entity_row(entity: Named) -> dict[str, Any]:
    row: dict[str, Any] = {"name": entity.name, "kind": entity.kind, "mentions": [list(span) for span in entity.mentions]}
    if entity.id:
        row |= {"id": entity.id, "why": entity.why}
    return {"entity": row}


def _claim_row(claim: Claim, body: str) -> dict[str, Any]:
    start, end = claim.evidence
    return {
        "relation": claim.relation,
        "subject": {"name": claim.subject[0], "kind": claim.subject[1]},
        "object": {"name": claim.object[0], "kind": claim.object[1]},
        "title": claim.title,
        "amounts": claim.amounts,
        "period": claim.period,
        "due": claim.due,
        "change": claim.change,
        "date": claim.date,
        "joint": list(claim.joint),
        "evidence": {"start": start, "end": end, "text": body[start:end]},
        "also": [list(span) for span in claim.also],
        "rule": claim.rule,
        "extractor": VERSION,
        "confidence": claim.confidence,
        "review": claim.review,
    }
