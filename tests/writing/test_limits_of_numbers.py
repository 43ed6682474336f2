"""Where a number goes over to powers of ten, and a column gets more decimals: both sides of each limit."""

from __future__ import annotations

from decimal import Decimal

import pytest

from backprop_cli.writing import numbers


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("1e-7", "0.0000001"),
        ("9.99e-8", "9.99e-08"),
        ("1e-8", "1e-08"),
        ("123456789012345", "123456789012345"),
        ("999999999999999", "999999999999999"),
        ("1e14", "100000000000000"),
        ("1e15", "1e+15"),
        ("-1.5e15", "-1.5e+15"),
        ("0.10", "0.1"),
        ("-0.0", "0"),
        ("0.12345678901234567", "0.12345678901234567"),
        ("0.123456789012345675", "0.12345678901234568"),
    ],
)
def test_a_given_number_is_written_as_it_would_be_typed(number: str, text: str) -> None:
    assert numbers.given(Decimal(number)) == text


@pytest.mark.parametrize(
    ("column", "digits", "texts"),
    [
        (("1", "0.5"), 2, ("1.000", "0.500")),
        (("1", "0.0123"), 4, ("1.0000", "0.0123")),
        (("1", "0.00123"), 4, ("1.00000", "0.00123")),
        (("1", "0.000123"), 4, ("1.000000", "0.000123")),
        (("1e-10", "0"), 6, ("0.000000000100", "0.000000000000")),
        (("1e-11", "0"), 6, ("1.000e-11", "0.000e+00")),
        (("1e-11",), 13, ("0.0000000000100",)),
        (("1e-12",), 13, ("1.000e-12",)),
        (("1e-12",), 14, ("0.00000000000100",)),
        (("999999999999999", "1"), 1, ("999999999999999.00", "1.00")),
        (("1e15", "1"), 1, ("1.000e+15", "1.000e+00")),
        (("0.125", "0.135"), 2, ("0.125", "0.135")),
        (("1.125", "-1.125"), 2, ("1.13", "-1.13")),
        (("-0.0001", "1000"), 2, ("-0.000100", "1000.000000")),
        (("0", "0"), 3, ("0.000", "0.000")),
        (("-1e-30", "1"), 3, ("-1.000e-30", "1.000e+00")),
    ],
)
def test_a_column_has_three_figures_of_its_smallest_number(
    column: tuple[str, ...], digits: int, texts: tuple[str, ...]
) -> None:
    exact = [Decimal(number) for number in column]
    assert tuple(map(numbers.column(exact, digits), exact)) == texts


@pytest.mark.parametrize(
    ("number", "short", "text"),
    [
        ("0.00012345", False, "1.235e-04"),
        ("9.9996", False, "1.000e+01"),
        ("-12", False, "-1.200e+01"),
        ("0", False, "0.000e+00"),
        ("0", True, "0"),
        ("5e-9", True, "5e-09"),
        ("5.25e-9", True, "5.25e-09"),
        ("1e-100", True, "1e-100"),
    ],
)
def test_a_power_of_ten_has_three_digits_after_the_point_or_as_many_as_given(
    number: str, short: bool, text: str
) -> None:
    assert numbers.scientific(Decimal(number), short) == text
