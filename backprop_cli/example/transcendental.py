"""e^x and ln x to hundreds of digits, where the functions of `decimal` take ten to thirty times as long.

e^x is the series of e^(x/2^k), squared k times; with k near the root of the digits both take about as many
products. ln x is Halley's iteration on it, which triples the digits. Source: Brent and Zimmermann, "Modern
Computer Arithmetic", 2010, sections 4.2.5 and 4.3.1. Each is right to less than a unit of the last place.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import MAX_EMAX, MIN_EMIN, ROUND_HALF_EVEN, Context, Decimal
from functools import lru_cache
from itertools import count
from math import isqrt

FROM = 200
"""Digits from which these are faster than `decimal`."""

LARGE = 10**9
"""Arguments from which e^x is that of `decimal`: far beyond what a number can be."""

KEPT = 4_096
"""Results of each function that are kept: a softmax takes each of its exponentials many times."""

GUARD = 12
"""Digits beyond those asked for, against the roundings on the way."""


def context(precision: int) -> Context:
    """A decimal context without traps and with the widest exponents."""
    return Context(precision, ROUND_HALF_EVEN, MIN_EMIN, MAX_EMAX, 1, 0, [], [])


@lru_cache(KEPT)
def exponential(x: Decimal, digits: int) -> Decimal:
    """e^x with so many digits."""
    if digits < FROM or not x or not abs(x) < LARGE:
        return context(digits).exp(x)
    halvings = isqrt(2 * digits) + 4 * max(0, x.adjusted() + 1)
    wide = context(digits + halvings // 3 + GUARD)
    result = _series(wide.divide(x.copy_abs(), Decimal(2**halvings)), wide, count(1))
    for _ in range(halvings):
        result = wide.multiply(result, result)
    return context(digits).plus(result if x > 0 else wide.divide(Decimal(1), result))


def _series(x: Decimal, wide: Context, divisors: Iterable[int]) -> Decimal:
    """1 + x/a + x²/(a·b) + x³/(a·b·c) + … of a positive x, in whole multiples of a power of ½."""
    bits = wide.prec * 10 // 3 + 24
    whole, total, term = int(wide.multiply(x, Decimal(1 << bits))), 1 << bits, 1 << bits
    for divisor in divisors:
        term = (term * whole >> bits) // divisor
        if not term:
            break
        total += term
    return wide.divide(Decimal(total), Decimal(1 << bits))


@lru_cache(KEPT)
def normal_series(x: Decimal, digits: int) -> Decimal:
    """x + x³/3 + x⁵/(3·5) + … of a positive x below 50, as Φ(x) has it (Marsaglia 2004)."""
    wide = context(digits + GUARD)
    return context(digits).multiply(x, _series(wide.multiply(x, x), wide, count(3, 2)))


@lru_cache(KEPT)
def logarithm(x: Decimal, digits: int) -> Decimal:
    """ln x with so many digits, for a positive x."""
    if digits < FROM or x == 1 or not x.is_finite():
        return context(digits).ln(x)
    near = max(0, -context(digits).subtract(x, Decimal(1)).adjusted())  # digits that x shares with 1
    needed, known = digits + near + GUARD, FROM // 2
    result = context(known + near).ln(x)
    while known < needed:
        known = min(3 * known - GUARD, needed)
        wide = context(known + near)
        power = exponential(result, wide.prec)
        step = wide.divide(wide.subtract(x, power), wide.add(x, power))
        result = wide.add(result, wide.multiply(Decimal(2), step))
    return context(digits).plus(result)
