"""A marked answer sheet for the terminal: a row a number, and at the end what to look at first.

Of a class, a row a file, and how the class went.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from ..writing.folding import folded
from ..writing.lines import INDENT, aligned, broken, paragraph
from ..writing.tokens import Tokens, columns, left, plain, stripped, text_of, width_of, with_role
from .report import Report
from .sentences import rule, sentences
from .verdicts import Mark

if TYPE_CHECKING:
    from ..writing.style import Style
    from .class_report import ClassReport

GAP = plain("  ")

HEADS = ("quantity", "yours", "expected", "accepted", "points", "verdict")
"""The columns before the remark; one that is empty in every row is left out."""

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
    if report.marks:
        yield ()
        yield from _table(report, style)
    yield ()
    yield from _sentences(sentences(report), style)
    if words := rule(report):
        yield ()
        yield from (plain(line, "dim") for line in paragraph(words, style.width))


def _sentences(texts: Sequence[str], style: Style) -> Iterator[Tokens]:
    """A paragraph for each sentence, the first of them bold."""
    for number, text in enumerate(texts):
        yield from (plain(line, "" if number else "neuron") for line in paragraph(text, style.width))


def _table(report: Report, style: Style) -> Iterator[Tokens]:
    """The rows under their heads, with a title where another step or sample begins."""
    rows = list(_rows(report, style))
    titled = zip(report.marks, rows, strict=True)
    widest = max(map(width_of, rows))
    yield stripped(plain(" " * INDENT) + _heads(report, style))
    for title, group in groupby(titled, lambda pair: report.title(pair[0])):
        if title:
            yield plain(title.capitalize(), "neuron")
        for mark, row in group:
            yield from _row(report, mark, row, widest, style)


def _row(report: Report, mark: Mark, row: Tokens, widest: int, style: Style) -> Iterator[Tokens]:
    """A row with its remark beside it, or below where that is too wide."""
    row = plain(" " * INDENT) + row
    remarks = report.remarks(mark)
    inner = INDENT + widest + len(GAP[0][0])
    if len(remarks) == 1 and inner + len(remarks[0]) <= style.width:
        yield left(row, INDENT + widest) + GAP + plain(remarks[0])
        return
    yield row
    for remark in remarks:
        for line in paragraph(remark, style.width - 2 * INDENT):
            yield plain(" " * 2 * INDENT + line)


def _heads(report: Report, style: Style) -> Tokens:
    """The heads of the columns, over cells of their widths."""
    widths = [max(map(width_of, cells)) for cells in _columns(report, style)]
    heads = zip(HEADS, widths, strict=True)
    return with_role(
        _joined([left(plain(head), max(width, len(head))) for head, width in heads if width]), "dim"
    )


def _rows(report: Report, style: Style) -> Iterator[Tokens]:
    """The cells of each answer, padded to their columns."""
    padded: list[list[Tokens]] = []
    for head, cells in zip(HEADS, _columns(report, style), strict=True):
        widest = max(map(width_of, cells))
        if widest:
            padded.append([left(cell, max(widest, len(head))) for cell in cells])
    for row in zip(*padded, strict=True):
        yield stripped(_joined(list(row)))


def _joined(cells: list[Tokens]) -> Tokens:
    result: Tokens = ()
    for cell in cells:
        result += GAP + cell if result else cell
    return result


def _columns(report: Report, style: Style) -> list[list[Tokens]]:
    """The cells of every column, numbers under each other by their points."""
    marks = report.marks
    names = [plain(report.name(mark.answer)) for mark in marks]
    yours = [plain(_typed(mark, style)) for mark in marks]
    expected = [plain(report.expected(mark), "value") for mark in marks]
    accepted = [plain(report.accepted(mark)) for mark in marks]
    points = [plain(report.points(mark)) for mark in marks]
    verdicts = [plain(mark.verdict, mark.verdict) for mark in marks]
    return [names, aligned(yours), aligned(expected), accepted, points, verdicts]


def _typed(mark: Mark, style: Style) -> str:
    """The number as the student wrote it, its minus the one of the keyboard."""
    written = mark.answer.written
    if written is None:
        return "-" if style.ascii else "–"
    text = written.text.replace("−", "-")
    return str(written.value) if style.ascii and not text.isascii() else text


def _class_lines(report: ClassReport, style: Style) -> Iterator[Tokens]:
    rows = [(sheet.title, sheet.right, sheet.points, sheet.first_wrong) for sheet in report.sheets]
    kept = [place for place in range(3) if any(row[place] for row in rows)]
    widths = [_widest([row[place] for row in (CLASS_HEADS, *rows)], style.width // 2) for place in kept]
    yield _class_row([CLASS_HEADS[place] for place in (*kept, 3)], widths, "dim", style)[0]
    for row in rows:
        role = "wrong" if row[3] else "correct"
        cells = [row[place] for place in (*kept, 3)]
        if columns(cells[0]) > widths[0]:  # a long name has a line of its own
            yield plain(" " * INDENT + cells[0], role)
            cells[0] = ""
        yield from _class_row(cells, widths, role, style)
    yield ()
    yield from _sentences(report.sentences, style)


def _widest(cells: list[str], most: int) -> int:
    """The width of a column, but for cells that would leave no room for the others."""
    return max(width for width in map(columns, cells) if width <= most)


def _class_row(cells: list[str], widths: list[int], role: str, style: Style) -> list[Tokens]:
    """A row; what to look at hangs in its column, or below where the page is narrow."""
    *first, last = cells
    row = plain(" " * INDENT)
    for cell, width in zip(first, widths, strict=True):
        row += left(plain(cell, role), width + 2)
    indent = INDENT + sum(width + 2 for width in widths)
    if style.width - indent >= style.width // 3:
        lines = broken(last.split(), " ", style.width - indent) or [""]
        return [row + plain(lines[0], role), *(plain(" " * indent + line, role) for line in lines[1:])]
    below = broken(last.split(), " ", style.width - 2 * INDENT)
    return [row, *(plain(" " * 2 * INDENT + line, role) for line in below)]
