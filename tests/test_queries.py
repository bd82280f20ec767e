"""The named questions answer, the same in every engine, and say what is valid when they cannot."""

from dataclasses import replace
from functools import cache

import pytest
import rdflib

import graph as kg
from graph.model import BASE, schema_text
from graph.query import _ask_store, _bind, store
from graph.rdf import namespaces

MEETING = "event/2024-11-06-msit-platform-ceos"


# A small invented world in which every question has an answer.
WORLD = {
    "documents": """
id,publisher,published,url,language,licence,quality
doc/note,누군가의 쪽지,2024,https://example.org/note,ko,unknown,blog
doc/sea,바다뉴스,2024-03-02,https://example.org/sea?a=1,ko,all-rights-reserved,original
doc/sky,하늘일보,2023-12-26,https://example.org/sky,ko,all-rights-reserved,original
""",
    "entities/association": """
id,name,name_en,type
org/shops,가게모임,Shop Owners,merchant_association
""",
    "entities/event": """
id,name,name_en,type,date,document
event/2023-12-25-talk,달빛 간담회,Moonlight Talk,meeting,2023-12-25,doc/sky
event/2024-02-28-forum,별빛 토론회,Starlight Forum,forum,2024-02-28,doc/sea
""",
    "entities/firm": """
id,name,name_en,type
org/beom,범솔,Beomsol,company
org/han,한들,Handeul,company
""",
    "entities/law": """
id,name,name_en,type,status,status_date,document,status_document
law/fair,공평법,Fairness Act,bill,proposed,2023,doc/sky,doc/sky
""",
    "entities/ministry": """
id,name,name_en,type
org/byeol,별빛청,Starlight Agency,agency
org/dal,달빛부,Moonlight Ministry,ministry
""",
    "entities/person": """
id,name,name_en
person/da-som,다솜,Da-som
person/ga-on,가온,Ga-on
person/ma-ru,마루,
person/na-rae,나래,Na-rae
person/ra-on,라온,Ra-on
""",
    "entities/place": """
id,name,name_en
place/hall,달빛회관,Moonlight Hall
""",
    "entities/program": """
id,name,name_en,type
program/pay,빠른정산,Fast Pay,settlement
program/train,가게 교육,Shop Training,training
""",
    "entities/topic": """
id,name,name_en,agree,agree_en
topic/fair,공평,Fairness,공평해야 한다,It should be fair
""",
    "relations/announced_for": """
id,subject,object,date,document,organization
announced_for/da-som-2023-12-25-talk,person/da-som,event/2023-12-25-talk,2023-12-25,doc/sky,org/han
announced_for/na-rae-2023-12-25-talk,person/na-rae,event/2023-12-25-talk,2023-12-25,doc/sky,org/dal
""",
    "relations/attended": """
id,subject,object,date,document,organization,capacity
attended/da-som-2023-12-25-talk,person/da-som,event/2023-12-25-talk,2023-12-25,doc/sky,org/han,attendee
attended/da-som-2024-02-28-forum,person/da-som,event/2024-02-28-forum,2024-02-28,doc/sea,org/han,speaker
attended/ga-on-2023-12-25-talk,person/ga-on,event/2023-12-25-talk,2023-12-25,doc/sky,org/dal,chair
attended/ma-ru-2023-12-25-talk,person/ma-ru,event/2023-12-25-talk,2023-12-25,doc/sky,org/han,attendee
attended/ra-on-2023-12-25-talk,person/ra-on,event/2023-12-25-talk,2023-12-25,doc/sky,org/beom,attendee
attended/shops-2024-02-28-forum,org/shops,event/2024-02-28-forum,2024-02-28,doc/sea,,attendee
""",
    "relations/criticized": """
id,subject,object,event,date,document,summary,joint,topic,stance
criticized/da-som-fair-2023-12-25,person/da-som,law/fair,event/2023-12-25-talk,2023-12-25,doc/sky,서두른 법이라고 말함,2023-12-25-two-firms,topic/fair,disagree
criticized/ra-on-fair-2023-12-25,person/ra-on,law/fair,event/2023-12-25-talk,2023-12-25,doc/sea,부담이 크다고 말함,2023-12-25-two-firms,topic/fair,disagree
""",
    "relations/disputed": """
id,subject,object,date,document,summary,claim
disputed/han-byeol-2024-05-20,org/han,org/byeol,2024-05-20,doc/note,제재에 불복해 소송을 냄,sanctioned/byeol-han-2024-05-01
""",
    "relations/drafted_sanction": """
id,subject,object,date,document,summary,amount,currency
drafted_sanction/byeol-beom-2024-06,org/byeol,org/beom,2024-06,doc/note,과태료를 예고함,500000,KRW
""",
    "relations/held_at": """
id,subject,object,date,document
held_at/2023-12-25-talk-hall,event/2023-12-25-talk,place/hall,2023-12-25,doc/sky
""",
    "relations/holds_post": """
id,subject,object,document,title,title_en,role,since,until
holds_post/da-som-han-chief,person/da-som,org/han,doc/sky,대표,Chief,chief_executive,,
holds_post/ga-on-dal-minister,person/ga-on,org/dal,doc/sky,장관,Minister,minister,2022-05,2024
holds_post/na-rae-dal-minister,person/na-rae,org/dal,doc/sea,장관,Minister,minister,2025-01-03,
holds_post/ra-on-beom-chief,person/ra-on,org/beom,doc/sky,대표,,chief_executive,2020,
holds_post/ra-on-dal-official,person/ra-on,org/dal,doc/sea,과장,,official,2015,2019-12
""",
    "relations/hosted": """
id,subject,object,date,document
hosted/dal-2023-12-25-talk,org/dal,event/2023-12-25-talk,2023-12-25,doc/sky
""",
    "relations/pledged": """
id,subject,object,event,date,document,locator,summary,amount,currency,amount_bound,due
pledged/beom-old,org/beom,program/pay,,2023-03-01,doc/sky,,정산을 살핌,,,,
pledged/beom-pay,org/beom,program/pay,,2024-03-01,doc/sea,,정산을 당김,,,,2024-11-15
pledged/beom-same,org/beom,program/train,event/2024-02-28-forum,2024-02-28,doc/sea,,교육을 돕기로 함,,,,2025-06
pledged/han-before,org/han,program/pay,,2023-12-24,doc/note,,정산을 미리 약속함,,,,
pledged/han-late,org/han,program/pay,,2024-01-25,doc/sea,,정산을 늘림,,,,2024
pledged/han-train,org/han,program/train,event/2023-12-25-talk,2024-01-24,doc/sky,"한들은,하기로 했다",50억 원을 교육에 들임,5000000000,KRW,exact,2024-11
""",
    "relations/proposed": """
id,subject,object,date,document
proposed/ga-on-fair,person/ga-on,law/fair,2023,doc/sky
""",
    "relations/sanctioned": """
id,subject,object,date,document,summary,law,amount,currency,status,status_date
sanctioned/byeol-han-2024-05-01,org/byeol,org/han,2024-05-01,doc/note,과태료를 매김,law/fair,1000000,KRW,in_litigation,2024-05-20
""",
    "relations/supported": """
id,subject,object,date,document,summary,topic,stance
supported/ga-on-fair-2024-02-28,person/ga-on,law/fair,2024-02-28,doc/sea,필요한 법이라고 말함,topic/fair,agree
supported/shops-fair-2024-03,org/shops,law/fair,2024-03,doc/sea,서둘러 달라고 말함,topic/fair,agree
""",
    "relations/urged": """
id,subject,object,event,date,document,summary,topic,stance
urged/ga-on-beom-2024-02-28,person/ga-on,org/beom,,2024-02-28,doc/sea,정산을 당기라고 함,,
urged/ga-on-han-2023-12-25,person/ga-on,org/han,event/2023-12-25-talk,2023-12-25,doc/sky,교육을 도우라고 함,topic/fair,agree
urged/shops-beom-2023-02-28,org/shops,org/beom,,2023-02-28,doc/sky,정산을 살피라고 함,,
urged/shops-han-2023-12,org/shops,org/han,,2023-12,doc/sky,정산을 늘리라고 함,,
""",
    "evidence": """
claim,document,locator,agrees,field,value,note
attended/da-som-2023-12-25-talk,doc/sea,,partly,organization,org/beom,소속을 범솔로 적음
pledged/han-train,doc/note,,partly,count,,수를 말하지 않음
pledged/han-train,doc/sea,,partly,amount_bound,at_most,최대라고 적음
pledged/han-train,doc/sea,,no,amount,6000000000,60억 원으로 적음
""",
    "status": """
id,claim,date,status,official,document
status/beom-pay-2024-11-10,pledged/beom-pay,2024-11-10,reported_done,yes,doc/sea
status/han-late-2024-01-25,pledged/han-late,2024-01-25,announced,yes,doc/sea
status/han-late-2025-02-01,pledged/han-late,2025-02-01,no_evidence,no,
status/han-train-2025-01-10,pledged/han-train,2025-01-10,started,yes,doc/sea
""",
}
# What the questions are asked of that world, by type of parameter or by question and parameter.
ASKED = {
    "actor": "org/han",
    "claim": "pledged/han-train",
    "entity": "org/han",
    "event": "event/2023-12-25-talk",
    "law": "law/fair",
    "organization": "org/han",
    "person": "person/ra-on",
    "topic": "topic/fair",
    ("changed_between", "start"): "2023-12",
    ("changed_between", "end"): "2024-12",
    ("pledges_overdue", "date"): "2025-07-01",
    ("shortest_path", "one"): "person/ma-ru",
    ("shortest_path", "other"): "org/byeol",
    ("who_criticized", "entity"): "law/fair",
    ("who_supported", "entity"): "law/fair",
}


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    folder = tmp_path_factory.mktemp("world")
    for name, text in WORLD.items():
        path = folder / f"{name}.csv"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text.lstrip(), "utf-8", newline="")
    return kg.load(folder)


def rows(policy, question, columns, **parameters):
    return [list(row) for row in kg.query(policy, question, **parameters)[columns].itertuples(index=False)]


@pytest.fixture(scope="module")
def loaded(real):
    """The real data in a store, so that it is not written anew for every question."""
    return store(real)


@pytest.fixture(scope="module")
def in_rdflib():
    """Ask rdflib's own engine: columns and rows in the form of kg.query."""

    @cache
    def graph(policy):
        return kg.to_rdf(policy).parse(data=schema_text("ontology.ttl"), format="turtle")

    def plain(value):
        if value is None:
            return ""
        if isinstance(value, rdflib.Literal) and value.datatype and str(value.datatype).rpartition("#")[2] in ("integer", "decimal", "double", "boolean"):
            return value.toPython()
        return str(value).removeprefix(namespaces()["pg"]).removeprefix(BASE)

    def ask(policy, name, **parameters):
        answer = graph(policy).query(_bind(kg.questions()[name], {"language": "ko", **parameters}, policy))
        return [str(v) for v in answer.vars], [[plain(value) for value in row] for row in answer]

    return ask


@pytest.mark.parametrize("name", kg.questions())
def test_every_question_has_titles_and_answers_on_the_real_data_in_both_languages(real, loaded, name):
    question = kg.questions()[name]
    columns, korean = _ask_store(loaded, _bind(question, {"language": "ko"}, real))
    same_columns, english = _ask_store(loaded, _bind(question, {"language": "en"}, real))
    wordless = [i for i, column in enumerate(columns) if column.endswith("_id") or column in ("claim", "record", "address", "amount", "date", "since", "until")]

    assert set(question.title) == {"ko", "en"}
    assert all(parameter.default and parameter.label for parameter in question.parameters.values())
    assert len(korean) > 0
    assert same_columns == columns
    assert len(korean) == len(english)
    assert sorted(str([row[i] for i in wordless]) for row in korean) == sorted(str([row[i] for i in wordless]) for row in english)


def test_there_are_at_least_twenty_questions():
    assert len(kg.questions()) >= 20


@pytest.mark.parametrize("name", ["who_attended", "pledges_at_event", "who_criticized", "positions_on_law", "posts_on", "met_most", "sources_of", "joint_statements"])
def test_rdflib_gives_the_same_answer_on_the_real_data(real, in_rdflib, name):
    expected = kg.query(real, name)

    assert in_rdflib(real, name) == (list(expected.columns), expected.to_numpy().tolist())


@pytest.mark.parametrize("name", kg.questions())
def test_rdflib_gives_the_same_answer_on_a_small_world(world, in_rdflib, name):
    asked = {p.name: ASKED.get((name, p.name), ASKED.get(p.type, p.default)) for p in kg.questions()[name].parameters.values()}
    expected = kg.query(world, name, **asked)

    assert len(expected) > 0
    assert in_rdflib(world, name, **asked) == (list(expected.columns), expected.to_numpy().tolist())


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


def test_a_pledge_is_overdue_only_when_its_whole_month_or_year_is_past_and_nothing_was_done(world):
    def overdue(day):
        return rows(world, "pledges_overdue", ["due", "claim", "status", "status_date"], date=day)

    assert overdue("2024-11-30") == []  # pledged/beom-pay, due on the 15th, was reported done on the 10th
    assert overdue("2024-12-01") == [["2024-11", "pledged/han-train", "", ""]]
    assert overdue("2024-12") == [["2024-11", "pledged/han-train", "", ""]]
    assert overdue("2024-12-31") == [["2024-11", "pledged/han-train", "", ""]]
    assert overdue("2025-01-09") == [["2024", "pledged/han-late", "발표", "2024-01-25"], ["2024-11", "pledged/han-train", "", ""]]
    assert overdue("2025-01-10") == [["2024", "pledged/han-late", "발표", "2024-01-25"]]  # the other was reported to have begun
    assert overdue("2025-07-01") == [["2024", "pledged/han-late", "이행 근거 못 찾음", "2025-02-01"], ["2025-06", "pledged/beom-same", "", ""]]


def test_a_pledge_due_on_a_day_is_overdue_the_day_after(world):
    spoilt = replace(world, statuses=world.statuses[world.statuses["claim"] != "pledged/beom-pay"])

    assert rows(spoilt, "pledges_overdue", ["claim"], date="2024-11-15") == []
    assert rows(spoilt, "pledges_overdue", ["claim"], date="2024-11-16") == [["pledged/beom-pay"]]


def test_posts_on_a_day_take_partial_dates_whole(world):
    def holders(day):
        return rows(world, "posts_on", ["organization", "person", "title", "since", "until"], date=day)

    ga_on, na_rae = ["달빛부", "가온", "장관", "2022-05", "2024"], ["달빛부", "나래", "장관", "2025-01-03", ""]
    ra_on, before = ["범솔", "라온", "대표", "2020", ""], ["달빛부", "라온", "과장", "2015", "2019-12"]
    assert holders("2014-12-31") == []
    assert holders("2019-12-31") == [before]
    assert holders("2020-01-01") == [ra_on]
    assert holders("2022-04-30") == [ra_on]
    assert holders("2022-05-01") == [ga_on, ra_on]
    assert holders("2022-05") == [ga_on, ra_on]
    assert holders("2024-12-31") == [ga_on, ra_on]
    assert holders("2025-01-01") == [ra_on]
    assert holders("2025-01-03") == [na_rae, ra_on]


def test_a_pledge_follows_an_urging_across_months_years_and_leap_days(world):
    def followed(days):
        return rows(world, "urged_then_pledged", ["urged_on", "who", "addressee", "pledged_on", "days_later", "pledge_claim"], days=days)

    old = ["2023-02-28", "가게모임", "범솔", "2023-03-01", 1, "pledged/beom-old"]
    train = ["2023-12-25", "가온", "한들", "2024-01-24", 30, "pledged/han-train"]
    late = ["2023-12-25", "가온", "한들", "2024-01-25", 31, "pledged/han-late"]
    same = ["2024-02-28", "가온", "범솔", "2024-02-28", 0, "pledged/beom-same"]
    pay = ["2024-02-28", "가온", "범솔", "2024-03-01", 2, "pledged/beom-pay"]
    assert followed(0) == [same]
    assert followed(2) == [old, same, pay]
    assert followed(29) == [old, same, pay]
    assert followed(30) == [old, train, same, pay]
    assert followed(31) == [old, train, late, same, pay]


def test_two_entities_are_joined_by_the_shortest_paths_and_every_claim_of_them(world):
    found = rows(world, "shortest_path", ["steps", "path", "step", "subject", "relation", "object", "claim"], one="마루", other="별빛청", paths=1)
    path = "마루 – 달빛 간담회 – 다솜 – 한들 – 별빛청"

    assert found == [
        [4, path, 1, "마루", "참석", "달빛 간담회", "attended/ma-ru-2023-12-25-talk"],
        [4, path, 2, "다솜", "참석 예고", "달빛 간담회", "announced_for/da-som-2023-12-25-talk"],
        [4, path, 2, "다솜", "참석", "달빛 간담회", "attended/da-som-2023-12-25-talk"],
        [4, path, 3, "다솜", "재직", "한들", "holds_post/da-som-han-chief"],
        [4, path, 4, "별빛청", "제재", "한들", "sanctioned/byeol-han-2024-05-01"],
        [4, path, 4, "한들", "다툼", "별빛청", "disputed/han-byeol-2024-05-20"],
    ]
    assert kg.query(world, "shortest_path", one="가온", other="다솜", paths=3)["path"].unique().tolist() == ["가온 – 달빛 간담회 – 다솜", "가온 – 공평법 – 다솜", "가온 – 한들 – 다솜"]
    assert rows(world, "shortest_path", ["path"], one="마루", other="topic/fair") == []


def test_organisations_meet_once_an_event_and_may_come_by_themselves(world):
    assert rows(world, "met_most", ["organization", "other", "events", "first", "last"]) == [
        ["범솔", "달빛부", 1, "2023-12-25", "2023-12-25"],
        ["범솔", "한들", 1, "2023-12-25", "2023-12-25"],
        ["달빛부", "한들", 1, "2023-12-25", "2023-12-25"],
        ["한들", "가게모임", 1, "2024-02-28", "2024-02-28"],
    ]
    assert rows(world, "met_ministry", ["government_body", "organization", "events"]) == [["달빛부", "범솔", 1], ["달빛부", "한들", 1]]
    assert rows(world, "met_with", ["person", "organization", "events"], actor="한들") == [["가게모임", "", 1], ["가온", "달빛부", 1], ["라온", "범솔", 1]]


def test_an_announced_guest_is_no_attendee(world):
    assert rows(world, "who_was_announced", ["person", "organization", "attendance_reported"], event="달빛 간담회") == [["나래", "달빛부", False], ["다솜", "한들", True]]
    assert rows(world, "who_attended", ["person", "organization", "capacity"], event="달빛 간담회") == [
        ["가온", "달빛부", "주재"],
        ["다솜", "한들", "참석"],
        ["라온", "범솔", "참석"],
        ["마루", "한들", "참석"],
    ]


def test_a_position_stands_with_the_post_held_on_that_day(world):
    assert rows(world, "positions_on_law", ["relation", "date", "actor", "stance", "title", "organization"], law="공평법") == [
        ["비판", "2023-12-25", "다솜", "반대", "대표", "한들"],  # the document of the remark names the undated post
        ["비판", "2023-12-25", "라온", "반대", "대표", "범솔"],  # and not the post left in 2019, which its document names too
        ["지지", "2024-02-28", "가온", "찬성", "장관", "달빛부"],
        ["지지", "2024-03", "가게모임", "찬성", "", ""],
    ]


def test_documents_that_disagree_stand_side_by_side(world):
    assert rows(world, "conflicts", ["claim", "field", "value", "other_value", "agreement", "publisher", "other_publisher"]) == [
        ["attended/da-som-2023-12-25-talk", "소속", "한들", "범솔", "일부 다름", "하늘일보", "바다뉴스"],
        ["pledged/han-train", "금액", "5000000000", "6000000000", "다름", "하늘일보", "바다뉴스"],
        ["pledged/han-train", "금액의 한정", "정확히", "최대", "일부 다름", "하늘일보", "바다뉴스"],
    ]  # the note, which is merely silent, is not among them


def test_the_address_of_a_source_opens_the_passage(world):
    assert rows(world, "sources_of", ["publisher", "agreement", "field", "other_value", "address"], claim="pledged/han-train") == [
        ["하늘일보", "같음", "", "", "https://example.org/sky#:~:text=한들은,하기로%20했다"],
        ["누군가의 쪽지", "일부 다름", "수", "", "https://example.org/note"],
        ["바다뉴스", "다름", "금액", "6000000000", "https://example.org/sea?a=1"],
        ["바다뉴스", "일부 다름", "금액의 한정", "at_most", "https://example.org/sea?a=1"],
    ]


def test_labels_come_in_the_language_asked_for_or_in_the_other(world):
    assert rows(world, "who_attended", ["person", "organization", "capacity"], event="달빛 간담회", language="en") == [
        ["Ga-on", "Moonlight Ministry", "chair"],
        ["Da-som", "Handeul", "attendee"],
        ["Ra-on", "Beomsol", "attendee"],
        ["마루", "Handeul", "attendee"],
    ]


def test_an_entity_may_be_given_by_name_alias_or_former_id(invented):
    expected = kg.query(invented, "about", entity="org/nuritok")

    for name in ("누리톡", "NURITOK", "누리", "누리톡크", "org/nuritok-inc"):
        assert kg.query(invented, "about", entity=name).equals(expected)


@pytest.mark.parametrize(
    ("question", "parameters", "expected"),
    [
        ("who_atended", {}, "unknown question 'who_atended'; did you mean who_attended?"),
        ("who_attended", {"meeting": "x"}, "unknown parameter 'meeting' of who_attended; valid are: event"),
        ("conflicts", {"top": 3}, "unknown parameter 'top' of conflicts; valid are: none"),
        ("who_attended", {"event": "누리톡"}, "parameter 'event': no event is called '누리톡'; valid are: event/2026-05-20-msc-meeting, 과통부 장관-플랫폼 간담회"),
        ("who_attended", {"event": " "}, "parameter 'event' of who_attended needs a value: 행사 / the event"),
        ("about", {"entity": "한가람"}, "parameter 'entity': '한가람' may be any of person/ha-ram-1, person/ha-ram-2; give the id"),
        ("pledges_overdue", {"date": "2024-02-30"}, "parameter 'date': '2024-02-30' is not a date; write YYYY-MM-DD"),
        ("pledges_overdue", {"date": "6 Nov 2024"}, "parameter 'date': '6 Nov 2024' is not a date; write YYYY-MM-DD"),
        ("largest_pledges", {"top": "many"}, "parameter 'top': 'many' is not a whole number"),
        ("sources_of", {"claim": "pledged/nuritok-byeolbid"}, "parameter 'claim': no claim is called 'pledged/nuritok-byeolbid'; did you mean pledged/nuritok-byeolbit?"),
        ("who_attended", {"language": "fr"}, "unknown language 'fr'; valid are: ko, en"),
        ("nothing.rq", {}, "nothing.rq: cannot be read (No such file or directory)"),
    ],
)
def test_a_mistake_is_one_line_that_says_what_is_valid(invented, question, parameters, expected):
    with pytest.raises(kg.PolicyError) as told:
        kg.query(invented, question, **parameters)

    assert str(told.value) == expected


def test_broken_sparql_is_one_line_that_says_where(invented):
    with pytest.raises(kg.PolicyError, match=r"\Athe SPARQL cannot be read: error at 1:12: expected [^\n]+\Z"):
        kg.query(invented, "SELECT ?x {")


def test_a_parameter_is_not_taken_for_the_beginning_of_a_longer_name(invented):
    head = "# param@on: date = 2026-05-20 | a day\n# param@only: text = 새벽상사 | a name\n"
    text = head + 'SELECT ?who { ?who skos:prefLabel ?name . FILTER(STR(?name) = $only && $on = "2026-05-20") }'

    assert kg.query(invented, text).to_dict("list") == {"who": ["org/saebyeok"]}


@pytest.mark.parametrize("hostile", ['x" } INSERT DATA { <a> <b> <c> } #', "\\", "'; DROP", "$language", "</script>"])
def test_a_text_parameter_stays_a_text(invented, hostile):
    with pytest.raises(kg.PolicyError, match="no entity is called"):
        kg.query(invented, "about", entity=hostile)
