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
