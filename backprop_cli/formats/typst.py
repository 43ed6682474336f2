"""The sheet as Typst: a document that stands alone and needs no package.

Every equation has its plain text beside it, for those who do not see it: the blocks are made twice, in Typst
and in plain signs, and correspond one to one. What a block looks like is its row in `SETTINGS`; the functions
that set it are those of `typst_preamble`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from ..page.blocks import (
    Block,
    Equation,
    Equations,
    Grid,
    Heading,
    Matrices,
    Picture,
    Question,
    Sentence,
    Table,
    Title,
    plain_blocks,
)
from ..page.breaking import fitted, rows_of_grids
from ..page.pages import blocks, pictured
from ..writing.board import Board
from ..writing.markup import UNICODE
from ..writing.tokens import text_of
from ..writing.typst_markup import TYPST, quoted
from .typst_preamble import PREAMBLE
from .typst_table import table
from .typst_words import call, large, listed, set_off, spoken, words

MARKUP = TYPST

WIDTH = 80
"""Digits on a line of the page."""

PLAIN = re.compile(r"-?\d+(\.\d+)?")


def render(board: Board, page: Iterable[Block]) -> str:
    """The Typst source of a sheet."""
    flat = Board(board.worksheet, board.style, UNICODE)
    pairs = list(zip(plain_blocks(page), plain_blocks(blocks(flat)), strict=True))
    body = "\n".join(SETTINGS[type(block)](flat, block, said) for block, said in pairs)
    name = next(block.name for block, _ in pairs if isinstance(block, Title))
    title = f"#show: sheet.with(title: {quoted(name)})\n"
    return f"{PREAMBLE}\n{title}\n{body}"


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
    from ..picture.typst_picture import typst

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
    if len(column) < 2 or not all(PLAIN.fullmatch(text) for text in column):
        return column
    return [text.replace(".", "&.") if "." in text else f"{text}&" for text in column]


SETTINGS: dict[type, Callable[[Board, Any, Any], str]] = {
    Title: _title,
    Heading: _heading,
    Picture: _picture,
    Sentence: _sentence,
    Question: _question,
    Equations: _equations,
    Table: lambda flat, block, said: table(block, said),
    Matrices: _matrices,
}
"""How each block is set."""
