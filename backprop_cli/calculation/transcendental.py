"""e^x, ln x and the normal distribution to hundreds of digits; `decimal` has two of them, ten times as slow.

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
def normal_density(x: Decimal, digits: int) -> Decimal:
    """φ(x) = e^(−x²/2)/√(2π) with so many digits."""
    wide = context(digits + GUARD)
    half_square = wide.divide(wide.multiply(x, x), Decimal(-2))
    root = wide.sqrt(wide.multiply(Decimal(2), pi(wide.prec)))
    return context(digits).divide(exponential(half_square, wide.prec), root)


@lru_cache(KEPT)
def normal_cdf(x: Decimal, digits: int) -> Decimal:
    """Φ(x) = ½ + φ(x)·(x + x³/3 + x⁵/(3·5) + …) with so many digits (Marsaglia 2004).

    Below 0 the two cancel, to about e^(−x²/2); so many more digits are carried.
    """
    cancelled = int(x * x / 4) if x < 0 else 0
    wide = context(digits + cancelled + GUARD)
    series = wide.multiply(x, _series(wide.multiply(x, x), wide, count(3, 2)))
    above = wide.multiply(normal_density(x, wide.prec), series)
    return context(digits).add(Decimal("0.5"), above)


@lru_cache(KEPT)
def pi(digits: int) -> Decimal:
    """π = 16 arctan(1/5) − 4 arctan(1/239) with so many digits (Machin 1706)."""
    wide = context(digits + GUARD)
    parts = (wide.multiply(Decimal(n), _arctan_of_inverse(m, wide)) for n, m in ((16, 5), (-4, 239)))
    return context(digits).add(*parts)


def _arctan_of_inverse(n: int, wide: Context) -> Decimal:
    """1/n − 1/3n³ + 1/5n⁵ − …, in whole multiples of a power of ½."""
    bits = wide.prec * 10 // 3 + 24
    power = (1 << bits) // n
    total, odd = power, 1
    while power:
        power, odd = power // -(n * n), odd + 2
        total += power // odd
    return wide.divide(Decimal(total), Decimal(1 << bits))


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
