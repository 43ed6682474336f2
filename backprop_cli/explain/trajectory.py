"""Every number after every step of a training, by one calculation: arrays over the epochs.

The updates of an epoch are compiled to straight-line Python and run; what they leave of the parameters is
kept for each epoch, and every other number is worked out from these on arrays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import numpy

from ..calculation import order
from ..calculation.floats import evaluator
from ..calculation.given import given_numbers
from ..calculation.quantity import Quantity
from ..calculation.schedule import updates_of_an_epoch
from ..calculation.step import worked_out
from ..maths.formula import leaves
from ..maths.optimizers import OPTIMIZERS
from ..train.compiled import function_of
from ..train.inlining import inlined
from ..train.straight_line import Code

if TYPE_CHECKING:
    from ..calculation.arrays import Array
    from ..calculation.steps import Steps
    from ..network.model import Network, Number

KEPT = 20_000
"""Epochs of which the numbers are kept: the last ones."""

Run = Callable[[list[float], int, int], list[tuple[float, ...]]]
"""(variables, epochs, how many are not kept) → the variables at the beginning of each that is kept."""


class Trajectory:
    """The numbers of a training: `numbers` yields them, an entry for each epoch from `first` on."""

    def __init__(self, network: Network, steps: Steps, epochs: int) -> None:
        self.network = network._replace(steps=None, epochs=1)
        self.steps, self.updates = steps, updates_of_an_epoch(network)
        self.given = given_numbers(self.network)
        self.variables = list(_variables(network))
        self.first = max(0, epochs - KEPT)
        rows = _run(self)(
            [float(self.given[variable]) for variable in self.variables], epochs + 1, self.first
        )
        self.epochs = len(rows)
        columns = numpy.array(rows).reshape(len(rows), len(self.variables)).T
        self.known: dict[Quantity, Any] = dict(zip(self.variables, columns, strict=True))

    def numbers(self) -> Iterator[tuple[Quantity, Array]]:
        """The numbers of the updates of an epoch, each as an array over the epochs."""
        with numpy.errstate(all="ignore"):
            yield from ((q, self.known[q]) for q in self.variables if q.kind == "parameter")
            for update in range(self.updates):
                for q in order.one_update(self.steps, update):
                    if q.update == update and q not in self.given and not q.after:
                        yield q, numpy.zeros(self.epochs) + self.number(q)

    def number(self, q: Quantity) -> Any:
        """A number, worked out from those before it."""
        if q not in self.known:
            self.known[q] = self._worked_out(q)
        return self.known[q]

    def _worked_out(self, q: Quantity) -> Any:
        if q.kind == "count":
            return (self.first + numpy.arange(self.epochs)) * self.updates + q.update
        if q in self.given:
            return float(self.given[q])
        formula = worked_out(self.steps.step(q))
        return evaluator(formula)({leaf: self.number(leaf) for leaf in leaves(formula) if _is_named(leaf)})  # type: ignore[arg-type,misc]

    def update_of(self, q: Quantity, epoch: int) -> int:
        """The updates before a number of an epoch."""
        return (self.first + epoch) * self.updates + q.update


def _is_named(leaf: object) -> bool:
    return isinstance(leaf, Quantity)


def _variables(network: Network) -> Iterator[Quantity]:
    """What an update changes: the trained parameters and their states."""
    for parameter in network.parameters:
        if parameter.trained:
            yield Quantity("parameter", parameter.name)
            yield from (
                Quantity("state", parameter.name, letter)
                for letter in OPTIMIZERS[network.optimizer.name].state
            )


def _run(training: Trajectory) -> Run:
    """The updates of the epochs as a function."""
    code, variables = Code(training.steps, _constants(training.given)), training.variables
    names = [f"p{place}" for place in range(len(variables))]
    code.names.update(zip(variables, names, strict=True))
    for update in range(training.updates):
        code.names[Quantity("count", update=update + 1)] = f"(t + {update + 1})"
        for variable in variables:
            code.use(variable._replace(update=update + 1))
    new = [code.names[variable._replace(update=training.updates)] for variable in variables]
    every = "".join(f"{name}, " for name in names)
    body = inlined([*code.lines, f"{every}= {', '.join(new)},"])
    text = "\n    ".join(
        [
            "def run(values, epochs, skipped):",
            f"{every}= values",
            "rows, t = [], 0",
            "for epoch in range(epochs):",
            f"    if epoch >= skipped: rows.append(({every}))",
            "    try:",
            *(f"        {line}" for line in body),
            "    except (ArithmeticError, ValueError):",
            "        break",
            f"    t += {training.updates}",
            "return rows",
        ]
    )
    return function_of(text, "run", {})


def _constants(given: Mapping[Quantity, Number]) -> dict[Quantity, Number]:
    """The given numbers without those that an update changes."""
    return {q: number for q, number in given.items() if not q.traits.stepped and q.kind != "count"} | {
        q: number for q, number in given.items() if q.kind == "parameter"
    }
