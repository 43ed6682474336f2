"""Where a page goes: one module a format, whose `render` gives text, bytes or pieces.

`render(board, page)` of a page format sets the blocks of a page, and its module has the `MARKUP` of its
mathematics (None: one of plain signs, by the style); that of data has a `Data` for a board, and no page. To
add a format, write the module and give it a row here: it is found by its name and by the suffix of a file.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from backprop_cli.page.blocks import Block
    from backprop_cli.sheet.worked_example import Worksheet
    from backprop_cli.writing.board import Board
    from backprop_cli.writing.style import Style


class Format(NamedTuple):
    """A format by its name, the suffixes of its files, and its module, imported when it is used.

    Data is for programs and documents: always UTF-8, whatever the terminal speaks. What is binary no terminal
    can show.
    """

    name: str
    suffixes: tuple[str, ...]
    module: str
    data: bool = False
    binary: bool = False
    is_page: bool = True

    def board(self, worksheet: Worksheet, style: Style) -> Board | Data:
        """A worked example with what is needed to write it: for a page, with a notation in its markup."""
        if not self.is_page:
            return Data(worksheet, style)
        from backprop_cli.writing.board import Board

        return Board(worksheet, style, import_module(self.module).MARKUP)

    def page(self, board: Board | Data) -> Iterable[Block]:
        """The blocks of a page; data have none."""
        if isinstance(board, Data):
            return ()
        from backprop_cli.page.pages import blocks

        return blocks(board)

    def set(self, board: Board | Data, page: Iterable[Block]) -> list[str | bytes]:
        """What is on a board, in this format, in pieces."""
        rendered = import_module(self.module).render(board, page)
        return [rendered] if isinstance(rendered, (str, bytes)) else list(rendered)


class Data(NamedTuple):
    """A worked example as data are made of it, and how to write them."""

    worksheet: Worksheet
    style: Style


_ROWS = (
    Format("terminal", (".txt",), "backprop_cli.formats.terminal"),
    Format("markdown", (".md", ".markdown"), "backprop_cli.formats.markdown", data=True),
    Format("latex", (".tex",), "backprop_cli.formats.latex", data=True),
    Format("html", (".html", ".htm"), "backprop_cli.formats.html", data=True),
    Format("typst", (".typ",), "backprop_cli.formats.typst", data=True),
    Format("pdf", (".pdf",), "backprop_cli.formats.pdf", data=True, binary=True),
    Format("json", (".json",), "backprop_cli.formats.json", data=True, is_page=False),
    Format("csv", (".csv",), "backprop_cli.formats.csv", data=True, is_page=False),
)

FRAGMENTS = {"latex": Format("latex", (".tex",), "backprop_cli.formats.latex_fragment", data=True)}
"""The formats that have a form without a preamble, for a document of one's own."""

FORMATS = {row.name: row for row in _ROWS}
"""Name → format."""

SUFFIXES = {suffix: row for row in _ROWS for suffix in row.suffixes}
"""Suffix of a file, in lower case and with its dot → format."""
