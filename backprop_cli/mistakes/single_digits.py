"""Slips of a single digit, undone: the numbers that a written one may have been."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from ..check.reading.written import Written

LEAST = 3
"""Figures of which a number has more where one of them may be written twice."""

MOST_DECIMALS = 15
"""Decimals of a number up to which single digits are looked at."""

LOST_FIGURES = 3
"""Figures that a number has at least where one more may be lost; of fewer, too many numbers are near."""


def _digits(written: Written) -> str:
    """The digits of a number with as many decimals as are written, and one before the point at least."""
    if not 0 <= written.decimals <= MOST_DECIMALS or not written.value:
        return ""
    return str(int(abs(written.value).scaleb(written.decimals))).zfill(written.decimals + 1)


def _of_digits(written: Written, digits: str, decimals: int) -> Written:
    """A number of other digits with the sign of the written one."""
    value = Decimal(int(digits)).scaleb(-decimals).copy_sign(written.value)
    return Written(written.text, value, decimals, len(digits.lstrip("0")))


def with_digit(written: Written) -> Iterator[Written]:
    """One digit more, before the last two."""
    last = len(_digits(written)) - 1
    return _with_digit(written, range(last + 1 - written.figures, last))


def with_digit_before_the_last(written: Written) -> Iterator[Written]:
    """One digit more, before the last; nearly every wrong number may have lost it."""
    last = len(_digits(written)) - 1
    return _with_digit(written, range(last, last + 1))


def _with_digit(written: Written, places: range) -> Iterator[Written]:
    digits = _digits(written) if written.figures >= LOST_FIGURES else ""
    point = len(digits) - written.decimals
    for place in places if digits else ():
        before, after = digits[:place], digits[place:]
        for digit in "0123456789":
            if digit != after[:1] and (int(before or 0) or digit != "0"):
                yield _of_digits(written, before + digit + after, written.decimals + (place >= point))


def without_double(written: Written) -> Iterator[Written]:
    """One of two equal digits left out, if other digits follow."""
    digits = _digits(written) if written.figures > LEAST else ""
    for place in range(max(0, len(digits) - written.figures), len(digits) - 2):
        if digits[place] == digits[place + 1]:
            decimals = written.decimals - (place >= len(digits) - written.decimals)
            yield _of_digits(written, digits[:place] + digits[place + 1 :], decimals)


def misread(first: str, second: str) -> Callable[[Written], Iterator[Written]]:
    """One digit that is read as another of the same look, either way."""
    table = {first: second, second: first}

    def undone(written: Written) -> Iterator[Written]:
        digits = _digits(written)
        leading = len(digits) - written.decimals if digits[:1] == "0" else 0
        for place in range(leading, len(digits)):
            if digits[place] in table:
                other = digits[:place] + table[digits[place]] + digits[place + 1 :]
                yield _of_digits(written, other, written.decimals)

    return undone
