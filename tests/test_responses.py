"""From urging to pledge: order in time, with those still unanswered taken into account."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import graph as kg
from graph.analysis import response_time, responses, urged_then_pledged, waiting


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    """Invented urgings: two jointly, one to a person, one of a month, one answered on its day, one never."""
    from tests.test_queries import WORLD

    folder = tmp_path_factory.mktemp("urged")
    urged = """
id,subject,object,date,document,summary,joint
urged/a,person/ga-on,org/beom,2024-01-01,doc/sea,당기라고 함,
urged/b,person/ga-on,org/han,2024-01-01,doc/sea,늘리라고 함,act
urged/c,org/shops,org/han,2024-01-01,doc/sea,늘리라고 함,act
urged/d,org/shops,org/beom,2024-01-01,doc/sea,늘리라고 함,act
urged/e,org/shops,person/ra-on,2024-01-02,doc/sea,늘리라고 함,
urged/f,org/shops,org/han,2024-01,doc/sea,늘리라고 함,
urged/g,org/han,org/dal,2024-01-05,doc/sea,살피라고 함,
urged/h,person/ga-on,org/han,2024-06-01,doc/sea,늘리라고 함,
"""
    pledged = """
id,subject,object,date,document,summary
pledged/k,org/beom,program/pay,2023-12-31,doc/sea,앞선 약속
pledged/l,org/beom,program/pay,2024-01-01,doc/sea,그날 약속
pledged/m,org/beom,program/train,2024-01-31,doc/sea,한 달 뒤 약속
pledged/n,org/han,program/pay,2024-01-11,doc/sea,열흘 뒤 약속
pledged/o,org/han,program/train,2024-01-11,doc/sea,열흘 뒤 다른 약속
pledged/p,org/han,program/train,2024-02,doc/sea,이월의 약속
pledged/q,org/dal,program/train,2024-03-01,doc/sea,관찰이 끝난 뒤의 약속
"""
    tables = {**{n: t for n, t in WORLD.items() if n.split("/")[0] in ("documents", "entities")}, "relations/urged": urged, "relations/pledged": pledged}
    for name, text in tables.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / f"{name}.csv").write_text(text.lstrip(), "utf-8")
    return kg.load(folder)


def told(table, *columns):
    return table[list(columns)].to_numpy(dtype=object, na_value=None).tolist()


def test_an_urging_waits_for_the_first_later_pledge_or_for_the_end_of_the_data(world):
    assert told(responses(world, "2024-02-29"), "claims", "who", "answered", "pledges", "days", "aside") == [
        ["urged/f", "org/shops", False, "", None, "date"],
        ["urged/a", "person/ga-on", True, "pledged/l", 0, ""],
        ["urged/b urged/c", "person/ga-on org/shops", True, "pledged/n pledged/o", 10, ""],  # one joint act towards one addressee
        ["urged/d", "org/shops", True, "pledged/l", 0, ""],  # the same act towards another
        ["urged/e", "org/shops", False, "", None, "person"],
        ["urged/g", "org/han", False, "", 55, ""],  # 5 January to 29 February 2024
    ]


def test_a_pledge_of_the_same_day_may_be_left_out(world):
    rows = responses(world, "2024-02-29", earliest=1)

    assert told(rows[rows["addressee"] == "org/beom"], "claims", "pledges", "days") == [["urged/a", "pledged/m", 30], ["urged/d", "pledged/m", 30]]


def test_a_later_end_of_the_data_finds_later_urgings_and_pledges(world):
    rows = responses(world, "2024-06-01").set_index("claims")

    assert rows.loc["urged/g", ["answered", "days"]].tolist() == [True, 56]
    assert rows.loc["urged/h", ["answered", "days"]].tolist() == [False, 0]


@pytest.mark.parametrize("until", ["2024-02", "soon"])
def test_the_end_of_the_data_must_be_a_day(world, until):
    with pytest.raises(kg.PolicyError, match=f"\\A'{until}' is not a full date; write YYYY-MM-DD\\Z"):
        responses(world, until)


@pytest.mark.parametrize("days", [0, 7, 30, 365, 3000])
def test_the_pairs_are_the_same_in_sparql(real, days):
    columns = ["urged_on", "pledged_on", "days_later", "urging_claim", "pledge_claim"]

    assert told(urged_then_pledged(real, days), *columns) == told(kg.query(real, "urged_then_pledged", days=days), *columns)


def test_the_first_answers_are_the_nearest_pairs_of_sparql(real):
    """Second route: of the pairs that the question gives, the fewest days for each urging."""
    pairs = kg.query(real, "urged_then_pledged", days=10_000)
    nearest = pairs[pairs["pledged_on"] <= "2026-03-31"].groupby("urging_claim")["days_later"].min()
    rows = responses(real, "2026-03-31")
    found = rows[rows["answered"]]

    assert [nearest[claim] for claims in found["claims"] for claim in claims.split()] == [days for claims, days in zip(found["claims"], found["days"], strict=True) for _ in claims.split()]
    assert set(nearest.index) == {claim for claims in found["claims"] for claim in claims.split()}


def test_every_urging_stands_in_exactly_one_row(real):
    rows = responses(real, "2026-03-31")

    assert sorted(claim for claims in rows["claims"] for claim in claims.split()) == real.claims.loc[real.claims["relation"] == "urged", "id"].tolist()


# Weeks in remission of 21 patients given 6-mercaptopurine (Freireich and others 1963, Blood 21, 699-716); + still in remission.
WEEKS = "6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+"


def followed(times):
    return pd.DataFrame([{"days": int(t.rstrip("+")), "answered": not t.endswith("+"), "aside": ""} for t in times.split()])


def test_the_estimate_is_that_of_the_published_remission_times():
    curve = waiting(followed(WEEKS))

    # 18/21; × 16/17; × 14/15; × 11/12; × 10/11; × 6/7; × 5/6
    assert curve.loc[curve["answered"] > 0, ["day", "at_risk", "open"]].round(4).values.tolist() == [
        [6, 21, 0.8571],
        [7, 17, 0.8067],
        [10, 15, 0.7529],
        [13, 12, 0.6902],
        [16, 11, 0.6275],
        [22, 7, 0.5378],
        [23, 6, 0.4482],
    ]
    assert response_time(followed(WEEKS))[["followed", "answered", "median", "naive_median"]].tolist() == [21.0, 9.0, 23.0, 10.0]


def test_a_median_that_is_never_reached_is_missing():
    found = response_time(followed("1 5+ 6+"))

    assert found["share"] == pytest.approx(1 / 3)
    assert np.isnan(found["median"])
    assert found["naive_median"] == 1.0


def test_nothing_to_follow_is_told(world):
    rows = responses(world, "2024-02-29")

    with pytest.raises(kg.PolicyError, match="no urging can be followed"):
        response_time(rows[rows["aside"] != ""])


times = st.lists(st.tuples(st.integers(0, 30), st.booleans()), min_size=1, max_size=25)


def estimated(pairs):
    """The product of (1 - answered / at risk), by hand."""
    share, found = 1.0, []
    for day in sorted({t for t, _ in pairs}):
        share *= 1 - sum(t == day and answered for t, answered in pairs) / sum(t >= day for t, _ in pairs)
        found.append(share)
    return found


@settings(max_examples=60, deadline=None)
@given(times)
def test_the_estimate_is_the_product_limit_and_without_censoring_the_plain_share(pairs):
    rows = pd.DataFrame({"days": [t for t, _ in pairs], "answered": [a for _, a in pairs], "aside": ""})
    curve = waiting(rows)

    assert curve["open"].tolist() == pytest.approx(estimated(pairs))
    assert curve["answered"].sum() + curve["censored"].sum() == len(pairs)
    if all(answered for _, answered in pairs):
        assert curve["open"].tolist() == pytest.approx([sum(t > day for t, _ in pairs) / len(pairs) for day in curve["day"]])
