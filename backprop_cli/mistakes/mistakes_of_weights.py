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
from .altered import Way, altered, of_kinds, of_leaves, replaced

if TYPE_CHECKING:
    from ..check.exercise import Exercise

SENT_BACK = ("share", "input share", "dE/dout", "dE/dinput")
"""The kinds of number whose formulas hold what goes back over a weight."""

MOST_PAIRS = 60
"""Pairs of weights of a layer that are taken for each other."""


def updated_weights(exercise: Exercise) -> Iterator[Way]:
    """What goes back, over the weights after the update."""

    def later(wiring: Wiring, q: Quantity) -> Term:
        if q.kind != "parameter" or not _is_trained(wiring, q):
            return q
        return q._replace(update=q.update + 1)

    if len(exercise.network.layers) > 1 and exercise.network.learning_rate is not None:
        yield altered(exercise, of_leaves(SENT_BACK, later))


def _is_trained(wiring: Wiring, q: Quantity) -> bool:
    return wiring.network.parameters[wiring.numbers[q.subject]].trained


def one_path(exercise: Exercise) -> Iterator[Way]:
    """Of several paths, one alone: the first everywhere, the second …"""
    widest = max((len(layer.neurons) for layer in exercise.network.layers[1:]), default=1)
    for number in range(widest if widest > 1 else 0):

        def alone(wiring: Wiring, step: Step, number: int = number) -> Term:
            paths = wiring.paths(step.quantity)
            many = len(paths) > 1 and step.quantity.subject not in wiring.outputs
            return paths[min(number, len(paths) - 1)] if many else step.formula

        yield altered(exercise, of_kinds(("dE/dout", "dE/dinput"), alone))


def raw_errors(exercise: Exercise) -> Iterator[Way]:
    """∂E/∂out sent back over the weights without ∂out/∂net."""

    def bare(wiring: Wiring, step: Step) -> Term:
        if step.quantity.kind == "dE/dout" and step.quantity.subject in wiring.outputs:
            return step.formula
        return replaced(step.formula, lambda q: 1 if q.kind == "dout/dnet" else q)

    if len(exercise.network.layers) > 1:
        yield altered(exercise, of_kinds(SENT_BACK, bare))


def other_weights_back(exercise: Exercise) -> Iterator[Way]:
    """What goes back, over the transposed matrix or over a wrong weight."""
    yield from (altered(exercise, of_leaves(SENT_BACK, change)) for change in _exchanges(exercise, 1))


def other_weights_forward(exercise: Exercise) -> Iterator[Way]:
    """The weighted sum with the transposed matrix or with a wrong weight."""
    yield from (altered(exercise, of_leaves(("net",), change)) for change in _exchanges(exercise, 0))


def _exchanges(exercise: Exercise, first: int) -> Iterator[Callable[[Wiring, Quantity], Term]]:
    """One weight for another: the transposed matrix of every layer, then each pair in a layer."""
    names = [weight.name for weight in exercise.network.parameters]
    matrices = [layer.weights for layer in exercise.network.layers[first:] if layer.weights is not None]
    turned: list[dict[str, str]] = []
    for rows in matrices:
        if len(rows) == len(rows[0]) > 1:
            cells = ((rows[k][j], rows[j][k]) for k in range(len(rows)) for j in range(len(rows)))
            turned.append(
                {names[a]: names[b] for a, b in cells if a is not None and b is not None and a != b}
            )
    yield from map(_exchange, turned)
    if len(turned) > 1:
        yield _exchange({weight: other for table in turned for weight, other in table.items()})
    for rows in matrices:
        weights = list(dict.fromkeys(names[index] for row in rows for index in row if index is not None))
        pairs = list(permutations(weights, 2))
        yield from (_exchange({weight: other}) for weight, other in pairs[:MOST_PAIRS])


def _exchange(table: dict[str, str]) -> Callable[[Wiring, Quantity], Term]:
    def change(wiring: Wiring, q: Quantity) -> Term:
        if q.kind != "parameter" or q.subject not in table:
            return q
        return wiring.parameter(wiring.numbers[table[q.subject]], q.update)

    return change


def no_bias(exercise: Exercise) -> Iterator[Way]:
    """The weighted input without its bias: everywhere, and at each neuron."""
    kinds = {parameter.name for parameter in exercise.network.parameters if parameter.kind != "weight"}
    neurons = [neuron for layer in exercise.network.layers for neuron in layer.neurons]
    for names in dict.fromkeys([tuple(neurons), *((neuron,) for neuron in neurons)]) if kinds else ():

        def without(wiring: Wiring, step: Step, names: tuple[str, ...] = names) -> Term:
            if step.quantity.subject not in names:
                return step.formula
            return replaced(step.formula, lambda q: 0 if q.kind == "parameter" and q.subject in kinds else q)

        yield altered(exercise, of_kinds(("net",), without))


def one_portion(exercise: Exercise) -> Iterator[Way]:
    """Of a shared parameter, one place alone."""
    most = max((len(exercise.steps.users(name)) for name in _used(exercise)), default=1)
    for number in range(most if most > 1 else 0):

        def alone(wiring: Wiring, step: Step, number: int = number) -> Term:
            q = step.quantity
            portions = wiring.portions(q) if q.sample is not None else []
            return portions[min(number, len(portions) - 1)] if len(portions) > 1 else step.formula

        yield altered(exercise, of_kinds(("dE/dparameter",), alone))


def _used(exercise: Exercise) -> list[str]:
    parameters = exercise.network.parameters
    return [parameters[number].name for number in exercise.steps.uses]
