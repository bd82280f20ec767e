"""The user's own copies of articles: short quotations from them, for a page that stays on the user's machine."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from graph.decoding import decoded
from graph.model import PolicyError

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from graph.model import PolicyGraph

# The right of quotation covers little of a work: what goes beyond this is left out.
LONGEST = 300
MOST_OF_A_DOCUMENT = 1_500

_NAMED = 3  # documents that a line of the report names
_ALIKE = str.maketrans(dict.fromkeys("“”„‟«»「」『』‘’‚‛`´′″'", '"') | dict.fromkeys("‐‑‒–—―−", "-") | dict.fromkeys("ㆍ・‧∙•", "·"))
# A full stop after a figure ends no sentence: 2024. 11. 6.
_SENTENCE_END = re.compile(r"(?:(?<![0-9])\.|[!?。])[\"'”’)」』]*(?=\s|$)|\n")

Parts = tuple[str, str, str]  # what stands before a passage in its sentence, the passage, what stands after it


@dataclass(frozen=True, eq=False)
class Quotes:
    """Quotations for the rows of the evidence, and what became of the passages that were looked for.

    Attributes
    ----------
    columns
        ``quote_before``, ``quote`` and ``quote_after``, in the order of the evidence; ``""`` where there is none.
    found
        How many passages are quoted.
    missing
        Documents of the passages that do not stand in their text.
    beyond
        Documents of the passages left out because enough of the document is quoted.
    """

    columns: pd.DataFrame
    found: int
    missing: list[str]
    beyond: list[str]

    def __str__(self) -> str:
        return f"articles: {self.found} passages quoted, {_counted(self.missing)} not found, {_counted(self.beyond)} left out beyond {MOST_OF_A_DOCUMENT:,} characters of a document"


def quotes(policy: PolicyGraph, folder: str | Path) -> Quotes:
    """Quote from articles the passages that the evidence names.

    Parameters
    ----------
    policy
        Merged tables.
    folder
        Holds the text of document ``doc/x`` as ``x.txt``, in UTF-8 or CP949.

    Returns
    -------
    Quotes
        The sentence of each passage found: at most 300 characters each and 1,500 of a document in all.

    Raises
    ------
    PolicyError
        If the folder or a text in it cannot be read.

    Examples
    --------
    >>> import tempfile, graph as kg
    >>> str(quotes(kg.load("data"), tempfile.mkdtemp()))
    'articles: 0 passages quoted, 0 not found, 0 left out beyond 1,500 characters of a document'
    """
    found: dict[tuple[str, str], Parts | None] = {}
    beyond: list[str] = []
    used: dict[str, int] = defaultdict(int)
    for document, locator, text in _wanted(policy, Path(folder)):
        parts = _quoted(text, locator)
        size = sum(map(len, parts or ()))
        if parts and used[document] + size > MOST_OF_A_DOCUMENT:
            beyond.append(document)
            continue
        used[document] += size
        found[document, locator] = parts
    cells = [found.get(key) or ("", "", "") for key in zip(policy.evidence["document"], policy.evidence["locator"], strict=True)]
    before, passage, after = zip(*cells, strict=True) if cells else ((), (), ())
    columns = policy.evidence[[]].assign(quote_before=before, quote=passage, quote_after=after)
    missing = [document for (document, _), parts in found.items() if not parts]
    return Quotes(columns, len(found) - len(missing), missing, beyond)


def _wanted(policy: PolicyGraph, folder: Path) -> Iterator[tuple[str, str, _Text]]:
    """Each passage named once, in the order of the evidence, with the text it is looked for in."""
    if not folder.is_dir():
        raise PolicyError(f"{folder}: there is no such folder of articles")
    files = {f"doc/{path.stem}": path for path in folder.glob("*.txt")}  # looked up by name: no id can lead out of the folder
    texts: dict[str, _Text] = {}
    for document, locator in dict.fromkeys(zip(policy.evidence["document"], policy.evidence["locator"], strict=True)):
        if locator and document in files:
            if document not in texts:
                texts[document] = _Text(_read(files[document]))
            yield document, locator, texts[document]


def _read(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise PolicyError(f"{path}: cannot be read ({error.strerror})") from None
    return decoded(raw, path)


class _Text:
    """A text, and the same without spaces and with one form of each quotation mark and dash, for finding in it."""

    def __init__(self, text: str) -> None:
        # Letters that are not seen, such as the ones that turn the direction of writing, are no part of a quotation.
        shown = "".join(letter for letter in text if letter.isspace() or not unicodedata.category(letter).startswith("C"))
        self.text = re.sub(r"\s+", lambda run: "\n" if "\n" in run[0] else " ", unicodedata.normalize("NFC", shown))
        self.places = [place for place, letter in enumerate(self.text) if not letter.isspace()]
        self.compact = _compact(self.text)
        self.borders = [0, *(end.end() for end in _SENTENCE_END.finditer(self.text)), len(self.text)]

    def passage(self, locator: str) -> tuple[int, int] | None:
        """Return where the shortest passage begins and ends that has the first and last words of a locator."""
        first, _, last = map(_compact, locator.partition(","))
        starts = [found.start() for found in re.finditer(re.escape(first), self.compact)] if first else []
        ends = [(self.compact.find(last, start + len(first)) + len(last) if last else start + len(first), start) for start in starts]
        spans = [(end - start, start, end) for end, start in ends if end >= start + len(first)]
        if not spans:
            return None
        _, start, end = min(spans)
        return self.places[start], self.places[end - 1] + 1

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """Return where the sentences that hold a passage begin and end."""
        holding = [(left, right) for left, right in pairwise(self.borders) if left < end and right > start]
        return holding[0][0], holding[-1][1]


def _quoted(text: _Text, locator: str) -> Parts | None:
    span = text.passage(locator)
    if span is None:
        return None
    start, end = span
    left, right = text.sentence(start, end)
    before, passage, after = (part.replace("\n", " ") for part in (text.text[left:start], text.text[start:end], text.text[end:right]))
    return _fitted(before.lstrip(), passage, after.rstrip())


def _fitted(before: str, passage: str, after: str) -> Parts:
    """Cut what stands around a passage, and if that is not enough the passage, at the border of a word."""
    if len(passage) > LONGEST:
        return "", _beginning(passage, LONGEST), ""
    room = LONGEST - len(passage)
    before = _beginning(before[::-1], room - min(len(after), room // 2))[::-1]
    return before, passage, _beginning(after, room - len(before))


def _beginning(text: str, room: int) -> str:
    if len(text) <= room:
        return text
    cut = text[:room]
    border = cut.rfind(" ")
    return (cut[:border] if border >= 0 else cut[:-1]) + "…"[:room]


def _compact(text: str) -> str:
    return "".join(unicodedata.normalize("NFC", text).translate(_ALIKE).split())


def _counted(documents: list[str]) -> str:
    if not documents:
        return "0"
    names = list(dict.fromkeys(documents))
    return f"{len(documents)} ({', '.join(names[:_NAMED])}{' …' if len(names) > _NAMED else ''})"
