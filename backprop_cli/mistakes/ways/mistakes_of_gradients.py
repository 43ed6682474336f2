"""Mistakes of the gradient of a parameter: what it is multiplied with, and where it is used."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations

from ...calculation.quantity import Quantity
from ...calculation.step import Step
from ...calculation.wiring import Wiring
from ...maths.formula import Term
from ..mistake import Mistake, Ways
from ..way import Change, Way, changed, of_leaves
from .places import biases_of, entry_of

INCOMING = ("dnet/dparameter",)
"""The kind of number that the error term is multiplied with."""


def no_incoming(wiring: Wiring) -> Iterator[Way]:
    """∂net/∂w taken for 1."""
    if wiring.uses:
        yield Way((changed(INCOMING, lambda wiring, step: 1),))


def net_for_out(wiring: Wiring) -> Iterator[Way]:
    """What comes in over a weight taken before its activation."""
    later = [neuron for layer in wiring.network.layers[1:] for neuron in layer.neurons]
    if not all(entry_of(layer).identity for layer in wiring.network.layers[:-1]):
        yield Way((of_leaves(INCOMING, _net, later),))


def _net(wiring: Wiring, q: Quantity) -> Term:
    return q._replace(kind="net") if q.kind == "out" else q


def weight_for_input(wiring: Wiring) -> Iterator[Way]:
    """∂net/∂w taken for w."""

    def change(wiring: Wiring, step: Step) -> Term:
        number = wiring.numbers[step.quantity.by]
        weight = wiring.network.parameters[number].kind == "weight"
        return wiring.parameter(number, step.quantity.update) if weight else step.formula

    if wiring.uses:
        yield Way((changed(INCOMING, change),))


def bias_itself(wiring: Wiring) -> Iterator[Way]:
    """∂net/∂b taken for b."""
    biases = set(biases_of(wiring))

    def change(wiring: Wiring, step: Step) -> Term:
        q = step.quantity
        return wiring.parameter(wiring.numbers[q.by], q.update) if q.by in biases else step.formula

    if biases:
        yield Way((changed(INCOMING, change),))


def another_source(inputs: bool) -> Ways:
    """What comes in over another weight: another input, or another output of the layer before."""

    def ways(wiring: Wiring) -> Iterator[Way]:
        for layer in wiring.network.layers if wiring.uses else ():
            sources = [source for source in layer.sources if (source in wiring.inputs) is inputs]
            for right, taken in permutations(dict.fromkeys(sources), 2):
                names = _called(right, inputs), _called(taken, inputs)
                change = _source_for(right, taken, layer.neurons)
                yield Way((change,), f"You took {names[1]} for {names[0]}.")

    return ways


def _called(name: str, is_input: bool) -> str:
    return name if is_input else f"out_{name}"


def _source_for(right: str, taken: str, neurons: tuple[str, ...]) -> Change:
    def change(wiring: Wiring, q: Quantity) -> Term:
        return wiring.sent(taken, q) if q.kind in ("input", "out") and q.subject == right else q

    return of_leaves(INCOMING, change, neurons)


def one_portion(wiring: Wiring) -> Iterator[Way]:
    """Of a shared parameter, one place alone."""
    names = [wiring.network.parameters[number].name for number in wiring.uses]
    shared = [name for name in names if len(wiring.users(name)) > 1]
    for number in range(max((len(wiring.users(name)) for name in shared), default=0)):

        def alone(wiring: Wiring, step: Step, number: int = number) -> Term:
            q = step.quantity
            portions = wiring.portions(q) if q.sample is not None else []
            return portions[min(number, len(portions) - 1)] if portions else step.formula

        yield Way((changed(("dE/dparameter",), alone, shared),))


ENTRIES = (
    Mistake(
        "input of the weight left out",
        "dE/dw = δ·x → dE/dw = δ",
        "The gradient of a weight has what comes in over it as a factor; it is missing.",
        "the gradient leaves out what comes in over the weight",
        no_incoming,
        1,
        "the error term taken for the gradient, since for a bias it is",
    ),
    Mistake(
        "net for out",
        "dE/dw = δ·out → dE/dw = δ·net",
        "What comes in over a weight is the output of the neuron before, after its activation.",
        "the gradient takes net for the output of the neuron before",
        net_for_out,
        2,
        "homework with two columns of numbers, net and out, of which the wrong one is read",
    ),
    Mistake(
        "another input in the gradient",
        "dE/dw_1 = δ·x_1 → dE/dw_1 = δ·x_2",
        "The gradient of a weight has the input of this weight as a factor, not that of another one.",
        "the gradient takes another input",
        another_source(True),
        3,
        "homework where a factor is copied from the gradient before",
    ),
    Mistake(
        "another output in the gradient",
        "dE/dw_1 = δ·out_1 → dE/dw_1 = δ·out_2",
        "The gradient of a weight has the output of the neuron it comes from as a factor, not of another.",
        "the gradient takes the output of another neuron",
        another_source(False),
        3,
        "homework where a factor is copied from the gradient before",
    ),
    Mistake(
        "weight for input",
        "dE/dw = δ·x → dE/dw = δ·w",
        "The derivative of w·x by w is x; here w was taken.",
        "the gradient takes the weight for what comes in over it",
        weight_for_input,
        2,
        "the derivative of w·x by x, which goes back, in the place of that by w",
    ),
    Mistake(
        "bias in its own gradient",
        "dE/db = δ → dE/db = δ·b",
        "The derivative of net by the bias is 1; here the bias itself was taken.",
        "the gradient of a bias is multiplied with the bias",
        bias_itself,
        2,
        "the rule δ·x, used for a bias that is taken for its own input",
    ),
    Mistake(
        "shared bias from one neuron",
        "dE/db = δ_1 + δ_2 → dE/db = δ_1",
        "A shared parameter gets a gradient from every place where it is used; they are added.",
        "a shared parameter gets the gradient of one place only",
        one_portion,
        2,
        "lectures that draw one bias for a layer, and train it as a weight of one neuron",
    ),
)
"""The mistakes of this file."""
