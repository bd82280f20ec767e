"""Measure the explorer in a real Chromium without a GPU: size, opening, search, SPARQL, and how long the page stands still.

    python tests/benchmarks/page.py [--runs 3] [--size real|10k|100k]

Each page is opened from its file, offline, in a browser of its own; the median of the runs counts. Printed as Markdown.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from shutil import which
from typing import TYPE_CHECKING, Any

import generate
from playwright.sync_api import sync_playwright

import graph as kg

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent.parent
FLAGS = "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync".split()
# Actors and claims for each of them: about 10,000 entities and 30,000 claims, then ten times that; small ones for SPARQL.
SIZES = {"10k": (6_000, 5.0), "100k": (60_000, 5.0)}
TRIPLES = {"10k": (300, 0.4), "100k": (3_000, 0.7), "1M": (6_500, 5.0)}
TYPED = {"초성": "ㄱㄹㅁ", "음절": "가람", "반쯤 친 음절": "가라ㅁ", "영문": "garam", "식별자": "org/"}
# From the key to the list of names that answers it, painted.
SEARCH = """async typed => {
  const field = document.querySelector("header [role=combobox]");
  const set = text => { Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(field, text); field.dispatchEvent(new Event("input", {bubbles: true})); };
  const painted = () => new Promise(done => requestAnimationFrame(() => setTimeout(done)));
  field.focus(); set(""); await painted();
  const began = performance.now();
  set(typed); await painted();
  return [performance.now() - began, document.querySelectorAll("header [role=option]").length];
}"""
PAINTED = "() => new Promise(done => requestAnimationFrame(() => setTimeout(done)))"
STILL = """() => { window.still = 0; let last = performance.now(); const look = now => { window.still = Math.max(window.still, now - last); last = now; requestAnimationFrame(look); }; requestAnimationFrame(look); }"""


@contextmanager
def opened(path: Path, state: str = "") -> Iterator[Any]:
    """A page of a new browser, on its way."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=which("chromium"), args=FLAGS)
        page = chromium.new_context(viewport={"width": 1440, "height": 900}, offline=True).new_page()
        page.set_default_timeout(120_000)
        page.began = time.perf_counter()
        page.goto(f"{path.as_uri()}#{state}", wait_until="commit")
        yield page
        chromium.close()


def opening(path: Path) -> dict[str, float]:
    """Seconds until the first drawing stands, until the page is whole, and the slowest search in milliseconds."""
    with opened(path) as page:
        page.wait_for_selector("#view svg .node")
        view = time.perf_counter() - page.began
        page.wait_for_load_state("load")
        page.evaluate(PAINTED)
        whole = time.perf_counter() - page.began
        page.evaluate(SEARCH, "가")  # the index of names is complete after the first search
        found = {name: min(page.evaluate(SEARCH, typed)[0] for _ in range(3)) for name, typed in TYPED.items()}
        page.get_by_role("link", name="전체 지도").click()
        start = time.perf_counter()
        page.wait_for_selector(".map canvas")
        page.evaluate(PAINTED)
        page.screenshot()  # waits until the frame is on the screen
        return {"view": view, "whole": whole, "search": max(found.values()), "map": time.perf_counter() - start}


def asking(path: Path) -> dict[str, float]:
    """Seconds from the click on a question to its answer, the engine started and the triples loaded; the longest frame meanwhile in milliseconds."""
    with opened(path, "view=ask") as page:
        page.wait_for_load_state("load")
        question = page.get_by_text(kg.questions()["documents_by_publisher"].title["ko"])
        question.wait_for()
        page.evaluate(STILL)
        began = time.perf_counter()
        question.click()
        page.wait_for_selector("#view table tbody tr")
        return {"ready": time.perf_counter() - began, "still": page.evaluate("window.still")}


def written(policy: kg.PolicyGraph, folder: Path, name: str) -> tuple[Path, float, float]:
    """The page of some tables, the seconds it took and its size in MB."""
    path = folder / f"{name}.html"
    began = time.perf_counter()
    kg.write_explorer(policy, path)
    return path, time.perf_counter() - began, path.stat().st_size / 1e6


def made(folder: Path, name: str, actors: int, claims: float) -> kg.PolicyGraph:
    """Generated tables, loaded."""
    generate.generate(folder / name, actors, claims_per_actor=claims)
    return kg.load(folder / name)


def median(runs: list[dict[str, float]]) -> dict[str, float]:
    """The middle of each measure."""
    return {name: statistics.median(run[name] for run in runs) for name in runs[0]}


def main() -> None:
    """Print two tables: opening and SPARQL."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--size", choices=["real", *SIZES], help="only this size, and no SPARQL")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        print("| data | entities | claims | MB | written s | first drawing s | whole page s | slowest search ms | map on screen s |\n| --- | " + " | ".join(["---:"] * 8) + " |")
        for size in [arguments.size] if arguments.size else ["real", *SIZES]:
            policy = kg.load(ROOT / "data") if size == "real" else made(folder, size, *SIZES[size])
            path, seconds, megabytes = written(policy, folder, size)
            got = median([opening(path) for _ in range(arguments.runs)])
            print(f"| {size} | {len(policy.entities):,} | {len(policy.claims):,} | {megabytes:.1f} | {seconds:.1f} | {got['view']:.2f} | {got['whole']:.2f} | {got['search']:.0f} | {got['map']:.2f} |")
        if arguments.size:
            return
        print("\n| triples | MB | from the click to the answer s | longest frame ms |\n| ---: | ---: | ---: | ---: |")
        for size, (actors, claims) in TRIPLES.items():
            policy = made(folder, f"triples-{size}", actors, claims)
            triples = kg.query(policy, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")["n"][0]
            path, _, megabytes = written(policy, folder, f"triples-{size}")
            got = median([asking(path) for _ in range(arguments.runs)])
            print(f"| {triples:,} | {megabytes:.1f} | {got['ready']:.2f} | {got['still']:.0f} |")


if __name__ == "__main__":
    main()
