"""The real data are clean, large enough, and state no more than their documents."""

import csv
import re
from pathlib import Path

from graph.build import problems
from graph.model import schema

ROOT = Path(__file__).parent.parent


def test_the_data_have_no_error():
    assert [str(p) for p in problems(ROOT / "data") if p.level == "error"] == []


def test_the_data_are_as_large_as_they_were():
    """Minimum counts after merging: a smaller table means that rows were lost."""
    from graph.build import load

    policy = load(ROOT / "data")

    assert len(policy.claims) >= 1_300
    assert len(policy.documents) >= 600
    kinds = policy.entities["kind"].value_counts()
    assert kinds["person"] >= 260
    assert kinds[["ministry", "firm", "association", "institution"]].sum() >= 180


def test_files_are_sorted_by_id_with_columns_in_the_order_of_the_vocabulary():
    for table in schema().tables.values():
        with (ROOT / "data" / table.file).open(encoding="utf-8", newline="") as file:
            header, *rows = csv.reader(file)
        assert header == list(table.columns), table.file
        assert rows == sorted(rows, key=lambda row: row[:2]), table.file


def test_every_claim_has_a_document_with_publisher_date_and_address(real):
    documents = real.documents.set_index("id")

    cited = documents.loc[real.claims["document"].unique()]
    assert (cited[["publisher", "published", "url"]] != "").all(axis=None)


def test_the_meeting_of_2024_11_06_is_complete(real):
    meeting = "event/2024-11-06-msit-platform-ceos"
    claims = real.claims
    names = dict(zip(real.entities["id"], real.entities["name"], strict=True))
    attended = claims[(claims["relation"] == "attended") & (claims["object"] == meeting)]

    assert {(names[s], names[o], c) for s, o, c in zip(attended["subject"], attended["organization"], attended["capacity"], strict=True)} == {
        ("유상임", "과학기술정보통신부", "chair"),
        ("류제명", "과학기술정보통신부", "attendee"),
        ("이도규", "과학기술정보통신부", "attendee"),
        ("최수연", "네이버", "attendee"),
        ("정신아", "카카오", "attendee"),
        ("박대준", "쿠팡", "attendee"),
        ("황도연", "당근마켓", "attendee"),
        ("박성호", "한국인터넷기업협회", "attendee"),
        ("이봉의", "서울대학교", "speaker"),
    }
    assert [names[s] for s in claims[(claims["relation"] == "hosted") & (claims["object"] == meeting)]["subject"]] == ["과학기술정보통신부"]
    assert [names[o] for o in claims[(claims["relation"] == "held_at") & (claims["subject"] == meeting)]["object"]] == ["한국프레스센터"]


def test_the_quantities_pledged_on_2024_11_06_are_exact(real):
    claims = real.claims.set_index("id")

    def cells(claim, *columns):
        return [claims.at[f"pledged/{claim}", c] for c in columns]

    assert cells("naver-sme-ai-edu", "amount", "currency", "period", "count") == [60e9, "KRW", "P5Y", 1e6]
    assert cells("kakao-dangol-100", "count", "count_bound") == [100, "about"]
    assert cells("kakao-gift-settlement-10", "change_from", "change_to", "change_unit") == [4, 10, "회/월"]
    assert cells("kakao-talk-channel-300k", "unit_amount", "unit_amount_bound", "currency") == [300_000, "at_most", "KRW"]
    assert cells("coupang-fast-settlement-rg", "due") == ["2024-11"]
    other = real.evidence[(real.evidence["claim"] == "pledged/coupang-fast-settlement-rg") & (real.evidence["agrees"] == "partly")]
    assert set(other["field"]) == {"due"}
    assert set(other["value"]) == {"2024-12-31"}


def test_what_was_urged_and_criticized_at_the_meeting_is_there(real):
    at = real.claims[real.claims["event"] == "event/2024-11-06-msit-platform-ceos"]

    urged = at[(at["relation"] == "urged") & (at["subject"] == "person/yoo-sang-im")]
    assert {"org/naver", "org/kakao", "org/coupang", "org/danggeun"} <= set(urged["object"])
    assert list(at[at["relation"] == "criticized"]["subject"]) == ["person/lee-bong-eui"]


def test_every_person_who_acts_has_a_post(real):
    people = set(real.entities["id"][real.entities["kind"] == "person"])
    posts = set(real.claims["subject"][real.claims["relation"] == "holds_post"])
    acting = set(real.claims["subject"]) & people

    assert sorted(acting - posts) == ["person/robert-obrien"]  # his document names a former office only


def test_unofficial_copies_are_not_cited(real):
    assert not real.documents["publisher"].str.contains("비공식").any()


def test_a_locator_names_a_passage_and_does_not_repeat_it(real):
    longest = max((part for cell in real.evidence["locator"] for part in cell.split(",", 1)), key=len)

    assert len(longest) <= 60
    assert not [c for c in real.evidence["locator"] if re.search(r"[.!?]\s+\S+\s+\S+\s+\S+\s+\S+\s+\S+\s+\S+\s+\S+", c)]
