"""Mistakes of the weighted sum: what comes in, left out or changed places, and the bias."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from ...calculation.quantity import Quantity
from ...calculation.step import Step
from ...calculation.wiring import Wiring
from ...maths.formula import Formula, Term
from ..mistake import Mistake
from ..way import Change, Way, changed, of_leaves, replaced
from .places import at, biases_of, places

INCOMING = ("net", "dnet/dparameter")
"""The kinds of number whose formulas hold what comes in."""


def inputs_changed(wiring: Wiring) -> Iterator[Way]:
    """Two inputs, each in the place of the other, in the sums and in the gradients."""
    for first, second in combinations(wiring.network.inputs, 2):
        table = {first: second, second: first}
        names = {place.neuron for name in table for place in wiring.feeds.get(name, ())}

        def change(wiring: Wiring, q: Quantity, table: dict[str, str] = table) -> Term:
            return q._replace(subject=table[q.subject]) if q.kind == "input" and q.subject in table else q

        if names:
            sentence = f"You took {first} and {second} each for the other."
            yield Way((of_leaves(INCOMING, change, names),), sentence)
            for name in sorted(names) if len(names) > 1 else ():
                yield Way((of_leaves(("net",), change, (name,)),), f"{sentence[:-1]} at {name}.", True)


def input_left_out(wiring: Wiring) -> Iterator[Way]:
    """The weighted sum of a neuron without one of its terms."""
    for layer in wiring.network.layers:
        for neuron in layer.neurons if layer.weights is not None else ():
            for source, _ in wiring.incoming(neuron):
                yield Way((_without(source, neuron),), f"net_{neuron} has no term of {source}.")


def _without(source: str, neuron: str) -> Change:
    def change(wiring: Wiring, q: Quantity) -> Term:
        return 0 if q.kind in ("input", "out") and q.subject == source else q

    return of_leaves(("net",), change, (neuron,))


def _with_bias(wiring: Wiring, alone: bool = False) -> Iterator[tuple[str, ...]]:
    """Neurons that have a bias: all of them, those of each layer, and each `alone`."""
    for names in places(wiring, lambda layer: any(bias is not None for bias in layer.biases), alone):
        having = tuple(name for name in names if wiring.bias(name) is not None)
        yield from [having] if having else []


def no_bias(wiring: Wiring) -> Iterator[Way]:
    """The weighted input without its bias: everywhere, in each layer, at each neuron."""
    kinds = set(biases_of(wiring))
    for names in _with_bias(wiring, True):
        without = of_leaves(("net",), lambda _, q: 0 if _is_bias(q, kinds) else q, names)
        yield Way((without,), at(wiring, names, "The bias is missing in net_{}."))


def _is_bias(q: Quantity, names: set[str]) -> bool:
    return q.kind == "parameter" and q.subject in names


TURNED = {"add": "subtract", "subtract": "add"}


def bias_subtracted(wiring: Wiring) -> Iterator[Way]:
    """The bias subtracted, or a threshold added."""
    for names in _with_bias(wiring):
        yield Way((changed(("net",), _turned, names),))


def _turned(wiring: Wiring, step: Step) -> Term:
    formula = step.formula
    if not isinstance(formula, Formula) or formula.operation not in TURNED:
        return Formula("negative", formula)  # nothing comes in but the bias
    return Formula(TURNED[formula.operation], *formula.arguments)


def bias_times_output(wiring: Wiring) -> Iterator[Way]:
    """b·out in the place of b, ∂net/∂b = out, and both."""
    for every in _with_bias(wiring):
        names = tuple(name for name in every if any(wiring.incoming(name)))
        forward = changed(("net",), _bias_times_last, names)
        back = changed(("dnet/dparameter",), _last_for_bias, names)
        yield from (Way((forward, back)), Way((forward,)), Way((back,)))


def _last(wiring: Wiring, q: Quantity) -> Term:
    """The last of what comes into a neuron."""
    return wiring.sent([source for source, _ in wiring.incoming(q.subject)][-1], q)


def _bias_times_last(wiring: Wiring, step: Step) -> Term:
    q = step.quantity
    bias = wiring.network.parameters[wiring.bias(q.subject) or 0].name
    last = _last(wiring, q)
    return replaced(step.formula, lambda leaf: leaf * last if _is_bias(leaf, {bias}) else leaf)


def _last_for_bias(wiring: Wiring, step: Step) -> Term:
    q = step.quantity
    return _last(wiring, q) if wiring.numbers[q.by] == wiring.bias(q.subject) else step.formula


ENTRIES = (
    Mistake(
        "inputs changed places",
        "net = w_1·x_1 + w_2·x_2 + b → net = w_1·x_2 + w_2·x_1 + b",
        "Two inputs changed places.",
        "two inputs change places",
        inputs_changed,
        3,
        "homework where a row of a table of samples is read in another order",
    ),
    Mistake(
        "input left out",
        "net = w_1·x_1 + w_2·x_2 + b → net = w_1·x_1 + b",
        "A term of the weighted sum is missing.",
        "a term of a weighted sum is left out",
        input_left_out,
        3,
        "homework with long sums; a connection overlooked in a diagram",
    ),
    Mistake(
        "bias left out",
        "net = w_1·x_1 + w_2·x_2 + b → net = w_1·x_1 + w_2·x_2",
        "The bias is missing in the weighted input.",
        "a bias is left out",
        no_bias,
        1,
        "homework after lectures whose first networks have no biases",
    ),
    Mistake(
        "bias subtracted",
        "net = w_1·x_1 + w_2·x_2 + b → net = w_1·x_1 + w_2·x_2 − b",
        "The bias has the other sign: a bias is added, a threshold subtracted.",
        "the bias has the other sign",
        bias_subtracted,
        2,
        "two conventions, the bias and the threshold (Negnevitsky), that books mix",
    ),
    Mistake(
        "bias times the last output",
        "net = w_1·x_1 + w_2·x_2 + b → net = w_1·x_1 + w_2·x_2 + b·x_2",
        "The bias was multiplied with what comes in last; it stands alone, and its derivative is 1.",
        "the bias is multiplied with what comes in last",
        bias_times_output,
        3,
        "diagrams that draw the bias as a weight, whose unit of output 1 is overlooked",
    ),
)
"""The mistakes of this file."""
