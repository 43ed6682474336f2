"""The one convention or mistake that fits a whole sheet of numbers that are not right as the file has it.

To word a convention as formulas: its row in `CONVENTIONS`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .catalogue import Mistake
from .diagnosis import Diagnosis

if TYPE_CHECKING:
    from ..calculation.quantity import Quantity
    from ..sheet.worked_example import Worksheet

LEAST = 2
"""Wrong numbers from which on a convention can be recognised."""

SHARE = 0.9
"""The part of the numbers that has to fit."""

CONVENTIONS = {
    ("half_squared_error", "factor 2 too many"): "E = Σ (target − out)² without the ½; the file says ½",
    ("squared_error", "factor 2 lost"): "E = Σ ½(target − out)²; the file has no ½",
    ("mean_squared_error", "mean over the outputs"): "E = Σ (target − out)²; the file says 1/n of it",
    ("squared_error", "mean over the outputs"): "the mean over the outputs; the file says their sum",
}
"""What fits, in words, by the loss of the file and the mistake."""


def proposals(diagnosis: Diagnosis, wrong: set[Quantity]) -> Iterator[str]:
    """A sentence that says which convention fits, if one does."""
    if len(wrong) < LEAST:
        return
    answers = diagnosis.answers
    order = [*(q for q in answers if q in wrong), *(q for q in answers if q not in wrong)]
    misses = min(int(len(order) * (1 - SHARE)), len(wrong) - 1)
    counts = [
        (diagnosis.sheet_support(mistake, order, misses), mistake) for mistake, _ in diagnosis.calculations
    ]
    fitting, best = max(counts, key=lambda pair: pair[0], default=(0, None))
    if best is not None and fitting:
        yield _sentence(diagnosis.worksheet, best, fitting, len(order))


def _sentence(worksheet: Worksheet, mistake: Mistake, fitting: int, count: int) -> str:
    loss = worksheet.network.loss
    what = CONVENTIONS.get(("" if loss is None else loss.name, mistake.name))
    how = what or f"a calculation where {mistake.condition.replace('{weights}', 'weights')}"
    who = "Everything fits" if fitting == count else f"{fitting} of {count} numbers fit"
    return f"{who} {how}."
