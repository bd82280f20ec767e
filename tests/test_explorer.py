"""The explorer in a real browser, offline, used as a person uses it: by roles and visible names."""

from __future__ import annotations

import calendar
import re
import unicodedata
from datetime import UTC, datetime
from urllib.parse import quote

import networkx as nx
import pytest
from playwright.sync_api import expect

from graph.explorer.page import is_built
from graph.model import schema

pytestmark = pytest.mark.skipif(not is_built(), reason="the explorer's scripts have not been built; see CONTRIBUTING.md")

MEETING = "event/2024-11-06-msit-platform-ceos"
SEED = "doc/newstomato-20241106"
PLEDGE = "pledged/naver-sme-ai-edu"
CENTRES = ["org/naver", "org/kftc", MEETING, "topic/platform-legislation", "person/ju-byung-gi", "program/sme-ai-edu"]
CLIPBOARD = {"permissions": ["clipboard-read", "clipboard-write"]}

# A point of a line at which a click means that line; null where others cover all of it.
POINT_ON = """
link => {
  const path = link.querySelector('.reach'), long = path.getTotalLength(), turn = path.getScreenCTM();
  for (let i = 1; i < 60; i++) {
    const at = path.getPointAtLength((long * i) / 60).matrixTransform(turn);
    if (link.contains(document.elementFromPoint(at.x, at.y))) return [at.x, at.y];
  }
  return null;
}"""

# Names of the drawing that lie on another name, on another mark, or outside.
COVERED = """
() => {
  const frame = document.querySelector('.canvas').getBoundingClientRect();
  const room = document.querySelector('.canvas > svg').getBoundingClientRect();
  const lines = [...document.querySelectorAll('.node text tspan')].map(line => ({ node: line.closest('.node'), text: line.textContent, box: line.getBoundingClientRect() }));
  const marks = [...document.querySelectorAll('.node')].map(node => ({ node, text: node.ariaLabel, box: node.querySelector('g > path').getBoundingClientRect() }));
  // Letters are 13 pixels high, their box is 19.
  const over = (a, b, spare) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > spare;
  const found = [];
  lines.forEach((a, i) => {
    for (const b of lines.slice(i + 1)) if (a.node !== b.node && over(a.box, b.box, 4)) found.push(`${a.text} / ${b.text}`);
    for (const b of marks) if (a.node !== b.node && over(a.box, b.box, 3)) found.push(`${a.text} / mark of ${b.text}`);
    if (a.box.left < frame.left - 1 || a.box.right > frame.right + 1 || a.box.top < room.top - 3 || a.box.bottom > room.bottom + 3) found.push(`${a.text} sticks out`);
  });
  return found;
}"""


@pytest.fixture(scope="module")
def shared(open_page):
    """One page for all tests that leave it as they found it."""
    return open_page(**CLIPBOARD)


@pytest.fixture
def page(shared, turn_to):
    """The shared page at its start; nothing may have gone wrong in it."""
    shared.set_viewport_size({"width": 1440, "height": 900})
    turn_to(shared, "")
    yield shared
    assert shared.trouble == []
    shared.trouble.clear()


@pytest.fixture
def at(page, turn_to):
    """Lead the shared page somewhere, in a window of some size."""

    def lead(state, width=1440, height=900):
        page.set_viewport_size({"width": width, "height": height})
        turn_to(page, state)
        return page

    return lead


@pytest.fixture(scope="module")
def names(real):
    return dict(zip(real.entities["id"], real.entities["name"], strict=True))


def panel(page):
    return page.get_by_role("complementary", name=re.compile("카드와 근거|Card and evidence"))


def heading(page):
    return panel(page).get_by_role("heading", level=2)


def search(page, typed):
    field = page.get_by_role("banner").get_by_role("combobox")
    field.fill("")
    field.press_sequentially(typed)
    return page.get_by_role("banner").get_by_role("option")


def view(page, name):
    page.get_by_role("navigation", name=re.compile("보기|Views")).get_by_role("link", name=name, exact=True).click()


def chips(page):
    return [text.removesuffix(" ×").strip() for text in page.get_by_role("list", name=re.compile("거르기|Filters in force")).get_by_role("listitem").all_inner_texts()]


def line_between(page, *ends):
    return page.locator(".link").filter(has=page.locator("title", has_text=re.compile("^(" + "|".join(re.escape(" – ".join(pair)) for pair in (ends, ends[::-1])) + "): ")))


def click_line(page, line):
    point = line.evaluate(POINT_ON)
    assert point, f"nowhere to click on {line.locator('title').text_content()}"
    page.mouse.click(*point)


def drawn(page):
    return page.locator("#view .node")


def drawn_names(page):
    return [title.rpartition(" (")[0] for title in drawn(page).locator("> title").all_text_contents()]


def from_menu(page, name):
    page.get_by_text(re.compile("^(나누기|Share)$")).click()
    page.get_by_role("button", name=name, exact=True).click()
    page.keyboard.press("Escape")


def copied(page):
    return page.evaluate("navigator.clipboard.readText()")


def as_fragment(locator):
    """What leads a browser to a passage, as the standard writes it."""
    start, _, end = locator.partition(",")
    return ":~:text=" + ",".join(quote(part, safe="!~*'()").replace("-", "%2D") for part in (start, end) if part)


def place(page):
    """Where one is: what a person would say is on the screen."""
    return (
        page.title(),
        page.get_by_role("navigation", name=re.compile("보기|Views")).locator("[aria-current=page]").inner_text(),
        chips(page) if page.locator(".filters").count() else [],
        panel(page).inner_text() if panel(page).count() else "",
        sorted(node.get_attribute("aria-label") for node in drawn(page).all()),
    )


def find_naver(page):
    options = search(page, "ㄴㅇㅂ")
    expect(options.first).to_contain_text("네이버")
    options.first.click()
    expect(heading(page)).to_have_text("네이버")
    expect(panel(page).get_by_text("035420", exact=True)).to_be_visible()
    panel(page).get_by_text(re.compile(r"^직과 기간 \d")).click()
    expect(panel(page).get_by_role("link", name="최수연", exact=True).first).to_be_visible()


def read_the_pledge(page, real):
    click_line(page, line_between(page, "네이버", "SME AI 교육 프로젝트"))
    expect(heading(page)).to_contain_text("SME AI 교육 프로젝트")
    pledge = panel(page).get_by_role("article", name="약속: 네이버 – SME AI 교육 프로젝트")
    expect(pledge.locator(".figures")).to_have_text("600억원 · 5년 · 소상공인 100만 명")
    expect(pledge.get_by_text("2024. 11. 6.", exact=True).first).to_be_visible()
    evidence = real.evidence[real.evidence["claim"] == PLEDGE]
    publishers = real.documents.set_index("id").loc[evidence["document"], "publisher"]
    pledge.get_by_text(re.compile(r"^근거 \d+건 더$")).click()
    said = pledge.locator(".sources").inner_text()
    assert [publisher for publisher in publishers if publisher not in said] == []
    passage = pledge.locator(f"a[href='{cited(real)[1]}']").last
    assert (passage.get_attribute("rel"), passage.get_attribute("target")) == ("noopener noreferrer", "_blank")
    dispute = pledge.get_by_role("table", name=re.compile("^문서마다 다름"))
    expect(pledge.get_by_role("listitem").filter(has_text="뉴스토마토").get_by_text("매체 첫 화면: 글의 주소 모름").first).to_be_visible()
    expect(dispute.get_by_role("columnheader")).to_have_text(["SME AI 교육 프로젝트", "임팩트 프로젝트"])
    expect(dispute.get_by_role("cell").last).to_contain_text("뉴시스")


def cited(real):
    """A document of the pledge, and its address."""
    row = real.documents.set_index("id").loc["doc/ekn-20241106"]
    return row, row["url"]


def cite(page, real):
    said, address = cited(real)
    year, month, day = map(int, said["published"].split("-"))
    who = ", ".join(filter(None, (said["author"], said["publisher"])))
    page.clock.set_fixed_time(datetime(2026, 12, 1, 12, tzinfo=UTC))
    document = panel(page).locator(".sources").get_by_role("listitem").filter(has=page.locator(f"a[href='{address}']"))
    document.get_by_text("인용", exact=True).click()
    expect(document.get_by_text("복사했습니다")).to_be_visible()
    assert copied(page) == f"{who}, {year}. {month}. {day}., {address} (2026. 12. 1. 확인)"
    document.get_by_text("영문 인용", exact=True).click()
    page.wait_for_function("() => navigator.clipboard.readText().then(text => text.includes('accessed'))")
    assert copied(page) == f"{who}, {day} {calendar.month_name[month]} {year}, {address} (accessed 1 December 2026)"


def read_the_tables_of_november(page, real):
    page.get_by_label("시작", exact=True).fill("2024-11")
    page.get_by_label("끝", exact=True).fill("2024-11")
    assert chips(page) == ["2024. 11."]
    view(page, "표")
    november = real.claims[real.claims["date"].where(real.claims["date"] != "", real.claims["since"]).str.startswith("2024-11")]
    expect(page.get_by_role("link", name=f"주장 {len(november)}", exact=True)).to_be_visible()
    view(page, "약속")
    page.get_by_role("columnheader", name="금액").get_by_role("button").click()
    expect(page.get_by_role("columnheader", name="금액")).to_have_attribute("aria-sort", "descending")
    sums = november[(november["relation"] == "pledged") & november["amount"].notna()].sort_values("amount", ascending=False, kind="stable")
    rows = page.get_by_role("table", name="약속 대장").locator("tbody tr[data-id]").evaluate_all("rows => rows.map(row => row.dataset.id)")
    assert rows[: len(sums)] == sums["id"].tolist()


def ask_and_draw(page, real, names):
    view(page, "질문")
    page.get_by_role("searchbox", name="질문 찾기").fill("금액이 가장 큰")
    page.get_by_role("link", name="금액이 가장 큰 약속").click()
    expect(page.get_by_text("20건", exact=True)).to_be_visible(timeout=30_000)
    page.get_by_role("checkbox", name="1번째 답 고르기", exact=True).check()
    page.get_by_role("checkbox", name="2번째 답 고르기", exact=True).check()
    page.get_by_role("button", name="고른 2건을 그래프에서 보기").click()
    largest = real.claims[(real.claims["relation"] == "pledged") & (real.claims["currency"] == "KRW")].nlargest(2, "amount")
    expect(heading(page)).to_have_text(re.compile(r"고른 개체 \d+"))
    expect(drawn(page).first).to_be_visible()
    assert {names[end] for column in ("subject", "object") for end in largest[column]} <= set(drawn_names(page))


def share_and_open_again(page):
    from_menu(page, "이 화면의 주소 복사")
    link = copied(page)
    assert link == page.url
    other = page.context.new_page()
    other.goto(link)
    expect(heading(other)).to_be_visible()
    expect(drawn(other)).to_have_count(drawn(page).count())
    assert place(other) == place(page)
    other.close()


def change_to_english(page):
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("link", name="Graph", exact=True)).to_have_attribute("aria-current", "page")
    expect(heading(page)).to_have_text(re.compile(r"\d+ chosen entities"))
    assert page.evaluate("document.documentElement.lang") == "en"


def print_it(page):
    page.emulate_media(media="print")
    for control in ("English", "어둡게"):
        expect(page.get_by_role("button", name=control)).to_be_hidden()
    expect(page.get_by_role("link", name="그래프", exact=True)).to_be_hidden()
    links = panel(page).locator(".documents a")
    expect(links.first).to_be_visible()
    written_out = links.evaluate_all("links => links.map(link => [link.href.split('#:~:')[0], getComputedStyle(link, '::after').content])")
    assert [href for href, content in written_out if href not in content] == []
    sheet = page.pdf()
    assert sheet.startswith(b"%PDF")
    assert b"/URI (https://" in sheet


def test_a_person_finds_naver_reads_the_pledge_filters_asks_shares_and_prints(open_page, turn_to, real, names):
    page = open_page(**CLIPBOARD)

    find_naver(page)
    read_the_pledge(page, real)
    cite(page, real)
    read_the_tables_of_november(page, real)
    ask_and_draw(page, real, names)
    share_and_open_again(page)
    change_to_english(page)
    turn_to(page, f"focus=org/naver&pick={PLEDGE}")
    print_it(page)

    assert page.trouble == []


def test_it_opens_on_a_readable_few_of_the_best_connected(page, real):
    expect(heading(page)).to_have_text("누가 플랫폼 정책을 만드는가")
    expect(panel(page)).to_contain_text(f"개체 {len(real.entities)} · 주장 {len(real.claims):,} · 문서 {len(real.documents)}")
    assert 40 <= drawn(page).count() <= 100


def test_back_and_forward_lead_through_what_was_seen(page):
    search(page, "카카오").first.click()
    expect(heading(page)).to_have_text("카카오")
    view(page, "입장")
    page.go_back()
    expect(heading(page)).to_have_text("카카오")
    page.go_back()
    expect(heading(page)).to_have_text("누가 플랫폼 정책을 만드는가")
    page.go_forward()
    expect(heading(page)).to_have_text("카카오")


def test_an_old_link_to_a_bare_id_still_leads_there(at):
    expect(heading(at("org/naver"))).to_have_text("네이버")
    expect(heading(at("event/2024-10-21-kftc-audit"))).to_have_text(heading(at("event/2024-10-21-npc-audit")).inner_text())


def test_an_id_that_was_merged_leads_to_the_one_that_was_kept(at, real, names):
    merged = real.judgements[(real.judgements["verdict"] == "same") & real.judgements["left"].isin(names) & ~real.judgements["right"].isin(names)].iloc[0]

    expect(heading(at(merged["right"]))).to_have_text(names[merged["left"]])


def test_an_unknown_id_is_named_and_not_an_error(at):
    expect(panel(at("focus=org/nobody"))).to_contain_text("이 자료에 없습니다: org/nobody")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("네이버", "네이버"),
        (unicodedata.normalize("NFD", "네이버"), "네이버"),
        ("ㄴㅇㅂ", "네이버"),
        ("\u1102\u110b\u1107", "네이버"),
        ("네입", "네이버"),
        ("NAVER", "네이버"),
        ("naver", "네이버"),
        ("035420", "네이버"),
        ("org/naver", "네이버"),
        ("과기정통부", "과학기술정보통신부"),
        ("ㄱㄱㅈㅌㅂ", "과학기술정보통신부"),
        ("yoo sang im", "유상임"),
        ("Choi Soo-yeon", "최수연"),
        ("MSIT", "과학기술정보통신부"),
        ("간담회 2024년 11월 6일", "과기정통부 장관-플랫폼사 CEO 간담회"),
        ("11월 6일 간담회", "과기정통부 장관-플랫폼사 CEO 간담회"),
    ],
)
def test_search_finds_in_each_way_of_typing(page, typed, found):
    expect(search(page, typed).first.locator("b")).to_have_text(found)


def test_namesakes_are_told_apart(page, real):
    options = search(page, "김범석")
    same = options.filter(has=page.locator("b", has_text=re.compile("^김범석$")))
    expect(same).to_have_count(3)
    described = set(real.entities.loc[real.entities["name"] == "김범석", "description"])

    assert set(same.locator(".about").all_inner_texts()) == described
    assert len(described) == 3


def test_what_is_not_found_says_what_to_try(page):
    search(page, "없는것없는것")

    expect(page.get_by_text("찾은 것이 없습니다", exact=False).first).to_be_visible()


def test_neighbours_unfold_ranked_with_the_rest_counted(at, real, names):
    page = at("focus=org/naver")
    claims = real.claims[mentions(real, "org/naver")]
    shared = claims[["subject", "object"]].stack().value_counts().drop("org/naver")
    direct = claims[(claims["subject"] == "org/naver") | (claims["object"] == "org/naver")][["subject", "object"]].stack().drop_duplicates()
    ranked = shared[shared.index.isin(direct)]  # those at the other end of a claim come before those it is only mentioned with
    first = drawn(page).count()
    more = page.get_by_role("button", name=re.compile(r"이웃 \d+ 더 보기"))
    left = int(re.search(r"\d+", more.inner_text()).group())
    assert left == len(shared) - (first - 1)
    assert {names[id_] for id_ in ranked.index[ranked > ranked.iloc[first - 2]]} <= set(drawn_names(page))

    more.click()
    expect(drawn(page)).to_have_count(first + min(left, 30))

    page = at("focus=org/naver")
    drawn(page).filter(has=page.locator("title", has_text="공정거래위원회")).first.click()
    expect(heading(page)).to_have_text("공정거래위원회")
    panel(page).get_by_role("link", name="이웃 펼치기").click()
    page.wait_for_function("before => document.querySelectorAll('#view .node').length > before", arg=first)
    panel(page).get_by_role("link", name="이웃 접기").click()
    expect(drawn(page)).to_have_count(first)


def test_between_two_that_are_near_stands_what_both_have_claims_with(at, real):
    page = at("focus=org/naver")
    panel(page).get_by_role("button", name="연결 경로 찾기").click()
    field = panel(page).get_by_role("combobox", name="누구와의 경로인가요")
    expect(field).to_be_focused()
    field.press_sequentially("당근")
    field.press("Enter")
    network = nx.Graph(zip(real.claims["subject"], real.claims["object"], strict=True))
    shared = len(list(nx.common_neighbors(network, "org/naver", "org/danggeun")))
    assert nx.shortest_path_length(network, "org/naver", "org/danggeun") == 2
    assert 0 < shared <= 12

    expect(panel(page).get_by_text(f"바로 잇는 주장 0건, 사이에 있는 개체 {shared}")).to_be_visible()
    assert drawn(page).count() == shared + 2
    assert panel(page).get_by_role("heading", level=3).count() == shared


def test_between_two_that_are_far_stands_a_shortest_path(at, real):
    network = nx.Graph(zip(real.claims["subject"], real.claims["object"], strict=True))
    far, steps = max(nx.single_source_shortest_path_length(network, "org/naver").items(), key=lambda found: (found[1], found[0]))
    assert steps > 2

    page = at(f"focus=org/naver&path={far}")
    expect(panel(page).get_by_text(f"가장 짧은 경로: {steps}단계")).to_be_visible()
    assert drawn(page).count() == steps + 1
    assert panel(page).get_by_role("article").count() >= steps


def test_the_posts_of_a_card_are_read_as_of_a_day(at):
    page = at("focus=person/yoo-sang-im")
    posts = panel(page).get_by_text(re.compile(r"과학기술정보통신부 장관 2024"))
    expect(posts).to_be_visible()
    day = page.get_by_label("재직 기준일").last
    day.fill("2024-11-06")
    expect(panel(page).get_by_text("그날 재직")).to_be_visible()
    day.fill("2026-01-01")
    expect(panel(page).get_by_text("그날 아님")).to_be_visible()
    expect(panel(page).get_by_text("거르기로 가려진 주장 1건")).to_be_visible()
    assert chips(page) == ["2026. 1. 1. 재직 기준"]


def open_rail(page):
    toggle = page.get_by_role("button", name="거르기", exact=True)
    if toggle.get_attribute("aria-expanded") == "false":
        toggle.click()
    return page.get_by_role("complementary", name="거르기")


def mentions(real, id_):
    """For each claim whether any of its columns names an entity."""
    known = set(real.entities["id"])
    columns = [name for name, cells in real.claims.items() if name not in ("id", "table") and set(cells) - {""} and set(cells) - {""} <= known]
    return (real.claims[columns] == id_).any(axis=1)


def sources(real):
    """Of each claim the documents that support it."""
    supporting = real.evidence[~real.evidence["agrees"].isin(schema().flagged("Agreement", "contradicts"))]
    return supporting.groupby("claim")["document"].agg(set).reindex(real.claims["id"]).map(lambda found: found if isinstance(found, set) else set())


def kept_by(real, name):
    """For each claim whether a filter of the rail keeps it, from the tables."""
    claims, documents = real.claims, real.documents.set_index("id")
    supported = sources(real)
    if name == "kind":
        firms = set(real.entities.loc[real.entities["kind"] == "firm", "id"])
        return ~claims["subject"].isin(firms) & ~claims["object"].isin(firms)
    if name == "relation":
        return claims["relation"] != "holds_post"
    if name == "outlet":
        theirs = set(documents.index[documents["publisher"] == "뉴스토마토"])
        return supported.map(lambda found: bool(found & theirs))
    if name == "sources":
        return supported.map(len) >= 3
    if name == "strong":
        strong = set(documents.index[~documents["quality"].isin(schema().flagged("DocumentQuality", "weak"))])
        return supported.map(lambda found: bool(found & strong))
    differing = real.evidence.loc[real.evidence["agrees"].isin(schema().flagged("Agreement", "differs")), "claim"]
    return claims["id"].isin(differing)


@pytest.mark.parametrize(
    ("name", "chip"),
    [
        ("kind", "기업 숨김"),
        ("relation", "재직 숨김"),
        ("outlet", "뉴스토마토"),
        ("sources", "문서 3건 이상"),
        ("strong", "약한 근거뿐인 것 빼고"),
        ("disputed", "문서마다 다른 것만"),
    ],
)
def test_each_filter_keeps_what_the_tables_say_and_its_chip_takes_it_away(at, real, name, chip):
    page = at("view=tables")
    rail = open_rail(page)
    expected = int(kept_by(real, name).sum())
    assert 0 < expected < len(real.claims)

    if name in ("kind", "relation"):
        rail.get_by_role("checkbox", name=re.compile("^기업 " if name == "kind" else "^재직 ")).uncheck()
    elif name == "outlet":
        rail.get_by_label("매체").select_option("뉴스토마토")
    elif name == "sources":
        rail.get_by_label("문서 수").select_option("3")
    else:
        rail.get_by_label("확실한 정도").select_option(name)
    expect(page.get_by_role("link", name=f"주장 {expected:,}", exact=True)).to_be_visible()
    assert chips(page) == [chip]

    page.get_by_role("button", name=f"거르기 풀기: {chip}").click()
    expect(page.get_by_role("link", name=f"주장 {len(real.claims):,}", exact=True)).to_be_visible()
    expect(page.get_by_role("list", name="거르기")).to_have_count(0)


def test_only_claims_that_mention_an_actor_can_be_kept(at, real):
    page = at("view=tables")
    expected = int(mentions(real, "org/kakao").sum())
    field = open_rail(page).get_by_role("combobox", name="이 개체가 나오는 주장만")
    field.fill("카카오")
    field.press("Enter")

    expect(page.get_by_role("link", name=f"주장 {expected}", exact=True)).to_be_visible()
    assert chips(page) == ["카카오가 나오는 주장"]


def test_all_filters_together_are_taken_away_at_once(at, real):
    page = at("view=tables&kinds=firm&outlet=뉴스토마토&from=2024-01")
    assert len(chips(page)) == 4
    page.get_by_role("button", name="모두 풀기").click()

    expect(page.get_by_role("link", name=f"주장 {len(real.claims):,}", exact=True)).to_be_visible()


def test_the_story_of_the_meeting_plays_from_its_first_scene_to_its_last(page):
    panel(page).get_by_role("button", name=re.compile("^2024년 11월 6일 간담회")).click()
    bar = page.get_by_role("region", name="이야기")
    scenes = int(re.search(r"/ (\d+)", bar.inner_text()).group(1))
    seen = set()
    for scene in range(1, scenes + 1):
        expect(bar).to_contain_text(f"{scene} / {scenes}")
        seen.add(bar.get_by_role("status").inner_text())
        expect(page.locator("main h2").first).to_be_visible()
        assert page.get_by_text("이 자료에 없습니다").count() == 0
        assert page.locator("p.nothing").count() == 0
        if scene < scenes:
            bar.get_by_role("button", name="다음").click()
    assert len(seen) == scenes
    expect(bar.get_by_role("button", name="다음")).to_be_disabled()
    bar.get_by_role("button", name="앞", exact=True).click()
    expect(bar).to_contain_text(f"{scenes - 1} / {scenes}")
    bar.get_by_role("button", name="끝내기").click()
    expect(bar).to_have_count(0)


def test_a_story_of_ones_own_travels_in_its_link(open_page):
    page = open_page("focus=org/naver", **CLIPBOARD)
    page.get_by_text("나누기", exact=True).click()
    page.get_by_role("button", name="이야기 만들기").click()
    maker = page.get_by_role("form", name="이야기 만들기")
    expect(maker.get_by_role("button", name="이 화면 담기")).to_be_disabled()
    maker.get_by_label("보고 있는 화면의 설명").fill("네이버부터 봅니다.")
    maker.get_by_role("button", name="이 화면 담기").click()
    view(page, "약속")
    page.get_by_label("시작", exact=True).fill("2024-11")
    maker.get_by_label("보고 있는 화면의 설명").fill("그리고 약속들.")
    maker.get_by_role("button", name="이 화면 담기").click()
    maker.get_by_role("button", name="이야기의 주소 복사").click()
    expect(maker.get_by_text("주소를 복사했습니다")).to_be_visible()

    other = page.context.new_page()
    other.goto(copied(page))
    bar = other.get_by_role("region", name="이야기")
    expect(bar).to_contain_text("1 / 2 네이버부터 봅니다.")
    expect(heading(other)).to_have_text("네이버")
    bar.get_by_role("button", name="다음").click()
    expect(bar).to_contain_text("2 / 2 그리고 약속들.")
    assert chips(other) == ["2024. 11. –"]
    assert page.trouble == []


def test_a_document_opens_at_the_passage(at, real):
    [row] = real.evidence[real.evidence["claim"] == "pledged/naver-fountain-2017"].head(1).to_dict("records")
    address = real.documents.set_index("id").loc[row["document"], "url"]
    page = at("focus=org/naver&pick=pledged/naver-fountain-2017")

    passage = panel(page).locator(f"a[href='{address}#{as_fragment(row['locator'])}']").first
    assert (passage.get_attribute("rel"), passage.get_attribute("target")) == ("noopener noreferrer", "_blank")


def test_what_no_name_answers_is_sought_in_the_claims(at):
    page = at("focus=org/naver")
    page.get_by_role("banner").get_by_role("combobox").fill("600억")
    page.get_by_role("button", name="주장에서 ‘600억’ 찾기").click()

    expect(page.get_by_role("navigation", name="보기").locator("[aria-current=page]")).to_have_text("표")
    expect(page.locator("tbody tr[data-id='pledged/naver-sme-ai-edu']")).to_be_visible()


def test_language_and_theme_are_kept_in_the_link(at):
    page = at("focus=org/naver")
    paper = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(paper)
    page.get_by_role("button", name="어둡게").click()
    page.wait_for_function(f"before => {paper} !== before", arg=light)
    page.get_by_role("button", name="English").click()
    expect(heading(page)).to_have_text("NAVER")
    expect(panel(page).get_by_role("heading", level=3).first).to_have_text(re.compile(r"^\d+ claims$"))
    assert page.title().startswith("NAVER")
    assert {"lang=en", "theme=dark"} <= set(page.url.split("#")[1].split("&"))
    page.get_by_role("button", name="Light").click()
    page.wait_for_function(f"before => {paper} === before", arg=light)


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1024, 768), (390, 844)])
@pytest.mark.parametrize("centre", ["", *CENTRES])
def test_no_name_covers_another_or_a_mark_and_nothing_sticks_out(at, centre, width, height):
    page = at(f"focus={centre}", width, height)
    page.wait_for_function("() => document.querySelectorAll('.node').length > 1")

    assert page.evaluate(COVERED) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_every_line_counts_its_claims_and_opens_their_evidence_in_one_click(at, real, names):
    page = at("focus=org/naver")
    ids = {name: id_ for id_, name in names.items()}
    pairs = real.claims.groupby(real.claims[["subject", "object"]].agg(frozenset, axis=1)).size()
    titles = page.locator(".link > title").all_text_contents()
    assert len(titles) > 20
    for title in titles:
        ends = title.split(": ")[0].split(" – ")
        line = line_between(page, *ends)
        counts = [int(number[1]) if (number := re.search(r" (\d+)$", part)) else 1 for part in title.split(": ")[1].split(" · ")]
        assert sum(counts) == pairs[frozenset(ids[end] for end in ends)]
        if "네이버" in ends and sum(counts) > 1:
            assert line.locator(".count, .strand").first.is_visible()
        click_line(page, line)
        expect(heading(page)).to_have_text(" – ".join(ends))
        articles = panel(page).get_by_role("article")
        assert articles.count() >= sum(counts)  # claims that name both elsewhere come along
        assert articles.evaluate_all("all => all.every(one => one.querySelector('.documents .document'))")


def test_every_claim_of_the_table_has_a_document(at, real):
    page = at("view=tables")
    seen = 0
    while True:
        rows = page.locator("tbody tr[data-id]")
        seen += rows.count()
        assert rows.count() == page.get_by_role("button", name=re.compile("근거 보기: ")).count()
        following = page.get_by_role("button", name=re.compile("^다음 "))
        if not following.count():
            break
        following.click()
    assert seen == len(real.claims)
    assert page.get_by_text("근거 문서 없음").count() == 0


def test_the_meeting_had_nine_attendees_and_fifteen_pledges(at, real):
    page = at(f"focus={MEETING}")
    panel(page).get_by_role("button", name="참석 9", exact=True).click()
    expect(panel(page).get_by_role("article")).to_have_count(9)
    panel(page).get_by_role("button", name="약속 15", exact=True).click()
    expect(panel(page).get_by_role("article")).to_have_count(15)
    summaries = real.claims.loc[(real.claims["event"] == MEETING) & (real.claims["relation"] == "pledged"), "summary"]

    assert sorted(panel(page).locator("article .summary").all_inner_texts()) == sorted(summaries)
