"""The notebooks run from a clean kernel, and the outputs kept in them are what they give today."""

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

NOTEBOOKS = sorted((Path(__file__).parent.parent / "notebooks").glob("*.ipynb"))


def outputs(notebook):
    """The text of each cell's outputs."""
    return [[o.get("text") or o.get("data", {}).get("text/plain") for o in cell.get("outputs", [])] for cell in notebook.cells]


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_gives_the_outputs_that_are_kept_in_it(path):
    kept = nbformat.read(path, as_version=4)
    run = nbformat.read(path, as_version=4)

    NotebookClient(run, timeout=300, resources={"metadata": {"path": str(path.parent)}}).execute()

    assert outputs(run) == outputs(kept)
