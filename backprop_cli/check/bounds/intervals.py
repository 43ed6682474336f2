"""What affine forms leave to intervals: from the bounds of arguments to those of the result of an operation

An interval is a pair (low, high) of doubles, widened outwards by more than they round, so that it holds every
number that the arguments allow. Where the arguments hold a number without a result (the logarithm of 0) a
bound is infinite. Source: Moore, "Interval Analysis", 1966. To add an operation: a row in `EXTENSIONS`.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable

from ...calculation.floats import OPERATIONS

Interval = tuple[float, float]

INFINITY = math.inf
WHOLE: Interval = (-INFINITY, INFINITY)
LARGEST = 1.7976931348623157e308
MARGIN = 1e-15
"""Of a result: more than a double or a function of the C library is wrong."""


def outward(low: float, high: float) -> Interval:
    """The interval with a margin for the rounding of doubles; of no numbers at all, every number."""
    if low != low or high != high:
        return WHOLE
    low, high = min(low, LARGEST), max(high, -LARGEST)
    return low - abs(low) * MARGIN, high + abs(high) * MARGIN


def hull(intervals: Iterable[Interval]) -> Interval:
    """The smallest interval that holds them all."""
    lows, highs = zip(*intervals, strict=True)
    return min(lows), max(highs)


def multiply(x: Interval, y: Interval) -> Interval:
    """x · y; 0 times a bound that is infinite is 0."""
    (a, b), (c, d) = x, y
    if a >= 0 and c >= 0:
        return outward(a * c if a and c else 0.0, b * d if b and d else 0.0)
    products = [p * q if p and q else 0.0 for p in x for q in y]
    return outward(min(products), max(products))


def power(x: Interval, exponent: Interval) -> Interval:
    """x to a whole power, or to one that is no whole number if x is positive."""
    low, high = exponent
    if low == high and low == int(low) and low >= 0:
        return _whole_power(x, int(low))
    if x[0] <= 0:
        return WHOLE
    return exponential(multiply(exponent, logarithm(x)))


def _whole_power(x: Interval, exponent: int) -> Interval:
    low, high = _power(x[0], exponent), _power(x[1], exponent)
    if exponent % 2:
        return outward(low, high)
    return outward(0.0 if x[0] <= 0 <= x[1] else min(low, high), max(low, high))


def _power(x: float, exponent: int) -> float:
    try:
        return x**exponent
    except OverflowError:
        return -INFINITY if x < 0 and exponent % 2 else INFINITY


def rising(function: Callable[[float], float]) -> Callable[[Interval], Interval]:
    """The extension of a function that nowhere falls."""

    def extension(x: Interval) -> Interval:
        return outward(function(x[0]), function(x[1]))

    return extension


def _exp(x: float) -> float:
    try:
        return math.exp(x)
    except OverflowError:
        return INFINITY


def _expm1(x: float) -> float:
    return math.expm1(x) if x < 700 else INFINITY


def _ln(x: float) -> float:
    return math.log(x) if x > 0 else -INFINITY


def _log1p(x: float) -> float:
    return math.log1p(x) if x > -1 else -INFINITY


def _sqrt(x: float) -> float:
    return math.sqrt(x) if x > 0 else 0.0


exponential = rising(_exp)
logarithm = rising(_ln)


def absolute(x: Interval) -> Interval:
    """|x|."""
    low, high = x
    if low <= 0 <= high:
        return 0.0, max(-low, high)
    return (low, high) if low > 0 else (-high, -low)


def normal_density(x: Interval) -> Interval:
    """φ(x), which is symmetric and falls away from 0."""
    near, far = absolute(x)
    density = OPERATIONS["normal_density"]
    return outward(0.0 if far == INFINITY else density(far), 0.0 if near == INFINITY else density(near))


def maximum(x: Interval, y: Interval) -> Interval:
    """The larger of two."""
    return max(x[0], y[0]), max(x[1], y[1])


EXTENSIONS: dict[str, Callable[..., Interval]] = {
    "power": power,
    "exp": exponential,
    "ln": logarithm,
    "log1p": rising(_log1p),
    "expm1": rising(_expm1),
    "sqrt": rising(_sqrt),
    "tanh": rising(math.tanh),
    "normal_cdf": rising(OPERATIONS["normal_cdf"]),
    "normal_density": normal_density,
    "absolute": absolute,
    "maximum": maximum,
}
"""The operations that affine forms leave to bounds, by name."""

GRID = frozenset(("add", "subtract", "negative", "absolute", "maximum", "minimum", "positive", "nonnegative"))
"""The operations that make no new decimals, so that nobody rounds after them."""
