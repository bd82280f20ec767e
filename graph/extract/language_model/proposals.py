"""Claims proposed by a language model: checked in code, then set beside those of the rules. Off unless an address is given."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any

from graph.extract.claims import Claim, Extraction, Named
from graph.extract.language_model.endpoint import Endpoint, ask, read_answer
from graph.extract.language_model.evidence import Refusal, places_of
from graph.extract.language_model.verification import verify
from graph.extract.text.layout import read_layout

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

DEFAULT_PRECISION = 0.5  # of a model that nobody measured
_MOST = 500  # claims of one answer


@dataclass(frozen=True, slots=True)
class Refused:
    """A proposal that did not pass, and why.

    Attributes
    ----------
    proposal
        What the model wrote.
    reason
        One line.
    """

    proposal: Any
    reason: str

    def __str__(self) -> str:
        row = self.proposal if isinstance(self.proposal, dict) else {}
        ends = [end.get("name") if isinstance(end := row.get(side), dict) else None for side in ("subject", "object")]
        line = f"{ends[0] or '?'} {row.get('relation') or '?'} {ends[1] or '?'}: {self.reason}"
        return " ".join("".join(letter if letter.isprintable() else " " for letter in line).split())[:300]


@dataclass(frozen=True, slots=True)
class Proposals:
    """What became of the answer of a language model.

    Attributes
    ----------
    extraction
        What the rules read, with the model's part joined to it.
    added
        Claims that only the model makes.
    agreed
        Claims that both make, as the rules made them, with the confidence raised.
    refused
        Proposals that did not pass.
    notes
        What went wrong, one line each.
    """

    extraction: Extraction
    added: tuple[Claim, ...] = ()
    agreed: tuple[Claim, ...] = ()
    refused: tuple[Refused, ...] = ()
    notes: tuple[str, ...] = ()


def propose(body: str, published: date | None, extraction: Extraction, endpoint: Endpoint) -> Proposals:
    """Ask a language model for the claims of an article, and keep what passes the checks.

    Whatever goes wrong, the claims of the rules stay and a note says what it was.

    Parameters
    ----------
    body
        The raw body.
    published
        The day of publication, ``None`` if it is not known.
    extraction
        What the rules read in it.
    endpoint
        Where to ask.

    Returns
    -------
    Proposals
        The joined extraction, what was added, agreed and refused, and notes.

    Examples
    --------
    >>> nobody = Endpoint("http://127.0.0.1:9", "some-model")
    >>> propose("누리톡은 쉰다.", None, Extraction("누리톡은 쉰다.", (), ()), nobody).notes
    ('127.0.0.1:9: cannot be reached (Connection refused)',)
    """
    written, note = ask(body, published, endpoint)
    if not written:
        return Proposals(extraction, notes=(note,))
    rows, broken = read_answer(written)
    notes = [f"{endpoint.server}: {told}" for told in (note, broken) if told]
    if len(rows) > _MOST:
        notes.append(f"{endpoint.server}: only the first {_MOST} of {len(rows)} proposals are read")
    passed, refused = judge(rows[:_MOST], body, published, extraction, f"llm:{endpoint.model}")
    joined = join(extraction, passed, endpoint.precision)
    return replace(joined, refused=tuple(refused), notes=tuple(notes))


def judge(rows: Iterable[Any], body: str, published: date | None, extraction: Extraction, rule: str) -> tuple[list[Claim], list[Refused]]:
    """Divide proposals into claims that pass every check and those refused with a reason.

    Parameters
    ----------
    rows
        Proposals as they come from outside.
    body, published, extraction, rule
        As in :func:`graph.extract.language_model.verification.verify`.

    Returns
    -------
    tuple
        The claims, and the refused.

    Examples
    --------
    >>> judge([7], "누리톡은 쉰다.", None, Extraction("누리톡은 쉰다.", (), ()), "llm:some-model")
    ([], [Refused(proposal=7, reason='it is no JSON object')])
    """
    passed: list[Claim] = []
    refused: list[Refused] = []
    for row in rows:
        try:
            claim = verify(row, body, published, extraction, rule)
        except Refusal as reason:
            refused.append(Refused(row, str(reason)))
            continue
        if any(same(claim, other) for other in passed):
            refused.append(Refused(row, "it was proposed already"))
        else:
            passed.append(claim)
    return passed, refused


def same(left: Claim, right: Claim) -> bool:
    """Say whether two claims are one: same relation and ends; phrases in one sentence that share half of the shorter one.

    Examples
    --------
    >>> from graph.extract.text.layout import Span
    >>> wide = Claim("pledged", ("누리톡", "firm"), ("소상공인 수수료 인하", None), Span(0, 9), "rule")
    >>> same(wide, replace(wide, object=("수수료 인하", None))), same(wide, replace(wide, relation="urged"))
    (True, False)
    """
    if left.relation != right.relation or _bare(left.subject[0]) != _bare(right.subject[0]):
        return False
    if left.title and right.title and not (left.title.endswith(right.title) or right.title.endswith(left.title)):
        return False
    one, two = _bare(left.object[0]), _bare(right.object[0])
    if one == two:
        return True
    near = left.evidence.start < right.evidence.end and right.evidence.start < left.evidence.end
    if not near or (left.object[1] is not None and right.object[1] is not None):
        return False
    match = SequenceMatcher(None, one, two, autojunk=False).find_longest_match()
    return 2 * match.size >= min(len(one), len(two))


def agreement(rule: float | None, model: float | None) -> float:
    """Return the confidence of a claim that a rule and a model both make: 1 - (1 - a)(1 - b).

    That is how often at least one of them is right if they err independently; models and rules stumble over the same
    sentences, so it is an upper bound.

    Parameters
    ----------
    rule
        Precision of the rule; one that nobody measured counts as 0.
    model
        Precision of the model; one that nobody measured counts as ``DEFAULT_PRECISION``.

    Returns
    -------
    float
        The confidence.

    Examples
    --------
    >>> agreement(0.9, 0.8), agreement(0.75, None), agreement(None, None)
    (0.98, 0.875, 0.5)
    """
    second = DEFAULT_PRECISION if model is None else model
    return round(1 - (1 - (rule or 0.0)) * (1 - second), 6)


def join(extraction: Extraction, claims: Iterable[Claim], precision: float | None) -> Proposals:
    """Set checked claims beside those of the rules, which stay as they are but for their confidence.

    Parameters
    ----------
    extraction
        What the rules read.
    claims
        Checked claims of a model.
    precision
        The model's precision, ``None`` if nobody measured it.

    Returns
    -------
    Proposals
        A new extraction; entities that only the model names are appended, with all places where they stand.
    """
    kept = list(extraction.claims)
    agreed: dict[int, Claim] = {}
    added: list[Claim] = []
    for claim in claims:
        twin = next((place for place, own in enumerate(extraction.claims) if same(own, claim)), None)
        if twin is None:
            added.append(replace(claim, confidence=precision, review=True))
        else:
            own = extraction.claims[twin]
            agreed[twin] = kept[twin] = replace(own, confidence=agreement(own.confidence, precision))
    entities = (*extraction.entities, *_new_entities(extraction, added))
    joined = replace(extraction, entities=entities, claims=(*kept, *added))
    return Proposals(joined, tuple(added), tuple(agreed.values()))


def _new_entities(extraction: Extraction, claims: list[Claim]) -> list[Named]:
    layout = read_layout(extraction.body)
    known = {_bare(entity.name) for entity in extraction.entities}
    found: list[Named] = []
    for name, kind in (end for claim in claims for end in (claim.subject, claim.object)):
        if kind is None or _bare(name) in known:
            continue
        known.add(_bare(name))
        found.append(Named(name, kind, tuple(layout.span(*place) for place in places_of(name, layout.view)), why="language model"))
    return found


def _bare(text: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFC", text).casefold() if letter.isalnum())
