"""Matrix equations on a terminal: the letters on one line, and below them the matrices with their numbers.

Each row of a matrix has its own brackets, so that every font and terminal shows it. Where the numbers are
wider than the page, the result goes below, and then every matrix.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..calculation.quantity import Quantity
from ..page.blocks import Grid, Matrices
from ..writing.board import Board
from ..writing.lines import INDENT, aligned
from ..writing.tokens import Tokens, left, plain, text_of, width_of

Lines = list[Tokens]


def matrices(board: Board, block: Matrices) -> Lines:
    """The lines of an equation."""
    *factors, result = block.grids
    indent = INDENT + width_of(block.name)
    if not block.symbols:
        return _beside([_margin(INDENT), [block.name], _grid(board, result, "=")])
    first = plain(" " * INDENT) + block.name + plain(" = ", "dim") + block.symbols
    whole = [
        _grid(board, grid, grid.sign if place else f"= {grid.sign}") for place, grid in enumerate(factors)
    ]
    return [first, *_arranged(whole, _grid(board, result, "="), indent, board.style.width)]


def _arranged(factors: list[Lines], result: Lines, indent: int, width: int) -> Lines:
    """All beside each other, else the result below the others, else each below the one before."""
    if not factors:
        return _beside([_margin(indent), result])
    for lines in ([[*factors, result]], [factors, [result]], *[[[grid] for grid in (*factors, result)]]):
        rows = [row for grids in lines for row in _beside([_margin(indent), *grids])]
        if all(width_of(row) <= width for row in rows):
            break
    return rows


def _margin(width: int) -> Lines:
    return [plain(" " * width)]


def _grid(board: Board, grid: Grid, sign: str) -> Lines:
    """The lines of a matrix, with the sign before it at the height of its middle."""
    cells = zip(*grid.rows, strict=True), zip(*grid.quantities, strict=True)
    columns = [_column(board, *column) for column in zip(*cells, strict=True)]
    middle, text = (len(grid.rows) - 1) // 2, f" {sign.strip()} "
    lines = []
    for place in range(len(grid.rows)):
        row = [token for column in columns for token in (("  ", ""), *column[place])][1:]
        before = plain(text if place == middle else " " * len(text), "dim")
        lines.append((*before, ("[ ", "dim"), *row, (" ]", "dim")))
    return lines


def _column(board: Board, cells: Sequence[Tokens], quantities: Sequence[Quantity | None]) -> Lines:
    """The entries of a column, aligned at their points."""
    roles = ["" if q is None else board.value_role(q) for q in quantities]
    entries = aligned([plain(text_of(cell), role) for cell, role in zip(cells, roles, strict=True)])
    widest = max(width_of(entry) for entry in entries)
    return [left(entry, widest) for entry in entries]


def _beside(grids: list[Lines]) -> Lines:
    """Grids next to each other, each centred in the height of the highest."""
    height = max(len(grid) for grid in grids)
    rows: Lines = [()] * height
    for grid in grids:
        width = max(width_of(line) for line in grid)
        above = (height - 1) // 2 - (len(grid) - 1) // 2
        for row in range(height):
            line = grid[row - above] if 0 <= row - above < len(grid) else ()
            rows[row] += left(line, width)
    return rows
