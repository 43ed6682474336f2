"""Mistakes of the loss and of its derivative, and of how samples are put together."""

from __future__ import annotations

import math
from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from ..calculation.step import Step
from ..calculation.wiring import Wiring
from ..check.exercise import Exercise
from ..maths.formula import Formula, Term
from ..maths.losses import LOSSES
from ..sheet.worked_example import Worksheet
from .altered import Change, Way, altered, of_kinds

if TYPE_CHECKING:
    from ..network.model import Network

LN10 = Fraction(math.log(10))
"""What a common logarithm is too small by."""


def _times(factor: Term) -> Change:
    """The slope of the loss, and its terms, times a factor."""

    def change(wiring: Wiring, step: Step) -> Term:
        q = step.quantity
        of_loss = q.kind == "term" or q.subject in wiring.outputs
        return Formula("multiply", factor, step.formula) if of_loss else step.formula

    return of_kinds(("dE/dout", "term"), change)


def _scaled(exercise: Exercise, factor: Term) -> Iterator[Way]:
    """The loss times a factor; worked with the deltas as well, whose formula has it too."""
    if exercise.network.loss is not None:
        yield altered(exercise, _times(factor))


def twice(exercise: Exercise) -> Iterator[Way]:
    """A factor 2 too many."""
    return _scaled(exercise, 2)


def half(exercise: Exercise) -> Iterator[Way]:
    """A factor 2 lost."""
    return _scaled(exercise, Fraction(1, 2))


def mean_over_outputs(exercise: Exercise) -> Iterator[Way]:
    """Divided by the number of outputs, or not."""
    network, count = exercise.network, len(exercise.network.outputs)
    if network.loss is None or count < 2:
        return
    yield from _scaled(exercise, count if LOSSES[network.loss.name].mean else Fraction(1, count))


def sign(exercise: Exercise) -> Iterator[Way]:
    """Target − out for out − target in the derivative."""

    def turned(wiring: Wiring, step: Step) -> Term:
        outputs = step.quantity.subject in wiring.outputs
        return Formula("negative", step.formula) if outputs else step.formula

    if exercise.network.loss is not None:
        yield altered(exercise, of_kinds(("dE/dout",), turned))


def common_logarithm(exercise: Exercise) -> Iterator[Way]:
    """The logarithm to the base 10."""

    def common(wiring: Wiring, step: Step) -> Term:
        return _common(step.formula)

    network = exercise.network
    if network.loss is not None and LOSSES[network.loss.name].logarithmic:
        yield altered(exercise, of_kinds(("term",), common))


def _common(term: Term) -> Term:
    if not isinstance(term, Formula):
        return term
    arguments = [_common(argument) for argument in term.arguments]
    formula = Formula(term.operation, *arguments)
    return Formula("divide", formula, LN10) if term.operation == "ln" else formula


def sum_over_batch(exercise: Exercise) -> Iterator[Way]:
    """The samples added where their mean is taken."""
    return _batch(exercise, "mean", "sum")


def mean_over_batch(exercise: Exercise) -> Iterator[Way]:
    """The mean over the samples where they are added."""
    return _batch(exercise, "sum", "mean")


def _batch(exercise: Exercise, right: str, taken: str) -> Iterator[Way]:
    network = exercise.network
    if network.batch == right and len(network.samples) > 1:
        yield other_network(exercise, network._replace(batch=taken))


def other_network(exercise: Exercise, network: Network) -> Way:
    """The right calculation of another network."""
    other = Exercise(Worksheet(network), exercise.own)
    return lambda carried: other.calculation(carried, ("chain",))
