"""The picture of a network on a terminal: nodes on rails, the wires, and what stands at the nodes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..calculation.quantity import Quantity
from ..network.model import Layer
from ..writing.folding import folded
from ..writing.lines import INDENT, aligned
from ..writing.tokens import Tokens, left, plain, stripped, text_of, width_of
from .connections import is_dense
from .rails import picture
from .scene import Scene, abbreviated
from .wires import wiring

if TYPE_CHECKING:
    from ..writing.board import Board

LARGE = 500
"""Weights and biases up to which each is listed."""


def render(board: Board, show: tuple[str, ...]) -> str:
    """The picture as text, each line ended; with escape codes where the style has colour."""
    scene = Scene(board, show)
    lines: list[Tokens] = [plain(board.worksheet.network.name, "neuron"), (), *picture(board)]
    lines += [(), plain(scene.moment.capitalize(), "dim")] if scene.moment else []
    for part in (_wires(board, scene), *_tables(board, scene)):
        lines += [(), *part] if part else []
    pages = [part for line in lines for part in folded(stripped(line), board.style.width)]
    if board.style.color:
        from ..writing.colour import coloured

        return coloured(pages)
    return "".join(text_of(line) + "\n" for line in pages)


def _wires(board: Board, scene: Scene) -> list[Tokens]:
    """The list of the wires, after some updates of their numbers; unless it would be too long to read."""
    count = len(scene.network.parameters)
    if "weights" not in scene.show:
        return []
    if count <= LARGE and scene.update:
        return _table(
            board.at(scene.update), [[scene.steps.parameter(k, scene.update) for k in range(count)]]
        )
    if count <= LARGE:
        return wiring(board)
    return [plain(f"{' ' * INDENT}{count} weights and biases; 'solve --format csv' lists them.", "dim")]


def _tables(board: Board, scene: Scene) -> Iterator[list[Tokens]]:
    """What stands at the neurons of each layer, then the gradients of each layer."""
    if "values" in scene.show and scene.moment:
        yield _table(board, [[scene.value(name) for name in abbreviated(scene.network.inputs) if name]])
    for layer in scene.network.layers:
        yield _table(board.at(scene.update), list(_columns(scene, layer)))
    if "gradients" in scene.show:
        names = [name for layer in scene.network.layers for name in _parameters(scene, layer)]
        yield _table(board.at(scene.update), [[scene.gradient(name) for name in dict.fromkeys(names)]])


def _columns(scene: Scene, layer: Layer) -> Iterator[list[Quantity]]:
    """Outputs, targets where the picture has none, and what comes back."""
    names = [name for name in abbreviated(layer.neurons) if name]
    targets = [Quantity("target", name, "", scene.sample) for name in names]
    if "values" in scene.show:
        yield [scene.value(name) for name in names]
    if "values" in scene.show and scene.moment and scene.board.worksheet.given.keys() >= set(targets):
        yield targets
    if "deltas" in scene.show:
        yield [scene.error(name)[1] for name in names]


def _parameters(scene: Scene, layer: Layer) -> Iterator[str]:
    """The names of a layer's parameters, unless they are too many to read."""
    if is_dense(layer):
        return
    for position, bias in enumerate(layer.biases):
        row = (layer.weights or [()] * len(layer.biases))[position]
        yield from (scene.network.parameters[index].name for index in (*row, bias) if index is not None)


def _table(board: Board, columns: list[list[Quantity]]) -> list[Tokens]:
    """A row a neuron or a parameter: names with their numbers."""
    cells = [_cells(board, quantities) for quantities in columns if quantities]
    return [plain(" " * INDENT) + sum(row, ()) for row in zip(*cells, strict=True)]


def _cells(board: Board, quantities: list[Quantity]) -> list[Tokens]:
    """Names and numbers under each other."""
    names = [board.name(q) for q in quantities]
    widest = max(map(width_of, names))
    texts = zip(quantities, board.column(quantities), strict=True)
    values = aligned([plain(text, board.value_role(q)) for q, text in texts])
    equal = plain(" = ", "dim")
    cells = [left(name, widest) + equal + value for name, value in zip(names, values, strict=True)]
    width = max(map(width_of, cells)) + INDENT
    return [left(cell, width) for cell in cells]
