"""A marked answer sheet as a JSON object, `backprop-check/1`; those of a class, `backprop-check-class/1`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ..calculation.quantity import name_of
from .remarks import in_one_line, remarks_of, source_of
from .report import Report
from .sentences import convention, rule, sentences
from .verdicts import CORRECT, WRONG, Mark

if TYPE_CHECKING:
    from ..writing.style import Style
    from .class_report import ClassReport, Sheet


def render(report: Report, style: Style) -> str:
    """The JSON text, with a newline at its end."""
    return _dumped(_sheet_object(report))


def render_class(report: ClassReport, style: Style) -> str:
    """The JSON text of a class: of each file what its own JSON has."""
    content = {
        "format": "backprop-check-class/1",
        "sheets": [_file_object(sheet) for sheet in report.sheets],
        "wrong": dict(report.wrong.most_common()),
        "mistakes": dict(report.mistakes.most_common()),
        "sentences": list(report.sentences),
    }
    return _dumped(content)


def _file_object(sheet: Sheet) -> dict[str, Any]:
    if sheet.report is None:
        return {"file": sheet.file, "error": sheet.error}
    return {"file": sheet.file, **_sheet_object(sheet.report)}


def _dumped(content: dict[str, Any]) -> str:
    """An object as JSON; what cannot be shown is escaped, so that a terminal obeys no name of a file."""
    text = json.dumps(content, indent=2, ensure_ascii=False, allow_nan=False)
    if text.replace("\n", "").isprintable():
        return text + "\n"
    return json.dumps(content, indent=2, allow_nan=False) + "\n"


def _sheet_object(report: Report) -> dict[str, Any]:
    """The object of one sheet."""
    scheme = report.shown.scheme
    wrong = next((mark for mark in report.marks if mark.verdict == WRONG), None)
    points = (
        {
            "points": float(sum(map(scheme.reached, report.marks))),
            "of": float(sum(map(scheme.of, report.marks))),
        }
        if scheme
        else {}
    )
    return {
        "format": "backprop-check/1",
        "network": report.worksheet.network.name,
        "correct": report.all_right,
        "answers": [_answer_object(report, mark) for mark in report.marks],
        "first_wrong": None if wrong is None else wrong.answer.name,
        "sentences": list(sentences(report)),
        "convention": convention(report) or None,
        "rule": rule(report),
        **points,
    }


def _answer_object(report: Report, mark: Mark) -> dict[str, Any]:
    """One answer: the names, the numbers, the verdict."""
    answer, q = mark.answer, mark.answer.quantity
    seen = mark.expected is not None and report.may_show(mark)
    scheme = report.shown.scheme
    result = {
        "name": None if q is None else name_of(q, answer.update),
        "written_name": answer.name,
        "step": answer.update + 1,
        "sample": None if q is None or q.sample is None else q.sample + 1,
        "yours": report.yours(mark) or None,
        "expected": float(mark.expected) if seen and mark.expected is not None else None,
        "verdict": mark.verdict,
        "correct": mark.verdict == CORRECT,
        "follows_from": [source_of(report, mark, source) for source in mark.sources],
        "mistakes": [{"name": mistake.name, "sentence": mistake.sentence} for mistake in mark.mistakes],
        "remark": in_one_line(remarks_of(report, mark)),
    }
    if report.shown.intervals:
        result["accepted"] = report.accepted(mark) or None
    if scheme is not None:
        result |= {"points": float(scheme.reached(mark)), "of": float(scheme.of(mark))}
    return result
