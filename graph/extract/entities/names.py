"""Who and what an article names: people with their posts, bodies, programs, laws, events and venues, and every mention."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from graph.extract.entities.entity import BODIES, Register
from graph.extract.entities.legal_forms import named_with_form
from graph.extract.entities.listed import listed_firms
from graph.extract.entities.long_names import long_names
from graph.extract.entities.looks import given_surname, is_draft, is_generic, is_plain, is_whole_title, strong_ending
from graph.extract.entities.mentions import Scan
from graph.extract.entities.people import People
from graph.extract.entities.posts import Posts
from graph.extract.entities.usage import Usage, Vocabulary
from graph.extract.lexicon import column, folded, kind_by_ending, stems, surnames, title_in, words
from graph.extract.text.sentences import Part, spelling

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from graph.extract.entities.entity import Mention
    from graph.extract.entities.gazetteer import Gazetteer
    from graph.extract.text.sentences import Sentence, Word

# ``상인학교(운영사 누리톡)`` and ``새벽배달협회(이하 새배협)``
_OPERATOR = re.compile(r"\s*(?:운영사|운영 ?업체|개발사|운영)\s?[=:]?\s?([가-힣A-Za-z0-9&]+)\s*$")
_CALLED = re.compile(r"^(?:이하|약칭|옛|이른바)\s*")
_STOCK_CODE = re.compile(r"\d{6}")
_SHORT_FORM = re.compile(r"[가-힣A-Za-z&·+\-]{2,12}(?:\([\d]+\))?")
_NO_SHORT_FORMS = frozenset(["왼쪽", "오른쪽", "가운데", "사진", "단위", "이하", "이상"])
# Behind a quotation that names an occasion.
_OPENED = re.compile(r"(?:을|를)\s(?:[가-힣]+\s)?(?:열|개최|가졌|갖|치렀|치르)|\s?(?:토론회|간담회|세미나|포럼|공청회|기자회견|좌담회|콘퍼런스|컨퍼런스|심포지엄|학술대회|설명회|발표회|행사)")
# The end of a quotation that is a sentence, a wish or a quality, not a name.
_SAYING = re.compile(r"(?:다|자|라|요|까|죠|나|지|네|군|고|며|면서|해|어|아|된|한|하는|없는|있는|은|는|을|를|에|로|라도|식|판|격|용|화|적|!|\?)$")
_SAID = re.compile(r"(?:라는|이라는|라고|이라고|라며|이라며|는 말|라는 말|식의|란 말|이란 말)")

_FULL = 3  # letters of a name without an ending that tells more
_TOO_SHORT = 4  # letters up to which the last word of a body's name says too little
_CLOSING = "’"
_WORDS_OF_BODY = 3
_WORDS_OF_LAW = 10
_QUOTED = range(2, 61)  # letters of a name in quotation marks
_BEHIND = 11  # letters behind a quotation that are looked at
_PARLIAMENT = "국회"


class Operator(NamedTuple):
    """Who operates something, as brackets behind it say."""

    thing: str
    operator: str
    sentence: Sentence


class Names(Register):
    """The entities of one article and where they are named.

    What is found first decides what a form means: known names, learned ones, short forms in brackets, people with posts, then what only
    its ending or its quotation marks tell.

    Parameters
    ----------
    sentences
        The article's sentences, tagged.
    gazetteer
        Names known beforehand.
    hints
        Further names with their kinds, as a model sees them.
    refused
        Forms that are no names, as a model sees them.
    vocabulary
        The words of the article, where they were collected before.

    Attributes
    ----------
    sentences, vocabulary
        The same.
    entities
        What is named.
    mentions
        Where, a list for each sentence; filled by :meth:`scan`.
    operators
        Who operates what, as brackets say.

    Examples
    --------
    >>> from graph.extract.entities.gazetteer import Gazetteer
    >>> from graph.extract.text.layout import read_layout
    >>> from graph.extract.text.sentences import split
    >>> names = Names(split(read_layout("새벽배달협회 한가람 회장은 반대했다. 한 회장은 6일 나왔다.")), Gazetteer([]))
    >>> names.scan()
    >>> [(entity.name, entity.kind, [post.title for post in entity.posts]) for entity in names.entities]
    [('한가람', 'person', ['회장']), ('새벽배달협회', 'association', [])]
    >>> [names.entities[mention.entity].name for row in names.mentions for mention in row]
    ['새벽배달협회', '한가람', '한가람']
    """

    def __init__(
        self,
        sentences: list[Sentence],
        gazetteer: Gazetteer,
        hints: Mapping[str, str] | None = None,
        refused: frozenset[str] = frozenset(),
        vocabulary: Vocabulary | None = None,
    ) -> None:
        super().__init__(gazetteer)
        self.sentences = sentences
        self.vocabulary = vocabulary or Vocabulary(sentences, gazetteer)
        hints = _completed(hints or {}, long_names(self.vocabulary))
        self.mentions: list[list[Mention]] = [[] for _ in sentences]
        self.operators: list[Operator] = []
        self._refused = refused
        usage = Usage(self.vocabulary, self, hints, refused)
        self._posts = Posts(usage)
        self._enter_known()
        self._enter_long_names(hints)
        self._enter_with_form()
        self._enter_learned(hints)
        self._enter_short_forms()
        for sentence in sentences:
            self._posts.read(sentence)
        self._people = People(sentences, usage, self._posts)
        self._enter_learned_people(hints)
        self._enter_listed()
        self._enter_by_ending()
        self._enter_quoted()

    def scan(self) -> None:
        """Find every mention; called when all entities are known."""
        self.fold_short_forms()
        scan = Scan(self, self._posts.found)
        self.mentions = [scan.mentions(sentence) for sentence in self.sentences]
        self._people.complete(self.mentions)
        for mentions in self.mentions:
            mentions.sort(key=lambda m: (m.first, m.start, -m.end))

    # ------------------------------------------------------------ known and learned names

    def _enter_known(self) -> None:
        for sentence, hits in zip(self.sentences, self.vocabulary.hits, strict=True):
            for hit in hits:
                if hit.name.kind != "person":
                    self.entity(hit.name.name, hit.name.kind, "known", spelling(sentence.words, hit.part))

    def _enter_long_names(self, hints: Mapping[str, str]) -> None:
        """Enter people with names of two words; where the article puts a title to the second, that alone means them too: ``토렌 부사장``."""
        for name in (name for name, kind in hints.items() if kind == "person" and " " in name):
            second = name.rpartition(" ")[2]
            called = len(second) > 1 and bool(self.vocabulary.called.get(second))
            person = self.entity(name, "person", "foreign", *([second] if called else []))
            if person.kind == "person":
                person.surname = person.surname or second

    def _enter_with_form(self) -> None:
        for sentence in self.sentences:
            for name, kind in named_with_form(sentence):
                self.entity(name, kind, "legal form")

    def _enter_learned(self, hints: Mapping[str, str]) -> None:
        for name, kind in hints.items():
            if kind == "place":
                # A venue is named without the city and district before it.
                parts = name.split()
                first = next((i for i, part in enumerate(parts) if part.removesuffix("의") not in column("places", "name") and part not in words("ordinary", "within")), 0)
                self.entity(" ".join(parts[first:]), kind, "learned", name)
            elif kind != "person":
                self.entity(name, kind, "learned")

    def _enter_listed(self) -> None:
        for sentence in self.sentences:
            for name in listed_firms(sentence):
                if self._may_be_name(name, name):
                    self.entity(name, "firm", "listed")

    def _enter_learned_people(self, hints: Mapping[str, str]) -> None:
        for name in (name for name, kind in hints.items() if kind == "person"):
            person = self.entity(name, "person", "learned")
            if person.kind == "person" and not person.surname:
                korean = " " not in name or name[:2] in surnames()[1]
                person.surname = given_surname(name) if korean else name.rpartition(" ")[2]

    # ------------------------------------------------------------ short forms in brackets

    def _enter_short_forms(self) -> None:
        """Take the short forms that brackets define: ``새벽배달협회(새배협)``, ``(이하 새배협)``."""
        for sentence, place, inside, letters in self._brackets():
            word = sentence.words[place].text
            operator = _OPERATOR.match(inside)
            if operator:
                self.operators.append(Operator(word[:letters] or word, operator[1], sentence))
                self.entity(operator[1], "firm", "bracket operator")
                continue
            if _STOCK_CODE.fullmatch(inside) and self.named(word[:letters] or word) is None:
                self.entity(word[:letters] or word, "firm", "stock code")
                continue
            short = _CALLED.sub("", inside).strip(" ‘’“”")
            if not _SHORT_FORM.fullmatch(short) or short in _NO_SHORT_FORMS:
                continue
            short = re.sub(r"\(\d+\)$", "", short)
            if title_in(short) in ("", short[-2:]):
                self._define(sentence.words, Part(place, place, letters or len(word)), short)

    def _brackets(self) -> Iterator[tuple[Sentence, int, str, int]]:
        for sentence in self.sentences:
            for place, word in enumerate(sentence.words):
                for left, right, letters in word.brackets:
                    if not letters and place and word.before == _CLOSING:
                        # Between a quotation and its particle: ‘새벽배달에 관한 법률안’(새벽배달법)을.
                        yield sentence, place - 1, sentence.slice(left, right), 0
                        continue
                    yield sentence, place, sentence.slice(left, right), letters

    def _define(self, row: list[Word], part: Part, short: str) -> None:
        """Let a short form mean what stands before it."""
        stem = spelling(row, part)
        if is_whole_title(stem):
            return
        known = self.named(stem)
        if known is not None:
            self.add_form(known, short)
            return
        kind = kind_by_ending(stem)
        if kind in BODIES or kind == "law":
            first = _first_of_law(row, part.last) if kind == "law" else _first_of_body(row, part.last, stem)
            self.entity(spelling(row, part._replace(first=first)), kind, "defined", short)

    # ------------------------------------------------------------ endings and quotation marks

    def _enter_by_ending(self) -> None:
        """Find bodies and laws that their ending gives away."""
        for sentence in self.sentences:
            for place, word in enumerate(sentence.words):
                for stem, kind in _telling(word.text):
                    if self._may_be_name(stem, word.text):
                        self._enter_ending(sentence.words, Part(place, place, len(stem)), stem, kind)
                        break

    def _may_be_name(self, stem: str, text: str) -> bool:
        common = words("ordinary", "body")
        return stem not in common and text not in common and stem not in self._refused and folded(stem) not in self._by_form and not is_whole_title(stem)

    def _enter_ending(self, row: list[Word], part: Part, stem: str, kind: str) -> None:
        first = part.last
        if kind in ("ministry", "association") and is_generic(stem):
            first = _grown(row, first)
        if kind == "ministry" and part.last and row[part.last - 1].text == _PARLIAMENT and not row[part.last].before:
            first = part.last - 1
        if first < part.last or not is_generic(stem):
            self.entity(spelling(row, part._replace(first=first)), kind, "ending")

    def _enter_quoted(self) -> None:
        """Find named programs, laws and events in single quotation marks."""
        for sentence in self.sentences:
            for left, right, mark in sentence.quotes:
                text = sentence.slice(left, right).strip()
                if mark == "‘" and len(text) in _QUOTED and text not in self._refused:
                    inner = any(a < left and b > right and m == "“" for a, b, m in sentence.quotes)
                    kind = _kind_quoted(text, sentence.slice(right + 1, right + 1 + _BEHIND), inner=inner)
                    first, _, last = text.rpartition(" ")
                    if kind == "law" and is_draft(first, last):
                        self.entity(first, kind, "quoted", text)
                    elif kind:
                        self.entity(text, kind, "quoted")


def _completed(hints: Mapping[str, str], names: set[str]) -> dict[str, str]:
    """Add names of two words to what a model sees, and drop what it saw of them only in part."""
    parts = tuple(hint for hint in hints for name in names if hint != name and (name.startswith(hint) or name.endswith(" " + hint)))
    return {hint: kind for hint, kind in hints.items() if hint not in parts} | dict.fromkeys(sorted(names), "person")


@lru_cache(maxsize=100_000)
def _telling(text: str) -> tuple[tuple[str, str], ...]:
    """Return the stems of a word whose ending is enough to take them for a name, with the kind that it tells."""
    return tuple((stem, kind) for stem, _ in stems(text) if (kind := strong_ending(stem)))


def _first_of_law(row: list[Word], place: int) -> int:
    """Return the first word of a law's name: all in the same quotation marks."""
    first = place
    while first > 0 and row[first - 1].quote == row[place].quote >= 0 and place - first < _WORDS_OF_LAW:
        first -= 1
    return first


def _first_of_body(row: list[Word], place: int, stem: str) -> int:
    """Return the first word of a body's name: a committee's is parliament, a short one has words before it."""
    if place and row[place - 1].text == _PARLIAMENT and stem.endswith("위원회"):
        return place - 1
    return _grown(row, place) if len(stem) <= _TOO_SHORT else place


def _grown(row: list[Word], place: int) -> int:
    """Return the first word of a body's name whose last word alone says too little."""
    first = place
    while first > 0 and place - first < _WORDS_OF_BODY and not row[first].before and is_plain(row[first - 1].text) and row[first - 1].quote == row[place].quote:
        first -= 1
    return first


def _kind_quoted(text: str, after: str, *, inner: bool) -> str:
    """Return what a text in single quotation marks names, ``""`` if it is a saying."""
    if _OPENED.match(after):
        return "event"
    kind = kind_by_ending(text.replace(" ", ""), "event", "law", "program", *BODIES)
    said = _SAID.match(after) is not None
    if kind == "event":
        return kind
    if kind == "law":
        return "" if said else kind
    if inner or _SAYING.search(text.rsplit(maxsplit=1)[-1]) or (said and kind != "program"):
        return ""
    return kind or ("program" if len(text) >= _FULL else "")
