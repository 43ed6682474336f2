"""The marking of an answer sheet, as a fair marker would do it.

An answer is correct if a correct calculation that rounds as the student does can give it (`judging`). A wrong
one *follows* if the same formulas, on the student's own earlier numbers, give it (`errors_carried_forward`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import partial
from math import inf, isfinite
from typing import Any

from ..calculation.quantity import Quantity
from .bounds.carried import Carried
from .bounds.digits import Reading
from .bounds.fits import opposite, tells, within
from .bounds.intervals import Interval, hull
from .conventions import turned_kinds
from .errors_carried_forward import Following
from .exercise import Exercise
from .judging import Judge
from .reading.answers import Answer
from .reading.written import EXACT, Written
from .tolerance import Tolerance
from .verdicts import (
    BLANK,
    CORRECT,
    FEWER,
    FOLLOWS,
    RIGHT,
    TOO_FEW,
    UNKNOWN,
    WRONG,
    Mark,
    Rules,
    fewer,
    number_of,
    written_of,
)

Named = Callable[["Marker", Sequence[Mark]], Mapping[Quantity, tuple[Any, ...]]]
"""What names the mistakes in the wrong numbers of a marked sheet."""

SEVERAL = 3
"""Fields from which on a number can be the constant of a sheet."""


def check(
    exercise: Exercise, answers: Sequence[Answer], rules: Rules | None = None, named: Named | None = None
) -> tuple[Mark, ...]:
    """A mark for each answer, in the order of the exercise, those of unknown name last."""
    marker, marks = marked(exercise, answers, rules or Rules())
    if named is None or all(mark.verdict != WRONG for mark in marks):
        return marks
    return with_names(marks, named(marker, marks))


def with_names(marks: Iterable[Mark], names: Mapping[Quantity, tuple[Any, ...]]) -> tuple[Mark, ...]:
    """Marks with the names of the mistakes in wrong numbers."""
    return tuple(
        mark._replace(mistakes=names[q]) if (q := mark.answer.quantity) and q in names else mark
        for mark in marks
    )


def marked(exercise: Exercise, answers: Sequence[Answer], rules: Rules) -> tuple[Marker, tuple[Mark, ...]]:
    """The marks without names of mistakes; error terms as a sheet writes them that keeps to a convention."""
    marker = Marker(exercise, answers, rules)
    marks = marker.marks()
    verdicts = {q: mark.verdict for q, mark in marker.marked.items() if q in marker.written}
    turned = turned_kinds(marker.written, verdicts, marker.judge.is_right) if not rules.tolerance else None
    if not turned:
        return marker, marks
    other = Marker(exercise, answers, rules, turned)
    return other, other.marks()


class Marker:
    """The marking of one answer sheet, which may have some kinds of number with the other sign."""

    def __init__(
        self,
        exercise: Exercise,
        answers: Sequence[Answer],
        rules: Rules,
        turned: frozenset[str] = frozenset(),
    ) -> None:
        self.answers, self.rules, self.turned = answers, rules, turned
        self.worksheet = exercise.worksheet
        self.written = {
            q: opposite(written) if q.kind in turned else written
            for q, written in written_of(answers).items()
        }
        self.judge = Judge(exercise, self.written, rules.tolerance)
        self.by_quantity = {answer.quantity: answer for answer in answers if answer.quantity is not None}
        self.marked: dict[Quantity, Mark] = {}
        self.constant = _constant(self.written.values())

    def marks(self) -> tuple[Mark, ...]:
        """The marks, in the order of the exercise."""
        known = self.in_order(answer.quantity for answer in self.answers if answer.quantity is not None)
        unknown = [Mark(answer, UNKNOWN) for answer in self.answers if answer.quantity is None]
        return (*map(self.mark, known), *unknown)

    def in_order(self, quantities: Iterable[Quantity]) -> list[Quantity]:
        """Numbers in the order of the exercise."""
        places = self.judge.exercise.places
        return sorted(quantities, key=lambda q: places.get(q, len(places)))

    def mark(self, q: Quantity) -> Mark:
        """The mark of the answer to a number; those that it follows from are marked before it."""
        if q not in self.marked:
            self.marked[q] = self._mark(self.by_quantity[q], q)
        return self.marked[q]

    def _mark(self, answer: Answer, q: Quantity) -> Mark:
        expected, written = self.judge.numbers[q], self.written.get(q)
        if written is None:
            return Mark(answer, BLANK, expected)
        mark = self.judged(answer, q, written)
        bounds = self.bounds(q, written) if self.rules.intervals else None
        if mark.verdict in RIGHT:
            self.judge.narrowing.append(q)
        if q.kind not in self.turned:
            return mark._replace(expected=expected, bounds=bounds)
        bounds = None if bounds is None else (-bounds[1], -bounds[0])
        return mark._replace(expected=-expected, bounds=bounds, turned=True)

    def bounds(self, q: Quantity, written: Written) -> Interval | None:
        """Between which numbers the right one may lie before it is rounded to what is written."""
        if self.rules.tolerance is not None:
            low, high = self.rules.tolerance.bounds(self.judge.exact(q), written)
            return float(low + written.half), float(high - written.half)
        if q in self.worksheet.given:
            return None
        first = self.judge.digits.readings(written)[0]
        bounds = hull(calculation.result(q) for calculation in self.judge.base(first.carried))
        return bounds if isfinite(bounds[1] - bounds[0]) else None

    def judged(self, answer: Answer, q: Quantity, written: Written) -> Mark:
        """The verdict on a number."""
        judged = self.judge.is_right(q, written)
        if not judged and q not in self.worksheet.given:
            judged, wrong = self.follows(q, written, judged is None)
            if wrong:
                sources = sorted(wrong, key=self.error, reverse=True)
                return Mark(answer, FOLLOWS, sources=tuple(self.by_quantity[source] for source in sources))
        if judged is None:
            return Mark(answer, TOO_FEW, decimals=self.enough(q, written))
        if judged:
            return self.right(answer, q, written)
        return Mark(answer, WRONG)

    def error(self, q: Quantity) -> float:
        """How far a written number is from the right one, relative to its size."""
        exact = self.judge.exercise.numbers[q]
        off, size = float(abs(self.written[q].value - exact)), float(abs(exact))
        return off / size if size else off and inf

    def right(self, answer: Answer, q: Quantity, written: Written) -> Mark:
        """A right number, perhaps with fewer digits than asked."""
        missing = self.missing(q, written)
        return Mark(answer, CORRECT if missing is None else FEWER, digits=missing)

    def missing(self, q: Quantity, written: Written) -> Carried | None:
        """The digits that were asked for, if there are fewer."""
        exact, asked = self.judge.exercise.numbers[q], self.rules.asked
        if asked is None or not fewer(written, asked):
            return None
        unit = Decimal(1).scaleb(-asked.places if asked.kind == "decimals" else written.value.adjusted())
        return None if abs(written.value - exact) <= unit / 2 and asked.kind == "decimals" else asked

    def enough(self, q: Quantity, written: Written) -> int:
        """More decimals, with which a number says something; 0 where that is 0 itself."""
        exact, kept = self.judge.exercise.numbers[q], self.judge.digits.kept[0]
        least = 1 - (abs(exact) * Decimal("0.2")).adjusted() if exact else 0
        least = max(least, kept.places if kept.kind == "decimals" and self.judge.digits.telling else 0)
        return max(least, written.decimals + 1) if least and written.decimals < EXACT else least

    def follows(self, q: Quantity, written: Written, silent: bool) -> tuple[bool | None, list[Quantity]]:
        """Whether a number comes from right answers alone, and if not, from which wrong ones.

        Where it fits and that tells nothing, None, as where it was `silent` before.
        """
        for following in self.own_ways(q, written):
            wrong = [source for source in following.sources if not self.is_sound(source)]
            if not wrong and not following.pointed:
                wrong = [source for source in following.sources if self.mark(source).verdict not in RIGHT]
                if silent and following.tells and wrong and self.is_earned(wrong, written):
                    return True, []  # it fits, and is seen to come out of numbers that are no mistakes
                if silent or not wrong:
                    continue
            if following.tells and not wrong:
                return True, []
            silent = silent or not following.tells
            if following.tells and self.is_earned(wrong, written):
                return False, self.in_order(wrong)
        return (None if silent else False), []

    def is_sound(self, q: Quantity) -> bool:
        """Whether an answer is right, or as good as the digits allow that the sheet keeps."""
        verdict = self.mark(q).verdict
        blunt = self.judge.digits.readings(self.written[q])[-1].blunt
        return verdict in RIGHT or (verdict == TOO_FEW and not blunt)

    def own_ways(self, q: Quantity, written: Written) -> Iterator[Following]:
        """The ways in which a number follows from answers."""
        self.judge.narrow()
        if (tolerance := self.rules.tolerance) is not None:
            yield from self.judge.own.following(q, None, partial(_by_tolerance, tolerance, written))
            return
        for reading in self.judge.digits.readings(written):
            for carried in reading.carried:
                yield from self.judge.own.following(q, carried, partial(_by_digits, reading))

    def is_earned(self, wrong: Iterable[Quantity], written: Written) -> bool:
        """Whether points may follow from wrong numbers: one says something, or is 1 and the result does."""
        earned = [self.marked[q].verdict == FOLLOWS or not self.is_trivial(self.written[q]) for q in wrong]
        ones = any(abs(self.written[q].value) == 1 != self.constant for q in wrong)
        return any(earned) or (ones and not self.is_trivial(written))

    def is_trivial(self, written: Written) -> bool:
        """Whether a number is one that is written without calculating."""
        return written.value == self.constant or abs(written.value) in (0, 1)


def _by_tolerance(tolerance: Tolerance, written: Written, x: Interval, _: Carried | None) -> bool:
    if not isfinite(x[1] - x[0]):
        return False
    low, high = tolerance.bounds(Decimal((x[0] + x[1]) / 2), written)
    return low <= written.value <= high


def _by_digits(reading: Reading, x: Interval, _: Carried | None) -> bool | None:
    if not isfinite(x[1] - x[0]) or not within(reading.written, x):
        return False
    return tells(x, reading.written, reading.blunt) or None


def _constant(written: Iterable[Written]) -> Decimal | None:
    """The number that stands in most of the fields of a sheet; None where there is none."""
    values = Counter(number.value for number in written)
    value, count = values.most_common(1)[0] if values else (None, 0)
    return value if count >= SEVERAL and 2 * count > values.total() else None


def only(marks: Sequence[Mark], blanks: Sequence[Answer], exercise: Exercise) -> tuple[Mark, ...]:
    """The marks of the numbers that the blanks name, in every sample and step; one without is blank."""
    wanted = set(map(number_of, blanks))
    given = {mark.answer.quantity for mark in marks}
    missing = [blank for blank in blanks if blank.quantity not in given]
    kept = [mark for mark in marks if number_of(mark.answer) in wanted]
    return (*kept, *check(exercise, missing))
