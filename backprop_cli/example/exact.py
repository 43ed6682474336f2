"""Exact numbers: each formula in decimals with an error bound, at a precision raised until every digit is settled.

A ball is a pair (middle, radius): the true number lies within the radius of the middle. Balls are carried through the
formulas (midpoint-radius arithmetic, as in Johansson, "Arb", IEEE Trans. Computers 66, 2017), so cancellation shows in
the radius instead of being guessed: where 1 − out has lost its digits, or a ReLU's net may be on either side of 0, the
whole calculation is repeated with twice the precision. Inputs are as written: 0.15 is 0.15, which no double is. To add
an operation: a function on balls and its row in `OPERATIONS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import MAX_EMAX, MIN_EMIN, ROUND_HALF_EVEN, Context, Decimal, Inexact, setcontext
from decimal import getcontext as current_context
from typing import TYPE_CHECKING, Any

from ..errors import NoValueError
from ..maths.formula import Formula, Term
from .quantity import Quantity, name_of

if TYPE_CHECKING:
    from ..network.model import Number
    from .steps import Step

Ball = tuple[Decimal, Decimal]

SETTLED_DIGITS = 45
"""Significant digits, and decimals, that are right: enough to print 40 and to round to a double."""

PRECISIONS = (60, 120, 240, 480, 960, 1920)
"""The precisions tried, in decimal digits. The last resolves 1 − σ(z) up to |z| = 4,300."""

LARGEST = Decimal("1.7976931348623157e308")
ZERO = Decimal(0)
EXACT_ZERO: Ball = (ZERO, ZERO)
_SETTLED = Decimal(1).scaleb(-SETTLED_DIGITS)
_NEGLIGIBLE = Decimal(1).scaleb(-400)  # prints and stores as 0 everywhere


class Undecided(ArithmeticError):
    """The precision does not decide on which side of 0 a number lies."""


def evaluate(
    quantities: Iterable[Quantity], step_of: Callable[[Quantity], Step], given: dict[Quantity, Number]
) -> dict[Quantity, Decimal]:
    """The number of every quantity, right to `SETTLED_DIGITS`, with the given ones and those on the way.

    Raises NoValueError that names the first quantity without a value (a logarithm of 0), or without one that a double
    can hold.
    """
    steps = [step_of(quantity) for quantity in quantities]
    for precision in PRECISIONS:
        balls = _at_precision(precision, steps, step_of, given)
        if balls is not None:
            return {quantity: _settle(quantity, ball) for quantity, ball in balls.items()}
    raise AssertionError("the last precision settles every number or names the one that it cannot")


def _at_precision(
    precision: int, steps: list[Step], step_of: Callable[[Quantity], Step], given: dict[Quantity, Number]
) -> dict[Quantity, Ball] | None:
    """Every ball at one precision, or None where it does not settle them."""
    before = current_context()
    setcontext(_context(precision))
    try:
        return _Evaluation(precision, step_of, given).run(steps)
    except Undecided:
        return None
    finally:
        setcontext(before)


def _context(precision: int) -> Context:
    return Context(
        prec=precision, rounding=ROUND_HALF_EVEN, Emin=MIN_EMIN, Emax=MAX_EMAX, capitals=1, clamp=0, traps=[]
    )


def _settle(quantity: Quantity, ball: Ball) -> Decimal:
    middle, radius = ball
    if not _is_settled(middle, radius):
        raise NoValueError(f"{name_of(quantity)} cannot be told to its last digit: too much cancels in it")
    if abs(middle) > LARGEST:
        raise NoValueError(f"{name_of(quantity)} is too large for a number of the computer: {middle:.3e}")
    if abs(middle) <= radius:
        return ZERO
    return _ROUND.plus(middle) if radius else middle + ZERO


_ROUND = _context(SETTLED_DIGITS)


class _Evaluation:
    """The balls of one precision: `run` fills them in the order of the steps."""

    def __init__(
        self, precision: int, step_of: Callable[[Quantity], Step], given: dict[Quantity, Number]
    ) -> None:
        self.step_of = step_of
        self.last = precision == PRECISIONS[-1]
        self.epsilon = Decimal(10).scaleb(-precision)
        self.flags = current_context()
        self.balls: dict[Quantity, Ball] = {key: self.number(value) for key, value in given.items()}

    def run(self, steps: list[Step]) -> dict[Quantity, Ball]:
        for step in steps:
            if step.quantity not in self.balls:
                self.work_out(step)
        return self.balls

    def work_out(self, step: Step) -> Ball:
        """The ball of a step, kept; the steps that it needs and that have not been worked out come first."""
        ball = self.of_step(step)
        if not (self.last or _is_settled(*ball)):
            raise Undecided
        self.balls[step.quantity] = ball
        return ball

    def of_step(self, step: Step) -> Ball:
        try:
            ball = self.ball(step.formula if step.computed is None else step.computed)
        except NoValueError as error:
            raise NoValueError(f"{name_of(step.quantity)} has no value: {error}") from None
        if not (ball[0].is_finite() and ball[1].is_finite()):
            raise NoValueError(f"{name_of(step.quantity)} is too large for a number of the computer")
        return ball

    def ball(self, term: Term) -> Ball:
        """The ball of a formula, a quantity or a literal number."""
        if type(term) is Formula:
            return OPERATIONS[term.operation](self, *term.arguments)
        if type(term) is Quantity:
            return self.balls.get(term) or self.work_out(self.step_of(term))
        return self.number(term)

    def number(self, value: Number | int) -> Ball:
        if isinstance(value, (Decimal, int)):
            return (Decimal(value), ZERO)
        return self.quotient((Decimal(value.numerator), ZERO), (Decimal(value.denominator), ZERO))

    def rounded(self, middle: Decimal, radius: Decimal) -> Ball:
        """The ball of a middle just computed: where it was rounded, the radius grows by a unit of its last place."""
        return (middle, radius + abs(middle) * self.epsilon)

    def quotient(self, x: Ball, y: Ball) -> Ball:
        (a, r), (b, s) = x, y
        if not b and not s:
            raise NoValueError("it divides by 0")
        if abs(b) <= s:
            self.undecided("it divides by a number that cannot be told from 0")
        self.flags.clear_flags()
        middle = a / b
        exact = not self.flags.flags[Inexact]
        if exact and not r and not s:
            return (middle, ZERO)
        return self.rounded(middle, (r + abs(middle) * s) / (abs(b) - s))

    def undecided(self, reason: str) -> None:
        if self.last:
            raise NoValueError(reason)
        raise Undecided


def _is_settled(middle: Decimal, radius: Decimal) -> bool:
    if not radius:
        return True
    size = abs(middle)
    return (radius <= size * _SETTLED and radius <= _SETTLED) or size + radius < _NEGLIGIBLE


def _add(e: _Evaluation, x: Term, y: Term) -> Ball:
    (a, r), (b, s) = e.ball(x), e.ball(y)
    e.flags.clear_flags()
    middle = a + b
    if not e.flags.flags[Inexact]:
        return (middle, r + s)
    return e.rounded(middle, r + s)


def _subtract(e: _Evaluation, x: Term, y: Term) -> Ball:
    (a, r), (b, s) = e.ball(x), e.ball(y)
    e.flags.clear_flags()
    middle = a - b
    if not e.flags.flags[Inexact]:
        return (middle, r + s)
    return e.rounded(middle, r + s)


def _multiply(e: _Evaluation, x: Term, y: Term) -> Ball:
    return _product(e, e.ball(x), e.ball(y))


def _product(e: _Evaluation, x: Ball, y: Ball) -> Ball:
    (a, r), (b, s) = x, y
    if x == EXACT_ZERO or y == EXACT_ZERO:
        return EXACT_ZERO
    e.flags.clear_flags()
    middle = a * b
    if not e.flags.flags[Inexact] and not r and not s:
        return (middle, ZERO)
    return e.rounded(middle, abs(a) * s + abs(b) * r + r * s)


def _power(e: _Evaluation, x: Term, exponent: Term) -> Ball:
    base = e.ball(x)
    result: Ball = (Decimal(1), ZERO)
    for _ in range(int(e.ball(exponent)[0])):
        result = _product(e, result, base)
    return result


def _negative(e: _Evaluation, x: Term) -> Ball:
    a, r = e.ball(x)
    return (-a, r)


def _exp(e: _Evaluation, x: Term) -> Ball:
    return _exponential(e, e.ball(x))


def _exponential(e: _Evaluation, x: Ball) -> Ball:
    a, r = x
    if not a and not r:
        return (Decimal(1), ZERO)
    middle = a.exp()
    if r > 1:
        return (middle, (a + r).exp())
    return e.rounded(middle, 2 * r * middle)


def _expm1(e: _Evaluation, x: Term) -> Ball:
    a, r = _exponential(e, e.ball(x))
    return (a - 1, r + e.epsilon * bool(r))


def _ln(e: _Evaluation, x: Term) -> Ball:
    return _logarithm(e, e.ball(x))


def _logarithm(e: _Evaluation, x: Ball) -> Ball:
    a, r = x
    if a + r <= 0:
        raise NoValueError(f"the logarithm of {'0' if not a + r else 'a negative number'}")
    if a <= r:
        e.undecided("the logarithm of a number that cannot be told from 0")
    if a == 1 and not r:
        return EXACT_ZERO
    return e.rounded(a.ln(), r / (a - r))


def _log1p(e: _Evaluation, x: Term) -> Ball:
    return _logarithm(e, _add(e, 1, x))


def _sqrt(e: _Evaluation, x: Term) -> Ball:
    a, r = e.ball(x)
    if not a and not r:
        return EXACT_ZERO
    if a + r < 0:
        raise NoValueError("the square root of a negative number")
    if a <= r:
        if e.last:
            return (ZERO, (a + r).sqrt())
        raise Undecided
    e.flags.clear_flags()
    middle = a.sqrt()
    if not e.flags.flags[Inexact] and not r:
        return (middle, ZERO)
    return e.rounded(middle, r / (a - r).sqrt())


def _tanh(e: _Evaluation, x: Term) -> Ball:
    a, r = e.ball(x)
    if not a and not r:
        return EXACT_ZERO
    power, spread = _exponential(e, (-2 * abs(a), 2 * r))  # in (0, 1]: no overflow
    one_less = (1 - power, spread + e.epsilon)
    one_more = (1 + power, spread + e.epsilon)
    middle, radius = e.quotient(one_less, one_more)
    return (middle.copy_sign(a), radius)


def _absolute(e: _Evaluation, x: Term) -> Ball:
    a, r = e.ball(x)
    return (abs(a), r)


def _maximum(e: _Evaluation, x: Term, y: Term) -> Ball:
    (a, r), (b, s) = e.ball(x), e.ball(y)
    if abs(a - b) > r + s or not (r or s):
        return (a, r) if a >= b else (b, s)
    return (max(a, b), r + s + abs(a - b))


def _minimum(e: _Evaluation, x: Term, y: Term) -> Ball:
    (a, r), (b, s) = e.ball(x), e.ball(y)
    if abs(a - b) > r + s or not (r or s):
        return (a, r) if a <= b else (b, s)
    return (min(a, b), r + s + abs(a - b))


def _sign(e: _Evaluation, x: Term) -> int:
    """-1, 0 or 1. A number that the last precision cannot tell from 0 is 0."""
    a, r = e.ball(x)
    if abs(a) > r:
        return 1 if a > 0 else -1
    if r and not e.last:
        raise Undecided
    return 0


def _positive(e: _Evaluation, x: Term, yes: Term, no: Term) -> Ball:
    return e.ball(yes if _sign(e, x) > 0 else no)


def _nonnegative(e: _Evaluation, x: Term, yes: Term, no: Term) -> Ball:
    return e.ball(yes if _sign(e, x) >= 0 else no)


OPERATIONS: dict[str, Callable[..., Any]] = {
    "add": _add,
    "subtract": _subtract,
    "multiply": _multiply,
    "divide": lambda e, x, y: e.quotient(e.ball(x), e.ball(y)),
    "power": _power,
    "negative": _negative,
    "exp": _exp,
    "expm1": _expm1,
    "ln": _ln,
    "log1p": _log1p,
    "sqrt": _sqrt,
    "tanh": _tanh,
    "absolute": _absolute,
    "maximum": _maximum,
    "minimum": _minimum,
    "positive": _positive,
    "nonnegative": _nonnegative,
}
"""Each operation on balls."""
