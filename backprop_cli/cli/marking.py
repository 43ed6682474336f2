"""How `check` marks: one answer sheet, or those of a class, each by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from backprop_cli.check.class_report import ClassReport, Sheet
from backprop_cli.check.exercise import Exercise
from backprop_cli.check.marker import marked, only, with_names
from backprop_cli.check.report import Report
from backprop_cli.check.verdicts import FOLLOWS, WRONG
from backprop_cli.errors import BackpropError, ExitStatus

if TYPE_CHECKING:
    from backprop_cli.check.reading.answers import Answer
    from backprop_cli.check.report import Shown
    from backprop_cli.check.verdicts import Mark, Rules
    from backprop_cli.mistakes.diagnoser import Diagnoser
    from backprop_cli.sheet.worked_example import Worksheet


class Marking:
    """The marking of the answer sheets of one exercise; what they have in common is worked out once."""

    def __init__(self, worksheet: Worksheet, rules: Rules, shown: Shown) -> None:
        self.exercise, self.rules, self.shown = Exercise(worksheet), rules, shown

    def report(self, answers: Sequence[Answer], blanks: Sequence[Answer] = ()) -> Report:
        """The answers marked; all of them are looked at, and where there are blanks, those are told of."""
        marks, proposals = self._marks(answers)
        kept = only(marks, blanks, self.exercise) if blanks else marks
        return Report(self.exercise.worksheet, kept, self.shown, proposals, self.rules)

    def _marks(self, answers: Sequence[Answer]) -> tuple[tuple[Mark, ...], tuple[str, ...]]:
        """The marks with the mistakes named, and the convention that fits the whole sheet."""
        marker, marks = marked(self.exercise, answers, self.rules)
        wrong = {q for q, mark in marker.marked.items() if mark.verdict in (WRONG, FOLLOWS)}
        if not any(mark.verdict == WRONG for mark in marks):
            return marks, ()
        from backprop_cli.mistakes.proposals import proposals

        names = self._diagnoser.named(marker, marks)
        marks = with_names(marks, names)
        if self.rules.tolerance is not None:
            return marks, ()
        return marks, tuple(proposals(self._diagnoser.diagnosis(marker, marks), wrong))

    @cached_property
    def _diagnoser(self) -> Diagnoser:
        """What names mistakes, from a module that right sheets never load."""
        from backprop_cli.mistakes.diagnoser import Diagnoser

        return Diagnoser(self.exercise)


def mark_class(files: Iterable[str], report_of: Callable[[str], Report]) -> tuple[ClassReport, ExitStatus]:
    """The report of the class, and the exit status: 2 if a file could not be read, 1 if not all is right."""
    report = ClassReport([_sheet(file, report_of) for file in files])
    if len(report.readable) < len(report.sheets):
        return report, ExitStatus.NOT_DONE
    return report, ExitStatus.DONE if report.all_right else ExitStatus.FINDINGS


def _sheet(file: str, report_of: Callable[[str], Report]) -> Sheet:
    try:
        return Sheet(file, report_of(file))
    except BackpropError as error:
        return Sheet(file, None, _reason(error, file))


def _reason(error: BackpropError, file: str) -> str:
    """The first line of an error, without the name of the file."""
    from backprop_cli.cli.error_report import report
    from backprop_cli.network.yaml.untrusted import shown

    line = report(error).partition("\n")[0].removeprefix(f"{shown(file)}:")
    return line.strip().replace("error: ", "", 1)
