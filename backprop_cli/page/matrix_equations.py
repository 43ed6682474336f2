"""Matrix equations in letters: what each matrix is called, and the signs between them."""

from __future__ import annotations

from collections.abc import Sequence

from ..sheet.groups import Factor, Matrix
from ..writing.board import Board
from ..writing.glyphs import Derivative, Symbol

SIGNS = {"⊙": "hadamard", "·": "dot", "+": "plus", "−": "minus"}
"""The name of each sign between matrices."""


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
