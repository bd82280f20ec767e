"""What the manuals say exists, and what exists is said in the manuals."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

import graph as kg
from graph.model import PG, schema

ROOT = Path(__file__).parent.parent
MANUALS = ["README.md", "README.ko.md"]


@pytest.mark.parametrize("manual", MANUALS)
def test_every_verb_and_public_name_is_in_the_manual(manual):
    text = (ROOT / manual).read_text("utf-8")

    for verb in ("build", "check", "query", "show", "report", "extract"):
        assert f"policy-graph {verb}" in text
    for name in kg.__all__:
        assert f"{name}" in text


def blocks(manual):
    """Commands in a manual with the output printed below them: ``$ command`` and its lines."""
    text = (ROOT / manual).read_text("utf-8")
    return re.findall(r"```console\n\$ policy-graph (.+?)\n(.*?)```", text, re.DOTALL)


@pytest.mark.parametrize(("manual", "command", "output"), [(m, *b) for m in MANUALS for b in blocks(m)])
def test_the_output_in_the_manual_is_what_the_command_prints(manual, command, output):
    import shlex

    done = subprocess.run([sys.executable, "-m", "graph", *shlex.split(command)], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=True)
    printed = [line.rstrip() for line in done.stdout.splitlines() if line.strip()]
    pieces = [[line.rstrip() for line in piece.splitlines() if line.strip()] for piece in output.split("\n…")]

    assert printed[: len(pieces[0])] == pieces[0]
    if len(pieces) == 1:
        assert printed == pieces[0]
    for piece in pieces[1:]:
        assert [line for line in piece if line not in printed] == []


def test_every_file_and_column_is_explained_in_the_readme_of_the_data():
    text = (ROOT / "data/README.md").read_text("utf-8")

    for table in schema().tables.values():
        assert f"{table.file}" in text
        for column in table.columns:
            assert f"`{column}`" in text


def test_the_counts_in_the_readme_of_the_data_are_those_of_the_files(real):
    text = (ROOT / "data/README.md").read_text("utf-8")
    told = {file: int(count.replace(",", "")) for file, count in re.findall(r"^\| `([\w/]+\.csv)` \| ([\d,]+) \|", text, re.MULTILINE)}
    lines = {p.relative_to(ROOT / "data").as_posix(): len(p.read_text("utf-8").splitlines()) - 1 for p in (ROOT / "data").rglob("*.csv")}

    assert told == lines


def test_every_term_of_the_vocabulary_is_labelled_and_defined_in_korean_and_english():
    vocabulary = schema()
    terms = [t for t in vocabulary.tables.values() if t.relation is None] + [t.relation for t in vocabulary.tables.values() if t.relation]
    terms += [c for t in vocabulary.tables.values() for c in t.columns.values()]

    assert [t.iri for t in terms if set(t.label) != {"ko", "en"} or set(t.definition) != {"ko", "en"}] == []
    assert [c.iri for s in vocabulary.schemes.values() for c in s.values() if set(c.label) != {"ko", "en"}] == []
    assert all(iri.startswith(PG) for iri in vocabulary.schemes)
