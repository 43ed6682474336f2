"""The worksheet on a terminal: rows that read as equations and align as tables, without boxes.

A layout says how a run of groups is written; where a table is wider than the page its rows become equations.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from ..page import assignment
from ..page.arrangements import dim_lines, equations_of, written
from ..page.change import change
from ..page.drift import drift
from ..page.head import head
from ..page.headings import title
from ..page.ledger import ledger
from ..page.long_runs import course
from ..page.matrix_equations import matrices
from ..page.notes import notes
from ..page.outputs import outputs
from ..page.page_layouts import FORMULAS
from ..page.products import TABLES
from ..page.sample_rows import samples
from ..page.tables import rows_of
from ..picture.rails import picture
from ..picture.wires import wiring
from ..sheet.groups import Group, Section
from ..writing.board import Board
from ..writing.folding import folded
from ..writing.lines import broken
from ..writing.tokens import Tokens, left, plain, stripped, text_of, width_of

LINE = 40
"""Columns of a line to write on."""

if TYPE_CHECKING:
    from ..sheet.worked_example import Worksheet
    from ..writing.style import Style


def render(worksheet: Worksheet, style: Style) -> str:
    """The sheet as text, each line ended; with escape codes where the style has colour."""
    sheet = (stripped(line) for line in _sheet(Board(worksheet, style)))
    lines = [part for line in sheet for part in folded(line, style.width)]
    if style.color:
        from ..writing.colour import coloured

        return coloured(lines)
    return "".join(text_of(line) + "\n" for line in lines)


def _sheet(board: Board) -> Iterator[Tokens]:
    """Every line, or the summary of a network that is too large to show."""
    if not board.worksheet.is_large:
        return _lines(board)
    from ..page.summary import summary

    return summary(board)


def _lines(board: Board) -> Iterator[Tokens]:
    yield from (plain(f"{label}: {text or '_' * LINE}") for label, text in assignment.fields(board))
    yield from head(board)
    if board.worksheet.asked or not (board.worksheet.only or board.worksheet.parts):
        yield from ((), title(board, "", "Network", ""), *picture(board.with_given()))
        for lines in (wiring(board.with_given()), samples(board.with_given())):
            yield from ((), *lines) if lines else ()
    for number, section in enumerate(board.worksheet.sections, 1):
        yield ()
        made = _question if section.question else _section
        yield from made(board.at(section.update), number, section)
    yield ()
    yield from (
        plain(line, "dim")
        for note in notes(board)
        for line in broken(text_of(note).split(), " ", board.style.width)
    )


def _question(board: Board, number: int, section: Section) -> Iterator[Tokens]:
    """A question with room, or with its answer."""
    worth = assignment.points(board, section)
    text = text_of(assignment.question(board, section)) + (f" ({worth})" if worth else "")
    start = f"{number}  "
    for line in broken(text.split(" "), " ", board.style.width - len(start)):
        yield plain(start + line, "neuron")
        start = " " * len(start)
    yield from ((),) * assignment.room(board, section)
    if board.blank is None:
        yield from equations_of(board, section, list(section.groups))


def _section(board: Board, number: int, section: Section) -> Iterator[Tokens]:
    definition = "" if board.hides_formulas else _definition(board, section)
    heading = title(board, f"{number}  ", section.title, definition)
    if width_of(heading) > board.style.width:
        yield from _narrow_title(board, number, section.title)
        for step in section.definition if definition else ():
            yield from dim_lines(board, written(board, step))
    else:
        yield heading
    first = True
    for layout, run in groupby(section.groups, key=lambda group: group.layout):
        if not first:
            yield ()
        first = False
        yield from _run(board, section, layout, list(run))


def _narrow_title(board: Board, number: int, text: str) -> list[Tokens]:
    """A title without its formula; one wider than the page goes on in the next line."""
    lines = broken(f"{number}  {text}".split(" "), " ", board.style.width)
    heading = title(board, f"{number}  ", text, "")
    fits = width_of(stripped(heading)) <= board.style.width
    return [heading] if fits else [plain(line, "neuron") for line in lines]


def _definition(board: Board, section: Section) -> str:
    """What stands at the right of a heading: the defining formulas, or what is summed."""
    for q in section.over_paths:
        return f"{text_of(board.notation.name(q._replace(subject='')))} summed over every path to the loss"
    return ",   ".join(written(board, step) for step in section.definition)


def _run(board: Board, section: Section, layout: str, groups: list[Group]) -> Iterator[Tokens]:
    """A run of groups of one layout, in columns of their own."""
    width = board.style.width
    if layout in ("batch", "change"):
        board = board.of_batch()
    if board.hides_formulas and layout in FORMULAS:
        pass
    elif layout in TABLES:
        columns = TABLES[layout](board, groups)
        rows = rows_of(columns, width) if columns else None
        if rows is not None:
            yield from rows
            return
    elif layout in ("paths", "places"):
        lines = ledger(board, groups)
        if lines is not None:
            yield from lines
            return
    elif layout in LISTS:
        yield from LISTS[layout](board, groups)
        return
    yield from equations_of(board, section, groups)


def _given(board: Board, groups: list[Group]) -> list[Tokens]:
    """Numbers of the file that were asked for, as equations."""
    board = board.with_given()
    quantities = [q for group in groups for q in group.quantities]
    names = max(width_of(board.name(q)) for q in quantities)
    return [
        plain("   ") + left(board.name(q), names) + plain(" = ", "dim") + plain(board.number(q))
        for q in quantities
    ]


LISTS = {
    "given": _given,
    "matrix": matrices,
    "outputs": outputs,
    "change": change,
    "course": course,
    "drift": drift,
}
"""The layouts that always fit."""
