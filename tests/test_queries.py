"""The named questions answer, the same in every engine, and say what is valid when they cannot."""

import pytest
import rdflib

import graph as kg
from graph.model import BASE, schema_text
from graph.query import _bind
from graph.rdf import namespaces

MEETING = "event/2024-11-06-msit-platform-ceos"


def rows(policy, question, columns, **parameters):
    return [list(row) for row in kg.query(policy, question, **parameters)[columns].itertuples(index=False)]


@pytest.mark.parametrize("name", kg.questions())
def test_every_question_has_titles_and_answers_on_the_real_data(real, name):
    question = kg.questions()[name]

    assert set(question.title) == {"ko", "en"}
    assert all(parameter.default and parameter.label for parameter in question.parameters.values())
    assert len(kg.query(real, name)) > 0


def test_there_are_at_least_twenty_questions():
    assert len(kg.questions()) >= 20


@pytest.mark.parametrize("name", ["who_attended", "pledges_at_event", "who_criticized", "posts_in_organization", "sources_of", "joint_statements"])
def test_rdflib_gives_the_same_answer(real, name):
    graph = kg.to_rdf(real).parse(data=schema_text("ontology.ttl"), format="turtle")
    answer = graph.query(_bind(kg.questions()[name], {"language": "ko"}, real))

    def plain(value):
        if value is None:
            return ""
        if isinstance(value, rdflib.Literal) and value.datatype and str(value.datatype).rpartition("#")[2] in ("integer", "decimal", "double"):
            return float(value)
        return str(value).removeprefix(namespaces()["pg"]).removeprefix(BASE)

    found = [[plain(value) for value in row] for row in answer]
    expected = kg.query(real, name)
    assert [str(v) for v in answer.vars] == list(expected.columns)
    assert found == [[float(v) if isinstance(v, int | float) and not isinstance(v, bool) else str(v) for v in row] for row in expected.itertuples(index=False)]


def test_the_nine_attendees_of_the_meeting(real):
    assert sorted(rows(real, "who_attended", ["person", "organization", "capacity"], event=MEETING)) == [
        ["류제명", "과학기술정보통신부", "참석"],
        ["박대준", "쿠팡", "참석"],
        ["박성호", "한국인터넷기업협회", "참석"],
        ["유상임", "과학기술정보통신부", "주재"],
        ["이도규", "과학기술정보통신부", "참석"],
        ["이봉의", "서울대학교", "발표·토론"],
        ["정신아", "카카오", "참석"],
        ["최수연", "네이버", "참석"],
        ["황도연", "당근마켓", "참석"],
    ]


def test_the_quantities_pledged_at_the_meeting(real):
    found = rows(real, "pledges_at_event", ["actor", "instrument", "amount", "unit_amount", "unit_amount_bound", "count", "count_bound", "period", "due", "change_from", "change_to"], event=MEETING)

    assert len(found) == 15
    assert [row for row in found if any(row[2:])] == [
        ["쿠팡", "쿠팡 판매대금 빠른정산", "", "", "", "", "", "", "2024-11", "", ""],
        ["카카오", "프로젝트 단골", "", "", "", 100, "약", "", "2025", "", ""],
        ["카카오", "선물하기 교환권 정산 확대", "", "", "", "", "", "", "", 4, 10],
        ["카카오", "카카오톡 채널 메시지 발송 지원", "", 300_000, "최대", "", "", "", "", "", ""],
        ["네이버", "SME AI 교육 프로젝트", 60_000_000_000, "", "", 1_000_000, "정확히", "P5Y", "", "", ""],
    ]


def test_a_pledge_is_overdue_only_when_its_whole_month_is_past_and_nothing_was_done(invented):
    def overdue(day):
        return [claim for (claim,) in rows(invented, "pledges_overdue", ["claim"], date=day)]

    assert overdue("2026-12-31") == []
    assert overdue("2027-01-01") == ["pledged/saebyeok-jeongsan"]
    assert overdue("2027-01-10") == []  # reported to have begun
    assert overdue("2029-07-01") == ["pledged/nuritok-byeolbit"]  # looked for and not found


def test_posts_on_a_day_take_partial_dates_as_they_are(invented):
    def ministers(day):
        return [person for person, role in rows(invented, "posts_on", ["person", "role"], date=day) if role == "장관"]

    assert ministers("2022-12-31") == []
    assert ministers("2023-05-01") == ["윤도현"]
    assert ministers("2026-05-20") == ["서이든"]


def test_two_entities_are_joined_by_the_shortest_path(invented):
    found = kg.query(invented, "shortest_path", one="서이든", other="새벽상사", paths=1)

    assert set(found["path"]) == {"서이든 – 과통부 장관-플랫폼 간담회 – 한가람 – 새벽상사"}
    assert sorted(set(found["step"])) == [1, 2, 3]


def test_an_entity_may_be_given_by_name_alias_or_former_id(invented):
    expected = kg.query(invented, "about", entity="org/nuritok")

    for name in ("누리톡", "NURITOK", "누리", "누리톡크", "org/nuritok-inc"):
        assert kg.query(invented, "about", entity=name).equals(expected)


@pytest.mark.parametrize(
    ("question", "parameters", "expected"),
    [
        ("who_attended", {"meeting": "x"}, "unknown parameter 'meeting' of who_attended; valid are: event"),
        ("who_attended", {"event": "누리톡"}, "parameter 'event': no event is called '누리톡'; "),
        ("about", {"entity": "한가람"}, "parameter 'entity': '한가람' may be any of person/ha-ram-1, person/ha-ram-2; give the id"),
        ("pledges_overdue", {"date": "2024-02-30"}, "parameter 'date': '2024-02-30' is not a date; "),
        ("largest_pledges", {"top": "many"}, "parameter 'top': 'many' is not a whole number"),
        ("sources_of", {"claim": "가 나"}, "parameter 'claim': no claim is called '가 나'; "),
        ("SELECT ?x {", {}, "the SPARQL cannot be read: "),
    ],
)
def test_a_mistake_is_one_line_that_says_what_is_valid(invented, question, parameters, expected):
    with pytest.raises(kg.PolicyError) as told:
        kg.query(invented, question, **parameters)

    assert str(told.value).startswith(expected)
    assert "\n" not in str(told.value)


def test_a_parameter_is_not_taken_for_the_beginning_of_a_longer_name(invented):
    head = "# param@on: date = 2026-05-20 | a day\n# param@only: text = 새벽상사 | a name\n"
    text = head + 'SELECT ?who { ?who skos:prefLabel ?name . FILTER(STR(?name) = $only && $on = "2026-05-20") }'

    assert kg.query(invented, text).to_dict("list") == {"who": ["org/saebyeok"]}


@pytest.mark.parametrize("hostile", ['x" } INSERT DATA { <a> <b> <c> } #', "\\", "'; DROP", "$language", "</script>"])
def test_a_text_parameter_stays_a_text(invented, hostile):
    with pytest.raises(kg.PolicyError, match="no entity is called"):
        kg.query(invented, "about", entity=hostile)
