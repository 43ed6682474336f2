"""A hand that calculates: what it rounds before it goes on, and with how many digits it writes."""

from __future__ import annotations

import random
from collections.abc import Iterable
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from typing import NamedTuple

MODES = {"half up": ROUND_HALF_UP, "half even": ROUND_HALF_EVEN}

CARRIED = ("written", "steps", "products", "operations")
"""What is rounded: only what is written, each step, each product as well, every operation."""


class Digits(NamedTuple):
    """So many decimals or significant figures."""

    kind: str
    places: int

    def rounded(self, value: Decimal, mode: str = ROUND_HALF_UP) -> Decimal:
        """A number with these digits, never a negative zero."""
        if self.kind == "decimals" or not value:
            return value.quantize(Decimal(1).scaleb(-self.places), mode) + 0
        unit = value.adjusted() - self.places + 1
        found = value.quantize(Decimal(1).scaleb(unit), mode)
        if found.adjusted() > value.adjusted():
            found = found.quantize(Decimal(1).scaleb(unit + 1), mode)
        return found


class Style(NamedTuple):
    """How a student rounds. Where the digits are mixed, each written number has its own of `choices`."""

    carried: str
    mode: str
    digits: Digits
    choices: tuple[Digits, ...] = ()
    own: bool = False  # whether a number with fewer digits is carried as it is written

    @property
    def name(self) -> str:
        """The style in words."""
        places = "mixed" if self.choices else str(self.digits.places)
        return f"{self.carried} {self.mode}, {places} {self.digits.kind}"


def any_style(draw: random.Random, carried: str | None = None) -> Style:
    """A style drawn at random, a fifth of them mixed."""
    kind, most = draw.choice((("decimals", 5), ("figures", 4)))
    places = draw.choice((3, 4, 5) if kind == "decimals" else (3, 4))
    head = carried or draw.choice(CARRIED), draw.choice(tuple(MODES))
    if draw.random() < 0.8:
        return Style(*head, Digits(kind, places))
    choices = tuple(Digits(kind, p) for p in range(3, most + 1))
    return Style(*head, choices[-1], choices, draw.random() < 0.5)


class Hand:
    """Arithmetic in a style; factors and summands come in any order if `shuffled`."""

    def __init__(self, style: Style, draw: random.Random, shuffled: bool = True) -> None:
        self.style, self.draw, self.shuffled = style, draw, shuffled
        self.mode = MODES[style.mode]
        self.level = CARRIED.index(style.carried)
        self._own: dict[object, Digits] = {}

    def digits_of(self, key: object) -> Digits:
        """The digits with which a number is written."""
        if not self.style.choices:
            return self.style.digits
        if key not in self._own:
            self._own[key] = self.draw.choice(self.style.choices)
        return self._own[key]

    def text(self, key: object, value: Decimal) -> str:
        """A number as it is written down."""
        found = self.digits_of(key).rounded(value, self.mode)
        exponent = found.as_tuple().exponent
        return f"{found:e}" if isinstance(exponent, int) and exponent > 0 else f"{found:f}"

    def step(self, key: object, value: Decimal, written: bool) -> Decimal:
        """A step as it is carried on."""
        if self.level == 0:
            return value
        digits = self.digits_of(key) if written and self.style.own else self.style.digits
        return digits.rounded(value, self.mode)

    def operation(self, value: Decimal) -> Decimal:
        """The result of one operation."""
        return self.style.digits.rounded(value, self.mode) if self.level == 3 else value

    def ordered(self, values: Iterable[Decimal]) -> list[Decimal]:
        """Factors or summands in the order in which they are taken."""
        found = list(values)
        if self.shuffled:
            self.draw.shuffle(found)
        return found

    def product(self, *factors: Decimal) -> Decimal:
        """A product, factor by factor."""
        first, *others = self.ordered(factors)
        for factor in others:
            first = self.operation(first * factor)
        return self._whole(first) if others else first

    def quotient(self, above: Decimal, below: Decimal) -> Decimal:
        """A quotient, rounded as a product is."""
        return self._whole(above / below)

    def _whole(self, value: Decimal) -> Decimal:
        return self.style.digits.rounded(value, self.mode) if self.level >= 2 else value

    def sum(self, terms: Iterable[Decimal]) -> Decimal:
        """A sum, term by term."""
        first, *others = self.ordered(terms)
        for term in others:
            first = self.operation(first + term)
        return first

    def exp(self, value: Decimal) -> Decimal:
        """The exponential."""
        return self.operation(value.exp())

    def ln(self, value: Decimal) -> Decimal:
        """The natural logarithm."""
        return self.operation(value.ln())
