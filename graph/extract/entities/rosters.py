"""Personnel notices: ``[인사] 달빛부 ◇ 국장급 전보 ▲플랫폼국장 한가람 ▲대변인 나은비``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from graph.extract.entities.looks import likeness
from graph.extract.entities.phrases import Found
from graph.extract.entities.titling import title_of
from graph.extract.lexicon import words
from graph.extract.text.sentences import Part

if TYPE_CHECKING:
    from graph.extract.text.sentences import Sentence, Word

_NOTICE = "인사"
_ITEMS = frozenset("▲△▶▷")
_HEADS = ("◇", "◆", "■", "□", "○", "●", "<", "[", "◎")
# A heading of its own: <부음>, [인사] 달빛부
_RUBRIC = re.compile(r"\s*[\[<]([^\]>]{2,20})[\]>]")
_RANK = "급"  # the end of a rank: 국장급
_NAME = 0.2  # from which score a word is taken for a name where only a name can stand
_FURTHER = 0.45  # and one before another name


class Rosters:
    r"""The personnel notices of one article, read line by line.

    Examples
    --------
    >>> from graph.extract.text.layout import read_layout
    >>> from graph.extract.text.sentences import split
    >>> rosters = Rosters()
    >>> lines = split(read_layout("[인사] 달빛부\n◇ 국장급 전보 ▲플랫폼국장 한가람 ▲원장 직무대행 나은비"))
    >>> [(found.title, found.body_name) for line in lines for found in rosters.read(line) or []]
    [('플랫폼국장', '달빛부'), ('원장 직무대행', '달빛부')]
    """

    def __init__(self) -> None:
        self._open = False
        self._body = ""

    def read(self, sentence: Sentence) -> list[Found] | None:
        """Return the posts that a line of a notice lists.

        Parameters
        ----------
        sentence
            The next sentence of the article.

        Returns
        -------
        list
            ``None`` if it is no such line.
        """
        row = sentence.words
        rubric = _RUBRIC.match(sentence.text)
        if rubric is not None:
            self._open, self._body = _NOTICE in rubric[1], ""
        starts = [place for place, word in enumerate(row) if _ITEMS & set(word.before)]
        head = row[: starts[0]] if starts else row
        moves = words("title_words", "move")
        told = any(word.text in moves for word in head) or any(move in sentence.slice(left, right) for word in head for left, right, _ in word.brackets for move in moves)
        if not starts and not (self._open and sentence.text.startswith(_HEADS)):
            self._open = self._open and not row
            return None
        self._open = self._open or (told and bool(starts))
        body = " ".join(word.text for word in head if not (word.text in moves or word.text.endswith(_RANK)))
        self._body = body or self._body
        if not starts or not self._open or not self._body:
            return None
        ends = [*starts[1:], len(row)]
        return [found for start, end in zip(starts, ends, strict=True) for found in self._item(sentence, row, start, end)]

    def _item(self, sentence: Sentence, row: list[Word], start: int, end: int) -> list[Found]:
        """Read ``▲플랫폼국장 한가람`` and ``▲상무 한가람 나은비``."""
        first = end - 1
        if first <= start or likeness(row[first].text) < _NAME:
            return []
        while first - 1 > start and likeness(row[first - 1].text) >= _FURTHER:
            first -= 1
        if title_of(row[first - 1].text) is None:
            return []
        title = " ".join(word.text for word in row[start:first])
        return [Found(sentence.number, start if at == first else at, at, title, "listed", Part(at, at, len(row[at].text)), body_name=self._body) for at in range(first, end)]
