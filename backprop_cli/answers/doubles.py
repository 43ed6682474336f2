"""A calculation in double precision, perhaps altered: it tells fast where a mistake leads.

The bounds of a calculation that rounds (`accepted`) hold the number of the calculation that does not. So
where this number is far from what is written, or is that of a right calculation, no bounds are needed.
"""

from __future__ import annotations

from collections.abc import Mapping

from ..errors import BackpropError
from ..example import order
from ..example.floats import on_floats
from ..example.quantity import Quantity
from ..example.step import Step
from ..maths.formula import Term, leaves
from .accepted import Accepted

FAILURES = (ArithmeticError, ValueError, KeyError, TypeError, RecursionError, BackpropError)
"""What a calculation with a mistake in it may come to."""

SAME = 1e-12
"""The part of a number by which two ways to the same number may differ."""


class Doubles:
    """The numbers of a calculation, worked out when they are asked for; `right` is that without a mistake."""

    def __init__(
        self, way: Accepted, own: Mapping[Quantity, float] | None = None, right: Doubles | None = None
    ) -> None:
        self.way, self.right = way, right
        self.known: dict[Quantity, float] = {q: float(value) for q, value in way.given.items()}
        self.known.update((q, (low + high) / 2) for q, (low, high) in way.used.items())
        self.known.update(own or {})
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
        return self.result(q) if q.kind in self.way.steps.makers and not _is_start(q) else self.known.get(q)

    def _worked_out(self, q: Quantity) -> float:
        for number in range(self.trained, q.update - 1):
            self.trained = number + 1
            for one in order.updates(self.way.steps, self.trained):
                self._number(one)
        return self._of_step(self._step(q))

    def _step(self, q: Quantity) -> Step:
        return self.way.steps_of(q)[0]

    def _number(self, q: Quantity) -> float:
        if q not in self.known:
            self.known[q] = self._of_step(self._step(q))
        return self.known[q]

    def formula(self, step: Step) -> Term:
        """What is evaluated: the stable form, where there is one."""
        return step.formula if step.computed is None else step.computed

    def _of_step(self, step: Step) -> float:
        formula = self.formula(step)
        for leaf in leaves(formula):
            self._number(leaf)  # type: ignore[arg-type]
        return on_floats(formula, self.known)


def _is_start(q: Quantity) -> bool:
    """Whether a quantity is a parameter or a state before the first update."""
    return q.kind in ("parameter", "state") and not q.update
