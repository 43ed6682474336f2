"""The sheet as LaTeX without a preamble, to be put into a document of one's own with `\\input`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..page.pages import blocks
from ..writing.board import Board
from ..writing.latex_markup import LATEX
from .latex import body_of

if TYPE_CHECKING:
    from ..sheet.worked_example import Worksheet
    from ..writing.style import Style

COMMANDS = r"""% It needs: \usepackage{amsmath,booktabs,needspace,xcolor,tikz}
\providecommand{\BackpropValue}[1]{\mathbf{#1}}
\providecommand{\BackpropGradient}[1]{\mathbf{#1}}
\providecommand{\BackpropNew}[1]{\mathbf{#1}}
\providecommand{\BackpropFit}[1]{\sbox0{#1}\ifdim\wd0>\linewidth\resizebox{\linewidth}{!}{\usebox0}\else\usebox0\fi}
"""
"""What a fragment needs of its document besides amsmath, booktabs, needspace, xcolor and tikz."""


def render(worksheet: Worksheet, style: Style) -> str:
    """The sheet's source, after what it needs of the document: packages as a comment, commands."""
    board = Board(worksheet, style, LATEX)
    return COMMANDS + "".join(body_of(board, list(blocks(board))))
