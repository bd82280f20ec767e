"""The words that say what a statement is about, where it is about nothing that has a name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from graph.extract.lexicon import stems_of
from graph.extract.relations.statements import NORMATIVE

if TYPE_CHECKING:
    from graph.extract.relations.statements import Stance

_LONGEST = 160  # letters
_TOO_LITTLE = 4  # letters that say nothing

# What marks a topic, and what joins a quotation to its verb, are particles and endings: grammar, not words.
_ABOUT = re.compile(r"([^,“”]{2,40}?)(?:에 대해|에 대하여|을 두고|를 두고|을 놓고|를 놓고|와 관련해|과 관련해|을 향해|를 향해|을 겨냥해|를 겨냥해)")
_QUOTED_SO = re.compile(r"^(?:라며|이라며|며|라고|고|면서|라면서|이라고|이라면서)\s?")
_OPENING = re.compile(rf"^[\s,]*(?:{stems_of('opening', 'speech')})\s+")
_INDIRECT = re.compile(r"(?<=[다라자냐])고$")
_AS_OBJECT = re.compile(r"(?<![가노마])을$|를$")  # 가을, 노을 and 마을 end so themselves
_PLANNED = re.compile(r"(?:할|ㄹ) (?:계획|방침|예정)\S*$")
_MARKS = " ,.·:“”‘’"


def shown(text: str) -> str:
    """Return a phrase as a reader wants to see it.

    Parameters
    ----------
    text
        Words of the article.

    Returns
    -------
    str
        Still words of the article, without what joins them to those around: a word that opens the sentence, marks, and the ending of
        indirect speech, of a plan, or of an object.

    Examples
    --------
    >>> shown("또 상생기금 100억원을 내겠다고")
    '상생기금 100억원을 내겠다'
    >>> shown("“안전 교육을 실시할 예정”")
    '안전 교육을 실시'
    >>> shown("플랫폼법의 조속한 통과를")
    '플랫폼법의 조속한 통과'
    """
    text = _OPENING.sub("", text.strip(_MARKS))
    for ending in (_INDIRECT, _PLANNED, _AS_OBJECT):
        text = ending.sub("", text)
    return text.strip(_MARKS)[:_LONGEST]


def wording(stance: Stance, relation: str) -> str:
    """Return the words of a statement that say what it is about.

    Parameters
    ----------
    stance, relation
        A reported statement and what it is judged to be.

    Returns
    -------
    str
        What stands before ``에 대해``, else the last quotation, else what stands before the verb; it may be empty.
    """
    sentence, verb = stance.unit.sentence, stance.unit.verb
    begin = stance.unit.start if stance.subject is None else sentence.words[stance.subject.word].places[-1] + 1 - sentence.start
    text = sentence.text[begin:verb].strip(" ,")
    about = _ABOUT.search(text)
    if about and relation != "urged":
        return shown(about[1])
    quotes = [(left - sentence.start, right - sentence.start) for left, right, mark in sentence.quotes if mark == "“"]
    quotes = [(left, right) for left, right in quotes if begin <= left and right <= verb]
    if not quotes:
        return shown(text) if len(text) > 1 else ""
    left, right = quotes[-1]
    quote = sentence.text[left:right]
    rest = _QUOTED_SO.sub("", sentence.text[right + 1 : verb].strip(" ,"))
    demanded_behind = relation == "urged" and not NORMATIVE.search(quote) and len(rest) > _TOO_LITTLE
    return shown(rest if demanded_behind else quote)
