"""Students who calculate correctly and round: at each step or on the way as well, each in a form."""

from __future__ import annotations

import random
from decimal import Decimal

from backprop_cli.calculation.floats import CHOICES, OPERATIONS
from backprop_cli.calculation.quantity import Quantity
from backprop_cli.calculation.rounding import rounding_of
from backprop_cli.calculation.steps import Steps
from backprop_cli.check.bounds.possible_steps import POSSIBLE
from backprop_cli.errors import BackpropError
from backprop_cli.maths.formula import Formula, Term
from backprop_cli.network.model import Network, Rounding
from backprop_cli.sheet.worked_example import Worksheet

GRID = ("add", "subtract", "negative", "absolute", "maximum", "minimum")


class Student:
    """Works a network out with so many digits; `hasty` is how often a product is rounded as well.

    A `slip` is a number that is written down twice as large as it is, and used so.
    """

    def __init__(
        self,
        network: Network,
        form: str,
        rounding: Rounding,
        hasty: float = 0,
        seed: int = 0,
        slip: Quantity | None = None,
    ) -> None:
        self.sheet = Worksheet(network)
        self.form, self.steps = form, Steps(network)
        self.steps.makers = POSSIBLE[form]
        self.rounding, self.hasty, self.draw = rounding, hasty, random.Random(seed)
        self.rule, self.slip = rounding_of(rounding), slip
        self.known: dict[Quantity, float] = {q: float(value) for q, value in self.sheet.given.items()}

    def answers(self) -> dict[Quantity, Decimal]:
        """Every number as it is written down; up to the first that has no value."""
        found = {}
        for q in self.sheet.everything:
            try:
                found[q] = self.written(self.number(q))
            except (ArithmeticError, ValueError, BackpropError):
                break
        return found

    def written(self, value: float) -> Decimal:
        return self.rule(Decimal(repr(value)))

    def number(self, q: Quantity) -> float:
        if q not in self.known:
            value = self.of(self.steps.step(q).formula, True)
            self.known[q] = float(self.written(2 * value if q == self.slip else value))
        return self.known[q]

    def of(self, term: Term, last: bool = False) -> float:
        if isinstance(term, Quantity):
            return self.number(term)
        if not isinstance(term, Formula):
            return float(term)
        if term.operation in CHOICES:
            test, yes, no = term.arguments
            return self.of(yes if CHOICES[term.operation](self.of(test)) else no)
        value = float(OPERATIONS[term.operation](*map(self.of, term.arguments)))
        hasty = not last and self.draw.random() < self.hasty
        return float(self.written(value)) if hasty else value
