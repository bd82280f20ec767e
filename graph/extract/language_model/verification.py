"""Whether an article really says what somebody proposes that it says: checks in code, without a model."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graph.extract.claims import Claim
from graph.extract.language_model.evidence import Refusal, bare, find_evidence, find_passage
from graph.extract.language_model.figures import check_numbers
from graph.extract.language_model.linking import check_names, forms
from graph.extract.language_model.modality import check_modality
from graph.extract.language_model.proposed import read_proposal, relations
from graph.model import PG, schema

if TYPE_CHECKING:
    from datetime import date

    from graph.extract.claims import Extraction
    from graph.extract.language_model.proposed import Proposal


def check_types(proposal: Proposal, extraction: Extraction) -> None:
    """Check that both ends are of kinds that the relation joins, and of the kinds that the tables give them.

    Parameters
    ----------
    proposal
        A proposed claim.
    extraction
        What the rules read, with the ids of entities that the tables know.

    Raises
    ------
    Refusal
        If a kind does not fit.
    """
    row, relation = relations()[proposal.relation], schema().relations[proposal.relation].relation
    assert relation is not None
    for side, (name, kind), classes in (
        ("subject", proposal.subject, row["subject"].split() or [relation.domain.removeprefix(PG)]),
        ("object", proposal.object, row["object"].split() or [relation.range.removeprefix(PG)]),
    ):
        if kind is None:
            if side == "object" and row["phrase"]:
                continue
            raise Refusal(f"{side} has no kind; {proposal.relation} needs one")
        if not any(schema().is_a(schema().kinds[kind].iri, PG + cls) for cls in classes):
            raise Refusal(f"{side} of {proposal.relation} cannot be a {kind}")
        known = [entity for entity in forms(name, extraction) if entity.id]
        if known and kind not in {entity.kind for entity in known}:
            raise Refusal(f"{name} is a {known[0].kind} in the tables, not a {kind}")
    if bare(proposal.subject[0]) == bare(proposal.object[0]):
        raise Refusal("subject and object are the same")
    if "title" in row["qualifiers"].split() and not proposal.title:
        raise Refusal(f"{proposal.relation} needs a title")


def verify(row: Any, body: str, published: date | None, extraction: Extraction, rule: str) -> Claim:
    """Check one proposed claim against its article.

    Parameters
    ----------
    row
        The claim as it comes from outside, in the form of ``<stem>.jsonl``.
    body, published
        The raw body and its day of publication.
    extraction
        What the rules read in the same body.
    rule
        Who proposes it.

    Returns
    -------
    Claim
        The claim with exact offsets and with names and numbers as the code reads them, marked for review.

    Raises
    ------
    Refusal
        If a check fails, with the reason.

    Examples
    --------
    >>> from graph.extract.claims import Extraction
    >>> body = "누리톡은 3년간 600억원을 지원하기로 했다."
    >>> row = {"relation": "pledged", "subject": {"name": "누리톡", "kind": "firm"}, "object": {"name": "600억원을 지원", "kind": None}}
    >>> row |= {"amounts": [{"value": 60000000000, "unit": "KRW"}], "period": "P3Y", "evidence": body}
    >>> verify(row, body, None, Extraction(body, (), ()), "llm:some-model").amounts
    [{'value': 60000000000, 'unit': 'KRW', 'approx': False}]
    >>> verify(row | {"period": "P5Y"}, body, None, Extraction(body, (), ()), "llm:some-model")
    Traceback (most recent call last):
    graph.extract.language_model.evidence.Refusal: the period P5Y is not in the evidence, which says P3Y
    """
    proposal = read_proposal(row)
    check_types(proposal, extraction)
    passage = find_passage(proposal.evidence, body)
    subject, target = check_names(proposal, passage, extraction)
    numbers = check_numbers(proposal, passage, body, published)
    check_modality(proposal, passage, extraction)
    also = tuple(span for span in find_evidence(body[passage.span.start : passage.span.end], body) if span != passage.span)
    return Claim(proposal.relation, subject, target, passage.span, rule, also=also, review=True, **numbers)
