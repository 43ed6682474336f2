"""A long run as a table: a row a step, with the loss and the parameters before it."""

from __future__ import annotations

from ..calculation.quantity import Quantity
from ..writing.board import Board
from ..writing.lines import aligned
from ..writing.tokens import Tokens, plain, right, text_of, width_of
from .tables import Column, numeric

MOST_ROWS, MOST_COLUMNS = 20, 40
"""Rows of the table, and parameters that are tried in it."""


def run_columns(board: Board, quantities: list[Quantity]) -> tuple[list[Column], list[str]]:
    """The columns of steps and losses and a column a trained parameter, and the names of these."""
    chosen = picked(quantities)
    names = [parameter.name for parameter in board.worksheet.network.parameters if parameter.trained]
    columns = [_steps(board, chosen), *_losses(board, chosen)]
    return [*columns, *(_parameter(board, name, chosen) for name in names[:MOST_COLUMNS])], names


def picked(quantities: list[Quantity]) -> list[Quantity]:
    """All rows of a short run, else evenly spaced ones with the first and the last."""
    if len(quantities) <= MOST_ROWS:
        return quantities
    last = len(quantities) - 1
    return [quantities[round(place * last / (MOST_ROWS - 1))] for place in range(MOST_ROWS)]


def _steps(board: Board, chosen: list[Quantity]) -> Column:
    texts = [plain(str(q.update + 1)) for q in chosen]
    widest = max(4, *(width_of(text) for text in texts))
    return Column(tuple(right(text, widest) + plain("  ") for text in texts), (board.sign["step"],))


def _losses(board: Board, chosen: list[Quantity]) -> list[Column]:
    if chosen[0].kind != "loss":
        return []
    texts = [plain(text, "value") for text in board.column(chosen)]
    return [numeric(_set_off(texts), (board.notation.text("loss"),), "")]


def _parameter(board: Board, name: str, chosen: list[Quantity]) -> Column:
    heading = text_of(board.name(Quantity("parameter", name)))
    values = [Quantity("parameter", name, update=q.update) for q in chosen]
    return numeric(_set_off([plain(text) for text in board.column(values)]), (heading,), "")


def _set_off(texts: list[Tokens]) -> list[Tokens]:
    """Two blanks before each number of a column."""
    return [plain("  ") + text for text in aligned(texts)]


def left_out(quantities: list[Quantity], chosen: list[Quantity], names: list[str]) -> list[str]:
    rows, said = len(quantities) - len(chosen), []
    if rows:
        said.append(f"{rows} of {len(quantities)} steps are left out.")
    said.append(f"--step {chosen[0].update + 1} shows one in full.")
    if names:
        said.append(
            f"Not shown: {', '.join(names) if len(names) < MOST_ROWS else f'{len(names)} parameters'}."
        )
    return said
