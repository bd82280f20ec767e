"""The notebooks run from a clean kernel, and the outputs kept in them are what they give today."""

import base64
import re
from io import BytesIO
from pathlib import Path

import nbformat
import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from nbclient import NotebookClient
from PIL import Image

NOTEBOOKS = sorted((Path(__file__).parent.parent / "notebooks").glob("*.ipynb"))
REFRESH = "jupyter nbconvert --to notebook --execute --inplace --ExecutePreprocessor.record_timing=False"
TEXTS = ("text/plain", "text/markdown", "text/html", "text/latex")
# Letters are drawn by whatever version of matplotlib is installed: rims are a little softer here, a margin a point wider there.
# Shrunk to thumbnails that is all but gone, while a bar, a mark or a curve in another place stays.
THUMBNAIL = (96, 64)
SIZES_APART = 0.06  # of width or height
SHADES_APART = 0.006  # of the way from black to white, on the average of all points


def read(path):
    return nbformat.read(path, as_version=4)


def told(output):
    """The text of an output; of a drawn network without the places, which depend on versions as pictures do."""
    if output.output_type == "stream":
        return {output.name: output.text}
    found = {kind: output.data[kind] for kind in TEXTS if kind in output.get("data", {})}
    return {kind: re.sub(r"-?\d+(\.\d+)?", "0", text) if "<iframe" in text else text for kind, text in found.items()}


def pictures(cell):
    return [Image.open(BytesIO(base64.b64decode(o.data["image/png"]))) for o in cell.get("outputs", []) if "image/png" in o.get("data", {})]


def look_alike(one, other):
    apart = max(abs(a - b) / max(a, b) for a, b in zip(one.size, other.size, strict=True))
    shades = [np.asarray(picture.convert("RGB").resize(THUMBNAIL, Image.Resampling.BOX), dtype=float) / 255 for picture in (one, other)]
    return bool(apart <= SIZES_APART and np.abs(shades[0] - shades[1]).mean() <= SHADES_APART)


def stale(kept, run):
    """The numbers of the cells whose outputs are not what they give today, and what differs."""
    found = []
    for number, (old, new) in enumerate(zip(kept.cells, run.cells, strict=True), 1):
        before, now = ([told(o) for o in cell.get("outputs", [])] for cell in (old, new))
        if before != now:
            found.append(f"cell {number}: text")
        elif len(pictures(old)) != len(pictures(new)) or not all(map(look_alike, pictures(old), pictures(new))):
            found.append(f"cell {number}: picture")
    return found


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_gives_the_outputs_that_are_kept_in_it(path):
    run = read(path)
    NotebookClient(run, timeout=300, resources={"metadata": {"path": str(path.parent)}}).execute()

    assert stale(read(path), run) == [], f"stale outputs; look at what changed after: {REFRESH} notebooks/{path.name}"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_begins_with_its_number_and_takes_data_and_day_as_parameters(path):
    cells = read(path).cells

    assert cells[0].source.startswith(f"# {path.stem.partition('-')[0]}. ")
    assert re.search(r"^\*[`A-Z].*\*$", cells[0].source, re.MULTILINE | re.DOTALL), "a summary in English, in italics"
    assert (cells[1].metadata.get("tags"), cells[1].source) == (["parameters"], 'data = "../data"\nas_of = "2026-11-25"')


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_what_is_kept_holds_no_error_no_warning_no_time_and_no_place_in_memory(path):
    notebook = read(path)
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]

    assert [o for o in outputs if o.output_type == "error" or o.get("name") == "stderr"] == []
    assert [cell.id for cell in notebook.cells if "execution" in cell.metadata] == []
    assert [text for o in outputs for text in told(o).values() if re.search(r" at 0x[0-9a-f]{6,}", text)] == []
    assert path.stat().st_size < 700_000


def bars(*heights):
    figure = Figure(figsize=(7, 4), dpi=200)
    FigureCanvasAgg(figure)
    figure.subplots().barh([f"firm {n}" for n in range(len(heights))], heights)
    written = BytesIO()
    figure.savefig(written)
    return Image.open(written)


def test_pictures_are_alike_if_only_letters_and_margins_moved_and_not_if_a_bar_did():
    kept = bars(3, 5, 8, 2)
    moved = Image.new("RGB", (kept.width + 4, kept.height + 2), "white")
    moved.paste(kept, (3, 1))

    assert look_alike(kept, kept)
    assert look_alike(kept, moved)
    assert not look_alike(kept, bars(3, 5, 8, 3))
    assert not look_alike(kept, kept.resize((kept.width, kept.height * 2)))


def test_a_changed_table_or_picture_is_told_with_the_number_of_its_cell():
    kept = read(NOTEBOOKS[0])
    changed = read(NOTEBOOKS[0])
    tables = [n for n, cell in enumerate(kept.cells) if any("text/html" in o.get("data", {}) for o in cell.get("outputs", []))]
    output = next(o for o in changed.cells[tables[0]].outputs if "text/html" in o.data)
    output.data["text/html"] = output.data["text/html"].replace("<td>", "<td>1", 1)

    assert stale(kept, kept) == []
    assert stale(kept, changed) == [f"cell {tables[0] + 1}: text"]
