"""e^x, ln x, the normal distribution and π are right to a unit of the last place; mpmath is the judge."""

from __future__ import annotations

from decimal import Decimal

import mpmath
import pytest

from backprop_cli.calculation.transcendental import (
    FROM,
    context,
    exponential,
    logarithm,
    normal_cdf,
    normal_density,
    pi,
)

DIGITS = (60, FROM, 240, 480, 960)

ARGUMENTS = ("1", "-1", "0.15", "1e-30", "-1e-200", "30.5", "-900", "4300.25", "-12345.678")


def units(ours: Decimal, truth: mpmath.mpf, digits: int) -> float:
    """How far a number is from the truth, in units of its last place."""
    return float(abs((mpmath.mpf(str(ours)) - truth) / truth) * mpmath.mpf(10) ** (digits - 1))


@pytest.mark.parametrize("digits", DIGITS)
@pytest.mark.parametrize("text", ARGUMENTS)
def test_exponentials_are_right(text: str, digits: int) -> None:
    x = context(digits).multiply(Decimal(text), context(digits).sqrt(Decimal(2)))
    with mpmath.workdps(2 * digits + 50):
        assert units(exponential(x, digits), mpmath.exp(mpmath.mpf(str(x))), digits) <= 1


@pytest.mark.parametrize("digits", DIGITS)
@pytest.mark.parametrize(
    "text", ["2", "0.1", "1e-150", "1e300", "1.001", "0.999999", "1e-30 above", "1e-50 below"]
)
def test_logarithms_are_right(text: str, digits: int) -> None:
    number, _, side = text.partition(" ")
    root = context(digits).sqrt(Decimal(2))
    x = context(digits).multiply(Decimal(number), root)
    if side:
        x = context(digits).add(1, x if side == "above" else -x)
    with mpmath.workdps(2 * digits + 50):
        assert units(logarithm(x, digits), mpmath.log(mpmath.mpf(str(x))), digits) <= 1


@pytest.mark.parametrize("digits", DIGITS)
@pytest.mark.parametrize("text", ["0", "1e-20", "0.5", "-0.5", "3", "-12.25", "44.9", "-44.9"])
def test_the_normal_distribution_is_right(text: str, digits: int) -> None:
    with mpmath.workdps(digits + 1000):
        x = mpmath.mpf(text)
        assert units(normal_cdf(Decimal(text), digits), mpmath.erfc(-x / mpmath.sqrt(2)) / 2, digits) <= 1
        assert units(normal_density(Decimal(text), digits), mpmath.npdf(x), digits) <= 1


@pytest.mark.parametrize("digits", DIGITS)
def test_pi_is_right(digits: int) -> None:
    with mpmath.workdps(digits + 50):
        assert units(pi(digits), +mpmath.pi, digits) <= 1


def test_the_exponential_of_zero_and_the_logarithm_of_one_are_exact() -> None:
    assert exponential(Decimal(0), 500) == 1
    assert logarithm(Decimal(1), 500) == 0


@pytest.mark.parametrize("text", ["Infinity", "1e12", "1e30"])
def test_what_is_beyond_every_number_is_infinite_or_0(text: str) -> None:
    assert exponential(Decimal(text), 500) > Decimal("1e400000000000")
    assert exponential(-Decimal(text), 500) < Decimal("1e-400000000000")
    assert logarithm(Decimal("Infinity"), 500) == Decimal("Infinity")
