"""The ground of large networks: an epoch as matrices over the samples of an update.

The loss is summed over all samples before the updates of an epoch; the first update uses that forward pass.
The functions, the loss and the lines of the update rule are the rows of `maths` on arrays. To add a pair of
loss and activation that has a better form from its nets: a row in `OF_NET` and in `NET_SLOPES`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy

from ..calculation.arrays import Matrices, options
from ..calculation.order import has_gradient
from ..calculation.schedule import batch_size, updates_of_an_epoch
from ..maths.activations import ACTIVATIONS
from ..maths.losses import LOSSES
from ..maths.optimizers import OPTIMIZERS
from ..maths.penalties import PENALTIES
from .history import Course
from .layers_in_place import Flow, Rows, back_through

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..calculation.arrays import Array
    from ..network.model import Network


class Batches:
    """Trains by matrices."""

    def __init__(self, network: Network) -> None:
        self.network, self.course, self.next = network, Course(), 1
        given = Matrices(network)
        self.numbers, self.trained = given.parameters, given.trained
        self.penalties = list(_penalties(given))
        self.gradient = numpy.empty_like(self.numbers)
        self.rate, self.options = float(network.learning_rate or 0), options(network.optimizer)
        self.lines = OPTIMIZERS[network.optimizer.name].lines
        self.states = {
            letter: numpy.zeros_like(self.numbers) for letter in OPTIMIZERS[network.optimizer.name].state
        }
        self.flow = Flow(given, self.numbers, self.gradient)
        self.whole = self.flow.whole()
        self.parts = self._parts()
        self.judged = self._judged()

    def _parts(self) -> list[Rows]:
        """The samples of each update of an epoch."""
        if updates_of_an_epoch(self.network) == 1:
            return [self.whole]
        size, many = batch_size(self.network), len(self.network.samples)
        return [Rows(self.flow, slice(first, first + size)) for first in range(0, many, size)]

    def _judged(self) -> Rows | None:
        """The samples of the validation."""
        if not self.network.validation:
            return None
        other = self.network._replace(samples=self.network.validation)
        return Flow(Matrices(other), self.numbers, self.gradient).whole()

    def run(self, epochs: int, goal: float, patience: float) -> int:
        """Do some epochs: how many were done."""
        with numpy.errstate(all="ignore"):
            for done in range(epochs):
                if not self.goes_on(goal, patience):
                    return done
                for number, rows in enumerate(self.parts):
                    self.update(rows, fresh=not number)
        return epochs

    def goes_on(self, goal: float, patience: float) -> bool:
        """Adds the losses to the course: whether another epoch is worth doing."""
        loss = self.loss(self.whole) + sum(penalty.value(self.numbers) for penalty in self.penalties)
        self.course.losses.append(float(loss))
        waits = True
        if self.judged is not None:
            waits = self.course.waits(self.loss(self.judged), self.numbers, patience)
        return waits and goal < loss < float("inf")

    def loss(self, rows: Rows) -> float:
        """The loss of samples after a forward pass: of the perceptron rule, how many outputs are wrong."""
        rows.forward()
        whole = float(numpy.sum(_terms(self.network, rows)))
        return whole / rows.size if self.network.batch != "sum" and has_gradient(self.network) else whole

    def update(self, rows: Rows, fresh: bool) -> None:
        """One update; the forward pass is fresh where the loss was just counted."""
        if not fresh:
            rows.forward()
        self.gradient.fill(0)
        by_net = rows.by_nets[-1]
        if has_gradient(self.network):
            _slope(self.network, rows, by_net)
            rows.backward()
        else:
            numpy.subtract(rows.targets, rows.outs[-1], out=by_net)
            self.flow.blocks[-1].collect(rows)
        if self.network.batch == "mean" and rows.size > 1:
            self.gradient /= rows.size
        for penalty in self.penalties:
            self.gradient += penalty.slope(self.numbers)
        self._change()

    def _change(self) -> None:
        """The lines of the update rule."""
        letters = {"eta": self.rate, "t": self.next, **self.options, **self.states}
        letters |= {"w": self.numbers, "g": self.gradient, "e": self.gradient, "x": 1.0}
        for letter, line in self.lines:
            letters[letter] = line(**letters)
        self.states = {letter: letters[letter] for letter in self.states}
        numpy.copyto(self.numbers, letters["w"], where=self.trained)
        self.next += 1

    def values(self) -> list[float]:
        """What training changes: the parameters."""
        return [float(one) for one in self.numbers.tolist()]

    def parameters(self, values: Sequence[float]) -> list[float]:
        """Every parameter of the network."""
        return [float(one) for one in numpy.asarray(values).tolist()]

    def outputs(self, values: Sequence[float]) -> list[float]:
        """The outputs of every sample, one after the other."""
        self.numbers[...] = values
        with numpy.errstate(all="ignore"):
            self.whole.forward()
        return [float(one) for one in self.whole.outs[-1].ravel().tolist()]


class Counted:
    """A penalty with its strength and the parameters that it counts."""

    def __init__(self, name: str, strength: float, mask: Array) -> None:
        self.entry, self.strength, self.mask = PENALTIES[name], strength, mask

    def value(self, numbers: Array) -> float:
        """What it adds to the loss."""
        return float(self.entry.total((self.mask * self.entry.value(numbers)).sum(), self.strength))

    def slope(self, numbers: Array) -> Array:
        """What it adds to the gradient (p,)."""
        return self.mask * self.entry.slope(numbers, self.strength)


def _penalties(given: Matrices) -> Any:
    network = given.network
    for name, one in (("l1", network.l1), ("l2", network.l2)):
        if one is not None:
            strength = float(one.strength) / (len(network.samples) if one.per_sample else 1)
            yield Counted(name, strength, given.counted(one.biases))


def _terms(network: Network, rows: Rows) -> Array:
    """The terms of the loss (m, outputs), in any shape that has their sum."""
    out, targets = rows.outs[-1], rows.targets
    if network.loss is None:
        return numpy.abs(targets - out)
    pair = _pair(network)
    if pair in OF_NET:
        return OF_NET[pair](targets, rows.nets[-1])
    term = LOSSES[network.loss.name].term(targets, out, targets.shape[1], **options(network.loss))
    return numpy.broadcast_to(term, out.shape)


def _slope(network: Network, rows: Rows, by_net: Array) -> None:
    """Writes ∂E/∂net of the last layer."""
    assert network.loss is not None
    out, targets, layer = rows.outs[-1], rows.targets, network.layers[-1]
    pair = _pair(network)
    if pair in NET_SLOPES:
        by_net[...] = NET_SLOPES[pair](targets, out)
        return
    slope = LOSSES[network.loss.name].slope(targets, out, targets.shape[1], **options(network.loss))
    back_through(layer, rows.nets[-1], out, numpy.broadcast_to(slope, out.shape), by_net)


def _softmax_terms(targets: Array, net: Array) -> Array:
    """−t ln out of a softmax, from its nets."""
    below = net - net.max(axis=1, keepdims=True)
    return targets * (numpy.log(numpy.exp(below).sum(axis=1, keepdims=True)) - below)


def _divergence_terms(targets: Array, net: Array) -> Array:
    """t ln(t/out) of a softmax, from its nets; 0 where t is."""
    known = numpy.where(targets > 0, targets, 1)
    return targets * numpy.log(known) + _softmax_terms(targets, net)


def _pair(network: Network) -> tuple[str, str]:
    """The loss and the activation of the last layer, by their own names."""
    assert network.loss is not None
    return LOSSES[network.loss.name].name, ACTIVATIONS[network.layers[-1].activation.name].name


Pairs = dict[tuple[str, str], Callable[..., Any]]

OF_NET: Pairs = {
    ("cross_entropy", "softmax"): _softmax_terms,
    ("kullback_leibler", "softmax"): _divergence_terms,
    ("binary_cross_entropy", "sigmoid"): lambda t, z: dict(LOSSES["binary_cross_entropy"].of_net)["sigmoid"](
        t, [z], 0
    ),
}
"""The terms of a loss as (targets, nets), where the logarithm of an output loses its digits."""

NET_SLOPES: Pairs = {
    ("cross_entropy", "softmax"): lambda t, out: out * t.sum(axis=1, keepdims=True) - t,
    ("kullback_leibler", "softmax"): lambda t, out: out * t.sum(axis=1, keepdims=True) - t,
    ("binary_cross_entropy", "sigmoid"): lambda t, out: out - t,
}
"""∂E/∂net as (targets, outputs), where the loss fits its activation."""
