"""Which words name something, learned from annotated articles: a linear-chain CRF over words with what the rules found as features."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from graph.extract.entities.chains import with_owner
from graph.extract.entities.entity import BODIES
from graph.extract.entities.looks import is_draft, likeness, strong_ending
from graph.extract.judgement import model
from graph.extract.lexicon import column, kind_by_ending, longest_ending, stems, title_in, titles, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from graph.extract.entities.entity import Entity
    from graph.extract.entities.names import Names
    from graph.extract.text.sentences import Sentence, Word

_SURE = 0.5  # a form is a name if its likeliest kind reaches this in all its places together
_NAME = 0.45  # what stands before 씨 is a name then
_MR = "씨"
_SOMEBODY = re.compile("[가-힣]모")  # 김모 씨 is not named
_LEAST = 5  # letters of a body's name whose ending tells enough
_STEPS = (-1, 1)  # the neighbours whose features a word has
_FAR = (-2, 2)  # those of which it has two
_AT = ("에서", "에서의")
_OBJECT = ("을", "를")
_UNDER = ("주최", "주관")
_COMPANY = ("와", "과", "들과")  # behind those with whom an occasion is held, right before the noun for it
_TOPICS = frozenset(["은", "는", "이", "가", "도", "의", "에", "측은", "을", "를"])
# How the rules find what they can be wrong about.
_DOUBTED = frozenset(["ending", "quoted", "post", "name body title", "body name title", "name title", "title name", "sibling"])


class _Seen(NamedTuple):
    """A word as its neighbours see it: what the rules take it for, its last tag, and the mark before it."""

    label: str
    tag: str
    before: str


class Learned(NamedTuple):
    """A name as the model sees it."""

    sentence: int
    first: int
    last: int
    kind: str
    chance: float


_HANGUL = re.compile("[가-힣]+")


def _shape(text: str) -> str:
    if _HANGUL.fullmatch(text):
        return "가"
    shape = re.sub(r"[가-힣]+", "가", text)
    shape = re.sub(r"[A-Za-z]+", "A", shape)
    return re.sub(r"\d+", "0", shape)[:6]


@lru_cache(maxsize=50_000)
def _own(text: str) -> tuple[str, ...]:
    """Return the features of a stem that do not depend on where it stands."""
    title = title_in(text)
    return (
        f"like={_like(text)}",
        f"title={_classes(title)}",
        f"whole={title == text}",
        f"end={kind_by_ending(text)}",
        f"len={min(len(text), 8)}",
        f"s1={text[-1:]}",
        f"s2={text[-2:]}",
        f"s3={text[-3:]}",
        f"p1={text[:1]}",
        f"p2={text[:2]}",
        f"shape={_shape(text)}",
        f"city={text in column('places', 'name')}",
        f"notname={text in column('not_names', 'word')}",
        f"w={text}",
    )


def _like(text: str) -> int:
    return int(likeness(text) * 4)


@cache
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
    text, tags = word.text, word.tags
    cut = len(text)
    for form, tag, start in reversed(tags):
        if tag[0] == "J" or (tag in ("VCP", "XSN") and form in ("들", "이", "측")):
            cut = start
        elif tag not in ("EC", "EF", "ETM") or not any(m.tag == "VCP" for m in tags):
            break
    return (text[:cut], text[cut:]) if 0 < cut < len(text) else (text, "")


@lru_cache(maxsize=50_000)
def _of_tags(tags: tuple[str, ...], first: str) -> tuple[str, ...]:
    return f"tags={'+'.join(tags)}", f"tag0={first}"


@lru_cache(maxsize=50_000)
def _of_place(seen: _Seen, quote: str, place: int, line: str) -> tuple[str, ...]:
    """Return what the rules take a word for, and where it stands."""
    return f"rule={seen.label}", f"before={seen.before}", f"quote={quote}", f"place={min(place, 4)}", f"line={line}"


@lru_cache(maxsize=50_000)
def _of_article(particles: frozenset[str], titled: frozenset[bool], count: int) -> tuple[str, ...]:
    """Return what the whole article shows of a stem."""
    behind = (*(f"dj={particle}" for particle in sorted(particles)), *(f"dtitle={whole}" for whole in sorted(titled)))
    return (*behind, f"n={min(count, 4)}", f"dtopic={len(particles & _TOPICS)}")


@lru_cache(maxsize=100_000)
def _letters_near(step: int, stem: str) -> tuple[str, ...]:
    """Return what the letters of a word tell of its neighbours."""
    title = f"{step}title={_classes(title_in(stem))}"
    return f"{step}w={stem}", f"{step}s2={stem[-2:]}", f"{step}like={_like(stem)}", title, f"{step}city={stem in column('places', 'name')}"


@lru_cache(maxsize=50_000)
def _seen_near(step: int, particle: str, seen: _Seen) -> tuple[str, ...]:
    """Return what else a word tells of its neighbours."""
    return f"{step}j={particle}", f"{step}rule={seen.label}", f"{step}tag={seen.tag}", f"{step}before={seen.before}"


def _from_afar(step: int, stem: str, label: str) -> tuple[str, ...]:
    """Return the features of a word that the words two places away have too.

    Only what the rules see and titles help there; more of it was learned by heart (F1 .840 with all, .848 so).
    """
    return f"{step}rule={label}", f"{step}title={_classes(title_in(stem))}"


def features(sentence: Sentence, labels: list[str], article: Mapping[str, Iterable[str]]) -> list[list[str]]:
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
    words, size, line = sentence.words, len(sentence.words), sentence.line.kind
    divided = [stem_and_particle(word) for word in words]
    final = next((m.form for w in reversed(words) for m in reversed(w.tags) if m.tag in ("VV", "VA", "NNG", "XR")), "")
    seen = [_Seen(label, word.tags[-1].tag if word.tags else "", word.before) for label, word in zip(labels, words, strict=True)]
    rows = []
    for place, word in enumerate(words):
        tags = tuple([m.tag for m in word.tags])
        stem, particle = divided[place]
        row = [
            "b",
            *_own(stem),
            f"j={particle}",
            f"j+end={particle}+{kind_by_ending(stem)}",
            f"j+final={particle}+{final}",
            *_of_tags(tags[-4:], tags[0] if tags else ""),
            *_of_place(seen[place], _quote(sentence, word), place, line),
        ]
        row += article.get(stem, ())
        if word.brackets:
            row.append(f"bracket={_shape(sentence.slice(*word.brackets[0][:2]))}")
        for step in _STEPS:
            at = place + step
            if 0 <= at < size:
                stem, particle = divided[at]
                row += _letters_near(step, stem)
                row += _seen_near(step, particle, seen[at])
            else:
                row.append(f"{step}edge")
        for step in _FAR:
            at = place + step
            if 0 <= at < size:
                row += _from_afar(step, divided[at][0], labels[at])
        rows.append(row)
    return rows


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


def stem_facts(sentences: Iterable[Sentence]) -> dict[str, tuple[str, ...]]:
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
    particles: dict[str, set[str]] = defaultdict(set)
    titled: dict[str, set[bool]] = defaultdict(set)
    for sentence in sentences:
        words = sentence.words
        divided = [stem_and_particle(word) for word in words]
        counts.update([stem for stem, _ in divided])
        for place, (stem, particle) in enumerate(divided, 1):
            particles[stem].add(particle)
            if not particle and place < len(words) and not words[place].before:
                after = divided[place][0]
                title = title_in(after)
                if title:
                    titled[stem].add(title == after)
    return {stem: _of_article(frozenset(found), frozenset(titled.get(stem, ())), counts[stem]) for stem, found in particles.items()}


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
        if form[-1] == _MR and likeness(form[:-1]) >= _NAME:
            form, name = form[:-1], name._replace(kind="person")
        elif name.kind == "person" and _SOMEBODY.fullmatch(form) and name.last + 1 < len(row) and row[name.last + 1].text.startswith(_MR):
            continue
        elif name.kind == "program" and strong_ending(form.rpartition(" ")[2]) == "law":
            name = name._replace(kind="law")
        if not _is_title(form, name) and not any(stem in words("ordinary", "learned") for stem, _ in stems(form)):
            votes[form][name.kind] += name.chance
            seen.append(name)
    hints = {form: max(sorted(kinds), key=kinds.__getitem__) for form, kinds in votes.items() if max(kinds.values()) >= _SURE and len(form) > 1}
    hints = _shortened(hints, names)
    return hints, _refused(names, seen) - hints.keys()


def _without_circumstances(row: list[Word], name: Learned) -> Learned:
    """Cut off where, under whom and with whom an occasion is held, what stands behind a venue, and that a law is a draft.

    ``강당에서 상인들과 간담회`` names a 간담회, ``플랫폼법 개정안`` the law that it changes.
    """
    if name.kind == "place":
        at = (place + 1 for place in range(name.last - 1, name.first - 1, -1) if stem_and_particle(row[place])[1] in _AT)
        return name._replace(last=next(at, name.last + 1) - 1)
    if name.kind == "law":
        return _law_itself(row, name)
    if name.kind in BODIES and name.first == name.last and any(m.tag in ("NNP", "SL") for m in row[name.first - 1].tags):
        stem = stem_and_particle(row[name.last])[0]
        return name._replace(first=name.first - (with_owner(row, name.last, stem) != stem))
    if name.kind != "event":
        return name
    parted = [stem_and_particle(row[place]) for place in range(name.first, name.last + 1)]
    last = next((order for order, (stem, particle) in enumerate(parted) if particle in _OBJECT and longest_ending(stem, "occasion")), len(parted) - 1)
    before = parted[:last]
    first = max((order + 1 for order, (stem, particle) in enumerate(before) if particle in _AT or (stem in _UNDER and particle)), default=0)
    if before[first:] and before[-1][1] in _COMPANY:
        first = last
    return name._replace(first=name.first + first, last=name.first + last)


def _law_itself(row: list[Word], name: Learned) -> Learned:
    """Cut off that a law is a draft, and add the field before it that begins its name: ``온라인 거래질서법``."""
    first, last = name.first, name.last
    if last > first:
        last -= is_draft(row[last - 1].text, stem_and_particle(row[last])[0])
    begun = first > 0 and not row[first].before and row[first - 1].quote == row[first].quote and row[first - 1].text in words("ordinary", "field")
    return name._replace(first=first - begun, last=last)


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
