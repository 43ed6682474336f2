"""What is known of a printed number, in sentences: where it comes from, and what is right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ..writing import numbers
from ..writing.board import Board
from ..writing.lines import broken
from ..writing.tokens import Tokens, plain, text_of

if TYPE_CHECKING:
    from ..calculation.quantity import Quantity
    from ..check.reading.written import Written
    from ..sheet.worked_example import Worksheet
    from ..writing.style import Style
    from .candidates import Finding

MOST = 8
"""Findings of one number that are told."""

FORMS = {
    "change": "{name} {minus} {before}, the change of the parameter",
    "error": "{target} {minus} {name}, the error",
}
"""What a difference is called."""


def render(
    worksheet: Worksheet, explained: Sequence[tuple[Written, Sequence[Finding], Finding]], style: Style
) -> str:
    """A paragraph for each number."""
    board = Board(worksheet, style)
    lines = [line for known in explained for line in (*_number(board, *known), ())][:-1]
    if style.color:
        from ..writing.colour import coloured

        return coloured(lines)
    return "".join(text_of(line) + "\n" for line in lines)


def _number(board: Board, written: Written, findings: Sequence[Finding], near: Finding) -> Iterator[Tokens]:
    yield plain(written.text, "neuron")
    if not findings:
        yield from _indented(
            board, f"Nothing fits. The nearest is {_what(board, near)}, {_right(written, near)}."
        )
    for finding in findings[:MOST]:
        how = "as the file gives it" if finding.quantity in board.worksheet.given else "worked out right"
        yield from _indented(
            board, f"{_what(board, finding)}{f' {finding.how}' if finding.how else f', {how}'}."
        )
        if finding.how:
            yield from _indented(board, f"A correct calculation gives {_right(written, finding)}.", 5)
    if len(findings) > MOST:
        yield from _indented(board, f"{len(findings) - MOST} more ways lead to it; more digits would tell.")


def _what(board: Board, finding: Finding) -> str:
    """E⁺, the loss after the step."""
    q, form = finding.quantity, finding.target.form
    name = text_of(board.of_batch().name(q))
    if form:
        difference = FORMS[form].format(name=name, minus=board.sign["minus"], **_others(board, q))
        return difference + _where(board, q)
    word = "the value" if q in board.worksheet.given else q.traits.word
    after = " after the step" if q.update and not q.traits.stepped else ""
    return f"{name}, {word}{after}{_where(board, q)}"


def _others(board: Board, q: Quantity) -> dict[str, str]:
    """The names of what stands beside a quantity in a difference."""
    before = q._replace(update=q.update - 1) if q.update else q
    target = q._replace(kind="target", update=0)
    names = {"before": before, "target": target}
    return {key: text_of(board.of_batch().name(quantity)) for key, quantity in names.items()}


def _where(board: Board, q: Quantity) -> str:
    parts = []
    if len(board.worksheet.updates) > 1:
        parts.append(f"step {q.update + (not q.traits.stepped)}")
    if len(board.worksheet.network.samples) > 1 and q.sample is not None:
        parts.append(f"sample {q.sample + 1}")
    return f" ({', '.join(parts)})" if parts else ""


def _right(written: Written, finding: Finding) -> str:
    """The right number with at least the digits of the written one."""
    return numbers.one(finding.right, max(0, min(written.decimals, 17)))


def _indented(board: Board, text: str, indent: int = 3) -> Iterator[Tokens]:
    for line in broken(text.split(), " ", board.style.width - indent):
        yield plain(" " * indent + line)
