"""The digits that a student carries from step to step, and what their rounding may do to a number.

Whoever carries four decimals or more, in any mixture, half up or half even, stays within half a unit of the
fourth decimal, and never passes a number that has four decimals: 0.3775 stays 0.3775. The same with
significant figures, whose unit grows with the number.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

from .intervals import Interval
from .reading.written import EXACT, Written

SNAP = 1e-9
"""Units within which a double is a number with the digits carried: 0.30000000000000004 is 0.3."""

LEAST_DECIMALS, LEAST_FIGURES = 1, 2
"""What everybody carries, however bluntly the answers are written."""

FIGURES = 3
"""Significant figures that are carried at least, where the answers may as well be rounded to decimals."""

FINE = 1e15
"""Units beyond which a double knows no fraction of one."""


class Carried(NamedTuple):
    """So many decimals, or significant figures."""

    kind: str  # "decimals" or "significant"
    places: int

    def widened(self, x: Interval) -> Interval:
        """Where the numbers of an interval may lie when each is rounded to these digits, to more, or not."""
        return self._below(x[0]), -self._below(-x[1])

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
        return float(10.0 ** (math.floor(math.log10(abs(x))) - self.places + 1))


def carried_digits(answers: Iterable[tuple[Written, Decimal]]) -> tuple[Carried, ...]:
    """What a student probably carries, by the digits of the answers beside the exact numbers.

    Decimals or figures, whichever is alike in more of the answers; both where neither is more. An answer that
    is exact as it stands (0.5 for 0.5000) tells nothing.
    """
    every = [(written, exact) for written, exact in answers if written.decimals < EXACT]
    if not every:
        return (Carried("significant", 15),)
    finest = Decimal("0.5").scaleb(-max(written.decimals for written, _ in every))
    telling = [written for written, exact in every if written.value and abs(written.value - exact) > finest]
    if not telling:
        telling = [max((written for written, _ in every), key=lambda written: written.decimals)]
    decimals = [written.decimals for written in telling]
    figures = [written.figures for written in telling]
    alike = _alike(decimals) - _alike(figures)
    by_decimals = [Carried("decimals", max(LEAST_DECIMALS, _low(decimals)))] * (alike >= 0)
    by_figures = alike < 0 or (alike == 0 and _low(figures) >= FIGURES)
    return (*by_decimals, *[Carried("significant", max(LEAST_FIGURES, _low(figures)))] * by_figures)


def _alike(numbers: list[int]) -> float:
    """The part of the numbers that the commonest makes."""
    return max(map(numbers.count, set(numbers))) / len(numbers)


def _low(numbers: list[int]) -> int:
    """The lower quartile: coarse, but not for the sake of one blunt answer."""
    return sorted(numbers)[len(numbers) // 4]


def decimal_of(number: Any) -> Decimal:
    """A number of a worksheet as a decimal."""
    if isinstance(number, Decimal):
        return number
    if isinstance(number, Fraction):
        return Decimal(number.numerator) / Decimal(number.denominator)
    return Decimal(number)
