"""Figures of the analyses: Korean type everywhere, colours that everybody can tell apart, a caption with n and date.

``style.py`` says how figures look, ``drawing.py`` draws a network for print, ``frame.py`` one to look closer at in a browser.
Networks are those of NetworkX. A node may have the attributes ``name`` (its label; else its id), ``sector`` (a name of
:func:`graph.analysis.sectors`: colour and mark), ``size`` (any positive number) and ``title`` (a few lines about it);
an edge ``weight`` (its width; below zero it is drawn as opposition) and ``title``.
"""

from __future__ import annotations

from graph.figures.drawing import labelled_network
from graph.figures.frame import Frame, interactive
from graph.figures.layout import layout
from graph.figures.style import BLACK, BLUE, GREEN, GREY, ORANGE, PURPLE, SECTOR_COLOURS, SECTOR_MARKS, SKY, VERMILION, YELLOW, caption, sector_legend, use_style

__all__ = [
    "BLACK",
    "BLUE",
    "GREEN",
    "GREY",
    "ORANGE",
    "PURPLE",
    "SECTOR_COLOURS",
    "SECTOR_MARKS",
    "SKY",
    "VERMILION",
    "YELLOW",
    "Frame",
    "caption",
    "interactive",
    "labelled_network",
    "layout",
    "sector_legend",
    "use_style",
]
