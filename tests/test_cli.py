"""Each verb as a person types it."""

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

import graph as kg

ROOT = Path(__file__).parent.parent


def run(*words, stdin=None, **environment):
    command = [sys.executable, "-m", "graph", *map(str, words)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", input=stdin, env={**os.environ, "PYTHONIOENCODING": "utf-8", **environment})


def test_help_names_every_verb():
    done = run("--help")

    assert done.returncode == 0
    assert [verb for verb in ("build", "check", "query", "show", "report", "extract") if f"\n    {verb} " in done.stdout] == ["build", "check", "query", "show", "report", "extract"]


def test_help_does_not_wait_for_the_heavy_packages():
    code = "import sys, graph.cli\ntry: graph.cli.main(['--help'])\nexcept SystemExit: print({'pandas', 'rdflib', 'networkx', 'pyvis', 'rich', 'kiwipiepy', 'mecab_ko', 'pycrfsuite', 'trafilatura', 'lxml', 'matplotlib', 'nbclient', 'nbformat', 'bleach'} & set(sys.modules))"

    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout.endswith("set()\n")


def test_build_prints_a_line_for_each_file(sample, tmp_path):
    done = run("build", "--data", sample, "--out", tmp_path / "out")

    assert (done.returncode, done.stderr) == (0, "")
    lines = [line for line in done.stdout.splitlines() if line.endswith(" kB")]
    assert [line.split()[0] for line in lines] == [f"{tmp_path / 'out'}/{name}" for name in kg.build(sample, tmp_path / "again")]


def test_build_with_faults_prints_them_and_exits_with_1(spoil, tmp_path):
    done = run("build", "--data", spoil("relations/pledged.csv", "2026-12", "2024-13-40"), "--out", tmp_path / "out")

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "relations/pledged.csv:3: due: '2024-13-40' is not a date; write YYYY, YYYY-MM or YYYY-MM-DD\n"


def test_report_prints_a_line_for_the_page_and_nothing_else(sample, tmp_path):
    notebook = new_notebook(cells=[new_code_cell('data = "nowhere"\nas_of = "2026-11-25"', metadata={"tags": ["parameters"]}), new_code_cell("import graph as kg\nlen(kg.load(data).claims)")])
    nbformat.write(notebook, tmp_path / "1-small.ipynb")
    done = run("report", "--data", sample, "--notebooks", tmp_path, "--out", tmp_path / "out" / "report.html", "1-small")

    assert (done.returncode, done.stderr) == (0, "")
    assert re.fullmatch(rf"{re.escape(str(tmp_path / 'out' / 'report.html'))} +[\d.]+ kB\n", done.stdout)


def test_a_mistake_in_report_gets_one_line(tmp_path):
    done = run("report", "--as-of", "yesterday", "--out", tmp_path / "report.html")

    assert (done.returncode, done.stdout, done.stderr) == (1, "", "--as-of: 'yesterday' is not a day; write YYYY-MM-DD\n")


def test_check_prints_each_problem_with_its_file_and_counts_them(spoil):
    for file in ("relations/criticized.csv", "relations/holds_post.csv", "relations/announced_for.csv"):
        spoil(file, "doc/memo-2026", "doc/bada-20260520")
    done = run("check", "--data", spoil("relations/hosted.csv", "org/msc,event", "org/mcs,event"))

    assert done.returncode == 1
    lines = [line.replace(str(done.args[-1]), "DATA") for line in done.stdout.splitlines()]
    assert lines == [
        "warning: DATA/documents.csv:4: id: 'doc/memo-2026' is cited by nothing",
        "error: DATA/relations/hosted.csv:2: subject: 'org/mcs' does not exist; did you mean org/msc?",
        "1 errors, 1 warnings",
    ]


def test_check_of_warnings_only_exits_with_0(spoil):
    folder = spoil("relations/holds_post.csv", "2023,2025-07-01", "2023,")
    done = run("check", "--data", folder)

    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "0 errors, 1 warnings")


def test_a_folder_that_is_not_there_is_one_line():
    done = run("build", "--data", "nowhere")

    assert (done.returncode, done.stderr) == (1, "nowhere: holds no tables; name the folder that holds documents.csv\n")


def test_query_without_a_name_lists_the_questions_in_korean():
    done = run("query")

    assert done.returncode == 0
    assert done.stdout.count("\n    --param") >= 20
    assert "누가" in done.stdout


def test_query_prints_a_table_csv_or_json(sample):
    question = "SELECT ?who { ?who pg:hosted ?event }"

    assert run("query", "-", "--data", sample, "--format", "csv", stdin=question).stdout == "who\norg/msc\n"
    assert json.loads(run("query", "-", "--data", sample, "--format", "json", stdin=question).stdout) == [{"who": "org/msc"}]
    assert "org/msc" in run("query", "-", "--data", sample, stdin=question).stdout


def test_query_writes_csv_that_excel_opens(sample, tmp_path):
    done = run("query", "-", "--data", sample, "--out", tmp_path / "a.csv", stdin='SELECT ?n { ?e a pg:Place ; skos:prefLabel ?n FILTER(LANG(?n) = "ko") }')

    assert done.stdout == f"{tmp_path / 'a.csv'}: 1 rows\n"
    assert (tmp_path / "a.csv").read_bytes() == "\ufeffn\r\n달빛회관\r\n".encode()


def test_query_asks_a_turtle_file(sample, tmp_path):
    kg.build(sample, tmp_path)

    assert run("query", "-", "--data", tmp_path / "policy.ttl", "--format", "csv", stdin="SELECT (COUNT(?c) AS ?n) { ?c a pg:Claim }").stdout == f"n\n{len(kg.load(sample).claims)}\n"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["query", "who_atended"], "unknown question 'who_atended'; did you mean who_attended?\n"),
        (["query", "who_attended", "--param", "meeting=x"], "unknown parameter 'meeting' of who_attended; valid are: event\n"),
        (["query", "who_attended", "--param", "event"], "--param event: write NAME=VALUE\n"),
        (["query", "missing.rq"], "missing.rq: cannot be read (No such file or directory)\n"),
        (["query", "SELECT ?x {", "--data", "tests/sample"], "the SPARQL cannot be read: "),
        (["show", "누리독", "--data", "tests/sample"], "nothing is called '누리독'; did you mean 누리톡?\n"),
        (["query", "who_attended", "--data", "pyproject.toml"], "pyproject.toml: is not valid RDF ("),
    ],
)
def test_a_mistake_gets_one_line_that_says_what_is_valid(words, expected):
    done = run(*words)

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(expected)
    assert done.stderr.count("\n") == 1


def test_output_works_on_a_console_that_lacks_letters(sample):
    done = subprocess.run([sys.executable, "-m", "graph", "show", "program/jeongsan", "--data", sample], cwd=ROOT, capture_output=True, env={**os.environ, "PYTHONIOENCODING": "cp949"})

    assert done.returncode == 0
    assert "새벽상사" in done.stdout.decode("cp949")


ARTICLES = ROOT / "tests" / "sample_articles"


def test_extract_prints_a_line_for_each_article_and_the_sums(tmp_path):
    done = run("extract", ARTICLES / "meeting.txt", ARTICLES / "plain.txt", "--out", tmp_path / "out", "--data", "tests/sample", "--mode", "light")

    assert (done.returncode, done.stderr) == (0, "")
    first, second, sums, note = done.stdout.splitlines()
    counts = [re.fullmatch(rf"{re.escape(str(tmp_path))}/out/{stem}\.jsonl  (\d+) entities, (\d+) claims(?:, (\d+) for review)?", line) for stem, line in (("meeting", first), ("plain", second))]
    totals = [sum(int(found[part] or 0) for found in counts) for part in (1, 2, 3)]
    assert sums == f"2 articles: {totals[0]} entities, {totals[1]} claims, {totals[2]} for review"
    assert note == "note: no date of publication: relative dates are unresolved (1: plain.txt)"
    rows = list(map(json.loads, (tmp_path / "out/meeting.jsonl").read_text("utf-8").splitlines()))
    assert (sum("entity" in row for row in rows), sum("relation" in row for row in rows)) == (int(counts[0][1]), int(counts[0][2]))
    assert {"name": "누리톡", "kind": "firm", "id": "org/nuritok"}.items() <= next(row["entity"] for row in rows if row.get("entity", {}).get("name") == "누리톡").items()


def test_extract_lists_what_could_not_be_read_and_exits_with_1(tmp_path):
    (tmp_path / "bad.txt").write_bytes(b"\xff\xfe\xff")
    done = run("extract", tmp_path / "bad.txt", ARTICLES / "meeting.txt", "--out", tmp_path / "out", "--data", "tests/sample", "--mode", "light")

    assert done.returncode == 1
    assert done.stdout.splitlines()[-1].endswith("; 1 could not be read")
    assert done.stderr == f"{tmp_path}/bad.txt: is neither UTF-8 nor CP949 text but UTF-16; save it as UTF-8\n"
    assert (tmp_path / "out/meeting.jsonl").exists()


def test_extract_says_one_line_of_a_page_without_an_article(tmp_path):
    (tmp_path / "a.html").write_text("<html><body></body></html>", "utf-8")
    done = run("extract", tmp_path, "--out", tmp_path / "out", "--data", "tests/sample", "--mode", "light")

    assert (done.returncode, done.stderr) == (1, f"{tmp_path}/a.html: no article is found in the page; save its text as .txt\n")


def test_extract_answers_standard_input_on_standard_output(tmp_path):
    command = [sys.executable, "-m", "graph", "extract", "-", "--data", "tests/sample", "--mode", "light"]
    outputs = [
        subprocess.run(command, cwd=ROOT, capture_output=True, input=(ARTICLES / "meeting.txt").read_text("utf-8").encode(encoding), env={**os.environ, "PYTHONIOENCODING": "cp949"})
        for encoding in ("utf-8", "cp949")
    ]
    run("extract", ARTICLES / "meeting.txt", "--out", tmp_path, "--data", "tests/sample", "--mode", "light")

    assert [(done.returncode, done.stderr) for done in outputs] == [(0, b"")] * 2
    assert {done.stdout for done in outputs} == {(tmp_path / "meeting.jsonl").read_bytes()}


def test_extract_asks_a_language_model_only_where_one_is_named(tmp_path):
    command = ["extract", ARTICLES / "meeting.txt", "--out", tmp_path, "--data", "tests/sample", "--mode", "light"]
    rules = run(*command)
    asked = run(*command, "--model", "http://127.0.0.1:9/v1", "--model-name", "some-model")

    assert (rules.returncode, asked.returncode) == (0, 0)
    assert asked.stdout == f"{rules.stdout}note: 127.0.0.1:9: cannot be reached (Connection refused) (1: meeting.txt)\n"


@pytest.mark.parametrize("folder", ["nowhere", "/nonexistent"])
def test_a_folder_without_tables_is_named_once(folder):
    assert run("check", "--data", folder).stdout == f"error: {folder}: holds no tables; name the folder that holds documents.csv\n1 errors, 0 warnings\n"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["extract", "-", "a.txt"], "-: standard input is answered on standard output; name files and --out in another call\n"),
        (["extract", "-", "--out", "x"], "-: standard input is answered on standard output; name files and --out in another call\n"),
        (["extract", "a.txt", "--published", "20일"], "--published: '20일' is not a day; write YYYY-MM-DD\n"),
        (["extract", "a.txt", "--jobs", "0"], "--jobs 0: must be 1 or more\n"),
        (["extract", "a.txt", "--model", "http://localhost"], "--model ADDRESS and --model-name NAME go together\n"),
        (["extract", "a.txt", "--model", "localhost", "--model-name", "some-model"], "the address of a language model begins with http"),
        (["extract", "a.txt", "--data", "nowhere"], "nowhere: holds no tables; name the folder that holds documents.csv\n"),
    ],
)
def test_a_mistake_in_extract_gets_one_line(words, expected, tmp_path):
    done = run(*words)

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(expected)
    assert done.stderr.count("\n") == 1


@pytest.fixture
def _heard_interruptions():
    """A shell may have started the tests with interruptions ignored, which programs started here would inherit."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("_heard_interruptions")
def test_an_interruption_ends_all_processes_with_one_line(tmp_path):
    articles = tmp_path / "articles"
    articles.mkdir()
    for number in range(3000):
        (articles / f"{number:04}.txt").write_text(f"한가람 누리톡 대표는 20일 가게 {number}곳을 돕겠다고 밝혔다.", "utf-8")
    command = [sys.executable, "-u", "-m", "graph", "extract", str(articles), "--mode", "light", "--jobs", "2", "--out", str(tmp_path / "out")]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        running.stdout.readline()
        running.send_signal(signal.SIGINT)
        told, complaint = running.communicate()

    assert (running.returncode, complaint) == (130, "interrupted; what was written before is whole\n")
    assert len(told.splitlines()) < 2999
    assert {path.suffix for path in (tmp_path / "out").glob("*.*") if path.is_file()} == {".jsonl"}
