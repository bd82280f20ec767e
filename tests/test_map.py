"""The whole map, the strip of months and the pictures one saves of them, in a real browser and offline."""

from __future__ import annotations

import math
import re
import struct
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

    import graph as kg

SVG = "{http://www.w3.org/2000/svg}"
SHEET = ".map .sheet"
NOTE = ".map .note"
TOLD = ".timeline .told"


@pytest.fixture
def open_page(browser: Browser, written: Path) -> Iterator[Callable[..., Page]]:
    """Open the page at an address; no request and no error may come of it."""
    contexts: list[Any] = []
    trouble: list[str] = []

    def opened(view: str, width: int = 1440, height: int = 900, *, script: str = "", **options: Any) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, offline=True, **options)
        contexts.append(context)
        page = context.new_page()
        if script:
            page.add_init_script(script)
        page.on("request", lambda request: request.url.startswith(("file:", "blob:")) or trouble.append(request.url))
        page.on("pageerror", lambda error: trouble.append(str(error)))
        page.on("console", lambda message: message.type == "error" and trouble.append(message.text))
        page.goto(f"{written.as_uri()}#{view}")
        page.wait_for_selector("#view")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert trouble == []


@pytest.fixture(scope="module")
def months(real: kg.PolicyGraph) -> list[str]:
    """The month of each claim that has a date; a year alone counts as its January."""
    dates = [date or since for date, since in zip(real.claims["date"], real.claims["since"], strict=True)]
    return [date[:7] if len(date) > len("2024") else f"{date}-01" for date in dates if date]


def saved(page: Page, button: str, selector: str = ".map") -> tuple[str, bytes]:
    """Name and content of the file that a button gives."""
    with page.expect_download() as download:
        page.locator(selector).get_by_role("button", name=button, exact=True).click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def names_in(picture: ET.Element) -> dict[str, tuple[float, float]]:
    """Names drawn in a saved map, and where."""
    inner = picture.find(f"{SVG}svg")
    assert inner is not None
    return {text.text or "": (float(text.get("x", 0)), float(text.get("y", 0))) for text in inner.iter(f"{SVG}text")}


def marks_in(picture: ET.Element) -> list[tuple[float, float]]:
    """Where the marks of a saved map stand."""
    found = (re.fullmatch(r"translate\(([-\d.]+),([-\d.]+)\)", path.get("transform", "")) for path in picture.iter(f"{SVG}path"))
    return [(float(match[1]), float(match[2])) for match in found if match]


def drawn(page: Page) -> ET.Element:
    """What the map shows now, as its SVG."""
    return ET.fromstring(saved(page, "SVG")[1])


def lone_mark(picture: ET.Element) -> tuple[str, float, float]:
    """The mark that is farthest from all others, among those with their whole name beside them."""
    marks = marks_in(picture)
    named = [(name, *mark) for name, (x, y) in names_in(picture).items() for mark in marks if "…" not in name and abs(mark[1] - (y - 4)) <= 0.2 and 4 < x - mark[0] < 30]
    return max(named, key=lambda one: min(math.dist(one[1:], other) for other in marks if other != one[1:]))


def click_at(page: Page, x: float, y: float, **options: Any) -> None:
    box = page.locator(SHEET).bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + x, box["y"] + y, **options)


def test_the_map_opens_by_its_tab_and_says_how_much_it_draws(open_page: Callable[..., Page], real: kg.PolicyGraph) -> None:
    page = open_page("")
    page.get_by_role("link", name="전체 지도").click()
    page.wait_for_selector(SHEET)
    ends = {frozenset(pair) for pair in zip(real.claims["subject"], real.claims["object"], strict=True) if pair[0] != pair[1]}

    assert page.locator(NOTE).inner_text() == f"개체 {len(real.entities):,}개 · 연결 {len(ends):,}개 표로 보기"
    assert f"{len(real.entities):,}" in (page.get_by_role("img", name="연결").get_attribute("aria-label") or "")
    assert len(marks_in(drawn(page))) == len(real.entities)


def test_marks_and_names_are_really_drawn(open_page: Callable[..., Page]) -> None:
    page = open_page("view=map")
    page.wait_for_selector(SHEET)
    page.wait_for_timeout(500)
    picture = drawn(page)
    name, x, y = lone_mark(picture)
    right, low = names_in(picture)[name]

    assert seen(page, x - 1, y - 1, 2, 2) != seen(page, 4, 4, 2, 2)
    assert len(set(seen(page, right, low - 9, 20, 10))) > len(set(seen(page, 4, 4, 20, 10)))


def seen(page: Page, x: float, y: float, width: float, height: float) -> bytes:
    """A part of the map as it is on the screen."""
    box = page.locator(SHEET).bounding_box()
    assert box is not None
    return pixels(page.screenshot(clip={"x": box["x"] + x, "y": box["y"] + y, "width": width, "height": height}))


def test_clicking_a_mark_shows_its_card_and_clicking_twice_puts_it_in_the_middle(open_page: Callable[..., Page], real: kg.PolicyGraph) -> None:
    page = open_page("view=map")
    page.wait_for_selector(SHEET)
    name, x, y = lone_mark(drawn(page))
    ids = set(real.entities.loc[real.entities["name"] == name, "id"])

    click_at(page, x, y)
    page.locator("#panel h2", has_text=name).wait_for()
    assert page.url.split("pick=")[1].split("&")[0] in ids

    page.wait_for_timeout(400)  # a third click soon after would not be a double one
    click_at(page, x, y, click_count=2, delay=20)
    page.wait_for_selector(SHEET, state="detached")
    assert page.url.split("focus=")[1].split("&")[0] in ids


def test_a_picked_entity_stands_out_with_its_name(open_page: Callable[..., Page]) -> None:
    picture = drawn(open_page("view=map&pick=org/naver"))
    strong = [text.text for text in picture.iter(f"{SVG}text") if text.get("font-weight") == "700"]

    assert "네이버" in strong


def test_buttons_and_keys_zoom_and_fit(open_page: Callable[..., Page]) -> None:
    page = open_page("view=map")
    page.wait_for_selector(SHEET)
    whole = spread(page)
    page.get_by_role("button", name="확대").click()
    page.wait_for_timeout(400)
    near = spread(page)
    page.locator(SHEET).focus()
    page.keyboard.press("-")
    page.wait_for_timeout(400)
    page.keyboard.press("ArrowRight")
    back = spread(page)
    page.keyboard.press("0")

    assert near < whole
    assert back > near
    assert spread(page) == whole


def spread(page: Page) -> int:
    """The number of marks in sight: the closer, the fewer."""
    page.wait_for_timeout(200)
    return len(marks_in(drawn(page)))


def test_filters_thin_the_map_without_moving_it(open_page: Callable[..., Page]) -> None:
    page = open_page("view=map")
    page.wait_for_selector(SHEET)
    before = names_in(drawn(page))
    page.evaluate("location.hash = 'view=map&kinds=person'")
    page.wait_for_timeout(300)
    after = names_in(drawn(page))
    both = before.keys() & after.keys()

    assert len(both) > 10
    assert {name: before[name] for name in both} == {name: after[name] for name in both}


def test_names_never_overlap(open_page: Callable[..., Page]) -> None:
    picture = drawn(open_page("view=map"))
    places = sorted(names_in(picture).items(), key=lambda item: item[1])
    crossing = [
        (one, other)
        for i, (one, (x, y)) in enumerate(places)
        for other, (right, low) in places[i + 1 :]
        if abs(y - low) < 12 and right < x + 6 * len(one)  # letters are at least half as wide as high
    ]

    assert len(places) > 20
    assert crossing == []


def test_a_saved_svg_stands_by_itself(open_page: Callable[..., Page]) -> None:
    page = open_page("view=map&kinds=person&from=2024-06")
    page.wait_for_selector(SHEET)
    name, content = saved(page, "SVG")
    text = content.decode("utf-8")
    picture = ET.fromstring(text)
    words = [node.text or "" for node in picture.iter(f"{SVG}text")]

    assert name == "플랫폼-정책-그래프_전체-지도.svg"
    assert words[0] == "플랫폼 정책 그래프"
    assert any(line == "거른 조건: 인물 제외 · 2024. 6.부터" for line in words)
    assert "policy.html#view=map" in "".join(words)
    assert "네이버" in words
    assert {node.tag.removeprefix(SVG) for node in picture.iter()} <= {"svg", "g", "rect", "line", "path", "text", "title"}
    assert [key for node in picture.iter() for key in node.attrib if "href" in key or key.startswith("on") or key in {"class", "style"}] == []
    assert re.findall(r"https?://(?!www\.w3\.org/2000/svg)|var\(|file:", text) == []


def test_a_saved_png_is_twice_as_fine_as_the_svg_and_not_blank(open_page: Callable[..., Page]) -> None:
    page = open_page("view=map&theme=dark")
    page.wait_for_selector(SHEET)
    picture = drawn(page)
    name, content = saved(page, "PNG")

    assert name == "플랫폼-정책-그래프_전체-지도.png"
    assert struct.unpack(">II", content[16:24]) == (2 * int(picture.get("width", 0)), 2 * int(picture.get("height", 0)))
    assert len(set(pixels(content))) > 100


def pixels(png: bytes) -> bytes:
    """The filtered rows of a PNG."""
    at, rows = 8, b""
    while at < len(png):
        (size,) = struct.unpack(">I", png[at : at + 4])
        if png[at + 4 : at + 8] == b"IDAT":
            rows += png[at + 8 : at + 8 + size]
        at += size + 12
    return zlib.decompress(rows)


def test_without_webgl_the_map_stands_still_and_leads_to_the_table(open_page: Callable[..., Page]) -> None:
    page = open_page(
        "view=map",
        script="HTMLCanvasElement.prototype.getContext = new Proxy(HTMLCanvasElement.prototype.getContext, {apply: (get, canvas, args) => args[0].startsWith('webgl') ? null : get.apply(canvas, args)})",
    )
    page.wait_for_selector(".map svg path")

    assert "WebGL" in page.locator(NOTE).inner_text()
    page.locator(NOTE).get_by_role("link").click()
    assert "view=tables" in page.url


def test_dragging_over_the_months_filters_claims(open_page: Callable[..., Page], months: list[str]) -> None:
    page = open_page("view=map")
    bars = page.locator(".timeline .month")
    first, last = bars.nth(bars.count() - 12).bounding_box(), bars.nth(bars.count() - 4).bounding_box()
    ground = page.locator(".timeline svg").bounding_box()
    assert first is not None
    assert last is not None
    assert ground is not None
    page.mouse.move(first["x"] + first["width"] / 2, ground["y"] + 20)
    page.mouse.down()
    page.mouse.move(last["x"] + last["width"] / 2, ground["y"] + 22, steps=6)
    page.mouse.up()
    page.wait_for_url("**from=*")
    page.mouse.move(10, 10)
    start, end = in_address(page)

    assert page.locator(TOLD).inner_text() == f"기간 안 주장 {sum(start <= month <= end for month in months):,}건"
    assert months_between(start, end) == 8

    page.go_back()
    assert "from=" not in page.url


def test_the_range_moves_as_a_whole(open_page: Callable[..., Page]) -> None:
    page = open_page("view=map&from=2023-01&to=2023-06")
    box = page.locator(".timeline .range").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 1.5, box["y"] + 20, steps=4)
    page.mouse.up()
    page.wait_for_timeout(300)
    start, end = in_address(page)

    assert months_between(start, end) == 5
    assert months_between("2023-01", start) in {5, 6, 7}


def test_keys_move_the_handles(open_page: Callable[..., Page]) -> None:
    page = open_page("view=map&from=2024-11&to=2025-03")
    handle = page.get_by_role("slider", name="시작 달")
    handle.focus()

    assert handle.get_attribute("aria-valuetext") == "2024년 11월"
    page.keyboard.press("ArrowRight")
    assert handle.get_attribute("aria-valuetext") == "2024년 12월"
    page.keyboard.press("PageDown")
    assert handle.get_attribute("aria-valuetext") == "2023년 12월"
    page.keyboard.press("Tab")
    page.wait_for_timeout(300)
    assert in_address(page) == ("2023-12", "2025-03")
    page.keyboard.press("End")
    page.keyboard.press("Tab")
    page.wait_for_timeout(300)
    assert "to=" not in page.url


def test_months_are_typed_and_cleared(open_page: Callable[..., Page], months: list[str]) -> None:
    page = open_page("view=map")
    page.get_by_label("시작", exact=True).fill("2025-01")
    page.get_by_label("끝", exact=True).fill("2025-01")

    assert in_address(page) == ("2025-01", "2025-01")
    assert page.locator(TOLD).inner_text() == f"기간 안 주장 {months.count('2025-01')}건"
    page.get_by_role("button", name="전체 기간").click()
    assert "from=" not in page.url
    assert page.locator(TOLD).inner_text() == f"기간 안 주장 {len(months):,}건"


def test_claims_without_a_date_are_told_beside(open_page: Callable[..., Page], real: kg.PolicyGraph, months: list[str]) -> None:
    undated = len(real.claims) - len(months)

    assert f"날짜 없는 주장 {undated}건 별도" in open_page("view=map").locator(".timeline").inner_text()
    assert f"날짜 없는 주장 {undated}건은 뺌" in open_page("view=map&from=2024-01").locator(".timeline").inner_text()
    assert f"{undated} without a date" in open_page("view=map&lang=en", 390, 844).locator(".timeline").inner_text()


def in_address(page: Page) -> tuple[str, str]:
    found = [re.search(rf"[#&]{key}=([\d-]+)", page.url) for key in ("from", "to")]
    assert all(found)
    start, end = (match[1] for match in found if match)
    return start, end


def months_between(start: str, end: str) -> int:
    return (int(end[:4]) - int(start[:4])) * 12 + int(end[5:7]) - int(start[5:7])
