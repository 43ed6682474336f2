"""A calculation in double precision, perhaps altered: it tells fast where a mistake leads.

The bounds of a calculation that rounds (`accepted`) hold the number of the calculation that does not. So
where this number is far from what is written, or is that of a right calculation, no bounds are needed.
"""

from __future__ import annotations

from ..calculation import order
from ..calculation.floats import Evaluator, evaluator
from ..calculation.quantity import Quantity
from ..calculation.step import Step, worked_out
from ..check.accepted import Accepted
from ..errors import BackpropError
from ..maths.formula import Term, leaves

FAILURES = (ArithmeticError, ValueError, KeyError, TypeError, RecursionError, BackpropError)
"""What a calculation with a mistake in it may come to."""

SAME = 1e-12
"""The part of a number by which two ways to the same number may differ."""


Prepared = tuple[Term, tuple[Quantity, ...], Evaluator]
"""A formula with its quantities and its function."""


class Evaluators:
    """Formulas that many calculations have in common, each prepared once."""

    def __init__(self) -> None:
        self._prepared: dict[int, Prepared] = {}

    def of(self, formula: Term) -> Prepared:
        """A formula, prepared; it is known by its identity, and kept so that no other gets that."""
        if id(formula) not in self._prepared:
            quantities = tuple(dict.fromkeys(leaf for leaf in leaves(formula) if isinstance(leaf, Quantity)))
            self._prepared[id(formula)] = (formula, quantities, evaluator(formula))
        return self._prepared[id(formula)]


class Doubles:
    """The numbers of a calculation, worked out when they are asked for; `right` is that without a mistake."""

    def __init__(self, way: Accepted, evaluators: Evaluators, right: Doubles | None = None) -> None:
        self.way, self.evaluators, self.right = way, evaluators, right
        self.own = {q: (low + high) / 2 for q, (low, high) in way.own.items()}
        self.known: dict[Quantity, float] = {q: float(value) for q, value in way.given.items()} | self.own
        self.results: dict[Quantity, float | None] = {}
        self.trained = 0

    def result(self, q: Quantity) -> float | None:
        """The number of a quantity by its formula, whatever a student has written; None without one."""
        if q not in self.results:
            try:
                self.results[q] = self._worked_out(q)
            except FAILURES:
                self.results[q] = None
        return self.results[q]

    def is_altered(self, q: Quantity, mine: Quantity) -> bool:
        """Whether a number, here called `mine`, is another one than without the mistake."""
        value = self.result(mine)
        if value is None or self.right is None:
            return value is not None
        expected = self.right.expected(q)
        return expected is None or abs(value - expected) > SAME * max(abs(value), abs(expected))

    def expected(self, q: Quantity) -> float | None:
        """The number of a quantity, given or worked out."""
        return self.result(q) if q.kind in self.way.steps.makers and not q.is_start else self.known.get(q)

    def _worked_out(self, q: Quantity) -> float:
        for number in range(self.trained, q.update - 1):
            self.trained = number + 1
            for parameter in order.updates(self.way.steps, self.trained):
                self._number(parameter)
        return self._of_step(self._step(q)) if q in self.own else self._number(q)

    def _step(self, q: Quantity) -> Step:
        return self.way.steps_of(q)[0]

    def _number(self, q: Quantity) -> float:
        if q not in self.known:
            self.known[q] = self._of_step(self._step(q))
        return self.known[q]

    def formula(self, step: Step) -> Term:
        """What is evaluated: the stable form, where there is one."""
        return worked_out(step)

    def _of_step(self, step: Step) -> float:
        _, needed, value = self.evaluators.of(self.formula(step))
        for leaf in needed:
            self._number(leaf)
        return float(value(self.known))
