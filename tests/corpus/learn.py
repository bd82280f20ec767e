#!/usr/bin/env python3
"""Learn the models of `graph/extract/models` from annotated articles, and measure each rule by cross-validation.

    learn.py FOLDER [FOLDER ...] [--tagger kiwi|mecab] [--folds 4] [--aside PREFIX ...]

Each FOLDER holds NN.txt and NN.gold.json. In turn a part of the articles is set aside, the models are learned from the rest, and
every claim that they then read in the part set aside is right or wrong: that is the precision in `models/precision-<tagger>.csv`.
The models that are kept are learned from all articles but those whose names begin with a PREFIX; these are read with them and counted too.
Same articles, same files.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import json
import random
import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
import pycrfsuite
import score as scorer
from renamed import Article, pools, renamed

from graph import load
from graph.extract import judgement
from graph.extract.entities.gazetteer import gazetteer
from graph.extract.lexicon import PARTICLES, title_in
from graph.extract.reading import Reading
from graph.extract.entities.recogniser import features, rule_labels, stem_facts
from graph.extract.text.tagging import tagger

STANCES = ("criticized", "supported", "urged")
TASKS = ("pledges", "stances", "attendance", "figures")
COPIES = 2  # of each article with other names
Row = tuple[str, list[str], str]  # article, features, label


def read(folders: list[Path]) -> list[Article]:
    found = []
    for folder in folders:
        for path in sorted(folder.glob("*.txt")):
            meta, body = scorer.read_article(path)
            gold = json.loads(path.with_suffix("").with_suffix(".gold.json").read_text(encoding="utf-8"))
            found.append(Article(path.stem, body, dt.date.fromisoformat(meta["published"]), gold))
    random.Random(7).shuffle(found)
    return found


# ---------------------------------------------------------------- names


def labels(sentence: Any, gold: dict[str, Any]) -> list[str]:
    """Return the annotated name that each word begins or continues."""
    found = ["O"] * len(sentence.words)
    forms = [(form, e["kind"]) for e in gold["entities"] for form in {e["name"], *e["mentions"]} if not (e["kind"] == "person" and form != e["name"] and title_in(form.split()[-1]))]
    for form, kind in sorted(forms, key=lambda f: (-len(f[0]), f)):
        for match in re.finditer(re.escape(form), sentence.text):
            start, end = sentence.start + match.start(), sentence.start + match.end()
            covered = [i for i, w in enumerate(sentence.words) if w.places[0] < end and w.places[-1] >= start]
            if not covered or sentence.words[covered[0]].start != start or any(found[i] != "O" for i in covered):
                continue
            last = sentence.words[covered[-1]]
            if "".join(letter for letter, place in zip(last.text, last.places, strict=True) if place >= end) in PARTICLES:
                for order, i in enumerate(covered):
                    found[i] = ("I-" if order else "B-") + kind
    return found


def trainer(c1: float, c2: float, rounds: int) -> Any:
    made = pycrfsuite.Trainer(verbose=False)
    made.set_params({"c1": c1, "c2": c2, "max_iterations": rounds, "feature.possible_transitions": True})
    return made


def names_model(engine: Any) -> Path:
    return judgement.MODELS / f"names-{engine.name}.crfsuite"


def learn_names(articles: list[Article], known: Any, engine: Any) -> None:
    judgement.leave_out("names", *TASKS)
    names, dice, made = pools(articles), random.Random(3), trainer(0.08, 0.02, 120)
    copies = [copy for _ in range(COPIES) for article in articles if (copy := renamed(article, names, dice))]
    for article in [*articles, *copies]:
        reading = Reading(article.body, article.published, known, engine)
        facts = stem_facts(reading.sentences)
        for sentence in reading.sentences:
            if sentence.words:
                made.append(features(sentence, rule_labels(reading.names, sentence), facts), labels(sentence, article.gold))
    made.train(str(names_model(engine)))
    judgement.leave_out()


# ---------------------------------------------------------------- judgements


def forms(entity: Any) -> set[str]:
    return {scorer.norm(entity.name), *map(scorer.norm, entity.forms)}


class Watch:
    """Collects the candidates of one article and holds them against its annotation."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.by_name = {e["name"]: e for e in article.gold["entities"]}
        self.rows: dict[str, list[Row]] = {task: [] for task in TASKS}
        self.stances: dict[int, list[Any]] = {}
        self.presences: list[Any] = []

    def __call__(self, task: str, sentence: Any, candidate: Any) -> None:
        if task == "stances":
            self.stances.setdefault(sentence.number, []).append((sentence, candidate))
        elif task == "attendance":
            self.presences.append((sentence, candidate))
        else:
            self._pledge(sentence, candidate)

    def stated(self, sentence: Any, *relations: str) -> list[dict[str, Any]]:
        span = {"evidence": {"start": sentence.start, "end": sentence.end}}
        return [r for r in self.article.gold["relations"] if r["relation"] in relations and scorer.same_place(span, r, self.article.body)]

    def names(self, name: str) -> set[str]:
        return scorer.aliases(self.by_name[name]) if name in self.by_name else {scorer.norm(name)}

    def _fits(self, relation: dict[str, Any], candidate: Any) -> bool:
        for target in (relation["object"], *relation.get("object_alt", [])):
            if target in self.by_name:
                if scorer.norm(candidate.object[0]) in self.names(target) or any(n in scorer.norm(candidate.text) for n in self.names(target)):
                    return True
            elif scorer.overlap(target, candidate.text) >= 0.5 and (candidate.object[1] is not None or scorer.overlap(target, candidate.object[0]) >= 0.5):
                return True
        return False

    def _pledge(self, sentence: Any, candidate: Any) -> None:
        right = [r for r in self.stated(sentence, "pledged") if any(forms(b) & self.names(r["subject"]) for b in candidate.bodies) and self._fits(r, candidate)]
        sure = [r for r in right if not r.get("optional")]
        if right and not sure:
            return
        self.rows["pledges"].append((self.article.name, candidate.features, "pledged" if sure else "O"))
        if sure:
            want = {(a["value"], a.get("max"), a["unit"]) for a in sure[-1].get("amounts") or []}
            for figure in candidate.terms.figures:
                own = (figure.amount["value"], figure.amount.get("max"), figure.amount["unit"]) in want
                self.rows["figures"].append((self.article.name, figure.features, "own" if own else "O"))

    def finish(self, reading: Any) -> dict[str, list[Row]]:
        for sentence, presence in self.presences:
            person = reading.names.entities[presence.mention.entity]
            right = [r for r in self.stated(sentence, "attended") if forms(person) & self.names(r["subject"]) and forms(presence.event) & self.names(r["object"])]
            if not right or any(not r.get("optional") for r in right):
                self.rows["attendance"].append((self.article.name, presence.features, "attended" if right else "O"))
        for candidates in self.stances.values():
            self._stances(candidates)
        return self.rows

    def _stances(self, candidates: list[Any]) -> None:
        """Give each annotated stance of a sentence to the part of it that fits best."""
        found: dict[int, str] = {}
        for relation in self.stated(candidates[0][0], *STANCES):
            able = [i for i, (_, c) in enumerate(candidates) if any(forms(h) & self.names(relation["subject"]) for h in c.holders)]
            if not able:
                continue
            best = max(able, key=[self._fit(relation, *candidate) for candidate in candidates].__getitem__)
            if not relation.get("optional"):
                found[best] = relation["relation"] if found.get(best, "skip") == "skip" else found[best]
            else:
                found.setdefault(best, "skip")
        for i, (_, candidate) in enumerate(candidates):
            if found.get(i) != "skip":
                self.rows["stances"].append((self.article.name, candidate.features, found.get(i, "O")))

    def _fit(self, relation: dict[str, Any], sentence: Any, candidate: Any) -> float:
        """Return how well a part of a sentence fits an annotated stance: its verb counts most, then what it is about."""
        unit = candidate.unit
        text = sentence.text[unit.start : unit.end]
        targets = [relation["object"], *relation.get("object_alt", []), *self.by_name.get(relation["object"], {}).get("mentions", [])]
        return 3 * (candidate.relation == relation["relation"]) + any(target in text for target in targets) + 0.5 * (unit.relation != "other")


def collect(articles: list[Article], known: Any, engine: Any) -> dict[str, list[Row]]:
    judgement.leave_out(*TASKS)
    rows: dict[str, list[Row]] = {task: [] for task in TASKS}
    for article in articles:
        watch = Watch(article)
        reading = Reading(article.body, article.published, known, engine, watch)
        for task, more in watch.finish(reading).items():
            rows[task] += more
    judgement.leave_out()
    return rows


def learn_judgements(rows: dict[str, list[Row]], engine: Any) -> None:
    for task, some in rows.items():
        made = trainer(0.01, 0.5, 200)
        for _, row, label in some:
            made.append([row], [label])
        made.train(str(judgement.MODELS / f"{task}-{engine.name}.crfsuite"))
    judgement.model.cache_clear()


# ---------------------------------------------------------------- precision


def marks(article: Article, extraction: Any) -> list[tuple[str, bool]]:
    """Return the rule of each claim and whether the annotation has it; claims that match optional ones count for neither."""
    entities: dict[Any, set[str]] = {}
    claims = []
    for row in extraction.rows():
        if "entity" in row:
            entity = row["entity"]
            entities.setdefault((scorer.norm(entity["name"]), entity["kind"]), set()).update(scorer.norm(article.body[s:e]) for s, e in entity["mentions"])
        else:
            claims.append(row)
    errors: list[Any] = []
    scorer.score_article(article.gold, article.body, entities, claims, Counter(), Counter(), errors)
    wrong = {(r[0], r[2], r[3], r[4]) for r in errors if r[1] == "spurious" and r[0] != "entity"}
    keys = [(c["relation"], scorer.norm(c["subject"]["name"]), scorer.norm(c["object"]["name"]), c["evidence"]["text"]) for c in claims]
    return [(claim["rule"], key not in wrong) for claim, key in zip(claims, keys, strict=True)]


def parts_of(articles: list[Article], folds: int) -> list[list[Article]]:
    return [articles[k::folds] for k in range(folds)]


def read_aside(parts: list[list[Article]], known: Any, engine: Any) -> tuple[dict[str, list[Row]], list[bytes]]:
    """Collect the candidates of each part, read with names learned from the others; return them and those models of names."""
    rows: dict[str, list[Row]] = {task: [] for task in TASKS}
    models: list[bytes] = []
    for part in parts:
        learn_names([article for other in parts if other is not part for article in other], known, engine)
        models.append(names_model(engine).read_bytes())
        for task, more in collect(part, known, engine).items():
            rows[task] += more
    return rows, models


def measure(part: list[Article], known: Any, engine: Any, predictions: Path | None) -> list[tuple[str, bool]]:
    """Read a part set aside; return the rule of each claim and whether it is right."""
    found = []
    for article in part:
        extraction = Reading(article.body, article.published, known, engine).extraction()
        found += marks(article, extraction)
        if predictions:
            predictions.mkdir(parents=True, exist_ok=True)
            (predictions / f"{article.name}.jsonl").write_text(extraction.to_jsonl(), encoding="utf-8")
    return found


def write_precision(tally: Counter[tuple[str, bool]], engine: Any) -> None:
    with (judgement.MODELS / f"precision-{engine.name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["rule", "right", "wrong"])
        writer.writerows((rule, tally[rule, True], tally[rule, False]) for rule in sorted({rule for rule, _ in tally}))


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folders", nargs="+", type=Path)
    options.add_argument("--tagger", default="kiwi", choices=("kiwi", "mecab"))
    options.add_argument("--folds", type=int, default=4)
    options.add_argument("--aside", nargs="+", default=[], metavar="PREFIX", help="articles whose names begin so teach nothing and are only counted")
    options.add_argument("--predictions", type=Path, help="keep what is read in the parts set aside, for score.py")
    given = options.parse_args()
    judgement.MODELS.mkdir(exist_ok=True)
    everything, known, engine = read(given.folders), gazetteer(load("data")), tagger(given.tagger)
    aside = [article for article in everything if article.name.startswith(tuple(given.aside))]
    articles = [article for article in everything if article not in aside]
    # A rule that is mostly wrong makes no claims; that cannot be measured while it is so.
    (judgement.MODELS / f"precision-{given.tagger}.csv").unlink(missing_ok=True)
    parts = parts_of(articles, given.folds)
    # What the judgements are learned from must be read with names that were not learned from the same article.
    rows, models = read_aside(parts, known, engine)
    tally: Counter[tuple[str, bool]] = Counter()
    for part, names in zip(parts, models, strict=True):
        names_model(engine).write_bytes(names)
        inside = {article.name for article in part}
        learn_judgements({task: [row for row in some if row[0] not in inside] for task, some in rows.items()}, engine)
        tally.update(measure(part, known, engine, given.predictions))
    learn_names(articles, known, engine)
    learn_judgements(rows, engine)
    tally.update(measure(aside, known, engine, given.predictions))
    write_precision(tally, engine)
    print(len(articles), "articles", {task: dict(Counter(label for *_, label in some)) for task, some in rows.items()})


if __name__ == "__main__":
    main()
