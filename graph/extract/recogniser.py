"""Which words name something, learned from annotated articles: a linear-chain CRF over words with what the rules found as features."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from graph.extract.judgement import model
from graph.extract.lexicon import column, kind_by_ending, title_in, titles
from graph.extract.names import likeness

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.extract.names import Names
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
    offset = tags[0].start if tags else 0
    for morpheme in reversed(tags):
        if morpheme.tag.startswith("J") or morpheme.tag in ("VCP", "XSN") and morpheme.form in ("들", "이", "측"):
            cut = morpheme.start - offset
        elif morpheme.tag in ("EC", "EF", "ETM") and any(m.tag == "VCP" for m in tags):
            continue
        else:
            break
    if 0 < cut <= len(word.text):
        return word.text[:cut], word.text[cut:]
    return word.text, ""


def features(sentence: Sentence, labels: list[str], counts: dict[str, int], topics: dict[str, int]) -> list[list[str]]:
    """Return the features of each word of a sentence.

    Parameters
    ----------
    sentence
        A tagged sentence.
    labels
        What the rules take each word for.
    counts, topics
        How often each stem stands in the article, and how often as a topic or subject.

    Returns
    -------
    list
        Strings, one list a word.
    """
    words = sentence.words
    divided = [stem_and_particle(w) for w in words]
    rows = []
    for place, word in enumerate(words):
        stem, particle = divided[place]
        pattern = "+".join(m.tag for m in word.tags[-4:])
        row = ["b", *_own(stem), f"w={stem}", f"j={particle}", f"tags={pattern}", f"tag0={word.tags[0].tag if word.tags else ''}", f"rule={labels[place]}", f"before={word.before}", f"quote={_quote(sentence, word)}"]
        row += [f"n={min(counts.get(stem, 0), 4)}", f"t={min(topics.get(stem, 0), 3)}", f"j+end={particle}+{kind_by_ending(stem)}"]
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


def stem_counts(sentences: Iterable[Sentence]) -> tuple[dict[str, int], dict[str, int]]:
    """Count the stems of an article, and those of topics and subjects."""
    counts: dict[str, int] = {}
    topics: dict[str, int] = {}
    for sentence in sentences:
        for word in sentence.words:
            stem, particle = stem_and_particle(word)
            counts[stem] = counts.get(stem, 0) + 1
            if particle in ("은", "는", "이", "가", "도", "의", "측은", "에"):
                topics[stem] = topics.get(stem, 0) + 1
    return counts, topics


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
    counts, topics = stem_counts(names.sentences)
    found = []
    for sentence in names.sentences:
        if not sentence.words:
            continue
        labels = tagger.tag(features(sentence, rule_labels(names, sentence), counts, topics))
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
        form = " ".join([*(w.text for w in words[first:last]), stem])
        votes.setdefault(form, {}).setdefault(kind, 0.0)
        votes[form][kind] += chance
        seen[number, first] = (last, kind, chance)
    hints = {form: max(sorted(kinds), key=lambda k: kinds[k]) for form, kinds in votes.items() if max(kinds.values()) >= _SURE and len(form) > 1}
    refused = set()
    ends = {(n, last) for (n, _), (last, _, _) in seen.items()}
    for entity in names.entities:
        if entity.known or entity.rule not in _DOUBTED:
            continue
        places = [(m.sentence, m.first, m.last) for ms in names.mentions for m in ms if m.entity == entity.number]
        if places and not any((n, f) in seen or (n, last) in ends for n, f, last in places):
            refused |= entity.forms
    refused -= hints.keys()
    return hints, frozenset(refused)


_SURE = 0.5
_DOUBTED = frozenset(["ending", "quoted", "post", "name body title", "body name title", "name title", "title name", "sibling"])
