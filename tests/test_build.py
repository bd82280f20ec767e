"""One command writes every export, the same bytes each time, and a failed one changes nothing."""

import csv
import random
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

import graph as kg
from graph.build import EXPORTS, build

ROOT = Path(__file__).parent.parent


def digests(folder):
    return {p.relative_to(folder).as_posix(): sha256(p.read_bytes()).hexdigest() for p in sorted(folder.rglob("*")) if p.is_file()}


def shuffle_rows(folder, seed):
    for path in sorted(folder.rglob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            header, *rows = csv.reader(file)
        random.Random(seed).shuffle(rows)
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([header, *rows])


def test_every_export_is_written(sample, tmp_path):
    sizes = build(sample, tmp_path / "out")

    assert set(sizes) == set(EXPORTS) == set(digests(tmp_path / "out"))
    assert min(sizes.values()) > 0


def test_the_real_exports_are_the_same_bytes_with_another_hash_seed_and_shuffled_rows(tmp_path):
    import shutil

    outs = []
    for seed in ("0", "4711"):
        data = Path(shutil.copytree(ROOT / "data", tmp_path / f"data{seed}"))
        if seed != "0":
            shuffle_rows(data, seed)
        outs.append(tmp_path / f"out{seed}")
        subprocess.run([sys.executable, "-m", "graph", "build", "--data", data, "--out", outs[-1]], check=True, cwd=ROOT, env={"PYTHONHASHSEED": seed, "PATH": ""})

    assert digests(outs[0]) == digests(outs[1])


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("documents.csv", "doc/bada-20260520,", "doc/other,"),
        ("relations/hosted.csv", "org/msc,event", "org/mcs,event"),
        ("relations/pledged.csv", "2026-12", "2024-13-40"),
        ("entities/person.csv", "person/yoon-do-hyun", "person/seo-i-deun"),
        ("relations/attended.csv", '참석했다",,,,,,org/msc,chair\n', "참석"),
    ],
)
def test_a_failed_build_leaves_the_old_exports_as_they_were(sample, spoil, tmp_path, file, old, new):
    out = tmp_path / "out"
    build(sample, out)
    before = digests(out)

    with pytest.raises(kg.PolicyError):
        build(spoil(file, old, new), out)

    assert digests(out) == before


def test_an_export_that_fails_half_way_leaves_the_old_ones_as_they_were(sample, tmp_path, monkeypatch):
    out = tmp_path / "out"
    build(sample, out)
    before = digests(out)
    (sample / "names.csv").write_text("name,entity,since,until,note,note_en\n", "utf-8")

    def broken(_):
        raise OSError(28, "No space left on device", "csv/statuses.csv")

    monkeypatch.setitem(EXPORTS, "csv/statuses.csv", broken)
    with pytest.raises(kg.PolicyError, match=r"csv/statuses\.csv: cannot be written \(No space left on device\)"):
        build(sample, out)

    assert digests(out) == before


def test_a_folder_in_the_way_of_a_file_leaves_all_old_exports_as_they_were(sample, tmp_path):
    out = tmp_path / "out"
    build(sample, out)
    (out / "policy.jsonld").unlink()
    (out / "policy.jsonld").mkdir()
    (out / "policy.ttl").write_text("old", "utf-8")
    before = digests(out)

    with pytest.raises(kg.PolicyError, match=r"policy\.jsonld: cannot be written \(a folder stands there\)"):
        build(sample, out)

    assert digests(out) == before
    assert (out / "policy.jsonld").is_dir()


def test_the_csv_for_excel_begins_with_a_byte_order_mark_and_names_both_sides(sample, tmp_path):
    build(sample, tmp_path)
    text = (tmp_path / "csv/claims.csv").read_bytes().decode("utf-8")

    assert text.startswith("\ufeffid,relation,relation_name,subject,subject_name,object,object_name,event,event_name,date,")
    assert "pledged/saebyeok-jeongsan,pledged,약속,org/saebyeok,새벽상사,program/jeongsan,월 여섯 번 정산,event/2026-05-20-msc-meeting,과통부 장관-플랫폼 간담회,2026-05-20," in text


def test_graphml_reads_back_with_one_edge_a_claim(sample, tmp_path):
    import networkx as nx

    build(sample, tmp_path)
    read = nx.read_graphml(tmp_path / "policy.graphml", force_multigraph=True)

    assert sorted(k for *_, k in read.edges(keys=True)) == sorted(kg.load(sample).claims["id"])


def test_the_committed_turtle_is_what_the_data_say_today(real):
    assert (ROOT / "exports/policy.ttl").read_text("utf-8") == kg.to_turtle(real), "run policy-graph build and commit exports/policy.ttl"
