"""Posts that a sentence tells in so many words: ``그는 누리톡의 대표이기도 하다``, ``한가람 교수는 …연구소장이다``, ``고문을 맡고 있다``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from graph.extract.entities.duties import Duty, duty, named_people
from graph.extract.entities.entity import Post
from graph.extract.entities.looks import is_department
from graph.extract.entities.titling import is_suffix, title_of
from graph.extract.lexicon import title_in, words

if TYPE_CHECKING:
    from graph.extract.entities.duties import Person
    from graph.extract.entities.entity import Entity
    from graph.extract.entities.names import Names
    from graph.extract.text.sentences import Sentence, Word

RULE = "told post"

_IS = re.compile(r"(?:이자|이며|이고|이면서|이다|이기도|입니다|이에요|다|기도)")
_HE = frozenset(["그는", "그녀는"])
_TOPIC = frozenset(["은", "는", "도", "이", "가"])
_HOLDS = ("맡고", "겸하고", "겸임하고", "겸직하고", "하고")
_GOES_ON = ("있", "계")
_REACH = 6  # words before a title among which its body stands


def find_incumbents(names: Names) -> None:
    """Give people the posts that sentences say they hold.

    Parameters
    ----------
    names
        The entities of an article and their mentions; posts are added.

    Examples
    --------
    >>> from graph.extract.entities.gazetteer import Gazetteer
    >>> from graph.extract.entities.names import Names
    >>> from graph.extract.text.layout import read_layout
    >>> from graph.extract.text.sentences import split
    >>> names = Names(split(read_layout("한가람 교수는 새벽배달협회 회장이기도 하다.")), Gazetteer([]))
    >>> names.scan()
    >>> find_incumbents(names)
    >>> [post.title for entity in names.entities for post in entity.posts]
    ['회장']
    """
    spoken_of: Entity | None = None
    for sentence in names.sentences:
        people = named_people(names, sentence)
        for place, word in enumerate(sentence.words):
            title = "" if word.quote >= 0 else _is_called(word.text) or _held(sentence.words, place)
            person = _who(people, place, sentence, spoken_of) if title else None
            if person is not None:
                _add(names, sentence, place, title, person)
        topics = [person.entity for person in people if person.particle in ("은", "는")]
        spoken_of = topics[0] if topics else spoken_of if sentence.words and sentence.words[0].text in _HE else None


def _is_called(text: str) -> str:
    """Return the title in ``대표이기도``, ``연구소장이다``."""
    found = next((text[: -len(m[0])] for m in _IS.finditer(text) if m.end() == len(text) and title_in(text[: m.start()])), "")
    return found if len(found) > 1 else ""


def _held(row: list[Word], place: int) -> str:
    """Return the title in ``고문을 맡고 있다``, ``이사도 맡고 있다``."""
    titled = title_of(row[place].text)
    if titled is None or titled.particle not in ("을", "를", "도") or place + 2 >= len(row):
        return ""
    return titled.stem if row[place + 1].text in _HOLDS and row[place + 2].text.startswith(_GOES_ON) else ""


def _who(people: list[Person], place: int, sentence: Sentence, spoken_of: Entity | None) -> Entity | None:
    """Return of whom a title is said: the subject before it, else whom the sentence before was about."""
    before = next((p.entity for p in reversed(people) if p.last < place and p.particle in _TOPIC), None)
    return before or (spoken_of if not people or sentence.words[0].text in _HE else None)


def _add(names: Names, sentence: Sentence, place: int, title: str, person: Entity) -> None:
    row = sentence.words
    if is_suffix(title) and place and title_in(row[place - 1].text):
        place, title = place - 1, f"{row[place - 1].text} {title}"
    former = words("title_words", "former")
    before = range(max(0, place - _REACH), place)
    while before and (row[before[-1]].verbal or row[before[0]].verbal or row[before[0]].before or row[before[0]].text in former):
        before = range(before.start + 1, place)
    found = duty(names, sentence, before, title)
    if found.body is None and is_suffix(title.rpartition(" ")[2]) and person.posts:
        found = Duty(names.entities[person.posts[-1].body], title)
    if found.body is not None and not is_department(found.body.name) and not any(post.body == found.body.number and post.title == found.title for post in person.posts):
        person.titles.add(found.title)
        person.posts.append(Post(found.body.number, found.title, sentence.number, RULE))
