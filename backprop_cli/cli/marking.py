"""How `check` marks: one answer sheet, or those of a class, each by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from backprop_cli.check.class_report import ClassReport, Sheet
from backprop_cli.check.exercise import Exercise
from backprop_cli.check.report import Report
from backprop_cli.check.verdicts import FOLLOWS, WRONG, check, only
from backprop_cli.errors import BackpropError, ExitStatus

if TYPE_CHECKING:
    from backprop_cli.calculation.quantity import Quantity
    from backprop_cli.check.reading.answers import Answer
    from backprop_cli.check.reading.written import Written
    from backprop_cli.check.report import Shown
    from backprop_cli.check.verdicts import Mark, Rules
    from backprop_cli.mistakes.catalogue import Mistake
    from backprop_cli.mistakes.diagnosis import Diagnoser, Slip
    from backprop_cli.sheet.worked_example import Worksheet


class Marking:
    """The marking of the answer sheets of one exercise; what they have in common is worked out once."""

    def __init__(self, worksheet: Worksheet, rules: Rules, shown: Shown) -> None:
        self.exercise, self.rules, self.shown = Exercise(worksheet), rules, shown

    def report(self, answers: Sequence[Answer], blanks: Sequence[Answer] = ()) -> Report:
        """The answers marked; all of them are looked at, and where there are blanks, those are told of."""
        marks = check(self.exercise, answers, self.rules, self._named)
        proposals = self._proposals(marks) if self.rules.tolerance is None else ()
        kept = only(marks, blanks, self.exercise) if blanks else marks
        return Report(self.exercise.worksheet, kept, self.shown, proposals, self.rules)

    @cached_property
    def _diagnoser(self) -> Diagnoser:
        """What names mistakes, from a module that right sheets never load."""
        from backprop_cli.mistakes.diagnosis import Diagnoser

        return Diagnoser(self.exercise)

    def _named(
        self, q: Quantity, written: Written, answers: Mapping[Quantity, Written]
    ) -> tuple[Mistake | Slip, ...]:
        return self._diagnoser.named(q, written, answers)

    def _proposals(self, marks: Sequence[Mark]) -> tuple[str, ...]:
        """The convention that fits the whole sheet, where several numbers are wrong."""
        answers = [mark.answer for mark in marks]
        written = {
            answer.quantity: answer.written for answer in answers if answer.quantity and answer.written
        }
        verdicts = {mark.answer.quantity: mark.verdict for mark in marks}
        wrong = {q for q in written if verdicts[q] in (WRONG, FOLLOWS)}
        if len(wrong) < 2:
            return ()
        from backprop_cli.mistakes.proposals import proposals

        return tuple(proposals(self._diagnoser.diagnosis(written), wrong))


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
    return line.strip().removeprefix("error: ")
