"""The columns of a picture: inputs and layers, with the texts in, above, below and beside each circle."""

from __future__ import annotations

from collections.abc import Iterator
from math import hypot
from typing import NamedTuple

from ..calculation.quantity import Quantity
from ..network.model import Layer
from .letters import Letters, letters_of, letters_width
from .scene import Scene, abbreviated
from .shapes import Label, Node

SMALLEST_RADIUS = 26.0
NAME_SIZE, SMALLEST_NAME, NUMBER_SIZE, NOTE_SIZE = 16.0, 9.0, 12.0, 12.0
WIDEST_NAME = 64.0
"""A wider name is written smaller, and then cut."""
NAME_RISE, NUMBER_FALL = -9.0, 10.0
"""Where a name and a number stand in a circle, from its centre."""
NOTE_GAP = 4.0
"""Between a circle and the texts round it."""
SPREAD = 1.6
"""How much further apart than in the longest column neurons stand at most."""


class Texts(NamedTuple):
    """The labels of one circle, without places."""

    inside: tuple[Label, ...] = ()
    above: tuple[Label, ...] = ()
    below: tuple[Label, ...] = ()
    beside: tuple[Label, ...] = ()


class Column(NamedTuple):
    """The nodes drawn of a layer, None for those left out, with their texts."""

    layer: int
    names: tuple[str | None, ...]
    texts: tuple[Texts, ...]
    left_out: int
    caption: Label
    spread: float = 1.0

    @property
    def reach(self) -> float:
        """Half the width of the widest text above or below."""
        labels = (label for texts in self.texts for label in (*texts.above, *texts.below))
        return max((label.width / 2 for label in labels), default=0.0)

    def offset(self, row: int) -> float:
        """Where a row stands, from the middle, in pitches."""
        return (row - (len(self.names) - 1) / 2) * self.spread


def columns_of(scene: Scene) -> list[Column]:
    """Every column, from the inputs on."""
    network = scene.network
    columns = [_column(scene, 0, network.inputs, None)]
    columns += [
        _column(scene, number, layer.neurons, layer) for number, layer in enumerate(network.layers, 1)
    ]
    most = max(len(column.names) for column in columns)
    return [column._replace(spread=_spread(len(column.names), most)) for column in columns]


def _spread(rows: int, most: int) -> float:
    return min(SPREAD, most / rows) if rows > 1 else 1.0


def _column(scene: Scene, number: int, names: tuple[str, ...], layer: Layer | None) -> Column:
    shown = abbreviated(names)
    texts = tuple(Texts() if name is None else _texts(scene, name, layer) for name in shown)
    word = layer.activation.name.replace("_", " ") if layer else "inputs" if len(names) > 1 else "input"
    caption = scene.label("caption", (Letters(word),), size=NOTE_SIZE)
    return Column(number, shown, texts, len(names) - len(shown) + 1, caption)


def _texts(scene: Scene, name: str, layer: Layer | None) -> Texts:
    inside = [_name(scene, name)]
    if "values" in scene.show:
        value = scene.label("value", (), scene.value(name), NUMBER_SIZE)
        inside = [inside[0]._replace(y=NAME_RISE), value._replace(y=NUMBER_FALL)]
    if layer is None:
        return Texts(tuple(inside))
    return Texts(tuple(inside), _above(scene, name), _below(scene, name, layer), _beside(scene, name))


def _name(scene: Scene, name: str) -> Label:
    letters = letters_of(name)
    size = max(SMALLEST_NAME, min(1.0, WIDEST_NAME / letters_width((letters,), NAME_SIZE)) * NAME_SIZE)
    while letters_width((letters,), size) > WIDEST_NAME and len(letters.base) > 2:
        letters = Letters(f"{letters.base.removesuffix('…')[:-1]}…")
    return scene.label("name", (letters,), size=size)


def _above(scene: Scene, name: str) -> tuple[Label, ...]:
    if "deltas" not in scene.show:
        return ()
    letter, q = scene.error(name)
    return (scene.label("delta", (letter,), q, NOTE_SIZE),)


def _below(scene: Scene, name: str, layer: Layer) -> tuple[Label, ...]:
    bias = layer.biases[layer.neurons.index(name)]
    if bias is None:
        return ()
    lines = [line._replace(size=NOTE_SIZE) for line in scene.parameter(bias, "bias")]
    if layer.thresholds:
        minus = (Letters("−"),)
        lines = [one._replace(letters=minus + one.letters) if one.role == "bias" else one for one in lines]
    return tuple(lines)


def _beside(scene: Scene, name: str) -> tuple[Label, ...]:
    q = Quantity("target", name, "", scene.sample)
    if "values" not in scene.show or q not in scene.board.worksheet.given:
        return ()
    return (scene.label("target", (Letters(scene.board.notation.letter("target")),), q, NOTE_SIZE),)


def radius_of(columns: list[Column]) -> float:
    """The radius that every circle needs for the texts in it."""
    labels = (label for column in columns for texts in column.texts for label in texts.inside)
    return max(SMALLEST_RADIUS, *(hypot(one.width / 2, abs(one.y) + one.height / 2) + 1 for one in labels))


def heights_of(columns: list[Column]) -> tuple[float, float]:
    """The most that stands above and below any circle."""
    above = [_height(texts.above) for column in columns for texts in column.texts]
    below = [_height(texts.below) for column in columns for texts in column.texts]
    return max(above), max(below)


def _height(labels: tuple[Label, ...]) -> float:
    return sum(label.height for label in labels) + (NOTE_GAP if labels else 0)


def placed(column: Column, x: float, pitch: float, radius: float) -> Iterator[Node | Label]:
    """The circles of a column and their labels, in their places."""
    for row, (name, texts) in enumerate(zip(column.names, column.texts, strict=True)):
        y = column.offset(row) * pitch
        if name is None:
            more = Label("more", (Letters(f"⋮ {column.left_out} more"),), "", NOTE_SIZE, x, y)
            yield more
            continue
        yield Node(name, x, y, radius, column.layer)
        yield from (label._replace(x=x, y=y + label.y) for label in texts.inside)
        yield from _stacked(texts.above, x, y - radius - _height(texts.above))
        yield from _stacked(texts.below, x, y + radius + NOTE_GAP)
        yield from (label._replace(x=x + radius + 8 + label.width / 2, y=y) for label in texts.beside)


def _stacked(labels: tuple[Label, ...], x: float, top: float) -> Iterator[Label]:
    for label in labels:
        yield label._replace(x=x, y=top + label.height / 2)
        top += label.height
