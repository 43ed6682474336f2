"""The grammar of numbers: a text becomes the number a person means by it, exactly as written, or none.

    [-+]?(digits[.digits] | .digits)([eE][-+]?digits)?     1e-3  -.5  5E-1  +0.5  2.
    [-+]?digits/digits                                     1/3

Digits are those of ASCII, without leading zeros (010) and without signs between them (1_000). A number is a
`Decimal`, 0.15 being 0.15; a fraction whose decimals do not end is a `Fraction`. A double must be able to
hold it: 1e400 and 1e-400 are none. Why a text is no number, and what to write, is `number_hints`.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fractions import Fraction
    from typing import TypeAlias

    Number: TypeAlias = Decimal | Fraction
    """A number as written: a finite `Decimal`, or a `Fraction` where the decimals do not end (1/3)."""

CHARACTERS = "0123456789.eE+-"
LARGEST = 1.7976931348623157e308
ZERO = Decimal(0)
DIGITS_KEPT = 50  # a fraction with more decimals than that stays a fraction


def number(text: str) -> Number | None:
    """The number that a text is, or None."""
    if text.strip(CHARACTERS):
        return fraction(text) if "/" in text else None
    try:
        nearest = float(text)  # which, of these characters, takes exactly the grammar above
    except ValueError:
        return None
    if leading_zero(text) or not -LARGEST <= nearest <= LARGEST:
        return None
    if nearest:
        return Decimal(text)
    return _zero(text) if is_zero(text) else None


def leading_zero(text: str) -> bool:
    """Whether the digits begin with a zero that another digit follows."""
    digits = text[1:] if text[:1] in ("+", "-") else text
    return digits[:1] == "0" and digits[1:2].isdigit()


def is_zero(text: str) -> bool:
    """Whether every digit before the exponent is 0."""
    return not text.lower().partition("e")[0].strip("+-.0")


def _zero(text: str) -> Decimal:
    """Zero without a sign, and without an exponent."""
    return ZERO if "e" in text or "E" in text else Decimal(text.lstrip("+-"))


def fraction(text: str) -> Number | None:
    """The number that `1/3` is, a Decimal where its decimals end."""
    above, _, below = (text[1:] if text[0] in "+-" else text).partition("/")
    if not (_whole(above) and _whole(below)) or not int(below):
        return None
    from fractions import Fraction

    value = Fraction(int(above), int(below)) * (-1 if text[0] == "-" else 1)
    if not _in_range(value):
        return None
    return _ending(value)


def _whole(digits: str) -> bool:
    return digits.isascii() and digits.isdigit() and not leading_zero(digits)


def _in_range(value: Fraction) -> bool:
    try:
        nearest = float(value)
    except OverflowError:
        return False
    return bool(nearest) or not value


def _ending(value: Fraction) -> Number:
    """A fraction as a Decimal, where its denominator has no other primes than 2 and 5."""
    above, places = value.numerator * 10**DIGITS_KEPT, DIGITS_KEPT
    if above % value.denominator:
        return value
    digits = above // value.denominator
    while places and not digits % 10:
        digits, places = digits // 10, places - 1
    return Decimal(f"{digits}e-{places}")
