"""A marked answer sheet, or those of a class, as Markdown: a table, then the sentences."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .remarks import brief_remarks_of, in_one_line
from .report import Report
from .sentences import convention, rule, sentences

if TYPE_CHECKING:
    from ..writing.style import Style
    from .class_report import ClassReport
    from .verdicts import Mark

HEADS = ("Step", "Quantity", "Yours", "Expected", "Accepted", "Points", "Verdict", "Remark")

ALIGNED = ("Yours", "Expected", "Points")
"""The columns of numbers, which end at the right."""

CLASS_HEADS = ("File", "Right", "Points", "Look first at")


def render(report: Report, style: Style) -> str:
    """The Markdown text."""
    rows = [_cells(report, mark) for mark in report.marks]
    kept = [place for place in range(len(HEADS)) if any(row[place] for row in rows)]
    lines = [f"## {escaped(report.worksheet.network.name)}", ""]
    if words := convention(report):
        lines += [escaped(words), ""]
    if rows:
        lines += [_line([HEADS[place] for place in kept])]
        lines += [_line(["---:" if HEADS[place] in ALIGNED else "---" for place in kept])]
        lines += [_line([row[place] for place in kept]) for row in rows]
        lines += [""]
    return (
        "\n".join([*lines, *(escaped(sentence) for sentence in sentences(report)), "", escaped(rule(report))])
        + "\n"
    )


def render_class(report: ClassReport, style: Style) -> str:
    """The Markdown text of a class: a row a file, then how the class went."""
    rows = [(sheet.title, sheet.right, sheet.points, sheet.first_wrong) for sheet in report.sheets]
    kept = [place for place in range(len(CLASS_HEADS)) if place != 2 or any(row[2] for row in rows)]
    lines = [_line([CLASS_HEADS[place] for place in kept]), _line(["---"] * len(kept))]
    lines += [_line([escaped(row[place]) for place in kept]) for row in rows]
    return "\n".join([*lines, "", *(escaped(sentence) for sentence in report.sentences)]) + "\n"


def _cells(report: Report, mark: Mark) -> tuple[str, ...]:
    return (
        escaped(report.title(mark)),
        escaped(mark.answer.name),
        escaped(report.yours(mark)),
        escaped(report.expected(mark)),
        escaped(report.accepted(mark)),
        escaped(report.points(mark)),
        f"**{mark.verdict}**" if mark.verdict != "correct" else mark.verdict,
        escaped(in_one_line(brief_remarks_of(report, mark))),
    )


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def escaped(text: str) -> str:
    """A text in which no sign means anything to Markdown."""
    return re.sub(r"([\\`*_{}\[\]()#!|<>~&$^])", r"\\\1", text)
