"""Lines into sentences, and sentences into words with what stands in brackets and quotation marks."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from graph.extract.text.layout import Body, Line
    from graph.extract.text.tagging import Morpheme

_OPEN = {"“": "”", "‘": "’"}
_SEPARATORS = ",;▲△▶▷◆◇■□●○◎◦※☞/|…·:•"
_NOUNS = frozenset(["NNG", "NNP", "XSN", "SL", "SN", "SH", "XR", "NR", "UN", "NNB", "W_SERIAL"])
_VERBS = frozenset(["VV", "VA", "VX", "VCP", "VCN", "XSV", "XSA", "ETM", "EC", "EF", "EP", "ETN"])
_BRACKETS = "([<"
_QUOTATION = "“”‘’"
_STOPS = ".?!。"
# Letters of which each is a part of its word, whatever stands around it.
_PLAIN = re.compile(rf"[^\s.!?{re.escape(_BRACKETS + _QUOTATION + _SEPARATORS)}]+")
_VERB_ENDS = "다요음함임됨"  # the last letters of a closed sentence
_STRUCTURE = re.compile(r"[“”‘’(\[)\].?!。]")
_FAR = 200  # letters that brackets may hold


@dataclass(slots=True)
class Word:
    """A run of letters between spaces and marks, without what stands in brackets inside or behind it.

    Attributes
    ----------
    text
        The letters; particles stay.
    places
        For each letter its offset in the view.
    before
        The marks between this word and the one before, without spaces.
    quote
        Number of the innermost quotation that it stands in, ``-1`` outside.
    brackets
        Offsets of what stands in brackets inside or behind it, and after how many letters.
    tags
        Its morphemes.
    """

    text: str
    places: list[int]
    before: str
    quote: int
    brackets: list[tuple[int, int, int]] = field(default_factory=list)
    tags: tuple[Morpheme, ...] = ()

    @property
    def nominal(self) -> bool:
        """Whether it is a noun without a particle, as far as the tagger tells."""
        last = self.tags[-1].tag if self.tags else "NNP"
        return last in _NOUNS and not any(m.tag in _VERBS for m in self.tags)

    @property
    def verbal(self) -> bool:
        """Whether the tagger sees a verb or an adjective in it."""
        return any(m.tag in _VERBS for m in self.tags)

    @property
    def start(self) -> int:
        """Offset of the first letter."""
        return self.places[0]

    def end(self, letters: int) -> int:
        """Offset behind so many letters."""
        return self.places[letters - 1] + 1


@dataclass(slots=True)
class Sentence:
    """One sentence.

    Attributes
    ----------
    start, end
        Offsets in the view.
    text
        What stands between them.
    line
        The line it stands in.
    number
        Its place in the article.
    quotes
        Offsets of the quotations, marks not included, and the opening mark of each; a nested one follows its outer one.
    words
        Its words in order, those in quotations too.
    """

    start: int
    end: int
    text: str
    line: Line
    number: int
    quotes: list[tuple[int, int, str]]
    words: list[Word]

    def slice(self, start: int, end: int) -> str:
        """Return what stands between two offsets of the view."""
        return self.text[start - self.start : end - self.start]


class Part(NamedTuple):
    """A run of words: the first, the last, and how many letters of the last."""

    first: int
    last: int
    letters: int


def spelling(words: list[Word], part: Part) -> str:
    """Return how a run of words is written, with spaces and middle dots but without other marks.

    Parameters
    ----------
    words
        The words of a sentence.
    part
        Which of them.

    Returns
    -------
    str
        Their letters.

    Examples
    --------
    >>> from graph.extract.text.layout import read_layout
    >>> spelling(split(read_layout("새벽·배달 노조는 반대했다."))[0].words, Part(0, 2, 2))
    '새벽·배달 노조'
    """
    first, last, letters = part
    texts = [word.text for word in words[first:last]] + [words[last].text[:letters]]
    marks = ["", *("·" if word.before == "·" else " " for word in words[first + 1 : last + 1])]
    return "".join(mark + text for mark, text in zip(marks, texts, strict=True))


def split(body: Body) -> list[Sentence]:
    """Divide the lines of a body into sentences.

    A full stop inside quotation marks, brackets or a figure ends no sentence.

    Parameters
    ----------
    body
        Its lines.

    Returns
    -------
    list
        The sentences of all lines that are not noise, in order.

    Examples
    --------
    >>> from graph.extract.text.layout import read_layout
    >>> [s.text for s in split(read_layout("누리톡은 “멈췄다. 고쳤다”고 했다. 요금은 3.5%다."))]
    ['누리톡은 “멈췄다. 고쳤다”고 했다.', '요금은 3.5%다.']
    """
    found: list[Sentence] = []
    for line in body.lines:
        if line.kind == "noise":
            continue
        at = line.start
        for end in _ends(body.view, line.start, line.end):
            while at < end and body.view[at].isspace():
                at += 1
            if at < end:
                found.append(_sentence(body.view, at, end, line, len(found)))
            at = end
    return found


def _ends(view: str, start: int, end: int) -> list[int]:
    """Return where the sentences of a line end."""
    ends: list[int] = []
    waiting: list[str] = []
    brackets = 0
    for found in _STRUCTURE.finditer(view, start, end):
        letter = found[0]
        if letter in _OPEN:
            waiting.append(_OPEN[letter])
        elif letter in waiting:
            while waiting.pop() != letter:
                pass
        elif letter in "([":
            brackets += 1
        elif letter in ")]":
            brackets = max(0, brackets - 1)
        elif letter in _STOPS and not waiting and not brackets and _is_end(view, found.start(), end):
            ends.append(found.end())
    # A quotation that is never closed must not swallow the line.
    if waiting and not ends:
        ends = [start + found.end() for found in re.finditer(r"(?<=[다요])\.(?=\s)", view[start:end])]
    if not ends or ends[-1] < end:
        ends.append(end)
    return ends


def _is_end(view: str, place: int, end: int) -> bool:
    """Say whether a full stop ends a sentence: behind a verb even without a space, inside a figure not even with one."""
    before, letter, after = view[place - 1], view[place], view[place + 1 : place + 2]
    if after in ("", " ", "\n") or place + 1 == end:
        numbered = letter == "." and before.isdigit() and place + 1 != end
        if not numbered:
            return True
    return letter == "." and before in _VERB_ENDS and re.match(r"[가-힣‘“]", after) is not None


def _sentence(view: str, start: int, end: int, line: Line, number: int) -> Sentence:
    text = view[start:end]
    quotes = _quotes(text, start)
    begun = max(start, line.text_start) if line.text_start < end else start
    return Sentence(start, end, text, line, number, quotes, _words(view, begun, end, quotes))


def _words(view: str, start: int, end: int, quotes: list[tuple[int, int, str]]) -> list[Word]:
    row = _Row(view)
    opening = {begun: number for number, (begun, _, _) in enumerate(quotes)}
    closing = {ended: number for number, (_, ended, _) in enumerate(quotes)}
    place = start
    while place < end:
        plain = _PLAIN.match(view, place, end)
        if plain is not None:
            row.add(place, plain.end())
            place = plain.end()
            continue
        letter = view[place]
        if place in closing:
            row.leave(closing[place])
        until = _closing(view, place, end) if letter in _BRACKETS else place
        if until > place:
            row.brackets.append((place + 1, until, len(row.letters)))
            place = until
        elif letter in _QUOTATION or (letter in _SEPARATORS and not _within_figure(view, place)):
            row.mark(letter)
            if letter in _OPEN and place + 1 in opening:
                row.inside.append(opening[place + 1])
        elif letter.isspace():
            row.close()
        elif letter not in "!?" and not _is_full_stop(view, place, end):
            row.add(place, place + 1)
        place += 1
    row.close()
    return row.words


class _Row:
    """Words being put together from runs of letters."""

    def __init__(self, view: str) -> None:
        self.words: list[Word] = []
        self.letters: list[int] = []
        self.brackets: list[tuple[int, int, int]] = []
        self.inside: list[int] = []
        self._view = view
        self._text = ""
        self._marks = ""

    def add(self, start: int, end: int) -> None:
        """Add letters to the word."""
        self.letters.extend(range(start, end))
        self._text += self._view[start:end]

    def close(self) -> None:
        """Close the word; brackets that stand alone belong to the word before."""
        if self.letters:
            self.words.append(Word(self._text, self.letters, self._marks, self.inside[-1] if self.inside else -1, self.brackets))
            self._text = self._marks = ""
            self.letters = []
        elif self.brackets and self.words:
            last = self.words[-1]
            last.brackets.extend((left, right, len(last.text)) for left, right, _ in self.brackets)
        self.brackets = []

    def mark(self, letter: str) -> None:
        """Close the word and keep a mark for the next."""
        self.close()
        self._marks += letter

    def leave(self, quotation: int) -> None:
        """Close the word and a quotation."""
        self.close()
        if quotation in self.inside:
            self.inside.remove(quotation)


def _is_full_stop(view: str, place: int, end: int) -> bool:
    """Say whether a full stop is none inside a name in Latin letters or a figure."""
    return view[place] == "." and (place + 1 >= end or not view[place + 1].isalnum() or not view[place - 1].isascii())


def _within_figure(view: str, place: int) -> bool:
    return view[place] in ",·:/" and view[place - 1 : place].isdigit() and view[place + 1 : place + 2].isdigit()


def _closing(view: str, place: int, end: int) -> int:
    """Return where a bracket is closed, or its own place if it is not."""
    depth = 0
    for at in range(place, min(end, place + _FAR)):
        if view[at] in "([<":
            depth += 1
        elif view[at] in ")]>":
            depth -= 1
            if depth == 0:
                return at
    return place


def _quotes(text: str, offset: int) -> list[tuple[int, int, str]]:
    if "“" not in text and "‘" not in text:
        return []
    stack: list[tuple[str, int]] = []
    found: list[tuple[int, int, str]] = []
    for place, letter in enumerate(text):
        if letter in _OPEN:
            stack.append((letter, place + 1))
        elif letter in "”’" and stack:
            want = "“" if letter == "”" else "‘"
            if any(mark == want for mark, _ in stack):
                while stack:
                    mark, begun = stack.pop()
                    if mark == want:
                        found.append((offset + begun, offset + place, mark))
                        break
    found += [(offset + begun, offset + len(text), mark) for mark, begun in stack if mark == "“"]
    return sorted(found)
