"""Numbers that an author worked out from rounded ones in one step: out_o1 from net_o1 = 1.11."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, NamedTuple

import numpy

from ..calculation.floats import evaluator
from ..calculation.forms import FORMS
from ..calculation.quantity import Quantity, name_of
from ..check.bounds.carried import decimal_of
from ..maths.formula import Term, leaves
from ..mistakes.way import replaced
from .chance import evenly

if TYPE_CHECKING:
    from ..calculation.arrays import Array
    from ..check.reading.written import Written
    from ..sheet.worked_example import Worksheet

MOST_LEAVES = 3
"""Numbers of a formula that may have been rounded, each to its own digits."""

DECIMALS = (2, 3, 4, 5)
"""The decimals that they may have been rounded to."""

NEAR = Decimal("0.02")
"""The part of the right number by which one from rounded numbers may be off."""


class FromRounded(NamedTuple):
    """The rounded numbers in words, and how many choices of them print so by accident."""

    words: str
    chance: float


def from_rounded(worksheet: Worksheet, q: Quantity, written: Written) -> FromRounded | None:
    """The rounded numbers that a number is worked out from in one step."""
    if q not in worksheet.exact_numbers:
        return None  # a fixed parameter, which has no step
    right = decimal_of(worksheet.exact_numbers[q])
    if abs(right - written.value) > abs(right) * NEAR:
        return None
    for formula in dict.fromkeys(_formulas(worksheet, q)):
        computed = list(dict.fromkeys(leaf for leaf in leaves(formula) if leaf not in worksheet.given))
        if 0 < len(computed) <= MOST_LEAVES:
            found = _found(worksheet, formula, computed, written)  # type: ignore[arg-type]
            if found is not None:
                return found
    return None


def _formulas(worksheet: Worksheet, q: Quantity) -> Iterator[Term]:
    """The formula of a number; that of a new weight with its gradient as error term times input, too."""
    formula = worksheet.step(q).formula
    yield formula
    delta = FORMS["delta"]["dE/dparameter"]
    yield replaced(
        formula,
        lambda leaf: (
            delta(worksheet.steps, leaf).formula
            if leaf.kind == "dE/dparameter" and leaf.sample is not None
            else leaf
        ),
    )


def _found(
    worksheet: Worksheet, formula: Term, computed: Sequence[Quantity], written: Written
) -> FromRounded | None:
    """The first choice of rounded numbers that prints so."""
    choices = [_rounded(decimal_of(worksheet.exact_numbers[q])) for q in computed]
    places = numpy.indices([len(values) for values in choices]).reshape(len(choices), -1)
    values = _values(worksheet, formula, computed, choices, places)
    at, half = float(written.value), float(written.half)
    fitting = numpy.flatnonzero(numpy.abs(values - at) <= half * (1 + 1e-9))
    if not len(fitting):
        return None
    chosen = [values[place] for values, place in zip(choices, places[:, fitting[0]], strict=True)]
    words = " and ".join(f"{name_of(q)} = {value:f}" for q, value in zip(computed, chosen, strict=True))
    return FromRounded(words, evenly(values).expected(at, half))


def _values(
    worksheet: Worksheet,
    formula: Term,
    computed: Sequence[Quantity],
    choices: Sequence[list[Decimal]],
    places: Array,
) -> Array:
    """The formula by every choice."""
    numbers = {leaf: float(worksheet.given[leaf]) for leaf in leaves(formula) if leaf in worksheet.given}  # type: ignore[index]
    for q, values, at in zip(computed, choices, places, strict=True):
        numbers[q] = numpy.array([float(value) for value in values])[at]
    with numpy.errstate(all="ignore"):
        return numpy.zeros(places.shape[1]) + evaluator(formula)(numbers)  # type: ignore[arg-type]


def _rounded(number: Decimal) -> list[Decimal]:
    """A number with fewer decimals, rounded or cut off."""
    units = [Decimal(1).scaleb(-places) for places in DECIMALS]
    return list(
        dict.fromkeys(number.quantize(unit, how) for how in (ROUND_HALF_UP, ROUND_DOWN) for unit in units)
    )
