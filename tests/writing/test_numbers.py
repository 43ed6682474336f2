"""How numbers are written: as typed, with fixed decimals, in columns; every digit right, never -0."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from backprop_cli.network.model import Rounding
from backprop_cli.writing import numbers
from backprop_cli.writing.lines import aligned
from backprop_cli.writing.tokens import columns, plain, text_of

DECIMALS = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**14), max_value=10**14)
SIZED = st.builds(
    lambda digits, exponent: Decimal(digits).scaleb(exponent),
    st.integers(-(10**9), 10**9),
    st.integers(-60, 5),
)
"""Numbers of every size, tiny ones as likely as others."""
PLACES = st.integers(0, 40)

FIXED = re.compile(r"-?\d+(\.\d+)?")
SCIENTIFIC = re.compile(r"-?\d\.\d{3}e[-+]\d\d+")


def half_up(number: Decimal, places: int) -> Fraction:
    """The nearest multiple of a decimal place, ties away from 0, by whole numbers alone."""
    scaled = abs(Fraction(number)) * 10**places
    nearest = Fraction(int(scaled + Fraction(1, 2)), 10**places)
    return nearest if number > 0 else -nearest


@drawn(DECIMALS | SIZED, PLACES)
def test_fixed_decimals_are_the_number_rounded_half_up(number: Decimal, places: int) -> None:
    text = numbers.fixed(number, places)

    assert Fraction(text) == half_up(number, places)
    assert len(text.partition(".")[2]) == places


@drawn(DECIMALS | SIZED, PLACES)
def test_a_zero_has_no_sign(number: Decimal, places: int) -> None:
    text = numbers.fixed(number, places)

    assert not (text.startswith("-") and not Fraction(text))


@drawn(st.lists(SIZED | DECIMALS, min_size=1, max_size=6), st.integers(0, 12))
def test_a_column_is_written_alike_and_shows_three_figures_of_its_smallest(column, digits: int) -> None:
    write = numbers.column(column, digits)
    texts = [write(number) for number in column]

    fixed = [text for text in texts if FIXED.fullmatch(text)]
    assert len(fixed) in (0, len(texts)), "mixed"
    assert fixed or all(SCIENTIFIC.fullmatch(text) for text in texts)
    for number, text in zip(column, texts, strict=True):
        if number:
            figures = text.partition("e")[0].replace(".", "").lstrip("-0")
            assert len(figures) >= 3
            assert abs(Fraction(text) - Fraction(number)) <= abs(Fraction(number)) / 200


@drawn(st.lists(SIZED, min_size=1, max_size=6), st.integers(0, 12))
def test_the_points_of_a_column_stand_under_each_other(column, digits: int) -> None:
    write = numbers.column(column, digits)
    texts = [text_of(text) for text in aligned([plain(write(number)) for number in column])]

    assert len({text.find(".") if "." in text else len(text) for text in texts}) == 1


@drawn(st.floats(allow_nan=False, allow_infinity=False), st.integers(0, 12))
def test_a_double_shows_three_figures_at_least(number: float, digits: int) -> None:
    text = numbers.one(number, digits)

    assert abs(Fraction(text) - Fraction(number)) <= abs(Fraction(number)) / 200 + Fraction(1, 10**30)


@drawn(DECIMALS | SIZED)
def test_a_given_number_is_what_was_typed(number: Decimal) -> None:
    text = numbers.given(number)

    assert Decimal(text) == numbers._GIVEN.plus(number)
    assert text == "0" or not (text.startswith("-0") and not Decimal(text))


TYPED = [
    ("0.15", "0.15"),
    ("0.10", "0.1"),
    ("-.5", "-0.5"),
    ("1e-3", "0.001"),
    ("1E5", "100000"),
    ("100", "100"),
    ("0", "0"),
    ("-0.0", "0"),
    ("1e-8", "1e-08"),
    ("2.5e-20", "2.5e-20"),
    ("1e15", "1e+15"),
    ("6.881373587019543", "6.881373587019543"),
]


@pytest.mark.parametrize(("number", "text"), TYPED)
def test_a_given_number_is_written_as_a_person_would(number: str, text: str) -> None:
    assert numbers.given(Decimal(number)) == text


def test_a_fraction_stays_a_fraction() -> None:
    assert numbers.given(Fraction(1, 3)) == "1/3"


COLUMNS = [
    (("0.0377500", "0.5932699"), 6, ("0.037750", "0.593270")),
    (("0.0004", "-0.75"), 6, ("0.000400", "-0.750000")),
    (("0.00000377", "1"), 6, ("0.00000377", "1.00000000")),
    (("0.000000000377", "1"), 6, ("0.000000000377", "1.000000000000")),
    (("0.0000000000377", "1", "0"), 6, ("3.770e-11", "1.000e+00", "0.000e+00")),
    (("1e15", "1"), 6, ("1.000e+15", "1.000e+00")),
    (("999999999999999", "1"), 2, ("999999999999999.00", "1.00")),
    (("0", "0"), 3, ("0.000", "0.000")),
    (("0.5", "-0.25"), 0, ("0.500", "-0.250")),
    (("123.5", "250"), 0, ("124", "250")),
    (("-0.0000001", "0"), 6, ("-0.000000100", "0.000000000")),
    (("9.9996e-13",), 6, ("1.000e-12",)),
]
"""Numbers, decimals asked for, and how the column is written."""


@pytest.mark.parametrize(("column", "digits", "texts"), COLUMNS)
def test_a_column_gets_as_many_decimals_as_its_smallest_number_needs(column, digits, texts) -> None:
    exact = [Decimal(number) for number in column]

    assert tuple(numbers.column(exact, digits)(number) for number in exact) == texts


@pytest.mark.parametrize("kind", ["decimals", "significant"])
@pytest.mark.parametrize("mode", ["half_up", "half_even"])
@drawn(number=SIZED, places=st.integers(1, 12))
def test_a_number_rounded_as_the_file_asks_has_no_signed_zero(kind, mode, number, places) -> None:
    text = numbers.rounded(Rounding(kind, places, False, mode))(number)

    assert not (text.startswith("-") and not Decimal(text))


WIDTHS = [("w5", 2), ("∂E/∂w⁺", 6), ("网络", 4), ("🙂", 2), ("x\u0302", 1), ("½(a − b)²", 9), ("", 0)]


@pytest.mark.parametrize(("text", "width"), WIDTHS)
def test_a_text_is_as_wide_as_a_terminal_shows_it(text: str, width: int) -> None:
    assert columns(text) == width
