"""Where something is held: halls, rooms, buildings, squares."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from graph.extract.entities.occasions import HELD, TIME, spaced
from graph.extract.lexicon import column, kind_by_ending, longest_ending, stems, words

if TYPE_CHECKING:
    from graph.extract.entities.names import Names
    from graph.extract.text.sentences import Sentence, Word

# Particles and endings at which the name of a venue cannot go on to the left.
_CLOSED_PLACE = re.compile(r"(?:은|는|을|를|에서|에게|도|며|고|에|한|된|린|의|와|과|이|가)$")
_BUILDING = re.compile(r"(?:회관|호텔|센터|대|시청|국회|본사)$")
_ROOM = re.compile(r"(?:\d+층|\d호|홀|회의실|세미나실|강당|본사|사옥|청사|앞)$")
_HALL = re.compile(r"회관|호텔|컨벤션|타워|빌딩|본관|강당|회의실|세미나실|센터|홀$|청사|플라자|회의장|의원회관")
_AT = ("에서", "에서는", "에서도", "에서의")
_IN_FRONT = "앞"

_WORDS_OF_VENUE = 4
_LONG = 3  # letters of a name that can stand alone


def find_venues(names: Names) -> None:
    """Add the places where something is held: ``서울 마포구 두레회관에서``.

    Parameters
    ----------
    names
        The entities of the article; places are added.
    """
    _trim_learned(names)
    for sentence in names.sentences:
        for place, word in enumerate(sentence.words):
            stem = _held_at(word.text)
            if not stem:
                continue
            first = _venue_start(sentence.words, place)
            if stem == _IN_FRONT:
                if first < place:
                    names.entity(spaced(sentence.words, first, place, stem), "place", "venue")
            elif _is_venue(names, sentence, place, stem) and (len(stem) > 1 or first < place):
                _enter_venue(names, sentence.words, first, place, stem)


def _trim_learned(names: Names) -> None:
    """Take off what a model put before the name of a venue: ``소재 두레회관``, ``만난 두레회관``."""
    for place in [entity for entity in names.entities if entity.kind == "place" and entity.rule == "learned"]:
        first, _, rest = place.name.partition(" ")
        if rest and first in words("ordinary", "before venue"):
            shorter = names.entity(rest, "place", "learned")
            if shorter.kind == "place":
                names.become(place, shorter)


def _enter_venue(names: Names, row: list[Word], first: int, place: int, stem: str) -> None:
    """Enter a venue, also with the city and district before it."""
    name = spaced(row, first, place, stem)
    entity = names.entity(name, "place", "venue")
    begun = first
    while begun > 0 and _is_city(row[begun - 1].text):
        begun -= 1
    if begun < first and entity.kind == "place":
        names.entity(name, "place", "venue", spaced(row, begun, place, stem))


def _is_city(text: str) -> bool:
    return text in column("places", "name")


def _is_venue(names: Names, sentence: Sentence, place: int, stem: str) -> bool:
    """Say whether something is held at what a word names."""
    if longest_ending(stem, "occasion") or _is_city(stem):
        return False
    behind_city = place > 0 and _is_city(sentence.words[place - 1].text)
    held = HELD.search(sentence.text) is not None
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
        if closed or _is_city(text) or TIME.match(text) or text in words("ordinary", "before venue") or not re.fullmatch(r"[가-힣A-Za-z0-9&]+", text):
            break
        first -= 1
    return first


@lru_cache(maxsize=100_000)
def _held_at(text: str) -> str:
    """Return what a word with the particle of a place names."""
    return next((stem for stem, particle in stems(text) if particle in _AT), "")
