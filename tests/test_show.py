"""One entity, its claims and their documents, as of a day."""

import pytest

import graph as kg
from graph.show import describe, named


def test_a_pledge_is_shown_with_quantities_documents_conflicts_and_ledger(invented):
    assert (
        describe(invented, "program/jeongsan")
        == """월 여섯 번 정산 (Six settlements a month)  program/jeongsan  사업·제도
  유형: 정산
  문서: doc/bada-20260520

2026-05-20  새벽상사 → 약속 → 월 여섯 번 정산  [pledged/saebyeok-jeongsan]
    자리 과통부 장관-플랫폼 간담회 · 기한 2026-12 · 바꾸기 전 2 · 바꾼 뒤 6 · 바뀌는 값의 단위 회/월 · 조건 입점 1년이 지난 가게
    정산을 월 2회에서 6회로 늘리기로 함
    · 바다일보 문소리 2026-05-20  (일부 다름: 기한 2027-03)
      https://example.org/bada/1
      내년 3월까지라고 적음
    · 하늘신문 2026-05-21
      https://example.org/haneul/7?a=1&b=2#:~:text=새벽상사는,늘린다
    · 파다경제 2027-01-10  [포털·제휴 매체 게재]  (다름: 바꾼 뒤 4)
      https://example.org/pada/3
      네 번이라고 적음
    2027-01-10 시작: 네 번으로 시작했다고 보도"""
    )


def test_the_same_in_english(invented):
    text = describe(invented, "program/byeolbit", "en")

    assert "2026-05-20  Nuritok → pledged → Starlight Training  [pledged/nuritok-byeolbit]" in text
    assert "amount 15000000000 · currency KRW · bound of the amount about · count 20000 · unit of the count 동네 가게(곳) · bound of the count at least · period 3 years" in text
    assert "2026-11-01 no evidence found: No spending figure found" in text


def test_as_of_a_day_leaves_out_what_came_later_and_posts_not_held(invented):
    assert "yoon-do-hyun-msc-minister" in describe(invented, "org/msc", on="2025-06-30")
    assert "seo-i-deun-msc-minister" not in describe(invented, "org/msc", on="2025-06-30")
    assert "yoon-do-hyun-msc-minister" not in describe(invented, "org/msc", on="2026-05-20")
    assert "2027-01-10 시작" not in describe(invented, "program/jeongsan", on="2026-12-31")


def test_as_of_a_day_says_apart_what_has_no_date(invented):
    text = describe(invented, "org/saebyeok", on="2026-05-20")

    assert text.index("pledged/saebyeok-jeongsan") < text.index("— 날짜를 모르는 것: 2026-05-20에도 그랬는지 알 수 없음 —") < text.index("holds_post/ha-ram-2-saebyeok-director")


def test_a_status_of_later_is_left_out(invented):
    assert "상태: 발의됨" in describe(invented, "law/pyeongpyeong", on="2026-03-31")
    assert "상태: 발의됨" not in describe(invented, "law/pyeongpyeong", on="2026-02-28")


def test_a_stance_is_shown_with_the_statement_it_is_about(invented):
    assert "쟁점 수수료 상한 ‘수수료 상한을 법으로 정해야 한다’ · 찬반 반대" in describe(invented, "law/pyeongpyeong")


def test_one_claim_is_shown_by_its_id(invented):
    text = describe(invented, named(invented, "hosted/msc-2026-05-20-msc-meeting"))

    assert text.splitlines()[0] == "2026-05-20  과학통신부 → 주최 → 과통부 장관-플랫폼 간담회  [hosted/msc-2026-05-20-msc-meeting]"


def test_a_wrong_day_is_told(invented):
    with pytest.raises(kg.PolicyError, match="--on 2026-5: not a day of the calendar; write YYYY-MM-DD"):
        describe(invented, "org/msc", on="2026-5")


def test_several_matches_are_listed_and_none_is_guessed(invented):
    with pytest.raises(kg.PolicyError) as told:
        named(invented, "한가람")

    assert (
        str(told.value)
        == """'한가람' may be any of these; give the id:
  person/ha-ram-1  한가람  누리톡 대표. 새벽상사의 한가람과 다른 사람
  person/ha-ram-2  한가람  새벽상사 이사"""
    )


def test_an_unknown_name_is_told_with_the_nearest(invented):
    with pytest.raises(kg.PolicyError, match=r"^nothing is called '누리독'; did you mean 누리톡\?$"):
        named(invented, "누리독")


def test_the_nine_attendees_and_the_pledges_of_the_meeting_are_shown(real):
    text = describe(real, named(real, "과기정통부 장관-플랫폼사 CEO 간담회"))

    attendees = ["유상임", "최수연", "정신아", "박대준", "황도연", "박성호", "이봉의", "류제명", "이도규"]
    assert [n for n in attendees if f"{n} → 참석 → " in text] == attendees
    assert text.count(" → 참석 → ") == 9
