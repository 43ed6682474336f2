"""What a sheet says for each way to make a mistake: which of its numbers fit, and what that is worth.

A wrong number fits a way if it lies as near to what the way gives as roundings can bring it. By chance it
fits one of many ways as well: the odds are the widths of all that is looked at over the size of the number.
What fits several numbers, and contradicts no right one, has the odds of all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from math import comb, isfinite
from typing import TYPE_CHECKING

import numpy

from ..check.verdicts import RIGHT, WRONG
from .side_by_side import SAME, SideBySide, changed

if TYPE_CHECKING:
    from ..calculation.arrays import Array
    from ..calculation.quantity import Quantity
    from ..check.marker import Marker
    from ..check.verdicts import Mark

MOST_NUMBERS = 600_000
"""Numbers times ways that are worked out from the beginning."""

MOST_RIGHT = 150
"""Right numbers that are asked whether they speak against a way."""

ON_PURPOSE = 0.0003
"""The odds that a wrong number is 0 or 1 by chance: who writes that means it."""

SHORT = 20
"""How much coarser a number with zeros at its end is taken to be, at most."""

SPREAD = 3.0
"""How much further roundings may carry a number with a mistake in it; what is far off tells the less."""

MOST_GROWTH = 100.0
"""How many times larger the roundings are taken to be where a mistake makes the number larger."""

OF_LOSS = frozenset(("term", "loss"))
"""Who makes a mistake in the derivative of the loss alone has the loss itself right."""


class Evidence:
    """The wrong and the right numbers of a sheet, beside what every way gives."""

    def __init__(self, marker: Marker, marks: Sequence[Mark], by_file: SideBySide) -> None:
        self.marker, self.by_file = marker, by_file
        self.written = marker.written
        self._radii: dict[Quantity, float] = {}
        self._giving: dict[Quantity, Array] = {}
        self.wrong = [q for q in _with_verdict(marks, (WRONG,)) if q not in marker.worksheet.given]
        self.right = [q for q in _with_verdict(marks, RIGHT) if q not in marker.worksheet.given]

    @cached_property
    def by_own(self) -> SideBySide:
        """Every way on the student's own numbers."""
        own = {q: low for q, (low, _) in self.marker.judge.own.points.items()}
        return self.by_file.on(own)

    @cached_property
    def contradicted(self) -> Array:
        """Whether a right number speaks against each way made from the beginning; the loss never does."""
        early = [q for q in self.right if self.is_early(q)][:MOST_RIGHT]
        telling = [q for q in early if q.kind not in OF_LOSS]
        giving = self.giving(telling)
        every = [self.by_file.changed(q) & ~giving[q] for q in telling]
        return numpy.any(every, axis=0) if every else numpy.zeros(self.by_file.size, dtype=bool)

    def giving(self, quantities: Iterable[Quantity]) -> Mapping[Quantity, Array]:
        """Which ways give each number that is early, made from the beginning, even if it is the right one."""
        early = [q for q in quantities if q not in self._giving and self.is_early(q)]
        if early:
            values = numpy.array([self.by_file.values(q) for q in early])
            near = self._near(values, early, [self.radius(q) for q in early])
            self._giving.update(zip(early, near, strict=True))
        return self._giving

    def fits_file(self, q: Quantity) -> Array:
        """Which ways give a number, made from the beginning; none of a number that is far from there."""
        if not self.is_early(q):
            return numpy.zeros(self.by_file.size, dtype=bool)
        return self.by_file.changed(q) & self.giving(self.wrong)[q] & ~self.contradicted

    def is_early(self, q: Quantity) -> bool:
        """Whether there are not too many numbers before one to try every way from the beginning."""
        return self.numbers * max(1, q.update) * self.by_file.size <= MOST_NUMBERS

    @cached_property
    def numbers(self) -> int:
        """How many numbers an update has."""
        return len(self.marker.worksheet.order_of(0))

    def fits_own(self, q: Quantity) -> Array:
        """Which ways give a number, made at this place, from the student's own numbers before it."""
        values = self.by_own.values(q)
        return self.by_own.changed(q) & self._near(values[None], [q], [self.own_radius(q)])[0]

    def _near(self, values: Array, quantities: Sequence[Quantity], radii: Sequence[float]) -> Array:
        """Which values can have been rounded to what is written of some numbers, a row each."""
        numbers = [
            (float(self.written[q].value), float(self.written[q].half), abs(self.exact(q)) or numpy.inf)
            for q in quantities
        ]
        middle, half, size = numpy.array(numbers).T[:, :, None]
        growth = numpy.maximum(1, numpy.abs(values) / size)
        spread = SPREAD * numpy.array(radii)[:, None] * numpy.minimum(growth, MOST_GROWTH)
        return numpy.abs(values - middle) <= half * (1 + 1e-9) + spread + numpy.abs(middle) * SAME

    def exact(self, q: Quantity) -> float:
        """The right number."""
        return float(self.marker.judge.exact(q))

    def radius(self, q: Quantity) -> float:
        """How far the roundings on the way move a number that is worked out from the file's, if near."""
        if q not in self._radii:
            self._radii[q] = self._radius(q) if self.is_early(q) else self.own_radius(q)
        return self._radii[q]

    def _radius(self, q: Quantity) -> float:
        reading = self.marker.judge.digits.readings(self.written[q])[0]
        bounds = [calculation.result(q) for calculation in self.marker.judge.base(reading.carried)]
        return min((high - low) / 2 for low, high in bounds)

    def own_radius(self, q: Quantity) -> float:
        """The same of a number that is worked out from the student's own."""
        reading = self.marker.judge.digits.readings(self.written[q])[0]
        bounds = [self.marker.judge.own.ways(carried, False)[0].result(q) for carried in reading.carried]
        return min((high - low) / 2 for low, high in bounds)

    def chance(self, q: Quantity, distance: float) -> float:
        """The odds that a wrong number lies as near to a given value as this one does."""
        if self.written[q].value in (0, 1, -1):
            return ON_PURPOSE
        size = 2 * max(abs(float(self.written[q].value)), abs(self.exact(q)))
        around = max(0.0, distance - float(self.written[q].half)) + self.grain(q)
        return min(1.0, around / size) if size and isfinite(around) else 1.0

    def grain(self, q: Quantity) -> float:
        """Half a unit of the last digit that is not 0: short numbers make short ones, as many ways do."""
        half, last = float(self.written[q].half), int(self.written[q].value.normalize().as_tuple().exponent)
        return min(max(half, 0.5 * 10.0 ** min(last, 300)), SHORT * half)

    def odds(self, place: int, by: SideBySide, explained: Sequence[Quantity], among: Array) -> float:
        """How many of the ways give these numbers by chance, of so many wrong ones.

        Numbers that a way changes through the same number before them may all come from that, wrong by
        itself: they are one coincidence, that of the number that tells most.
        """
        chances = self._chances(place, by, explained)
        independent: list[float] = []
        causes: set[Quantity] = set()
        for q in sorted(explained, key=lambda q: chances[q]):
            if causes.isdisjoint(by.causes(q, place)):
                independent.append(chances[q])
                causes |= by.causes(q, place)
        every = numpy.all([by.changed(q) for q in explained], axis=0)
        rivals = distinct(by.values(explained[0]), every & among)
        return float(
            max(1, rivals) * numpy.prod(independent) * self._choices(len(explained), len(independent))
        )

    def _choices(self, explained: int, independent: int) -> int:
        """In how many ways so many numbers can be among the wrong ones; what hangs together is in a row."""
        if independent == 1 and 2 * explained >= len(self.wrong):
            return len(self.wrong) - explained + 1
        return comb(len(self.wrong), explained)

    def _chances(self, place: int, by: SideBySide, explained: Sequence[Quantity]) -> dict[Quantity, float]:
        """The odds of each number; if its own step is unchanged, as if it were as far off as the worst."""
        worst = max(self._share(by.values(q)[place], q) for q in explained)
        return {
            q: self.chance(q, self._distance(by.values(q)[place], q))
            if place in by.direct.get(q, ())
            else self.chance(q, worst * self.radius(q) + float(self.written[q].half))
            for q in explained
        }

    def _distance(self, value: float, q: Quantity) -> float:
        return abs(float(value) - float(self.written[q].value))

    def _share(self, value: float, q: Quantity) -> float:
        """The part of what roundings may do by which a number is off."""
        radius = self.radius(q)
        beyond = max(0.0, self._distance(value, q) - float(self.written[q].half))
        return beyond / radius if radius else 0.0


def distinct(values: Array, among: Array) -> int:
    """How many different numbers these ways give that change one."""
    chosen = values[changed(values) & among & numpy.isfinite(values)]
    return (
        len(numpy.unique(numpy.round(chosen / (numpy.max(numpy.abs(chosen)) or 1), 9))) if len(chosen) else 0
    )


def _with_verdict(marks: Iterable[Mark], verdicts: Iterable[str]) -> list[Quantity]:
    chosen = (mark.answer.quantity for mark in marks if mark.verdict in verdicts)
    return [q for q in chosen if q is not None]
