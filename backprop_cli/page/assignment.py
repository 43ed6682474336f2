"""What a sheet that is handed out says besides mathematics: its fields, and its questions.

How a kind of number is asked for, and how much room it gets, is in its row of `kinds`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..calculation.quantity import name_of
from ..writing.board import Board
from ..writing.tokens import Tokens, said, text_of

if TYPE_CHECKING:
    from ..network.model import Handout
    from ..sheet.groups import Section


def fields(board: Board) -> tuple[tuple[str, str], ...]:
    """Labels and texts above the title: course, date, points, and on an empty sheet a line for the name."""
    handout = board.worksheet.network.handout
    if handout is None:
        return (("Name", ""),) if board.blank is not None else ()
    texts = [(label, text) for label, text in (("Course", handout.course), ("Date", handout.date)) if text]
    total = total_points(board, handout)
    texts += [("Points", f"{total}" if board.blank is None else f"      / {total}")] if total else []
    return (*texts, *((("Name", ""),) if board.blank is not None and handout.name else ()))


def title(board: Board) -> str:
    """The title of the sheet, or the name of the network."""
    handout = board.worksheet.network.handout
    return (handout and handout.title) or board.worksheet.network.name


def question(board: Board, section: Section) -> Tokens:
    """A question in words."""
    q = section.question
    assert q is not None
    return said(q.traits.question, text_of(board.at(section.update).name(q)))


def room(board: Board, section: Section) -> int:
    """Lines to answer a question on; none where it is answered."""
    q = section.question
    return 0 if board.blank is None or q is None else q.traits.room


def points(board: Board, section: Section) -> str:
    """What a question is worth, in words."""
    handout, q = board.worksheet.network.handout, section.question
    worth = None if handout is None or q is None else handout.worth(name_of(q, section.update))
    return "" if worth is None else f"{worth} point{'s' * (worth != '1')}"


def total_points(board: Board, handout: Handout) -> str:
    """The sum of what the questions are worth."""
    asked = ((section.question, section.update) for section in board.worksheet.sections)
    worth = [handout.worth(name_of(q, update)) for q, update in asked if q is not None]
    known = [float(text) for text in worth if text is not None]
    return f"{sum(known):g}" if known else ""
