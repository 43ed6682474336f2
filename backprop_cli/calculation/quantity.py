"""A quantity is the name of one number; it carries no value.

Formulas are built on quantities, and the trace, the steps, answers, JSON and tables share them as keys.
`name_of` gives the name that users write (`net_h1`, `dE/dw5`, `w5+`). `update` counts the updates done so
far: `out_o1` is a quantity with update 0 and `out_o1+` the same with update 1. To add a kind of number: a
row in `NAMES`, and in each notation.
"""

from __future__ import annotations

from typing import NamedTuple

from ..maths.formula import Expression


class _Fields(NamedTuple):
    kind: str
    subject: str = ""  # the neuron or parameter it belongs to
    by: str = ""  # what it is differentiated by, the neuron a share comes through, the owner of an option
    sample: int | None = None  # from 0; None where it belongs to all samples
    update: int = 0


class Quantity(Expression, _Fields):
    """One number of the example: what it is, of which neuron or parameter, sample and update."""

    __slots__ = ()

    __eq__ = tuple.__eq__
    __ne__ = tuple.__ne__
    __hash__ = tuple.__hash__

    def __repr__(self) -> str:
        return name_of(self)


AFTER = " after"
"""In the place of `by`: that a loss is of the samples of the update before; no neuron can be called so."""

NAMES: dict[str, str] = {
    "input": "{subject}",
    "target": "target_{subject}",
    "parameter": "{subject}",
    "rate": "eta",
    "option": "{subject}",
    "net": "net_{subject}",
    "out": "out_{subject}",
    "term": "E_{subject}",
    "loss": "E",
    "dE/dout": "dE/dout_{subject}",
    "dout/dnet": "dout_{subject}/dnet_{by}",
    "dE/dnet": "dE/dnet_{subject}",
    "dnet/dparameter": "dnet_{subject}/d{by}",
    "share": "dE/dout_{subject} via {by}",
    "input share": "dE/d{subject} via {by}",
    "portion": "dE/d{subject} via {by}",
    "dE/dparameter": "dE/d{subject}",
    "dE/dinput": "dE/d{subject}",
    "penalty": "{subject}",
    "penalty slope": "d{by}/d{subject}",
    "error": "error_{subject}",
    "state": "{by}_{subject}",
    "count": "t",
}
"""The name of a number of each kind, as users write it."""


def name_of(quantity: Quantity, since: int = 0) -> str:
    """The name of a quantity, with a + for each update done after update number `since`."""
    name = NAMES[quantity.kind].format(subject=quantity.subject, by=quantity.by)
    return name if quantity.kind == "count" else name + "+" * (quantity.update - since)
