"""Slips of the hand: a right number written down wrong.

To add a slip: a row in `SLIPS` with what it makes of a written number, undone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from ..calculation.quantity import Quantity, name_of
from ..check.accepted import Accepted
from ..check.carried import decimal_of
from ..check.fits import is_narrow, within
from ..check.reading.written import Written, understood
from ..errors import BackpropError

if TYPE_CHECKING:
    from ..sheet.worked_example import Worksheet

FIGURES = 3
"""Figures that a number has at least where it is taken for that of another quantity."""

EXPONENT = re.compile("[eE·×*x]")
"""What begins a power of ten; nobody swaps digits in it."""

SHIFTS = (-3, -2, -1, 1, 2, 3)
"""Places by which a decimal point is shifted."""


def slips(
    worksheet: Worksheet, q: Quantity, written: Written, right: Sequence[Accepted]
) -> Iterator[tuple[str, str]]:
    """The name and the sentence of each slip that undone gives a right number."""
    for name, sentence, undone in SLIPS if q not in worksheet.given else ():
        if any(_is_right(repaired, q, right) for repaired in undone(written)):
            yield name, sentence
    other = _other(worksheet, q, written)
    if other is not None:
        sentence = f"That is the value of {name_of(other, _step(worksheet, q, other))}."
        yield "value of another quantity", sentence


def _step(worksheet: Worksheet, q: Quantity, other: Quantity) -> int:
    """The update that the name of another number is of, when it is told beside this one."""
    step = q.update - q.traits.stepped
    return max(0, min(step, other.update, len(worksheet.updates) - 1))


def _is_right(written: Written, q: Quantity, right: Sequence[Accepted]) -> bool:
    for calculation in right:
        try:
            bounds = calculation.result(q)
        except (ArithmeticError, ValueError, KeyError, BackpropError):
            continue
        if is_narrow(bounds, written) and within(written, bounds):
            return True
    return False


def _swapped(written: Written) -> Iterator[Written]:
    """Two neighbouring digits exchanged, or the outer ones of three."""
    text = written.text
    mantissa = EXPONENT.split(text, maxsplit=1)[0]
    digits = [place for place, sign in enumerate(mantissa) if sign in "0123456789"]
    for place, other in (
        (first, second) for first in digits for second in digits if first < second <= first + 2
    ):
        if text[place] != text[other]:
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


def _other(worksheet: Worksheet, q: Quantity, written: Written) -> Quantity | None:
    """The quantity whose number is written."""
    if written.figures < FIGURES:
        return None
    for other in worksheet.order:
        near = other.sample in (q.sample, None) or q.sample is None
        if other != q and near and abs(other.update - q.update) <= 1:
            number = decimal_of(worksheet.exact_numbers[other])
            if number and written.fits(number):
                return other
    return None


SLIPS: tuple[tuple[str, str, Callable[[Written], Iterator[Written]]], ...] = (
    ("digits swapped", "Two digits are swapped.", _swapped),
    ("decimal point shifted", "The decimal point stands at another place.", _shifted),
    ("sign lost", "The sign is the other one.", _without_sign),
)
"""Each slip by name, with its sentence, and what undoes it."""
