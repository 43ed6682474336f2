"""What follows from a student's own numbers: the formulas of the exercise on the numbers of the answers.

Each form is tried by itself, so that a calculation is consistent; a number that was not given is worked out
from those before it, rounded as the student rounds. A number that is written was carried on as it stands, or
as what was rounded to it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from typing import NamedTuple

from ..calculation import order
from ..calculation.quantity import Quantity
from .bounds.accepted import Accepted
from .bounds.carried import Carried
from .bounds.intervals import Interval, hull
from .bounds.possible_steps import MEAN_FIRST, Possible
from .exercise import Exercise
from .reading.written import Written

Fits = Callable[[Interval, "Carried | None"], "bool | None"]
"""Whether an answer fits bounds, worked out with some digits: None where it does and that says nothing."""


class Following(NamedTuple):
    """The answers that a number is worked out from, and whether its fitting says anything.

    It is `pointed` if it fits only what comes from the answers exactly as they are written.
    """

    sources: frozenset[Quantity]
    tells: bool
    pointed: bool


class Own:
    """The bounds of every number by the student's own numbers, in each form and for the digits carried.

    Given numbers are no answers: written down again, they loosen nothing.
    """

    def __init__(
        self, exercise: Exercise, written: Mapping[Quantity, Written], pointed: bool = False
    ) -> None:
        self.exercise, self.pointed = exercise, pointed
        self.given = exercise.worksheet.given
        self.written = {q: number for q, number in written.items() if not self.is_given(q, number)}
        self.points = {q: (float(number.value),) * 2 for q, number in self.written.items()}
        self.rounded = {q: (float(number.low), float(number.high)) for q, number in self.written.items()}
        self.as_written: dict[Quantity, Interval] = {}
        self.right_points: dict[Quantity, Interval] = {}
        self.after_mean: dict[Quantity, Interval] = {}
        self._right: dict[Carried | None, list[Accepted]] = {}
        self._nearest: dict[tuple[tuple[str, ...], Quantity], frozenset[Quantity]] = {}
        self._looked: dict[tuple[str, ...], int] = {}
        self._ways: dict[tuple[Carried | None, bool], list[Accepted]] = {}

    def is_given(self, q: Quantity, number: Written) -> bool:
        """Whether an answer is a given number, written down again."""
        return q in self.given and number.value == self.given[q]

    def ways(self, carried: Carried | None, pointed: bool) -> list[Accepted]:
        """The calculations that go on with the student's numbers, in each form."""
        key = (carried, pointed)
        if key not in self._ways:
            possible, own = self.exercise.possible, self.points if pointed else self.rounded
            first = Accepted(possible, carried, ("chain",), own)
            others = (form for form in possible.forms if form != "chain")
            self._ways[key] = [first, *(Accepted(possible, carried, (form,), own, first) for form in others)]
        return self._ways[key]

    def keep(self, q: Quantity, written: Written, base: Sequence[Accepted]) -> None:
        """Take a number for right; of a blunt one, what is carried on is right by `base` as well."""
        if q not in self.rounded or q in self.given:
            return
        if base:
            low, high = hull(calculation.leaf(q).bounds for calculation in base)
            value, (below, above) = float(written.value), self.rounded[q]
            self.rounded[q] = (min(value, max(low, below)), max(value, min(high, above)))
        self.as_written[q], self.right_points[q] = self.rounded[q], self.points[q]
        if q.traits.part != "backward" or q.sample is None:
            self.after_mean[q] = self.rounded[q]

    @cached_property
    def unrounded(self) -> Accepted:
        """The correct calculation on the right answers exactly as they are written, without a rounding."""
        return Accepted(self.exercise.possible, None, self.exercise.possible.forms, self.right_points)

    def right(self, carried: Carried | None) -> list[Accepted]:
        """The correct calculations that go on with the right answers before a number.

        One is in any form; the other takes the mean over the samples first, and uses no number of one.
        """
        if carried not in self._right:
            possible = self.exercise.possible
            self._right[carried] = [Accepted(possible, carried, possible.forms, self.as_written)]
            if possible.has_mean:
                first = Accepted(possible, carried, MEAN_FIRST, self.after_mean)
                self._right[carried].append(first)
        return self._right[carried]

    def following(self, q: Quantity, carried: Carried | None, fits: Fits) -> Iterator[Following]:
        """The answers that a number follows from, in each way in which it does."""
        loose = [] if self.pointed else self.ways(carried, False)
        for number, way in enumerate(loose or self.ways(carried, True)):
            for step in self.steps(way, q):
                fitting = fits(_bounds(way, q, step), carried)
                pointed = fitting is None or self.pointed
                if fitting is None and not self.pointed:  # what was carried on may be what is written
                    point = self.ways(carried, True)[number]
                    fitting = fits(_bounds(point, q, step), carried) or None
                if fitting is not False:
                    yield Following(self._reached(way, step), fitting is True, pointed)

    def steps(self, way: Accepted, q: Quantity) -> tuple[Possible, ...]:
        """The steps of a number; the mixed ones beside those of the chain rule."""
        mixed = self.exercise.possible.mixed(q) if way.forms == ("chain",) else ()
        return (*way.steps_of(q), *mixed)

    def _reached(self, way: Accepted, step: Possible) -> frozenset[Quantity]:
        """The answers that a step is worked out from in one way, through numbers that were not given."""
        return frozenset().union(*map(partial(self._before, way), step.quantities))

    def _before(self, way: Accepted, leaf: Quantity) -> frozenset[Quantity]:
        """The answers nearest before a number, which may be one itself; forms have different ones."""
        if leaf in self.written:
            return frozenset((leaf,))
        if leaf in self.given:
            return frozenset()
        key = (way.forms, leaf)
        if key not in self._nearest:
            self._before_update(way, leaf.update)
            self._nearest[key] = frozenset().union(*(self._reached(way, step) for step in way.steps_of(leaf)))
        return self._nearest[key]

    def _before_update(self, way: Accepted, update: int) -> None:
        """Look for the answers before the parameters, update by update, so that no chain is long."""
        for number in range(self._looked.get(way.forms, 0), update - 1):
            self._looked[way.forms] = number + 1
            for parameter in order.updates(way.steps, number + 1):
                self._before(way, parameter)


def _bounds(way: Accepted, q: Quantity, step: Possible) -> Interval:
    return way.in_range(q, way.reach(way.of_step(step)))
