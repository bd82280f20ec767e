"""The explorer's page holds the tables whole, as text that no browser takes for HTML, and is the same for the same tables."""

import base64
import csv
import dataclasses
import gzip
import hashlib
import html.parser
import itertools
import json
import os
import random
import shutil
import subprocess
import sys
import unicodedata

import pytest
from playwright.sync_api import sync_playwright

import graph as kg
from graph.cli import main
from graph.explorer import layout, packed, page
from graph.explorer.terms import references
from graph.model import schema, schema_text
from graph.rdf import namespaces
from graph.tables import PLACE, texts

ATTACKS = ("</script><script>window.hit=1</script>", '<img src=x onerror="window.hit=1">', "\"'><svg onload=window.hit=1>", "{{ 7*7 }}{% raw %}<!--", "&lt;b&gt;\u2028</style>")
STAND_INS = {
    "explorer.js": "window.seen = ['tables', 'triples', 'engine'].map(id => document.getElementById(id) !== null).join() + document.body.innerText;",
    "explorer.css": "body { color: rgb(1, 2, 3) }",
    "store.js": "self.onmessage = () => {};",
    "licences.txt": "An invented licence, with a hyphen – and 한글.\n",
}


@pytest.fixture
def bundle(tmp_path, monkeypatch):
    """A folder with stand-ins for the built scripts, which the page then holds."""
    folder = tmp_path / "bundle"
    folder.mkdir()
    for name, text in STAND_INS.items():
        (folder / name).write_text(text, "utf-8")
    (folder / "oxigraph.wasm.gz").write_bytes(gzip.compress(b"\0asm"))
    monkeypatch.setattr(page, "BUNDLE", folder)
    return folder


class Parts(html.parser.HTMLParser):
    """The parts of a page: its policy, and the scripts, styles and inert texts in the order in which they stand."""

    def __init__(self, text):
        super().__init__()
        self.policy, self.found, self.text = "", [], ""
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if attributes.get("http-equiv") == "Content-Security-Policy":
            self.policy = attributes["content"]
        if tag in ("script", "style"):
            self.found.append((attributes.get("id", tag), ""))
            assert attributes.get("type", "text/plain") == "text/plain"

    def handle_data(self, data):
        if self.found and self.cdata_elem:
            self.found[-1] = (self.found[-1][0], self.found[-1][1] + data)
        else:
            self.text += data


def inert(text):
    return {name: base64.b64decode(content) for name, content in Parts(text).found if name not in ("script", "style")}


def content_of(text):
    """What the page holds, the columns of free text in their tables."""
    found = inert(text)
    content = json.loads(gzip.decompress(found["tables"]))
    for name, columns in json.loads(gzip.decompress(found["texts"])).items():
        assert not set(columns) & set(content["tables"][name]["columns"])
        content["tables"][name]["columns"] |= columns
    return content


def decoded(tables):
    """The columns of the tables as lists, read as the head of packed.py says."""

    def column(coded, size, own):
        ids = decode(coded["of"])["id"] if "of" in coded and coded["of"] != own else None
        rows = itertools.accumulate(coded["gaps"], initial=-1) if "gaps" in coded else itertools.count(-1)
        cells = [""] * size
        for row, cell in zip(itertools.islice(rows, 1, None), coded["cells"], strict=False):
            cells[row] = ids[cell] if ids else coded["values"][cell] if "values" in coded else ("row", cell) if "of" in coded else cell
        return cells

    def decode(name):
        table = tables[name]
        found = {key: column(coded, table["size"], name) for key, coded in table["columns"].items()}
        return {key: [found["id"][cell[1]] if isinstance(cell, tuple) else cell for cell in cells] for key, cells in found.items()}

    return {name: decode(name) for name in tables}


def test_the_page_holds_every_table_whole(bundle, real):
    tables = content_of(page.explorer_html(real))["tables"]
    found = decoded(tables)

    for name in ("entities", "claims", "documents", "evidence", "statuses"):
        frame = getattr(real, name).drop(columns=list(PLACE))
        expected = {column: texts(frame[column]) for column in frame}
        shown = {key: cells for key, cells in found[name].items() if key not in ("x", "y")}
        assert shown == {column: cells for column, cells in expected.items() if any(cells)}
        assert tables[name]["size"] == len(frame)
    assert found["spellings"] == {"name": real.spellings["name"].tolist(), "entity": real.spellings["entity"].tolist()}
    same = real.judgements[(real.judgements["verdict"] == "same") & real.judgements["left"].isin(real.entities["id"])]
    assert found["replaced"] == {"left": same["left"].tolist(), "right": same["right"].tolist()}


def test_each_entity_has_its_place_on_the_map(bundle, real):
    found = decoded(content_of(page.explorer_html(real))["tables"])["entities"]

    assert [found["x"], found["y"]] == [axis.tolist() for axis in layout.positions(real)]


def test_what_refers_to_rows_is_coded_by_rows_even_where_cells_are_empty(bundle, real):
    tables = content_of(page.explorer_html(real))["tables"]
    coded = {(name, column): how for name, table in tables.items() for column, how in table["columns"].items() if column in references()}

    assert {column for _, column in coded} >= {"subject", "object", "event", "topic", "organization", "document", "claim", "parent", "law", "status_document", "entity"}
    assert {column: how.get("of") for (_, column), how in coded.items()} == {column: references()[column] for _, column in coded}
    assert all("gaps" in how or len(how["cells"]) == tables[name]["size"] for (name, _), how in coded.items())


def test_what_refers_to_nothing_that_is_there_counts_as_empty(bundle, invented):
    spoilt = dataclasses.replace(invented, entities=invented.entities.assign(parent="org/nobody"), claims=invented.claims.assign(event=[*invented.claims["event"][:-1], "event/never"]))
    columns = content_of(page.explorer_html(spoilt))["tables"]

    assert columns["entities"]["columns"]["parent"] == {"gaps": [], "of": "entities", "cells": []}
    assert "event/never" not in json.dumps(columns)


def test_the_vocabulary_says_what_may_stand_where(bundle, invented):
    terms = content_of(page.explorer_html(invented))["terms"]

    assert list(terms["kinds"]) == list(schema().kinds)
    assert terms["kinds"]["firm"]["classes"] == ["Firm", "Organization", "Actor", "Entity"]
    assert list(terms["relations"]) == list(schema().relations)
    assert (terms["relations"]["pledged"]["domain"], terms["relations"]["pledged"]["range"]) == (["person", "ministry", "firm", "association", "institution"], ["program", "law"])
    assert [name for name, relation in terms["relations"].items() if relation["beforehand"]] == [n for n, t in schema().relations.items() if t.relation.beforehand]
    assert {name: relation["polarity"] for name, relation in terms["relations"].items() if "polarity" in relation} == {
        n: t.relation.polarity for n, t in schema().relations.items() if t.relation.polarity
    }
    assert terms["columns"]["due"]["definition"] == schema().relations["pledged"].columns["due"].definition
    assert terms["prefixes"] == namespaces()
    assert terms["base"] + "ontology#" == terms["vocabularyBase"]
    vocabulary = {term["iri"]: term for term in terms["vocabulary"]}
    assert vocabulary["pg:Firm"] == {"iri": "pg:Firm", "kind": "class", "label": {"ko": "기업", "en": "firm"}}
    assert {vocabulary[iri]["kind"] for iri in ("pg:pledged", "pg:amount", "skos:prefLabel", "rdf:subject", "prov:wasDerivedFrom")} == {"property"}


def test_the_page_holds_the_questions_and_stories_and_when_the_latest_document_is_from(bundle, invented, tmp_path, monkeypatch):
    (tmp_path / "b.json").write_text('{"title": {"ko": "둘째"}}', "utf-8")
    (tmp_path / "a.json").write_text('{"title": {"ko": "첫째"}}', "utf-8")
    monkeypatch.setattr(packed, "STORIES", tmp_path)
    content = content_of(page.explorer_html(invented))

    assert list(content) == ["heading", "built_from", "terms", "tables", "questions", "stories"]
    assert content["built_from"] == max(invented.documents["published"])
    assert [story["title"]["ko"] for story in content["stories"]] == ["첫째", "둘째"]
    assert [question["name"] for question in content["questions"]] == list(kg.questions())
    career = next(question for question in content["questions"] if question["name"] == "who_attended")
    assert career == {
        "name": "who_attended",
        "title": kg.questions()["who_attended"].title,
        "parameters": [dataclasses.asdict(p) for p in kg.questions()["who_attended"].parameters.values()],
        "text": kg.questions()["who_attended"].text,
    }


def test_the_texts_stand_in_the_order_in_which_they_are_wanted(bundle, invented):
    text = page.explorer_html(invented)
    found = inert(text)

    assert [name for name, _ in Parts(text).found] == ["style", "tables", "script", "texts", "vocabulary", "worker", "licences", "triples", "engine"]
    assert gzip.decompress(found["vocabulary"]).decode() == schema_text("ontology.ttl")
    assert gzip.decompress(found["worker"]).decode() == STAND_INS["store.js"]
    assert gzip.decompress(found["licences"]).decode() == STAND_INS["licences.txt"]
    assert gzip.decompress(found["triples"]).decode() == kg.to_turtle(invented)
    assert found["engine"] == (bundle / "oxigraph.wasm.gz").read_bytes()
    assert all("\n" not in content for name, content in Parts(text).found if name in found)


def test_only_the_explorers_own_script_may_run(bundle, invented):
    parts = Parts(page.explorer_html(invented))
    digest = base64.b64encode(hashlib.sha256(dict(parts.found)["script"].encode()).digest()).decode()

    assert dict(part.split(" ", 1) for part in parts.policy.split("; ")) == {
        "default-src": "'none'",
        "script-src": f"'sha256-{digest}' 'wasm-unsafe-eval'",
        "worker-src": "blob:",
        "style-src": "'unsafe-inline'",
        "img-src": "data: blob:",
        "connect-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'none'",
    }


def test_something_useful_shows_before_the_script_runs(bundle, invented):
    shown = " ".join(Parts(page.explorer_html(invented)).text.split())

    assert shown.startswith("플랫폼 정책 그래프 플랫폼 정책 그래프 자료를 여는 중…")
    assert "This page needs JavaScript" in shown


def test_no_text_of_the_data_stands_in_the_page_as_text(bundle, invented, monkeypatch):
    def spoilt(frame):
        columns = [c for c in frame if c not in {*references(), *PLACE, "id"} and frame[c].dtype == object]
        return frame.assign(**{c: [f"{ATTACKS[(row + n) % len(ATTACKS)]} {value}" for row, value in enumerate(frame[c])] for n, c in enumerate(columns)})

    monkeypatch.setattr(page, "to_turtle", lambda _: "".join(ATTACKS))  # which would refuse values that are not in its lists
    policy = kg.PolicyGraph(**{name: spoilt(frame) for name, frame in vars(invented).items()})
    text = page.explorer_html(policy)
    packed_texts = "".join(gzip.decompress(inert(text)[name]).decode() for name in ("tables", "texts"))

    assert [attack for attack in ATTACKS if attack in text or json.dumps(attack, ensure_ascii=False)[1:-1] not in packed_texts] == []
    assert [name for name, _ in Parts(text).found] == [name for name, _ in Parts(page.explorer_html(invented)).found]
    assert decoded(content_of(text)["tables"])["claims"]["summary"] == policy.claims["summary"].tolist()
    assert "새벽상사" not in text


@pytest.mark.parametrize(("name", "text"), [("explorer.js", "'</script >'"), ("explorer.js", "'<!--'"), ("explorer.js", "a\r\nb"), ("explorer.css", "</STYLE"), ("explorer.css", "a\rb")])
def test_a_file_of_the_bundle_that_would_end_its_element_is_refused(bundle, invented, name, text):
    (bundle / name).write_bytes(text.encode())

    with pytest.raises(kg.PolicyError, match="cannot be put into it"):
        page.explorer_html(invented)


@pytest.mark.parametrize("name", page._BUNDLED)
def test_without_the_built_scripts_the_simple_page_is_written_and_the_command_says_so(bundle, sample, invented, tmp_path, capsys, name):
    said = "policy.html: the simple page (the explorer's scripts were not built when this was installed; see CONTRIBUTING.md)"
    assert main(["build", "--data", str(sample), "--out", str(tmp_path / "out")]) == 0
    assert said not in capsys.readouterr().out

    (bundle / name).unlink()
    assert main(["build", "--data", str(sample), "--out", str(tmp_path / "out")]) == 0

    assert capsys.readouterr().out.splitlines().count(said) == 1
    assert (tmp_path / "out/policy.html").read_text("utf-8") == kg.to_pyvis(invented).generate_html()


def test_to_pyvis_always_gives_the_simple_page(bundle, invented):
    assert STAND_INS["explorer.js"] not in kg.to_pyvis(invented).generate_html()


def test_shuffled_rows_and_another_hash_seed_give_the_same_bytes(bundle, real, tmp_path):
    data = shutil.copytree("data", tmp_path / "data")
    for path in sorted(data.rglob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            header, *rows = csv.reader(file)
        random.Random(5).shuffle(rows)
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([header, *rows])
    code = "import sys, pathlib, graph as kg; from graph.explorer import page; page.BUNDLE = pathlib.Path(sys.argv[1]); kg.write_explorer(kg.load(sys.argv[2]), sys.argv[3])"
    subprocess.run([sys.executable, "-c", code, bundle, data, tmp_path / "page.html"], check=True, env={**os.environ, "PYTHONHASHSEED": "99"})

    assert (tmp_path / "page.html").read_bytes() == page.explorer_html(real).encode()


def test_korean_stays_in_its_composed_form(bundle, invented):
    tables = gzip.decompress(inert(page.explorer_html(invented))["tables"]).decode()

    assert "새벽상사" in tables
    assert unicodedata.is_normalized("NFC", tables)


def test_a_browser_runs_the_script_before_the_large_texts_have_come(bundle, invented, tmp_path):
    kg.write_explorer(invented, tmp_path / "page.html")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"])
        context = chromium.new_context(offline=True)
        opened, trouble = context.new_page(), []
        opened.on("request", lambda request: request.url == (tmp_path / "page.html").as_uri() or trouble.append(request.url))
        opened.on("console", lambda message: trouble.append(message.text))
        opened.goto((tmp_path / "page.html").as_uri())
        seen, colour, engine = opened.evaluate("[window.seen, getComputedStyle(document.body).color, document.getElementById('engine').textContent]")
        chromium.close()

    assert seen.startswith("true,false,false플랫폼 정책 그래프")
    assert "자료를 여는 중…" in seen
    assert colour == "rgb(1, 2, 3)"
    assert base64.b64decode(engine) == (bundle / "oxigraph.wasm.gz").read_bytes()
    assert trouble == []
