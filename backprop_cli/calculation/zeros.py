"""Whether a number is exactly 0, which digits alone never tell: its formula is worked out modulo a prime.

Every operation has a counterpart there: 0.15 is 15/100, and e^x a fixed base to the power x; a function whose
laws are not used, as the square root, is some number that only its argument decides. What cancels by algebra,
as the rows of a softmax's Jacobian do, cancels there as well; anything else does so with odds of one in 10³⁸.
Source: Schwartz, "Fast probabilistic algorithms for verification of polynomial identities", J. ACM 27, 1980.

To add an operation: a row in `OPERATIONS`, which a test compares with those of formulas.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import islice
from typing import TYPE_CHECKING

from ..maths.formula import Formula, Term
from .quantity import Quantity
from .step import Step, worked_out

if TYPE_CHECKING:
    from ..network.model import Number

PRIME = 2**127 - 1

CHOICES = ("positive", "nonnegative", "absolute", "maximum", "minimum")
"""The operations that look at a sign."""


def inverse(x: int) -> int:
    """1/x. Raises ValueError for 0."""
    return pow(x, -1, PRIME)


def exponential(x: int) -> int:
    """The counterpart of e^x, with e^−x its inverse."""
    return pow(43, x, PRIME) if x <= PRIME // 2 else inverse(pow(43, PRIME - x, PRIME))


def tanh(x: int) -> int:
    """(1 − q)/(1 + q) with q = e^(−2x)."""
    q = exponential(-2 * x % PRIME)
    return (1 - q) * inverse(1 + q)


def logarithm(x: int) -> int:
    """The counterpart of ln x, 0 for 1."""
    return pow(47, x, PRIME) if x != 1 else 0


def root(x: int) -> int:
    """The counterpart of √x, 0 for 0 and 1 for 1."""
    return pow(53, x, PRIME) if x > 1 else x


def normal_cdf(x: int) -> int:
    """The counterpart of Φ(x), with Φ(−x) = 1 − Φ(x)."""
    if not x:
        return inverse(2)
    return pow(59, x, PRIME) if x <= PRIME // 2 else 1 - pow(59, PRIME - x, PRIME)


OPERATIONS: dict[str, Callable[..., int]] = {
    "add": lambda x, y: x + y,
    "subtract": lambda x, y: x - y,
    "multiply": lambda x, y: x * y,
    "divide": lambda x, y: x * inverse(y),
    "power": lambda x, exponent: pow(x, exponent, PRIME),
    "negative": lambda x: -x,
    "exp": exponential,
    "expm1": lambda x: exponential(x) - 1,
    "ln": logarithm,
    "log1p": lambda x: logarithm((1 + x) % PRIME),
    "sqrt": root,
    "tanh": tanh,
    "normal_cdf": normal_cdf,
    "normal_density": lambda x: pow(61, min(x, PRIME - x), PRIME),
}
"""The operations modulo the prime."""


class Zeros:
    """The residues of numbers, each worked out once.

    `sign` tells the sign of a term that a formula looks at, and gets what tells whether that is 0.
    """

    def __init__(
        self,
        step_of: Callable[[Quantity], Step],
        given: Mapping[Quantity, Number],
        sign: Callable[[Term, Callable[[Term], bool]], int],
    ) -> None:
        self.step_of, self.sign, self.seen = step_of, sign, 0
        self.known: dict[Quantity, int | None] = {q: residue(value) for q, value in given.items()}

    def has(self, term: Term, before: Mapping[Quantity, object]) -> bool:
        """Whether a term is exactly 0; the numbers `before` it, which only grow, were worked out already."""
        for q in islice(before, self.seen, None):
            if q not in self.known:  # in this order, so that no recursion is deep
                self.known[q] = self.of_formula(worked_out(self.step_of(q)))
        self.seen = len(before)
        return self.is_zero(term)

    def is_zero(self, term: Term) -> bool:
        """Whether a term of numbers that were worked out already is exactly 0."""
        return self.of_formula(term) == 0

    def of_formula(self, term: Term) -> int | None:
        """The residue of a formula; None where it has none."""
        try:
            return self.of(term)
        except (ValueError, KeyError):
            return None

    def of(self, term: Term) -> int:
        """The residue of a formula, a quantity or a literal number."""
        if isinstance(term, Quantity):
            return self.of_quantity(term)
        if not isinstance(term, Formula):
            return residue(term)
        if term.operation in CHOICES:
            return self.of(self.chosen(term))
        return OPERATIONS[term.operation](*map(self.of, term.arguments)) % PRIME

    def of_quantity(self, q: Quantity) -> int:
        """The residue of a quantity."""
        if q not in self.known:
            self.known[q] = self.of_formula(worked_out(self.step_of(q)))
        known = self.known[q]
        if known is None:
            raise ValueError(q)
        return known

    def chosen(self, term: Formula) -> Term:
        """The argument that a sign chooses, perhaps with the other sign."""
        first, *others = term.arguments
        if term.operation == "absolute":
            return first if self.sign(first, self.is_zero) >= 0 else -first
        if term.operation in ("maximum", "minimum"):
            above = self.sign(Formula("subtract", first, others[0]), self.is_zero) >= 0
            return first if above is (term.operation == "maximum") else others[0]
        sign = self.sign(first, self.is_zero)
        return others[0] if sign > 0 or (not sign and term.operation == "nonnegative") else others[1]


def residue(value: Number | int) -> int:
    """A number as written, modulo the prime."""
    above, below = value.as_integer_ratio()
    return above * inverse(below) % PRIME
