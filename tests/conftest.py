"""What the tests share: the invented sample, the real data, a way to spoil a copy, and a browser with the explorer in it."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import hypothesis
import pytest

import graph as kg
from graph.explorer.page import is_built

# How long an example takes is no property of the code: a busy machine must not fail a test.
hypothesis.settings.register_profile("untimed", deadline=None)
hypothesis.settings.load_profile("untimed")

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).parent.parent
# WebGL in software, and nothing that Chromium asks the network for by itself.
QUIET = "--no-sandbox --use-angle=swiftshader --enable-unsafe-swiftshader --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync".split()
PAINTED = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))"


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """A copy of the invented tables that a test may spoil."""
    return Path(shutil.copytree(ROOT / "tests" / "sample", tmp_path / "data"))


@pytest.fixture(scope="session")
def invented() -> kg.PolicyGraph:
    """The invented tables, merged."""
    return kg.load(ROOT / "tests" / "sample")


@pytest.fixture(scope="session")
def real() -> kg.PolicyGraph:
    """The project's own data, merged."""
    return kg.load(ROOT / "data")


@pytest.fixture
def spoil(sample: Path):
    """Replace text in one file of the copy and return the copy's folder."""

    def replace(file: str, old: str, new: str) -> Path:
        path = sample / file
        text = path.read_text("utf-8")
        assert old in text, f"{old!r} is not in {file}"
        path.write_text(text.replace(old, new, 1), "utf-8", newline="")
        return sample

    return replace


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium: the system's, else the one that playwright brings. A module's own, because no two may run at once in one thread."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=QUIET)
        yield chromium
        chromium.close()


def written_by(policy: kg.PolicyGraph, folder: Path) -> Path:
    """The explorer of some tables; the test is skipped where its scripts have not been built."""
    if not is_built():
        pytest.skip("the explorer's scripts have not been built; see CONTRIBUTING.md")
    kg.write_explorer(policy, folder / "policy.html")
    return folder / "policy.html"


@pytest.fixture(scope="session")
def written(real: kg.PolicyGraph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The explorer of the real data."""
    return written_by(real, tmp_path_factory.mktemp("real"))


@pytest.fixture(scope="session")
def written_sample(invented: kg.PolicyGraph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The explorer of the invented sample."""
    return written_by(invented, tmp_path_factory.mktemp("sample"))


@pytest.fixture(scope="session")
def explorer_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[kg.PolicyGraph, str], Path]:
    """Write the explorer of some tables into a folder of its own."""
    return lambda policy, name: written_by(policy, tmp_path_factory.mktemp(name))


def page_in(context: Any, path: Path, state: str = "") -> Page:
    """A page of a context, opened at what stands after #; what it asks for, and what goes wrong in it, is kept in ``page.trouble``."""
    page: Any = context.new_page()
    page.trouble = []
    page.on("request", lambda request: request.url.split("#")[0].startswith((path.as_uri(), "blob:")) or page.trouble.append(request.url))
    page.on("console", lambda message: page.trouble.append(message.text))
    page.on("pageerror", lambda error: page.trouble.append(str(error)))
    page.goto(f"{path.as_uri()}#{state}")
    page.wait_for_selector("#view")
    page.evaluate(PAINTED)
    return page


@pytest.fixture(scope="module")
def open_page(browser: Browser, written: Path) -> Iterator[Callable[..., Page]]:
    """Open the explorer offline at what stands after #. Pages of one module stay open until its end."""
    contexts: list[Any] = []

    def opened(state: str = "", width: int = 1440, height: int = 900, path: Path = written, **options: Any) -> Page:
        contexts.append(browser.new_context(viewport={"width": width, "height": height}, offline=True, **options))
        return page_in(contexts[-1], path, state)

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def turn_to() -> Callable[[Page, str], None]:
    """Change what stands after #, as a link does, and wait until it is drawn."""

    def turn(page: Page, state: str) -> None:
        page.evaluate("state => { location.hash = state }", state)
        page.evaluate(PAINTED)

    return turn
