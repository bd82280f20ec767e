"""The annotated articles are consistent, and the reader reads them as well as tests/corpus/README.md says."""

import importlib.util
import json
import os
import re
import subprocess
import sys
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from graph.extract import reader

CORPUS = Path(__file__).parent / "corpus"
FOLDERS = sorted(path.name for path in CORPUS.iterdir() if any(path.glob("*.gold.json")))
SCORED = [("dev", "full"), ("dev", "light"), ("heldout", "full"), ("heldout", "light"), ("fresh", "full"), ("fresh", "light"), ("last", "full"), ("last", "light")]
ALLOWED = 0.01  # by how much a figure of the table may differ from what is measured
TABLE = "| set | articles | entities P/R | all relations P/R/F1 |"


@cache
def scorer():
    spec = importlib.util.spec_from_file_location("corpus_score", CORPUS / "score.py")
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded


@cache
def told():
    """The rows of the table: set to the number of articles and the five shares."""
    page = CORPUS / "README.md"
    _, found, table = (page.read_text(encoding="utf-8") if page.exists() else "").partition(TABLE)
    rows = {}
    for line in table.strip().splitlines()[1:] if found else []:
        if not line.startswith("|"):
            break
        name, articles, *shares = (cell.strip() for cell in line.strip("|").split("|"))
        rows[name] = (int(articles), [float(number) for number in re.findall(r"\d\.\d{3}", " ".join(shares))])
    return rows


def row_of(folder, mode):
    name = folder if mode == "full" else f"{folder}, {mode}"
    if name not in told():
        pytest.skip(f"tests/corpus/README.md tells no figures of '{name}'")
    return told()[name]


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    """Read each folder once in each mode: its scores, and how many claims each article gave."""

    @cache
    def reading(folder, mode):
        out = tmp_path_factory.mktemp(f"{folder}-{mode}")
        read_article = reader(mode=mode)
        claims = {}
        for path in sorted((CORPUS / folder).glob("*.txt")):
            meta, body = scorer().read_article(path)
            found = read_article(body, date.fromisoformat(meta["published"]))
            (out / f"{path.stem}.jsonl").write_text(found.to_jsonl(), encoding="utf-8")
            claims[path.stem] = len(found.claims)
        return scorer().score(CORPUS / folder, out)[0], claims

    return reading


@pytest.mark.parametrize("folder", FOLDERS)
def test_gold_files_are_consistent(folder, capsys):
    assert scorer().check(CORPUS / folder) == 0, capsys.readouterr().out


@pytest.mark.parametrize(("folder", "mode"), SCORED)
def test_every_article_is_read_and_every_claim_quotes_its_sentence(folder, mode, read):
    result, _ = read(folder, mode)
    assert (result["violations"], result["missing_files"]) == (0, [])


@pytest.mark.parametrize("mode", ["full", "light"])
def test_articles_never_learned_from_are_read_as_well_as_the_table_says(mode, read):
    _, shares = row_of("heldout", mode)
    assert read("heldout", mode)[0]["scores"]["all relations"]["F1"] >= shares[4] - ALLOWED


@pytest.mark.parametrize(("folder", "mode"), SCORED)
def test_the_table_is_not_stale(folder, mode, read):
    articles, shares = row_of(folder, mode)
    result, claims = read(folder, mode)
    entity, relations = result["scores"]["entity"], result["scores"]["all relations"]
    measured = [entity["P"], entity["R"], relations["P"], relations["R"], relations["F1"]]
    now = f"| {folder}{'' if mode == 'full' else ', light'} | {len(claims)} | {' / '.join(f'{n:.3f}' for n in measured[:2])} | {' / '.join(f'{n:.3f}' for n in measured[2:])} |"
    assert (articles, shares) == (len(claims), pytest.approx(measured, abs=ALLOWED)), f"tests/corpus/README.md is stale; now it would be {now}"


@pytest.mark.parametrize(("folder", "mode"), [("dev", "full"), ("heldout", "full"), ("heldout", "light"), ("fresh", "full"), ("fresh", "light"), ("last", "full"), ("last", "light")])
def test_articles_that_say_nothing_give_no_claims_but_one_in_ten(folder, mode, read):
    _, claims = read(folder, mode)
    silent = [name for name in claims if not json.loads((CORPUS / folder / f"{name}.gold.json").read_text(encoding="utf-8"))["relations"]]
    wrong = [name for name in silent if claims[name]]
    assert len(wrong) <= len(silent) / 10, f"claims in {', '.join(wrong)} of {len(silent)} articles without relations"


CALIBRATED = r"^(?:\| )?(\d\.\d\d to \d\.\d\d|all)[ |]+(\d+)[ |]+([\d.]+)[ |]+([\d.]+)"  # a row as it is printed, and as the README has it


def calibration(text):
    return {name: (int(claims), float(told), float(right)) for name, claims, told, right in re.findall(CALIBRATED, text, re.MULTILINE)}


@pytest.mark.parametrize("tagger", ["kiwi", "mecab"])
def test_confidence_keeps_its_word_on_articles_nobody_reads(tagger):
    """Told and right may differ by what some hundreds of claims leave uncertain."""
    command = [sys.executable, "calibration.py", "fresh", "last", "--tagger", tagger]
    rows = calibration(subprocess.run(command, cwd=CORPUS, capture_output=True, text=True, check=True).stdout)
    claims, told, right = rows["all"]

    assert claims == sum(row[0] for name, row in rows.items() if name != "all") > 800
    assert told == pytest.approx(right, abs=0.05)
    assert rows["0.95 to 1.00"][2] >= 0.93
    if tagger == "kiwi":
        published = calibration((CORPUS / "README.md").read_text(encoding="utf-8"))
        assert published.keys() == rows.keys()
        assert all(published[name][0] == pytest.approx(rows[name][0], abs=10) and published[name][1:] == pytest.approx(rows[name][1:], abs=0.05) for name in rows if rows[name][0] > 100)


FEATURES = """
from graph.extract.entities.gazetteer import gazetteer
from graph.extract.entities.recogniser import features, rule_labels, stem_facts
from graph.extract.reading import Reading
from graph.extract.text.tagging import tagger
reading = Reading("누리톡은 20일 상생안을 냈다. 누리톡 최가온(가상 인물) 대표는 “누리톡이 돕겠다”고 말했다.", None, gazetteer(None), tagger("mecab"))
facts = stem_facts(reading.sentences)
print([features(sentence, rule_labels(reading.names, sentence), facts) for sentence in reading.sentences])
"""


def test_what_is_learned_does_not_depend_on_the_hash_seed():
    rows = {subprocess.run([sys.executable, "-c", FEATURES], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True).stdout for seed in ("1", "2", "3")}

    assert len(rows) == 1
    assert "dj=은" in rows.pop()
