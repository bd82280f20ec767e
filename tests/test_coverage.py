"""What rests on whom is counted right, by two routes, and leaving out an outlet takes away what rests on it and nothing else."""

from dataclasses import fields, replace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import graph as kg
from graph import analysis
from graph.model import schema


def rows(frame):
    return [list(row) for row in frame.itertuples(index=False)]


def test_the_outlets_of_the_invented_sample_by_hand(invented):
    # 바다일보 states two who attended, who hosted and where, two posts, and both pledges, which 하늘신문 states too: 8, of them 6 alone.
    # 하늘신문 states the pledges and a post: 3, 1 alone. The memo states three things alone. 파다경제 only contradicts, which supports nothing.
    found = analysis.outlets(invented).drop(columns="claims")

    assert rows(found) == [
        ["바다일보", 1, 0, 8, 6, "2026-05-20", "2026-05-20"],
        ["누군가의 메모", 1, 1, 3, 3, "2026", "2026"],
        ["하늘신문", 1, 0, 3, 1, "2026-05-21", "2026-05-21"],
        ["파다경제", 1, 0, 0, 0, "2027-01-10", "2027-01-10"],
    ]
    assert analysis.outlets(invented)["claims"].tolist()[2] == "holds_post/yoon-do-hyun-msc-minister"


def test_the_sources_of_each_claim_of_the_sample(invented):
    found = analysis.support(invented).set_index("claim")

    assert found.loc["pledged/nuritok-byeolbit"].tolist() == ["pledged", 2, 2, 2, "", False]
    assert found.loc["pledged/saebyeok-jeongsan"].tolist() == ["pledged", 2, 2, 2, "", False]  # one agrees, one differs in part; the third contradicts
    assert found.loc["holds_post/ha-ram-2-saebyeok-director"].tolist() == ["holds_post", 1, 1, 1, "누군가의 메모", True]


def test_the_distribution_by_relation_of_the_sample(invented):
    assert rows(analysis.sources_per_claim(invented)) == [
        # relation, claims, one, two, more, one outlet, one day, weak
        ["attended", 2, 2, 0, 0, 2, 0, 0],
        ["announced_for", 1, 1, 0, 0, 1, 0, 1],
        ["hosted", 1, 1, 0, 0, 1, 0, 0],
        ["held_at", 1, 1, 0, 0, 1, 0, 0],
        ["pledged", 2, 0, 2, 0, 0, 0, 0],
        ["criticized", 1, 1, 0, 0, 1, 0, 1],
        ["holds_post", 4, 4, 0, 0, 4, 0, 1],
    ]


def test_months_between_the_first_and_the_last_are_there_with_nought(invented):
    found = analysis.months(invented).set_index("month")

    # 2026-05 to 2027-01 are nine months; four posts have no date of their own, the memo is dated to a year.
    assert found.index.tolist() == ["", "2026", *(f"2026-{m:02}" for m in range(5, 13)), "2027-01"]
    assert found.loc["2026-05"].tolist() == [8, 2]
    assert found.loc["2026-06"].tolist() == [0, 0]
    assert found.loc[["", "2026", "2027-01"]].to_numpy().tolist() == [[4, 0], [0, 1], [0, 1]]


def test_disagreements_name_both_outlets_and_the_column(invented):
    assert rows(analysis.disagreements(invented)) == [
        ["하늘신문", "바다일보", "due", 1, "pledged/saebyeok-jeongsan"],
        ["하늘신문", "파다경제", "change_to", 1, "pledged/saebyeok-jeongsan"],
    ]


def test_without_the_first_source_a_claim_stays_with_the_next_document_and_its_passage(invented):
    left = analysis.without_outlet(invented, "바다일보")
    pledge = left.claims.set_index("id").loc["pledged/nuritok-byeolbit"]

    assert (pledge["document"], pledge["locator"], pledge["amount"]) == ("doc/haneul-20260521", "150억 원을,밝혔다", 15_000_000_000)
    assert left.claims["id"].tolist() == [
        "announced_for/ha-ram-2-2026-05-20-msc-meeting",
        "criticized/ha-ram-1-pyeongpyeong-2026-05-20",
        "holds_post/ha-ram-2-saebyeok-director",
        "holds_post/yoon-do-hyun-msc-minister",
        "pledged/nuritok-byeolbit",
        "pledged/saebyeok-jeongsan",
    ]
    assert left.statuses["id"].tolist() == ["status/nuritok-byeolbit-2026-11-01", "status/saebyeok-jeongsan-2027-01-10"]
    assert left.entities["id"].tolist() == invented.entities["id"].tolist()
    assert "doc/bada-20260520" not in set(left.entities["document"])


def test_an_unknown_outlet_is_told_with_the_nearest(invented):
    with pytest.raises(kg.PolicyError, match="unknown outlet '바다일본'; did you mean 바다일보\\?"):
        analysis.without_outlet(invented, "바다일본")


def pledges(policy, *named):
    """The sample with further pledges, each by its id, document and what it restates and is part of; every one has a line of evidence."""
    row = policy.claims[policy.claims["id"] == "pledged/nuritok-byeolbit"].iloc[0].to_dict()
    more = pd.DataFrame([{**row, "id": i, "date": date, "document": d, "restates": r, "part_of": p} for i, date, d, r, p in named])
    said = pd.DataFrame([{**policy.evidence.iloc[0].to_dict(), "claim": i, "document": d} for i, _, d, _, _ in named])
    return replace(policy, claims=pd.concat([policy.claims, more], ignore_index=True), evidence=pd.concat([policy.evidence, said], ignore_index=True))


def test_claims_that_restated_a_lost_one_are_still_one_sum(invented):
    # a is restated by b and c and, through b, by d: without 파다경제 the earliest left, b, is restated by c; d still restates b.
    world = pledges(
        invented,
        ("pledged/a", "2026-01-01", "doc/pada-20270110", "", ""),
        ("pledged/b", "2026-02-01", "doc/bada-20260520", "pledged/a", ""),
        ("pledged/c", "2026-03-01", "doc/bada-20260520", "pledged/a", ""),
        ("pledged/d", "2026-04-01", "doc/bada-20260520", "pledged/b", ""),
    )
    left = analysis.without_outlet(world, "파다경제").claims.set_index("id")["restates"]

    assert left[["pledged/b", "pledged/c", "pledged/d"]].tolist() == ["", "pledged/b", "pledged/b"]


def test_a_part_of_a_lost_whole_is_part_of_what_the_whole_was_part_of(invented):
    world = pledges(
        invented,
        ("pledged/a", "2026-01-01", "doc/bada-20260520", "", ""),
        ("pledged/b", "2026-01-01", "doc/pada-20270110", "", "pledged/a"),
        ("pledged/c", "2026-01-01", "doc/bada-20260520", "", "pledged/b"),
        ("pledged/d", "2026-01-01", "doc/pada-20270110", "", ""),
        ("pledged/e", "2026-01-01", "doc/bada-20260520", "", "pledged/d"),
    )
    left = analysis.without_outlet(world, "파다경제").claims.set_index("id")["part_of"]

    assert left[["pledged/c", "pledged/e"]].tolist() == ["pledged/a", ""]


def test_leaving_out_gives_a_row_for_all_and_one_for_each_outlet(invented):
    found = analysis.leave_one_outlet_out(invented, lambda policy: {"claims": len(policy.claims), "documents": len(policy.documents)}, outlets=3)

    assert found.index.tolist() == ["", "바다일보", "누군가의 메모", "하늘신문"]
    assert found.to_numpy().tolist() == [[12, 4], [6, 3], [9, 3], [11, 3]]


@given(st.data())
def test_without_an_outlet_exactly_the_claims_that_rest_on_it_alone_are_gone(real, data):
    outlets = analysis.outlets(real).set_index("outlet")
    name = data.draw(st.sampled_from(sorted(outlets.index)))
    left = analysis.without_outlet(real, name)

    assert set(real.claims["id"]) - set(left.claims["id"]) == set(outlets.loc[name, "claims"].split())
    assert len(outlets.loc[name, "claims"].split()) == outlets.loc[name, "alone"]
    assert set(left.claims["id"]) | set(outlets.loc[name, "claims"].split()) == set(real.claims["id"])
    known = {"Claim": set(left.claims["id"]), "Document": set(left.documents["id"]), "Entity": set(left.entities["id"])}
    for column in ("document", "status_document"):
        assert set(left.claims[column]) <= {"", *known["Document"]}
        assert set(left.entities[column]) <= {"", *known["Document"]}
    assert "" not in set(left.claims["document"])
    for column in ("claim", "restates", "part_of"):
        assert set(left.claims[column]) <= {"", *known["Claim"]}
    assert set(left.evidence["document"]) <= known["Document"]
    assert set(left.evidence["claim"]) == known["Claim"]
    assert set(left.statuses["claim"]) <= known["Claim"]
    assert set(left.claims["subject"]) | set(left.claims["object"]) <= known["Entity"]


def test_nothing_the_caller_passed_in_is_changed(real):
    before = {f.name: getattr(real, f.name).copy() for f in fields(real)}

    analysis.without_outlet(real, "지디넷코리아")

    for name, frame in before.items():
        pd.testing.assert_frame_equal(getattr(real, name), frame)


def test_the_order_of_the_rows_does_not_matter(real):
    shuffled = replace(real, **{f.name: getattr(real, f.name).sample(frac=1, random_state=1) for f in fields(real)})

    for function in (analysis.outlets, analysis.support, analysis.sources_per_claim, analysis.months, analysis.disagreements):
        pd.testing.assert_frame_equal(function(shuffled), function(real))


def test_a_graph_without_an_outlet_is_written_and_asked_like_any_other(real):
    left = analysis.without_outlet(real, "뉴시스")

    assert kg.query(left, "SELECT (COUNT(DISTINCT ?claim) AS ?n) { ?claim rdf:predicate ?p }")["n"].tolist() == [len(left.claims)]
    assert kg.query(left, "SELECT ?d { ?d dc:publisher '뉴시스' }").empty


# Two routes to each headline figure: the tables, and SPARQL over the exported triples.


def test_the_outlets_are_those_of_sparql(real):
    asked = kg.query(real, "documents_by_publisher", top=10_000).set_index("publisher").sort_index()
    found = analysis.outlets(real).set_index("outlet").sort_index()

    assert found[["documents", "supports", "weak", "first", "last"]].to_numpy().tolist() == asked[["documents", "claims", "weak_documents", "first", "last"]].to_numpy().tolist()
    assert found.index.tolist() == asked.index.tolist()


def test_the_documents_of_each_claim_are_those_of_sparql(real):
    text = """SELECT ?claim (COUNT(DISTINCT ?document) AS ?documents) (COUNT(DISTINCT ?by) AS ?outlets) (COUNT(DISTINCT ?on) AS ?days)
    { ?claim rdf:predicate ?relation ; prov:wasDerivedFrom ?document . ?document dc:publisher ?by ; dcterms:issued ?on } GROUP BY ?claim ORDER BY ?claim"""
    found = analysis.support(real)

    assert rows(found[["claim", "documents", "outlets", "days"]]) == rows(kg.query(real, text))


def test_the_weakly_sourced_claims_are_those_of_sparql(real):
    found = analysis.support(real)

    assert found.loc[found["weak"], "claim"].tolist() == sorted(kg.query(real, "weakly_sourced")["claim"])
    assert analysis.sources_per_claim(real)["weak"].sum() == len(kg.query(real, "weakly_sourced"))


def test_the_distribution_by_relation_is_that_of_sparql(real):
    text = """SELECT ?relation (COUNT(?claim) AS ?claims) (SUM(IF(?documents = 1, 1, 0)) AS ?one) (SUM(IF(?documents = 2, 1, 0)) AS ?two)
    { { SELECT ?claim ?relation (COUNT(DISTINCT ?document) AS ?documents) { ?claim rdf:predicate ?relation ; prov:wasDerivedFrom ?document } GROUP BY ?claim ?relation } } GROUP BY ?relation"""
    asked = kg.query(real, text).set_index("relation")
    found = analysis.sources_per_claim(real).set_index("relation")

    assert found[["claims", "one", "two"]].to_numpy().tolist() == asked.loc[found.index, ["claims", "one", "two"]].to_numpy().tolist()
    assert (found[["one", "two", "more"]].sum(axis=1) == found["claims"]).all()


def test_the_disagreements_are_those_of_sparql(real):
    labels = {column.label["ko"]: name for table in schema().relations.values() for name, column in table.columns.items()}
    asked = kg.query(real, "conflicts").assign(field=lambda frame: frame["field"].map(labels)).groupby(["publisher", "other_publisher", "field"]).size()
    found = analysis.disagreements(real).set_index(["outlet", "other", "field"])["count"].sort_index()

    assert found.to_dict() == asked.to_dict()


def test_the_months_add_up_and_are_those_of_sparql(real):
    def asked(pattern):
        text = f"SELECT ?month (COUNT(?what) AS ?n) {{ {pattern} BIND(SUBSTR(STR(?on), 1, 7) AS ?month) }} GROUP BY ?month"
        return kg.query(real, text).set_index("month")["n"].to_dict()

    found = analysis.months(real).set_index("month")

    assert found["documents"][found["documents"] > 0].to_dict() == asked("?what dcterms:issued ?on ; dc:publisher ?by")
    assert found["claims"][(found["claims"] > 0) & (found.index != "")].to_dict() == asked("?what rdf:predicate ?relation ; dcterms:date ?on")
    assert found.sum().tolist() == [len(real.claims), len(real.documents)]
