"""The wiring list: a line a neuron, its weights with their numbers and sources, and its bias.

Within a layer the lines are a grid, a column a source, so that a missing connection is a gap. Where that is
wider than the page the gaps go, and then the lines break.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ..network.model import Layer, Network
from ..writing import numbers
from ..writing.board import Board
from ..writing.lines import INDENT, aligned
from ..writing.tokens import Tokens, left, plain, stripped, width_of

TERMS_OF_A_LINE = 3
"""Terms of a line that had to be broken."""
GAP = plain("   ")


class Term(NamedTuple):
    """A weight or a bias: its name, its number, and what it is multiplied by."""

    name: Tokens
    number: Tokens
    source: Tokens


Cells = Sequence[Term | None]
"""The terms of a neuron, None where there is no connection."""


def wiring(board: Board) -> list[Tokens]:
    """The list; nothing for layers without weights."""
    network = board.worksheet.network
    weighted = [layer for layer in network.layers if layer.weights is not None]
    names = max((width_of(plain(name)) for layer in weighted for name in layer.neurons), default=0)
    return [line for layer in weighted for line in _layer(board, layer, names)]


def _layer(board: Board, layer: Layer, names: int) -> list[Tokens]:
    rows = [_terms(board, layer, position) for position in range(len(layer.neurons))]
    start = INDENT + names + len(f" {board.sign['from']}  ")
    lines = []
    for neuron, written in zip(layer.neurons, _arranged(rows, board.style.width - start), strict=True):
        head = plain(" " * INDENT) + left(plain(neuron, "neuron"), names)
        head += plain(f" {board.sign['from']}  ", "dim")
        for place, line in enumerate(written):
            lines.append(stripped((plain(" " * start) if place else head) + line))
    return lines


def _terms(board: Board, layer: Layer, position: int) -> list[Term | None]:
    """Each weight of a neuron or None, then its bias with its sign, where the layer has any."""
    network = board.worksheet.network
    dot = plain(f" {board.sign['dot']} ", "dim")
    row: list[Term | None] = []
    for source, index in zip(layer.sources, (layer.weights or ())[position], strict=True):
        row.append(None if index is None else _term(network, index, dot + plain(source, "dim")))
    bias = layer.biases[position]
    if any(index is not None for index in layer.biases):
        row.append(None if bias is None else _term(network, bias, ()))
    if bias is not None and layer.thresholds:
        minus = plain(f"{board.sign['minus']} ", "dim")
        row[-1] = _term(network, bias, ())._replace(
            name=minus + plain(network.parameters[bias].name, "weight")
        )
    return row


def _term(network: Network, index: int, source: Tokens) -> Term:
    parameter = network.parameters[index]
    return Term(plain(parameter.name, "weight"), plain(numbers.given(parameter.value)), source)


def _arranged(rows: list[list[Term | None]], width: int) -> list[list[Tokens]]:
    """The lines of each row: with gaps, else without them, else broken after some terms."""
    whole = _grid(rows)
    if all(width_of(line) <= width for line in whole):
        return [[line] for line in whole]
    close: list[list[Term | None]] = [[term for term in row if term is not None] for row in rows]
    for most in (max(len(row) for row in close), *range(TERMS_OF_A_LINE, 0, -1)):
        pieces = [[row[place : place + most] for place in range(0, max(len(row), 1), most)] for row in close]
        lines = _grid([piece for row in pieces for piece in row])
        if most == 1 or all(width_of(line) <= width for line in lines):
            break
    rest = iter(lines)
    return [[next(rest) for _ in row] for row in pieces]


def _joined(cells: Sequence[Tokens]) -> Tokens:
    line: Tokens = ()
    for place, cell in enumerate(cells):
        line += (GAP if place else ()) + cell
    return stripped(line)


def _grid(rows: Sequence[Cells]) -> list[Tokens]:
    """A line a row, with each column's names, numbers and sources under each other."""
    columns = max((len(row) for row in rows), default=0)
    written = [
        _column([row[place] if place < len(row) else None for row in rows]) for place in range(columns)
    ]
    return [_joined([column[number] for column in written]) for number in range(len(rows))]


def _column(cells: Cells) -> list[Tokens]:
    there = [cell for cell in cells if cell is not None]
    names = max((width_of(cell.name) for cell in there), default=0)
    texts = aligned([cell.number for cell in there])
    widest = max((width_of(text) for text in texts), default=0)
    written = [
        left(cell.name, names) + plain(" ") + left(text, widest) + cell.source
        for cell, text in zip(there, texts, strict=True)
    ]
    width = max((width_of(cell) for cell in written), default=0)
    shown = iter(written)
    return [left(next(shown) if cell is not None else (), width) for cell in cells]
