"""Posts in brackets: ``한가람(누리톡 대표)``, ``새벽배달협회(회장 한가람)``, ``누리톡 대표(한가람)``, ``“…”(한가람 누리톡 대표)``."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from graph.extract.entities.chains import with_owner
from graph.extract.entities.entity import BODIES
from graph.extract.entities.looks import is_whole_title, likeness
from graph.extract.entities.phrases import Bracketed, Found
from graph.extract.entities.titling import LAW_OFFICES, is_suffix, kind_of_body, title_of
from graph.extract.lexicon import title_in, words
from graph.extract.text.sentences import Part, Word

if TYPE_CHECKING:
    from collections.abc import Callable

    from graph.extract.entities.usage import Usage
    from graph.extract.text.sentences import Sentence

# From which score a word is taken for a name.
_BEFORE = 0.6  # before brackets
_INSIDE = 0.45  # inside them
_LISTED = 0.2  # inside one of several
_SEVERAL = 3  # brackets in a sentence that lists people
_LONGEST = 3  # words of a body before brackets
_COMMITTEE = "위"  # the end of the short form of a committee
_CLOSING = "”’.!?"  # what stands before brackets that tell who said it
_WORD = re.compile(r"[^\s,·/;:“”‘’()]+")
_BREAK = re.compile(r"[,;/:=]")


class Brackets:
    """The posts that brackets tell in one article.

    Parameters
    ----------
    usage
        How the article uses its words.
    found
        The phrases of people with posts; further ones are added.
    phrase
        Reads the phrase of a title in a sentence, given its place among the words and, if it is sure, the name.

    Attributes
    ----------
    people
        Who is named only in brackets.
    """

    def __init__(self, usage: Usage, found: list[Found], phrase: Callable[[Sentence, int, str], Found | None]) -> None:
        self.people: list[Bracketed] = []
        self._found = found
        self._usage = usage
        self._register = usage.register
        self._phrase = phrase

    def read(self, sentence: Sentence) -> None:
        """Read the brackets of a sentence."""
        for place, word in enumerate(sentence.words):
            for left, right, letters in word.brackets:
                self._read(sentence, place, (left, right), letters or len(word.text))

    def _read(self, sentence: Sentence, place: int, inside: tuple[int, int], letters: int) -> None:
        text, name = sentence.slice(*inside), sentence.words[place].text[:letters]
        parts = _BREAK.split(text)[0].split()
        if self._register.is_body(name) and _is_title_and_name(parts):
            self._people_of_body(sentence, inside[0], self._longest_body(sentence.words, place, name), parts)
        elif len(parts) == 1 and self._is_name(parts[0], name, sentence):
            self._name_of_title(sentence, place, letters, inside[0] + text.index(parts[0]), parts[0])
        elif len(parts) > 1 and likeness(name) >= _BEFORE and title_in(text.strip()) and not re.search(r"\d", text):
            self._post_of_name(sentence, place, letters, text.split())
        elif len(parts) > 1 and sentence.text[inside[0] - sentence.start - 2 : inside[0] - sentence.start - 1] in _CLOSING:
            self._who_said(sentence, inside[0], _BREAK.split(text)[0])
        elif len(parts) > 1 and title_in(parts[-1]) and (self._register.is_body(parts[0]) or parts[0].endswith(_COMMITTEE)):
            self._further_post(sentence, place, parts)
        else:
            self._body_of_phrase(sentence, place, re.split(r"[·,/]", text)[0].strip())

    def _longest_body(self, row: list[Word], place: int, name: str) -> str:
        """Return the longest known name of a body that ends before brackets."""
        for first in range(max(0, place - _LONGEST), place):
            longer = " ".join([*(word.text for word in row[first:place]), name])
            known = self._register.named(longer)
            if known is not None and known.kind in BODIES:
                return longer
        return with_owner(row, place, name, most=1)

    def _people_of_body(self, sentence: Sentence, start: int, body: str, parts: list[str]) -> None:
        """Read ``새벽배달협회(공동대표 한가람·나은비)``."""
        title = " ".join(parts[:-1])
        at = sentence.text.index(parts[-1], start - sentence.start + len(title)) + sentence.start
        for name in parts[-1].split("·"):
            self._add(sentence, at, name, body, "회장" if title in ("학회장", "협회장") else title)
            at += len(name) + 1

    def _is_name(self, text: str, before: str, sentence: Sentence) -> bool:
        titled = title_of(before)
        enough = _LISTED if sum(len(word.brackets) for word in sentence.words) >= _SEVERAL else _INSIDE
        return titled is not None and not titled.particle and self._usage.name_score(text, titled.title) >= enough and (enough > _LISTED or likeness(text) >= enough)

    def _name_of_title(self, sentence: Sentence, place: int, letters: int, start: int, name: str) -> None:
        """Read ``달빛부 제2차관(한가람)`` as ``달빛부 한가람 제2차관``."""
        row = sentence.words
        title = Word(row[place].text[:letters], row[place].places[:letters], "", row[place].quote, tags=row[place].tags)
        apart = Word(name, list(range(start, start + len(name))), row[place].before, row[place].quote)
        aside = replace(sentence, words=[*row[:place], apart, title])
        self._take(sentence, aside, self._phrase(aside, place + 1, name))

    def _post_of_name(self, sentence: Sentence, place: int, letters: int, parts: list[str]) -> None:
        """Read ``한가람(누리톡 대표)``."""
        particle = sentence.words[place].text[letters:]
        self._found.append(_post(Found(sentence.number, place, place, "", "bracket post", Part(place, place, letters), particle=particle), parts))

    def _further_post(self, sentence: Sentence, place: int, parts: list[str]) -> None:
        """Read ``한가람 의원(상거래위 간사)``."""
        named = next((f for f in self._found if f.sentence == sentence.number and f.last == place and f.name is not None), None)
        if named is not None:
            self._found.append(_post(replace(named, rule="bracket post", body=None), parts))

    def _who_said(self, sentence: Sentence, start: int, text: str) -> None:
        """Read ``“…”(한가람 누리톡 대표, 토론회에서)`` and ``“…”(누리톡 대표 한가람)``."""
        row = [Word(found[0], list(range(start + found.start(), start + found.end())), "", -1) for found in _WORD.finditer(text)]
        if len(row) > 1 and is_whole_title(row[-2].text) and likeness(row[-1].text) >= _INSIDE:
            row[-2:] = row[:-3:-1]
        aside = replace(sentence, words=row)
        if row and title_of(row[-1].text) is not None:
            self._take(sentence, aside, self._phrase(aside, len(row) - 1, ""))

    def _take(self, sentence: Sentence, aside: Sentence, found: Found | None) -> None:
        if found is None or found.name is None or not found.current:
            return
        row = aside.words
        body = found.body_name or (_text(row, found.body) if found.body else "")
        if body:
            self._add(sentence, row[found.name.first].start, _text(row, found.name), body, found.title)

    def _add(self, sentence: Sentence, start: int, name: str, body: str, title: str) -> None:
        person = self._register.named(name) or self._register.entity(name, "person", "bracket title name")
        known = self._register.named(body)
        if person.kind == "person" and (known is None or known.kind in BODIES):
            person.surname = person.surname or name[0]
            person.titles.add(title)
            self.people.append(Bracketed(person, known or self._register.entity(body, kind_of_body(body, title), "post"), title, sentence, start))

    def _body_of_phrase(self, sentence: Sentence, place: int, body: str) -> None:
        """Read ``한가람 의원(새길당)``."""
        if self._register.is_body(body) or body.startswith(LAW_OFFICES):
            for found in self._found:
                if found.sentence == sentence.number and found.last == place and found.body is None and not found.body_name:
                    found.body_name = body


def _is_title_and_name(parts: list[str]) -> bool:
    """Say whether words are titles and a name behind them: ``대표이사 사장 한가람``."""
    return len(parts) > 1 and all(likeness(name) >= _INSIDE for name in parts[-1].split("·")) and all(is_whole_title(part) or is_suffix(part) for part in parts[:-1])


def _post(found: Found, parts: list[str]) -> Found:
    """Return a phrase with the body and the title that words in brackets tell."""
    former = parts[0] in words("title_words", "former")
    parts = parts[former:]
    size = 2 if parts[0] in LAW_OFFICES else 1
    return replace(found, body_name=" ".join(parts[:size]), title=" ".join(parts[size:]), current=not former)


def _text(row: list[Word], part: Part) -> str:
    return " ".join([*(word.text for word in row[part.first : part.last]), row[part.last].text[: part.letters]])
