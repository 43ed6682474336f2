"""Numbers of a program that evaluates the formulas of textbooks, where others evaluate stable ones.

1 − out, for an output near 1, has lost most of its digits before anything is done with it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..mistakes.doubles import Doubles

if TYPE_CHECKING:
    from ..calculation.step import Step
    from ..maths.formula import Term


class Textbook(Doubles):
    """The numbers by the formulas of textbooks, which lose digits where others do not."""

    def formula(self, step: Step) -> Term:
        """What is evaluated."""
        return step.formula
