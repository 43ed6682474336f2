"""Formulas as lines of Python: a variable for every quantity and for every part, equal parts worked out once.

A given number stands in the code as a literal: a double, or in the exact code of the perceptron rule, where a
sum is compared with 0, a whole number or the name of a fraction. To add an operation: a row in `CODE`.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from ..calculation.floats import CHOICES
from ..calculation.quantity import Quantity
from ..calculation.step import worked_out
from ..maths.formula import Formula, Term, kept

if TYPE_CHECKING:
    from ..calculation.steps import Steps
    from ..network.model import Number

CODE: dict[str, str] = {
    "add": "{} + {}",
    "subtract": "{} - {}",
    "multiply": "{} * {}",
    "divide": "{} / {}",
    "power": "{} ** {}",
    "negative": "-{}",
    "absolute": "({0} if {0} >= 0.0 else -{0})",
    "maximum": "({0} if {0} >= {1} else {1})",
    "minimum": "({0} if {0} <= {1} else {1})",
    "positive": "({1} if {0} > 0.0 else {2})",
    "nonnegative": "({1} if {0} >= 0.0 else {2})",
}
"""An operation as code; one that is not here is a call of the function of that name."""

WHOLE = {"0.0": 0, "0": 0, "1.0": 1, "1": 1}
"""How 0 and 1 stand in the code."""


class Code:
    """The lines of one epoch, with a variable for every quantity and for every part that is used."""

    def __init__(
        self, steps: Steps, given: dict[Quantity, Number], prefix: str = "v", exact: bool = False
    ) -> None:
        self.steps, self.given, self.prefix, self.exact = steps, given, prefix, exact
        self.constants: dict[str, Fraction] = {}
        self.lines: list[str] = []
        self.names: dict[Any, str] = {}

    def use(self, term: Term) -> str:
        """What stands for a formula in the code."""
        if isinstance(term, Quantity):
            return self.quantity(term)
        if isinstance(term, Formula):
            return self.part(term)
        return self.literal(term)

    def quantity(self, q: Quantity) -> str:
        if q not in self.names:
            if q in self.given:
                return self.literal(self.given[q])
            step = self.steps.step(q)
            self.names[q] = self.use(worked_out(step))
        return self.names[q]

    def literal(self, number: Any) -> str:
        """A given number: as a double, or exactly by a name that says which it is."""
        if not self.exact:
            return repr(float(number))
        value = Fraction(number)
        if value.denominator == 1:
            return str(value.numerator)
        name = f"n{value.numerator}_{value.denominator}".replace("-", "m")
        self.constants[name] = value
        return name

    def part(self, term: Formula) -> str:
        """The variable of a part of a formula; an equal part has the same one."""
        if term not in self.names:
            chosen = self.chosen(term)
            self.names[term] = self.worked_out(term) if chosen is None else self.use(chosen)
        return self.names[term]

    def worked_out(self, term: Formula) -> str:
        """A new variable, or the argument that the formula comes to where a given number is 0 or 1."""
        arguments = [self.use(argument) for argument in term.arguments]
        place = kept(term.operation, map(WHOLE.get, arguments))
        if place is not None:
            return arguments[place]
        return self.assign(expression(term.operation, arguments))

    def chosen(self, term: Formula) -> Term | None:
        """The branch of a choice that a given number makes; the other may have no value (ln 0)."""
        fixed = term.arguments[0] in self.given and term.arguments[0] not in self.names
        if term.operation in CHOICES and fixed:
            test, yes, no = term.arguments
            return yes if CHOICES[term.operation](float(self.given[test])) else no
        return None

    def assign(self, expression: str) -> str:
        variable = f"{self.prefix}{len(self.lines)}"
        self.lines.append(f"{variable} = {expression}")
        return variable


def expression(operation: str, arguments: list[str]) -> str:
    """An operation on variables as code; a square is a product."""
    if operation == "power" and arguments[1] in ("2.0", "2"):
        return f"{arguments[0]} * {arguments[0]}"
    if operation in CODE:
        return CODE[operation].format(*arguments)
    return f"{operation}({', '.join(arguments)})"
