"""The law: every formula, evaluated on the trace, is the traced number.

The trace is matrices, the formulas are scalars and sums; they share the functions and none of the wiring. A
number that they do not agree on has a wrong index, sign or path in one of them.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, NamedTuple

from ..calculation.floats import on_floats
from ..calculation.quantity import Quantity
from ..calculation.step import worked_out
from ..calculation.traced import TracedNumbers
from ..errors import NoValueError
from ..maths.formula import Formula, Term
from ..sheet.worked_example import Worksheet

RELATIVE, ABSOLUTE = 1e-9, 1e-12
"""How far two roundings of the same formula may lie apart, of the size of its terms."""


class Compared(NamedTuple):
    """A number by its formula and from the trace, and the size of the formula's terms."""

    quantity: Quantity
    by_formula: float
    traced: float
    size: float

    @property
    def agrees(self) -> bool:
        """Whether the two are the same, but for what doubles round."""
        return abs(self.by_formula - self.traced) <= RELATIVE * self.size + ABSOLUTE


def compared(worksheet: Worksheet) -> tuple[Compared, ...]:
    """Every number that both computations have in doubles, in the order of the exercise."""
    traced = TracedNumbers(worksheet.network, worksheet.steps, worksheet.given)
    every = (_compared(worksheet, q, traced) for q in worksheet.order)
    return tuple(number for number in every if number is not None)


def _compared(worksheet: Worksheet, q: Quantity, traced: Mapping[Quantity, Any]) -> Compared | None:
    """A number by both; None where one has no value in doubles, as 1/(1 − out) has none where out is 1."""
    step = worksheet.step(q)
    formula = worked_out(step)
    try:
        both = Compared(q, on_floats(formula, traced), traced[q], size(formula, traced))
    except (ArithmeticError, ValueError, NoValueError):
        return None
    return both if math.isfinite(both.by_formula) and math.isfinite(both.size) else None


def size(term: Term, numbers: Mapping[Quantity, Any]) -> float:
    """The value of a formula without its cancellation: the sum of the sizes where it adds or subtracts."""
    if isinstance(term, Formula) and term.operation in ("add", "subtract"):
        return size(term.arguments[0], numbers) + size(term.arguments[1], numbers)
    if isinstance(term, Formula) and term.operation == "multiply":
        return size(term.arguments[0], numbers) * size(term.arguments[1], numbers)
    if isinstance(term, Formula) and term.operation == "negative":
        return size(term.arguments[0], numbers)
    return abs(on_floats(term, numbers))
