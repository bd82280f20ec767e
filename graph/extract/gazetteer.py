"""Names known beforehand: the entities of the tables, and the public bodies of the word lists."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from graph.extract.lexicon import fits, table
from graph.extract.offices import Office, offices

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.extract.sentences import Word
    from graph.model import PolicyGraph

_LONGEST = 5  # words of a name
_ORDINARY = frozenset(["다음", "한국", "대한민국", "시민", "원", "정보", "상생"])  # names that are ordinary words in nearly every article


@dataclass(frozen=True, slots=True)
class Known:
    """A name with what it means: its kind, its id in the tables if it has one, all its forms, and why it matched."""

    name: str
    kind: str
    id: str
    forms: tuple[str, ...]
    why: str = "name"


class Hit(NamedTuple):
    """Where a known name stands among words: first and last word, and how many letters of the last."""

    name: Known
    first: int
    last: int
    letters: int


class Gazetteer:
    """Names to entities.

    Parameters
    ----------
    known
        The names; an earlier one is preferred.
    offices
        Posts of the tables with the days on which they were held.
    """

    def __init__(self, known: list[Known], offices: tuple[Office, ...] = ()) -> None:
        self.offices = offices
        self._forms: dict[str, Known] = {}
        self._people: set[str] = set()
        self._begins: set[str] = set()
        self._two: set[str] = set()
        for entry in known:
            for form in entry.forms:
                folded = _folded(form)
                if len(folded) > 1 and folded not in _ORDINARY:
                    self._forms.setdefault(folded, entry)
                    if entry.kind == "person":
                        self._people.add(folded)
                    self._two.add(folded[:2])
                    words = form.split()
                    for upto in range(1, len(words)):
                        self._begins.add(_folded("".join(words[:upto])))

    def named(self, name: str) -> Known | None:
        """Return what a name means, spaces and case aside."""
        return self._forms.get(_folded(name))

    def person(self, name: str) -> bool:
        """Say whether a name is a known person's."""
        return _folded(name) in self._people

    def hits(self, words: list[Word]) -> Iterator[Hit]:
        """Find known names among words, the longest first, never two over one word."""
        place = 0
        while place < len(words):
            hit = self._longest(words, place) if _folded(words[place].text)[:2] in self._two else None
            if hit is not None:
                yield hit
                place = hit.last + 1
            else:
                place += 1

    def _longest(self, words: list[Word], place: int) -> Hit | None:
        found: Hit | None = None
        joined = ""
        for last in range(place, min(len(words), place + _LONGEST)):
            text = words[last].text
            if last > place and words[last].before not in ("", "·"):
                break
            for letters in range(len(text), 0, -1):
                entry = self._forms.get(_folded(joined + text[:letters]))
                if entry is not None and fits(text[:letters], text[letters:]) and len(_folded(joined + text[:letters])) > 1:
                    found = Hit(entry, place, last, letters)
                    break
            joined += text
            if _folded(joined) not in self._begins:
                break
        return found


@cache
def public() -> tuple[Known, ...]:
    """Return the public bodies, firms and laws of the word lists."""
    bodies = [_listed(row["name"], row["kind"], row["aliases"]) for row in table("organisations")]
    return (*bodies, *(_listed(row["name"], "law", row["aliases"]) for row in table("laws")))


def _listed(name: str, kind: str, aliases: str) -> Known:
    return Known(name, kind, "", tuple(dict.fromkeys([name, *filter(None, aliases.split("|"))])), "word list")


def gazetteer(policy: PolicyGraph | None = None) -> Gazetteer:
    """Collect the names known beforehand.

    Parameters
    ----------
    policy
        Tables whose names are known too, and preferred; ``None`` for the word lists alone.

    Returns
    -------
    Gazetteer
        All of them.
    """
    known: list[Known] = []
    if policy is not None:
        spelt: dict[str, list[str]] = defaultdict(list)
        for name, entity in zip(policy.spellings["name"], policy.spellings["entity"], strict=True):
            spelt[entity].append(name)
        columns = ("id", "name", "name_en", "aliases", "kind")
        for identity, name, english, aliases, kind in zip(*(policy.entities[c] for c in columns), strict=True):
            if kind in ("event", "topic"):
                continue
            forms = [name, english, *aliases.split(";"), *spelt[identity]]
            known.append(Known(name, kind, identity, tuple(dict.fromkeys(f for f in forms if len(f) > 1)), "name"))
    return Gazetteer([*known, *public()], offices(policy) if policy is not None else ())


def _folded(name: str) -> str:
    return re.sub(r"[\s‘’“”·.\-:/]", "", name).casefold()
