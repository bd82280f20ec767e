"""Which words name something, learned from annotated articles: a linear-chain CRF over words with what the rules found as features."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from graph.extract.judgement import model
from graph.extract.lexicon import column, kind_by_ending, stems, title_in, titles
from graph.extract.names import likeness, strong_ending

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.extract.names import Entity, Names
    from graph.extract.sentences import Sentence, Word


@lru_cache(maxsize=50_000)
def _shape(text: str) -> str:
    shape = re.sub(r"[가-힣]+", "가", text)
    shape = re.sub(r"[A-Za-z]+", "A", shape)
    return re.sub(r"\d+", "0", shape)[:6]


@lru_cache(maxsize=50_000)
def _own(text: str) -> tuple[str, ...]:
    like = likeness(text)
    title = title_in(text)
    return (
        f"like={int(like * 4)}",
        f"title={'|'.join(sorted(titles()[title])) if title else ''}",
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
    )


def stem_and_particle(word: Word) -> tuple[str, str]:
    """Divide a word where its particle begins, as far as the tagger tells."""
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


def features(sentence: Sentence, labels: list[str], article: dict[str, set[str]]) -> list[list[str]]:
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
    rows = []
    for place, word in enumerate(words):
        stem, particle = divided[place]
        pattern = "+".join(m.tag for m in word.tags[-4:])
        row = [
            "b",
            *_own(stem),
            f"w={stem}",
            f"j={particle}",
            f"tags={pattern}",
            f"tag0={word.tags[0].tag if word.tags else ''}",
            f"rule={labels[place]}",
            f"before={word.before}",
            f"quote={_quote(sentence, word)}",
        ]
        row += article.get(stem, ())
        row += [f"j+end={particle}+{kind_by_ending(stem)}", f"j+final={particle}+{final}", f"place={min(place, 4)}"]
        if word.brackets:
            row.append(f"bracket={_shape(sentence.text[word.brackets[0][0] - sentence.start : word.brackets[0][1] - sentence.start])}")
        row.append(f"line={sentence.line.kind}")
        for step in (-2, -1, 1, 2):
            at = place + step
            if 0 <= at < len(words):
                other, after = divided[at]
                title = title_in(other)
                row += [
                    f"{step}w={other}",
                    f"{step}j={after}",
                    f"{step}s2={other[-2:]}",
                    f"{step}rule={labels[at]}",
                    f"{step}like={int(likeness(other) * 4)}",
                    f"{step}title={'|'.join(sorted(titles()[title])) if title else ''}",
                    f"{step}tag={words[at].tags[-1].tag if words[at].tags else ''}",
                    f"{step}before={words[at].before}",
                    f"{step}city={other in column('places', 'name')}",
                ]
            else:
                row.append(f"{step}edge")
        rows.append(row)
    return rows


def _quote(sentence: Sentence, word: Word) -> str:
    if word.quote < 0:
        return ""
    left, right, mark = sentence.quotes[word.quote]
    return f"{mark}{'first' if word.start == left else ''}{'last' if word.places[-1] + 1 == right else ''}{min((right - left) // 8, 3)}"


def rule_labels(names: Names, sentence: Sentence) -> list[str]:
    """Return for each word what the rules take it for."""
    labels = [""] * len(sentence.words)
    for mention in names.mentions[sentence.number]:
        entity = names.entities[mention.entity]
        for place, word in enumerate(sentence.words):
            if word.start >= mention.start and word.start < mention.end:
                labels[place] = f"{entity.kind}:{entity.rule}{':known' if entity.known else ''}"
        if entity.kind == "person":
            for place in range(mention.first, mention.last + 1):
                if not labels[place]:
                    labels[place] = "post"
    return labels


def stem_facts(sentences: Iterable[Sentence]) -> dict[str, set[str]]:
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
    return facts


_TOPICS = frozenset(f"dj={p}" for p in ("은", "는", "이", "가", "도", "의", "에", "측은", "을", "를"))


def recognise(names: Names, engine: str) -> list[tuple[int, int, int, str, float]]:
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
        Sentence, first and last word, kind and probability of each name.
    """
    tagger = model("names", engine)
    if tagger is None:
        return []
    facts = stem_facts(names.sentences)
    found = []
    for sentence in names.sentences:
        if not sentence.words:
            continue
        labels = tagger.tag(features(sentence, rule_labels(names, sentence), facts))
        place = 0
        while place < len(labels):
            if labels[place][0] == "B":
                kind, last = labels[place][2:], place
                while last + 1 < len(labels) and labels[last + 1] == f"I-{kind}":
                    last += 1
                chance = min(tagger.marginal(labels[i], i) for i in range(place, last + 1))
                found.append((sentence.number, place, last, kind, chance))
                place = last + 1
            else:
                place += 1
    return found


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
    spans = recognise(names, engine)
    votes: dict[str, dict[str, float]] = {}
    seen: dict[tuple[int, int], tuple[int, str, float]] = {}
    for number, first, last, kind, chance in spans:
        words = names.sentences[number].words
        stem = stem_and_particle(words[last])[0]
        form = _joined(words, first, last, stem)
        if kind in ("ministry", "firm", "association", "institution") and title_in(form) and (title_in(form) == form or first == last):
            continue
        if form in _GENERIC:
            continue
        votes.setdefault(form, {}).setdefault(kind, 0.0)
        votes[form][kind] += chance
        seen[number, first] = (last, kind, chance)
    hints = {form: max(sorted(kinds), key=lambda k: kinds[k]) for form, kinds in votes.items() if max(kinds.values()) >= _SURE and len(form) > 1}
    hints = _shortened(hints, names)
    refused = set()
    ends = {(n, last) for (n, _), (last, _, _) in seen.items()}
    for entity in names.entities:
        if entity.known or entity.rule not in _DOUBTED or _told(entity, names):
            continue
        places = [(m.sentence, m.first, m.last) for ms in names.mentions for m in ms if m.entity == entity.number]
        if places and not any((n, f) in seen or (n, last) in ends for n, f, last in places):
            refused |= entity.forms
    refused -= hints.keys()
    return hints, frozenset(refused)


def _told(entity: Entity, names: Names) -> bool:
    """Say whether the ending of a name tells enough: ``국토교통혁신부`` with a post or as a topic."""
    if entity.kind not in ("ministry", "association", "institution") or strong_ending(entity.name.split()[-1]) != entity.kind or len(entity.name) < 5:
        return False
    posted = any(p.body == entity.number for e in names.entities for p in e.posts)
    return posted or any(m.entity == entity.number and m.particle in ("은", "는") and not m.inner for ms in names.mentions for m in ms)


def _joined(words: list[Word], first: int, last: int, stem: str) -> str:
    parts = [w.text for w in words[first:last]] + [stem]
    return "".join(part if place == 0 else (", " if words[first + place].before == "," else "·" if words[first + place].before == "·" else " ") + part for place, part in enumerate(parts))


def _shortened(hints: dict[str, str], names: Names) -> dict[str, str]:
    """Cut a particle that the tagger took for a part of a name, where the name stands without it elsewhere."""
    forms = {f for e in names.entities for f in e.forms} | hints.keys()
    found: dict[str, str] = {}
    for form, kind in hints.items():
        shorter = next((stem for stem, particle in stems(form) if particle and len(stem) > 1 and stem in forms), form)
        found.setdefault(shorter, kind)
    return found


_GENERIC = frozenset(
    [
        "의회",
        "군의회",
        "시의회",
        "도의회",
        "구의회",
        "위원회",
        "노조",
        "제정안",
        "개정안",
        "법안",
        "조례안",
        "법률안",
        "협의회",
        "협의체",
        "특위",
        "소위",
        "상임위",
        "조합",
        "협회",
        "학회",
        "재단",
        "연맹",
        "공단",
        "공사",
        "진흥원",
        "정책위",
        "본부",
        "노동조합",
        "시행령",
        "조례",
        "특별법",
    ]
)
_SURE = 0.5
_DOUBTED = frozenset(["ending", "quoted", "post", "name body title", "body name title", "name title", "title name", "sibling"])
