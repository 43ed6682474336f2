"""Mistakes of the derivatives: left out, twice, at the wrong place, of another function.

Each function gives the calculations of a network with one mistake; none where the network gives no occasion.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from ..calculation.backward import connection
from ..calculation.quantity import Quantity
from ..calculation.step import Step
from ..calculation.wiring import Wiring
from ..maths.activations import ACTIVATIONS, Activation
from ..maths.formula import Term, total
from ..maths.losses import LOSSES
from .altered import Change, Way, altered, of_kinds

if TYPE_CHECKING:
    from ..check.exercise import Exercise
    from ..network.model import Layer


def _entry(layer: Layer) -> Activation:
    return ACTIVATIONS[layer.activation.name]


def _without_slope(exercise: Exercise, where: Callable[[int, Layer], bool]) -> Iterator[Way]:
    """∂out/∂net taken for 1 in some layers: in all of them, and in each."""
    layers = exercise.network.layers
    chosen = [n for n, layer in enumerate(layers) if where(n, layer) and not _entry(layer).identity]
    for numbers in dict.fromkeys([tuple(chosen), *((number,) for number in chosen)]):
        if numbers:
            names = {neuron for number in numbers for neuron in layers[number].neurons}
            yield altered(exercise, of_kinds(("dout/dnet",), _one_for(names)))
            for neuron in names if len(names) > 1 else ():
                yield altered(exercise, of_kinds(("dout/dnet",), _one_for({neuron})))


def _one_for(names: set[str]) -> Change:
    def change(wiring: Wiring, step: Step) -> Term:
        q = step.quantity
        if q.subject not in names:
            return step.formula
        return int(q.by in ("", q.subject))

    return change


def no_slope_of_outputs(exercise: Exercise) -> Iterator[Way]:
    """The derivative left out in the output layer."""
    return _without_slope(exercise, lambda number, layer: number == len(exercise.network.layers) - 1)


def no_slope_of_hidden(exercise: Exercise) -> Iterator[Way]:
    """The derivative left out in hidden layers."""
    return _without_slope(
        exercise,
        lambda number, layer: number < len(exercise.network.layers) - 1 and not _entry(layer).mask,
    )


def no_mask(exercise: Exercise) -> Iterator[Way]:
    """The derivative of a ReLU taken for 1 everywhere."""
    return _without_slope(exercise, lambda number, layer: _entry(layer).mask)


def slope_at_wrong_place(exercise: Exercise) -> Iterator[Way]:
    """σ′(out) or net(1 − net) for out(1 − out), everywhere, in a layer, or at a neuron."""
    layers = [layer.neurons for layer in exercise.network.layers]
    every = tuple(neuron for layer in layers for neuron in layer)
    places = [every, *layers, *((neuron,) for neuron in every)]
    for names in dict.fromkeys(places):
        for change in (_at_out, _at_net):
            yield altered(exercise, of_kinds(("dout/dnet",), _only_at(frozenset(names), change)))


def _only_at(names: frozenset[str], change: Change) -> Change:
    return lambda wiring, step: change(wiring, step) if step.quantity.subject in names else step.formula


def _at_out(wiring: Wiring, step: Step) -> Term:
    """The derivative with the output in the place of the weighted input."""
    q = step.quantity
    entry = ACTIVATIONS[wiring.layer(q.subject).activation.name]
    if entry.slope is None or entry.value is None:
        return step.formula
    out, options = q._replace(kind="out", by=""), wiring.layer_options(q.subject)
    return entry.slope(out, entry.value(out, **options), **options)


def _at_net(wiring: Wiring, step: Step) -> Term:
    """The derivative with the weighted input in the place of the output."""
    q = step.quantity
    entry = ACTIVATIONS[wiring.layer(q.subject).activation.name]
    if entry.slope is None:
        return step.formula
    net = q._replace(kind="net", by="")
    return entry.slope(net, net, **wiring.layer_options(q.subject))


def no_activation(exercise: Exercise) -> Iterator[Way]:
    """The output taken for the weighted input: in each layer."""
    for layer in exercise.network.layers:
        names = frozenset(layer.neurons)

        def bare(wiring: Wiring, step: Step, names: frozenset[str] = names) -> Term:
            return step.quantity._replace(kind="net") if step.quantity.subject in names else step.formula

        if not _entry(layer).identity:
            yield altered(exercise, of_kinds(("out",), bare))


def no_incoming(exercise: Exercise) -> Iterator[Way]:
    """∂net/∂w taken for 1."""
    yield altered(exercise, of_kinds(("dnet/dparameter",), lambda wiring, step: 1))


def diagonal_softmax(exercise: Exercise) -> Iterator[Way]:
    """The entries of the Jacobian beside its diagonal taken for 0."""

    def beside(wiring: Wiring, step: Step) -> Term:
        q = step.quantity
        return step.formula if q.by in ("", q.subject) else 0

    if any(ACTIVATIONS[layer.activation.name].value is None for layer in exercise.network.layers):
        yield altered(exercise, of_kinds(("dout/dnet",), beside))


def slope_again(exercise: Exercise) -> Iterator[Way]:
    """δ = (out − target) · out(1 − out) where out − target is δ already."""
    network = exercise.network
    if network.loss is None or not LOSSES[network.loss.name].net_slope:
        return

    def again(wiring: Wiring, step: Step) -> Term:
        q = step.quantity
        if q.subject not in wiring.outputs:
            return step.formula
        out = q._replace(kind="out")
        return (out - Quantity("target", q.subject, "", q.sample)) * (out * (1 - out))

    def through(wiring: Wiring, step: Step) -> Term:
        q = step.quantity
        if q.by not in wiring.outputs:
            return step.formula
        arriving = q._replace(kind="dE/dnet", subject=q.by, by="")
        return arriving * (connection(wiring, q) if q.kind == "share" else _incoming(wiring, q))

    yield altered(
        exercise,
        _first_of(of_kinds(("dE/dnet",), again), of_kinds(("share", "portion"), through)),
        ("delta",),
    )


def _incoming(wiring: Wiring, q: Quantity) -> Term:
    return total([q._replace(kind="dnet/dparameter", subject=q.by, by=q.subject)])


def _first_of(*changes: Change) -> Change:
    """The first change that touches a step."""

    def change(wiring: Wiring, step: Step) -> Term:
        return next(
            (new for new in (each(wiring, step) for each in changes) if new is not step.formula), step.formula
        )

    return change
