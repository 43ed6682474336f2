"""Before and after the step: the outputs against their targets, and the loss with its difference."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from ..calculation.quantity import Quantity
from ..writing import numbers
from ..writing.board import Board
from .blocks import Change, Changed

MOST_TIMES = 1000
"""Times the loss before, up to which its change is told in percent."""


def change_of(board: Board, new: Sequence[Quantity]) -> Change:
    """A row a number: before, after, and the target of an output or the difference of the loss."""
    old = [before(q) for q in new]
    texts = board.column([*old, *new])
    rows = (
        _changed(board, first, second, texts[place], texts[len(old) + place])
        for place, (first, second) in enumerate(zip(old, new, strict=True))
    )
    return Change(tuple(rows), (board.sign["before"], board.sign["after"], board.sign["target"]))


def _changed(board: Board, old: Quantity, new: Quantity, first: str, second: str) -> Changed:
    row = Changed(new, board.name(old), first, second, board.value_role(old), aim(board, old))
    if old.kind != "loss" or board.blank is not None:
        return row
    changed = difference(board, old, new)
    return row._replace(difference=changed, percent=board.notation.markup.percent(changed))


def aim(board: Board, output: Quantity) -> str:
    """The target of an output as it was given; empty where there is none."""
    target = Quantity("target", output.subject, "", output.sample)
    return board.with_given().number(target) if target in board.worksheet.given else ""


def before(q: Quantity) -> Quantity:
    """The same number before the step."""
    return q._replace(update=q.update - 1, after=False)


def difference(board: Board, old: Quantity, new: Quantity) -> str:
    """The change of a number, with percent where it was not 0."""
    first, second = (numbers.exactly(board.worksheet.numbers[q]) for q in (old, new))
    change = second - first
    text = board.written([change])(change)
    told = first and abs(change) < MOST_TIMES * abs(first)
    return f"{text} ({percent(change / first)} %)" if told else text


def percent(ratio: Decimal) -> str:
    """A ratio in percent, with one decimal."""
    return numbers.fixed(ratio * 100, 1)
