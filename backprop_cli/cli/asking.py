"""The numbers asked for one by one on the terminal, each marked at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import click

from backprop_cli.errors import ExitStatus, InputError

if TYPE_CHECKING:
    from backprop_cli.check.reading.answers import Answer
    from backprop_cli.check.report import Report
    from backprop_cli.sheet.worked_example import Worksheet
    from backprop_cli.writing.style import Style

ReportOf = Callable[[tuple["Answer", ...]], "Report"]

INTRODUCTION = "Each number in turn: press Enter to leave one out, Ctrl-D to end."


def ask(worksheet: Worksheet, blanks: tuple[Answer, ...], report_of: ReportOf, style: Style) -> int:
    """Ask for the numbers of the exercise, or for the blanks named, and mark each; at the end, the sheet."""
    from backprop_cli.check.empty_answers import asked_for_in
    from backprop_cli.check.marks_terminal import render

    click.echo(INTRODUCTION)
    answers: list[Answer] = []
    for blank in blanks or _blanks(worksheet, asked_for_in(worksheet)):
        try:
            answer = _asked(blank, report_of((blank,)).where(report_of((blank,)).marks[0]))
        except EOFError:
            click.echo()
            break
        if answer is not None:
            answers.append(answer)
            _tell(report_of(tuple(answers)), answer)
    report = report_of(tuple(answers))
    click.echo()
    click.echo(render(report, style), nl=False)
    return ExitStatus.DONE if report.all_right else ExitStatus.FINDINGS


def _blanks(worksheet: Worksheet, quantities: Iterator[tuple[object, int]]) -> Iterator[Answer]:
    from backprop_cli.calculation.quantity import Quantity
    from backprop_cli.check.reading.answers import Answer
    from backprop_cli.writing.sheet_names import SheetNames

    names = SheetNames(worksheet)
    for q, update in quantities:
        assert isinstance(q, Quantity)
        yield Answer(names.of(q, update), q, None, update, q.sample)


def _asked(blank: Answer, where: str) -> Answer | None:
    """The answer to a blank, asked for until it is a number; None where it is left out."""
    from backprop_cli.check.reading.answers import is_blank
    from backprop_cli.check.reading.written import parse
    from backprop_cli.cli.error_report import report

    while not is_blank(text := input(f"{blank.name}{where} = ").strip()):
        try:
            return blank._replace(written=parse(text, blank.name))
        except InputError as error:
            click.echo(report(error))
    return None


def _tell(report: Report, answer: Answer) -> None:
    """The verdict on the last answer."""
    from backprop_cli.check.remarks import in_one_line, remarks_of

    mark = next(mark for mark in report.marks if mark.answer.quantity == answer.quantity)
    remarks = in_one_line(remarks_of(report, mark))
    click.echo(f"  {mark.verdict}" + (f": {remarks}" if remarks else ""))
