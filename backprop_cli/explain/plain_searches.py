"""The searches for a printed number that is no mistake: right, cut off, with the other sign, of a program."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

import numpy

from ..check.bounds.carried import decimal_of
from ..mistakes.slips import is_truncated
from .candidates import Candidates
from .findings import Finding, Target

if TYPE_CHECKING:
    from ..calculation.arrays import Array
    from ..check.reading.written import Written

LONG = 15
"""Figures of a number that a program has printed in full; it is right to a few units of its last place."""

PART = Decimal("1e-14")
"""The part of a number by which a double may be off."""

MOST_FIGURES = 7
"""Figures of a number that its author may have found from rounded ones; a program prints more."""

CUT_OFF = "cut off"
OTHER_SIGN = "with the other sign"

Searched = Iterator[Finding]


def prints(number: Decimal, written: Written) -> bool:
    """Whether a number is printed so."""
    margin = abs(number) * PART if written.figures >= LONG else 0
    return abs(number - written.value) <= written.half + margin


def near(values: Array, written: Written, part: float = 1e-14) -> Array:
    """Which of many numbers are printed so."""
    at = float(written.value)
    return numpy.abs(values - at) <= float(written.half) * (1 + 1e-9) + abs(at) * part


def right(candidates: Candidates, written: Written) -> Searched:
    """Numbers that are right: exact, rounded, as a double."""
    for q in () if candidates.only else candidates.worksheet.given:
        if written.value == decimal_of(candidates.worksheet.given[q]):
            yield Finding(Target(q), "", written.value)
    yield from _exact(candidates, written, prints, "")
    later = [candidates.later[row] for row in numpy.flatnonzero(near(candidates.later_floats, written))]
    found = [Finding(Target(q), "", number) for q, number in later if prints(number, written)]
    end = max((finding.quantity.update for finding in found), default=0)
    last = [finding for finding in found if finding.quantity.update >= len(candidates.whole.updates) - 1]
    yield from last or [finding for finding in found if finding.quantity.update == end]


def cut_off(candidates: Candidates, written: Written) -> Searched:
    """Right numbers without their further digits."""
    return _exact(candidates, written, lambda number, as_: is_truncated(as_, number), CUT_OFF)


def other_sign(candidates: Candidates, written: Written) -> Searched:
    """Right numbers with the other sign, where authors differ about it."""
    turned = written._replace(value=-written.value)
    for finding in (*_exact(candidates, turned, prints, ""), *cut_off(candidates, turned)):
        if finding.target.has_sign and written.value:
            yield finding._replace(how=OTHER_SIGN, reason=OTHER_SIGN)


def _exact(
    candidates: Candidates, written: Written, fits: Callable[[Decimal, Written], bool], how: str
) -> Searched:
    unit = written._replace(decimals=min(written.decimals, 300) - 1)
    for row in numpy.flatnonzero(near(candidates.right, unit)):
        target, number = candidates.targets[row], candidates.exact[row]
        if fits(number, written) and (written.value or not target.form):
            yield Finding(target, how, number)


def by_machine(candidates: Candidates, written: Written) -> Searched:
    """Numbers of a calculation by a program."""
    for how, numbers, part in candidates.by_machines if written.figures > MOST_FIGURES else ():
        for row in numpy.flatnonzero(near(numbers, written, part)):
            yield Finding(candidates.targets[row], how, candidates.exact[row], reason=how)


PLAIN = (right, cut_off, other_sign, by_machine)
"""These searches in order; where one finds something, nothing further is looked for."""
