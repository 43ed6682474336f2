"""The sheet as PDF: its Typst source, compiled by the package `typst`, which brings its fonts along.

The PDF is tagged for those who do not see it (PDF/UA-1) and has no date: the same sheet is the same bytes.
A letter that no font has is shown by its number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib import import_module
from typing import Any

from ..errors import OutputError
from ..page.blocks import Block
from ..writing.board import Board
from . import typst

MARKUP = typst.MARKUP

OLDEST = (0, 15)
"""The version of the package that first takes the date of a document."""

INSTALL = "pip install 'typst>=0.15'"
"""What installs the package."""

UNKNOWN = re.compile(r'the text [`"]+(.+?)[`"]+ could not be displayed', re.DOTALL)
"""The error that names letters which no font has."""

CODE = re.compile(r"\\u\{([0-9a-f]+)\}")

MOST_UNKNOWN = 200
"""Letters without a font that are replaced in a sheet."""


def render(board: Board, page: Iterable[Block]) -> bytes:
    """The pages of a sheet. Raises OutputError without the package."""
    return compiled(_package(), typst.render(board, page))


def _package() -> Any:
    try:
        package: Any = import_module("typst")
    except ImportError as error:
        raise OutputError(f"a PDF needs the package typst; {INSTALL} installs it") from error
    if tuple(map(int, package.__version__.split(".")[:2])) < OLDEST:
        raise OutputError(
            f"the package typst is too old, {package.__version__}; {INSTALL} brings a newer one"
        )
    return package


def compiled(package: Any, source: str) -> bytes:
    """The PDF of a source: first with the fonts of the package, then with the system's as well."""
    for own in (True, False):
        try:
            return _compiled(package, source, own)
        except package.TypstError as error:
            if not _unknown(str(error)):
                raise
    return _with_numbers(package, source)


def _with_numbers(package: Any, source: str) -> bytes:
    """The PDF where a letter without a font is written as U+4E2D."""
    for _ in range(MOST_UNKNOWN):
        try:
            return _compiled(package, source, own=False)
        except package.TypstError as error:
            letters = _unknown(str(error))
            if not letters:
                raise
            for letter in letters:
                source = source.replace(letter, f"U+{ord(letter):04X}")
    raise OutputError("the sheet has too many letters that no font has")


def _unknown(error: str) -> set[str]:
    """The letters that an error says no font has."""
    match = UNKNOWN.search(error)
    text = CODE.sub(lambda code: chr(int(code[1], 16)), match[1]) if match else ""
    return {letter for letter in text if not letter.isascii()}


def _compiled(package: Any, source: str, own: bool) -> bytes:
    pages: bytes = _compiler(package, own).compile(
        source.encode(), format="pdf", pdf_standards=["ua-1"], timestamp=0
    )
    return pages


@cache
def _compiler(package: Any, own: bool) -> Any:
    """A compiler that finds its fonts once, whatever it compiles."""
    return package.Compiler(ignore_system_fonts=own)
