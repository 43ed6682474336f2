"""The sheets of a class as CSV: a row an answer, after the name of its file."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from ..writing.spreadsheet import cell
from .class_report import ClassReport
from .marks_csv import HEAD, row_of

if TYPE_CHECKING:
    from ..writing.style import Style


def render(report: ClassReport, style: Style) -> str:
    """The CSV text; a file without answers has one row, which says why."""
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(("file", *HEAD))
    for sheet in report.sheets:
        if sheet.report is None or not sheet.report.marks:
            rows.writerow((cell(sheet.title), *[""] * (len(HEAD) - 1), cell(sheet.first_wrong)))
        else:
            rows.writerows((cell(sheet.title), *row_of(sheet.report, mark)) for mark in sheet.report.marks)
    return text.getvalue()
