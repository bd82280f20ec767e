"""Meetings, hearings, ceremonies and where they take place."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from graph.extract.lexicon import column, kind_by_ending, longest_ending, stems, words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.extract.entities.entity import Entity
    from graph.extract.entities.names import Names
    from graph.extract.text.sentences import Sentence, Word

# Verbs that tell that something took place.
_HELD = re.compile(r"열었|열고|열어|열린|열렸|열리|여는|연 |개최|주최|주관|주재|소집|참석|자리했|출석|치렀|치르|치른|거행|진행했|진행한|진행된|가졌|갖고|가진|함께했|마련")
# When, which one, how: words that begin no name.
_TIME = re.compile(r"^(?:\d{1,4}(?:년|월|일|시|분)?|이날|오전|오후|지난|지난달|오는|올해|전날|어제|당일|이달|같은|날|달|최근|앞서|당시|이번|이틀|사흘|이틀간|사흘간)(?:에|은|는|부터|까지|간)?$")
_ADVERBIAL = re.compile(r"^(?:이날|오전|오후|지난|오는|올해|내년|지난해|당시|최근|이번|해당|앞서|또|그|이|첫|두|세|한|현지|인근|긴급|비공개|\d+일|\d+월|\d+시)$")
# Particles and endings at which the name of an occasion or of a venue cannot go on to the left.
_CLOSED = re.compile(r"(?:은|는|이|가|을|를|에서|에|도|며|고|에게|라며|서|해|한|된|인|할|린|로|으로|까지|부터|와|과|의)$")
# With whom it is held: 상인들과. Other words with this ending can be departments.
_COMPANY = "들과"
_CLOSED_PLACE = re.compile(r"(?:은|는|을|를|에서|에게|도|며|고|에|한|된|린|의|와|과|이|가)$")
_BUILDING = re.compile(r"(?:회관|호텔|센터|대|시청|국회|본사)$")
_ROOM = re.compile(r"(?:\d+층|\d호|홀|회의실|세미나실|강당|본사|사옥|청사|앞)$")
_HALL = re.compile(r"회관|호텔|컨벤션|타워|빌딩|본관|강당|회의실|세미나실|센터|홀$|청사|플라자|회의장|의원회관")
_AT = ("에서", "에서는", "에서도", "에서의")
_OF_OCCASIONS = frozenset(["에서", "에서는", "에", "에는", "에도", "를", "을", "가", "이", "은", "는", ""])
_IN_FRONT = "앞"

_WORDS_OF_OCCASION = 8
_WORDS_OF_VENUE = 4
_LONG = 3  # letters of a name that can stand alone


def find_events(names: Names) -> None:
    """Add the occasions that stand without quotation marks.

    Parameters
    ----------
    names
        The entities of the article; events are added.
    """
    unquoted = _unquoted(names)
    _join_titles(names)
    _fold_captions(names)
    quoted = {head: event for event in _events(names) for head in _heads(event)}
    for head, forms in unquoted.items():
        name = max(forms, key=len)
        event = _same_occasion(head, quoted)
        if event is None and name not in words("ordinary", "event"):
            event = names.entity(name, "event", "unquoted")
        if event is not None and event.kind == "event":
            names.entity(event.name, "event", "unquoted", *forms)
    for event in _events(names):
        last = event.name.split()[-1]
        names.entity(event.name, "event", event.rule, last, _head(last))


def _events(names: Names) -> list[Entity]:
    return [entity for entity in names.entities if entity.kind == "event"]


def _head(stem: str) -> str:
    """Return the noun for an occasion that a word ends with, else the word."""
    return longest_ending(stem, "occasion") or stem


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
            stem, particle = _noun(word.text)
            name = _occasion(names, sentence, place, stem, particle) if stem and word.quote < 0 else ""
            if name:
                found.setdefault(_head(stem), []).append(name)
    return found


@lru_cache(maxsize=100_000)
def _noun(text: str) -> tuple[str, str]:
    """Read a word that ends with a noun for one occasion: the word without its particle, and the particle."""
    return next(((stem, particle) for stem, particle in stems(text) if longest_ending(stem, "occasion") and particle != "들"), ("", ""))


@lru_cache(maxsize=100_000)
def _held_at(text: str) -> str:
    """Return what a word with the particle of a place names."""
    return next((stem for stem, particle in stems(text) if particle in _AT), "")


def _occasion(names: Names, sentence: Sentence, place: int, stem: str, particle: str) -> str:
    """Return the name of an occasion that ends with a word, ``""`` if the word names none here."""
    held = _HELD.search(sentence.text) is not None
    if particle not in _OF_OCCASIONS or (longest_ending(stem, "loose occasion") and not held):
        return ""
    name = _grown(names, sentence.words, place, stem)
    alone = len(stem) >= _LONG and (particle.startswith("에") or (particle != "" and held))
    return name if " " in name or alone else ""


def _grown(names: Names, row: list[Word], place: int, stem: str) -> str:
    """Return a noun for an occasion with the words before it that belong to its name."""
    first = place
    while first > 0 and place - first < _WORDS_OF_OCCASION and row[first].before in ("", "·"):
        text = row[first - 1].text
        if row[first - 1].quote != row[place].quote or _TIME.match(text) or _ADVERBIAL.match(text) or _ends_before_occasion(names, text):
            break
        first -= 1
    return _spaced(row, first, place, stem)


def _ends_before_occasion(names: Names, text: str) -> bool:
    """Say whether a word is a person or ends a phrase, so that no name of an occasion begins with it."""
    if text.endswith(_COMPANY):
        return True
    if _CLOSED.search(text) and not kind_by_ending(text) and text not in column("places", "name"):
        return True
    return any(entity.kind == "person" and text.startswith(entity.name) for entity in names.entities)


def _spaced(row: list[Word], first: int, place: int, stem: str) -> str:
    return " ".join([*(word.text for word in row[first:place]), stem])


def _fold_captions(names: Names) -> None:
    """Take an occasion that only captions and headlines name for the one of the text that it can mean."""
    texts = {event: {s.line.kind for s in names.sentences if event.name in s.text} for event in _events(names)}
    outside = ("caption", "headline")
    for event, kinds in texts.items():
        if not kinds or not kinds.issubset(outside):
            continue
        head = _head(event.name.split()[-1])
        meant = [e for e, seen in texts.items() if e is not event and not seen.issubset(outside) and any(h.endswith(head) or head.endswith(h) for h in _heads(e))]
        if len(meant) == 1:
            names.become(event, meant[0])


def _join_titles(names: Names) -> None:
    """Join the title of an occasion with the noun behind it: ``‘규제와 자율 사이’ 토론회``."""
    for sentence in names.sentences:
        for place, word in enumerate(sentence.words):
            if "’" in word.before and word.quote < 0 and place:
                event = _ending_with(_events(names), sentence.words[place - 1].text, sentence.text)
                stem = next((stem for stem, _ in stems(word.text) if longest_ending(stem, "occasion")), "")
                if event is not None and stem and not longest_ending(event.name, "occasion"):
                    other = names.named(stem)
                    if other is not None and other is not event and other.kind == "event":
                        names.become(other, event)
                    names.entity(event.name, "event", event.rule, f"{event.name} {stem}", stem)


def _ending_with(events: Iterable[Entity], last: str, text: str) -> Entity | None:
    """Return the occasion of which a form that ends with a word stands in a sentence."""
    return next((event for event in events if any(form.endswith(last) and form in text for form in event.forms)), None)


def find_venues(names: Names) -> None:
    """Add the places where something is held: ``서울 마포구 두레회관에서``.

    Parameters
    ----------
    names
        The entities of the article; places are added.
    """
    for sentence in names.sentences:
        for place, word in enumerate(sentence.words):
            stem = _held_at(word.text)
            if not stem:
                continue
            first = _venue_start(sentence.words, place)
            if stem == _IN_FRONT:
                if first < place:
                    names.entity(_spaced(sentence.words, first, place, stem), "place", "venue")
            elif _is_venue(names, sentence, place, stem) and (len(stem) > 1 or first < place):
                _enter_venue(names, sentence.words, first, place, stem)


def _enter_venue(names: Names, row: list[Word], first: int, place: int, stem: str) -> None:
    """Enter a venue, also with the city and district before it."""
    name = _spaced(row, first, place, stem)
    entity = names.entity(name, "place", "venue")
    begun = first
    while begun > 0 and _is_city(row[begun - 1].text):
        begun -= 1
    if begun < first and entity.kind == "place":
        names.entity(name, "place", "venue", _spaced(row, begun, place, stem))


def _is_city(text: str) -> bool:
    return text in column("places", "name")


def _is_venue(names: Names, sentence: Sentence, place: int, stem: str) -> bool:
    """Say whether something is held at what a word names."""
    if longest_ending(stem, "occasion") or _is_city(stem):
        return False
    behind_city = place > 0 and _is_city(sentence.words[place - 1].text)
    held = _HELD.search(sentence.text) is not None
    if not (held or behind_city or _HALL.search(stem)):
        return False
    known = next((entity for entity in names.entities if stem in entity.forms or entity.name.endswith(stem)), None)
    if known is not None and known.kind not in ("place", "firm", "institution"):
        return False
    if kind_by_ending(stem, "place") or _ROOM.search(stem):
        return stem not in words("ordinary", "venue")
    return behind_city and held and known is None and len(stem) >= _LONG


def _venue_start(row: list[Word], place: int) -> int:
    """Return the first word of a venue's name, without the city and district."""
    first = place
    while first > 0 and place - first < _WORDS_OF_VENUE and not row[first].before and row[first - 1].quote == row[place].quote:
        text = row[first - 1].text
        closed = _CLOSED_PLACE.search(text) and not kind_by_ending(text, "place") and not _BUILDING.search(text)
        if closed or _is_city(text) or _TIME.match(text) or not re.fullmatch(r"[가-힣A-Za-z0-9&]+", text):
            break
        first -= 1
    return first
