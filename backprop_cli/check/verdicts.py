"""The verdict on every answer, as a fair marker would find it.

An answer is correct if a correct calculation that rounds as the student does can give it (`accepted`), or if
it is the exact number in its digits. A wrong one *follows* if the same formulas, on the student's own earlier
numbers, give it. To add a verdict: its name here, its row in `RIGHT`, and what it is worth in `points`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from ..calculation.quantity import Quantity
from .carried import Carried, carried_digits, decimal_of
from .errors_carried_forward import Own
from .exercise import Exercise
from .fits import is_narrow, within
from .intervals import Interval, hull
from .reading.answers import Answer
from .reading.written import Written
from .tolerance import Tolerance

if TYPE_CHECKING:
    from ..sheet.worked_example import Worksheet

CORRECT, FEWER, FOLLOWS, WRONG, BLANK, UNKNOWN = (
    "correct",
    "fewer digits",
    "follows",
    "wrong",
    "blank",
    "unknown",
)
"""The verdicts."""

Named = Callable[[Quantity, Written, Mapping[Quantity, Written]], tuple[Any, ...]]
"""What names the mistakes in a wrong number, beside all the answers of the sheet."""


class Mark(NamedTuple):
    """An answer with its verdict. `expected` is None of an unknown name."""

    answer: Answer
    verdict: str
    expected: Decimal | float | None = None
    bounds: Interval | None = None
    sources: tuple[Answer, ...] = ()  # the wrong answers that it follows from
    mistakes: tuple[Any, ...] = ()  # with `.name` and `.sentence`
    digits: Carried | None = None  # the digits that were asked for and are missing


class Rules(NamedTuple):
    """How to mark: a tolerance in the place of the rounding rule, the digits asked for."""

    tolerance: Tolerance | None = None
    asked: Carried | None = None
    intervals: bool = False  # whether to tell what is accepted


def check(
    exercise: Exercise, answers: Sequence[Answer], rules: Rules | None = None, named: Named | None = None
) -> tuple[Mark, ...]:
    """A mark for each answer, in the order of the exercise, those of unknown name last."""
    return Marker(exercise, answers, rules or Rules(), named).marks()


def digits_carried(worksheet: Worksheet, written: Mapping[Quantity, Written]) -> tuple[Carried, ...]:
    """What a student carries, and what the file rounds each step to."""
    carried = carried_digits(
        (number, decimal_of(worksheet.exact_numbers[q])) for q, number in written.items()
    )
    rounding = worksheet.network.rounding
    if rounding is None or not rounding.each_step:
        return carried
    return tuple(dict.fromkeys((Carried(rounding.kind, rounding.places), *carried)))


class Marker:
    """The marking of one answer sheet."""

    def __init__(
        self, exercise: Exercise, answers: Sequence[Answer], rules: Rules, named: Named | None = None
    ) -> None:
        self.answers, self.rules, self.named = answers, rules, named
        self.worksheet = worksheet = exercise.worksheet
        self.numbers = worksheet.numbers
        self.written = {
            answer.quantity: answer.written
            for answer in answers
            if answer.quantity is not None and answer.written is not None
        }
        self.by_quantity = {answer.quantity: answer for answer in answers if answer.quantity is not None}
        self.marked: dict[Quantity, Mark] = {}
        self.carried = digits_carried(worksheet, self.written)
        self.base = [exercise.calculation(carried) for carried in self.carried]
        self.own = Own(exercise, self.carried, self.written, rules.tolerance is not None)

    def exact(self, q: Quantity) -> Any:
        """A number without any rounding on the way."""
        return self.worksheet.exact_numbers[q]

    def marks(self) -> tuple[Mark, ...]:
        """The marks, in the order of the exercise."""
        known = self.in_order(answer.quantity for answer in self.answers if answer.quantity is not None)
        unknown = [Mark(answer, UNKNOWN) for answer in self.answers if answer.quantity is None]
        return (*map(self.mark, known), *unknown)

    def in_order(self, quantities: Iterable[Quantity]) -> list[Quantity]:
        """Numbers in the order of the exercise."""
        return sorted(quantities, key=lambda q: self.places.get(q, len(self.places)))

    @cached_property
    def places(self) -> dict[Quantity, int]:
        """The place of every number in the exercise, given ones first."""
        return {q: place for place, q in enumerate((*self.worksheet.given, *self.worksheet.everything))}

    def mark(self, q: Quantity) -> Mark:
        """The mark of the answer to a number; those that it follows from are marked before it."""
        if q not in self.marked:
            self.marked[q] = self._mark(self.by_quantity[q], q)
        return self.marked[q]

    def _mark(self, answer: Answer, q: Quantity) -> Mark:
        expected, written = self.numbers[q], answer.written
        if written is None:
            return Mark(answer, BLANK, expected)
        mark = self.judged(answer, q, written)
        self.own.keep(q, written, mark.verdict in RIGHT, self.base)
        bounds = self.bounds(q, written) if self.rules.intervals else None
        return mark._replace(expected=expected, bounds=bounds)

    def bounds(self, q: Quantity, written: Written) -> Interval | None:
        """Between which numbers the right one may lie before it is rounded to what is written."""
        if self.rules.tolerance is not None:
            low, high = self.rules.tolerance.bounds(decimal_of(self.exact(q)), written)
            return float(low + written.half), float(high - written.half)
        return None if q in self.worksheet.given else hull(calculation.result(q) for calculation in self.base)

    def judged(self, answer: Answer, q: Quantity, written: Written) -> Mark:
        """The verdict on a number."""
        if self.is_right(q, written):
            return self.right(answer, q, written)
        sources = self.own.sources(q, written, self.rules.tolerance)
        if sources is not None:
            wrong = [source for source in self.in_order(sources) if self.mark(source).verdict not in RIGHT]
            if not wrong:
                return self.right(answer, q, written)
            return Mark(answer, FOLLOWS, sources=tuple(self.by_quantity[source] for source in wrong))
        mistakes = () if self.named is None else self.named(q, written, self.written)
        return Mark(answer, WRONG, mistakes=mistakes)

    def right(self, answer: Answer, q: Quantity, written: Written) -> Mark:
        """A right number, perhaps with fewer digits than asked."""
        missing = self.missing(q, written)
        return Mark(answer, CORRECT if missing is None else FEWER, digits=missing)

    def missing(self, q: Quantity, written: Written) -> Carried | None:
        """The digits that were asked for, if there are fewer."""
        exact, asked = decimal_of(self.numbers[q]), self.rules.asked
        if asked is None and not written.value and exact and not self.cancels(q):  # a written 0 says nothing
            asked = next((carried for carried in self.carried if carried.kind == "decimals"), None)
        if asked is None or not fewer(written, asked):
            return None
        unit = Decimal(1).scaleb(-asked.places if asked.kind == "decimals" else written.value.adjusted())
        return None if abs(written.value - exact) <= unit / 2 and asked.kind == "decimals" else asked

    def cancels(self, q: Quantity) -> bool:
        """Whether a number may be 0 in significant figures, which have no other way to write it."""
        figures = (
            base.result(q) for base in self.base if base.carried and base.carried.kind == "significant"
        )
        return q not in self.worksheet.given and any(low <= 0 <= high for low, high in figures)

    def is_right(self, q: Quantity, written: Written) -> bool:
        """Whether a correct calculation can give a number."""
        exact = decimal_of(self.exact(q))
        if self.rules.tolerance is not None:
            low, high = self.rules.tolerance.bounds(exact, written)
            return low <= written.value <= high
        if written.fits(exact) or written.fits(decimal_of(self.numbers[q])):
            return True
        if q in self.worksheet.given:
            return False
        bounds = [base.result(q) for base in self.base]
        return any(is_narrow(interval, written) and within(written, interval) for interval in bounds)


RIGHT = frozenset((CORRECT, FEWER))
"""The verdicts on a number that is right."""


def only(marks: Sequence[Mark], blanks: Sequence[Answer], exercise: Exercise) -> tuple[Mark, ...]:
    """The marks of the numbers that the blanks name, in every sample and step; one without is blank."""
    wanted = set(map(number_of, blanks))
    given = {mark.answer.quantity for mark in marks}
    missing = [blank for blank in blanks if blank.quantity not in given]
    kept = [mark for mark in marks if number_of(mark.answer) in wanted]
    return (*kept, *check(exercise, missing))


def number_of(answer: Answer) -> Quantity | None:
    """The number that an answer is of, whatever its sample and step."""
    q = answer.quantity
    return None if q is None else q._replace(sample=None, update=q.update - answer.update)


def fewer(written: Written, asked: Carried) -> bool:
    """Whether a number is written with fewer digits than asked for."""
    return (written.decimals if asked.kind == "decimals" else written.figures) < asked.places
