"""Where a mistake can be made, and what changes of a formula several mistakes have in common."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from ...calculation.quantity import Quantity
from ...calculation.step import Step
from ...calculation.wiring import Wiring
from ...maths.activations import ACTIVATIONS, Activation
from ...maths.formula import Formula, Term, build
from ...network.model import Layer
from ..way import Change, changed

Fits = Callable[[Layer], bool]


def entry_of(layer: Layer) -> Activation:
    """What is known of a layer's activation."""
    return ACTIVATIONS[layer.activation.name]


def activated_by(*names: str) -> Fits:
    """Whether a layer has one of these activations."""
    return lambda layer: entry_of(layer).name in names


def places(wiring: Wiring, fits: Fits, alone: bool = False) -> Iterator[tuple[str, ...]]:
    """The neurons of the layers that fit: all of them, those of each layer, and each `alone`."""
    layers = [layer.neurons for layer in wiring.network.layers if fits(layer)]
    every = tuple(neuron for layer in layers for neuron in layer)
    single = [(neuron,) for neuron in every if alone]
    yield from (names for names in dict.fromkeys([every, *layers, *single]) if names)


def is_alone(wiring: Wiring, names: tuple[str, ...]) -> bool:
    """Whether these are one neuron among others."""
    return len(names) == 1 < len(wiring.layer(names[0]).neurons)


def at(wiring: Wiring, names: tuple[str, ...], sentence: str) -> str:
    """A sentence of one neuron among others; none where it would say no more than that of the mistake."""
    return sentence.format(names[0]) if is_alone(wiring, names) else ""


def is_trained(wiring: Wiring) -> bool:
    """Whether there is an update."""
    return wiring.network.learning_rate is not None


def weights_of(wiring: Wiring) -> list[str]:
    """The names of the weights that are used."""
    return _used(wiring, lambda kind: kind == "weight")


def biases_of(wiring: Wiring) -> list[str]:
    """The names of the biases and thresholds that are used."""
    return _used(wiring, lambda kind: kind != "weight")


def _used(wiring: Wiring, is_one: Callable[[str], bool]) -> list[str]:
    parameters = wiring.network.parameters
    return [parameters[n].name for n in sorted(wiring.uses) if is_one(parameters[n].kind)]


def operated(term: Term, operation: str, change: Callable[..., Term]) -> Term:
    """A formula where an operation gives what `change` makes of its arguments."""
    if not isinstance(term, Formula):
        return term
    arguments = [operated(argument, operation, change) for argument in term.arguments]
    return change(*arguments) if term.operation == operation else build(term.operation, *arguments)


def exchanged(term: Term, old: Term, new: Term) -> Term:
    """A formula with another part in the place of one."""
    if term == old:
        return new
    if not isinstance(term, Formula):
        return term
    return build(term.operation, *(exchanged(argument, old, new) for argument in term.arguments))


def by_the_textbook(neurons: Iterable[str]) -> Change:
    """What follows from other outputs, by the formula of these and not by the stable one of the nets."""

    def again(wiring: Wiring, step: Step) -> Term:
        formula = step.formula
        stable = step.computed is not None and isinstance(formula, Formula)
        return Formula(formula.operation, *formula.arguments) if stable else formula

    return changed(("dout/dnet", "term"), again, neurons)


def out_of(q: Quantity) -> Quantity:
    """The output of a number's neuron."""
    return q._replace(kind="out", by="")


def net_of(q: Quantity) -> Quantity:
    """The weighted input of a number's neuron."""
    return q._replace(kind="net", by="")
