"""The block of each layout: what a run of groups is on a page.

To add a layout: a function that yields its blocks, and its row in `MAKERS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from ..calculation.quantity import Quantity
from ..calculation.step import Step
from ..sheet.groups import Group
from ..writing.board import Board
from ..writing.tokens import Tokens, plain, trimmed
from .arrangements import layers_of
from .blocks import Block, Equation, Equations, Grid, Matrices, Row, Sentence, Table
from .change import before, difference
from .drift import drift_columns
from .equations import lines_of
from .ledger import ledger_of
from .long_runs import MOST_COLUMNS, course_columns, left_out, picked
from .matrix_equations import name_of, sign_of, symbols_of
from .outputs import output_columns
from .products import TABLES
from .tables import Column

MOST_PARAMETERS = 6
"""Parameters in the table of a long run."""


def definition(board: Board, step: Step) -> Tokens:
    """A defining formula: out = σ(net) = 1/(1 + e^−net)."""
    tokens = board.name(step.quantity)
    shown: list[Tokens] = []
    for form in (step.short, step.formula):
        written = board.symbols.write(form) if form is not None else ()
        if written and written not in shown:
            shown.append(written)
            tokens = (*tokens, (board.sign["equals"], ""), *written)
    return tokens


def _chain(board: Board, groups: Sequence[Group]) -> Iterator[Block]:
    quantities = [q for group in groups for q in group.quantities]
    columns = TABLES[groups[0].layout](board, groups)
    return table(columns, quantities) if columns else iter(())


def _ledger(board: Board, groups: Sequence[Group]) -> Iterator[Block]:
    """Rows of paths, and a total after each group of several."""
    found = ledger_of(board, groups)
    if found is None:
        return
    whole = next(
        table(found.columns, [q for group in groups for q in group.quantities[:-1] or group.quantities])
    )
    rest, rows = list(whole.rows), []
    for group, total in zip(groups, found.totals, strict=True):
        count = found.rows_of(group)
        rows += rest[:count]
        del rest[:count]
        if len(group.quantities) > 1:
            last = group.quantities[-1]
            rows.append(Row((board.name(last), trimmed(total)), True, last))
    yield whole._replace(rows=tuple(rows))


def equations(board: Board, groups: Sequence[Group]) -> Iterator[Block]:
    """Equations; where a definition begins to hold, a new block."""
    earlier: tuple[Step, ...] = ()
    runs: list[tuple[str, tuple[Tokens, ...], list[Equation]]] = []
    for group in groups:
        if not runs or (group.definition and group.definition != earlier):
            formulas = tuple(definition(board, step) for step in group.definition if not board.hides_formulas)
            runs.append((layers_of(board, group, list(groups)) if formulas else "", formulas, []))
            earlier = group.definition
        runs[-1][2].extend(_equation_rows(board, group.quantities))
    for whose, formulas, rows in runs:
        yield Equations(tuple(rows), whose, formulas)


def _equation_rows(board: Board, quantities: Sequence[Quantity]) -> Iterator[Equation]:
    lines = lines_of(board, quantities) if quantities else []
    for q, line in zip(quantities, lines, strict=True):
        sides = tuple(side for side in (line.symbols, line.numbers) if side)
        yield Equation(q, line.name, (*sides, trimmed(line.value)))


def _given(board: Board, groups: Sequence[Group]) -> Iterator[Block]:
    board = board.with_given()
    quantities = [q for group in groups for q in group.quantities]
    yield Equations(tuple(Equation(q, board.name(q), (plain(board.number(q)),)) for q in quantities))


def _change(board: Board, groups: Sequence[Group]) -> Iterator[Block]:
    """Before and after, with the target of an output; the loss with its difference."""
    new = [q for group in groups for q in group.quantities]
    old = [before(q) for q in new]
    texts = board.column([*old, *new])
    rows = []
    for place, q in enumerate(old):
        target = Quantity("target", q.subject, "", q.sample)
        aim = plain(board.with_given().number(target)) if target in board.worksheet.given else ()
        if q.kind == "loss" and board.blank is None:
            aim = plain(board.notation.markup.percent(difference(board, q, new[place])))
        cells = (board.name(q), plain(texts[place]), plain(texts[len(old) + place], board.value_role(q)), aim)
        rows.append(Row(cells, False, new[place]))
    words = ("", board.sign["before"], board.sign["after"], board.sign["target"])
    yield Table(tuple(plain(word) for word in words), ("",) * 4, tuple(rows))


def _course(board: Board, groups: Sequence[Group]) -> Iterator[Block]:
    quantities = [q for group in groups for q in group.quantities]
    columns, names = course_columns(board, quantities)
    fixed = len(columns) - min(len(names), MOST_COLUMNS)
    yield from table(columns[: fixed + MOST_PARAMETERS])
    yield Sentence(plain(" ".join(left_out(quantities, picked(quantities), names[MOST_PARAMETERS:]))))


def _drift(board: Board, groups: Sequence[Group]) -> Iterator[Block]:
    if board.blank is None:
        yield from table(drift_columns(board, groups))


def _outputs(board: Board, groups: Sequence[Group]) -> Iterator[Block]:
    yield from table(output_columns(board.with_given(), groups))


def _matrices(board: Board, groups: Sequence[Group]) -> Iterator[Block]:
    for group in groups:
        equation = group.equation
        assert equation is not None
        called = equation.factors[0].sign.endswith(" of")
        parts = [] if called or board.hides_formulas else list(equation.factors)
        grids = [Grid(sign_of(board, one.sign).strip(), _cells(board, one.matrix.rows)) for one in parts]
        result = Grid("=" if grids else "", _cells(board, equation.result.rows))
        name = plain(name_of(board, equation.result))
        symbols = "" if board.hides_formulas else symbols_of(board, equation.factors)
        made = tuple(q for row in equation.result.rows for q in row if q is not None)
        yield Matrices(name, plain(symbols), (*grids, result), made)


def _cells(board: Board, rows: Sequence[Sequence[Quantity | None]]) -> tuple[tuple[Tokens, ...], ...]:
    """The numbers of a matrix, a column written alike; a missing connection is 0."""
    columns = []
    for entries in zip(*rows, strict=True):
        texts = iter(board.column([q for q in entries if q is not None]))
        columns.append([plain("0" if q is None else next(texts)) for q in entries])
    return tuple(zip(*columns, strict=True))


def table(columns: Sequence[Column], quantities: Sequence[Quantity] = ()) -> Iterator[Table]:
    """Columns as a table, without the blanks that align them on a terminal."""
    if not columns:
        return
    headings = tuple(plain("".join(column.heading).strip()) for column in columns)
    rows = zip(*(column.cells for column in columns), strict=True)
    named = [*quantities, *[None] * (len(columns[0].cells) - len(quantities))]
    made = tuple(Row(tuple(map(trimmed, row)), False, q) for row, q in zip(rows, named, strict=True))
    yield Table(headings, tuple(column.sign for column in columns), made)


FORMULAS = ("chain", "update", "paths", "places")
"""The layouts whose columns are a formula; where only names are shown they are equations."""

MAKERS: dict[str, Callable[[Board, Sequence[Group]], Iterator[Block]]] = {
    "chain": _chain,
    "update": _chain,
    "paths": _ledger,
    "places": _ledger,
    "given": _given,
    "matrix": _matrices,
    "outputs": _outputs,
    "change": _change,
    "course": _course,
    "drift": _drift,
}
"""What makes a block of a layout; any other is equations."""
