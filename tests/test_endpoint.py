"""Questions asked of a real SPARQL server that holds the exports."""

import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

import graph as kg


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory):
    """The address of an Oxigraph server that holds the exports of the invented tables."""
    folder = tmp_path_factory.mktemp("server")
    kg.build(Path(__file__).parent / "sample", folder / "exports")
    oxigraph = Path(sys.executable).with_name("oxigraph")
    store = folder / "store"
    files = [folder / "exports" / name for name in ("policy.ttl", "ontology.ttl")]
    subprocess.run([oxigraph, "load", "--location", store, "--file", *files], check=True, capture_output=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen([oxigraph, "serve-read-only", "--location", store, "--bind", f"127.0.0.1:{port}"], stderr=subprocess.DEVNULL)
    for _ in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.1)
    yield f"http://127.0.0.1:{port}/query"
    server.terminate()
    server.wait()


@pytest.mark.parametrize(("question", "parameters"), [("who_attended", {"event": "event/2026-05-20-msc-meeting"}), ("pledges_overdue", {}), ("conflicts", {}), ("about", {"entity": "org/nuritok"})])
def test_a_server_gives_the_same_answer_as_the_tables(endpoint, invented, question, parameters):
    assert kg.query(endpoint, question, **parameters).equals(kg.query(invented, question, **parameters))


def test_a_yes_or_no_question_is_answered(endpoint):
    assert kg.query(endpoint, "ASK { ?x a pg:Minister }").to_dict("list") == {"answer": [True]}


def test_what_a_server_refuses_is_one_line(endpoint):
    with pytest.raises(kg.PolicyError) as told:
        kg.query(endpoint, "SELECT ?x { ?x")

    assert str(told.value).startswith(f"{endpoint}: 400 Bad Request: ")
    assert "\n" not in str(told.value)


def test_a_page_that_is_no_endpoint_is_one_line(endpoint):
    with pytest.raises(kg.PolicyError, match=r"^http://127\.0\.0\.1:\d+/nothing: 404 Not Found"):
        kg.query(endpoint.replace("/query", "/nothing"), "who_attended")


def test_a_server_that_is_not_there_is_one_line():
    with pytest.raises(kg.PolicyError, match=r"^http://127\.0\.0\.1:9/query: cannot be reached \(.*refused\)$"):
        kg.query("http://127.0.0.1:9/query", "who_attended")
