"""What a verification says: a difference quotient line by line, gradients beside it, corners, the verdict.

Everything is a list of lines of tokens; what stands where is `verification_terminal`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import Any

from ..page.tables import Column, label, numeric, rows_of
from ..writing import numbers
from ..writing.board import Board
from ..writing.lines import INDENT, broken
from ..writing.tokens import Tokens, left, plain, text_of
from .difference_quotients import AGREES, CORNER, Comparison, as_decimal

DIGITS = 12
"""Decimals of a gradient: enough to see two of them agree."""

FIGURES, MOST_PLACES = 8, 40
"""Figures that a difference of two losses shows, and the most decimals of a loss."""


def name_of_gradient(board: Board, comparison: Comparison) -> str:
    """∂E/∂w5; where there are several samples the letter of the loss says which, ∂E(2)/∂x1."""
    return text_of(board.of_batch().notation.name(comparison.gradient))


def quotient_lines(board: Board, comparison: Comparison) -> list[Tokens]:
    """E(w + h), E(w − h), their difference, and it over 2h beside the chain rule's value."""
    minus, loss, w = board.sign["minus"], board.notation.letter("loss"), comparison.changed.subject
    names = [f"{loss}({w} + h)", f"{loss}({w} {minus} h)", "difference", "difference / 2h"]
    if comparison.quotient is None:
        return [plain(f"   {loss} has no value at {w} + h or at {w} {minus} h", "neuron")]
    difference = comparison.above.loss - comparison.below.loss
    written = losses_written([comparison.above.loss, comparison.below.loss], difference)
    rows = [written(number) for number in (comparison.above.loss, comparison.below.loss, difference)]
    last = numbers.column([as_decimal(comparison.quotient), as_decimal(comparison.chain)], DIGITS)
    rows += [
        last(as_decimal(comparison.quotient)),
        last(as_decimal(comparison.chain)),
        small(comparison.error),
    ]
    names += [f"{name_of_gradient(board, comparison)} by the chain rule", "relative error"]
    width = max(map(len, names))
    before = max(row.startswith("-") for row in rows)
    return [
        plain(" " * INDENT) + left(plain(name), width) + plain("  =  ", "dim") + _padded(row, before, name)
        for name, row in zip(names, rows, strict=True)
    ]


def _padded(row: str, before: int, name: str) -> Tokens:
    role = "gradient" if "/" in name else "value" if "(" in name else ""
    return plain(row if row.startswith("-") else " " * before + row, role)


def losses_written(losses: Sequence[Any], difference: Any) -> Callable[[Any], str]:
    """How losses are written whose difference shall be seen."""
    exact = as_decimal(difference)
    if not isinstance(difference, Decimal):
        return lambda number: f"{number:.17f}"
    places = FIGURES - 1 - exact.adjusted() if exact else DIGITS
    return lambda number: numbers.fixed(number, max(DIGITS, min(places, MOST_PLACES)))


def small(number: Any) -> str:
    """An error: 0, or two figures and a power of ten."""
    return "0" if not number else f"{number:.1e}" if isinstance(number, float) else _power(number)


def power_of_ten(number: Any) -> str:
    """A step or a tolerance as it is typed: 1e-10."""
    return f"{as_decimal(number) if isinstance(number, Decimal) else Decimal(repr(number)).normalize():e}"


def _power(number: Decimal) -> str:
    digits, _, exponent = f"{number:.1e}".partition("e")
    return f"{digits}e{int(exponent):+03d}"


def gradients(board: Board, every: Sequence[Comparison]) -> list[Tokens]:
    """A row a gradient: the chain rule's, the quotient, the relative error; a list where that is too wide."""
    cells = [_cells(every, index) for index in range(2)]
    columns = [
        label([plain(name_of_gradient(board, comparison), "weight") for comparison in every]),
        numeric([plain(cell, "gradient") for cell in cells[0]], ("chain rule",), ""),
        numeric([plain(cell) for cell in cells[1]], ("quotient",), " "),
        numeric([plain(_error(comparison)) for comparison in every], ("relative error",), " "),
        Column(tuple(plain(remark(comparison), "neuron") for comparison in every), ("",), " "),
    ]
    return rows_of(columns, board.style.width) or _listed(board, every, cells)


def remark(comparison: Comparison) -> str:
    """What stands beside a gradient: nothing where its error is small."""
    if comparison.verdict == AGREES:
        return "" if comparison.error <= comparison.ground.tolerance else "vanishes with h"
    return "corner" if comparison.verdict == CORNER else "DIFFERS"


def _cells(every: Sequence[Comparison], index: int) -> list[str]:
    values = [(comparison.chain, comparison.quotient)[index] for comparison in every]
    write = numbers.column(
        [as_decimal(x) for comparison in every for x in (comparison.chain, comparison.quotient) if x], DIGITS
    )
    return ["none" if x is None else write(as_decimal(x)) for x in values]


def _error(comparison: Comparison) -> str:
    return "none" if comparison.error is None else small(comparison.error)


def _listed(board: Board, every: Sequence[Comparison], cells: list[list[str]]) -> list[Tokens]:
    lines: list[Tokens] = []
    for comparison, chain, quotient in zip(every, *cells, strict=True):
        lines.append(plain("   ") + plain(name_of_gradient(board, comparison), "weight"))
        parts = (
            f"chain rule {chain}",
            f"quotient {quotient}",
            f"error {_error(comparison)}",
            remark(comparison),
        )
        lines += [plain(f"     {part}") for part in parts if part]
    return lines


def corners(board: Board, every: Iterable[Comparison]) -> list[Tokens]:
    """Which corner lies within the step of a gradient without a slope, and the slopes on both sides."""
    lines: list[Tokens] = []
    for comparison in every:
        if comparison.verdict == CORNER:
            lines += paragraph(board, corner_text(board, comparison))
    return lines


def corner_text(board: Board, comparison: Comparison) -> str:
    """Why there is no slope to compare with."""
    name, w = name_of_gradient(board, comparison), comparison.changed.subject
    if comparison.quotient is None:
        return f"{name}: the loss has no value on one side of {w}."
    where = ", ".join(
        f"{corner.looked_at} meets the corner of {corner.entry}" for corner in comparison.corners
    )
    sides = f"to the left the slope is {_side(comparison.left)}, to the right {_side(comparison.right)}"
    return f"{name}: within h of {w}, {where}: {sides}, and the chain rule takes {_side(comparison.chain)}."


def _side(slope: Any) -> str:
    return "none" if slope is None else numbers.one(as_decimal(slope), 6)


def steps_table(board: Board, rows: Sequence[tuple[Comparison, Comparison | None]]) -> list[Tokens]:
    """A row a step h: the relative error of the quotient in decimals and in double precision."""
    columns = [
        Column(tuple(plain(power_of_ten(comparison.step)) for comparison, _ in rows), ("h",)),
        Column(tuple(plain(_error(comparison)) for comparison, _ in rows), ("error in decimals",), " "),
        Column(
            tuple(plain(_error(in_doubles)) if in_doubles else () for _, in_doubles in rows),
            ("in double precision",),
            " ",
        ),
    ]
    return rows_of(columns, board.style.width) or []


def paragraph(board: Board, text: str, role: str = "", word: str = "") -> list[Tokens]:
    """A text in lines of its own, its first words in bold."""
    lines = [
        plain(" " * INDENT + line, role) for line in broken(text.split(), " ", board.style.width - INDENT)
    ]
    if word and lines and text_of(lines[0]).lstrip().startswith(word):
        rest = text_of(lines[0]).lstrip()[len(word) :]
        lines[0] = plain(" " * INDENT) + plain(word, "neuron") + plain(rest, role)
    return lines
