"""Who is who: phrases of people with posts become people, and titles alone are given to those who are called so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from graph.extract.entities.entity import BODIES, Mention, Post
from graph.extract.entities.looks import given_surname, is_department
from graph.extract.entities.titling import clash, fused_titles, is_profession, kind_of_body, kinds_of, same_title, sits_in_parliament
from graph.extract.lexicon import title_in, words
from graph.extract.text.sentences import Part, spelling

if TYPE_CHECKING:
    from graph.extract.entities.entity import Entity, Register
    from graph.extract.entities.phrases import Found
    from graph.extract.entities.posts import Posts
    from graph.extract.entities.usage import Usage
    from graph.extract.text.sentences import Sentence

_SAME = re.compile(r"(?:같은|이|해당) (?:당|회사|업체|단체|위원회|기관|대학|부처|학회|협회)(?:의| 소속)?$")
_AT = ("에서는", "에서", "에선", "측에서는", "에서도")
_PARLIAMENT = "국회"
_INSTEAD = ("대신해", "대신하여", "대신해서", "대리해")
_WITHOUT_PARTY = "무소속"
_OF_SECTIONS = ("과장", "팀장", "국장", "실장", "사무관", "서기관", "주무관")  # their bodies are greater than the department before them
_CHAIRS = "위원장"
_COUNCILLORS = ("시의원", "도의원", "군의원", "구의원")
_PARTY_OFFICES = ("정책위의장", "원내대표", "최고위원", "당대표")
_CHAIR = "회장"
# Common nouns that no name ends with.
_KINDS = {"회사": "firm", "이사회": "firm", "단체": "association", "시민단체": "association", "사업자단체": "association"}
_BODY_AND_CHAIR = 4  # letters from which a chair's title begins with a part of the body's name: 협회장


class People:
    """The people of one article.

    Parameters
    ----------
    sentences
        The article's sentences.
    usage
        How it uses its words.
    posts
        The phrases of people with posts; all are read.
    """

    def __init__(self, sentences: list[Sentence], usage: Usage, posts: Posts) -> None:
        self._sentences = sentences
        self._register: Register = usage.register
        self._refused = usage.refused
        self._posts = posts
        for found in posts.found:
            if found.name is not None:
                self._settle(found, found.name)
        for person, body, title, sentence, _start in posts.bracketed:
            if not any(post.body == body.number for post in person.posts):
                person.posts.append(Post(body.number, title, sentence.number, "bracket title name"))

    def complete(self, mentions: list[list[Mention]]) -> None:
        """Add the mentions of people by a title, and the posts whose body the text tells elsewhere.

        Parameters
        ----------
        mentions
            The mentions by a name, a list for each sentence; further ones are added.
        """
        for person, body, _title, sentence, start in self._posts.bracketed:
            place = max(0, sum(word.start <= start for word in sentence.words) - 1)
            here = mentions[sentence.number]
            here.append(Mention(person.number, sentence.number, place, place, "()", start, start + len(person.name)))
            if all(m.entity != body.number for m in here) and body.name in sentence.text:
                begun = sentence.start + sentence.text.index(body.name)
                here.append(Mention(body.number, sentence.number, place, place, "()", begun, begun + len(body.name)))
        for found in self._posts.found:
            if found.name is None:
                self._refer(found, mentions)
            elif found.body_name:
                self._mark_fused(found, mentions[found.sentence])
        for found in self._posts.found:
            if found.name is not None and found.current and not found.body_name and (found.body is None or self._own_body(found)):
                self._give_body(found, found.name, mentions)

    def _settle(self, found: Found, name: Part) -> None:
        """Enter the person of a phrase with a name, and the post."""
        text = self._name(found, name)
        person = self._register.named(text) or self._register.entity(text, "person", found.rule)
        if person.kind != "person":
            return
        person.surname = found.surname or given_surname(text)
        person.titles.add(found.title)
        body = self._body(found)
        if body is None:
            return
        self._prefer_text(person, body, found)
        if found.current and not any(post.body == body.number and post.title == found.title for post in person.posts):
            person.posts.append(Post(body.number, found.title, found.sentence, found.rule))

    def _name(self, found: Found, name: Part) -> str:
        row = self._sentences[found.sentence].words
        text = spelling(row, name)
        return f"{row[name.first - 1].text} {text}" if found.rule == "foreign" else text

    def _prefer_text(self, person: Entity, body: Entity, found: Found) -> None:
        """Let a sentence of the text stand for a post that so far only a headline tells."""
        held = next((post for post in person.posts if post.body == body.number), None)
        if held is not None and self._sentences[held.sentence].line.kind == "headline" and self._sentences[found.sentence].line.kind != "headline":
            held.sentence = found.sentence

    def _body(self, found: Found) -> Entity | None:
        """Return the body of a phrase, a new one if it is not known yet."""
        name = found.body_name or (spelling(self._sentences[found.sentence].words, found.body) if found.body else "")
        known = self._register.named(name)
        if is_department(name) and found.title in _OF_SECTIONS and (known is None or not known.known):
            return None
        if not name or (self._own_body(found) and (known is None or known.name == name)):
            return None
        if known is not None:
            return known if known.kind in BODIES else None
        sure = found.rule == "bracket post" or (sits_in_parliament(found.title) and name.endswith("당"))
        if not re.search(r"[가-힣A-Za-z]", name) or len(name) == 1 or (name in self._refused and not sure):
            return None
        return self._register.entity(name, kind_of_body(name, found.title), "fused" if found.rule == "name fused" else "post")

    def _mark_fused(self, found: Found, mentions: list[Mention]) -> None:
        """Take a title with a body in it for a mention of the body too: ``공정거래위원장``."""
        body = self._register.named(found.body_name)
        word = self._sentences[found.sentence].words[found.last]
        if body is None or body.kind not in BODIES or any(m.entity == body.number and m.last == found.last for m in mentions):
            return
        letters = len(word.text) - len(found.particle)
        mentions.append(Mention(body.number, found.sentence, found.last, found.last, "", word.start, word.end(letters), inner=True, quote=word.quote))

    # ------------------------------------------------------------ by the title alone

    def _refer(self, found: Found, mentions: list[list[Mention]]) -> None:
        """Find who ``한 대표`` is: the person of that surname who is called so, named last before, else at all."""
        people = [e for e in self._register.entities if e.kind == "person" and e.surname == found.surname]
        head = title_in(found.title.split()[0]) or found.title
        fit = [e for e in people if any(same_title(title, found.title) for title in e.titles)]
        if not fit and len(people) == 1 and (not clash(people[0].titles, head) or self._becomes(people[0], head, mentions)):
            fit = people
        if not fit:
            return
        last = {m.entity: m.sentence for row in mentions[: found.sentence + 1] for m in row}
        nearest = max(fit, key=lambda e: last.get(e.number, -1))
        row = self._sentences[found.sentence].words
        part = Part(found.first, found.last, len(row[found.last].text) - len(found.particle))
        start, end = row[part.first].start, row[part.last].end(part.letters)
        mentions[found.sentence].append(Mention(nearest.number, found.sentence, found.first, found.last, found.particle, start, end, quote=row[found.first].quote))
        nearest.forms.add(" ".join([*(word.text for word in row[part.first : part.last]), row[part.last].text[: part.letters]]))

    def _becomes(self, person: Entity, title: str, mentions: list[list[Mention]]) -> bool:
        """Say whether a sentence that names a person names a title as what somebody is made: ``한가람 대표를 의장으로 선출했다``."""
        named = {m.sentence for row in mentions for m in row if m.entity == person.number}
        return any(word.text.removesuffix("로").removesuffix("으") == title for number in named for word in self._sentences[number].words)

    # ------------------------------------------------------------ the body from the text around

    def _give_body(self, found: Found, name: Part, mentions: list[list[Mention]]) -> None:
        """Give a post without a body the body that the text speaks of: ``같은 당 한가람 의원``, ``나은비 사무총장``."""
        row = self._sentences[found.sentence].words
        person = self._register.named(spelling(row, name))
        if person is None or person.kind != "person" or person.posts or self._is_unbound(found):
            return
        own = self._own_body(found)
        before = " ".join(word.text for word in row[max(0, found.first - 2) : name.first if own else found.first])
        own = "" if own == "당" and _SAME.search(before) else own
        body = self._called_so(own, found.sentence, mentions) if own else self._beside(found, name, mentions[found.sentence])
        if body is None and not own and found.title.endswith((*_COUNCILLORS, _CHAIRS)) and found.title != _CHAIRS:
            # 군의원 belongs to a 군의회, 윤리위원장 to a 윤리위원회.
            body = self._called_so(f"{found.title.removesuffix('원').removesuffix('장')}회", found.sentence, mentions)
        if body is None and not own:
            recent = self._spoken_of(found, name, mentions)
            body = (recent[0] if _SAME.search(before) else self._choose(found.title, recent)) if recent else None
        if body is not None:
            person.posts.append(Post(body, found.title, found.sentence, "context title"))

    def _own_body(self, found: Found) -> str:
        """Return the common noun that stands for the body of a phrase: ``협회 한가람 회장``."""
        word = spelling(self._sentences[found.sentence].words, found.body).removesuffix("의") if found.body else ""
        return word if word in words("ordinary", "own body") else ""

    def _called_so(self, noun: str, sentence: int, mentions: list[list[Mention]]) -> int | None:
        """Return the body named last before the end of a sentence that a common noun can mean, by its name or by its kind."""
        named = [self._register.entities[m.entity] for row in mentions[: sentence + 1] for m in row]
        bodies = [entity for entity in reversed(named) if entity.kind in BODIES]
        kind = _KINDS.get(noun)
        fit = (entity.number for entity in bodies if (entity.kind == kind if kind else entity.name.endswith(noun) and entity.name != noun))
        return next(fit, None)

    def _is_unbound(self, found: Found) -> bool:
        """Say whether a title has no body that the text around could tell: a profession's, a candidate's, one of somebody without a party."""
        last = found.title.rpartition(" ")[2]
        sentence = self._sentences[found.sentence]
        near = [word.text for word in sentence.words[max(0, found.first - 2) : found.first]]
        near += [sentence.slice(left, right) for left, right, _ in sentence.words[found.last].brackets]
        return is_profession(found.title) or last in words("title_words", "nominee") or last in words("title_words", "unbound") or _WITHOUT_PARTY in near

    def _beside(self, found: Found, name: Part, mentions: list[Mention]) -> int | None:
        """Return the body that speaks through somebody, or that of the person named beside."""
        entities = self._register.entities
        here = [m for m in mentions if m.last < name.first and m.particle in _AT and entities[m.entity].kind in BODIES]
        if here and not (sits_in_parliament(found.title) and entities[here[-1].entity].name == _PARLIAMENT):
            return here[-1].entity
        first = found.first - (self._sentences[found.sentence].words[found.first - 1].text in _INSTEAD)
        joined = (entities[m.entity] for m in mentions if m.last + 1 == first and (m.particle in ("와", "과") or first < found.first))
        beside = next((e for e in joined if e.kind == "person"), None)
        return beside.posts[-1].body if beside is not None and beside.posts else None

    def _spoken_of(self, found: Found, name: Part, mentions: list[list[Mention]]) -> list[int]:
        """Return the bodies that can have a title, the one named last first."""
        wanted = kinds_of(found.title)
        earlier = [m for row in mentions[: found.sentence] for m in row]
        here = [m for m in mentions[found.sentence] if m.last < name.first]
        return [m.entity for m in reversed(earlier + here) if self._register.entities[m.entity].kind in wanted]

    def _choose(self, title: str, recent: list[int]) -> int | None:
        """Choose the body whose name the title ends, else the only one, or a member's only party."""
        entities = self._register.entities
        prefix = title[:-1] if title.endswith(_CHAIR) and len(title) >= _BODY_AND_CHAIR else title.removesuffix(title_in(title) or title)
        ending = next((n for n in recent if len(prefix) > 1 and entities[n].name.endswith(prefix)), None)
        if ending is not None:
            return ending
        seat = next((row.body for row in fused_titles() if len(row.body) == 1 and row.title == title), "")
        seats = {n for n in recent if seat and entities[n].name.endswith(seat)}
        if len(seats) == 1:
            return seats.pop()
        if sits_in_parliament(title):
            parties = {party.number for n in recent if (party := self._party(entities[n])) is not None}
            recent = list(parties) if parties or not title.endswith(_PARTY_OFFICES) else recent
            return recent[0] if len(set(recent)) == 1 and (parties or title.endswith(_PARTY_OFFICES)) else None
        return recent[0] if len(set(recent)) == 1 else None

    def _party(self, entity: Entity) -> Entity | None:
        """Return a party, also that of a committee called by it: ``새길당 윤리위원회``."""
        first = entity.name.partition(" ")[0]
        return self._register.named(first) if first.endswith("당") else None
