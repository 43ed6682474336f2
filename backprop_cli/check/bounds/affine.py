"""Arithmetic with errors that know where they come from: what is off in one number is off in all that use it.

A form is a middle, the errors that numbers before it bring in, by number, and the rest, which is of its own,
with the variance of that: many small roundings hardly ever all go one way.
So o(1 − o) of an o that is too large by ε is off by (1 − 2o)ε, not by the errors of two different numbers.
What the errors do together is in the rest, so a form holds every number that they allow. Source: Comba,
Stolfi, "Affine arithmetic and its applications to computer graphics", SIBGRAPI 1993; de Figueiredo, Stolfi,
"Affine arithmetic: concepts and applications", Numerical Algorithms 37, 2004. To add an operation: a row in
`OPERATIONS`; one that is `forgetful` goes by the bounds alone (`intervals`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from math import inf, isfinite, tanh
from typing import TYPE_CHECKING

from ...calculation.floats import OPERATIONS as ON_FLOATS
from .intervals import EXTENSIONS, MARGIN, Interval, hull

if TYPE_CHECKING:
    from ...calculation.quantity import Quantity

Errors = dict["Quantity", float]
"""How much the error of each number before moves this one, at most."""

NONE: Errors = {}

LIKELY = 4.5
"""Standard deviations that a sum of many roundings passes less than once in a hundred thousand times."""


class Affine:
    """A number with its errors, immutable by convention; `rest` is infinite where nothing is known.

    Its `radius` is how far all the errors together can move the number.
    """

    __slots__ = ("errors", "middle", "radius", "rest", "variance")

    def __init__(
        self, middle: float, errors: Errors = NONE, rest: float = 0.0, variance: float = 0.0
    ) -> None:
        self.middle, self.errors, self.rest, self.variance = middle, errors, rest, variance
        self.radius = sum(map(abs, errors.values())) + rest if errors else rest

    @property
    def bounds(self) -> Interval:
        """The smallest and the largest that the number can be."""
        return self.middle - self.radius, self.middle + self.radius

    @property
    def exact(self) -> bool:
        """Whether the number has no error at all."""
        return not self.rest and not self.errors


UNKNOWN = Affine(0.0, NONE, inf)
"""Any number."""


def affine(bounds: Interval) -> Affine:
    """The form of bounds whose errors come from nowhere else."""
    low, high = bounds
    if low == high:
        return Affine(low)
    return uniform((low + high) / 2, (high - low) / 2) if isfinite(high - low) else UNKNOWN


def uniform(middle: float, rest: float) -> Affine:
    """A number that may as well be anywhere within a radius."""
    return Affine(middle, NONE, rest, rest * rest / 3)


def add(x: Affine, y: Affine) -> Affine:
    """x + y."""
    return _linear(x.middle + y.middle, 1.0, x, 1.0, y, 0.0)


def subtract(x: Affine, y: Affine) -> Affine:
    """x − y."""
    return _linear(x.middle - y.middle, 1.0, x, -1.0, y, 0.0)


def negative(x: Affine) -> Affine:
    """−x."""
    return Affine(-x.middle, {q: -error for q, error in x.errors.items()}, x.rest, x.variance)


def total(signed: Sequence[tuple[bool, Affine]]) -> Affine:
    """The sum of numbers, each added or, with a minus, subtracted; one alone as it is."""
    (minus, first), *others = signed
    result = negative(first) if minus else first
    middle, errors, rest, variance = result.middle, dict(result.errors), result.rest, result.variance
    for minus, x in others:
        sign = -1.0 if minus else 1.0
        middle += sign * x.middle
        for q, error in x.errors.items():
            errors[q] = errors.get(q, 0.0) + sign * error
        rest += x.rest + abs(middle) * MARGIN
        variance += x.variance
    if not others:
        return result
    return Affine(middle, errors, rest, variance) if isfinite(middle) and rest == rest else UNKNOWN


def multiply(x: Affine, y: Affine) -> Affine:
    """x · y."""
    if x.exact and y.exact:
        return _margined(x.middle * y.middle)
    together = x.radius * y.radius if x.middle or y.middle or not (x.exact or y.exact) else 0.0
    return _linear(x.middle * y.middle, y.middle, x, x.middle, y, together)


def _linear(middle: float, a: float, x: Affine, b: float, y: Affine, rest: float) -> Affine:
    """A middle with a times the errors of x and b times those of y."""
    errors = {q: a * error for q, error in x.errors.items()} if a else {}
    if b:
        for q, error in y.errors.items():
            errors[q] = errors.get(q, 0.0) + b * error
    variance = rest * rest / 3 + (a * a * x.variance if a else 0.0) + (b * b * y.variance if b else 0.0)
    rest += (abs(a) * x.rest if a else 0.0) + (abs(b) * y.rest if b else 0.0) + abs(middle) * MARGIN
    return Affine(middle, errors, rest, variance) if isfinite(middle) and rest == rest else UNKNOWN


def _margined(middle: float, errors: Errors = NONE, rest: float = 0.0, variance: float = 0.0) -> Affine:
    """A form with a margin for the rounding of doubles."""
    if not isfinite(middle) or rest != rest:
        return UNKNOWN
    return Affine(middle, errors, rest + abs(middle) * MARGIN, variance)


def divide(x: Affine, y: Affine) -> Affine:
    """x / y; by what may be 0, any number."""
    return multiply(x, inverse(y))


def inverse(y: Affine) -> Affine:
    """1 / y."""
    low, high = y.bounds
    if low <= 0 <= high:
        return UNKNOWN
    return smooth(y, lambda value: 1 / value)


def smooth(x: Affine, function: Callable[[float], float]) -> Affine:
    """A function that rises or falls all the way and is bent to one side, by the line through its ends."""
    low, high = x.bounds
    if not isfinite(high - low):
        return UNKNOWN
    try:
        middle, first, last = function(x.middle), function(low), function(high)
    except (ArithmeticError, ValueError):
        return UNKNOWN
    if low == high:
        return _margined(middle)
    slope = (last - first) / (high - low)
    bent = abs((first + last) / 2 - middle)
    errors = {q: slope * error for q, error in x.errors.items()}
    return _margined(middle, errors, abs(slope) * x.rest + bent, slope * slope * x.variance + bent * bent / 3)


def bent_both_ways(x: Affine, operation: str, slope: Callable[[float], float]) -> Affine:
    """A function that rises most at 0 and less to both sides: beside 0 as others, across it by its slopes."""
    low, high = x.bounds
    if not low < 0 < high or not isfinite(high - low):
        return _rising(operation)(x)
    extension = EXTENSIONS[operation]
    first, last = extension((low, low))[0], extension((high, high))[1]
    chord, least, most = (last - first) / (high - low), min(slope(low), slope(high)), slope(0.0)
    range_ = most - least
    beyond = (high - low) * max(0.0, chord - least) * max(0.0, most - chord) / range_ if range_ else 0.0
    errors = {q: chord * error for q, error in x.errors.items()}
    variance = chord * chord * x.variance + beyond * beyond / 3
    form = _margined((first + last) / 2, errors, chord * x.rest + beyond, variance)
    whole = forgetful(operation, x)
    return form if form.radius < whole.radius else whole


def power(x: Affine, exponent: Affine) -> Affine:
    """x to a power; a square knows that both factors are the same number."""
    if exponent.exact and exponent.middle == 2:
        return multiply(x, x)
    low, _ = x.bounds
    if exponent.exact and low > 0:
        return smooth(x, lambda value: value**exponent.middle)
    return forgetful("power", x, exponent)


def chosen(operation: str) -> Callable[[Affine, Affine, Affine], Affine]:
    """One of two, by the sign of x; both where that may be either."""

    def choice(x: Affine, yes: Affine, no: Affine) -> Affine:
        low, high = x.bounds
        if low > 0 or (low == 0 and operation == "nonnegative"):
            return yes
        if high < 0 or (high == 0 and operation == "positive"):
            return no
        return affine(hull((yes.bounds, no.bounds)))

    return choice


def forgetful(operation: str, *arguments: Affine) -> Affine:
    """An operation on the bounds alone."""
    bounds = [argument.bounds for argument in arguments]
    if all(argument.exact for argument in arguments):
        low, high = EXTENSIONS[operation](*bounds)
        return _margined((low + high) / 2) if isfinite(high - low) else UNKNOWN
    return affine(EXTENSIONS[operation](*bounds))


def _rising(operation: str) -> Callable[[Affine], Affine]:
    extension = EXTENSIONS[operation]
    return lambda x: smooth(x, lambda value: sum(extension((value, value))) / 2)


def _absolute(x: Affine) -> Affine:
    low, high = x.bounds
    return x if low >= 0 else negative(x) if high <= 0 else forgetful("absolute", x)


def _maximum(x: Affine, y: Affine) -> Affine:
    if x.bounds[0] >= y.bounds[1]:
        return x
    return y if y.bounds[0] >= x.bounds[1] else forgetful("maximum", x, y)


def _minimum(x: Affine, y: Affine) -> Affine:
    return negative(_maximum(negative(x), negative(y)))


OPERATIONS: dict[str, Callable[..., Affine]] = {
    "add": add,
    "subtract": subtract,
    "multiply": multiply,
    "divide": divide,
    "power": power,
    "negative": negative,
    **{name: _rising(name) for name in ("exp", "ln", "log1p", "expm1", "sqrt")},
    "tanh": lambda x: bent_both_ways(x, "tanh", lambda value: 1 - tanh(value) ** 2),
    "normal_cdf": lambda x: bent_both_ways(x, "normal_cdf", ON_FLOATS["normal_density"]),
    "normal_density": lambda x: forgetful("normal_density", x),
    "absolute": _absolute,
    "maximum": _maximum,
    "minimum": _minimum,
    "positive": chosen("positive"),
    "nonnegative": chosen("nonnegative"),
}
"""Each operation on forms."""


def wide_enough(forms: Iterable[Affine]) -> Affine:
    """The first of several forms of one number, with the rest that the others need to be in it as well."""
    first, *others = forms
    if not others:
        return first
    low, high = first.bounds
    beyond = max(0.0, *(max(low - below, above - high) for below, above in (x.bounds for x in others)))
    return widened(first, beyond) if beyond else first


def widened(x: Affine, by: float) -> Affine:
    """A form with so much more that it may be off by."""
    return Affine(x.middle, x.errors, x.rest + by, x.variance + by * by / 3)


def reach(x: Affine, spread: Mapping[Quantity, float]) -> Interval:
    """The bounds that the errors hardly ever pass; `spread` is the variance of each over its square."""
    variance = x.variance + sum(error * error * spread.get(q, 1 / 3) for q, error in x.errors.items())
    radius = min(x.radius, LIKELY * variance**0.5)
    return x.middle - radius, x.middle + radius
