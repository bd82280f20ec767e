"""Which files are articles, and what their results are called."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from itertools import count
from typing import TYPE_CHECKING, NamedTuple

from graph.extract.files import SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path


class Input(NamedTuple):
    """A file to read, the folder that was named if it is not the file itself, and what is wrong with it."""

    path: Path
    folder: Path | None = None
    problem: str = ""


def inputs_of(paths: Iterable[Path], out: Path) -> Iterator[Input]:
    """Yield each file once: those that are named, and those below a folder except hidden ones and earlier results.

    Parameters
    ----------
    paths
        Files and folders.
    out
        Where the results stand: what lies there is no article, unless that very folder was named.

    Yields
    ------
    Input
        In the order of the paths, a folder's files sorted.

    Examples
    --------
    >>> from pathlib import Path
    >>> [given.problem for given in inputs_of([Path("nowhere.txt")], Path("out"))]
    ['nowhere.txt: there is no such file or folder']
    """
    seen: set[Path] = set()
    for path in paths:
        if path.is_dir():
            below = [Input(file, path) for file in _below(path, out)]
            found = below or [Input(path, problem=f"{path}: holds no articles; valid are {', '.join(SUFFIXES)}")]
        else:
            found = [Input(path, problem="" if path.exists() else f"{path}: there is no such file or folder")]
        yield from (given for given in found if given.path.resolve() not in seen)
        seen |= {given.path.resolve() for given in found}


def _below(folder: Path, out: Path) -> list[Path]:
    results = out.resolve() if out.resolve() != folder.resolve() else None
    files = (path for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES and path.is_file())
    shown = (path for path in files if not any(part.startswith(".") for part in path.relative_to(folder).parts))
    return sorted((path for path in shown if results is None or results not in path.resolve().parents), key=lambda path: path.relative_to(folder).parts)


def names_of(paths: list[Path]) -> dict[Path, str]:
    """Return a name for the result of each file: its stem, with its kind or folders where others have the same stem.

    Parameters
    ----------
    paths
        The files.

    Returns
    -------
    dict
        No two names that one file system could take for the same.

    Examples
    --------
    >>> from pathlib import Path
    >>> list(names_of([Path("a/x.txt"), Path("b/x.txt"), Path("b/y.txt"), Path("b/y.html")]).values())
    ['a-x', 'b-x', 'y-txt', 'y-html']
    """
    alike: dict[str, list[Path]] = defaultdict(list)
    for path in paths:
        alike[_folded(path.stem)].append(path)
    names = {group[0]: group[0].stem for group in alike.values() if len(group) == 1}
    taken = {_folded(name) for name in names.values()}
    for group in alike.values():
        if len(group) > 1:
            chosen = next(way for way in _ways(group) if len({_folded(name) for name in way} - taken) == len(group))
            names |= dict(zip(group, chosen, strict=True))
            taken |= {_folded(name) for name in chosen}
    return names


def _ways(group: list[Path]) -> Iterator[list[str]]:
    """Yield ways to name files with one stem, the shortest first; the last ones number them."""
    whole = [path.resolve() for path in group]
    for above in range(max(len(path.parts) for path in whole) - 1):
        for kind in (False, True):
            folders = [path.parts[1:-1][len(path.parts) - 2 - above :] if above else () for path in whole]
            yield ["-".join((*parts, path.stem, *([path.suffix[1:]] if kind else []))) for parts, path in zip(folders, whole, strict=True)]
    for first in count(1):
        yield [f"{path.stem}-{number}" for number, path in enumerate(whole, first)]


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()  # one file on some systems
