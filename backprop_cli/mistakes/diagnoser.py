"""What names the mistakes in the sheets of one exercise.

What the sheets have in common, the ways to make mistakes, is worked out once; each sheet has its diagnosis.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from ..check.verdicts import WRONG
from .diagnosis import Diagnosis
from .evidence import MOST_NUMBERS, Evidence
from .repertoire import Repertoire, repertoire_of

if TYPE_CHECKING:
    from ..calculation.quantity import Quantity
    from ..check.exercise import Exercise
    from ..check.marker import Marker
    from ..check.verdicts import Mark
    from .candidate import Named


class Diagnoser:
    """Names the mistakes in the sheets of one exercise; what these have in common is worked out once."""

    def __init__(self, exercise: Exercise) -> None:
        self.exercise = exercise
        self.last: tuple[Marker, Diagnosis] | None = None

    @cached_property
    def repertoire(self) -> Repertoire:
        """Every way to make a mistake, everywhere and at each place."""
        return repertoire_of(self.exercise)

    @cached_property
    def with_samples(self) -> Repertoire:
        """The same, and in one sample only."""
        return self.repertoire.with_samples()

    def named(self, marker: Marker, marks: Sequence[Mark]) -> Mapping[Quantity, tuple[Named, ...]]:
        """The mistakes in the wrong numbers of a sheet."""
        diagnosis = self.diagnosis(marker, marks)
        wrong = [mark.answer.quantity for mark in marks if mark.verdict == WRONG]
        return {q: tuple(diagnosis.named(q)) for q in wrong if q is not None}

    def diagnosis(self, marker: Marker, marks: Sequence[Mark]) -> Diagnosis:
        """What is known of a sheet; that of the last is kept."""
        if self.last is None or self.last[0] is not marker:
            self.last = (marker, self._diagnosis(marker, marks))
        return self.last[1]

    def _diagnosis(self, marker: Marker, marks: Sequence[Mark]) -> Diagnosis:
        """By the ways of one sample where these leave fewer numbers without a reason."""
        everywhere = Diagnosis(self.repertoire, Evidence(marker, marks, self.repertoire.by_file))
        samples = len(self.exercise.network.samples)
        if not everywhere.without or samples == 1 or self.repertoire.size * (samples + 1) > MOST_NUMBERS:
            return everywhere
        in_one = Diagnosis(self.with_samples, Evidence(marker, marks, self.with_samples.by_file))
        return min(everywhere, in_one, key=lambda diagnosis: len(diagnosis.without))
