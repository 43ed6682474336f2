"""A long run as a table: a row a step, with the loss and the parameters before it."""

from __future__ import annotations

from collections.abc import Sequence

from ..example.quantity import Quantity
from ..example.sheet import Group
from .board import Board
from .equations import INDENT, aligned
from .head import broken
from .tables import Column, numeric, rows_of
from .tokens import Tokens, plain, right, width_of

MOST_ROWS = 20


def course(board: Board, groups: Sequence[Group]) -> list[Tokens]:
    """The table, as many parameters as fit, and what it leaves out."""
    quantities = [q for group in groups for q in group.quantities]
    chosen = picked(quantities)
    columns = [_steps(chosen), *_losses(board, chosen)]
    trained = [one.name for one in board.worksheet.network.parameters if one.trained]
    shown = 0
    for name in trained:
        more = [*columns, _parameter(board, name, chosen)]
        if rows_of(more, board.style.width) is None:
            break
        columns, shown = more, shown + 1
    table = rows_of(columns, board.style.width) or []
    said = " ".join(_left_out(quantities, chosen, trained[shown:])).split()
    lines = broken(said, " ", board.style.width - INDENT)
    return table + [plain(" " * INDENT + line, "dim") for line in lines]


def picked(quantities: list[Quantity]) -> list[Quantity]:
    """All rows of a short run, else evenly spaced ones with the first and the last."""
    if len(quantities) <= MOST_ROWS:
        return quantities
    last = len(quantities) - 1
    return [quantities[round(place * last / (MOST_ROWS - 1))] for place in range(MOST_ROWS)]


def _steps(chosen: list[Quantity]) -> Column:
    texts = [plain(str(q.update + 1)) for q in chosen]
    widest = max(4, *(width_of(text) for text in texts))
    return Column(tuple(right(text, widest) + plain("  ") for text in texts), ("step",))


def _losses(board: Board, chosen: list[Quantity]) -> list[Column]:
    if chosen[0].kind != "loss":
        return []
    texts = [plain(text, "value") for text in board.column(chosen)]
    return [numeric(_set_off(texts), (board.notation.letter("loss"),), "")]


def _parameter(board: Board, name: str, chosen: list[Quantity]) -> Column:
    values = [Quantity("parameter", name, update=q.update) for q in chosen]
    return numeric(_set_off([plain(text) for text in board.column(values)]), (name,), "")


def _set_off(texts: list[Tokens]) -> list[Tokens]:
    """Two blanks before each number of a column."""
    return [plain("  ") + text for text in aligned(texts)]


def _left_out(quantities: list[Quantity], chosen: list[Quantity], names: list[str]) -> list[str]:
    rows, said = len(quantities) - len(chosen), []
    if rows:
        said.append(f"{rows} of {len(quantities)} steps are left out.")
    said.append(f"--step {chosen[0].update + 1} shows one in full.")
    if names:
        said.append(
            f"Not shown: {', '.join(names) if len(names) < MOST_ROWS else f'{len(names)} parameters'}."
        )
    return said
