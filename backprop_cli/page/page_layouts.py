"""The block of each layout: what a run of groups is on a page.

To add a layout: a function that yields its blocks, and its row in `MAKERS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from ..calculation.quantity import Quantity
from ..calculation.step import Step
from ..sheet.groups import Group, Section
from ..writing.board import Board
from ..writing.tokens import Tokens, plain, text_of, trimmed
from .blocks import Block, Derivation, Equations, Grid, LongRun, Matrices, Row, Sentence, Table
from .change import change_of
from .drift import drift_columns
from .equations import equations_of, named_numbers
from .ledger import ledger_of
from .long_runs import MOST_COLUMNS, left_out, picked, run_columns
from .matrix_equations import name_of, sign_of, symbols_of
from .notes import listed
from .outputs import output_columns
from .products import TABLES
from .tables import Column


def definition(board: Board, step: Step) -> Tokens:
    """A defining formula: out = σ(net) = 1/(1 + e^−net)."""
    sides = [board.symbols.write(form) for form in (step.short, step.formula) if form is not None]
    different = {text_of(side): side for side in (board.name(step.quantity), *sides)}
    name, *rest = different.values()
    return (*name, *(token for side in rest if side for token in ((board.sign["equals"], ""), *side)))


def table(
    columns: Sequence[Column] | None,
    quantities: Sequence[Quantity] = (),
    otherwise: Callable[[], Iterable[Block]] = tuple,
) -> Iterator[Table]:
    """Columns as a table, a row a quantity."""
    if not columns:
        return
    headings = tuple(plain("".join(column.heading).strip()) for column in columns)
    cells = zip(*(column.cells for column in columns), strict=True)
    named = [*quantities, *[None] * (len(columns[0].cells) - len(quantities))]
    rows = tuple(Row(tuple(map(trimmed, row)), False, q) for row, q in zip(cells, named, strict=True))
    yield Table(headings, tuple(column.sign for column in columns), rows, tuple(columns), otherwise)


def _chain(board: Board, section: Section, groups: Sequence[Group]) -> Iterator[Block]:
    columns = TABLES[groups[0].layout](board, groups)
    return table(columns, _quantities(groups), lambda: derivation(board, section.part, groups))


def _quantities(groups: Sequence[Group]) -> list[Quantity]:
    return [q for group in groups for q in group.quantities]


def _ledger(board: Board, section: Section, groups: Sequence[Group]) -> Iterator[Block]:
    """Rows of paths, and a total after each group of several."""
    ledger = ledger_of(board, groups)
    if ledger is None:
        return
    paths = [q for group in groups for q in group.quantities[:-1] or group.quantities]
    whole = next(table(ledger.columns, paths, lambda: derivation(board, section.part, groups)))
    rest, rows = list(whole.rows), []
    for group, total in zip(groups, ledger.totals, strict=True):
        count = ledger.rows_of(group)
        rows += rest[:count]
        del rest[:count]
        if len(group.quantities) > 1:
            last = group.quantities[-1]
            rows.append(Row((board.name(last), trimmed(total)), True, last, total))
    yield whole._replace(rows=tuple(rows))


WIDE = 100
"""Columns from which symbols and numbers stand on one line, if no neuron has more inputs than these."""
MOST_INPUTS = 2


def is_wide(board: Board) -> bool:
    """Whether a line has room for symbols and numbers both."""
    most = max(len(layer.sources) for layer in board.worksheet.network.layers)
    return board.aligns and board.style.width >= WIDE and most <= MOST_INPUTS


def derivation(board: Board, part: str, groups: Sequence[Group]) -> Iterator[Derivation]:
    """Equations; a run has its columns in common, in the backward pass each group that is no table's."""
    layout = groups[0].layout
    apart = part == "backward" and layout not in ("chain", "paths")
    runs = [[group] for group in groups] if apart or not board.aligns else [groups]
    short = not is_wide(board)
    rows = iter([row for run in runs for row in equations_of(board, _quantities(run), short)])
    begun: list[Equations] = []
    earlier: tuple[Step, ...] = ()
    for group in groups:
        begins = bool(group.definition) and group.definition != earlier
        shown = begins and not board.hides_formulas
        whose = layers_of(board, group, groups) if shown else ""
        definitions = tuple(definition(board, step) for step in group.definition if shown)
        begun.append(Equations(tuple(islice(rows, len(group.quantities))), whose, definitions, begins))
        earlier = group.definition if begins else earlier
    yield Derivation(tuple(begun), part, apart, layout == "equations")


def layers_of(board: Board, group: Group, groups: Sequence[Group]) -> str:
    """The layers that have a definition in common: hidden layers 1 and 2."""
    places, last = board.worksheet.steps.places, len(board.worksheet.network.layers) - 1
    alike = [other.quantities[0].subject for other in groups if other.definition == group.definition]
    numbers = dict.fromkeys(places[neuron][0] for neuron in alike)
    hidden = [str(number + 1) for number in numbers if number < last]
    name = f"hidden layer{'s' * (len(hidden) > 1)}" + (f" {listed(hidden)}" if last > 1 else "")
    return " and ".join(([name] if hidden else []) + (["output layer"] if last in numbers else []))


def _given(board: Board, section: Section, groups: Sequence[Group]) -> Iterator[Block]:
    rows = named_numbers(board.with_given(), _quantities(groups))
    yield Derivation((Equations(tuple(rows)),), "given")


def _change(board: Board, section: Section, groups: Sequence[Group]) -> Iterator[Block]:
    yield change_of(board, _quantities(groups))


def _long_run(board: Board, section: Section, groups: Sequence[Group]) -> Iterator[Block]:
    """As many parameters as fit, and what is left out."""
    quantities = _quantities(groups)
    columns, names = run_columns(board, quantities)
    fixed = len(columns) - min(len(names), MOST_COLUMNS)

    def cut(count: int) -> tuple[Table, Sentence]:
        words = left_out(quantities, picked(quantities), names[count:])
        return next(table(columns[: fixed + count])), Sentence(plain(" ".join(words)))

    yield LongRun(tuple(columns), fixed, cut)


NARROW = "the page is too narrow for this table"


def _drift(board: Board, section: Section, groups: Sequence[Group]) -> Iterator[Block]:
    if board.blank is None:
        yield from table(drift_columns(board, groups), (), lambda: (Sentence(plain(NARROW)),))


def _outputs(board: Board, section: Section, groups: Sequence[Group]) -> Iterator[Block]:
    """The table; without the inputs where it is too wide, and in the end a line a number."""
    columns, network = output_columns(board.with_given(), groups), board.worksheet.network
    subjects = dict.fromkeys(q.subject for q in _quantities(groups))
    outs = columns[1 + len(network.inputs) :][: len(subjects)]
    yield from table(columns, (), lambda: table([columns[0], *outs], (), lambda: _values(board, groups)))


def _values(board: Board, groups: Sequence[Group]) -> Iterator[Derivation]:
    yield Derivation((Equations(tuple(named_numbers(board, _quantities(groups)))),), "given")


def _matrices(board: Board, section: Section, groups: Sequence[Group]) -> Iterator[Block]:
    for group in groups:
        equation = group.equation
        assert equation is not None
        called = equation.factors[0].sign.endswith(" of")
        parts = [] if called or board.hides_formulas else list(equation.factors)
        grids = [_grid(board, sign_of(board, factor.sign).strip(), factor.matrix.rows) for factor in parts]
        result = _grid(board, "=" if grids else "", equation.result.rows)
        name = plain(name_of(board, equation.result))
        symbols = "" if board.hides_formulas else symbols_of(board, equation.factors)
        quantities = tuple(q for row in equation.result.rows for q in row if q is not None)
        yield Matrices(name, plain(symbols), (*grids, result), quantities)


def _grid(board: Board, sign: str, rows: Sequence[Sequence[Quantity | None]]) -> Grid:
    return Grid(sign, _cells(board, rows), tuple(map(tuple, rows)))


def _cells(board: Board, rows: Sequence[Sequence[Quantity | None]]) -> tuple[tuple[Tokens, ...], ...]:
    """The numbers of a matrix, a column written alike; a missing connection is 0."""
    columns = []
    for entries in zip(*rows, strict=True):
        texts = iter(board.column([q for q in entries if q is not None]))
        columns.append([plain("0" if q is None else next(texts)) for q in entries])
    return tuple(zip(*columns, strict=True))


FORMULAS = ("chain", "update", "paths", "places")
"""The layouts whose columns are a formula; where only names are shown they are equations."""

MAKERS: dict[str, Callable[[Board, Section, Sequence[Group]], Iterator[Block]]] = {
    "chain": _chain,
    "update": _chain,
    "paths": _ledger,
    "places": _ledger,
    "given": _given,
    "matrix": _matrices,
    "outputs": _outputs,
    "change": _change,
    "long run": _long_run,
    "drift": _drift,
}
"""What makes a block of a layout; any other is equations."""
