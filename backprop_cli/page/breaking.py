"""Equations in lines that fit a page: sides go to lines of their own, long sums break before a + or −.

Widths are estimated from the text by the markup, in digits; a page of a format has so many. A line is never
broken inside a fraction, a root or a bracket.
"""

from __future__ import annotations

from ..writing.markup import Markup
from ..writing.tokens import BREAK, Token, Tokens, text_of
from .blocks import Equation, Grid, Matrices

EQUALS = 3
"""Digits that an = takes with the blanks round it."""


def fitted(equation: Equation, markup: Markup, width: int) -> list[list[tuple[bool, Tokens]]]:
    """The lines of an equation: sides, each with whether an = stands before it."""
    room = width - breadth(equation.name, markup)
    whole = [(True, side) for side in equation.sides]
    if _width(whole, markup) <= room:
        return [whole]
    lines = [line for side in equation.sides[:-1] for line in _broken(side, markup, room - EQUALS)]
    value = (True, equation.sides[-1])
    if lines and _width([*lines[-1], value], markup) <= room:
        return [*lines[:-1], [*lines[-1], value]]
    return [*lines, [value]]


def breadth(tokens: Tokens, markup: Markup) -> int:
    """The estimated width of mathematics, in digits."""
    return markup.width(text_of(tokens))


def _width(line: list[tuple[bool, Tokens]], markup: Markup) -> int:
    return sum(breadth(side, markup) + EQUALS for _, side in line)


def _broken(side: Tokens, markup: Markup, room: int) -> list[list[tuple[bool, Tokens]]]:
    """A side in lines; the first has the =."""
    lines: list[Tokens] = [()]
    for piece in _small_pieces(side, markup, room):
        if lines[-1] and breadth(lines[-1] + piece, markup) > room:
            lines.append(())
        lines[-1] += piece
    return [[(not place, line)] for place, line in enumerate(lines)]


def _small_pieces(side: Tokens, markup: Markup, room: int) -> list[Tokens]:
    """A side that fits as it is; else its pieces, and those of a bracket that is too wide itself."""
    if breadth(side, markup) <= room:
        return [side]
    pieces = _pieces(side, markup)
    if all(breadth(piece, markup) <= room for piece in pieces):
        return pieces
    return _pieces(_loosened(side, markup), markup)


def _loosened(side: Tokens, markup: Markup) -> Tokens:
    """A side with brackets that it may be broken in; those of a function, abs(…) or ln(…), stay."""
    opened: list[bool] = []
    tokens: list[Token] = []
    for text, role in side:
        by = markup.depth(text)
        opened += [markup.loose(text) != text] * by
        is_loose = opened[-1] if by > 0 else by < 0 and [opened.pop() for _ in range(-by)][-1]
        tokens.append((markup.loose(text) if is_loose else text, role))
    return tuple(tokens)


def _pieces(side: Tokens, markup: Markup) -> list[Tokens]:
    """What stands between the marks that are in no bracket."""
    pieces: list[Tokens] = [()]
    depth = 0
    for token in side:
        depth += markup.depth(token[0])
        if token[1].startswith(BREAK) and not depth:
            pieces.append(())
        else:
            pieces[-1] += (token,)
    return pieces


def rows_of_grids(block: Matrices, markup: Markup, width: int) -> list[tuple[Grid, ...]]:
    """The matrices of an equation: in one line, or the result below the others, or each in its own."""
    one = [block.grids]
    two = [block.grids[:-1], block.grids[-1:]]
    for rows in (one, two):
        if all(sum(_grid_width(grid, markup) for grid in row) <= width for row in rows):
            return [row for row in rows if row]
    return [(grid,) for grid in block.grids]


def _grid_width(grid: Grid, markup: Markup) -> int:
    columns = zip(*grid.rows, strict=True)
    return 6 + sum(2 + max(breadth(cell, markup) for cell in column) for column in columns)
