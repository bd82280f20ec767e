"""The ledger says what was promised and what became of it as of a day, the same as the questions in SPARQL."""

import pandas as pd
import pytest

import graph as kg
from graph.analysis import history, ledger, overdue, status_labels

DAYS = ["2022-12-31", "2023-01-01", "2024-09", "2024-10-01", "2024-12", "2025", "2025-03-01", "2026-01-15", "2026-06-30", "2026-11-22", "2026-11-25"]


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    """The invented world of the questions."""
    from tests.test_queries import WORLD

    folder = tmp_path_factory.mktemp("world")
    for name, text in WORLD.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / f"{name}.csv").write_text(text.lstrip(), "utf-8")
    return kg.load(folder)


def told(table, *columns):
    return table[list(columns)].values.tolist()


def test_there_is_one_row_for_each_pledge(real):
    rows = ledger(real, "2026-11-25")

    assert rows["claim"].tolist() == sorted(real.claims.loc[real.claims["relation"] == "pledged", "id"])


def test_a_row_of_the_ledger_holds_all_that_was_promised(real):
    row = ledger(real, "2026-11-25").set_index("claim").loc["pledged/kakao-talk-channel-300k"]

    assert row.drop(["amount", "count", "implied", "change_from", "change_to"]).to_dict() == {
        "actor": "org/kakao",
        "actor_name": "카카오",
        "instrument": "program/talk-channel-support",
        "instrument_name": "카카오톡 채널 메시지 발송 지원",
        "instrument_type": "subsidy",
        "beneficiaries": "소상공인",
        "date": "2024-11-06",
        "year": "2024",
        "event": "event/2024-11-06-msit-platform-ceos",
        "summary": "신청한 소상공인의 톡채널 메시지 비용을 지원하기로 함(1인당 최대 30만 원까지, 인원 제한 없음)",
        "document": "doc/fnnews-20241106",
        "locator": row["locator"],
        "documents": len({*real.evidence.loc[(real.evidence["claim"] == row.name) & (real.evidence["agrees"] != "no"), "document"]}),
        "differs": "condition unit_amount_bound",
        "bound": "",
        "currency": "KRW",
        "unit_amount": 300_000.0,
        "unit_amount_bound": "at_most",
        "unit_amount_per": "소상공인 1명",
        "count_unit": "",
        "count_bound": "",
        "implied_bound": "",
        "period": "",
        "start": "",
        "due": "",
        "change_unit": "",
        "condition": "지원을 신청한 소상공인",
        "restates": "",
        "part_of": "",
        "first": "pledged/kakao-talk-channel-300k",
        "sum_of": "pledged/kakao-talk-channel-300k",
        "joint": "",
        "status": row["status"],
        "status_date": row["status_date"],
        "status_record": row["status_record"],
        "status_document": row["status_document"],
        "acted": True,
    }


def test_names_and_summaries_come_in_english_where_there_is_a_translation(real):
    row = ledger(real, "2026-11-25", "en").set_index("claim").loc["pledged/naver-sme-ai-edu"]

    assert [row["actor_name"], row["instrument_name"], row["summary"]] == ["NAVER", "SME AI Education Project", "Invest KRW 60bn over five years in AI education for one million small merchants"]


def test_the_ledger_of_a_day_knows_nothing_of_later_days(world):
    def known(day):
        return told(ledger(world, day), "claim", "status", "status_date", "acted")

    assert known("2023-12-23") == [["pledged/beom-old", "", "", False]]
    assert known("2024-01-25")[-2:] == [["pledged/han-late", "announced", "2024-01-25", False], ["pledged/han-train", "", "", False]]
    assert known("2025-01-10")[1] == ["pledged/beom-pay", "reported_done", "2024-11-10", True]
    assert known("2025-01")[-1] == ["pledged/han-train", "started", "2025-01-10", True]  # a month is taken whole
    assert known("2025-02-01")[-2] == ["pledged/han-late", "no_evidence", "2025-02-01", False]


def test_the_latest_records_are_those_of_the_question_pledges_by_status(real):
    labels = status_labels()
    counted = ledger(real, "9999")["status"].map(labels).value_counts().to_dict()

    assert counted == dict(zip(*kg.query(real, "pledges_by_status")[["status", "pledges"]].to_numpy().T.tolist(), strict=True))


@pytest.mark.parametrize("day", DAYS)
def test_what_is_overdue_is_the_same_in_sparql(real, day):
    columns = ["due", "claim", "summary", "status_date"]

    assert told(overdue(real, day), *columns) == told(kg.query(real, "pledges_overdue", date=day), *columns)


@pytest.mark.parametrize("day", ["2024-11-30", "2024-12-01", "2024-12", "2025-01-09", "2025-01-10", "2025-07-01", "2026"])
def test_what_is_overdue_is_the_same_in_sparql_in_a_small_world(world, day):
    assert told(overdue(world, day), "due", "claim") == told(kg.query(world, "pledges_overdue", date=day), "due", "claim")


def test_days_overdue_are_counted_from_the_end_of_the_day_month_or_year(world):
    # due in November 2024: 1 December is the first day after; due in 2024: 9 January is the ninth
    assert told(overdue(world, "2024-12-01"), "claim", "due", "days_overdue") == [["pledged/han-train", "2024-11", 1]]
    assert told(overdue(world, "2025-01-09"), "claim", "due", "days_overdue") == [["pledged/han-late", "2024", 9], ["pledged/han-train", "2024-11", 40]]
    assert overdue(world, "2025-01")["days_overdue"].tolist() == [pd.NA]  # on what day of the month, nobody says


def test_the_sixty_billion_of_november_2024_is_one_history(real):
    for pledge in ("pledged/naver-sme-ai-edu", "pledged/naver-connect-600"):
        assert told(history(real, pledge), "date", "step", "record", "status", "amount") == [
            ["2024-11-06", "announced", "pledged/naver-sme-ai-edu", "", 60e9],
            ["2024-11-11", "restated", "pledged/naver-connect-600", "", 60e9],
            ["2024-11-11", "recorded", "status/naver-sme-ai-edu-2024-11-11", "repeated", pytest.approx(float("nan"), nan_ok=True)],
            ["2026-11-22", "recorded", "status/naver-connect-600-2026-11-22", "no_evidence", pytest.approx(float("nan"), nan_ok=True)],
            ["2026-11-22", "recorded", "status/naver-sme-ai-edu-2026-11-22", "no_evidence", pytest.approx(float("nan"), nan_ok=True)],
        ]


def test_a_history_ends_on_its_day(real):
    assert history(real, "pledged/naver-sme-ai-edu", "2024-11-10")["record"].tolist() == ["pledged/naver-sme-ai-edu"]


def test_a_history_holds_every_record_of_the_question_but_the_one_that_repeats_the_announcement(real):
    asked = set(kg.query(real, "pledge_history", claim="pledged/coupang-3tn")["record"])

    found = history(real, "pledged/coupang-3tn")
    assert asked - set(found["record"]) == {"status/coupang-3tn-2024-03-27"}
    assert found.iloc[0][["step", "documents", "publishers"]].tolist() == [
        "announced",
        "doc/donga-20240903 doc/efresh-20240327 doc/hankyung-20240327 doc/mbc-20240903",
        "동아일보, 이프레시뉴스, 한국경제, MBC",
    ]


def test_links_of_the_data_are_followed_to_the_first_wording_and_the_outermost_sum(real):
    rows = ledger(real, "2026-11-25").set_index("claim")

    assert rows.loc["pledged/naver-connect-600", ["first", "sum_of"]].tolist() == ["pledged/naver-sme-ai-edu"] * 2
    assert rows.loc["pledged/kakao-kfme-300", ["first", "sum_of"]].tolist() == ["pledged/kakao-kfme-300", "pledged/kakao-fund-3000"]
    assert rows.loc[rows["restates"] != "", "restates"].tolist() == rows.loc[rows["restates"] != "", "first"].tolist()


def test_the_parts_of_the_kakao_fund_fill_it_exactly_and_none_is_larger_than_its_whole(real):
    rows = ledger(real, "2026-11-25").set_index("claim")
    parts = rows[(rows["part_of"] != "") & rows["amount"].notna()]

    assert (parts["amount"].to_numpy() <= rows.loc[parts["part_of"], "amount"].to_numpy()).all()
    assert parts.loc[parts["instrument"] == "program/kakao-coprosperity-fund", "amount"].sum() == rows.loc["pledged/kakao-fund-3000", "amount"]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda policy: ledger(policy, "6 Nov 2024"), "'6 Nov 2024' is not a date; write YYYY-MM-DD"),
        (lambda policy: history(policy, "pledged/naver-sme-ai-ed"), "unknown pledge 'pledged/naver-sme-ai-ed'; did you mean pledged/naver-sme-ai-edu?"),
    ],
)
def test_a_mistake_is_one_line(real, call, message):
    with pytest.raises(kg.PolicyError) as told:
        call(real)

    assert str(told.value) == message


def test_nothing_that_was_passed_in_is_changed(real):
    before = {name: getattr(real, name).copy() for name in ("claims", "statuses", "entities", "evidence")}

    overdue(real, "2026-11-25")
    history(real, "pledged/naver-sme-ai-edu")

    for name, table in before.items():
        pd.testing.assert_frame_equal(getattr(real, name), table)
