"""Mistakes of the derivative of an activation: left out, forgotten, multiplied with twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ...calculation.quantity import Quantity
from ...calculation.step import Step
from ...calculation.wiring import Wiring
from ...maths.formula import Term
from ...maths.losses import LOSSES
from ...network.model import Layer
from ..mistake import Mistake
from ..way import Way, changed, of_leaves
from .places import activated_by, at, by_the_textbook, entry_of, is_alone, net_of, out_of, places


def _one(wiring: Wiring, step: Step) -> Term:
    return int(step.quantity.by in ("", step.quantity.subject))


def _without_slope(wiring: Wiring, fits: Callable[[Layer], bool]) -> Iterator[Way]:
    """∂out/∂net taken for 1: in some layers, in each of them, at each neuron."""
    for names in places(wiring, lambda layer: fits(layer) and not entry_of(layer).identity, True):
        sentence = at(wiring, names, "The derivative of the activation is missing at {}.")
        yield Way((changed(("dout/dnet",), _one, names),), sentence)
        if wiring.elementwise(names[0]):
            yield Way((changed(("dE/dnet",), _error_alone, names),), sentence, is_alone(wiring, names))


def _error_alone(wiring: Wiring, step: Step) -> Term:
    """The error term without the derivative, which may stand on the sheet all the same."""
    return step.quantity._replace(kind="dE/dout")


def no_slope_of_outputs(wiring: Wiring) -> Iterator[Way]:
    """The derivative left out in the output layer."""
    return _without_slope(wiring, lambda layer: layer is wiring.network.layers[-1])


def no_slope_of_hidden(wiring: Wiring) -> Iterator[Way]:
    """The derivative left out in hidden layers."""
    last = wiring.network.layers[-1]
    return _without_slope(wiring, lambda layer: layer is not last and not entry_of(layer).mask)


def no_mask(wiring: Wiring) -> Iterator[Way]:
    """The derivative of a ReLU taken for 1 everywhere."""
    return _without_slope(wiring, lambda layer: _is_masked(layer) and not _is_leaky(layer))


def _is_masked(layer: Layer) -> bool:
    return entry_of(layer).mask


_is_leaky = activated_by("leaky_relu")


def no_leak(wiring: Wiring) -> Iterator[Way]:
    """The slope of a leaky ReLU below 0 taken for 0, in the output as well or not; or for 1."""
    for names in places(wiring, _is_leaky, True):
        sentence = at(wiring, names, "Below 0 the leaky ReLU of {} has its small slope, not 0.")
        for kinds in (("dout/dnet",), ("out", "dout/dnet")):
            change = of_leaves(kinds, lambda wiring, q: 0 if q.kind == "option" else q, names)
            yield Way((change,), sentence, is_alone(wiring, names))
        told = "Below 0 a leaky ReLU has its small slope, not 1."
        yield Way((changed(("dout/dnet",), _one, names),), told, is_alone(wiring, names))


def slope_again(wiring: Wiring) -> Iterator[Way]:
    """δ = (out − target) · out(1 − out) where out − target is δ already."""
    network = wiring.network
    if network.loss is not None and LOSSES[network.loss.name].net_slope:
        for names in places(wiring, lambda layer: layer is network.layers[-1], True):
            sentence = at(wiring, names, "At {} out − target was multiplied with the derivative once more.")
            yield Way((changed(("dE/dnet",), _again, names),), sentence)


def _again(wiring: Wiring, step: Step) -> Term:
    out = out_of(step.quantity)
    return (out - Quantity("target", out.subject, "", out.sample)) * (out * (1 - out))


def diagonal_softmax(wiring: Wiring) -> Iterator[Way]:
    """The entries of the Jacobian beside its diagonal taken for 0."""
    for names in places(wiring, lambda layer: entry_of(layer).value is None):
        yield Way((changed(("dout/dnet",), _diagonal, names),))


def _diagonal(wiring: Wiring, step: Step) -> Term:
    q = step.quantity
    return step.formula if q.by in ("", q.subject) else 0


def no_activation(wiring: Wiring) -> Iterator[Way]:
    """The output taken for the weighted input, with the derivative at either, or without it."""
    for names in places(wiring, lambda layer: not entry_of(layer).identity, True):
        bare = changed(("out",), lambda wiring, step: net_of(step.quantity), names)
        for slope in (by_the_textbook(names), changed(("dout/dnet",), _at_right_out, names)):
            yield Way((bare, slope), "", is_alone(wiring, names))
        yield Way((bare, changed(("dout/dnet",), _one, names)), "", is_alone(wiring, names))


def _at_right_out(wiring: Wiring, step: Step) -> Term:
    """The derivative of the activation at the output that was not worked out."""
    q = step.quantity
    entry, options = entry_of(wiring.layer(q.subject)), wiring.layer_options(q.subject)
    if entry.value is None or entry.slope is None:
        return step.formula
    return entry.slope(net_of(q), entry.value(net_of(q), **options), **options)


ENTRIES = (
    Mistake(
        "derivative left out in the output layer",
        "δ_o = dE/dout·dout/dnet → δ_o = dE/dout",
        "The derivative of the activation is missing in the output layer.",
        "the derivative of the activation is left out in the output layer",
        no_slope_of_outputs,
        1,
        "the delta rule of a linear unit (Widrow, Hoff 1960), used for a unit that is not linear",
    ),
    Mistake(
        "derivative left out in a hidden layer",
        "δ_h = dE/dout·dout/dnet → δ_h = dE/dout",
        "The derivative of the activation is missing in a hidden layer.",
        "the derivative of the activation is left out in a hidden layer",
        no_slope_of_hidden,
        1,
        "homework where the chain of factors is cut short after the sum over the paths",
    ),
    Mistake(
        "ReLU mask forgotten",
        "dout/dnet = 0 where net < 0 → dout/dnet = 1 where net < 0",
        "Where the weighted input is below 0 the derivative of a ReLU is 0, and nothing goes back.",
        "the derivative of the ReLU is taken as 1 everywhere",
        no_mask,
        1,
        "Yeh, AI by Hand: printed so in his worked example of backpropagation",
    ),
    Mistake(
        "leaky slope forgotten",
        "dout/dnet = s where net < 0 → dout/dnet = 0 where net < 0",
        "Below 0 a leaky ReLU has its small slope, not 0.",
        "the leaky ReLU is taken as a ReLU",
        no_leak,
        2,
        "the derivative of the ReLU (Nair, Hinton 2010), used for its leaky sister",
    ),
    Mistake(
        "activation left out",
        "out = σ(net) → out = net",
        "The weighted input was taken for the output; the activation is missing.",
        "an activation is left out",
        no_activation,
        1,
        "homework where the weighted sums are handed on from layer to layer",
    ),
    Mistake(
        "softmax as a sigmoid",
        "δ_1 = Σ dE/dout_k·dout_k/dnet_1 → δ_1 = dE/dout_1·out_1·(1 − out_1)",
        "The outputs of a softmax depend on all its inputs; out(1 − out) is only one entry of its Jacobian.",
        "the Jacobian of the softmax is taken as out(1 − out)",
        diagonal_softmax,
        2,
        "the derivative of the sigmoid, carried over from the chapter before the softmax",
    ),
    Mistake(
        "derivative twice",
        "δ = out − t → δ = (out − t)·out·(1 − out)",
        "Out − target already is the derivative by net here; the derivative of the activation is in it.",
        "out − target is multiplied with the derivative once more",
        slope_again,
        2,
        "the rule for squared errors, used with the cross-entropy, where the derivative cancels",
    ),
)
"""The mistakes of this file."""
