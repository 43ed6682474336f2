"""What rounding at each step does to the results: rounded, exact, and the difference between the two."""

from __future__ import annotations

from collections.abc import Sequence

from ..sheet.groups import Group
from ..writing import numbers
from ..writing.board import Board
from ..writing.tokens import plain
from .tables import Column, label, numeric

EXTRA_DECIMALS = 2
"""Decimals of the exact number beyond the rounded one's."""


def drift_columns(board: Board, groups: Sequence[Group]) -> list[Column]:
    """Name, rounded number, exact number, difference."""
    quantities = [q for group in groups for q in group.quantities]
    exact = [numbers.exactly(board.worksheet.exact_numbers[q]) for q in quantities]
    rounded = [numbers.exactly(board.worksheet.numbers[q]) for q in quantities]
    apart = [number - other for number, other in zip(rounded, exact, strict=True)]
    digits = _digits(board)
    return [
        label([board.name(q) for q in quantities]),
        numeric([plain(text, "value") for text in board.column(quantities)], (board.sign["rounded"],), ""),
        _set_off([numbers.column(exact, digits)(number) for number in exact], board.sign["exact"]),
        _set_off([numbers.column(apart, digits)(number) for number in apart], board.sign["drift"]),
    ]


def _digits(board: Board) -> int:
    rounding = board.worksheet.network.rounding
    assert rounding is not None
    return rounding.places + EXTRA_DECIMALS


def _set_off(texts: list[str], heading: str) -> Column:
    return numeric(
        [plain(f"    {text}" if not text.startswith("-") else f"   {text}") for text in texts], (heading,), ""
    )
