"""Meetings, hearings and ceremonies that stand without quotation marks."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from graph.extract.lexicon import column, folded, kind_by_ending, longest_ending, stems, title_in, verbs, words

if TYPE_CHECKING:
    from graph.extract.entities.entity import Entity
    from graph.extract.entities.names import Names
    from graph.extract.text.sentences import Sentence, Word

# Verbs that tell that something took place.
HELD = re.compile(r"열었|열고|열어|열린|열렸|열리|여는|연 |개최|주최|주관|주재|소집|참석|자리했|출석|치렀|치르|치른|거행|진행했|진행한|진행된|가졌|갖고|가진|함께했|마련")
# When, which one, how: words that begin no name.
TIME = re.compile(r"^(?:\d{1,4}(?:년|월|일|시|분)?|이날|오전|오후|지난|지난달|오는|올해|전날|어제|당일|이달|같은|날|달|최근|앞서|당시|이번|이틀|사흘|이틀간|사흘간)(?:에|은|는|부터|까지|간)?$")
_ADVERBIAL = re.compile(r"^(?:이날|오전|오후|지난|오는|올해|내년|지난해|당시|최근|이번|해당|앞서|또|그|이|첫|두|세|한|현지|인근|긴급|비공개|\d+일|\d+월|\d+시)$")
# Particles and endings at which the name of an occasion or of a venue cannot go on to the left.
_CLOSED = re.compile(r"(?:은|는|이|가|을|를|에서|에|도|며|고|에게|라며|서|해|한|된|인|할|린|로|으로|까지|부터|와|과|의)$")
# What is said of an occasion behind the particle of an object: 간담회를 했다.
_DONE = re.compile(r"했|하고|하며|하였|한$|해$|이어")
_CLOSING = ("에는", "에서는", "에서", "을", "를")
_WHERE = ("에는", "에도")
# With whom it is held: 상인들과. Other words with this ending can be departments.
_COMPANY = "들과"
_OF_OCCASIONS = frozenset(["에서", "에서는", "에", "에는", "에도", "를", "을", "가", "이", "은", "는", ""])

_AGREEMENT, _SIGNING = "협약", "협약식"  # what is agreed on names the occasion at which it is signed

_WORDS_OF_OCCASION = 8
_LONG = 3  # letters of a name that can stand alone


def find_events(names: Names) -> None:
    """Add the occasions that stand without quotation marks.

    Parameters
    ----------
    names
        The entities of the article; events are added.
    """
    unquoted = _unquoted(names)
    _trim_learned(names)
    _fold_captions(names)
    quoted = {head: event for event in _events(names) for head in _heads(event)}
    for head, forms in unquoted.items():
        name = max(forms, key=len)
        event = _same_occasion(head, quoted)
        if event is None and name not in words("ordinary", "event"):
            event = names.entity(name, "event", "unquoted")
        if event is not None and event.kind == "event":
            names.entity(event.name, "event", "unquoted", *forms)
    _fold_shorter(names)
    for event in _events(names):
        last = event.name.split()[-1]
        names.entity(event.name, "event", event.rule, last, _head(last))


def _events(names: Names) -> list[Entity]:
    """Return the occasions that something means."""
    return [entity for entity in names.entities if entity.kind == "event" and entity.forms]


def _trim_learned(names: Names) -> None:
    """Take off what a model put around the name of an occasion: ``이날 회의``, ``진행한 종합감사``, ``간담회에는 누리톡``."""
    for event in [event for event in _events(names) if event.rule == "learned"]:
        name = _trimmed(event.name.split())
        if name != event.name:
            shorter = names.entity(name, "event", "learned")
            if shorter is not event and shorter.kind == "event":
                names.become(event, shorter)


def _trimmed(parts: list[str]) -> str:
    first = next((place for place, text in enumerate(parts[:-1]) if text[0].isdigit() or not _begins_no_name(text)), len(parts) - 1)
    for last in range(first, len(parts) - 1):
        stem, particle = noun(parts[last])
        if particle in _CLOSING:
            return " ".join([*parts[first:last], stem])
    return " ".join(parts[first:])


def _fold_shorter(names: Names) -> None:
    """Take the end of an occasion's name for the occasion, if no other ends so: ``현장 간담회``."""
    for event in _events(names):
        longer = [other for other in _events(names) if other is not event and _is_end_of(event, other)]
        if event.rule in ("learned", "unquoted") and len(longer) == 1 and len(longer[0].name) > len(event.name):
            names.become(event, longer[0])


def _is_end_of(event: Entity, other: Entity) -> bool:
    """Say whether a name can mean what a longer one means: ``현장 간담회``, the title alone, ``협약식`` for the agreement."""
    short, long = folded(event.name), folded(other.name)
    titled = long.startswith(short) and long[len(short) :] in words("endings", "occasion")
    return long.endswith(short) or titled or (event.name == _SIGNING and other.name.endswith(_AGREEMENT))


def _head(stem: str) -> str:
    """Return the noun for an occasion that a word ends with, else the word."""
    return longest_ending(stem, "occasion") or longest_ending(stem, "occasion again") or stem


def _heads(event: Entity) -> set[str]:
    """Return the nouns that can take up an occasion again."""
    return {_head(event.name.split()[-1]), *(form for form in event.forms if longest_ending(form, "occasion") and " " not in form)}


def _same_occasion(head: str, quoted: dict[str, Entity]) -> Entity | None:
    """Return the occasion that a noun means, if only one named in quotation marks can be meant."""
    near = {event for other, event in quoted.items() if other.endswith(head) or head.endswith(other)}
    return quoted.get(head) or (near.pop() if len(near) == 1 else None)


def _unquoted(names: Names) -> dict[str, list[str]]:
    """Return by their head the names of occasions outside quotation marks."""
    found: dict[str, list[str]] = {}
    for sentence in names.sentences:
        for place, word in enumerate(sentence.words):
            stem, particle = noun(word.text)
            name = _occasion(names, sentence, place, stem, particle) if stem and word.quote < 0 else ""
            if name:
                found.setdefault(_head(stem), []).append(name)
    return found


@lru_cache(maxsize=100_000)
def noun(text: str) -> tuple[str, str]:
    """Read a word that ends with a noun for one occasion: the word without its particle, and the particle."""
    return next(((stem, particle) for stem, particle in stems(text) if longest_ending(stem, "occasion") and particle != "들"), ("", ""))


def _occasion(names: Names, sentence: Sentence, place: int, stem: str, particle: str) -> str:
    """Return the name of an occasion that ends with a word, ``""`` if the word names none here."""
    held = _is_held(sentence, place, particle)
    if particle not in _OF_OCCASIONS or (longest_ending(stem, "loose occasion") and not held) or (not particle and _is_person(names, sentence.words, place + 1)):
        return ""
    name = _grown(names, sentence.words, place, stem)
    alone = len(stem) >= _LONG and (particle.startswith("에") or (particle != "" and held))
    return name if " " in name or alone else ""


def _is_held(sentence: Sentence, place: int, particle: str) -> bool:
    """Say whether a sentence tells that something took place: ``간담회를 했다``, ``브리핑에는 국장이 나와``."""
    if HELD.search(sentence.text):
        return True
    if particle in ("를", "을"):
        return _DONE.match(sentence.words[place + 1].text) is not None if place + 1 < len(sentence.words) else False
    return particle in _WHERE and verbs("attended").search(sentence.text) is not None


def _is_person(names: Names, row: list[Word], place: int) -> bool:
    """Say whether a person's name begins at a word: ``사업자총회 한가람 회장`` names a body."""
    return place < len(row) and not row[place].before and any(entity.kind == "person" and row[place].text.startswith(entity.name) for entity in names.entities)


def _grown(names: Names, row: list[Word], place: int, stem: str) -> str:
    """Return a noun for an occasion with the words before it that belong to its name."""
    first = place
    while first > 0 and place - first < _WORDS_OF_OCCASION and row[first].before in ("", "·"):
        text = row[first - 1].text
        if row[first - 1].quote != row[place].quote or _begins_no_name(text) or _ends_before_occasion(names, text):
            break
        first -= 1
    return spaced(row, first, place, stem)


def _begins_no_name(text: str) -> bool:
    """Say whether a word tells when or which one, or describes, so that no name begins with it."""
    return TIME.match(text) is not None or _ADVERBIAL.match(text) is not None or text in words("ordinary", "before occasion")


def _ends_before_occasion(names: Names, text: str) -> bool:
    """Say whether a word is a person or ends a phrase, so that no name of an occasion begins with it."""
    if text.endswith(_COMPANY) or (text.endswith(("과", "와")) and title_in(text[:-1])):
        return True
    if _CLOSED.search(text) and not kind_by_ending(text) and text not in column("places", "name"):
        return True
    return any(entity.kind == "person" and text.startswith(entity.name) for entity in names.entities)


def spaced(row: list[Word], first: int, place: int, stem: str) -> str:
    """Return words with spaces between them, the last one as its stem."""
    return " ".join([*(word.text for word in row[first:place]), stem])


def _fold_captions(names: Names) -> None:
    """Take an occasion that only captions and headlines name for the one of the text that it can mean."""
    texts = {event: {s.line.kind for s in names.sentences if any(form in s.text for form in event.forms if " " in form or form == event.name)} for event in _events(names)}
    outside = ("caption", "headline")
    for event, kinds in texts.items():
        if not kinds or not kinds.issubset(outside):
            continue
        heads = _heads(event)
        meant = [e for e, seen in texts.items() if e is not event and not seen.issubset(outside) and any(_is_end(h, head) for h in _heads(e) for head in heads)]
        if len(meant) == 1:
            names.become(event, meant[0])


def _is_end(one: str, other: str) -> bool:
    return one.endswith(other) or other.endswith(one)
