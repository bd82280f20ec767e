"""Every entity has a place on the map: near its own, apart from the others, the same whatever the order of rows."""

import itertools

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import graph as kg
from graph.explorer.layout import positions


def connected(ids, pairs):
    """Tables that hold nothing but who is connected with whom."""
    nothing = pd.DataFrame()
    claims = pd.DataFrame(pairs, columns=["subject", "object"], dtype=object)
    return kg.PolicyGraph(pd.DataFrame({"id": pd.Series(ids, dtype=object)}), claims, nothing, nothing, nothing, nothing, nothing)


def placed(policy):
    return dict(zip(policy.entities["id"], zip(*(axis.tolist() for axis in positions(policy)), strict=True), strict=True))


def mean_distance(places, pairs):
    return np.mean([np.hypot(*np.subtract(places[a], places[b])) for a, b in pairs])


def test_the_order_of_rows_does_not_matter(real):
    shuffled = kg.PolicyGraph(**{name: frame.sample(frac=1, random_state=7) for name, frame in vars(real).items()})

    assert placed(shuffled) == placed(real)


def test_each_entity_has_a_place_of_its_own(real):
    places = placed(real)

    assert len(set(places.values())) == len(real.entities)
    assert min(map(min, places.values())) == 0
    assert max(map(max, places.values())) == 9999


def test_who_has_claims_with_each_other_stands_near(real):
    places = placed(real)
    claims = list(zip(real.claims["subject"], real.claims["object"], strict=True))

    assert mean_distance(places, claims) < mean_distance(places, itertools.combinations(places, 2)) / 2


def test_groups_stand_apart():
    groups = [[f"{letter}{n}" for n in range(20)] for letter in "abc"]
    within = [pair for group in groups for pair in itertools.combinations(group, 2)]
    places = placed(connected([*itertools.chain(*groups)], [*within, ("a0", "b0"), ("b1", "c1"), ("c2", "a2")]))
    between = [pair for one, other in itertools.combinations(groups, 2) for pair in itertools.product(one, other)]

    assert mean_distance(places, within) < mean_distance(places, between) / 2


def test_many_claims_between_two_draw_them_nearer_than_one():
    pairs = [(f"n{i}", f"n{j}") for i, j in itertools.combinations(range(12), 2)]
    places = [placed(connected([f"n{i}" for i in range(12)], [*pairs, *[("n3", "n7")] * more])) for more in (0, 60)]
    share = [mean_distance(p, [("n3", "n7")]) / mean_distance(p, pairs) for p in places]

    assert share[1] < share[0]


def test_entities_without_claims_stand_in_rows_below_all_others():
    places = placed(connected([*"abc", *(f"lone{i:02d}" for i in range(30))], [("a", "b"), ("b", "c")]))
    below = [places[id_] for id_ in places if id_.startswith("lone")]

    assert min(y for _, y in below) > max(places[id_][1] for id_ in "abc")
    assert len(set(below)) == 30


def test_small_components_stand_around_the_large_one_without_touching():
    star = [("hub", f"leaf{i}") for i in range(40)]
    couples = [(f"left{i}", f"right{i}") for i in range(60)]
    places = placed(connected(sorted({id_ for pair in star + couples for id_ in pair}), star + couples))
    middles = np.array([np.add(places[a], places[b]) / 2 for a, b in couples])
    apart = np.hypot(*(middles[:, None] - middles[None]).T) + np.eye(len(couples)) * 1e9

    assert apart.min() > mean_distance(places, couples)
    assert np.hypot(*(middles - places["hub"]).T).max() < 7500


@given(st.integers(0, 12).flatmap(lambda size: st.tuples(st.just(size), st.lists(st.tuples(st.integers(0, max(size - 1, 0)), st.integers(0, max(size - 1, 0))), max_size=30 if size else 0))))
@settings(max_examples=30, deadline=None)
def test_any_small_graph_fits_the_frame(case):
    size, pairs = case
    across, down = positions(connected([f"n{i}" for i in range(size)], [(f"n{a}", f"n{b}") for a, b in pairs]))

    assert across.dtype.kind == down.dtype.kind == "i"
    assert len(set(zip(across.tolist(), down.tolist(), strict=True))) == size
    assert all(0 <= place <= 9999 for place in [*across, *down])


@pytest.mark.parametrize("size", [0, 1, 2])
def test_next_to_nothing_is_placed_in_the_middle(size):
    across, down = positions(connected([f"n{i}" for i in range(size)], []))

    assert np.abs(np.mean([across, down]) - 5000) < 1 if size else len(across) == 0
