"""Where a quoted text and a name stand in an article: white space and the style of quotation marks do not count, everything else does."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from graph.extract.lexicon import fits, stems, title_in
from graph.extract.text.layout import Span, read_layout
from graph.extract.text.sentences import split

_QUOTES = "\"'`´′″“”„‟‘’‚‛«»‹›「」『』《》〈〉＂＇"

_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad"  # what scraped pages hold between letters

_LETTER = "가-힣A-Za-z0-9"

_WIDE = 20_000  # letters of a line that is still read


class Refusal(Exception):  # noqa: N818 - it is an answer, not a fault
    """Why a proposal is refused, as one line."""


def fold(text: str) -> tuple[str, list[int], list[int]]:
    """Return a text without white space and with one form of quotation mark, and where each letter begins and ends.

    Letters written in parts (Unicode form NFD) count as the whole ones that they are.

    Examples
    --------
    >>> fold("“새 벽”")
    ('"새벽"', [0, 1, 3, 4], [1, 2, 4, 5])
    """
    letters: list[str] = []
    begins: list[int] = []
    ends: list[int] = []
    for found in re.finditer(r"[ᄀ-ᅟ][ᅠ-ᆧ]?[ᆨ-ᇿ]?|.[\u0300-\u036f]*", text, re.DOTALL):
        for letter in unicodedata.normalize("NFC", found[0]):
            if not letter.isspace() and letter not in _INVISIBLE:
                letters.append('"' if letter in _QUOTES else letter)
                begins.append(found.start())
                ends.append(found.end())
    return "".join(letters), begins, ends


def bare(text: str) -> str:
    """Return a name as names are compared: without spaces, quotation marks and case.

    Examples
    --------
    >>> bare("‘Nuri 톡’")
    'nuri톡'
    """
    return "".join(letter for letter in unicodedata.normalize("NFC", text).casefold() if not letter.isspace() and letter not in _QUOTES)


def find_evidence(quoted: str, body: str) -> list[Span]:
    """Find every place where a quoted text stands in a body, white space and the style of quotation marks aside.

    Parameters
    ----------
    quoted
        What is said to stand there.
    body
        The raw body.

    Returns
    -------
    list
        The spans in order, without white space at their ends; empty if it stands nowhere.

    Examples
    --------
    >>> body = "그는 “늘리  겠다”고 했다."
    >>> [body[start:end] for start, end in find_evidence("'늘리겠다'고", body)]
    ['“늘리  겠다”고']
    >>> find_evidence("줄이겠다", body)
    []
    """
    wanted = fold(quoted)[0]
    text, begins, ends = fold(body)
    found: list[Span] = []
    at = text.find(wanted) if wanted else -1
    while at >= 0:
        found.append(Span(begins[at], ends[at + len(wanted) - 1]))
        at = text.find(wanted, at + len(wanted))
    return found


@dataclass(frozen=True, slots=True)
class Passage:
    """The sentence in which a quoted text stands.

    Attributes
    ----------
    span
        Where the sentence stands in the raw body.
    copies
        Where the quoted text stands, here and elsewhere.
    text
        The sentence with one form of each mark.
    places
        For each letter of ``text``, and for its end, the offset in the raw body.
    left, right
        Which letters of ``text`` are quoted.
    """

    span: Span
    copies: tuple[Span, ...]
    text: str
    places: tuple[int, ...]
    left: int
    right: int

    def holds(self, start: int, end: int) -> bool:
        """Say whether letters of the sentence lie within what is quoted."""
        return self.left <= start and end <= self.right

    def within(self, span: Span) -> tuple[int, int] | None:
        """Return which letters of the sentence a span of the raw body is."""
        if not (self.span.start <= span.start and span.end <= self.span.end):
            return None
        inside = [at for at, place in enumerate(self.places[:-1]) if span.start <= place < span.end]
        return (inside[0], inside[-1] + 1) if inside else None


def find_passage(quoted: str, body: str) -> Passage:
    """Find the sentence that a quoted text is, or is a part of.

    Parameters
    ----------
    quoted
        What is said to stand in the article.
    body
        The raw body.

    Returns
    -------
    Passage
        The first sentence that holds it.

    Raises
    ------
    Refusal
        If it stands nowhere, or only where no one sentence is.

    Examples
    --------
    >>> body = "누리톡은 쉰다. 새벽상사는 기금을 만들기로 했다."
    >>> passage = find_passage("기금을 만들기로", body)
    >>> body[passage.span.start : passage.span.end], passage.text[passage.left : passage.right]
    ('새벽상사는 기금을 만들기로 했다.', '기금을 만들기로')
    """
    copies = tuple(find_evidence(quoted, body))
    if not copies:
        raise Refusal("the quoted text is not in the article")
    for copy in copies:
        if passage := _sentence(body, copy, copies):
            return passage
    raise Refusal("the quoted text is not one sentence of the article")


def _sentence(body: str, quoted: Span, copies: tuple[Span, ...]) -> Passage | None:
    begin = max(body.rfind("\n", 0, quoted.start), body.rfind("\r", 0, quoted.start)) + 1
    end = min((place for mark in "\n\r" if (place := body.find(mark, quoted.start)) >= 0), default=len(body))
    if quoted.end > end or end - begin > _WIDE:
        return None
    layout = read_layout(body[begin:end])
    for sentence in split(layout):
        places = (*(begin + layout.span(at, at + 1).start for at in range(sentence.start, sentence.end)), begin + layout.span(sentence.start, sentence.end).end)
        inside = [at for at, place in enumerate(places[:-1]) if quoted.start <= place < quoted.end]
        outside = body[quoted.start : places[0]] + body[places[-1] : quoted.end]  # the brackets of a broadcast script
        if inside and not any(letter.isalnum() for letter in outside) and sentence.line.kind != "question":
            return Passage(Span(places[0], places[-1]), copies, sentence.text, places, inside[0], inside[-1] + 1)
    return None


def sentence_before(passage: Passage, body: str) -> Passage | None:
    """Return the sentence before another, in the same line or the line above."""
    at = len(body[: passage.span.start].rstrip())
    return _sentence(body, Span(at - 1, at), ()) if at else None


def places_of(name: str, text: str) -> list[tuple[int, int]]:
    """Return where a name stands in a text as a name: at word edges, particles, fused titles and marks aside.

    Parameters
    ----------
    name
        A name.
    text
        A sentence.

    Returns
    -------
    list
        Where it begins and ends.

    Examples
    --------
    >>> places_of("누리톡", "누리톡은 누리톡페이를 판다"), places_of("가람", "한가람 대표")
    ([(0, 3)], [])
    >>> places_of("새벽배달협회", "오세린 새벽배달협회장은")
    [(4, 10)]
    """
    found = []
    for match in _pattern(name).finditer(text):
        rest = re.compile(rf"[{_LETTER}]*").match(text, match.end())
        behind = rest[0] if rest else ""
        if fits(name, behind) or any(stem == "장" or title_in(stem) == stem for stem, _ in (stems(behind) if behind else ())):
            found.append(match.span())
    return found


@lru_cache(maxsize=10_000)
def _pattern(name: str) -> re.Pattern[str]:
    marks = re.escape(_QUOTES)
    return re.compile(rf"(?<![{_LETTER}])" + rf"[\s{marks}]*".join(map(re.escape, bare(name))), re.IGNORECASE)


def phrase_places(phrase: str, text: str) -> list[tuple[int, int]]:
    """Return where a phrase stands in a text, at word edges or not.

    Examples
    --------
    >>> phrase_places("수수료  인하", "중개수수료 인하를")
    [(2, 8)]
    """
    folded, begins, ends = fold(text)
    wanted = fold(phrase)[0]
    return [(begins[match.start()], ends[match.end() - 1]) for match in re.finditer(re.escape(wanted), folded)] if wanted else []
