"""What a sheet is made of: sections of groups of quantities.

A group says *which* numbers stand together and as what (`LAYOUTS`); how they are written is `writing`, where
they go `formats`. A definition is a general formula, made of quantities without a subject. To add a layout:
its name here, and what writes it.
"""

from __future__ import annotations

from typing import NamedTuple

from ..calculation.quantity import Quantity
from ..calculation.step import Step
from ..calculation.steps import Steps

LAYOUTS = (
    "equations",
    "chain",
    "paths",
    "places",
    "batch",
    "update",
    "change",
    "long run",
    "drift",
    "given",
    "matrix",
    "outputs",
)
"""equations: a line a step; chain: a table of factors, a row a parameter; paths: a ledger, a row a path to
the loss; places: a ledger, a row a use of a shared parameter; batch: a row a parameter, a column a sample;
update: a row a parameter; change: before and after; long run: a row a step of those not shown in full;
drift: rounded results beside the exact ones; given: what the file says;
matrix: a matrix equation; outputs: a row a sample."""


class Matrix(NamedTuple):
    """Rows of quantities (None: a missing connection), with a letter and the number of its layer."""

    name: str
    layer: int
    rows: tuple[tuple[Quantity | None, ...], ...]
    transposed: bool = False


class Factor(NamedTuple):
    """A matrix of an equation and the sign before it."""

    sign: str
    matrix: Matrix


class Equation(NamedTuple):
    """A matrix and what it is made from."""

    result: Matrix
    factors: tuple[Factor, ...]


class Group(NamedTuple):
    """Quantities that stand together. `definition` is the general formula, where it is the group's own."""

    layout: str
    quantities: tuple[Quantity, ...]
    definition: tuple[Step, ...] = ()
    equation: Equation | None = None


class Section(NamedTuple):
    """A titled run of groups, of one part of the calculation (forward, loss, backward, update).

    `over_paths` holds a quantity of the kind that the section sums over every path to the loss.
    """

    part: str
    title: str
    groups: tuple[Group, ...]
    definition: tuple[Step, ...] = ()
    over_paths: tuple[Quantity, ...] = ()
    update: int = 0
    question: Quantity | None = None  # what a numbered question asks for; the groups lead to it


class Pass(NamedTuple):
    """What a section is of: a sample in an update, both from 0, and what its title says of them."""

    steps: Steps
    requested: frozenset[Quantity]
    sample: int = 0
    update: int = 0
    suffix: str = ""

    def quantity(self, kind: str, subject: str = "") -> Quantity:
        """A quantity of this sample and update."""
        return Quantity(kind, subject, "", self.sample, self.update)


def is_trained(steps: Steps, q: Quantity) -> bool:
    """Whether the parameter of a quantity changes."""
    return steps.network.parameters[steps.numbers[q.subject]].trained
