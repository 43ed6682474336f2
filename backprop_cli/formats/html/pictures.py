"""The network as pictures: one for each update and sample; the script shows that of the step."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ...calculation.quantity import Quantity
from ...page.blocks import Block, Equations, Matrices
from ...picture.drawing import drawing
from ...picture.svg import svg
from ...writing.board import Board

Moment = tuple[int, int]
"""An update and a sample, both from 0."""

MOST = 12
"""Pictures on a page; of more moments only the first has one."""


def moments(blocks: Iterable[Block]) -> list[Moment | None]:
    """The updates and samples whose weighted inputs are worked out; None is the usual one."""
    inputs = (q for block in blocks for q in _quantities(block) if q.kind == "net")
    result = list(dict.fromkeys((q.update, q.sample) for q in inputs if q.sample is not None))
    return [*result] if 0 < len(result) <= MOST else [None]


def _quantities(block: Block) -> Iterator[Quantity]:
    if isinstance(block, Matrices):
        yield from block.quantities
    elif isinstance(block, Equations):
        yield from (row.quantity for row in block.rows)


def figures(board: Board, at: list[Moment | None]) -> str:
    """The pictures of a board, all but the first hidden."""
    given = board.with_given()
    return "".join(_figure(given, moment, number) for number, moment in enumerate(at, 1))


def _figure(board: Board, moment: Moment | None, number: int) -> str:
    hidden = ' hidden="hidden"' if number > 1 else ""
    picture = svg(drawing(board, at=moment), standalone=False, number=number)
    return f'<figure class="picture"{hidden}>\n{picture}</figure>\n'
