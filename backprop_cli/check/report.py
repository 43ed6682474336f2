"""The marks of an answer sheet as texts; the remarks are the matter of `check.remarks`.

Every output (`marks_terminal`, `marks_json`, …) writes these texts; none has words of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from ..calculation.quantity import name_of
from ..calculation.schedule import samples_of
from ..writing import numbers
from .accepted_range import grid
from .bounds.digits import Digits
from .points import Scheme, plain
from .reading.written import EXACT
from .verdicts import BLANK, CORRECT, RIGHT, Mark, Rules, written_of

if TYPE_CHECKING:
    from ..sheet.worked_example import Worksheet
    from .bounds.carried import Carried
    from .reading.answers import Answer


UNREADABLE = "unreadable"
"""The verdict on a text that is no number: as a blank, but the text is shown and what to write instead."""

ALL_SAMPLES = "all samples"
"""The heading over the numbers of no single sample."""


class Shown(NamedTuple):
    """What a report tells. `spoilers`: "all", "right" (not of what is not right yet) or "none"."""

    spoilers: str = "all"
    intervals: bool = False
    digits: int | None = None
    scheme: Scheme | None = None
    ascii: bool = False


class Report:
    """The marks of one sheet, ready to be written: step after step, each in the order of the marks."""

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
        self.worksheet, self.shown, self.proposals = worksheet, shown, proposals
        self.marks = tuple(sorted(map(_as_read, marks), key=_by_step))

    @cached_property
    def carried(self) -> tuple[Carried, ...]:
        """The digits that the student carries."""
        written = written_of(mark.answer for mark in self.marks)
        return Digits(self.worksheet, written).kept if written else ()

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

    @cached_property
    def told(self) -> dict[str, Mark]:
        """The first answer that each sentence on a mistake is said of."""
        first: dict[str, Mark] = {}
        for mark in self.marks:
            for mistake in mark.mistakes:
                first.setdefault(mistake.sentence, mark)
        return first

    def of(self, *verdicts: str) -> list[Mark]:
        """The marks with one of some verdicts."""
        return [mark for mark in self.marks if mark.verdict in verdicts]

    def yours(self, mark: Mark) -> str:
        """What the student wrote; empty of a blank."""
        written = mark.answer.written
        return mark.answer.text if written is None else written.text

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
        return ", ".join(self.headings(mark.answer))

    def headings(self, answer: Answer) -> list[str]:
        """The step and the sample of an answer that has a quantity, where there are several."""
        q, network = answer.quantity, self.worksheet.network
        parts = [f"step {answer.update + 1}"] if len(self.worksheet.updates) > 1 else []
        if q is not None and len(samples_of(network, answer.update)) > 1:
            parts.append(ALL_SAMPLES if q.sample is None else f"sample {q.sample + 1}")
        return parts


def _by_step(mark: Mark) -> tuple[bool, int]:
    """Where the step of an answer stands on the sheet; unknown names stand last."""
    return mark.answer.quantity is None, mark.answer.update


def _as_read(mark: Mark) -> Mark:
    """A mark; of an answer that could not be read, one that says so."""
    return mark._replace(verdict=UNREADABLE) if mark.verdict == BLANK and mark.answer.text else mark
