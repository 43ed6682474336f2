"""A worksheet as blocks, in the order of the board: the source of every format that is a page.

The sections say which numbers stand together and as what; `page_layouts` makes the block of each layout.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from ..errors import InputError, Problem
from ..sheet.groups import Group, Section
from ..sheet.request import Request
from ..sheet.worked_example import Worksheet
from ..writing.board import Board
from ..writing.tokens import Tokens
from . import assignment
from .blocks import Block, Heading, Note, Picture, Question
from .head import title_of
from .notes import notes
from .page_layouts import FORMULAS, MAKERS, definition, derivation, table
from .sample_rows import sample_columns

if TYPE_CHECKING:
    from ..picture.shapes import Drawing

PICTURE_DIGITS = 4
"""Decimals at most in the picture of a sheet."""


def blocks(board: Board) -> Iterator[Block]:
    """The whole sheet. Raises InputError where it would fill too many pages."""
    sheet = board.worksheet
    if sheet.is_large:
        message = f"{sheet.network.name} has too many numbers for a page"
        help = "choose some with --only or --part, or write everything with --format json"
        raise InputError((Problem(message, help=help),))
    yield title_of(board)
    if sheet.request.questions or not (sheet.only or sheet.parts):
        yield Picture()
        if len(sheet.network.samples) > 1:
            yield from table(sample_columns(board.with_given()))
    for number, section in enumerate(sheet.sections, 1):
        maker = question_blocks if section.question else section_blocks
        yield from maker(board.at(section.update), number, section)
    yield from map(Note, notes(board))


def pictured(board: Board) -> Drawing:
    """The drawing of a sheet: of one step of one sample with its numbers, else with the weights alone."""
    from ..picture.drawing import drawing

    sheet = board.worksheet
    if sheet.only:
        sheet = Worksheet(sheet.network, Request(notation=sheet.notation))
    several = len(sheet.updates) > 1 or len(sheet.network.samples) > 1
    numbers = () if several else ("values",) if board.worksheet.only else ("values", "deltas")
    style = board.style._replace(level="values", digits=min(board.style.digits, PICTURE_DIGITS))
    return drawing(Board(sheet, style), ("weights", *numbers))


def question_blocks(board: Board, number: int, section: Section) -> Iterator[Block]:
    """A question, and its answer where numbers are not left blank."""
    yield Question(
        number,
        assignment.question(board, section),
        assignment.points(board, section),
        assignment.room(board, section),
    )
    if board.blank is None:
        yield from derivation(board, section.part, section.groups)


def section_blocks(board: Board, number: int, section: Section) -> Iterator[Block]:
    """A section: its head, and a block for each run of groups of one layout."""
    definitions = tuple(definition(board, step) for step in section.definition if not board.hides_formulas)
    yield Heading(number, section.title, section.part, definitions, _summed(board, section))
    for layout, run in groupby(section.groups, key=lambda group: group.layout):
        yield from _run(board, section, layout, list(run))


def _summed(board: Board, section: Section) -> Tokens:
    """The name of what a section sums over paths."""
    for q in section.over_paths:
        return board.notation.name(q._replace(subject=""))
    return ()


def _run(board: Board, section: Section, layout: str, groups: list[Group]) -> Iterator[Block]:
    """The block of a run of groups; a table whose rows differ becomes equations."""
    if layout in ("batch", "change"):
        board = board.of_batch()
    is_formula = layout in FORMULAS
    maker = None if board.hides_formulas and is_formula else MAKERS.get(layout)
    result = list(maker(board, section, groups)) if maker else []
    if not result and (maker is None or is_formula):
        result = list(derivation(board, section.part, groups))
    yield from result
