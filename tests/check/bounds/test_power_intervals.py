"""Powers, products and absolute values of numbers that may lie on either side of 0."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest

from backprop_cli.check.bounds.intervals import EXTENSIONS, Interval, multiply

SQUARE, CUBE, FIRST, NONE = (2.0, 2.0), (3.0, 3.0), (1.0, 1.0), (0.0, 0.0)

EXACT = [
    ("power", ((-1.0, 2.0), SQUARE), (0, 4)),
    ("power", ((-3.0, 2.0), SQUARE), (0, 9)),
    ("power", ((-3.0, -2.0), SQUARE), (4, 9)),
    ("power", ((2.0, 3.0), SQUARE), (4, 9)),
    ("power", ((-2.0, 0.0), SQUARE), (0, 4)),
    ("power", ((0.0, 2.0), SQUARE), (0, 4)),
    ("power", ((-1.0, 2.0), (4.0, 4.0)), (0, 16)),
    ("power", ((-2.0, 3.0), CUBE), (-8, 27)),
    ("power", ((-3.0, -2.0), CUBE), (-27, -8)),
    ("power", ((-2.0, 3.0), FIRST), (-2, 3)),
    ("power", ((-2.0, -1.0), NONE), (1, 1)),
    ("power", ((4.0, 9.0), (0.5, 0.5)), (2, 3)),
    ("multiply", ((-1.0, 2.0), (-3.0, 4.0)), (-6, 8)),
    ("multiply", ((-2.0, -1.0), (-4.0, -3.0)), (3, 8)),
    ("multiply", ((1.0, 2.0), (-4.0, -3.0)), (-8, -3)),
    ("multiply", ((1.0, 2.0), (3.0, 4.0)), (3, 8)),
    ("multiply", ((0.0, 2.0), (0.0, 4.0)), (0, 8)),
    ("absolute", ((-3.0, 2.0),), (0, 3)),
    ("absolute", ((-2.0, 3.0),), (0, 3)),
    ("absolute", ((-3.0, -2.0),), (2, 3)),
    ("absolute", ((2.0, 3.0),), (2, 3)),
    ("maximum", ((-1.0, 2.0), (0.0, 0.0)), (0, 2)),
    ("sqrt", ((4.0, 9.0),), (2, 3)),
]
"""An operation, the bounds of its arguments, and those of its result, worked out by hand."""


@pytest.mark.parametrize(("operation", "arguments", "bounds"), EXACT)
def test_bounds_are_the_smallest_that_hold_every_result(
    operation: str, arguments: tuple[Interval, ...], bounds: tuple[float, float]
) -> None:
    found = (EXTENSIONS | {"multiply": multiply})[operation](*arguments)
    assert found == pytest.approx(bounds, rel=1e-13, abs=0)
    assert found[0] <= bounds[0]
    assert bounds[1] <= found[1]


@pytest.mark.parametrize("exponent", range(1, 6))
@pytest.mark.parametrize("ends", list(product((-2, -1, 0, 1, 2), repeat=2)))
def test_a_whole_power_holds_the_powers_of_every_number_between(exponent: int, ends: tuple[int, int]) -> None:
    low, high = sorted(ends)
    between = [Fraction(low * 8 + (high - low) * step, 8) for step in range(9)]
    powers = [one**exponent for one in (*between, *([0] if low <= 0 <= high else []))]
    found = EXTENSIONS["power"]((float(low), float(high)), (float(exponent), float(exponent)))
    assert min(powers) - Fraction(1, 10**12) <= found[0] <= min(powers)
    assert max(powers) <= found[1] <= max(powers) + Fraction(1, 10**12)


SIDES = [(low, high) for low, high in product((-2.0, -0.5, 0.0, 0.5, 3.0), repeat=2) if low <= high]


@pytest.mark.parametrize("x", SIDES)
def test_a_product_reaches_from_the_least_to_the_largest_product_of_ends(x: Interval) -> None:
    for y in SIDES:
        products = [a * b for a in x for b in y]
        found = multiply(x, y)
        assert found == pytest.approx((min(products), max(products)), rel=1e-13, abs=0), y


def test_a_margin_widens_bounds_of_either_sign_outwards() -> None:
    for x in ((-3.1, -1.7), (1.7, 3.1), (-1.7, 3.1)):
        low, high = multiply(x, (1.0, 1.0))
        assert low < x[0]
        assert x[1] < high
