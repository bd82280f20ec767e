"""Several names with one title, several titles with one name: ``새길당 한가람·나은비 의원``, ``한가람 한빛대 교수 겸 소비자학회장``."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from graph.extract.entities.chains import any_body, body_and_department, whole
from graph.extract.entities.looks import likeness
from graph.extract.entities.phrases import Found
from graph.extract.entities.titling import is_suffix, title_of
from graph.extract.lexicon import stems

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.extract.entities.phrases import Phrase
    from graph.extract.entities.usage import Usage
    from graph.extract.text.sentences import Word

_AND = "겸"
_OF = "소속"
_LIKELY = 0.8  # from which score a word is taken for a name in a list of names


def siblings(usage: Usage, row: list[Word], found: Found) -> Iterator[Found]:
    """Give the title of the last of several names to all: ``새길당 한가람·나은비 의원``.

    Parameters
    ----------
    usage
        How the article uses its words.
    row
        The words of the sentence.
    found
        The phrase of the last name; its body is the one before the first name, if there is one.

    Yields
    ------
    Found
        A phrase for each of the others.
    """
    if found.name is None:
        return
    at = found.name.first
    if at != found.last - 1 and found.rule not in ("body name title", "name title"):
        return
    while at > 0 and row[at].before in ("·", ",") and likeness(row[at - 1].text) >= _LIKELY and not title_of(row[at - 1].text):
        at -= 1
        body = found.body
        if body is None and at > 0 and not row[at].before and usage.register.is_body(row[at - 1].text):
            body = found.body = whole(row, at - 1)
        yield Found(found.sentence, at, at, found.title, "sibling", whole(row, at), "", body, found.body_name, "", found.current)


def is_part(before: Found | None, phrase: Phrase) -> bool:
    """Say whether a word such as ``권한대행`` is the end of the title before."""
    return before is not None and before.sentence == phrase.sentence.number and before.last == phrase.place and is_suffix(phrase.stem)


def second_post(usage: Usage, before: Found | None, phrase: Phrase, particle: str) -> Found | None:
    """Read the second post of somebody: ``한가람 교수 겸 소비자학회장``, ``한가람 시장 권한대행 부시장``.

    Parameters
    ----------
    usage
        How the article uses its words.
    before
        The phrase found before.
    phrase
        The second title.
    particle
        What closes it.

    Returns
    -------
    Found
        The second phrase; ``None`` if the title does not go on from the phrase before.
    """
    row = phrase.row
    if before is None or before.name is None or before.sentence != phrase.sentence.number or before.last >= phrase.place:
        return None
    between = list(range(before.last + 1, phrase.place))
    joined = row[between[0]].text == _AND if between else is_suffix(before.title.rpartition(" ")[2])
    if not joined or any(row[i].before for i in [*between, phrase.place]):
        return None
    second = replace(before, last=phrase.place, title=phrase.with_department(between[1:]), rule="second post", particle=particle)
    fused = usage.fused(phrase.stem, phrase.title)
    if fused:
        second.title, second.body, second.body_name = fused[1], None, " ".join([*(row[i].text for i in between[1:]), fused[0]])
    elif any_body(usage.register, row, between[1:]):
        second.body, rest = body_and_department(usage.register, row, between[1:])
        second.title, second.body_name = phrase.with_department(rest), ""
    return second


def behind_and(row: list[Word], chain: list[int]) -> list[int]:
    """Return the words of a chain behind the last ``겸``, and behind ``소속`` where party and name follow: ``교통위 소속 새길당 한가람 의원``."""
    chain = chain[max((order + 1 for order, at in enumerate(chain) if row[at].text == _AND), default=0) :]
    of = max((order + 1 for order, at in enumerate(chain) if row[at].text == _OF), default=0)
    return chain[of:] if len(chain) - of > 1 else chain


def place_before_and(row: list[Word], first: int, place: int) -> int | None:
    """Return the word before the ``겸`` among the words before a title, if it ends with a title too."""
    for at in range(place - 1, max(0, first - 1), -1):
        if row[at].text == _AND:
            return at - 1 if title_of(row[at - 1].text) is not None else None
        if row[at].before:
            return None
    return None


def goes_on(before: Found, found: Found) -> bool:
    """Say whether the phrase before ends in the middle of another of the same person: ``한가람 대표이사 사장``."""
    longer = found.title.startswith(f"{before.title} ") or (found.body is not None and found.body.first == before.last and before.body is None)
    return before.sentence == found.sentence and before.name is not None and before.name == found.name and longer


def suffix_behind(row: list[Word], place: int, particle: str) -> tuple[str, str]:
    """Return ``후보자`` or ``대행`` behind a title, if it is there, and the particle that closes the phrase."""
    if not particle and place + 1 < len(row) and not row[place + 1].before:
        return next(((stem, after) for stem, after in stems(row[place + 1].text) if is_suffix(stem)), ("", particle))
    return "", particle


def titled_behind(row: list[Word], place: int) -> bool:
    """Say whether another title stands at a place, without a mark before it."""
    return place < len(row) and title_of(row[place].text) is not None and not row[place].before
