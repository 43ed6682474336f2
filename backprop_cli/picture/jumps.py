"""Connections that jump over a layer: each in a lane of its own, above or below the columns, with its label.

Those of the upper half go above, the others below, the outermost source in the outermost lane, so that they
cross as little as can be. The connections of a dense layer have no labels and share a lane.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from .connections import CLEARANCE, Wire
from .shapes import Edge, Label, Point

LANE = 8.0
"""The height of a lane without a label, and the space between lanes."""


class Frame(NamedTuple):
    """Where the columns are, the half widths of what stands there, and the bounds of it all."""

    xs: tuple[float, ...]
    reaches: tuple[float, ...]
    top: float
    bottom: float
    radius: float


def jumps(wires: list[Wire], ys: list[list[float]], frame: Frame) -> Iterator[Edge | Label]:
    """The connections in their lanes."""
    upper = [wire for wire in wires if _height(wire, ys) <= 0]
    lower = [wire for wire in wires if _height(wire, ys) > 0]
    yield from _lanes(upper, ys, frame, frame.top, -1)
    yield from _lanes(lower, ys, frame, frame.bottom, 1)


def _height(wire: Wire, ys: list[list[float]]) -> float:
    """How far below the middle a connection is, as a whole."""
    return ys[wire.start[0]][wire.start[1]] + ys[wire.end[0]][wire.end[1]]


def _lanes(
    wires: list[Wire], ys: list[list[float]], frame: Frame, edge: float, way: int
) -> Iterator[Edge | Label]:
    """Lanes one after the other, away from an edge, shorter connections nearer to it."""

    def outwards(wire: Wire) -> tuple[float, ...]:
        heights = (way * ys[column][row] for column, row in (wire.start, wire.end))
        return (wire.end[0] - wire.start[0], wire.start[0], wire.end[0], *heights)

    ordered = sorted(wires, key=outwards)
    for _, group in groupby(enumerate(ordered), key=lambda pair: _lane(*pair)):
        lane = [wire for _, wire in group]
        height = max(wire.height for wire in lane)
        edge += way * (LANE + height / 2)
        for wire in lane:
            yield from _in_lane(wire, ys, frame, edge)
        edge += way * height / 2


def _lane(number: int, wire: Wire) -> tuple[int, ...]:
    """What tells lanes apart: every wire with a label has its own."""
    return (wire.start[0], wire.end[0], number if wire.lines else -1)


def _in_lane(wire: Wire, ys: list[list[float]], frame: Frame, y: float) -> Iterator[Edge | Label]:
    """A curve up to the lane, along it, and down to the neuron; the label in the middle of the lane."""
    (first, row), (last, end) = wire.start, wire.end
    start = (frame.xs[first] + frame.radius, ys[first][row])
    stop = (frame.xs[last] - frame.radius, ys[last][end])
    up = (frame.xs[first + 1] - frame.reaches[first + 1] - CLEARANCE, y)
    down = (frame.xs[last - 1] + frame.reaches[last - 1] + CLEARANCE, y)
    points = (start, *_curve(start, up), *_curve(up, down), *_curve(down, stop))
    yield Edge(wire.source, wire.neuron, points, wire.key, wire.dense)
    top = y - wire.height / 2
    for line in wire.lines:
        yield line._replace(x=(up[0] + down[0]) / 2, y=top + line.height / 2)
        top += line.height


def _curve(start: Point, end: Point) -> tuple[Point, Point, Point]:
    """A curve that leaves and arrives level."""
    middle = (start[0] + end[0]) / 2
    return (middle, start[1]), (middle, end[1]), end
