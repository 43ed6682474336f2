"""What a fair marker does not refuse: numbers of correct students that look a little off."""

from __future__ import annotations

import pytest

from backprop_cli.check.bounds.fits import within
from backprop_cli.check.bounds.noise import narrowed
from backprop_cli.check.reading.written import parse


@pytest.mark.parametrize(
    ("written", "number", "expected"),
    [
        ("0.139", 0.13846, True),  # 0.1385 with one decimal more
        ("0.139", 0.13844, False),
        ("1.08", 1.07476, True),
        ("1.08", 1.07444, False),
    ],
)
def test_a_number_may_be_rounded_twice_on_its_way_to_the_sheet(
    written: str, number: float, expected: bool
) -> None:
    assert within(parse(written), (number, number)) is expected


def test_how_far_roundings_are_seen_to_go_is_measured_from_the_beginning() -> None:
    bounds, exact = (1.6503, 1.6515), (1.6509, 1.6509)
    assert narrowed(bounds, exact, 1e-5, 0.1, (1.64, 1.66)) == bounds
    assert narrowed(bounds, exact, 1e-5, 0.1, bounds) == pytest.approx((1.65084, 1.65096))
