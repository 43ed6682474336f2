"""The sheets of a class as Markdown: a table, then how the class went."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .class_report import ClassReport
from .marks_markdown import escaped

if TYPE_CHECKING:
    from ..writing.style import Style

HEADS = ("File", "Right", "Points", "Look first at")


def render(report: ClassReport, style: Style) -> str:
    """The Markdown text."""
    rows = [(one.title, one.right, one.points, one.first_wrong) for one in report.sheets]
    kept = [place for place in range(len(HEADS)) if place != 2 or any(row[2] for row in rows)]
    lines = [_line([HEADS[place] for place in kept]), _line(["---"] * len(kept))]
    lines += [_line([escaped(row[place]) for place in kept]) for row in rows]
    return "\n".join([*lines, "", *(escaped(one) for one in report.sentences)]) + "\n"


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"
