"""A formula evaluated in double precision, on any numbers for its quantities.

This is the reading that checks formulas against the trace, and that works a formula out on other numbers. To
add an operation: a row in `OPERATIONS` (a function of the mathematics is there already).
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from typing import Any

from ..maths.formula import Formula, Term
from ..maths.functions import FLOAT
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


Evaluator = Callable[[Mapping[Quantity, Any]], float]
"""A formula as a function of the numbers of its quantities."""


def evaluator(term: Term) -> Evaluator:
    """A formula that is evaluated many times: its operations are looked up once."""
    if isinstance(term, Quantity):
        return lambda numbers: numbers[term]
    if not isinstance(term, Formula):
        value = float(term)
        return lambda numbers: value
    parts = [evaluator(argument) for argument in term.arguments]
    if term.operation in CHOICES:
        chooses, (test, yes, no) = CHOICES[term.operation], parts
        return lambda numbers: (yes if chooses(test(numbers)) else no)(numbers)
    operation = OPERATIONS[term.operation]
    if len(parts) == 1:
        only = parts[0]
        return lambda numbers: operation(only(numbers))
    first, second = parts
    return lambda numbers: operation(first(numbers), second(numbers))


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
