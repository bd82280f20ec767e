"""Which words name something, learned from annotated articles: a linear-chain CRF over words with what the rules found as features."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from graph.extract.entities.entity import BODIES
from graph.extract.entities.looks import likeness, strong_ending
from graph.extract.judgement import model
from graph.extract.lexicon import column, kind_by_ending, longest_ending, stems, title_in, titles, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from graph.extract.entities.entity import Entity
    from graph.extract.entities.names import Names
    from graph.extract.text.sentences import Sentence, Word

_SURE = 0.5  # a form is a name if its likeliest kind reaches this in all its places together
_LEAST = 5  # letters of a body's name whose ending tells enough
_STEPS = (-1, 1)  # the neighbours whose features a word has
_FAR = (-2, 2)  # those of which it has two
_AT = ("에서", "에서의")
_OBJECT = ("을", "를")
_UNDER = ("주최", "주관")
_COMPANY = ("와", "과", "들과")  # behind those with whom an occasion is held, right before the noun for it
_TOPICS = frozenset(f"dj={p}" for p in ("은", "는", "이", "가", "도", "의", "에", "측은", "을", "를"))
# How the rules find what they can be wrong about.
_DOUBTED = frozenset(["ending", "quoted", "post", "name body title", "body name title", "name title", "title name", "sibling"])


class Learned(NamedTuple):
    """A name as the model sees it."""

    sentence: int
    first: int
    last: int
    kind: str
    chance: float


@lru_cache(maxsize=50_000)
def _shape(text: str) -> str:
    shape = re.sub(r"[가-힣]+", "가", text)
    shape = re.sub(r"[A-Za-z]+", "A", shape)
    return re.sub(r"\d+", "0", shape)[:6]


class _Own(NamedTuple):
    """The features of a stem that do not depend on where it stands."""

    like: str
    title: str
    whole: str
    kind: str
    length: str
    last: str
    ending: str
    long_ending: str
    begins: str
    beginning: str
    shape: str
    city: str
    common: str
    spelling: str


@lru_cache(maxsize=50_000)
def _own(text: str) -> _Own:
    title = title_in(text)
    return _Own(
        like=f"like={int(likeness(text) * 4)}",
        title=f"title={_classes(title)}",
        whole=f"whole={title == text}",
        kind=f"end={kind_by_ending(text)}",
        length=f"len={min(len(text), 8)}",
        last=f"s1={text[-1:]}",
        ending=f"s2={text[-2:]}",
        long_ending=f"s3={text[-3:]}",
        begins=f"p1={text[:1]}",
        beginning=f"p2={text[:2]}",
        shape=f"shape={_shape(text)}",
        city=f"city={text in column('places', 'name')}",
        common=f"notname={text in column('not_names', 'word')}",
        spelling=f"w={text}",
    )


def _classes(title: str) -> str:
    return "|".join(sorted(titles()[title])) if title else ""


def stem_and_particle(word: Word) -> tuple[str, str]:
    """Divide a word where its particle begins, as far as the tagger tells.

    Parameters
    ----------
    word
        A tagged word.

    Returns
    -------
    tuple
        What stands before the particle, and the particle.

    Examples
    --------
    >>> from graph.extract.text.sentences import Word
    >>> from graph.extract.text.tagging import Morpheme
    >>> stem_and_particle(Word("누리톡은", [0, 1, 2, 3], "", -1, tags=(Morpheme("누리톡", "NNP", 0), Morpheme("은", "JX", 3))))
    ('누리톡', '은')
    """
    tags = word.tags
    cut = len(word.text)
    for morpheme in reversed(tags):
        if morpheme.tag.startswith("J") or (morpheme.tag in ("VCP", "XSN") and morpheme.form in ("들", "이", "측")):
            cut = morpheme.start
        elif morpheme.tag in ("EC", "EF", "ETM") and any(m.tag == "VCP" for m in tags):
            continue
        else:
            break
    if 0 < cut <= len(word.text):
        return word.text[:cut], word.text[cut:]
    return word.text, ""


def features(sentence: Sentence, labels: list[str], article: dict[str, list[str]]) -> list[list[str]]:
    """Return the features of each word of a sentence.

    Parameters
    ----------
    sentence
        A tagged sentence.
    labels
        What the rules take each word for.
    article
        What is known of each stem from the whole article.

    Returns
    -------
    list
        Strings, one list a word.
    """
    words = sentence.words
    divided = [stem_and_particle(w) for w in words]
    final = next((m.form for w in reversed(words) for m in reversed(w.tags) if m.tag in ("VV", "VA", "NNG", "XR")), "")
    afar = [_from_afar(*known) for known in zip(words, divided, labels, strict=True)]
    rows = []
    for place, word in enumerate(words):
        stem, particle = divided[place]
        row = ["b", *_own(stem), f"j={particle}", *_tags(word), f"rule={labels[place]}", f"before={word.before}", f"quote={_quote(sentence, word)}"]
        row += article.get(stem, ())
        row += [f"j+end={particle}+{kind_by_ending(stem)}", f"j+final={particle}+{final}", f"place={min(place, 4)}"]
        if word.brackets:
            row.append(f"bracket={_shape(sentence.slice(*word.brackets[0][:2]))}")
        row.append(f"line={sentence.line.kind}")
        for step in _STEPS:
            at = place + step
            row += [f"{step}{feature}" for feature in afar[at]] if 0 <= at < len(words) else [f"{step}edge"]
        # Two words away only what the rules see and titles help; more of it was learned by heart (F1 .840 with all, .848 so).
        row += [f"{step}{feature}" for step in _FAR if 0 <= place + step < len(words) for feature in (f"rule={labels[place + step]}", _own(divided[place + step][0]).title)]
        rows.append(row)
    return rows


def _tags(word: Word) -> tuple[str, str]:
    pattern = "+".join([m.tag for m in word.tags[-4:]])
    return f"tags={pattern}", f"tag0={word.tags[0].tag if word.tags else ''}"


def _from_afar(word: Word, divided: tuple[str, str], label: str) -> tuple[str, ...]:
    """Return the features of a word that its neighbours have too."""
    stem, particle = divided
    own = _own(stem)
    tag = word.tags[-1].tag if word.tags else ""
    return own.spelling, f"j={particle}", own.ending, f"rule={label}", own.like, own.title, f"tag={tag}", f"before={word.before}", own.city


def _quote(sentence: Sentence, word: Word) -> str:
    if word.quote < 0:
        return ""
    left, right, mark = sentence.quotes[word.quote]
    return f"{mark}{'first' if word.start == left else ''}{'last' if word.places[-1] + 1 == right else ''}{min((right - left) // 8, 3)}"


def rule_labels(names: Names, sentence: Sentence) -> list[str]:
    """Return for each word of a sentence what the rules take it for.

    Parameters
    ----------
    names
        The article after the rules have run.
    sentence
        One of its sentences.

    Returns
    -------
    list
        Kind and rule of the entity that is named, ``post`` in the rest of a person's phrase, else ``""``.
    """
    labels = [""] * len(sentence.words)
    for mention in names.mentions[sentence.number]:
        entity = names.entities[mention.entity]
        for place, word in enumerate(sentence.words):
            if mention.start <= word.start < mention.end:
                labels[place] = f"{entity.kind}:{entity.rule}{':known' if entity.known else ''}"
        if entity.kind == "person":
            for place in range(mention.first, mention.last + 1):
                labels[place] = labels[place] or "post"
    return labels


def stem_facts(sentences: Iterable[Sentence]) -> dict[str, list[str]]:
    """Collect what the whole article shows of each stem: how often it stands, before which particles and whether before a title.

    Parameters
    ----------
    sentences
        The tagged sentences of an article.

    Returns
    -------
    dict
        Features by stem.
    """
    counts: Counter[str] = Counter()
    facts: dict[str, set[str]] = {}
    for sentence in sentences:
        words = sentence.words
        for place, word in enumerate(words):
            stem, particle = stem_and_particle(word)
            counts[stem] += 1
            known = facts.setdefault(stem, set())
            known.add(f"dj={particle}")
            if place + 1 < len(words) and not words[place + 1].before and not particle:
                after = stem_and_particle(words[place + 1])[0]
                if title_in(after):
                    known.add(f"dtitle={title_in(after) == after}")
    for stem, known in facts.items():
        known.add(f"n={min(counts[stem], 4)}")
        known.add(f"dtopic={len(known & _TOPICS)}")
    return {stem: sorted(known) for stem, known in facts.items()}  # what is learned depends on their order


def recognise(names: Names, engine: str) -> list[Learned]:
    """Find the words that name something.

    Parameters
    ----------
    names
        The article after the rules have run.
    engine
        Name of the tagger whose model is to be used.

    Returns
    -------
    list
        The names in order; none without a model.
    """
    known = model("names", engine)
    if known is None:
        return []
    facts = stem_facts(names.sentences)
    found = []
    for sentence in names.sentences:
        if sentence.words:
            labels = known.tag(features(sentence, rule_labels(names, sentence), facts))
            for first, last, kind in _spans(labels):
                chance = min(known.marginal(labels[place], place) for place in range(first, last + 1))
                found.append(Learned(sentence.number, first, last, kind, chance))
    return found


def _spans(labels: list[str]) -> Iterator[tuple[int, int, str]]:
    """Join ``B-`` with the ``I-`` behind it."""
    place = 0
    while place < len(labels):
        first, kind = place, labels[place][2:]
        place += 1
        if labels[first][0] == "B":
            while place < len(labels) and labels[place] == f"I-{kind}":
                place += 1
            yield first, place - 1, kind


def learn(names: Names, engine: str) -> tuple[dict[str, str], frozenset[str]]:
    """Say which further names there are, and which the rules took for names wrongly.

    Parameters
    ----------
    names
        The article after the rules have run.
    engine
        Name of the tagger whose model is to be used.

    Returns
    -------
    tuple
        Kinds of names by form, and forms that are no names.
    """
    if model("names", engine) is None:
        return {}, frozenset()
    votes: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    seen = []
    for found in recognise(names, engine):
        row = names.sentences[found.sentence].words
        name = _without_circumstances(row, found)
        form = _form(row, name)
        if not _is_title(form, name) and form not in words("ordinary", "learned"):
            votes[form][name.kind] += name.chance
            seen.append(name)
    hints = {form: max(sorted(kinds), key=kinds.__getitem__) for form, kinds in votes.items() if max(kinds.values()) >= _SURE and len(form) > 1}
    hints = _shortened(hints, names)
    return hints, _refused(names, seen) - hints.keys()


def _without_circumstances(row: list[Word], name: Learned) -> Learned:
    """Cut off where, under whom and with whom an occasion is held: ``강당에서 상인들과 간담회`` names a 간담회."""
    if name.kind != "event":
        return name
    parted = [stem_and_particle(row[place]) for place in range(name.first, name.last + 1)]
    last = next((order for order, (stem, particle) in enumerate(parted) if particle in _OBJECT and longest_ending(stem, "occasion")), len(parted) - 1)
    before = parted[:last]
    first = max((order + 1 for order, (stem, particle) in enumerate(before) if particle in _AT or (stem in _UNDER and particle)), default=0)
    if before[first:] and before[-1][1] in _COMPANY:
        first = last
    return name._replace(first=name.first + first, last=name.first + last)


def _form(row: list[Word], name: Learned) -> str:
    """Return a name as its words have it, with the commas and middle dots between them."""
    parts = [word.text for word in row[name.first : name.last]] + [stem_and_particle(row[name.last])[0]]
    marks = ["", *({",": ", ", "·": "·"}.get(word.before, " ") for word in row[name.first + 1 : name.last + 1])]
    return "".join(mark + part for mark, part in zip(marks, parts, strict=True))


def _is_title(form: str, name: Learned) -> bool:
    """Say whether what is taken for a body is a title, or one word with a title."""
    title = title_in(form)
    return name.kind in BODIES and title != "" and (title == form or name.first == name.last)


def _shortened(hints: dict[str, str], names: Names) -> dict[str, str]:
    """Cut a particle that the tagger took for a part of a name, where the name stands without it elsewhere."""
    forms = {f for e in names.entities for f in e.forms} | hints.keys()
    found: dict[str, str] = {}
    for form, kind in hints.items():
        shorter = next((stem for stem, particle in stems(form) if particle and len(stem) > 1 and stem in forms), form)
        found.setdefault(shorter, kind)
    return found


def _refused(names: Names, seen: list[Learned]) -> frozenset[str]:
    """Return the forms of entities that the rules found and the model saw nowhere."""
    begins = {(name.sentence, name.first) for name in seen}
    ends = {(name.sentence, name.last) for name in seen}
    refused: set[str] = set()
    for entity in names.entities:
        if entity.known or entity.rule not in _DOUBTED or _is_told(entity, names):
            continue
        places = [mention for row in names.mentions for mention in row if mention.entity == entity.number]
        if places and not any((m.sentence, m.first) in begins or (m.sentence, m.last) in ends for m in places):
            refused |= entity.forms
    return frozenset(refused)


def _is_told(entity: Entity, names: Names) -> bool:
    """Say whether the ending of a name tells enough: ``국토교통혁신부`` with a post or as a topic."""
    if entity.kind not in ("ministry", "association", "institution") or len(entity.name) < _LEAST or strong_ending(entity.name.split()[-1]) != entity.kind:
        return False
    posted = any(post.body == entity.number for person in names.entities for post in person.posts)
    return posted or any(m.entity == entity.number and m.particle in ("은", "는") and not m.inner for row in names.mentions for m in row)
