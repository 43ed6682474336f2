"""Many answer sheets of one exercise: how each went, and what went wrong most often in all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from ..network.yaml.untrusted import shown
from .points import plain
from .report import UNREADABLE, Report
from .verdicts import BLANK, CORRECT, FEWER, FOLLOWS, RIGHT, TOO_FEW, UNKNOWN, WRONG, Mark

LOOKED_AT = {
    WRONG: " is wrong",
    FOLLOWS: " follows from a wrong one",
    UNREADABLE: " cannot be read",
    BLANK: " is blank",
    TOO_FEW: " has too few digits",
    FEWER: " has fewer digits than asked",
    UNKNOWN: " is no number's name",
}
"""What keeps a sheet from being all right, the first to look at first, and what is said of it."""

MOST = 5
"""Numbers, and mistakes, that are told of."""


class Sheet(NamedTuple):
    """The answers of one student: marked, or why they could not be read."""

    file: str
    report: Report | None
    error: str = ""

    @property
    def title(self) -> str:
        """The name of the file as it can be shown."""
        return shown(self.file)

    @property
    def right(self) -> str:
        """How many of the answers are right: 7 of 9."""
        if self.report is None:
            return ""
        return f"{len(self.report.of(*RIGHT))} of {len(self.report.marks)}"

    @property
    def points(self) -> str:
        """The points, where there is a scheme."""
        if self.report is None or self.report.shown.scheme is None:
            return ""
        scheme = self.report.shown.scheme
        reached = Decimal(sum(map(scheme.reached, self.report.marks)))
        return f"{plain(reached)}/{plain(Decimal(sum(map(scheme.of, self.report.marks))))}"

    @property
    def first_wrong(self) -> str:
        """The first number that is not right, and why; or why a file could not be read."""
        if self.report is None:
            return self.error
        mark = self.looked_at
        if mark is None:
            return "" if self.report.marks else "no answers"
        words = LOOKED_AT.get(mark.verdict, f" has {mark.verdict}")
        reason = f": {mark.mistakes[0].name}" if mark.mistakes else words
        return self.report.name(mark.answer) + self.report.where(mark) + reason

    @property
    def looked_at(self) -> Mark | None:
        """The answer to look at first: of those that are not right the first, wrong ones before others."""
        marks = () if self.report is None else self.report.marks
        places = {verdict: place for place, verdict in enumerate(LOOKED_AT)}
        open_ = [mark for mark in marks if mark.verdict != CORRECT]
        return min(open_, key=lambda mark: places.get(mark.verdict, 1), default=None)

    @property
    def verdict(self) -> str:
        """The verdict on the sheet: that on the answer to look at first."""
        mark = self.looked_at
        is_right = self.report is not None and self.report.all_right
        return CORRECT if is_right else WRONG if mark is None else mark.verdict


class ClassReport:
    """The sheets of a class, in the order of the files."""

    def __init__(self, sheets: Sequence[Sheet]) -> None:
        self.sheets = tuple(sheets)

    @cached_property
    def readable(self) -> tuple[Report, ...]:
        """The sheets that could be read."""
        return tuple(sheet.report for sheet in self.sheets if sheet.report is not None)

    @property
    def all_right(self) -> bool:
        """Whether every answer of every sheet is correct."""
        return all(report.all_right for report in self.readable)

    @cached_property
    def sentences(self) -> tuple[str, ...]:
        """How the class went."""
        return tuple(self._sentences())

    def _sentences(self) -> Iterator[str]:
        right = sum(report.all_right for report in self.readable)
        yield f"{right} of {len(self.sheets)} sheets are all right."
        unreadable = len(self.sheets) - len(self.readable)
        if unreadable:
            yield f"{unreadable} could not be read."
        yield from _told("Wrong most often", self.wrong, len(self.readable))
        yield from _told("Mistakes", self.mistakes, len(self.readable))

    @property
    def wrong(self) -> Counter[str]:
        """How many sheets have each number wrong by itself."""
        return Counter(
            name
            for report in self.readable
            for name in dict.fromkeys(
                report.name(mark.answer) + report.where(mark) for mark in report.of(WRONG)
            )
        )

    @property
    def mistakes(self) -> Counter[str]:
        """How many sheets show each mistake; where several fit a number, its first."""
        return Counter(
            name
            for report in self.readable
            for name in dict.fromkeys(mark.mistakes[0].name for mark in report.of(WRONG) if mark.mistakes)
        )


def _told(words: str, counts: Counter[str], whole: int) -> Iterator[str]:
    """The commonest of some things, with how many sheets have each."""
    if counts:
        most = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:MOST]
        yield f"{words}: {', '.join(f'{name} ({count} of {whole})' for name, count in most)}."
