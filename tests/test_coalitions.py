"""The backbone is that of the disparity filter; coalitions are Leiden's, and their stability is measured over seeds."""

from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import graph as kg
from graph.analysis import affiliation, backbone, coalitions, congruence, disparity, distinct, partitions, stability, statements, subtract


def network(ties, actors):
    table = pd.DataFrame(0, index=list(actors), columns=list(actors))
    for a, b, weight in ties:
        table.at[a, b] = table.at[b, a] = weight
    return table


# The example of Z. Neal's R package "backbone" (https://github.com/zpneal/backbone): two hubs, a and f, with four spokes each.
HUBS = [("a", s, 10) for s in "bcde"] + [(*pair, 1) for pair in combinations("bcde", 2)] + [("a", "f", 75)]
HUBS += [("f", s, 100) for s in "ghij"] + [(*pair, 10) for pair in combinations("ghij", 2)]
HUBS = network(HUBS, "abcdefghij")
# Two cliques of three, joined by one tie.
TWO = network([*((*pair, 1) for pair in combinations("abc", 2)), *((*pair, 1) for pair in combinations("def", 2)), ("c", "d", 1)], "abcdef")

networks = st.lists(st.tuples(st.sampled_from("abcdefg"), st.sampled_from("abcdefg"), st.integers(1, 9)).filter(lambda tie: tie[0] != tie[1]), max_size=18).map(lambda ties: network(ties, "abcdefg"))


def test_the_disparity_filter_gives_the_published_example():
    # b: strength 10 + 3 · 1 = 13, degree 4: (1 - 10 / 13)^3 = .012289. g: 100 + 30 = 130 likewise. a: strength 40 + 75 = 115, degree 5: (1 - 75 / 115)^4 = .014637.
    # b-c: (1 - 1 / 13)^3 = .786527.
    found = disparity(HUBS)

    assert [found.at["a", "b"], found.at["f", "g"], found.at["a", "f"], found.at["b", "c"]] == pytest.approx([0.012289, 0.012289, 0.014637, 0.786527], abs=1e-6)
    kept = {(a, b) for a, b in combinations(HUBS, 2) if backbone(HUBS, alpha=0.05).at[a, b]}
    assert kept == {("a", s) for s in "bcdef"} | {("f", s) for s in "ghij"}  # a tree


def test_an_actor_with_one_tie_does_not_make_it_stand_out():
    assert disparity(network([("a", "b", 9)], "abc")).to_numpy().tolist() == [[1, 1, 1]] * 3


def test_ties_of_equal_weight_do_not_stand_out():
    # (1 - 1 / k)^(k - 1) falls towards 1 / e = .368 and never below.
    assert backbone(network([("a", other, 1) for other in "bcdefg"], "abcdefg")).to_numpy().sum() == 0


@given(networks, st.floats(0.01, 1))
def test_the_backbone_is_a_part_of_the_network(table, alpha):
    kept = backbone(table, alpha)

    assert np.array_equal(kept, kept.T)
    assert ((kept == table) | (kept == 0)).to_numpy().all()
    assert ((disparity(table) >= 0) & (disparity(table) <= 1)).to_numpy().all()


@given(networks, st.integers(2, 9))
def test_the_backbone_does_not_depend_on_the_unit_of_the_weights(table, factor):
    assert np.allclose(disparity(table * factor), disparity(table))


@given(networks, st.permutations("abcdefg"))
def test_naming_the_actors_otherwise_permutes_the_backbone(table, names):
    other = dict(zip("abcdefg", names, strict=True))

    assert np.allclose(disparity(table.rename(index=other, columns=other)), disparity(table))


def test_coalitions_of_two_cliques_are_the_cliques_in_every_run():
    found = partitions(TWO, runs=20)

    assert found.T.drop_duplicates().to_numpy().tolist() == [[0, 0, 0, 1, 1, 1]]
    assert stability(found).to_dict() == {"runs": 20, "distinct": 1, "mean_ari": 1, "lowest_ari": 1, "fewest_groups": 2, "most_groups": 2}
    assert coalitions(found).to_dict("list") == {"coalition": [1, 1, 1, 2, 2, 2], "share": [1] * 6}


def test_actors_without_ties_are_in_no_coalition():
    assert partitions(network([("b", "c", 1)], "abcd"), runs=2).index.tolist() == ["b", "c"]


def test_stability_is_the_mean_adjusted_rand_index_over_pairs_of_runs():
    # Pairs of actors together: run 0 {ab, cd}, run 1 the same, run 2 {ab}. Runs 0 and 2: together in both 1, expected 2 · 1 / 6 = 1 / 3, at most (2 + 1) / 2:
    # (1 - 1 / 3) / (3 / 2 - 1 / 3) = 4 / 7. Mean over the three pairs (1 + 4 / 7 + 4 / 7) / 3.
    runs = pd.DataFrame({0: [0, 0, 1, 1], 1: [0, 0, 1, 1], 2: [0, 0, 1, 2]}, index=list("abcd"))

    assert stability(runs).to_dict() == pytest.approx({"runs": 3, "distinct": 2, "mean_ari": 5 / 7, "lowest_ari": 4 / 7, "fewest_groups": 2, "most_groups": 3})
    # Consensus is the partition of runs 0 and 1. In run 2 the group {d} or {c} stands for {c, d}: one of them leaves it.
    assert coalitions(runs)["coalition"].tolist() == [1, 1, 2, 2]
    assert sorted(coalitions(runs)["share"]) == pytest.approx([2 / 3, 1, 1, 1])


@given(st.lists(st.lists(st.integers(0, 3), min_size=6, max_size=6), min_size=1, max_size=6))
def test_shares_and_indices_are_within_their_bounds_and_coalitions_are_numbered_by_size(runs):
    table = pd.DataFrame(dict(enumerate(runs)), index=list("abcdef"))
    found = coalitions(table)

    assert stability(table)["mean_ari"] <= 1
    assert found["share"].between(1 / len(runs), 1).all()
    sizes = found["coalition"].value_counts().sort_index()
    assert sizes.index.tolist() == list(range(1, len(sizes) + 1))
    assert sizes.is_monotonic_decreasing


def test_the_same_seeds_give_the_same_coalitions(real):
    ties = subtract(affiliation(distinct(statements(real))), "average_activity").clip(lower=0)

    assert partitions(ties, runs=3, seed=7).equals(partitions(ties, runs=3, seed=7))
    assert partitions(ties, runs=3, seed=7)[1].tolist() == partitions(ties, runs=1, seed=8)[0].tolist()


def test_the_callers_network_is_left_as_it_was():
    before = HUBS.copy()

    backbone(HUBS)
    partitions(HUBS, runs=2)

    assert HUBS.equals(before)


def test_networks_with_negative_or_one_way_ties_are_refused():
    with pytest.raises(kg.PolicyError, match=r"weights below zero; give congruence\(…\), or subtract\(…\).clip\(lower=0\)"):
        disparity(-HUBS)
    with pytest.raises(kg.PolicyError, match="the network is not symmetric"):
        partitions(pd.DataFrame([[0, 1], [0, 0]]))
    with pytest.raises(kg.PolicyError, match=r"alpha \(0\) must be above 0 and up to 1"):
        backbone(HUBS, alpha=0)


def test_the_congruence_network_of_the_real_debate_is_taken_as_it_is(real):
    ties = congruence(affiliation(statements(real)))

    assert set(np.unique(backbone(ties))) <= set(np.unique(ties))
