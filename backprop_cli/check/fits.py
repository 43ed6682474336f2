"""Whether a written number fits the bounds of a calculation, and whether these bounds tell enough."""

from __future__ import annotations

from .intervals import Interval
from .reading.written import Written

WIDE = 20
"""Units of the last written place, beyond which bounds are wide: over many updates, roundings add up."""

CLOSE = 1e-3
"""The part of a number within which bounds are narrow, however many digits are written."""


def is_narrow(x: Interval, written: Written) -> bool:
    """Whether bounds tell enough by themselves; within wider ones, the student's own numbers decide."""
    return x[1] - x[0] <= max(WIDE * 2 * float(written.half), CLOSE * abs(float(written.value)))


def is_bounded(x: Interval) -> bool:
    """Whether an interval says anything."""
    return x[1] - x[0] < float("inf")


def within(written: Written, bounds: Interval) -> bool:
    """Whether a number between the bounds can have been rounded to what is written."""
    half = float(written.half) * (1 + 1e-9)
    value = float(written.value)
    margin = abs(value) * 1e-15 + half
    return bounds[0] <= value + margin and value - margin <= bounds[1]
