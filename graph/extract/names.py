"""Who and what an article names: people with their posts, bodies, programs, laws, events and venues."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from graph.extract.lexicon import closes, column, fits, kind_by_ending, stems, surnames, table, title_in, titles

if TYPE_CHECKING:
    from graph.extract.gazetteer import Gazetteer
    from graph.extract.sentences import Sentence, Word

BODIES = ("ministry", "firm", "association", "institution")

_DEPARTMENT = re.compile(
    r"(?:과|학과|학부|전공|실|국|팀|본부|부문|부서|센터|연구실|대학원|지부|지회|지점|사업부|사업단|분과|위원회|위|단|담당|그룹|이사회|전략|정책|홍보|대외협력|커뮤니케이션|지역본부|협의회|조사국|연구소|담당관|총괄|사업|운영|경영|기획|개발|서비스|협력|소통|법무|재무|마케팅|기술|전문대학원|소위|소위원회|특위|정책위|원내|공동|상임|수석|선임|책임)$"
)
_FORMER = frozenset(["전", "前", "전직", "전임", "옛", "고", "故"])
_FRESH = frozenset(["신임", "현", "현직", "초대", "신", "現", "임시", "새", "소속", "산하", "겸", "국내", "무소속", "초선", "재선", "3선", "4선", "5선", "다선", "중진", "비례대표"])
_NOMINEE = frozenset(["후보자", "내정자", "후보", "지명자", "당선인", "당선자", "예정자"])
_ACTING = frozenset(["직무대행", "권한대행", "대행", "직무대리"])
_NO_BODY = re.compile(
    r"^(?:이날|당시|최근|이후|또|또한|다만|그러나|하지만|특히|한편|이어|반면|앞서|이에|그|이|저|각|및|등|한|두|세|네|다섯|양|첫|그간|지난|오는|올해|내년|오전|오후|현장|당|회사|업체|단체|기관|부처|학교|참석한|여당|야당|인근|함께|모두|직접|역시|물론|대신|즉|예컨대|가령|먼저|우선|끝으로|마지막으로|\d.*)$"
)
_VERBISH = re.compile(
    r"(?:은|는|을|를|에|에서|에게|으로|와|과|도|며|고|면|서|게|지|다|던|된|인|할|될|한|했던|려는|라는|하는|되는|적|까지|부터|처럼|만|보다|라며|라고|까|요|의|로|아래|따라|위해|위한|대한|관한|통해|대해|대해서|관련|맡은|이끄는|나선|열린)$"
)
_ADNOMINAL = re.compile(r"(?:[하되있없]는|한|된|할|될|[을를]|에서|으로)$")
_OPENED = re.compile(r"(?:을|를)\s(?:[가-힣]+\s)?(?:열|개최|가졌|갖|치렀|치르)")
_OCCASION = re.compile(r"\s?(?:토론회|간담회|세미나|포럼|공청회|기자회견|좌담회|콘퍼런스|컨퍼런스|심포지엄|학술대회|설명회|발표회|행사)")
_SHORT = 2
_NAME_LENGTH = (2, 4)
_FULL = 3


@dataclass(slots=True)
class Post:
    """A post as one sentence states it."""

    body: int
    title: str
    sentence: int
    rule: str


@dataclass(slots=True, eq=False)
class Entity:
    """Someone or something that the article names.

    Attributes
    ----------
    number
        Its place among the article's entities.
    name, kind
        The fullest name found, and what it is.
    forms
        Every form that means it in this article.
    known, why
        The id in the gazetteer and how it was found; empty if it is new.
    posts
        Present posts of a person, in the order of the text.
    surname
        The first letters of a person's name, to which a title is put.
    titles
        Titles that a person is called by here.
    """

    number: int
    name: str
    kind: str
    rule: str = ""
    forms: set[str] = field(default_factory=set)
    known: str = ""
    why: str = ""
    posts: list[Post] = field(default_factory=list)
    surname: str = ""
    titles: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Mention:
    """Where an entity is named.

    Attributes
    ----------
    entity
        Number of the entity.
    sentence
        Number of the sentence.
    first, last
        The words of the whole phrase: name, body and title.
    particle
        The particle that closes the phrase.
    start, end
        Offsets of the name in the view.
    inner
        Whether it stands inside another's phrase, as a body before a title does.
    quote
        Number of the quotation it stands in, ``-1`` outside.
    """

    entity: int
    sentence: int
    first: int
    last: int
    particle: str
    start: int
    end: int
    inner: bool = False
    quote: int = -1


@dataclass(slots=True)
class Found:
    """A phrase of a person with a post, before it is known who is who."""

    sentence: int
    first: int
    last: int
    name: tuple[int, int] | None
    surname: str
    body: tuple[int, int, int] | None  # first word, last word, letters of the last word
    body_name: str
    title: str
    particle: str
    current: bool
    rule: str


@lru_cache(maxsize=100_000)
def likeness(text: str) -> float:
    """Say how much a word looks like a Korean person's name, from 0 to 1.

    Examples
    --------
    >>> likeness("한가람") > 0.8, likeness("배달길드앱"), likeness("이번")
    (True, 0.0, 0.0)
    """
    if not re.fullmatch(r"[가-힣]{2,5}", text) or text in column("not_names", "word") or text in column("places", "name"):
        return 0.0
    one, two = surnames()
    compound = text[:2] in two and len(text) in (3, 4)
    if text[0] not in one and not compound:
        return 0.0
    given = text[2:] if compound else text[1:]
    usual = sum(letter in column("given", "syllable") for letter in given) / len(given)
    if compound and len(given) == 2:
        return 0.9 if usual == 1 else 0.5
    if len(text) == _FULL:
        return 0.85 if usual == 1 else 0.45 if usual else 0.2
    if len(text) == _SHORT:
        return 0.45 if usual else 0.2
    return 0.25 if usual == 1 and len(text) == 4 else 0.0


class Names:
    """The entities of one article and where they are named.

    Parameters
    ----------
    sentences
        The article's sentences.
    gazetteer
        Names known beforehand.
    """

    def __init__(self, sentences: list[Sentence], gazetteer: Gazetteer, hints: dict[str, str] | None = None, refused: frozenset[str] = frozenset()) -> None:
        self.sentences = sentences
        self.gazetteer = gazetteer
        self.hints = hints or {}
        self.refused = refused
        self.entities: list[Entity] = []
        self.mentions: list[list[Mention]] = [[] for _ in sentences]
        self._by_form: dict[str, int] = {}
        self._found: list[Found] = []
        self._bare: Counter[str] = Counter()
        self._called: dict[str, set[str]] = defaultdict(set)
        self.operators: list[tuple[str, str, Sentence]] = []
        self._inside: list[tuple[Entity, Entity, str, Sentence, int]] = []
        self._count()
        self._known_names()
        for name, kind in self.hints.items():
            if kind == "place":
                self._learned_place(name)
            elif kind != "person":
                self.entity(name, kind, "learned")
        self._defined()
        for sentence in sentences:
            self._posts(sentence)
        self._people()
        for name, kind in self.hints.items():
            if kind == "person":
                self._learned(name)
        self._by_suffix()
        self._quoted()

    def _fold_short_forms(self) -> None:
        """Take a shorter form for the longer name that it ends or abbreviates: ``외식업중앙회``, ``시장거래위``, ``조합``."""
        for entity in self.entities:
            if entity.known or entity.kind not in (*BODIES, "law", "event") or entity.number not in self._by_form.values():
                continue
            longer = [e for e in self.entities if e is not entity and self._means(entity, e)]
            if len(longer) == 1 or (longer and len({e.name for e in longer}) == 1):
                self.become(entity, longer[0])

    def _means(self, short: Entity, long: Entity) -> bool:
        a, b = _folded(short.name), _folded(long.name)
        if len(a) >= len(b) or not (short.kind == long.kind or (short.kind in BODIES and long.kind in BODIES)):
            return False
        if short.kind == "event":
            return short.rule == "learned" and b.endswith(a) and " " not in short.name
        if b.endswith(a) and not (a.endswith("의회") and len(a) < 4):
            return (len(a) >= 2 and not b.endswith("시" + a)) or long.kind == short.kind
        if a.endswith("위") and b.endswith(a + "원회"):
            return True
        return a.startswith("국회") and len(a) > 4 and b.endswith(a[2:]) and len(b) > len(a)

    def become(self, short: Entity, long: Entity) -> None:
        """Take every form of one entity for another."""
        for form in short.forms:
            long.forms.add(form)
            self._by_form[_folded(form)] = long.number
        short.forms = set()
        for person in self.entities:
            for post in person.posts:
                if post.body == short.number:
                    post.body = long.number

    def _learned_place(self, name: str) -> None:
        """Name a venue without the city and district before it."""
        words = name.split()
        first = next((i for i, w in enumerate(words) if w.removesuffix("의") not in column("places", "name")), 0)
        self.entity(" ".join(words[first:]), "place", "learned", name)

    def _learned(self, name: str) -> None:
        person = self.entity(name, "person", "learned")
        if person.kind == "person" and not person.surname:
            person.surname = name[:2] if name[:2] in surnames()[1] and len(name) > _SHORT else name.rsplit(maxsplit=1)[-1] if " " in name else name[0]

    def scan(self) -> None:
        """Find every mention; called when all entities are known."""
        self._fold_short_forms()
        self._scan()

    # ------------------------------------------------------------ what stands where

    def _count(self) -> None:
        """Count the stems of words that stand before a particle, and the surnames that titles are put to."""
        for sentence in self.sentences:
            words = sentence.words
            for place, word in enumerate(words):
                for stem, particle in stems(word.text):
                    if particle in ("은", "는", "이", "가", "도", "을", "를", "의", "에", "과", "와", "측은", "에서", "에서는", "로", "으로", "에게"):
                        self._bare[stem] += 1
                if place + 1 < len(words) and not words[place + 1].before:
                    title = self._title(words[place + 1])
                    if title and title[0] == title[1]:
                        self._called[word.text].add(title[0])

    @staticmethod
    def _title(word: Word) -> tuple[str, str, str] | None:
        """Return the stem, the title it ends with and the particle of a word that ends with a title."""
        for stem, particle in stems(word.text):
            title = title_in(stem)
            if title and not particle.startswith("들"):
                return stem, title, particle
        return None

    def entity(self, name: str, kind: str, rule: str, *forms: str) -> Entity:
        """Return the entity of a name, a new one if no form of it is known yet."""
        number = self._by_form.get(_folded(name))
        if number is None:
            known = self.gazetteer.named(name)
            found = Entity(len(self.entities), name, known.kind if known else kind, rule)
            if known:
                found.known, found.why = known.id, known.why
                for form in known.forms:
                    self._form(found, form)
            self.entities.append(found)
            number = found.number
        entity = self.entities[number]
        for form in (name, *forms):
            self._form(entity, form)
        return entity

    def _form(self, entity: Entity, form: str) -> None:
        entity.forms.add(form)
        self._by_form.setdefault(_folded(form), entity.number)

    # ------------------------------------------------------------ known names

    def _known_names(self) -> None:
        for sentence in self.sentences:
            for hit in self.gazetteer.hits(sentence.words):
                known = hit.name
                if known.kind == "person":
                    continue
                form = _text(sentence.words, hit.first, hit.last, hit.letters)
                self.entity(known.name, known.kind, "known", form)

    def _defined(self) -> None:
        """Take the short forms that brackets define: ``새벽배달협회(새배협)``, ``(이하 새배협)``."""
        for sentence in self.sentences:
            words = sentence.words
            for place, word in enumerate(words):
                for left, right, letters in word.brackets:
                    run = re.match(r"\s*(?:운영사|운영 ?업체|개발사|운영)\s?[=:]?\s?([가-힣A-Za-z0-9&]+)\s*$", self._slice(sentence, left, right))
                    if run:
                        self.operators.append((word.text[:letters] or word.text, run[1], sentence))
                        self.entity(run[1], "firm", "bracket operator")
                        continue
                    short = re.sub(r"^(?:이하|약칭|옛|이른바)\s*", "", self._slice(sentence, left, right)).strip(" ‘’“”")
                    if not re.fullmatch(r"[가-힣A-Za-z&·+\-]{2,12}(?:\([\d]+\))?", short) or short in ("왼쪽", "오른쪽", "가운데", "사진", "단위", "이하", "이상"):
                        continue
                    short = re.sub(r"\(\d+\)$", "", short)
                    if title_in(short) and title_in(short) != short[-2:]:
                        continue
                    self._define(sentence, place, letters, short)

    def _define(self, sentence: Sentence, place: int, letters: int, short: str) -> None:
        words = sentence.words
        stem = words[place].text[:letters] if letters else words[place].text
        if title_in(stem) == stem:
            return
        kind = kind_by_ending(stem)
        known = self._by_form.get(_folded(stem))
        if known is not None:
            self._form(self.entities[known], short)
            return
        if kind in BODIES or kind == "law":
            first = place
            if kind == "law":
                while first > 0 and words[first - 1].quote == words[place].quote and words[place].quote >= 0 and place - first < 10:
                    first -= 1
            elif place and words[place - 1].text == "국회" and stem.endswith("위원회"):
                first = place - 1
            elif len(stem) <= 4:
                first = self._grow(words, place)
            name = _text(words, first, place, letters or len(words[place].text))
            self.entity(name, kind, "defined", short)

    def _slice(self, sentence: Sentence, left: int, right: int) -> str:
        return sentence.text[left - sentence.start : right - sentence.start]

    def _grow(self, words: list[Word], place: int) -> int:
        """Return the first word of a body's name whose last word alone says too little."""
        first = place
        while first > 0 and place - first < _FULL and not words[first].before and _plain(words[first - 1].text) and words[first - 1].quote == words[place].quote:
            first -= 1
        return first

    # ------------------------------------------------------------ people with posts

    def _posts(self, sentence: Sentence) -> None:
        words = sentence.words
        for place in range(len(words)):
            read = self._title(words[place])
            if read and not self._within_name(sentence, place):
                self._post(sentence, place, *read)
        self._bracket_posts(sentence)

    @staticmethod
    def _within_name(sentence: Sentence, place: int) -> bool:
        """Say whether a word stands in a long name in single quotation marks."""
        word = sentence.words[place]
        if word.quote < 0 or sentence.quotes[word.quote][2] != "‘":
            return False
        return sum(w.quote == word.quote for w in sentence.words) > _FULL

    def _post(self, sentence: Sentence, place: int, stem: str, title: str, particle: str) -> None:
        words = sentence.words
        last, nominee = place, ""
        if not particle and place + 1 < len(words) and not words[place + 1].before:
            for rest, after in stems(words[place + 1].text):
                if rest in _NOMINEE | _ACTING:
                    last, particle, nominee = place + 1, after, rest
                    break
        chain = self._chain(words, place)
        current = not any(words[i].text in _FORMER for i in chain) or len(chain) == 1
        chain = [i for i in chain if words[i].text not in _FRESH | (_FORMER if len(chain) > 1 else frozenset())]
        full = stem if stem != title else title
        found = self._parse(sentence, chain, place, stem, title)
        if found is None:
            return
        found.last, found.particle, found.current = last, particle, current
        found.title = (found.title or full) + (f" {nominee}" if nominee else "")
        self._found.append(found)
        self._siblings(sentence, found)

    def _chain(self, words: list[Word], place: int) -> list[int]:
        """Return the words before a title that may belong to it, nearest last."""
        chain: list[int] = []
        at = place
        while at > 0 and place - at < 7:
            mark = words[at].before
            if "’" in mark and words[at].quote == -1 and words[at - 1].quote >= 0 and place - at < 3:
                if words[at].text == "의" and at < place:
                    chain[0] = at - 1
                elif at <= place:
                    chain.insert(0, at - 1)
                break
            if mark and not (mark == "·" and at == place and words[place].text != title_in(words[place].text)) and not (mark == "/" and likeness(words[at - 1].text) > 0.4):
                break
            before = words[at - 1]
            if before.quote != words[place].quote or (_NO_BODY.match(before.text) and not (at == place and before.text in surnames()[0])):
                break
            if not self._nominal(before):
                stem = before.text.removesuffix("의")
                if stem != before.text and at < place and len(stem) > 1 and not _NO_BODY.match(stem) and (self._is_body(stem) or not kind_by_ending(stem, "event", "law", "program")):
                    chain.insert(0, at - 1)
                break
            chain.insert(0, at - 1)
            at -= 1
        return chain

    def _nominal(self, word: Word) -> bool:
        text = word.text
        one, two = surnames()
        if text in _FRESH or text in _FORMER or text in one or text in two or self._is_body(text) or self.gazetteer.person(text):
            return True
        if word.nominal:
            return True
        return likeness(text) >= 0.8 and not (word.tags and word.tags[-1].tag.startswith("J") and self._bare[text[:-1]] > 1) and not _ADNOMINAL.search(text)

    def _is_body(self, text: str) -> bool:
        number = self._by_form.get(_folded(text))
        if number is not None:
            return self.entities[number].kind in BODIES
        return kind_by_ending(text, *BODIES) != "" and len(text) > _SHORT

    def _name_score(self, text: str, title: str) -> float:
        number = self._by_form.get(_folded(text))
        if number is not None and self.entities[number].kind != "person":
            return 0.0
        if self.gazetteer.person(text) or self.hints.get(text) == "person":
            return 1.0
        if text in self.refused:
            return 0.05
        score = likeness(text)
        if not score:
            return 0.0
        if kind_by_ending(text, *BODIES) and len(text) > _FULL:
            score -= 0.4
        surname = text[:2] if text[:2] in surnames()[1] and len(text) > _FULL - 1 else text[0]
        called = self._called.get(surname, set())
        if title in called or any(t.endswith(title) or title.endswith(t) for t in called):
            score += 0.35
        elif called:
            score += 0.1
        if self._bare[text]:
            score -= 0.35
        return min(max(score, 0.05), 1.0)

    def _parse(self, sentence: Sentence, chain: list[int], place: int, stem: str, title: str) -> Found | None:
        words = sentence.words
        if not chain:
            return self._title_first(sentence, place, stem, title, [])
        near = words[chain[-1]].text
        one, two = surnames()
        if ((near in one or near in two) and (near in self._called) and title != "교수") or (near in one or near in two):
            body = None
            if len(chain) > 1 and self._is_body(words[chain[-2]].text):
                body = (chain[-2], chain[-2], len(words[chain[-2]].text))
            return Found(sentence.number, chain[-1], place, None, near, body, "", stem, "", True, "back")
        options = []
        long = self._long_name(sentence, chain, place, stem, title)
        if long is not None:
            return long
        for order, at in enumerate(chain):
            score = self._name_score(words[at].text, title)
            if score < 0.15:
                continue
            between, before = chain[order + 1 :], chain[:order]
            if between:
                score += 0.35 if any(self._is_body(words[i].text) for i in between) else 0.1 if len(between) <= _SHORT else -0.1
                score -= 0.1 * max(0, len(between) - _FULL)
            elif self._fused(stem, title):
                score += 0.3
            elif before and self._is_body(words[before[-1]].text):
                score += 0.25
            elif before and any(self._is_body(words[i].text) for i in before[-3:]):
                score += 0.2
            options.append((score, order))
        if not options:
            return self._foreign(sentence, chain, place, stem, title) or self._title_first(sentence, place, stem, title, chain)
        score, order = max(options)
        if score < 0.5:
            return self._foreign(sentence, chain, place, stem, title) or self._title_first(sentence, place, stem, title, chain)
        at = chain[order]
        between, before = chain[order + 1 :], chain[:order]
        fused = self._fused(stem, title)
        name = (at, len(words[at].text))
        if between:
            body, rest = self._body_of(words, between, title, stem)
            first = at
            if before and not any(self._is_body(words[i].text) for i in between) and self._is_body(words[before[-1]].text.removesuffix("의")):
                (body, first), rest = self._body_before(words, before, at), between
            found = Found(sentence.number, first, place, name, "", body, "", "", "", True, "name body title")
            if fused and body and not self._departmental(words, body, fused):
                found.body, found.body_name = None, self._joined(words, between, fused)
                found.title = fused[1]
                found.rule = "name fused"
            else:
                found.title = " ".join([*(words[i].text for i in rest), stem])
            return found
        if fused and not (before and self._is_body(words[before[-1]].text) and title != "시장" and self._departmental_title(stem, title)):
            return Found(sentence.number, at, place, name, "", None, fused[0], fused[1], "", True, "name fused")
        body = None
        first = at
        if before:
            body, first = self._body_before(words, before, at)
        return Found(sentence.number, first, place, name, "", body, "", stem, "", True, "body name title" if body else "name title")

    def _long_name(self, sentence: Sentence, chain: list[int], place: int, stem: str, title: str) -> Found | None:
        """Read a name of two words that is known to be one: ``마크 토렌 오로라 부사장``."""
        words = sentence.words
        for order in range(len(chain) - 1):
            first, second = chain[order], chain[order + 1]
            if second != first + 1 or self.hints.get(f"{words[first].text} {words[second].text}") != "person":
                continue
            name = (second, len(words[second].text))
            between, before = chain[order + 2 :], chain[:order]
            if between:
                body, rest = self._body_of(words, between, title, stem)
                if before and not any(self._is_body(words[i].text) for i in between):
                    body, rest = self._body_before(words, before, first)[0], between
                return Found(sentence.number, first, place, name, words[second].text, body, "", " ".join([*(words[i].text for i in rest), stem]), "", True, "foreign")
            body, begun = self._body_before(words, before, first) if before else (None, first)
            return Found(sentence.number, begun, place, name, words[second].text, body, "", stem, "", True, "foreign")
        return None

    def _departmental_title(self, stem: str, title: str) -> bool:
        return stem != title

    def _departmental(self, words: list[Word], body: tuple[int, int, int], fused: tuple[str, str]) -> bool:
        """Say whether a fused title names a part of the body before it: ``새길당 정책위원장``."""
        text = words[body[0]].text
        if text in ("국회", "대통령직속", "대통령", "정부", "시", "도"):
            return False
        return self._is_body(text) or len(fused[0]) <= 4 + (fused[0].endswith("위원회")) * 2

    def _joined(self, words: list[Word], between: list[int], fused: tuple[str, str]) -> str:
        return " ".join([*(words[i].text for i in between), fused[0]])

    def _fused(self, stem: str, title: str) -> tuple[str, str] | None:
        """Read a body and a title from one word: ``새벽배달협회장``."""
        if stem == title:
            return None
        for ending, body, left in _FUSED:
            if stem.endswith(ending) and len(stem) - len(ending) >= left:
                name = stem[: -len(ending)] + body
                short = self._by_form.get(_folded(stem[: -len(ending)] + "위"))
                if ending == "위원장" and short is not None and self.entities[short].kind in BODIES:
                    return self.entities[short].name, "위원장"
                if ending in ("시장", "지사", "군수") and not self._is_city(name):
                    return None
                if ending == "회장" and re.search(r"(?:부|명예|공동|수석|전임|상임)$", stem[: -len(ending)]):
                    return None
                if ending in ("위원장", "센터장", "처장", "원장", "소장", "청장") and stem[: -len(ending)] in _PARTS:
                    return None
                return name, ending if ending in _WHOLE_TITLES else _SHORT_TITLES.get(ending, ending)
        known = self._by_form.get(_folded(stem[: -len(title)]))
        if known is not None and self.entities[known].kind in BODIES:
            return stem[: -len(title)], title
        if kind_by_ending(stem[: -len(title)], *BODIES) and len(stem) - len(title) > _FULL and title in ("장관", "차관", "대표", "의원", "교수", "회장", "총장"):
            return stem[: -len(title)], title
        return None

    def _is_city(self, name: str) -> bool:
        return (
            name in column("places", "name")
            or name[:-1] in column("places", "name")
            or self._bare[name] > 0
            or any(w.text.startswith(name) and not title_in(w.text) for s in self.sentences for w in s.words)
        )

    def _body_of(self, words: list[Word], between: list[int], title: str, stem: str) -> tuple[tuple[int, int, int] | None, list[int]]:
        """Divide the words between a name and a title into body and department."""
        texts = [words[i].text for i in between]
        cut = 1
        joined = _folded("".join(texts))
        for upto in range(len(texts), 0, -1):
            if _folded("".join(texts[:upto])) in self._by_form or self.gazetteer.named(" ".join(texts[:upto])):
                cut = upto
                break
        else:
            if texts[0] in ("국회", "대통령직속", "법무법인", "주식회사", "재단법인", "사단법인", "㈜", "법률사무소", "서울", "전국", "한국", "대한", "민주", "더", "국무총리") and len(texts) > 1:
                cut = 2
            elif kind_by_ending(texts[0], *BODIES) and len(texts[0]) > _SHORT:
                cut = 1
            else:
                for upto, text in enumerate(texts[1:], 2):
                    if kind_by_ending(text, *BODIES) and not _DEPARTMENT.search(text):
                        cut = upto
                        break
        del joined, title, stem
        last = between[cut - 1]
        return (between[0], last, len(words[last].text.removesuffix("의") if self._is_body(words[last].text.removesuffix("의")) and words[last].text.endswith("의") else words[last].text)), between[
            cut:
        ]

    def _body_before(self, words: list[Word], before: list[int], at: int) -> tuple[tuple[int, int, int] | None, int]:
        """Find the body in the words before a name."""
        for _start, i in enumerate(before):
            text = words[i].text
            if self._is_body(text.removesuffix("의")) or (text in ("법무법인", "주식회사", "국회") and i + 1 < at):
                last = i + 1 if text in ("법무법인", "주식회사", "국회") and i + 1 < at else i
                stem = words[last].text.removesuffix("의") if not self._is_body(words[last].text) else words[last].text
                return (i, last, len(stem)), i
        near = words[before[-1]].text
        if _DEPARTMENT.search(near) and len(before) > 1:
            return (before[-2], before[-2], len(words[before[-2]].text)), before[-2]
        if near in column("not_names", "word") or _NO_BODY.match(near) or near in ("씨", "소속"):
            return None, at
        return (before[-1], before[-1], len(near)), before[-1]

    def _foreign(self, sentence: Sentence, chain: list[int], place: int, stem: str, title: str) -> Found | None:
        """Read a foreign name: two words of which the article later calls the second with the title alone."""
        words = sentence.words
        for order in range(len(chain) - 1):
            first, second = chain[order], chain[order + 1]
            family = words[second].text
            if title in self._called.get(family, ()) and not self._is_body(family) and len(family) > 1 and not likeness(family) > 0.8:
                between = chain[order + 2 :]
                if between:
                    body, rest = self._body_of(words, between, title, stem)
                    return Found(sentence.number, first, place, (second, len(family)), family, body, "", " ".join([*(words[i].text for i in rest), stem]), "", True, "foreign")
                if order:
                    body, begun = self._body_before(words, chain[:order], first)
                    return Found(sentence.number, begun, place, (second, len(family)), family, body, "", stem, "", True, "foreign")
        return None

    def _title_first(self, sentence: Sentence, place: int, stem: str, title: str, chain: list[int]) -> Found | None:
        """Read ``새벽배달협회 회장 한가람`` and ``대표이사 한가람``."""
        words = sentence.words
        if words[place].text not in (stem, stem + "인") or place + 1 >= len(words) or words[place + 1].before or words[place + 1].quote != words[place].quote:
            return None
        if place + 2 < len(words) and not words[place + 2].before:
            for family, particle in stems(words[place + 2].text):
                if self.hints.get(f"{words[place + 1].text} {family}") == "person":
                    body = self._body_before(words, chain, place)[0] if chain else None
                    self._found.append(Found(sentence.number, body[0] if body else place, place + 2, (place + 2, len(family)), family, body, "", stem, particle, True, "foreign"))
                    return None
        for name, particle in stems(words[place + 1].text):
            if len(name) >= _FULL and self._name_score(name, title) >= 0.6 and not title_in(name):
                if not particle and words[place].text == stem and place + 2 < len(words) and self._title(words[place + 2]) and not words[place + 2].before:
                    return None
                fused = self._fused(stem, title)
                body = None
                if chain and not fused:
                    body = self._body_of(words, chain, title, stem)[0] if self._is_body(words[chain[0]].text) else self._body_before(words, chain, place)[0]
                former = any(w.text in _FORMER for w in words[max(0, place - 2) : place])
                found = Found(
                    sentence.number, body[0] if body else place, place + 1, (place + 1, len(name)), "", body, fused[0] if fused else "", fused[1] if fused else stem, particle, not former, "title name"
                )
                self._found.append(found)
                return None
        return None

    def _siblings(self, sentence: Sentence, found: Found) -> None:
        """Give the title of the last of several names to all: ``새길당 한가람·나은비 의원``."""
        words = sentence.words
        if found.name is None:
            return
        at = found.name[0]
        if found.name[0] == found.last - 1 or found.rule in ("body name title", "name title"):
            while at > 0 and words[at].before in ("·", ",") and likeness(words[at - 1].text) >= 0.8 and not self._title(words[at - 1]):
                at -= 1
                body, body_name = found.body, found.body_name
                if body is None and at > 0 and not words[at].before and self._is_body(words[at - 1].text):
                    body = (at - 1, at - 1, len(words[at - 1].text))
                    if found.body is None:
                        found.body = body
                self._found.append(Found(found.sentence, at, at, (at, len(words[at].text)), "", body, body_name, found.title, "", found.current, "sibling"))

    def _bracket_posts(self, sentence: Sentence) -> None:
        """Read a post in brackets behind a name: ``한가람(누리톡 대표)``, ``나은비 변호사(법무법인 솔)``."""
        for place, word in enumerate(sentence.words):
            for left, right, letters in word.brackets:
                inside = self._slice(sentence, left, right)
                name = word.text[:letters] or word.text
                read = title_in(inside.strip())
                parts = inside.strip().split()
                if len(parts) == 2 and title_in(parts[0]) == parts[0] and likeness(parts[1]) >= 0.45 and self._is_body(name):
                    title = "회장" if parts[0] in ("학회장", "협회장") else parts[0]
                    person = self.entity(parts[1], "person", "bracket title name")
                    if person.kind == "person":
                        person.surname = person.surname or parts[1][0]
                        person.titles.add(title)
                        self._inside.append((person, self.entity(name, self._kind_for(name, title), "post"), title, sentence, left + inside.index(parts[1])))
                    continue
                if read and likeness(name) >= 0.6 and len(parts) > 1 and not re.search(r"\d", inside):
                    body = parts[0] if parts[0] != "법무법인" else " ".join(parts[:2])
                    rest = " ".join(parts[len(body.split()) :])
                    self._found.append(Found(sentence.number, place, place, (place, len(name)), "", None, body, rest, word.text[letters:], True, "bracket post"))
                    continue
                body = re.split(r"[·,/]", inside)[0].strip()
                for found in self._found:
                    if (
                        found.last == place
                        and found.sentence == sentence.number
                        and found.body is None
                        and not found.body_name
                        and (self._is_body(body) or body.startswith(("법무법인", "법률사무소")))
                    ):
                        found.body_name = body

    # ------------------------------------------------------------ who is who

    def _people(self) -> None:
        for found in self._found:
            if found.name is not None:
                self._person(found)
        for person, body, title, sentence, _place in self._inside:
            if not any(p.body == body.number for p in person.posts):
                person.posts.append(Post(body.number, title, sentence.number, "bracket title name"))
        self._unplaced = [f for f in self._found if f.name is None]

    def _person(self, found: Found) -> None:
        words = self.sentences[found.sentence].words
        assert found.name is not None
        place, letters = found.name
        name = words[place].text[:letters]
        forms: list[str] = []
        if found.rule == "foreign":
            name = f"{words[place - 1].text} {name}"
        person = self._known_person(name) or self.entity(name, "person", found.rule, *forms)
        if person.kind != "person":
            return
        person.surname = found.surname or (name[:2] if name[:2] in surnames()[1] and len(name) > _SHORT else name[0])
        person.titles.add(found.title)
        body = self._body_entity(found)
        held = next((p for p in person.posts if body is not None and p.body == body.number), None)
        if held is not None and self.sentences[held.sentence].line.kind == "headline" and self.sentences[found.sentence].line.kind != "headline":
            held.sentence = found.sentence
        if found.current and body is not None and not any(p.body == body.number and p.title == found.title for p in person.posts):
            person.posts.append(Post(body.number, found.title, found.sentence, found.rule))

    def named(self, form: str) -> Entity | None:
        """Return the entity that a form means in this article."""
        return self._known_person(form)

    def _known_person(self, name: str) -> Entity | None:
        number = self._by_form.get(_folded(name))
        return self.entities[number] if number is not None else None

    def _body_entity(self, found: Found) -> Entity | None:
        words = self.sentences[found.sentence].words
        if found.body_name:
            name = found.body_name
        elif found.body:
            first, last, letters = found.body
            name = _text(words, first, last, letters)
        else:
            return None
        number = self._by_form.get(_folded(name))
        if number is not None:
            return self.entities[number] if self.entities[number].kind in BODIES else None
        if not re.search(r"[가-힣A-Za-z]", name) or len(name) < 2 or name in self.refused:
            return None
        return self.entity(name, self._kind_for(name, found.title), "fused" if found.rule == "name fused" else "post")

    @staticmethod
    def _kind_for(name: str, title: str) -> str:
        ending = kind_by_ending(name.rsplit(maxsplit=1)[-1] if " " in name and not name.startswith(("법무법인", "법률사무소")) else name, *BODIES)
        if name.startswith(("법무법인", "법률사무소")):
            return "institution"
        if ending:
            return ending
        classes = titles().get(title_in(title.split(maxsplit=1)[0]) or title_in(title), frozenset())
        for kind, wanted in (("firm", "firm"), ("ministry", "government"), ("institution", "academia"), ("association", "association"), ("association", "parliament")):
            if wanted in classes and (len(classes) == 1 or wanted == "firm"):
                return kind
        return "ministry" if "government" in classes else "institution" if "academia" in classes else "association" if "association" in classes or "parliament" in classes else "firm"

    # ------------------------------------------------------------ bodies, programs, laws, events, venues

    def _by_suffix(self) -> None:
        """Find bodies and laws that their ending gives away."""
        for sentence in self.sentences:
            words = sentence.words
            for place, word in enumerate(words):
                for stem, _particle in stems(word.text):
                    if len(stem) < _FULL or _folded(stem) in self._by_form:
                        continue
                    kind = strong_ending(stem)
                    if kind and stem not in _COMMON and title_in(stem) != stem and word.text not in _COMMON and stem not in self.refused:
                        first = self._grow(words, place) if kind in ("ministry", "association") and _generic(stem) else place
                        if kind == "ministry" and place and words[place - 1].text == "국회" and not word.before:
                            first = place - 1
                        if _generic(stem) and first == place:
                            break
                        self.entity(_text(words, first, place, len(stem)), kind, "ending")
                        break

    def _quoted(self) -> None:
        """Find named programs, laws and events in single quotation marks."""
        for sentence in self.sentences:
            for number, (left, right, mark) in enumerate(sentence.quotes):
                text = self._slice(sentence, left, right).strip()
                if mark != "‘" or not 2 <= len(text) <= 60:
                    continue
                kind = self._kind_quoted(sentence, number, text)
                if kind and text not in self.refused:
                    self.entity(text, kind, "quoted")

    def _kind_quoted(self, sentence: Sentence, number: int, text: str) -> str:
        left, right, _ = sentence.quotes[number]
        after = sentence.text[right + 1 - sentence.start : right + 12 - sentence.start]
        inner = any(a < left and b > right and m == "“" for a, b, m in sentence.quotes)
        last = text.rsplit(maxsplit=1)[-1]
        kind = kind_by_ending(text.replace(" ", ""), "event", "law", "program", *BODIES)
        if _OPENED.match(after) or _OCCASION.match(after):
            return "event"
        if re.search(r"(?:다|자|라|요|까|죠|나|지|네|군|고|며|면서|해|어|아|된|한|하는|없는|있는|은|는|을|를|에|로|라도|식|판|격|용|화|적|!|\?)$", last) and kind not in ("event", "law"):
            return ""
        if re.match(r"(?:라는|이라는|라고|이라고|라며|이라며|는 말|라는 말|식의|란 말|이란 말)", after) and kind not in ("event", "program"):
            return ""
        if inner and kind not in ("event", "law"):
            return ""
        if kind:
            return kind
        return "program" if len(text) >= 3 else ""

    # ------------------------------------------------------------ every mention

    def _scan(self) -> None:
        """Find every place where a form of an entity stands."""
        starts: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for entity in self.entities:
            for form in entity.forms:
                folded = _folded(form)
                if len(folded) > 1:
                    starts[folded[:2]].append((folded, entity.number))
        for forms in starts.values():
            forms.sort(key=lambda f: (-len(f[0]), f[0]))
        phrases: dict[tuple[int, int], Found] = {}
        for found in self._found:
            if found.name is not None:
                phrases[found.sentence, found.name[0]] = found
        for sentence in self.sentences:
            self._scan_sentence(sentence, starts, phrases)
        for person, _body, _title, sentence, place in self._inside:
            at = next((i for i, w in enumerate(sentence.words) if w.places[0] > place), len(sentence.words)) - 1
            self.mentions[sentence.number].append(Mention(person.number, sentence.number, max(at, 0), max(at, 0), "()", place, place + len(person.name)))
        for found in self._unplaced:
            self._back(found)
        self._by_context()
        for mentions in self.mentions:
            mentions.sort(key=lambda m: (m.first, m.start, -m.end))

    def _scan_sentence(self, sentence: Sentence, starts: dict[str, list[tuple[str, int]]], phrases: dict[tuple[int, int], Found]) -> None:
        words = sentence.words
        place = 0
        mentions = self.mentions[sentence.number]
        covered = -1
        while place < len(words):
            hit = self._hit(words, place, starts)
            if hit is None:
                place += 1
                continue
            number, last, letters, particle = hit
            found = phrases.get((sentence.number, place)) or phrases.get((sentence.number, last))
            entity = self.entities[number]
            start, end = words[place].start, words[last].end(letters)
            if entity.kind == "person" and found:
                mentions.append(Mention(number, sentence.number, min(found.first, place), found.last, found.particle, start, end, quote=words[place].quote))
                covered = max(covered, found.last)
            else:
                mentions.append(Mention(number, sentence.number, place, last, particle, start, end, place <= covered, words[place].quote))
            place = last + 1
        for mention in mentions:
            for other in mentions:
                if (
                    other is not mention
                    and self.entities[other.entity].kind == "person"
                    and other.first <= mention.first
                    and mention.last <= other.last
                    and self.entities[mention.entity].kind != "person"
                ):
                    mention.inner = True

    def _hit(self, words: list[Word], place: int, starts: dict[str, list[tuple[str, int]]]) -> tuple[int, int, int, str] | None:
        word = words[place]
        joined = _folded(word.text)
        if len(joined) == 1 and place + 1 < len(words):
            joined += _folded(words[place + 1].text)
        for form, number in starts.get(joined[:2], ()):
            end = self._match(words, place, form)
            if end is None:
                continue
            last, letters = end
            rest = words[last].text[letters:]
            if fits(words[last].text[:letters], rest):
                if not rest and last + 1 < len(words) and words[last + 1].before in ("’", "”", "’”") and words[last + 1].text in _PARTICLE_WORDS:
                    rest = words[last + 1].text
                return number, last, letters, rest
            if (
                rest
                and self.entities[number].kind in BODIES
                and (title_in(rest) == rest or (title_in(words[last].text) and rest[0] == "장") or re.match(r"(?:법|안|장|산|형|표|발|내|간|계|사|그룹|코리아)(?:은|는|이|가|을|를|의|에)?$", rest))
            ):
                if title_in(_stem(rest)) or rest.startswith("장"):
                    return number, last, letters, ""
                continue
        return None

    @staticmethod
    def _match(words: list[Word], place: int, form: str) -> tuple[int, int] | None:
        """Return the last word and how many of its letters complete a form that begins at a word."""
        at, rest = place, form
        while True:
            text = _folded(words[at].text)
            if len(text) >= len(rest):
                return (at, len(rest)) if text.startswith(rest) else None
            if not rest.startswith(text):
                return None
            rest = rest[len(text) :]
            at += 1
            if at >= len(words) or words[at].before not in ("", "·", "‘", "’", "-", ":", "/"):
                return None

    def _back(self, found: Found) -> None:
        """Find who ``한 대표`` is: the person of that surname who is called so, nearest before, else nearest after."""
        words = self.sentences[found.sentence].words
        head = title_in(found.title.split()[0]) or found.title
        people = [e for e in self.entities if e.kind == "person" and e.surname == found.surname]
        fit = [e for e in people if any(_same_title(t, found.title) for t in e.titles)] or [e for e in people if len(people) == 1 and not _clash(e.titles, head)]
        if not fit:
            return
        nearest = max(fit, key=lambda e: max((m.sentence for ms in self.mentions[: found.sentence + 1] for m in ms if m.entity == e.number), default=-1))
        start, end = words[found.first].start, words[found.last].end(len(words[found.last].text) - len(found.particle))
        self.mentions[found.sentence].append(Mention(nearest.number, found.sentence, found.first, found.last, found.particle, start, end, quote=words[found.first].quote))
        self._called_as(nearest, words, found)

    def _by_context(self) -> None:
        """Give a post without a body the body that the text speaks of: ``같은 당 한가람 의원``, ``나은비 사무총장``."""
        for found in self._found:
            if found.name is None or found.body is not None or found.body_name or not found.current:
                continue
            words = self.sentences[found.sentence].words
            person = self._known_person(words[found.name[0]].text[: found.name[1]])
            if person is None or person.kind != "person" or person.posts or _profession(found.title):
                continue
            before = " ".join(w.text for w in words[max(0, found.first - 2) : found.first])
            wanted = _kinds_of(found.title)
            body = self._body_spoken_of(found, wanted, same=bool(re.search(r"(?:같은|이|해당) (?:당|회사|업체|단체|위원회|기관|대학|부처|학회|협회)(?:의| 소속)?$", before)))
            if body is not None:
                person.posts.append(Post(body, found.title, found.sentence, "context title"))

    def _body_spoken_of(self, found: Found, wanted: tuple[str, ...], *, same: bool) -> int | None:
        assert found.name is not None
        beside = next((m for m in self.mentions[found.sentence] if m.last + 1 == found.first and m.particle in ("와", "과") and self.entities[m.entity].kind == "person"), None)
        if beside is not None and self.entities[beside.entity].posts:
            return self.entities[beside.entity].posts[-1].body
        here = [m for m in self.mentions[found.sentence] if m.last < found.name[0] and m.particle in ("에서는", "에서", "에선", "측에서는", "에서도") and self.entities[m.entity].kind in BODIES]
        if here:
            return here[-1].entity
        head = title_in(found.title) or found.title
        prefix = found.title.removesuffix(head)
        if found.title.endswith("회장") and len(found.title) > 3:
            prefix = found.title[:-1]
        recent: list[int] = []
        for number in range(found.sentence, -1, -1):
            here = [m for m in self.mentions[number] if self.entities[m.entity].kind in wanted and (number < found.sentence or m.last < found.name[0])]
            recent += [m.entity for m in reversed(here)]
        if not recent:
            return None
        if same:
            return recent[0]
        ending = next((n for n in recent if len(prefix) > 1 and self.entities[n].name.endswith(prefix)), None)
        if ending is not None:
            return ending
        parties = [n for n in recent if self.entities[n].name.endswith("당")]
        if _parliamentary(found.title):
            return Counter(parties).most_common(1)[0][0] if len(set(parties)) == 1 else None
        return recent[0] if len(set(recent)) == 1 else None

    def _called_as(self, person: Entity, words: list[Word], found: Found) -> None:
        text = " ".join(w.text for w in words[found.first : found.last + 1])
        person.forms.add(text[: len(text) - len(found.particle)] if found.particle else text)


_PARTICLE_WORDS = frozenset(
    p for p in ["은", "는", "이", "가", "을", "를", "의", "에", "에서", "와", "과", "도", "로", "으로", "에는", "에서는", "라는", "이라는", "에도", "까지", "부터", "만", "이나", "나", "에게", "및"]
)
_FUSED = (
    ("협회장", "협회", 1), ("연합회장", "연합회", 1), ("중앙회장", "중앙회", 1), ("학회장", "학회", 1), ("상인회장", "상인회", 1), ("협의회장", "협의회", 1), ("번영회장", "번영회", 1),
    ("변호사회장", "변호사회", 1), ("회의소회장", "회의소", 1), ("위원장", "위원회", 2), ("은행장", "은행", 1), ("구청장", "구", 2), ("도지사", "도", 1), ("시장", "시", 2), ("군수", "군", 2),
    ("청장", "청", 2), ("처장", "처", 3), ("진흥원장", "진흥원", 1), ("연구원장", "연구원", 1), ("연구소장", "연구소", 1), ("감독원장", "감독원", 1), ("개발원장", "개발원", 1), ("보호원장", "보호원", 1),
    ("정보원장", "정보원", 1), ("평가원장", "평가원", 1), ("조합장", "조합", 1), ("센터장", "센터", 3), ("재단이사장", "재단", 1), ("시의회의장", "시의회", 1), ("대총장", "대", 1), ("원장", "원", 4), ("회장", "회", 4), ("지사", "도", 2),
)  # fmt: skip
_WHOLE_TITLES = frozenset(["위원장", "은행장", "구청장", "도지사", "시장", "군수", "청장", "처장", "조합장", "센터장", "원장"])
_SHORT_TITLES = {"협회장": "회장", "연합회장": "회장", "중앙회장": "회장", "학회장": "회장", "상인회장": "회장", "협의회장": "회장", "번영회장": "회장", "변호사회장": "회장", "회의소회장": "회장", "진흥원장": "원장", "연구원장": "원장", "연구소장": "소장", "감독원장": "원장", "개발원장": "원장", "보호원장": "원장", "정보원장": "원장", "평가원장": "원장", "재단이사장": "이사장", "시의회의장": "의장", "대총장": "총장", "회장": "회장", "지사": "지사"}  # fmt: skip
_PARTS = frozenset(
    [
        "정책",
        "집행",
        "운영",
        "조직",
        "교육",
        "홍보",
        "쟁의",
        "부",
        "공동",
        "상임",
        "수석부",
        "선거대책",
        "공동집행",
        "공동운영",
        "총괄",
        "기획",
        "법제",
        "대외협력",
        "사무",
        "행정",
        "비상대책",
        "최고",
        "상임집행",
        "자문",
        "심사",
        "준비",
        "추진",
        "선대",
    ]
)
_COMMON = frozenset(
    [
        "플랫폼",
        "온라인플랫폼",
        "정부",
        "국회",
        "위원회",
        "협회",
        "협의회",
        "연합회",
        "조합",
        "재단",
        "센터",
        "학회",
        "연구원",
        "연구소",
        "대학",
        "대학교",
        "은행",
        "그룹",
        "본부",
        "시민단체",
        "소비자단체",
        "상인회",
        "노동조합",
        "협동조합",
        "소위원회",
        "상임위원회",
        "특별위원회",
        "전문가단체",
        "사업부",
        "간부",
        "내부",
        "외부",
        "일부",
        "전부",
        "세부",
        "본사",
        "자회사",
        "회사",
        "업체",
        "기업",
        "스타트업",
        "소상공인",
        "시장",
        "앱마켓",
        "오픈마켓",
        "슈퍼마켓",
        "커뮤니티",
        "생태계",
        "네트워크",
        "전문위원회",
    ]
)
_WEAK = (
    "부",
    "처",
    "청",
    "대",
    "당",
    "원",
    "시",
    "군",
    "구",
    "도",
    "은행",
    "카드",
    "마켓",
    "센터",
    "랩",
    "페이",
    "전자",
    "통신",
    "보험",
    "증권",
    "그룹",
    "테크",
    "서비스",
    "앱",
    "연구",
    "연대",
    "모임",
    "본부",
    "실",
    "소",
    "단",
    "회",
)
_NO_LAW = frozenset(
    [
        "방법",
        "용법",
        "불법",
        "합법",
        "위법",
        "입법",
        "사법",
        "해법",
        "편법",
        "기법",
        "문법",
        "수법",
        "작법",
        "준법",
        "헌법",
        "민법",
        "형법",
        "상법",
        "특별법",
        "기본법",
        "개정안",
        "법안",
        "제정안",
        "조례안",
        "대안",
        "방안",
        "법률안",
        "지침",
        "고시",
        "시행령",
        "시행규칙",
        "가이드라인",
        "조례",
        "법률",
        "개정법",
        "현행법",
        "관련법",
        "사용법",
        "계산법",
        "입법안",
        "정부안",
        "의원안",
        "처방법",
        "활용법",
        "대처법",
    ]
)


_STRONG = {
    "ministry": re.compile(
        r"(?:[가-힣]{2,}(?:위원회|진흥원|보호원|평가원|감독원|정보원|공단|시의회|도의회|구의회|군의회|진흥공사|공사|경제청|시청|구청|군청|도청|교육청|경찰청)|[가-힣]{3,}(?<!본)(?<!지)(?<!학)(?<!정)(?<!기)(?<!여)(?<!납)(?<!거)(?<!업)(?<!반)(?<!일)(?<!간)(?<!내)(?<!외)(?<!전)(?<!세)부)$"
    ),
    "association": re.compile(
        r"(?:[가-힣A-Za-z]{1,}(?:협회|연합회|협의회|협의체|노조|노동조합|중앙회|상인회|총연합|총연맹|연맹|연합|시민모임|운동본부|유니온|번영회|공대위|대책위|비대위|공동행동|사장모임|점주모임|자율기구|협동조합|소비자단체|회의소)|[가-힣]{2,}연대|[가-힣]{4,}(?:모임|행동|네트워크)|[가-힣]{2,}(?<!정)(?<!담)(?<!해)(?<!부)(?<!타)(?<!상)(?<!식)(?<!배)(?<!할)(?<!여)(?<!야)(?<!마)(?<!전)(?<!강)(?<!합)(?<!감)(?<!성)(?<!인)(?<!적)(?<!매)(?<!건)(?<!입)(?<!탈)(?<!창)(?<!소)(?<!일)(?<!월)당)$"
    ),
    "institution": re.compile(r"(?:[가-힣]{2,}(?:대학교|연구소|학회|경제연구원|정책연구원|개발연구원|연구재단)|[가-힣]{3,}연구원)$"),
    "firm": re.compile(
        r"(?:[가-힣A-Za-z]{1,}(?:컴퍼니|랩스|모빌리티|커머스|홀딩스|엔터테인먼트|코퍼레이션|네트웍스|시스템즈|소프트|코리아|스튜디오스|테크놀로지|이노베이션|로지스틱스|뱅크)|[가-힣]{2,}은행)$"
    ),
    "law": re.compile(
        r"[가-힣·]{2,}(?:기본법|특별법|사업법|공정화법|보호법|진흥법|규제법|촉진법|지원법|방지법|관리법|거래법|육성법|금지법|중개법|개별법|상생법|플랫폼법|공정법|상한제법|법안|조례안|조례|법률안|(?<!방)(?<!용)(?<!기)(?<!수)(?<!해)(?<!작)(?<!편)(?<!입)(?<!사)(?<!행)(?<!문)(?<!화)(?<!요)(?<!산)(?<!위)(?<!불)(?<!합)(?<!준)(?<!무)(?<!어)법)$"
    ),
}


@lru_cache(maxsize=100_000)
def strong_ending(stem: str) -> str:
    """Return the kind of a name whose ending alone is enough to take it for one.

    Examples
    --------
    >>> strong_ending("전국골목상인연합"), strong_ending("다음"), strong_ending("플랫폼기본법")
    ('association', '', 'law')
    """
    if len(stem) < _FULL or not re.match(r"[가-힣A-Za-z]", stem):
        return ""
    if stem in _NO_LAW:
        return ""
    for kind, pattern in _STRONG.items():
        if pattern.match(stem) and not (kind == "law" and len(stem) < 4):
            return kind
    return ""


def _generic(stem: str) -> bool:
    return bool(
        re.fullmatch(
            r"(?:민간|상생|자율|특별|상임|전문|공동|분과|실무|사회적|상설|민관|공정|정책|조정|분쟁조정|자문|추진|운영|심의)?(?:협의체|위원회|협의회|자율기구|네트워크|연대|모임|연합|조합|노조|대책위원회|특별위원회|소위원회|자문위원회|추진위원회|심의위원회|운영위원회|분쟁조정협의회)",
            stem,
        )
    )


def _stem(text: str) -> str:
    return stems(text)[0][0]


def _plain(text: str) -> bool:
    return bool(re.fullmatch(r"[가-힣A-Za-z0-9]+", text)) and not _VERBISH.search(text) and not _NO_BODY.match(text)


def _folded(name: str) -> str:
    return re.sub(r"[\s‘’“”·.\-:/]", "", name).casefold()


def _text(words: list[Word], first: int, last: int, letters: int) -> str:
    if first == last:
        return words[first].text[:letters]
    parts = [words[first].text]
    for i in range(first + 1, last + 1):
        mark = "·" if words[i].before == "·" else " "
        parts.append(mark + (words[i].text if i < last else words[i].text[:letters]))
    return "".join(parts)


def _same_title(one: str, other: str) -> bool:
    a, b = one.rsplit(maxsplit=1)[-1], other.rsplit(maxsplit=1)[-1]
    if a in _NOMINEE or a in _ACTING:
        a = one.split()[-2] if len(one.split()) > 1 else a
    if b in _NOMINEE or b in _ACTING:
        b = other.split()[-2] if len(other.split()) > 1 else b
    return a.endswith(b) or b.endswith(a) or (title_in(a) and title_in(a) == title_in(b)) or {title_in(a), title_in(b)} in _ALSO


_ALSO = [
    {"대표", "대표이사"},
    {"대표", "최고경영자"},
    {"대표", "CEO"},
    {"대표", "사장"},
    {"부위원장", "위원"},
    {"연구위원", "위원"},
    {"이사장", "이사"},
    {"국회의원", "의원"},
    {"변호사", "대표변호사"},
    {"위원장", "의원"},
    {"간사", "의원"},
    {"원내대표", "의원"},
]


def _profession(title: str) -> bool:
    return titles().get(title_in(title) or title, frozenset()) <= {"profession"}


def _parliamentary(title: str) -> bool:
    return title.endswith(("의원", "최고위원", "정책위의장", "원내대표", "당대표"))


def _kinds_of(title: str) -> tuple[str, ...]:
    classes = titles().get(title_in(title) or title, frozenset())
    found = {"firm": "firm", "government": "ministry", "association": "association", "parliament": "association", "academia": "institution"}
    return tuple(dict.fromkeys(found[c] for c in sorted(classes) if c in found))


def _clash(titles_of: set[str], head: str) -> bool:
    return any(title_in(t.split()[-1]) and title_in(t.split()[-1]) != head for t in titles_of)


__all__ = ["BODIES", "Entity", "Iterable", "Iterator", "Mention", "Names", "Post", "closes", "likeness", "table"]
