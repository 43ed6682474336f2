"""What goes wrong in the forward pass and in the loss."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from .forms import ONE, TWO
from .forward import HALF, ZERO, Forward
from .mistakes import Way
from .network import Neuron
from .rules import Change

Right = Callable[..., Any]

SQUARED = ("half_squared_error", "squared_error", "mean_squared_error")


def of_activation(rule: str, activation: str, formula: Callable[[Decimal, Decimal], Decimal]) -> Way:
    """A way that is another formula of net and out, for one activation."""

    def change(c: Forward, right: Right, neuron: Neuron) -> Any:
        if neuron.activation != activation:
            return right(neuron)
        out = c.value(f"out_{neuron.name}") if rule == "slope" else ZERO
        return formula(c.value(f"net_{neuron.name}"), out)

    return {rule: change}


def logistic(z: Decimal) -> Decimal:
    """The sigmoid."""
    return ONE / (ONE + (-z).exp())


def hyperbolic(z: Decimal) -> Decimal:
    """The hyperbolic tangent."""
    return TWO * logistic(TWO * z) - ONE


def other_weight(c: Forward, neuron: Neuron, k: int, shift: int = 0) -> Decimal:
    """The weight at the mirrored place of a table; with a shift, that of another neuron or input."""
    layer = c.network.layer_of(neuron)
    j = layer.index(neuron)
    if not shift:
        mirrored = layer[k] if k < len(layer) else neuron
        name = mirrored.weights[j] if j < len(mirrored.weights) else neuron.weights[k]
    elif len(layer) > 1:
        name = layer[(j + 1) % len(layer)].weights[k]
    else:
        name = neuron.weights[(k + 1) % len(neuron.weights)]
    return c.parameters[name]


def swapped(k: int, size: int) -> int:
    """The first two places exchanged."""
    return {0: 1, 1: 0}.get(k, k) if size > 1 else k


def weights_swapped(c: Forward, right: Right, neuron: Neuron, k: int) -> Decimal:
    """The weight that belongs to the other input."""
    return right(neuron, swapped(k, len(neuron.weights)))


def inputs_swapped(c: Forward, right: Right, neuron: Neuron, k: int) -> Decimal:
    """The first two inputs of the network read in the other order."""
    return right(neuron, swapped(k, len(neuron.weights)) if is_input(c, neuron, k) else k)


def swapped_in_gradient(c: Any, right: Right, neuron: Neuron, k: int) -> list[Decimal]:
    """The gradient with the inputs in the other order."""
    if not is_input(c, neuron, k):
        return right(neuron, k)  # type: ignore[no-any-return]
    return [*right(neuron, k)[:-1], c.incoming(neuron.sources[swapped(k, len(neuron.weights))])]


def is_input(c: Any, neuron: Neuron, k: int) -> bool:
    """Whether what comes in over a connection is an input of the network."""
    return neuron.sources[k] in c.network.inputs


def on_hidden_or_all(change: Right) -> Change:
    """A change of a list of terms where it has more than one."""
    return lambda c, right, neuron: change(right(neuron)) if len(neuron.weights) > 1 else right(neuron)


def bias_times_last(c: Forward, right: Right, neuron: Neuron) -> list[Decimal]:
    """The bias multiplied by what came in last."""
    return [term * c.incoming(neuron.sources[-1]) for term in right(neuron)]


def loss_of(losses: tuple[str, ...], formula: Callable[[Forward, Decimal, Decimal], Decimal]) -> Change:
    """Another formula of target and out, for some losses."""

    def change(c: Forward, right: Right, neuron: Neuron) -> Decimal:
        if c.network.loss not in losses:
            return right(neuron)
        return formula(c, c.target(neuron), c.value(f"out_{neuron.name}"))

    return change


def times(factor: Decimal, losses: tuple[str, ...] = SQUARED) -> Change:
    """A number that a rule gives, times a factor."""
    return lambda c, right, neuron: right(neuron) * (factor if c.network.loss in losses else ONE)


def by_outputs(c: Forward, right: Right, neuron: Neuron) -> Decimal:
    """Divided by the number of outputs, or multiplied where the loss divides by it."""
    size = Decimal(len(c.network.outputs))
    if c.network.loss not in SQUARED:
        return right(neuron)
    return right(neuron) * size if c.network.loss == "mean_squared_error" else right(neuron) / size


def negative(c: Forward, right: Right, *place: Any) -> Decimal:
    """The other sign."""
    return -right(*place)


def both_halves(c: Forward, t: Decimal, o: Decimal) -> Decimal:
    """The cross-entropy of one output, as of a sigmoid."""
    return -(t * o.ln() + (ONE - t) * (ONE - o).ln())


def exchanged(c: Forward, right: Right, neuron: Neuron) -> Decimal:
    """One minus the target."""
    return ONE - right(neuron) if c.network.loss == "binary_cross_entropy" else right(neuron)


def softmax_of(formula: Callable[[Decimal], Decimal]) -> Way:
    """Something else in the place of the exponentials."""
    return {"power": lambda c, right, neuron: formula(c.value(f"net_{neuron.name}"))}


def not_normalised(c: Forward, right: Right, neuron: Neuron) -> Decimal:
    """The exponential alone."""
    return c.value(f"net_{neuron.name}").exp() if neuron.activation == "softmax" else right(neuron)


def activation_left_out(c: Forward, right: Right, neuron: Neuron) -> Decimal:
    """The weighted input."""
    return c.value(f"net_{neuron.name}")


TEN = Decimal(10)

OTHER_WEIGHTS: dict[str, tuple[Way, ...]] = {
    "another weight in the sum": ({"weight": lambda c, right, n, k: other_weight(c, n, k)},),
}

NEURONS: dict[str, tuple[Way, ...]] = {
    "input left out": (
        {"terms": on_hidden_or_all(lambda terms: terms[:-1])},
        {"terms": on_hidden_or_all(lambda terms: terms[1:])},
    ),
    "weights changed places": (
        {"weight": weights_swapped},
        {"weight": weights_swapped, "weight_back": weights_swapped},
    ),
}

CHANGED_INPUTS: dict[str, tuple[Way, ...]] = {
    "inputs changed places": (
        {"carried_in": inputs_swapped},
        {"carried_in": inputs_swapped, "gradient_factors": swapped_in_gradient},
    ),
}

SUMS: dict[str, tuple[Way, ...]] = {
    "sign of a weight lost": ({"weight": lambda c, right, n, k: abs(right(n, k))},),
    "bias left out": ({"bias": lambda c, right, n: []},),
    "bias subtracted": ({"bias": lambda c, right, n: [-term for term in right(n)]},),
    "bias times the last output": ({"bias": bias_times_last},),
}

OUTPUTS: dict[str, tuple[Way, ...]] = {
    "activation left out": ({"out": activation_left_out},),
    "sigmoid of the other sign": (of_activation("out", "sigmoid", lambda z, a: logistic(-z)),),
    "tanh for sigmoid": (
        of_activation("out", "sigmoid", lambda z, a: hyperbolic(z)),
        {
            **of_activation("out", "sigmoid", lambda z, a: hyperbolic(z)),
            **of_activation("slope", "sigmoid", lambda z, a: ONE - a * a),
        },
    ),
    "sigmoid for tanh": (
        of_activation("out", "tanh", lambda z, a: logistic(z)),
        {
            **of_activation("out", "tanh", lambda z, a: logistic(z)),
            **of_activation("slope", "tanh", lambda z, a: a * (ONE - a)),
        },
    ),
}

SOFTMAXES: dict[str, tuple[Way, ...]] = {
    "softmax without exponentials": (softmax_of(lambda z: z),),
    "softmax not normalised": ({"out": not_normalised},),
    "softmax to the base 10": (softmax_of(lambda z: (z * TEN.ln()).exp()),),
}

LOSSES: dict[str, tuple[Way, ...]] = {
    "factor 2 too many": (
        {"error": times(TWO), "loss_term": times(TWO)},
        {"error": times(TWO)},
    ),
    "factor 2 lost": (
        {"error": times(HALF), "loss_term": times(HALF)},
        {"error": times(HALF)},
    ),
    "mean over the outputs": ({"error": by_outputs, "loss_term": by_outputs}, {"error": by_outputs}),
    "sign of the error": ({"error": negative, "short": negative},),
    "log10 for ln": ({"logarithm": lambda c, right, x: right(x) / TEN.ln()},),
    "log2 for ln": ({"logarithm": lambda c, right, x: right(x) / TWO.ln()},),
    "error not squared": (
        {"loss_term": loss_of(SQUARED, lambda c, t, o: c.scaled(t - o))},
        {"loss_term": loss_of(SQUARED, lambda c, t, o: c.scaled(abs(t - o)))},
    ),
    "t and 1 − t changed places": ({"target": exchanged},),
    "half of the cross-entropy": (
        {"loss_term": loss_of(("binary_cross_entropy",), lambda c, t, o: -t * o.ln())},
        {
            "loss_term": loss_of(("binary_cross_entropy",), lambda c, t, o: -t * o.ln()),
            "error": loss_of(("binary_cross_entropy",), lambda c, t, o: -t / o),
        },
    ),
    "cross-entropy with its second half": (
        {"loss_term": loss_of(("cross_entropy",), both_halves)},
        {
            "loss_term": loss_of(("cross_entropy",), both_halves),
            "error": loss_of(("cross_entropy",), lambda c, t, o: (o - t) / (o * (ONE - o))),
        },
    ),
}
