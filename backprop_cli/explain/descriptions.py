"""Where a number stands, in words: E⁺, the loss after the step; w5 after step 10,000, the new value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..writing.tokens import text_of

if TYPE_CHECKING:
    from ..calculation.quantity import Quantity
    from ..writing.board import Board
    from .findings import Target

FORMS = {
    "change": "{name} {minus} {before}, the change of the parameter",
    "error": "{target} {minus} {name}, the error",
}
"""What a difference is called."""

MOST_MARKS = 1
"""Updates that are written as marks; of more, the step is told."""


def name(board: Board, q: Quantity) -> str:
    """The name of a number, with the step where it comes after several."""
    many = q.update > MOST_MARKS
    plain = q._replace(update=0, after=False) if many else q
    return text_of(board.of_batch().name(plain)) + (step(q) if many else "")


def step(q: Quantity) -> str:
    """After or in which step a number of a long training is."""
    if q.traits.part == "backward":
        return f" in step {q.update + 1:,}"
    return f" after step {q.update:,}"


def described(board: Board, target: Target) -> str:
    """A target with what it is: E⁺, the loss after the step."""
    q, form = target.quantity, target.form
    if form:
        return FORMS[form].format(
            name=name(board, q), minus=board.sign["minus"], **_others(board, q)
        ) + where(board, q)
    word = "the value" if q in board.worksheet.given else q.traits.word
    after = " after the step" if q.update == 1 and not q.traits.stepped else ""
    return f"{name(board, q)}, {word}{after}{where(board, q)}"


def _others(board: Board, q: Quantity) -> dict[str, str]:
    """The names of what stands beside a quantity in a difference."""
    before = q._replace(update=q.update - 1) if q.update else q
    target = q._replace(kind="target", update=0, after=False)
    return {"before": name(board, before), "target": name(board, target)}


def where(board: Board, q: Quantity) -> str:
    """The step and the sample of a number, where there are several."""
    parts = []
    if len(board.worksheet.updates) > 1 and q.update <= MOST_MARKS:
        parts.append(f"step {q.update + (not q.traits.stepped)}")
    if len(board.worksheet.network.samples) > 1 and q.sample is not None:
        parts.append(f"sample {q.sample + 1}")
    return f" ({', '.join(parts)})" if parts else ""
