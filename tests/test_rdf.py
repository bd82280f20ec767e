"""The Turtle says what the tables say, in every engine and in every order of rows."""

import pyoxigraph
import pyshacl
import pytest
import rdflib
from rdflib.compare import to_isomorphic

import graph as kg
from graph.exports import to_jsonld
from graph.model import PG, RDF, schema_text
from graph.rdf import to_trig


def triples(text, form):
    return {tuple(map(str, (q.subject, q.predicate, q.object))) for q in pyoxigraph.parse(text, format=form)}


def test_a_pledge_reads_as_a_direct_triple_and_as_a_claim(invented):
    turtle = kg.to_turtle(invented)

    assert "    pg:pledged program:byeolbit .\n" in turtle
    assert (
        """pledged:nuritok-byeolbit a pg:Pledged , pg:Claim , rdf:Statement ;
    rdf:subject org:nuritok ;
    rdf:object program:byeolbit ;
    pg:event event:2026-05-20-msc-meeting ;
    dcterms:date "2026-05-20"^^xsd:date ;
    dcterms:description "동네 가게 2만 곳의 교육에 3년간 150억 원을 들이기로 함"@ko ;
    dcterms:description "Spend KRW 15bn on \\"Starlight\\" over three years"@en ;
    pg:amount "15000000000"^^xsd:decimal ;
    pg:currency "KRW" ;
    pg:amountBound pg:bound-about ;
    pg:count "20000"^^xsd:decimal ;
    pg:countUnit "동네 가게(곳)"@ko ;
    pg:countBound pg:bound-at-least ;
    pg:period "P3Y"^^xsd:duration ;
    pg:start "2026-07"^^xsd:gYearMonth ;
    pg:due "2029-06"^^xsd:gYearMonth ;
    rdf:predicate pg:pledged ;
    prov:wasDerivedFrom doc:bada-20260520 , doc:haneul-20260521 ;
    pg:evidence <evidence/pledged/nuritok-byeolbit/bada-20260520> , <evidence/pledged/nuritok-byeolbit/haneul-20260521> .
"""
        in turtle
    )


def test_rdflib_and_pyoxigraph_read_the_same_triples(real):
    turtle = kg.to_turtle(real)
    read_by_rdflib = rdflib.Graph().parse(data=turtle, format="turtle")
    read_by_pyoxigraph = rdflib.Graph().parse(data=pyoxigraph.serialize(pyoxigraph.parse(turtle, format=pyoxigraph.RdfFormat.TURTLE), format=pyoxigraph.RdfFormat.N_TRIPLES), format="nt")

    assert set(read_by_rdflib) == set(read_by_pyoxigraph) == set(kg.to_rdf(real))
    assert not [term for triple in read_by_rdflib for term in triple if isinstance(term, rdflib.BNode)]


def test_an_outside_shacl_engine_accepts_the_turtle(real):
    shapes = rdflib.Graph().parse(data=schema_text("shapes.ttl"), format="turtle")

    conforms, _, report = pyshacl.validate(kg.to_rdf(real), shacl_graph=shapes)

    assert conforms, report


def test_jsonld_says_the_same_as_the_turtle_to_an_outside_reader(invented):
    graph = rdflib.Graph().parse(data=to_jsonld(invented), format="json-ld")

    assert to_isomorphic(graph) == to_isomorphic(kg.to_rdf(invented))


def test_trig_puts_what_a_document_says_into_its_graph_and_loses_nothing(invented):
    quads = list(pyoxigraph.parse(to_trig(invented), format=pyoxigraph.RdfFormat.TRIG))
    doc = f"<{rdflib.URIRef('https://w3id.org/platform-policy-graph/doc/')}"
    direct = {str(q.subject).rpartition("/")[2] for q in quads if str(q.graph_name).startswith(doc + "haneul") and q.predicate.value == PG + "pledged"}

    assert direct == {"nuritok>", "saebyeok>"}
    assert {tuple(map(str, (q.subject, q.predicate, q.object))) for q in quads} == triples(kg.to_turtle(invented), pyoxigraph.RdfFormat.TURTLE)


def test_every_claim_leads_to_a_document_with_publisher_date_and_address_in_one_hop(real):
    graph = kg.to_rdf(real)
    rows = graph.query(
        """PREFIX pg: <https://w3id.org/platform-policy-graph/ontology#> PREFIX prov: <http://www.w3.org/ns/prov#>
        PREFIX dc: <http://purl.org/dc/elements/1.1/> PREFIX dcterms: <http://purl.org/dc/terms/> PREFIX schema: <https://schema.org/>
        SELECT DISTINCT ?c { ?c a pg:Claim ; prov:wasDerivedFrom ?d . ?d dc:publisher ?p ; dcterms:issued ?i ; schema:url ?u }"""
    )

    assert len(rows) == len(real.claims)


def test_role_classes_come_from_posts(invented):
    graph = kg.to_rdf(invented)

    ministers = {str(s).rpartition("/")[2] for s in graph.subjects(rdflib.URIRef(RDF + "type"), rdflib.URIRef(PG + "Minister"))}
    assert ministers == {"seo-i-deun", "yoon-do-hyun"}


def test_a_document_that_disagrees_is_no_source_but_is_named(invented):
    graph = kg.to_rdf(invented)
    claim = rdflib.URIRef("https://w3id.org/platform-policy-graph/pledged/saebyeok-jeongsan")

    assert [str(d).rpartition("/")[2] for d in graph.objects(claim, rdflib.URIRef(PG + "contradictedBy"))] == ["pada-20270110"]


def test_a_claim_that_rests_on_weak_documents_says_so(invented):
    graph = kg.to_rdf(invented)

    weak = {str(s).rpartition("/")[2] for s in graph.subjects(rdflib.URIRef(PG + "weaklySourced"))}
    assert weak == {"ha-ram-1-pyeongpyeong-2026-05-20", "ha-ram-2-2026-05-20-msc-meeting", "ha-ram-2-saebyeok-director"}


def test_announced_attendance_is_not_stated_as_attendance(invented):
    graph = kg.to_rdf(invented)
    event = rdflib.URIRef("https://w3id.org/platform-policy-graph/event/2026-05-20-msc-meeting")

    assert sorted(str(s).rpartition("/")[2] for s in graph.subjects(rdflib.URIRef(PG + "attended"), event)) == ["ha-ram-1", "seo-i-deun"]


@pytest.mark.parametrize("hostile", ['"', "\\", '"""', "\\u0000", "<b>&amp;</b>", "‘’“”·•", "한글 조합", "@en", "^^xsd:date ."])
def test_any_text_comes_back_as_it_was(spoil, hostile):
    cell = '"' + ("가" + hostile + "나").replace('"', '""') + '"'
    policy = kg.load(spoil("entities/place.csv", "달빛회관", cell))

    assert rdflib.Literal("가" + hostile + "나", lang="ko") in set(kg.to_rdf(policy).objects())
