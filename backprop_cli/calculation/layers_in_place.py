"""The layers of a network on arrays that are made once: every pass writes into the same ones.

A `Flow` holds what a set of samples needs: what is sent (samples, inputs and neurons), the nets, and what
comes back. `Rows` are views of some of its samples, so a minibatch copies nothing. Weights that follow each
other in the vector of parameters are a view of it, and their gradient is multiplied straight into its place;
with shared or missing weights both go by indices, as in `arrays`. Training sums a gradient over the samples,
the trace keeps each sample's (`collect`, `collect_apart`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy

from ..maths.activations import ACTIVATIONS
from .arrays import outputs, slope

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..network.model import Layer
    from .arrays import Array, Matrices, Wires


class Rows:
    """Views of some samples: all of a flow, or those of a minibatch."""

    def __init__(self, flow: Flow, rows: slice) -> None:
        self.flow = flow
        self.sent, self.back = flow.sent[rows], flow.back[rows]
        self.targets, self.nets = flow.targets[rows], [net[rows] for net in flow.nets]
        self.by_nets = [by_net[rows] for by_net in flow.by_nets]
        self.outs = [self.sent[:, block.at] for block in flow.blocks]
        self.by_outs = [self.back[:, block.back_at] for block in flow.blocks]
        self.size = len(self.sent)

    def arriving(self, number: int) -> Array:
        """What arrives at a layer: (m, from)."""
        return self.sent[:, self.flow.blocks[number].columns]

    def forward(self) -> None:
        """Every net and output."""
        for block in self.flow.blocks:
            block.forward(self)

    def backward(self) -> None:
        """From ∂E/∂net of the last layer, which is there already, to the gradient of every parameter."""
        if not self.flow.plain:
            self.back.fill(0)
        for block in reversed(self.flow.blocks):
            if block.number < len(self.flow.blocks) - 1:
                block.through(self)
            block.collect(self)
            block.send_back(self)


class Flow:
    """The arrays of a set of samples; parameters (p,) and gradient (p,) may be those of another flow.

    What comes back goes to the neurons; of a flow that is `traced` to the inputs as well, and its layers take
    copies of what they need: a product with a view may add up in another order.
    """

    def __init__(
        self,
        given: Matrices,
        parameters: Array,
        gradient: Array,
        samples: Sequence[int] | slice = slice(None),
        traced: bool = False,
    ) -> None:
        network, inputs = given.network, given.inputs[samples]
        self.parameters, self.gradient, self.targets = parameters, gradient, given.targets[samples]
        self.first, size = 0 if traced else len(network.inputs), len(inputs)
        uses = _uses(given)
        self.blocks = [Block(self, given, number, uses, traced) for number in range(len(network.layers))]
        self.plain = not traced and all(block.feeds_alone for block in self.blocks[1:])
        self.sent = numpy.empty((size, given.ends[-1]))
        self.sent[:, : len(network.inputs)] = inputs
        self.back = numpy.empty((size, given.ends[-1] - self.first))
        self.nets = [numpy.empty((size, len(layer.neurons))) for layer in network.layers]
        self.by_nets = [numpy.empty_like(net) for net in self.nets]

    def whole(self) -> Rows:
        """All samples."""
        return Rows(self, slice(None))


class Block:
    """A layer: where its sources and its neurons stand, where its parameters are."""

    def __init__(self, flow: Flow, given: Matrices, number: int, uses: Array, traced: bool) -> None:
        self.flow, self.number, self.layer = flow, number, given.network.layers[number]
        self.wires: Wires = given.wires[number]
        self.at = slice(int(given.ends[number]), int(given.ends[number + 1]))
        self.back_at = slice(self.at.start - flow.first, self.at.stop - flow.first)
        self.columns: Any = self.wires.columns if traced else _run(self.wires.columns)
        reached = self.wires.columns >= flow.first
        self.sends = bool(reached.any())
        self.kept, self.into = reached, self.wires.columns[reached] - flow.first
        below = given.network.layers[number - 1].neurons if number else ()
        only = sum(bool(set(below) & set(layer.sources)) for layer in given.network.layers) == 1
        self.feeds_alone = bool(number) and only and self.layer.sources == below and self.has_weights
        self.matrix = self.matrix_gradient = self.offset = self.offset_gradient = None
        if self.has_weights and (span := _span(self.wires.weights, self.wires.connected, uses)):
            shape = self.wires.connected.shape  # type: ignore[union-attr]
            self.matrix = flow.parameters[span].reshape(shape)
            self.matrix_gradient = flow.gradient[span].reshape(shape)
        if self.has_offset and (span := _span(self.wires.biases, abs(self.wires.signs), uses)):
            self.offset, self.offset_gradient = flow.parameters[span], flow.gradient[span]

    @property
    def has_weights(self) -> bool:
        """Whether it is no bare layer."""
        return self.wires.weights is not None

    @property
    def has_offset(self) -> bool:
        """Whether it has a bias or a threshold."""
        return bool(self.wires.signs.any())

    def weights(self) -> Array:
        """The matrix (to, from), 0 where there is no connection."""
        if self.matrix is not None:
            return self.matrix
        return self.flow.parameters[self.wires.weights] * self.wires.connected

    def forward(self, rows: Rows) -> None:
        """Its nets and outputs."""
        net, arriving = rows.nets[self.number], rows.arriving(self.number)
        if self.has_weights:
            numpy.matmul(arriving, self.weights().T, out=net)
        else:
            net[...] = arriving
        if self.has_offset:
            offset = self.flow.parameters[self.wires.biases] if self.offset is None else self.offset
            net += self.wires.signs * offset
        rows.outs[self.number][...] = outputs(self.layer, net)

    def through(self, rows: Rows) -> None:
        """∂E/∂net from ∂E/∂out."""
        number = self.number
        back_through(
            self.layer, rows.nets[number], rows.outs[number], rows.by_outs[number], rows.by_nets[number]
        )

    def collect(self, rows: Rows) -> None:
        """The gradient of its parameters, summed over the samples."""
        by_net, gradient = rows.by_nets[self.number], self.flow.gradient
        if self.matrix_gradient is not None:
            numpy.matmul(by_net.T, rows.arriving(self.number), out=self.matrix_gradient)
        elif self.has_weights:
            each = (by_net.T @ rows.arriving(self.number)) * self.wires.connected
            gradient += numpy.bincount(self.wires.weights.ravel(), each.ravel(), len(gradient))  # type: ignore[union-attr]
        if self.offset_gradient is not None:
            numpy.multiply(by_net.sum(axis=0), self.wires.signs, out=self.offset_gradient)
        elif self.has_offset:
            numpy.add.at(gradient, self.wires.biases, by_net.sum(axis=0) * self.wires.signs)

    def collect_apart(self, rows: Rows, by_parameter: Array) -> None:
        """The gradient of its parameters, added to that of each sample (m, p)."""
        for by_net, arriving, gradient in zip(
            rows.by_nets[self.number], rows.arriving(self.number), by_parameter, strict=True
        ):
            if self.wires.weights is not None:
                each = numpy.outer(by_net, arriving) * self.wires.connected
                gradient += numpy.bincount(self.wires.weights.ravel(), each.ravel(), len(gradient))
            if self.has_offset:
                numpy.add.at(gradient, self.wires.biases, by_net * self.wires.signs)

    def send_back(self, rows: Rows) -> None:
        """What comes back to the neurons below, added to what other layers send them."""
        by_net = rows.by_nets[self.number]
        if self.flow.plain and self.number:
            numpy.matmul(by_net, self.weights(), out=rows.by_outs[self.number - 1])
        elif self.sends:
            summands = by_net @ self.weights() if self.has_weights else by_net
            rows.back[:, self.into] += summands[:, self.kept]  # a layer lists each source once


def _run(numbers: Array) -> Any:
    """Numbers that follow each other as a slice, so that an index with it is a view; others as they are."""
    first = int(numbers[0])
    same = numpy.array_equal(numbers, numpy.arange(first, first + len(numbers)))
    return slice(first, first + len(numbers)) if same else numbers


def _uses(given: Matrices) -> Array:
    """How often each parameter is used: (p,)."""
    uses = numpy.zeros(len(given.parameters))
    for wires in given.wires:
        if wires.weights is not None and wires.connected is not None:
            numpy.add.at(uses, wires.weights, wires.connected)
        if wires.signs.any():
            numpy.add.at(uses, wires.biases, abs(wires.signs))
    return uses


def _span(numbers: Array, used: Array, uses: Array) -> slice | None:
    """Where the parameters of a matrix stand, if they follow each other and none is missing or shared."""
    span = _run(numbers.ravel())
    return span if isinstance(span, slice) and used.all() and (uses[span] == 1).all() else None


def back_through(layer: Layer, net: Array, out: Array, by_out: Array, by_net: Array) -> None:
    """Writes ∂E/∂net (m, n), from ∂E/∂out (m, n)."""
    entry = ACTIVATIONS[layer.activation.name]
    if entry.rows_back is not None:
        by_net[...] = entry.rows_back(by_out, out)
    else:
        numpy.multiply(by_out, slope(layer, net, out), out=by_net)
