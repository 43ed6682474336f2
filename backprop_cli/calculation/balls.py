"""Arithmetic with an error bound: a ball is a pair (middle, radius), the true number within the radius.

Cancellation shows in the radius instead of being guessed. What cannot be decided at this precision (the sign
of a number that may be 0) raises `Undecided`, and `exact` starts again with more digits. Source: Johansson,
"Arb: efficient arbitrary-precision midpoint-radius interval arithmetic", IEEE Trans. Computers 66, 2017. To
add an operation: a method of `Balls` that the operation's name finds.
"""

from __future__ import annotations

from decimal import Decimal, Inexact, getcontext
from typing import TYPE_CHECKING

from ..errors import NoValueError
from .transcendental import exponential, logarithm, normal_cdf, normal_density

if TYPE_CHECKING:
    from ..network.model import Number

Ball = tuple[Decimal, Decimal]
ZERO = Decimal(0)
ONE = Decimal(1)
EXACT_ZERO: Ball = (ZERO, ZERO)


class Undecided(ArithmeticError):
    """The precision does not decide on which side of 0 a number lies."""


class Balls:
    """The operations at the precision of the current context; at the `last` one nothing stays undecided."""

    def __init__(self, last: bool) -> None:
        self.last, self.context = last, getcontext()
        self.epsilon = Decimal(10).scaleb(-self.context.prec)

    def number(self, value: Number | int) -> Ball:
        """A number as written. A fraction is the quotient of two whole numbers."""
        if isinstance(value, (Decimal, int)):
            return (Decimal(value), ZERO)
        return self.divide((Decimal(value.numerator), ZERO), (Decimal(value.denominator), ZERO))

    def rounded(self, middle: Decimal, radius: Decimal) -> Ball:
        """The ball of a middle just rounded: its radius grows by a unit of its last place."""
        return (middle, radius + abs(middle) * self.epsilon)

    def undecided(self, reason: str) -> None:
        """Asks for more digits; at the last precision, the number has no value."""
        if self.last:
            raise NoValueError(reason)
        raise Undecided

    def add(self, x: Ball, y: Ball) -> Ball:
        """x + y."""
        self.context.clear_flags()
        middle = x[0] + y[0]
        radius = x[1] + y[1] if x[1] or y[1] else ZERO
        return self.rounded(middle, radius) if self.context.flags[Inexact] else (middle, radius)

    def subtract(self, x: Ball, y: Ball) -> Ball:
        """x - y."""
        return self.add(x, (y[0].copy_negate(), y[1]))

    def multiply(self, x: Ball, y: Ball) -> Ball:
        """x · y; 0 times anything is 0."""
        (a, r), (b, s) = x, y
        if not (a or r) or not (b or s):
            return EXACT_ZERO
        self.context.clear_flags()
        middle = a * b
        if not (r or s or self.context.flags[Inexact]):
            return (middle, ZERO)
        return self.rounded(middle, abs(a) * s + abs(b) * r + r * s)

    def divide(self, x: Ball, y: Ball) -> Ball:
        """x / y."""
        (a, r), (b, s) = x, y
        if not b and not s:
            raise NoValueError("it divides by 0")
        if abs(b) <= s:
            self.undecided("it divides by a number that cannot be told from 0")
        self.context.clear_flags()
        middle = a / b
        if not (r or s or self.context.flags[Inexact]):
            return (middle, ZERO)
        return self.rounded(middle, (r + abs(middle) * s) / (abs(b) - s))

    def power(self, x: Ball, exponent: Ball) -> Ball:
        """x to a whole power, by repeated multiplication."""
        result: Ball = (ONE, ZERO)
        for _ in range(int(exponent[0])):
            result = self.multiply(result, x)
        return result

    def negative(self, x: Ball) -> Ball:
        """-x."""
        return (x[0].copy_negate(), x[1])

    def absolute(self, x: Ball) -> Ball:
        """|x|."""
        return (x[0].copy_abs(), x[1])

    def exp(self, x: Ball) -> Ball:
        """e^x."""
        a, r = x
        if not (a or r):
            return (ONE, ZERO)
        middle = exponential(a, self.context.prec)
        return (
            self.rounded(middle, 2 * r * middle) if r < 1 else (middle, exponential(a + r, self.context.prec))
        )

    def expm1(self, x: Ball) -> Ball:
        """e^x - 1."""
        return self.add(self.exp(x), (-ONE, ZERO))

    def ln(self, x: Ball) -> Ball:
        """The natural logarithm."""
        a, r = x
        if a + r <= 0:
            raise NoValueError(f"the logarithm of {'a negative number' if a + r else '0'}")
        if a <= r:
            self.undecided("the logarithm of a number that cannot be told from 0")
        return EXACT_ZERO if a == 1 and not r else self.rounded(logarithm(a, self.context.prec), r / (a - r))

    def log1p(self, x: Ball) -> Ball:
        """ln(1 + x)."""
        return self.ln(self.add((ONE, ZERO), x))

    def sqrt(self, x: Ball) -> Ball:
        """The square root."""
        a, r = x
        if not (a or r):
            return EXACT_ZERO
        if a + r < 0:
            raise NoValueError("the square root of a negative number")
        if a <= r:
            if self.last:
                return (ZERO, (a + r).sqrt())
            raise Undecided
        self.context.clear_flags()
        middle = a.sqrt()
        if not (r or self.context.flags[Inexact]):
            return (middle, ZERO)
        return self.rounded(middle, r / (a - r).sqrt())

    def tanh(self, x: Ball) -> Ball:
        """(1 − q)/(1 + q) with q = e^(−2|x|), which cannot overflow."""
        a, r = x
        if not (a or r):
            return EXACT_ZERO
        q = self.exp((-2 * abs(a), 2 * r))
        middle, radius = self.divide(self.subtract((ONE, ZERO), q), self.add((ONE, ZERO), q))
        return (middle.copy_sign(a), radius)

    def maximum(self, x: Ball, y: Ball) -> Ball:
        """The larger; of two that overlap, a ball round both."""
        (a, r), (b, s) = x, y
        if abs(a - b) > r + s or not (r or s):
            return x if a >= b else y
        return (max(a, b), r + s + abs(a - b))

    def minimum(self, x: Ball, y: Ball) -> Ball:
        """The smaller; of two that overlap, a ball round both."""
        return self.negative(self.maximum(self.negative(x), self.negative(y)))

    def sign(self, x: Ball) -> int:
        """-1, 0 or 1; a number that the last precision cannot tell from 0 is 0."""
        a, r = x
        if abs(a) > r:
            return 1 if a > 0 else -1
        if r and not self.last:
            raise Undecided
        return 0

    def normal_density(self, x: Ball) -> Ball:
        """φ(x); its slope is −x·φ(x)."""
        a, r = x
        return self.rounded(normal_density(a, self.context.prec), r * (abs(a) + r) * self._bell(x))

    def normal_cdf(self, x: Ball) -> Ball:
        """Φ(x); its slope is φ(x)."""
        a, r = x
        if abs(a) > 45:  # the tail is below 1e-440
            return (ONE if a > 0 else ZERO, r + exponential(-a * a / 2, self.context.prec))
        return self.rounded(normal_cdf(a, self.context.prec), r * self._bell(x))

    def _bell(self, x: Ball) -> Decimal:
        """e^(−x²/2) at the point of a ball that is nearest to 0, which is more than φ has in it."""
        near = max(ZERO, abs(x[0]) - x[1])
        return exponential(-near * near / 2, self.context.prec)
