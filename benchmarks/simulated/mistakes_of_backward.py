"""What goes wrong on the way back: slopes, paths, and the factors of a gradient."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from .backward import Backward
from .forms import ONE
from .mistakes import Way
from .mistakes_of_forward import hyperbolic, logistic, of_activation, other_weight
from .network import Neuron
from .rules import Change

Right = Callable[..., Any]


def no_slope(last: bool) -> Change:
    """The error term without the derivative of the activation, of outputs or of hidden neurons."""

    def change(c: Backward, right: Right, neuron: Neuron) -> list[Decimal]:
        return [c.value(f"dE/dout_{neuron.name}")] if c.is_last(neuron) is last else right(neuron)

    return change


def slope_again(c: Backward, right: Right, neuron: Neuron) -> list[Decimal]:
    """Out − target times the derivative once more."""
    return [*right(neuron), c.slope(neuron)] if c.is_short(neuron) else right(neuron)


def diagonal(c: Backward, right: Right, neuron: Neuron) -> list[Decimal]:
    """Only the entry of the softmax by its own weighted input."""
    if neuron.activation != "softmax":
        return right(neuron)
    return [c.value(f"dE/dout_{neuron.name}"), c.slope(neuron)]


def squared_error(with_slope: bool) -> Change:
    """The square of the error in the place of the error."""

    def change(c: Backward, right: Right, neuron: Neuron) -> list[Decimal]:
        if not c.is_last(neuron):
            return right(neuron)
        off = c.value(f"out_{neuron.name}") - c.target(neuron)
        return [off * off, c.slope(neuron)] if with_slope else [off * off]

    return change


def loss_itself(c: Backward, right: Right, neuron: Neuron) -> Decimal:
    """The part of the loss in the place of its derivative."""
    return c.value(f"E_{neuron.name}")


def new_weight(c: Any, right: Right, neuron: Neuron, k: int) -> Decimal:
    """The weight after the update."""
    name = neuron.weights[k]
    return c.new(name) if name in c.network.trained else right(neuron, k)


def raw(c: Backward, right: Right, neuron: Neuron, k: int) -> list[Decimal]:
    """The error without the derivative, sent back."""
    return [c.value(f"dE/dout_{neuron.name}"), c.parameters[neuron.weights[k]]]


def with_factor(factor: Callable[[Backward, Neuron, int], Decimal]) -> Change:
    """Another factor in the place of what comes in."""
    return lambda c, right, neuron, k: [*right(neuron, k)[:-1], factor(c, neuron, k)]


def net_of_source(c: Backward, neuron: Neuron, k: int) -> Decimal:
    """The weighted input of the neuron before."""
    source = neuron.sources[k]
    return c.value(f"net_{source}") if source not in c.network.inputs else c.incoming(source)


def another_input(c: Backward, neuron: Neuron, k: int) -> Decimal:
    """What comes in over the next connection."""
    return c.incoming(neuron.sources[(k + 1) % len(neuron.sources)])


def own_bias(c: Backward, right: Right, neuron: Neuron) -> list[Decimal]:
    """The bias itself as a factor."""
    return [*right(neuron), c.parameters[str(neuron.bias)]]


def one_of(place: int) -> Change:
    """One of several parts alone."""
    return lambda c, right, name: [right(name)[place]] if len(right(name)) > 1 else right(name)


SLOPES: dict[str, tuple[Way, ...]] = {
    "slope a(1 + a)": (of_activation("slope", "sigmoid", lambda z, a: a * (ONE + a)),),
    "slope 1 − a": (
        of_activation("slope", "sigmoid", lambda z, a: ONE - a),
        of_activation("slope", "tanh", lambda z, a: ONE - a),
    ),
    "slope a²": (of_activation("slope", "sigmoid", lambda z, a: a * a),),
    "slope 1 − a² for a sigmoid": (of_activation("slope", "sigmoid", lambda z, a: ONE - a * a),),
    "slope a(1 − a) for tanh": (of_activation("slope", "tanh", lambda z, a: a * (ONE - a)),),
    "ReLU's slope a": (of_activation("slope", "relu", lambda z, a: a),),
    "leaky slope forgotten": (
        of_activation("slope", "leaky_relu", lambda z, a: Decimal(z > 0)),
        of_activation("slope", "leaky_relu", lambda z, a: ONE),
    ),
    "ReLU mask forgotten": (of_activation("slope", "relu", lambda z, a: ONE),),
    "derivative at the wrong place": (
        of_activation("slope", "sigmoid", lambda z, a: z * (ONE - z)),
        of_activation("slope", "tanh", lambda z, a: ONE - z * z),
        of_activation("slope", "sigmoid", lambda z, a: logistic(a) * (ONE - logistic(a))),
        of_activation("slope", "tanh", lambda z, a: ONE - hyperbolic(a) ** 2),
    ),
}

ERRORS: dict[str, tuple[Way, ...]] = {
    "derivative left out in the output layer": ({"delta_factors": no_slope(True)},),
    "derivative left out in a hidden layer": ({"delta_factors": no_slope(False)},),
    "derivative twice": ({"delta_factors": slope_again},),
    "softmax as a sigmoid": ({"delta_factors": diagonal},),
    "E for its gradient": ({"error": loss_itself},),
    "squared error as error term": (
        {"delta_factors": squared_error(False)},
        {"delta_factors": squared_error(True)},
    ),
}

OTHER_WEIGHTS: dict[str, tuple[Way, ...]] = {
    "another weight sent back": ({"weight_back": lambda c, right, n, k: other_weight(c, n, k)},),
}

PATHS: dict[str, tuple[Way, ...]] = {
    "only one path": ({"paths": one_of(0)}, {"paths": one_of(-1)}),
    "raw errors sent back": ({"share_factors": raw},),
    "weight forgotten on the way back": ({"share_factors": lambda c, right, n, k: right(n, k)[:-1]},),
}

GRADIENTS: dict[str, tuple[Way, ...]] = {
    "input of the weight left out": ({"gradient_factors": lambda c, right, n, k: right(n, k)[:-1]},),
    "net for out": ({"gradient_factors": with_factor(net_of_source)},),
    "another input in the gradient": ({"gradient_factors": with_factor(another_input)},),
    "weight for input": ({"gradient_factors": with_factor(lambda c, n, k: c.parameters[n.weights[k]])},),
    "bias in its own gradient": ({"bias_factors": own_bias},),
    "shared bias from one neuron": ({"portions": one_of(0)}, {"portions": one_of(-1)}),
}

THROUGHOUT: dict[str, tuple[Way, ...]] = {"updated weights": ({"weight_back": new_weight},)}
