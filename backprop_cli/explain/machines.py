"""Numbers of programs: with the file's numbers in single precision, and by the formulas of textbooks.

1 − out, for an output near 1, has lost most of its digits in the textbook's formula; others are stable.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import numpy

from ..calculation.floats import on_floats
from ..calculation.quantity import Quantity
from ..calculation.step import Step, worked_out
from ..errors import BackpropError
from ..maths.formula import Term, leaves

if TYPE_CHECKING:
    from ..calculation.steps import Steps
    from ..network.model import Number

Machine = Callable[[Quantity], float]
"""What a program gives for a number; nan for none."""

FAILURES = (ArithmeticError, ValueError, BackpropError)
"""What a formula may come to."""


class Doubles:
    """The numbers of a calculation in double precision."""

    def __init__(
        self,
        steps: Steps,
        given: Mapping[Quantity, Number],
        formula_of: Callable[[Step], Term] = worked_out,
        held: Callable[[float], float] = float,
    ) -> None:
        self.steps, self.formula_of, self.held = steps, formula_of, held
        self.known = {q: held(float(number)) for q, number in given.items()}

    def number(self, q: Quantity) -> float:
        """The number, worked out from those before it."""
        if q not in self.known:
            formula = self.formula_of(self.steps.step(q))
            numbers = {leaf: self.number(leaf) for leaf in leaves(formula) if isinstance(leaf, Quantity)}
            try:
                self.known[q] = on_floats(formula, numbers)
            except FAILURES:
                self.known[q] = numpy.nan
        return self.known[q]


class Singles(Doubles):
    """The numbers of a calculation in single precision."""

    def number(self, q: Quantity) -> float:
        """The number as single precision holds it."""
        self.known[q] = single(super().number(q))
        return self.known[q]


def single(number: float) -> float:
    """A number as single precision holds it."""
    with numpy.errstate(all="ignore"):
        return float(numpy.float32(number))


def machines(steps: Steps, given: Mapping[Quantity, Number]) -> Iterator[tuple[str, Machine, float]]:
    """Each program in words, its numbers, and the part of a number by which another like it may differ."""
    held: dict[str, Any] = {"held": single}
    yield (
        "if the numbers of the file are held in single precision",
        Doubles(steps, given, **held).number,
        1e-15,
    )
    textbook = Doubles(steps, given, lambda step: step.formula)
    how = "if the textbook's formula is worked out in double precision, which loses digits"
    yield how, textbook.number, 1e-15
    yield "if everything is worked out in single precision", Singles(steps, given, **held).number, 1.2e-7
