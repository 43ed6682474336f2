"""The one convention or mistake that fits a whole sheet of numbers that are not right as the file has it.

To word a convention as formulas: its row in `CONVENTIONS`.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil
from typing import TYPE_CHECKING

import numpy

from .catalogue import Mistake
from .diagnosis import Diagnosis

if TYPE_CHECKING:
    from ..calculation.quantity import Quantity
    from ..sheet.worked_example import Worksheet

LEAST = 2
"""Wrong numbers from which on a convention can be recognised."""

MOST = 200
"""Numbers that are looked at."""

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
    """A sentence that says which convention fits, if one does; what is done at one place only is none."""
    evidence, catalogue = diagnosis.evidence, diagnosis.repertoire.ways
    early = (q for q in evidence.written if q not in diagnosis.worksheet.given and evidence.is_early(q))
    answered = list(early)[:MOST]
    wrong = wrong.intersection(answered)
    if len(wrong) < LEAST:
        return
    giving = evidence.giving(answered)
    fitting = numpy.sum([giving[q] for q in answered], axis=0)
    fitting *= [False, *(not (way.sentence or way.alone) for _, way in catalogue)]
    best = int(numpy.argmax(fitting))
    count = int(fitting[best])
    if count >= max(ceil(len(answered) * SHARE - 1e-9), len(answered) - len(wrong) + 1):
        yield _sentence(diagnosis.worksheet, catalogue[best - 1][0], count, len(answered))


def _sentence(worksheet: Worksheet, mistake: Mistake, fitting: int, count: int) -> str:
    loss = worksheet.network.loss
    what = CONVENTIONS.get(("" if loss is None else loss.name, mistake.name))
    how = what or f"a calculation where {mistake.condition.replace('{weights}', 'weights')}"
    who = "Everything fits" if fitting == count else f"{fitting} of {count} numbers fit"
    return f"{who} {how}."
