"""The digits that are carried widen bounds to both sides, whatever the size of a number."""

from __future__ import annotations

import pytest

from backprop_cli.check.bounds.affine import Affine, affine
from backprop_cli.check.bounds.carried import Carried
from backprop_cli.check.bounds.intervals import Interval


@pytest.mark.parametrize(
    "x", [1e-300, 1e-5, 0.3775, 1.0, 12345.678, 9.87654321e15, 1.2345678912345e20, 1e300]
)
@pytest.mark.parametrize("sign", [1, -1])
@pytest.mark.parametrize(
    "carried", [Carried("decimals", 4), Carried("significant", 3), Carried("significant", 16)]
)
def test_a_number_lies_within_its_own_bounds(x: float, sign: int, carried: Carried) -> None:
    low, high = carried.rounded(Affine(sign * x)).bounds
    snapped = 1e-8 * carried.unit(x)
    assert low - snapped <= sign * x <= high + snapped
    assert high - low <= 1.01 * carried.unit(x) + 4e-15 * x


@pytest.mark.parametrize(
    ("kind", "places", "x", "expected"),
    [
        ("decimals", 4, (0.3775, 0.3775), (0.3775, 0.3775)),
        ("decimals", 4, (0.30000000000000004, 0.30000000000000004), (0.3, 0.3)),
        ("decimals", 2, (0.123, 0.123), (0.12, 0.128)),
        ("decimals", 2, (-0.128, -0.128), (-0.13, -0.123)),
        ("decimals", 2, (0.122, 0.123), (0.119, 0.128)),
        ("decimals", 2, (0.118, 0.123), (0.113, 0.128)),
        ("significant", 2, (0.0123, 0.0123), (0.012, 0.0128)),
        ("significant", 2, (99.8, 99.8), (99.3, 100.0)),
    ],
)
def test_rounding_passes_no_number_with_the_digits_carried(
    kind: str, places: int, x: Interval, expected: Interval
) -> None:
    assert Carried(kind, places).rounded(affine(x)).bounds == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize("carried", [Carried("decimals", 4), Carried("significant", 3)])
@pytest.mark.parametrize("rest", [1e-323, 1e307])
def test_bounds_at_the_ends_of_what_a_double_holds_are_widened_too(carried: Carried, rest: float) -> None:
    assert carried.rounded(Affine(0.0, {}, rest)).rest >= rest
