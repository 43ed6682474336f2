"""A marked answer sheet, or those of a class, as CSV: a row an answer."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from ..writing.spreadsheet import cell
from .remarks import in_one_line, remarks_of
from .report import Report

if TYPE_CHECKING:
    from ..writing.style import Style
    from .class_report import ClassReport
    from .verdicts import Mark

HEAD = ("step", "sample", "name", "yours", "expected", "accepted", "verdict", "points", "remark")


def render(report: Report, style: Style) -> str:
    """The CSV text."""
    return _table([HEAD, *(row_of(report, mark) for mark in report.marks)])


def render_class(report: ClassReport, style: Style) -> str:
    """The CSV text of a class, the file before each answer; one without answers has a row that says why."""
    rows: list[Sequence[object]] = [("file", *HEAD)]
    for sheet in report.sheets:
        if sheet.report is None or not sheet.report.marks:
            rows.append((cell(sheet.title), *[""] * (len(HEAD) - 1), cell(sheet.first_wrong)))
        else:
            rows += [(cell(sheet.title), *row_of(sheet.report, mark)) for mark in sheet.report.marks]
    return _table(rows)


def _table(rows: Iterable[Sequence[object]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


def row_of(report: Report, mark: Mark) -> tuple[object, ...]:
    """The cells of an answer, in the order of the head."""
    q, scheme = mark.answer.quantity, report.shown.scheme
    return (
        mark.answer.update + 1,
        "" if q is None or q.sample is None else q.sample + 1,
        cell(mark.answer.name),
        number_cell(report.yours(mark)),
        report.expected(mark),
        report.accepted(mark),
        mark.verdict,
        "" if scheme is None else f"{scheme.reached(mark):f}",
        cell(in_one_line(remarks_of(report, mark))),
    )


def number_cell(text: str) -> str:
    """A written number, which a spreadsheet may read; another text is made harmless."""
    return text if text.replace("e", "").strip("+-.0123456789") == "" else cell(text)
