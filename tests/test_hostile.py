"""Nothing that stands in the data or in an address runs: five attacks in every text column, in every view, and a policy that would stop what slipped through."""

from __future__ import annotations

import dataclasses
import json
import re
from typing import TYPE_CHECKING
from urllib.parse import quote
from xml.etree import ElementTree as ET

import pytest

from graph.explorer import page as explorer_page
from graph.explorer.page import is_built
from graph.model import schema
from graph.rdf import to_turtle

if TYPE_CHECKING:
    import pandas as pd

pytestmark = pytest.mark.skipif(not is_built(), reason="the explorer's scripts have not been built; see CONTRIBUTING.md")

ATTACKS = (
    "</script><script>window.hit=1</script>",
    '<img src=x onerror="window.hit=1">',
    "\"'><svg onload=window.hit=1>",
    "javascript:window.hit=1//href",
    "{{ 7*7 }}{% raw %}<!--",
)
ADDRESSES = ("javascript:window.hit=1", "data:text/html,<script>window.hit=1</script>", " JavaScript:window.hit=1", "https://example.org/\"'><img src=x onerror=window.hit=1>", "vbscript:window.hit=1")
KEPT = {
    "entities": {"id", "kind", "table", "line"},
    "claims": {"id", "relation", "table", "line"},
    "documents": {"id", "table", "line"},
    "evidence": {"table", "line"},
    "statuses": {"id", "table", "line"},
    "spellings": {"table", "line"},
}
PREFIXES = ("person/", "org/", "program/", "event/", "law/", "place/", "topic/", "doc/")
LITERALS = "SELECT ?s ?p ?text WHERE { ?s ?p ?text . FILTER(isLiteral(?text)) } LIMIT 900"
STATES = [
    "",
    "view=map",
    "view=tables&table=claims",
    "view=tables&table=entities",
    "view=tables&table=documents",
    "view=pledges",
    "view=pledges&values=late%3Dyes",
    "view=positions&values=least%3D1",
    "view=positions&against=law&values=least%3D1",
    "view=tables&find=img&on=2026-06-01",
]
PARAMETERS = "view focus open more path nodes pick kinds relations from to on about outlet sources grade table sort find against ask sparql values story step tale lang theme".split()

# What only an attack could have made: elements that the page never has, or handlers and addresses that run.
BORN = """
() => {
  const found = [];
  for (const one of document.querySelectorAll('body *')) {
    const name = one.localName;
    if (['iframe', 'object', 'embed', 'base', 'link', 'meta', 'img', 'form[action]', 'foreignobject'].includes(name)) found.push(name);
    for (const { name: attribute, value } of one.attributes) {
      if (/^on/.test(attribute)) found.push(`${name}[${attribute}]`);
      if (/^(href|src|action|formaction|xlink:href|srcdoc)$/.test(attribute) && !/^(https?:|#|blob:)/.test(value)) found.push(`${name}[${attribute}=${value.slice(0, 40)}]`);
    }
    if (name === 'a' && /^https?:/.test(one.getAttribute('href') ?? '') && !/noopener noreferrer/.test(one.rel)) found.push(`a without rel: ${one.href.slice(0, 60)}`);
  }
  found.push(...[...document.scripts].slice(SCRIPTS).map(one => `script ${one.textContent.slice(0, 40)}`));
  if (window.hit !== undefined) found.push('it ran');
  return found;
}"""


def references(cells):
    """Whether a column refers to rows: to spoil an id is to break the reference, not to attack."""
    filled = {cell for cell in cells if isinstance(cell, str) and cell}
    return bool(filled) and all(cell.startswith(PREFIXES) or re.match(r"^[a-z_]+/[a-z0-9-]+$", cell) for cell in filled)


def spoilt(frame: pd.DataFrame, kept: set[str], turn: int) -> pd.DataFrame:
    """Put an attack before the text of every cell of every text column."""

    def attack(row: int, place: int) -> str:
        return ATTACKS[(row + place + turn) % len(ATTACKS)]

    columns = {name: cells for name, cells in frame.items() if name not in kept and cells.dtype.kind not in "fi" and not references(cells)}
    changed = {name: [f"{attack(row, place)} {cell}" for row, cell in enumerate(cells)] for place, (name, cells) in enumerate(columns.items())}
    for name in {"url", "homepage"} & set(changed):
        changed[name] = [ADDRESSES[(row + turn) % len(ADDRESSES)] for row in range(len(frame))]
    return frame.assign(**changed)


def poisoned(policy, turn):
    """Tables in which every text is an attack; a column gets each attack in one of five turns at every row."""
    return dataclasses.replace(policy, **{name: spoilt(getattr(policy, name), kept, turn) for name, kept in KEPT.items()})


def born(page):
    return page.evaluate(BORN.replace("SCRIPTS", str(page.scripts)))


def watch(page):
    """Note dialogs, popups and downloads: none may come."""
    for event in ("dialog", "popup", "download"):
        page.on(event, lambda _, event=event: page.trouble.append(event))
    page.scripts = page.evaluate("document.scripts.length")
    return page


def trouble(page):
    """What went wrong; that a field for days takes no other text is as it should be."""
    return [text for text in page.trouble if "does not conform to the required format" not in text]


def settle(page, state):
    if "view=ask&" in state:
        page.wait_for_selector(".summed, .failed", timeout=30_000)
    page.evaluate("document.querySelectorAll('details:not(.menu)').forEach(one => { one.open = true })")


@pytest.fixture(scope="module")
def poisoned_pages(invented, explorer_of):
    """A page for each turn, so that every column meets every attack.

    Turtle takes dates, numbers, addresses and values of lists only as such: there, and only there, they stay as they were.
    """
    tables = {name: frame for name, frame in vars(invented).items() if name in KEPT}
    typed = {column.name for one in schema().tables.values() for column in one.columns.values() if not column.range.endswith(("#string", "#langString"))}

    def turtle(policy):
        return to_turtle(dataclasses.replace(policy, **{name: getattr(policy, name).assign(**{c: frame[c] for c in typed & set(frame)}) for name, frame in tables.items()}))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(explorer_page, "to_turtle", turtle)
        return [explorer_of(poisoned(invented, turn), f"poisoned-{turn}") for turn in range(len(ATTACKS))]


def states_of(policy):
    """Every view, every card, every claim, a pair, a path, a set, and an answer that holds every text."""
    ids, claims = policy.entities["id"].tolist(), policy.claims
    tale = json.dumps([["focus=" + ids[0], ATTACKS[1]], [f"pick={ATTACKS[0]}", ATTACKS[2]]])
    pair = claims.iloc[0]
    return [
        *STATES,
        *(f"focus={id_}" for id_ in ids),
        *(f"focus={pair['subject']}&pick={id_}" for id_ in claims["id"]),
        *(f"view=pledges&values=history%3D{id_}" for id_ in claims.loc[claims["relation"] == "pledged", "id"]),
        f"focus={pair['subject']}&pick={pair['subject']}~{pair['object']}",
        f"focus={ids[0]}&path={ids[-1]}",
        "nodes=" + ",".join(ids),
        f"tale={quote(tale)}",
        f"tale={quote(tale)}&story=own&step=0",
        f"tale={quote(tale)}&story=own&step=1",
        f"view=ask&sparql={quote(LITERALS)}",
    ]


@pytest.mark.parametrize("turn", range(len(ATTACKS)))
def test_nothing_in_the_data_runs_in_any_view(open_page, turn_to, invented, poisoned_pages, turn):
    page = watch(open_page(path=poisoned_pages[turn], width=1280))
    shown = ""
    for state in states_of(invented):
        turn_to(page, state)
        settle(page, state)
        assert born(page) == [], state
        shown += page.inner_text("#app")
        turn_to(page, f"{state}&lang=en")
        settle(page, state)
        assert born(page) == [], state
    page.get_by_role("banner").get_by_role("combobox").fill("img")
    shown += page.inner_text("#app")

    assert [attack for attack in ATTACKS if re.sub(r"\s+", " ", attack) not in re.sub(r"\s+", " ", shown)] == []
    assert trouble(page) == []


def test_the_names_under_the_pointer_and_in_pictures_are_text(open_page, poisoned_pages, invented):
    page = watch(open_page(f"focus={invented.entities['id'][0]}", path=poisoned_pages[0]))
    page.locator(".node").first.hover()
    page.get_by_text("나누기", exact=True).click()
    with page.expect_download() as download:
        page.get_by_role("button", name="그림 저장 (SVG)").click()
    parts = list(ET.fromstring(download.value.path().read_text("utf-8")).iter())

    assert {part.tag.rpartition("}")[2] for part in parts} <= {"svg", "g", "path", "rect", "circle", "text", "tspan", "title"}
    assert [name for part in parts for name in part.attrib if name.startswith("on") or name.endswith("href")] == []
    assert any("<img src=x" in (part.text or "") for part in parts)
    assert born(page) == []


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_in_the_address_runs(open_page, turn_to, written_sample, attack):
    page = watch(open_page(path=written_sample))
    for parameter in PARAMETERS:
        views = ("ask", "pledges", "positions") if parameter in ("ask", "sparql", "values", "against") else ("graph", "tables")
        for state in (f"view={view}&{parameter}={quote(attack)}" for view in views):
            turn_to(page, state)
            assert born(page) == [], state
    turn_to(page, quote(attack))
    assert born(page) == []
    assert trouble(page) == []
    assert page.locator("main h2").is_visible()


def test_a_broken_address_opens_the_start(open_page, written_sample):
    for broken in ("%E0%A4%A", "focus=%E0%A4%A", "tale=[[1,2],{]", "more=-1e99&step=NaN&sources=Infinity", "__proto__=1&constructor=2&toString=3"):
        page = open_page(broken, path=written_sample)
        assert page.locator("main").inner_text()
        assert trouble(page) == []


def test_the_policy_stops_what_would_run_without_it(open_page, written_sample, tmp_path):
    html = written_sample.read_text("utf-8")
    bare = tmp_path / "bare.html"
    bare.write_text(re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", html), "utf-8")
    attack = """async () => {
      const tried = document.createElement('div');
      document.body.append(tried);
      tried.innerHTML = '<img src="data:," onerror="window.hit=1">';
      document.body.append(Object.assign(document.createElement('script'), {textContent: 'window.run=1'}));
      const asked = await fetch('data:text/plain,hello').then(answer => answer.text(), () => 'refused');
      setTimeout('window.late=1');
      // In a turn of its own: what a test evaluates is spared by the browser, what the page does later is not.
      const evaluated = await new Promise(done => setTimeout(() => { try { done(eval('1 + 1')); } catch { done('refused'); } }));
      await new Promise(done => setTimeout(done, 300));
      return [window.hit ?? 0, window.run ?? 0, window.late ?? 0, asked, evaluated];
    }"""

    assert open_page(path=bare).evaluate(attack) == [1, 1, 1, "hello", 2]
    page = open_page(path=written_sample)
    assert page.evaluate(attack) == [0, 0, 0, "refused", "refused"]
    assert any("Content Security Policy" in text for text in page.trouble)


def test_a_request_to_this_machine_is_refused_before_it_leaves(open_page, written_sample):
    page = open_page(path=written_sample)
    page.context.set_offline(False)
    refused = page.evaluate("() => Promise.all(['http://127.0.0.1:9/', 'https://example.org/'].map(url => fetch(url).then(() => 'answered', error => error.message)))")

    assert refused == ["Failed to fetch", "Failed to fetch"]
    assert sum("violates" in text and "connect-src" in text for text in page.trouble) == 2
