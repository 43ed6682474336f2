"""What is accepted, as a range of written numbers: the smallest and the largest answer that is right."""

from __future__ import annotations

import math
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import TYPE_CHECKING

from ..writing import numbers
from .reading.written import EXACT

if TYPE_CHECKING:
    from .bounds.intervals import Interval
    from .verdicts import Mark

DOUBLE = 16
"""Figures after the first that a double has at most."""

NEARLY = Decimal("1e-9")
"""So near to the end of what is accepted, in units of the last place, a number is on it."""


def grid(mark: Mark, bounds: Interval, places: int) -> tuple[str, str]:
    """The smallest and the largest answer that is right, in the decimals of the answer.

    Where no number with so few is right, it is more decimals; never more than a double has.
    """
    written = mark.answer.written
    if written is None or not all(map(math.isfinite, bounds)):
        return f"{bounds[0]:.6g}", f"{bounds[1]:.6g}"
    low, high = Decimal(bounds[0]) - written.half, Decimal(bounds[1]) + written.half
    first = written.decimals if abs(written.decimals) < EXACT else places
    last = DOUBLE - max(low.copy_abs(), high.copy_abs()).adjusted()
    for decimals in range(min(first, last), last + 1):
        ends = _multiples(low, high, decimals)
        if ends[0] <= ends[1]:
            break
    else:
        ends = low, high
    return tuple(numbers.fixed(end, max(0, min(decimals, last))) for end in ends)  # type: ignore[return-value]


def _multiples(low: Decimal, high: Decimal, decimals: int) -> tuple[Decimal, Decimal]:
    """The first and the last number between two others that has so many decimals."""
    unit = Decimal(1).scaleb(-decimals)
    first = (low / unit - NEARLY).to_integral_value(ROUND_CEILING)
    last = (high / unit + NEARLY).to_integral_value(ROUND_FLOOR)
    return first * unit, last * unit
