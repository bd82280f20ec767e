"""The simple page opens offline in a real browser, shows what the tables hold, and runs nothing that stands in the data."""

import base64
import dataclasses
import gzip
import itertools
import json
import os
import re
import subprocess
import sys
import unicodedata

import pytest

import graph as kg
from graph.explorer.page import _SCRIPTS, _inlined
from graph.model import schema

MEETING = "event/2024-11-06-msit-platform-ceos"
ATTACKS = (
    "</script><script>window.hit=1</script>",
    '<img src=x onerror="window.hit=1">',
    "\"'><svg onload=window.hit=1>",
    "javascript:window.hit=1//href",
    "{{ 7*7 }}{% raw %}<!--",
)


def write(policy, path):
    """Write the simple page, also where the explorer's scripts have been built."""
    path.write_text(kg.to_pyvis(policy).generate_html(), "utf-8", newline="")


@pytest.fixture(scope="module")
def written(real, tmp_path_factory):
    """The page of the real data."""
    path = tmp_path_factory.mktemp("page") / "policy.html"
    write(real, path)
    return path


@pytest.fixture
def open_page(browser):
    """Open a page offline; what it asks for, and what goes wrong in it, is kept in ``page.trouble``."""
    contexts = []

    def opened(path, entity="", width=1440, height=900, **options):
        context = browser.new_context(viewport={"width": width, "height": height}, offline=True, **options)
        contexts.append(context)
        page = context.new_page()
        page.trouble = []
        page.on("request", lambda request: request.url.split("#")[0] == path.as_uri() or page.trouble.append(request.url))
        page.on("console", lambda message: page.trouble.append(message.text))
        page.on("pageerror", lambda error: page.trouble.append(str(error)))
        page.goto(f"{path.as_uri()}#{entity}")
        page.evaluate("ready.then(() => true)")
        return page

    yield opened
    for context in contexts:
        context.close()


def test_the_page_opens_offline_without_a_request_or_an_error(open_page, written):
    page = open_page(written)
    for entity in ("org/kakao", "topic/platform-legislation", "person/choi-soo-yeon"):
        page.evaluate("entity => { location.hash = entity }", entity)
        page.wait_for_function("entity => document.getElementById('panel').dataset.of === entity", arg=entity)

    assert page.trouble == []


def test_it_opens_on_the_meeting_with_its_nine_attendees_and_their_pledges(open_page, written, real):
    page = open_page(written)
    here = real.claims[(real.claims["object"] == MEETING) | (real.claims["event"] == MEETING)]
    names = dict(zip(real.entities["id"], real.entities["name"], strict=True))
    attendees = here.loc[here["relation"] == "attended", "subject"].map(names)
    pledges = here[here["relation"] == "pledged"]
    text = page.inner_text("#panel")

    assert page.inner_text("h2") == names[MEETING]
    assert len(attendees) == 9
    assert [name for name in attendees if name not in text] == []
    assert len(pledges) >= 10
    assert [summary for summary in pledges["summary"] if summary not in text] == []
    assert {names[i] for i in pledges["object"]} <= set(page.evaluate("ready.then(p => p.picture.places.map(q => nameOf(p.graph, q.id)))"))


def test_without_the_meeting_it_opens_on_the_best_connected_entity(open_page, invented, tmp_path):
    write(invented, tmp_path / "page.html")
    page = open_page(tmp_path / "page.html")
    most = page.evaluate("ready.then(p => Math.max(...[...p.graph.byId.values()].map(n => n.statements.length)))")

    assert page.evaluate("ready.then(p => p.graph.byId.get(p.centre).statements.length)") == most


def test_a_table_without_claims_is_said_to_be_empty(open_page, invented, tmp_path):
    nothing = {name: frame.iloc[:0] for name, frame in vars(invented).items()}
    write(dataclasses.replace(invented, **nothing), tmp_path / "page.html")

    page = open_page(tmp_path / "page.html")

    assert page.inner_text("#panel") == "자료가 비어 있습니다."
    assert page.trouble == []


def test_every_claim_document_and_ledger_entry_is_in_the_page(open_page, written, real):
    counts = open_page(written).evaluate(
        "ready.then(({graph: g}) => [g.byId.size, g.statements.size, g.evidence.size, g.documents.size, g.statuses.size, [...g.statements.values()].filter(s => !g.evidenceOf.has(s.id)).length])",
    )

    used = set(real.evidence["document"]) | set(real.statuses["document"]) | set(real.entities["document"]) | set(real.claims["status_document"]) | set(real.entities["status_document"])
    assert counts[:3] == [len(real.entities), len(real.claims), len(real.evidence)]
    assert counts[3:] == [len(used - {""}), len(real.statuses), 0]


@pytest.mark.parametrize("typed", ["ㄴㅇㅂ", "네이버", "네입", "naver", "org/naver", unicodedata.normalize("NFD", "네이버"), "\u1102\u110b\u1107"])
def test_search_finds_naver_by_initials_syllables_english_and_id(open_page, written, typed):
    page = open_page(written)

    page.fill("#query", typed)

    assert page.inner_text("#found li >> nth=0").startswith("네이버")


def test_search_and_the_way_back_need_only_the_keyboard(open_page, written):
    page = open_page(written)

    page.keyboard.press("/")
    page.keyboard.type("ㅋㅋㅇ")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.title.startsWith('카카오 ')")
    assert page.evaluate("decodeURIComponent(location.hash)") == "#org/kakao"

    page.go_back()
    page.wait_for_function("() => document.title.startsWith('과기정통부')")


def test_what_is_not_found_says_what_to_try(open_page, written):
    page = open_page(written, "org/nobody")
    page.fill("#query", "없는것없는것")

    assert "초성" in page.inner_text("#found")
    assert "이 자료에 없습니다: org/nobody" in page.inner_text("#panel")


def test_a_pledge_shows_its_figures_as_koreans_read_them_and_its_documents_as_links(open_page, written):
    page = open_page(written, f"{MEETING}&org/naver&program/sme-ai-edu")
    row = page.locator("tr", has_text="100만 명의 AI")

    assert row.locator(".figures").inner_text() == "600억원 · 5년 · 100만 소상공인(명)"
    assert row.locator(".figures span >> nth=0").get_attribute("title") == "60,000,000,000 KRW"
    assert row.locator(".ledger li").count() >= 1
    link = row.locator(".sources a >> nth=0")
    assert link.get_attribute("href").startswith("http")
    assert "noopener" in link.get_attribute("rel")
    assert page.locator("a[href*=':~:text=']").count() >= 1


def test_documents_that_differ_and_weak_ones_are_marked(open_page, written, real):
    weak, differing = schema().flagged("DocumentQuality", "weak"), schema().flagged("Agreement", "differs")
    strong = set(real.documents.loc[~real.documents["quality"].isin(weak), "id"])
    backed = set(real.evidence.loc[real.evidence["document"].isin(strong) & ~real.evidence["agrees"].isin(schema().flagged("Agreement", "contradicts")), "claim"])
    found = open_page(written).evaluate(
        "ready.then(({graph: g}) => [isWeak, isDisputed].map(is => [...g.statements.values()].filter(s => is(g, s)).map(s => s.id)))",
    )

    assert set(found[0]) == set(real.claims["id"]) - backed
    assert set(found[1]) == set(real.evidence.loc[real.evidence["agrees"].isin(differing), "claim"])


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1024, 768), (390, 844)])
@pytest.mark.parametrize("entity", [MEETING, "org/kakao", "org/kftc", "topic/platform-legislation", "person/ju-byung-gi"])
def test_no_label_covers_another_or_leaves_the_drawing(open_page, written, entity, width, height):
    page = open_page(written, entity, width, height)
    page.wait_for_function("() => ready.then(p => p.picture.boxes.length > 0)")
    boxes, room, sideways = page.evaluate(
        "ready.then(({picture: p}) => [p.boxes, [p.container.clientWidth / 2 / p.scale, p.container.clientHeight / 2 / p.scale], document.documentElement.scrollWidth])"
    )
    covered = [
        (a, b) for a, b in itertools.combinations(boxes, 2) if min(a["x"] + a["w"], b["x"] + b["w"]) - max(a["x"], b["x"]) > 0.5 and min(a["y"] + a["h"], b["y"] + b["h"]) - max(a["y"], b["y"]) > 0.5
    ]

    assert covered == []
    assert [b for b in boxes if max(abs(b["x"]), abs(b["x"] + b["w"])) > room[0] or max(abs(b["y"]), abs(b["y"] + b["h"])) > room[1]] == []
    assert sideways == width


def test_more_neighbours_come_on_request(open_page, written):
    page = open_page(written, "org/kftc")
    drawn = "ready.then(p => p.picture.places.length)"
    assert page.evaluate(drawn) <= 30

    before = page.evaluate(drawn)
    page.click("#more")

    assert page.evaluate(drawn) == before + 30


def test_a_click_on_a_mark_opens_it_and_a_click_on_a_line_opens_its_claims(open_page, written):
    page = open_page(written)

    def click(point, seen):
        """Click a point of the drawing, again if the drawing was still settling."""
        for _ in range(10):
            box = page.locator("#drawing").bounding_box()
            at = page.evaluate(f"ready.then(p => p.picture.network.canvasToDOM({point}))")
            page.mouse.click(box["x"] + at["x"], box["y"] + at["y"])
            page.wait_for_timeout(500)
            if page.evaluate(seen):
                return
        raise AssertionError(seen)

    click("(([l]) => p.picture.network.body.edges[l.key].edgeType.getPoint(0.3))(p.picture.links.filter(l => l.b === 'person/park-sung-ho'))", "location.hash.split('&').length === 3")
    assert "사이의 주장 1건" in page.inner_text("#panel")

    click("p.picture.places.find(q => q.id === 'org/coupang')", "document.title.startsWith('쿠팡 ')")


def test_the_english_page_speaks_english(open_page, written):
    page = open_page(written, "org/naver")

    page.click("#language")

    assert page.evaluate("document.documentElement.lang") == "en"
    assert page.title().startswith("NAVER")
    assert "KRW 60 billion" in page.inner_text("#panel")
    assert re.search(r"\d+ claims", page.inner_text("#panel"))


def test_the_scheme_and_paper_of_the_reader_are_followed(open_page, written):
    page = open_page(written, color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(22, 24, 28)"

    page.emulate_media(media="print")

    assert not page.is_visible("#finder")
    assert page.is_visible("table")
    page.wait_for_function("() => ready.then(p => p.picture.colours.paper === '#ffffff')")


def poisoned(policy):
    """Every text cell of the tables that a page shows, with an attack in it."""

    def spoilt(frame, columns):
        return frame.assign(**{c: [f"{ATTACKS[(row + n) % len(ATTACKS)]} {value}" for row, value in enumerate(frame[c])] for n, c in enumerate(columns)})

    return dataclasses.replace(
        policy,
        entities=spoilt(policy.entities, ["name", "name_en", "aliases", "description", "description_en", "homepage", "parent", "type", "date"]),
        claims=spoilt(policy.claims, ["summary", "summary_en", "note", "title", "count_unit", "condition", "date", "currency", "locator", "period", "status"]),
        documents=spoilt(policy.documents, ["publisher", "author", "published"]).assign(url=[ATTACKS[row % len(ATTACKS)] for row in range(len(policy.documents))]),
        evidence=spoilt(policy.evidence, ["locator", "note", "value", "agrees", "field"]),
        statuses=spoilt(policy.statuses, ["summary", "figure", "date", "status"]),
        spellings=spoilt(policy.spellings, ["name"]),
    )


def test_nothing_in_the_data_runs(open_page, invented, tmp_path):
    path = tmp_path / "page.html"
    write(poisoned(invented), path)
    page = open_page(path, width=1200)
    shown = ""
    for id_ in invented.entities["id"]:
        page.evaluate("id => { location.hash = hashOf(id) }", id_)
        page.wait_for_function("id => document.getElementById('panel').dataset.of === id", arg=id_)
        page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
        shown += page.inner_text("#panel")
    box, middle = page.locator("#drawing").bounding_box(), page.evaluate("ready.then(p => p.picture.network.canvasToDOM({x: 0, y: 0}))")
    page.mouse.move(box["x"] + 5, box["y"] + 5)
    page.mouse.move(box["x"] + middle["x"], box["y"] + middle["y"], steps=5)
    page.wait_for_selector(".vis-tooltip")
    shown += page.inner_text(".vis-tooltip")
    page.fill("#query", "img")
    shown += page.inner_text("#found")
    page.click("#language")

    assert page.evaluate("[window.hit, document.images.length]") == [None, 0]
    assert page.locator("a:not([href^='http']):not([href^='#'])").count() == 0
    assert page.locator("script").count() == len(_SCRIPTS) + 2  # the library and the data
    assert [attack for attack in ATTACKS if attack not in shown] == []
    assert page.trouble == []


def test_an_attack_in_the_address_only_names_what_is_missing(open_page, written):
    page = open_page(written, "%3Cimg%20src=x%20onerror=window.hit=1%3E")

    assert "<img src=x" in page.inner_text("#panel")
    assert page.evaluate("window.hit") is None
    assert open_page(written, "%E0%A4%A").inner_text("h2").startswith("과기정통부")


@pytest.mark.parametrize("guarded", [True, False])
def test_the_content_security_policy_stops_what_would_run_without_it(open_page, written, tmp_path, guarded):
    html = written.read_text("utf-8")
    path = tmp_path / "page.html"
    path.write_text(html if guarded else re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", html), "utf-8")
    page = open_page(path)

    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=\"data:,\" onerror=\"window.hit=1\">')")
    page.evaluate("document.body.append(Object.assign(document.createElement('script'), {textContent: 'window.run=1'}))")
    page.evaluate("fetch('https://example.org/').catch(() => {})")
    page.wait_for_timeout(200)

    assert page.evaluate("[window.hit, window.run]") == ([None, None] if guarded else [1, 1])
    assert any("example.org" in url for url in page.trouble if url.startswith("https:")) is not guarded


def test_a_file_that_would_end_its_element_is_refused():
    for text in ("x</SCRIPT >", "<!-- x", "a\r\nb"):
        with pytest.raises(kg.PolicyError, match="cannot be put into it"):
            _inlined(text, "script")


def test_to_pyvis_keeps_one_edge_a_claim_and_leaves_the_tables_as_they_were(real):
    before = {name: frame.copy() for name, frame in vars(real).items()}

    network = kg.to_pyvis(real)

    assert network.directed
    assert [edge["id"] for edge in network.edges] == real.claims["id"].tolist()
    assert [(edge["from"], edge["to"]) for edge in network.edges] == list(zip(real.claims["subject"], real.claims["object"], strict=True))
    assert network.get_nodes() == real.entities["id"].tolist()
    assert network.get_node("org/naver")["label"] == "네이버"
    assert json.loads(json.dumps([network.nodes, network.edges])) == [network.nodes, network.edges]
    assert all(getattr(real, name).equals(frame) for name, frame in before.items())


def test_no_two_kinds_look_alike(real):
    network = kg.to_pyvis(real)
    looks = {node["kind"]: (node["shape"], node["color"]["background"] == "#ffffff") for node in network.nodes}

    assert len(set(looks.values())) == len(schema().kinds)


def test_to_pyvis_of_some_entities_keeps_the_claims_between_them(real, open_page, tmp_path):
    network = kg.to_pyvis(real, (i for i in ["program/sme-ai-edu", "org/naver"]))
    (tmp_path / "page.html").write_text(network.generate_html(), "utf-8")

    page = open_page(tmp_path / "page.html")

    assert {edge["id"].partition("/")[0] for edge in network.edges} == {"operates", "pledged"}
    assert sorted(page.evaluate("ready.then(p => [...p.graph.byId.keys()])")) == ["org/naver", "program/sme-ai-edu"]
    assert "600억원" in page.inner_text("#panel")
    assert page.trouble == []


def test_what_is_added_with_pyvis_itself_is_drawn_too(invented, open_page, tmp_path):
    network = kg.to_pyvis(invented, ["org/nuritok"])
    network.add_node("mine", label="<b>나의 것</b>")
    network.add_edge("mine", "org/nuritok", label="알게 됨")
    (tmp_path / "page.html").write_text(network.generate_html(notebook=True), "utf-8")

    page = open_page(tmp_path / "page.html", "mine")

    assert page.inner_text("h2") == "<b>나의 것</b>"
    assert "알게 됨 → 누리톡" in page.inner_text("#panel")


def test_an_unknown_entity_is_named_with_the_nearest_known_one(invented):
    with pytest.raises(kg.PolicyError, match=r"unknown entity 'org/nuritokk'; did you mean org/nuritok\?"):
        kg.to_pyvis(invented, ["org/nuritokk"])


def test_the_same_tables_give_the_same_bytes_whatever_the_hash_seed(written, tmp_path):
    code = "import sys, graph as kg, pathlib; pathlib.Path(sys.argv[1]).write_bytes(kg.to_pyvis(kg.load('data')).generate_html().encode())"
    for seed in ("1", "2"):
        subprocess.run([sys.executable, "-c", code, tmp_path / seed], check=True, env={**os.environ, "PYTHONHASHSEED": seed})

    assert (tmp_path / "1").read_bytes() == (tmp_path / "2").read_bytes() == written.read_bytes()
    assert b"\r" not in written.read_bytes()


def test_no_text_of_the_data_stands_in_the_page_as_text(written, real):
    html = written.read_text("utf-8")
    packed = re.search(r'id="data">([A-Za-z0-9+/=]*)</script>', html)[1]
    content = gzip.decompress(base64.b64decode(packed)).decode("utf-8")

    assert [name for name in real.entities["name"] if len(name) > 3 and name in html] == []
    assert all(json.dumps(name, ensure_ascii=False) in content for name in real.entities["name"])
