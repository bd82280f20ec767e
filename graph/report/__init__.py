"""The notebooks as one report: run from a clean kernel, written as one HTML file that asks nothing of the network, and as PDF.

``notebooks.py`` runs them, ``page.py`` makes the page from ``report.html.j2``, ``safe.py`` lets through only what cannot run,
``printing.py`` prints the page with Chromium.
"""

from __future__ import annotations

import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from graph.build import load
from graph.model import PolicyError
from graph.tables import is_date

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_PACKAGES = ("bleach", "ipykernel", "matplotlib", "mistune", "nbclient", "nbconvert", "nbformat")
_DAY = len("2026-11-25")


def report(  # noqa: PLR0913 - the options of the verb
    data: str | Path = "data",
    notebooks: str | Path = "notebooks",
    out: str | Path | None = None,
    *,
    only: Iterable[str] = (),
    as_of: str | None = None,
    pdf: bool = False,
    progress: Callable[[str], object] = str,
) -> dict[str, int]:
    """Run the notebooks and write what they show as one report.

    Parameters
    ----------
    data
        The data folder; every notebook is run on it.
    notebooks
        The folder of the notebooks. Each must have a cell tagged ``parameters`` that sets ``data`` and ``as_of``.
    out
        The HTML file; its folder is made if it is missing. A file that is there is replaced only when the new one is complete.
        If not given, ``exports/report.html``, or with ``only`` a name that says which: a part never replaces the whole.
    only
        Names of the notebooks to run (``1-tour``), in this order; all if none is given.
    as_of
        The day as of which is counted, ``YYYY-MM-DD``; what the notebooks say themselves if not given.
    pdf
        Whether to print the page as well, beside it with the ending ``.pdf``. That needs Chromium, Chrome or Edge.
    progress
        Called with the name of each step as it begins.

    Returns
    -------
    dict
        Size in bytes of each file written, by its path.

    Raises
    ------
    PolicyError
        If the data has errors, a notebook is missing or fails, or a package of the extra ``analysis`` is missing: nothing
        is changed then. If there is no browser to print with: the HTML is written then.
    """
    missing = [package for package in _PACKAGES if find_spec(package) is None]
    if missing:
        raise PolicyError(f"to write a report, install {', '.join(missing)}: pip install -e '.[analysis]' in the project's folder")
    if as_of is not None and not (len(as_of) == _DAY and is_date(as_of)):
        raise PolicyError(f"--as-of: '{as_of}' is not a day; write YYYY-MM-DD")
    from graph.report.notebooks import found, run
    from graph.report.page import report_html

    only = list(only)
    paths = found(notebooks, only)
    progress("data")
    policy = load(data)
    ran = []
    for path in paths:
        progress(path.stem)
        ran.append(run(path, data, as_of))
    out = Path(out or "exports/" + "-".join(["report", *(path.stem for path in paths if only)]) + ".html")
    written = {str(out): _write(out, report_html(policy, ran).encode("utf-8"))}
    if pdf:
        from graph.report.printing import printed

        progress(out.with_suffix(".pdf").name)
        written[str(out.with_suffix(".pdf"))] = _write(out.with_suffix(".pdf"), printed(out))
    return written


def _write(path: Path, content: bytes) -> int:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".writing-", dir=path.parent) as folder:
            whole = Path(folder) / path.name
            whole.write_bytes(content)
            whole.replace(path)
    except OSError as error:
        raise PolicyError(f"{path}: cannot be written ({error.strerror})") from None
    return len(content)
