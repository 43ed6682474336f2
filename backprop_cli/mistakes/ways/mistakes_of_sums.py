"""Mistakes of the weighted sum: what comes in, left out or changed places, and the bias."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations, pairwise

from ...calculation.quantity import Quantity
from ...calculation.step import Step
from ...calculation.wiring import Wiring
from ...maths.formula import Formula, Term
from ..mistake import Mistake
from ..way import Change, Way, changed, of_leaves, replaced
from .places import at, biases_of, places

INCOMING = ("net", "dnet/dparameter")
"""The kinds of number whose formulas hold what comes in."""

MOST_SOURCES = 4
"""What comes into a layer of which any two change places; of more, neighbours."""


def inputs_changed(wiring: Wiring) -> Iterator[Way]:
    """Two of what comes into a layer, each in the place of the other: in its sums, and in the gradients."""
    for layer in wiring.network.layers if wiring.uses else ():
        sources = list(dict.fromkeys(layer.sources))
        pairs = combinations(sources, 2) if len(sources) <= MOST_SOURCES else pairwise(sources)
        for first, second in pairs:
            sentence = f"You took {_called(wiring, first)} and {_called(wiring, second)} each for the other."
            both = _turned_sources(first, second)
            yield Way((of_leaves(INCOMING, both, layer.neurons),), sentence)
            yield Way((of_leaves(("net",), both, layer.neurons),), sentence)
            for name in layer.neurons if len(layer.neurons) > 1 else ():
                yield Way((of_leaves(INCOMING, both, (name,)),), f"{sentence[:-1]} at {name}.", True)


def _turned_sources(first: str, second: str) -> Callable[[Wiring, Quantity], Term]:
    table = {first: second, second: first}

    def turned(wiring: Wiring, q: Quantity) -> Term:
        return wiring.sent(table[q.subject], q) if q.kind in ("input", "out") and q.subject in table else q

    return turned


def _called(wiring: Wiring, source: str) -> str:
    return source if source in wiring.inputs else f"out_{source}"


def input_left_out(wiring: Wiring) -> Iterator[Way]:
    """The weighted sum of a neuron, or of all of a layer, without one of its terms."""
    for layer in wiring.network.layers:
        if layer.weights is None:
            continue
        for source in dict.fromkeys(layer.sources) if len(layer.neurons) > 1 else ():
            sentence = f"The sums have no term of {_called(wiring, source)}."
            yield Way((_without(source, layer.neurons),), sentence)
        for neuron in layer.neurons:
            for source, _ in wiring.incoming(neuron):
                yield Way((_without(source, (neuron,)),), f"net_{neuron} has no term of {source}.")


def _without(source: str, neurons: tuple[str, ...]) -> Change:
    def change(wiring: Wiring, q: Quantity) -> Term:
        return 0 if q.kind in ("input", "out") and q.subject == source else q

    return of_leaves(("net",), change, neurons)


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
    for names in _with_bias(wiring, True):
        sentence = at(wiring, names, "The bias is subtracted in net_{}; it is added.")
        yield Way((changed(("net",), _turned, names),), sentence)


def _turned(wiring: Wiring, step: Step) -> Term:
    formula = step.formula
    if not isinstance(formula, Formula) or formula.operation not in TURNED:
        return Formula("negative", formula)  # nothing comes in but the bias
    return Formula(TURNED[formula.operation], *formula.arguments)


def bias_times_output(wiring: Wiring) -> Iterator[Way]:
    """b·out in the place of b, ∂net/∂b = out, and both."""
    for every in _with_bias(wiring, True):
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
