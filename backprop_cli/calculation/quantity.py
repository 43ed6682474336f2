"""A quantity is the name of one number; it carries no value.

Formulas are built on quantities, and the trace, the steps, answers, JSON and tables share them as keys.
`name_of` gives the name that users write (`net_h1`, `dE/dw5`, `w5+`). `update` counts the updates done so
far: `out_o1` is a quantity with update 0 and `out_o1+` the same with update 1. What kinds there are is the
table of `kinds`.
"""

from __future__ import annotations

from typing import NamedTuple

from ..maths.formula import Expression
from .kinds import KINDS, Kind


class _Fields(NamedTuple):
    kind: str
    subject: str = ""  # the neuron or parameter it belongs to
    by: str = ""  # what it is differentiated by, the neuron a share comes through, the owner of an option
    sample: int | None = None  # from 0; None where it belongs to all samples
    update: int = 0
    after: bool = False  # of the samples of the update before, where that has others


class Quantity(Expression, _Fields):
    """One number of the example: what it is, of which neuron or parameter, sample and update."""

    __slots__ = ()

    __eq__ = tuple.__eq__
    __ne__ = tuple.__ne__
    __hash__ = tuple.__hash__

    @property
    def traits(self) -> Kind:
        """What is known of the number by its kind."""
        return KINDS[self.kind]

    @property
    def is_start(self) -> bool:
        """Whether the file gives the number, and later ones of its kind are what an update makes."""
        return not self.update and KINDS[self.kind].stepped

    def __repr__(self) -> str:
        return name_of(self)


def name_of(quantity: Quantity, since: int = 0) -> str:
    """The name of a quantity, with a + for each update done after update number `since`."""
    name = quantity.traits.name.format(subject=quantity.subject, by=quantity.by)
    return name if quantity.kind == "count" else name + "+" * (quantity.update - since)
