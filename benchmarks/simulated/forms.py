"""The ways in which a student may write the same formulas, and what each gives for an activation."""

from __future__ import annotations

import random
from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

from .hand import Hand

ONE, TWO = Decimal(1), Decimal(2)


class Form(NamedTuple):
    """A form of the calculation."""

    errors: str = "delta"  # sent back as error terms, as three factors, or now one and now the other
    shares: bool = False  # whether what comes back over each path is a step
    mean: str = "after"  # the mean over samples: after the sum, of each term, in the errors already
    sigmoid: str = "1/(1 + e^-z)"
    tanh: str = "calculator"
    sigmoid_slope: str = "a(1 - a)"
    tanh_slope: str = "1 - a^2"
    cross_entropy: str = "terms"
    shifted: bool = False  # softmax with the largest subtracted
    short: bool = False  # out - target in place of the two factors

    @property
    def name(self) -> str:
        """The form in words."""
        return f"{self.errors}, mean {self.mean}{', short' * self.short}"


CHOICES = {
    "errors": ("delta", "chain", "both"),
    "shares": (False, True),
    "mean": ("after", "term", "before"),
    "sigmoid": ("1/(1 + e^-z)", "e^z/(1 + e^z)"),
    "tanh": ("calculator", "e^z", "e^2z"),
    "sigmoid_slope": ("a(1 - a)", "a - a^2", "e^-z"),
    "tanh_slope": ("1 - a^2", "1/cosh^2", "(1 - a)(1 + a)"),
    "cross_entropy": ("terms", "fraction"),
    "shifted": (False, True),
    "short": (False, True),
}


def any_form(draw: random.Random) -> Form:
    """A form drawn at random."""
    return Form(**{key: draw.choice(values) for key, values in CHOICES.items()})  # type: ignore[arg-type]


def sigmoid(hand: Hand, form: Form, z: Decimal) -> Decimal:
    """The sigmoid by exponentials."""
    if form.sigmoid == "e^z/(1 + e^z)":
        power = hand.exp(z)
        return hand.quotient(power, hand.operation(ONE + power))
    return hand.quotient(ONE, hand.operation(ONE + hand.exp(-z)))


def tanh(hand: Hand, form: Form, z: Decimal) -> Decimal:
    """The hyperbolic tangent."""
    if form.tanh == "e^2z":
        power = hand.exp(hand.operation(TWO * z))
        return hand.quotient(hand.operation(power - ONE), hand.operation(power + ONE))
    if form.tanh == "e^z":
        up, down = hand.exp(z), hand.exp(-z)
        return hand.quotient(hand.operation(up - down), hand.operation(up + down))
    power = (TWO * z).exp()
    return hand.operation((power - ONE) / (power + ONE))


def sigmoid_slope(hand: Hand, form: Form, z: Decimal, a: Decimal) -> Decimal:
    """The derivative of the sigmoid."""
    if form.sigmoid_slope == "e^-z":
        power = hand.exp(-z)
        below = hand.operation(ONE + power)
        return hand.quotient(power, hand.product(below, below))
    if form.sigmoid_slope == "a - a^2":
        return hand.operation(a - hand.product(a, a))
    return hand.product(a, hand.operation(ONE - a))


def tanh_slope(hand: Hand, form: Form, z: Decimal, a: Decimal) -> Decimal:
    """The derivative of the hyperbolic tangent."""
    if form.tanh_slope == "1/cosh^2":
        cosh = hand.operation((z.exp() + (-z).exp()) / TWO)
        return hand.quotient(ONE, hand.product(cosh, cosh))
    if form.tanh_slope == "(1 - a)(1 + a)":
        return hand.product(hand.operation(ONE - a), hand.operation(ONE + a))
    return hand.operation(ONE - hand.product(a, a))


def relu(hand: Hand, form: Form, z: Decimal) -> Decimal:
    """The larger of z and 0."""
    return max(z, Decimal(0))


def linear(hand: Hand, form: Form, z: Decimal) -> Decimal:
    """Z itself."""
    return z


def step(hand: Hand, form: Form, z: Decimal) -> Decimal:
    """1 from 0 on."""
    return Decimal(z >= 0)


VALUES: dict[str, Callable[[Hand, Form, Decimal], Decimal]] = {
    "sigmoid": sigmoid,
    "tanh": tanh,
    "relu": relu,
    "linear": linear,
    "step": step,
}

SLOPES: dict[str, Callable[[Hand, Form, Decimal, Decimal], Decimal]] = {
    "sigmoid": sigmoid_slope,
    "tanh": tanh_slope,
    "relu": lambda hand, form, z, a: Decimal(z > 0),
    "linear": lambda hand, form, z, a: ONE,
}
