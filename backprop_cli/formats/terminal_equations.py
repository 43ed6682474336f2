"""Equations on a terminal: on one line, on two, or stacked, by the part and the width of the page.

The equal signs stand under each other. Where a row is too wide the symbols go to a line of their own, or go;
a long sum breaks before its + and hangs under the first term. A number is never cut. To arrange a part
another way: its row in `ARRANGEMENTS`, tried from left to right.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..page.blocks import Derivation, Equation
from ..page.page_layouts import is_wide
from ..writing.board import Board
from ..writing.lines import INDENT, broken, is_blank
from ..writing.tokens import Tokens, left, plain, stripped, text_of, width_of, wrapped

EQUALS = plain(" = ", "dim")


def equations(board: Board, block: Derivation) -> Iterator[Tokens]:
    """A run of equations, with the definitions that they begin to use."""
    runs = [[group] for group in block.groups] if block.apart else [block.groups]
    rows = (row for run in runs for row in _rows(board, block.part, [e for group in run for e in group.rows]))
    for place, group in enumerate(block.groups):
        if place and block.spaced:
            yield ()
        for formula in group.definitions:
            yield from dim_lines(board, f"{group.whose}: {text_of(formula)}")
        for _ in group.rows:
            yield from next(rows)


def dim_lines(board: Board, text: str) -> list[Tokens]:
    """A definition on lines of its own."""
    return [plain("   " + line, "dim") for line in broken(text.split(), " ", board.style.width - 3)]


def _rows(board: Board, part: str, lines: Sequence[Equation]) -> list[list[Tokens]]:
    """The lines of equations that have their columns in common."""
    wide, form = is_wide(board), board.worksheet.steps.form
    if board.hides_substitution:
        return _arranged("update", True, lines, board.style.width)
    kind = form if part == "backward" and (form, wide) in ARRANGEMENTS else part
    return _arranged(kind, wide, lines, board.style.width)


def _arranged(part: str, wide: bool, lines: Sequence[Equation], width: int) -> list[list[Tokens]]:
    """The lines in the first arrangement that fits; the last always does."""
    for arrangement in ARRANGEMENTS[part, wide]:
        rows = arrangement(lines, width)
        if rows is not None:
            return rows
    return on_two_lines(lines, width) or stacked(lines, width)


def on_one_line(lines: Sequence[Equation], width: int) -> list[list[Tokens]] | None:
    """name = symbols = numbers = value, in columns, a row a line; None where a row is too wide."""
    names = max(width_of(line.name) for line in lines)
    symbols = max(width_of(line.symbols) for line in lines)
    numbers = max(width_of(line.numbers) for line in lines)
    rows = [_row(line, names, symbols, numbers) for line in lines]
    return [[row] for row in rows] if all(width_of(row) <= width for row in rows) else None


def _row(line: Equation, names: int, symbols: int, numbers: int) -> Tokens:
    """A part that is wanting leaves its column blank, so that the values stand under each other."""
    row = plain(" " * INDENT) + left(line.name, names)
    for part, width in ((line.symbols, symbols), (line.numbers, numbers)):
        if width:
            row += (EQUALS if part else plain("   ")) + left(part, width) + plain(" ")
    return stripped(row + EQUALS + line.value)


def numbers_on_one_line(lines: Sequence[Equation], width: int) -> list[list[Tokens]] | None:
    """name = numbers = value (symbols stay where there are no numbers)."""
    kept = [line._replace(symbols=(), numbers=line.numbers or line.symbols) for line in lines]
    return on_one_line(kept, width)


def on_two_lines(lines: Sequence[Equation], width: int) -> list[list[Tokens]] | None:
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


def stacked(lines: Sequence[Equation], width: int) -> list[list[Tokens]]:
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


def _broken(line: Equation, room: int, whole: int) -> tuple[list[Tokens], list[Tokens]]:
    """The symbols and the numbers of a line, each as lines that fit."""
    above = wrapped(line.symbols, whole) if _worth(line) else []
    tokens = line.numbers or (() if above else line.symbols)
    return above, wrapped(tokens, room) if tokens else []


def _worth(line: Equation) -> bool:
    """Symbols that say nothing more than the numbers below them are left out: σ(net) above σ(0.3775)."""
    told = line.name[0][1] != "neuron" or is_blank(line.numbers)
    return bool(line.symbols) and bool(line.numbers) and told


def _hanging(
    line: Equation, names: int, above: list[Tokens], below: list[Tokens], column: int
) -> list[Tokens]:
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


ARRANGEMENTS = {
    ("forward", False): (),
    ("given", False): (on_one_line,),
    ("given", True): (on_one_line,),
    ("forward", True): (on_one_line,),
    ("loss", False): (numbers_on_one_line,),
    ("loss", True): (on_one_line, numbers_on_one_line),
    ("backward", False): (on_one_line, numbers_on_one_line),
    ("backward", True): (on_one_line, numbers_on_one_line),
    ("delta", False): (on_one_line,),
    ("delta", True): (on_one_line,),
    ("expanded", False): (),
    ("expanded", True): (),
    ("update", False): (),
    ("update", True): (on_one_line,),
}
"""How equations are arranged, by the part and whether the page is wide."""
