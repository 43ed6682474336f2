"""Printed numbers of a long training: after every step, right and with each common mistake in every step.

A number that was asked for after so many steps is looked for there first; else after 10, 100, 1,000 and
10,000 steps, and after any other where it has digits enough to tell one step from the next.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy

from ..calculation.quantity import Quantity
from ..calculation.schedule import has_gradient, has_update, number_of_updates, updates_of_an_epoch
from ..calculation.steps import Steps
from ..mistakes.way import Way
from .candidates import Candidates
from .chance import crowd
from .findings import Finding, Target
from .steps_of_a_way import StepsOfWay
from .trajectory import Trajectory
from .weights import of_target

if TYPE_CHECKING:
    from ..calculation.arrays import Array
    from ..check.reading.written import Written
    from ..network.model import Network

USUAL = (10_000, 9_999, 1_000, 999, 100, 10)
"""The steps after which numbers are printed, a loss before the last; the first is how far is looked."""

FIGURES = 5
"""Figures of a number from which on it is looked for after steps that nobody named."""

RARE = {False: 1, True: 2}
"""The rank of mistakes up to which they are made in every step, and where the steps are asked for."""

SURE = 0.01
"""The odds of an accident from which on rarer mistakes are not tried."""

MOST = {False: 1_000_000, True: 20_000_000}
"""Numbers × epochs up to which a training is worked out, more where the steps are asked for; of longer ones
the beginning."""

LARGE = 1_000
"""Parameters × samples of an epoch up to which there is any."""


class Course(NamedTuple):
    """A training by one calculation: its condition in words, its rank and weight, its network and way."""

    how: str
    rank: int
    weight: float
    network: Network
    way: Way


class Table(NamedTuple):
    """The numbers of a training: a row a quantity, a column an epoch."""

    quantities: list[Quantity]
    numbers: Array
    weights: Array
    trajectory: Trajectory


class Training:
    """The trainings of an example, each worked out when it is first asked for."""

    def __init__(self, candidates: Candidates, asked: int | None = None) -> None:
        self.candidates, self.network = candidates, candidates.whole.network
        said = number_of_updates(self.network)
        self.asked = asked or (said if said > len(candidates.worksheet.updates) else None)
        self.tables: dict[str, Table] = {}

    @cached_property
    def epochs(self) -> int:
        """The epochs that are worked out; 0 where there is nothing to train, or too much."""
        network = self.network
        if not has_update(network) or not has_gradient(network) or self.candidates.only:
            return 0
        size = len(network.parameters) * len(network.samples)
        epochs = -(-(self.asked or USUAL[0]) // updates_of_an_epoch(network))
        numbers = len(self.candidates.worksheet.order_of(0)) * updates_of_an_epoch(network)
        return min(epochs, MOST[bool(self.asked)] // numbers) if size <= LARGE else 0

    @property
    def steps(self) -> tuple[int, ...]:
        """The steps after which a number is likely."""
        return (self.asked, self.asked - 1) if self.asked else USUAL

    @cached_property
    def courses(self) -> list[Course]:
        """The calculations: the right one, the file read as other networks, each common mistake."""
        once = {column.how: column for column in reversed(self.candidates.catalogue) if column.way}
        others = dict(self.candidates.variants)
        result = [Course("", 0, 1.0, self.network, Way(()))]
        for column in sorted(self.candidates.catalogue, key=lambda column: column.rank):
            if column.way is None:
                network = others[column.how].network
                result.append(Course(column.how, column.rank, column.weight, network, Way(())))
            elif (
                column.rank <= RARE[bool(self.asked)]
                and once[column.how] is column
                and ": " not in column.how
            ):
                result.append(Course(column.how, column.rank, column.weight, self.network, column.way))
        return result

    def table(self, course: Course) -> Table:
        """The numbers of a training."""
        if course.how not in self.tables:
            steps = StepsOfWay(course.network, course.way) if course.way.changes else Steps(course.network)
            trajectory = Trajectory(course.network, steps, self.epochs)
            sheet = self.candidates.worksheet
            known = dict(trajectory.numbers())
            names = [q for q in known if _is_new(steps, q)]
            weights = numpy.array([of_target(sheet, Target(q._replace(update=0))) for q in names])
            numbers = numpy.array([known[q] for q in names]).reshape(len(names), trajectory.epochs)
            self.tables[course.how] = Table(names, numbers, weights, trajectory)
        return self.tables[course.how]

    def right(self, written: Written) -> list[Finding]:
        """The right numbers of a training that print so."""
        return self._found(self.courses[:1], written) if self.epochs else []

    def mistaken(self, written: Written) -> list[Finding]:
        """The numbers of a training with a mistake in every step."""
        return self._found(self.courses[1:], written) if self.epochs else []

    def _found(self, courses: Sequence[Course], written: Written) -> list[Finding]:
        if written.figures < FIGURES and not self.asked:
            return []
        found: list[Finding] = []
        for course in courses:
            if any(one.chance <= SURE and one.rank < course.rank for one in found):
                break
            found += self._of_course(course, written)
        return found

    def _of_course(self, course: Course, written: Written) -> Iterator[Finding]:
        """The findings of one training: after the likely steps, else after any."""
        table = self.table(course)
        at, half = float(written.value), float(written.half)
        fitting = numpy.abs(table.numbers - at) <= half * (1 + 1e-9) + abs(at) * 1e-12
        rest = sum(each.weight for each in self.courses) / course.weight if course.how else 1.0
        for row in numpy.flatnonzero(fitting.any(axis=1)):
            for epoch, chance in self._places(table, int(row), fitting[row], written):
                q = table.quantities[row]
                q = q._replace(update=table.trajectory.update_of(q, epoch))
                yield Finding(
                    Target(q),
                    course.how,
                    self._right_number(table.quantities[row], epoch, course),
                    rank=course.rank,
                    chance=chance * rest / table.weights[row],
                    reason=course.how,
                    tried=len(self.candidates.reasons),
                )

    def _places(self, table: Table, row: int, fits: Array, written: Written) -> Iterator[tuple[int, float]]:
        """The epochs in which a number is likely printed so, with the odds of an accident."""
        at, half = float(written.value), float(written.half)
        q, course = table.quantities[row], table.trajectory
        epochs = [int(epoch) for epoch in numpy.flatnonzero(fits) if course.update_of(q, int(epoch)) > 0]
        named = [epoch for epoch in epochs if course.update_of(q, epoch) in self.steps]
        for epoch in named:
            crowded = crowd(table.numbers[:, epoch], table.weights)
            yield epoch, 0.0 if self.asked else len(self.steps) * crowded.expected(at, half)
        if epochs and not named and written.figures >= FIGURES:
            epoch = epochs[len(epochs) // 2]
            step = numpy.ptp(table.numbers[row, max(0, epoch - 1) : epoch + 2]) / 2
            crossing = (numpy.nanmin(table.numbers, axis=1) <= at) & (
                numpy.nanmax(table.numbers, axis=1) >= at
            )
            yield (
                epoch,
                float((crossing * table.weights).sum()) * (2 * half / step if step > 2 * half else 1.0),
            )

    def _right_number(self, q: Quantity, epoch: int, course: Course) -> Decimal | None:
        """The right number at the same place of the training."""
        table = self.table(self.courses[0])
        if q not in table.quantities or epoch >= table.trajectory.epochs:
            return None
        return Decimal(repr(float(table.numbers[table.quantities.index(q), epoch])))


def _is_new(steps: Steps, q: Quantity) -> bool:
    """Whether a number is not merely another one by another name."""
    return q.is_start or not isinstance(steps.step(q).formula, (int, Quantity))
