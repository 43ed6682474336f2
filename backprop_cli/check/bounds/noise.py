"""How far the roundings of a sheet are seen to go, of all that they may do.

Whoever writes four figures and works with more has every number right to the last digit; where several others
are so, of numbers that roundings could have moved by many units, one that is off by as much is no rounding.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from .intervals import Interval

TELLING = 2.0
"""Units that roundings may move a number by, from which on it tells how far they do."""

ENOUGH = 5
"""Numbers that tell, from which on they are believed."""

FARTHER = 15.0
"""How many times farther than all the others a number may be off."""

UNITS = 5.0
"""Units of its last place by which every number may be off, as far as roundings may move it."""


class Off(NamedTuple):
    """By how many units a number is off, and by how many roundings may move it."""

    units: float
    possible: float


def seen(others: Iterable[Off]) -> float:
    """The part of what roundings may do that is seen in other numbers, with what one more may do."""
    shares = [off.units / off.possible for off in others if off.possible >= TELLING]
    return min(1.0, FARTHER * max(shares)) if len(shares) >= ENOUGH else 1.0


def narrowed(bounds: Interval, middle: Interval, unit: float, share: float, every: Interval) -> Interval:
    """Bounds as far as a share of `every` rounding goes, but for some units, round the unrounded numbers."""
    least, (low, high) = UNITS * unit, middle
    below = low - max(least, share * (low - every[0]))
    return max(bounds[0], below), min(bounds[1], high + max(least, share * (every[1] - high)))
