"""The mistakes in a wrong number: those whose number fits the written digits, where the right one does not.

Several that fit are all named, those first that fit more of the sheet. A mistake is tried on the numbers of
the file, then on the student's own earlier ones: so it is found at one place as well as everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from ..calculation.quantity import Quantity
from ..check.accepted import Accepted
from ..check.carried import Carried, carried_digits, decimal_of
from ..check.exercise import Exercise
from ..check.fits import CLOSE, WIDE, is_narrow, within
from ..check.reading.written import Written
from .altered import Way
from .catalogue import MISTAKES, Mistake
from .doubles import FAILURES, Doubles, Evaluators
from .slips import slips

MOST_UPDATES = 20
"""Updates up to which mistakes are looked for."""

MOST_PARAMETERS = 200
"""Parameters × samples up to which they are."""


class Slip(NamedTuple):
    """A slip of the hand, named as a mistake is."""

    name: str
    sentence: str


class Calculation:
    """A calculation with one mistake: in doubles, and where that is near, within its bounds."""

    def __init__(
        self,
        way: Way,
        carried: Sequence[Carried | None],
        right: Doubles,
    ) -> None:
        self.way, self.carried = way, carried
        self.exact = Doubles(way(None), right.evaluators, right)
        self.bounds: dict[Carried | None, Accepted] = {None: self.exact.way}

    def fits(self, q: Quantity, written: Written) -> bool:
        """Whether the mistake gives what is written; never where it changes nothing or gives everything."""
        return self.gives(q, written) and self.exact.is_altered(q, counterpart(self.exact.way, q))

    def gives(self, q: Quantity, written: Written) -> bool:
        """Whether what is written is what the calculation gives, even if it is right."""
        if q.update > MOST_UPDATES:
            return False
        mine = counterpart(self.exact.way, q)
        value = self.exact.expected(mine)
        if value is None or _is_given(mine) or not is_near(value, written):
            return False
        return any(self._holds(carried, mine, written) for carried in self.carried)

    def altered(self, q: Quantity) -> float | None:
        """The number of a quantity with the mistake; None where it is the right one."""
        mine = counterpart(self.exact.way, q)
        if mine.kind not in self.exact.way.steps.makers or not self.exact.is_altered(q, mine):
            return None
        return self.exact.expected(mine)

    def _holds(self, carried: Carried | None, q: Quantity, written: Written) -> bool:
        if carried not in self.bounds:
            self.bounds[carried] = self.way(carried)
        try:
            bounds = self.bounds[carried].result(q)
        except FAILURES:
            return False
        return is_narrow(bounds, written) and within(written, bounds)


def is_near(value: float, written: Written) -> bool:
    """Whether narrow bounds that hold a number may reach what is written."""
    half, middle = float(written.half), float(written.value)
    return abs(value - middle) <= (max(2 * WIDE * half, CLOSE * abs(middle)) + half) * (1 + 1e-9)


def _is_given(q: Quantity) -> bool:
    return q.is_start


def counterpart(way: Accepted, q: Quantity) -> Quantity:
    """The same number in another calculation: of a fixed parameter that it trains, or with a penalty."""
    steps = way.steps
    if q.kind == "parameter" and not q.update:
        return q._replace(update=int(steps.network.parameters[steps.numbers[q.subject]].trained))
    if len(steps.network.samples) > 1:
        return q
    if q.kind == "dE/dparameter":
        return steps.gradient(q.subject, q.update)
    return steps.loss(q.update) if q.kind == "loss" and not q.update else q


class Diagnosis:
    """The calculations with each mistake, with the digits that the student of one answer sheet carries."""

    def __init__(
        self, exercise: Exercise, answers: Mapping[Quantity, Written], evaluators: Evaluators
    ) -> None:
        self.exercise, self.answers, self.evaluators = exercise, answers, evaluators
        self.worksheet = exercise.worksheet
        exact = exercise.worksheet.exact_numbers
        self.carried = carried_digits((written, decimal_of(exact[q])) for q, written in answers.items())
        self.supports: dict[str, int] = {}
        size = len(exercise.network.parameters) * len(exercise.network.samples)
        self.is_small = size <= MOST_PARAMETERS

    @cached_property
    def calculations(self) -> list[tuple[Mistake, list[Calculation]]]:
        """Each mistake with its calculations from the file's numbers."""
        return self._calculated(self.exercise, (*self.carried, None))

    @cached_property
    def own_calculations(self) -> list[tuple[Mistake, list[Calculation]]]:
        """The same from the student's own earlier numbers."""
        own = {q: (float(written.low), float(written.high)) for q, written in self.answers.items()}
        return self._calculated(self.exercise.with_own(own), self.carried)

    def _calculated(
        self, exercise: Exercise, carried: Sequence[Carried | None]
    ) -> list[tuple[Mistake, list[Calculation]]]:
        right = Doubles(exercise.calculation(None, ("chain",)), self.evaluators)
        return [
            (mistake, [Calculation(way, carried, right) for way in mistake.ways(exercise)])
            for mistake in (MISTAKES if self.is_small else ())
        ]

    def named(self, q: Quantity, written: Written) -> tuple[Mistake | Slip, ...]:
        """The mistakes that fit a number, tried on the file's numbers, then on the student's own."""
        if q in self.worksheet.given and not self.is_fixed(q):
            return tuple(self.slips(q, written))
        fitting = _fitting(self.calculations, q, written) or _fitting(self.own_calculations, q, written)
        if len(fitting) > 1:
            fitting.sort(key=lambda mistake: -self.support(mistake))
        return (*fitting, *self.slips(q, written))

    def is_fixed(self, q: Quantity) -> bool:
        """Whether a given number is a parameter that no update changes, though a student may have."""
        parameters = {parameter.name: parameter for parameter in self.worksheet.network.parameters}
        return q.kind == "parameter" and not parameters[q.subject].trained

    def support(self, mistake: Mistake) -> int:
        """How many of the answers one calculation with a mistake explains."""
        if mistake.name not in self.supports:
            ways = next(ways for each, ways in self.calculations if each is mistake)
            counts = (sum(way.gives(q, written) for q, written in self.answers.items()) for way in ways)
            self.supports[mistake.name] = max(counts, default=0)
        return self.supports[mistake.name]

    def sheet_support(self, mistake: Mistake, order: Sequence[Quantity], misses: int) -> int:
        """The same of a calculation that misses no more than so many of them, tried in an order; else 0."""
        ways = next(ways for each, ways in self.calculations if each is mistake)
        return max((self._explained(way, order, misses) for way in ways), default=0)

    def _explained(self, way: Calculation, order: Sequence[Quantity], misses: int) -> int:
        missed = 0
        for q in order:
            missed += not way.gives(q, self.answers[q])
            if missed > misses:
                return 0
        return len(order) - missed

    def slips(self, q: Quantity, written: Written) -> Iterator[Slip]:
        """The slips of the hand that make what is written from a right number."""
        right = [self.exercise.calculation(carried) for carried in self.carried]
        for name, sentence in slips(self.worksheet, q, written, right):
            yield Slip(name, sentence)


def _fitting(
    calculated: Iterable[tuple[Mistake, list[Calculation]]], q: Quantity, written: Written
) -> list[Mistake]:
    """The mistakes that fit a number."""
    return [mistake for mistake, ways in calculated if any(way.fits(q, written) for way in ways)]


class Diagnoser:
    """Names the mistakes in the answer sheets of one exercise; the diagnosis of the last sheet is kept."""

    def __init__(self, exercise: Exercise) -> None:
        self.exercise, self.evaluators = exercise, Evaluators()
        self.last: Diagnosis | None = None

    def named(
        self, q: Quantity, written: Written, answers: Mapping[Quantity, Written]
    ) -> tuple[Mistake | Slip, ...]:
        """The mistakes whose number fits what is written; those of the calculation first."""
        return self.diagnosis(answers).named(q, written)

    def diagnosis(self, answers: Mapping[Quantity, Written]) -> Diagnosis:
        """What is known of one sheet of answers."""
        if self.last is None or self.last.answers != answers:
            self.last = Diagnosis(self.exercise, answers, self.evaluators)
        return self.last
