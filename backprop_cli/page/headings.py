"""The heading of a part: number, name, a rule, and its defining formula at the right."""

from __future__ import annotations

from ..writing.board import Board
from ..writing.tokens import Tokens, columns, plain


def title(board: Board, number: str, text: str, definition: str) -> Tokens:
    """Number, bold name, a rule, and the defining formula at the right."""
    room = (
        board.style.width - len(number) - columns(text) - 1 - (columns(definition) + 1 if definition else 0)
    )
    rule = board.sign["rule"] * max(room, 2 if definition else 0)
    end = plain(f" {definition}", "dim") if definition else ()
    return plain(number, "neuron") + plain(text, "neuron") + plain(" ") + plain(rule, "dim") + end
