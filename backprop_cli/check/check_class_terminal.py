"""The sheets of a class for the terminal: a row a file, and how the class went."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..writing.folding import folded
from ..writing.lines import INDENT, broken, paragraph
from ..writing.tokens import Tokens, columns, left, plain, stripped, text_of
from .class_report import ClassReport, Sheet

if TYPE_CHECKING:
    from ..writing.style import Style

HEADS = ("file", "right", "points", "look first at")


def render(report: ClassReport, style: Style) -> str:
    """The table as text, each line ended; with escape codes where the style has colour."""
    lines = [part for line in _lines(report, style) for part in folded(stripped(line), style.width)]
    if style.color:
        from ..writing.colour import coloured

        return coloured(lines)
    return "".join(text_of(line) + "\n" for line in lines)


def _lines(report: ClassReport, style: Style) -> Iterator[Tokens]:
    rows = [_cells(sheet) for sheet in report.sheets]
    kept = [place for place in range(3) if any(row[place] for row in rows)]
    widths = [_widest([row[place] for row in (HEADS, *rows)], style.width // 2) for place in kept]
    yield _row([HEADS[place] for place in (*kept, 3)], widths, "dim", style)[0]
    for row in rows:
        role = "wrong" if row[3] else "correct"
        cells = [row[place] for place in (*kept, 3)]
        if columns(cells[0]) > widths[0]:  # a long name has a line of its own
            yield plain(" " * INDENT + cells[0], role)
            cells[0] = ""
        yield from _row(cells, widths, role, style)
    yield ()
    for number, sentence in enumerate(report.sentences):
        yield from (plain(line, "" if number else "neuron") for line in paragraph(sentence, style.width))


def _widest(cells: list[str], most: int) -> int:
    """The width of a column, but for cells that would leave no room for the others."""
    return max(width for width in map(columns, cells) if width <= most)


def _cells(sheet: Sheet) -> tuple[str, str, str, str]:
    return sheet.title, sheet.right, sheet.points, sheet.first_wrong


def _row(cells: list[str], widths: list[int], role: str, style: Style) -> list[Tokens]:
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
