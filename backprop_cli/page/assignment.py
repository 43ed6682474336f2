"""What a sheet that is handed out says besides mathematics: its fields, and its questions.

To ask for a kind of number in other words: its row in `QUESTIONS`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..calculation.quantity import name_of
from ..writing.board import Board
from ..writing.tokens import Tokens, said, text_of

if TYPE_CHECKING:
    from ..network.model import Handout
    from ..sheet.groups import Section

QUESTIONS = {
    "net": "Calculate the weighted input {}.",
    "out": "Calculate the output {}.",
    "term": "Calculate the part {} of the loss.",
    "loss": "Calculate the loss {}.",
    "dE/dout": "Find {}.",
    "dE/dnet": "Find the error term {}.",
    "dE/dparameter": "Find the gradient {}.",
    "parameter": "Calculate the new value {}.",
}
"""How a number is asked for, by its kind."""

ROOM = {"net": 3, "out": 2, "term": 3, "loss": 3, "parameter": 3}
"""Lines of room for an answer, by its kind."""
USUAL_ROOM = 5


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
    sentence = QUESTIONS.get(q.kind, "Find {}.")
    return said(sentence, text_of(board.at(section.update).name(q)))


def room(board: Board, section: Section) -> int:
    """Lines to answer a question on; none where it is answered."""
    q = section.question
    return 0 if board.blank is None or q is None else ROOM.get(q.kind, USUAL_ROOM)


def points(board: Board, section: Section) -> str:
    """What a question is worth, in words."""
    handout, q = board.worksheet.network.handout, section.question
    worth = None if handout is None or q is None else handout.worth(name_of(q, section.update))
    return "" if worth is None else f"{worth} point{'s' * (worth != '1')}"


def total_points(board: Board, handout: Handout) -> str:
    """The sum of what the questions are worth."""
    asked = ((one.question, one.update) for one in board.worksheet.sections)
    worth = [handout.worth(name_of(q, update)) for q, update in asked if q is not None]
    known = [float(one) for one in worth if one is not None]
    return f"{sum(known):g}" if known else ""
