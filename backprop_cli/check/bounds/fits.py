"""Whether a written number fits the bounds of a calculation, and whether it says anything there."""

from __future__ import annotations

from ..reading.written import Written
from .intervals import Interval

SHARE = 0.2
"""The part of a number that what is accepted must be narrower than."""


TWICE = 1.1
"""Half units from a number within which it may be rounded to: 0.6645 to 0.665, if it was 0.66446 before."""


def within(written: Written, bounds: Interval) -> bool:
    """Whether a number between the bounds can have been rounded to what is written."""
    half = float(written.half) * TWICE * (1 + 1e-9)
    value = float(written.value)
    margin = abs(value) * 1e-15 + half
    return bounds[0] <= value + margin and value - margin <= bounds[1]


def tells(bounds: Interval, written: Written, blunt: bool) -> bool:
    """Whether what is accepted says something: it does not hold 0, and is narrow beside the number.

    Of a `blunt` answer, with fewer digits than the sheet keeps, all that is rounded to it is accepted.
    """
    if bounds == (0.0, 0.0):
        return not written.value
    half = float(written.half) if blunt else 0.0
    low, high = bounds[0] - half, bounds[1] + half
    size = abs(float(written.value)) or max(abs(low), abs(high))
    return not low <= 0 <= high and high - low < SHARE * size * (1 - 1e-9)


def opposite(written: Written) -> Written:
    """A number with the other sign."""
    return written._replace(value=-written.value)
