"""The digits that are carried widen bounds to both sides, whatever the size of a number."""

from __future__ import annotations

from decimal import Decimal

import pytest

from backprop_cli.check.carried import Carried, carried_digits
from backprop_cli.check.reading.written import parse


@pytest.mark.parametrize(
    "x", [1e-300, 1e-5, 0.3775, 1.0, 12345.678, 9.87654321e15, 1.2345678912345e20, 1e300]
)
@pytest.mark.parametrize("sign", [1, -1])
@pytest.mark.parametrize(
    "carried", [Carried("decimals", 4), Carried("significant", 3), Carried("significant", 16)]
)
def test_a_number_lies_within_its_own_bounds(x: float, sign: int, carried: Carried) -> None:
    low, high = carried.widened((sign * x, sign * x))
    snapped = 1e-8 * carried.unit(x)
    assert low - snapped <= sign * x <= high + snapped
    assert high - low <= 1.01 * carried.unit(x) + 4e-15 * x


@pytest.mark.parametrize("texts", [("1", "2", "0.3"), ("4", "0.5", "0.6")])
def test_nobody_is_taken_to_carry_one_figure(texts: tuple[str, ...]) -> None:
    answers = [(parse(text), Decimal(text) * Decimal("1.3")) for text in texts]
    assert carried_digits(answers) == (Carried("significant", 2),)


@pytest.mark.parametrize("texts", [("1", "2", "13"), ("0", "3", "20")])
def test_nobody_is_taken_to_carry_whole_numbers(texts: tuple[str, ...]) -> None:
    answers = [(parse(text), Decimal(text) + Decimal("0.54")) for text in texts]
    assert carried_digits(answers)[0] == Carried("decimals", 1)
