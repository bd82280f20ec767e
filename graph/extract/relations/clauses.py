"""A sentence divided into clauses, and the words by which each may state a commitment."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from graph.extract.lexicon import stems_of, words

if TYPE_CHECKING:
    from graph.extract.text.sentences import Sentence, Word

# What may state a commitment, and the name of the rule. These are endings with the nouns and verbs that go with them: grammar,
# learned from with just these names. The verbs of a promise and the nouns that end a note are lists.
_MARKS = (
    (
        "resolved",
        re.compile(r"기로\s?(?:했|하|한|합의|결정|결의|약속|뜻을|의견을|확정|방침|협의|가닥|손을|의기투합|다짐|입을|공감|약정|협약)|키로\s?(?:했|하|한|합의|결정)|기로(?=[.…]|$)|키로(?=[.…]|$)"),
    ),
    ("will", re.compile(r"[가-힣]겠(?:다|습니다|으며|고|지만|다는|다며|다면서|노라|음|단|답니다|는데요)")),
    (
        "plan",
        re.compile(
            r"(?:[을를ㄹ]|[가-힣](?<=[할될릴칠낼킬일울줄뗄풀갈올둘볼쓸설]))\s?(?:계획|방침|예정|구상|작정|복안|요량|태세|심산|참)(?:이다|이라|입니다|이며|이고|인데|이었|임|을|도|이란|인 것|으로|이에요|(?=[.,…”]|$))|(?:다|자)는\s(?:계획|방침|구상|목표|복안|각오|전략|청사진|포부|의지|입장|생각|약속|내용)|[을를ㄹ]\s?것(?:이라|이다|입니다|임|이며)|추진\s?(?:할\s)?(?:계획|예정)|(?:계획|예정|방침)(?:이다|임|입니다)|목표(?:다|로 한다|로 하고|임|입니다)"
        ),
    ),
    ("promise", re.compile(rf"(?:을|를|도|고|라고|다고|다는 점을)\s(?:{stems_of('promised')})(?:했|하|한|함|해|았|었|으며|며|습니다|됐)")),
    ("present", re.compile(r"(?:[가-힣](?<=[한는진린친킨인운춘른튼준둔푼낸뗀낀쓴꾼싼짠편연선])다|[가-힣]니다|는다|(?:한|는|인|할|된|ㄹ)데요)(?=[.”]|$)")),
    ("note", re.compile(rf"(?:하기로 함|키로 함|기로 함|[가-힣]할 것|{stems_of('noted')}|[가-힣]함|[가-힣]할 계획|[가-힣]할 예정|[가-힣]할 방침)(?=\s*[.)]?$)")),
    ("start", re.compile(r"(?:에|에도)\s(?:나선다|나섭니다|나설|착수한다|착수합니다|돌입한다|들어간다|들어갑니다|박차를 가한다)|손을 뗀다|손을 뗍니다")),
)
_OVERHANG = 8  # letters before the end of a clause behind which a mark must end

_ITEMS = "▲△▷◇①②③④⑤"
_LISTS = _ITEMS + "○"
# Verbs whose joining form is an adverb or a conjunction: 있고, 그리고, 위하며.
_NEVER_JOINING = frozenset(["있", "없", "아니", "그리", "위하", "대하", "통하"])
_CONJUNCTIONS = frozenset(["그리고", "하지만", "그러면서", "이라고", "라고"])
_AFTERWARDS = frozenset(["뒤", "후", "다음", "한편"])
_COLLOQUIAL = re.compile(r"(?:데요|고요)$")
_PLAIN_END = re.compile(r"(?:했|한|하)다$|니다$")
_TOLD_AFTER = 3  # words of the next clause that tell what this one is


@dataclass(slots=True)
class Clause:
    """A run of words with at most one verb that joins or ends.

    Attributes
    ----------
    first, last
        Its words.
    mark
        What may state a commitment: ``resolved``, ``will``, ``plan``, ``promise``, ``present``, ``note``, ``start``, ``listed`` or ``""``.
    order
        Its place in the sentence.
    after
        The last words of the clause behind it.
    final
        Whether it is the last one.
    """

    first: int
    last: int
    mark: str
    order: int
    after: str = ""
    final: bool = False


class _Mark(NamedTuple):
    rule: str
    start: int
    end: int


def divide(sentence: Sentence) -> list[Clause]:
    """Divide a sentence at verbs that join or end and at list marks.

    Parameters
    ----------
    sentence
        The sentence, its words tagged.

    Returns
    -------
    list
        Its clauses in order; together they hold every word.

    Examples
    --------
    >>> from graph.extract.text.layout import read_layout
    >>> from graph.extract.text.sentences import split
    >>> from graph.extract.text.tagging import tag_words, tagger
    >>> sentence = split(read_layout("누리톡은 수수료를 낮추고 상생기금을 만들기로 했다."))[0]
    >>> tag_words(sentence, tagger("mecab"))
    >>> [(clause.first, clause.last, clause.mark) for clause in divide(sentence)]
    [(0, 2, ''), (3, 5, 'resolved')]
    """
    row = sentence.words
    marks = [_Mark(rule, m.start(), m.end()) for rule, pattern in _MARKS for m in pattern.finditer(sentence.text)]
    listed = sum(_begins(word, _LISTS) for word in row) > 1
    found: list[Clause] = []
    first = 0
    for place, word in enumerate(row):
        if listed and place > first and _begins(word, _ITEMS):
            found.append(Clause(first, place - 1, "listed", len(found)))
            first = place
        elif _ends(row, place):
            found.append(Clause(first, place, _mark(sentence, first, place, marks), len(found)))
            first = place + 1
    if first < len(row):
        found.append(Clause(first, len(row) - 1, "listed" if listed else "", len(found)))
    for clause, following in itertools.pairwise(found):
        clause.after = " ".join(word.text for word in row[following.first : following.last + 1][-_TOLD_AFTER:])
    if found:
        found[-1].final = True
    return found


def _begins(word: Word, marks: str) -> bool:
    """Say whether a word begins an item of a list."""
    return word.before != "" and word.before[-1] in marks


def _mark(sentence: Sentence, first: int, last: int, marks: list[_Mark]) -> str:
    """Return the rule whose mark closes a clause, the later rules first."""
    begin, end = sentence.words[first].start - sentence.start, sentence.words[last].places[-1] + 1 - sentence.start
    return next((mark.rule for mark in reversed(marks) if begin <= mark.start < end and mark.end >= end - _OVERHANG), "")


def _ends(row: list[Word], place: int) -> bool:
    """Say whether a clause ends with a word."""
    word = row[place]
    if not word.tags:
        return False
    if _COLLOQUIAL.search(word.text) or _is_final(word):
        return True
    joining = _joining_form(word)
    if joining:
        return joining in words("endings", "joining") and word.tags[0].form not in _NEVER_JOINING and word.text not in _CONJUNCTIONS
    return _is_afterwards(row, place) or _is_nominal(row, place) or _PLAIN_END.search(word.text) is not None


def _is_final(word: Word) -> bool:
    """Say whether a word holds the ending of a sentence, also with the particle of a quotation behind it."""
    tags = word.tags
    return tags[-1].tag == "EF" or (tags[-1].tag in ("JKQ", "JX") and any(m.tag == "EF" for m in tags))


def _joining_form(word: Word) -> str:
    """Return the ending that joins a verb to what follows, ``""`` if there is none."""
    tags = word.tags
    if tags[-1].tag == "EC":
        return tags[-1].form
    return tags[-2].form if len(tags) > 1 and tags[-2].tag == "EC" and tags[-1].tag.startswith("J") else ""


def _is_afterwards(row: list[Word], place: int) -> bool:
    """Read ``만난 뒤`` and ``낮추는 한편``."""
    before = row[place - 1].tags if place else ()
    return row[place].text.rstrip(",") in _AFTERWARDS and bool(before) and before[-1].tag == "ETM"


def _is_nominal(row: list[Word], place: int) -> bool:
    """Say whether a verb made a noun closes the sentence: ``추진함``."""
    word = row[place]
    return word.tags[-1].tag == "ETN" and word.quote < 0 and (place + 1 == len(row) or row[place + 1].quote != word.quote)
