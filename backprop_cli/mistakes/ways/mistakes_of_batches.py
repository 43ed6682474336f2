"""Mistakes of how the samples of a batch are put together."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ...calculation import forward
from ...calculation.step import Step
from ...calculation.wiring import Wiring
from ...maths.formula import Term, total
from ..mistake import Mistake
from ..way import Way, changed
from .places import exchanged

MOST_SAMPLES = 6
"""Samples of which each may be forgotten."""

Together = Callable[[tuple[int, ...]], "tuple[tuple[int, ...], int] | None"]
"""Of the samples of a batch, those that are added, and what divides their sum; None: as it should be."""


def _batch(together: Together, sentence: str = "") -> Way:
    """The loss and the gradients of a batch put together another way."""

    def rewritten(wiring: Wiring, step: Step) -> Term:
        q = step.quantity
        taken = together(wiring.samples(q)) if q.sample is None else None
        if taken is None:
            return step.formula
        whole = total(q._replace(sample=sample, after=False) for sample in taken[0]) / taken[1]
        return exchanged(step.formula, forward.over_batch(wiring, q), whole)

    return Way((changed(("loss", "dE/dparameter"), rewritten),), sentence)


def _has_batches(wiring: Wiring) -> bool:
    return wiring.alone(0) is None and len(wiring.network.samples) > 1


def sum_over_batch(wiring: Wiring) -> Iterator[Way]:
    """The samples added where their mean is taken."""
    if _has_batches(wiring) and wiring.network.batch == "mean":
        yield _batch(lambda samples: (samples, 1))


def mean_over_batch(wiring: Wiring) -> Iterator[Way]:
    """The mean over the samples where they are added."""
    if _has_batches(wiring) and wiring.network.batch == "sum":
        yield _batch(lambda samples: (samples, len(samples)))


def last_sample(wiring: Wiring) -> Iterator[Way]:
    """The last sample of a batch alone."""
    if _has_batches(wiring):
        yield _batch(lambda samples: (samples[-1:], 1))


def sample_forgotten(wiring: Wiring) -> Iterator[Way]:
    """A batch without one of its samples; of a mean, divided by their number or by that of the others."""
    samples = range(len(wiring.network.samples)) if _has_batches(wiring) else ()
    fewer = (0, 1) if wiring.network.batch == "mean" else (None,)
    for number in samples[:MOST_SAMPLES]:
        for less in fewer:
            yield _batch(_without(number, less), f"You left out sample {number + 1}.")


def _without(number: int, less: int | None) -> Together:
    def together(samples: tuple[int, ...]) -> tuple[tuple[int, ...], int] | None:
        others = tuple(sample for sample in samples if sample != number)
        divisor = 1 if less is None else len(samples) - less
        is_last = others == samples[-1:] and divisor == 1  # that is the last sample alone
        return None if is_last or not others or others == samples else (others, divisor)

    return together


ENTRIES = (
    Mistake(
        "sum for mean",
        "dE/dw = (g_1 + g_2)/2 → dE/dw = g_1 + g_2",
        "The samples of the batch were added; here the mean over them is taken.",
        "the samples of the batch are added instead of averaged",
        sum_over_batch,
        1,
        "two conventions for a batch, the sum and the mean, that lectures and libraries mix",
    ),
    Mistake(
        "mean for sum",
        "dE/dw = g_1 + g_2 → dE/dw = (g_1 + g_2)/2",
        "The mean over the samples of the batch was taken; here they are added.",
        "the samples of the batch are averaged instead of added",
        mean_over_batch,
        1,
        "two conventions for a batch, the sum and the mean, that lectures and libraries mix",
    ),
    Mistake(
        "sample forgotten",
        "dE/dw = g_1 + g_2 + g_9 → dE/dw = g_1 + g_9",
        "A sample of the batch is missing.",
        "a sample of the batch is forgotten",
        sample_forgotten,
        2,
        "homework with a batch, whose samples stand on several pages",
    ),
    Mistake(
        "last sample only",
        "dE/dw = g_1 + g_2 → dE/dw = g_2",
        "Only the last sample of the batch was taken; it is over all of them.",
        "only the last sample of the batch is taken",
        last_sample,
        2,
        "programs that overwrite the gradient of a batch where they should add to it",
    ),
)
"""The mistakes of this file."""
