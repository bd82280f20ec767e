"""What bodies commit themselves to: ``-기로 했다``, ``-겠다``, ``-ㄹ 계획이다``, plain present of a policy verb."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from graph.extract.lexicon import stems_of, verbs, words
from graph.extract.relations.amounts import read_terms, read_times
from graph.extract.relations.clauses import divide
from graph.extract.relations.setting import UNSTATED
from graph.extract.relations.sharing import absorb, share_deadlines
from graph.extract.relations.wording import shown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.extract.claims import End
    from graph.extract.coreference.subjects import Subject
    from graph.extract.entities.entity import Entity
    from graph.extract.relations.amounts import Terms
    from graph.extract.relations.clauses import Clause
    from graph.extract.relations.setting import Setting
    from graph.extract.text.sentences import Sentence, Word
    from graph.extract.text.tagging import Morpheme

_CUES = ("soft", "hearsay", "denied", "past")  # classes of verbs that speak against a commitment
_PAST = ("었", "았", "였", "엇")

_CELLS = (" / ", " | ")
_TAKES_PLACE = "열리"
_ATTENDED = ("참석하", "출석하", "배석하")
_INTENDED = ("계획", "방침", "예정")
# 과징금을, 과징금 41억원을, 과징금 처분을; not 과징금 상한을.
_PENALTY = re.compile(rf"(?:{stems_of('penalty')})(?: ?[\d조억만천여,.]+ ?원)?(?:[을를과와도]| 처분| 부과)")
_PREDICATE = 3  # words at the end of a clause that say what is done
_SHORTEST = 5  # letters of a clause that says something


class Owner(NamedTuple):
    """Whose commitment it is.

    Attributes
    ----------
    bodies
        The bodies; empty if nobody is known.
    how
        ``here`` if the subject stands in the clause, ``before`` if in the sentence, ``carried`` if the text before tells.
    word
        The word of the subject, ``-1`` without one.
    """

    bodies: list[Entity]
    how: str
    word: int


@dataclass(slots=True)
class Commitment:
    """What a clause may state as a commitment.

    Attributes
    ----------
    clause, owner
        The clause and whose commitment it is.
    text
        Its words without the subject.
    object
        The program or law that it is about, else a phrase.
    terms
        Its figures.
    features
        By what it is judged; models were learned from these strings.
    """

    clause: Clause
    owner: Owner
    text: str
    object: End
    terms: Terms
    features: list[str] = field(default_factory=list)

    @property
    def bodies(self) -> list[Entity]:
        """Whose it is."""
        return self.owner.bodies

    @property
    def rule(self) -> str:
        """What states it; ``clause`` if only the features can tell."""
        return self.clause.mark or "clause"


def find_commitments(setting: Setting) -> list[Commitment]:
    """Find what a sentence may state as a commitment: every clause with a body as its subject.

    Parameters
    ----------
    setting
        The sentence.

    Returns
    -------
    list
        One candidate a clause, with the features by which it is judged.
    """
    if setting.sentence.line.kind in (*UNSTATED, "caption"):
        return []
    clauses = ((clause, _owner(clause, setting)) for clause in divide(setting.sentence))
    found = [one for clause, owner in clauses if owner.bodies and (one := _commitment(setting, clause, owner)) is not None]
    share_deadlines(setting, found)
    return absorb(found)


def _owner(clause: Clause, setting: Setting) -> Owner:
    """Return whom a clause is about: its subject, the one before it in the sentence, or the one carried over."""
    row = _row(setting)
    if row is not None:
        return row
    subjects = [s for s in setting.subjects if not s.relative]
    local = _topics(s for s in subjects if clause.first <= s.word <= clause.last)
    if local:
        chosen = local[-1]
        if not chosen.entities and len(local) > 1 and chosen.how == "nameless":
            chosen = local[-2]
        return Owner(_bodies(chosen.entities, setting), "here", chosen.word)
    earlier = _topics(s for s in subjects if s.word < clause.first)
    if earlier:
        return Owner(_bodies(earlier[-1].entities, setting), "before", earlier[-1].word)
    return Owner(_bodies(setting.discourse.subject, setting), "carried", -1)


def _row(setting: Setting) -> Owner | None:
    """Read a row of a table, which is about the body in its first cell: ``누리톡 / 수수료 인하 / 6월부터``."""
    sentence = setting.sentence
    first = next((m for m in setting.mentions if m.start == sentence.start), None)
    if first is None or not sentence.text[first.end - sentence.start :].startswith(_CELLS):
        return None
    return Owner(_bodies([setting.entity(first)], setting), "here", first.last)


def _topics(subjects: Iterable[Subject]) -> list[Subject]:
    """Return the topics among subjects, all of them if none is a topic."""
    found = list(subjects)
    return [subject for subject in found if subject.main] or found


def _bodies(entities: list[Entity], setting: Setting) -> list[Entity]:
    """Return the bodies that some act for, each once."""
    return list(dict.fromkeys(body for entity in entities if (body := setting.body(entity)) is not None))


def _commitment(setting: Setting, clause: Clause, owner: Owner) -> Commitment | None:
    """Read a clause as a commitment of its owner, ``None`` if it is too short."""
    sentence = setting.sentence
    first = sentence.words[clause.first].start
    start = sentence.words[owner.word].places[-1] + 1 if owner.how == "here" else first
    text = sentence.slice(start, sentence.words[clause.last].places[-1] + 1)
    if len(text) < _SHORTEST or _only_tells(sentence, clause):
        return None
    terms = read_terms(text, clause.mark or "clause", setting.published, setting.mentioned)
    if owner.how == "here":
        # 3년간 누리톡은 …: a time may stand before the subject.
        period, due = read_times(sentence.slice(first, start), setting.published, setting.mentioned)
        terms = terms._replace(period=terms.period or period, due=terms.due or due)
    found = Commitment(clause, owner, text, _object(setting, owner, text, start), terms)
    found.features = _features(sentence, found)
    return found


def _only_tells(sentence: Sentence, clause: Clause) -> bool:
    """Say whether a clause gives a date to come or states a figure: ``회의는 11일 열린다``, ``한도는 300만원이다``."""
    last = sentence.words[clause.last]
    if "".join(m.form for m in last.tags[:2]).startswith(_ATTENDED) or last.tags[0].form == _TAKES_PLACE:
        return True
    before = sentence.words[clause.last - 1].tags if last.text.startswith(_INTENDED) and clause.last > clause.first else ()
    if before and "".join(m.form for m in before).startswith((*_ATTENDED, _TAKES_PLACE)):
        return True
    return _is_penalty(sentence, clause) or (any(m.tag == "VCP" for m in last.tags) and last.tags[0].tag in ("SN", "NR"))


def _is_penalty(sentence: Sentence, clause: Clause) -> bool:
    """Say whether a clause imposes something: ``과징금을 부과하기로 했다`` is a decision about others, no promise to them."""
    row = sentence.words[clause.first : clause.last + 1]
    ends = {m.form for word in row[-_PREDICATE:] for m in word.tags}
    return not ends.isdisjoint(words("verbs", "imposed")) and _PENALTY.search(" ".join(word.text for word in row)) is not None


def _object(setting: Setting, owner: Owner, text: str, start: int) -> End:
    """Return the program or law that a clause is about, the object first, else its words."""
    own = {body.number for body in owner.bodies}
    inside = [m for m in setting.mentions if start <= m.start and m.end <= start + len(text) and not m.inner and m.entity not in own]
    named = [m for m in inside if setting.entity(m).kind in ("program", "law")]
    for particles in (("을", "를", "도"), ("에", "의", "")):
        for mention in named:
            if mention.particle in particles:
                return setting.entity(mention).name, setting.entity(mention).kind
    return (setting.entity(named[0]).name, setting.entity(named[0]).kind) if named else (shown(_said(text)), None)


def _said(text: str) -> str:
    """Return what a clause quotes, all of it if it quotes nothing: where and how it was said is no part of a commitment."""
    quoted = text.rpartition("“")[2]
    return quoted if len(quoted) >= _SHORTEST else text


# ------------------------------------------------------------ features


def _features(sentence: Sentence, found: Commitment) -> list[str]:
    """Return the features of a candidate: strings that the models know, so that a changed one has to be learned again."""
    words = sentence.words[found.clause.first : found.clause.last + 1]
    tail = [m for word in words for m in word.tags][-5:]
    return [*_standing(sentence, found), *_endings(sentence, tail), *_contents(words, found), *_tense(words, tail), *_kinds(sentence, found, tail), *_against(sentence, found)]


def _standing(sentence: Sentence, found: Commitment) -> list[str]:
    clause = found.clause
    return ["b", f"mark={clause.mark}", f"how={found.owner.how}", f"final={clause.final}", f"first={clause.order == 0}", f"line={sentence.line.kind}"]


def _endings(sentence: Sentence, tail: list[Morpheme]) -> list[str]:
    """Return how the clause and the sentence end."""
    last = [m for word in sentence.words[-3:] for m in word.tags][-6:]
    row = [f"t{i}={m.form}/{m.tag}" for i, m in enumerate(reversed(tail))]
    row += [f"tt={a.form}+{b.form}" for a, b in itertools.pairwise(tail)]
    row += [f"ttt={a.form}+{b.form}+{c.form}" for a, b, c in zip(tail, tail[1:], tail[2:], strict=False)]
    row += [f"st={m.form}/{m.tag}" for m in last]
    return row + [f"st2={a.form}+{b.form}" for a, b in itertools.pairwise(last)]


def _contents(words: list[Word], found: Commitment) -> list[str]:
    content = [m.form for word in words for m in word.tags if m.tag in ("VV", "VA", "XR", "NNG")]
    return [*(f"v={form}" for form in content[-3:]), *(f"w={form}" for form in dict.fromkeys(content)), *(f"after={word}" for word in found.clause.after.split())]


def _tense(words: list[Word], tail: list[Morpheme]) -> list[str]:
    past = any(m.tag == "EP" and m.form in _PAST for m in tail)
    return [f"past={past}", f"will={any(m.form == '겠' for word in words for m in word.tags)}"]


def _kinds(sentence: Sentence, found: Commitment, tail: list[Morpheme]) -> list[str]:
    """Return what kind of body commits itself to what kind of thing, and with which figures."""
    mark, how, kind, terms = found.clause.mark, found.owner.how, found.bodies[0].kind, found.terms
    return [
        f"quote={sentence.words[found.clause.last].quote >= 0}",
        f"object={found.object[1]}",
        f"kind={kind}",
        f"amount={bool(terms.figures)}",
        f"period={bool(terms.period)}",
        f"due={bool(terms.due)}",
        f"change={bool(terms.change)}",
        f"mark+past={mark}+{any(m.tag == 'EP' for m in tail[-3:])}",
        f"mark+how={mark}+{how}",
        f"mark+kind={mark}+{kind}",
    ]


def _against(sentence: Sentence, found: Commitment) -> list[str]:
    """Return what speaks against a commitment, in the clause and in the sentence, and the letter behind the subject."""
    mark, terms, word = found.clause.mark, found.terms, found.owner.word
    cues = [cue for cue in _CUES if verbs(cue).search(found.text)]
    figured = bool(terms.figures or terms.change or terms.due or terms.period)
    row = [f"cue={cue}" for cue in cues]
    row += [f"plain={mark}+{not cues}", f"plain+figure={mark}+{not cues}+{figured}", f"mark+change={mark}+{bool(terms.change)}"]
    row += [f"scue={cue}" for cue in _CUES if verbs(cue).search(sentence.text)]
    if word >= 0:
        row.append(f"subject={sentence.words[word].text[-1:]}")
    return row
