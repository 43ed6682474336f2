"""Every operation of formulas has one on intervals, which holds the result of any arguments within them."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backprop_cli.calculation.floats import CHOICES, OPERATIONS
from backprop_cli.check.bounds.intervals import EXTENSIONS


def test_every_operation_has_an_extension() -> None:
    assert set(EXTENSIONS) == set(OPERATIONS)


NUMBERS = st.floats(-20, 20).filter(lambda x: abs(x) > 1e-9 or x == 0)
ARGUMENTS = {"ln": st.floats(0.001, 20), "sqrt": st.floats(0, 20), "log1p": st.floats(-0.9, 20)}


@pytest.mark.parametrize("operation", sorted(set(EXTENSIONS) - {"power", *CHOICES}))
@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_an_extension_holds_the_result_of_any_arguments_within_the_bounds(
    operation: str, data: st.DataObject
) -> None:
    two = operation in ("add", "subtract", "multiply", "divide", "maximum", "minimum")
    intervals, points = [], []
    for _ in range(1 + two):
        low, point, high = sorted(data.draw(ARGUMENTS.get(operation, NUMBERS)) for _ in range(3))
        intervals.append((low, high))
        points.append(point)
    if operation == "divide" and not points[1]:
        return
    low, high = EXTENSIONS[operation](*intervals)
    assert low <= OPERATIONS[operation](*points) <= high


@pytest.mark.parametrize("name", sorted(CHOICES))
def test_a_number_on_either_side_of_a_corner_takes_both_branches(name: str) -> None:
    assert EXTENSIONS[name]((-1e-5, 1e-5), (1.0, 1.0), (0.0, 0.0)) == (0.0, 1.0)
    assert EXTENSIONS[name]((1e-5, 2e-5), (1.0, 1.0), (0.0, 0.0)) == (1.0, 1.0)
    assert EXTENSIONS[name]((-2e-5, -1e-5), (1.0, 1.0), (0.0, 0.0)) == (0.0, 0.0)


def test_a_division_by_what_may_be_zero_may_give_every_number() -> None:
    assert EXTENSIONS["divide"]((1.0, 1.0), (-0.1, 0.1)) == (-math.inf, math.inf)
