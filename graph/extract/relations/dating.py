"""Which day a sentence speaks of, and on which day the occasions of an article were."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from graph.extract.lexicon import verbs
from graph.extract.text.times import find_times

if TYPE_CHECKING:
    from graph.extract.entities.entity import Entity, Mention
    from graph.extract.entities.names import Names
    from graph.extract.text.sentences import Sentence
    from graph.extract.text.times import Time

_RECENT = 10  # days between an occasion and the article about it
_SOON = 30  # letters behind an occasion in which a verb says that it is still to come
# Behind an occasion that is over, or not begun yet: 간담회를 마친 뒤, 회의가 끝나고, 선포식에 앞서.
_OVER = re.compile(r"’?(?: ?[이가을를]? ?(?:마친|마치고|끝난|끝나고)| ?(?:직후|직전|뒤|후|전)(?:에| |,)|에 (?:앞서|이어))")
_OPENING = 3  # words with which a sentence begins
_AS_TOLD = "바 있"
_IN_THOSE_DAYS = ("에도 ", "에는 ")
_EARLIER = ("앞서", "지난해", "당초")  # a sentence that begins so looks back; the next one does not follow it there


def first_day(day: str | None) -> dt.date | None:
    """Return the first day of a day or an interval in ISO 8601, ``None`` for a month, a year or none.

    Parameters
    ----------
    day
        A value of :class:`~graph.extract.text.times.Time`.

    Returns
    -------
    date
        The day.

    Examples
    --------
    >>> first_day("2026-05-20/2026-05-21"), first_day("2026-05"), first_day(None)
    (datetime.date(2026, 5, 20), None, None)
    """
    try:
        return dt.date.fromisoformat(day.split("/")[0]) if day else None
    except ValueError:
        return None


class SpokenDay:
    """The day that the text speaks of, sentence by sentence.

    Parameters
    ----------
    published
        The day of publication, ``None`` if it is not known.

    Examples
    --------
    >>> from graph.extract.text.layout import read_layout
    >>> from graph.extract.text.sentences import split
    >>> spoken = SpokenDay(dt.date(2026, 5, 20))
    >>> [spoken.of(sentence) for sentence in split(read_layout("간담회가 19일 열렸다. 한 대표도 왔다. 앞서 11일에는 불참했다. 그는 사과했다."))]
    ['2026-05-19', '2026-05-19', '2026-05-11', '2026-05-19']
    """

    def __init__(self, published: dt.date | None) -> None:
        self._published = published
        self._last: str | None = None

    def of(self, sentence: Sentence) -> str | None:
        """Return the day a sentence speaks of: its own, else the one spoken of last.

        Parameters
        ----------
        sentence
            A sentence, read in order with the ones before it.

        Returns
        -------
        str
            The day in ISO 8601, ``None`` if none was named so far.
        """
        if sentence.line.kind == "headline":
            return self._last
        text = outside_speech(sentence)
        times = find_times(text, self._published, first_day(self._last))
        day = next((time.value for time in times if time.kind == "day" and time.value), None)
        if day is None:
            return None if _looks_back(text, times) else self._last
        if sentence.line.kind != "caption" and self._opens(day, text):
            self._last = day
        return day

    def _opens(self, day: str, text: str) -> bool:
        """Say whether what follows is of the day that a sentence names: the first one, or that of another occasion."""
        if text.lstrip().startswith(_EARLIER):
            return False
        return self._last in (None, day) or (self._is_recent(day) and verbs("took place").search(text) is not None)

    def _is_recent(self, day: str) -> bool:
        named = first_day(day)
        return named is not None and self._published is not None and 0 <= (self._published - named).days <= _RECENT


def _looks_back(text: str, times: list[Time]) -> bool:
    """Say whether a sentence is about something of which only the month or year is known: ``지난해 11월에도 … 밝힌 바 있다``."""
    past = [time for time in times if time.kind == "past"]
    told = any(word.startswith(_EARLIER) for word in text.split()[:_OPENING]) or _AS_TOLD in text
    return bool(past) and (told or any(text[time.end :].startswith(_IN_THOSE_DAYS) for time in past))


def outside_speech(sentence: Sentence) -> str:
    """Return a sentence with a square for each letter of speech: whoever is quoted speaks of days and places of their own."""
    text = sentence.text
    for left, right, mark in sentence.quotes:
        if mark == "“":
            text = text[: left - sentence.start] + "□" * (right - left) + text[right - sentence.start :]
    return text


def _is_told(sentence: Sentence, mention: Mention) -> bool:
    """Say whether the text tells of an occasion where it names it: not where somebody quoted does, nor where it is still to come."""
    if mention.quote >= 0 and sentence.quotes[mention.quote][2] == "“":
        return False
    return verbs("to open").search(sentence.slice(mention.end, min(mention.end + _SOON, sentence.end))) is None


class Occasions:
    """The occasions of an article as the text comes to them, each with its day.

    Parameters
    ----------
    names
        The entities of the article and their mentions.

    Attributes
    ----------
    last
        The occasion spoken of last, ``None`` before the first.
    """

    def __init__(self, names: Names) -> None:
        self.last: Entity | None = None
        self._names = names
        self._days: dict[int, str | None] = {}
        self._captioned: set[int] = set()

    def of(self, sentence: Sentence, day: str | None) -> Entity | None:
        """Return the occasion that a sentence names, and remember it.

        Parameters
        ----------
        sentence, day
            A sentence, read in order with the ones before it, and the day that it speaks of.

        Returns
        -------
        Entity
            The first one that it tells of, ``None`` if it names none; not one that it only says it was before or after, if there is
            another, nor one that is still to come, nor one in speech.
        """
        named = [m for m in self._names.mentions[sentence.number] if self._names.entities[m.entity].kind == "event" and _is_told(sentence, m)]
        mention = next((m for m in named if not _OVER.match(sentence.slice(m.end, sentence.end))), named[0] if named and self.last is None else None)
        if mention is None:
            return None
        event = self._names.entities[mention.entity]
        self._date(event, day, captioned=sentence.line.kind == "caption")
        if self.last is None or sentence.line.kind != "headline":
            self.last = event
        return event

    @property
    def first(self) -> Entity | None:
        """The first occasion that the text below its headlines names: what a picture above it shows."""
        texts = (m for s in self._names.sentences if s.line.kind != "headline" for m in self._names.mentions[s.number])
        return next((entity for m in texts if (entity := self._names.entities[m.entity]).kind == "event"), None)

    def _date(self, event: Entity, day: str | None, *, captioned: bool) -> None:
        """Date an occasion where it is named first; what the text says counts more than a caption."""
        if self._days.get(event.number) is not None and (captioned or event.number not in self._captioned):
            return
        self._days[event.number] = day
        if captioned:
            self._captioned.add(event.number)
        else:
            self._captioned.discard(event.number)

    def day(self, event: Entity, spoken: str | None) -> str | None:
        """Return the day of an occasion.

        Parameters
        ----------
        event
            The occasion.
        spoken
            The day that the sentence about it speaks of, where its own is not known.

        Returns
        -------
        str
            The day in ISO 8601, ``None`` if it is not known.
        """
        return self._days.get(event.number) or spoken
