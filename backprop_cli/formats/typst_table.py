"""Tables in Typst: numbers with their points below each other, signs in columns of their own, totals.

The rows that a total sums stay on one page with it: the name before them is a cell that cannot be broken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..page.blocks import Row, Table
from ..writing.tokens import Tokens, text_of
from ..writing.typst_markup import TYPST
from .typst_words import ROLES, call, large, listed, maths

Pair = tuple[Row, Row]
"""A row and its plain text."""

SIGNS = "×=−+"
"""Signs between columns that are not mathematics on their own."""

WIDE = 60
"""Digits from which on a table may be too wide for the page."""

MOST_WHOLE = 20
"""Rows of a total that stay on one page."""

NUMBER = re.compile(r"(?:.*\s)?-?\d+(?:\.(\d+))?")
"""What ends in a plain number, and its decimals."""


def table(block: Table, said: Table) -> str:
    """A table; one that may be too wide is made smaller where it is."""
    heads = _cells([large(*pair) for pair in zip(block.headings, said.headings, strict=True)], block.signs)
    decimals = [_decimals(column) for column in _columns(said)]
    alignment = ", ".join(_alignment(block.signs))
    pairs = list(zip(block.rows, said.rows, strict=True))
    rows = [row for group in _groups(pairs) for row in _group(block.signs, group, decimals)]
    head = listed(heads) if any(block.headings) else "()"
    text = call("numbers", f"({alignment},)", head, *rows)
    return f"#fit[\n{text}]\n" if _breadth(block) > WIDE else text


def _groups(pairs: list[Pair]) -> Iterator[list[Pair]]:
    """Rows that a total sums, with the total; any other alone."""
    group: list[Pair] = []
    for pair in pairs:
        if group and pair[0].cells[0] and not pair[0].total:
            yield group
            group = []
        group.append(pair)
    if group:
        yield group


def _group(signs: tuple[str, ...], group: list[Pair], decimals: list[int | None]) -> Iterator[str]:
    """Rows; those of a total have their name before them in one cell."""
    whole = group[-1][0].total and len(group) <= MOST_WHOLE
    for place, (row, said) in enumerate(group):
        if row.total:
            yield _total(signs, row, said, decimals[-1], whole)
            continue
        triples = zip(row.cells, said.cells, decimals, strict=True)
        cells = _cells([_number(*triple) for triple in triples], signs)
        first = [f"whole({len(group)}, {cells[0]})"] if not place else []
        yield ", ".join([*first, *cells[1:]] if whole else cells)


def _total(signs: tuple[str, ...], row: Row, said: Row, most: int | None, whole: bool) -> str:
    """The name and the number of a total, in the last columns."""
    count = len(signs) + sum(map(bool, signs))
    name, number = zip(row.cells, said.cells, strict=True)
    return f"..total({count}, {count - 2 - whole}, {maths(*name)}, {_number(*number, most)})"


def _breadth(block: Table) -> int:
    """About how many digits wide a table is."""
    columns = zip(block.headings, *(row.cells for row in block.rows if not row.total), strict=True)
    return sum(2 + max(TYPST.width(text_of(cell)) for cell in column) for column in columns) + sum(
        4 for sign in block.signs if sign
    )


def _columns(said: Table) -> Iterator[list[str]]:
    """The texts of each column, totals left out."""
    return map(
        list, zip(*([text_of(cell) for cell in row.cells] for row in said.rows if not row.total), strict=True)
    )


def _decimals(texts: list[str]) -> int | None:
    """The most decimals of a column of plain numbers, None for another one."""
    matches = [NUMBER.fullmatch(text) for text in texts if text and "_" * 8 not in text]
    return max((len(match[1] or "") for match in matches if match), default=None) if all(matches) else None


def _alignment(signs: tuple[str, ...]) -> Iterator[str]:
    for place, sign in enumerate(signs):
        yield from ["center"] if sign else []
        yield "right" if place else "left"


def _cells(cells: list[str], signs: tuple[str, ...]) -> list[str]:
    """Cells with the signs before them in columns of their own."""
    parts = []
    for cell, sign in zip(cells, signs, strict=True):
        parts += [f"[{sign}]" if sign in SIGNS else f'maths("{sign}", ${sign}$)'] if sign else []
        parts.append(cell)
    return parts


def _number(tokens: Tokens, said: Tokens, most: int | None) -> str:
    """A cell: a number with room for the decimals it has not, or mathematics."""
    text = text_of(said)
    match = NUMBER.fullmatch(text)
    cell = maths(tokens, said)
    if match and " " not in text:
        role = next((role for _, role in tokens if role in ROLES), "")
        cell = f"{role}[{text.replace('-', '−')}]"
    return (
        f"room({cell}, {_lacking(match[1], most)})" if match and most and len(match[1] or "") < most else cell
    )


def _lacking(decimals: str | None, most: int) -> str:
    """What a number is narrower than the widest of its column: decimals, and the point of a whole one."""
    return f"{(most - len(decimals or '')) * 0.5 + 0.278 * (decimals is None):g}em"
