"""What the article as a whole shows of its words: which stand alone, to which titles are put, which look like names here."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

from graph.extract.entities.entity import BODIES
from graph.extract.entities.looks import given_surname, is_surname, is_whole_title, likeness
from graph.extract.entities.titling import Fused, Titled, fused_titles, title_of
from graph.extract.lexicon import column, kind_by_ending, stems, title_in, words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.extract.entities.entity import Register
    from graph.extract.entities.gazetteer import Gazetteer
    from graph.extract.text.sentences import Sentence, Word

# A noun with a genitive, an object or a verb's ending is no part of a phrase of a post.
_ADNOMINAL = re.compile(r"(?:[하되있없]는|한|된|할|될|[을를]|에서|으로)$")
# A chair with a rank is a chair's deputy, not the head of a body called so: 부회장.
_RANK = ("부", "명예", "공동", "수석", "전임", "상임")
_TITLES_OF_ANY_BODY = frozenset(["장관", "차관", "대표", "의원", "교수", "회장", "총장"])
_LIKELY = 0.8
_LEAST = 0.05  # what looks like a name stays possible
_LONG = 4  # letters from which a word with a body's ending is rather a body than a person


@lru_cache(maxsize=100_000)
def _closed(text: str) -> tuple[str, ...]:
    """Return the stems of a word behind which a particle closes a name."""
    closing = words("particles", "after name")
    return tuple(stem for stem, particle in stems(text) if particle in closing)


class Vocabulary:
    """The words of one article as they stand, whatever they are found to name.

    Parameters
    ----------
    sentences
        The article's sentences.
    gazetteer
        Names known beforehand.

    Attributes
    ----------
    sentences
        The same.
    hits
        The names known beforehand among the words, a list for each sentence.
    titled
        The words that end with a title and their places, a list for each sentence.
    alone
        How often each stem stands before a particle.
    called
        The titles that are words of their own, by the word before them.
    """

    def __init__(self, sentences: list[Sentence], gazetteer: Gazetteer) -> None:
        self.sentences = sentences
        self.hits = [list(gazetteer.hits(sentence.words)) for sentence in sentences]
        self.titled = [_titled(sentence.words) for sentence in sentences]
        self.alone = Counter([stem for sentence in sentences for word in sentence.words for stem in _closed(word.text)])
        self.called: dict[str, set[str]] = defaultdict(set)
        for sentence, titled in zip(sentences, self.titled, strict=True):
            row = sentence.words
            for place, found in titled:
                if place and not row[place].before and found.stem == found.title:
                    self.called[row[place - 1].text].add(found.title)


def _titled(row: list[Word]) -> list[tuple[int, Titled]]:
    return [(place, titled) for place, word in enumerate(row) if (titled := title_of(word.text)) is not None]


class Usage:
    """How the words of one article are used.

    Parameters
    ----------
    vocabulary
        The article's words.
    register
        Its entities as far as they are known.
    hints
        Kinds of names by form, as a model sees them.
    refused
        Forms that are no names, as a model sees them.
    """

    def __init__(self, vocabulary: Vocabulary, register: Register, hints: Mapping[str, str], refused: frozenset[str]) -> None:
        self.register = register
        self.refused = refused
        self._sentences = vocabulary.sentences
        self._hints = hints
        self._parts = {part for name, kind in hints.items() if kind == "person" and " " in name for part in name.split()}
        self._titled = vocabulary.titled
        self._alone = vocabulary.alone
        self._called = vocabulary.called

    def titled(self, sentence: Sentence) -> list[tuple[int, Titled]]:
        """Return the words of a sentence that end with a title, each with its place."""
        return self._titled[sentence.number]

    def is_called(self, text: str, title: str) -> bool:
        """Say whether the article puts a title directly behind a word."""
        return title in self._called.get(text, ())

    def is_hinted(self, name: str) -> bool:
        """Say whether a model takes a form for a person's name."""
        return self._hints.get(name) == "person"

    def ends_long_name(self, row: list[Word], place: int) -> bool:
        """Say whether a word is the second of a name in two words: ``스티브 한``."""
        return place > 0 and not row[place].before and row[place].text in self._parts and self.is_hinted(f"{row[place - 1].text} {row[place].text}")

    def is_city(self, name: str) -> bool:
        """Say whether a word is a city or district, or stands in the article without a title."""
        places = column("places", "name")
        return name in places or name[:-1] in places or self._alone[name] > 0 or any(word.text.startswith(name) and not title_in(word.text) for sentence in self._sentences for word in sentence.words)

    def is_nominal(self, word: Word) -> bool:
        """Say whether a word can be part of a phrase of name, body and title."""
        text = word.text
        titled = title_of(text)
        if titled is not None and titled.particle in words("particles", "after name"):
            return False
        if text in words("title_words", "fresh") or text in words("title_words", "former") or is_surname(text) or word.nominal or text in self._parts:
            return True
        if self.register.is_body(text) or self.register.gazetteer.person(text):
            return True
        inflected = word.tags and word.tags[-1].tag.startswith("J") and self._alone[text[:-1]] > 1
        return likeness(text) >= _LIKELY and not inflected and not _ADNOMINAL.search(text)

    def name_score(self, text: str, title: str) -> float:
        """Say how likely a word beside a title is a person's name.

        Parameters
        ----------
        text
            The word.
        title
            The title.

        Returns
        -------
        float
            From 0 to 1.
        """
        entity = self.register.named(text)
        if entity is not None and entity.kind != "person":
            return 0.0
        if entity is not None and " " in entity.name and entity.surname == text:
            return 1.0
        if self.register.gazetteer.person(text) or self.is_hinted(text):
            return 1.0
        if text in self.refused:
            return _LEAST
        score = likeness(text)
        return min(max(self._weighed(score, text, title), _LEAST), 1.0) if score else 0.0

    def _weighed(self, score: float, text: str, title: str) -> float:
        """Weigh a name's look by how the article uses it and its surname."""
        if len(text) >= _LONG and kind_by_ending(text, *BODIES):
            score -= 0.4
        called = self._called.get(given_surname(text), set())
        if any(other.endswith(title) or title.endswith(other) for other in called):
            score += 0.35
        elif called:
            score += 0.1
        if self._alone[text]:
            score -= 0.35
        return score

    def fused(self, stem: str, title: str) -> tuple[str, str] | None:
        """Read a body and a title from one word: ``새벽배달협회장``.

        Parameters
        ----------
        stem
            The word without its particle.
        title
            The title it ends with.

        Returns
        -------
        tuple
            Body and title; ``None`` if the word is a title alone or the title of a department.
        """
        if is_whole_title(stem):
            return None
        for row in fused_titles():
            if stem.endswith(row.ending) and len(stem) - len(row.ending) >= row.letters:
                return self._by_ending(row, stem.removesuffix(row.ending))
        body = stem.removesuffix(title)
        if self._is_named_body(body) or (len(body) >= _LONG and title in _TITLES_OF_ANY_BODY and kind_by_ending(body, *BODIES)):
            return body, title
        return None

    def _by_ending(self, row: Fused, rest: str) -> tuple[str, str] | None:
        """Complete the body of which a fused title has left a part, unless it is none."""
        committee = self.register.named(rest + "위")
        if row.ending == "위원장" and committee is not None and committee.kind in BODIES:
            return committee.name, row.title
        forbidden = (
            (row.unless == "no city" and not self.is_city(rest + row.body)) or (row.unless == "rank" and rest.endswith(_RANK)) or (row.unless == "part" and rest in words("title_words", "part"))
        )
        return None if forbidden else (rest + row.body, row.title)

    def _is_named_body(self, text: str) -> bool:
        entity = self.register.named(text)
        return entity is not None and entity.kind in BODIES
