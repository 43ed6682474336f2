"""Mistakes of an activation in the forward pass: another function in its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from ...calculation.forward import layer_nets
from ...calculation.step import Step
from ...calculation.wiring import Wiring
from ...maths.activations import ACTIVATIONS
from ...maths.formula import Formula, Term, total
from ...maths.functions import exp
from ..mistake import Mistake, Ways
from ..way import Change, Way, changed
from .places import activated_by, by_the_textbook, is_alone, net_of, out_of, places

Value = Callable[[Sequence[Term], int], Term]
"""The output of a neuron, by the weighted inputs of its layer and its place there."""


def another_value(activation: str, value: Value) -> Ways:
    """Another function in the place of an activation; the derivative is the right formula of the output."""

    def ways(wiring: Wiring) -> Iterator[Way]:
        for names in places(wiring, activated_by(activation), True):
            yield Way((_valued(value, names), by_the_textbook(names)), "", is_alone(wiring, names))

    return ways


def _valued(value: Value, names: tuple[str, ...]) -> Change:
    def rewritten(wiring: Wiring, step: Step) -> Term:
        return value(layer_nets(wiring, step.quantity), wiring.position(step.quantity.subject))

    return changed(("out",), rewritten, names)


def another_activation(right: str, taken: str) -> Ways:
    """Another activation, with its own derivative and with that of the right one."""
    entry = ACTIVATIONS[taken]

    def own_slope(wiring: Wiring, step: Step) -> Term:
        assert entry.slope is not None
        return entry.slope(net_of(step.quantity), out_of(step.quantity))

    def value(z: Sequence[Term], k: int) -> Term:
        assert entry.value is not None
        return entry.value(z[k])

    def ways(wiring: Wiring) -> Iterator[Way]:
        for names in places(wiring, activated_by(right), True):
            other, alone = (_valued(value, names), by_the_textbook(names)), is_alone(wiring, names)
            yield Way((*other, changed(("dout/dnet",), own_slope, names)), "", alone)
            yield Way(other, "", alone)

    return ways


def _tens(z: Sequence[Term], k: int) -> Term:
    return _ten_to(z[k]) / total(_ten_to(each) for each in z)


def _ten_to(x: Term) -> Term:
    return Formula("power", 10, x)


ENTRIES = (
    Mistake(
        "sigmoid of the other sign",
        "out = 1/(1 + e^(−net)) → out = 1/(1 + e^net)",
        "The exponent of the sigmoid is −net; the minus is missing.",
        "the sigmoid is taken as 1/(1 + e^net)",
        another_value("sigmoid", lambda z, k: 1 / (1 + exp(z[k]))),
        1,
        "homework where the minus is not typed into the calculator",
    ),
    Mistake(
        "tanh for sigmoid",
        "out = σ(net) → out = tanh(net)",
        "The activation is the sigmoid; tanh was taken.",
        "tanh is taken for the sigmoid",
        another_activation("sigmoid", "tanh"),
        2,
        "two curves of one shape; LeCun and others call both of them sigmoids",
    ),
    Mistake(
        "sigmoid for tanh",
        "out = tanh(net) → out = σ(net)",
        "The activation is tanh; the sigmoid was taken.",
        "the sigmoid is taken for tanh",
        another_activation("tanh", "sigmoid"),
        2,
        "two curves of one shape; LeCun and others call both of them sigmoids",
    ),
    Mistake(
        "softmax without exponentials",
        "out_k = e^net_k / Σ e^net_j → out_k = net_k / Σ net_j",
        "The softmax is made of exponentials; here the weighted inputs themselves were divided.",
        "the softmax has no exponentials",
        another_value("softmax", lambda z, k: z[k] / total(z)),
        2,
        "the share of each number in their sum, which the softmax is explained with",
    ),
    Mistake(
        "softmax not normalised",
        "out_k = e^net_k / Σ e^net_j → out_k = e^net_k",
        "The exponentials of a softmax are divided by their sum.",
        "the exponentials of the softmax are not divided by their sum",
        another_value("softmax", lambda z, k: exp(z[k])),
        2,
        "homework that ends at the first of two lines",
    ),
    Mistake(
        "softmax to the base 10",
        "out_k = e^net_k / Σ e^net_j → out_k = 10^net_k / Σ 10^net_j",
        "The softmax has powers of e, not of 10.",
        "the softmax has powers of 10",
        another_value("softmax", _tens),
        3,
        "the key 10ˣ of a pocket calculator",
    ),
)
"""The mistakes of this file."""
