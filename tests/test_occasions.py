"""Which occasion a text speaks of, by what name, who held it where, and who was there."""

import pytest

from graph.extract import extract

OPENS = "새벽배달협회는 20일 서울 강남구 누리회관에서 ‘상생 간담회’를 열었다."


def claims(text, relation):
    return [(claim.subject[0], claim.object[0]) for claim in extract(text, published="2026-05-20").claims if claim.relation == relation]


def events(text):
    return {entity.name for entity in extract(text, published="2026-05-20").entities if entity.kind == "event"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("한가람 누리톡 대표는 20일 두레회관에서 점주들과 간담회를 했다.", "간담회"),
        ("한가람 누리톡 대표는 20일 두레회관에서 점주들과 간담회를 하고 쉼터를 둘러봤다.", "간담회"),
        ("특강에 이어 실무진 점검 회의가 20일 두레회관에서 열렸다.", "실무진 점검 회의"),
        ("새벽배달협회는 20일 ‘규제와 자율 사이’ 토론회를 열었다. 토론회에는 한가람 누리톡 대표가 참석했다.", "규제와 자율 사이"),
        ("새벽배달협회는 20일 ‘배달앱 표준약관 제정안’ 공청회를 열었다. 공청회에는 한가람 누리톡 대표가 참석했다.", "‘배달앱 표준약관 제정안’ 공청회"),
        ("새벽배달협회는 20일 ‘추천과 소비자의 선택’을 주제로 심포지엄을 열었다. 심포지엄에는 한가람 누리톡 대표가 참석했다.", "추천과 소비자의 선택"),
        ("새벽배달협회는 20일 ‘추천과 소비자의 선택’을 주제로 춘계 학술대회를 열었다. 학술대회에는 한가람 누리톡 대표가 참석했다.", "춘계 학술대회"),
        (f"{OPENS} 한가람 한빛대 교수는 ‘배달앱의 시장 지배력’을 주제로 발제했다.", "상생 간담회"),
        (f"{OPENS} 현장 간담회에는 한가람 누리톡 대표가 참석했다.", "상생 간담회"),
        ("새벽배달협회는 20일 「제3차 이용자 보호 민관협의회」를 개최했다. 이날 협의회에는 한가람 누리톡 대표가 참석했다.", "제3차 이용자 보호 민관협의회"),
    ],
)
def test_an_occasion_has_one_name(text, name):
    assert events(text) == {name}


def test_a_body_before_a_person_is_no_occasion():
    text = f"{OPENS} 윤도현 택시연맹 회장과 개인택시총회 한가람 회장이 자리했다."
    assert events(text) == {"상생 간담회"}


def test_a_titled_gathering_and_a_signing_are_occasions():
    assert events("누리톡은 20일 두레회관에서 열린 연례 행사 ‘누리 커넥트 2027’에서 계획을 공개했다.") == {"누리 커넥트 2027"}
    signed = "새벽시는 20일 두레회관 대회의실에서 누리톡과 ‘배달 활성화 업무협약’을 맺었다. 협약식에는 한가람 누리톡 대표가 참석했다."
    assert events(signed) == {"배달 활성화 업무협약"}


@pytest.mark.parametrize(
    "present",
    [
        "좌장은 한가람 한빛대 교수가 맡았다.",
        "진술인은 한가람(한빛대 교수)이다.",
        "좌장인 한가람 한빛대 교수는 통계를 내놨다.",
        "참고인으로 나온 한가람 새벽상인회 회장은 규제를 비판했다.",
        "방청석에 있던 한가람 새벽상인회 회장은 규제를 비판했다.",
        "이어진 토론에서 한가람 누리톡 대표는 어려움을 토로했다.",
        "한가람 누리톡 대표는 같은 자리에서 계획을 소개했다.",
        "이 자리에는 한가람 누리톡 대표가 함께했다.",
        "업계에서는 한가람 누리톡 대표가 나왔다.",
        "토론에는 한가람 누리톡 대표가 패널로 나섰다.",
        "※ (참석) 한가람 누리톡 대표",
        "참석자: 한가람 누리톡 대표",
        "참석자 ▲한가람 누리톡 대표",
        "◇ 한가람 누리톡 대표 등 배석.",
    ],
)
def test_words_of_a_part_tell_who_was_there(present):
    assert claims(f"{OPENS}\n{present}", "attended") == [("한가람", "상생 간담회")]


@pytest.mark.parametrize(
    "elsewhere",
    [
        "간담회에는 한가람 누리톡 대표를 대신해 윤도현 전무가 나왔다.",
        "다음 달 간담회에는 한가람 누리톡 대표가 나선다.",
        "한가람 누리톡 대표는 사외이사로 선임됐다.",
        "한가람 씨 별세, 한나래(누리톡 대표) 씨 부친상",
        "한가람 새벽당 의원실이 자리를 마련하는 데 힘을 보탰다.",
    ],
)
def test_who_is_only_spoken_of_was_not_there(elsewhere):
    assert "한가람" not in {subject for subject, _ in claims(f"{OPENS}\n{elsewhere}", "attended")}


def test_who_spoke_after_one_occasion_spoke_at_the_next():
    text = f"{OPENS} 간담회 뒤 이어진 브리핑에는 한가람 누리톡 대표가 나와 결과를 설명했다."
    assert claims(text, "attended") == [("한가람", "브리핑")]


@pytest.mark.parametrize(
    ("text", "hosts"),
    [
        ("‘상생 간담회’가 20일 열렸다. 간담회는 새벽배달협회와 누리톡이 함께 마련했다.", ["새벽배달협회", "누리톡"]),
        ("‘상생 간담회’가 20일 열렸다. 새벽배달협회와 누리톡이 함께 마련한 자리였다.", ["새벽배달협회", "누리톡"]),
        ("새벽배달협회와 새벽상인회, 한빛소비자연대 등 3개 단체는 20일 ‘상생 간담회’를 열었다.", ["새벽배달협회", "새벽상인회", "한빛소비자연대"]),
        ("‘상생 간담회’를 주재한 한가람 새벽배달협회장은 규제를 비판했다.", ["새벽배달협회"]),
        ("새벽배달협회가 주최하고 누리톡이 후원한 ‘상생 간담회’가 20일 열렸다.", ["새벽배달협회"]),
    ],
)
def test_every_host_is_told_and_no_sponsor(text, hosts):
    assert [host for host, _ in claims(text, "hosted")] == hosts


@pytest.mark.parametrize("where", ["서울 중구 소재 두레회관에서", "서울 중구에 있는 두레회관에서", "서울 중구 두레회관에 모여"])
def test_a_venue_is_named_without_where_it_lies(where):
    assert claims(f"새벽배달협회는 20일 {where} ‘상생 간담회’를 열었다.", "held_at") == [("상생 간담회", "두레회관")]


def test_an_occasion_that_is_announced_has_no_host_and_no_venue_yet():
    told = [claim.relation for claim in extract("달빛부는 내년 1월 28일 나래회관에서 첫 간담회를 열 예정이다.", published="2026-11-22").claims]

    assert told == ["pledged"]
