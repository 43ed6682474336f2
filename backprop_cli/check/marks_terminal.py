"""A marked answer sheet for the terminal: a row a number, and at the end what to look at first.

Of a class, a row a file, and how the class went.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from ..writing.folding import folded
from ..writing.lines import INDENT, filled
from ..writing.tokens import Tokens, columns, left, plain, stripped, text_of, with_role
from .marks_table import GAP, table_of
from .remarks import brief_remarks_of
from .report import Report
from .sentences import convention, rule, sentences

if TYPE_CHECKING:
    from ..writing.style import Style
    from .class_report import ClassReport

CLASS_HEADS = ("file", "right", "points", "look first at")
"""The columns of a class; all but the last may be left out."""


def render(report: Report, style: Style) -> str:
    """The sheet as text, each line ended; with escape codes where the style has colour."""
    return _text(_lines(report, style), style)


def render_class(report: ClassReport, style: Style) -> str:
    """The table of a class as text, in the same way."""
    return _text(_class_lines(report, style), style)


def _text(page: Iterable[Tokens], style: Style) -> str:
    lines = [part for line in page for part in folded(stripped(line), style.width)]
    if style.color:
        from ..writing.colour import coloured

        return coloured(lines)
    return "".join(text_of(line) + "\n" for line in lines)


def _lines(report: Report, style: Style) -> Iterator[Tokens]:
    yield plain(report.worksheet.network.name, "neuron")
    if words := convention(report):
        yield ()
        yield from map(plain, filled(words, style.width))
    if report.marks:
        yield ()
        yield from _table(report, style)
    yield ()
    yield from _sentences(sentences(report), style)
    if words := rule(report):
        yield ()
        yield from (plain(line, "dim") for line in filled(words, style.width))


def _sentences(texts: Sequence[str], style: Style) -> Iterator[Tokens]:
    """A paragraph for each sentence, the first of them bold."""
    for number, text in enumerate(texts):
        yield from (plain(line, "" if number else "neuron") for line in filled(text, style.width))


def _table(report: Report, style: Style) -> Iterator[Tokens]:
    """The rows under their heads, with a title where another step or sample begins."""
    table = table_of(report, style)
    yield plain(" " * INDENT) + table.heads
    titled = zip(report.marks, table.rows, strict=True)
    for title, group in groupby(titled, lambda pair: report.title(pair[0])):
        if title:
            yield plain(title.capitalize(), "neuron")
        for mark, row in group:
            accepted = report.accepted(mark) if table.is_narrow else ""
            below = [f"accepted: {accepted}"] if accepted not in ("", report.expected(mark)) else []
            remarks = [*below, *brief_remarks_of(report, mark)]
            yield from _row(row, remarks, table.width, style)


def _row(row: Tokens, remarks: Sequence[str], widest: int, style: Style) -> Iterator[Tokens]:
    """A row with its remark beside it, or below where that is too wide."""
    row = plain(" " * INDENT) + row
    inner = INDENT + widest + len(GAP[0][0])
    if len(remarks) == 1 and inner + columns(remarks[0]) <= style.width:
        yield left(row, INDENT + widest) + GAP + plain(remarks[0])
        return
    yield row
    for remark in remarks:
        for line in filled(remark, style.width - 2 * INDENT):
            yield plain(" " * 2 * INDENT + line)


def _class_lines(report: ClassReport, style: Style) -> Iterator[Tokens]:
    rows = [(sheet.title, sheet.right, sheet.points, sheet.first_wrong) for sheet in report.sheets]
    kept = [place for place in range(3) if any(row[place] for row in rows)]
    widths = [_widest([row[place] for row in (CLASS_HEADS, *rows)], style.width // 2) for place in kept]
    yield with_role(_class_row([CLASS_HEADS[place] for place in (*kept, 3)], widths, "", style)[0], "dim")
    for row, sheet in zip(rows, report.sheets, strict=True):
        cells = [row[place] for place in (*kept, 3)]
        if columns(cells[0]) > widths[0]:  # a long name has a line of its own
            yield plain(" " * INDENT + cells[0])
            cells[0] = ""
        yield from _class_row(cells, widths, sheet.verdict, style)
    yield ()
    yield from _sentences(report.sentences, style)


def _widest(cells: list[str], most: int) -> int:
    """The width of a column, but for cells that would leave no room for the others."""
    return max(width for width in map(columns, cells) if width <= most)


def _class_row(cells: list[str], widths: list[int], role: str, style: Style) -> list[Tokens]:
    """A row; what to look at hangs in its column, or below where the page is narrow.

    It has the role, and where there is nothing to look at, how much is right.
    """
    *first, last = cells
    row = plain(" " * INDENT)
    for place, (cell, width) in enumerate(zip(first, widths, strict=True)):
        row += left(plain(cell, "" if last or not place else role), width + 2)
    indent = INDENT + sum(width + 2 for width in widths)
    if style.width - indent >= style.width // 3:
        lines = filled(last, style.width - indent) or [""]
        return [row + plain(lines[0], role), *(plain(" " * indent + line, role) for line in lines[1:])]
    below = filled(last, style.width - 2 * INDENT)
    return [row, *(plain(" " * 2 * INDENT + line, role) for line in below)]
