"""A ball holds every number that its arguments allow, and is exact or nearly so where they are exact."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal, localcontext
from itertools import product
from typing import Any

import mpmath
import pytest

from backprop_cli.calculation import exact, floats
from backprop_cli.calculation.balls import Ball, Balls, Undecided
from backprop_cli.errors import NoValueError

M = mpmath.MPContext()
M.dps = 120

FUNCTIONS: dict[str, Callable[..., Any]] = {
    "add": lambda x, y: x + y,
    "subtract": lambda x, y: x - y,
    "multiply": lambda x, y: x * y,
    "divide": lambda x, y: x / y,
    "negative": lambda x: -x,
    "exp": M.exp,
    "expm1": M.expm1,
    "ln": M.log,
    "log1p": M.log1p,
    "sqrt": M.sqrt,
    "tanh": M.tanh,
    "absolute": abs,
    "maximum": max,
    "minimum": min,
    "normal_cdf": M.ncdf,
    "normal_density": M.npdf,
}

MIDDLES = ("-46", "-3", "-1", "-0.5", "0", "0.25", "1", "2", "3", "46")
RADII = ("0", "0.25", "2")
PRECISION = 60

ROUNDING = M.mpf("1e-58")
"""What a radius may be short of by its own rounding."""

BINARY = ("add", "subtract", "multiply", "divide", "maximum", "minimum")


def arguments(name: str, radii: tuple[str, ...]) -> Iterator[tuple[Ball, ...]]:
    """Balls of every size, as many as the operation takes."""
    balls = [(Decimal(middle), Decimal(radius)) for middle in MIDDLES for radius in radii]
    return product(balls, repeat=2 if name in BINARY else 1)


def inside(ball: Ball) -> list[Any]:
    """The ends of a ball and its middle."""
    middle, radius = (M.mpf(str(part)) for part in ball)
    return [middle - radius, middle, middle + radius] if radius else [middle]


def results(name: str, radii: tuple[str, ...]) -> Iterator[tuple[tuple[Ball, ...], Ball]]:
    """Balls, and what an operation makes of them where it has a result."""
    with localcontext() as context:
        context.prec = PRECISION
        operation = getattr(Balls(last=False), name)
        for balls in arguments(name, radii):
            try:
                yield balls, operation(*balls)
            except (NoValueError, Undecided):
                continue


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_ball_holds_the_result_of_every_number_in_its_arguments(name: str) -> None:
    for balls, (middle, radius) in results(name, RADII):
        bound = M.mpf(str(radius)) * (1 + ROUNDING)
        for numbers in product(*map(inside, balls)):
            assert abs(FUNCTIONS[name](*numbers) - M.mpf(str(middle))) <= bound, (name, balls)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_what_is_exact_is_known_to_nearly_every_digit(name: str) -> None:
    for balls, (middle, radius) in results(name, ("0",)):
        right = FUNCTIONS[name](*(M.mpf(str(one)) for one, _ in balls))
        if name != "normal_cdf" or abs(balls[0][0]) <= 45:
            assert radius <= abs(middle) * Decimal("1e-57"), (name, balls)
        assert abs(M.mpf(str(middle)) - right) <= M.mpf(str(radius)), (name, balls)


@pytest.mark.parametrize("operation", ["positive", "nonnegative"])
@pytest.mark.parametrize("test", [-1, 0, 1])
def test_doubles_choose_the_branch_that_the_exact_sign_chooses(operation: str, test: int) -> None:
    assert floats.CHOICES[operation](test) is exact.CHOICES[operation](test)
    assert floats.CHOICES[operation](test) is (test > 0 if operation == "positive" else test >= 0)
