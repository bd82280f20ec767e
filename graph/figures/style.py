"""How figures look: type, colours, marks, captions."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from graph.analysis import sector_labels
from graph.model import PolicyError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_FONTS = "koreanize_matplotlib"  # for its font files; its code needs a module that Python 3.12 no longer has

# Okabe & Ito (2008), "Color Universal Design": told apart in every common form of colour blindness.
BLUE, ORANGE, GREEN, VERMILION, SKY, PURPLE, YELLOW, BLACK = "#0072B2", "#E69F00", "#009E73", "#D55E00", "#56B4E9", "#CC79A7", "#F0E442", "#333333"
GREY = "#B8B8B8"

# Each sector has a colour and a mark, so that a print without colour still tells them apart.
SECTOR_COLOURS = {
    "government": BLUE,
    "politics": PURPLE,
    "judiciary": BLACK,
    "business": ORANGE,
    "merchants": GREEN,
    "civil_society": VERMILION,
    "expertise": SKY,
    "council": YELLOW,
    "foreign": BLACK,
    "media": GREY,
    "": GREY,
}
SECTOR_MARKS = {"government": "s", "politics": "D", "judiciary": "P", "business": "o", "merchants": "^", "civil_society": "v", "expertise": "h", "council": "X", "foreign": "d", "media": "*", "": "."}


INK = "#333333"  # around every mark, so that the light ones stand out from the paper


def use_style() -> None:
    """Set type, colours and lines for every figure drawn after this call.

    Nanum Gothic comes with a package, so Korean letters are drawn on any machine, whatever fonts it has. In a notebook
    pictures get twice the points of the screen (200 to the inch), and nothing in them depends on the day or the version.

    Raises
    ------
    PolicyError
        If the extra ``analysis`` is not installed.
    """
    try:
        import matplotlib as mpl
        from cycler import cycler
        from matplotlib import font_manager
    except ModuleNotFoundError as missing:
        raise PolicyError(f"figures need {missing.name}: pip install -e '.[analysis]' in the project's folder") from None
    known = {Path(font.fname) for font in font_manager.fontManager.ttflist}
    for font in _fonts():
        if font not in known:
            font_manager.fontManager.addfont(font)
    mpl.rcParams.update(
        {
            "font.family": ["NanumGothic", "DejaVu Sans"],  # DejaVu has the signs that Nanum Gothic lacks, such as the minus
            "font.size": 10,
            "axes.unicode_minus": False,
            "axes.prop_cycle": cycler(color=[BLUE, ORANGE, GREEN, VERMILION, SKY, PURPLE, BLACK]),
            "axes.spines.top": False,
            "axes.spines.right": False,
            "axes.titlelocation": "left",
            "axes.titleweight": "bold",
            "axes.grid": False,
            "grid.color": "#E6E6E6",
            "legend.frameon": False,
            "figure.dpi": 100,
            "savefig.dpi": 200,
            "savefig.bbox": "tight",
            "figure.constrained_layout.use": True,
            "pdf.fonttype": 42,  # letters stay letters, which journals ask for
            "svg.hashsalt": "platform-policy-graph",
        }
    )
    if "IPython" in sys.modules:
        _in_notebooks()


def caption(figure: Figure, text: str, n: str, as_of: str) -> None:
    """Write below a figure what it shows, of how many, and as of when.

    Parameters
    ----------
    figure
        The figure.
    text
        What it shows, in a sentence; a long one is broken into lines.
    n
        How many of what: ``"약속 188건"``.
    as_of
        Date of the data, ``YYYY-MM-DD``.
    """
    letters = int(figure.get_figwidth() * 11)  # Korean letters of this size to a line
    lines = [*wrap(text, letters), f"n = {n} · 자료 기준일 {as_of} · platform-policy graph, CC BY 4.0"]
    figure.supxlabel("\n".join(lines), x=0.0, ha="left", fontsize=8, color="#555555", linespacing=1.4)


def sector_legend(axes: Axes, sectors: Iterable[str], **options: object) -> None:
    """Explain the colours and marks of sectors in Korean, in the order of the vocabulary.

    Parameters
    ----------
    axes
        Where the legend stands.
    sectors
        Names of sectors that are drawn; those without a sector are left out.
    **options
        Those of :meth:`matplotlib.axes.Axes.legend`.
    """
    from matplotlib.lines import Line2D

    drawn = set(sectors)
    look: dict[str, Any] = {"linestyle": "", "markeredgecolor": INK, "markeredgewidth": 0.6, "markersize": 7}
    handles = [Line2D([], [], label=label, marker=SECTOR_MARKS[name], markerfacecolor=SECTOR_COLOURS[name], **look) for name, label in sector_labels().items() if name in drawn]
    if handles:
        chosen: dict[str, Any] = {"loc": "upper left", "bbox_to_anchor": (1.0, 1.0), "fontsize": 8.5, **options}
        axes.legend(handles=handles, **chosen)


def _fonts() -> list[Path]:
    found = find_spec(_FONTS)
    if found is None or not found.submodule_search_locations:
        raise PolicyError("figures need the fonts of koreanize-matplotlib: pip install -e '.[analysis]' in the project's folder")
    return sorted(Path(found.submodule_search_locations[0], "fonts").glob("*.ttf"))


def _in_notebooks() -> None:
    from IPython.core.getipython import get_ipython
    from matplotlib.figure import Figure

    shell = get_ipython()
    if shell is not None and shell.display_formatter is not None:
        shell.run_line_magic("matplotlib", "inline")
        shell.display_formatter.formatters["image/png"].for_type(Figure, _png)


def _png(figure: Figure) -> tuple[bytes, dict[str, int]]:
    """Draw a figure twice as fine as it is shown, in 256 colours: a third of the bytes, and nothing that the eye would miss."""
    from PIL import Image

    drawn, reduced = BytesIO(), BytesIO()
    figure.savefig(drawn, format="png", dpi=2 * figure.dpi, metadata={"Software": None})
    picture = Image.open(drawn).convert("RGB")
    picture.quantize(256, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(reduced, format="png", optimize=True)
    return reduced.getvalue(), {"width": picture.width // 2, "height": picture.height // 2}
