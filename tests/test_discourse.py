"""Statements are the stances of the data, by whom and for whom they were said, each once; windows hold what surely lies in them."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import graph as kg
from graph.analysis import distinct, statements, windows

# An invented world: a trade body with a head and a speaker, a lawmaker who also chairs a committee, a professor, somebody without a post.
WORLD = {
    "documents": """
id,publisher,published,url,language,licence,quality
doc/sea,바다뉴스,2024-03-02,https://example.org/sea,ko,all-rights-reserved,original
doc/sky,하늘일보,2024-02-01,https://example.org/sky,ko,all-rights-reserved,original
""",
    "entities/association": """
id,name,type
org/shops,가게모임,merchant_association
""",
    "entities/institution": """
id,name,type
org/univ,별빛대,university
""",
    "entities/ministry": """
id,name,type
org/assembly,달빛의회,parliament
org/panel,달빛의회 위원회,parliamentary_committee
""",
    "entities/person": """
id,name
person/da-som,다솜
person/ga-on,가온
person/ma-ru,마루
person/na-rae,나래
person/ra-on,라온
""",
    "entities/topic": """
id,name,agree
topic/fair,공평,공평해야 한다
topic/fast,속도,빨라야 한다
""",
    "relations/holds_post": """
id,subject,object,document,title,role,since,until
holds_post/da-som-shops,person/da-som,org/shops,doc/sky,회장,association_head,2023,2024-01
holds_post/ga-on-assembly,person/ga-on,org/assembly,doc/sky,의원,lawmaker,2020,
holds_post/ga-on-panel,person/ga-on,org/panel,doc/sky,위원장,chair,2024-02,
holds_post/ma-ru-univ,person/ma-ru,org/univ,doc/sky,교수,expert,,
holds_post/na-rae-shops,person/na-rae,org/shops,doc/sky,대변인,executive,2023,
""",
    "relations/supported": """
id,subject,object,date,document,summary,joint,topic,stance
supported/da-som-fair-2024-01,person/da-som,topic/fair,2024-01,doc/sea,공평에 찬성,,topic/fair,agree
supported/da-som-fair-2024-02-05,person/da-som,topic/fair,2024-02-05,doc/sea,공평에 찬성,,topic/fair,agree
supported/ga-on-fair-2024-01-20,person/ga-on,topic/fair,2024-01-20,doc/sea,공평에 찬성,,topic/fair,agree
supported/ga-on-fair-2024-02-20,person/ga-on,topic/fair,2024-02-20,doc/sea,공평에 찬성,,topic/fair,agree
supported/shops-fair-2024-01-15,org/shops,topic/fair,2024-01-15,doc/sea,공평에 찬성,letter,topic/fair,agree
supported/na-rae-fair-2024-01-15,person/na-rae,topic/fair,2024-01-15,doc/sky,공평에 찬성,letter,topic/fair,agree
""",
    "relations/criticized": """
id,subject,object,date,document,summary,topic,stance
criticized/ma-ru-fast-2024-03-01,person/ma-ru,topic/fast,2024-03-01,doc/sky,속도에 반대,topic/fast,disagree
criticized/na-rae-fast-2024,person/na-rae,topic/fast,2024,doc/sea,속도에 반대,topic/fast,disagree
criticized/ra-on-fast-2024-03-01,person/ra-on,topic/fast,2024-03-01,doc/sea,속도에 반대,topic/fast,disagree
criticized/shops-assembly-2024-03-01,org/shops,org/assembly,2024-03-01,doc/sea,의회를 비판,,
""",
    "evidence": """
claim,document,agrees
criticized/ra-on-fast-2024-03-01,doc/sky,yes
""",
}


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    folder = tmp_path_factory.mktemp("world")
    for table, text in WORLD.items():
        (folder / table).parent.mkdir(exist_ok=True)
        (folder / f"{table}.csv").write_text(text.lstrip(), "utf-8")
    return kg.load(folder)


def rows(frame, *columns):
    return [tuple(row) for row in frame[[*columns]].itertuples(index=False)]


def test_a_statement_is_a_claim_with_a_stance(world):
    assert rows(statements(world), "claims", "date", "actor", "organization", "concept", "agreement") == [
        ("criticized/na-rae-fast-2024", "2024", "person/na-rae", "org/shops", "topic/fast", False),
        ("supported/da-som-fair-2024-01", "2024-01", "person/da-som", "org/shops", "topic/fair", True),
        ("supported/na-rae-fair-2024-01-15", "2024-01-15", "person/na-rae", "org/shops", "topic/fair", True),
        ("supported/shops-fair-2024-01-15", "2024-01-15", "org/shops", "org/shops", "topic/fair", True),
        ("supported/ga-on-fair-2024-01-20", "2024-01-20", "person/ga-on", "org/assembly", "topic/fair", True),
        ("supported/da-som-fair-2024-02-05", "2024-02-05", "person/da-som", "", "topic/fair", True),
        ("supported/ga-on-fair-2024-02-20", "2024-02-20", "person/ga-on", "org/panel", "topic/fair", True),
        ("criticized/ma-ru-fast-2024-03-01", "2024-03-01", "person/ma-ru", "org/univ", "topic/fast", False),
        ("criticized/ra-on-fast-2024-03-01", "2024-03-01", "person/ra-on", "", "topic/fast", False),
    ]


def test_a_statement_carries_its_documents_and_the_day_of_the_earliest(world):
    assert rows(statements(world).tail(1), "document", "documents", "published", "relation", "person", "joint") == [("doc/sea", "doc/sea doc/sky", "2024-02-01", "criticized", "person/ra-on", "")]


def test_who_holds_a_post_on_the_day_speaks_for_the_organisation_and_a_joint_act_of_its_people_is_one(world):
    # The letter of the shops and their speaker Na-rae is one statement of the shops. Da-som had left by February. Ga-on speaks as a lawmaker
    # for herself until she chairs the panel; the professor speaks for himself; of Ra-on no post is known.
    assert rows(statements(world, "organization"), "claims", "actor") == [
        ("criticized/na-rae-fast-2024", "org/shops"),
        ("supported/da-som-fair-2024-01", "org/shops"),
        ("supported/na-rae-fair-2024-01-15 supported/shops-fair-2024-01-15", "org/shops"),
        ("supported/ga-on-fair-2024-01-20", "person/ga-on"),
        ("supported/da-som-fair-2024-02-05", "person/da-som"),
        ("supported/ga-on-fair-2024-02-20", "org/panel"),
        ("criticized/ma-ru-fast-2024-03-01", "person/ma-ru"),
        ("criticized/ra-on-fast-2024-03-01", "person/ra-on"),
    ]


def test_a_post_whose_start_is_unknown_counts_where_a_document_of_the_statement_names_it(world):
    elsewhere = replace(world, evidence=world.evidence.assign(document=world.evidence["document"].mask(world.evidence["claim"] == "criticized/ma-ru-fast-2024-03-01", "doc/sea")))

    assert rows(statements(elsewhere).query("actor == 'person/ma-ru'"), "organization") == [("",)]


def test_people_with_posts_in_two_organisations_stay_persons(world):
    both = world.claims.assign(object=world.claims["object"].mask(world.claims["id"] == "holds_post/ga-on-assembly", "org/shops"), role=world.claims["role"].replace("lawmaker", "chair"))

    assert rows(statements(replace(world, claims=both), "organization").query("person == 'person/ga-on'"), "date", "actor") == [("2024-01-20", "org/shops"), ("2024-02-20", "person/ga-on")]


def test_tables_without_stances_give_no_statements(world):
    none = replace(world, claims=world.claims[world.claims["relation"] == "holds_post"])

    assert statements(none, "organization").empty
    assert windows(statements(none), days=7) == {}


def test_unknown_actors_are_refused_with_the_valid_ones(world):
    with pytest.raises(kg.PolicyError, match="unknown actors 'firm'; valid are: person, organization"):
        statements(world, "firm")


SAID = pd.DataFrame(
    [
        ("a", "2024", "x", "doc/1"),
        ("b", "2024-01", "x", "doc/2"),
        ("c", "2024-01-01", "x", "doc/2"),
        ("d", "2024-01-03", "x", "doc/3"),
        ("e", "2024-01-09", "y", "doc/3"),
        ("f", "2024-01-30", "x", "doc/3"),
        ("g", "2025-01-02", "x", "doc/4"),
    ],
    columns=["claims", "date", "actor", "document"],
).assign(concept="topic/t", agreement=True, published=lambda rows: rows["date"])


@pytest.mark.parametrize(
    ("within", "kept"),
    [
        ("document", "abdeg"),  # c repeats b in doc/2, f repeats d in doc/3
        ("week", "abcefg"),  # d falls in the week of c, 1 to 7 January; a and b have no day
        ("month", "abeg"),  # c, d and f fall in the January of b; the January of 2025 is another; a has no month
        ("year", "aeg"),
        ("acrossrange", "ae"),
    ],
)
def test_what_repeats_an_earlier_statement_within_a_document_or_time_is_dropped(within, kept):
    assert "".join(distinct(SAID, within)["claims"]) == kept


def test_the_other_side_and_another_topic_are_no_repetition():
    said = pd.DataFrame({"actor": "x", "concept": ["t", "t", "u"], "agreement": [True, False, True], "document": "doc/1", "date": "2024-01-01"})

    assert len(distinct(said, "document")) == len(distinct(said)) == 3


def test_an_unknown_unit_of_repetition_is_refused():
    with pytest.raises(kg.PolicyError, match="unknown unit 'include'; valid are: document, year, month, week, acrossrange"):
        distinct(SAID, "include")


def test_windows_move_by_the_step_and_hold_what_surely_lies_in_them():
    found = windows(SAID[SAID["date"].str.startswith("2024-")], days=15, step=8)

    # From 1 to 31 January, what the dates of b span; b itself, some day in January, lies surely in no window of 15 days.
    assert {window: "".join(held["claims"]) for window, held in found.items()} == {
        ("2024-01-01", "2024-01-15"): "cde",
        ("2024-01-09", "2024-01-23"): "e",
        ("2024-01-17", "2024-01-31"): "f",
    }


days = st.dates(date(2023, 12, 1), date(2024, 3, 1)).map(date.isoformat)
partial = days.flatmap(lambda day: st.sampled_from([day, day[:7], day[:4], ""]))


@given(st.lists(partial, max_size=12), st.integers(1, 400), st.integers(1, 200))
def test_a_window_holds_only_dates_within_it_and_lies_within_the_time_of_the_statements(dates, width, step):
    found = windows(pd.DataFrame({"date": dates}), width, step)

    for (first, last), held in found.items():
        assert (date.fromisoformat(last) - date.fromisoformat(first)).days == width - 1
        assert all(first[: len(day)] <= day <= last for day in held["date"])
        assert set(held["date"]) <= set(dates) - {""}
    starts = [date.fromisoformat(first) for first, _ in found]
    assert {(b - a).days for a, b in pairwise(starts)} <= {step}


def test_windows_need_a_width():
    with pytest.raises(kg.PolicyError, match=r"days \(0\) and step \(1\) of windows must be 1 or more"):
        windows(SAID, days=0)


def test_statements_on_a_topic_are_the_answers_of_the_named_question(real):
    asked = kg.query(real, "positions_on_topic", topic="topic/platform-legislation").drop_duplicates("claim")
    rows_of_topic = statements(real).query("concept == 'topic/platform-legislation'")

    assert dict(zip(rows_of_topic["claims"], rows_of_topic["agreement"].map({True: "찬성", False: "반대"}), strict=True)) == dict(zip(asked["claim"], asked["stance"], strict=True))


def test_the_organisation_of_a_speaker_is_the_one_that_sparql_finds_for_the_day(real):
    # A post of the holder's own voice gives way to one that speaks for the organisation; the question lists both.
    name = real.entities.set_index("id")["name"]
    found = statements(real)
    for topic in ("topic/platform-legislation", "topic/us-firm-discrimination", "topic/ex-ante-designation"):
        asked = kg.query(real, "positions_on_topic", topic=topic).groupby("claim")["organization"].agg(set)
        people = found[(found["concept"] == topic) & (found["person"] != "")]
        single = people[people["claims"].map(asked).map(len) == 1]

        assert single["organization"].map(name).fillna("").tolist() == [next(iter(asked[claim])) for claim in single["claims"]]
        assert len(people) - len(single) <= 2


def test_every_stance_is_in_a_statement_of_either_kind_of_actor(real):
    stances = sorted(real.claims.loc[real.claims["stance"] != "", "id"])

    assert sorted(statements(real)["claims"]) == stances
    assert sorted(" ".join(statements(real, "organization")["claims"]).split()) == stances


def test_the_order_of_the_tables_does_not_matter(real):
    shuffled = replace(real, claims=real.claims.sample(frac=1, random_state=1), entities=real.entities.sample(frac=1, random_state=1))

    pd.testing.assert_frame_equal(statements(shuffled, "organization"), statements(real, "organization"))
