"""Days, deadlines and durations are resolved against the day of publication and the day last spoken of."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.extract.text.times import find_times

PUBLISHED = date(2024, 11, 6)
MENTIONED = date(2024, 10, 3)


def times(text, published=PUBLISHED, mentioned=MENTIONED):
    """Every time whole: where it stands, value, kind."""
    return [(text[t.start : t.end], t.value, t.kind) for t in find_times(text, published, mentioned)]


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("6일 만나", ("6일", "2024-11-06", "day")),
        ("24일 열린 회의", ("24일", "2024-10-24", "day")),
        ("6일(현지시간)", ("6일", "2024-11-06", "day")),
        ("지난 14일", ("지난 14일", "2024-10-14", "day")),
        ("지난달 26일", ("지난달 26일", "2024-10-26", "day")),
        ("2023년 11월 7일", ("2023년 11월 7일", "2023-11-07", "day")),
        ("11월 6일", ("11월 6일", "2024-11-06", "day")),
        ("3월 4일 문을 연 센터", ("3월 4일", "2024-03-04", "day")),
        ("지난 3월 5일", ("지난 3월 5일", "2024-03-05", "day")),
        ("11.6(수) 오전", ("11.6", "2024-11-06", "day")),
        ("2024.11.06 입력", ("2024.11.06", "2024-11-06", "day")),
        ("2024-11-06", ("2024-11-06", "2024-11-06", "day")),
        ("이날 만났다", ("이날", "2024-10-03", "day")),
        ("같은 날 만났다", ("같은 날", "2024-10-03", "day")),
        ("당일 만났다", ("당일", "2024-10-03", "day")),
        ("전날 만났다", ("전날", "2024-10-02", "day")),
        ("이튿날 만났다", ("이튿날", "2024-10-04", "day")),
        ("어제 만났다", ("어제", "2024-11-05", "day")),
        ("오늘 만났다", ("오늘", "2024-11-06", "day")),
        ("내일 만난다", ("내일", "2024-11-07", "due")),
        ("같은 달 10일 발표했다", ("같은 달 10일", "2024-10-10", "day")),
        ("이달 2일 만났다", ("이달 2일", "2024-11-02", "day")),
        ("지난 금요일", ("지난 금요일", "2024-11-01", "day")),
        ("7~9일 열린", ("7~9일", "2024-10-07/2024-10-09", "day")),
        ("3월 4~6일", ("3월 4~6일", "2024-03-04/2024-03-06", "day")),
        ("1일부터 3일까지 진행했다", ("1일부터 3일", "2024-11-01/2024-11-03", "day")),
        ("8일까지 열렸다", ("8일", "2024-10-08", "day")),
        ("15일 토론회를 열고 법안을 처리하겠다고 밝혔다", ("15일", "2024-10-15", "day")),
    ],
)
def test_a_day_on_which_something_happened(text, whole):
    assert times(text) == [whole]


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("오는 9월까지 만든다", ("오는 9월", "2025-09", "due")),
        ("오는 11월 정기국회 안에", ("오는 11월", "2024-11", "due")),
        ("11월 중으로 적용할 계획", ("11월", "2024-11", "due")),
        ("12월 시행할 예정", ("12월", "2024-12", "due")),
        ("12월 1일부터 시행한다", ("12월 1일", "2024-12-01", "due")),
        ("12월 초까지 마련한다", ("12월 초", "2024-12", "due")),
        ("3월부터 시행한다", ("3월", "2025-03", "due")),
        ("5월부터 전 지역 서비스", ("5월", "2025-05", "due")),
        ("연내 도입한다", ("연내", "2024-12-31", "due")),
        ("연말까지 도입한다", ("연말까지", "2024-12-31", "due")),
        ("올해 안에 줄인다", ("올해", "2024-12-31", "due")),
        ("올해 말까지 줄인다", ("올해 말", "2024-12-31", "due")),
        ("내년부터 줄인다", ("내년", "2025", "due")),
        ("내년 초 줄인다", ("내년 초", "2025", "due")),
        ("내년 말까지 줄인다", ("내년 말", "2025-12-31", "due")),
        ("내년 1월부터 줄인다", ("내년 1월", "2025-01", "due")),
        ("내년 상반기 줄인다", ("내년 상반기", "2025-01/2025-06", "due")),
        ("내년 1분기에 줄인다", ("내년 1분기", "2025-01/2025-03", "due")),
        ("내년 3월 10일 문을 연다", ("내년 3월 10일", "2025-03-10", "due")),
        ("내후년 1월까지", ("내후년 1월", "2026-01", "due")),
        ("하반기 중 열기로 했다", ("하반기", "2024-07/2024-12", "due")),
        ("올 하반기 도입한다", ("올 하반기", "2024-07/2024-12", "due")),
        ("4분기 중 선보인다", ("4분기", "2024-10/2024-12", "due")),
        ("이달 말까지 마련한다", ("이달 말", "2024-11-30", "due")),
        ("이달 20일까지 접수한다", ("이달 20일", "2024-11-20", "due")),
        ("내달 10일까지", ("내달 10일", "2024-12-10", "due")),
        ("다음 달 시행한다", ("다음 달", "2024-12", "due")),
        ("다음달 15일까지 조사한다", ("다음달 15일", "2024-12-15", "due")),
        ("이르면 다음 달 안에", ("이르면 다음 달", "2024-12", "due")),
        ("다음 주 중 공개한다", ("다음 주", "2024-11-11/2024-11-17", "due")),
        ("오는 금요일", ("오는 금요일", "2024-11-08", "due")),
        ("24일까지 접수한다", ("24일", "2024-11-24", "due")),
        ("10일부터 접수를 받는다고 밝혔다", ("10일", "2024-11-10", "due")),
        ("20일 개최할 예정이다", ("20일", "2024-11-20", "due")),
        ("오는 20일부터 24일까지 연다", ("오는 20일부터 24일", "2024-11-20/2024-11-24", "due")),
        ("2027년까지 줄인다", ("2027년", "2027", "due")),
        ("2년 안에 줄인다", ("2년 안에", "2026-11", "due")),
        ("6개월 내 줄인다", ("6개월 내", "2025-05", "due")),
        ("올해 3000명을 지원한다", ("올해", "2024", "due")),
    ],
)
def test_a_time_to_come(text, whole):
    assert times(text) == [whole]


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("지난해 1200곳에", ("지난해", "2023", "past")),
        ("작년 매출", ("작년", "2023", "past")),
        ("2013년 뛰어들었다", ("2013년", "2013", "past")),
        ("지난해 3월", ("지난해 3월", "2023-03", "past")),
        ("지난해 말", ("지난해 말", "2023-12-31", "past")),
        ("지난 3월", ("지난 3월", "2024-03", "past")),
        ("지난달 말 기준", ("지난달 말", "2024-10-31", "past")),
        ("지난주 만났다", ("지난주", "2024-10-28/2024-11-03", "past")),
        ("올해 1분기 매출은", ("올해 1분기", "2024-01/2024-03", "past")),
        ("상반기 실적", ("상반기", "2024-01/2024-06", "past")),
        ("올해 210억원을 썼다", ("올해", "2024", "past")),
        ("9월부터 운영해 온", ("9월", "2024-09", "past")),
        ("이달 중 두 차례 진행했다", ("이달", "2024-11", "past")),
        ("최근 3년간", ("최근 3년간", "2021/2024", "past")),
    ],
)
def test_a_time_gone_by(text, whole):
    assert times(text) == [whole]


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("5년간 조성", ("5년간", "P5Y", "period")),
        ("향후 3년간 조성", ("향후 3년간", "P3Y", "period")),
        ("앞으로 2년 조성", ("앞으로 2년", "P2Y", "period")),
        ("3년 동안 조성", ("3년 동안", "P3Y", "period")),
        ("5년에 걸쳐 조성", ("5년에 걸쳐", "P5Y", "period")),
        ("1년 6개월간 조성", ("1년 6개월간", "P1Y6M", "period")),
        ("6개월간 지원", ("6개월간", "P6M", "period")),
        ("정책을 1년 더 유지", ("1년 더", "P1Y", "period")),
        ("1년 연장한다", ("1년", "P1Y", "period")),
        ("수수료를 6개월 면제", ("6개월", "P6M", "period")),
        ("90일간 지원", ("90일간", "P90D", "period")),
        ("한 달간 지원", ("한 달간", "P1M", "period")),
        ("두 달 동안 지원", ("두 달 동안", "P2M", "period")),
        ("반년간 지원", ("반년간", "P6M", "period")),
        ("사흘간 지원", ("사흘간", "P3D", "period")),
        ("2주간 지원", ("2주간", "P2W", "period")),
        ("3개년 계획", ("3개년", "P3Y", "period")),
        ("첫 석 달 수수료를", ("첫 석 달", "P3M", "period")),
        ("적용 기간은 2년으로 한다", ("기간은 2년", "P2Y", "period")),
    ],
)
def test_a_period(text, whole):
    assert times(text) == [whole]


def test_throughout_a_half_year_is_its_length():
    assert times("내년 상반기 내내 내린다") == [("내년 상반기", "P6M", "period"), ("내년 상반기", "2025-01/2025-06", "due")]


def test_a_date_put_off_is_the_later_one():
    assert [value for _, value, kind in times("시기를 내년 1월에서 7월로 늦춘다") if kind == "due"] == ["2025-07"]


def test_from_one_year_to_another_is_a_period_and_a_time_to_come():
    assert times("2025년부터 2027년까지 지원한다") == [("2025년부터 2027년", "P3Y", "period"), ("2025년부터 2027년", "2025/2027", "due")]
    assert times("내년 1월부터 6월까지 운영한다") == [("내년 1월부터 6월", "P6M", "period"), ("내년 1월부터 6월", "2025-01/2025-06", "due")]


@pytest.mark.parametrize(
    "text",
    [
        "정산 기한을 9일에서 3일로 줄인다",
        "30일 이내 지급",
        "10일 안에 답한다",
        "한 달 안에 답한다",
        "월 2회에서 월 8회로",
        "오전 10시 30분",
        "3일째 이어진 2일차",
        "2월 30일",
        "99일",
        "지난 10년의 성장",
        "10년 만에",
        "제3회 대회",
        "60일→30일",
    ],
)
def test_no_time(text):
    assert times(text) == []


def test_without_the_day_of_publication_what_is_relative_stays_unresolved():
    assert times("6일 만나 2025년 1월부터 내년까지 3년간", None, None) == [("6일", None, "none"), ("2025년 1월", "2025-01", "past"), ("내년", None, "none"), ("3년간", "P3Y", "period")]
    assert times("이날 만났다", None) == [("이날", "2024-10-03", "day")]
    assert times("이날 만났다", None, None) == [("이날", None, "none")]


def test_without_a_day_spoken_of_the_day_of_publication_is_meant():
    assert times("이날 전날과 달리", mentioned=None) == [("이날", "2024-11-06", "day"), ("전날", "2024-11-05", "day")]


def test_the_turn_of_the_year():
    assert times("12월 26일 만났다", date(2025, 1, 5)) == [("12월 26일", "2024-12-26", "day")]
    assert times("지난달 26일 만났다", date(2025, 1, 5)) == [("지난달 26일", "2024-12-26", "day")]
    assert times("내달 초 연다", date(2024, 12, 5)) == [("내달 초", "2025-01", "due")]
    assert times("31일 만났다", date(2025, 3, 5)) == [("31일", "2025-01-31", "day")]
    assert times("2월 29일까지 받는다", date(2025, 3, 5)) == [("2월 29일", "2028-02-29", "due")]


PIECES = [
    "6일",
    "9월",
    "2024년",
    "2월 30일",
    "부터",
    "까지",
    "~",
    "지난",
    "오는 ",
    "이달 ",
    "말",
    "내년 ",
    "3년",
    "간",
    "안에",
    " ",
    "이날",
    "전날",
    "상반기",
    "4분기",
    "9999년",
    "12",
    ".",
    "31일",
    "지난해 ",
    "같은 달 ",
    "한다",
    "했다",
    "다음 주 ",
]
DAYS = st.one_of(st.none(), st.dates())


def last_day(value):
    """Read an ISO year, month or day, which raises an error if there is none such."""
    return date.fromisoformat(value + "-01-01"[: 10 - len(value)] if len(value) > 4 else value + "-01-01")


@given(st.one_of(st.text(), st.lists(st.sampled_from(PIECES)).map("".join)), DAYS, DAYS)
def test_any_text_is_read_and_every_value_is_valid(text, published, mentioned):
    for time in find_times(text, published, mentioned):
        assert 0 <= time.start < time.end <= len(text)
        assert time.kind in {"day", "due", "past", "period", "none"}
        assert (time.value is None) == (time.kind == "none")
        if time.kind == "period":
            assert re.fullmatch(r"P(?:\d+[YMWD]|\d+Y\d+M|T\d+H)", time.value)
        elif time.value:
            ends = [last_day(value) for value in time.value.split("/")]
            assert len(ends) <= 2
            assert ends == sorted(ends)


@pytest.mark.parametrize("piece", ["2024년 11월 6일", "오는 9월까지", "3년간", "내년 상반기", "지난달 26일"])
@given(before=st.sampled_from(["", "누리톡은 ", "(", "‘"]), after=st.sampled_from(["", " 만난다", ")", ", 다시"]))
def test_a_time_is_found_between_other_words(piece, before, after):
    assert len(find_times(before + piece + after, PUBLISHED)) == 1
