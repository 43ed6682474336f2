"""The searches for a printed number that is rounded or a mistake: each yields the targets that print so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy

from ..check.bounds.carried import Carried
from ..mistakes.slips import SLIPS
from .candidates import Candidates
from .chance import evenly
from .findings import Finding
from .plain_searches import CUT_OFF, MOST_FIGURES, OTHER_SIGN, Searched, near
from .rounded_numbers import from_rounded
from .rounded_steps import WAYS
from .weights import AT_THE_END, ON_THE_WAY, TURNED

if TYPE_CHECKING:
    from ..calculation.arrays import Array
    from ..check.reading.written import Written

UNITS, UNITS_OF_RIGHT = 20, 5
"""Units of the last place by which roundings move a number on the way: one with a mistake, a right one."""

ACCIDENT, ACCIDENT_OF_HAND = 0.05, 0.02
"""The right numbers that may lie by accident as near, where one is said to be rounded, or slipped."""


def rounded_steps(candidates: Candidates, written: Written) -> Searched:
    """Numbers of a calculation that rounds each step: of each target the way that is told first."""
    fitting = near(candidates.rounded, written) & (written.figures > 1)
    for row in map(int, numpy.flatnonzero(fitting.any(axis=1))):
        ways = [WAYS[column % len(WAYS)] for column in numpy.flatnonzero(fitting[row])]
        best = min(ways, key=lambda way: (way.mode != "half up", way.mode != "cut off", way.kind, way.places))
        how, chance = f"if {best.words}", _of_right(candidates, row, written)
        if chance <= ACCIDENT:
            yield Finding(candidates.targets[row], how, candidates.exact[row], chance=chance, reason=how)


def _of_right(candidates: Candidates, row: int, written: Written) -> float:
    """How many right numbers lie by accident as near to a number as that of a row."""
    at = float(written.value)
    return evenly(candidates.right).expected(at, abs(abs(candidates.right[row]) - abs(at)))


def mistaken(candidates: Candidates, written: Written) -> Searched:
    """Numbers of a calculation with one mistake, and with the other sign as well."""
    turned = written._replace(value=-written.value)
    plain = near(candidates.mistaken, written) & candidates.wrong
    signed = near(candidates.mistaken, turned) & candidates.wrong & candidates.signed[:, None]
    half = numpy.full(plain.shape, float(written.half))
    yield from _of_catalogue(candidates, plain, written, half, "")
    yield from _of_catalogue(candidates, signed, turned, half, f"{OTHER_SIGN}, ", weight=TURNED)
    cut = _is_cut_off(candidates.mistaken, written) & candidates.wrong
    yield from _of_catalogue(candidates, cut & ~plain, written, half, "", f", {CUT_OFF}", AT_THE_END)


def _is_cut_off(values: Array, written: Written) -> Array:
    """Which of many numbers are written without their further digits."""
    size, unit = numpy.abs(values), 2 * float(written.half)
    at = abs(float(written.value))
    same = numpy.sign(values) == numpy.sign(float(written.value))
    return same & (at <= size) & (size < at + unit) & (written.figures > 2)


def _of_catalogue(
    candidates: Candidates,
    fitting: Array,
    written: Written,
    width: Array,
    sign: str,
    end: str = "",
    weight: float = 1.0,
) -> Searched:
    """Findings of the catalogue where something fits; `weight` is that of what is done beside the mistake."""
    at = float(written.value)
    for row, number in zip(*numpy.nonzero(fitting), strict=True):
        column, around = candidates.catalogue[number], candidates.crowd.expected(at, width[row, number])
        yield Finding(
            candidates.targets[row],
            f"{sign}{column.how}{end}",
            candidates.exact[row],
            rank=column.rank,
            chance=around / (candidates.weights[row, number] * weight),
            reason=column.how,
            tried=len(candidates.reasons),
        )


def mistaken_and_rounded(candidates: Candidates, written: Written) -> Searched:
    """Numbers of a calculation with one mistake, from numbers rounded on the way."""
    if not 3 < written.figures <= MOST_FIGURES:
        return
    radius = _radii(candidates, written)[:, None]
    for turned, which in ((False, radius >= 0), (True, candidates.signed[:, None])):
        as_ = written._replace(value=-written.value) if turned else written
        off = numpy.abs(candidates.mistaken - float(as_.value))
        off_right = numpy.abs(numpy.abs(candidates.right) - abs(float(as_.value)))[:, None]
        fitting = (
            which & candidates.wrong & (off <= radius) & (off < off_right) & ~near(candidates.mistaken, as_)
        )
        sign, weight = (f"{OTHER_SIGN}, ", ON_THE_WAY * TURNED) if turned else ("", ON_THE_WAY)
        yield from _of_catalogue(candidates, fitting, as_, off, sign, ", from rounded numbers", weight)


def _radii(candidates: Candidates, written: Written, units: int = UNITS) -> Array:
    """How far roundings on the way move each number, if it is near the written one's size."""
    carried = Carried("significant", max(2, written.figures - 1))
    calculation = candidates.exercise.calculation(carried, ("chain",))
    result = numpy.zeros(len(candidates.targets))
    size = abs(float(written.value))
    for row, target in enumerate(candidates.targets):
        if (
            target.form != "change"
            and abs(candidates.right[row]) < 4 * size
            and size < 4 * abs(candidates.right[row])
        ):
            try:
                low, high = calculation.result(target.quantity)
            except KeyError:
                continue
            result[row] = min((high - low) / 2, 2 * units * float(written.half))
    return result


def one_step_rounded(candidates: Candidates, written: Written) -> Searched:
    """Numbers that are worked out in one step from rounded ones."""
    for target, number in (
        zip(candidates.targets, candidates.exact, strict=True) if 3 < written.figures <= MOST_FIGURES else ()
    ):
        found = None if target.form else from_rounded(candidates.worksheet, target.quantity, written)
        if found is not None:
            how = f"from {found.words}"
            yield Finding(target, how, number, rank=3, chance=found.chance, reason=how)


def slipped(candidates: Candidates, written: Written) -> Searched:
    """Right numbers written down wrong."""
    right = evenly(candidates.right)
    for name, _, undone in SLIPS:
        tried = list(undone(written))
        chance = sum(right.expected(float(one.value), float(one.half)) for one in tried)
        rows = numpy.flatnonzero(sum(near(candidates.right, one) for one in tried)) if tried else ()
        for row in rows if chance <= ACCIDENT_OF_HAND else ():
            how = f"with a slip of the hand ({name})"
            yield Finding(
                candidates.targets[row], how, candidates.exact[row], rank=3, chance=chance, reason=how
            )


def from_rounded_numbers(candidates: Candidates, written: Written) -> Searched:
    """Right numbers that are off by no more than roundings on the way bring."""
    if 3 < written.figures <= MOST_FIGURES:
        yield from _near_right(candidates, written, "")
        yield from _near_right(candidates, written._replace(value=-written.value), f"{OTHER_SIGN}, ")


def _near_right(candidates: Candidates, written: Written, sign: str) -> Searched:
    off = numpy.abs(candidates.right - float(written.value))
    fitting = (off <= _radii(candidates, written, UNITS_OF_RIGHT)) & (candidates.signed | (not sign))
    for row in map(int, numpy.flatnonzero(fitting)):
        how, chance = f"{sign}from rounded numbers", _of_right(candidates, row, written)
        if chance <= ACCIDENT:
            yield Finding(candidates.targets[row], how, candidates.exact[row], chance=chance, reason=how)


MISTAKES = (
    rounded_steps,
    mistaken,
    mistaken_and_rounded,
    one_step_rounded,
    slipped,
    from_rounded_numbers,
)
"""The searches for roundings and mistakes, the simplest kind first."""

OF_CATALOGUE = (1, 2)
"""Which of these are the mistakes of the catalogue."""

CERTAIN, PERHAPS = (1.0, 0.05, 0.03, 0.25, 0.1, 1.0), (0.0, 1.6, 0.75, 1.0, 0.0, 0.0)
"""The accidents of each that are to be expected, up to which its findings are told, and told as doubtful."""
