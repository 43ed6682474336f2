"""Lines that read as equations: name = formula = numbers = value, with the equal signs under each other.

Where a row is too wide the symbols go to a line of their own, or go; a long sum breaks before its + and hangs
under the first term. A number is never cut.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ..calculation.quantity import Quantity
from ..calculation.step import Step
from ..writing.board import Board
from ..writing.lines import INDENT, _is_blank, aligned
from ..writing.tokens import Tokens, left, plain, stripped, width_of, wrapped

EQUALS = plain(" = ", "dim")


class Line(NamedTuple):
    """A step as text. `symbols` or `numbers` are empty where they would repeat the value."""

    name: Tokens
    symbols: Tokens
    numbers: Tokens
    value: Tokens


def lines_of(board: Board, quantities: Iterable[Quantity], short: bool = True) -> list[Line]:
    """The lines of some quantities, their values aligned."""
    quantities = list(quantities)
    values = aligned(
        [
            plain(text, board.value_role(q))
            for q, text in zip(quantities, board.column(quantities), strict=True)
        ]
    )
    return [_line(board, q, value, short) for q, value in zip(quantities, values, strict=True)]


def _line(board: Board, q: Quantity, value: Tokens, short: bool) -> Line:
    step = board.worksheet.step(q)
    role = "neuron" if q.kind in ("out", "loss") else None
    if isinstance(step.formula, int):
        return Line(board.name(q, role), (), (), value)
    if board.hides_formulas:
        return Line(board.name(q, role), (), (), value)
    symbols = _symbols(board, step)
    if isinstance(step.formula, Quantity):
        return Line(board.name(q, role), symbols, (), value)
    if board.hides_substitution:
        return Line(board.name(q, role), symbols, plain(board.sign["blank"] * 2), value)
    shown = step.short if short and step.short is not None else step.formula
    return Line(board.name(q, role), symbols, board.substituted(shown), value)


def _symbols(board: Board, step: Step) -> Tokens:
    shown = step.formula if step.short is None else step.short
    one = board.is_about_one_neuron(step.quantity, step.formula)
    return (board.brief if one else board.symbols).write(shown)


def on_one_line(lines: list[Line], width: int) -> list[list[Tokens]] | None:
    """name = symbols = numbers = value, in columns, a row a line; None where a row is too wide."""
    names = max(width_of(line.name) for line in lines)
    symbols = max(width_of(line.symbols) for line in lines)
    numbers = max(width_of(line.numbers) for line in lines)
    rows = [_row(line, names, symbols, numbers) for line in lines]
    return [[row] for row in rows] if all(width_of(row) <= width for row in rows) else None


def _row(line: Line, names: int, symbols: int, numbers: int) -> Tokens:
    """A part that is wanting leaves its column blank, so that the values stand under each other."""
    row = plain(" " * INDENT) + left(line.name, names)
    for part, width in ((line.symbols, symbols), (line.numbers, numbers)):
        if width:
            row += (EQUALS if part else plain("   ")) + left(part, width) + plain(" ")
    return stripped(row + EQUALS + line.value)


def numbers_on_one_line(lines: list[Line], width: int) -> list[list[Tokens]] | None:
    """name = numbers = value (symbols stay where there are no numbers)."""
    kept = [line._replace(symbols=(), numbers=line.numbers or line.symbols) for line in lines]
    return on_one_line(kept, width)


def on_two_lines(lines: list[Line], width: int) -> list[list[Tokens]] | None:
    """name = symbols, and = numbers = value below it; long sums are broken. None where it is too wide."""
    names = max(width_of(line.name) for line in lines)
    values = max(width_of(line.value) for line in lines)
    room = width - INDENT - names - 2 * width_of(EQUALS) - values
    broken = [_broken(line, room, width - INDENT - names - width_of(EQUALS)) for line in lines]
    column = max((width_of(part) for _, below in broken for part in below), default=0)
    blocks = [
        [stripped(row) for row in _hanging(line, names, above, below, column)]
        for line, (above, below) in zip(lines, broken, strict=True)
    ]
    return blocks if all(width_of(row) <= width for block in blocks for row in block) else None


def stacked(lines: list[Line], width: int) -> list[list[Tokens]]:
    """The name, and every = on a line of its own: for a page narrower than a table."""
    indent = plain(" " * (INDENT - 1))
    blocks = []
    for line in lines:
        parts = [part for part in (line.symbols, line.numbers) if part]
        rows = [plain(" " * INDENT) + line.name]
        for part in (*parts, line.value):
            for place, piece in enumerate(wrapped(part, width - INDENT - 2)):
                rows.append(indent + (plain("   ") if place else EQUALS) + _unspaced(piece))
        blocks.append(rows)
    return blocks


def _broken(line: Line, room: int, whole: int) -> tuple[list[Tokens], list[Tokens]]:
    """The symbols and the numbers of a line, each as lines that fit."""
    above = wrapped(line.symbols, whole) if _worth(line) else []
    shown = line.numbers or (() if above else line.symbols)
    return above, wrapped(shown, room) if shown else []


def _worth(line: Line) -> bool:
    """Symbols that say nothing more than the numbers below them are left out: σ(net) above σ(0.3775)."""
    told = line.name[0][1] != "neuron" or _is_blank(line.numbers)
    return bool(line.symbols) and bool(line.numbers) and told


def _hanging(line: Line, names: int, above: list[Tokens], below: list[Tokens], column: int) -> list[Tokens]:
    """The rows of a line: a name and an equal sign at the first, the value after the last."""
    parts = [*above, *below] or [()]
    rows = []
    for place, part in enumerate(parts):
        name = left(line.name, names) if not place else plain(" " * names)
        sign = EQUALS if part and place in (0, len(above)) else plain("   ")
        rows.append(plain(" " * INDENT) + name + sign + _unspaced(part))
    rows[-1] = left(rows[-1], INDENT + names + width_of(EQUALS) + column) + EQUALS + line.value
    return rows


def _unspaced(part: Tokens) -> Tokens:
    """Without the blank that a broken line would begin with."""
    return ((part[0][0].lstrip(), part[0][1]), *part[1:]) if part else part
