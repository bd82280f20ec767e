"""Who was present with whom: counted once an event, for whom they came, and the same from the RDF."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import graph as kg
from graph.analysis import co_attendance, contacts, presence, two_sided

# An invented world: a talk of three bodies (two people came for one firm), a forum of which only the month is known, a hearing,
# a talk among government bodies, and a fair that a government body hosted without anybody of it being reported there.
WORLD = {
    "documents": """
id,publisher,published,url,language,licence,quality
doc/sea,바다뉴스,2024-06-02,https://example.org/sea,ko,all-rights-reserved,original
doc/sky,하늘일보,2024-06-01,https://example.org/sky,ko,all-rights-reserved,original
""",
    "entities/association": "id,name,type\norg/shops,가게모임,merchant_association\n",
    "entities/event": """
id,name,type,date,document
event/fair,장터,meeting,2024-05-02,doc/sky
event/forum,별빛 토론회,forum,2024-02,doc/sky
event/hearing,청문회,hearing,2024-03-05,doc/sky
event/inside,안쪽 회의,meeting,2024-04-01,doc/sky
event/talk,달빛 간담회,meeting,2024-01-10,doc/sky
""",
    "entities/firm": "id,name,type\norg/beom,범솔,company\norg/han,한들,company\n",
    "entities/ministry": "id,name,type\norg/byeol,별빛청,agency\norg/dal,달빛부,ministry\n",
    "entities/person": "id,name\nperson/da-som,다솜\nperson/ga-on,가온\nperson/na-rae,나래\nperson/ra-on,라온\n",
    "evidence": "claim,document,agrees,field,value\nattended/ga-on-talk,doc/sea,yes,,\nattended/na-rae-talk,doc/sea,no,organization,org/beom\n",
    "relations/attended": """
id,subject,object,date,document,organization
attended/beom-fair,org/beom,event/fair,2024-05-02,doc/sky,
attended/beom-hearing,org/beom,event/hearing,2024-03-05,doc/sky,
attended/beom-talk,org/beom,event/talk,2024-01-10,doc/sky,
attended/da-som-talk,person/da-som,event/talk,2024-01-10,doc/sky,org/han
attended/ga-on-forum,person/ga-on,event/forum,2024-02,doc/sky,org/dal
attended/ga-on-hearing,person/ga-on,event/hearing,2024-03-05,doc/sky,org/dal
attended/ga-on-inside,person/ga-on,event/inside,2024-04-01,doc/sky,org/dal
attended/byeol-inside,org/byeol,event/inside,2024-04-01,doc/sky,
attended/ga-on-talk,person/ga-on,event/talk,2024-01-10,doc/sky,org/dal
attended/na-rae-forum,person/na-rae,event/forum,2024-02,doc/sky,org/han
attended/na-rae-talk,person/na-rae,event/talk,2024-01-10,doc/sky,org/han
attended/ra-on-forum,person/ra-on,event/forum,2024-02,doc/sky,
attended/shops-fair,org/shops,event/fair,2024-05-02,doc/sky,
""",
    "relations/announced_for": "id,subject,object,date,document,organization\nannounced_for/ra-on-inside,person/ra-on,event/inside,2024-04-01,doc/sky,org/beom\n",
    "relations/hosted": "id,subject,object,date,document\nhosted/byeol-fair,org/byeol,event/fair,2024-05-02,doc/sky\n",
}


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    folder = tmp_path_factory.mktemp("world")
    for name, text in WORLD.items():
        path = folder / f"{name}.csv"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.lstrip("\n"), "utf-8")
    return kg.load(folder)


def rows(frame, *columns):
    return frame[list(columns)].to_numpy().tolist()


def seated(*seats):
    """Rows of presence of invented bodies: (event, body), a government body being one whose name begins with g."""
    of = [{"event": event, "body": body, "side": "government" if body.startswith("g") else "other"} for event, body in sorted(set(seats))]
    frame = pd.DataFrame(of, columns=["event", "body", "side"])
    return frame.assign(date="2024-01-01", type="meeting", name=frame["body"], kind="firm", sector="business", people=1, claims=frame["event"] + frame["body"], documents="doc/a")


SEATS = st.lists(st.tuples(st.sampled_from(["e1", "e2", "e3", "e4"]), st.sampled_from(["g1", "g2", "o1", "o2", "o3"])), max_size=14)


def test_bodies_are_present_for_whom_somebody_came(world):
    assert rows(presence(world), "event", "date", "body", "side", "sector", "people") == [
        ["event/talk", "2024-01-10", "org/beom", "other", "business", 1],
        ["event/talk", "2024-01-10", "org/dal", "government", "government", 1],
        ["event/talk", "2024-01-10", "org/han", "other", "business", 2],
        ["event/forum", "2024-02", "org/dal", "government", "government", 1],
        ["event/forum", "2024-02", "org/han", "other", "business", 1],
        ["event/forum", "2024-02", "person/ra-on", "", "", 1],
        ["event/inside", "2024-04-01", "org/byeol", "government", "government", 1],
        ["event/inside", "2024-04-01", "org/dal", "government", "government", 1],
        ["event/fair", "2024-05-02", "org/beom", "other", "business", 1],
        ["event/fair", "2024-05-02", "org/shops", "other", "merchants", 1],
    ]


def test_claims_and_documents_that_support_a_presence_are_kept_and_contradicting_ones_are_not(world):
    present = presence(world).set_index(["event", "body"])

    assert present.loc[("event/talk", "org/han"), ["claims", "documents"]].tolist() == ["attended/da-som-talk attended/na-rae-talk", "doc/sky"]
    assert present.loc[("event/talk", "org/dal"), ["claims", "documents"]].tolist() == ["attended/ga-on-talk", "doc/sea doc/sky"]


def test_a_hearing_is_a_meeting_only_if_asked_for(world):
    assert "event/hearing" not in set(presence(world)["event"])
    assert rows(contacts(presence(world, summons=True)), "government_body", "organization", "meetings") == [["org/dal", "org/beom", 2], ["org/dal", "org/han", 2]]


def test_contacts_count_events_with_their_dates_and_claims(world):
    assert contacts(presence(world)).to_dict("records") == [
        {
            "government_body": "org/dal",
            "organization": "org/han",
            "meetings": 2,
            "first": "2024-01-10",
            "last": "2024-02",
            "events": "event/talk event/forum",
            "claims": "attended/ga-on-talk attended/da-som-talk attended/na-rae-talk attended/ga-on-forum attended/na-rae-forum",
        },
        {
            "government_body": "org/dal",
            "organization": "org/beom",
            "meetings": 1,
            "first": "2024-01-10",
            "last": "2024-01-10",
            "events": "event/talk",
            "claims": "attended/ga-on-talk attended/beom-talk",
        },
    ]


def test_two_sided_meetings_are_those_of_a_government_body_with_somebody_else(world):
    assert two_sided(presence(world))["event"].unique().tolist() == ["event/talk", "event/forum"]


def test_co_attendance_counts_shared_events_or_divides_an_event_among_those_there(world):
    # talk: dal, han, beom (each pair 1/2); forum: dal, han (1); inside: byeol, dal (1); fair: beom, shops (1). The person who came for none is no node.
    counted, newman = (co_attendance(presence(world), weighting) for weighting in ("meetings", "newman"))

    assert sorted(counted.edges(data="weight")) == [
        ("org/beom", "org/dal", 1.0),
        ("org/beom", "org/han", 1.0),
        ("org/beom", "org/shops", 1.0),
        ("org/byeol", "org/dal", 1.0),
        ("org/dal", "org/han", 2.0),
    ]
    assert sorted(newman.edges(data="weight")) == [
        ("org/beom", "org/dal", 0.5),
        ("org/beom", "org/han", 0.5),
        ("org/beom", "org/shops", 1.0),
        ("org/byeol", "org/dal", 1.0),
        ("org/dal", "org/han", 1.5),
    ]
    assert newman.edges["org/han", "org/dal"] == {"weight": 1.5, "meetings": 2, "events": "event/talk event/forum"}
    assert newman.nodes["org/dal"] == {"name": "달빛부", "kind": "ministry", "sector": "government", "meetings": 3}


def test_an_unknown_weighting_is_refused_by_name(world):
    with pytest.raises(kg.PolicyError, match="unknown weighting 'newmann'; valid are: meetings, newman"):
        co_attendance(presence(world), "newmann")


def test_nothing_comes_of_nothing(world):
    nothing = presence(world).iloc[:0]

    assert (len(contacts(nothing)), len(two_sided(nothing)), len(co_attendance(nothing))) == (0, 0, 0)


@given(SEATS)
def test_what_a_guest_shares_adds_up_to_the_events_that_others_attended(seats):
    present = seated(*seats)
    network = co_attendance(present, "newman")
    shared = present[present.groupby("event")["body"].transform("size") > 1].groupby("body").size().reindex(sorted(set(present["body"])), fill_value=0)

    assert {body: round(strength, 9) for body, strength in network.degree(weight="weight")} == shared.to_dict()


@given(SEATS, st.permutations(["o1", "o2", "o3"]), st.permutations(["e1", "e2", "e3", "e4"]))
def test_other_names_give_the_same_numbers_under_the_other_names(seats, bodies, events):
    renamed = {**dict(zip(["o1", "o2", "o3"], bodies, strict=True)), **dict(zip(["e1", "e2", "e3", "e4"], events, strict=True))}
    other = seated(*((renamed[event], renamed.get(body, body)) for event, body in seats))
    plain = seated(*seats)

    assert {(g, renamed[o]): n for g, o, n in rows(contacts(plain), "government_body", "organization", "meetings")} == {
        (g, o): n for g, o, n in rows(contacts(other), "government_body", "organization", "meetings")
    }
    ties = {frozenset(renamed.get(end, end) for end in (a, b)): n for a, b, n in co_attendance(plain).edges(data="meetings")}
    assert ties == {frozenset((a, b)): n for a, b, n in co_attendance(other).edges(data="meetings")}


@given(SEATS)
def test_contacts_are_the_ties_between_both_sides_of_the_network(seats):
    present = seated(*seats)
    across = {frozenset((a, b)): n for a, b, n in co_attendance(present).edges(data="meetings") if (a[0] == "g") != (b[0] == "g")}

    assert across == {frozenset((g, o)): n for g, o, n in rows(contacts(present), "government_body", "organization", "meetings")}


def test_contacts_are_the_answers_of_the_question_who_met_which_government_body(real):
    asked = kg.query(real, "met_ministry", top=100_000)

    assert rows(contacts(presence(real)), "government_body", "organization", "meetings", "first", "last") == rows(asked, "government_body_id", "organization_id", "events", "first", "last")


def test_ties_are_the_answers_of_the_question_who_met_most_which_counts_hearings_too(real):
    asked = kg.query(real, "met_most", top=100_000)
    network = co_attendance(presence(real, summons=True))

    assert {frozenset((a, b)): n for a, b, n in rows(asked, "organization_id", "other_id", "events")} == {frozenset((a, b)): n for a, b, n in network.edges(data="meetings")}
