"""The benchmark's tables are valid and always the same, and the plain way it measures against says the same as ours."""

import importlib.util
import sys
from pathlib import Path

import pyoxigraph
import pytest

import graph as kg
from graph.check import check
from graph.tables import read

BENCHMARKS = Path(__file__).parent / "benchmarks"


def module(name):
    spec = importlib.util.spec_from_file_location(f"benchmarks_{name}", BENCHMARKS / f"{name}.py")
    loaded = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = loaded  # dataclasses look their module up
    spec.loader.exec_module(loaded)
    return loaded


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    path = tmp_path_factory.mktemp("generated")
    module("generate").generate(path, actors=60)
    return path


def contents(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.csv")}


def test_generated_tables_have_every_file_and_no_error(folder):
    policy, problems = read(folder)
    assert set(contents(folder)) == {table.file for table in kg.model.schema().tables.values()}
    assert [str(p) for p in [*problems, *check(policy)] if p.level == "error"] == []


def test_same_seed_gives_the_same_bytes_and_another_seed_others(folder, tmp_path):
    generate = module("generate").generate
    generate(tmp_path / "again", actors=60)
    generate(tmp_path / "other", actors=60, seed=1)
    assert contents(tmp_path / "again") == contents(folder)
    assert contents(tmp_path / "other") != contents(folder)


def test_claims_are_spread_unevenly(folder):
    degrees = kg.load(folder).claims["subject"].value_counts()
    assert degrees.max() > 10 * degrees.median()


def test_plain_rdflib_gives_the_same_triples(folder):
    policy = kg.load(folder)
    plain = set(module("plain").rdflib_graph(policy))
    assert set(kg.to_rdf(policy)) == plain
    assert len({quad.triple for quad in pyoxigraph.parse(kg.to_turtle(policy), format=pyoxigraph.RdfFormat.TURTLE)}) == len(plain)


def test_plain_networks_have_the_same_nodes_and_edges(folder):
    policy = kg.load(folder)
    plain = module("plain")
    ours = kg.to_networkx(policy)
    for network in (plain.edgelist_network(policy), plain.added_network(policy)):
        assert set(network.nodes) == set(ours.nodes)
        assert set(network.edges(keys=True)) == set(ours.edges(keys=True))


def test_plain_page_has_every_edge(folder):
    policy = kg.load(folder)
    page = module("plain").pyvis_page(policy)
    assert page.count('"arrows": "to"') == len(policy.claims)
