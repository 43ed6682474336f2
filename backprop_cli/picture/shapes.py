"""A picture as data: circles, lines and labels with measured boxes, and no markup.

Lengths are in units, about a CSS pixel; x goes to the right, y downwards, angles clockwise in degrees. A
renderer draws the edges, then the labels on their ground, then the nodes, in whatever letters it has. To add
a shape, a type here and a few lines in each renderer.
"""

from __future__ import annotations

from math import cos, radians, sin
from typing import NamedTuple

from .letters import Letters, letters_width, text_width

Point = tuple[float, float]

BLANK = 3.75
"""The width of an empty box, in sizes: the same for every number, so that it tells nothing."""
SPACE = 0.35
"""The space between a name and its number, in sizes."""
LINE = 1.25
"""The height of a line, in sizes."""


class Label(NamedTuple):
    """A name, a number, or both, round a centre. A number None is an empty box, a number "" is none."""

    role: str
    letters: tuple[Letters, ...] = ()
    number: str | None = ""
    size: float = 13.0
    x: float = 0.0
    y: float = 0.0
    angle: float = 0.0
    key: str = ""  # the name of the quantity: out_h1, w5, dE/dw5
    least: float = 0.0  # the width of the ground where lines stand above each other

    @property
    def blank(self) -> float:
        """The width of an empty box."""
        return BLANK * self.size

    @property
    def number_width(self) -> float:
        """The width of the number or of its empty box."""
        return self.blank if self.number is None else text_width(self.number, self.size)

    @property
    def letters_width(self) -> float:
        """The width of the name."""
        return letters_width(self.letters, self.size)

    @property
    def width(self) -> float:
        """The width of the box."""
        both = self.letters and self.number != ""
        return self.letters_width + self.number_width + (SPACE * self.size if both else 0)

    @property
    def height(self) -> float:
        """The height of the box."""
        return self.size * LINE

    @property
    def ground(self) -> float:
        """The width of what covers the lines behind."""
        return max(self.width, self.least)

    def along(self, by: float) -> Point:
        """The point so far to the right of the centre, as the label is turned."""
        return self.x + by * cos(radians(self.angle)), self.y + by * sin(radians(self.angle))

    def corners(self, margin: float = 0.0) -> tuple[Point, ...]:
        """The corners of the box, in order."""
        across, down = self.width / 2 + margin, self.height / 2 + margin
        turn, rise = cos(radians(self.angle)), sin(radians(self.angle))
        signs = ((-1, -1), (1, -1), (1, 1), (-1, 1))
        offsets = ((a * across, b * down) for a, b in signs)
        return tuple((self.x + a * turn - b * rise, self.y + a * rise + b * turn) for a, b in offsets)


COLOURS = {
    "value": "0b63b0",
    "delta": "c2410c",
    "gradient": "c2410c",
    "bias": "5b6570",
    "target": "5b6570",
    "caption": "5b6570",
    "more": "5b6570",
    "head": "5b6570",
    "title": "5b6570",
}
"""The colour of a label on white paper, by its role; the others have that of the text."""

BOLD = frozenset(("weight", "value"))
"""The roles whose numbers are bold."""

AT_LEFT = frozenset(("target", "title"))
"""The roles that stand at the left of their boxes; the others stand in the middle."""

INSIDE = frozenset(("name", "value"))
"""The roles of what stands in circles."""


class Node(NamedTuple):
    """A circle: an input or a neuron."""

    name: str
    x: float
    y: float
    radius: float
    layer: int  # 0: the inputs


class Edge(NamedTuple):
    """A connection: a line of two points, or curves, each of two points that lead it and one it goes to."""

    source: str
    neuron: str
    points: tuple[Point, ...]
    key: str = ""  # the name of its weight, "" where a bare layer passes its input on
    dense: bool = False  # one of many


class Matrix(NamedTuple):
    """The brackets round a matrix; its cells are labels."""

    x: float
    y: float
    width: float
    height: float


class Drawing(NamedTuple):
    """A whole picture, with what it shows in words."""

    width: float
    height: float
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    labels: tuple[Label, ...]
    matrices: tuple[Matrix, ...]
    title: str
    description: str


def fitted(drawing: Drawing, width: float) -> Drawing:
    """The picture no wider than this: smaller as a whole where it is."""
    by = min(1.0, width / drawing.width)
    nodes = (node._replace(x=node.x * by, y=node.y * by, radius=node.radius * by) for node in drawing.nodes)
    edges = (edge._replace(points=tuple((x * by, y * by) for x, y in edge.points)) for edge in drawing.edges)
    labels = (
        label._replace(x=label.x * by, y=label.y * by, size=label.size * by, least=label.least * by)
        for label in drawing.labels
    )
    matrices = (Matrix(*(by * length for length in matrix)) for matrix in drawing.matrices)
    shapes = tuple(nodes), tuple(edges), tuple(labels), tuple(matrices)
    return Drawing(drawing.width * by, drawing.height * by, *shapes, drawing.title, drawing.description)


def meet(one: Label, other: Label, margin: float = 0.0) -> bool:
    """Whether two boxes overlap, turned as they are; with a margin also where they nearly do."""
    corners = one.corners(margin / 2), other.corners(margin / 2)
    angles = {radians(label.angle + turn) for label in (one, other) for turn in (0, 90)}
    return all(_overlap(*corners, (cos(angle), sin(angle))) for angle in angles)


def _overlap(one: tuple[Point, ...], other: tuple[Point, ...], axis: Point) -> bool:
    ours = [x * axis[0] + y * axis[1] for x, y in one]
    theirs = [x * axis[0] + y * axis[1] for x, y in other]
    return max(ours) > min(theirs) + 1e-6 and max(theirs) > min(ours) + 1e-6
