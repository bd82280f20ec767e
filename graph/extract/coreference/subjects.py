"""The subjects of a sentence that it names itself: ``누리톡은``, ``한가람 회장과 나래 등이``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.extract.entities.entity import BODIES
from graph.extract.lexicon import kind_by_ending, stems_of, words

if TYPE_CHECKING:
    from graph.extract.entities.entity import Entity, Mention
    from graph.extract.entities.names import Names
    from graph.extract.text.sentences import Sentence

# Particles that mark what a sentence speaks of, and those of the subject of any clause.
MAIN = frozenset(["은", "는", "도", "측은", "측도", "께서는", "에서는", "등은", "등도", "들은", "역시"])
NOMINATIVE = frozenset(["이", "가", "측이", "께서", "에서", "등이", "들이", "만이"])

_OBJECT = frozenset(["을", "를"])
_WITH = frozenset(["와", "과"])
_JOINING = frozenset([*_WITH, "이나", "나", "랑"])
_LIST_MARKS = frozenset([",", "·", "/", "▲"])
_AND = frozenset(["및", "그리고", "또"])
_INCLUDING = frozenset(["비롯한", "포함한", "비롯해", "포함해"])
_AND_OTHERS = frozenset(["등", "등의", "같은"])

_FURTHER = 6  # words behind a name among which its phrase closes
_APART = 4  # words between two names that ``와`` joins
_OPENING = 3  # letters before the name of who speaks a line
_VERB_NEAR, _VERB_FAR = 3, 9  # words among which the verb of a clause is looked for, further if the sentence has its topic later

# The end of a word in subject position; the longest particle is found, as what stands before it is as short as possible.
_CLOSED = re.compile(r".*?(측은|들은|들이|은|는|이|가|도)")
# ``한가람: “…”``, and a line of a transcript: ``-한가람=``, ``▲나은비 ``
_SPOKEN = re.compile(r"[^“:]{0,30}[:：]\s?“")
_SPEAKS = re.compile(r"[^.“”]{0,16}?\s?[=:：]\s?[^=]")
# ``△“…”(한가람 누리톡 대표)``, and ``“….” 한가람 대표의 평가다.``
_SAID_BY = re.compile(r"\W*“[^“”]*”\s?\(?")
_COMMENTS = re.compile(rf"(?:\s?[가-힣]{{2,12}})?의 (?:{stems_of('comment', 'pointing')})(?:이다|다|입니다)\W*$")
# What may stand between a name and its particle; all of it is optional, so it is no plain list.
_BEHIND_NAME = re.compile(rf"({stems_of('behind name', 'pointing')})?(은|는|이|가|도|역시)?")


@dataclass(slots=True)
class Subject:
    """Who a phrase in subject position means.

    Attributes
    ----------
    word
        The word that carries the particle.
    entities
        Those meant; empty if it is someone without a name.
    main
        Whether the particle marks a topic rather than the subject of a clause.
    first
        The first word of the phrase.
    how
        ``named``, ``pointed``, ``spokesman`` or ``nameless``.
    relative
        Whether it is the subject of a clause that only describes a noun.
    """

    word: int
    entities: list[Entity]
    main: bool
    first: int
    how: str = "named"
    relative: bool = False


def outer_mentions(sentence: Sentence, names: Names) -> list[Mention]:
    """Return the mentions of a sentence that can be a part of its own structure: outside quotations and other phrases.

    Parameters
    ----------
    sentence, names
        The sentence and the entities of its article.

    Returns
    -------
    list
        In order; a name that stands alone in single quotation marks is one of them.
    """
    return [m for m in names.mentions[sentence.number] if not m.inner and m.particle != "()" and (m.quote == -1 or _is_marked(sentence, m))]


def _is_marked(sentence: Sentence, mention: Mention) -> bool:
    """Say whether a name stands alone in single quotation marks: ``‘누리톡’은``."""
    left, right, mark = sentence.quotes[mention.quote]
    return mark == "‘" and left == mention.start and right == mention.end


def speaker(sentence: Sentence, names: Names) -> list[Subject]:
    """Return who speaks a line of a transcript, or is named behind what they say: ``-한가람=``, ``▲나은비 ``, ``△“…”(한가람 누리톡 대표)``.

    Parameters
    ----------
    sentence, names
        The sentence and the entities of its article.

    Returns
    -------
    list
        One subject, or none.
    """
    first = next((m for m in names.mentions[sentence.number] if names.entities[m.entity].kind == "person"), None)
    if sentence.start == sentence.line.start and (said := _SAID_BY.match(sentence.text)):
        behind = (m for m in names.mentions[sentence.number] if m.start >= sentence.start + said.end() and names.entities[m.entity].kind == "person")
        named = next(behind, None)
        if named is not None and (said[0].endswith("(") or _COMMENTS.match(sentence.text, named.end - sentence.start)):
            return [Subject(0, [names.entities[named.entity]], main=True, first=0)]
    if first is None or sentence.start != sentence.line.start or first.start - sentence.start > _OPENING:
        return []
    if _SPEAKS.match(sentence.text, first.end - sentence.start):
        return [Subject(first.last, [names.entities[first.entity]], main=True, first=first.first)]
    return []


def named_subjects(sentence: Sentence, names: Names, mentions: list[Mention]) -> list[Subject]:
    """Return the people and bodies in subject position.

    Parameters
    ----------
    sentence, names
        The sentence and the entities of its article.
    mentions
        Its outer mentions.

    Returns
    -------
    list
        In order.
    """
    found: list[Subject] = []
    for order, mention in enumerate(mentions):
        kind = names.entities[mention.entity].kind
        if kind not in ("person", *BODIES):
            continue
        following = mentions[order + 1] if order + 1 < len(mentions) else None
        at, particle = _closing(sentence, mention, unknown=_is_unknown_body(sentence, mention, following))
        if not particle and kind == "person" and _SPOKEN.match(sentence.text, mention.end - sentence.start):
            particle = "는"
        if particle in MAIN or particle in NOMINATIVE:
            group = _group(sentence, names, mentions[: order + 1])
            found.append(Subject(at, [names.entities[m.entity] for m in group], particle in MAIN, group[0].first))
    return found


def _is_unknown_body(sentence: Sentence, mention: Mention, following: Mention | None) -> bool:
    """Say whether a list goes on behind a mention with what is called like a body, but is nobody known: ``누리톡연대, 새벽권리센터 등 4개 단체는``."""
    place = mention.last + 1
    if place >= len(sentence.words) or (following is not None and following.first <= place):
        return False
    word = sentence.words[place]
    return word.before in _LIST_MARKS and word.nominal and bool(kind_by_ending(word.text))


def _closing(sentence: Sentence, mention: Mention, *, unknown: bool) -> tuple[int, str]:
    """Return the word and the particle that close a phrase, past ``등``, ``측``, what stands in brackets and one more whom nobody knows."""
    row, at = sentence.words, mention.last
    own = at, mention.particle
    if at + 1 == len(row):
        return own
    after = row[at + 1]
    if mention.particle in _OBJECT and after.text in _INCLUDING:
        return _past_including(sentence, at) or own
    if mention.particle or (after.quote != row[at].quote and mention.quote < 0):
        return own
    if unknown and at + 2 < len(row) and row[at + 2].text in _AND_OTHERS:
        at += 1
        after = row[at + 1]
    if after.text in _AND_OTHERS and (closed := _past_others(sentence, at)) is not None:
        return closed
    found = _BEHIND_NAME.fullmatch(after.text)
    return (at + 1, found[2] or found[1]) if found else own


def _past_including(sentence: Sentence, at: int) -> tuple[int, str] | None:
    """Read ``누리톡을 비롯한 업체들은``."""
    for further, word in enumerate(sentence.words[at + 2 : at + _FURTHER], at + 2):
        found = _CLOSED.fullmatch(word.text)
        if found:
            return further, found[1]
    return None


def _past_others(sentence: Sentence, at: int) -> tuple[int, str] | None:
    """Read ``누리톡 등 배달 업체는``."""
    for further, word in enumerate(sentence.words[at + 2 : at + _FURTHER], at + 2):
        if word.before or word.quote != sentence.words[at].quote:
            return None
        found = _CLOSED.fullmatch(word.text)
        if found:
            return further, found[1]
        if word.verbal:
            return None
    return None


def _group(sentence: Sentence, names: Names, mentions: list[Mention]) -> list[Mention]:
    """Collect those joined to the last of some mentions: ``가와 나는``, ``가·나는``."""
    group = [mentions[-1]]
    kind = names.entities[group[0].entity].kind
    for before in reversed(mentions[:-1]):
        if not _joins(sentence, before, group[0].first, (names.entities[before.entity].kind, kind)):
            break
        group.insert(0, before)
        kind = names.entities[before.entity].kind
    return group


def _joins(sentence: Sentence, before: Mention, first: int, kinds: tuple[str, str]) -> bool:
    """Say whether a mention is joined to a group that begins with a word."""
    row = sentence.words
    bodies = all(kind in BODIES for kind in kinds)
    if before.last + 1 == first and (before.particle in _JOINING or row[first].before in _LIST_MARKS) and (bodies or kinds[0] == kinds[1]):
        return True
    if before.particle in _WITH and bodies and first - before.last <= _APART and all(word.nominal for word in row[before.last + 1 : first]):
        return True
    return before.last + 2 == first and row[first - 1].text in _AND and kinds[0] in BODIES


def is_relative(sentence: Sentence, subject: Subject, *, later: bool) -> bool:
    """Say whether the next verb only describes a noun: ``누리톡이 내놓은 방안은``.

    Parameters
    ----------
    sentence, subject
        A sentence and one of its subjects.
    later
        Whether a topic follows.

    Returns
    -------
    bool
        Whether what the subject does is told by the way.
    """
    row = sentence.words
    for place in range(subject.word + 1, min(subject.word + (_VERB_FAR if later else _VERB_NEAR), len(row))):
        word = row[place]
        if word.quote >= 0 and row[subject.word].quote < 0:
            return False
        if word.text in words("pointing", "takes place"):
            continue
        if word.verbal and word.tags[-1].tag != "ETN":
            last = place + _has_auxiliary(sentence, place)
            follows = row[last + 1].text if last + 1 < len(row) else ""
            return row[last].tags[-1].tag == "ETM" and not follows.startswith(tuple(words("pointing", "intention")))
    return False


def _has_auxiliary(sentence: Sentence, place: int) -> bool:
    """Say whether the next word is an auxiliary, so that it tells how the verb goes on: ``운영해 온``."""
    row = sentence.words
    behind = row[place + 1].tags if place + 1 < len(row) and not row[place + 1].before else ()
    return bool(behind) and behind[0].tag == "VX" and row[place].tags[-1].tag == "EC"
