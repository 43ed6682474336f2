"""Before and after the step: the outputs against their targets, and the loss with its difference."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from ..calculation.quantity import AFTER, Quantity
from ..sheet.groups import Group
from ..writing import numbers
from ..writing.board import Board
from ..writing.lines import INDENT, aligned
from ..writing.tokens import Tokens, left, plain, width_of

MOST_TIMES = 1000
"""Times the loss before, up to which its change is told in percent."""


def change(board: Board, groups: Sequence[Group]) -> list[Tokens]:
    """A row a number: before → after, then the target or the difference."""
    new = [q for group in groups for q in group.quantities]
    old = [before(q) for q in new]
    names = [board.name(q, "neuron") for q in old]
    widest = max(width_of(name) for name in names)
    texts = board.column([*old, *new])
    befores = aligned([plain(text) for text in texts[: len(old)]])
    afters = aligned([plain(text, "value") for text in texts[len(old) :]])
    arrow = plain(f"  {board.sign['arrow']}  ", "dim")
    width = max(width_of(text) for text in befores)
    rows = []
    for place, q in enumerate(old):
        row = plain(" " * INDENT) + left(names[place], widest + 2) + left(befores[place], width)
        if width_of(row + arrow + afters[place]) > board.style.width:
            rows.append(row)
            row = plain(" " * (INDENT + 1))
        row += arrow + afters[place]
        said = remark(board, q, new[place])
        if width_of(row) + width_of(said) + 2 <= board.style.width:
            rows.append(row + plain("  ") + said)
        else:
            rows += [row, plain(" " * (INDENT + widest + 2)) + said]
    return rows


def before(q: Quantity) -> Quantity:
    """The same number before the step."""
    return q._replace(update=q.update - 1, by="" if q.by == AFTER else q.by)


def remark(board: Board, old: Quantity, new: Quantity) -> Tokens:
    """The target of an output, or how the loss changed."""
    if old.kind == "loss":
        return () if board.blank is not None else plain(difference(board, old, new), "dim")
    target = Quantity("target", old.subject, "", old.sample)
    return (
        plain(f"target {board.with_given().number(target)}", "dim") if target in board.worksheet.given else ()
    )


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
