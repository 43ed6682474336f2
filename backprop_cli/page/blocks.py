"""What a page is made of: blocks of mathematics and words, without any layout.

Mathematics is tokens in the markup of a board; `pages` makes the blocks, a format of `formats` sets them.
Made twice, with two markups, they correspond one to one, and an equation has its plain text beside it. Some
blocks change with the width of a page (`Derivation`, `Change`, `LongRun`, `Note`): the terminal sets them as
they are, and a format whose pages have one width takes what `plain_blocks` makes of them. To add a block: its
type here, what makes it in `pages` or `page_layouts`, and its setting in each format.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple, TypeAlias

from ..calculation.quantity import Quantity
from ..writing.tokens import Tokens, plain, said, text_of, trimmed
from .tables import Column


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
    """The head of a section, its defining formulas, and its part of the calculation.

    `summed` is the name of what the section sums over paths.
    """

    number: int
    title: str
    part: str
    definitions: tuple[Tokens, ...] = ()
    summed: Tokens = ()

    @property
    def sentence(self) -> Tokens:
        """What is summed, in words."""
        name = text_of(self.summed)
        return said("{} is summed over every path to the loss.", name) if name else ()


class Picture(NamedTuple):
    """The network as a drawing."""


class Sentence(NamedTuple):
    """Words with mathematics in them."""

    tokens: Tokens


class Note(NamedTuple):
    """A remark at the end of the sheet."""

    tokens: Tokens


class Question(NamedTuple):
    """A numbered question, its worth, and how many lines of room it has; in a key the answer follows."""

    number: int
    tokens: Tokens
    points: str = ""
    room: int = 0


class Equation(NamedTuple):
    """A step: name = symbols = numbers = value; a side that would repeat another one is empty.

    The values of equations that stand together are aligned by blanks before them.
    """

    quantity: Quantity
    name: Tokens
    symbols: Tokens
    numbers: Tokens
    value: Tokens

    @property
    def sides(self) -> tuple[Tokens, ...]:
        """The sides that there are, the last of them the number."""
        return (*(side for side in (self.symbols, self.numbers) if side), trimmed(self.value))


class Equations(NamedTuple):
    """Equations that stand under each other; `whose` says of which layers the definitions are.

    `begins` where other formulas hold than before, whether or not they are shown.
    """

    rows: tuple[Equation, ...]
    whose: str = ""
    definitions: tuple[Tokens, ...] = ()
    begins: bool = False


class Derivation(NamedTuple):
    """A run of groups of equations, a definition at each that begins to use it.

    `part` is the part of the calculation. Where the groups stand `apart`, each has columns of its own; where
    they are `spaced`, there is a blank line between them.
    """

    groups: tuple[Equations, ...]
    part: str
    apart: bool = False
    spaced: bool = False

    def plain(self) -> Iterator[Equations]:
        """The equations, those without a definition of their own with the ones before."""
        begun: list[Equations] = []
        for group in self.groups:
            if not begun or group.begins:
                begun.append(group)
            else:
                begun[-1] = begun[-1]._replace(rows=begun[-1].rows + group.rows)
        return iter(begun)


class Row(NamedTuple):
    """A row of a table; a total has two cells, its name and its number, `aligned` with those above it.

    The first cell of a row is empty where it goes on with what the row before is about.
    """

    cells: tuple[Tokens, ...]
    total: bool = False
    quantity: Quantity | None = None
    aligned: Tokens = ()


class Table(NamedTuple):
    """Rows under headings; a sign stands before its column.

    On a page of fixed letters the `columns` are set, whose cells are aligned by blanks, and where they are
    too wide for it the blocks of `otherwise`.
    """

    headings: tuple[Tokens, ...]
    signs: tuple[str, ...]
    rows: tuple[Row, ...]
    columns: tuple[Column, ...] = ()
    otherwise: Callable[[], Iterable[Block]] = tuple


class Changed(NamedTuple):
    """A number before and after the step; then its target, or its change, as text and marked up."""

    quantity: Quantity
    name: Tokens
    before: str
    after: str
    role: str
    target: str = ""
    difference: str = ""
    percent: str = ""


class Change(NamedTuple):
    """What the step changed, a row a number, under its headings."""

    rows: tuple[Changed, ...]
    headings: tuple[str, str, str]

    def plain(self) -> Iterator[Table]:
        """The same as a table with a column for the targets."""
        rows = (
            Row(
                (
                    row.name,
                    plain(row.before),
                    plain(row.after, row.role),
                    plain(row.target or row.percent) if row.target or row.percent else (),
                ),
                False,
                row.quantity,
            )
            for row in self.rows
        )
        yield Table(tuple(plain(word) for word in ("", *self.headings)), ("",) * 4, tuple(rows))


class LongRun(NamedTuple):
    """A row a step of a long run: `fixed` columns, then a parameter each, of which some may be left out.

    `cut` makes the table and the sentence of so many parameters.
    """

    columns: tuple[Column, ...]
    fixed: int
    cut: Callable[[int], tuple[Table, Sentence]]

    def plain(self) -> Iterator[Block]:
        """The table with a few of the parameters, and what is left out."""
        yield from self.cut(MOST_PARAMETERS)


MOST_PARAMETERS = 6
"""Parameters in the table of a long run, where its page has one width."""


class Grid(NamedTuple):
    """A matrix, and the sign before it; `quantities` are its numbers, None for a missing connection."""

    sign: str
    rows: tuple[tuple[Tokens, ...], ...]
    quantities: tuple[tuple[Quantity | None, ...], ...] = ()


class Matrices(NamedTuple):
    """A matrix equation: its letters, and below them its matrices with the result, an = before it.

    `quantities` are the numbers of the result.
    """

    name: Tokens
    symbols: Tokens
    grids: tuple[Grid, ...]
    quantities: tuple[Quantity, ...] = ()


Block: TypeAlias = (
    Title
    | Heading
    | Picture
    | Sentence
    | Note
    | Question
    | Equations
    | Derivation
    | Table
    | Change
    | LongRun
    | Matrices
)


def plain_blocks(page: Iterable[Block]) -> Iterator[Block]:
    """The blocks of a page of one width: those that would change with it are made of simpler ones."""
    for block in page:
        if isinstance(block, (Derivation, Change, LongRun)):
            yield from block.plain()
        elif isinstance(block, Note):
            yield Sentence(block.tokens)
        else:
            yield block
