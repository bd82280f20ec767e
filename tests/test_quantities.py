"""Figures and changes are read as newspapers write them; dates, ranks and names with a number are none."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.extract.text.quantities import find_changes, find_quantities, read_numeral


def figures(text):
    """Every figure whole: where it stands, value, max, unit, per, approx, bound, noun."""
    return [(text[q.start : q.end], q.value, q.max, q.unit, q.per, q.approx, q.bound, q.noun) for q in find_quantities(text)]


def changes(text):
    """Every change whole: where it stands, from, to, to_max, unit, per."""
    return [(text[c.start : c.end], c.from_, c.to, c.to_max, c.unit, c.per) for c in find_changes(text, find_quantities(text))]


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("기금 3천억원을 조성", ("3천억원", 3 * 10**11, None, "KRW", None, False, None, "원")),
        ("예산 1조 5천억원", ("1조 5천억원", 15 * 10**11, None, "KRW", None, False, None, "원")),
        ("요금 9만9,000원", ("9만9,000원", 99000, None, "KRW", None, False, None, "원")),
        ("모두 1조2000억원", ("1조2000억원", 12 * 10**11, None, "KRW", None, False, None, "원")),
        ("기금 1.5조원", ("1.5조원", 15 * 10**11, None, "KRW", None, False, None, "원")),
        ("대출 1,050억 원", ("1,050억 원", 105 * 10**9, None, "KRW", None, False, None, "원")),
        ("현금 5천만원", ("5천만원", 5 * 10**7, None, "KRW", None, False, None, "원")),
        ("현금 천만원", ("천만원", 10**7, None, "KRW", None, False, None, "원")),
        ("현금 삼천오백만 원", ("삼천오백만 원", 35 * 10**6, None, "KRW", None, False, None, "원")),
        ("값은 ₩30,000", ("₩30,000", 30000, None, "KRW", None, False, None, "원")),
        ("4억여 원을", ("4억여 원", 4 * 10**8, None, "KRW", None, True, None, "원")),
        ("2천여만원을", ("2천여만원", 2 * 10**7, None, "KRW", None, True, None, "원")),
        ("10여만 명이", ("10여만 명", 10**5, None, "people", None, True, None, "명")),
        ("20만~30만원씩", ("20만~30만원", 200000, 300000, "KRW", None, False, None, "원")),
        ("20~30만원씩", ("20~30만원", 200000, 300000, "KRW", None, False, None, "원")),
        ("5000만~1억원", ("5000만~1억원", 5 * 10**7, 10**8, "KRW", None, False, None, "원")),
        ("10만원에서 50만원까지 차등 지원", ("10만원에서 50만원", 100000, 500000, "KRW", None, False, None, "원")),
        ("최대 3천만원을", ("최대 3천만원", 3 * 10**7, None, "KRW", None, False, "at most", "원")),
        ("약 2만 5천 명", ("약 2만 5천 명", 25000, None, "people", None, True, None, "명")),
        ("백만 명에게", ("백만 명", 10**6, None, "people", None, False, None, "명")),
        ("판매자 12만명에게", ("12만명", 120000, None, "people", None, False, None, "명")),
        ("700만 소상공인에게", ("700만 소상공인", 7 * 10**6, None, "people", None, False, None, "소상공인")),
        ("5인 이상 사업장", ("5인 이상", 5, None, "people", None, False, "at least", "인")),
        ("6000명을 넘었다", ("6000명", 6000, None, "people", None, False, "at least", "명")),
        ("100명 넘는 이들", ("100명 넘는", 100, None, "people", None, False, "at least", "명")),
        ("식당 6천곳에", ("6천곳", 6000, None, "places", None, False, None, "곳")),
        ("3600여곳의", ("3600여곳", 3600, None, "places", None, True, None, "곳")),
        ("30여개 업체", ("30여개 업체", 30, None, "places", None, True, None, "업체")),
        ("100여 개 시군", ("100여 개 시군", 100, None, "places", None, True, None, "시군")),
        ("전국 50개 전통시장에", ("50개 전통시장", 50, None, "places", None, False, None, "전통시장")),
        ("30개 우수 중소기업", ("30개 우수 중소기업", 30, None, "places", None, False, None, "중소기업")),
        ("17개 시·도", ("17개 시·도", 17, None, "places", None, False, None, "시·도")),
        ("10여 개국에서", ("10여 개국", 10, None, "places", None, True, None, "개국")),
        ("3개사가", ("3개사", 3, None, "places", None, False, None, "개사")),
        ("12개소로", ("12개소", 12, None, "places", None, False, None, "개소")),
        ("열 곳을", ("열 곳", 10, None, "places", None, False, None, "곳")),
        ("한두 곳뿐", ("한두 곳", 1, 2, "places", None, False, None, "곳")),
        ("서너 개 업체", ("서너 개 업체", 3, 4, "places", None, False, None, "업체")),
        ("두 차례 만났다", ("두 차례", 2, None, "times", None, False, None, "차례")),
        ("월 4회 정산", ("월 4회", 4, None, "times", "month", False, None, "회")),
        ("세 배로", ("세 배", 3, None, "times", None, False, None, "배")),
        ("1.5%p 낮은", ("1.5%p", 1.5, None, "percent_point", None, False, None, "%p")),
        ("0.5%포인트", ("0.5%포인트", 0.5, None, "percent_point", None, False, None, "%포인트")),
        ("9~12% 선", ("9~12%", 9, 12, "percent", None, False, None, "%")),
        ("3%~5%의", ("3%~5%", 3, 5, "percent", None, False, None, "%")),
        ("40퍼센트를", ("40퍼센트", 40, None, "percent", None, False, None, "퍼센트")),
        ("절반으로 줄인다", ("절반", 50, None, "percent", None, False, None, "절반")),
        ("연 3.8% 금리", ("연 3.8%", 3.8, None, "percent", "year", False, None, "%")),
        ("2~40일 걸린다", ("2~40일", 2, 40, "days", None, False, None, "일")),
        ("30일 이내 지급", ("30일 이내", 30, None, "days", None, False, "at most", "일")),
        ("3영업일 안에", ("3영업일 안에", 3, None, "days", None, False, "at most", "영업일")),
        ("사흘 이내 환불", ("사흘 이내", 3, None, "days", None, False, "at most", "사흘")),
        ("기한은 60일이다", ("60일", 60, None, "days", None, False, None, "일")),
        ("누적 310만건", ("310만건", 3100000, None, "items", None, False, None, "건")),
        ("단말기 30대를", ("30대", 30, None, "items", None, False, None, "대")),
        ("과제 12개를", ("12개", 12, None, "items", None, False, None, "개")),
        ("주택 5000호를", ("5000호", 5000, None, "items", None, False, None, "호")),
        ("1200가구에", ("1200가구", 1200, None, "items", None, False, None, "가구")),
        ("1인당 20만원 한도에서", ("1인당 20만원 한도", 200000, None, "KRW", "person", False, "at most", "원")),
        ("지원(1인 30만원)", ("1인 30만원", 300000, None, "KRW", "person", False, None, "원")),
        ("한 곳당 월 2만원씩", ("한 곳당 월 2만원", 20000, None, "KRW", "month", False, None, "원")),
        ("점포당 최대 5만원", ("점포당 최대 5만원", 50000, None, "KRW", "shop", False, "at most", "원")),
        ("건당 15원", ("건당 15원", 15, None, "KRW", "item", False, None, "원")),
        ("매년 판로 사업에 450억원", ("450억원", 45 * 10**9, None, "KRW", "year", False, None, "원")),
        ("한 해 27억원", ("한 해 27억원", 27 * 10**8, None, "KRW", "year", False, None, "원")),
        ("하루 평균 30건", ("하루 평균 30건", 30, None, "items", "day", False, None, "건")),
        ("월평균 거래액 1000만원 이하", ("1000만원 이하", 10**7, None, "KRW", "month", False, "at most", "원")),
    ],
)
def test_a_figure(text, whole):
    assert figures(text) == [whole]


@pytest.mark.parametrize(
    "text",
    [
        "6일 만났다",
        "2024년 3월 6일 오후 3시 30분",
        "3분기와 상반기",
        "제12차 회의",
        "1위에 올랐다",
        "2차 상생안",
        "3호 펀드 4기 위원",
        "20대 청년과 2030세대",
        "만 19세 이상",
        "누리톡(000000)",
        "02-123-4567",
        "1인 가구",
        "플랫폼 4사 대표",
        "수십억원 규모",
        "수천 명이 모였다",
        "100달러와 3억 달러",
        "한 번 하나 한 곳도",
        "두 번째 회의",
        "3대 과제",
        "11번가는",
        "B2B 5G",
        "24시간 365일",
        "천 대표와 백 명예교수, 조 회장",
        "이천 시장은",
        "두 대표와 세 의원",
        "3년 만에",
        "20일에서 25일로 연기했다",
        "6일 서울에서 3일 회의로",
    ],
)
def test_no_figure(text):
    assert figures(text) == []


def test_a_word_for_each_year_reaches_over_other_figures_and_one_for_each_person_does_not():
    assert [q.per for q in find_quantities("매년 5000명에게 100억원을 지원")] == ["year", "year"]
    assert [q.per for q in find_quantities("1인당 최대 20만원과 쿠폰 5장")] == ["person", None]
    assert [q.per for q in find_quantities("1인당 20만원을 주고, 쿠폰 5장")] == ["person", None]


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("기한을 9일에서 3일로 줄인다", ("9일에서 3일로", 9, 3, None, "days", None)),
        ("기한을 9에서 3일로 줄인다", ("9에서 3일로", 9, 3, None, "days", None)),
        ("60일 → 30일", ("60일 → 30일", 60, 30, None, "days", None)),
        ("60일→30일", ("60일→30일", 60, 30, None, "days", None)),
        ("60일서 30일로", ("60일서 30일로", 60, 30, None, "days", None)),
        ("열흘에서 이틀로", ("열흘에서 이틀로", 10, 2, None, "days", None)),
        ("2주에서 3일로 단축", ("2주에서 3일로", 14, 3, None, "days", None)),
        ("9일 걸리던 정산을 3일로 줄인다", ("9일 걸리던 정산을 3일로", 9, 3, None, "days", None)),
        ("월 9만9000원에서 3만9000원으로", ("월 9만9000원에서 3만9000원으로", 99000, 39000, None, "KRW", "month")),
        ("월 2회에서 월 8회로", ("월 2회에서 월 8회로", 2, 8, None, "times", "month")),
        ("현재 38개 시군에서 70여개 시군으로", ("38개 시군에서 70여개 시군으로", 38, 70, None, "places", None)),
        ("3개 구에서 시 전역 9개 구로 확대한다", ("3개 구에서 시 전역 9개 구로", 3, 9, None, "places", None)),
        ("지난해 130억원에서 올해 210억원으로", ("130억원에서 올해 210억원으로", 13 * 10**9, 21 * 10**9, None, "KRW", None)),
        ("수수료 2%→1.5%", ("2%→1.5%", 2, 1.5, None, "percent", None)),
        ("9.8%에서 2.0~7.8%로 낮춘다", ("9.8%에서 2.0~7.8%로", 9.8, 2, 7.8, "percent", None)),
        ("현행 10%인 수수료를 7%로 내린다", ("10%인 수수료를 7%로", 10, 7, None, "percent", None)),
        ("50곳이던 거점을 200곳으로 넓힌다", ("50곳이던 거점을 200곳으로", 50, 200, None, "places", None)),
        ("6%에서 최저 2%까지 낮춘다", ("6%에서 최저 2%까지", 6, 2, None, "percent", None)),
        ("지금의 20%에서 하향 조정", ("20%에서", 20, None, None, "percent", None)),
        ("수수료를 5%로 인하", ("5%로", None, 5, None, "percent", None)),
        ("20% 이하로 낮춘다", ("20% 이하로", None, 20, None, "percent", None)),
        ("거점을 8곳까지 늘린다", ("8곳까지", None, 8, None, "places", None)),
        ("6개월에서 12개월로 늘린다", ("6개월에서 12개월로", 6, 12, None, "items", None)),
    ],
)
def test_a_change(text, whole):
    assert changes(text) == [whole]


@pytest.mark.parametrize("text", ["1%p 낮춘다", "세 배로 늘린다", "절반으로 줄인다", "3.3%로 동결한다", "10만원에서 50만원까지 차등 지원", "5곳에서 3명으로 팀을 꾸려", "100억원 규모로 조성한다"])
def test_no_change(text):
    assert changes(text) == []


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("현재 3일인 정산 주기를 하루로 단축한다", (3, 1, "days")),
        ("지난해 8200명이던 인원을 내년에는 2만명까지 늘리겠다", (8200, 20000, "people")),
        ("평균 사흘 걸리던 심사를 하루로 줄인다", (3, 1, "days")),
        ("해지 절차를 9단계에서 3단계로 줄인다", (9, 3, "items")),
        ("인상 폭을 4.8%가 아닌 4.1%로 낮춘다", (4.8, 4.1, "percent")),
        ("주차면을 95면에서 160면으로 늘린다", (95, 160, "items")),
    ],
)
def test_what_was_is_told_in_many_ways(text, sides):
    assert [(c.from_, c.to, c.unit) for c in find_changes(text, find_quantities(text))] == [sides]


@pytest.mark.parametrize(
    ("text", "per"),
    [
        ("기사 5만명에게 구입비를 20만원씩 준다", "person"),
        ("한 사람에게 2만원어치", "person"),
        ("농가당 최대 2천만원", "shop"),
        ("콜당 500원", "item"),
        ("한 달에 100만원씩", "month"),
    ],
)
def test_for_each_of_whom_or_what(text, per):
    assert find_quantities(text)[-1].per == per


def test_a_change_holds_its_figures():
    found = find_quantities("수수료를 3%에서 2%로, 쿠폰은 5장")
    assert [change.quantities for change in find_changes("수수료를 3%에서 2%로, 쿠폰은 5장", found)] == [tuple(found[:2])]


def spelled(number, between, digits):
    """Write a number in groups of ten thousand."""
    groups = []
    for name in ("", "만", "억", "조"):
        number, group = divmod(number, 10000)
        if group:
            groups.append(digits(group) + name)
    return between.join(reversed(groups))


def in_hangul(group):
    """Write a number below ten thousand without Arabic digits."""
    figures = f"{group:04}"
    return "".join("일이삼사오육칠팔구"[int(figure) - 1] + name for figure, name in zip(figures, ("천", "백", "십", ""), strict=True) if figure != "0")


@given(st.integers(1, 10**16 - 1), st.sampled_from(["", " "]))
def test_a_numeral_in_any_spelling_is_read_back(number, between):
    written = [str(number), f"{number:,}", spelled(number, between, str), spelled(number, between, "{:,}".format), spelled(number, between, "{:04}".format).lstrip("0")]
    for spelling in written:
        assert read_numeral(spelling) == number
        assert [q.value for q in find_quantities(f"모두 {spelling}원")] == [number]
        assert [q.value for q in find_quantities(f"모두 {spelling} 명에게")] == [number]
    assert read_numeral(spelled(number, "", in_hangul)) == number
    if number >= 10:
        assert [q.value for q in find_quantities(f"모두 {spelled(number, '', in_hangul)}원")] == [number]


PIECES = [
    "3천",
    "20",
    "만",
    "억",
    "원",
    "명",
    "일",
    "에서",
    "로",
    "~",
    "→",
    "%",
    "%p",
    " ",
    "월 ",
    "1인당 ",
    "최대 ",
    "열 곳",
    "절반",
    "개 시군",
    "까지",
    "낮춘다",
    ",",
    "9",
    "여",
    "개월",
    "백",
    "이",
    "한두 개",
]


@given(st.one_of(st.text(), st.lists(st.sampled_from(PIECES)).map("".join)))
def test_what_is_found_stands_in_the_text(text):
    end = 0
    found = find_quantities(text)
    for quantity in found:
        assert end <= quantity.start < quantity.end <= len(text)
        assert re.search(r"[0-9십백천만억조절일이사나닷엿여아열보하한두세네서너대예다스마쉰흔]", text[quantity.start : quantity.end])
        assert quantity.value >= 0
        assert quantity.max is None or quantity.max > quantity.value
        assert quantity.unit in {"KRW", "people", "places", "times", "percent", "percent_point", "days", "items"}
        end = quantity.end
    for change in find_changes(text, found):
        assert 0 <= change.start < change.end <= len(text)
        assert change.from_ is not None or change.to is not None
        assert set(change.quantities) <= set(found)
