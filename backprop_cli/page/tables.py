"""Columns that align as a table: cells with a sign between them, under headings that are formulas.

A table is None where it is wider than the page; its rows are then written as equations.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ..writing.lines import INDENT, aligned
from ..writing.tokens import Tokens, centre, left, plain, stripped, width_of, with_role

Heading = tuple[str, ...]
"""Three lines of a stacked fraction, or one line."""


class Column(NamedTuple):
    """Cells under a heading; `sign` stands before the column."""

    cells: tuple[Tokens, ...]
    heading: Heading = ()
    sign: str = ""


def rows_of(columns: Sequence[Column], width: int) -> list[Tokens] | None:
    """The table's lines, headings first; None where it is too wide."""
    widths = [breadth(column) for column in columns]
    heads = max((len(column.heading) for column in columns), default=0)
    lines = [_head(columns, widths, line, heads) for line in range(heads)]
    lines += [_body(columns, widths, row) for row in range(len(columns[0].cells))]
    return lines if all(width_of(line) <= width for line in lines) else None


def breadth(column: Column) -> int:
    """The columns of the page that a column takes."""
    return max([width_of(cell) for cell in column.cells] + [width_of(plain(line)) for line in column.heading])


def _head(columns: Sequence[Column], widths: list[int], line: int, heads: int) -> Tokens:
    middle = heads // 2
    result = plain(" " * INDENT)
    for column, width in zip(columns, widths, strict=True):
        text = _heading_line(column.heading, line, heads)
        result += _sign(column, line == middle and heads > 1) + with_role(centre(plain(text), width), "dim")
    return stripped(result)


def _heading_line(heading: Heading, line: int, heads: int) -> str:
    """A single line stands at the height of the bar."""
    if len(heading) == 1:
        return heading[0] if line == heads // 2 else ""
    return heading[line] if heading else ""


def _body(columns: Sequence[Column], widths: list[int], row: int) -> Tokens:
    result = plain(" " * INDENT)
    for column, width in zip(columns, widths, strict=True):
        result += _sign(column, True) + left(column.cells[row], width)
    return stripped(result)


def _sign(column: Column, shown: bool) -> Tokens:
    if not column.sign:
        return ()
    return plain(f"  {column.sign if shown else ' ' * len(column.sign)}  ", "dim")


def label(cells: Sequence[Tokens]) -> Column:
    """A column of names, set off by two blanks."""
    widest = max(width_of(cell) for cell in cells)
    return Column(tuple(left(cell, widest) + plain("  ") for cell in cells))


def numeric(texts: Sequence[Tokens], heading: Heading, sign: str, least: int = 0) -> Column:
    """A column of numbers, aligned at their points and centred under the heading."""
    cells = aligned(list(texts))
    inner = max(width_of(cell) for cell in cells)
    outer = max([inner, least, *(width_of(plain(line)) for line in heading)])
    before = outer - inner - (outer - inner) // 2
    return Column(tuple(plain(" " * before) + cell for cell in cells), heading, sign)
