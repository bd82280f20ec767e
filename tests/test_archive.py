"""Files and folders to results: each written whole, nothing read twice, one bad file stops nothing."""

import datetime as dt
import functools
import io
import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

import graph as kg
from graph.extract import archive as archives
from graph.extract import workers
from graph.extract.archive import Second, extract_all
from graph.extract.cache import fingerprint
from graph.extract.files import read_article
from graph.extract.spreadsheet import claims_table

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "tests" / "sample_articles"


@pytest.fixture
def articles(tmp_path):
    """A copy of the sample articles; the page is saved as its meta element says."""
    folder = Path(shutil.copytree(SAMPLES, tmp_path / "articles"))
    page = folder / "pages" / "fees.html"
    page.write_bytes(page.read_text("utf-8").encode("euc-kr"))
    return folder


def extracted(paths, out, **options):
    return extract_all(paths, out, **{"mode": "light", **options})


def files(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file() and ".cache" not in path.parts}


def no_reader(*_):
    raise AssertionError("something was read again")


def broken_reader(*_):
    def read(body, _):
        raise IndexError(len(body))

    return read


def test_a_folder_is_read_with_all_below_it_in_sorted_order(articles, tmp_path):
    summary = extracted([articles], tmp_path / "out")

    assert [one.source.relative_to(articles).as_posix() for one in summary.done] == ["meeting.txt", "pages/fees.html", "plain.txt"]
    assert list(files(tmp_path / "out")) == ["claims.csv", "fees.jsonl", "fees.txt", "meeting.jsonl", "plain.jsonl"]
    assert summary.problems == []


def test_the_evidence_of_every_result_stands_in_its_article(articles, tmp_path):
    out = tmp_path / "out"
    summary = extracted([articles], out)

    for one in summary.done:
        text = out / "fees.txt" if one.source.suffix == ".html" else one.source
        body = read_article(text.read_bytes(), str(text)).body
        claims = [row for row in map(json.loads, one.file.read_text("utf-8").splitlines()) if "relation" in row]
        assert len(claims) == one.read.claims > 0
        assert [row for row in claims if body[row["evidence"]["start"] : row["evidence"]["end"]] != row["evidence"]["text"]] == []
        assert {row["extractor"] for row in claims} == {"0.1.0"}


def test_the_text_of_a_page_gives_the_result_of_the_page(articles, tmp_path):
    extracted([articles / "pages"], tmp_path / "out")
    extracted([tmp_path / "out" / "fees.txt"], tmp_path / "again")

    assert files(tmp_path / "again") == {name: files(tmp_path / "out")[name] for name in ("claims.csv", "fees.jsonl")}


def test_unchanged_articles_are_not_read_again(articles, tmp_path, monkeypatch):
    first = extracted([articles], tmp_path / "out")
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "out").glob("*.*")}
    monkeypatch.setattr(archives, "reader", no_reader)
    monkeypatch.setattr(archives, "read_article", lambda raw, name: no_reader() if name.endswith(".html") else read_article(raw, name))

    second = extracted([articles], tmp_path / "out")

    assert [one.read.kept for one in second.done] == [True] * 3
    assert str(second) == f"{first}; 3 read before"
    assert second.notes == first.notes
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "out").glob("*.*")} == before


def test_only_what_has_changed_is_read_again(articles, tmp_path):
    extracted([articles], tmp_path / "out")
    with (articles / "plain.txt").open("a", encoding="utf-8") as file:
        file.write("누리톡은 답하지 않았다.\n")

    assert [one.read.kept for one in extracted([articles], tmp_path / "out").done] == [True, True, False]


@pytest.mark.parametrize("change", [{"published": dt.date(2026, 3, 9)}, {"cache": False}])
def test_another_day_and_no_cache_mean_reading_again(articles, tmp_path, change):
    extracted([articles / "plain.txt"], tmp_path / "out")

    assert [one.read.kept for one in extracted([articles / "plain.txt"], tmp_path / "out", **change).done] == [False]


def test_other_names_in_the_tables_mean_reading_again(articles, tmp_path, invented, spoil):
    changed = kg.load(spoil("entities/place.csv", "Dalbit Hall", "Moonlight Hall"))
    assert fingerprint(invented) == fingerprint(kg.load(ROOT / "tests/sample")) != fingerprint(changed)

    extracted([articles], tmp_path / "out", policy=invented)
    assert [one.read.kept for one in extracted([articles], tmp_path / "out", policy=changed).done] == [False] * 3


def test_a_spoilt_cache_is_read_over(articles, tmp_path):
    extracted([articles], tmp_path / "out")
    right = files(tmp_path / "out")
    for number, path in enumerate(sorted((tmp_path / "out/.cache").rglob("*.json"))):
        path.write_bytes([b"", b"[1]", b'{"jsonl": "x"}', b"\xff"][number % 4])

    assert [one.read.kept for one in extracted([articles], tmp_path / "out").done] == [False] * 3
    assert files(tmp_path / "out") == right


def test_one_bad_file_does_not_stop_the_rest(articles, tmp_path):
    (articles / "a.txt").write_bytes(b"\xff\xff")
    (articles / "m.txt").write_bytes(b"")
    (articles / "pages/z.html").write_bytes(b"<html></html>")

    summary = extracted([articles, tmp_path / "gone.txt", SAMPLES / "README.md"], tmp_path / "out")

    assert summary.problems == [
        f"{articles}/a.txt: is neither UTF-8 nor CP949 text (line 1); save it as UTF-8",
        f"{articles}/m.txt: is empty; it must hold the text of an article",
        f"{articles}/pages/z.html: no article is found in the page; save its text as .txt",
        f"{tmp_path}/gone.txt: there is no such file or folder",
        f"{SAMPLES}/README.md: is of an unknown kind; valid are .txt, .html, .htm",
    ]
    assert list(files(tmp_path / "out")) == ["claims.csv", "fees.jsonl", "fees.txt", "meeting.jsonl", "plain.jsonl"]
    assert str(summary).endswith("; 5 could not be read")


def test_a_fault_of_the_rules_in_one_article_is_a_problem_of_that_article(articles, tmp_path, monkeypatch):
    monkeypatch.setattr(archives, "reader", broken_reader)

    assert extracted([articles / "plain.txt"], tmp_path / "out").problems == [
        f"{articles}/plain.txt: the reader failed (IndexError: {len((articles / 'plain.txt').read_text('utf-8'))}); please report it with the article"
    ]
    assert files(tmp_path / "out") == {}


def test_a_folder_without_articles_is_a_problem(tmp_path):
    (tmp_path / "in").mkdir()

    assert extracted([tmp_path / "in"], tmp_path / "out").problems == [f"{tmp_path}/in: holds no articles; valid are .txt, .html, .htm"]


def test_inputs_with_one_stem_get_names_of_their_own(tmp_path):
    for name in ("a/x.txt", "b/x.txt", "b/X.txt", "c/y.txt", "c/y.html", "d/z.txt", "a-x.txt", "b-x.txt"):
        (tmp_path / "in" / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(SAMPLES / ("pages/fees.html" if name.endswith("html") else "plain.txt"), tmp_path / "in" / name)

    summary = extracted([tmp_path / "in"], tmp_path / "out")

    names = {one.source.relative_to(tmp_path / "in").as_posix(): one.file.stem for one in summary.done}
    assert len({name.casefold() for name in names.values()}) == len(names) == 8
    assert {file: names[file] for file in ("a-x.txt", "b-x.txt", "c/y.html", "c/y.txt", "d/z.txt")} == {"a-x.txt": "a-x", "b-x.txt": "b-x", "c/y.html": "y-html", "c/y.txt": "y-txt", "d/z.txt": "z"}


def test_a_file_that_is_named_twice_is_read_once(articles, tmp_path):
    summary = extracted([articles / "meeting.txt", articles, articles / "pages" / ".." / "plain.txt"], tmp_path / "out")

    assert [one.file.name for one in summary.done] == ["meeting.jsonl", "fees.jsonl", "plain.jsonl"]


def test_results_inside_the_folder_of_articles_are_not_taken_for_articles(articles):
    first, second = (extracted([articles], articles / "out") for _ in range(2))

    assert [one.source for one in first.done] == [one.source for one in second.done]


def test_texts_of_pages_never_stand_among_the_articles_or_over_a_text(articles, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out/fees.txt").write_text("mine", "utf-8")

    assert extracted([articles / "pages"], articles / "pages").problems == [f"{articles}/pages/fees.txt: would stand among the articles; name another folder with --out"]
    assert extracted([articles / "pages"], tmp_path / "out").problems == [f"{tmp_path}/out/fees.txt: already holds a text of its own; name another folder with --out"]
    assert files(tmp_path / "out") == {"fees.txt": b"mine"}


def test_a_day_given_from_outside_stands_above_the_page_and_below_the_front_matter(articles, tmp_path):
    extracted([articles], tmp_path / "out", published=dt.date(2025, 4, 9))

    days = {stem: {row["date"] for row in map(json.loads, (tmp_path / f"out/{stem}.jsonl").read_text("utf-8").splitlines()) if row.get("date")} for stem in ("meeting", "fees")}
    assert days == {"meeting": {"2026-05-20"}, "fees": {"2025-04-09"}}
    assert (tmp_path / "out/fees.txt").read_text("utf-8").startswith("---\npublished: 2025-04-09\n")


def test_nothing_half_written_is_left(articles, tmp_path, monkeypatch):
    extracted([articles / "meeting.txt"], tmp_path / "out")
    before = files(tmp_path / "out")
    (articles / "meeting.txt").write_text("누리톡은 쉰다.", "utf-8")

    def full(self, *_):
        raise OSError(28, "No space left on device", str(self))

    monkeypatch.setattr(Path, "replace", full)
    summary = extracted([articles / "meeting.txt"], tmp_path / "out", cache=False)

    assert len(summary.problems) == 1
    assert summary.problems[0].endswith("cannot be read or written (No space left on device)")
    assert files(tmp_path / "out") == before


def test_a_folder_that_cannot_be_made_is_one_line(articles, tmp_path):
    (tmp_path / "file").write_text("x", "utf-8")

    with pytest.raises(kg.PolicyError, match=r"file/out: cannot be written \(Not a directory\)$"):
        extracted([articles], tmp_path / "file" / "out")


def test_each_input_is_told_as_it_is_done(articles, tmp_path):
    told = []
    summary = extracted([articles, "gone.txt"], tmp_path / "out", progress=lambda *step: told.append(step))

    assert told == [(one, 4) for one in summary.done]


def test_articles_read_side_by_side_give_the_same_in_the_same_order(articles, tmp_path):
    for number in range(2 * workers.WORTH):
        (articles / f"{number:03}.txt").write_text(f"한가람 누리톡 대표는 20일 가게 {number}곳을 돕겠다고 밝혔다.", "utf-8")
    (articles / "050.txt").write_bytes(b"\xff\xfe\xff")
    told = []
    alone = extracted([articles], tmp_path / "alone")
    both = extracted([articles], tmp_path / "both", jobs=2, progress=lambda one, _: told.append(one))

    assert files(tmp_path / "both") == files(tmp_path / "alone")
    assert told == list(both.done)
    assert [one.source for one in both.done] == [one.source for one in alone.done]
    assert [problem.split(":")[0] for problem in both.problems] == [str(articles / "050.txt")]
    assert [one.kept for one in (done.read for done in extracted([articles], tmp_path / "both").done) if one] == [True] * (2 * workers.WORTH + 2)


def test_what_a_process_that_dies_had_left_is_done_here():
    here = os.getpid()
    done = list(workers.side_by_side(functools.partial(die_elsewhere, here), list(range(2 * workers.WORTH)), jobs=2))

    assert done == [(number, here) for number in range(2 * workers.WORTH)]


def die_elsewhere(home, number):
    if os.getpid() != home:
        os.kill(os.getpid(), signal.SIGKILL)
    return number, os.getpid()


def test_few_articles_and_one_job_are_done_here():
    assert set(workers.side_by_side(process_of, range(2 * workers.WORTH - 1), jobs=9)) == {os.getpid()}
    assert set(workers.side_by_side(process_of, range(9 * workers.WORTH), jobs=1)) == {os.getpid()}


def process_of(_):
    return os.getpid()


def test_a_second_proposer_is_heard_between_reading_and_writing(articles, tmp_path):
    asked = []

    def opinion(wrong):
        def answer(article, found):
            asked.append((article.stem, wrong))
            return type(found)(found.body, found.entities[:1], (), ("refused: x",)), wrong

        return answer

    for wrong in (("no answer",), (), ()):
        summary = extracted([articles / "meeting.txt"], tmp_path / "out", second=Second("test", opinion(wrong)))

    assert asked == [("meeting", ("no answer",)), ("meeting", ())]  # an answer that went wrong is not kept, a whole one is
    assert len((tmp_path / "out/meeting.jsonl").read_text("utf-8").splitlines()) == 1
    assert summary.notes == ["refused: x (1: meeting.txt)"]


def test_the_same_articles_give_the_same_bytes(articles, tmp_path):
    for seed in ("0", "1", "77"):
        command = [sys.executable, "-m", "graph", "extract", articles, ROOT / "tests/corpus/dev", "--out", tmp_path / seed, "--data", "tests/sample"]
        subprocess.run(list(map(str, command)), cwd=ROOT, check=True, capture_output=True, env={**os.environ, "PYTHONHASHSEED": seed})

    assert len(files(tmp_path / "0")) > 3
    assert files(tmp_path / "0") == files(tmp_path / "1") == files(tmp_path / "77")


# ------------------------------------------------------------ the table of all claims


def test_the_claims_of_all_articles_stand_in_one_table_for_a_spreadsheet(articles, tmp_path):
    extracted([articles], tmp_path / "out")
    raw = (tmp_path / "out/claims.csv").read_bytes()
    table = pd.read_csv(tmp_path / "out/claims.csv", dtype=str, keep_default_na=False)
    claims = [row | {"article": path.stem} for path in sorted((tmp_path / "out").glob("*.jsonl")) for row in map(json.loads, path.read_text("utf-8").splitlines()) if "relation" in row]

    assert raw.startswith(b"\xef\xbb\xbfarticle,relation,relation_name,subject,")
    assert sorted(zip(table["article"], table["relation"], table["subject"], table["object"], table["evidence"], strict=True)) == sorted(
        (row["article"], row["relation"], row["subject"]["name"], row["object"]["name"], row["evidence"]["text"]) for row in claims
    )
    assert set(table["review"]) == {"", "yes"}


def test_figures_and_who_shares_them_are_told_in_the_table():
    text = "누리톡과 새벽상점은 2년간 상인 5000명에게 1인당 20만원씩 모두 10억원을 지원하기로 했다. 누리톡은 수수료를 9.8%에서 7.8%로 내리겠다고 20일 밝혔다."
    table = pd.read_csv(io.StringIO(claims_table([("memo", kg.extract(text, published="2026-05-20", mode="light").to_jsonl())])), dtype=str, keep_default_na=False)
    told = table[table["relation"] == "pledged"][["subject", "amounts", "change", "period", "date", "joint"]].to_numpy().tolist()

    together = ["5000 people; 200000 KRW per person; 1000000000 KRW", "", "P2Y", "", "누리톡, 새벽상점"]
    assert told == [["누리톡", *together], ["새벽상점", *together], ["누리톡", "", "9.8 → 7.8 percent", "", "2026-05-20", ""]]


def test_text_that_a_spreadsheet_would_calculate_stays_text():
    row = {"relation": "pledged", "subject": {"name": "=HYPERLINK(1)", "kind": "firm"}, "object": {"name": "+82", "kind": None}, "evidence": {"text": "-5%는 @누리톡"}}
    cells = pd.read_csv(io.StringIO(claims_table([("memo", json.dumps(row))])), dtype=str, keep_default_na=False).iloc[0]

    assert [cells["subject"], cells["object"], cells["evidence"]] == ["'=HYPERLINK(1)", "'+82", "'-5%는 @누리톡"]


def test_a_table_that_is_open_elsewhere_is_one_line(articles, tmp_path, monkeypatch):
    def locked(path, _):
        if path.name == "claims.csv":
            raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(archives, "write", locked)

    with pytest.raises(kg.PolicyError, match=r"claims\.csv: cannot be written \(Permission denied\); is it open in another program\?"):
        extracted([articles], tmp_path / "out")
