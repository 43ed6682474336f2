"""What is known of a printed number, in sentences: where it comes from, and what is right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from ..writing import numbers
from ..writing.board import Board
from ..writing.lines import broken
from ..writing.tokens import Tokens, plain, text_of
from . import descriptions

if TYPE_CHECKING:
    from ..check.reading.written import Written
    from ..sheet.worked_example import Worksheet
    from ..writing.style import Style
    from .explanation import Explained
    from .findings import Finding

MOST, MOST_NAMES = 4, 3
"""Findings of one number that are told, and names of one finding."""

APART = ("if ", "follows ", "from ")
"""How words begin that stand behind a comma."""

NOTHING = "Nothing fits. The nearest is {near}."
BY_CHANCE = "Nothing fits better than chance. The nearest is {near}."
DOUBTFUL = "The number has too few digits to tell that from chance."
SOURCE = "No reason is found for it. It is printed as {name}, for which {right} is right: {others} from it."
MORE = "{count} more numbers are printed so; more digits would tell."


def render(worksheet: Worksheet, explained: Sequence[Explained], style: Style) -> str:
    """A paragraph for each number."""
    board = Board(worksheet, style)
    lines = [line for known in explained for line in (*_number(board, known), ())][:-1]
    if style.color:
        from ..writing.colour import coloured

        return coloured(lines)
    return "".join(text_of(line) + "\n" for line in lines)


def _number(board: Board, known: Explained) -> Iterator[Tokens]:
    yield plain(known.written.text, "neuron")
    groups = list(_groups(known.findings))
    for group in groups[:MOST]:
        yield from _indented(board, _sentence(board, known, group))
        right = group[0].right
        if group[0].how and right is not None:
            yield from _indented(board, f"A correct calculation gives {_right(known.written, right)}.", 5)
    for sentence in _remarks(board, known, len(groups)):
        yield from _indented(board, sentence)


def _groups(findings: Iterable[Finding]) -> Iterator[list[Finding]]:
    """The findings that are one number by one way; those that are right one by one."""
    table: dict[object, list[Finding]] = {}
    for place, finding in enumerate(findings):
        same = (
            finding.how,
            None if finding.right is None else f"{finding.right:.12e}",
            finding.quantity.update,
        )
        table.setdefault(same if finding.how else place, []).append(finding)
    return iter(table.values())


def _sentence(board: Board, known: Explained, group: Sequence[Finding]) -> str:
    """What prints so, and how."""
    first, others = group[0], group[1 : MOST_NAMES + 1]
    also = ", ".join(
        descriptions.name(board, one.quantity) + descriptions.where(board, one.quantity)
        for one in others
        if not one.target.form
    )
    names = descriptions.described(board, first.target) + (
        f" (as are {also})" if "," in also else f" (as is {also})" if also else ""
    )
    if first.how == "cut off":
        return f"{names}, worked out right and cut off."
    if first.how:
        source = descriptions.name(board, known.source[0]) if known.source else ""
        how = first.how.format(source=source) if known.source else first.how
        return f"{names}{',' if how.startswith(APART) else ''} {how}."
    is_given = first.quantity in board.worksheet.given
    return f"{names}, {'as the file gives it' if is_given else 'worked out right'}."


def _remarks(board: Board, known: Explained, groups: int) -> Iterator[str]:
    """What is said after the findings, or in their place."""
    right = _right(known.written, known.nearest.right or Decimal(0))
    near = f"{descriptions.described(board, known.nearest.target)}, {right}"
    if known.source and not known.findings:
        q, exact, followers = known.source
        others = (
            f"{', '.join(followers[:-1])} and {followers[-1]} follow"
            if followers[1:]
            else f"{followers[0]} follows"
        )
        yield SOURCE.format(
            name=descriptions.name(board, q), right=_right(known.written, exact), others=others
        )
    elif not known.findings:
        yield (BY_CHANCE if known.fits else NOTHING).format(near=near)
    elif known.doubtful:
        yield DOUBTFUL
    elif groups > MOST:
        yield MORE.format(count=groups - MOST)


def _right(written: Written, right: Decimal) -> str:
    """The right number with at least the digits of the written one."""
    return numbers.one(right, max(0, min(written.decimals, 17)))


def _indented(board: Board, text: str, indent: int = 3) -> Iterator[Tokens]:
    for line in broken(text.split(), " ", board.style.width - indent):
        yield plain(" " * indent + line)
