"""The table of a marked sheet for the terminal: a row an answer, what is right quieter than what is wrong."""

from __future__ import annotations

from itertools import compress
from typing import TYPE_CHECKING, NamedTuple

from ..writing.lines import INDENT, aligned
from ..writing.tokens import Tokens, left, plain, stripped, width_of, with_role
from .report import Report
from .verdicts import CORRECT, Mark

if TYPE_CHECKING:
    from ..writing.style import Style

GAP = plain("  ")
"""What stands between two columns."""

HEADS = ("quantity", "yours", "expected", "accepted", "points", "verdict")
"""The columns before the remark; one that is empty in every row is left out."""

TYPED = 16
"""So many signs of an answer that is no number are shown."""

DASHES = str.maketrans({"–": "-", "…": "~"})


class Table(NamedTuple):
    """The heads and a row for each answer; `is_narrow`: what is accepted found no room beside the rest."""

    heads: Tokens
    rows: list[Tokens]
    is_narrow: bool

    @property
    def width(self) -> int:
        """The width of the widest row."""
        return max(map(width_of, self.rows))


def table_of(report: Report, style: Style) -> Table:
    """The table, without the columns that would be empty."""
    columns = {head: cells for head, cells in _columns(report, style).items() if any(map(width_of, cells))}
    whole = Table(*_set(report, columns), False)
    if INDENT + max(whole.width, width_of(whole.heads)) <= style.width or "accepted" not in columns:
        return whole
    del columns["accepted"]
    return Table(*_set(report, columns), True)


def _set(report: Report, columns: dict[str, list[Tokens]]) -> tuple[Tokens, list[Tokens]]:
    """The heads over the rows, each cell padded to its column."""
    widths = [max(len(head), *map(width_of, cells)) for head, cells in columns.items()]
    heads = [left(plain(head, "dim"), width) for head, width in zip(columns, widths, strict=True)]
    rows = [
        [left(cell, width) for cell, width in zip(cells, widths, strict=True)]
        for cells in zip(*columns.values(), strict=True)
    ]
    return _joined(heads), [_as_loud(mark, row) for mark, row in zip(report.marks, rows, strict=True)]


def _as_loud(mark: Mark, cells: list[Tokens]) -> Tokens:
    """A row; all of a correct one is dim but the verdict, which is its last cell."""
    if mark.verdict == CORRECT:
        cells = [*(with_role(cell, "dim") for cell in cells[:-1]), cells[-1]]
    return _joined(cells)


def _joined(cells: list[Tokens]) -> Tokens:
    result: Tokens = ()
    for cell in cells:
        result += GAP + cell if result else cell
    return stripped(result)


def _columns(report: Report, style: Style) -> dict[str, list[Tokens]]:
    """The cells of every column by its head, numbers under each other by their points."""
    marks = report.marks
    cells = (
        [plain(report.name(mark.answer)) for mark in marks],
        _yours(report, style),
        aligned([plain(report.expected(mark)) for mark in marks]),
        [plain(report.accepted(mark)) for mark in marks],
        [plain(report.points(mark)) for mark in marks],
        [plain(mark.verdict, mark.verdict) for mark in marks],
    )
    return dict(zip(HEADS, cells, strict=True))


def _yours(report: Report, style: Style) -> list[Tokens]:
    """What the student wrote: numbers under each other, other texts from the left."""
    typed = [plain(_typed(report, mark, style)) for mark in report.marks]
    are_numbers = [mark.answer.written is not None for mark in report.marks]
    numbers = iter(aligned(list(compress(typed, are_numbers))))
    return [next(numbers) if is_number else text for text, is_number in zip(typed, are_numbers, strict=True)]


def _typed(report: Report, mark: Mark, style: Style) -> str:
    """What the student wrote, the minus of a number the one of the keyboard; of other texts the beginning."""
    written = mark.answer.written
    text = report.yours(mark).replace("−", "-") or "–"
    if len(text) > TYPED and written is None:
        text = text[: TYPED - 1] + "…"
    if style.ascii and not text.isascii():
        return _ascii(text) if written is None else str(written.value)
    return text


def _ascii(text: str) -> str:
    """A text that is no number in the signs of the keyboard, others as question marks."""
    return text.translate(DASHES).encode("ascii", "replace").decode("ascii")
