"""The layers as they are written, before anything of them is put together: rows, names, biases."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .yaml.wording import plural

if TYPE_CHECKING:
    from .model import Choice, Number
    from .yaml.tree import Node


class Vector(NamedTuple):
    """Numbers in a row and, where the file gives them, their names; None is a `null` where one may stand."""

    names: tuple[str | None, ...] | None
    values: tuple[Number | None, ...]
    node: Node


def count_of(vector: Vector) -> str:
    """How many values a vector has: 2 values."""
    return plural(len(vector.values), "value")


class Biases(NamedTuple):
    """The biases of a layer: by which key, and one number for all or one for each neuron."""

    key: str
    vector: Vector

    @property
    def shared(self) -> bool:
        """Whether one number is the bias of every neuron."""
        return self.key in ("bias", "threshold")

    @property
    def thresholds(self) -> bool:
        """Whether they are subtracted."""
        return self.key.startswith("threshold")


class Draft(NamedTuple):
    """A layer as it is written. `weights` is the node of the key, `rows` None where it is refused."""

    node: Node
    number: int  # from 1
    neurons: tuple[str, ...] | None
    neurons_node: Node | None
    activation: Choice | None
    activation_node: Node
    weights: Node | None
    rows: tuple[Vector, ...] | None
    biases: Biases | None
    feeds: tuple[tuple[str, Node], ...] | None

    @property
    def title(self) -> str:
        """How messages call it."""
        return f"layer {self.number}"


class Fed(NamedTuple):
    """What a layer receives: the names, or None where they are unknown, and where they are given."""

    names: tuple[str, ...] | None
    node: Node | None = None
    what: str = "inputs"  # the noun of the message
