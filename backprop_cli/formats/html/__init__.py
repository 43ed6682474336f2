"""The sheet as one HTML file that needs nothing else: MathML, the network as SVG, and its style and script.

Without its script it is complete; with it the reader goes from step to step and may hide the answers. What a
block looks like is its row in `setting.SETTINGS`; `sheet.css` and `sheet.js` are looks and behaviour.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...page.pages import blocks
from ...writing.board import Board
from ...writing.mathml_markup import MATHML
from .page import document

if TYPE_CHECKING:
    from ...sheet.worked_example import Worksheet
    from ...writing.style import Style


def render(worksheet: Worksheet, style: Style) -> str:
    """The page of a sheet."""
    board = Board(worksheet, style, MATHML)
    return document(board, list(blocks(board)))


__all__ = ["document", "render"]
