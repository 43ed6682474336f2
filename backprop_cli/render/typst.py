"""The sheet as Typst: a document that stands alone and needs no package.

Every equation has its plain text beside it, for those who do not see it: the blocks are made twice, in Typst
and in plain signs, and correspond one to one. What a block looks like is its row in `SETTINGS`; the functions
that set it are those of `typst_preamble`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from ..writing.blocks import (
    Equation,
    Equations,
    Grid,
    Heading,
    Matrices,
    Picture,
    Question,
    Row,
    Sentence,
    Table,
    Title,
)
from ..writing.board import Board
from ..writing.breaking import fitted, rows_of_grids
from ..writing.markup import UNICODE
from ..writing.pages import blocks, pictured
from ..writing.tokens import MATHS, Tokens, text_of
from ..writing.typst import BLANK, TYPST, quoted
from .typst_preamble import PREAMBLE

if TYPE_CHECKING:
    from ..example.worksheet import Worksheet
    from ..writing.style import Style

WIDTH = 80
"""Digits on a line of the page."""

ROLES = ("value", "gradient", "new")
"""The roles that are set off, each by the function of its name."""

FRACTION = re.compile(r"(?<!inline\()\bd?(frac|cases)\(")
"""What reaches above and below a line."""

SIGNS = "×=−+"
"""Signs between columns that are not mathematics on their own."""

WIDE = 60
"""Digits from which on a table may be too wide for the page."""

NUMBER = re.compile(r"(?:.*\s)?-?\d+(?:\.(\d+))?")
"""What ends in a plain number, and its decimals."""


PLAIN = re.compile(r"-?\d+(\.\d+)?")


def render(worksheet: Worksheet, style: Style) -> str:
    """The Typst source of a sheet."""
    board, flat = (Board(worksheet, style, markup) for markup in (TYPST, UNICODE))
    pairs = zip(blocks(board), blocks(flat), strict=True)
    body = "\n".join(SETTINGS[type(block)](flat, block, said) for block, said in pairs)
    title = f"#show: sheet.with(title: {quoted(worksheet.network.name)})\n"
    return f"{PREAMBLE}\n{title}\n{body}"


def spoken(tokens: Iterable[Tokens]) -> str:
    """What is said in the place of mathematics, as a string."""
    text = " ".join(filter(None, map(text_of, tokens)))
    return quoted(re.sub("_{8,}", "blank", re.sub("─+", "/", " ".join(text.split()))))


def maths(tokens: Tokens, said: Tokens) -> str:
    """An equation within a line."""
    text = set_off(tokens).strip()
    if text == BLANK:
        return "blank"
    name = "tall" if BLANK in text or FRACTION.search(text) else "maths"
    return f"{name}({spoken([said])}, ${text}$)" if text else "[]"


def large(tokens: Tokens, said: Tokens) -> str:
    """An equation within a line whose fractions have the size of displayed ones."""
    return maths(tuple((FRACTION.sub(r"d\1(", text), "") for text, _ in tokens), said)


def set_off(tokens: Tokens) -> str:
    """Mathematics, its results set off."""
    return "".join(
        f"{role}({text})" if role in ROLES and BLANK not in text else text for text, role in tokens
    )


def words(tokens: Tokens, said: Tokens) -> str:
    """Words with mathematics in them, as content."""
    plain = iter(text for text, role in said if role == MATHS)
    parts = (
        f"#maths({spoken([((next(plain), ''),)])}, ${text}$)" if role == MATHS else f"#{quoted(text)}"
        for text, role in tokens
        if text
    )
    return f"[{''.join(parts)}]"


def call(name: str, *arguments: str) -> str:
    """A call of one of our functions, an argument a line where there are many."""
    inside = ", ".join(arguments)
    if len(inside) < 100:
        return f"#{name}({inside})\n"
    return f"#{name}(\n" + "".join(f"  {one},\n" for one in arguments) + ")\n"


def listed(items: Iterable[str]) -> str:
    """An array."""
    made = list(items)
    return f"({', '.join(made)}{',' * (len(made) == 1)})"


def _title(flat: Board, block: Title, said: Title) -> str:
    conventions = zip(block.conventions, said.conventions, strict=True)
    return call(
        "head",
        quoted(block.name),
        listed(map(quoted, block.paragraphs)),
        listed(words(*pair) for pair in conventions),
        listed(listed((quoted(label), quoted(text))) for label, text in block.fields),
    )


def _heading(flat: Board, block: Heading, said: Heading) -> str:
    pairs = zip(block.definitions, said.definitions, strict=True)
    parts = [f"box({large(*pair)})" for pair in pairs]
    parts += [words(block.sentence, said.sentence)] if block.sentence else []
    return call("part", str(block.number), quoted(block.title), *parts)


def _picture(flat: Board, block: Picture, said: Picture) -> str:
    """The network, drawn in Typst, with its description."""
    from .typst_diagram import typst

    return f"#picture[\n{typst(pictured(flat), False).strip()}\n]\n"


def _sentence(flat: Board, block: Sentence, said: Sentence) -> str:
    return f"#par{words(block.tokens, said.tokens)}\n" if block.tokens else ""


def _question(flat: Board, block: Question, said: Question) -> str:
    text = words(block.tokens, said.tokens)
    return call("question", str(block.number), text, quoted(block.points), str(block.room))


def _equations(flat: Board, block: Equations, said: Equations) -> str:
    text = ""
    if block.definitions:
        formulas = (large(*pair) for pair in zip(block.definitions, said.definitions, strict=True))
        text = call("whose", quoted(block.whose), *formulas)
    return text + call("equations", *map(_equation, block.rows, said.rows))


def _equation(row: Equation, said: Equation) -> str:
    lines = [
        "".join(f" = {set_off(side)}" if equal else f" quad {set_off(side)}" for equal, side in line)
        for line in fitted(row, TYPST, WIDTH)
    ]
    sides = [((" = ", ""), *side) for side in said.sides]
    text = r" \ &".join(lines).strip()
    return listed((spoken([said.name, *sides]), f"${set_off(row.name)}$", f"${text}$"))


def _table(flat: Board, block: Table, said: Table) -> str:
    heads = _cells([large(*pair) for pair in zip(block.headings, said.headings, strict=True)], block.signs)
    decimals = [_decimals(column) for column in _columns(said)]
    alignment = ", ".join(_alignment(block.signs))
    rows = [_row(block, row, other, decimals) for row, other in zip(block.rows, said.rows, strict=True)]
    head = listed(heads) if any(block.headings) else "()"
    table = call("numbers", f"({alignment},)", head, *rows)
    return f"#fit[\n{table}]\n" if _breadth(block) > WIDE else table


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
    return max((len(one[1] or "") for one in matches if one), default=None) if all(matches) else None


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


def _row(block: Table, row: Row, said: Row, decimals: list[int | None]) -> str:
    pairs = list(zip(row.cells, said.cells, strict=True))
    if row.total:
        count = len(block.signs) + sum(map(bool, block.signs))
        return f"..total({count}, {maths(*pairs[0])}, {_number(*pairs[1], decimals[-1])})"
    cells = [_number(*pair, most) for pair, most in zip(pairs, decimals, strict=True)]
    return ", ".join(_cells(cells, block.signs))


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


def _matrices(flat: Board, block: Matrices, said: Matrices) -> str:
    lines = [f"= {set_off(block.symbols)}"] if block.symbols else []
    for row in rows_of_grids(block, TYPST, WIDTH):
        grids = " ".join(f"{grid.sign} {_matrix(grid)}" for grid in row)
        lines.append(grids if lines[1:] or row[0].sign == "=" else f"= {grids}")
    text = r" \ &".join(lines)
    return call("equations", listed((_spoken_matrices(said), f"${set_off(block.name)}$", f"${text}$")))


def _spoken_matrices(said: Matrices) -> str:
    grids = [((f"{grid.sign or '='} {_spoken_grid(grid)}", ""),) for grid in said.grids]
    symbols = [((" = ", ""), *said.symbols)] if said.symbols else []
    return spoken([said.name, *symbols, *grids])


def _spoken_grid(grid: Grid) -> str:
    """A matrix in words: its rows apart by semicolons."""
    return f"({'; '.join(', '.join(map(text_of, row)) for row in grid.rows)})"


def _matrix(grid: Grid) -> str:
    """A matrix whose numbers stand with their points below each other."""
    columns = [_aligned([set_off(cell) for cell in column]) for column in zip(*grid.rows, strict=True)]
    return f"mat({'; '.join(', '.join(row) for row in zip(*columns, strict=True))})"


def _aligned(column: list[str]) -> list[str]:
    """Plain numbers with a mark before the point."""
    if len(column) < 2 or not all(PLAIN.fullmatch(one) for one in column):
        return column
    return [one.replace(".", "&.") if "." in one else f"{one}&" for one in column]


SETTINGS: dict[type, Callable[[Board, Any, Any], str]] = {
    Title: _title,
    Heading: _heading,
    Picture: _picture,
    Sentence: _sentence,
    Question: _question,
    Equations: _equations,
    Table: _table,
    Matrices: _matrices,
}
"""How each block is set."""
