"""Mistakes of the learning rate: forgotten, twice, another one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction

from ...calculation.quantity import Quantity
from ...calculation.wiring import Wiring
from ...maths.formula import Term
from ..mistake import Mistake, Ways
from ..way import Way, of_leaves
from .places import is_trained

UPDATE = ("parameter", "state")

RATES = ("0.5", "0.1", "0.01", "0.2", "0.05")
"""Usual learning rates, which are taken for the one of the file."""

FACTORS = (Fraction(2), Fraction(1, 2), Fraction(10), Fraction(1, 10))
"""What a rate is multiplied with where it is read or typed wrong."""


def _rate(change: Callable[[Quantity], Term]) -> Ways:
    """Something else in the place of η."""

    def ways(wiring: Wiring) -> Iterator[Way]:
        if is_trained(wiring):
            yield Way((of_leaves(UPDATE, lambda _, q: change(q) if q.kind == "rate" else q),))

    return ways


def another_rate(wiring: Wiring) -> Iterator[Way]:
    """A usual rate in the place of η, or one near it; not one that another mistake makes of it."""
    rate = wiring.network.learning_rate
    if rate is not None:
        rates = [Fraction(text) for text in RATES] + [Fraction(rate) * factor for factor in FACTORS]
        for taken in dict.fromkeys(other for other in rates if other not in (1, rate, Fraction(rate) ** 2)):
            sentence = f"You took {float(taken):g} for the learning rate, which is {rate}."
            yield Way((of_leaves(UPDATE, _literal(taken)),), sentence)


def _literal(rate: Fraction) -> Callable[[Wiring, Quantity], Term]:
    return lambda wiring, q: rate if q.kind == "rate" else q


ENTRIES = (
    Mistake(
        "learning rate forgotten",
        "w⁺ = w − η·g → w⁺ = w − g",
        "The gradient was subtracted without the learning rate.",
        "the learning rate is left out",
        _rate(lambda rate: 1),
        1,
        "homework that subtracts the last number that was worked out",
    ),
    Mistake(
        "learning rate twice",
        "w⁺ = w − η·g → w⁺ = w − η·η·g",
        "The learning rate was multiplied with twice.",
        "the learning rate is multiplied with twice",
        _rate(lambda rate: rate * rate),
        2,
        "homework whose gradients have the rate in them already",
    ),
    Mistake(
        "divided by the learning rate",
        "w⁺ = w − η·g → w⁺ = w − g/η",
        "The gradient was divided by the learning rate; it is multiplied with it.",
        "the gradient is divided by the learning rate",
        _rate(lambda rate: 1 / rate),
        2,
        "homework with a rate such as 0.5, where half of it and twice of it are confused",
    ),
    Mistake(
        "another learning rate",
        "w⁺ = w − η·g → w⁺ = w − η_2·g",
        "Another learning rate was taken than the one that is given.",
        "another learning rate is taken",
        another_rate,
        2,
        "homework that goes on with the rate of the exercise before",
    ),
)
"""The mistakes of this file."""
