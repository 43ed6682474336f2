"""A written number keeps the digits that were meant."""

from __future__ import annotations

from decimal import Decimal

import pytest

from backprop_cli.check.reading.written import EXACT, parse
from backprop_cli.errors import InputError


@pytest.mark.parametrize(
    ("text", "value", "decimals", "figures"),
    [
        ("0.0820", "0.0820", 4, 3),
        (".5", "0.5", 1, 1),
        ("-3", "-3", 0, 1),
        ("1e-3", "0.001", 3, 1),
        ("12e3", "12000", -3, 2),
        ("−0.25", "-0.25", 2, 2),
        ("– 0.25", "-0.25", 2, 2),
        ("1.20·10^-4", "0.000120", 6, 3),
        ("1.20 × 10⁻⁴", "0.000120", 6, 3),
        ("1.20 x 10^-4", "0.000120", 6, 3),
        ("0.000", "0", 3, 0),
        ("-0.0", "0", 1, 0),
        ("+7.", "7", 0, 1),
        ("1/4", "0.25", EXACT, EXACT),
    ],
)
def test_a_number_is_read_with_its_digits(text: str, value: str, decimals: int, figures: int) -> None:
    written = parse(text)
    assert (written.value, written.decimals, written.figures) == (Decimal(value), decimals, figures)


def test_a_written_number_stands_for_what_rounds_to_it() -> None:
    written = parse("0.0820")
    assert (written.low, written.high) == (Decimal("0.08195"), Decimal("0.08205"))
    assert written.fits(Decimal("0.08195"))
    assert not written.fits(Decimal("0.081949999"))


def test_a_fraction_is_exact() -> None:
    third = parse("1/3")
    assert third.half == 0
    assert abs(third.value * 3 - 1) < Decimal("1e-300")


@pytest.mark.parametrize(
    ("text", "help"),
    [
        ("0,0820", "write 0.0820 with a decimal point"),
        ("8.2 %", "write 0.05 for 5%"),
        ("O.5", "a letter (O, l or I) stands for a digit (0 or 1) here"),
        ("0.5.1", "write it with digits and a decimal point: 0.5"),
        ("1/0", "a fraction cannot have 0 below"),
        ("w5", "write it with digits and a decimal point: 0.5"),
    ],
)
def test_what_is_no_number_gets_an_error_that_says_what_to_write(text: str, help: str) -> None:
    with pytest.raises(InputError, match="the answer is") as error:
        parse(text)
    assert error.value.problems[0].help == help


@pytest.mark.parametrize("text", ["0.75 14", "0 . 7 5", "1 000", "0.5\t3", "0.7\xa05", "1. 5"])
def test_a_blank_within_digits_is_no_number(text: str) -> None:
    with pytest.raises(InputError, match="the answer is"):
        parse(text)


@pytest.mark.parametrize(
    ("text", "shown"), [("  0.5 ", "0.5"), ("-\t0.5", "- 0.5"), ("1.2\xa0· 10^-4", "1.2 · 10^-4")]
)
def test_blanks_round_signs_say_nothing(text: str, shown: str) -> None:
    assert parse(text).text == shown
