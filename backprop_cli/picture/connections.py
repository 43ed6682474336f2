"""The connections of a picture: lines from column to column, with their labels (jumps are in `jumps`).

Labels keep clear of each other by the rule of equal gaps: between n nodes a distance s apart and m nodes a
distance t apart, all labels stand at the share s/(s + m·t) of their edges, or at the mirrored share. There
they are equally far apart, whichever edges they belong to.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise
from math import atan2, cos, degrees, hypot, radians, sin
from typing import NamedTuple

from ..network.model import Layer
from .columns import Column
from .scene import MOST_EDGES, Scene
from .shapes import Edge, Label, Point, meet

SHORTEST = 150.0
"""The least distance of two columns."""
CLEARANCE = 10.0
"""Between a label and the circles' column, and between labels above each other."""
STEEPEST = 40.0
"""The steepest label; on steeper edges all labels of the gap are level."""
STRETCHES = (1.0, 1.1, 1.2, 1.3)
"""How much longer a gap may be for labels along its edges."""
LENGTH = 0.6
"""The least distance of two columns, of half the height of the longer one."""

Heights = tuple[Sequence[float], Sequence[float]]
"""Where the nodes of two columns are."""


class Wire(NamedTuple):
    """A connection from a row of a column to a row of another one, with its labels."""

    source: str
    neuron: str
    start: tuple[int, int]
    end: tuple[int, int]
    key: str
    dense: bool = False
    lines: tuple[Label, ...] = ()

    @property
    def jumps(self) -> bool:
        """Whether it passes over a column."""
        return self.end[0] - self.start[0] > 1

    @property
    def height(self) -> float:
        """The height of its labels above each other."""
        return sum(line.height for line in self.lines)


def is_dense(layer: Layer) -> bool:
    """Whether a layer has too many connections for labels."""
    rows = layer.weights or ()
    return sum(index is not None for row in rows for index in row) > MOST_EDGES


def wires_of(scene: Scene, columns: list[Column]) -> list[Wire]:
    """The connections between nodes that are drawn."""
    places = {name: (c, row) for c, one in enumerate(columns) for row, name in enumerate(one.names) if name}
    return [wire for layer in scene.network.layers for wire in _wires(scene, layer, places)]


def _wires(scene: Scene, layer: Layer, places: dict[str, tuple[int, int]]) -> Iterator[Wire]:
    dense = is_dense(layer)
    for position, neuron in enumerate(layer.neurons):
        if neuron not in places:
            continue
        for source, index in _incoming(layer, position):
            if source in places:
                lines = () if dense or index is None else tuple(scene.parameter(index, "weight"))
                key = "" if index is None else scene.network.parameters[index].name
                yield Wire(source, neuron, places[source], places[neuron], key, dense, lines)


def _incoming(layer: Layer, position: int) -> list[tuple[str, int | None]]:
    """Each source of a neuron with the number of its weight; None where a bare layer passes it on."""
    if layer.weights is None:
        return [(layer.sources[position], None)]
    pairs = zip(layer.sources, layer.weights[position], strict=True)
    return [(source, index) for source, index in pairs if index is not None]


class Gap(NamedTuple):
    """The space between two columns: where its labels stand, and how far apart in pitches."""

    wires: tuple[Wire, ...]
    share: float
    apart: float

    @property
    def height(self) -> float:
        """The highest label with its clearance."""
        heights = (wire.height for wire in self.wires)
        return max((height + 3 for height in heights if height), default=0.0)

    @property
    def width(self) -> float:
        """The widest label, as wide as it is turned."""
        widths = (line.width + wire.height / 2 for wire in self.wires for line in wire.lines)
        return max(widths, default=0.0)

    def length(self, before: float, after: float, ys: Heights) -> tuple[float, bool]:
        """The distance of the columns, of these half widths, and whether labels are turned."""
        least = self._least(before, after, ys)
        for stretch in STRETCHES:
            if self.width and _is_clear(self.labels((0.0, least * stretch), ys, True)):
                return least * stretch, True
        return least, False

    def _least(self, before: float, after: float, ys: Heights) -> float:
        """The distance that keeps the labels clear of both columns, and edges from being steep."""
        high = max(ys[0][-1], ys[1][-1])
        half = self.width / 2 + CLEARANCE
        clear = max((before + half) / self.share, (after + half) / (1 - self.share))
        both = before + after + CLEARANCE
        return max(SHORTEST, LENGTH * high, both, clear if self.width else 0.0)

    def ends(self, xs: tuple[float, float], ys: Heights) -> Iterator[tuple[Wire, Point, Point]]:
        """Each wire with the centres that it joins."""
        for wire in self.wires:
            yield wire, (xs[0], ys[0][wire.start[1]]), (xs[1], ys[1][wire.end[1]])

    def labels(self, xs: tuple[float, float], ys: Heights, turned: bool) -> list[list[Label]]:
        """The labels of each wire, turned along it or level."""
        return [_labels(*end, self.share, turned) for end in self.ends(xs, ys)]


def gaps_of(columns: list[Column], wires: list[Wire]) -> list[Gap]:
    """The gap after each column but the last."""
    gaps = []
    for number, (before, after) in enumerate(pairwise(columns)):
        ours = tuple(wire for wire in wires if wire.start[0] == number and not wire.jumps)
        gaps.append(Gap(ours, *_equal_gaps(before, after)))
    return gaps


def _equal_gaps(before: Column, after: Column) -> tuple[float, float]:
    """The share of the edges at which labels are equally far apart, and that distance in pitches."""
    n, s, m, t = len(before.names), before.spread, len(after.names), after.spread
    near, far = (s / (s + m * t), s * t / (s + m * t)), (n * s / (t + n * s), s * t / (t + n * s))
    return max(near, far, key=lambda pair: round(pair[1], 9))


def straight(
    gap: Gap, xs: tuple[float, float], ys: Heights, radius: float, turned: bool
) -> Iterator[Edge | Label]:
    """The lines of a gap, and their labels."""
    for wire, start, end in gap.ends(xs, ys):
        yield Edge(wire.source, wire.neuron, _trimmed(start, end, radius), wire.key, wire.dense)
    for labels in gap.labels(xs, ys, turned):
        yield from labels


def _is_clear(groups: list[list[Label]]) -> bool:
    steep = any(abs(label.angle) > STEEPEST for labels in groups for label in labels)
    pairs = combinations(groups, 2)
    return not steep and not any(meet(a, b, 2) for one, two in pairs for a in one for b in two)


def _labels(wire: Wire, start: Point, end: Point, share: float, turned: bool) -> list[Label]:
    """The labels of a wire, above each other, round a point of it."""
    x, y = (a + (b - a) * share for a, b in zip(start, end, strict=True))
    angle = degrees(atan2(end[1] - start[1], end[0] - start[0])) if turned else 0.0
    placed, down = [], -wire.height / 2
    widest = max(line.width for line in wire.lines) if len(wire.lines) > 1 else 0.0
    for line in wire.lines:
        by = down + line.height / 2
        turn, rise = cos(radians(angle)), sin(radians(angle))
        placed.append(line._replace(x=x - by * rise, y=y + by * turn, angle=angle, least=widest))
        down += line.height
    return placed


def _trimmed(start: Point, end: Point, radius: float) -> tuple[Point, Point]:
    """A line between two circles' edges."""
    long = hypot(end[0] - start[0], end[1] - start[1])
    dx, dy = ((b - a) / long * radius for a, b in zip(start, end, strict=True))
    return (start[0] + dx, start[1] + dy), (end[0] - dx, end[1] - dy)
