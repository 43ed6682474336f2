"""A network as arrays: the indices of its layers, its samples, its parameters, made once.

A weight matrix is a gather from the vector of parameters and its gradient a scatter-add into it, so a shared
weight, a missing connection and a jump connection need no case of their own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy

from ..maths.activations import ACTIVATIONS
from ..maths.losses import LOSSES

if TYPE_CHECKING:
    from typing import TypeAlias

    from ..network.model import Choice, Layer, Network

    Array: TypeAlias = Any
    """A numpy array of doubles (or of indices); the shapes stand in the docstrings."""


class Wires(NamedTuple):
    """A layer's indices: columns of its sources, parameter numbers (0 where there is none), and masks."""

    columns: Array  # into the inputs followed by the neurons in layer order
    weights: Array | None  # (to, from); None: a bare layer
    connected: Array | None  # (to, from), 1 or 0
    biases: Array  # (to,)
    signs: Array  # (to,): 1 for a bias, -1 for a threshold, 0 for none


class Matrices:
    """The arrays of a network: inputs (m, inputs), targets (m, outputs), parameters (p,)."""

    def __init__(self, network: Network) -> None:
        self.network = network
        self.inputs = _floats([sample.inputs for sample in network.samples])
        missing = (0,) * len(network.outputs)
        self.targets = _floats([sample.targets or missing for sample in network.samples])
        self.parameters = _floats([parameter.value for parameter in network.parameters])
        self.trained = numpy.array([parameter.trained for parameter in network.parameters], dtype=bool)
        column = {name: number for number, name in enumerate(network.inputs)}
        self.wires = tuple(_wires(layer, column) for layer in network.layers)
        sizes = [len(network.inputs), *(len(layer.neurons) for layer in network.layers)]
        self.ends = numpy.cumsum(sizes)

    def counted(self, biases: bool) -> Array:
        """A mask (p,) of the parameters that a penalty counts."""
        return numpy.array([biases or parameter.kind == "weight" for parameter in self.network.parameters])


def _floats(rows: Any) -> Array:
    return numpy.array([[float(x) for x in row] if isinstance(row, tuple) else float(row) for row in rows])


def _wires(layer: Layer, column: dict[str, int]) -> Wires:
    columns = numpy.array([column[source] for source in layer.sources])
    known = len(column)
    column.update((neuron, known + place) for place, neuron in enumerate(layer.neurons))
    biases = numpy.array([-1 if bias is None else bias for bias in layer.biases])
    signs = (biases >= 0) * (-1.0 if layer.thresholds else 1.0)
    if layer.weights is None:
        return Wires(columns, None, None, biases.clip(0), signs)
    flat = [-1 if weight is None else weight for row in layer.weights for weight in row]
    weights = numpy.array(flat).reshape(len(layer.neurons), len(layer.sources))
    return Wires(columns, weights.clip(0), (weights >= 0) * 1.0, biases.clip(0), signs)


def outputs(layer: Layer, net: Array) -> Array:
    """The outputs of a layer for its nets (m, n), by the stable forms; what can be broadcast to (m, n)."""
    entry = ACTIVATIONS[layer.activation.name]
    if entry.rows_value is not None:
        return entry.rows_value(net)
    row = entry.stable_value or entry.value
    assert row is not None
    return row(net, **options(layer.activation))


def slope(layer: Layer, net: Array, out: Array) -> Array:
    """∂out/∂net of a layer whose outputs depend on their own nets, by the stable form."""
    entry = ACTIVATIONS[layer.activation.name]
    row = entry.stable_slope or entry.slope
    assert row is not None
    return row(net, out, **options(layer.activation))


def loss_slope(choice: Choice, targets: Array, out: Array) -> Array:
    """∂E/∂out (m, outputs) of each sample."""
    row = LOSSES[choice.name].slope(targets, out, targets.shape[1], **options(choice))
    return numpy.broadcast_to(row, out.shape)


def loss_terms(choice: Choice, targets: Array, out: Array) -> Array:
    """The terms of the loss (m, outputs) by the textbook's form."""
    row = LOSSES[choice.name].term(targets, out, targets.shape[1], **options(choice))
    return numpy.broadcast_to(row, out.shape)


def options(choice: Any) -> dict[str, float]:
    """The options of an entry as floats."""
    return {name: float(value) for name, value in choice.options}
