"""A formula evaluated in double precision, on any numbers or arrays for its quantities.

This is the reading that checks formulas against the trace, and that works a formula out on other numbers. To
add an operation: a row in `OPERATIONS` (a function of the mathematics is there already).
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from ..maths.formula import Formula, Term
from ..maths.functions import FLOAT, on_arrays
from .quantity import Quantity

OPERATIONS: dict[str, Callable[..., Any]] = {
    "add": operator.add,
    "subtract": operator.sub,
    "multiply": operator.mul,
    "divide": operator.truediv,
    "power": operator.pow,
    "negative": operator.neg,
    **FLOAT,
}
"""Each operation on floats."""

CHOICES: dict[str, Callable[[float], bool]] = {"positive": lambda x: x > 0, "nonnegative": lambda x: x >= 0}
"""The operations that choose by a sign; the branch that is not chosen is not worked out."""


Evaluator = Callable[[Mapping[Quantity, Any]], Any]
"""A formula as a function of the numbers of its quantities."""

ON_ARRAYS: dict[str, Callable[..., Any]] = OPERATIONS | {name: partial(on_arrays, name) for name in FLOAT}
"""Each operation on arrays."""


def evaluator(term: Term) -> Evaluator:
    """A formula as a function of arrays; of a choice, both branches are worked out."""
    if isinstance(term, Quantity):
        return lambda numbers: numbers[term]
    if not isinstance(term, Formula):
        value = float(term)
        return lambda numbers: value
    parts = [evaluator(argument) for argument in term.arguments]
    operation = ON_ARRAYS[term.operation]
    return lambda numbers: operation(*(part(numbers) for part in parts))


def on_floats(term: Term, numbers: Mapping[Quantity, Any]) -> float:
    """The value of a formula, a quantity or a literal number."""
    if isinstance(term, Quantity):
        return float(numbers[term])
    if not isinstance(term, Formula):
        return float(term)
    if term.operation in CHOICES:
        test, yes, no = term.arguments
        return on_floats(yes if CHOICES[term.operation](on_floats(test, numbers)) else no, numbers)
    return float(OPERATIONS[term.operation](*(on_floats(argument, numbers) for argument in term.arguments)))
