"""Mistakes of the loss and of its derivative, and of how samples are put together."""

from __future__ import annotations

import math
from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from ..calculation.step import Step
from ..calculation.wiring import Wiring
from ..check.accepted import Accepted
from ..maths.formula import Formula, Term
from ..maths.losses import LOSSES
from .altered import Change, Way, of_kinds
from .mistakes_of_gradients import altered

if TYPE_CHECKING:
    from ..network.model import Network
    from ..sheet.worked_example import Worksheet

LN10 = Fraction(math.log(10))
"""What a common logarithm is too small by."""


def _times(factor: Term) -> Change:
    """The slope of the loss, and its terms, times a factor."""

    def change(wiring: Wiring, step: Step) -> Term:
        q = step.quantity
        of_loss = q.kind == "term" or q.subject in wiring.outputs
        return Formula("multiply", factor, step.formula) if of_loss else step.formula

    return of_kinds(("dE/dout", "term"), change)


def _scaled(worksheet: Worksheet, factor: Term) -> Iterator[Way]:
    """The loss times a factor; worked with the deltas as well, whose formula has it too."""
    if worksheet.network.loss is not None:
        yield altered(worksheet, _times(factor))


def twice(worksheet: Worksheet) -> Iterator[Way]:
    """A factor 2 too many."""
    return _scaled(worksheet, 2)


def half(worksheet: Worksheet) -> Iterator[Way]:
    """A factor 2 lost."""
    return _scaled(worksheet, Fraction(1, 2))


def mean_over_outputs(worksheet: Worksheet) -> Iterator[Way]:
    """Divided by the number of outputs, or not."""
    network, count = worksheet.network, len(worksheet.network.outputs)
    if network.loss is None or count < 2:
        return
    yield from _scaled(worksheet, count if LOSSES[network.loss.name].mean else Fraction(1, count))


def sign(worksheet: Worksheet) -> Iterator[Way]:
    """Target − out for out − target in the derivative."""

    def turned(wiring: Wiring, step: Step) -> Term:
        outputs = step.quantity.subject in wiring.outputs
        return Formula("negative", step.formula) if outputs else step.formula

    if worksheet.network.loss is not None:
        yield altered(worksheet, of_kinds(("dE/dout",), turned))


def common_logarithm(worksheet: Worksheet) -> Iterator[Way]:
    """The logarithm to the base 10."""

    def common(wiring: Wiring, step: Step) -> Term:
        return _common(step.formula)

    network = worksheet.network
    if network.loss is not None and LOSSES[network.loss.name].logarithmic:
        yield altered(worksheet, of_kinds(("term",), common))


def _common(term: Term) -> Term:
    if not isinstance(term, Formula):
        return term
    arguments = [_common(one) for one in term.arguments]
    made = Formula(term.operation, *arguments)
    return Formula("divide", made, LN10) if term.operation == "ln" else made


def sum_over_batch(worksheet: Worksheet) -> Iterator[Way]:
    """The samples added where their mean is taken."""
    return _batch(worksheet, "mean", "sum")


def mean_over_batch(worksheet: Worksheet) -> Iterator[Way]:
    """The mean over the samples where they are added."""
    return _batch(worksheet, "sum", "mean")


def _batch(worksheet: Worksheet, right: str, taken: str) -> Iterator[Way]:
    network = worksheet.network
    if network.batch == right and len(network.samples) > 1:
        yield other_network(worksheet, network._replace(batch=taken))


def other_network(worksheet: Worksheet, network: Network) -> Way:
    """The right calculation of another network."""
    from ..sheet.worked_example import Worksheet as Sheet

    other = Sheet(network)
    return lambda carried, own: Accepted(other, carried, ("chain",), own)
