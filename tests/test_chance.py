"""Meetings by chance: the sampled null model against every table there is, counted one by one, and against another sampler."""

import random
from collections import Counter
from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import graph as kg
from graph.analysis import against_chance, presence, two_sided
from graph.analysis.chance import _seatings


def seated(government, other):
    """Rows of presence of invented bodies, from two tables of bodies × events."""
    rows = [
        {"event": f"event/{e}", "body": f"org/{side[0]}{b}", "side": side}
        for side, table in (("government", government), ("other", other))
        for b, row in enumerate(table)
        for e, there in enumerate(row)
        if there
    ]
    return pd.DataFrame(rows)


def every_table(table):
    """All tables of zeros and ones with the row and column sums of a table."""
    rows, columns = len(table), len(table[0])
    tables = (np.reshape(cells, (rows, columns)) for cells in product((0, 1), repeat=rows * columns))
    return [t for t in tables if (t.sum(axis=0) == np.sum(table, axis=0)).all() and (t.sum(axis=1) == np.sum(table, axis=1)).all()]


GOVERNMENT = [[1, 1, 1, 0], [0, 0, 0, 1]]
OTHER = [[1, 1, 1, 0], [1, 0, 0, 1], [0, 1, 0, 1]]


def test_the_chances_are_those_of_counting_every_table():
    # Government bodies: 4 tables (which event is the second body's). Others: rows 3, 2, 2; columns 2, 2, 1, 2.
    pairs = [g @ o.T for g in every_table(GOVERNMENT) for o in every_table(OTHER)]
    observed = np.array(GOVERNMENT) @ np.array(OTHER).T
    exact = {(f"org/g{g}", f"org/o{o}"): [np.mean([p[g, o] >= observed[g, o] for p in pairs]), np.mean([p[g, o] <= observed[g, o] for p in pairs])] for g in (0, 1) for o in (0, 1, 2)}

    table = against_chance(seated(GOVERNMENT, OTHER), draws=4000, at_least=1).set_index(["government_body", "organization"])

    assert len(every_table(GOVERNMENT)) == 4
    for pair, (more, less) in exact.items():
        assert table.loc[pair, "p_more"] == pytest.approx(more, abs=5 * 0.5 / 4000**0.5)
        assert table.loc[pair, "p_less"] == pytest.approx(less, abs=5 * 0.5 / 4000**0.5)
        assert table.loc[pair, "expected"] == pytest.approx(np.mean([p[int(pair[0][-1]), int(pair[1][-1])] for p in pairs]), abs=5 * 1 / 4000**0.5)


@pytest.mark.parametrize("table", [[[1, 0], [0, 1]], OTHER, [[1, 1, 0, 0], [1, 0, 1, 0], [0, 0, 0, 1]]])
def test_every_table_is_drawn_equally_often(table):
    # In the first every swap succeeds: without the toss of a coin only one of its two tables would ever be drawn.
    drawn = Counter(t.tobytes() for t in _drawn(table, 6000))
    tables = every_table(table)

    assert set(drawn) == {t.astype(np.array(table).dtype).tobytes() for t in tables}
    share = 1 / len(tables)
    assert max(abs(n / 6000 - share) for n in drawn.values()) < 5 * (share * (1 - share) / 6000) ** 0.5


def _drawn(table, draws):
    import igraph

    igraph.set_random_number_generator(random.Random(7))
    try:
        return list(_seatings(np.array(table), draws, 7))
    finally:
        igraph.set_random_number_generator(random)


@given(st.lists(st.lists(st.integers(0, 1), min_size=4, max_size=4), min_size=1, max_size=5))
def test_a_draw_keeps_how_often_everybody_met_and_how_many_were_at_each_meeting(table):
    for drawn in _drawn(table, 5):
        assert set(drawn.ravel()) <= {0, 1}
        assert drawn.sum(axis=0).tolist() == np.sum(table, axis=0).tolist()
        assert drawn.sum(axis=1).tolist() == np.sum(table, axis=1).tolist()


def test_the_columns_follow_from_each_other():
    table = against_chance(seated(GOVERNMENT, OTHER), draws=99, at_least=1)
    smaller = table[["p_more", "p_less"]].min(axis=1)

    assert (table[["p_more", "p_less"]] > 0).all(axis=None)
    assert (table[["p_more", "p_less"]] <= 1).all(axis=None)
    assert (table["p_more"] + table["p_less"] >= 1 + 1 / 100).all()  # the observed number counts on both sides
    assert table["z"].tolist() == pytest.approx(((table["meetings"] - table["expected"]) / table["sd"]).tolist(), nan_ok=True)
    assert table["se"].tolist() == pytest.approx(np.sqrt(smaller * (1 - smaller) / 99).tolist())
    # Benjamini & Hochberg by hand: the k-th smallest of n times n / k, and never more than that of a larger one
    two_sided_p = np.minimum(1, 2 * smaller).to_numpy()
    steps = two_sided_p * len(two_sided_p) / np.arange(1, len(two_sided_p) + 1)
    assert table["q"].tolist() == pytest.approx(np.minimum(1, np.minimum.accumulate(steps[::-1])[::-1]).tolist())


def test_where_nothing_could_be_otherwise_nothing_is_surprising():
    table = against_chance(seated([[1, 1]], [[1, 1], [1, 1]]), draws=9)

    assert table.drop(columns=["z"]).to_dict("records") == [
        {
            "government_body": "org/g0",
            "organization": f"org/o{o}",
            "meetings": 2,
            "of_government_body": 2,
            "of_organization": 2,
            "expected": 2.0,
            "sd": 0.0,
            "p_more": 1.0,
            "p_less": 1.0,
            "se": 0.0,
            "q": 1.0,
        }
        for o in (0, 1)
    ]
    assert table["z"].isna().all()


def test_pairs_with_few_meetings_are_not_judged_but_take_part_in_the_draws():
    everybody = against_chance(seated(GOVERNMENT, OTHER), draws=50, at_least=1)
    frequent = against_chance(seated(GOVERNMENT, OTHER), draws=50, at_least=2)

    assert set(frequent["government_body"]) == {"org/g0"}
    same = everybody[everybody["government_body"] == "org/g0"].sort_values("organization")
    assert frequent.sort_values("organization")["expected"].tolist() == same["expected"].tolist()


def test_meetings_of_one_side_alone_do_not_count():
    alone = pd.DataFrame({"event": ["event/9", "event/9"], "body": ["org/o0", "org/o1"], "side": ["other", "other"]})
    present = seated(GOVERNMENT, OTHER)

    assert against_chance(pd.concat([present, alone]), draws=20).equals(against_chance(present, draws=20))


def test_names_and_the_order_of_rows_do_not_matter():
    present = seated(GOVERNMENT, OTHER)
    renamed = present.assign(body=present["body"].str.replace("org/", "org/x"))
    table = against_chance(present, draws=50)

    assert against_chance(present.sample(frac=1, random_state=3), draws=50).equals(table)
    assert against_chance(renamed, draws=50)["p_more"].tolist() == table["p_more"].tolist()


def test_the_same_seed_gives_the_same_table_and_the_users_random_numbers_are_left_alone():
    random.seed(5)
    before = random.getstate()
    tables = [against_chance(seated(GOVERNMENT, OTHER), draws=30, seed=seed) for seed in (1, 1, 2)]

    assert random.getstate() == before
    assert tables[0].equals(tables[1])
    assert not tables[0].equals(tables[2])


@pytest.mark.parametrize(("option", "value"), [("draws", 0), ("at_least", 0)])
def test_a_number_that_makes_no_sense_is_refused(option, value):
    with pytest.raises(kg.PolicyError, match=f"{option} is 0; it must be 1 or more"):
        against_chance(seated(GOVERNMENT, OTHER), **{option: value})


def test_nobody_met_nobody():
    assert len(against_chance(seated(GOVERNMENT, OTHER).iloc[:0], draws=3)) == 0


def curveball(table, rng, trades):
    """Trade meetings between two bodies at random: the sampler of Strona et al. 2014, another than the one in use."""
    held = [set(np.flatnonzero(row)) for row in table]
    for _ in range(trades):
        one, other = rng.sample(range(len(held)), 2)
        loose = sorted(held[one] ^ held[other])
        rng.shuffle(loose)
        cut = len(held[one] - held[other])
        shared = held[one] & held[other]
        held[one], held[other] = shared | set(loose[:cut]), shared | set(loose[cut:])
    return np.array([[event in row for event in range(table.shape[1])] for row in held], dtype=int)


def test_on_the_real_data_another_sampler_expects_the_same(real):
    rows = two_sided(presence(real))
    sides = [pd.crosstab(of["body"], of["event"]) for of in (rows[rows["side"] == side] for side in ("government", "other"))]
    rng = random.Random(1)
    drawn = np.array([curveball(sides[0].to_numpy(), rng, 100) @ curveball(sides[1].to_numpy(), rng, 400).T for _ in range(400)])
    expected = pd.DataFrame(drawn.mean(axis=0), index=sides[0].index, columns=sides[1].index)
    table = against_chance(presence(real), draws=400)

    for row in table.itertuples():
        error = row.sd * (2 / 400) ** 0.5
        assert expected.loc[row.government_body, row.organization] == pytest.approx(row.expected, abs=5 * error)
