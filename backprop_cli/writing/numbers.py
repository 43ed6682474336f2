"""How numbers are written: given ones as typed, computed ones with fixed decimals, columns alike.

A column whose smallest number would show fewer than three significant figures gets more decimals, up to 12,
and beyond that is written d.ddde-nn as a whole. Ties round up, as on paper. Never -0, never more digits than
are known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import MAX_EMAX, MIN_EMIN, ROUND_HALF_UP, Context, Decimal
from typing import TYPE_CHECKING

from ..calculation.rounding import rounding_of

if TYPE_CHECKING:
    from fractions import Fraction

    from ..network.model import Rounding

    Shown = Decimal | Fraction | float | int

GIVEN_DIGITS = 17
"""Significant digits shown of a given number: a double holds no more."""
FLOAT_DIGITS = 15
"""Significant digits that are known of a number in double precision."""
MOST_DECIMALS = 12
FIGURES = 3
LARGEST_PLAIN = 15

_EXACT = Context(1200, ROUND_HALF_UP, MIN_EMIN, MAX_EMAX, 1, 0, [], [])
_GIVEN = Context(GIVEN_DIGITS, ROUND_HALF_UP, MIN_EMIN, MAX_EMAX, 1, 0, [], [])
_FLOAT = Context(FLOAT_DIGITS, ROUND_HALF_UP, MIN_EMIN, MAX_EMAX, 1, 0, [], [])
_SHORT = Context(FIGURES + 1, ROUND_HALF_UP, MIN_EMIN, MAX_EMAX, 1, 0, [], [])


def given(number: Shown) -> str:
    """A given number as a person would type it: 0.1 for 0.10, 0.001 for 1e-3, 1/3 for 1/3."""
    if not isinstance(number, Decimal):
        return str(number)
    short = _GIVEN.plus(number)
    if not short:
        return "0"
    short = short.normalize(_GIVEN)
    return scientific(short, True) if not -8 < short.adjusted() < LARGEST_PLAIN else f"{short:f}"


def exactly(number: Shown) -> Decimal:
    """A number as a decimal; of a double the digits that are known."""
    if isinstance(number, Decimal):
        return number
    if isinstance(number, (float, int)):
        return _FLOAT.create_decimal(repr(number))
    return _EXACT.divide(Decimal(number.numerator), Decimal(number.denominator))


def column(numbers: Iterable[Shown], digits: int) -> Callable[[Shown], str]:
    """How every number of a column is written, with at least `digits` decimals."""
    exact = [exactly(number) for number in numbers]
    nonzero = [number.adjusted() for number in exact if number]
    if not nonzero:
        return lambda number: fixed(exactly(number), digits)
    places = max(digits, FIGURES - 1 - min(nonzero))
    if places > max(digits, MOST_DECIMALS) or max(nonzero) >= LARGEST_PLAIN:
        return lambda number: scientific(exactly(number))
    return lambda number: fixed(exactly(number), places)


def rounded(rounding: Rounding) -> Callable[[Shown], str]:
    """How numbers are written that are rounded as a person does: with the decimals or figures asked for."""
    rule = rounding_of(rounding)
    return lambda number: _as_rounded(rule(exactly(number)))


def _as_rounded(number: Decimal) -> str:
    """A rounded number with the zeros that it keeps; a very small or large one as d.ddde-nn."""
    if number and not -MOST_DECIMALS <= number.adjusted() < LARGEST_PLAIN:
        digits = "".join(map(str, number.as_tuple().digits))
        sign, exponent = "-" if number < 0 else "", number.adjusted()
        tail = f".{digits[1:]}" if digits[1:] else ""
        return f"{sign}{digits[0]}{tail}e{'-' if exponent < 0 else '+'}{abs(exponent):02d}"
    return f"{number:f}"


def one(number: Shown, digits: int) -> str:
    """A number that stands alone."""
    return column((number,), digits)(number)


def fixed(number: Decimal, places: int) -> str:
    """Fixed decimals, half up, 0 without a sign."""
    rounded = number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, _EXACT)
    return f"{rounded if rounded else rounded.copy_abs():f}"


def scientific(number: Decimal, short: bool = False) -> str:
    """d.ddde-nn; a given number without zeros at its end."""
    if not number:
        return "0" if short else f"0.{'0' * FIGURES}e+00"
    rounded = number if short else _SHORT.plus(number)
    digits = "".join(map(str, rounded.as_tuple().digits))
    tail = digits[1:] if short else digits[1:].ljust(FIGURES, "0")
    sign, exponent = "-" if number < 0 else "", rounded.adjusted()
    return f"{sign}{digits[0]}{'.' * bool(tail)}{tail}e{'-' if exponent < 0 else '+'}{abs(exponent):02d}"
