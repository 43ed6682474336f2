"""The page on a terminal: rows that read as equations and align as tables, without boxes.

What a block looks like is its row in `SETTINGS`. Where a table is wider than the page, what it has instead is
set.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from ..page.blocks import (
    Block,
    Change,
    Derivation,
    Heading,
    LongRun,
    Matrices,
    Note,
    Picture,
    Question,
    Sentence,
    Table,
    Title,
)
from ..page.head import head, title
from ..picture.rails import picture
from ..picture.wires import wiring
from ..writing.board import Board
from ..writing.folding import folded
from ..writing.lines import INDENT, broken
from ..writing.tokens import Tokens, plain, stripped, text_of, width_of
from .terminal_equations import dim_lines, equations
from .terminal_matrices import matrices
from .terminal_tables import change, long_run, table

MARKUP = None

BELOW_HEADINGS = (Sentence, Derivation, Table, Change, LongRun, Matrices)

JOINED = {(Note, Note), *((head, block) for head in (Heading, Question) for block in BELOW_HEADINGS)}
"""What stands right below what: notes, and what a heading or a question is about."""

LINE = 40
"""Columns of a line to write on."""


def render(board: Board, page: Iterable[Block]) -> str:
    """The page as text, each line ended; with escape codes where the style has colour."""
    sheet = (stripped(line) for line in _sheet(board, page))
    lines = [part for line in sheet for part in folded(line, board.style.width)]
    if board.style.color:
        from ..writing.colour import coloured

        return coloured(lines)
    return "".join(text_of(line) + "\n" for line in lines)


def _sheet(board: Board, page: Iterable[Block]) -> Iterator[Tokens]:
    """Every line, or the summary of a network that is too large to show."""
    if not board.worksheet.is_large:
        return _lines(board, page)
    from .summary import summary

    return summary(board)


def _lines(board: Board, page: Iterable[Block]) -> Iterator[Tokens]:
    """The blocks, with a blank line between them but below a heading and between notes."""
    before: type | None = None
    for block in page:
        lines = list(SETTINGS[type(block)](board, block))
        if lines and before and (before, type(block)) not in JOINED:
            yield ()
        yield from lines
        before = type(block) if lines else before


def _title(board: Board, block: Title) -> Iterator[Tokens]:
    yield from (plain(f"{label}: {text or '_' * LINE}") for label, text in block.fields)
    yield from head(board)


def _heading(board: Board, block: Heading) -> Iterator[Tokens]:
    definition = "" if board.hides_formulas else _definition(block)
    heading = title(board, f"{block.number}  ", block.title, definition)
    if width_of(heading) <= board.style.width:
        yield heading
        return
    yield from _narrow_title(board, block.number, block.title)
    for formula in block.definitions:
        yield from dim_lines(board, text_of(formula))


def _definition(block: Heading) -> str:
    """What stands at the right of a heading: the defining formulas, or what is summed."""
    if block.summed:
        return f"{text_of(block.summed)} summed over every path to the loss"
    return ",   ".join(map(text_of, block.definitions))


def _narrow_title(board: Board, number: int, text: str) -> list[Tokens]:
    """A title without its formula; one wider than the page goes on in the next line."""
    lines = broken(f"{number}  {text}".split(" "), " ", board.style.width)
    heading = title(board, f"{number}  ", text, "")
    fits = width_of(stripped(heading)) <= board.style.width
    return [heading] if fits else [plain(line, "neuron") for line in lines]


def _picture(board: Board, block: Picture) -> Iterator[Tokens]:
    """The network on rails, and what joins what."""
    given = board.with_given()
    yield from (title(board, "", "Network", ""), *picture(given))
    wires = wiring(given)
    yield from ((), *wires) if wires else ()


def _sentence(board: Board, block: Sentence) -> Iterator[Tokens]:
    return _remark(board, block.tokens)


def _remark(board: Board, tokens: Tokens, indent: int = INDENT) -> Iterator[Tokens]:
    lines = broken(text_of(tokens).split(), " ", board.style.width - indent)
    return (plain(" " * indent + line, "dim") for line in lines)


def _note(board: Board, block: Note) -> Iterator[Tokens]:
    return _remark(board, block.tokens, 0)


def _question(board: Board, block: Question) -> Iterator[Tokens]:
    """A question with its room."""
    text = text_of(block.tokens) + (f" ({block.points})" if block.points else "")
    start = f"{block.number}  "
    for line in broken(text.split(" "), " ", board.style.width - len(start)):
        yield plain(start + line, "neuron")
        start = " " * len(start)
    yield from ((),) * block.room


def _table(board: Board, block: Table) -> Iterator[Tokens]:
    """The table, or what is there where it is too wide."""
    lines = table(board, block)
    if lines is not None:
        yield from lines
        return
    for other in block.otherwise():
        yield from SETTINGS[type(other)](board, other)


def _long_run(board: Board, block: LongRun) -> Iterator[Tokens]:
    lines, left_out = long_run(board, block)
    yield from (*lines, *_remark(board, left_out))


SETTINGS: dict[type, Callable[[Board, Any], Iterable[Tokens]]] = {
    Title: _title,
    Heading: _heading,
    Picture: _picture,
    Sentence: _sentence,
    Note: _note,
    Question: _question,
    Derivation: equations,
    Table: _table,
    Change: change,
    LongRun: _long_run,
    Matrices: matrices,
}
"""How each block is set."""
