"""One article from text to claims: names first, then each sentence in order."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from graph.extract.claims import Claim, Extraction, Named
from graph.extract.discourse import Discourse
from graph.extract.entities import BODIES
from graph.extract.judgement import chances, precision
from graph.extract.layout import read_layout
from graph.extract.lexicon import column, verbs
from graph.extract.names import Names
from graph.extract.occasions import find_events, find_venues
from graph.extract.offices import OFFICE, find_offices
from graph.extract.pledges import find_commitments
from graph.extract.recogniser import learn
from graph.extract.sentences import split
from graph.extract.statements import STANCES, find_stances, find_targets
from graph.extract.tagging import tag_words
from graph.extract.times import find_times

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from graph.extract.discourse import Subject
    from graph.extract.entities import Entity, Mention
    from graph.extract.gazetteer import Gazetteer
    from graph.extract.layout import Body, Span
    from graph.extract.sentences import Sentence
    from graph.extract.tagging import Tagger


_ENOUGH = {"pledged": 0.4, "criticized": 0.4, "supported": 0.3, "urged": 0.4, "attended": 0.4}
_LISTED = re.compile(r"참석|자리했|자리를 함께|자리를 같이|함께했|참여했|참가했|출석했|얼굴을 비|나란히 앉|마주 앉|배석|한자리에|머리를 맞|증인|진술인|패널|토론자|서명")
_OWN = 0.5
_REVIEW = 0.7  # a claim of a rule that is right less often waits for a person
_RECENT = 10  # days between an occasion and the article about it
_NEAR = 30
_OPENS = r"(?:열었|열고|열어|열며|엽니다|연다고|개최|주최|주관|주재|마련했|마련해|마련하고|가졌|갖고|갖는|진행했|진행하고|진행해|치렀|치르고|소집해|소집했|소집하고|개시|꾸렸|차렸|벌였|벌이고|이어갔|시작했|실시|벌였|했다|했습니다)"
_RUNS = re.compile(
    r"(?:운영|서비스|위탁 ?운영|직접 운영)(?:하고 있|하는|해 온|해온|해 왔|하며|한다|합니다| 중이| 중인| 중|해 오|하던|돼 온)|(?:꾸리|굴리|꾸려 가|꾸려가|돌리)(?:고 있|는|며|ㄴ다)|(?:꾸려|굴려|운영해) (?:온|왔|오고|나가고|가고)|꾸린다|굴린다|맡아 운영|운용(?:하는|하고 있|한다|해 온| 중)"
)


def _sureness(chance: float | None) -> str:
    """Return how sure a model is, as a part of the rule's name, so that its precision is measured apart."""
    return "" if chance is None else ", sure" if chance > 0.9 else ", likely" if chance > 0.65 else ", unsure"


def _named(sentences: list[Sentence], known: Gazetteer, hints: dict[str, str] | None = None, refused: frozenset[str] = frozenset()) -> Names:
    names = Names(sentences, known, hints, refused)
    find_events(names)
    find_venues(names)
    names.scan()
    return names


class Reading:
    """The state of reading one article.

    Parameters
    ----------
    raw
        Its body.
    published
        The day of publication, ``None`` if it is not known.
    known
        Names known beforehand.
    """

    def __init__(self, raw: str, published: dt.date | None, known: Gazetteer, engine: Tagger, watch: Callable[..., None] | None = None) -> None:
        self.engine = engine
        self.watch = watch
        self.body: Body = read_layout(raw)
        self.sentences = split(self.body)
        for sentence in self.sentences:
            tag_words(sentence, engine)
        self.published = published
        self.names = _named(self.sentences, known)
        hints, refused = learn(self.names, engine.name)
        if hints or refused:
            self.names = _named(self.sentences, known, hints, refused)
        find_offices(self.names, known.offices, published)
        self.claims: list[Claim] = []
        self.day: str | None = None
        self.event: Entity | None = None
        self.days: dict[int, str | None] = {}
        self._captioned: set[int] = set()
        self.discourse = Discourse(self.names)
        self.asked = self._interviewed()
        self._posts()
        self._operated()
        for sentence in self.sentences:
            self._sentence(sentence)

    def _interviewed(self) -> Entity | None:
        """Return who answers the questions of an interview: the person named most."""
        if sum(line.kind == "question" for line in self.body.lines) < 2:
            return None
        people = Counter(m.entity for ms in self.names.mentions for m in ms if self.names.entities[m.entity].kind == "person" and self.names.entities[m.entity].posts)
        return self.names.entities[people.most_common(1)[0][0]] if people else None

    # ------------------------------------------------------------ one sentence

    def _sentence(self, sentence: Sentence) -> None:
        subjects = self.discourse.subjects(sentence)
        day = self._day(sentence)
        event = self._occasion(sentence, day)
        self._hosted(sentence, subjects, day)
        self._attended(sentence, event, day)
        self._stances(sentence, subjects, day)
        self._commitments(sentence, subjects, day)
        self.discourse.close(sentence, subjects)
        if sentence.line.kind == "question" and self.asked is not None:
            self.discourse.subject = [self.asked]

    def _stances(self, sentence: Sentence, subjects: list[Subject], day: str | None) -> None:
        for stance in find_stances(sentence, self.names, subjects, self.discourse):
            if self.watch is not None:
                self.watch("stances", sentence, stance)
            judged = chances("stances", self.engine.name, stance.features)
            relation = max(STANCES, key=lambda r: judged.get(r, 0.0)) if judged else stance.relation
            if not relation or (judged and judged.get(relation, 0.0) < _ENOUGH[relation]):
                continue
            for target, how in find_targets(stance, relation, sentence, self.names, self.discourse):
                if relation != "urged":
                    self.discourse.target = (target, sentence.number)
                for holder in stance.holders:
                    self._add(relation, holder, target, sentence, f"{relation} {how}{_sureness(judged.get(relation))}", date=day)

    def _commitments(self, sentence: Sentence, subjects: list[Subject], day: str | None) -> None:
        for pledge in find_commitments(sentence, self.names, subjects, self.discourse, self.published, self._as_date(day)):
            if self.watch is not None:
                self.watch("pledges", sentence, pledge)
            judged = chances("pledges", self.engine.name, pledge.features)
            if (judged and judged.get("pledged", 0.0) < _ENOUGH["pledged"]) or (not judged and pledge.rule == "clause"):
                continue
            amounts = [row for row, features in pledge.figures if (own := chances("figures", self.engine.name, features)) == {} or own.get("own", 0.0) >= _OWN]
            for body in pledge.bodies:
                self._add(
                    "pledged",
                    body,
                    pledge.object,
                    sentence,
                    f"pledged {pledge.rule}{_sureness(judged.get('pledged'))}",
                    date=day,
                    amounts=amounts,
                    period=pledge.period,
                    due=pledge.due,
                    change=pledge.change,
                )

    def _day(self, sentence: Sentence) -> str | None:
        """Return the day a sentence speaks of: its own, else the one spoken of last."""
        if sentence.line.kind == "headline":
            return self.day
        outer = sentence.text
        for left, right, mark in sentence.quotes:
            if mark == "“":
                outer = outer[: left - sentence.start] + "□" * (right - left) + outer[right - sentence.start :]
        days = [t for t in find_times(outer, self.published, self._as_date(self.day)) if t.kind == "day" and t.value]
        if days:
            value = str(days[0].value)
            if sentence.line.kind != "caption" and self._opens_day(value, outer):
                self.day = value
            return value
        return self.day

    def _opens_day(self, value: str, text: str) -> bool:
        """Say whether what follows is of the day that a sentence names: the first one, or that of another occasion."""
        if self.day is None or value == self.day:
            return not re.match(r"\s*(?:앞서|지난해|당초)", text)
        day, published = self._as_date(value), self.published
        near = day is not None and published is not None and 0 <= (published - day).days <= _RECENT
        return near and bool(re.search(r"열[었고린렸어]|개최|참석|이날|기자회견|간담회", text)) and not re.match(r"\s*(?:앞서|지난해|당초)", text)

    @staticmethod
    def _as_date(day: str | None) -> dt.date | None:
        import datetime as dt

        try:
            return dt.date.fromisoformat(day.split("/")[0]) if day else None
        except ValueError:
            return None

    def _occasion(self, sentence: Sentence, day: str | None) -> Entity | None:
        """Return the occasion that a sentence speaks of, and remember it."""
        events = [m for m in self.names.mentions[sentence.number] if self.names.entities[m.entity].kind == "event"]
        if events:
            event = self.names.entities[events[0].entity]
            if self.days.get(event.number) is None or (sentence.line.kind != "caption" and event.number in self._captioned):
                self.days[event.number] = day
                self._captioned.discard(event.number)
                if sentence.line.kind == "caption":
                    self._captioned.add(event.number)
            if self.event is None or sentence.line.kind != "headline":
                self.event = event
            return event
        return None

    # ------------------------------------------------------------ relations

    def _posts(self) -> None:
        for person in self.names.entities:
            for post in person.posts:
                if post.rule == OFFICE:
                    continue
                body = self.names.entities[post.body]
                self._add("holds_post", person, (body.name, body.kind), self.sentences[post.sentence], f"holds_post {post.rule}", title=post.title)

    def _hosted(self, sentence: Sentence, subjects: list[Subject], day: str | None) -> None:
        mentions = self.names.mentions[sentence.number]
        events = [m for m in mentions if self.names.entities[m.entity].kind == "event"]
        if not events or sentence.line.kind in ("headline", "question"):
            return
        text = sentence.text
        for mention in events:
            event = self.names.entities[mention.entity]
            after = text[mention.end - sentence.start :][:30]
            before = text[: mention.start - sentence.start]
            date = self.days.get(event.number) or day
            hosts: list[Entity] = []
            rule = ""
            opened = re.match(r"[’”]?(?:\([^)]*\))?(?:\s?[가-힣]{2,6})?(?:을|를|도)\s?(?:[^,“‘다]{0,24}?\s)?" + _OPENS, after + text[mention.end - sentence.start :][30:60])
            if opened:
                chosen = [s for s in subjects if sentence.words[s.word].start < mention.start and s.entities]
                main = [s for s in chosen if s.main] or chosen
                hosts, rule = (main[-1].entities if main else self.discourse.subject), "hosted opens"
            else:
                found = re.search(
                    r"(?:연|여는|개최한|개최하는|주최한|주최하는|주관한|주관하는|마련한|주재한|진행한|진행하는|꾸린|소집한|준비한|차린|치른|개최해 온|함께한|초청한|한)\s[‘“]?[^‘’“”]{0,25}$", before
                )
                if found:
                    chosen = [s for s in subjects if sentence.words[s.word].start - sentence.start < found.start() and s.entities]
                    near = [s for s in chosen if not s.main] or chosen
                    hosts, rule = (near[-1].entities if near else []), "hosted relative"
            if re.search(r"열 예정|열기로|개최할|열 계획|개최한다고|열린다|연다", after):
                hosts = []
            self._add_hosts(hosts, event, sentence, rule, date)
            for found in re.finditer(r"(?:주최|주관|공동 ?주최|공동 ?주관)(?:로|하에|으로|한)", text):
                hosts = [
                    self.names.entities[m.entity]
                    for m in mentions
                    if self.names.entities[m.entity].kind in BODIES and m.end - sentence.start <= found.start() and found.start() - (m.end - sentence.start) < 12
                ]
                self._add_hosts(hosts, event, sentence, "hosted under", date)
            self._venue(sentence, event, mentions, date)
        if re.search(r"(?:주최|주관)(?:했|하고|한다|함|했고|했으며|하며)", text):
            event = self.names.entities[events[0].entity]
            main = [s for s in subjects if s.entities]
            if main:
                self._add_hosts(main[0].entities, event, sentence, "hosted says", self.days.get(event.number) or day)

    def _add_hosts(self, hosts: list[Entity], event: Entity, sentence: Sentence, rule: str, date: str | None) -> None:
        for host in hosts:
            body = host if host.kind in BODIES else self.names.entities[host.posts[0].body] if host.kind == "person" and host.posts else None
            if host.kind == "person" and self._as_date(date) is not None:
                self._add("attended", host, (event.name, "event"), sentence, "attended chairs", date=date)
            if body is not None:
                self._add("hosted", body, (event.name, "event"), sentence, rule, date=date)

    def _venue(self, sentence: Sentence, event: Entity, mentions: list[Mention], date: str | None) -> None:
        for mention in mentions:
            place = self.names.entities[mention.entity]
            if place.kind == "place" and mention.particle.startswith("에서") and place.name not in column("places", "name"):
                self._add("held_at", event, (place.name, "place"), sentence, "held_at venue", date=date)
                return

    def _attended(self, sentence: Sentence, event: Entity | None, day: str | None) -> None:
        target = event or self.event
        if target is None or sentence.line.kind in ("headline", "question"):
            return
        kinds = self.names.entities
        mentions = [m for m in self.names.mentions[sentence.number] if m.quote == -1]
        people = [m for m in mentions if kinds[m.entity].kind == "person"]
        present = people or [m for m in mentions if kinds[m.entity].kind in BODIES and not m.inner]
        date = self.days.get(target.number) or day
        for order, mention in enumerate(present):
            row, rule = self._presence(sentence, mention, order, present, target, event)
            if self.watch is not None:
                self.watch("attendance", sentence, (mention, target, row))
            judged = chances("attendance", self.engine.name, row)
            if judged.get("attended", 0.0) >= _ENOUGH["attended"] if judged else rule in ("listed", "speaks"):
                self._add("attended", kinds[mention.entity], (target.name, "event"), sentence, f"attended {rule or 'learned'}{_sureness(judged.get('attended'))}", date=date)

    def _presence(self, sentence: Sentence, mention: Mention, order: int, present: list[Mention], target: Entity, event: Entity | None) -> tuple[list[str], str]:
        """Return the features of somebody's presence at an occasion, and the rule that speaks for it."""
        text = sentence.text
        kinds = self.names.entities
        absent = verbs("absent").search(text.replace("참석자", ""))
        listed = _LISTED.search(text)
        person = kinds[mention.entity].kind == "person"
        rule = ""
        if listed and not absent and (person or mention.start < sentence.start + listed.start()):
            rule = "listed"
        elif event is not None and verbs("attended").search(text) and mention.particle in ("은", "는", "이", "가", "도") and not absent:
            rule = "speaks"
        words = sentence.words
        outer = [m for w in words if w.quote < 0 for m in w.tags]
        tail = outer[-6:]
        row = [
            "b",
            f"rule={rule}",
            f"person={person}",
            f"kind={kinds[mention.entity].kind}",
            f"particle={mention.particle}",
            f"order={min(order, 3)}",
            f"many={min(len(present), 5)}",
            f"line={sentence.line.kind}",
        ]
        row += [f"t={m.form}/{m.tag}" for m in tail]
        row += [f"tt={a.form}+{b.form}" for a, b in itertools.pairwise(tail)]
        row += [f"w={f}" for f in {m.form for m in outer if m.tag in ("NNG", "VV", "XR", "MAG")}]
        row += [f"near={w.text}" for w in words[mention.last + 1 : mention.last + 4]]
        row += [f"nearm={m.form}" for w in words[mention.last + 1 : mention.last + 6] for m in w.tags if m.tag in ("NNG", "VV")]
        row += [f"prev={w.text}" for w in words[max(0, mention.first - 3) : mention.first]]
        row += [f"start={w.text}" for w in words[:2]]
        row += [f"quoted={any(q[2] == '“' for q in sentence.quotes)}", f"absent={bool(absent)}", f"listed={bool(listed)}", f"far={min(sentence.number, 6)}"]
        if event is not None:
            where = next(m for m in self.names.mentions[sentence.number] if m.entity == event.number)
            row += [f"event={where.particle}", f"event+many={where.particle}+{min(len(present), 3)}", f"event first={where.first < mention.first}"]
        else:
            row.append("event=none")
        row += [
            f"head={target.name.split()[-1][-3:]}",
            f"etc={bool(re.search(r'등(?:이|은|도| |[0-9])|비롯', text))}",
            f"host={any(c.relation == 'hosted' and c.object[0] == target.name and c.subject[0] == kinds[mention.entity].name for c in self.claims)}",
        ]
        return row, rule

    def _operated(self) -> None:
        for thing, operator, sentence in self.names.operators:
            run, owner = self.names.named(thing), self.names.named(operator)
            if run is not None and owner is not None and owner.kind in BODIES:
                self._add("operates", owner, (run.name, run.kind), sentence, "operates bracket")
        for sentence in self.sentences:
            if sentence.line.kind in ("headline", "question"):
                continue
            self._operators(sentence)
            for found in _RUNS.finditer(sentence.text):
                self._runs(sentence, found)

    def _runs(self, sentence: Sentence, found: re.Match[str]) -> None:
        """Read who runs what around a verb: ``‘배달길’을 운영하는 누리톡``, ``누리톡이 운영하는 ‘배달길’``, ``배달길은 누리톡이 운영한다``."""
        kinds = self.names.entities
        at, end = sentence.start + found.start(), sentence.start + found.end()
        mentions = [m for m in self.names.mentions[sentence.number] if m.quote == -1 or kinds[m.entity].kind in ("program", "firm")]
        things = [
            m for m in mentions if kinds[m.entity].kind in ("program", "firm", "institution", "place") and m.particle in ("을", "를", "도", "", "이라는", "라는") and m.end <= at and at - m.end < _NEAR
        ]
        after = [m for m in mentions if 0 <= m.start - end < _NEAR and not re.search(r"[다.]", sentence.text[end - sentence.start : m.start - sentence.start])]
        before = [m for m in mentions if m.end <= at and kinds[m.entity].kind in BODIES and m.particle in ("이", "가", "은", "는", "도", "에서", "측이") and not m.inner]
        adnominal = bool(re.search(r"(?:는|온|던|인| 중인|한)$", found[0].strip()))
        thing = things[-1] if things else None
        owner: Entity | None = None
        if thing is not None and adnominal and after and kinds[after[0].entity].kind in BODIES:
            owner = kinds[after[0].entity]
        elif thing is not None:
            before = [m for m in before if m.entity != thing.entity]
            owner = kinds[before[-1].entity] if before else self._carried(sentence)
        elif adnominal and after and (before or "이 " in sentence.text[:12]):
            thing = next((m for m in after if kinds[m.entity].kind in ("program", "firm")), None)
            owner = kinds[before[-1].entity] if before else self._carried(sentence)
        elif before or re.search(r"(?:이|해당) ?(?:회사|업체|기관|단체|은행)(?:가|이)", sentence.text[: found.start()]):
            thing = next((m for m in mentions if kinds[m.entity].kind in ("program", "firm") and m.end <= at and m.particle in ("은", "는") and (not before or m.entity != before[-1].entity)), None)
            owner = kinds[before[-1].entity] if before else self._carried(sentence)
        if thing is not None and owner is not None and owner.number != thing.entity and owner.kind in BODIES:
            for mention in (
                thing,
                *(
                    m
                    for m in mentions
                    if m.end < thing.start and thing.start - m.end < _NEAR and m.particle in ("과", "와") and kinds[m.entity].kind == "program" and kinds[thing.entity].kind == "program"
                ),
            ):
                self._add("operates", owner, self._ref(mention), sentence, "operates runs")

    def _carried(self, sentence: Sentence) -> Entity | None:
        """Return the body a sentence without a named subject speaks of."""
        discourse = Discourse(self.names)
        for earlier in self.sentences[max(0, sentence.number - 3) : sentence.number]:
            discourse.close(earlier, discourse.subjects(earlier))
        subjects = [s for s in discourse.subjects(sentence) if s.entities]
        meant = subjects[0].entities if subjects else discourse.subject
        return next((e for e in meant if e.kind in BODIES), None)

    def _operators(self, sentence: Sentence) -> None:
        """Read ``배달길 운영사 누리톡`` and ``누리톡의 배달길``."""
        mentions = self.names.mentions[sentence.number]
        for found in re.finditer(r"\s운영(?= 및| 등|을 통|으로)", sentence.text):
            self._listed_operation(sentence, mentions, sentence.start + found.start())
        for found in re.finditer(r"(?:운영사|개발사|운영 ?업체|운영 ?주체|운영 ?법인|운영 ?기관)(?:인|이자|는|은)?\s?", sentence.text):
            at, end = sentence.start + found.start(), sentence.start + found.end()
            left = next((m for m in reversed(mentions) if m.end <= at and at - m.end <= 3), None)
            right = next((m for m in mentions if m.start >= end and m.start - end <= 2), None)
            if left and right and self.names.entities[right.entity].kind in BODIES and left.entity != right.entity:
                self._add("operates", self.names.entities[right.entity], self._ref(left), sentence, "operates operator")

    def _listed_operation(self, sentence: Sentence, mentions: list[Mention], at: int) -> None:
        """Read ``누리톡은 배달길, 상인학교 운영 및 …``."""
        kinds = self.names.entities
        owner = next((m for m in mentions if kinds[m.entity].kind in BODIES and m.particle in ("은", "는", "이", "가") and m.end < at), None)
        end = at
        for mention in reversed(mentions):
            if owner is not None and kinds[mention.entity].kind == "program" and 0 <= end - mention.end <= 2 and mention.start > owner.end:
                self._add("operates", kinds[owner.entity], self._ref(mention), sentence, "operates listed")
                end = mention.start

    def _ref(self, mention: Mention) -> tuple[str, str]:
        entity = self.names.entities[mention.entity]
        return entity.name, entity.kind

    # ------------------------------------------------------------ results

    def _add(self, relation: str, subject: Entity, target: tuple[str, str | None], sentence: Sentence, rule: str, **more: Any) -> None:
        if target[0] == subject.name or not target[0]:
            return
        span = self.body.span(sentence.start, sentence.end)
        if relation in ("attended", "hosted", "held_at", "operates") and any(c.relation == relation and c.subject[0] == subject.name and c.object[0] == target[0] for c in self.claims):
            return
        confidence = precision(rule, self.engine.name)
        self.claims.append(
            Claim(relation, (subject.name, subject.kind), target, span, rule, also=self._copies(sentence), confidence=confidence, review=confidence is not None and confidence < _REVIEW, **more)
        )

    def _copies(self, sentence: Sentence) -> tuple[Span, ...]:
        """Return where the same sentence stands again."""
        shift = sentence.start - sentence.line.start
        size = sentence.end - sentence.start
        again = [start + shift for start in self.body.copies.get(sentence.line.start, ()) if self.body.view[start + shift : start + shift + size] == sentence.text]
        return tuple(self.body.span(start, start + size) for start in again)

    def extraction(self) -> Extraction:
        """Return what was read."""
        named = []
        used = {c.subject[0] for c in self.claims} | {c.object[0] for c in self.claims}
        for entity in self.names.entities:
            spans = sorted({self.body.span(m.start, m.end) for ms in self.names.mentions for m in ms if m.entity == entity.number})
            if spans and (entity.kind != "event" or entity.rule == "quoted" or entity.name in used):
                named.append(Named(entity.name, entity.kind, tuple(spans), entity.known, entity.why))
        return Extraction(self.body.raw, tuple(named), tuple(self.claims))
