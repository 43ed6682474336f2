"""The sheet as LaTeX without a preamble, to be put into a document of one's own with `\\input`."""

from __future__ import annotations

from collections.abc import Iterable

from ..page.blocks import Block
from ..writing.board import Board
from ..writing.latex_markup import LATEX
from .latex import body_of

COMMANDS = r"""% It needs: \usepackage{amsmath,booktabs,needspace,xcolor,tikz}
\providecommand{\BackpropValue}[1]{\mathbf{#1}}
\providecommand{\BackpropGradient}[1]{\mathbf{#1}}
\providecommand{\BackpropNew}[1]{\mathbf{#1}}
\providecommand{\BackpropFit}[1]{\sbox0{#1}\ifdim\wd0>\linewidth\resizebox{\linewidth}{!}{\usebox0}\else\usebox0\fi}
"""
"""What a fragment needs of its document besides amsmath, booktabs, needspace, xcolor and tikz."""

MARKUP = LATEX


def render(board: Board, page: Iterable[Block]) -> str:
    """The sheet's source, after what it needs of the document: packages as a comment, commands."""
    return COMMANDS + "".join(body_of(board, page))
