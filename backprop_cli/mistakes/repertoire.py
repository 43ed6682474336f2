"""The ways to make the mistakes of the catalogue in an exercise: everywhere, at each place, in one sample.

Every way is worked out for each number of a sheet; so those of one sample are tried only where the others
leave wrong numbers without a reason.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import numpy

from ..calculation.kinds import KINDS
from .catalogue import MISTAKES, Mistake
from .side_by_side import SideBySide
from .way import Way

if TYPE_CHECKING:
    from ..calculation.arrays import Array
    from ..check.exercise import Exercise


class Repertoire:
    """Ways to make mistakes in an exercise, each with its mistake."""

    def __init__(self, exercise: Exercise, ways: Sequence[tuple[Mistake, Way]]) -> None:
        self.exercise, self.ways = exercise, ways

    @cached_property
    def ranks(self) -> Array:
        """The rank of every way, that of the calculation without a mistake first."""
        return numpy.array([0, *(mistake.rank for mistake, _ in self.ways)])

    @cached_property
    def by_file(self) -> SideBySide:
        """Every way on the numbers of the file."""
        worksheet = self.exercise.worksheet
        return SideBySide(worksheet.steps, worksheet.given, [way for _, way in self.ways])

    @property
    def size(self) -> int:
        """How many numbers all ways give for one update."""
        return len(self.ways) * len(self.exercise.worksheet.order_of(0))

    def with_samples(self) -> Repertoire:
        """The same ways, and each of them in one sample only."""
        return Repertoire(self.exercise, [*self.ways, *self._in_samples()])

    def _in_samples(self) -> Iterator[tuple[Mistake, Way]]:
        samples = range(len(self.exercise.network.samples))
        for mistake, way in self.ways if len(samples) > 1 else ():
            if any(not KINDS[kind].stepped for change in way.changes for kind in change.kinds):
                yield from ((mistake, _in_sample(mistake, way, sample)) for sample in samples)


def repertoire_of(exercise: Exercise) -> Repertoire:
    """Every way of every mistake."""
    return Repertoire(
        exercise, [(mistake, way) for mistake in MISTAKES for way in mistake.ways(exercise.steps)]
    )


def _in_sample(mistake: Mistake, way: Way, sample: int) -> Way:
    sentence = f"{way.sentence or mistake.sentence} In sample {sample + 1} only."
    return way._replace(sample=sample, sentence=sentence, alone=True)
