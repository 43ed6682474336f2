"""Whether an answer is right: what a correct calculation can give that rounds as the student does.

It goes on with the right answers before it, so a coarse one loosens what comes from it and nothing else. None
stands for an answer that fits, and says nothing: 0, where 0 is within what is accepted, or a blunt one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cached_property
from itertools import chain
from math import isfinite
from typing import TYPE_CHECKING

from .bounds.digits import DOUBLE, Digits, Reading
from .bounds.fits import tells, within
from .bounds.intervals import Interval, hull
from .bounds.noise import Off, narrowed, seen
from .bounds.possible_steps import MEAN_FIRST
from .errors_carried_forward import Own

if TYPE_CHECKING:
    from ..calculation.quantity import Quantity
    from .bounds.accepted import Accepted
    from .bounds.carried import Carried
    from .exercise import Exercise
    from .reading.written import Written
    from .tolerance import Tolerance

MACHINE = Decimal("1e-13")
"""The part of a number by which double precision may be off."""

MOST = 24
"""Numbers of a sheet that are asked how far its roundings go."""

CLOSE = Decimal("0.05")
"""The part of a number within which an answer says something where much else is accepted."""


class Judge:
    """What is right on one answer sheet; `narrowing` are answers found right, not yet taken for no more."""

    def __init__(
        self, exercise: Exercise, written: Mapping[Quantity, Written], tolerance: Tolerance | None
    ) -> None:
        self.exercise, self.written, self.tolerance = exercise, written, tolerance
        self.worksheet = exercise.worksheet
        self.numbers = self.worksheet.numbers
        self.digits = Digits(self.worksheet, written)
        self.narrowing: list[Quantity] = []

    @cached_property
    def own(self) -> Own:
        """What follows from the student's own numbers."""
        return Own(self.exercise, self.written, self.tolerance is not None)

    def exact(self, q: Quantity) -> Decimal:
        """A number without any rounding on the way."""
        return self.exercise.exact[q]

    def base(self, carried: Iterable[Carried]) -> list[Accepted]:
        """The correct calculations with some digits."""
        return [self.exercise.calculation(digits) for digits in carried]

    def narrow(self) -> None:
        """Take the numbers that are marked as right for no more than that."""
        while self.narrowing:
            right = self.narrowing.pop(0)
            blunt = len(self.digits.readings(self.written[right])) > 1 or not self.digits.telling
            self.own.keep(right, self.written[right], self.base(self.digits.kept) if blunt else ())

    def is_right(self, q: Quantity, written: Written) -> bool | None:
        """Whether a correct calculation can give a number; None where it can, and the digits tell nothing."""
        exact = self.exact(q)
        if self.tolerance is not None:
            low, high = self.tolerance.bounds(exact, written)
            return low <= written.value <= high
        if written.value in (exact, self.exercise.numbers[q]) or _by_machine(written, exact):
            return True
        readings = self.digits.readings(written)
        verdicts = [self.is_exact(q, exact, reading) for reading in readings]
        if True not in verdicts and q not in self.worksheet.given:
            verdicts += [self.is_possible(q, reading) for reading in readings]
        return True if True in verdicts else None if None in verdicts else False

    def is_exact(self, q: Quantity, exact: Decimal, reading: Reading) -> bool | None:
        """Whether an answer is the exact number, or that of an exercise that rounds, in its digits."""
        number = self.exercise.numbers[q]
        if not (reading.written.fits(exact) or reading.written.fits(number)):
            return False
        bounds = (float(number), float(number))
        says = not reading.blunt or self.digits.is_usual(reading.written)
        return says or tells(bounds, reading.written, True) or None

    def is_possible(self, q: Quantity, reading: Reading) -> bool | None:
        """Whether an answer is what a calculation gives that rounds on the way."""
        fits = False
        for bounds in self.possible(q, reading):
            if within(reading.written, bounds):
                if tells(bounds, reading.written, reading.blunt):
                    return True
                fits = fits or isfinite(bounds[1] - bounds[0])
        if fits and not reading.blunt and (self.is_close(q, reading.written) or self.is_seen(q, reading)):
            return True
        return None if fits else False

    def possible(self, q: Quantity, reading: Reading) -> Iterator[Interval]:
        """The bounds of a number by every way to calculate, no farther than the roundings of the sheet go."""
        self.narrow()
        right = chain.from_iterable(self.own.right(carried) for carried in reading.carried)
        ways = [way for way in right if way.forms != MEAN_FIRST or q.sample is None or q.update]
        every = chain.from_iterable(chain(way.each(q), map(way.result, (q,))) for way in ways)
        share = seen(off for other, off in self.offs.items() if other != q)
        if share == 1:
            yield from every
            return
        exact, unit = float(self.exact(q)), 2 * float(reading.written.half)
        known: list[Interval] = []
        for bounds in every:
            known.append(bounds)
            yield narrowed(bounds, (exact, exact), unit, share, bounds)
        if any(within(reading.written, bounds) for bounds in known):
            middle = hull(((exact, exact), *self.own.unrounded.each(q)))
            farthest = self.farthest(q, reading) if not q.update else None  # far from there it is costly
            yield from (narrowed(bounds, middle, unit, share, farthest or bounds) for bounds in known)

    def farthest(self, q: Quantity, reading: Reading) -> Interval:
        """How far all the roundings from the beginning may move a number, with the digits that do least."""
        bounds = (calculation.result(q) for calculation in self.base(reading.carried))
        return min(bounds, key=lambda each: each[1] - each[0])

    @cached_property
    def offs(self) -> dict[Quantity, Off]:
        """How far each number is off, in the units of its last place; not those that no rounding explains."""
        looked_at = [
            q for q, written in self.written.items() if written.half and q not in self.worksheet.given
        ]
        early = [q for q in looked_at if not q.update] or looked_at
        few = early[:: 1 + len(early) // MOST]
        every = {q: self._off(q, self.written[q]) for q in few}
        return {q: off for q, off in every.items() if off.units <= off.possible}

    def _off(self, q: Quantity, written: Written) -> Off:
        half, exact = float(written.half), float(self.exact(q))
        off = max(0.0, abs(float(written.value) - exact) - half) / (2 * half)
        low, high = self.farthest(q, self.digits.readings(written)[0])
        return Off(off, (high - low) / 2 / (2 * half))

    def is_close(self, q: Quantity, written: Written) -> bool:
        """Whether a number is so near to the exact one that it says something, whatever else is accepted."""
        exact = self.exact(q)
        return abs(written.value - exact) <= abs(exact) * CLOSE

    def is_seen(self, q: Quantity, reading: Reading) -> bool:
        """Whether a number comes out of the right answers before it exactly as they are written."""
        written = reading.written
        return written.value != 0 and any(within(written, each) for each in self.own.unrounded.each(q))


def _by_machine(written: Written, exact: Decimal) -> bool:
    """Whether a number is the exact one as a machine prints it, off by some units of its last places."""
    return written.figures >= DOUBLE and abs(written.value - exact) <= abs(exact) * MACHINE
