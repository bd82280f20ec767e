"""Every place where a form of an entity stands."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from graph.extract.entities.entity import BODIES, Mention
from graph.extract.entities.looks import is_whole_title
from graph.extract.lexicon import fits, folded, stems, title_in, words
from graph.extract.text.sentences import Part

if TYPE_CHECKING:
    from graph.extract.entities.entity import Entity, Register
    from graph.extract.entities.phrases import Found
    from graph.extract.text.sentences import Sentence, Word

_INSIDE = ("", "·", "‘", "’", "-", ":", "/")  # marks between the words of one name
_CLOSING = ("’", "”", "’”")
_HEAD = "장"  # head of: what stands behind a body's name without a space is its head's title


class _Hit(NamedTuple):
    """A form that stands among words, and the particle behind it."""

    entity: Entity
    part: Part
    particle: str


class Scan:
    """A search for all forms of the entities of an article.

    Parameters
    ----------
    register
        The entities; all are known.
    phrases
        The phrases of people with posts: who is named in one is mentioned by the whole phrase.
    """

    def __init__(self, register: Register, phrases: list[Found]) -> None:
        self._forms: dict[str, list[tuple[str, Entity]]] = defaultdict(list)
        for entity in register.entities:
            for form in {folded(form) for form in entity.forms}:
                if len(form) > 1:
                    self._forms[form[:2]].append((form, entity))
        for forms in self._forms.values():
            forms.sort(key=lambda known: (-len(known[0]), known[0], known[1].number))
        self._entities = register.entities
        self._phrases = {(found.sentence, found.name.first): found for found in phrases if found.name is not None}

    def mentions(self, sentence: Sentence) -> list[Mention]:
        """Find the mentions of a sentence, the longest form first, never two over one word.

        Parameters
        ----------
        sentence
            One sentence of the article.

        Returns
        -------
        list
            Its mentions in order.
        """
        row = sentence.words
        found: list[Mention] = []
        place, covered = 0, -1
        while place < len(row):
            hit = self._hit(row, place)
            if hit is None:
                place += 1
                continue
            last = hit.part.last
            phrase = self._phrases.get((sentence.number, place)) or self._phrases.get((sentence.number, last))
            start, end, quote = row[place].start, row[last].end(hit.part.letters), row[place].quote
            if hit.entity.kind == "person" and phrase:
                found.append(Mention(hit.entity.number, sentence.number, min(phrase.first, place), phrase.last, phrase.particle, start, end, quote=quote))
                covered = max(covered, phrase.last)
            else:
                found.append(Mention(hit.entity.number, sentence.number, place, last, hit.particle, start, end, place <= covered, quote))
            place = last + 1
        self._mark_inner(found)
        return found

    def _mark_inner(self, found: list[Mention]) -> None:
        """Mark what stands inside the phrase of a person."""
        people = [m for m in found if self._entities[m.entity].kind == "person"]
        for mention in found if people else ():
            if self._entities[mention.entity].kind != "person" and any(p.first <= mention.first and mention.last <= p.last for p in people):
                mention.inner = True

    def _hit(self, row: list[Word], place: int) -> _Hit | None:
        begins = folded(row[place].text)
        if len(begins) == 1 and place + 1 < len(row):
            begins += folded(row[place + 1].text)
        for form, entity in self._forms.get(begins[:2], ()):
            part = _match(row, place, form)
            if part is None:
                continue
            text = row[part.last].text
            stem, rest = text[: part.letters], text[part.letters :]
            if fits(stem, rest):
                return _Hit(entity, part, rest or _particle_behind(row, part.last + 1))
            if rest and entity.kind in BODIES and _is_title(text, rest):
                return _Hit(entity, part, "")
        return None


def _match(row: list[Word], place: int, form: str) -> Part | None:
    """Return the words that a form takes up from a place on, if it stands there."""
    at, rest = place, form
    while True:
        text = folded(row[at].text)
        if len(text) >= len(rest):
            return Part(place, at, _letters(row[at].text, rest)) if text.startswith(rest) else None
        if not rest.startswith(text):
            return None
        rest = rest[len(text) :]
        at += 1
        if at >= len(row) or row[at].before not in _INSIDE:
            return None


def _letters(text: str, form: str) -> int:
    """Return how many letters of a word a form takes up, with the marks inside it: ``카터-브라운``."""
    if text.startswith(form) or text[0].casefold() != form[0]:
        return len(form)
    return next((cut for cut in range(len(form), len(text) + 1) if folded(text[:cut]) == form), len(form))


def _particle_behind(row: list[Word], place: int) -> str:
    """Return a particle that stands alone behind a quotation mark."""
    if place < len(row) and row[place].before in _CLOSING and row[place].text in words("particles", "behind quotation"):
        return row[place].text
    return ""


def _is_title(text: str, rest: str) -> bool:
    """Say whether what stands behind a body's name in the same word is a title: ``누리톡대표``, ``새벽배달협회장은``."""
    if rest.startswith(_HEAD):
        return title_in(text) != "" or rest.removeprefix(_HEAD) in ("", "은", "는", "이", "가", "을", "를", "의", "에") or is_whole_title(rest)
    return is_whole_title(rest) and title_in(stems(rest)[0][0]) != ""
