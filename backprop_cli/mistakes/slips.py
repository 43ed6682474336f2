"""Slips of the hand: a right number written down wrong.

To add a slip: a row in `SLIPS` with what it makes of a written number, undone. Two slips are seen from the
right numbers: one cut off where it should be rounded, and one that is that of another quantity.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import ROUND_DOWN, Context, Decimal
from itertools import combinations

from ..check.reading.written import Written, understood
from .single_digits import MOST_DECIMALS, misread, with_digit, with_digit_before_the_last, without_double

EXPONENT = re.compile("[eE·×*x]")
"""What begins a power of ten; nobody swaps digits in it."""

SHIFTS = (-3, -2, -1, 1, 2, 3)
"""Places by which a decimal point is shifted."""

WHOLE = Context(400)
"""Digits enough for any number that is written."""


def is_truncated(written: Written, exact: Decimal) -> bool:
    """Whether a number is written without its further digits, the first of which is 5 or more."""
    if not written.figures or not -MOST_DECIMALS <= written.decimals <= MOST_DECIMALS:
        return False
    unit = Decimal(1).scaleb(-written.decimals)
    return written.value == exact.quantize(unit, ROUND_DOWN, WHOLE) and not written.fits(exact)


def _swapped(written: Written) -> Iterator[Written]:
    """Two neighbouring digits exchanged, or the outer ones of three."""
    text = written.text
    mantissa = EXPONENT.split(text, maxsplit=1)[0]
    digits = [place for place, sign in enumerate(mantissa) if sign in "0123456789"]
    for first, second in combinations(range(len(digits)), 2):
        place, other = digits[first], digits[second]
        if second <= first + 2 and text[place] != text[other]:
            signs = list(text)
            signs[place], signs[other] = signs[other], signs[place]
            swapped = understood("".join(signs))
            if swapped is not None:  # 01, 1/0 and 1e803 are no numbers
                yield swapped


def _shifted(written: Written) -> Iterator[Written]:
    """The decimal point at another place."""
    if written.value:
        for by in SHIFTS:
            yield written._replace(value=written.value.scaleb(by), decimals=written.decimals - by)


def _without_sign(written: Written) -> Iterator[Written]:
    """The other sign."""
    if written.value:
        yield written._replace(value=-written.value)


Row = tuple[str, str, Callable[[Written], Iterator[Written]]]

SLIPS: tuple[Row, ...] = (
    ("digits swapped", "Two digits are swapped.", _swapped),
    ("decimal point shifted", "The decimal point stands at another place.", _shifted),
    ("sign lost", "The sign is the other one.", _without_sign),
    ("digit lost", "A digit is missing.", with_digit),
    ("digit doubled", "A digit is written twice.", without_double),
    ("6 for 0", "A 6 was read for a 0, or a 0 for a 6.", misread("0", "6")),
    ("1 for 7", "A 1 was read for a 7, or a 7 for a 1.", misread("1", "7")),
)
"""Each slip by name, with its sentence, and what undoes it."""

OF_SHORT_NUMBERS: tuple[Row, ...] = (("digit lost", "A digit is missing.", with_digit_before_the_last),)
"""The same of numbers that have a digit less than their sheet keeps."""
