"""Who holds which post, as the press writes it: beside each other, in brackets, in lists, and when somebody is chosen."""

import pytest

from graph.extract import extract


def posts(text):
    """Person, title and body of each post."""
    found = extract(text, published="2026-05-20")
    return [(claim.subject[0], claim.title, claim.object[0]) for claim in found.claims if claim.relation == "holds_post"]


@pytest.mark.parametrize(
    ("text", "second"),
    [
        ("한가람 새벽배달협회 회장과 골목상인연합회 문하늘 부회장은 6일 반대했다.", ("문하늘", "부회장", "골목상인연합회")),
        ("새벽배달협회 한가람 회장과 들러요 문하늘 정책팀장은 6일 반대했다.", ("문하늘", "정책팀장", "들러요")),
        ("새벽배달협회 한가람 회장과 문하늘 정책팀장은 6일 반대했다.", ("문하늘", "정책팀장", "새벽배달협회")),
    ],
)
def test_who_is_joined_to_another_has_the_body_before_the_own_name_or_the_same(text, second):
    assert posts(text) == [("한가람", "회장", "새벽배달협회"), second]


def test_a_brand_written_like_a_clause_is_a_body():
    assert posts("집보는날 한가람 대표는 6일 반대했다.") == [("한가람", "대표", "집보는날")]


def test_a_department_that_looks_like_a_title_with_a_particle_is_none():
    assert posts("한빛구청 감사과 한가람 주무관은 6일 점검했다.") == [("한가람", "주무관", "한빛구청")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "※ (참석) 달빛부 제2차관(한가람), 달빛부 물류산업과장(문하늘), 누리톡 대표이사(나은비) 등",
            [("한가람", "제2차관", "달빛부"), ("문하늘", "물류산업과장", "달빛부"), ("나은비", "대표이사", "누리톡")],
        ),
        ("새벽배달협회(회장 한가람, 이하 ‘새배협’)는 6일 반대했다.", [("한가람", "회장", "새벽배달협회")]),
        ("새벽배달협회(공동대표 한가람·나은비)는 6일 반대했다.", [("한가람", "공동대표", "새벽배달협회"), ("나은비", "공동대표", "새벽배달협회")]),
        ("△“이대로는 안 된다.”(한가람 새벽배달협회 회장, 토론회에서)", [("한가람", "회장", "새벽배달협회")]),
        ("△“이대로는 안 된다.”(배달 앱 누리톡 CEO 한가람)", [("한가람", "CEO", "누리톡")]),
        ("새길당 한가람 의원(교통위 간사)은 6일 반대했다.", [("한가람", "의원", "새길당"), ("한가람", "간사", "교통위")]),
        ("한가람(전 누리톡 대표) 씨는 6일 반대했다.", []),
    ],
)
def test_brackets_tell_posts(text, told):
    assert posts(text) == told


NOTICE = "[인사] 달빛부\n◇ 국장급 전보 ▲플랫폼국장 한가람 ▲원장 직무대행 문하늘\n◇ 과장급 승진 ▲총무과장 나은 ▲국외훈련 유진솔\n달빛부는 6일 쉬었다."
FIRMS = "<인사>\n◇ 누리톡 <승진> ▷전무 한가람 ▷상무 문하늘 나은비\n◇ 나래원 ▷원장 유진솔(한빛대 교수)\n<부음>\n▲ 한두리 씨 별세, 한세리(들러요 팀장) 씨 부친상"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (NOTICE, [("한가람", "플랫폼국장", "달빛부"), ("문하늘", "원장 직무대행", "달빛부"), ("나은", "총무과장", "달빛부")]),
        (
            FIRMS,
            [("한가람", "전무", "누리톡"), ("문하늘", "상무", "누리톡"), ("나은비", "상무", "누리톡"), ("유진솔", "원장", "나래원"), ("유진솔", "교수", "한빛대"), ("한세리", "팀장", "들러요")],
        ),
    ],
)
def test_a_personnel_notice_tells_body_title_and_name(text, told):
    assert sorted(posts(text)) == sorted(told)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("누리톡은 6일 이사회를 열어 한가람 부사장을 신임 대표로 내정했다.", ("한가람", "대표 내정자", "누리톡")),
        ("누리톡은 6일 한가람 전 나래 전무를 최고재무책임자(CFO)로 선임했다.", ("한가람", "최고재무책임자", "누리톡")),
        ("새벽배달협회는 6일 총회를 열었다. 감사에는 한가람 나래 대표가 뽑혔다.", ("한가람", "감사", "새벽배달협회")),
        ("한가람 전 달빛부 차관이 법무법인 솔바람 고문으로 자리를 옮겼다.", ("한가람", "고문", "법무법인 솔바람")),
        ("대통령은 한가람 교수를 공정거래위원장 후보자로 지명했다.", ("한가람", "위원장 후보자", "공정거래위원회")),
        ("‘후기신뢰협의회’가 6일 출범했다. 나래는 빠졌다. 초대 위원장에는 한가람 교수가 위촉됐다.", ("한가람", "위원장", "후기신뢰협의회")),
        ("달빛부는 6일 인사를 했다. 대변인 자리는 한가람 전 과장이 넘겨받았다.", ("한가람", "대변인", "달빛부")),
    ],
)
def test_who_was_chosen_holds_the_post(text, told):
    assert told in posts(text)


@pytest.mark.parametrize(
    "text",
    [
        "누리톡은 6일 한가람 전 전무를 대표로 선임하지 않기로 했다.",
        "누리톡은 내달 한가람 전 전무를 대표로 선임할 예정이다.",
        "한가람 전 전무는 2019년 누리톡 대표로 취임했다.",
        "한가람 전 전무가 누리톡 대표로 선임될 것으로 알려졌다.",
    ],
)
def test_who_was_not_or_not_lately_chosen_does_not(text):
    assert posts(text) == []


@pytest.mark.parametrize("called", ["한 의장", "한 신임 의장"])
def test_who_was_just_chosen_is_meant_by_the_new_title(called):
    text = f"새벽포럼은 3일 한가람 누리톡 대표를 의장으로 선출했다. 전임 의장인 나은비 새벽상점 대표는 물러났다. {called}은 달빛부에 지원을 요청했다."
    found = extract(text, published="2026-05-06")

    assert [claim.subject[0] for claim in found.claims if claim.relation == "urged"] == ["한가람"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("한가람 한빛대 소비자학과 교수 겸 한국플랫폼학회장은 6일 반대했다.", [("한가람", "소비자학과 교수", "한빛대"), ("한가람", "회장", "한국플랫폼학회")]),
        ("한가람 새벽배달협회 사무국장 겸 대변인은 6일 반대했다.", [("한가람", "사무국장", "새벽배달협회"), ("한가람", "대변인", "새벽배달협회")]),
        ("새벽배달협회 회장 겸 누리톡 대표인 한가람 씨는 6일 반대했다.", [("한가람", "회장", "새벽배달협회"), ("한가람", "대표", "누리톡")]),
        ("노을시는 쉬었다. 한가람 노을시장 권한대행 부시장은 6일 반대했다.", [("한가람", "시장 권한대행", "노을시"), ("한가람", "부시장", "노을시")]),
    ],
)
def test_somebody_may_hold_two_posts(text, told):
    assert posts(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("새벽배달노조는 6일 쉬었다. 사회는 노조의 한가람 조직국장이 맡았다.", ("한가람", "조직국장", "새벽배달노조")),
        ("골목상인협의회는 6일 쉬었다. 협의회 한가람 회장은 반대했다.", ("한가람", "회장", "골목상인협의회")),
        ("누리톡은 6일 쉬었다. 이사회 의장인 한가람 씨는 반대했다.", ("한가람", "의장", "누리톡")),
        ("노을군의회는 6일 임시회를 열었다. 한가람 군의원은 반대했다.", ("한가람", "군의원", "노을군의회")),
        ("새길당 윤리위원회가 6일 열렸다. 초선인 한가람 의원은 반대했다.", ("한가람", "의원", "새길당")),
        ("국회 교통위 소속 새길연합 한가람 의원은 6일 반대했다.", ("한가람", "의원", "새길연합")),
        ("토론에는 소비자평가원에서 온 한가람 연구실장이 나왔다.", ("한가람", "연구실장", "소비자평가원")),
        ("새벽배달협회 나은비 대표를 대신해 한가람 전무가 나왔다.", ("한가람", "전무", "새벽배달협회")),
    ],
)
def test_the_text_around_tells_the_body(text, told):
    assert told in posts(text)


def test_who_held_a_post_then_does_not_now():
    assert posts("노을시는 6일 쉬었다. 이 앱은 2024년 당시 한가람 시장이 만들었다.") == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("누리톡은 6일 쉬었다. 한가람 새벽배달협회 회장은 ‘새벽신문’을 운영하는 누리톡 고문이기도 하다.", ("한가람", "고문", "누리톡")),
        ("한가람 교수는 한빛대 소비자학과 교수이자 새벽배달협회 이사다.", ("한가람", "소비자학과 교수", "한빛대")),
        ("문하늘 전 차관은 현재 새벽배달협회의 고문을 맡고 있다.", ("문하늘", "고문", "새벽배달협회")),
    ],
)
def test_a_sentence_tells_what_somebody_is(text, told):
    assert told in posts(text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("한가람 노을군외식업지부장은 6일 반대했다.", [("한가람", "지부장", "노을군외식업지부")]),
        ("누리톡 피해자모임(대표 한가람)은 6일 반대했다.", [("한가람", "대표", "누리톡 피해자모임")]),
        ("담당 부서: 물류산업과 (책임자) 과장 한가람", []),
        ("한가람 후보는 누리톡 고문, 한빛대 경영학과 교수를 지냈다.", []),
    ],
)
def test_a_body_is_neither_a_part_nor_the_past(text, told):
    assert posts(text) == told
