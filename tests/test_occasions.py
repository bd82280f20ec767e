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
