"""Numbers that are worked out from another printed number, which is wrong itself.

Such a number is taken for each quantity in turn, and everything after it is worked out from it. The quantity
from which most of the other printed numbers follow is what it was printed as.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy

from ..calculation.quantity import Quantity
from ..calculation.step import Step
from ..calculation.wiring import Wiring
from ..maths.formula import Term
from ..mistakes.side_by_side import SideBySide
from ..mistakes.way import Rewritten, Way, changed
from .candidates import Candidates
from .chance import Crowd, evenly
from .findings import Target

if TYPE_CHECKING:
    from ..calculation.arrays import Array
    from ..check.reading.written import Written

UNITS = 3
"""Half units of the last place by which a number may be off that is worked out from rounded ones."""

BY_CHANCE = {True: 0.03, False: 0.003}
"""The odds of an accident from which on nothing is said to follow: of several numbers, and of one alone."""

LEAST = 3
"""Figures of a number that says something."""


class Source(NamedTuple):
    """What a wrong number was printed as, the numbers that follow from it, and the odds of an accident."""

    place: int
    quantity: Quantity
    targets: Mapping[int, tuple[int, ...]]  # the rows of each number that follows, by its place
    chance: float


class Following:
    """What follows from one wrong number among several."""

    def __init__(self, candidates: Candidates, written: Sequence[Written], place: int) -> None:
        self.candidates, self.written, self.place = candidates, written, place
        self.sources = [target.quantity for target in candidates.targets if not target.form]

    @cached_property
    def numbers(self) -> Array:
        """Every target by the number taken for each quantity."""
        sheet, value = self.candidates.worksheet, float(self.written[self.place].value)
        ways = [Way((changed((q.kind,), _taken(q, value), {q.subject}),)) for q in self.sources]
        return self.candidates.table(SideBySide(sheet.steps, sheet.given, ways).values, len(ways) + 1)[:, 1:]

    def best(self, others: Sequence[int]) -> Source | None:
        """The quantity from which most of the others follow; None where that may be chance."""
        found = sorted(self._each(others), key=lambda source: (-len(source.targets), source.chance))
        return next((one for one in found if one.chance <= BY_CHANCE[len(one.targets) > 1]), None)

    def _each(self, others: Sequence[int]) -> Iterator[Source]:
        off = {place: self._off(place) for place in others if self.written[place].figures >= LEAST}
        for column, q in enumerate(self.sources):
            rows = {
                place: tuple(map(int, numpy.flatnonzero(away[:, column] >= 0))) for place, away in off.items()
            }
            followers = {place: each for place, each in rows.items() if each}
            if followers:
                odds = [
                    self._odds(place, off[place][list(each), column].min())
                    for place, each in followers.items()
                ]
                yield Source(self.place, q, followers, float(self._tried[column] * numpy.prod(odds)))

    @cached_property
    def _tried(self) -> Array:
        """How many quantities a number may as well be: those whose right numbers are as near to it."""
        right = numpy.array([float(self.candidates.exact_of(Target(q))) for q in self.sources])
        away = numpy.abs(right - float(self.written[self.place].value))
        return 2 * (1 + numpy.argsort(numpy.argsort(away)))

    def _off(self, place: int) -> Array:
        """How far each target of each quantity is from a number that it may print; −1 where it is none."""
        at, half = float(self.written[place].value), float(self.written[place].half)
        changed = numpy.abs(self.numbers - self.candidates.right[:, None]) > 2 * UNITS * half
        away = numpy.abs(self.numbers - at)
        return numpy.where(changed & (away <= UNITS * half) & ~self._itself, away, -1.0)

    @cached_property
    def _itself(self) -> Array:
        """The targets that are the number which is taken."""
        names = [target.quantity for target in self.candidates.targets]
        return numpy.array([[name == q for q in self.sources] for name in names])

    @cached_property
    def _crowd(self) -> Crowd:
        """What any quantity changes any number to."""
        right = self.candidates.right[:, None]
        return evenly(self.numbers[numpy.abs(self.numbers - right) > 1e-12 * numpy.abs(right)])

    def _odds(self, place: int, off: float) -> float:
        """The odds that a number follows so nearly from one quantity by chance."""
        written = self.written[place]
        around = self._crowd.expected(float(written.value), max(off, float(written.half)))
        return min(1.0, around / len(self.sources))


def _taken(taken: Quantity, value: float) -> Rewritten:
    def rewritten(wiring: Wiring, step: Step) -> Term:
        return value if step.quantity == taken else step.formula

    return rewritten
