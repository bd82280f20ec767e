"""One file to one article: whatever it is saved as, offsets count the characters of its body."""

import datetime as dt
import re
import sys
import unicodedata
from pathlib import Path

import pytest

import graph as kg
from graph.extract import reader
from graph.extract.files import Article, as_text, read_article, read_day

FOLDER = Path(__file__).parent / "sample_articles"
MEETING = (FOLDER / "meeting.txt").read_bytes()
TEXT = MEETING.decode()
BODY = TEXT.split("---\n", 2)[2]
PAGE = (FOLDER / "pages" / "fees.html").read_text("utf-8")
DAY = dt.date(2026, 5, 20)

SAVED = {
    "UTF-8": MEETING,
    "UTF-8 with BOM": TEXT.encode("utf-8-sig"),
    "CP949": TEXT.encode("cp949"),
    "EUC-KR": TEXT.encode("euc-kr"),
    "CRLF": TEXT.replace("\n", "\r\n").encode(),
    "CRLF in CP949": TEXT.replace("\n", "\r\n").encode("cp949"),
    "NFD": unicodedata.normalize("NFD", TEXT).encode(),
    "NFD with BOM and CRLF": unicodedata.normalize("NFD", TEXT).replace("\n", "\r\n").encode("utf-8-sig"),
}
BODIES = {**dict.fromkeys(SAVED, BODY), "CRLF": BODY.replace("\n", "\r\n"), "CRLF in CP949": BODY.replace("\n", "\r\n"), "NFD": unicodedata.normalize("NFD", BODY)}
BODIES["NFD with BOM and CRLF"] = BODIES["NFD"].replace("\n", "\r\n")


@pytest.fixture(scope="module")
def read():
    return reader(mode="light")


@pytest.mark.parametrize("saved", SAVED)
def test_the_body_is_what_stands_below_the_front_matter_however_it_is_saved(saved):
    assert read_article(SAVED[saved], "a/meeting.txt") == Article("meeting", BODIES[saved], DAY, "가람일보", "https://example.org/articles/meeting")


@pytest.mark.parametrize("saved", SAVED)
def test_the_evidence_of_every_claim_is_what_stands_at_its_offsets(saved, read):
    body = BODIES[saved]

    rows = read(read_article(SAVED[saved], "a.txt").body, DAY).rows()

    claims = [row for row in rows if "relation" in row]
    assert claims
    assert [row for row in claims if body[row["evidence"]["start"] : row["evidence"]["end"]] != row["evidence"]["text"]] == []
    assert all(0 <= start < end <= len(body) for row in rows if "entity" in row for start, end in row["entity"]["mentions"])


def test_the_same_claims_are_read_however_the_article_is_saved(read):
    def claims(saved):
        rows = read(read_article(SAVED[saved], "a.txt").body, DAY).rows()
        return [(row["relation"], row["subject"], row["object"], row["date"]) for row in rows if "relation" in row]

    assert {saved: claims(saved) for saved in SAVED} == dict.fromkeys(SAVED, claims("UTF-8"))


def test_without_front_matter_the_whole_text_is_the_body():
    raw = (FOLDER / "plain.txt").read_bytes()

    assert read_article(raw, "plain.txt") == Article("plain", raw.decode())


@pytest.mark.parametrize("text", ["---\n누리톡은 쉰다.\n---\n끝", "--- 누리톡은 쉰다.\n", "누리톡은 쉰다.\n---\npublished: 2026-05-20\n---\n"])
def test_lines_of_dashes_in_a_text_are_no_front_matter(text):
    assert read_article(text.encode(), "a.txt") == Article("a", text)


@pytest.mark.parametrize("written", ["2026-05-20", "2026.5.20", "2026. 05. 20.", "2026/05/20", "2026년 5월 20일", "2026-05-20T09:00:00+09:00", "2026-05-20 09:00", "'2026-05-20'"])
def test_the_day_of_publication_may_be_written_as_newspapers_do(written):
    assert read_article(f"---\npublished: {written}\n---\n누리톡은 쉰다.".encode(), "a.txt").published == DAY


def test_an_empty_day_is_an_unknown_day():
    assert read_article("---\npublished:\npublisher: 가람일보\n---\n누리톡은 쉰다.".encode(), "a.txt") == Article("a", "누리톡은 쉰다.", publisher="가람일보")


@pytest.mark.parametrize("saved", [PAGE.encode("cp949"), PAGE.encode(), PAGE.replace("euc-kr", "utf-8").encode("utf-8-sig"), PAGE.replace('<meta charset="euc-kr">', "").encode("cp949")])
def test_of_a_page_the_article_is_kept_and_the_noise_is_not(saved):
    article = read_article(saved, "pages/fees.html")

    assert (article.stem, article.published, article.publisher, article.url) == ("fees", dt.date(2026, 4, 9), "나루신문", "https://example.org/pages/fees")
    assert article.body.splitlines()[:2] == ["하늘장터, 입점 수수료 낮춘다", "하늘장터는 9일 가람시 별빛홀에서 ‘입점 가게와의 대화’를 열고 다음 달부터 입점 수수료를 9%에서 6%로 내리기로 했다."]
    assert "<동네 장터 기금>에 20억원" in article.body
    assert [noise for noise in ("쿠폰", "첫 달 무료", "들어가기", "주말 축제", "재배포") if noise in article.body] == []


def test_a_day_in_the_running_text_of_a_page_is_not_its_day_of_publication():
    undated = re.sub('<meta property="article.*\n', "", PAGE).replace("<p>이 자리에는", "<p>2025년 3월 2일 이 자리에는")

    assert read_article(undated.encode(), "a.html").published is None


def test_the_title_of_a_page_stands_first_where_the_article_lacks_it():
    untitled = PAGE.replace("<h1>하늘장터, 입점 수수료 낮춘다</h1>", "")

    assert read_article(untitled.encode(), "a.html").body.startswith("하늘장터, 입점 수수료 낮춘다\n하늘장터는 9일")


def test_an_xhtml_page_that_states_its_encoding_is_read():
    page = '<?xml version="1.0" encoding="euc-kr"?>\n' + PAGE

    assert "별빛홀" in read_article(page.encode("cp949"), "a.htm").body


def test_standard_input_is_a_page_if_it_begins_like_one():
    assert read_article(PAGE.encode("cp949"), "standard input").publisher == "나루신문"
    assert read_article("누리톡은 쉰다.".encode("cp949"), "standard input") == Article("standard-input", "누리톡은 쉰다.")


def test_the_text_of_a_page_is_read_back_as_it_was():
    article = read_article(PAGE.encode("cp949"), "pages/fees.html")

    assert read_article(as_text(article, "fees.html").encode(), "out/fees.txt") == article


@pytest.mark.parametrize(
    ("raw", "name", "message"),
    [
        (b"", "a.txt", "a.txt: is empty; it must hold the text of an article"),
        (b" \r\n\t", "a.html", "a.html: is empty; it must hold the text of an article"),
        (b"---\npublisher: x\n---\n \n", "a.txt", "a.txt: has front matter but no text; write the article below the second ---"),
        (b"---\npublished: 2026-05-20\nabc", "a.txt", "a.txt: the front matter has no end; put a line --- below it"),
        (b"---\npublished: 2026-13-40\n---\nabc", "a.txt", "a.txt: published: '2026-13-40' is not a day; write YYYY-MM-DD"),
        (b"---\npublished: May\n---\nabc", "a.txt", "a.txt: published: 'May' is not a day; write YYYY-MM-DD"),
        (b"ab\n\xb0\xa1\xff\xff c", "a.txt", "a.txt: is neither UTF-8 nor CP949 text (line 2); save it as UTF-8"),
        ("누리".encode()[:-1], "a.txt", "a.txt: is cut off in the middle of a letter; restore the rest"),
        ("누리".encode("utf-16"), "a.txt", "a.txt: is neither UTF-8 nor CP949 text but UTF-16; save it as UTF-8"),
        (b"%PDF-1.7 abc", "a.txt", "a.txt: is not text (a PDF, HWP, picture or other binary file); save its text as UTF-8"),
        (b"PK\x03\x04\x00\x00", "a.txt", "a.txt: is not text (a PDF, HWP, picture or other binary file); save its text as UTF-8"),
        (b"\x01\x02\x03\x04abc", "a.txt", "a.txt: is not text (a PDF, HWP, picture or other binary file); save its text as UTF-8"),
        (b"<html><body></body></html>", "a.html", "a.html: no article is found in the page; save its text as .txt"),
        (b"abc", "a.hwp", "a.hwp: is of an unknown kind; valid are .txt, .html, .htm"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_line(raw, name, message):
    with pytest.raises(kg.PolicyError) as error:
        read_article(raw, name)

    assert str(error.value) == message


def test_a_day_is_read_whole_or_not_at_all():
    for text in ("20일", "2026-05", "2026-02-30", "12026-05-20"):
        with pytest.raises(kg.PolicyError, match=rf"^--published: '{text}' is not a day; write YYYY-MM-DD$"):
            read_day(text, "--published")


def test_extract_takes_a_text_and_a_day():
    found = kg.extract("한가람 누리톡 대표는 20일 간담회에 참석했다.", published="2026-05-20", mode="light")

    assert (found.body, found.notes) == ("한가람 누리톡 대표는 20일 간담회에 참석했다.", ())
    assert ("holds_post", ("한가람", "person"), "대표") in [(claim.relation, claim.subject, claim.title) for claim in found.claims]


def test_extract_says_that_relative_dates_are_unresolved_without_a_day():
    assert kg.extract("누리톡은 쉰다.", mode="light").notes == ("no date of publication: relative dates are unresolved",)


def test_extract_knows_the_names_of_the_tables(invented):
    found = kg.extract("누리톡은 20일 간담회를 열었다.", published=DAY, policy=invented, mode="light")

    assert [(entity.name, entity.id) for entity in found.entities if entity.id] == [("누리톡", "org/nuritok")]


def test_extract_names_the_valid_modes_and_what_is_to_be_installed(monkeypatch):
    with pytest.raises(kg.PolicyError, match=r"^unknown mode 'fast'; valid are: full, light$"):
        kg.extract("누리톡은 쉰다.", mode="fast")
    monkeypatch.setattr(sys.modules["graph.extract"], "find_spec", lambda name: None if name == "kiwipiepy" else object())
    with pytest.raises(kg.PolicyError, match=r"^to read articles, install kiwipiepy: pip install -e '\.\[extract\]' in the project's folder$"):
        kg.extract("누리톡은 쉰다.")
