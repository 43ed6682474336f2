"""The matrix of a dense layer, below the picture: a row a neuron, a column a source, no names of weights."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ..calculation.quantity import Quantity
from ..network.model import Layer
from .connections import is_dense
from .letters import Letters, derivative, letters_of
from .scene import Scene, abbreviated
from .shapes import Label, Matrix

SIZE = 11.0
ROW = 16.0
COLUMN_GAP = 10.0
"""Between the columns of a matrix."""
MATRIX_GAP = 28.0
"""Between matrices, and between them and the picture."""

Cells = list[list[Label]]


class Grid(NamedTuple):
    """A title, and rows of labels: the first one the sources, the first of each the neuron."""

    title: Label
    cells: Cells

    @property
    def widths(self) -> list[float]:
        """The width of each column."""
        return [max(cell.width for cell in column) for column in zip(*self.cells, strict=True)]

    @property
    def width(self) -> float:
        """The width with its brackets."""
        columns = sum(self.widths) + COLUMN_GAP * len(self.widths)
        return max(self.title.width, columns)

    @property
    def height(self) -> float:
        """The height with title and heads."""
        return ROW * (len(self.cells) + 1)

    def placed(self, left: float, top: float) -> Iterator[Label | Matrix]:
        """The labels and the brackets in their places."""
        yield self.title._replace(x=left + self.title.width / 2, y=top + ROW / 2)
        for number, row in enumerate(self.cells):
            x, y = left, top + ROW * (number + 1.5)
            for cell, width in zip(row, self.widths, strict=True):
                yield cell._replace(x=x + width / 2, y=y)
                x += width + COLUMN_GAP
        names = self.widths[0] + COLUMN_GAP / 2
        inner = sum(self.widths[1:]) + COLUMN_GAP * (len(self.widths) - 1)
        yield Matrix(left + names, top + 2 * ROW, inner, self.height - 2 * ROW)


def grids_of(scene: Scene) -> list[Grid]:
    """The matrices of all dense layers: weights, then gradients."""
    dense = [layer for layer in scene.network.layers if is_dense(layer)]
    kinds = [kind for kind in ("weights", "gradients") if kind in scene.show]
    return [_grid(scene, layer, kind) for layer in dense for kind in kinds]


def _grid(scene: Scene, layer: Layer, kind: str) -> Grid:
    rows, columns = abbreviated(layer.neurons), abbreviated(layer.sources)
    heads = [_head(scene, name, "…") for name in columns]
    cells = [[scene.label("head", (), size=SIZE), *heads]]
    for name in rows:
        line = [_cell(scene, layer, name, source, kind) for source in columns]
        cells.append([_head(scene, name, "⋮"), *line])
    return Grid(_title(scene, kind), cells)


def _title(scene: Scene, kind: str) -> Label:
    gradient = derivative(scene.board.notation.letter("loss"), "w")
    return scene.label("title", (Letters("weights"),) if kind == "weights" else gradient, size=SIZE)


def _head(scene: Scene, name: str | None, left_out: str) -> Label:
    return scene.label("head", (Letters(left_out) if name is None else letters_of(name),), size=SIZE)


def _cell(scene: Scene, layer: Layer, neuron: str | None, source: str | None, kind: str) -> Label:
    if neuron is None or source is None:
        return scene.label("head", (Letters("⋮" if source else "…" if neuron else " "),), size=SIZE)
    index = (layer.weights or ())[layer.neurons.index(neuron)][layer.sources.index(source)]
    if index is None:
        return scene.label("head", (Letters("·"),), size=SIZE)
    name = scene.network.parameters[index].name
    q: Quantity = scene.steps.parameter(index, scene.update) if kind == "weights" else scene.gradient(name)
    return scene.label("weight" if kind == "weights" else "gradient", (), q, SIZE)


def arranged(grids: list[Grid], left: float, top: float, width: float) -> Iterator[Label | Matrix]:
    """The matrices in rows below each other, within a width where they can be."""
    x, height = left, 0.0
    for grid in grids:
        if x > left and x + grid.width > left + width:
            x, top, height = left, top + height + MATRIX_GAP, 0.0
        yield from grid.placed(x, top)
        x, height = x + grid.width + MATRIX_GAP, max(height, grid.height)
