"""A step: `quantity = formula`, the unit of the whole program."""

from __future__ import annotations

from typing import NamedTuple

from ..maths.formula import Term
from .quantity import Quantity


class Step(NamedTuple):
    """`quantity = formula`; `short` is a shorter way to write it (σ(net)), `computed` a stable form."""

    quantity: Quantity
    formula: Term
    short: Term = None
    computed: Term = None


def worked_out(step: Step) -> Term:
    """The formula that a number is worked out by: the stable one, where there is one."""
    return step.formula if step.computed is None else step.computed
