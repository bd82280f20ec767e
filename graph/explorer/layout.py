"""Where each entity stands on the map: near those it has claims with, and apart from all others.

Forces as in ForceAtlas2 with logarithmic attraction (Jacomy et al. 2014, doi:10.1371/journal.pone.0098679), which holds groups
together and apart from each other. Repulsion between all pairs is a convolution on a grid, done by fast Fourier transform, as in
FIt-SNE (Linderman et al. 2019, doi:10.1038/s41592-018-0308-4). Nodes that still touch are then moved apart.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from graph.explorer.terms import references

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from graph.model import PolicyGraph

    Points = NDArray[Any]  # of floating-point numbers
    Numbers = NDArray[Any]  # of whole numbers
    Edges = tuple[Numbers, Numbers, Points]  # both ends and the weight

_FRAME = 10_000
_STEPS = 150
_SMOOTHINGS = 50
_SPACINGS = 25
_NEIGHBOURS = 8  # how many of its strip a node is held apart from at a time
_GAP = 0.55  # between nodes, as a part of the room each would have on an even map
_CELLS = ((300, 64), (5_000, 128), (50_000, 256))  # up to how many nodes a grid of how many cells a side will do
_MOST_CELLS = 512
_SECTORS = 360
_TURN = np.pi * (3 - np.sqrt(5))  # the golden angle: no two of its multiples point the same way


def positions(policy: PolicyGraph) -> tuple[Numbers, Numbers]:
    """Place every entity on the map.

    Parameters
    ----------
    policy
        Merged tables.

    Returns
    -------
    tuple
        Whole numbers from 0 to 9999, across and down, in the order of the entities. They do not depend on the order of rows.
    """
    ids = policy.entities["id"].to_numpy(dtype=object)
    order = np.argsort(ids, kind="stable")
    row = {id_: place for place, id_ in enumerate(ids[order])}
    edges = _edges(policy, row)
    placed = np.zeros((len(ids), 2), dtype=np.int64)
    placed[order] = _framed(_laid_out(len(ids), edges))
    return placed[:, 0], placed[:, 1]


def _edges(policy: PolicyGraph, row: dict[str, int]) -> Edges:
    """Join the subject of each claim with every other entity of it; edges between the same two are one, heavier by the logarithm of their number."""
    refers = references()
    subject = _rows(policy.claims["subject"], row)
    others = [_rows(policy.claims[name], row) for name in policy.claims.columns if refers.get(name) == "entities" and name != "subject"]
    left, right = np.tile(subject, len(others)), np.concatenate(others)
    real = (left >= 0) & (right >= 0) & (left != right)
    low, high = np.minimum(left[real], right[real]), np.maximum(left[real], right[real])
    pairs, counts = np.unique(low * max(len(row), 1) + high, return_counts=True)
    return *np.divmod(pairs, max(len(row), 1)), np.log1p(counts)


def _rows(ids: Iterable[str], row: dict[str, int]) -> Numbers:
    return np.array([row.get(id_, -1) for id_ in ids], dtype=np.int64)


def _laid_out(size: int, edges: Edges) -> Points:
    left, right, weight = edges
    linked = np.unique(np.concatenate([left, right]))
    alone = np.setdiff1d(np.arange(size), linked)
    place = np.zeros(size, dtype=np.int64)
    place[linked] = np.arange(len(linked))
    inner = place[left], place[right], weight
    points = np.zeros((size, 2))
    gap, bottom, width = 1.0, 0.0, np.ceil(np.sqrt(len(alone)))
    if len(linked):
        settled = _settled(len(linked), inner)
        gap = _GAP * float(np.ptp(settled, axis=0).max()) / np.sqrt(len(linked))
        drawn = _gathered(_spaced(settled, gap), _components(len(linked), inner), gap)
        drawn -= drawn.min(axis=0)
        points[linked] = drawn
        width, bottom = drawn[:, 0].max(), drawn[:, 1].max() + 2 * gap
    points[alone] = _block(len(alone), gap, width)
    points[alone, 1] += bottom
    return points


def _settled(size: int, edges: Edges) -> Points:
    """Let forces move the nodes, the less the more a node trembles."""
    left, right, weight = edges
    mass = 1 + np.bincount(left, weight, size) + np.bincount(right, weight, size)
    points: Points = _start(size, edges) * np.sqrt(mass.sum())
    field, before, speed = _Field(size), np.zeros((size, 2)), 1.0
    for _ in range(_STEPS):
        force = field.repulsion(points, mass) + _attraction(points, edges) - _towards_middle(points, mass)
        swing = mass * _lengths(force - before)
        traction = mass * _lengths(force + before) / 2
        speed = min(traction.sum() / max(swing.sum(), 1e-9), speed * 1.5)
        # The last digits of sums differ between machines: rounded off, they do not grow from step to step.
        points = np.round(points + (speed / (1 + np.sqrt(speed * swing)))[:, None] * force, 6)
        before = force
    return points


def _start(size: int, edges: Edges) -> Points:
    """Ranks along the two slowest directions of averaging over neighbours, so that groups begin together, and a spiral to part what is alike."""
    left, right, weight = edges
    degree = np.bincount(left, weight, size) + np.bincount(right, weight, size)
    numbers = np.arange(size)
    spiral = _spiral(size, numbers)
    points = spiral
    for _ in range(_SMOOTHINGS):
        around = np.stack([np.bincount(left, weight * axis[right], size) + np.bincount(right, weight * axis[left], size) for axis in points.T], axis=1)
        points = (points + around / degree[:, None]) / 2
        points = np.round(_independent(points, degree), 9)
    ranks = np.stack([np.argsort(np.argsort(axis, kind="stable"), kind="stable") for axis in points.T], axis=1)
    return ranks * 2 / size - 1 + 0.3 * _spiral(size, numbers * 7919 % size)  # neighbours by number are not neighbours here


def _independent(points: Points, degree: Points) -> Points:
    """Take out of the first direction what is constant, and of the second also what is in the first."""
    points = points - (points * degree[:, None]).sum(axis=0) / degree.sum()
    first, second = points.T
    first = first / max(np.sqrt((degree * first**2).sum()), 1e-12)
    second = second - first * (degree * first * second).sum()
    return np.stack([first, second / max(np.sqrt((degree * second**2).sum()), 1e-12)], axis=1)


def _spiral(size: int, numbers: Numbers) -> Points:
    """As the seeds of a sunflower: evenly over a disc of radius 1."""
    radius = np.sqrt((numbers + 0.5) / size)
    return np.stack([radius * np.cos(numbers * _TURN), radius * np.sin(numbers * _TURN)], axis=1)


def _attraction(points: Points, edges: Edges) -> Points:
    left, right, weight = edges
    apart = points[right] - points[left]
    distance = np.maximum(_lengths(apart), 1e-9)
    pull = (weight * np.log1p(distance) / distance)[:, None] * apart
    return np.stack([np.bincount(left, along, len(points)) - np.bincount(right, along, len(points)) for along in pull.T], axis=1)


def _towards_middle(points: Points, mass: Points) -> Points:
    return (mass / np.maximum(_lengths(points), 1e-9))[:, None] * points


def _lengths(vectors: Points) -> Points:
    return np.hypot(vectors[:, 0], vectors[:, 1])


class _Field:
    """Repulsion that falls off with distance: masses are shared out to a grid, its field is a convolution, and is read off where the nodes are."""

    def __init__(self, size: int) -> None:
        self.side = next((cells for most, cells in _CELLS if size <= most), _MOST_CELLS)
        steps = np.fft.fftfreq(2 * self.side, 1 / (2 * self.side))  # twice the grid, so that nothing comes round the edge
        across, down = np.meshgrid(steps, steps, indexing="ij")
        square = across**2 + down**2
        square[0, 0] = 1
        self.kernels = np.fft.rfft2(across / square), np.fft.rfft2(down / square)

    def repulsion(self, points: Points, mass: Points) -> Points:
        low = points.min(axis=0)
        cell = max(float(np.ptp(points, axis=0).max()), 1e-6) * (1 + 1e-9) / (self.side - 1)
        within = (points - low) / cell
        corner = np.minimum(within.astype(np.int64), self.side - 2)
        part = within - corner
        shares = [(corner @ [self.side, 1] + a * self.side + b, np.abs(1 - a - part[:, 0]) * np.abs(1 - b - part[:, 1])) for a in (0, 1) for b in (0, 1)]
        masses = np.sum([np.bincount(at, mass * share, self.side**2) for at, share in shares], axis=0)
        waves = np.fft.rfft2(masses.reshape(self.side, self.side), s=(2 * self.side, 2 * self.side))
        fields = [np.fft.irfft2(waves * kernel)[: self.side, : self.side].ravel() / cell for kernel in self.kernels]
        return np.stack([mass * np.sum([field[at] * share for at, share in shares], axis=0) for field in fields], axis=1)


def _spaced(points: Points, gap: float) -> Points:
    """Move nodes apart that are nearer than the gap, looking along strips that turn, so that each pair comes to stand in one."""
    for turn in range(_SPACINGS):
        along = np.array([np.cos(turn * _TURN), np.sin(turn * _TURN)])
        places = np.round(points @ np.stack([along, along[::-1] * [-1, 1]], axis=1), 6)
        strip = np.floor(places[:, 1] / gap)
        order = np.lexsort((places[:, 0], strip))
        points = points.copy()
        points[order] += _pushes(points[order], strip[order], gap, along)
        points = np.round(points, 6)
    return points


def _pushes(points: Points, strip: Points, gap: float, along: Points) -> Points:
    pushes = np.zeros_like(points)
    for step in range(1, min(_NEIGHBOURS, len(points) - 1) + 1):
        apart = points[step:] - points[:-step]
        distance = _lengths(apart)
        lacking = np.where(strip[step:] == strip[:-step], np.maximum(gap - distance, 0), 0)
        direction = np.where(distance[:, None] > 0, apart / np.maximum(distance, 1e-9)[:, None], along)
        push = 0.4 * lacking[:, None] * direction
        pushes[step:] += push
        pushes[:-step] -= push
    return pushes * np.minimum(1, gap / np.maximum(_lengths(pushes), 1e-9))[:, None]


def _components(size: int, edges: Edges) -> Numbers:
    """Of each node, the lowest node it is connected with."""
    left, right, _ = edges
    lowest = np.arange(size)
    while True:
        before = lowest.copy()
        np.minimum.at(lowest, left, before[right])
        np.minimum.at(lowest, right, before[left])
        lowest = lowest[lowest]
        if (lowest == before).all():
            return lowest


def _gathered(points: Points, component: Numbers, gap: float) -> Points:
    """Put the smaller components close around the largest, each where there is most room."""
    _, number, sizes = np.unique(component, return_inverse=True, return_counts=True)
    by_number = np.split(np.argsort(number, kind="stable"), np.cumsum(sizes)[:-1])
    largest, *smaller = sorted(by_number, key=len, reverse=True)  # sorting keeps the order of those of one size
    gathered: Points = points - points[largest].mean(axis=0)
    skyline = np.zeros(_SECTORS)
    angle = np.arctan2(gathered[largest, 1], gathered[largest, 0])
    np.maximum.at(skyline, (angle / (2 * np.pi) * _SECTORS).astype(np.int64) % _SECTORS, _lengths(gathered[largest]))
    skyline = np.maximum(skyline, skyline.mean())  # a narrow gap is no room
    for rows in smaller:
        own = gathered[rows] - gathered[rows].mean(axis=0)
        radius = float(_lengths(own).max()) + gap
        half = int(np.ceil(np.arcsin(radius / (skyline.min() + radius)) / (2 * np.pi) * _SECTORS))
        heights = np.lib.stride_tricks.sliding_window_view(np.pad(skyline, half, mode="wrap"), 2 * half + 1).max(axis=1)
        sector = int(np.argmin(heights))
        distance, direction = heights[sector] + radius, sector / _SECTORS * 2 * np.pi
        gathered[rows] = own + distance * np.array([np.cos(direction), np.sin(direction)])
        skyline[np.arange(sector - half, sector + half + 1) % _SECTORS] = distance + radius
    return gathered


def _block(size: int, gap: float, width: float) -> Points:
    """Rows of nodes that have no claim."""
    columns = max(int(width / gap), 1)
    return np.stack(np.divmod(np.arange(size), columns)[::-1], axis=1) * gap


def _framed(points: Points) -> Numbers:
    """Fit into the frame, in the middle of it."""
    if not len(points):
        return np.zeros((0, 2), dtype=np.int64)
    span = np.ptp(points, axis=0)
    scale = (_FRAME - 1) / max(span.max(), 1e-9)
    framed: Numbers = np.rint((points - points.min(axis=0) - span / 2) * scale + (_FRAME - 1) / 2).astype(np.int64)
    return framed
