"""Labels of marks that are put in their places as a figure is drawn: only then is known how large the axes are."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from matplotlib import patheffects
from matplotlib.artist import Artist
from matplotlib.lines import Line2D
from matplotlib.text import Text

from graph.figures.style import INK

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Mapping

    from matplotlib.axes import Axes
    from matplotlib.backend_bases import RendererBase

    from graph.figures.layout import Places

    Box = tuple[float, float, float, float]  # left, bottom, right, top, in points of the screen

_SIDES = ((1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, 1), (1, -1), (-1, -1))
_FARTHER = (0.0, 0.9, 1.8, 3.0, 4.5)  # away from the mark, in heights of a label; from the second on with a line


class Labels(Artist):
    """Labels beside marks; none covers another label or a mark.

    Parameters
    ----------
    axes
        The axes in which the marks are.
    texts
        Label by node, the most important first.
    places
        x and y in data by node, also of the nodes that have no label.
    areas
        Areas of the marks in square points by node.
    """

    def __init__(self, axes: Axes, texts: Mapping[Hashable, str], places: Places, areas: Mapping[Hashable, float]) -> None:
        super().__init__()
        self.texts, self.places, self.areas = dict(texts), dict(places), dict(areas)
        self.boxes: dict[Hashable, Box] = {}  # where each label was put by the last draw
        self.set_zorder(5)
        self.set_in_layout(False)
        self._halo = [patheffects.withStroke(linewidth=2.5, foreground="white")]
        self._text = Text(0, 0, "", fontsize=8.5, color="#111111", ha="center", va="center", path_effects=self._halo, parse_math=False, figure=axes.figure)
        self._line = Line2D([], [], color=INK, linewidth=0.5, figure=axes.figure)

    def draw(self, renderer: RendererBase) -> None:
        """Place the labels for the size that the axes have now, and draw them."""
        assert self.axes is not None
        self.boxes = {}
        marks = {node: self._mark(node, renderer) for node in self.areas}
        for node, label in self.texts.items():
            self._text.set_text(label)
            across, up = self._extent(renderer)
            found = self._free(node, marks, across, up)
            if found is None:
                continue
            x, y, far = found
            self.boxes[node] = _around(x, y, across, up)
            if far:
                self._draw_line(renderer, marks[node], self.boxes[node])
            self._text.set_position((x, y))
            self._text.draw(renderer)

    def _mark(self, node: Hashable, renderer: RendererBase) -> Box:
        assert self.axes is not None
        x, y = self.axes.transData.transform(self.places[node])
        side = _pixels(renderer, math.sqrt(self.areas[node]))
        return _around(float(x), float(y), side, side)

    def _extent(self, renderer: RendererBase) -> tuple[float, float]:
        box = self._text.get_window_extent(renderer)
        return float(box.width) + _pixels(renderer, 2), float(box.height)

    def _free(self, node: Hashable, marks: Mapping[Hashable, Box], across: float, up: float) -> tuple[float, float, bool] | None:
        """Return the middle of the first free place, and whether it needs a line to its mark."""
        assert self.axes is not None
        room = self.axes.get_window_extent()
        others = [*self.boxes.values(), *marks.values()]
        for x, y, far in _candidates(marks[node], across, up):
            box = _around(x, y, across, up)
            inside = box[0] >= room.x0 and box[2] <= room.x1 and box[1] >= room.y0 and box[3] <= room.y1
            if inside and not any(_touch(box, other) for other in others):
                return x, y, far
        return None

    def _draw_line(self, renderer: RendererBase, mark: Box, label: Box) -> None:
        x, y = (mark[0] + mark[2]) / 2, (mark[1] + mark[3]) / 2
        self._line.set_data([x, min(max(x, label[0]), label[2])], [y, min(max(y, label[1]), label[3])])
        self._line.draw(renderer)


def _candidates(mark: Box, across: float, up: float) -> Iterator[tuple[float, float, bool]]:
    x, y, half = (mark[0] + mark[2]) / 2, (mark[1] + mark[3]) / 2, (mark[2] - mark[0]) / 2
    for farther in _FARTHER:
        for right, above in _SIDES:
            away = half + farther * up + 1
            slant = 0.75 if right and above else 1
            yield x + right * (slant * away + across / 2), y + above * (slant * away + up / 2), farther > 0


def _pixels(renderer: RendererBase, points: float) -> float:
    return float(renderer.points_to_pixels(points))  # type: ignore[arg-type]  # the stubs allow arrays as well


def _around(x: float, y: float, across: float, up: float) -> Box:
    return x - across / 2, y - up / 2, x + across / 2, y + up / 2


def _touch(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def labels_of(axes: Axes) -> list[Any]:
    """Return the labels on axes."""
    return [artist for artist in axes.get_children() if isinstance(artist, Labels)]
