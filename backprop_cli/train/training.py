"""Training: epochs until a stop condition, on the ground that suits the size of the network.

A small network is trained by its formulas as straight-line Python (`compiled`), a large one by matrices
(`batches`). The loss is counted before the updates of an epoch, over all samples, and once
more after the last: `losses[k]` is the loss after k epochs.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from ..calculation.given import given_numbers
from ..calculation.schedule import batch_size, has_gradient, has_update, is_perceptron, updates_of_an_epoch
from ..calculation.supported import check_supported
from ..errors import InputError, Problem
from .compiled import Program
from .history import History

if TYPE_CHECKING:
    from ..network.model import Network

CROSSING = 1_000
"""Parameters × samples of an update from which matrices are faster than straight-line Python
(`benchmarks/crossing.py`)."""

LONGEST = 6 * CROSSING
"""Parameters × samples of an epoch up to which it is written as straight-line Python, which takes a while."""

MOMENT = 0.05
"""Seconds between two looks at whether to go on."""


class Stop(NamedTuple):
    """When to stop: after so many epochs, at a loss, after so many without a better validation loss."""

    epochs: int
    until: float | None = None
    patience: int | None = None


class Trained(NamedTuple):
    """A training's end: the new parameters, the losses after k epochs, why it stopped."""

    origin: Network
    numbers: list[float]  # the parameters of epoch `kept`
    losses: list[float]
    validation: list[float]
    kept: int
    reason: str  # "epochs", "loss", "patience", "converged", "interrupted"
    outputs: list[tuple[float, ...]]  # of every sample
    stop: Stop
    exact: bool  # worked out with fractions

    @property
    def network(self) -> Network:
        """The network with its new parameters."""
        parameters = (
            old._replace(value=Decimal(repr(new))) if old.trained else old
            for old, new in zip(self.origin.parameters, self.numbers, strict=True)
        )
        return self.origin._replace(parameters=tuple(parameters))

    @property
    def epochs(self) -> int:
        """The epochs that were done."""
        return len(self.losses) - 1

    @property
    def updates(self) -> int:
        """The updates of these epochs."""
        return self.epochs * updates_of_an_epoch(self.origin)


class Ground(Protocol):
    """What trains: `run` does epochs, fewer where the history says so, and gives how many."""

    network: Network
    history: History

    def run(self, epochs: int, goal: float, patience: float) -> int:
        """Do some epochs: how many were done."""

    def values(self) -> Sequence[float]:
        """What training changes, as the history keeps it."""

    def parameters(self, values: Sequence[float]) -> list[float]:
        """Every parameter of the network."""

    def outputs(self, values: Sequence[float]) -> list[float]:
        """The outputs of every sample, one after the other."""


class Straight:
    """The ground of small networks: straight-line Python."""

    def __init__(self, network: Network) -> None:
        self.network, self.history = network, History()
        given = given_numbers(network)
        self.program, self.next = Program(network, given), 1
        self.numbers: list[Any] = self.program.start(given)

    def run(self, epochs: int, goal: float, patience: float) -> int:
        """Do some epochs: how many were done."""
        before = self.next
        self.numbers, self.next = self.program.run(
            self.numbers, self.next, epochs, self.history, goal, patience
        )
        return (self.next - before) // updates_of_an_epoch(self.network)

    def values(self) -> list[float]:
        """What training changes: the trained parameters and the states of the update rule."""
        return self.numbers

    def parameters(self, values: Sequence[float]) -> list[float]:
        """Every parameter of the network, the fixed ones as they were."""
        variables = zip(self.program.variables, values, strict=True)
        new = {q.subject: value for q, value in variables if q.kind == "parameter"}
        return [float(new.get(parameter.name, parameter.value)) for parameter in self.network.parameters]

    def outputs(self, values: Sequence[float]) -> list[float]:
        """The outputs of every sample, one after the other."""
        return self.program.outputs(values)


def train(network: Network, stop: Stop, goes_on: Callable[[History], bool] = lambda history: True) -> Trained:
    """Train a network; `goes_on` is asked from time to time.

    Raises InputError where there is nothing to train, or where the loss does not stay finite.
    """
    once = network._replace(steps=1, epochs=None)
    check_trainable(once, stop)
    check_supported(once)
    ground = ground_of(once)
    try:
        reason = _run(ground, stop, goes_on)
    except (ArithmeticError, ValueError):
        raise diverged(network, ground.history) from None
    if not all(map(math.isfinite, (*ground.history.losses[-1:], *ground.values()))):
        raise diverged(network, ground.history)
    return _trained(network, ground, reason, stop)


def ground_of(network: Network) -> Ground:
    """Straight-line Python for a small network, matrices for a large one."""
    parameters, samples = len(network.parameters), len(network.samples) + len(network.validation)
    if parameters * batch_size(network) < CROSSING and parameters * samples < LONGEST:
        return Straight(network)
    from .batches import Batches

    return Batches(network)


def _run(ground: Ground, stop: Stop, goes_on: Callable[[History], bool]) -> str:
    """Epochs until the end: why it is the end. The last loss is counted without an update."""
    perceptron = is_perceptron(ground.network)
    goal = stop.until if stop.until is not None else 0.0 if perceptron else -math.inf
    patience = math.inf if stop.patience is None else stop.patience
    done, share = 0, 1
    while done < stop.epochs:
        share, start = min(share, stop.epochs - done), time.perf_counter()
        went = ground.run(share, goal, patience)
        done += went
        if went < share:
            return _why(ground.history, goal, perceptron and stop.until is None)
        if not goes_on(ground.history):
            break
        share = _next_share(share, time.perf_counter() - start)
    ground.run(1, math.inf, math.inf)
    if ground.history.losses[-1] <= goal:
        return _why(ground.history, goal, perceptron and stop.until is None)
    return "epochs" if done == stop.epochs else "interrupted"


def _why(history: History, goal: float, converged: bool) -> str:
    """Why an epoch was not done."""
    if history.losses[-1] <= goal:
        return "converged" if converged else "loss"
    return "patience"


def _next_share(share: int, seconds: float) -> int:
    """How many epochs to do until the next look."""
    return max(1, min(8 * share, int(share * MOMENT / max(seconds, 1e-6))))


def _trained(network: Network, ground: Ground, reason: str, stop: Stop) -> Trained:
    """What comes of it, with the parameters of the epoch whose validation loss is best, or of the last."""
    history, best = ground.history, stop.patience is not None
    values = history.kept if best else ground.values()
    outs, count = ground.outputs(values), len(network.outputs)
    outputs = [tuple(outs[start : start + count]) for start in range(0, len(outs), count)]
    kept = history.best_epoch if best else len(history.losses) - 1
    exact = isinstance(ground, Straight) and is_perceptron(network)
    numbers = ground.parameters(values)
    return Trained(network, numbers, history.losses, history.validation, kept, reason, outputs, stop, exact)


def check_trainable(network: Network, stop: Stop) -> None:
    """Raises InputError where there is nothing to train, or nothing to be patient with."""
    if not has_update(network):
        message = "there is nothing to train: " + _lacking(network)
        raise InputError((Problem(message, help="see 'backprop init' for a file that can be trained"),))
    if not has_gradient(network) and not is_perceptron(network):
        raise InputError((Problem("there is nothing to train: the file has no loss"),))
    if stop.patience is not None and not network.validation:
        help = "add `validation:` to the file, in the shape of `samples:`"
        raise InputError((Problem("patience needs validation samples, and the file has none", help=help),))


def _lacking(network: Network) -> str:
    if not network.parameters:
        return "the network has no parameters"
    if not any(parameter.trained for parameter in network.parameters):
        return "every parameter is fixed"
    if network.learning_rate is None and network.loss is not None:
        return "the file has no learning rate"
    return "the file has no targets" if network.samples[0].targets is None else "the file has no loss"


def diverged(network: Network, history: History) -> InputError:
    """The error of a loss that is no longer finite: where, and with which rate."""
    epoch = len(history.losses) - (not all(map(math.isfinite, history.losses[-1:])))
    step, rate = epoch * updates_of_an_epoch(network), float(network.learning_rate or 0)
    if not epoch:
        return InputError((Problem("the loss is not finite before the first step"),))
    where = f"step {step:,}" if step == epoch else f"epoch {epoch:,}, steps up to {step:,},"
    message = f"the training diverges: after {where} with learning rate {rate:g} the loss is not finite"
    return InputError((Problem(message, help="take a smaller learning rate"),))
