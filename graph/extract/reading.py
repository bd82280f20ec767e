"""One article from text to claims: names first, then each sentence in order."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from graph.extract.claims import Extraction, Named
from graph.extract.coreference.discourse import Discourse
from graph.extract.entities.appointments import find_appointments
from graph.extract.entities.incumbents import find_incumbents
from graph.extract.entities.names import Names
from graph.extract.entities.occasions import find_events
from graph.extract.entities.offices import OFFICE, find_offices
from graph.extract.entities.recogniser import learn
from graph.extract.entities.services import find_services
from graph.extract.entities.titled import find_titles
from graph.extract.entities.venues import find_venues
from graph.extract.judgement import Judge
from graph.extract.relations.dating import Occasions, SpokenDay
from graph.extract.relations.details import Details
from graph.extract.relations.hosting import Hosting
from graph.extract.relations.operating import Operations
from graph.extract.relations.pledges import find_commitments
from graph.extract.relations.presence import Attendance
from graph.extract.relations.record import Record
from graph.extract.relations.setting import Setting
from graph.extract.relations.statements import find_stances
from graph.extract.relations.targets import find_targets
from graph.extract.text.layout import read_layout
from graph.extract.text.sentences import split
from graph.extract.text.tagging import tag_words

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Sequence

    from graph.extract.entities.entity import Entity
    from graph.extract.entities.gazetteer import Gazetteer
    from graph.extract.judgement import Candidate
    from graph.extract.text.layout import Body, Span
    from graph.extract.text.sentences import Sentence
    from graph.extract.text.tagging import Tagger

_QUESTIONS = 2  # lines that ask something, from which an article is an interview


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
    engine
        Tells the parts of speech.
    watch
        Is shown each candidate before it is judged: see :class:`~graph.extract.judgement.Judge`.

    Attributes
    ----------
    body, sentences, names
        What was read.
    record
        The claims found.

    Examples
    --------
    >>> from graph.extract.entities.gazetteer import Gazetteer
    >>> from graph.extract.text.tagging import tagger
    >>> reading = Reading("‘배달길’을 운영하는 누리톡은 쉰다.", None, Gazetteer([]), tagger("mecab"))
    >>> [(claim.subject[0], claim.relation, claim.object[0]) for claim in reading.extraction().claims]
    [('누리톡', 'operates', '배달길')]
    """

    def __init__(self, raw: str, published: dt.date | None, known: Gazetteer, engine: Tagger, watch: Callable[[str, Sentence, Candidate], None] | None = None) -> None:
        self.body: Body = read_layout(raw)
        self.sentences = split(self.body)
        for sentence in self.sentences:
            tag_words(sentence, engine)
        self.names = _names(self.sentences, known, engine.name)
        find_appointments(self.names)
        find_incumbents(self.names)
        find_offices(self.names, known.offices, published)
        self.record = Record(self.body, engine.name)
        self._published = published
        self._judge = Judge(engine.name, watch)
        self._discourse = Discourse(self.names)
        self._spoken_day = SpokenDay(published)
        self._occasions = Occasions(self.names)
        self._hosting = Hosting(self._occasions, self.record)
        self._attendance = Attendance(self._occasions, self._judge, self.record)
        self._details = Details(self._judge)
        self._posts()
        asked = self._interviewed()
        Operations(self.names, self.record, asked).read()
        for sentence in self.sentences:
            self._sentence(sentence)
            if sentence.line.kind == "question" and asked is not None:
                self._discourse.subject = [asked]

    def _interviewed(self) -> Entity | None:
        """Return who answers the questions of an interview: the person named most."""
        if sum(line.kind == "question" for line in self.body.lines) < _QUESTIONS:
            return None
        named = (self.names.entities[mention.entity] for mentions in self.names.mentions for mention in mentions)
        people = Counter(entity.number for entity in named if entity.kind == "person" and entity.posts)
        return self.names.entities[people.most_common(1)[0][0]] if people else None

    def _posts(self) -> None:
        """Add who holds which post, as names and titles say; the tables know the others themselves."""
        for person in self.names.entities:
            for post in person.posts:
                if post.rule != OFFICE:
                    self.record.add(f"holds_post {post.rule}", person, self.names.entities[post.body], self.sentences[post.sentence], title=post.title)

    # ------------------------------------------------------------ one sentence

    def _sentence(self, sentence: Sentence) -> None:
        day = self._spoken_day.of(sentence)
        setting = Setting(sentence, self.names, self._discourse.subjects(sentence), self._discourse, day, self._published)
        event = self._occasions.of(sentence, day)
        self._hosting.read(setting)
        self._attendance.read(setting, event)
        self._stances(setting)
        self._commitments(setting)
        self._discourse.close(sentence, setting.subjects)

    def _stances(self, setting: Setting) -> None:
        """Add criticism, support and demands, of everything that each is about by everybody who utters it."""
        sentence = setting.sentence
        for stance in find_stances(sentence, setting.subjects, self._discourse):
            relation, sureness = self._judge.judge("stances", sentence, stance, stance.relation)
            if not relation:
                continue
            for target, how in find_targets(stance, relation, self._discourse):
                if relation != "urged":
                    self._discourse.target = (target, sentence.number)
                for holder in stance.holders:
                    self.record.add(f"{relation} {how}{sureness}", holder, target, sentence, date=setting.day, joint=_together(stance.holders))

    def _commitments(self, setting: Setting) -> None:
        """Add commitments, with the figures that belong to them, or what a sentence adds to those before."""
        if self._details.read(setting):
            return
        before = len(self.record.claims)
        for pledge in find_commitments(setting):
            verdict = self._judge.judge("pledges", setting.sentence, pledge, "pledged" if pledge.clause.mark else "")
            if not verdict.label:
                continue
            terms = pledge.terms
            amounts = [figure.amount for figure in terms.figures if self._judge.verdict("figures", figure.features, "own").label]
            for body in pledge.bodies:
                self.record.add(
                    f"pledged {pledge.rule}{verdict.sureness}",
                    body,
                    pledge.object,
                    setting.sentence,
                    date=setting.day,
                    joint=_together(pledge.bodies),
                    amounts=amounts,
                    period=terms.period,
                    due=terms.due,
                    change=terms.change,
                )
        self._details.follow(self.record.claims[before:])

    # ------------------------------------------------------------ results

    def extraction(self) -> Extraction:
        """Return what was read.

        Returns
        -------
        Extraction
            The entities that are named; of the occasions found without quotation marks those of which a claim speaks.
        """
        claims = self.record.claims
        used = {name for claim in claims for name in (claim.subject[0], claim.object[0])}
        places: dict[int, set[Span]] = defaultdict(set)
        for mention in (m for mentions in self.names.mentions for m in mentions):
            places[mention.entity].add(self.body.span(mention.start, mention.end))
        named = []
        for entity in self.names.entities:
            spans = sorted(places[entity.number])
            if spans and (entity.kind != "event" or entity.rule == "quoted" or entity.name in used):
                named.append(Named(entity.name, entity.kind, tuple(spans), entity.known, entity.why))
        return Extraction(self.body.raw, tuple(named), tuple(claims))


def _together(entities: Sequence[Entity]) -> tuple[str, ...]:
    """Return the names of those who do something together; of one alone, none."""
    return tuple(entity.name for entity in entities) if len(entities) > 1 else ()


def _names(sentences: list[Sentence], known: Gazetteer, tagger: str) -> Names:
    """Return the names of an article as the rules see them, once more if a model sees others."""
    names = _read_names(Names(sentences, known))
    hints, refused = learn(names, tagger)
    return _read_names(Names(sentences, known, hints, refused, names.vocabulary)) if hints or refused else names


def _read_names(names: Names) -> Names:
    find_titles(names)
    find_events(names)
    find_venues(names)
    find_services(names)
    names.scan()
    return names
