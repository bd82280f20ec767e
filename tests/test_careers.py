"""Posts on a day, moves between organisations and the time between them, by hand, by property and by a second route."""

from dataclasses import replace
from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import graph as kg
from graph import analysis

# Invented, as everything in tests/sample: days of the documents of the sample are 2026-05-20 (bada), 2026-05-21 (haneul), 2026 (memo), 2027-01-10 (pada).
BADA, PADA = "doc/bada-20260520", "doc/pada-20270110"
MINISTRY, FIRM, OTHER_FIRM = "org/msc", "org/nuritok", "org/saebyeok"


def world(policy, *held):
    """The sample with these posts and no others: person, organisation, since, until, document; the title is the letter of the row."""
    row = policy.claims[policy.claims["relation"] == "holds_post"].iloc[0].to_dict()
    titles = "가나다라마바사아"
    claims = [
        {**row, "id": f"holds_post/{n}", "subject": f"person/{person}", "object": organization, "since": since, "until": until, "document": document, "title": title}
        for n, (title, (person, organization, since, until, document)) in enumerate(zip(titles, held, strict=False))
    ]
    said = [{**policy.evidence.iloc[0].to_dict(), "claim": c["id"], "document": c["document"], "agrees": "yes", "field": "", "value": ""} for c in claims]
    return replace(policy, claims=pd.DataFrame(claims, columns=policy.claims.columns), evidence=pd.DataFrame(said, columns=policy.evidence.columns))


def told(moves):
    """Titles left and entered, whether the first ended, days between and precision."""
    return [[a, b, ended, None if pd.isna(days) else days, precision] for a, b, ended, days, precision in moves[["from_title", "to_title", "ended", "days", "precision"]].itertuples(index=False)]


def test_a_move_counts_the_days_between_an_end_and_a_beginning_known_to_the_day(invented):
    # 2024-02-28 to 2024-03-01 in a leap year: 2 days.
    found = analysis.moves(world(invented, ("ha-ram-1", MINISTRY, "2023", "2024-02-28", BADA), ("ha-ram-1", FIRM, "2024-03-01", "", BADA)))

    assert told(found) == [["가", "나", True, 2, "day"]]
    assert found.loc[0, ["from_sector", "to_sector", "from_kind", "to_kind", "until", "since", "claims"]].tolist() == [
        "government", "business", "ministry", "firm", "2024-02-28", "2024-03-01", "holds_post/0 holds_post/1"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("until", "since", "expected"),
    [
        ("2024-02", "2024-03-01", [["가", "나", True, None, "month"]]),
        ("2024", "2024-03", [["가", "나", True, None, "year"]]),  # the year may have ended before or after: not known to overlap
        ("2024-03-01", "2024-03-01", [["가", "나", True, 0, "day"]]),
        ("2024-03-02", "2024-03-01", []),  # held at once for two days
        ("2025", "2024-03-01", []),
        ("2024-03-01", "", []),  # nobody says when the second began
    ],
)
def test_dates_are_compared_only_as_far_as_they_are_known(invented, until, since, expected):
    assert told(analysis.moves(world(invented, ("ha-ram-1", MINISTRY, "", until, BADA), ("ha-ram-1", FIRM, since, "", BADA)))) == expected


@pytest.mark.parametrize(
    ("since", "expected"),
    [
        ("2026-05-21", [["가", "나", False, None, ""]]),  # stated the day before, but nobody says it ended
        ("2026-05-20", []),  # stated on the day on which the other began
        ("2026-05", []),  # which may be before or after the 20th
        ("2026-06", [["가", "나", False, None, ""]]),
        ("2020", []),  # the document is younger than the second post
    ],
)
def test_a_post_whose_end_no_document_names_comes_first_only_if_a_document_from_before_states_it(invented, since, expected):
    assert told(analysis.moves(world(invented, ("ha-ram-1", MINISTRY, "", "", BADA), ("ha-ram-1", FIRM, since, "", PADA)))) == expected


def test_a_post_between_two_others_takes_the_place_of_a_move_past_it(invented):
    found = analysis.moves(
        world(
            invented,
            ("ha-ram-1", MINISTRY, "2018", "2020-01-31", BADA),
            ("ha-ram-1", FIRM, "2020-02-01", "2021-01-31", BADA),
            ("ha-ram-1", OTHER_FIRM, "2021-03-01", "", BADA),
            ("ha-ram-1", MINISTRY, "2019-01", "2022", BADA),  # held beside the others: neither before nor after the second
        )
    )

    assert told(found) == [["가", "나", True, 1, "day"], ["나", "다", True, 29, "day"]]


def test_posts_in_one_organisation_and_posts_of_two_people_are_no_move(invented):
    found = analysis.moves(world(invented, ("ha-ram-1", FIRM, "2018", "2020", BADA), ("ha-ram-1", FIRM, "2021", "", BADA), ("ha-ram-2", MINISTRY, "2023", "", BADA)))

    assert found.empty
    assert analysis.transitions(found).to_numpy().sum() == 0
    assert analysis.within_cooling_off(found).empty


def test_of_posts_held_side_by_side_in_one_organisation_only_one_makes_a_move(invented):
    found = analysis.moves(
        world(
            invented,
            ("ha-ram-1", MINISTRY, "2018", "2020-01-31", BADA),
            ("ha-ram-1", MINISTRY, "2019", "2020-06-30", BADA),  # ended last
            ("ha-ram-1", FIRM, "2020-07-01", "", BADA),  # began first
            ("ha-ram-1", FIRM, "2020-08-01", "", BADA),
        )
    )

    assert told(found) == [["나", "다", True, 1, "day"]]


def test_moves_are_counted_by_sector_and_kept_by_sector(invented):
    found = analysis.moves(
        world(
            invented,
            ("ha-ram-1", MINISTRY, "2018", "2020-01-31", BADA),
            ("ha-ram-1", FIRM, "2020-02-01", "2021-01-31", BADA),
            ("ha-ram-1", OTHER_FIRM, "2021-03-01", "", BADA),
            ("ha-ram-2", MINISTRY, "2018", "2024", BADA),
            ("ha-ram-2", FIRM, "2025", "", BADA),
        )
    )
    counts = analysis.transitions(found)

    assert (counts.loc["government", "business"], counts.loc["business", "business"], counts.to_numpy().sum()) == (2, 1, 3)
    assert analysis.revolving(found)["person"].tolist() == ["person/ha-ram-1", "person/ha-ram-2"]
    assert analysis.revolving(found, "business", "government").empty


def test_an_unknown_sector_and_a_wrong_date_are_told(invented):
    with pytest.raises(kg.PolicyError, match="unknown sector 'goverment'; did you mean government\\?"):
        analysis.revolving(analysis.moves(invented), "goverment")
    with pytest.raises(kg.PolicyError, match=r"'2024\.11\.6' is no date; valid are: 2024, 2024-11, 2024-11-06"):
        analysis.posts(invented, on="2024.11.6")


@pytest.mark.parametrize(
    ("until", "since", "expected"),
    [
        # Left on 14 May 2021: counted from the 15th, three years end with 14 May 2024.
        ("2021-05-14", "2024-05-14", ["2024-05-14", True]),
        ("2021-05-14", "2024-05-15", ["2024-05-14", False]),
        ("2021-05", "2024-04-30", ["2024-05", True]),
        ("2021-05", "2024-05-15", ["2024-05", None]),  # left on the 1st or on the 31st?
        ("2021-05", "2024-06", ["2024-05", False]),
        ("2021", "2023", ["2024", True]),
        ("2021", "2024", ["2024", None]),
        ("2021", "2025", ["2024", False]),
        ("", "2025", ["", None]),
    ],
)
def test_within_three_years_is_said_only_where_the_dates_leave_no_doubt(until, since, expected):
    moves = pd.DataFrame({"from_sector": ["government", "business", "government"], "to_sector": ["business", "government", "politics"], "until": until, "since": since})
    found = analysis.within_cooling_off(moves)[["last_day", "within"]]

    assert [None if pd.isna(cell) else cell for row in found.itertuples(index=False) for cell in row] == expected


DAYS = st.dates(date(2000, 1, 1), date(2035, 12, 31))


@given(DAYS, st.integers(0, 10))
def test_the_period_has_whole_years_and_a_coarser_day_of_leaving_gives_a_coarser_end(left, years):
    end = date.fromisoformat(analysis.cooling_off_end(left.isoformat(), years))

    # The day after the end is the day of the year that the day after leaving was; 29 February is no day of other years.
    began, after = left + timedelta(days=1), end + timedelta(days=1)
    assert after.year - began.year == years
    assert (after.month, after.day) == (began.month, began.day) or ((began.month, began.day), (after.month, after.day)) == ((2, 29), (3, 1))
    assert analysis.cooling_off_end(left.isoformat()[:4], years) == str(left.year + years)


@given(DAYS, DAYS, st.sampled_from([4, 7, 10]), st.sampled_from([4, 7, 10]))
def test_what_is_said_of_coarse_dates_is_never_wrong_of_the_days_behind_them(left, began, n, m):
    def within(until, since):
        moves = pd.DataFrame({"from_sector": ["government"], "to_sector": ["business"], "until": [until], "since": [since]})
        return analysis.within_cooling_off(moves)["within"].tolist()[0]

    coarse = within(left.isoformat()[:n], began.isoformat()[:m])
    assert pd.isna(coarse) or coarse == within(left.isoformat(), began.isoformat())


POSTS = st.lists(
    st.tuples(st.sampled_from(["ha-ram-1", "ha-ram-2"]), st.sampled_from([MINISTRY, FIRM, OTHER_FIRM]), DAYS, st.integers(0, 900), st.sampled_from([0, 4, 7, 10]), st.sampled_from([0, 4, 7, 10])),
    max_size=7,
)


@settings(max_examples=40)
@given(POSTS, st.randoms(use_true_random=False))
def test_moves_never_go_back_in_time_and_do_not_depend_on_the_order_of_rows(invented, held, random):
    rows = [(p, o, s.isoformat()[:n], (s + timedelta(days=d)).isoformat()[:m], BADA) for p, o, s, d, n, m in held]
    policy = world(invented, *rows)
    found = analysis.moves(policy)
    order = random.sample(range(len(rows)), len(rows))

    assert all(since[: len(until)] >= until[: len(since)] for until, since in zip(found["until"], found["since"], strict=True))
    assert (found["from_organization"] != found["to_organization"]).all()
    assert (found["days"].dropna() >= 0).all()
    assert (found["days"].notna() == (found["precision"] == "day")).all()
    assert found["claims"].is_unique
    assert analysis.transitions(found).to_numpy().sum() == len(found)
    pd.testing.assert_frame_equal(analysis.moves(replace(policy, claims=policy.claims.iloc[order], evidence=policy.evidence.iloc[order])), found)


@settings(max_examples=40)
@given(POSTS)
def test_every_person_with_posts_has_one_path_with_all_of_them(invented, held):
    rows = [(p, o, s.isoformat()[:n], (s + timedelta(days=d)).isoformat()[:m], BADA) for p, o, s, d, n, m in held]
    found = analysis.career_paths(world(invented, *rows))

    assert found["posts"].sum() == len(rows)
    assert sorted(" ".join(found["claims"]).split()) == [f"holds_post/{n}" for n in range(len(rows))]
    assert [path.count(" → ") + 1 for path in found["path"]] == found["posts"].tolist()


# Two routes: the tables, and SPARQL over the exported triples.


@pytest.mark.parametrize("day", ["2019-09-09", "2021-05-14", "2022-05", "2023", "2024-11-06", "2025-07-17", "2026-03-01"])
def test_the_posts_of_a_day_are_those_of_sparql(real, day):
    asked = kg.query(real, "posts_on", date=day)
    found = analysis.posts(real, on=day)

    columns = ["claim", "person_id", "person", "organization", "title", "since", "until"]
    ours = found[["claim", "person", "name", "organization_name", "title", "since", "until"]].set_axis(columns, axis="columns")
    assert len(found) > 0
    pd.testing.assert_frame_equal(ours.sort_values("claim", ignore_index=True), asked[columns].sort_values("claim", ignore_index=True), check_dtype=False)


def test_the_numbers_of_posts_and_of_dated_posts_are_those_of_sparql(real):
    text = """SELECT (COUNT(?claim) AS ?posts) (COUNT(?since) AS ?begun) (COUNT(?until) AS ?ended) (COUNT(DISTINCT ?person) AS ?people)
    { ?claim a pg:HoldsPost ; rdf:subject ?person OPTIONAL { ?claim pg:since ?since } OPTIONAL { ?claim pg:until ?until } }"""
    found = analysis.posts(real)

    assert kg.query(real, text).iloc[0].tolist() == [len(found), (found["since"] != "").sum(), (found["until"] != "").sum(), found["person"].nunique()]


def test_people_who_moved_between_government_bodies_and_firms_are_those_of_the_revolving_door(real):
    moves = analysis.moves(real)
    asked = kg.query(real, "revolving_door")
    between = moves[[{a, b} == {"ministry", "firm"} for a, b in zip(moves["from_kind"], moves["to_kind"], strict=True)]]

    # The question gives everybody who held both, in any order; each of them stands in a move that the documents order.
    assert sorted(set(between["person"])) == sorted(set(asked["person_id"]))
    pairs = {frozenset(pair) for pair in asked[["claim", "firm_claim"]].itertuples(index=False)}
    assert {frozenset(claims.split()) for claims in between["claims"]} <= pairs


def test_every_move_with_an_end_is_found_by_sparql(real):
    # Ordered pairs of posts of one person in two organisations, as exact as both dates are known, with none between.
    before = "SUBSTR(STR({1}), 1, STRLEN(STR({0}))) >= SUBSTR(STR({0}), 1, STRLEN(STR({1})))"
    text = f"""SELECT ?person ?one ?other {{
      ?one a pg:HoldsPost ; rdf:subject ?person ; rdf:object ?from ; pg:until ?until .
      ?other a pg:HoldsPost ; rdf:subject ?person ; rdf:object ?to ; pg:since ?since . FILTER(?from != ?to && {before.format("?until", "?since")})
      FILTER NOT EXISTS {{ ?third a pg:HoldsPost ; rdf:subject ?person ; pg:since ?begun ; pg:until ?over .
        FILTER(?third != ?one && ?third != ?other && {before.format("?until", "?begun")} && {before.format("?over", "?since")}) }} }}"""
    asked = kg.query(real, text)
    found = analysis.moves(real)

    assert sorted(found.loc[found["ended"], "claims"]) == sorted(asked["one"] + " " + asked["other"])


@pytest.mark.parametrize("person", ["person/han-seong-sook", "person/bom-kim", "person/ryu-je-myung", "person/nam-dong-il"])
def test_a_career_is_in_the_order_of_sparql(real, person):
    path = analysis.career_paths(real).set_index("person").loc[person]

    assert path["claims"].split() == kg.query(real, "career", person=person)["claim"].tolist()
