"""A tolerance that a marker sets in place of the rounding rule: 4dp, 3sf, 1%, 0.001 or exact.

To add a kind: a row in `KINDS`.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

from ..errors import InputError, Problem
from ..network.yaml.number_grammar import number
from .reading.written import Written

HALF = Decimal("0.5")


def _decimals(exact: Decimal, amount: Decimal, written: Written) -> Decimal:
    return HALF.scaleb(-int(amount))


def _figures(exact: Decimal, amount: Decimal, written: Written) -> Decimal:
    return HALF.scaleb(exact.adjusted() - int(amount) + 1) if exact else Decimal(0)


def _percent(exact: Decimal, amount: Decimal, written: Written) -> Decimal:
    return abs(exact) * amount / 100


def _absolute(exact: Decimal, amount: Decimal, written: Written) -> Decimal:
    return amount


def _exactly(exact: Decimal, amount: Decimal, written: Written) -> Decimal:
    return written.half


KINDS: tuple[tuple[str, Callable[[Decimal, Decimal, Written], Decimal], str], ...] = (
    ("dp", _decimals, "equal to {} decimals"),
    ("sf", _figures, "equal to {} significant figures"),
    ("%", _percent, "within {} %"),
    ("exact", _exactly, "right in every written digit"),
    ("", _absolute, "within {}"),
)
"""How a tolerance ends, how far from the exact number an answer may be, and the words for it."""


class Tolerance(NamedTuple):
    """How far an answer may be from the exact number."""

    distance: Callable[[Decimal, Decimal, Written], Decimal]
    amount: Decimal
    words: str

    def bounds(self, exact: Decimal, written: Written) -> tuple[Decimal, Decimal]:
        """The smallest and the largest number that is right."""
        distance = self.distance(exact, self.amount, written)
        return exact - distance, exact + distance


def tolerance_of(text: str) -> Tolerance:
    """The tolerance that a text asks for. Raises InputError."""
    plain = text.strip().lower()
    for end, distance, words in KINDS:
        if plain.endswith(end):
            amount = _amount(plain.removesuffix(end).strip(), end)
            if amount is None:
                break
            return Tolerance(distance, amount, words.format(amount))
    help = "write 4dp, 3sf, 1%, 0.001 or exact"
    raise InputError((Problem(f"`{text}` is no tolerance", help=help),))


def _amount(text: str, end: str) -> Decimal | None:
    """The number before the end; None where it is none that makes sense."""
    if end == "exact":
        return None if text else Decimal(0)
    if end in ("dp", "sf"):
        whole = text.isascii() and text.isdecimal() and len(text) <= 2 and int(text) <= 40
        return Decimal(text) if whole and (end == "dp" or int(text)) else None
    value = number(text)
    return value if isinstance(value, Decimal) and value >= 0 else None
