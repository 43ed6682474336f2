"""A forward pass of several samples at a glance: inputs, outputs and targets, a row a sample."""

from __future__ import annotations

from collections.abc import Sequence

from ..calculation.quantity import Quantity
from ..sheet.groups import Group
from ..writing.board import Board
from ..writing.tokens import plain
from .tables import Column, label, numeric


def output_columns(board: Board, groups: Sequence[Group]) -> list[Column]:
    """The number of the sample, its inputs, its outputs, and its targets where there are any."""
    samples = list(dict.fromkeys(q.sample for group in groups for q in group.quantities))
    network = board.worksheet.network
    inputs = [_column(board, "input", name, samples, _name(board, "input", name)) for name in network.inputs]
    outs = [
        _column(board, "out", name, samples, _name(board, "out", name), "value") for name in _subjects(groups)
    ]
    given = Quantity("target", network.outputs[0], "", samples[0]) in board.worksheet.given
    aims = network.outputs if given else ()
    targets = [_column(board, "target", name, samples, _name(board, "target", name)) for name in aims]
    number = label([plain(str((sample or 0) + 1), "neuron") for sample in samples])
    return [number, *inputs, *outs, *targets]


def _subjects(groups: Sequence[Group]) -> list[str]:
    """The outputs that are shown."""
    return list(dict.fromkeys(q.subject for group in groups for q in group.quantities))


def _name(board: Board, kind: str, name: str) -> str:
    return "".join(text for text, _ in board.notation.name(Quantity(kind, name)))


def _column(
    board: Board, kind: str, name: str, samples: list[int | None], heading: str, role: str = ""
) -> Column:
    texts = board.column([Quantity(kind, name, "", sample) for sample in samples])
    return numeric([plain(f"  {text}", role) for text in texts], (heading,), "")
