"""Mistakes of what is joined to what: weights, paths, biases, shared parameters.

Each function gives the calculations of a network with one mistake; none where the network gives no occasion.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import permutations
from typing import TYPE_CHECKING

from ..calculation.quantity import Quantity
from ..calculation.step import Step
from ..calculation.wiring import Wiring
from ..maths.formula import Term
from .altered import Way, of_kinds, of_leaves, replaced
from .mistakes_of_gradients import altered

if TYPE_CHECKING:
    from ..sheet.worked_example import Worksheet

SENT_BACK = ("share", "input share", "dE/dout", "dE/dinput")
"""The kinds of number whose formulas hold what goes back over a weight."""

MOST_PAIRS = 60
"""Pairs of weights of a layer that are taken for each other."""


def updated_weights(worksheet: Worksheet) -> Iterator[Way]:
    """What goes back, over the weights after the update."""

    def later(wiring: Wiring, q: Quantity) -> Term:
        if q.kind != "parameter" or not _is_trained(wiring, q):
            return q
        return q._replace(update=q.update + 1)

    if len(worksheet.network.layers) > 1 and worksheet.network.learning_rate is not None:
        yield altered(worksheet, of_leaves(SENT_BACK, later))


def _is_trained(wiring: Wiring, q: Quantity) -> bool:
    return wiring.network.parameters[wiring.numbers[q.subject]].trained


def one_path(worksheet: Worksheet) -> Iterator[Way]:
    """Of several paths, one alone: the first everywhere, the second …"""
    widest = max((len(layer.neurons) for layer in worksheet.network.layers[1:]), default=1)
    for number in range(widest if widest > 1 else 0):

        def alone(wiring: Wiring, step: Step, number: int = number) -> Term:
            paths = wiring.paths(step.quantity)
            many = len(paths) > 1 and step.quantity.subject not in wiring.outputs
            return paths[min(number, len(paths) - 1)] if many else step.formula

        yield altered(worksheet, of_kinds(("dE/dout", "dE/dinput"), alone))


def raw_errors(worksheet: Worksheet) -> Iterator[Way]:
    """∂E/∂out sent back over the weights without ∂out/∂net."""

    def bare(wiring: Wiring, step: Step) -> Term:
        if step.quantity.kind == "dE/dout" and step.quantity.subject in wiring.outputs:
            return step.formula
        return replaced(step.formula, lambda q: 1 if q.kind == "dout/dnet" else q)

    if len(worksheet.network.layers) > 1:
        yield altered(worksheet, of_kinds(SENT_BACK, bare))


def other_weights_back(worksheet: Worksheet) -> Iterator[Way]:
    """What goes back, over the transposed matrix or over a wrong weight."""
    yield from (altered(worksheet, of_leaves(SENT_BACK, change)) for change in _exchanges(worksheet, 1))


def other_weights_forward(worksheet: Worksheet) -> Iterator[Way]:
    """The weighted sum with the transposed matrix or with a wrong weight."""
    yield from (altered(worksheet, of_leaves(("net",), change)) for change in _exchanges(worksheet, 0))


def _exchanges(worksheet: Worksheet, first: int) -> Iterator[Callable[[Wiring, Quantity], Term]]:
    """One weight for another: the transposed matrix of every layer, then each pair in a layer."""
    names = [one.name for one in worksheet.network.parameters]
    matrices = [layer.weights for layer in worksheet.network.layers[first:] if layer.weights is not None]
    turned: list[dict[str, str]] = []
    for rows in matrices:
        if len(rows) == len(rows[0]) > 1:
            cells = ((rows[k][j], rows[j][k]) for k in range(len(rows)) for j in range(len(rows)))
            turned.append(
                {names[a]: names[b] for a, b in cells if a is not None and b is not None and a != b}
            )
    yield from (_exchange(one) for one in turned)
    if len(turned) > 1:
        yield _exchange({one: other for table in turned for one, other in table.items()})
    for rows in matrices:
        weights = list(dict.fromkeys(names[index] for row in rows for index in row if index is not None))
        pairs = list(permutations(weights, 2))
        yield from (_exchange({one: other}) for one, other in pairs[:MOST_PAIRS])


def _exchange(table: dict[str, str]) -> Callable[[Wiring, Quantity], Term]:
    def change(wiring: Wiring, q: Quantity) -> Term:
        if q.kind != "parameter" or q.subject not in table:
            return q
        return wiring.parameter(wiring.numbers[table[q.subject]], q.update)

    return change


def no_bias(worksheet: Worksheet) -> Iterator[Way]:
    """The weighted input without its bias: everywhere, and at each neuron."""
    kinds = {one.name for one in worksheet.network.parameters if one.kind != "weight"}
    neurons = [neuron for layer in worksheet.network.layers for neuron in layer.neurons]
    for names in dict.fromkeys([tuple(neurons), *((neuron,) for neuron in neurons)]) if kinds else ():

        def without(wiring: Wiring, step: Step, names: tuple[str, ...] = names) -> Term:
            if step.quantity.subject not in names:
                return step.formula
            return replaced(step.formula, lambda q: 0 if q.kind == "parameter" and q.subject in kinds else q)

        yield altered(worksheet, of_kinds(("net",), without))


def one_portion(worksheet: Worksheet) -> Iterator[Way]:
    """Of a shared parameter, one place alone."""
    most = max((len(worksheet.steps.users(name)) for name in _used(worksheet)), default=1)
    for number in range(most if most > 1 else 0):

        def alone(wiring: Wiring, step: Step, number: int = number) -> Term:
            q = step.quantity
            portions = wiring.portions(q) if q.sample is not None else []
            return portions[min(number, len(portions) - 1)] if len(portions) > 1 else step.formula

        yield altered(worksheet, of_kinds(("dE/dparameter",), alone))


def _used(worksheet: Worksheet) -> list[str]:
    parameters = worksheet.network.parameters
    return [parameters[number].name for number in worksheet.steps.uses]
