"""The marks of an answer sheet as texts: what is expected, and the remark.

Every output (`marks_terminal`, `marks_json`, …) writes these texts; none has words of its own.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from ..calculation.quantity import name_of
from ..calculation.schedule import samples_of
from ..writing import numbers
from .points import Scheme, plain
from .reading.written import EXACT
from .verdicts import CORRECT, FEWER, FOLLOWS, RIGHT, UNKNOWN, WRONG, Mark, Rules, digits_carried

if TYPE_CHECKING:
    from ..sheet.worked_example import Worksheet
    from .carried import Carried
    from .intervals import Interval
    from .reading.answers import Answer


class Shown(NamedTuple):
    """What a report tells. `spoilers`: "all", "right" (not of what is not right yet) or "none"."""

    spoilers: str = "all"
    intervals: bool = False
    digits: int | None = None
    scheme: Scheme | None = None
    ascii: bool = False


PLAIN = str.maketrans(
    {"−": "-", "½": "1/2", "²": "^2", "Σ": "sum", "∂": "d", "η": "eta", "σ": "sigma", "′": "'"}
)
"""The signs of sentences on a keyboard."""


class Report:
    """The marks of one sheet, ready to be written."""

    def __init__(
        self,
        worksheet: Worksheet,
        marks: Sequence[Mark],
        shown: Shown | None = None,
        proposals: tuple[str, ...] = (),
        rules: Rules | None = None,
    ) -> None:
        self.rules = rules or Rules()
        shown = shown or Shown()
        self.worksheet, self.marks, self.shown, self.proposals = worksheet, tuple(marks), shown, proposals

    @cached_property
    def carried(self) -> tuple[Carried, ...]:
        """The digits that the student carries."""
        answers = (mark.answer for mark in self.marks)
        written = {
            answer.quantity: answer.written for answer in answers if answer.quantity and answer.written
        }
        return digits_carried(self.worksheet, written) if written else ()

    @property
    def all_right(self) -> bool:
        """Whether there are answers, every one is correct, and none is blank."""
        return bool(self.marks) and all(mark.verdict == CORRECT for mark in self.marks)

    @cached_property
    def places(self) -> int:
        """Decimals that expected numbers are shown with at least: those of most answers."""
        decimals = [mark.answer.written.decimals for mark in self.marks if mark.answer.written is not None]
        usual = [places for places in decimals if places < EXACT]
        return max(set(usual), key=lambda places: (usual.count(places), places)) if usual else 6

    def expected(self, mark: Mark) -> str:
        """The right number, with at least the decimals of the answer; empty where it is not to be seen."""
        if mark.expected is None or not self.may_show(mark):
            return ""
        q, rounding = mark.answer.quantity, self.worksheet.network.rounding
        if q in self.worksheet.given:
            return numbers.given(self.worksheet.given[q])
        if rounding is not None and self.shown.digits is None:
            return numbers.rounded(rounding)(mark.expected)
        written = mark.answer.written
        own = written.decimals if written is not None and written.decimals < EXACT else 0
        return numbers.one(
            mark.expected, max(0, own, self.places) if self.shown.digits is None else self.shown.digits
        )

    def may_show(self, mark: Mark) -> bool:
        """Whether the right number may be seen."""
        return self.shown.spoilers == "all" or (self.shown.spoilers == "right" and mark.verdict in RIGHT)

    def accepted(self, mark: Mark) -> str:
        """The smallest and the largest answer that is right, in the digits of the answer."""
        if mark.bounds is None or not self.may_show(mark):
            return ""
        low, high = grid(mark, mark.bounds, self.places)
        return low if low == high else f"{low} to {high}"

    def points(self, mark: Mark) -> str:
        """The points reached, of how many."""
        scheme = self.shown.scheme
        return "" if scheme is None else f"{plain(scheme.reached(mark))}/{plain(scheme.of(mark))}"

    def remarks(self, mark: Mark) -> tuple[str, ...]:
        """What is to be said of an answer."""
        return tuple(REMARKS[mark.verdict](self, mark)) if mark.verdict in REMARKS else ()

    def of(self, *verdicts: str) -> list[Mark]:
        """The marks with one of some verdicts."""
        return [mark for mark in self.marks if mark.verdict in verdicts]

    def name(self, answer: Answer) -> str:
        """The name that the student wrote; in plain signs, the usual one where that has others."""
        if not self.shown.ascii or answer.name.isascii() or answer.quantity is None:
            return answer.name
        return name_of(answer.quantity, answer.update)

    def where(self, mark: Mark) -> str:
        """The step and the sample of an answer, where there are several."""
        title = self.title(mark)
        return f" ({title})" if title else ""

    def title(self, mark: Mark) -> str:
        """The same as a heading."""
        q, network = mark.answer.quantity, self.worksheet.network
        several = len(self.worksheet.updates) > 1 or len(network.samples) > 1
        if q is None:
            return "unknown names" if several else ""
        parts = [f"step {mark.answer.update + 1}"] if len(self.worksheet.updates) > 1 else []
        if len(samples_of(network, mark.answer.update)) > 1:
            parts.append("all samples" if q.sample is None else f"sample {q.sample + 1}")
        return ", ".join(parts)


def _fewer(report: Report, mark: Mark) -> Iterator[str]:
    written = mark.answer.written
    if written is None or mark.digits is None:
        return
    decimals = mark.digits.kind == "decimals"
    has, unit = (written.decimals, "decimal") if decimals else (written.figures, "figure")
    yield f"{max(0, has)} {unit}{'s' * (has != 1)} of {mark.digits.places}"


def _follows(report: Report, mark: Mark) -> Iterator[str]:
    yield f"right from your {' and '.join(report.name(answer) for answer in mark.sources[:3])}"


def _wrong(report: Report, mark: Mark) -> Iterator[str]:
    for number, mistake in enumerate(mark.mistakes):
        sentence = mistake.sentence.translate(PLAIN) if report.shown.ascii else mistake.sentence
        yield sentence if not number else f"or: {sentence}"


def _unknown(report: Report, mark: Mark) -> Iterator[str]:
    yield "no number is called so" + (f"; {mark.answer.help}" if mark.answer.help else "")


REMARKS = {FEWER: _fewer, FOLLOWS: _follows, WRONG: _wrong, UNKNOWN: _unknown}
"""What is said of an answer by its verdict."""


def grid(mark: Mark, bounds: Interval, places: int) -> tuple[str, str]:
    """The ends of an interval as answers: the outermost numbers with these decimals that are right."""
    written = mark.answer.written
    own = written.decimals if written is not None and written.decimals < EXACT else places
    unit = 10.0 ** -min(EXACT, max(-EXACT, own))
    if abs(own) > EXACT or not all(math.isfinite(bound) and abs(bound / unit) < 1e15 for bound in bounds):
        return f"{bounds[0]:.6g}", f"{bounds[1]:.6g}"
    low, high = math.ceil(bounds[0] / unit - 0.5 - 1e-9), math.floor(bounds[1] / unit + 0.5 + 1e-9)
    return tuple(numbers.fixed(Decimal(bound).scaleb(-own), max(0, own)) for bound in (low, high))  # type: ignore[return-value]
