"""Whether a name stands in the evidence, or is what the rules read there under another form."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from graph.extract.language_model.evidence import Refusal, bare, phrase_places, places_of, sentence_before
from graph.extract.language_model.proposed import relations
from graph.extract.lexicon import table
from graph.extract.text.layout import Span

if TYPE_CHECKING:
    from graph.extract.claims import Extraction, Named
    from graph.extract.language_model.evidence import Passage
    from graph.extract.language_model.proposed import Proposal

_ACTING = frozenset(["person", "ministry", "firm", "association", "institution"])

_LONGEST = 160  # letters of a phrase


def check_names(proposal: Proposal, passage: Passage, extraction: Extraction) -> tuple[tuple[str, str], tuple[str, str | None]]:
    """Check that both ends stand in the evidence, or that the rules know them there under another form.

    Another form is one that the rules read there (표 장관, 공정위), one that they carried over into that very
    sentence, or for an occasion the one that the article spoke of last.

    Parameters
    ----------
    proposal, passage
        A proposed claim and its sentence.
    extraction
        What the rules read.

    Returns
    -------
    tuple
        Subject and object with the names that the rules call them by.

    Raises
    ------
    Refusal
        If an end is neither.
    """
    subject = _linked(proposal.relation, "subject", proposal.subject, passage, extraction)
    target = proposal.object
    if target[1] is not None:
        return (subject, proposal.subject[1]), (_linked(proposal.relation, "object", (target[0], target[1]), passage, extraction), target[1])
    if not any(passage.holds(start, end) for start, end in phrase_places(target[0], passage.text)) or len(target[0]) > _LONGEST:
        raise Refusal("the object is no phrase of the evidence")
    return (subject, proposal.subject[1]), target


def _linked(relation: str, side: str, end: tuple[str, str], passage: Passage, extraction: Extraction) -> str:
    name, kind = end
    entities = forms(name, extraction)
    meant = next((entity for entity in entities if entity.kind == kind), entities[0] if entities else None)
    called = meant.name if meant else name
    if any(passage.holds(*place) for place in places_of(name, passage.text)):
        return called
    if meant is not None and (
        _mentioned(meant, passage)
        or _carried(side, meant, passage, extraction)
        or (_told(relation, passage) and _last_occasion(meant, passage, extraction))
        or _called_short(meant, passage, extraction)
        or (side == "subject" and (_held(meant, passage, extraction) or _continued(meant, passage, extraction)))
    ):
        return called
    raise Refusal(f"{name} is not in the evidence, nor linked to it by the rules")


def forms(name: str, extraction: Extraction) -> list[Named]:
    """Return the entities of a name; those that only share a short form with others are none."""
    wanted = bare(name)
    called = [entity for entity in extraction.entities if bare(entity.name) == wanted]
    if called:
        return called
    short = [entity for entity in extraction.entities if any(bare(extraction.body[start:end]) == wanted for start, end in entity.mentions)]
    return short if len({entity.name for entity in short}) == 1 else []


def _mentioned(entity: Named, passage: Passage) -> bool:
    return any(copy.start <= mention[0] and mention[1] <= copy.end for mention in entity.mentions for copy in passage.copies)


def _carried(side: str, entity: Named, passage: Passage, extraction: Extraction) -> bool:
    """Say whether the rules read a claim out of this very sentence with the entity at this end."""
    ends = [claim.subject[0] if side == "subject" else claim.object[0] for claim in extraction.claims if claim.evidence.start < passage.span.end and passage.span.start < claim.evidence.end]
    return entity.name in ends


def _told(relation: str, passage: Passage) -> bool:
    """Say whether a sentence has a word of the relation, since an occasion that it does not name may be another's."""
    return any(words(name).search(passage.text) for name in relations()[relation]["cues"].split())


def _last_occasion(entity: Named, passage: Passage, extraction: Extraction) -> bool:
    before = [(mention[0], event.name) for event in extraction.entities if event.kind == "event" for mention in event.mentions if mention[0] < passage.span.end]
    return entity.kind == "event" and bool(before) and max(before)[1] == entity.name


def _called_short(entity: Named, passage: Passage, extraction: Extraction) -> bool:
    """Say whether the end of a name stands there as a word (연구원은), and no other name of the article ends so."""
    if entity.kind == "person":
        return False
    for cut in range(1, len(entity.name) - 1):
        tail = entity.name[cut:].strip()
        if any(passage.holds(*place) for place in places_of(tail, passage.text)):
            return sum(other.name.endswith(tail) for other in extraction.entities) == 1
    return False


def _held(entity: Named, passage: Passage, extraction: Extraction) -> bool:
    """Say whether a body's office-holder is the subject: a minister speaks for the ministry."""
    return any(entity.name in _bodies(person, extraction) and _mentioned(person, passage) and subject_places(person, passage) for person in extraction.entities)


def _bodies(entity: Named, extraction: Extraction) -> set[str]:
    return {claim.object[0] for claim in extraction.claims if claim.relation == "holds_post" and claim.subject[0] == entity.name}


def _continued(entity: Named, passage: Passage, extraction: Extraction) -> bool:
    """Say whether a sentence names no subject and the one before it has this one, or this one's office-holder."""
    acting = [other for other in extraction.entities if other.kind in _ACTING]
    if any(subject_places(other, passage) or (other.kind == "person" and _mentioned(other, passage)) for other in acting):
        return False
    before = sentence_before(passage, extraction.body)
    if before is None:
        return False
    subjects = [(place, other) for other in acting for place in subject_places(other, before)]
    if not subjects:
        return False
    last = max(subjects, key=lambda pair: pair[0])[1]
    return entity.name in {last.name, *_bodies(last, extraction)}


def subject_places(entity: Named, passage: Passage) -> list[tuple[int, int]]:
    """Return where an entity stands in a sentence as the subject of something, its title aside."""
    places = [place for mention in entity.mentions if (place := passage.within(Span(*mention)))]
    return [(start, end) for start, end in places if re.match(r"(?:\s?\([^)]*\)|\s?[가-힣0-9·]{1,14}){0,3}?(?:은|는|이|가|도)(?:\s|,)", passage.text[end:])]


@cache
def words(name: str) -> re.Pattern[str]:
    """Return what finds the words of a class of ``lexicons/verbs.csv`` and ``lexicons/modality.csv``; a pattern that finds nothing if there are none."""
    when = {row["stem"] for row in table("modality") if row["class"] == "when"}  # they tell only when, not whether
    listed = {row["stem"] for lists in ("verbs", "modality") for row in table(lists) if row["class"] == name} - when
    return re.compile("|".join(map(re.escape, sorted(listed, key=lambda stem: (-len(stem), stem)))) or r"(?!)")
