"""The whole story: read, check, resolve, write every export, and replace the old ones only when all are complete."""

from __future__ import annotations

import tempfile
from errno import EISDIR
from pathlib import Path
from typing import TYPE_CHECKING

from graph.articles import quotes
from graph.check import check
from graph.explorer import explorer_html, is_built
from graph.exports import to_csv, to_graphml, to_jsonld
from graph.model import PolicyError, PolicyGraph, Problem, schema_text
from graph.rdf import to_trig, to_turtle
from graph.resolve import merge
from graph.tables import read, typed

if TYPE_CHECKING:
    from collections.abc import Callable

EXPORTS: dict[str, Callable[[PolicyGraph], str]] = {
    "policy.ttl": to_turtle,
    "ontology.ttl": lambda _: schema_text("ontology.ttl"),
    "policy.trig": to_trig,
    "policy.jsonld": to_jsonld,
    "policy.graphml": to_graphml,
    "policy.html": explorer_html,
    "csv/entities.csv": lambda policy: to_csv(policy, "entities"),
    "csv/claims.csv": lambda policy: to_csv(policy, "claims"),
    "csv/documents.csv": lambda policy: to_csv(policy, "documents"),
    "csv/evidence.csv": lambda policy: to_csv(policy, "evidence"),
    "csv/statuses.csv": lambda policy: to_csv(policy, "statuses"),
}

_SIMPLE = "policy.html: the simple page (the explorer's scripts were not built when this was installed; see CONTRIBUTING.md)"


def problems(data: str | Path) -> list[Problem]:
    """Find everything wrong with a data folder, in its files and in what they say.

    Parameters
    ----------
    data
        The folder.

    Returns
    -------
    list
        Problems in the order of files and lines.
    """
    return _read(data)[1]


def load(data: str | Path = "data") -> PolicyGraph:
    """Read, check and merge a data folder.

    Parameters
    ----------
    data
        A folder laid out as ``data/README.md`` says.

    Returns
    -------
    PolicyGraph
        Merged tables, sorted by id, with numbers as numbers.

    Raises
    ------
    PolicyError
        If anything is wrong with the data; ``problems`` of the error lists all of it.
    """
    policy, found = _read(data)
    errors = [p for p in found if p.level == "error"]
    if errors:
        raise PolicyError("\n".join(map(str, errors)), errors)
    return typed(merge(policy))


def build(data: str | Path = "data", out: str | Path = "exports", progress: Callable[[str], object] = str, articles: str | Path | None = None, notice: Callable[[str], object] = str) -> dict[str, int]:
    """Check a data folder and write every export of it.

    Parameters
    ----------
    data
        The data folder.
    out
        The folder for the exports; it is made if it is missing. Files in it are replaced only when all exports are complete.
    progress
        Called with the name of each step as it begins.
    articles
        A folder with your own copies of articles, to quote from in the page; see :func:`graph.articles.quotes`.
    notice
        Called with a line about anything that is not as one might expect: passages not found, the simple page.

    Returns
    -------
    dict
        Size in bytes of each file written.

    Raises
    ------
    PolicyError
        If the data has errors, an article cannot be read or the folder cannot be written; nothing is changed then.
    """
    progress("data")
    policy = load(data)
    exports = EXPORTS
    if not is_built():
        notice(_SIMPLE)
    elif articles is not None:
        exports = {**EXPORTS, "policy.html": _quoting(policy, articles, notice)}
    out = Path(out)
    try:
        out.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".building-", dir=out) as folder:
            for name, export in exports.items():
                progress(name)
                _write(Path(folder) / name, export(policy))
            _replace(Path(folder), out)
            return {name: (out / name).stat().st_size for name in EXPORTS}
    except OSError as error:
        raise PolicyError(f"{error.filename or out}: cannot be written ({error.strerror})") from error


def _read(data: str | Path) -> tuple[PolicyGraph, list[Problem]]:
    policy, found = read(data)
    return policy, found + check(policy)  # a broken file comes before all that follows from it


def _quoting(policy: PolicyGraph, articles: str | Path, notice: Callable[[str], object]) -> Callable[[PolicyGraph], str]:
    """Return the export of the page with quotations: they go nowhere else."""
    quoted = quotes(policy, articles)
    notice(str(quoted))
    return lambda policy: explorer_html(policy, quoted.columns)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text.encode("utf-8"))


def _replace(new: Path, out: Path) -> None:
    """Put every new file in the place of the old one, or, if one cannot be placed, all old ones back."""
    kept: list[tuple[Path, Path]] = []
    placed: list[Path] = []
    try:
        for name in EXPORTS:
            old = out / name
            old.parent.mkdir(exist_ok=True)
            if old.is_dir():
                raise IsADirectoryError(EISDIR, "a folder stands there", str(old))
            if old.exists():
                aside = new / f"{name}.old"
                old.replace(aside)
                kept.append((aside, old))
            (new / name).replace(old)
            placed.append(old)
    except OSError:
        for path in placed:
            path.unlink()
        for aside, old in kept:
            aside.replace(old)
        raise
