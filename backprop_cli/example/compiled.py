"""Training as straight-line Python: the formulas of one epoch printed as code and compiled.

A small network trains a dozen times faster this way than with numpy, whose call costs more than its numbers.
Every step becomes one assignment to a local variable, equal parts of formulas are worked out once, and the
parameters are the loop's variables. To add an operation: a row in `CODE`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from ..maths.formula import Formula, Term
from ..maths.functions import FLOAT
from ..maths.optimizers import OPTIMIZERS
from .order import has_gradient
from .quantity import Quantity
from .schedule import updates_of_an_epoch
from .steps import Steps

if TYPE_CHECKING:
    from ..network.model import Network, Number

CODE: dict[str, str] = {
    "add": "{} + {}",
    "subtract": "{} - {}",
    "multiply": "{} * {}",
    "divide": "{} / {}",
    "power": "{} ** {}",
    "negative": "-{}",
    "absolute": "({0} if {0} >= 0.0 else -{0})",
    "maximum": "({0} if {0} >= {1} else {1})",
    "minimum": "({0} if {0} <= {1} else {1})",
    "positive": "({1} if {0} > 0.0 else {2})",
    "nonnegative": "({1} if {0} >= 0.0 else {2})",
}
"""An operation as code; one that is not here is a call of the function of that name."""

Epochs = Callable[[list[float], int, int, list[float]], tuple[list[float], int]]
"""(variables, number of the next update, epochs, losses to add to) → (variables, next number)."""


class Code:
    """The lines of one epoch, with a variable for every quantity and for every part that is used."""

    def __init__(self, steps: Steps, given: dict[Quantity, Number]) -> None:
        self.steps, self.given = steps, given
        self.lines: list[str] = []
        self.names: dict[Any, str] = {}

    def use(self, term: Term) -> str:
        """What stands for a formula in the code."""
        if isinstance(term, Quantity):
            return self.quantity(term)
        if isinstance(term, Formula):
            return self.part(term)
        return repr(float(term))

    def quantity(self, q: Quantity) -> str:
        if q not in self.names:
            if q in self.given:
                return repr(float(self.given[q]))
            step = self.steps.step(q)
            self.names[q] = self.use(step.formula if step.computed is None else step.computed)
        return self.names[q]

    def part(self, term: Formula) -> str:
        """The variable of a part of a formula; an equal part has the same one."""
        if term not in self.names:
            self.names[term] = self.assign(self.expression(term))
        return self.names[term]

    def assign(self, expression: str) -> str:
        variable = f"v{len(self.lines)}"
        self.lines.append(f"{variable} = {expression}")
        return variable

    def expression(self, term: Formula) -> str:
        """A formula whose arguments are variables; a square is a product."""
        arguments = [self.use(one) for one in term.arguments]
        if term.operation == "power" and arguments[1] == "2.0":
            return f"{arguments[0]} * {arguments[0]}"
        if term.operation in CODE:
            return CODE[term.operation].format(*arguments)
        return f"{term.operation}({', '.join(arguments)})"


class Program:
    """The compiled epochs of a network: `run` changes the numbers of `variables` and adds to the losses."""

    def __init__(self, network: Network, given: dict[Quantity, Number]) -> None:
        self.variables = tuple(_variables(network))
        self.text = source(Steps(network), given, self.variables)
        scope: dict[str, Any] = dict(FLOAT)
        exec(compile(self.text, "<epochs>", "exec"), scope)
        self.run: Epochs = scope["epochs"]

    def start(self, given: dict[Quantity, Number]) -> list[float]:
        """The numbers of the variables before the first update."""
        return [float(given[variable]) for variable in self.variables]


def source(steps: Steps, given: dict[Quantity, Number], variables: tuple[Quantity, ...]) -> str:
    """The Python text of one function, `epochs(values, t, count, losses)`."""
    code = Code(steps, given)
    code.names.update((variable, f"p{place}") for place, variable in enumerate(variables))
    updates, losses = updates_of_an_epoch(steps.network), []
    for update in range(updates):
        code.names[Quantity("count", update=update + 1)] = f"(t + {update})"
        losses += [code.use(steps.loss(update))] if has_gradient(steps.network) else []
        for variable in variables:
            code.use(variable._replace(update=update + 1))
    new = [code.names[variable._replace(update=updates)] for variable in variables]
    return _function([f"p{place}" for place in range(len(new))], code.lines, new, losses, updates)


def _function(names: list[str], lines: list[str], new: list[str], losses: list[str], updates: int) -> str:
    """The loop round the lines of an epoch. The new numbers are taken all at once, at its end."""
    body = [
        *lines,
        f"losses.append(({' + '.join(losses)}) / {len(losses)})" if losses else "pass",
        f"{', '.join(names)}, = {', '.join(new)},",
        f"t += {updates}",
    ]
    inner = "\n".join(f"        {line}" for line in body)
    head = f"def epochs(values, t, count, losses):\n    {', '.join(names)}, = values\n"
    return f"{head}    for _ in range(count):\n{inner}\n    return [{', '.join(names)}], t\n"


def _variables(network: Network) -> Iterator[Quantity]:
    """What an update changes: the trained parameters and their states, before the first update."""
    state = OPTIMIZERS[network.optimizer.name].state
    for parameter in network.parameters:
        if parameter.trained:
            yield Quantity("parameter", parameter.name)
            yield from (Quantity("state", parameter.name, letter) for letter in state)
