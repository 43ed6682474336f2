"""A marked answer sheet for the terminal: a row a number, and at the end what to look at first."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from ..writing.folding import folded
from ..writing.lines import INDENT, aligned, paragraph
from ..writing.tokens import Tokens, left, plain, stripped, text_of, width_of, with_role
from .report import Report
from .sentences import rule, sentences
from .verdicts import Mark

if TYPE_CHECKING:
    from ..writing.style import Style

GAP = plain("  ")

HEADS = ("quantity", "yours", "expected", "accepted", "points", "verdict")
"""The columns before the remark; one that is empty in every row is left out."""


def render(report: Report, style: Style) -> str:
    """The sheet as text, each line ended; with escape codes where the style has colour."""
    lines = [part for line in _lines(report, style) for part in folded(stripped(line), style.width)]
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
    for number, sentence in enumerate(sentences(report)):
        yield from (plain(line, "" if number else "neuron") for line in paragraph(sentence, style.width))
    if words := rule(report):
        yield ()
        yield from (plain(line, "dim") for line in paragraph(words, style.width))


def _table(report: Report, style: Style) -> Iterator[Tokens]:
    """The rows under their heads, with a title where another step or sample begins."""
    rows = list(rows_of(report, style))
    titled = zip(report.marks, rows, strict=True)
    widest = max(map(width_of, rows))
    yield stripped(plain(" " * INDENT) + heads_of(report, style))
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


def heads_of(report: Report, style: Style) -> Tokens:
    """The heads of the columns, over cells of their widths."""
    widths = [max(map(width_of, cells)) for cells in _columns(report, style)]
    heads = zip(HEADS, widths, strict=True)
    return with_role(
        _joined([left(plain(head), max(width, len(head))) for head, width in heads if width]), "dim"
    )


def rows_of(report: Report, style: Style) -> Iterator[Tokens]:
    """The cells of each answer, padded to their columns."""
    columns: list[list[Tokens]] = []
    for head, cells in zip(HEADS, _columns(report, style), strict=True):
        widest = max(map(width_of, cells))
        if widest:
            columns.append([left(cell, max(widest, len(head))) for cell in cells])
    for row in zip(*columns, strict=True):
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
    yours = [plain(typed(mark, style)) for mark in marks]
    expected = [plain(report.expected(mark), "value") for mark in marks]
    accepted = [plain(report.accepted(mark)) for mark in marks]
    points = [plain(report.points(mark)) for mark in marks]
    verdicts = [plain(mark.verdict, mark.verdict) for mark in marks]
    return [names, aligned(yours), aligned(expected), accepted, points, verdicts]


def typed(mark: Mark, style: Style) -> str:
    """The number as the student wrote it, its minus the one of the keyboard."""
    written = mark.answer.written
    if written is None:
        return "-" if style.ascii else "–"
    text = written.text.replace("−", "-")
    return str(written.value) if style.ascii and not text.isascii() else text
