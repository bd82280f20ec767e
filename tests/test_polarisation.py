"""Two camps are those of the best split, and polarisation is what they add over one camp."""

from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array

from graph.analysis import affiliation, camps, conflict, congruence, contention, distinct, polarisation, polarisation_by_chance, statements, subtract


def said(rows):
    return pd.DataFrame(rows, columns=["actor", "concept", "agreement"]).astype({"agreement": bool})


debates = st.lists(st.tuples(st.sampled_from("abcdefg"), st.sampled_from("wxyz"), st.booleans()), min_size=1, max_size=25).map(said).map(affiliation)


def frustration(table, sides):
    together = np.equal.outer(sides, sides)
    return (conflict(table).to_numpy()[together].sum() + congruence(table).to_numpy()[~together].sum()) / 2


def least_frustration(weights):
    """The line index of balance by integer programming: x says the camp, f which tie is frustrated."""
    n = len(weights)
    left, right = np.triu(weights).nonzero()
    ties, sign = len(left), np.sign(weights[left, right])
    # A tie that is for (against) is frustrated where its ends differ (agree): f >= |x - y|, or f >= |x + y - 1|.
    one = np.repeat(np.arange(ties), 3)
    columns = np.stack([left, right, n + np.arange(ties)], axis=1).ravel()
    values = [np.stack([way * np.ones(ties), -way * sign, -np.ones(ties)], axis=1).ravel() for way in (1, -1)]
    matrix = coo_array((np.concatenate(values), (np.concatenate([one, one + ties]), np.tile(columns, 2))), shape=(2 * ties, n + ties))
    most = np.concatenate([(sign < 0) * 1.0, (sign < 0) * -1.0])
    cost = np.concatenate([np.zeros(n), np.abs(weights[left, right])])
    found = milp(cost, constraints=LinearConstraint(matrix.tocsr(), -np.inf, most), integrality=np.concatenate([np.ones(n), np.zeros(ties)]), bounds=Bounds(0, 1))
    assert found.success
    return round(found.fun)


def test_two_equal_camps_that_oppose_each_other_on_everything():
    # Four actors, one topic: same side 1 + 1 pairs, opposite sides 2 · 2 = 4 of 6. The camps leave nothing: 4 / 6 = k / (2 k - 1) with k = 2.
    table = affiliation(said([("a", "t", 1), ("b", "t", 1), ("c", "t", 0), ("d", "t", 0)]))

    assert polarisation(table).to_dict() == pytest.approx({"actors": 4, "congruence": 2, "conflict": 4, "frustration": 0, "disagreement": 4 / 6, "balance": 1, "explained": 1, "polarisation": 4 / 6})


def test_agreement_across_the_camps_is_frustration():
    # As above, and a and c agree on another topic: same side 3, opposite 4, and the pair a-c both agrees and disagrees.
    # Camps {a, b} and {c, d} leave the agreement of a and c: L = 1. Balance 1 - 2 · 1 / 7, explained 1 - 1 / 4, polarisation 3 / 7.
    table = affiliation(said([("a", "t", 1), ("b", "t", 1), ("c", "t", 0), ("d", "t", 0), ("a", "u", 1), ("c", "u", 1)]))

    assert polarisation(table).to_dict() == pytest.approx(
        {"actors": 4, "congruence": 3, "conflict": 4, "frustration": 1, "disagreement": 4 / 7, "balance": 5 / 7, "explained": 3 / 4, "polarisation": 3 / 7}
    )


def test_a_debate_in_which_all_agree_is_not_polarised():
    table = affiliation(said([("a", "t", 1), ("b", "t", 1), ("c", "u", 0), ("d", "u", 0)]))

    assert polarisation(table)[["disagreement", "balance", "explained", "polarisation"]].tolist() == [0, 1, 0, 0]


def test_nobody_and_one_actor_are_not_polarised():
    assert polarisation(affiliation(said([])))["polarisation"] == 0
    assert polarisation(affiliation(said([("a", "t", 1)])))["polarisation"] == 0
    assert camps(affiliation(said([("a", "t", 1)]))).to_dict() == {"a": 0}


def test_who_is_apart_from_the_main_debate_or_tied_to_both_camps_alike_has_no_side():
    # m agrees with a and b on u and with c and d on v; x and y talk of something else.
    rows = [("a", "t", 1), ("b", "t", 1), ("e", "t", 1), ("c", "t", 0), ("d", "t", 0), ("a", "u", 1), ("c", "v", 1), ("m", "u", 1), ("m", "v", 1), ("x", "w", 1), ("y", "w", 0)]

    assert camps(affiliation(said(rows))).to_dict() == {"a": 1, "b": 1, "c": -1, "d": -1, "e": 1, "m": 0, "x": 0, "y": 0}


@given(debates)
def test_no_split_of_few_actors_has_less_frustration_than_the_camps(table):
    best = min(frustration(table, np.array(sides)) for sides in product([-1, 1], repeat=len(table)))

    assert polarisation(table)["frustration"] == best


@given(debates)
def test_polarisation_is_disagreement_times_what_two_camps_explain_of_it(table):
    found = polarisation(table)

    assert found["polarisation"] == pytest.approx(found["disagreement"] * found["explained"])
    assert found["disagreement"] == pytest.approx(contention(table)["conflict"].sum() / max(contention(table)[["congruence", "conflict"]].to_numpy().sum(), 1))
    assert 0 <= found["explained"] <= 1
    if found["congruence"] + found["conflict"]:
        one_camp = 1 - 2 * found["disagreement"]
        assert found["polarisation"] == pytest.approx((found["balance"] - one_camp) / 2)


@given(debates, st.permutations("abcdefg"))
def test_naming_the_actors_otherwise_changes_no_measure(table, names):
    other = dict(zip("abcdefg", names, strict=True))

    assert polarisation(table.rename(index=other).sort_index()).equals(polarisation(table))


@given(debates, st.integers(0, 5))
def test_debates_by_chance_keep_who_spoke_and_how_many_were_on_each_side(table, seed):
    binary = table.clip(upper=1)
    by_chance = polarisation_by_chance(binary, draws=3, seed=seed)

    assert (by_chance["actors"] == len(binary)).all()
    assert np.allclose(by_chance["congruence"] + by_chance["conflict"], congruence(binary).to_numpy().sum() / 2 + conflict(binary).to_numpy().sum() / 2)
    assert by_chance.equals(polarisation_by_chance(binary, draws=3, seed=seed))


def test_debates_by_chance_keep_the_totals_of_each_topic_where_nobody_is_on_both_sides():
    table = affiliation(said([("a", "t", 1), ("b", "t", 1), ("c", "t", 0), ("d", "t", 0), ("a", "u", 1), ("b", "u", 1), ("c", "u", 0), ("d", "u", 0)]))
    by_chance = polarisation_by_chance(table, draws=50)

    assert set(by_chance["conflict"]) == {8}
    # Of the 6 · 6 ways to take sides, those in which both topics divide the actors alike, or just the other way round, are 6 · 2: then L = 0.
    # Otherwise two actors are with each other on both topics, or against: each other pair is once for, once against: L = 4 of 12.
    assert set(by_chance["frustration"]) == {0, 4}
    assert polarisation(table)["frustration"] == 0


@pytest.mark.parametrize("actors", ["person", "organization"])
def test_the_camps_of_the_real_debate_are_optimal(real, actors):
    table = affiliation(distinct(statements(real, actors)))
    netted = np.minimum(congruence(table).to_numpy(), conflict(table).to_numpy()).sum() // 2  # pairs that agree and disagree: frustrated whatever the camps

    assert polarisation(table)["frustration"] == least_frustration(subtract(table).to_numpy()) + netted
