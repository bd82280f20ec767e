"""Short quotations from the user's own copies of articles. Every article, person and firm in here is fictional."""

import base64
import dataclasses
import gzip
import json
import re
import unicodedata

import pytest

import graph as kg
from graph.articles import LONGEST, MOST_OF_A_DOCUMENT, quotes
from graph.build import build
from graph.cli import main
from graph.explorer import page

MEETING = "가상의 간담회(허구)\n2026. 5. 20. 간담회에는 서이든 장관과  한아람 대표가\n참석했다. 누리톡은 “별빛 기금에 100억 원을 투입한다”고 밝혔다. 끝."
FOUND = ("2026. 5. 20. ", "간담회에는 서이든 장관과 한아람 대표가 참석했다", ".")


@pytest.fixture
def folder(tmp_path):
    """A folder with one article of the invented newspaper."""
    articles = tmp_path / "articles"
    articles.mkdir()
    (articles / "bada-20260520.txt").write_text(MEETING, "utf-8")
    return articles


@pytest.fixture
def bundle(tmp_path, monkeypatch):
    """Stand-ins for the built scripts."""
    for name in page._BUNDLED:
        (tmp_path / name).write_bytes(b"" if name != "oxigraph.wasm.gz" else gzip.compress(b""))
    monkeypatch.setattr(page, "BUNDLE", tmp_path)


def quoted(policy, folder, claim, document="doc/bada-20260520"):
    columns = quotes(policy, folder).columns
    return next(columns[(policy.evidence["claim"] == claim) & (policy.evidence["document"] == document)].itertuples(index=False, name=None))


def with_locator(policy, locator):
    """The tables with one passage of the newspaper instead of the others."""
    here = policy.evidence["claim"] == "pledged/nuritok-byeolbit"
    return dataclasses.replace(policy, evidence=policy.evidence.assign(locator=policy.evidence["locator"].where(~here, locator).where(here, "")))


def test_a_passage_is_quoted_with_the_rest_of_its_sentence(invented, folder):
    assert quoted(invented, folder, "attended/ha-ram-1-2026-05-20-msc-meeting") == FOUND
    assert quoted(invented, folder, "pledged/nuritok-byeolbit") == ("", "누리톡은 “별빛 기금에 100억 원을 투입한다", "”고 밝혔다.")


def test_evidence_without_words_or_without_an_article_has_no_quotation(invented, folder):
    columns = quotes(invented, folder).columns
    filled = invented.evidence[columns["quote"] != ""]

    assert columns.index.equals(invented.evidence.index)
    assert set(filled["document"]) == {"doc/bada-20260520"}
    assert (filled["locator"] != "").all()


@pytest.mark.parametrize(
    "written",
    [
        unicodedata.normalize("NFD", MEETING).encode(),
        MEETING.encode("cp949"),
        ("\ufeff" + MEETING).encode(),
        MEETING.replace("\n", "\r\n").encode(),
        MEETING.replace("대표가", "대표\u200b가\u202e").encode(),
    ],
)
def test_the_form_in_which_a_text_was_saved_does_not_matter(invented, folder, written):
    (folder / "bada-20260520.txt").write_bytes(written)

    assert quoted(invented, folder, "attended/ha-ram-1-2026-05-20-msc-meeting") == FOUND


@pytest.mark.parametrize(
    ("locator", "passage"),
    [
        ('누리톡은 "별빛,투입한다', "누리톡은 “별빛 기금에 100억 원을 투입한다"),
        ("‘별빛 기금에", "“별빛 기금에"),
        ("장관과 한아람,밝혔다", "장관과 한아람 대표가 참석했다. 누리톡은 “별빛 기금에 100억 원을 투입한다”고 밝혔다"),
        ("참석했다,간담회에는", ""),
        ("없는 말,밝혔다", ""),
        (",밝혔다", ""),
        (unicodedata.normalize("NFD", "누리톡은,투입한다"), "누리톡은 “별빛 기금에 100억 원을 투입한다"),
    ],
)
def test_marks_spaces_and_unicode_forms_of_the_words_do_not_matter_but_their_order_does(invented, folder, locator, passage):
    assert quoted(with_locator(invented, locator), folder, "pledged/nuritok-byeolbit")[1] == passage


def test_of_several_passages_the_shortest_is_quoted(invented, folder):
    (folder / "bada-20260520.txt").write_text("누리톡은 없었다.\n누리톡은 돈을 투입한다.", "utf-8")

    assert quoted(invented, folder, "pledged/nuritok-byeolbit") == ("", "누리톡은 돈을 투입한다", ".")


@pytest.mark.parametrize(("left", "inside", "right"), [(40, 40, 40), (0, 200, 0), (90, 1, 1), (1, 1, 90)])
def test_a_quotation_is_cut_at_the_border_of_a_word(invented, folder, left, inside, right):
    text = "가나다 " * left + "누리톡은 " + "라마바 " * inside + "투입한다 " + "사아자 " * right
    (folder / "bada-20260520.txt").write_text(text.strip() + ".", "utf-8")

    parts = quoted(invented, folder, "pledged/nuritok-byeolbit")

    assert LONGEST - 12 < sum(map(len, parts)) <= LONGEST
    assert "누리톡은 라마바" in parts[1]
    assert set(re.findall(r"\w+", "".join(parts))) <= {"가나다", "누리톡은", "라마바", "투입한다", "사아자"}


def test_no_more_than_is_fair_of_one_document_is_quoted(invented, folder):
    words = [f"말{n}" for n in range(12)]
    (folder / "bada-20260520.txt").write_text("\n".join(f"{word} {'가나 ' * 60}끝{word}." for word in words), "utf-8")
    rows = [invented.evidence.iloc[[0]].assign(document="doc/bada-20260520", locator=f"{word},끝{word}") for word in words]
    evidence = type(invented.evidence)({name: [row[name].iloc[0] for row in rows for _ in range(2)] for name in invented.evidence})

    found = quotes(dataclasses.replace(invented, evidence=evidence), folder)

    distinct = {parts for parts in found.columns.itertuples(index=False, name=None) if parts[1]}
    assert sum(map(len, map("".join, distinct))) <= MOST_OF_A_DOCUMENT
    assert (found.found, len(found.beyond)) == (len(distinct), 12 - len(distinct))
    assert len(distinct) == 8
    assert str(found) == "articles: 8 passages quoted, 0 not found, 4 (doc/bada-20260520) left out beyond 1,500 characters of a document"


def test_what_is_not_found_is_told_with_its_document(invented, folder):
    assert str(quotes(with_locator(invented, "없는 말"), folder)) == "articles: 0 passages quoted, 1 (doc/bada-20260520) not found, 0 left out beyond 1,500 characters of a document"


def test_no_id_leads_out_of_the_folder(invented, folder):
    (folder.parent / "secret.txt").write_text("누리톡은 투입한다", "utf-8")
    evidence = invented.evidence.assign(document="doc/../secret")

    assert quotes(dataclasses.replace(invented, evidence=evidence), folder).found == 0


def test_a_folder_that_is_not_there_and_a_text_that_cannot_be_read_are_one_line(invented, folder):
    with pytest.raises(kg.PolicyError, match="nowhere: there is no such folder of articles"):
        quotes(invented, "nowhere")
    (folder / "bada-20260520.txt").write_bytes(b"\xff\xfe\x00\xd8")
    with pytest.raises(kg.PolicyError, match=r"bada-20260520\.txt: is neither UTF-8 nor CP949 text"):
        quotes(invented, folder)


def test_quotations_go_into_the_page_and_nowhere_else(sample, folder, bundle, tmp_path):
    plain, quoting, said = tmp_path / "plain", tmp_path / "quoting", []
    build(sample, plain)
    build(sample, quoting, articles=folder, notice=said.append)

    assert said == ["articles: 2 passages quoted, 0 not found, 0 left out beyond 1,500 characters of a document"]
    differing = [p.relative_to(plain).as_posix() for p in plain.rglob("*") if p.is_file() and p.read_bytes() != (quoting / p.relative_to(plain)).read_bytes()]
    assert differing == ["policy.html"]
    assert FOUND[1] not in (quoting / "policy.html").read_text("utf-8")
    assert FOUND[1] in evidence_of(quoting)["quote"]["cells"]
    assert "quote" not in evidence_of(plain)


def evidence_of(out):
    """The columns of the evidence as they stand in the page."""
    found = dict(re.findall(r'id="(tables|texts)">([^<]*)<', (out / "policy.html").read_text("utf-8")))
    tables, texts = (json.loads(gzip.decompress(base64.b64decode(found[name]))) for name in ("tables", "texts"))
    return tables["tables"]["evidence"]["columns"] | texts["evidence"]


@pytest.mark.parametrize(
    ("words", "quotations"),
    [([], True), (["--no-quotes"], False), (["--articles", "{elsewhere}"], False)],
)
def test_the_command_quotes_from_the_folder_beside_the_data_unless_told_otherwise(sample, folder, bundle, tmp_path, capsys, words, quotations):
    (tmp_path / "elsewhere").mkdir()
    words = [word.format(elsewhere=tmp_path / "elsewhere") for word in words]

    assert main(["build", "--data", str(sample), "--out", str(tmp_path / "out"), *words]) == 0

    assert ("quote" in evidence_of(tmp_path / "out")) is quotations
    assert ("2 passages quoted" in capsys.readouterr().out) is quotations
