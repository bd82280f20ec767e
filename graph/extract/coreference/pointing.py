"""Subjects that are meant without their name: words that point back, as ``이 회사는``, ``양사는``, and actors such as ``업계는``."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from graph.extract.coreference.subjects import MAIN, NOMINATIVE, Subject
from graph.extract.entities.entity import BODIES
from graph.extract.lexicon import closes, longest_ending, stems, stems_of, surnames, title_in, words

if TYPE_CHECKING:
    from graph.extract.coreference.memory import Memory
    from graph.extract.entities.entity import Entity, Mention
    from graph.extract.text.sentences import Sentence, Word

_SUBJECT = "은|는|이|가|도"
_WITH = ("와", "과")
_CONTRAST = ("은", "는")
_TOPIC = (*_CONTRAST, "도")

_NAMES = ("NNP", "SL", "SH")
_TAIL = range(2, 8)  # letters of the last part of a body's name that can stand for all of it
_NEED = {"two": 2, "three": 3}


def _pointer(kind: str, before: str = "", behind: str = "", particles: str = _SUBJECT + "|측은") -> re.Pattern[str]:
    """Return what finds a word that points back: a class of ``pointing.csv`` with what may stand before and behind it."""
    return re.compile(rf"(?:{before})?(?:{stems_of(kind, 'pointing')})(?:{behind})?(?:{particles})")


# The words are listed; what may stand around them is grammar.
_POINTERS = {
    "person": re.compile(r"(?:그|그녀)(?:는|가|도|의)?"),
    "two": _pointer("two", particles=_SUBJECT),
    "three": _pointer("three", particles=_SUBJECT),
    "group": _pointer("group", behind="단체|기업|업체|회사|들", particles=_SUBJECT),
    "firm": _pointer("firm", before="이|해당|그|같은"),
    "ministry": _pointer("ministry", before="이|해당|그"),
    "association": _pointer("association", before="이|해당|그"),
    "institution": _pointer("institution", before="이|해당"),
    "place": _pointer("place", particles=_SUBJECT),
}
_SPEAKS_FOR = re.compile(rf"(?:{stems_of('speaks for', 'pointing')})(?:{_SUBJECT})")
_POINTS = re.compile(r"^(?:이|해당|그|같은)")
_PARTICLE = re.compile(r"(?:측은|은|는|이|가|도)$")
_PARTICLE_OF_TAIL = re.compile(r"(?:측은|측이|은|는|이|가|도)$")
# Which bodies a plural means, by what it counts.
_COUNTED = ((re.compile("회사|기업|업체"), ("firm",)), (re.compile("단체"), ("association", "institution")), (re.compile("기관"), ("ministry", "institution")))
_FIRMS = re.compile("기업|회사|업체|참여사")


def pointed_subject(sentence: Sentence, place: int, memory: Memory) -> Subject | None:
    """Return the subject that a word points back to.

    Parameters
    ----------
    sentence, place
        A sentence and one of its words.
    memory
        What the text before leaves in mind.

    Returns
    -------
    Subject
        Nameless if it is unclear who is meant; ``None`` if the word points to nobody.
    """
    joined, first = _with_word_before(sentence, place, memory)
    main = joined.endswith(_TOPIC)
    tail = _by_tail(joined, memory)
    if tail is not None:
        before = _joined_before(sentence, first, memory)
        return Subject(place, [*([before] if before else []), tail], main, first, "pointed")
    for kind in _pointing(joined):
        entities = _meant(kind, joined, memory)
        if entities or joined.endswith(_CONTRAST):
            return Subject(place, entities, main, first, "pointed" if entities else "nameless")
    return None


@lru_cache(maxsize=100_000)
def _pointing(joined: str) -> tuple[str, ...]:
    """Return the classes of words that point back to which a word belongs."""
    return tuple(kind for kind, pattern in _POINTERS.items() if pattern.fullmatch(joined))


def _with_word_before(sentence: Sentence, place: int, memory: Memory) -> tuple[str, int]:
    """Return a word together with the one before it, if they point together, and the first word of the two."""
    row = sentence.words
    text = row[place].text
    if not place or row[place].before:
        return text, place
    before = row[place - 1].text
    if _SPEAKS_FOR.fullmatch(text) and not any(m.first < place <= m.last + 1 for m in memory.names.mentions[sentence.number]):
        return before + ("은" if closes(before[-1]) and text[-1] == "는" else text[-1]), place - 1
    if before in words("pointing", "determiner"):
        return before + text, place - 1
    return text, place


def _joined_before(sentence: Sentence, first: int, memory: Memory) -> Entity | None:
    """Return the body that ``와`` joins to a word: ``누리톡과 노조는``."""
    joined = (m for m in memory.names.mentions[sentence.number] if m.last + 1 == first and m.particle in _WITH and not m.inner)
    found = next((memory.names.entities[m.entity] for m in joined), None)
    return found if found is not None and found.kind in BODIES else None


def _by_tail(joined: str, memory: Memory) -> Entity | None:
    """Take the last part of a body's name for the body: ``시당은``, ``기술원은``."""
    stem = _tail(joined)
    return next((b for b in reversed(memory.bodies) if b.name.endswith(stem) and b.name != stem), None) if stem else None


@lru_cache(maxsize=100_000)
def _tail(joined: str) -> str:
    """Return a word in subject position without its particle if it can be the last part of a name, else ``""``."""
    stem = _PARTICLE_OF_TAIL.sub("", joined)
    return "" if len(stem) not in _TAIL or stem == joined or stem in words("pointing", "no tail") else stem


def _meant(kind: str, joined: str, memory: Memory) -> list[Entity]:
    """Return who is meant by a word of some class."""
    if kind == "person":
        return [memory.person] if memory.person else []
    if kind == "group":
        wanted = ("firm",) if _FIRMS.search(joined) else BODIES
        alone = joined.startswith("이들") and len(memory.subject) == 1 and memory.subject[0].kind == "association"
        return memory.subject if alone and not memory.group else [e for e in memory.group if e.kind in (*wanted, "person")]
    if kind in _NEED:
        return _counted(_NEED[kind], joined, memory)
    if kind == "place":
        found = memory.latest("ministry", ending=joined[0])
        return [found] if found else []
    return _by_noun(kind, joined, memory)


def _counted(need: int, joined: str, memory: Memory) -> list[Entity]:
    """Read ``두 회사``: the group spoken of last, else the bodies named last."""
    wanted = next((kinds for pattern, kinds in _COUNTED if pattern.search(joined)), BODIES)
    if len(memory.group) == need and all(e.kind in wanted for e in memory.group):
        return memory.group
    return memory.latest_of(need, wanted)


def _by_noun(kind: str, joined: str, memory: Memory) -> list[Entity]:
    """Read ``이 협회``: a body whose name ends so, else the last one of its kind; a noun alone may be too common to point back."""
    noun = _PARTICLE.sub("", _POINTS.sub("", joined))
    ending = memory.latest(ending=noun) if len(noun) > 1 else None
    if ending is not None:
        return [ending]
    if not _POINTS.match(joined) and noun in words("pointing", "common"):
        return []
    if len(memory.subject) == 1 and memory.subject[0].kind == kind:
        return memory.subject
    latest = memory.latest(kind)
    return [latest] if latest else []


def unnamed_subject(sentence: Sentence, place: int, mentions: list[Mention], memory: Memory) -> Subject | None:
    """Return an actor without a name, or the body that somebody without a name speaks for.

    Parameters
    ----------
    sentence, place
        A sentence and one of its words.
    mentions
        The outer mentions of the sentence.
    memory
        What the text before leaves in mind.

    Returns
    -------
    Subject
        ``None`` if the word is no actor in subject position.
    """
    stem, particle = _actor(sentence.words[place].text)
    if not stem:
        return _unknown_person(sentence, place, mentions, memory)
    bodies = _spoken_for(sentence, place, mentions, memory) if longest_ending(stem, "spokesman") else []
    if not bodies and stem == "관계자" and memory.subject and memory.subject[0].kind in BODIES:
        bodies = memory.subject[:1]
    return Subject(place, bodies, particle in MAIN, place, "spokesman" if bodies else "nameless")


@lru_cache(maxsize=100_000)
def _actor(text: str) -> tuple[str, str]:
    """Divide a word for an actor in subject position into stem and particle; both are empty if it is none."""
    actors = ((stem, particle) for stem, particle in stems(text) if (particle in MAIN or particle in NOMINATIVE) and longest_ending(stem, "actor"))
    return next(actors, ("", ""))


def _unknown_person(sentence: Sentence, place: int, mentions: list[Mention], memory: Memory) -> Subject | None:
    """Return somebody whose name and title are those of nobody known: ``켈러 연구원은``; they are not who spoke before."""
    row = sentence.words
    if not place or row[place].before or not _titled(row[place].text) or any(m.first < place <= m.last + 1 for m in mentions):
        return None
    name, spoke = row[place - 1], memory.subject
    if not _is_name(name) or (len(spoke) == 1 and (spoke[0].kind != "person" or spoke[0].name.startswith(name.text))):
        return None
    return Subject(place, [], main=True, first=place - 1, how="nameless")


def _is_name(word: Word) -> bool:
    """Say whether a word may be a name: a surname, or what the tagger takes for a name."""
    return any(word.text in known for known in surnames()) or (bool(word.tags) and word.tags[-1].tag in _NAMES)


@lru_cache(maxsize=100_000)
def _titled(text: str) -> str:
    """Return the particle of a topic that is a title, else ``""``."""
    return next((particle for stem, particle in stems(text) if particle in _TOPIC and title_in(stem) == stem and stem not in words("pointing", "no title")), "")


def _spoken_for(sentence: Sentence, place: int, mentions: list[Mention], memory: Memory) -> list[Entity]:
    """Take ``누리톡 관계자`` for the body."""
    if sentence.words[place].before:
        return []
    for mention in mentions:
        entity = memory.names.entities[mention.entity]
        near = mention.last + 1 == place or (mention.last + 2 == place and mention.particle in ("의", ""))
        if near and entity.kind in BODIES:
            return [entity]
    return []
