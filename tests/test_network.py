"""NetworkX gets one edge a claim, with plain attributes."""

import graph as kg


def test_every_claim_is_an_edge_whose_key_is_its_id(invented):
    network = kg.to_networkx(invented)

    assert sorted(key for _, _, key in network.edges(keys=True)) == sorted(invented.claims["id"])
    assert sorted(network.nodes) == sorted(invented.entities["id"])
    assert network.is_directed()
    assert network.is_multigraph()


def test_an_edge_carries_the_known_cells_as_plain_values(invented):
    edge = kg.to_networkx(invented).edges["org/saebyeok", "program/jeongsan", "pledged/saebyeok-jeongsan"]

    assert edge == {
        "relation": "pledged",
        "event": "event/2026-05-20-msc-meeting",
        "date": "2026-05-20",
        "document": "doc/haneul-20260521",
        "locator": "새벽상사는,늘린다",
        "summary": "정산을 월 2회에서 6회로 늘리기로 함",
        "summary_en": "Raise settlements from two to six a month",
        "due": "2026-12",
        "change_from": 2.0,
        "change_to": 6.0,
        "change_unit": "회/월",
        "condition": "입점 1년이 지난 가게",
        "documents": "doc/bada-20260520 doc/haneul-20260521",
    }


def test_attributes_are_text_or_numbers_and_none_is_called_source(real):
    network = kg.to_networkx(real)
    attributes = [data for _, data in network.nodes(data=True)] + [data for *_, data in network.edges(data=True)]

    assert {type(value) for data in attributes for value in data.values()} == {str, float}
    assert not {"source", "target", "to", "from", "id"} & {name for data in attributes for name in data}


def test_the_tables_are_left_as_they_were(invented):
    before = {name: frame.copy() for name, frame in vars(invented).items()}

    kg.to_networkx(invented)
    kg.to_rdf(invented)

    assert all(getattr(invented, name).equals(frame) for name, frame in before.items())
