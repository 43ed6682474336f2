"""Where a page goes: one module a format, whose `render` gives text, bytes or pieces.

A page format sets blocks: its module has the `MARKUP` of its mathematics (None: plain signs) and
`render(board, page)`. A format of data has `render(worksheet, style)`. To add a format, write the module and
give it a row here: it is found by its name and by the suffix of a file.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from backprop_cli.writing.markup import Markup


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

    @property
    def markup(self) -> Markup | None:
        """The markup of its mathematics; None where the style decides between two plain ones."""
        markup: Markup | None = import_module(self.module).MARKUP
        return markup

    def write(self, *what: Any) -> list[str | bytes]:
        """A board and its page, or a worksheet and a style, in this format, in pieces."""
        rendered = import_module(self.module).render(*what)
        return [rendered] if isinstance(rendered, (str, bytes)) else list(rendered)


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
