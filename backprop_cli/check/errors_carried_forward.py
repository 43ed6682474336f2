"""What follows from a student's own numbers: the formulas of the exercise on the numbers of the answers.

Each form is tried by itself, so that a calculation is consistent; a number that was not given is worked out
from those before it, rounded as the student rounds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from ..calculation.quantity import Quantity
from ..maths.formula import leaves
from .accepted import Accepted
from .carried import Carried
from .exercise import Exercise
from .fits import is_bounded, within
from .intervals import Interval, hull
from .reading.written import Written
from .tolerance import Tolerance


class Own:
    """The bounds of every number by the student's own numbers, in each form and for all digits carried."""

    def __init__(
        self,
        exercise: Exercise,
        carried: Iterable[Carried],
        written: Mapping[Quantity, Written],
        pointed: bool = False,
    ) -> None:
        self.given, self.written, self.pointed = exercise.worksheet.given, written, pointed
        digits: list[Carried | None] = [None] if pointed else list(carried)
        own = {q: self.bounds(number) for q, number in written.items()}
        self.ways: list[Accepted] = []
        possible = exercise.possible
        for carried_on in digits:
            first = Accepted(possible, carried_on, ("chain",), own)
            others = (form for form in possible.forms if form != "chain")
            self.ways += [first, *(Accepted(possible, carried_on, (form,), own, first) for form in others)]
        self.nearest: dict[tuple[int, Quantity], frozenset[Quantity]] = {}

    def bounds(self, written: Written) -> Interval:
        """Where the number lies that a student carries on: what is written, or what was rounded to it."""
        if self.pointed:
            return float(written.value), float(written.value)
        return float(written.low), float(written.high)

    def keep(self, q: Quantity, written: Written, right: bool, base: Iterable[Accepted]) -> None:
        """Take a marked number for what it is: of a right one, what is carried on is right as well."""
        if self.pointed or not right or q in self.given:
            return
        low, high = hull(calculation.leaf(q) for calculation in base)
        value, (below, above) = float(written.value), self.bounds(written)
        bounds = (min(value, max(low, below)), max(value, min(high, above)))
        for way in self.ways:
            way.used[q] = bounds

    def sources(
        self, q: Quantity, written: Written, tolerance: Tolerance | None
    ) -> frozenset[Quantity] | None:
        """The answers that a number follows from; None where it follows from none."""
        if q in self.given:
            return None
        for number, way in enumerate(self.ways):
            if self.fits(way.result(q), written, tolerance):
                return self.before(number, q)
        return None

    def fits(self, x: Interval, written: Written, tolerance: Tolerance | None) -> bool:
        """Whether a result within bounds can have been written so."""
        if not is_bounded(x):
            return False
        if tolerance is None:
            return within(written, x)
        low, high = tolerance.bounds(Decimal((x[0] + x[1]) / 2), written)
        return low <= written.value <= high

    def before(self, number: int, q: Quantity) -> frozenset[Quantity]:
        """The answers that a number is worked out from in one way, through numbers that were not given."""
        key = (number, q)
        if key not in self.nearest:
            self.nearest[key] = frozenset().union(
                *(self._reached(number, leaf) for leaf in self._leaves(number, q))
            )
        return self.nearest[key]

    def _leaves(self, number: int, q: Quantity) -> set[Quantity]:
        return {
            leaf
            for step in self.ways[number].steps_of(q)
            for leaf in leaves(step.formula)
            if isinstance(leaf, Quantity)
        }

    def _reached(self, number: int, leaf: Quantity) -> frozenset[Quantity]:
        if leaf in self.written:
            return frozenset((leaf,))
        return frozenset() if leaf in self.given else self.before(number, leaf)
