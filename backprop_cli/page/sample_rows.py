"""Several samples as a table: a row a sample, its inputs and its targets as they were given."""

from __future__ import annotations

from ..calculation.quantity import Quantity
from ..writing.board import Board
from ..writing.lines import aligned
from ..writing.tokens import plain, right, text_of
from .tables import Column, numeric

MOST_SAMPLES = 20
"""Samples that are listed; more are not."""


def sample_columns(board: Board) -> list[Column]:
    """The number of the sample, its inputs and its targets; nothing of one sample and of very many."""
    network = board.worksheet.network
    if not 1 < len(network.samples) <= MOST_SAMPLES:
        return []
    kept = board.worksheet.samples
    numbers = tuple(right(plain(str(sample + 1), "neuron"), len("sample")) for sample in kept)
    columns = [Column(numbers, (board.sign["sample"],))]
    columns += [_column(board, "input", name, kept) for name in network.inputs]
    if all(network.samples[sample].targets is not None for sample in kept):
        columns += [_column(board, "target", name, kept) for name in network.outputs]
    return columns


def _column(board: Board, kind: str, name: str, kept: tuple[int, ...]) -> Column:
    quantities = [Quantity(kind, name, "", sample) for sample in kept]
    heading = text_of(board.name(quantities[0]._replace(sample=0)))
    texts = aligned([plain(text) for text in board.column(quantities)])
    return numeric([plain("  ") + text for text in texts], ("  " + heading,), "")
