"""Exact numbers: every formula in decimals, at a precision that is raised until every digit is settled.

Inputs are as written: 0.15 is 0.15, which no double is. The formulas are evaluated on balls (`balls`); where
one is too wide, because 1 − out has lost its digits or a ReLU's net may be on either side of 0, the whole
calculation is repeated with twice the precision. What is then rounded once is right in every printed digit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Context, Decimal, getcontext, setcontext
from functools import cache
from typing import TYPE_CHECKING

from ..errors import NoValueError
from ..maths.formula import Formula, Term
from .balls import EXACT_ZERO, ZERO, Ball, Balls, Undecided
from .quantity import Quantity, name_of
from .step import Step, worked_out
from .transcendental import context

if TYPE_CHECKING:
    from ..network.model import Number
    from .zeros import Zeros

SETTLED_DIGITS = 45
"""Significant digits, and decimals, that are right: enough to print 40 and to round to a double."""

PRECISIONS = (60, 120, 240, 480, 960, 1920)
"""The precisions tried, in decimal digits. The last resolves 1 − σ(z) up to |z| = 4,300."""

LARGEST = Decimal("1.7976931348623157e308")
_SETTLED = Decimal(1).scaleb(-SETTLED_DIGITS)
_NEGLIGIBLE = Decimal(1).scaleb(-400)  # prints and stores as 0 everywhere

StepOf = Callable[[Quantity], "Step"]
Rounded = Callable[[Decimal], Decimal]
Complaint = Callable[[Quantity, str], NoValueError]


def evaluate(
    quantities: Iterable[Quantity],
    step_of: StepOf,
    given: dict[Quantity, Number],
    rounded: Rounded | None = None,
    complaint: Complaint | None = None,
) -> dict[Quantity, Decimal]:
    """The number of every quantity, right to `SETTLED_DIGITS`, with the given ones and those on the way.

    With `rounded` every step is rounded by it and carried on as it is written, as on paper. Raises
    NoValueError about the first quantity without a value (a logarithm of 0), or without one that a double can
    hold; `complaint` makes the error of a number and what is wrong with it.
    """
    steps = [step_of(quantity) for quantity in quantities]
    complaint = complaint or (lambda quantity, what: NoValueError(f"{name_of(quantity)} {what}"))
    for precision in PRECISIONS:
        numbers = _at_precision(precision, steps, step_of, given, rounded, complaint)
        if numbers is not None:
            return numbers
    raise AssertionError("the last precision settles every number or names the one that it cannot")


def _at_precision(
    precision: int,
    steps: list[Step],
    step_of: StepOf,
    given: dict[Quantity, Number],
    rounded: Rounded | None,
    complaint: Complaint,
) -> dict[Quantity, Decimal] | None:
    """Every number at one precision, or None where it does not settle them."""
    before = getcontext()
    setcontext(context(precision))
    try:
        balls = _Evaluation(precision == PRECISIONS[-1], step_of, given, rounded, complaint).run(steps)
        return {quantity: _settle(complaint, quantity, ball) for quantity, ball in balls.items()}
    except Undecided:
        return None
    finally:
        setcontext(before)


class _Evaluation:
    """The balls of one precision: `run` fills them in the order of the steps."""

    def __init__(
        self,
        last: bool,
        step_of: StepOf,
        given: dict[Quantity, Number],
        rounded: Rounded | None,
        complaint: Complaint,
    ) -> None:
        self.last, self.step_of, self.on, self.rounded = last, step_of, Balls(last), rounded
        self.given, self.complaint = given, complaint
        self.zeros: Zeros | None = None
        self.balls: dict[Quantity, Ball] = {key: self.on.number(value) for key, value in given.items()}

    def run(self, steps: list[Step]) -> dict[Quantity, Ball]:
        for step in steps:
            if step.quantity not in self.balls:
                self.work_out(step)
        return self.balls

    def work_out(self, step: Step) -> Ball:
        """The ball of a step, kept; steps that it needs and that were not worked out come first."""
        ball = self.named(step)
        if abs(ball[0]) - ball[1] > LARGEST:
            raise self.complaint(step.quantity, f"is too large for a double: {ball[0]:.3e}")
        if not (self.last or _is_settled(*ball)):
            ball = self.zero(step, ball)
        self.balls[step.quantity] = ball = (self.rounded(ball[0]), ZERO) if self.rounded else ball
        return ball

    def zero(self, step: Step, ball: Ball) -> Ball:
        """The exact 0 that a number is. Raises Undecided where more digits are to tell what it is."""
        if abs(ball[0]) <= ball[1] and self.rounded is None and self.is_zero(worked_out(step)):
            return EXACT_ZERO
        raise Undecided

    def is_zero(self, term: Term) -> bool:
        """Whether a term is 0 by algebra."""
        from .zeros import Zeros

        if self.zeros is None:
            self.zeros = Zeros(self.step_of, self.given, self.sign)
        return self.zeros.has(term, self.balls)

    def sign(self, term: Term, is_zero: Callable[[Term], bool] | None = None) -> int:
        """The sign of a term; 0 only where it is 0 by algebra, or the last digits cannot tell."""
        ball = self.ball(term)
        undecided = ball[1] and abs(ball[0]) <= ball[1] and self.rounded is None
        return 0 if undecided and (is_zero or self.is_zero)(term) else self.on.sign(ball)

    def named(self, step: Step) -> Ball:
        """The ball of a step, or the error with the name of its quantity."""
        try:
            ball = self.ball(step.formula if self.rounded else worked_out(step))
        except NoValueError as error:
            raise self.about(step.quantity, error) from None
        if not (ball[0].is_finite() and ball[1].is_finite()):
            raise self.complaint(step.quantity, "is too large to be worked out")
        return ball

    def about(self, quantity: Quantity, error: NoValueError) -> NoValueError:
        """An error with the name of the number, unless it has that of another one before."""
        text = str(error)
        named = any(words in text for words in (" has no value: ", " is too large "))
        return error if named else self.complaint(quantity, f"has no value: {text}")

    def ball(self, term: Term) -> Ball:
        """The ball of a formula, a quantity or a literal number."""
        if type(term) is Formula:
            if term.operation in CHOICES:
                return self.chosen(term)
            return getattr(self.on, term.operation)(*map(self.ball, term.arguments))  # type: ignore[no-any-return]
        if type(term) is Quantity:
            return self.balls.get(term) or self.work_out(self.step_of(term))
        return self.on.number(term)

    def chosen(self, term: Formula) -> Ball:
        """The branch that the sign of the first argument chooses; the other is not worked out."""
        test, yes, no = term.arguments
        return self.ball(yes if CHOICES[term.operation](self.sign(test)) else no)


CHOICES: dict[str, Callable[[int], bool]] = {
    "positive": lambda sign: sign > 0,
    "nonnegative": lambda sign: sign >= 0,
}
"""The operations that choose by a sign."""


def _is_settled(middle: Decimal, radius: Decimal) -> bool:
    if not radius:
        return True
    size = abs(middle)
    return (radius <= size * _SETTLED and radius <= _SETTLED) or size + radius < _NEGLIGIBLE


def _settle(complaint: Complaint, quantity: Quantity, ball: Ball) -> Decimal:
    middle, radius = ball
    if not _is_settled(middle, radius):
        raise complaint(quantity, "cannot be told to its last digit: too much cancels in it")
    if abs(middle) <= radius:
        return ZERO
    return _rounding(max(0, middle.adjusted() + 1)).plus(middle)


@cache
def _rounding(whole_digits: int) -> Context:
    """What drops the digits that are not settled, so that three times 1/3 is 1 again."""
    return context(SETTLED_DIGITS + whole_digits)
