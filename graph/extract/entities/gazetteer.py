"""Names known beforehand: the entities of the tables, and the public bodies of the word lists."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from graph.extract.entities.tenures import Office, offices
from graph.extract.lexicon import fits, folded, table, words
from graph.extract.text.sentences import Part

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from graph.extract.text.sentences import Word
    from graph.model import PolicyGraph

_LONGEST = 5  # words of a name
_SHORTEST = 2  # letters of a name
_NEVER_BY_NAME = ("event", "topic")  # what they are called is said of many others


@dataclass(frozen=True, slots=True)
class Known:
    """A name with what it means: its kind, its id in the tables if it has one, all its forms, and why it matched."""

    name: str
    kind: str
    id: str
    forms: tuple[str, ...]
    why: str = "name"


class Hit(NamedTuple):
    """A known name and where it stands among words."""

    name: Known
    part: Part


class Gazetteer:
    """Names to entities.

    Parameters
    ----------
    known
        The names; an earlier one is preferred.
    offices
        Posts of the tables with the days on which they were held.

    Examples
    --------
    >>> from graph.extract.text.layout import read_layout
    >>> from graph.extract.text.sentences import split
    >>> known = Gazetteer([Known("새벽배달협회", "association", "org/x", ("새벽배달협회", "새배협"))])
    >>> [hit.name.id for hit in known.hits(split(read_layout("새배협은 반대했다."))[0].words)]
    ['org/x']
    """

    def __init__(self, known: Iterable[Known], offices: tuple[Office, ...] = ()) -> None:
        self.offices = offices
        self._forms: dict[str, Known] = {}
        self._people: set[str] = set()
        self._begins: set[str] = set()
        self._two: set[str] = set()
        for entry in known:
            for form in entry.forms:
                self._learn(form, entry)

    def _learn(self, form: str, entry: Known) -> None:
        short = folded(form)
        # Some names are ordinary words in nearly every article.
        if len(short) < _SHORTEST or short in words("ordinary", "name"):
            return
        self._forms.setdefault(short, entry)
        if entry.kind == "person":
            self._people.add(short)
        self._two.add(short[:2])
        parts = form.split()
        self._begins.update(folded("".join(parts[:upto])) for upto in range(1, len(parts)))

    def named(self, name: str) -> Known | None:
        """Return what a name means, spaces and case aside."""
        return self._forms.get(folded(name))

    def person(self, name: str) -> bool:
        """Say whether a name is a known person's."""
        return folded(name) in self._people

    def hits(self, row: list[Word]) -> Iterator[Hit]:
        """Find known names among words, the longest first, never two over one word."""
        place = 0
        while place < len(row):
            hit = self._longest(row, place) if folded(row[place].text)[:2] in self._two else None
            if hit is not None:
                yield hit
            place = place + 1 if hit is None else hit.part.last + 1

    def _longest(self, row: list[Word], place: int) -> Hit | None:
        found: Hit | None = None
        joined = ""
        for last in range(place, min(len(row), place + _LONGEST)):
            if last > place and row[last].before not in ("", "·"):
                break
            text = row[last].text
            for letters in range(len(text), 0, -1):
                # One letter is in no list, so what is found has two at least.
                entry = self._forms.get(folded(joined + text[:letters]))
                if entry is not None and fits(text[:letters], text[letters:]):
                    found = Hit(entry, Part(place, last, letters))
                    break
            joined += text
            if folded(joined) not in self._begins:
                break
        return found


@cache
def public() -> tuple[Known, ...]:
    """Return the public bodies, firms and laws of the word lists."""
    bodies = [_listed(row["name"], row["kind"], row["aliases"]) for row in table("organisations")]
    return (*bodies, *(_listed(row["name"], "law", row["aliases"]) for row in table("laws")))


def _listed(name: str, kind: str, aliases: str) -> Known:
    return Known(name, kind, "", tuple(dict.fromkeys([name, *filter(None, aliases.split("|"))])), "word list")


def _of_tables(policy: PolicyGraph) -> Iterator[Known]:
    """Collect the entities of the tables with all their spellings."""
    spelt: dict[str, list[str]] = defaultdict(list)
    for name, entity in zip(policy.spellings["name"], policy.spellings["entity"], strict=True):
        spelt[entity].append(name)
    columns = ("id", "name", "name_en", "aliases", "kind")
    for identity, name, english, aliases, kind in zip(*(policy.entities[c] for c in columns), strict=True):
        if kind not in _NEVER_BY_NAME:
            forms = [name, english, *aliases.split(";"), *spelt[identity]]
            yield Known(name, kind, identity, tuple(dict.fromkeys(form for form in forms if len(form) >= _SHORTEST)))


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

    Examples
    --------
    >>> known = gazetteer().named("공정위")
    >>> known.name, known.kind
    ('공정거래위원회', 'ministry')
    """
    if policy is None:
        return Gazetteer(public())
    return Gazetteer((*_of_tables(policy), *public()), offices(policy))
