"""What a page is made of: blocks of mathematics and words, without any layout.

Mathematics is tokens in the markup of a board; `pages` makes the blocks, a format of `formats` sets them.
Made twice, with two markups, they correspond one to one, and an equation has its plain text beside it. To add
a block: its type here, what makes it in `pages`, and its setting in each format.
"""

from __future__ import annotations

from typing import NamedTuple, Union

from ..calculation.quantity import Quantity
from ..writing.tokens import Tokens


class Title(NamedTuple):
    """The head of a sheet: name, source and description, and the conventions in force.

    `fields` are what a sheet that is handed out has above its title, each a label and a text; an empty text
    is a line to write on.
    """

    name: str
    paragraphs: tuple[str, ...]
    conventions: tuple[Tokens, ...]
    fields: tuple[tuple[str, str], ...] = ()


class Heading(NamedTuple):
    """The head of a section, its defining formulas, and its part of the calculation."""

    number: int
    title: str
    part: str
    definitions: tuple[Tokens, ...] = ()
    sentence: Tokens = ()


class Picture(NamedTuple):
    """The network as a drawing."""


class Sentence(NamedTuple):
    """Words with mathematics in them."""

    tokens: Tokens


class Question(NamedTuple):
    """A numbered question, its worth, and how many lines of room it has; in a key the answer follows."""

    number: int
    tokens: Tokens
    points: str = ""
    room: int = 0


class Equation(NamedTuple):
    """A chain of equal things: a name and its sides, the last of them the number."""

    quantity: Quantity
    name: Tokens
    sides: tuple[Tokens, ...]


class Equations(NamedTuple):
    """Equations that stand under each other; `whose` says of which layers the definitions are."""

    rows: tuple[Equation, ...]
    whose: str = ""
    definitions: tuple[Tokens, ...] = ()


class Row(NamedTuple):
    """A row of a table; a total has two cells, its name and its number."""

    cells: tuple[Tokens, ...]
    total: bool = False
    quantity: Quantity | None = None


class Table(NamedTuple):
    """Rows under headings; a sign stands before its column."""

    headings: tuple[Tokens, ...]
    signs: tuple[str, ...]
    rows: tuple[Row, ...]


class Grid(NamedTuple):
    """A matrix, and the sign before it."""

    sign: str
    rows: tuple[tuple[Tokens, ...], ...]


class Matrices(NamedTuple):
    """A matrix equation: its letters, and below them its matrices with the result, an = before it.

    `quantities` are the numbers of the result.
    """

    name: Tokens
    symbols: Tokens
    grids: tuple[Grid, ...]
    quantities: tuple[Quantity, ...] = ()


Block = Union[Title, Heading, Picture, Sentence, Question, Equations, Table, Matrices]  # noqa: UP007
