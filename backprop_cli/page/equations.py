"""Steps as equations: name = symbols = numbers = value, a row each."""

from __future__ import annotations

from collections.abc import Iterable

from ..calculation.quantity import Quantity
from ..calculation.step import Step
from ..writing.board import Board
from ..writing.lines import aligned
from ..writing.tokens import Tokens, plain
from .blocks import Equation


def equations_of(board: Board, quantities: Iterable[Quantity], short: bool = True) -> list[Equation]:
    """The equations of some quantities, their values aligned; `short` are formulas without their details."""
    quantities = list(quantities)
    values = aligned(
        [
            plain(text, board.value_role(q))
            for q, text in zip(quantities, board.column(quantities), strict=True)
        ]
    )
    return [_equation(board, q, value, short) for q, value in zip(quantities, values, strict=True)]


def _equation(board: Board, q: Quantity, value: Tokens, short: bool) -> Equation:
    formula = board.worksheet.step(q).formula
    name = board.name(q, "neuron" if q.kind in ("out", "loss") else None)
    if isinstance(formula, int) or board.hides_formulas:
        return Equation(q, name, (), (), value)
    symbols = _symbols(board, board.worksheet.step(q))
    if isinstance(formula, Quantity):
        return Equation(q, name, symbols, (), value)
    return Equation(q, name, symbols, _numbers(board, board.worksheet.step(q), short), value)


def _numbers(board: Board, step: Step, short: bool) -> Tokens:
    if board.hides_substitution:
        return plain(board.sign["blank"] * 2)
    return board.substituted(step.short if short and step.short is not None else step.formula)


def _symbols(board: Board, step: Step) -> Tokens:
    term = step.formula if step.short is None else step.short
    brief = board.is_about_one_neuron(step.quantity, step.formula)
    return (board.brief if brief else board.symbols).write(term)


def named_numbers(board: Board, quantities: Iterable[Quantity]) -> list[Equation]:
    """Numbers alone: name = value."""
    return [Equation(q, board.name(q), (), (), plain(board.number(q))) for q in quantities]
