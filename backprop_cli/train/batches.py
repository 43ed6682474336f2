"""The ground of large networks: an epoch as matrices over the samples of an update.

The loss is summed over all samples before the updates of an epoch; the first update uses that forward pass.
The layers are passed as in the trace (`layers_in_place`); the loss and the lines of the update rule are the
rows of `maths` on arrays.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy

from ..calculation.arrays import Matrices, loss_slope, loss_terms
from ..calculation.layers_in_place import Flow, Rows, back_through
from ..calculation.schedule import batch_size, has_gradient, updates_of_an_epoch
from ..calculation.updates_of_arrays import RuleOnArrays, penalties
from ..maths.losses import LOSSES
from .history import History

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..calculation.arrays import Array
    from ..network.model import Network


class Batches:
    """Trains by matrices."""

    def __init__(self, network: Network) -> None:
        self.network, self.history, self.next = network, History(), 1
        given = Matrices(network)
        self.numbers, self.trained = given.parameters, given.trained
        self.penalties = list(penalties(given))
        self.gradient = numpy.empty_like(self.numbers)
        self.rule = RuleOnArrays(network)
        self.states = self.rule.start(self.numbers)
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
        """Adds the losses to the history: whether another epoch is worth doing."""
        loss = self.loss(self.whole) + sum(penalty.value(self.numbers) for penalty in self.penalties)
        self.history.losses.append(float(loss))
        waits = True
        if self.judged is not None:
            waits = self.history.waits(self.loss(self.judged), self.numbers, patience)
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
        letters = self.rule.letters(self.numbers, self.gradient, self.states, self.next)
        self.states = {letter: letters[letter] for letter in self.states}
        numpy.copyto(self.numbers, letters["w"], where=self.trained)
        self.next += 1

    def values(self) -> list[float]:
        """What training changes: the parameters."""
        return [float(number) for number in self.numbers.tolist()]

    def parameters(self, values: Sequence[float]) -> list[float]:
        """Every parameter of the network."""
        return [float(number) for number in numpy.asarray(values).tolist()]

    def outputs(self, values: Sequence[float]) -> list[float]:
        """The outputs of every sample, one after the other."""
        self.numbers[...] = values
        with numpy.errstate(all="ignore"):
            self.whole.forward()
        return [float(number) for number in self.whole.outs[-1].ravel().tolist()]


def _terms(network: Network, rows: Rows) -> Array:
    """The terms of the loss (m, outputs), in any shape that has their sum."""
    choice = network.loss
    if choice is None:
        return numpy.abs(rows.targets - rows.outs[-1])
    of_net = dict(LOSSES[choice.name].rows_of_net).get(network.layers[-1].activation.name)
    if of_net is not None:
        return of_net(rows.targets, rows.nets[-1])
    return loss_terms(choice, rows.targets, rows.outs[-1])


def _slope(network: Network, rows: Rows, by_net: Array) -> None:
    """Writes ∂E/∂net of the last layer."""
    assert network.loss is not None
    out, targets, layer = rows.outs[-1], rows.targets, network.layers[-1]
    together = dict(LOSSES[network.loss.name].rows_slope).get(layer.activation.name)
    if together is not None:
        by_net[...] = together(targets, out)
    else:
        back_through(layer, rows.nets[-1], out, loss_slope(network.loss, targets, out), by_net)
