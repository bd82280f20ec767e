"""Notebooks run from a clean kernel, with the parameters of the report."""

from __future__ import annotations

import ast
import os
import re
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.model import PolicyError
from graph.tables import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from nbformat import NotebookNode

_SECONDS = 900  # that one cell may take
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")


@dataclass(frozen=True)
class Ran:
    """A notebook that was run.

    Attributes
    ----------
    name
        Its file name without the ending.
    cells
        Its cells, with the outputs of this run.
    as_of
        The day as of which it counts; empty if it says none.
    """

    name: str
    cells: list[NotebookNode]
    as_of: str


def found(folder: str | Path, only: Iterable[str] = ()) -> list[Path]:
    """Return the notebooks of a folder, those that are named or all of them in the order of their numbers.

    Parameters
    ----------
    folder
        The folder.
    only
        Names, with or without the ending ``.ipynb``.

    Returns
    -------
    list
        Paths.

    Raises
    ------
    PolicyError
        If the folder holds no notebooks, or none of that name.
    """
    there = {path.stem: path for path in Path(folder).glob("*.ipynb")}
    if not there:
        raise PolicyError(f"{folder}: holds no notebooks; name the folder that holds 1-tour.ipynb")
    names = [Path(name).name.removesuffix(".ipynb") for name in only] or sorted(there, key=_numbered)
    for name in names:
        if name not in there:
            raise PolicyError(f"{folder}: unknown notebook '{name}'; {nearest(name, sorted(there, key=_numbered))}")
    return [there[name] for name in dict.fromkeys(names)]


def run(path: Path, data: str | Path, as_of: str | None = None) -> Ran:
    """Run a notebook from a clean kernel, in its own folder.

    Parameters
    ----------
    path
        The notebook; it is not changed.
    data
        The data folder.
    as_of
        The day as of which is counted; what the notebook says if not given.

    Returns
    -------
    Ran
        What came out.

    Raises
    ------
    PolicyError
        If it cannot be read, has no cell tagged ``parameters``, or a cell fails: which one, and why.
    """
    import nbformat

    try:
        notebook = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
    except (OSError, ValueError, nbformat.ValidationError) as error:
        raise PolicyError(f"{path}: is no notebook that can be read ({_one_line(str(error))})") from None
    values: dict[str, str] = {"data": str(Path(data).resolve())}
    if as_of is not None:
        values["as_of"] = as_of
    day = _inject(notebook, values, path)
    _execute(notebook, path)
    return Ran(path.stem, notebook.cells, day)


def _inject(notebook: NotebookNode, values: dict[str, str], path: Path) -> str:
    """Put a cell with the values after the cell tagged ``parameters``, as papermill does, and return the day that now holds."""
    from nbformat.v4 import new_code_cell

    places = [place for place, cell in enumerate(notebook.cells) if cell.cell_type == "code" and "parameters" in cell.metadata.get("tags", [])]
    if not places:
        raise PolicyError(f"{path}: has no cell tagged 'parameters'; tag the one that sets data and as_of")
    source = "\n".join(f"{name} = {value!r}" for name, value in values.items())
    cell = new_code_cell(source, id="injected-parameters", metadata={"tags": ["injected-parameters"]})  # type: ignore[no-untyped-call]
    own = _assigned(notebook.cells[places[0]].source)
    notebook.cells.insert(places[0] + 1, cell)
    return str({**own, **values}.get("as_of", ""))


def _assigned(source: str) -> dict[str, Any]:
    """Return the constants that a cell assigns."""
    try:
        statements = ast.parse(source).body
    except SyntaxError:
        return {}
    return {target.id: one.value.value for one in statements if isinstance(one, ast.Assign) and isinstance(one.value, ast.Constant) for target in one.targets if isinstance(target, ast.Name)}


def _execute(notebook: NotebookNode, path: Path) -> None:
    from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
    from jupyter_client.manager import AsyncKernelManager
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

    class Here(KernelSpecManager):
        """Runs this Python, whatever kernels a user has installed."""

        def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
            return KernelSpec(argv=[sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}", "--log-level=ERROR"], language="python", display_name=kernel_name)

    class Manager(AsyncKernelManager):
        """One that the client makes itself, and so also shuts down."""

        def __init__(self, **options: Any) -> None:
            super().__init__(kernel_spec_manager=Here(), **options)

    client = NotebookClient(notebook, kernel_manager_class=Manager, kernel_name="python3", timeout=_SECONDS, resources={"metadata": {"path": str(path.parent)}})
    with tempfile.TemporaryDirectory() as profile:  # of IPython: none of the user's settings
        try:
            client.execute(env={**os.environ, "IPYTHONDIR": profile, "PYTHONPATH": _here_first()})
        except CellExecutionError as error:
            raise PolicyError(f"{path}: cell {_failed(notebook)}: {error.ename}: {_one_line(error.evalue)}; no report was written") from None
        except (CellTimeoutError, DeadKernelError) as error:
            raise PolicyError(f"{path}: {_one_line(str(error))}; no report was written") from None


def _here_first() -> str:
    """Return a path of packages on which this very package comes first, installed or not."""
    return os.pathsep.join(filter(None, (str(Path(__file__).parents[2]), os.environ.get("PYTHONPATH"))))


def _failed(notebook: NotebookNode) -> int:
    """Return the number of the cell that failed, as counted in the file."""
    cells = [cell for cell in notebook.cells if cell.get("id") != "injected-parameters"]
    return next((n for n, cell in enumerate(cells, 1) if any(o.output_type == "error" for o in cell.get("outputs", []))), 0)


def _one_line(text: str) -> str:
    return " ".join(_COLOURS.sub("", text).split())[:300]


def _numbered(name: str) -> tuple[int, str]:
    number = re.match(r"\d+", name)
    return (int(number[0]) if number else sys.maxsize, name)
