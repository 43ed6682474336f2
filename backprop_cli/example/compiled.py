"""Training as straight-line Python: the formulas of one epoch printed as code and compiled.

A small network trains a dozen times faster this way than with numpy, whose call costs more than its numbers.
Every step becomes one assignment to a local variable, equal parts of formulas are worked out once, and the
parameters are the loop's variables. To add an operation: a row in `CODE`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from ..maths.formula import Formula, Term, total
from ..maths.functions import FLOAT, absolute
from ..maths.optimizers import OPTIMIZERS
from .floats import CHOICES
from .given import given_numbers
from .inlining import inlined
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

LEFT: dict[tuple[str, int, str], int] = {
    ("add", 0, "0.0"): 1,
    ("add", 1, "0.0"): 0,
    ("subtract", 1, "0.0"): 0,
    ("multiply", 0, "0.0"): 0,
    ("multiply", 1, "0.0"): 1,
    ("multiply", 0, "1.0"): 1,
    ("multiply", 1, "1.0"): 0,
    ("divide", 1, "1.0"): 0,
}
"""An operation with a number at a place, and the place of the argument that is its value."""

Epochs = Callable[..., tuple[list[float], int]]
"""(variables, number of the next update, epochs, course, goal, patience) → (variables, next number).

Before its updates an epoch adds the losses to the course; it is the last one, and makes no update, where the
loss is at most the goal, or infinite, or where patience is at its end."""


class Code:
    """The lines of one epoch, with a variable for every quantity and for every part that is used."""

    def __init__(self, steps: Steps, given: dict[Quantity, Number], prefix: str = "v") -> None:
        self.steps, self.given, self.prefix = steps, given, prefix
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
            chosen = self.chosen(term)
            self.names[term] = self.worked_out(term) if chosen is None else self.use(chosen)
        return self.names[term]

    def worked_out(self, term: Formula) -> str:
        """A new variable, or the argument that the formula comes to where a given number is 0 or 1."""
        arguments = [self.use(one) for one in term.arguments]
        for place, argument in enumerate(arguments):
            if (left := LEFT.get((term.operation, place, argument))) is not None:
                return arguments[left]
        return self.assign(expression(term.operation, arguments))

    def chosen(self, term: Formula) -> Term | None:
        """The branch of a choice that a given number makes; the other may have no value (ln 0)."""
        fixed = term.arguments[0] in self.given and term.arguments[0] not in self.names
        if term.operation in CHOICES and fixed:
            test, yes, no = term.arguments
            return yes if CHOICES[term.operation](float(self.given[test])) else no
        return None

    def assign(self, expression: str) -> str:
        variable = f"{self.prefix}{len(self.lines)}"
        self.lines.append(f"{variable} = {expression}")
        return variable


def expression(operation: str, arguments: list[str]) -> str:
    """An operation on variables as code; a square is a product."""
    if operation == "power" and arguments[1] == "2.0":
        return f"{arguments[0]} * {arguments[0]}"
    if operation in CODE:
        return CODE[operation].format(*arguments)
    return f"{operation}({', '.join(arguments)})"


class Program:
    """The compiled epochs of a network: `run` gives the new numbers of `variables` and adds to a `Course`."""

    def __init__(self, network: Network, given: dict[Quantity, Number]) -> None:
        self.network, self.given = network, given
        self.variables = tuple(_variables(network))
        self.text = source(network, given, self.variables)
        self.run: Epochs = _made(self.text, "epochs")

    def start(self, given: dict[Quantity, Number]) -> list[float]:
        """The numbers of the variables before the first update."""
        return [float(given[variable]) for variable in self.variables]

    def outputs(self, values: Sequence[float]) -> list[float]:
        """The outputs of every sample, one after the other, for numbers of the variables."""
        code = _code(self.network, self.given, self.variables)
        outs = [
            code.use(Quantity("out", neuron, "", sample))
            for sample in range(len(self.network.samples))
            for neuron in self.network.outputs
        ]
        text = _function("outputs(values)", self.variables, [*code.lines, f"return [{', '.join(outs)}]"])
        return list(_made(text, "outputs")(values))


def _made(text: str, name: str) -> Callable[..., Any]:
    """The function of a text."""
    scope: dict[str, Any] = dict(FLOAT)
    exec(compile(text, f"<{name}>", "exec"), scope)
    return scope[name]  # type: ignore[no-any-return]


def _code(
    network: Network, given: dict[Quantity, Number], variables: Sequence[Quantity], prefix: str = "v"
) -> Code:
    """The code of a network, its variables named p0, p1 …"""
    code = Code(Steps(network), given, prefix)
    code.names.update((variable, f"p{place}") for place, variable in enumerate(variables))
    return code


def source(network: Network, given: dict[Quantity, Number], variables: tuple[Quantity, ...]) -> str:
    """The Python text of the function `epochs`, an `Epochs`."""
    code = _code(network, given, variables)
    names = [f"p{place}" for place in range(len(variables))]
    counted = [f"loss = {_loss(code)}", "losses.append(loss)"]
    before = [*code.lines, *counted, *_watching(network, names, variables), "if not goal < loss < inf: break"]
    done = len(code.lines)
    updates = updates_of_an_epoch(network)
    for update in range(updates):
        code.names[Quantity("count", update=update + 1)] = f"(t + {update})"
        for variable in variables:
            code.use(variable._replace(update=update + 1))
    new = [code.names[variable._replace(update=updates)] for variable in variables]
    body = [*before, *code.lines[done:], f"{', '.join(names)}, = {', '.join(new)},", f"t += {updates}"]
    loop = [
        "inf = float('inf')",
        "losses = course.losses",
        "for _ in range(count):",
        *(f"    {line}" for line in inlined(body)),
        f"return [{', '.join(names)}], t",
    ]
    return _function("epochs(values, t, count, course, goal=-float('inf'), patience=0)", variables, loop)


def _loss(code: Code) -> str:
    """The loss over all samples with the variables of the beginning of an epoch."""
    steps, whole = code.steps, over_all(code.steps.network)
    if not has_gradient(whole):
        return code.use(wrong_outputs(whole))
    code.steps = Steps(whole)
    loss = code.use(code.steps.loss())
    code.steps = steps
    return loss


def _watching(network: Network, names: list[str], variables: tuple[Quantity, ...]) -> list[str]:
    """The lines that count the loss of the validation, and stop where it is no longer worth going on."""
    if not network.validation:
        return []
    other = validated(network)
    code = _code(other, given_numbers(other), variables, "u")
    loss = _loss(code)
    return [*code.lines, f"if not course.waits({loss}, ({', '.join(names)},), patience): break"]


def over_all(network: Network) -> Network:
    """The same network with one update from all samples, whose loss is that of an epoch."""
    return network._replace(update="batch", minibatch=None, batch=network.batch or "mean")


def validated(network: Network) -> Network:
    """The network of the validation samples; its loss has no penalties."""
    return over_all(network)._replace(samples=network.validation, validation=(), l1=None, l2=None)


def wrong_outputs(network: Network) -> Term:
    """How far the outputs of step units are from their targets: how many of them are wrong."""
    return total(
        absolute(Quantity("target", neuron, "", sample) - Quantity("out", neuron, "", sample))
        for sample in range(len(network.samples))
        for neuron in network.outputs
    )


def _function(head: str, variables: Sequence[Quantity], lines: list[str]) -> str:
    """The text of a function that takes the values of the variables apart."""
    names = "".join(f"p{place}, " for place in range(len(variables)))
    return "\n    ".join([f"def {head}:", f"{names}= values" if names else "pass", *lines]) + "\n"


def _variables(network: Network) -> Iterator[Quantity]:
    """What an update changes: the trained parameters and their states, before the first update."""
    state = OPTIMIZERS[network.optimizer.name].state
    for parameter in network.parameters:
        if parameter.trained:
            yield Quantity("parameter", parameter.name)
            yield from (Quantity("state", parameter.name, letter) for letter in state)
