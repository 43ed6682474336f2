"""The program: from a network file to the sheets that are made of it, a room a line.

Every command that writes a worked example calls `solved`. What a stage does is the matter of its room.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from .network.read import read_network
from .network.yaml.source import read_file
from .sheet.worked_example import Worksheet, make_worksheet

if TYPE_CHECKING:
    from .formats import Format
    from .sheet.request import Request
    from .writing.style import Style

Pieces = list[str | bytes]
"""What a file is written from, in this order."""


class Output(NamedTuple):
    """A format, and how to write in it."""

    format: Format
    style: Style


class Solved(NamedTuple):
    """A worked example, and each output of it."""

    worksheet: Worksheet
    written: list[Pieces]


def solved(path: str, request: Request, outputs: Iterable[Output]) -> Solved:
    """The worked example of a network file, or of what `request` asks of it, in each output."""
    network = read_network(read_file(path), path)
    worksheet = make_worksheet(network, request)
    return Solved(worksheet, [written(worksheet, *output) for output in outputs])


def written(worksheet: Worksheet, format_: Format, style: Style) -> Pieces:
    """A worked example in a format: a page is laid out as blocks and set; data are written as they are."""
    if not format_.is_page:
        return format_.write(worksheet, style)
    from .page.pages import blocks
    from .writing.board import Board

    board = Board(worksheet, style, format_.markup)
    return format_.write(board, blocks(board))
