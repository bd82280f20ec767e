"""Occasions with a title in quotation marks: what stands behind the marks tells what the title is of."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from graph.extract.entities.entity import BODIES
from graph.extract.entities.occasions import noun, spaced
from graph.extract.lexicon import folded, kind_by_ending, longest_ending, stems, stems_of

if TYPE_CHECKING:
    from graph.extract.entities.entity import Entity
    from graph.extract.entities.names import Names
    from graph.extract.text.sentences import Sentence, Word

# ‘…’을 주제로, ‘…’라는 제목의
_THEME = re.compile(r"^’?(?:을|를|이라는|라는|이란|란)? ?(?:주제|제목)(?:로|의) ")
# What somebody holds alone, so that its title is none of an occasion: ‘…’을 주제로 발제했다.
_TALK = re.compile(rf"^[^.‘“]{{0,20}}?(?:{stems_of('talk', 'endings')})(?!회|대회)")

# ‘…업무협약’을 맺었다; 열린 연례 행사 ‘…’에서
_AGREED = re.compile(r"^’?을 (?:맺|체결|진행)")
_AGREEMENT = ("협약", "양해각서", "MOU")
_INTRODUCED = re.compile(r"(?:열린|열리는|개최된|개최한|행사|행사인) ?‘$")

_NEAR = 3  # words behind a theme among which the occasion must stand
_BEHIND = 40  # letters behind a title that are looked at


def find_titles(names: Names) -> None:
    """Give titles in quotation marks to the occasions they are of.

    Parameters
    ----------
    names
        The entities of the article; events are added, joined and taken away.
    """
    for event in [entity for entity in names.entities if entity.kind == "event" and longest_ending(entity.name, "plan")]:
        event.kind = kind_by_ending(event.name, "law", "program") or event.kind
    for sentence in sorted(names.sentences, key=lambda sentence: sentence.line.kind in ("headline", "caption")):
        for left, right, mark in sentence.quotes:
            behind = next((place for place, word in enumerate(sentence.words) if word.start > right), 0)
            if mark == "‘" and behind:
                title = sentence.slice(left, right).strip()
                if _is_signed(sentence, title, right) or _INTRODUCED.search(sentence.slice(sentence.start, left)):
                    _make_event(names, title)
                _read(names, sentence, title, right, behind)


def _is_signed(sentence: Sentence, title: str, right: int) -> bool:
    """Say whether an agreement is signed somewhere: ``시청 대회의실에서 ‘상생 협약’을 맺었다``."""
    if not (title.endswith(_AGREEMENT) and _AGREED.match(sentence.slice(right, right + _BEHIND))):
        return False
    return any(particle == "에서" and kind_by_ending(f" {stem}", "place") for word in sentence.words if word.quote < 0 for stem, particle in stems(word.text))


def _make_event(names: Names, title: str) -> None:
    """Take what was taken for a program for an occasion."""
    event = names.named(title) or names.entity(title, "event", "quoted")
    if event.kind == "program" and not event.known:
        event.kind = "event"


def _read(names: Names, sentence: Sentence, title: str, right: int, behind: int) -> None:
    """Read what stands behind a title."""
    row = sentence.words
    text = sentence.slice(right, right + _BEHIND)
    theme = _THEME.match(text)
    if theme:
        _of_theme(names, row, title, behind, text[theme.end() :])
        return
    stem, _ = noun(row[behind].text)
    if stem and row[behind].before == "’":
        _join(names, title, f"‘{title}’ {stem}", stem)


def _join(names: Names, title: str, full: str, stem: str) -> None:
    """Join a title with the noun right behind it: ``‘규제와 자율 사이’ 토론회``.

    A law, a plan or a body in quotation marks is what the occasion is about, not its title.
    """
    about = names.named(title)
    kind = kind_by_ending(title.replace(" ", ""), "law", *BODIES) or (longest_ending(title, "plan") and "program")
    if longest_ending(title, "occasion"):
        return
    if (about is not None and about.kind != "event") or kind:
        if about is not None and about.kind == "event":
            about.kind = kind
        _one(names, full, stem)
    else:
        _one(names, title, full, stem)


def _of_theme(names: Names, row: list[Word], title: str, behind: int, text: str) -> None:
    """Read ``‘…’을 주제로``: the theme of an occasion names it where nothing else does, that of a talk names none."""
    about = names.named(title)
    if about is not None and about.kind not in ("event", "program"):
        return
    begin = next((place for place in range(behind, len(row)) if row[place].text.startswith(("주제", "제목"))), behind) + 1
    place = next((place for place in range(begin, min(begin + _NEAR, len(row))) if noun(row[place].text)[0]), 0)
    if place and not _TALK.match(text):
        first = next((before + 1 for before in range(place - 1, begin - 1, -1) if not row[before].nominal or row[before].before), begin)
        stem = noun(row[place].text)[0]
        if about is not None:
            about.kind = "event"
        _one(names, *([title, stem] if first == place else [spaced(row, first, place, stem), title]))
    elif about is not None and about.kind == "event" and _TALK.match(text):
        names.forget(about)


def _one(names: Names, name: str, *forms: str) -> Entity:
    """Take a name and further forms for one occasion, also where they were found apart."""
    event = names.entity(name, "event", "quoted", name)
    if event.kind == "event":
        event.name = name  # as the text spells it
    for form in forms:
        other = names.named(form)
        if other is not None and other is not event and other.kind == "event" and folded(other.name) == folded(form):
            names.become(other, event)
        names.add_form(event, form)
    return event
