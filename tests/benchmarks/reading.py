"""Measure how fast `graph.extract` reads, in each mode.

    python tests/benchmarks/reading.py [--characters 300000] [--repeat 3] [--folder 1500]

The articles of tests/corpus are read over and over until there are that many characters, each mode in a process of its own that
runs on one core. Then a folder of so many articles is read by `policy-graph extract`, from start to end, by one process and by as
many as it takes by itself. Printed as Markdown.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING

from graph.extract.workers import processors

if TYPE_CHECKING:
    from collections.abc import Iterator

CORPUS = Path(__file__).parent.parent / "corpus"
MODES = ("full", "light")


def main() -> None:
    """Run the benchmark, or one mode of it in a child process."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--characters", type=int, default=300_000, help="how much is read at least")
    parser.add_argument("--repeat", type=int, default=3, help="runs of each mode; the median counts")
    parser.add_argument("--folder", type=int, default=1500, help="articles in a folder that is read by the command; 0 leaves it out")
    parser.add_argument("--mode", choices=MODES, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.mode:
        print(json.dumps(_measured(arguments.mode, arguments.characters)))
    else:
        print("\n".join(_report({mode: _runs(mode, arguments) for mode in MODES})))
        if arguments.folder:
            print("\n".join(_folder_report(arguments.folder)))


def articles(characters: int) -> list[tuple[str, str]]:
    """Return day and body of article after article, from the first again after the last, until there are so many characters."""
    found: list[tuple[str, str]] = []
    bodies = []
    for path in sorted(CORPUS.glob("*/*.txt")):
        _, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
        day = next(line.partition(":")[2].strip() for line in front.splitlines() if line.startswith("published:"))
        bodies.append((day, body))
    for day, body in cycle(bodies):
        if characters <= 0:
            return found
        found.append((day, body))
        characters -= len(body)
    raise SystemExit(f"no articles in {CORPUS}")


def _runs(mode: str, arguments: argparse.Namespace) -> dict[str, float]:
    """Measure a mode in fresh processes and return the medians."""
    command = [sys.executable, __file__, "--mode", mode, "--characters", str(arguments.characters)]
    runs = [json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout) for _ in range(arguments.repeat)]
    return {name: statistics.median(run[name] for run in runs) for name in runs[0]}


def _measured(mode: str, characters: int) -> dict[str, float]:
    """Read everything once in a mode; this is what a child process does."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    given = articles(characters)
    begun = time.perf_counter()
    from graph.extract import reader
    from graph.extract.files import read_day

    read = reader(mode=mode)
    read("한가람 누리톡 대표는 20일 간담회에 참석했다.", read_day("2026-05-20", "published"))
    ready = time.perf_counter() - begun
    days = [(read_day(day, "published"), body) for day, body in given]
    cpu, begun = time.process_time(), time.perf_counter()
    rows = sum(len(read(body, day).rows()) for day, body in days)
    return {
        "ready": ready,
        "cpu": time.process_time() - cpu,
        "seconds": time.perf_counter() - begun,
        "characters": sum(len(body) for _, body in days),
        "articles": len(days),
        "rows": rows,
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def _report(found: dict[str, dict[str, float]]) -> Iterator[str]:
    first = next(iter(found.values()))
    yield f"Python {platform.python_version()}, one core; {first['articles']:,.0f} articles, {first['characters']:,.0f} characters."
    yield from ["", "| mode | characters a second | articles a second | seconds until ready | peak memory |", "| --- | ---: | ---: | ---: | ---: |"]
    for mode, run in found.items():
        yield f"| {mode} | {run['characters'] / run['cpu']:,.0f} | {run['articles'] / run['cpu']:.0f} | {run['ready']:.1f} | {run['memory']:,.0f} MiB |"


def _folder_report(count: int) -> Iterator[str]:
    """Read a folder of articles by the command, with one process and with its own choice."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "articles"
        folder.mkdir()
        size = 0
        for number, (day, body) in zip(range(count), cycle(articles(1_000_000)), strict=False):
            (folder / f"{number:06}.txt").write_text(f"---\npublished: {day}\n---\n{body}", encoding="utf-8")
            size += len(body)
        yield f"\n`policy-graph extract` on a folder of {count:,} articles, {size:,} characters, from start to end:\n"
        yield "| mode | processes | seconds | characters a second |\n| --- | ---: | ---: | ---: |"
        for mode in MODES:
            for jobs in sorted({1, processors()}):
                command = [sys.executable, "-m", "graph", "extract", str(folder), "--mode", mode, "--jobs", str(jobs), "--no-cache", "--out", f"{place}/{mode}{jobs}"]
                begun = time.perf_counter()
                subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
                seconds = time.perf_counter() - begun
                yield f"| {mode} | {jobs} | {seconds:.1f} | {size / seconds:,.0f} |"


if __name__ == "__main__":
    main()
