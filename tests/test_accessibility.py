"""The explorer for everybody: what axe-core finds, everything by keyboard alone, focus that is seen, tables that equal the drawing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from graph.explorer.page import is_built

pytestmark = pytest.mark.skipif(not is_built(), reason="the explorer's scripts have not been built; see CONTRIBUTING.md")

AXE = Path(__file__).parent.parent / "graph" / "explorer" / "client" / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
MEETING = "event/2024-11-06-msit-platform-ceos"
VIEWS = {
    "opening": "",
    "card": "focus=org/naver",
    "card as of a day": "focus=person/yoo-sang-im&on=2024-11-06&from=2024-01&kinds=place",
    "claim": "focus=org/naver&pick=pledged/naver-sme-ai-edu",
    "pair": "focus=org/naver&pick=org/naver~org/kftc",
    "path": "focus=org/naver&path=person/lee-bong-eui",
    "chosen": "nodes=org/naver,org/kakao,org/msit",
    "map": "view=map",
    "claims": "view=tables&about=org/naver",
    "entities": "view=tables&table=entities&find=네이버",
    "documents": "view=tables&table=documents&find=뉴스토마토",
    "pledges": "view=pledges&about=org/naver&values=history%3Dpledged/naver-sme-ai-edu",
    "positions on topics": "view=positions",
    "positions on laws": "view=positions&against=law",
    "questions": "view=ask",
    "answer": "view=ask&ask=largest_pledges",
    "own question": "view=ask&sparql=SELECT%20%3Fs%20WHERE%20%7B%20%3Fs%20a%20pg%3AFirm%20%7D%20LIMIT%203",
    "story": f"focus={MEETING}&story=2024-11-06",
}

# The element that has the focus: its name as it is read out, and whether one sees that it has it.
FOCUSED = """
async () => {
  const element = document.activeElement;
  if (element === document.body) return ['', true, false];
  const label = element.labels?.[0]?.textContent ?? '';
  const name = (element.ariaLabel || label || element.textContent || element.getAttribute('placeholder') || '').trim().replace(/\\s+/g, ' ');
  const drawn = style => (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1.5) || style.boxShadow !== 'none';
  if (element.closest('.cm-editor')) await new Promise(done => setTimeout(done, 50)); // the editor takes a moment to show it
  const inked = [...element.querySelectorAll('.ring, .bar, .knob')].some(part => parseFloat(getComputedStyle(part).strokeWidth) >= 2 && getComputedStyle(part).stroke !== 'none');
  const framed = element.closest('.cm-focused');
  const seen = drawn(getComputedStyle(element)) || inked || Boolean(framed && drawn(getComputedStyle(framed)));
  const box = element.getBoundingClientRect();
  const within = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  return [name, seen && within, element.classList.contains('skip')];
}"""


# Controls whose visible words are not in the name by which they are called (WCAG 2.5.3). axe has a rule for it that it calls experimental:
# it takes the lines of a name in an SVG for one word.
UNNAMED = """
() => {
  const plain = text => text.replace(/[\\s\\p{P}\\p{S}]/gu, '').toLowerCase();
  const lines = one => one instanceof SVGElement ? [...one.querySelectorAll('tspan')].map(line => line.textContent) : [one.innerText];
  return [...document.querySelectorAll('button[aria-label], a[aria-label], [role=button][aria-label]')]
    .filter(one => lines(one).some(line => !plain(one.ariaLabel).includes(plain(line)))).map(one => `${one.ariaLabel} / ${lines(one)}`);
}"""


def violations(page):
    """What axe finds in a page, with the first places of each, and names that do not hold what one sees."""
    if not page.evaluate("typeof window.axe === 'object'"):
        page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("tags => axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations'], rules: {'label-content-name-mismatch': {enabled: false}}})", TAGS)
    return [*page.evaluate(UNNAMED)[:3], *(f"{one['id']}: {one['nodes'][0]['html'][:140]} ({len(one['nodes'])})" for one in found["violations"])]


def settled(page, state):
    if "view=ask&" in state:
        page.wait_for_selector(".summed", timeout=30_000)
    elif state.startswith("focus") or not state:
        page.wait_for_selector(".node")


@pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not installed: npm ci in graph/explorer/client")
@pytest.mark.parametrize(
    ("width", "theme", "lang"),
    [(1440, "light", "ko"), (1440, "dark", "ko"), (1440, "light", "en"), (1440, "dark", "en"), (390, "light", "ko")],
)
def test_axe_finds_nothing_in_any_view(open_page, turn_to, width, theme, lang):
    page = open_page(f"theme={theme}&lang={lang}", width=width, height=900 if width > 400 else 844, reduced_motion="reduce")
    found = {}
    for name, state in VIEWS.items():
        turn_to(page, f"{state}&theme={theme}&lang={lang}")
        settled(page, state)
        if faults := violations(page):
            found[name] = faults

    assert found == {}
    assert page.trouble == []


@pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not installed: npm ci in graph/explorer/client")
def test_axe_finds_nothing_in_what_opens_on_request(open_page):
    page = open_page("focus=org/naver")
    page.get_by_text("나누기", exact=True).click()
    page.get_by_role("button", name="이야기 만들기").click()
    assert violations(page) == []
    page.keyboard.press("Escape")
    page.get_by_role("banner").get_by_role("combobox").fill("김범석")
    assert violations(page) == []


@pytest.fixture(scope="module")
def shared(open_page):
    """One page for all walks."""
    return open_page(permissions=["clipboard-read", "clipboard-write"])


@pytest.fixture
def walk(shared, turn_to):
    """A walk by keyboard from the top of a page in some state."""

    def begin(state=""):
        turn_to(shared, state)
        shared.keyboard.press("Escape")
        shared.evaluate("() => { document.activeElement.blur(); getSelection().removeAllRanges(); document.querySelector('.skip').focus(); document.activeElement.blur() }")
        return Walk(shared)

    yield begin
    assert shared.trouble == []


class Walk:
    """Keys, and nothing but keys."""

    def __init__(self, page):
        self.page = page

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)
        return self

    def type(self, text):
        self.page.keyboard.type(text)
        return self

    def to(self, name, key="Tab", within=""):
        """Go on with one key until something of that name has the focus; everything on the way must be seen to have it."""
        passed = []
        for _ in range(500):
            self.page.keyboard.press(key)
            here, seen, _first = self.page.evaluate(FOCUSED)
            assert seen, f"one does not see that {here!r} has the focus"
            if re.search(name, here) and (not within or self.page.evaluate("place => Boolean(document.activeElement.closest(place))", within)):
                return self
            passed.append(here)
        raise AssertionError(f"{name!r} is not reached: {passed[:80]}")


def heading(walk):
    return walk.page.locator("#panel h2")


def test_search_and_the_card_by_keyboard(walk):
    on = walk().press("/").type("ㄴㅇㅂ").press("ArrowDown", "ArrowUp", "Enter")
    expect(heading(on)).to_have_text("네이버")
    on.press("/").type("없는것").press("Escape")
    expect(on.page.get_by_text("찾은 것이 없습니다")).to_be_hidden()
    on.page.keyboard.press("Control+A")
    on.press("Backspace")


def test_a_claim_and_its_document_by_keyboard(walk):
    on = walk("focus=org/naver").to("^카드와 근거로 건너뛰기$").press("Enter")
    assert on.page.evaluate("document.activeElement.id") == "panel"
    on.to(".", within=".documents")
    assert on.page.evaluate("document.activeElement.href").startswith("http")
    on.to("인용 복사").press("Enter")
    expect(on.page.get_by_text("복사했습니다").first).to_be_visible()


def test_the_drawing_and_expanding_by_keyboard(walk):
    on = walk("focus=org/naver").to("주장 58건$", within="#view")
    on.press("ArrowLeft")
    name, seen, _ = on.page.evaluate(FOCUSED)
    assert seen
    assert "네이버, 기업" not in name
    on.press("Enter")
    expect(heading(on)).to_have_text(name.split(", ")[0])
    on = walk("focus=org/naver&pick=org/kftc")
    before = on.page.locator(".node").count()
    on.to("^이웃 펼치기$").press("Enter")
    on.page.wait_for_function("before => document.querySelectorAll('.node').length > before", arg=before)


def test_every_line_of_the_drawing_has_its_claims_in_reach_of_the_keyboard(walk):
    on = walk("focus=org/naver").to("주장 58건$", within="#view").press("Enter")
    articles = on.page.locator("#panel article")
    assert articles.count() == 58
    assert articles.evaluate_all("all => all.every(one => one.querySelector('.documents a, .documents .document'))")


def test_more_neighbours_by_keyboard(walk):
    on = walk("focus=org/naver").to("^이웃 .* 더 보기$")
    before = on.page.locator(".node").count()
    on.press("Enter")
    on.page.wait_for_function("before => document.querySelectorAll('.node').length > before", arg=before)


def test_a_path_by_keyboard(walk):
    on = walk("focus=org/naver").to("^연결 경로 찾기$").press("Enter")
    expect(on.page.get_by_role("combobox", name="누구와의 경로인가요")).to_be_focused()
    on.type("당근").press("Enter")

    expect(on.page.get_by_text(re.compile("^바로 잇는 주장 \\d+건, 사이에 있는 개체 \\d+$"))).to_be_visible()


def test_filters_and_their_chips_by_keyboard(walk):
    on = walk("view=tables").to("^거르기$").press("Enter").to("^기업 65$").press("Space")
    expect(on.page.get_by_role("button", name="거르기 풀기: 기업 숨김")).to_be_visible()
    on.to("^거르기 풀기: 기업 숨김$", "Shift+Tab").press("Enter")
    expect(on.page.get_by_role("button", name="거르기 풀기: 기업 숨김")).to_have_count(0)


def test_the_months_by_keyboard(walk):
    on = walk("").to("^시작 달$").press("PageUp", "ArrowRight")
    expect(on.page.locator(".filters")).to_contain_text("–")
    on.to("^마지막 달$").press("ArrowLeft")
    assert re.search(r"from=\d{4}-\d\d", on.page.url)


def test_tabs_sorting_and_rows_of_a_table_by_keyboard(walk):
    on = walk("").to("^표$").press("Enter")
    expect(on.page.get_by_role("table", name="주장")).to_be_visible()
    on.to("^누가$").press("Enter")
    expect(on.page.get_by_role("columnheader", name="누가")).to_have_attribute("aria-sort", "ascending")
    on.to("근거 보기: ").press("Enter")
    expect(on.page.locator("#panel article")).to_have_count(1)


def test_a_row_of_the_ledger_by_keyboard(walk):
    on = walk("view=pledges&about=org/naver").to(".", within="button.status").press("Enter")
    expect(on.page.locator("table.history")).to_be_visible()
    on.to("근거 보기: ").press("Enter")
    expect(on.page.locator("#panel article")).to_have_count(1)


def test_a_cell_of_the_positions_by_keyboard(walk):
    on = walk("view=positions").to("에 (찬성|반대), 주장").press("ArrowDown", "Enter")

    expect(on.page.locator("#panel article").first).to_be_visible()


def test_a_question_its_answer_and_the_drawing_of_it_by_keyboard(walk):
    on = walk("view=ask").to("^질문 찾기$").type("금액이 가장 큰").to("^금액이 가장 큰 약속$").press("Enter")
    on.page.wait_for_selector(".summed", timeout=30_000)
    on.to("^1번째 답 고르기$").press("Space").to("^고른 1건을 그래프에서 보기$", "Shift+Tab").press("Enter")

    expect(heading(on)).to_contain_text("고른 개체")


def test_the_editor_lets_go_of_the_keyboard(walk):
    on = walk("view=ask&ask=largest_pledges").to("^질문의 SPARQL 보기와 고치기$").press("Enter")
    on.to("SPARQL 질문", within=".cm-editor").press("Tab")
    assert not on.page.evaluate("Boolean(document.activeElement.closest('.cm-editor'))")


def test_a_story_by_keyboard(walk):
    on = walk("").to("^2024년 11월 6일 간담회").press("Enter").to("^다음$").press("Enter")
    expect(on.page.get_by_role("region", name="이야기")).to_contain_text("2 / ")
    on.to("^끝내기$").press("Enter")
    expect(on.page.get_by_role("region", name="이야기")).to_have_count(0)


def test_the_share_menu_language_and_theme_by_keyboard(walk):
    on = walk("focus=org/naver").to("^나누기$").press("Enter").to("^이 화면의 주소 복사$").press("Enter")
    expect(on.page.get_by_text("주소를 복사했습니다")).to_be_visible()
    assert on.page.evaluate("navigator.clipboard.readText()") == on.page.url
    on.press("Escape")
    expect(on.page.get_by_text("이 화면의 주소 복사")).to_be_hidden()
    on.to("^어둡게$").press("Enter").to("^English$", "Shift+Tab").press("Enter")
    expect(heading(on)).to_have_text("NAVER")
    assert on.page.evaluate("document.documentElement.dataset.theme") == "dark"


def test_a_new_card_stands_at_its_top_from_the_first_moment(open_page):
    """A card that scrolls up some frames later takes what the keyboard has reached by then out of sight."""
    page = open_page("focus=org/naver")
    scrolled = page.evaluate("""() => new Promise(done => {
      const panel = document.querySelector('#panel');
      panel.scrollTo(0, 10_000);
      const before = panel.scrollTop;
      new MutationObserver(() => panel.querySelector('h2').textContent.includes('카카오') && done([before > 0, panel.scrollTop])).observe(panel, { subtree: true, childList: true, characterData: true });
      location.hash = 'focus=org/kakao';
    })""")
    assert scrolled == [True, 0]


@pytest.mark.parametrize(
    "state", ["focus=org/naver&pick=org/kftc", "view=map", "view=tables&find=인앱결제", "view=pledges&about=org/naver", "view=positions&values=least%3D6", "view=ask&ask=who_attended"]
)
def test_the_focus_is_always_seen_and_never_trapped(walk, state):
    on = walk(state)
    settled(on.page, state)
    stops = []
    for _ in range(900):
        on.press("Tab")
        name, seen, first = on.page.evaluate(FOCUSED)
        if first and stops:
            break
        assert seen, f"after {stops[-3:]}: one does not see that {name!r} has the focus"
        stops.append(name)
    else:
        pytest.fail(f"no way out after {stops[-5:]}")
    assert len(stops) > 10


def test_nothing_moves_for_readers_who_want_no_motion(open_page, turn_to):
    page = open_page("focus=org/naver", reduced_motion="reduce")
    for state in ("focus=org/naver&pick=org/kftc", "view=map", "focus=org/kakao"):
        turn_to(page, state)
        assert page.evaluate("document.getAnimations().length") == 0
    moving = (
        "[...document.querySelectorAll('*')].filter(one => getComputedStyle(one).transitionDuration.split(', ').some(time => time !== '0s') || getComputedStyle(one).animationName !== 'none').length"
    )
    assert page.evaluate(moving) == 0


@pytest.mark.parametrize("entity", ["org/naver", "person/ju-byung-gi", "program/sme-ai-edu"])
def test_the_table_tells_the_same_as_the_drawing(open_page, turn_to, entity):
    page = open_page(f"focus={entity}&more=500")
    page.wait_for_selector(".link")
    drawn = {frozenset(title.split(": ")[0].split(" – ")) for title in page.locator(".link > title").all_text_contents()}
    name = heading(Walk(page)).inner_text()
    page.locator("#panel").get_by_role("link", name="표로 보기").click()
    cells = "(label => [...document.querySelectorAll(`tbody tr[data-id] td[data-label='${label}']`)].map(cell => cell.innerText))"
    listed = {frozenset(pair) for pair in zip(page.evaluate(f"{cells}('누가')"), page.evaluate(f"{cells}('대상')"), strict=True)}

    assert listed
    assert {pair for pair in drawn if name in pair} == {pair for pair in listed if name in pair}
    assert listed <= drawn
