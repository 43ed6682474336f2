"""The one convention or mistake that fits a whole sheet of numbers that are not right as the file has it.

To word a convention as formulas: its row in `CONVENTIONS`.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil
from typing import TYPE_CHECKING

import numpy

from .catalogue import Mistake
from .diagnosis import TWICE, Diagnosis
from .way import Way

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
    """A sentence that says which convention fits what is wrong, if one does, as it is named there."""
    evidence, catalogue = diagnosis.evidence, diagnosis.repertoire.ways
    early = (q for q in evidence.written if q not in diagnosis.worksheet.given and evidence.is_early(q))
    answered = list(early)[:MOST]
    wrong = wrong.intersection(answered)
    if len(wrong) < LEAST:
        return
    names = _named(diagnosis) or {mistake.name for mistake, _ in catalogue}
    giving = evidence.giving(answered)
    fitting = numpy.sum([giving[q] for q in answered], axis=0)
    fitting *= [False, *(_is_convention(way) and mistake.name in names for mistake, way in catalogue)]
    best = int(numpy.argmax(fitting))
    count, by_itself = int(fitting[best]), [q for q in evidence.wrong if q in wrong]
    explains = 2 * sum(bool(giving[q][best]) for q in by_itself) > len(by_itself)
    if explains and count >= max(ceil(len(answered) * SHARE - 1e-9), len(answered) - len(wrong) + 1):
        yield _sentence(diagnosis.worksheet, catalogue[best - 1][0], count, len(answered))


def _is_convention(way: Way) -> bool:
    """Whether a way is no slip at one place."""
    return not (way.sentence or way.alone)


def _named(diagnosis: Diagnosis) -> set[str]:
    """What is named first in the numbers that have a name."""
    first = (next(diagnosis.named(q), None) for q in diagnosis.evidence.wrong)
    return {TWICE.get(named.name, named.name) for named in first if named}


def _sentence(worksheet: Worksheet, mistake: Mistake, fitting: int, count: int) -> str:
    loss = worksheet.network.loss
    what = CONVENTIONS.get(("" if loss is None else loss.name, mistake.name))
    how = what or f"a calculation where {mistake.condition.replace('{weights}', 'weights')}"
    who = "Everything fits" if fitting == count else f"{fitting} of {count} numbers fit"
    return f"{who} {how}."
