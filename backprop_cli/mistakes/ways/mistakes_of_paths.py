"""Mistakes of what goes back through the network: paths, weights after the update, bare errors."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from ...calculation.quantity import Quantity
from ...calculation.step import Step
from ...calculation.wiring import Wiring
from ...maths.formula import Term
from ..mistake import Mistake
from ..way import Change, Way, changed, of_leaves, replaced
from .places import entry_of, is_trained

BACK = ("share", "input share")
"""The kinds of number that go back over a weight."""


def updated_weights(wiring: Wiring) -> Iterator[Way]:
    """What goes back, over the weights after the update."""
    if len(wiring.network.layers) > 1 and is_trained(wiring):
        yield Way((of_leaves(BACK, _later),))


def _later(wiring: Wiring, q: Quantity) -> Term:
    if q.kind != "parameter" or not wiring.network.parameters[wiring.numbers[q.subject]].trained:
        return q
    return q._replace(update=q.update + 1)


def one_path(wiring: Wiring) -> Iterator[Way]:
    """Of several paths, one alone: the first everywhere, the second …"""
    widest = max((len(layer.neurons) for layer in wiring.network.layers[1:]), default=1)
    for number in range(widest if widest > 1 else 0):
        yield Way((_alone(wiring, number),), _only_over(wiring, number))


def _only_over(wiring: Wiring, number: int) -> str:
    """The neuron of the path, where there is only one layer with several."""
    wide = [layer.neurons for layer in wiring.network.layers[1:] if len(layer.neurons) > 1]
    return f"You took only what comes back from {wide[0][number]}." if len(wide) == 1 else ""


def _alone(wiring: Wiring, number: int) -> Change:
    def alone(wiring: Wiring, step: Step) -> Term:
        paths = wiring.paths(step.quantity)
        return paths[min(number, len(paths) - 1)] if len(paths) > 1 else step.formula

    hidden = (name for name in (*wiring.inputs, *wiring.places) if name not in wiring.outputs)
    return changed(("dE/dout", "dE/dinput"), alone, hidden)


def raw_errors(wiring: Wiring) -> Iterator[Way]:
    """∂E/∂out sent back over the weights without ∂out/∂net."""
    neurons = (neuron for neuron in _sending(wiring) if _has_slope(wiring, neuron))
    return _sent_back(neurons, _bare, "The bare error of {} was sent back.")


def no_weight(wiring: Wiring) -> Iterator[Way]:
    """δ sent back without the weight that it goes over."""
    return _sent_back(_sending(wiring), _weightless, "The weights to {} are missing on the way back.")


def _sending(wiring: Wiring) -> Iterator[str]:
    """The neurons that send an error back."""
    return (neuron for layer in wiring.network.layers[1:] for neuron in layer.neurons)


def _has_slope(wiring: Wiring, neuron: str) -> bool:
    return wiring.elementwise(neuron) and not entry_of(wiring.layer(neuron)).identity


def _sent_back(neurons: Iterable[str], change: Callable[[Quantity], Term], sentence: str) -> Iterator[Way]:
    """A change of what is sent back through all of these neurons, and through each."""
    every = tuple(neurons)
    for names in dict.fromkeys([every, *((name,) for name in every)]) if every else ():
        alone = len(names) < len(every)
        yield Way((_through(names, change),), sentence.format(names[0]) if alone else "", alone)


def _through(names: tuple[str, ...], change: Callable[[Quantity], Term]) -> Change:
    def rewritten(wiring: Wiring, step: Step) -> Term:
        return replaced(step.formula, change) if step.quantity.by in names else step.formula

    return changed(BACK, rewritten)


def _bare(q: Quantity) -> Term:
    return q._replace(kind="dE/dout") if q.kind == "dE/dnet" else q


def _weightless(q: Quantity) -> Term:
    return 1 if q.kind == "parameter" else q


ENTRIES = (
    Mistake(
        "updated weights",
        "dE/dout_h = δ·w → dE/dout_h = δ·w⁺",
        "The errors were sent back over the weights after the update; they go back over the old ones.",
        "the hidden layer uses the already updated {weights}",
        updated_weights,
        1,
        "Mazur 2015 and MacLeod print numbers that are worked out so",
    ),
    Mistake(
        "only one path",
        "dE/dout_h = δ_1·w_1 + δ_2·w_2 → dE/dout_h = δ_1·w_1",
        "A neuron that feeds several others gets an error back from each of them; the sum has more paths.",
        "only one path back is summed",
        one_path,
        1,
        "the chain rule of a single path, as lectures begin with it",
    ),
    Mistake(
        "raw errors sent back",
        "dE/dout_h = Σ δ·w → dE/dout_h = Σ dE/dout·w",
        "What goes back is the error term of a neuron, its error times its derivative, not the bare error.",
        "the errors are sent back without the derivative of the activation",
        raw_errors,
        1,
        "lectures that say that the error is sent back over the weights",
    ),
    Mistake(
        "weight forgotten on the way back",
        "dE/dout_h = δ_1·w_1 + δ_2·w_2 → dE/dout_h = δ_1 + δ_2",
        "An error goes back times the weight that it goes over; the weight is missing.",
        "the errors are sent back without the weights",
        no_weight,
        1,
        "homework where the error terms of the layer are only added",
    ),
)
"""The mistakes of this file."""
