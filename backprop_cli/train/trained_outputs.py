"""The outputs after a training: of a few samples a table, of many how far they are from their targets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from ..calculation.quantity import Quantity
from ..maths.activations import ACTIVATIONS
from ..page.tables import Column, numeric, rows_of
from ..writing import numbers
from ..writing.board import Board
from ..writing.lines import INDENT, aligned, broken
from ..writing.tokens import Tokens, plain, right, text_of

if TYPE_CHECKING:
    from .training import Trained

MOST = 20
"""Samples up to which all are shown."""

Part = tuple[str, str, list[Tokens]]
"""A title, what stands at the right of it, and the lines."""


def outputs(board: Board, trained: Trained) -> Iterator[Part]:
    """Each sample with its inputs, its outputs and its targets; of many how far off they are."""
    network = trained.origin
    if len(network.samples) > MOST:
        yield from _far_off(board, trained)
        return
    inputs = [sample.inputs for sample in network.samples]
    targets = [sample.targets for sample in network.samples]
    number = right(plain("sample"), 6)
    numbered = Column(
        tuple(right(plain(str(place + 1), "neuron"), 6) for place in range(len(inputs))), (text_of(number),)
    )
    outs = _columns(board, "out", network.outputs, trained.outputs, "value")
    aims = _columns(board, "target", network.outputs, targets, "") if targets[0] else []
    several = [numbered] if len(inputs) > 1 else []
    for columns in (
        [*several, *_columns(board, "input", network.inputs, inputs, ""), *outs, *aims],
        [*several, *outs, *aims],
        [*several, *outs[:1], *aims[:1]],
        outs[:1],
    ):
        table = rows_of(columns, board.style.width)
        if table is not None:
            yield "Outputs after the training", "", table
            return


def _columns(board: Board, kind: str, names: Sequence[str], rows: Sequence[Any], role: str) -> list[Column]:
    columns, last = [], ACTIVATIONS[board.worksheet.network.layers[-1].activation.name]
    for place, name in enumerate(names):
        cells = [row[place] for row in rows]
        decides = kind == "out" and last.decides
        computed = whole if decides else numbers.column(cells, board.style.digits)
        write = numbers.given if kind in ("input", "target") else computed
        heading = text_of(board.name(Quantity(kind, name)))
        texts = aligned([plain(write(cell), role) for cell in cells])
        columns.append(numeric([plain("  ") + text for text in texts], ("  " + heading,), ""))
    return columns


def _far_off(board: Board, trained: Trained) -> Iterator[Part]:
    """Of many samples: how many classes are right, and the mean and the largest distance from a target."""
    pairs = [
        (out, sample.targets)
        for out, sample in zip(trained.outputs, trained.origin.samples, strict=True)
        if sample.targets
    ]
    off = [abs(a - float(b)) for out, aims in pairs for a, b in zip(out, aims, strict=True)]
    if not off:
        return
    said = [f"{len(pairs):,} samples: the outputs are {numbers.one(sum(off) / len(off), 6)} from their "]
    said += [f"targets in the mean, {numbers.one(max(off), 6)} at most."]
    if all(sum(map(float, aims)) == 1 == max(map(float, aims)) for _, aims in pairs):
        right_ones = sum(out.index(max(out)) == aims.index(max(aims)) for out, aims in pairs)
        said += [f" The largest output is the target's in {right_ones:,} of {len(pairs):,}."]
    lines = broken("".join(said).split(), " ", board.style.width - INDENT)
    yield "Outputs after the training", "", [plain(" " * INDENT + line) for line in lines]


def whole(number: float) -> str:
    """A number that is whole."""
    return f"{number:g}"
