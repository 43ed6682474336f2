"""Slips of the hand, recognised: a wrong number that undone is right, or is that of another quantity."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from ..calculation.quantity import Quantity
from .slips import OF_SHORT_NUMBERS, SLIPS, is_truncated

if TYPE_CHECKING:
    from ..check.exercise import Exercise
    from ..check.marker import Marker
    from ..check.reading.written import Written
    from ..sheet.worked_example import Worksheet

OTHER = "value of another quantity"
"""The name of the slip where a number is that of another quantity."""

FIGURES = 3
"""Figures that a number has at least where it is taken for that of another quantity."""

UNUSUAL = 0.1
"""The part of the numbers of a sheet that have other digits than it keeps, without a slip, at most."""


class Slip(NamedTuple):
    """A slip by name, with what is told, how many numbers were tried, and how far the nearest is off."""

    name: str
    sentence: str
    tried: float
    distance: float = 0.0


def slips(marker: Marker, q: Quantity, written: Written, radius: float) -> Iterator[Slip]:
    """Each slip that undone gives a number within a radius of the right one; first another quantity's."""
    exact = marker.judge.exact(q)
    yield from _other(marker.judge.exercise, q, written)
    if q in marker.worksheet.given:
        return
    if is_truncated(written, exact):
        yield Slip("truncated", "The number is cut off; it should be rounded.", 1)
    short = OF_SHORT_NUMBERS if marker.judge.digits.over(written) == -1 else ()
    for name, sentence, undone in (*SLIPS, *short):
        repaired = list(undone(written))
        near = [(distance, each) for each in repaired if (distance := _distance(each, exact)) <= radius]
        if near:
            distance, nearest = min(near, key=lambda pair: pair[0])
            yield Slip(name, sentence, len(repaired) * _likely(marker, written, nearest), distance)


def _likely(marker: Marker, written: Written, repaired: Written) -> float:
    """How much less it takes where undone a number has the digits of its sheet; more where it had them."""
    digits = marker.judge.digits
    return UNUSUAL ** (bool(digits.over(written)) - bool(digits.over(repaired)))


def _other(exercise: Exercise, q: Quantity, written: Written) -> Iterator[Slip]:
    """The quantity whose number is written."""
    if written.figures < FIGURES:
        return
    near = exercise.near(q)
    for other in near:
        number = exercise.exact[other]
        if other != q and number and written.fits(number):
            name = exercise.letters.of(other, _step(exercise.worksheet, q, other))
            sentence = f"That is the value of {name}."
            yield Slip(OTHER, sentence, len(near) - near.count(q))
            return


def _distance(written: Written, exact: Decimal) -> float:
    """How far a number is from the right one, beyond the rounding of its last place."""
    return max(0.0, abs(float(written.value - exact)) - float(written.half))


def _step(worksheet: Worksheet, q: Quantity, other: Quantity) -> int:
    """The update that the name of another number is of, when it is told beside this one."""
    step = q.update - q.traits.stepped
    return max(0, min(step, other.update, len(worksheet.updates) - 1))
