"""Numbers that an author worked out from rounded ones in one step: out_o1 from net_o1 = 1.11."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from itertools import product
from typing import TYPE_CHECKING

from ..calculation.floats import on_floats
from ..calculation.forms import FORMS
from ..calculation.quantity import Quantity, name_of
from ..check.carried import decimal_of
from ..errors import BackpropError
from ..maths.formula import Term, leaves
from ..mistakes.altered import replaced

if TYPE_CHECKING:
    from ..check.reading.written import Written
    from ..sheet.worked_example import Worksheet

MOST_LEAVES = 3
"""Numbers of a formula that may have been rounded, each to its own digits."""

DECIMALS = (2, 3, 4, 5)
"""The decimals that they may have been rounded to."""


def from_rounded(worksheet: Worksheet, q: Quantity, written: Written) -> str:
    """The rounded numbers that a number is worked out from in one step, in words; empty if from none."""
    right = decimal_of(worksheet.exact_numbers[q])
    if abs(right - written.value) > abs(right) / 50:
        return ""
    for formula in _formulas(worksheet, q):
        computed = list(dict.fromkeys(leaf for leaf in leaves(formula) if leaf not in worksheet.given))
        if 0 < len(computed) <= MOST_LEAVES:
            for numbers in _roundings(worksheet, computed):  # type: ignore[arg-type]
                if _prints(worksheet, formula, numbers, written):
                    return " and ".join(f"{name_of(leaf)} = {value:f}" for leaf, value in numbers.items())
    return ""


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


def _roundings(worksheet: Worksheet, computed: list[Quantity]) -> Iterator[dict[Quantity, Decimal]]:
    for values in product(*(_rounded(decimal_of(worksheet.exact_numbers[q])) for q in computed)):
        yield dict(zip(computed, values, strict=True))


def _rounded(number: Decimal) -> list[Decimal]:
    """A number with fewer decimals, rounded or cut off."""
    units = [Decimal(1).scaleb(-places) for places in DECIMALS]
    return list(
        dict.fromkeys(number.quantize(unit, how) for how in (ROUND_HALF_UP, ROUND_DOWN) for unit in units)
    )


def _prints(worksheet: Worksheet, formula: Term, numbers: dict[Quantity, Decimal], written: Written) -> bool:
    try:
        value = on_floats(formula, {**worksheet.given, **numbers})
    except (ArithmeticError, ValueError, BackpropError):
        return False
    return abs(value - float(written.value)) <= float(written.half) * (1 + 1e-9)
