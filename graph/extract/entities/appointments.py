"""Who was chosen for a post or has taken it: ``한가람 이사를 대표로 선임했다``, ``초대 회장에는 나은비 대표가 추대됐다``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from graph.extract.entities.duties import Duty, duty, named_people, outer
from graph.extract.entities.entity import BODIES, Post
from graph.extract.entities.looks import is_department
from graph.extract.entities.titling import is_suffix, kinds_of, title_of
from graph.extract.lexicon import stems, words

if TYPE_CHECKING:
    from graph.extract.entities.duties import Person
    from graph.extract.entities.entity import Entity, Mention
    from graph.extract.entities.names import Names
    from graph.extract.text.sentences import Sentence, Word

RULE = "appointed"

_STEM = 2  # letters of a noun such as 선임
_ACTIVE = re.compile(r"(?:했|하였|하고|하며|하면서|해$|해서|한$|함$|시켰)")
_PASSIVE = re.compile(r"(?:됐|되었|되고|되며|되면서|돼|된$|됨$|받았)")
_OPEN_YET = ("않", "못", "예정", "계획", "방침", "전망", "것으로", "가능성", "경우", "대신", "의혹", "요구", "뻔")
# Nouns of which the one who takes the post is the subject.
_OWN = frozenset(["승진", "연임", "유임", "취임"])
_TAKEN = ("뽑았", "앉혔")  # of the other verbs those that have the person as object
_NOMINEES = {"내정": "내정자", "지명": "후보자"}
_OBJECT = frozenset(["을", "를"])
_SUBJECT = frozenset(["이", "가", "은", "는", "도", "께서"])
_TOPIC = frozenset(["은", "는", "이", "가", "도", "에서", "에서는", "측은", "측이"])
_TO = frozenset(["로", "으로", "에"])
_FOR = frozenset(["에", "에는", "엔", "로", "로는", "으로", "으로는"])
_SEATS = ("자리는", "자리에는", "자리에", "자리를", "자리로")
_FIRST = "초대"  # the first to hold a post
_FOUNDED = ("출범", "발족", "창립", "창설", "설립", "발대")
_BOARDS = ("이사회", "주주총회", "총회", "임원추천위원회")
_YEAR = re.compile(r"(?:19|20)\d\d년(?:에|부터|까지|에는)?")
_GAP = 5  # words between a person and the title
_NEAR = 3  # words between the title and the verb, or a title and the person behind it
_BACK = 3  # sentences in which the body is looked for


class _Role(NamedTuple):
    """A title that somebody is chosen for: its word, and whether the person stands behind it."""

    word: int
    title: str
    particle: str


def find_appointments(names: Names) -> None:
    """Give people the posts for which they were chosen.

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
    >>> names = Names(split(read_layout("새벽배달협회는 총회를 열어 한가람 이사를 회장으로 선출했다.")), Gazetteer([]))
    >>> names.scan()
    >>> find_appointments(names)
    >>> [post.title for entity in names.entities for post in entity.posts]
    ['이사', '회장']
    """
    reader = _Appointments(names)
    for sentence in names.sentences:
        reader.read(sentence)


class _Appointments:
    """The appointments of one article, read sentence by sentence."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._last: tuple[int, Entity] | None = None

    def read(self, sentence: Sentence) -> None:
        """Read who is chosen for what in a sentence."""
        row = sentence.words
        done = [place for place in range(len(row)) if _decides(row, place)]
        if not done or any(_YEAR.fullmatch(word.text) and word.quote < 0 for word in row):
            return
        people = named_people(self._names, sentence)
        for role in _roles(row, done):
            verb = next(place for place in done if place > role.word)
            person = _chosen(row, people, role, row[verb].text)
            if person is not None:
                self._appoint(sentence, people, person, role, row[verb].text[:_STEM])
        self._stay(sentence, people, done)

    def _appoint(self, sentence: Sentence, people: list[Person], person: Person, role: _Role, noun: str) -> None:
        first = person.last + 1 if person.last < role.word else max(0, role.word - _GAP)
        found = duty(self._names, sentence, range(first, role.word), role.title)
        original = role.word and sentence.words[role.word - 1].text == _FIRST
        body = found.body or (self._founded(sentence) if original else self._context(sentence, people, person, found, noun))
        if body is None:
            return
        nominee = _NOMINEES.get(noun, "")
        title = f"{found.title} {nominee}" if nominee and not is_suffix(found.title.rpartition(" ")[2]) else found.title
        self._hold(person.entity, body, title, sentence)

    def _stay(self, sentence: Sentence, people: list[Person], done: list[int]) -> None:
        """Read ``상근부회장 한가람 씨는 연임됐다``."""
        for place in done:
            person = next((p for p in people if p.last == place - 1 and p.particle in _SUBJECT), None)
            if person is not None and sentence.words[place].text[:_STEM] in ("연임", "유임") and not person.entity.posts and len(person.entity.titles) == 1:
                title = next(iter(person.entity.titles))
                body = self._context(sentence, people, person, Duty(None, title), "연임")
                if body is not None:
                    self._hold(person.entity, body, title, sentence)

    def _hold(self, person: Entity, body: Entity, title: str, sentence: Sentence) -> None:
        self._last = sentence.number, body
        person.titles.add(title)
        held = next((post for post in person.posts if post.body == body.number and post.title == title), None)
        if held is None:
            person.posts.append(Post(body.number, title, sentence.number, RULE))
        elif self._names.sentences[held.sentence].line.kind != "body":
            held.sentence = sentence.number

    def _context(self, sentence: Sentence, people: list[Person], person: Person, found: Duty, noun: str) -> Entity | None:
        """Return the body that a sentence speaks of, else that of the appointment before, else who chose before."""
        body = self._latest([m for m in outer(self._names, sentence) if m.last < person.first and m.particle in _TOPIC], "")
        if body is not None:
            return body
        if self._last is not None and sentence.number - self._last[0] < _BACK:
            return self._last[1]
        if any(p is not person and p.particle in ("은", "는") for p in people):
            return None
        if noun in _OWN and person.entity.posts:
            return self._names.entities[person.entity.posts[-1].body]
        return self._spoken_of(sentence.number, found.title) or (None if self._last is None else self._last[1])

    def _spoken_of(self, number: int, title: str) -> Entity | None:
        for before in reversed(self._names.sentences[max(0, number - _BACK) : number]):
            body = self._latest([m for m in outer(self._names, before) if m.particle in _TOPIC], title)
            if body is not None:
                return body
        return None

    def _founded(self, sentence: Sentence) -> Entity | None:
        """Return the body whose founding is told before: its first head is spoken of."""
        for before in reversed(self._names.sentences[: sentence.number + 1]):
            for m in self._names.mentions[before.number]:
                if self._names.entities[m.entity].kind in BODIES and any(word.text.startswith(_FOUNDED) for word in before.words[m.last + 1 : m.last + _GAP]):
                    return self._names.entities[m.entity]
        return None

    def _latest(self, mentions: list[Mention], title: str) -> Entity | None:
        """Return the body named last that can have a title and is no board."""
        bodies = [self._names.entities[m.entity] for m in mentions]
        wanted = kinds_of(title) or frozenset(BODIES)
        return next((e for e in reversed(bodies) if e.kind in BODIES and (not title or e.kind in wanted) and not e.name.endswith(_BOARDS) and not is_department(e.name)), None)


def _decides(row: list[Word], place: int) -> bool:
    """Say whether a word tells that somebody was chosen, not that it is wished, denied or to come."""
    word = row[place]
    if word.quote >= 0 or any(after.text.startswith(_OPEN_YET) for after in row[place + 1 : place + 3]):
        return False
    if word.text[:_STEM] in words("verbs", "chosen"):
        rest = word.text[_STEM:]
        return bool(_ACTIVE.match(rest) or _PASSIVE.match(rest)) or (not rest and place + 1 == len(row))
    return word.text.startswith(tuple(words("verbs", "took office")))


def _roles(row: list[Word], done: list[int]) -> list[_Role]:
    """Return the titles for which somebody is chosen by one of some verbs."""
    found = []
    for place in range(done[-1]):
        role = _role(row, place)
        if role is None or row[place].quote >= 0:
            continue
        upto = next(verb for verb in done if verb > place)
        beside = upto - role.word <= _NEAR and not any(word.verbal for word in row[role.word + 1 : upto])
        if beside or row[role.word + 1].before == "," or role.particle in _FOR:
            found.append(role)
    return found


def _role(row: list[Word], place: int) -> _Role | None:
    """Read ``대표로``, ``대표이사직에``, ``대변인 자리는``, ``위원장 후보자로``."""
    text = row[place].text
    titled = title_of(text) if place + 1 < len(row) and row[place + 1].text in _SEATS else None
    if titled is not None and not titled.particle:
        return _Role(place, titled.stem, "에는")
    for stem, particle in stems(text):
        if particle in _FOR:
            seat = stem.removesuffix("직")
            titled = title_of(seat)
            if titled is not None and not titled.particle:
                return _Role(place, seat, particle)
            if is_suffix(stem) and place and title_of(row[place - 1].text) is not None:
                return _Role(place - 1, f"{row[place - 1].text} {stem}", particle)
    return None


def _chosen(row: list[Word], people: list[Person], role: _Role, verb: str) -> Person | None:
    """Return who is chosen: the person before a title, else the one behind it."""
    case = _OBJECT if _takes_object(verb) else _SUBJECT
    before = next((p for p in reversed(people) if p.last < role.word and p.particle), None)
    if before is not None and before.particle in case and role.particle in _TO and role.word - before.last <= _GAP:
        between = row[before.last + 1 : role.word]
        if not any(word.verbal and word.text not in words("title_words", "fresh") for word in between) and not any("," in word.before for word in between):
            return before
    behind = next((p for p in people if p.first > role.word), None)
    if behind is not None and role.particle in _FOR and behind.first - role.word <= _NEAR and behind.particle in case:
        return behind
    return None


def _takes_object(verb: str) -> bool:
    if verb[:_STEM] in words("verbs", "chosen"):
        return verb[:_STEM] not in _OWN and _ACTIVE.match(verb[_STEM:]) is not None
    return verb.startswith(_TAKEN)
