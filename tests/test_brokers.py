"""Who stands between sectors: worked by hand, the same from NetworkX, and intervals that say what one document more or less would change."""

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import graph as kg
from graph.analysis import brokers, co_attendance, presence
from graph.analysis.brokers import GROUPS, _resampled

SECTORS = {"g": "government", "p": "politics", "f": "business", "m": "merchants", "n": "civil_society", "x": "expertise"}


def seated(meetings):
    """Rows of presence of invented bodies: event → bodies, whose first letter is that of their sector; one document an event."""
    rows = [
        {"event": event, "body": body, "name": body, "side": "other", "sector": SECTORS[body[0]], "kind": "firm", "date": "2024", "documents": f"doc/{event}"}
        for event, bodies in meetings.items()
        for body in bodies
    ]
    return pd.DataFrame(rows, columns=["event", "body", "name", "side", "sector", "kind", "date", "documents"])


def by_networkx(present):
    """The share of pairs between groups that run through each body, by NetworkX."""
    network = co_attendance(present)
    ends = [{body for body, sector in network.nodes(data="sector") if sector in group} for group in GROUPS]
    shares = {}
    for body in network:
        pairs = [(one - {body}, other - {body}) for one, other in ((ends[0], ends[1]), (ends[0], ends[2]), (ends[1], ends[2]))]
        through = sum(2 * nx.betweenness_centrality_subset(network, one, other)[body] for one, other in pairs if one and other)
        shares[body] = through / max(sum(len(one) * len(other) for one, other in pairs), 1)
    return shares


def test_brokers_of_a_chain_are_those_in_the_middle():
    # g – p – f – n. Pairs of different groups: gf, gn, fn; a party belongs to no group. Through p: gf and gn, of the three pairs without it: 2/3.
    # Through f: gn, the only pair without it: 1. Through g and n, at the ends: nothing.
    table = brokers(seated({"one": ["g", "p"], "two": ["p", "f"], "three": ["f", "n"]}), draws=5)

    assert table[["body", "sector", "meetings", "rank"]].to_numpy().tolist() == [["f", "business", 2, 1], ["p", "politics", 2, 2], ["g", "government", 1, 3], ["n", "civil_society", 1, 3]]
    assert table["betweenness"].tolist() == pytest.approx([1, 2 / 3, 0, 0])


def test_a_path_shared_by_two_counts_half_for_each():
    # g – f1 – n and g – f2 – n: each firm carries half of gn; the pairs without f1 are gn, g-f2, f2-n, so 1/2 of 3.
    table = brokers(seated({"a": ["g", "f1"], "b": ["f1", "n"], "c": ["g", "f2"], "d": ["f2", "n"]}), draws=5).set_index("body")

    assert table.loc[["f1", "f2"], "betweenness"].tolist() == pytest.approx([1 / 6, 1 / 6])
    # g and n each carry half of nothing between groups: f1 and f2 are of one group
    assert table.loc[["g", "n"], "betweenness"].tolist() == [0, 0]


def test_the_real_brokers_are_those_of_networkx(real):
    present = presence(real)
    table = brokers(present, draws=1).set_index("body")["betweenness"]

    assert table.to_dict() == pytest.approx(by_networkx(present))


@given(st.dictionaries(st.sampled_from("abcde"), st.lists(st.sampled_from(["g1", "g2", "p1", "f1", "f2", "m1", "n1", "x1"]), min_size=1, unique=True), min_size=1))
def test_shares_are_those_of_networkx_and_intervals_are_in_order(meetings):
    present = seated(meetings)
    table = brokers(present, draws=9, seed=2)

    assert table.set_index("body")["betweenness"].to_dict() == pytest.approx(by_networkx(present))
    assert (table["betweenness"].between(0, 1) & (table["low"] >= 0) & (table["low"] <= table["high"]) & (table["high"] <= 1)).all()
    assert ((table["rank_low"] >= 1) & (table["rank_low"] <= table["rank_high"]) & (table["rank_high"] <= len(table))).all()
    assert table["in_top"].between(0, 1).all()


def test_where_one_document_says_it_all_there_is_nothing_to_lose():
    present = seated({"one": ["g", "p"], "two": ["p", "f"], "three": ["f", "n"]}).assign(documents="doc/only")
    table = brokers(present, draws=20, top=1)

    assert table[["low", "high"]].to_numpy().tolist() == table[["betweenness", "betweenness"]].to_numpy().tolist()
    assert table[["rank_low", "rank_high"]].to_numpy().tolist() == table[["rank", "rank"]].to_numpy().tolist()
    assert table["in_top"].tolist() == [1, 0, 0, 0]


def test_a_presence_stays_if_any_of_its_documents_is_drawn():
    documents = ["doc/a", "doc/b", "doc/a doc/c"]
    drawn = np.random.default_rng(4).integers(3, size=(50, 3))  # places of doc/a, doc/b, doc/c

    kept = list(_resampled(documents, 50, 4))

    assert [k.tolist() for k in kept] == [[0 in d, 1 in d, bool({0, 2} & set(d.tolist()))] for d in drawn]


def test_a_document_is_missing_from_a_draw_as_often_as_drawing_with_replacement_says():
    kept = np.array(list(_resampled([f"doc/{n:02}" for n in range(20)], 400, 0)))

    assert kept.mean() == pytest.approx(1 - (1 - 1 / 20) ** 20, abs=0.01)


def test_names_do_not_matter_and_the_same_seed_gives_the_same_table():
    meetings = {"one": ["g", "p"], "two": ["p", "f"], "three": ["f", "n", "m"], "four": ["g", "x"]}
    present = seated(meetings)
    renamed = present.assign(body=present["body"].map({"g": "z", "p": "y", "f": "w", "n": "v", "m": "u", "x": "t"}))
    columns = ["betweenness", "rank", "low", "high", "rank_low", "rank_high", "in_top"]
    table, again, other = (brokers(of, draws=30, seed=1) for of in (present, present.sample(frac=1, random_state=1), renamed))

    assert table.equals(again)
    assert other.set_index("name").loc[table["name"], columns].to_numpy().tolist() == table[columns].to_numpy().tolist()


def test_what_cannot_be_grouped_or_drawn_is_refused():
    present = seated({"one": ["g", "p"]})

    with pytest.raises(kg.PolicyError, match="unknown sector 'goverment'; did you mean government"):
        brokers(present, groups=[["goverment"], ["business"]])
    with pytest.raises(kg.PolicyError, match="sector 'business' stands twice"):
        brokers(present, groups=[["business"], ["business"]])
    with pytest.raises(kg.PolicyError, match="draws is 0; it must be 1 or more"):
        brokers(present, draws=0)


def test_nobody_stands_between_nobody():
    assert len(brokers(seated({}), draws=2)) == 0
