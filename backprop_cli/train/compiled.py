"""Training as straight-line Python: the formulas of one epoch printed as code and compiled.

A small network trains a dozen times faster this way than with numpy, whose call costs more than its numbers.
Every step becomes one assignment to a local variable (`straight_line`); the parameters are the loop's
variables. The perceptron rule compares sums with 0, so its numbers are fractions and no rounding decides
what a unit says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from ..calculation.given import given_numbers
from ..calculation.quantity import Quantity
from ..calculation.schedule import has_gradient, is_perceptron, updates_of_an_epoch
from ..calculation.steps import Steps
from ..maths.formula import Term, total
from ..maths.functions import FLOAT, absolute
from ..maths.optimizers import OPTIMIZERS
from .inlining import inlined
from .straight_line import Code

if TYPE_CHECKING:
    from ..network.model import Network, Number

Epochs = Callable[..., tuple[list[float], int]]
"""(variables, number of the next update, epochs, history, goal, patience) → (variables, next number).

Before its updates an epoch adds the losses to the history; it is the last one, and makes no update, where the
loss is at most the goal, or infinite, or where patience is at its end."""


class Program:
    """The compiled epochs of a network: `run` gives new numbers of `variables` and adds to a `History`."""

    def __init__(self, network: Network, given: dict[Quantity, Number]) -> None:
        self.network, self.given = network, given
        self.variables = tuple(_variables(network))
        self.text, constants = source(network, given, self.variables)
        self.run: Epochs = function_of(self.text, "epochs", constants)

    def start(self, given: dict[Quantity, Number]) -> list[Any]:
        """The numbers of the variables before the first update; fractions for the perceptron rule."""
        kind = Fraction if is_perceptron(self.network) else float
        return [kind(given[variable]) for variable in self.variables]

    def outputs(self, values: Sequence[Any]) -> list[float]:
        """The outputs of every sample, one after the other, for numbers of the variables."""
        code = _code(self.network, self.given, self.variables)
        outs = [
            code.use(Quantity("out", neuron, "", sample))
            for sample in range(len(self.network.samples))
            for neuron in self.network.outputs
        ]
        text = _function("outputs(values)", self.variables, [*code.lines, f"return [{', '.join(outs)}]"])
        return list(map(float, function_of(text, "outputs", code.constants)(values)))


def function_of(text: str, name: str, constants: dict[str, Fraction]) -> Callable[..., Any]:
    """The function of a text."""
    scope: dict[str, Any] = {**FLOAT, **constants}
    exec(compile(text, f"<{name}>", "exec"), scope)
    return scope[name]  # type: ignore[no-any-return]


def _code(
    network: Network, given: dict[Quantity, Number], variables: Sequence[Quantity], prefix: str = "v"
) -> Code:
    """The code of a network, its variables named p0, p1 …"""
    code = Code(Steps(network), given, prefix, is_perceptron(network))
    code.names.update((variable, f"p{place}") for place, variable in enumerate(variables))
    return code


def source(
    network: Network, given: dict[Quantity, Number], variables: tuple[Quantity, ...]
) -> tuple[str, dict[str, Fraction]]:
    """The Python text of the function `epochs`, an `Epochs`, and the constants that it names."""
    code = _code(network, given, variables)
    names = [f"p{place}" for place in range(len(variables))]
    loss = _loss(code)
    counted = [f"loss = {f'float({loss})' if code.exact else loss}", "losses.append(loss)"]
    watching, constants = _watching(network, names, variables)
    before = [*code.lines, *counted, *watching, "if not goal < loss < inf: break"]
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
        "losses = history.losses",
        "for _ in range(count):",
        *(f"    {line}" for line in inlined(body)),
        f"return [{', '.join(names)}], t",
    ]
    head = "epochs(values, t, count, history, goal=-float('inf'), patience=0)"
    return _function(head, variables, loop), {**constants, **code.constants}


def _loss(code: Code) -> str:
    """The loss over all samples with the variables of the beginning of an epoch."""
    steps, whole = code.steps, over_all(code.steps.network)
    if not has_gradient(whole):
        return code.use(wrong_outputs(whole))
    code.steps = Steps(whole)
    loss = code.use(code.steps.loss())
    code.steps = steps
    return loss


def _watching(
    network: Network, names: list[str], variables: tuple[Quantity, ...]
) -> tuple[list[str], dict[str, Fraction]]:
    """The lines that count the loss of the validation, and stop where it is no longer worth going on."""
    if not network.validation:
        return [], {}
    other = validated(network)
    code = _code(other, given_numbers(other), variables, "u")
    stop = f"if not history.waits(float({_loss(code)}), ({', '.join(names)},), patience): break"
    return [*code.lines, stop], code.constants


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
