"""Mistakes of the loss with its derivative: a factor, a mean, a square."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction

from ...calculation.step import Step
from ...calculation.wiring import Wiring
from ...maths.formula import Formula, Term
from ...maths.functions import absolute
from ...maths.losses import LOSSES, Loss
from ..mistake import Mistake
from ..way import Change, Way, changed
from .places import operated


def entry_of_loss(wiring: Wiring) -> Loss | None:
    """What is known of the loss of a network, if it has one."""
    choice = wiring.network.loss
    return None if choice is None else LOSSES[choice.name]


def _scaled(wiring: Wiring, factor: Term) -> Iterator[Way]:
    """The terms of the loss and their slopes times a factor."""
    if wiring.network.loss is not None:
        yield Way((changed(("dE/dout", "term"), _times(factor), wiring.network.outputs),))


def _times(factor: Term) -> Callable[[Wiring, Step], Term]:
    return lambda wiring, step: Formula("multiply", factor, step.formula)


def twice(wiring: Wiring) -> Iterator[Way]:
    """A factor 2 too many."""
    return _scaled(wiring, 2)


def half(wiring: Wiring) -> Iterator[Way]:
    """A factor 2 lost."""
    return _scaled(wiring, Fraction(1, 2))


def mean_over_outputs(wiring: Wiring) -> Iterator[Way]:
    """Divided by the number of outputs, or not."""
    entry, count = entry_of_loss(wiring), len(wiring.network.outputs)
    if entry is not None and count > 1:
        yield from _scaled(wiring, count if entry.mean else Fraction(1, count))


def of_terms(wiring: Wiring, change: Callable[[Term], Term]) -> Change:
    """A change of the terms of the loss."""
    return changed(("term",), lambda wiring, step: change(step.formula), wiring.network.outputs)


def not_squared(wiring: Wiring) -> Iterator[Way]:
    """The error in the place of its square, with its sign and without."""
    entry = entry_of_loss(wiring)
    if entry is not None and entry.name in ("half_squared_error", "squared_error", "mean_squared_error"):
        for change in (lambda x, _: x, lambda x, _: absolute(x)):
            yield Way((of_terms(wiring, lambda term, change=change: operated(term, "power", change)),))  # type: ignore[misc]


ENTRIES = (
    Mistake(
        "factor 2 too many",
        "dE/dout = out − t → dE/dout = 2·(out − t)",
        "There is a factor 2 too many: look at the factor of the square in the loss, and at its derivative.",
        "the loss and its derivative have a factor 2 more than the file says",
        twice,
        1,
        "two conventions, Σ (t − out)² and ½Σ (t − out)², that lectures and libraries mix",
    ),
    Mistake(
        "factor 2 lost",
        "dE/dout = 2·(out − t) → dE/dout = out − t",
        "A factor 2 is lost, or there is a ½ too many: look at the loss and at its derivative.",
        "the loss and its derivative have a factor ½ more than the file says",
        half,
        1,
        "two conventions, Σ (t − out)² and ½Σ (t − out)², that lectures and libraries mix",
    ),
    Mistake(
        "mean over the outputs",
        "E = Σ (t − out)² → E = Σ (t − out)² / n",
        "The number of outputs is divided by, or not: look at whether the loss is a sum or a mean.",
        "the loss is a mean over the outputs where the file has a sum, or a sum where it has a mean",
        mean_over_outputs,
        1,
        "the mean squared error of the libraries in the place of a lecture's sum",
    ),
    Mistake(
        "error not squared",
        "E = Σ (t − out)² → E = Σ (t − out)",
        "The error was not squared in the loss.",
        "the errors are not squared in the loss",
        not_squared,
        1,
        "homework where the exponent is overlooked",
    ),
)
"""The mistakes of this file."""
