"""Whether a sentence states a claim: it neither denies nor cancels it, and reports no rumour and no absence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from graph.extract.language_model.evidence import Refusal, phrase_places, places_of
from graph.extract.language_model.linking import forms, subject_places, words
from graph.extract.language_model.proposed import relations
from graph.extract.text.layout import Span

if TYPE_CHECKING:
    from graph.extract.claims import Extraction
    from graph.extract.language_model.evidence import Passage
    from graph.extract.language_model.proposed import Proposal

_NEAR = 12  # letters in which a word still speaks of a title

_SAID = {
    "denied": "denies it",
    "hearsay": "reports it as a rumour",
    "past": "says that it was given up",
    "absent": "reports an absence, or attendance to come",
    "soft": "is too vague to be a promise",
    "planned": "speaks of something still to come",
}

_BOUNDARY = re.compile(r"[가-힣](?:고|며|면서|지만|으나|는데|은데|한데|데 반해|가운데)[,\s]|[.?!]\s")


def check_modality(proposal: Proposal, passage: Passage, extraction: Extraction) -> None:
    """Check that the sentence states the claim: it neither denies nor cancels it, and reports no rumour and no absence.

    The whole sentence counts, not only what is quoted of it. A word in a clause with a subject of its own, in which
    neither end of the claim stands, speaks of that subject.

    Parameters
    ----------
    proposal, passage
        A proposed claim and its sentence.
    extraction
        What the rules read, for the subjects of other clauses.

    Raises
    ------
    Refusal
        If it does not, with the word that says so.
    """
    row = relations()[proposal.relation]
    text = passage.text
    ends = [places for name in (proposal.subject[0], proposal.object[0]) for places in _all_places(name, passage, extraction)]
    others = [place for entity in extraction.entities for place in subject_places(entity, passage) if not any(_overlap(place, end) for end in ends)]
    begin, scopes = _scope(proposal, row["scope"], text)
    for name in row["against"].split():
        for hit in words(name).finditer(text):
            if hit[0].startswith("참석자") or not any(left <= hit.start() < right for left, right in scopes) or hit.start() < begin:
                continue
            if not _elsewhere(text, hit.start(), ends, others):
                raise Refusal(f"the evidence {_SAID[name]} ({hit[0].strip()})")
    _check_negation(proposal, text, scopes, ends, others)
    if proposal.title:
        _check_title(proposal, passage, ends)


def _scope(proposal: Proposal, scope: str, text: str) -> tuple[int, list[tuple[int, int]]]:
    """Return from where on, and in which stretches of a sentence, its words speak of the claim itself."""
    outside = _outside(text)
    if scope == "anywhere":
        return 0, [(0, len(text))]
    if scope == "verb":
        verbs = [hit.end() for hit in words(proposal.relation).finditer(text) if any(left <= hit.start() < right for left, right in outside)]
        return (verbs[-1] if verbs else 0), outside
    if scope == "title" and proposal.title:
        return 0, [(start, end + _NEAR) for start, end in phrase_places(proposal.title, text)]
    return 0, outside


def _outside(text: str) -> list[tuple[int, int]]:
    """Return the stretches of a sentence outside of speech."""
    found, at, depth = [], 0, 0
    for place, letter in enumerate(text):
        if letter == "“":
            if not depth:
                found.append((at, place))
            depth += 1
        elif letter == "”" and depth:
            depth -= 1
            at = place + 1
    return [*found, (at, len(text))] if not depth else [(0, len(text))]  # speech that never ends hides nothing


def _all_places(name: str, passage: Passage, extraction: Extraction) -> list[tuple[int, int]]:
    named = places_of(name, passage.text) or phrase_places(name, passage.text)
    return named + [place for entity in forms(name, extraction) for mention in entity.mentions if (place := passage.within(Span(*mention)))]


def _overlap(left: tuple[int, int], right: tuple[int, int]) -> bool:
    return left[0] < right[1] and right[0] < left[1]


def _elsewhere(text: str, at: int, ends: list[tuple[int, int]], others: list[tuple[int, int]]) -> bool:
    """Say whether a word stands in a clause that has another subject and neither end of the claim."""
    begin = max((cut.end() for cut in _BOUNDARY.finditer(text, 0, at)), default=0)
    after = _BOUNDARY.search(text, at)
    clause = (begin, after.end() if after else len(text))
    return any(_overlap(place, (begin, at)) for place in others) and not any(_overlap(place, clause) for place in ends)


def _check_negation(proposal: Proposal, text: str, scopes: list[tuple[int, int]], ends: list[tuple[int, int]], others: list[tuple[int, int]]) -> None:
    """Refuse a claim if every verb of its relation in the sentence is denied right behind it."""
    verbs = [hit.end() for hit in words(proposal.relation).finditer(text) if any(left <= hit.start() < right for left, right in scopes)]
    verbs = [verb for verb in verbs if not _elsewhere(text, verb, ends, others)]
    if proposal.title:
        verbs = [end for _, end in phrase_places(proposal.title, text)]
    behind = [re.compile(rf"[가-힣]{{0,3}}?(?:\s?[가-힣]{{1,4}}\s)?(?:{words('negated').pattern})").match(text, verb) for verb in verbs]
    if behind and all(behind):
        raise Refusal(f"the evidence denies it ({text[verbs[0] : behind[0].end()].strip() if behind[0] else ''})")


def _check_title(proposal: Proposal, passage: Passage, ends: list[tuple[int, int]]) -> None:
    """Refuse the title of a former or a future holder."""
    text = passage.text
    people = places_of(proposal.subject[0], text) or ends[:1]
    titles = phrase_places(proposal.title or "", text)
    if not people or not titles:
        return
    person, title = min(((p, t) for p in people for t in titles), key=lambda pair: min(abs(pair[0][0] - pair[1][1]), abs(pair[1][0] - pair[0][1])))
    begin, end = min(person[0], title[0]), max(person[1], title[1])
    before = re.split(r"[,;·…“”‘’]|[가-힣][은는과와]\s", text[max(0, begin - _NEAR) : begin])[-1] if title[0] < person[0] else ""
    if found := re.search(rf"(?:^|[\s(])({words('former').pattern})\s", before + text[begin:end]):
        raise Refusal(f"the post is a former one ({found[1]})")
    if found := re.match(rf"\s?(?:{words('designate').pattern})", text[title[1] :]):
        raise Refusal(f"the post is still to come ({found[0].strip()})")
