"""Tables on a terminal: columns that align, ledgers with their totals, what a step changed, long runs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..page.blocks import Change, Changed, LongRun, Row, Table
from ..page.tables import Column, breadth, rows_of
from ..writing.board import Board
from ..writing.lines import INDENT, aligned
from ..writing.tokens import Tokens, left, plain, right, text_of, width_of

ROOM_FOR_NUMBERS = 5
"""Columns between the name of a total and its number: the sign = with its blanks."""


def table(board: Board, block: Table) -> list[Tokens] | None:
    """The lines of a table; None where it is wider than the page."""
    lines = rows_of(block.columns, board.style.width)
    if lines is None or not any(row.total for row in block.rows):
        return lines
    heads = len(lines) - sum(not row.total for row in block.rows)
    return lines[:heads] + list(_with_totals(board, block, lines[heads:]))


def _with_totals(board: Board, block: Table, lines: list[Tokens]) -> Iterator[Tokens]:
    """The rows, with a rule and the total after each sum, and a blank line on either side of a sum."""
    before = INDENT + sum(breadth(column) + _sign_width(column) for column in block.columns[:-1])
    groups = _groups(block.rows)
    for place, group in enumerate(groups):
        if place and (group[-1].total or groups[place - 1][-1].total):
            yield ()
        for row in group:
            yield from _total(board, before, row) if row.total else [lines.pop(0)]


def _groups(rows: Sequence[Row]) -> list[list[Row]]:
    """The rows of each thing that the table is about, its total last."""
    groups: list[list[Row]] = []
    for row in rows:
        if groups and (row.total or not row.cells[0]):
            groups[-1].append(row)
        else:
            groups.append([row])
    return groups


def _sign_width(column: Column) -> int:
    return len(f"  {column.sign}  ") if column.sign else 0


def _total(board: Board, before: int, row: Row) -> list[Tokens]:
    assert row.quantity is not None
    number = text_of(row.aligned)
    space = len(number) - len(number.lstrip())
    line = board.sign["rule"] * (len(number) - max(0, space - 1))
    rule = plain(" " * (before + ROOM_FOR_NUMBERS + max(0, space - 1))) + plain(line, "dim")
    name = right(plain(text_of(row.cells[0]), "neuron"), before)
    value = plain(" " * space) + plain(number.lstrip(), board.value_role(row.quantity))
    return [rule, name + plain("  =  ", "dim") + value]


def change(board: Board, block: Change) -> Iterator[Tokens]:
    """A row a number: before → after, then the target or the difference."""
    names = [plain(text_of(row.name), "neuron") for row in block.rows]
    widest = max(width_of(name) for name in names)
    befores = aligned([plain(row.before) for row in block.rows])
    afters = aligned([plain(row.after, "value") for row in block.rows])
    arrow, width = plain(f"  {board.sign['arrow']}  ", "dim"), max(map(width_of, befores))
    for name, before, after, row in zip(names, befores, afters, block.rows, strict=True):
        line = plain(" " * INDENT) + left(name, widest + 2) + left(before, width)
        if width_of(line + arrow + after) > board.style.width:
            yield line
            line = plain(" " * (INDENT + 1))
        line += arrow + after
        if width_of(line) + width_of(remark(row)) + 2 <= board.style.width:
            yield line + plain("  ") + remark(row)
        else:
            yield from (line, plain(" " * (INDENT + widest + 2)) + remark(row))


def remark(row: Changed) -> Tokens:
    """The target of an output, or how the loss changed."""
    return plain(f"target {row.target}" if row.target else row.difference, "dim")


def long_run(board: Board, block: LongRun) -> tuple[list[Tokens], Tokens]:
    """The table with as many parameters as fit, and what it leaves out."""
    count, width = 0, board.style.width
    while block.fixed + count < len(block.columns):
        if rows_of(block.columns[: block.fixed + count + 1], width) is None:
            break
        count += 1
    whole, sentence = block.cut(count)
    return rows_of(whole.columns, width) or [], sentence.tokens
