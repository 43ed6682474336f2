"""Digits that are carried from step to step, and what their rounding may do to a number.

Whoever carries four decimals or more, in any mixture, half up or half even, stays within half a unit of the
fourth decimal, and never passes a number that has four decimals: 0.3775 stays 0.3775. The same with
significant figures, whose unit grows with the number.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from .affine import Affine, widened

if TYPE_CHECKING:
    from ...calculation.quantity import Quantity

SNAP = 1e-9
"""Units within which a double is a number with the digits carried: 0.30000000000000004 is 0.3."""

FINE = 1e15
"""Units beyond which a double knows no fraction of one."""

SMALLEST = 5e-324
"""The smallest number above 0 that a double can be."""


class Carried(NamedTuple):
    """So many decimals, or significant figures."""

    kind: str  # "decimals" or "significant"
    places: int

    def rounded(self, x: Affine) -> Affine:
        """A number rounded to these digits, to more, or not: with the error that this adds to its others."""
        low, high = x.bounds
        if not math.isfinite(high - low):
            return x
        if high - low > SNAP * abs(x.middle) and self.cell(low) != self.cell(high):
            return widened(x, self.unit(max(abs(low), abs(high))) / 2)  # one between, as far as any can be
        up, down = -self._below(-low) - low, high - self._below(high)
        moved = Affine(x.middle + (up - down) / 2, x.errors, x.rest, x.variance)
        return widened(moved, max(0.0, (up + down) / 2))

    def cell(self, x: float) -> float:
        """Between which two numbers with these digits a number lies."""
        count = x / self.unit(x) if x else 0.0
        return math.floor(count) if abs(count) < FINE else count

    def _below(self, x: float) -> float:
        """The least that a rounded number of at least x may be."""
        if not x or math.isinf(x):
            return x
        unit = self.unit(x)
        count = x / unit
        if abs(count) > FINE:
            return x - unit / 2 - abs(x) * 1e-15
        if abs(count - round(count)) < SNAP:
            return round(count) * unit
        return max(x - unit / 2, math.floor(count) * unit) - abs(x) * 1e-15

    def unit(self, x: float) -> float:
        """The unit of the last place carried."""
        if self.kind == "decimals":
            return 10.0**-self.places
        return max(SMALLEST, float(10.0 ** (math.floor(math.log10(abs(x))) - self.places + 1)))


def decimal_of(number: Any) -> Decimal:
    """A number of a worksheet as a decimal."""
    if isinstance(number, Decimal):
        return number
    if isinstance(number, float | int):
        return Decimal(number)
    return Decimal(number.numerator) / Decimal(number.denominator)


class Decimals(dict["Quantity", Decimal]):
    """The numbers of a worksheet as decimals, each made once."""

    def __init__(self, numbers: Mapping[Quantity, Any]) -> None:
        super().__init__()
        self.numbers = numbers

    def __missing__(self, q: Quantity) -> Decimal:
        self[q] = decimal_of(self.numbers[q])
        return self[q]
