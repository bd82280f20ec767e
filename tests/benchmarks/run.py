"""Measure each step of this package beside the plain way of doing it, on the same tables in the same run.

    python tests/benchmarks/run.py [--size S|M|L] [--only tables,turtle,network] [--limit 300] [--repeat 3]

Every step runs in a child process of its own. What is told is the CPU time (user and system) and the peak resident memory
while the step's body runs; imports, the vocabulary and the step's input are there before. Printed as Markdown.
"""

from __future__ import annotations

import argparse
import json
import pickle
import platform
import resource
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import generate
import plain
import pyoxigraph
import pyvis.network  # noqa: F401 - imported here, so that no step is charged with it

import graph as kg
from graph import shapes
from graph.build import EXPORTS
from graph.explorer import explorer_html
from graph.exports import to_graphml, to_jsonld
from graph.model import PG, PolicyGraph, schema
from graph.rdf import to_trig

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@dataclass(frozen=True)
class Step:
    """One way of doing one thing: its group, what it needs as input and what it does; a plain way has its counterpart's name."""

    group: str
    title: str
    needs: str
    body: Callable[[Any], Any]
    plain_for: tuple[str, ...] = ()


def _csv(policy: PolicyGraph) -> int:
    return sum(len(export(policy)) for name, export in EXPORTS.items() if name.endswith(".csv"))


STEPS = {
    "load": Step("tables", "tables → checked, merged PolicyGraph (`kg.load`)", "folder", kg.load),
    "turtle": Step("turtle", "PolicyGraph → Turtle (`kg.to_turtle`)", "policy", kg.to_turtle),
    "rdflib_turtle": Step("turtle", "plain rdflib: records → `Graph.add` → `serialize`", "policy", plain.rdflib_turtle, ("load", "turtle")),
    "rdflib": Step("rdflib", "PolicyGraph → rdflib graph (`kg.to_rdf`)", "policy", kg.to_rdf),
    "rdflib_parse": Step("rdflib", "plain rdflib: `Graph.parse` of the Turtle file", "turtle", plain.rdflib_parse, ("rdflib",)),
    "network": Step("network", "PolicyGraph → MultiDiGraph (`kg.to_networkx`)", "policy", kg.to_networkx),
    "edgelist": Step("network", "plain NetworkX: `from_pandas_edgelist`", "policy", plain.edgelist_network, ("network",)),
    "add_edge": Step("network", "plain NetworkX: `itertuples`, `add_edge`", "policy", plain.added_network, ("network",)),
    "page": Step("page", "PolicyGraph → page (`kg.write_explorer`)", "policy", explorer_html),
    "pyvis": Step("page", "plain pyvis: `add_node`, `add_edge`, `generate_html`", "policy", plain.pyvis_page, ("page",)),
    "trig": Step("exports", "PolicyGraph → TriG", "policy", to_trig),
    "jsonld": Step("exports", "PolicyGraph → JSON-LD", "policy", to_jsonld),
    "graphml": Step("exports", "PolicyGraph → GraphML", "policy", to_graphml),
    "csv": Step("exports", "PolicyGraph → five CSV files", "policy", _csv),
}


@dataclass(frozen=True)
class Measure:
    """CPU seconds and peak memory (MiB) of a step, or why there are none."""

    seconds: float | None
    memory: float = 0.0
    why: str = ""

    def __str__(self) -> str:
        return self.why if self.seconds is None else f"{self.seconds:.2f} s, {self.memory:,.0f} MiB"


def main() -> None:
    """Run the benchmark, or one step of it in a child process."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--size", choices=generate.SIZES, default="M", help="the largest size; smaller ones run too, so that growth shows")
    parser.add_argument("--only", default="", help=f"groups, with commas: {', '.join(dict.fromkeys(s.group for s in STEPS.values()))}")
    parser.add_argument("--limit", type=int, default=300, help="CPU seconds after which a plain way is stopped")
    parser.add_argument("--repeat", type=int, default=3, help="runs of each step at size S; the median counts")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--step", help=argparse.SUPPRESS)
    parser.add_argument("--needs", default="", help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.step == "prepare":
        print(json.dumps(_prepared(arguments.folder, arguments.needs)))
    elif arguments.step:
        print(json.dumps(_measured(arguments.step, arguments.folder, arguments.limit)))
    else:
        _run(arguments)


def _run(arguments: argparse.Namespace) -> None:
    sizes = list(generate.SIZES)[: list(generate.SIZES).index(arguments.size) + 1]
    groups = arguments.only.split(",") if arguments.only else [s.group for s in STEPS.values()]
    names = [name for name, step in STEPS.items() if step.group in groups]
    found: dict[str, dict[str, Measure]] = {name: {} for name in names}
    counts: dict[str, dict[str, int]] = {}
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            counts[size] = _prepare(Path(folder), size, arguments.seed, {STEPS[name].needs for name in names})
            for name in names:
                found[name][size] = _step(name, Path(folder), size, arguments)
                print(f"{size} {name}: {found[name][size]}", file=sys.stderr)
    print("\n".join(_report(found, counts)))


def _prepare(folder: Path, size: str, seed: int, needs: set[str]) -> dict[str, float]:
    """Write the tables of a size and what the steps take as input; count what is in them."""
    before = time.process_time()
    generate.generate(folder / "data", generate.SIZES[size], seed)
    print(f"{size} generated: {time.process_time() - before:.1f} s", file=sys.stderr)
    command = [sys.executable, __file__, "--step", "prepare", "--folder", str(folder), "--needs", ",".join(needs)]
    return json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)


def _step(name: str, folder: Path, size: str, arguments: argparse.Namespace) -> Measure:
    step = STEPS[name]
    if step.plain_for and size == "L":
        return Measure(None, why="not run")
    limit = arguments.limit if step.plain_for else 0
    runs = []
    for _ in range(arguments.repeat if size == "S" else 1):
        command = [sys.executable, __file__, "--step", name, "--folder", str(folder), "--limit", str(limit)]
        child = subprocess.run(command, check=False, stdout=subprocess.PIPE)
        if child.returncode == -signal.SIGXCPU:
            return Measure(None, why=f"over {limit} s")
        if child.returncode:
            return Measure(None, why="ran out of memory" if child.returncode == -signal.SIGKILL else "failed")
        runs.append(json.loads(child.stdout))
    return Measure(statistics.median(r["seconds"] for r in runs), statistics.median(r["memory"] for r in runs))


def _measured(name: str, folder: Path, limit: int) -> dict[str, Any]:
    """Do one step; this is what a child process does."""
    schema()
    shapes.shapes()
    step = STEPS[name]
    given = {"folder": lambda: folder / "data", "turtle": lambda: folder / "policy.ttl", "policy": lambda: pickle.loads((folder / "policy.pickle").read_bytes())}[step.needs]()
    _forget_peak()
    before = _cpu()
    if limit:
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (int(before + limit) + 1, hard))
    result = step.body(given)
    seconds = _cpu() - before
    memory = _peak()
    return {"seconds": seconds, "memory": memory, "length": len(result) if hasattr(result, "__len__") else 0}


def _prepared(folder: Path, needs: str) -> dict[str, float]:
    """Keep the tables as Python objects and as Turtle for the steps that begin there, and count them."""
    policy = kg.load(folder / "data")
    kinds = [kind for kind, table in schema().kinds.items() if schema().is_a(table.iri, PG + "Actor")]
    actors = int(policy.entities["kind"].isin(kinds).sum())
    counts = {"actors": actors, "claims": len(policy.claims), "documents": len(policy.documents), "evidence": len(policy.evidence)}
    if "policy" in needs:
        (folder / "policy.pickle").write_bytes(pickle.dumps(policy, protocol=5))
    if "turtle" in needs:
        turtle = folder / "policy.ttl"
        turtle.write_text(kg.to_turtle(policy), encoding="utf-8")
        counts["triples"] = sum(1 for _ in pyoxigraph.parse(path=str(turtle), format=pyoxigraph.RdfFormat.TURTLE))
        counts["Turtle, MB"] = turtle.stat().st_size // 10**6
    return counts


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _forget_peak() -> None:
    """Let the peak memory begin anew, where the system can (Linux); elsewhere it includes the preparation."""
    try:
        Path("/proc/self/clear_refs").write_text("5")
    except OSError:
        return


def _peak() -> float:
    status = Path("/proc/self/status")
    if status.exists():
        return next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmHWM")) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _report(found: dict[str, dict[str, Measure]], counts: dict[str, dict[str, int]]) -> Iterator[str]:
    sizes = list(counts)
    yield f"Python {platform.python_version()}; CPU seconds (user + system) of each step's body, peak resident memory of its process."
    yield from ["", _row("size", *next(iter(counts.values()))), _row(*["---"] * (1 + len(counts[sizes[0]])))]
    yield from (_row(size, *(f"{n:,}" for n in counts[size].values())) for size in sizes)
    yield from ["", _row("step", *sizes, *(f"ratio at {s}" for s in sizes)), _row("---", *["---:"] * 2 * len(sizes))]
    for name, measures in found.items():
        yield _row(STEPS[name].title, *(measures[s] for s in sizes), *(_ratio(name, found, s) for s in sizes))
    pairs = list(pairwise(sizes))
    if pairs:
        yield from ["", "CPU per claim, against the next smaller size (1.0 = grows with the data):", ""]
        yield from [_row("step", *(f"{a} → {b}" for a, b in pairs)), _row("---", *["---:"] * len(pairs))]
        yield from (_row(STEPS[n].title, *(_growth(m, counts, a, b) for a, b in pairs)) for n, m in found.items() if not STEPS[n].plain_for)


def _row(*cells: object) -> str:
    return f"| {' | '.join(map(str, cells))} |"


def _ratio(name: str, found: dict[str, dict[str, Measure]], size: str) -> str:
    """How many times the CPU time of our steps a plain way takes."""
    step = STEPS[name]
    ours = [found[other][size].seconds if other in found else None for other in step.plain_for]
    if not ours or None in ours:
        return ""
    theirs = found[name][size]
    if theirs.seconds is None:
        return f"> {int(theirs.why.split()[1]) / sum(ours):.0f}×" if theirs.why.startswith("over") else ""
    return f"{theirs.seconds / sum(ours):.1f}×"


def _growth(measures: dict[str, Measure], counts: dict[str, dict[str, int]], smaller: str, larger: str) -> str:
    few, many = measures[smaller].seconds, measures[larger].seconds
    return "" if few is None or many is None else f"{many / counts[larger]['claims'] / (few / counts[smaller]['claims']):.2f}"


if __name__ == "__main__":
    main()
