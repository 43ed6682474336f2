"""Matrix equations: the letters on one line, and below them the matrices with their numbers.

Each row of a matrix has its own brackets, so that every font and terminal shows it. Where the numbers are
wider than the page, the result goes below, and then every matrix.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..sheet.groups import Factor, Group, Matrix
from ..writing.board import Board
from ..writing.glyphs import Derivative, Symbol
from ..writing.lines import INDENT, aligned
from ..writing.tokens import Tokens, left, plain, width_of

SIGNS = {"⊙": "hadamard", "·": "dot", "+": "plus", "−": "minus"}
"""The name of each sign between matrices."""


def matrices(board: Board, groups: Sequence[Group]) -> list[Tokens]:
    """The equations, with a blank line between them."""
    lines: list[Tokens] = []
    for place, group in enumerate(groups):
        lines += [()] if place else []
        lines += _equation(board, group)
    return lines


def _equation(board: Board, group: Group) -> list[Tokens]:
    equation = group.equation
    assert equation is not None
    name, symbols = name_of(board, equation.result), symbols_of(board, equation.factors)
    first = plain(" " * INDENT + name) + plain(" = ", "dim") + plain(symbols)
    if board.hides_formulas:
        return _beside([_margin(INDENT), [plain(name)], _block(board, equation.result, "=")])
    indent = INDENT + len(name)
    result = _block(board, equation.result, "=")
    if equation.factors[0].sign.endswith(" of"):
        return [first, *_beside([_margin(indent), result])]
    factors = [
        _block(board, factor.matrix, "=" if not place else factor.sign)
        for place, factor in enumerate(equation.factors)
    ]
    for arrangement in ([[*factors, result]], [factors, [result]], *[[[one] for one in (*factors, result)]]):
        rows = [row for blocks in arrangement for row in _beside([_margin(indent), *blocks])]
        if all(width_of(row) <= board.style.width for row in rows):
            break
    return [first, *rows]


def symbols_of(board: Board, factors: Sequence[Factor]) -> str:
    """The right side in letters; a product before ⊙ stands in brackets."""
    text, dot = "", sign_of(board, "·")
    for factor in factors:
        if factor.sign == "⊙" and dot in text:
            text = f"{board.sign['open']}{text}{board.sign['close']}"
        text += _symbol(board, factor)
    return text


def name_of(board: Board, matrix: Matrix) -> str:
    """W(2), and its transpose W(2)^T; σ′(z(2)) for the slopes of a layer."""
    markup, mark = board.notation.markup, str(matrix.layer)
    letter, slope, _ = matrix.name.partition("(z)")
    if slope:
        return _called(board, letter, markup.name(Symbol("z", mark=mark)))
    if letter.startswith("∂E/∂"):
        loss = Symbol(board.notation.letter("loss"))
        return markup.name(Derivative(loss, Symbol(letter.removeprefix("∂E/∂"), mark=mark)))
    return markup.name(Symbol(letter, mark=mark, transposed=matrix.transposed))


def _called(board: Board, name: str, argument: str) -> str:
    return board.notation.markup.name(Symbol(name)) + board.sign["open"] + argument + board.sign["close"]


def _symbol(board: Board, factor: Factor) -> str:
    if factor.sign == "Σ of":
        return f"{board.sign['sum']} {name_of(board, factor.matrix)}"
    if factor.sign.endswith(" of"):
        return _called(board, factor.sign[:-3], name_of(board, factor.matrix))
    return sign_of(board, factor.sign) + name_of(board, factor.matrix)


def sign_of(board: Board, sign: str) -> str:
    """A sign between matrices, with blanks round it."""
    return f" {board.sign[SIGNS[sign]]} " if sign else ""


def _margin(width: int) -> list[Tokens]:
    return [plain(" " * width)]


def _block(board: Board, matrix: Matrix, sign: str) -> list[Tokens]:
    """The lines of a matrix, with the sign before it at the height of its middle."""
    columns = [_column(board, [row[place] for row in matrix.rows]) for place in range(len(matrix.rows[0]))]
    text = " = " if sign == "=" else sign_of(board, sign)
    lines = []
    for place in range(len(matrix.rows)):
        cells = [token for column in columns for token in (("  ", ""), *column[place])][1:]
        before = plain(text if place == (len(matrix.rows) - 1) // 2 else " " * len(text), "dim")
        lines.append((*before, ("[ ", "dim"), *cells, (" ]", "dim")))
    return lines


def _column(board: Board, entries: list) -> list[Tokens]:  # type: ignore[type-arg]
    """The entries of a column, aligned at their points; a missing connection is 0."""
    known = iter(board.column([q for q in entries if q is not None]))
    cells = aligned(
        [plain("0" if q is None else next(known), "" if q is None else board.value_role(q)) for q in entries]
    )
    widest = max(width_of(cell) for cell in cells)
    return [left(cell, widest) for cell in cells]


def _beside(blocks: list[list[Tokens]]) -> list[Tokens]:
    """Blocks next to each other, each centred in the height of the highest."""
    height = max(len(block) for block in blocks)
    rows: list[Tokens] = [()] * height
    for block in blocks:
        width = max(width_of(line) for line in block)
        above = (height - 1) // 2 - (len(block) - 1) // 2
        for row in range(height):
            line = block[row - above] if 0 <= row - above < len(block) else ()
            rows[row] += left(line, width)
    return rows
