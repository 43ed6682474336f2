"""The picture of a network, laid out: circles in columns, connections between them, labels that keep apart.

`drawing` says where everything stands and what it says; the formats draw it. The boxes of labels
never meet each other or a circle: columns and the gaps between them are bands of their own, labels in a gap
stand by the rule of `connections`, and jumps have lanes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Any

from .columns import Column, columns_of, heights_of, placed, radius_of
from .connections import Wire, gaps_of, straight, wires_of
from .describing import description
from .grids import MATRIX_GAP, arranged, grids_of
from .jumps import LANE, Frame, jumps
from .scene import USUAL, Scene, Text
from .shapes import Drawing, Edge, Label, Matrix, Node, Point

if TYPE_CHECKING:
    from ..writing.board import Board

Shape = Node | Edge | Label | Matrix

MARGIN = 8.0
"""Round the picture."""
NODE_GAP = 14.0
"""Between the texts of two neurons above each other."""


def drawing(
    board: Board, show: tuple[str, ...] = USUAL, text: Text | None = None, at: tuple[int, int] | None = None
) -> Drawing:
    """The picture of a board's network: `show` names rows of `scene.SHOWN`.

    `text` gives the text of each number, None for an empty box; by itself each is written as on a sheet. `at`
    is the update and the sample, both from 0; by itself the first that the worksheet shows.
    """
    scene = Scene(board, show, text, at)
    columns = columns_of(scene)
    wires = wires_of(scene, columns)
    shapes: list[Shape] = list(Layout(columns, wires).shapes())
    left, _, right, bottom = _bounds(shapes)
    shapes += arranged(grids_of(scene), left, bottom + MATRIX_GAP, right - left)
    return _drawing(shapes, scene.network.name, description(scene, columns, wires))


class Layout:
    """Where the columns and their rows stand, round the origin."""

    def __init__(self, columns: list[Column], wires: list[Wire]) -> None:
        self.columns, self.wires, self.gaps = columns, wires, gaps_of(columns, wires)
        self.radius = radius_of(columns)
        self.above, self.below = heights_of(columns)
        self.reaches = tuple(max(self.radius, column.reach) for column in columns)
        self.ys = [
            [column.offset(row) * self.pitch for row in range(len(column.names))] for column in columns
        ]
        self.heights = list(pairwise(self.ys))

    @cached_property
    def pitch(self) -> float:
        """The distance of neurons in the longest column: enough for them and for the labels between."""
        least = 2 * self.radius + self.above + self.below + NODE_GAP
        return max(least, *(gap.height / gap.apart for gap in self.gaps))

    @cached_property
    def lengths(self) -> list[tuple[float, bool]]:
        """The length of each gap, and whether its labels are turned along the edges."""
        around = zip(self.gaps, pairwise(self.reaches), self.heights, strict=True)
        return [gap.length(*reaches, heights) for gap, reaches, heights in around]

    @cached_property
    def xs(self) -> tuple[float, ...]:
        """The places of the columns."""
        return tuple(accumulate((length for length, _ in self.lengths), initial=0.0))

    @property
    def frame(self) -> Frame:
        """The columns with their bounds."""
        high = self.radius - min(min(column) for column in self.ys)
        return Frame(self.xs, self.reaches, -high - self.above, high + self.below, self.radius)

    def shapes(self) -> Iterator[Shape]:
        """Everything but the matrices."""
        around = zip(self.gaps, pairwise(self.xs), self.heights, self.lengths, strict=True)
        for gap, xs, ys, (_, turned) in around:
            yield from straight(gap, xs, ys, self.radius, turned)
        jumping = list(jumps([wire for wire in self.wires if wire.jumps], self.ys, self.frame))
        yield from jumping
        for column, x in zip(self.columns, self.xs, strict=True):
            yield from placed(column, x, self.pitch, self.radius)
        bottom = max([self.frame.bottom, *(_bounds([shape])[3] for shape in jumping)])
        yield from _captions(self.columns, self.xs, bottom)


def _captions(columns: list[Column], xs: tuple[float, ...], bottom: float) -> Iterator[Label]:
    """What each column is, below everything."""
    for column, x in zip(columns, xs, strict=True):
        yield column.caption._replace(x=x, y=bottom + LANE + column.caption.height / 2)


def _bounds(shapes: Iterable[Shape]) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of shapes."""
    points = [point for shape in shapes for point in _extent(shape)]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def _extent(shape: Shape) -> tuple[Point, ...]:
    if isinstance(shape, Label):
        return shape.corners()
    if isinstance(shape, Edge):
        return shape.points
    if isinstance(shape, Node):
        x, y, r = shape.x, shape.y, shape.radius + 1
        return (x - r, y - r), (x + r, y + r)
    return (shape.x, shape.y), (shape.x + shape.width, shape.y + shape.height)


def _drawing(shapes: list[Shape], title: str, words: str) -> Drawing:
    """The shapes by their kinds, on a canvas that begins at the origin."""
    left, top, right, bottom = _bounds(shapes)
    moved = [_moved(shape, MARGIN - left, MARGIN - top) for shape in shapes]
    kinds: dict[type, list[Any]] = {Node: [], Edge: [], Label: [], Matrix: []}
    for shape in moved:
        kinds[type(shape)].append(shape)
    nodes, edges, labels, matrices = (tuple(kinds[kind]) for kind in (Node, Edge, Label, Matrix))
    width, height = right - left + 2 * MARGIN, bottom - top + 2 * MARGIN
    return Drawing(width, height, nodes, edges, labels, matrices, title, words)


def _moved(shape: Shape, dx: float, dy: float) -> Shape:
    if isinstance(shape, Edge):
        return shape._replace(points=tuple((x + dx, y + dy) for x, y in shape.points))
    return shape._replace(x=shape.x + dx, y=shape.y + dy)
