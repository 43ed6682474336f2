"""An operation on intervals holds the result of any arguments within them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backprop_cli.calculation.floats import OPERATIONS
from backprop_cli.check.bounds.intervals import EXTENSIONS

NUMBERS = st.floats(-20, 20).filter(lambda x: abs(x) > 1e-9 or x == 0)
ARGUMENTS = {"ln": st.floats(0.001, 20), "sqrt": st.floats(0, 20), "log1p": st.floats(-0.9, 20)}


@pytest.mark.parametrize("operation", sorted(set(EXTENSIONS) - {"power"}))
@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_an_extension_holds_the_result_of_any_arguments_within_the_bounds(
    operation: str, data: st.DataObject
) -> None:
    two = operation == "maximum"
    intervals, points = [], []
    for _ in range(1 + two):
        low, point, high = sorted(data.draw(ARGUMENTS.get(operation, NUMBERS)) for _ in range(3))
        intervals.append((low, high))
        points.append(point)
    low, high = EXTENSIONS[operation](*intervals)
    assert low <= OPERATIONS[operation](*points) <= high
