"""The sheet as Markdown whose mathematics is LaTeX: it renders on GitHub and in Jupyter.

Both read Markdown before mathematics, so nothing in a formula may look like Markdown: a line ends with
`\\cr`, a blank stands behind each `_`, and signs that mean something to either are written by their numbers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from ..page.blocks import (
    Block,
    Equations,
    Heading,
    Matrices,
    Picture,
    Question,
    Row,
    Sentence,
    Table,
    Title,
    plain_blocks,
)
from ..page.breaking import fitted, rows_of_grids
from ..picture.rails import picture
from ..picture.wires import wiring
from ..writing.board import Board
from ..writing.latex_markup import LATEX, SPECIAL
from ..writing.tokens import MATHS, Tokens, stripped, text_of

MARKUP = LATEX

WIDTH = 90
"""Digits on a line of the page."""

PUNCTUATION = re.compile(r"([\\`*_\[\]#|<>~$&])")
LIST = re.compile(r"(\d*)([-+.)])")
"""How an entry of a list would begin."""

UNSAFE = {r"\\": r"\cr", r"\,\%": r"\unicode{x25}", r"\left|": r"\left\vert ", r"\right|": r"\right\vert "}
"""What would be read as Markdown, and what says the same."""

NUMBERED = {
    SPECIAL.get(sign, sign): rf"}}\unicode{{x{ord(sign):X}}}\text{{"
    for sign in (*SPECIAL, "[", "*")
    if sign not in "-,?!"
}
"""The signs of text that are written by their numbers."""

LINE = r"\_" * 30
"""A line to write on."""

BOLD = ("value", "gradient", "new")
"""The roles that are set off."""


def render(board: Board, page: Iterable[Block]) -> str:
    """The sheet in Markdown."""
    flat = Board(board.worksheet, board.style._replace(ascii=False))
    return (
        "\n".join(part for block in plain_blocks(page) for part in SETTINGS[type(block)](flat, block)) + "\n"
    )


def escaped(text: str) -> str:
    """Somebody's text as text."""
    return (
        LIST.sub(r"\1\\\2", PUNCTUATION.sub(r"\\\1", text), 1)
        if LIST.match(text)
        else PUNCTUATION.sub(r"\\\1", text)
    )


def maths(text: str) -> str:
    """LaTeX that Markdown leaves alone."""
    for unsafe, safe in (UNSAFE | NUMBERED).items():
        text = text.replace(unsafe, safe)
    text = text.replace("_{", "_ {").replace("<", r"\lt ").replace(">", r"\gt ")
    return text.replace(r"\text{}", "")


def _inline(text: str) -> str:
    return f"${maths(text)}$" if text else ""


def _words(tokens: Tokens) -> str:
    """Words with mathematics in them."""
    return "".join(_inline(text) if role == MATHS else escaped(text) for text, role in tokens)


def _set_off(tokens: Tokens) -> str:
    """Mathematics with its results in bold."""
    blank = LATEX.signs["blank"]
    return "".join(rf"\mathbf{{{text}}}" if role in BOLD and text != blank else text for text, role in tokens)


def _title(flat: Board, block: Title) -> Iterator[str]:
    for label, text in block.fields:
        yield f"**{escaped(label)}:** {escaped(text) or LINE}\n"
    yield f"# {escaped(block.name)}\n"
    yield from (f"{escaped(text)}\n" for text in block.paragraphs)
    yield " · ".join(_words(part) for part in block.conventions) + "\n"


def _heading(flat: Board, block: Heading) -> Iterator[str]:
    yield f"## {block.number}. {escaped(block.title)}\n"
    parts = [_inline(text_of(definition)) for definition in block.definitions]
    parts += [_words(block.sentence)] if block.sentence else []
    yield from (f"{part}\n" for part in parts)


def _picture(flat: Board, block: Picture) -> Iterator[str]:
    """The picture of the terminal, which every reader of Markdown shows."""
    lines = [*picture(flat.with_given()), (), *wiring(flat.with_given())]
    text = "\n".join(text_of(stripped(line)).removeprefix("   ") for line in lines)
    fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", text)), default=0))
    yield f"{fence}text\n{text}\n{fence}\n"


def _sentence(flat: Board, block: Sentence) -> Iterator[str]:
    yield _words(block.tokens) + "\n"


def _question(flat: Board, block: Question) -> Iterator[str]:
    points = f" *({escaped(block.points)})*" if block.points else ""
    yield f"**{block.number}.** {_words(block.tokens)}{points}\n"
    yield from ["<br>"] * block.room
    yield ""


def _equations(flat: Board, block: Equations) -> Iterator[str]:
    if block.definitions:
        yield f"{escaped(block.whose)}: {', '.join(_inline(text_of(one)) for one in block.definitions)}\n"
    yield from _display([line for row in block.rows for line in _lines(row)])


def _display(lines: list[str]) -> Iterator[str]:
    """Lines of mathematics, aligned at their equal signs."""
    yield "$$"
    yield r"\begin{aligned}"
    yield " \\cr\n".join(maths(line) for line in lines)
    yield r"\end{aligned}"
    yield "$$\n"


def _lines(row: Any) -> Iterator[str]:
    for place, line in enumerate(fitted(row, LATEX, WIDTH)):
        sides = "".join(
            f" = {_set_off(side)}" if equal else f" {{}} {_set_off(side)}" for equal, side in line
        )
        yield f"{'' if place else _set_off(row.name)} &{sides}"


def _table(flat: Board, block: Table) -> Iterator[str]:
    heads = [text_of(heading).replace(r"\frac", r"\dfrac") for heading in block.headings]
    yield _row(_cells(heads, block))
    alignment = []
    for place, sign in enumerate(block.signs):
        alignment += [":-:"] * bool(sign) + ["--:" if place else ":--"]
    yield _row(alignment)
    yield from (_row(_table_row(block, row)) for row in block.rows)
    yield ""


def _table_row(block: Table, row: Row) -> list[str]:
    if not row.total:
        return _cells([_set_off(cell) for cell in row.cells], block)
    name, value = (_inline(_set_off(cell)) for cell in row.cells)
    count = len(block.signs) + sum(map(bool, block.signs))
    return [*[""] * (count - 3), name, "$=$", f"**{value}**"]


def _cells(cells: list[str], block: Table) -> list[str]:
    """Cells with the signs before them in columns of their own."""
    parts = []
    for cell, sign in zip(cells, block.signs, strict=True):
        parts += [_inline(sign)] if sign else []
        parts.append(_inline(cell))
    return parts


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _matrices(flat: Board, block: Matrices) -> Iterator[str]:
    lines = (
        [f"{_set_off(block.name)} &= {_set_off(block.symbols)}"] if block.symbols else [_set_off(block.name)]
    )
    for row in rows_of_grids(block, LATEX, WIDTH):
        grids = " ".join(f"{grid.sign} {_matrix(grid.rows)}" for grid in row)
        lines.append(f" &{'' if len(lines) > 1 or row[0].sign == '=' else '='} {grids}")
    yield from _display(lines)


def _matrix(rows: tuple[tuple[Tokens, ...], ...]) -> str:
    lines = r" \\ ".join(" & ".join(_set_off(cell) for cell in row) for row in rows)
    return rf"\begin{{pmatrix}} {lines} \end{{pmatrix}}"


SETTINGS: dict[type, Callable[[Board, Any], Iterator[str]]] = {
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
