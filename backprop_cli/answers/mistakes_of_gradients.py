"""Mistakes of the forward and the backward pass: derivatives, paths, weights, biases.

Each function gives the calculations of a network with one mistake; none where the network gives no occasion.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import permutations
from typing import TYPE_CHECKING

from ..example.backward import connection
from ..example.quantity import Quantity
from ..example.step import Step
from ..example.wiring import Wiring
from ..maths.activations import ACTIVATIONS
from ..maths.formula import Term, total
from .altered import Altered, Change, Way, of_kinds, of_leaves, replaced

if TYPE_CHECKING:
    from ..example.worksheet import Worksheet
    from ..network.model import Layer

SENT_BACK = ("share", "input share", "dE/dout", "dE/dinput")
"""The kinds of number whose formulas hold what goes back over a weight."""

MOST_PAIRS = 60
"""Pairs of weights of a layer that are taken for each other."""

MASKED = ("relu", "leaky_relu", "elu", "selu")
"""The activations of which one speaks of a mask."""


def altered(worksheet: Worksheet, change: Change, forms: tuple[str, ...] = ("chain",)) -> Way:
    """A calculation whose steps are changed."""
    return lambda carried, own: Altered(worksheet, carried, change, forms, own)


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


def _without_slope(worksheet: Worksheet, where: Callable[[int, Layer], bool]) -> Iterator[Way]:
    """∂out/∂net taken for 1 in some layers: in all of them, and in each."""
    layers = worksheet.network.layers
    chosen = [n for n, layer in enumerate(layers) if where(n, layer) and layer.activation.name != "linear"]
    for numbers in dict.fromkeys([tuple(chosen), *((number,) for number in chosen)]):
        if numbers:
            names = {neuron for number in numbers for neuron in layers[number].neurons}
            yield altered(worksheet, of_kinds(("dout/dnet",), _one_for(names)))
            for neuron in names if len(names) > 1 else ():
                yield altered(worksheet, of_kinds(("dout/dnet",), _one_for({neuron})))


def _one_for(names: set[str]) -> Change:
    def change(wiring: Wiring, step: Step) -> Term:
        q = step.quantity
        if q.subject not in names:
            return step.formula
        return int(q.by in ("", q.subject))

    return change


def no_slope_of_outputs(worksheet: Worksheet) -> Iterator[Way]:
    """The derivative left out in the output layer."""
    return _without_slope(worksheet, lambda number, layer: number == len(worksheet.network.layers) - 1)


def no_slope_of_hidden(worksheet: Worksheet) -> Iterator[Way]:
    """The derivative left out in hidden layers."""
    return _without_slope(
        worksheet,
        lambda number, layer: (
            number < len(worksheet.network.layers) - 1 and layer.activation.name not in MASKED
        ),
    )


def no_mask(worksheet: Worksheet) -> Iterator[Way]:
    """The derivative of a ReLU taken for 1 everywhere."""
    return _without_slope(worksheet, lambda number, layer: layer.activation.name in MASKED)


def slope_at_wrong_place(worksheet: Worksheet) -> Iterator[Way]:
    """σ′(out) or net(1 − net) for out(1 − out), everywhere, in a layer, or at a neuron."""
    layers = [layer.neurons for layer in worksheet.network.layers]
    every = tuple(neuron for layer in layers for neuron in layer)
    places = [every, *layers, *((neuron,) for neuron in every)]
    for names in dict.fromkeys(places):
        for change in (_at_out, _at_net):
            yield altered(worksheet, of_kinds(("dout/dnet",), _only_at(frozenset(names), change)))


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


def no_activation(worksheet: Worksheet) -> Iterator[Way]:
    """The output taken for the weighted input: in each layer."""
    for layer in worksheet.network.layers:
        names = frozenset(layer.neurons)

        def bare(wiring: Wiring, step: Step, names: frozenset[str] = names) -> Term:
            return step.quantity._replace(kind="net") if step.quantity.subject in names else step.formula

        if layer.activation.name != "linear":
            yield altered(worksheet, of_kinds(("out",), bare))


def no_incoming(worksheet: Worksheet) -> Iterator[Way]:
    """∂net/∂w taken for 1."""
    yield altered(worksheet, of_kinds(("dnet/dparameter",), lambda wiring, step: 1))


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


def diagonal_softmax(worksheet: Worksheet) -> Iterator[Way]:
    """The entries of the Jacobian beside its diagonal taken for 0."""

    def beside(wiring: Wiring, step: Step) -> Term:
        q = step.quantity
        return step.formula if q.by in ("", q.subject) else 0

    if any(ACTIVATIONS[layer.activation.name].value is None for layer in worksheet.network.layers):
        yield altered(worksheet, of_kinds(("dout/dnet",), beside))


def slope_again(worksheet: Worksheet) -> Iterator[Way]:
    """δ = (out − target) · out(1 − out) where out − target is δ already."""
    network = worksheet.network
    loss = "" if network.loss is None else network.loss.name
    if loss not in ("binary_cross_entropy", "cross_entropy", "kullback_leibler"):
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
        worksheet,
        _first_of(of_kinds(("dE/dnet",), again), of_kinds(("share", "portion"), through)),
        ("delta",),
    )


def _incoming(wiring: Wiring, q: Quantity) -> Term:
    return total([q._replace(kind="dnet/dparameter", subject=q.by, by=q.subject)])


def _first_of(*changes: Change) -> Change:
    """The first change that touches a step."""

    def change(wiring: Wiring, step: Step) -> Term:
        return next(
            (new for new in (one(wiring, step) for one in changes) if new is not step.formula), step.formula
        )

    return change
