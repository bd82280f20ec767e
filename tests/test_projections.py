"""Matrices and networks are those that the definitions of the Discourse Network Analyzer give, worked by hand and in SPARQL."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import graph as kg
from graph.analysis import affiliation, conflict, congruence, contention, distinct, statements, subtract, two_mode
from graph.query import store

# Four fictional speakers on two topics. Gaon: tax yes twice, fees no. Narae: tax yes, fees no three times. Daon: tax no, fees yes and no. Moa: fees yes.
SAID = [("ga", "tax", 1), ("ga", "tax", 1), ("ga", "fee", 0), ("na", "tax", 1), ("na", "fee", 0), ("na", "fee", 0), ("na", "fee", 0)]
SAID += [("da", "tax", 0), ("da", "fee", 1), ("da", "fee", 0), ("mo", "fee", 1)]
ACTORS = ["da", "ga", "mo", "na"]

# The sample of the Discourse Network Analyzer as its counts: actors in the alphabetical order of their names, concepts likewise.
# Rows of agreement and of disagreement; https://github.com/leifeld/dna, rDNA/inst/extdata/sample.dna.
DNA_ACTORS = list("AEPNSCU")
DNA_AGREE = [[0, 0, 1, 0, 2, 1], [0, 0, 0, 0, 1, 0], [0, 0, 0, 0, 0, 10], [0, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 2], [2, 0, 1, 1, 1, 1], [1, 1, 1, 2, 1, 0]]
DNA_DISAGREE = [[0, 0, 0, 0, 0, 0], [2, 0, 0, 0, 1, 0], [1, 0, 0, 0, 0, 0], [2, 0, 0, 0, 0, 2], [2, 0, 0, 0, 1, 0], [0, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0]]


def said(rows):
    return pd.DataFrame(rows, columns=["actor", "concept", "agreement"]).astype({"agreement": bool})


def counts(agree, disagree, actors):
    columns = pd.MultiIndex.from_product([["agree", "disagree"], [f"c{i}" for i in range(len(agree[0]))]], names=["agreement", "concept"])
    return pd.DataFrame(np.hstack([agree, disagree]), index=pd.Index(actors, name="actor"), columns=columns)


FOUR = affiliation(said(SAID))
DNA = counts(DNA_AGREE, DNA_DISAGREE, DNA_ACTORS)
debates = st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("wxyz"), st.booleans()), min_size=1, max_size=25).map(said)
normalizations = st.sampled_from([None, "average_activity", "jaccard", "cosine"])
projections = st.sampled_from([congruence, conflict, subtract])


def test_the_affiliation_matrix_counts_agreement_and_disagreement_apart():
    assert FOUR["agree"].loc[ACTORS, ["fee", "tax"]].to_numpy().tolist() == [[1, 0], [0, 2], [1, 0], [0, 1]]
    assert FOUR["disagree"].loc[ACTORS, ["fee", "tax"]].to_numpy().tolist() == [[1, 1], [1, 0], [0, 0], [3, 0]]


def test_a_debate_without_statements_gives_empty_matrices():
    nothing = affiliation(said([]))

    assert nothing.shape == (0, 0)
    assert congruence(nothing, "jaccard").shape == (0, 0)
    assert contention(nothing).empty


def test_congruence_multiplies_counts_on_the_same_side():
    # da-ga: fee no 1·1 = 1.  da-mo: fee yes 1·1 = 1.  da-na: fee no 1·3 = 3.  ga-mo: 0.  ga-na: tax yes 2·1 + fee no 1·3 = 5.  mo-na: 0.
    assert congruence(FOUR).to_numpy().tolist() == [[0, 1, 1, 3], [1, 0, 0, 5], [1, 0, 0, 0], [3, 5, 0, 0]]


def test_conflict_multiplies_counts_on_opposite_sides():
    # da-ga: tax no 1 · yes 2 + fee yes 1 · no 1 = 3.  da-mo: fee no 1 · yes 1 = 1.  da-na: tax 1·1 + fee yes 1 · no 3 = 4.  ga-mo: fee 1·1 = 1.  ga-na: 0.  mo-na: fee 1·3 = 3.
    assert conflict(FOUR).to_numpy().tolist() == [[0, 3, 1, 4], [3, 0, 1, 0], [1, 1, 0, 3], [4, 0, 3, 0]]


def test_average_activity_divides_by_the_mean_number_of_statements():
    # Statements: da 3, ga 3, mo 1, na 4. Subtract: da-ga 1 - 3 = -2, by (3 + 3) / 2; da-na 3 - 4 = -1, by 3.5; ga-na 5, by 3.5; ga-mo -1, by 2; mo-na -3, by 2.5.
    assert subtract(FOUR, "average_activity").loc["da"].tolist() == pytest.approx([0, -2 / 3, 0, -1 / 3.5])
    assert subtract(FOUR, "average_activity").loc["na"].tolist() == pytest.approx([-1 / 3.5, 5 / 3.5, -3 / 2.5, 0])


def test_cosine_divides_by_the_product_of_the_numbers_of_statements():
    # ga-na 5 / (3 · 4); ga-da 1 / (3 · 3)
    assert congruence(FOUR, "cosine").loc["ga"].tolist() == pytest.approx([1 / 9, 0, 0, 5 / 12])


def test_jaccard_divides_by_what_either_said_alone_and_both_said():
    # ga has cells tax+ 2, fee- 1; na has tax+ 1, fee- 3: nothing alone, together 2·1 + 1·3 = 5, so 5 / 5.
    # da has tax- 1, fee+ 1, fee- 1: with ga alone tax- 1 + fee+ 1 and tax+ 2, together fee- 1·1, so 1 / 5.
    assert congruence(FOUR, "jaccard").loc["ga"].tolist() == pytest.approx([1 / 5, 0, 0, 1])


def test_two_mode_networks_are_divided_by_row_or_column():
    # Fees: da 1 - 1, ga -1, mo 1, na -3; spoken of 2 + 1 + 1 + 3 = 7 times. na spoke 4 times.
    assert two_mode(FOUR)["fee"].tolist() == [0, -1, 1, -3]
    assert two_mode(FOUR, normalize="prominence")["fee"].tolist() == pytest.approx([0, -1 / 7, 1 / 7, -3 / 7])
    assert two_mode(FOUR, "ignore", "activity").loc["na"].tolist() == [0.75, 0.25]


def test_the_pairs_on_opposite_sides_of_a_topic_are_its_share_of_disagreement():
    # Tax: ga 2 and na 1 for, da 1 against: same side 2·1, opposite 1·3. Fees: for da 1, mo 1; against da 1, ga 1, na 3:
    # same side 1 + (1·1 + 1·3 + 1·3) = 8; opposite 2·5 less da with itself 1 = 9.
    assert contention(FOUR).to_numpy().tolist() == [[2, 3, 8, 9, 9 / 17], [2, 1, 2, 3, 3 / 5]]
    assert contention(FOUR).index.tolist() == ["fee", "tax"]


def test_the_toy_graph_of_the_dna_manual_has_its_seven_ties():
    rows = [("a1", "c1"), ("a2", "c1"), ("a2", "c2"), ("a2", "c3"), ("a3", "c3"), ("a3", "c5"), ("a4", "c3"), ("a5", "c3"), ("a5", "c4")]
    network = congruence(affiliation(said([(*row, 1) for row in rows])))

    ties = {(a, b): int(network.at[a, b]) for a in network for b in network if a < b and network.at[a, b]}
    assert ties == dict.fromkeys([("a1", "a2"), ("a2", "a3"), ("a2", "a4"), ("a2", "a5"), ("a3", "a4"), ("a3", "a5"), ("a4", "a5")], 1)


def test_dnas_own_sample_gives_the_numbers_of_its_tests():
    # The figures that rDNA's test-network.R asserts of the same sample, in order of its tests.
    total = congruence(DNA) + conflict(DNA)  # "ignore"
    kept = DNA.loc[list("AEPNU")].drop(columns="c5", level="concept")

    assert (two_mode(DNA, "ignore").to_numpy().sum(), (two_mode(DNA, "ignore") > 0).to_numpy().sum()) == (40, 22)
    assert (total.to_numpy().sum(), (total > 0).to_numpy().sum() // 2, total.loc["P", ["A", "E"]].tolist()) == (276, 21, [10, 2])
    assert round(congruence(DNA, "average_activity").to_numpy().sum()) == 26
    assert round(congruence(kept, "average_activity").to_numpy().sum()) == 10
    assert DNA.clip(upper=1).to_numpy().sum() == 23  # duplicates per document: each actor has one document


def test_two_actors_of_dnas_sample_by_hand():
    # P agreed with c5 10 times and disagreed with c0 once; N disagreed twice with each: congruence 1·2, conflict 10·2, subtract -18.
    # Statements 11 and 4: average 7.5, product 44. Jaccard: P alone 10, N alone 2, both 2, so 14.
    assert [subtract(DNA, n).at["P", "N"] for n in (None, "average_activity", "jaccard", "cosine")] == pytest.approx([-18, -2.4, -18 / 14, -18 / 44])


@given(debates, projections, normalizations)
def test_networks_are_symmetric_with_an_empty_diagonal(rows, project, normalize):
    network = project(affiliation(rows), normalize)

    assert np.array_equal(network, network.T)
    assert not np.diag(network).any()
    assert network.index.tolist() == network.columns.tolist() == sorted(set(rows["actor"]))


@given(debates, projections, normalizations, st.permutations("abcdef"))
def test_naming_the_actors_otherwise_permutes_the_network(rows, project, normalize, names):
    other = dict(zip("abcdef", names, strict=True))
    network = project(affiliation(rows), normalize)
    renamed = project(affiliation(rows.assign(actor=rows["actor"].map(other))), normalize)

    assert np.allclose(renamed.loc[network.index.map(other), network.columns.map(other)], network)


@given(debates, normalizations)
def test_subtract_is_congruence_less_conflict_and_together_they_are_all_pairs(rows, normalize):
    table = affiliation(rows)
    spoken = two_mode(table, "ignore").to_numpy()

    assert np.allclose(subtract(table, normalize), congruence(table, normalize) - conflict(table, normalize))
    assert np.array_equal((congruence(table) + conflict(table)).to_numpy(), (spoken @ spoken.T) * ~np.eye(len(spoken), dtype=bool))


@given(debates)
def test_the_topics_add_up_to_the_networks(rows):
    table = affiliation(rows)
    topics = contention(table)

    assert topics["congruence"].sum() * 2 == congruence(table).to_numpy().sum()
    assert topics["conflict"].sum() * 2 == conflict(table).to_numpy().sum()


@given(debates, st.sampled_from(["average_activity", "jaccard", "cosine"]))
def test_normalised_networks_of_distinct_statements_lie_between_0_and_1(rows, normalize):
    table = affiliation(distinct(rows))

    for network in (congruence(table, normalize), conflict(table, normalize), subtract(table, normalize).abs()):
        assert network.to_numpy().min() >= 0
        assert network.to_numpy().max() <= 1 + 1e-12


@given(debates, normalizations)
def test_the_callers_table_is_left_as_it_was(rows, normalize):
    table = affiliation(rows)
    before = table.copy()

    subtract(table, normalize)
    contention(table)

    assert table.equals(before)


def test_an_unknown_normalisation_is_refused_with_the_valid_ones():
    with pytest.raises(kg.PolicyError, match="unknown normalization 'phi'; valid are: average_activity, jaccard, cosine"):
        congruence(FOUR, "phi")
    with pytest.raises(kg.PolicyError, match="valid are: activity, prominence"):
        two_mode(FOUR, normalize="jaccard")


def test_counts_by_topic_are_those_of_the_named_question(real):
    rows = statements(real)
    table = affiliation(rows)
    asked = kg.query(real, "topics_overview").set_index("topic_id").loc[table["agree"].columns]

    assert table["agree"].sum().tolist() == asked["agreeing_statements"].tolist()
    assert table["disagree"].sum().tolist() == asked["disagreeing_statements"].tolist()
    assert contention(table)[["agree", "disagree"]].loc[asked.index].to_numpy().tolist() == asked[["agree", "disagree"]].to_numpy().tolist()


@pytest.mark.parametrize(("project", "sides"), [(congruence, "?side = ?other_side"), (conflict, "?side != ?other_side")])
def test_networks_are_those_that_sparql_joins_from_the_turtle(real, project, sides):
    positions = "{ SELECT DISTINCT ?%s ?topic ?%s { ?claim%s pg:topic ?topic ; pg:stance ?%s ; rdf:subject ?%s } }"
    text = f"""
        PREFIX pg: <https://w3id.org/platform-policy-graph/ontology#> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
        SELECT ?actor ?other (COUNT(*) AS ?weight) {{
          {positions % ("actor", "side", "1", "side", "actor")} {positions % ("other", "other_side", "2", "other_side", "other")}
          FILTER(?actor != ?other && {sides})
        }} GROUP BY ?actor ?other"""
    answers = store(real).query(text)
    base = "https://w3id.org/platform-policy-graph/"
    joined = {(a["actor"].value.removeprefix(base), a["other"].value.removeprefix(base)): int(a["weight"].value) for a in answers}

    network = project(affiliation(distinct(statements(real))))

    assert {(a, b): int(weight) for a, row in network.iterrows() for b, weight in row.items() if weight} == joined
