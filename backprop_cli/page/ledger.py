"""The ledger: a sum over paths, or over the places of a shared parameter; a row each, a rule, the total."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ..calculation.quantity import Quantity
from ..maths.formula import Term
from ..sheet.groups import Group
from ..writing.board import Board, factors
from ..writing.glyphs import Symbol
from ..writing.lines import aligned
from ..writing.tokens import Tokens, left, plain, width_of
from .products import cells, fraction, neuron, parameter, stacked
from .tables import Column, Heading, label, numeric


class Ledger(NamedTuple):
    """The columns of all rows, and what is summed: groups of rows with the number of their total."""

    columns: list[Column]
    groups: Sequence[Group]
    totals: list[Tokens]

    def rows_of(self, group: Group) -> int:
        """The rows of a group, without its total."""
        return len(group.quantities[:-1] or group.quantities)


def ledger_of(board: Board, groups: Sequence[Group]) -> Ledger | None:
    """The columns of a ledger; None where its rows differ."""
    rows = [(group, q) for group in groups for q in (group.quantities[:-1] or group.quantities)]
    terms = [_path_terms(board, q) for _, q in rows]
    if len({len(product) for product in terms}) != 1 or any(len(p) < 2 for p in terms):
        return None
    index = _index(board, [q for _, q in rows])
    alone = all(len(group.quantities) == 1 for group in groups)
    heading = fraction(board, rows[0][1]) if alone else (board.sign["share"],)
    texts = board.column([q for _, q in rows] + _totals(groups))
    result = numeric(
        [plain(text, board.value_role(rows[0][1]) if alone else "") for text in texts], heading, "="
    )
    shares, totals = result.cells[: len(rows)], list(result.cells[len(rows) :])
    columns = [
        label([_first_name(board, group, q) for group, q in rows]),
        label([_via(board, q) for _, q in rows]),
        *_path_columns(board, terms, index),
        result._replace(cells=shares),
    ]
    return Ledger(columns, groups, totals)


def _via(board: Board, q: Quantity) -> Tokens:
    return plain(board.sign["via"], "dim") + neuron(board, _through(board, q))


def _totals(groups: Sequence[Group]) -> list[Quantity]:
    return [group.quantities[-1] for group in groups]


def _path_terms(board: Board, q: Quantity) -> list[Term]:
    return factors(board.worksheet.step(q).formula)


def _through(board: Board, q: Quantity) -> str:
    """The neuron that a path goes through."""
    if q.by:
        return q.by
    return board.worksheet.steps.paths(q)[0].by


def _first_name(board: Board, group: Group, q: Quantity) -> Tokens:
    """The name of what a ledger is about, in its first row only."""
    if q != group.quantities[0]:
        return ()
    last = group.quantities[-1]
    if last.kind == "dE/dparameter":
        return parameter(board, last)
    if last.kind == "dE/dinput":
        return board.name(Quantity("input", last.subject), "neuron")
    return board.name(last._replace(kind="out"), "neuron")


def _index(board: Board, quantities: list[Quantity]) -> str:
    """The common letter of the neurons that the paths go through: o for o1 and o2, else k."""
    stems = {_through(board, q).rstrip("0123456789") for q in quantities}
    return stems.pop() if len(stems) == 1 and "" not in stems else "k"


def _path_columns(board: Board, terms: list[list[Term]], index: str) -> list[Column]:
    columns = []
    for place in range(len(terms[0])):
        column = [product[place] for product in terms]
        sign = board.sign["times"] if place else ""
        weights = all(isinstance(term, Quantity) and term.kind == "parameter" for term in column)
        heading = _net_by_out(board, index) if weights else fraction(board, column[0], index)
        texts = _named_weights(board, column) if weights else cells(board, column)
        columns.append(numeric(texts, heading, sign) if not weights else Column(tuple(texts), heading, sign))
    return columns


def _net_by_out(board: Board, index: str) -> Heading:
    letters = board.notation.letters
    return stacked(board, Symbol(letters.get("net") or "net", index), Symbol(letters.get("out") or "out"))


def _named_weights(board: Board, terms: list[Term]) -> list[Tokens]:
    """A weight by its name and number: w5 0.4."""
    names = [board.name(term) for term in terms]
    widest = max(width_of(name) for name in names)
    texts = aligned([plain(text) for text in board.column(terms)])
    gap = plain(board.sign["beside"])
    return [left(name, widest) + gap + text for name, text in zip(names, texts, strict=True)]
