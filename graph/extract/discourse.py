"""Who a sentence speaks of: its own topics, words that point back, and subjects carried over from before."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graph.extract.entities import BODIES
from graph.extract.lexicon import closes, column, stems

if TYPE_CHECKING:
    from graph.extract.entities import Entity, Mention
    from graph.extract.names import Names
    from graph.extract.sentences import Sentence

TOPIC = frozenset(
    [
        "은",
        "는",
        "도",
        "측은",
        "측도",
        "께서는",
        "에서는",
        "이",
        "가",
        "측이",
        "께서",
        "에서",
        "만",
        "만이",
        "등은",
        "등이",
        "등도",
        "들은",
        "들이",
        "이나",
        "역시",
        "또한",
        "까지",
        "이라며",
        "과",
        "와",
    ]
)
_MAIN = frozenset(["은", "는", "도", "측은", "측도", "께서는", "에서는", "등은", "등도", "들은", "역시"])
_NOMINATIVE = frozenset(["이", "가", "측이", "께서", "에서", "등이", "들이", "만이"])
_SPOKEN = re.compile(r"[^“:]{0,30}[:：]\s?“")
_POINTS = (
    (re.compile(r"^(?:그|그녀)(?:는|가|도|의)?$"), "person"),
    (re.compile(r"^(?:양사|두회사|두기업|두업체|양측|양기관|두기관|두단체|두곳)(?:은|는|이|가|도)$"), "two"),
    (re.compile(r"^(?:세|3개|3)(?:회사|기업|업체|기관|단체|사|곳)(?:은|는|이|가|도)$"), "three"),
    (re.compile(r"^(?:이들|단체들|기업들|회사들|업체들|참여단체|참가단체|참여기업|시민단체들|참여사들?|양쪽|양측|세단체|네단체)(?:단체|기업|업체|회사|들)?(?:은|는|이|가|도)$"), "group"),
    (re.compile(r"^(?:이|해당|그|같은)?(?:회사|업체|기업|플랫폼|은행|사업자)(?:은|는|이|가|도|측은)$"), "firm"),
    (re.compile(r"^(?:이|해당|그)?(?:기관|부처|위원회|당국|부|처|청|공단|공사|진흥원)(?:은|는|이|가|도|측은)$"), "ministry"),
    (re.compile(r"^(?:이|해당|그)?(?:단체|협회|노조|연대|조합|연합회|중앙회|협의체|협의회|모임|연합|당|위원회|기구|자율기구|상인회)(?:은|는|이|가|도|측은)$"), "association"),
    (re.compile(r"^(?:이|해당)?(?:연구소|연구원|학회|대학|재단|학교)(?:은|는|이|가|도|측은)$"), "institution"),
    (re.compile(r"^(?:시|도|구|군)(?:는|가|도|은|이)$"), "place"),
)
_ACTORS = re.compile(
    r"(?:업계|기업들?|업체들?|사업자들?|참석자들?|참가자들?|단체들?|시민들?|전문가들?|소비자들?|상인들?|소상공인들?|이용자들?|판매자들?|의원들?|위원들?|학계|정치권|여야|여당|야당|관계자들?|당국|기사들?|점주들?|업주들?|노동자들?|라이더들?|경영진|대표들?|회원사들?|입점업체들?|측|누리꾼|시장|일각|패널들?|토론자들?|협약 당사자|참여사들?|정부)$"
)


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


@dataclass(slots=True)
class Discourse:
    """What the text before a sentence leaves in mind.

    Attributes
    ----------
    names
        The entities of the article.
    subject
        Who the last sentence was about.
    person, group
        The last person and the last group of several in subject position.
    bodies
        Bodies in the order they were named last.
    target
        What was judged last, and in which sentence.
    """

    names: Names
    subject: list[Entity] = field(default_factory=list)
    person: Entity | None = None
    group: list[Entity] = field(default_factory=list)
    bodies: list[Entity] = field(default_factory=list)
    target: tuple[tuple[str, str | None], int] | None = None

    def subjects(self, sentence: Sentence) -> list[Subject]:
        """Return the subjects of a sentence that stand outside quotations, in order.

        Parameters
        ----------
        sentence
            A sentence, read in order with the ones before it.

        Returns
        -------
        list
            Named ones, those that words point back to, and nameless ones.
        """
        found: list[Subject] = self._speaker(sentence)
        mentions = [m for m in self.names.mentions[sentence.number] if not m.inner and m.particle != "()" and (m.quote == -1 or self._marked(sentence, m))]
        taken: set[int] = set()
        for mention in mentions:
            taken.update(range(mention.first, mention.last + 1))
            entity = self.names.entities[mention.entity]
            if entity.kind not in ("person", *BODIES):
                continue
            at, particle = self._close(sentence, mention)
            if not particle and entity.kind == "person" and _SPOKEN.match(sentence.text[mention.end - sentence.start :]):
                particle = "는"
            if particle in _MAIN or particle in _NOMINATIVE:
                group, first = self._group(sentence, mention, mentions)
                found.append(Subject(at, group, particle in _MAIN, first))
        for place, word in enumerate(sentence.words):
            if place in taken or word.quote >= 0:
                continue
            pointed = self._pointed(sentence, place)
            if pointed is not None:
                found.append(pointed)
                continue
            for stem, particle in stems(word.text):
                if (particle in _MAIN or particle in _NOMINATIVE) and _ACTORS.search(stem):
                    named = self._spokesman(sentence, place, stem, mentions)
                    found.append(Subject(place, named, particle in _MAIN, place, "nameless" if not named else "spokesman"))
                    break
        found.sort(key=lambda s: s.word)
        for subject in found:
            subject.relative = not subject.main and self._relative(sentence, subject, later=any(s.main and s.word > subject.word for s in found))
        return found

    @staticmethod
    def _relative(sentence: Sentence, subject: Subject, *, later: bool) -> bool:
        """Say whether the next verb only describes a noun: ``누리톡이 내놓은 방안은``."""
        words = sentence.words
        for place in range(subject.word + 1, min(subject.word + (9 if later else 3), len(words))):
            if words[place].quote >= 0 and words[subject.word].quote < 0:
                return False
            if words[place].verbal and words[place].tags[-1].tag != "ETN":
                follows = words[place + 1].text if place + 1 < len(words) else ""
                return words[place].tags[-1].tag == "ETM" and not re.match(r"(?:계획|방침|예정|것|구상|뜻|입장|수|바|데|등|만큼)", follows)
        return False

    @staticmethod
    def _marked(sentence: Sentence, mention: Mention) -> bool:
        """Say whether a name stands alone in single quotation marks: ``‘누리톡’은``."""
        left, right, mark = sentence.quotes[mention.quote]
        return mark == "‘" and left == mention.start and right == mention.end

    def _speaker(self, sentence: Sentence) -> list[Subject]:
        """Return who speaks a line of a transcript: ``-한가람=``, ``▲나은비 ``."""
        first = next((m for m in self.names.mentions[sentence.number] if self.names.entities[m.entity].kind == "person"), None)
        if first is None or sentence.start != sentence.line.start or first.start - sentence.start > 3:
            return []
        if re.match(r"[^.“”]{0,16}?\s?[=:：]\s?[^=]", sentence.text[first.end - sentence.start :]):
            return [Subject(first.last, [self.names.entities[first.entity]], True, first.first)]
        return []

    def _close(self, sentence: Sentence, mention: Mention) -> tuple[int, str]:
        """Return the word and the particle that close a phrase, past ``등``, ``측`` and what stands in brackets."""
        words = sentence.words
        at, particle = mention.last, mention.particle
        if particle in ("을", "를") and at + 1 < len(words) and words[at + 1].text in ("비롯한", "포함한", "비롯해", "포함해"):
            for further in range(at + 2, min(at + 6, len(words))):
                found = re.fullmatch(r".*?(들은|들이|은|는|이|가|도)", words[further].text)
                if found:
                    return further, found[1]
        if not particle and at + 1 < len(words) and (words[at + 1].quote == words[at].quote or mention.quote >= 0):
            after = words[at + 1].text
            if after in ("등", "등의", "같은"):
                for further in range(at + 2, min(at + 6, len(words))):
                    found = re.fullmatch(r".*?(측은|들은|들이|은|는|이|가|도)", words[further].text)
                    if words[further].before or words[further].quote != words[at].quote:
                        break
                    if found:
                        return further, found[1]
                    if words[further].verbal:
                        break
            found = re.fullmatch(r"(측|등|역시|또한|씨|관계자|본사|본부|정부|그룹|노사|대변인실|경영진|의원실)?(은|는|이|가|도|역시)?", after)
            if found and (found[1] or found[2]):
                return at + 1, found[2] or found[1]
        return at, particle

    def _group(self, sentence: Sentence, mention: Mention, mentions: list[Mention]) -> tuple[list[Entity], int]:
        """Collect those joined to a mention before it: ``가와 나는``, ``가·나는``."""
        group = [self.names.entities[mention.entity]]
        first = mention.first
        order = mentions.index(mention)
        while order > 0:
            before = mentions[order - 1]
            kind = self.names.entities[before.entity].kind
            joined = before.particle in ("와", "과", "이나", "나", "랑") or sentence.words[first].before in (",", "·", "/", "▲")
            if (
                (before.last + 1 == first and joined and (kind == group[0].kind or (kind in BODIES and group[0].kind in BODIES)))
                or (
                    joined
                    and first - before.last <= 4
                    and all(w.nominal for w in sentence.words[before.last + 1 : first])
                    and kind in BODIES
                    and group[0].kind in BODIES
                    and before.particle in ("와", "과")
                )
                or (before.last + 2 == first and sentence.words[first - 1].text in ("및", "그리고", "또") and kind in BODIES)
            ):
                group.insert(0, self.names.entities[before.entity])
                first = before.first
                order -= 1
            else:
                break
        return group, first

    def _spokesman(self, sentence: Sentence, place: int, stem: str, mentions: list[Mention]) -> list[Entity]:
        """Take ``누리톡 관계자`` for the body."""
        if not re.search(r"(?:관계자|측|경영진|당국)$", stem):
            return []
        for mention in mentions:
            if mention.last + 1 == place or (mention.last + 2 == place and mention.particle in ("의", "")):
                entity = self.names.entities[mention.entity]
                if entity.kind in BODIES and not sentence.words[place].before:
                    return [entity]
        if stem in ("관계자", "이 관계자") and self.subject and self.subject[0].kind in BODIES:
            return self.subject[:1]
        return []

    def _pointed(self, sentence: Sentence, place: int) -> Subject | None:
        words = sentence.words
        text = words[place].text
        joined, first = text, place
        if re.fullmatch(r"(?:측|관계자|쪽|대변인|홍보팀)(?:은|는|이|가|도)", text) and place and not words[place].before and not self._named_at(sentence, place - 1):
            before = words[place - 1].text
            joined, first = before + text[-1], place - 1
            if closes(before[-1]) and text[-1] == "는":
                joined = before + "은"
        elif place and words[place - 1].text in ("이", "해당", "그", "두", "세", "양", "이들", "3개", "같은") and not words[place].before:
            joined, first = words[place - 1].text + text, place - 1
        tail = self._tail(joined, sentence)
        if tail is not None:
            return Subject(place, [tail], joined.endswith(("은", "는", "도")), first, "pointed")
        for pattern, what in _POINTS:
            if not pattern.match(joined):
                continue
            entities = self._meant(what, joined, sentence)
            if entities or joined.endswith(("은", "는")):
                return Subject(place, entities, joined.endswith(("은", "는", "도")), first, "pointed" if entities else "nameless")
        return None

    def _named_at(self, sentence: Sentence, place: int) -> bool:
        return any(m.first <= place <= m.last for m in self.names.mentions[sentence.number])

    def _tail(self, joined: str, sentence: Sentence) -> Entity | None:
        """Take the last part of a body's name for the body: ``시당은``, ``기술원은``."""
        stem = re.sub(r"(?:측은|측이|은|는|이|가|도)$", "", joined)
        if not 2 <= len(stem) < 8 or stem == joined or stem in ("회사", "업체", "기업", "기관", "단체", "정부", "시장"):
            return None
        del sentence
        return next((b for b in reversed(self.bodies) if b.name.endswith(stem) and len(b.name) > len(stem)), None)

    def _meant(self, what: str, joined: str, sentence: Sentence) -> list[Entity]:
        if what == "person":
            return [self.person] if self.person else []
        if what == "group":
            wanted_kinds = ("firm",) if re.search("기업|회사|업체|참여사", joined) else BODIES
            return [g for g in self.group if g.kind in wanted_kinds or g.kind == "person"] if self.group else []
        if what in ("two", "three"):
            need = 2 if what == "two" else 3
            wanted = ("firm",) if re.search("회사|기업|업체|사$", joined) else ("association", "institution") if "단체" in joined else ("ministry", "institution") if "기관" in joined else BODIES
            if len(self.group) == need and all(g.kind in wanted for g in self.group):
                return self.group
            recent = [b for b in self.bodies if b.kind in wanted]
            return recent[-need:] if len(recent) >= need else []
        if what == "place":
            return next(([b] for b in reversed(self.bodies) if b.kind == "ministry" and b.name.endswith(joined[0])), [])
        bare = joined[0] not in "이해그같" or joined.startswith(("기", "협"))
        noun = re.sub(r"^(?:이|해당|그|같은)", "", joined)
        noun = re.sub(r"(?:측은|은|는|이|가|도)$", "", noun)
        ending = next((b for b in reversed(self.bodies) if b.name.endswith(noun) and len(noun) > 1), None)
        if ending is not None:
            return [ending]
        if bare and noun in ("위원회", "협의회", "플랫폼", "은행", "사업자", "부", "처", "청", "기업", "업체"):
            return []
        if self.subject and len(self.subject) == 1 and self.subject[0].kind == what:
            return self.subject
        del sentence
        return next(([b] for b in reversed(self.bodies) if b.kind == what), [])

    def close(self, sentence: Sentence, subjects: list[Subject]) -> None:
        """Remember a sentence that has been read."""
        mains = [s for s in subjects if s.entities and not s.relative]
        main = next((s for s in mains if s.main), None) or (mains[0] if mains else None)
        nameless = [s for s in subjects if not s.entities and s.main]
        if main is not None and not (nameless and nameless[0].word < main.word):
            self.subject = main.entities
            if len(main.entities) > 1:
                self.group = main.entities
        elif nameless:
            self.subject = []
        for found in mains:
            for entity in found.entities:
                if entity.kind == "person":
                    self.person = entity
        for mention in self.names.mentions[sentence.number]:
            entity = self.names.entities[mention.entity]
            if entity.kind in BODIES:
                if entity in self.bodies:
                    self.bodies.remove(entity)
                self.bodies.append(entity)


def body_of(person: Entity, names: Names) -> Entity | None:
    """Return the body that a person speaks for: the one of the post named last."""
    return names.entities[person.posts[0].body] if person.posts else None


__all__ = ["TOPIC", "Discourse", "Subject", "body_of", "column"]
