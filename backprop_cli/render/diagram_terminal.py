"""The picture of a network on a terminal: nodes on rails, and the list of the wires."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..writing.diagram import picture
from ..writing.folding import folded
from ..writing.tokens import Tokens, plain, stripped, text_of
from ..writing.wires import wiring

if TYPE_CHECKING:
    from ..writing.board import Board


def render(board: Board) -> str:
    """The picture as text, each line ended; with escape codes where the style has colour."""
    lines: list[Tokens] = [plain(board.worksheet.network.name, "neuron"), (), *picture(board)]
    wires = wiring(board)
    lines += [(), *wires] if wires else []
    pages = [part for line in lines for part in folded(stripped(line), board.style.width)]
    if board.style.color:
        from .colour import coloured

        return coloured(pages)
    return "".join(text_of(line) + "\n" for line in pages)
