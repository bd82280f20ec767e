"""How the figures of the notebooks look: Korean type everywhere, colours that everybody can tell apart, a caption with n and date."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
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


def use_style() -> None:
    """Set type, colours and lines for every figure drawn after this call.

    Nanum Gothic comes with a package, so Korean letters are drawn on any machine, whatever fonts it has.
    """
    import matplotlib as mpl
    from cycler import cycler
    from matplotlib import font_manager

    for font in sorted(Path(find_spec(_FONTS).submodule_search_locations[0], "fonts").glob("*.ttf")):  # type: ignore[union-attr, index]  # a package that is installed
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
            "svg.hashsalt": "platform-policy-graph",
        }
    )


def caption(figure: Figure, text: str, n: str, as_of: str) -> None:
    """Write below a figure what it shows, of how many, and as of when.

    Parameters
    ----------
    figure
        The figure.
    text
        What it shows, in a sentence.
    n
        How many of what: ``"약속 188건"``.
    as_of
        Date of the data, ``YYYY-MM-DD``.
    """
    figure.supxlabel(f"{text}\nn = {n} · 자료 기준일 {as_of} · platform-policy graph, CC BY 4.0", x=0.0, ha="left", fontsize=8, color="#555555")
