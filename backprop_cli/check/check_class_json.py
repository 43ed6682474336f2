"""The sheets of a class as one JSON object: of each file what its own JSON has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .class_report import ClassReport, Sheet
from .marks_json import as_object, dumped

if TYPE_CHECKING:
    from ..writing.style import Style


def render(report: ClassReport, style: Style) -> str:
    """The JSON text, with a newline at its end."""
    made = {
        "format": "backprop-check-class/1",
        "sheets": [_sheet(one) for one in report.sheets],
        "wrong": dict(report.wrong.most_common()),
        "mistakes": dict(report.mistakes.most_common()),
        "sentences": list(report.sentences),
    }
    return dumped(made)


def _sheet(sheet: Sheet) -> dict[str, Any]:
    if sheet.report is None:
        return {"file": sheet.file, "error": sheet.error}
    return {"file": sheet.file, **as_object(sheet.report)}
