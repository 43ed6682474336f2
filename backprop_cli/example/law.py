"""The law: every formula, evaluated on the trace, is the traced number.

The trace is matrices, the formulas are scalars and sums; they share the functions and none of the wiring. A
number that they do not agree on has a wrong index, sign or path in one of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from ..maths.formula import Formula, Term
from .floats import on_floats
from .quantity import Quantity
from .traced import TracedNumbers
from .worksheet import Worksheet

RELATIVE, ABSOLUTE = 1e-9, 1e-12
"""How far two roundings of the same formula may lie apart, of the size of its terms."""


class Breach(NamedTuple):
    """A number whose formula and trace disagree."""

    quantity: Quantity
    by_formula: float
    traced: float


def breaches(worksheet: Worksheet) -> tuple[Breach, ...]:
    """The numbers that break the law, in the order of the exercise; none where all is well."""
    traced = TracedNumbers(worksheet.network, worksheet.steps, worksheet.given)
    found = []
    for q in worksheet.order:
        step = worksheet.step(q)
        formula = step.formula if step.computed is None else step.computed
        one = Breach(q, on_floats(formula, traced), traced[q])
        if abs(one.by_formula - one.traced) > RELATIVE * size(formula, traced) + ABSOLUTE:
            found.append(one)
    return tuple(found)


def size(term: Term, numbers: Mapping[Quantity, Any]) -> float:
    """The value of a formula without its cancellation: the sum of the sizes where it adds or subtracts."""
    if isinstance(term, Formula) and term.operation in ("add", "subtract"):
        return size(term.arguments[0], numbers) + size(term.arguments[1], numbers)
    if isinstance(term, Formula) and term.operation == "multiply":
        return size(term.arguments[0], numbers) * size(term.arguments[1], numbers)
    if isinstance(term, Formula) and term.operation == "negative":
        return size(term.arguments[0], numbers)
    return abs(on_floats(term, numbers))
