"""The program: from a network file to the sheets that are made of it, a room a line.

Every command that needs a worked example calls `solved`, if only for its numbers. What a stage does is the
matter of its room.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from .network.read import read_network
from .network.yaml.source import read_file
from .sheet.request import EVERYTHING
from .sheet.worked_example import Worksheet, make_worksheet
from .writing.number_names import found

if TYPE_CHECKING:
    from .formats import Format
    from .network.model import Network
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


def solved(path: str, request: Request = EVERYTHING, outputs: Iterable[Output] = ()) -> Solved:
    """The worked example of a network file, or what is requested of it, in each output."""
    network = read_network(read_file(path), path)
    worksheet = _worksheet(network, request)
    written = []
    for format_, style in outputs:
        board = format_.board(worksheet, style)
        page = format_.page(board)
        written.append(format_.set(board, page))
    return Solved(worksheet, written)


def _worksheet(network: Network, request: Request) -> Worksheet:
    """The worked example, with the numbers that are asked for by any of their names."""
    worksheet = make_worksheet(network, request)
    if not worksheet.only:
        return worksheet
    only, questions = (found(names, worksheet) for names in (request.only, request.questions))
    return make_worksheet(network, request._replace(only=only, questions=questions))
