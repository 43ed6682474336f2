"""Rows that align as tables: factors of a product under stacked fractions, ledgers with a rule and a total.

A table is columns of cells with a sign between them; None where it is wider than the page, and the rows are
then written as equations. To add a table: a function that makes its columns, and its row in `TABLES`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from ..example.quantity import Quantity
from ..example.sheet import Group
from ..maths.formula import Formula, Term
from .board import Board, factors
from .equations import INDENT, aligned
from .tokens import Tokens, centre, left, plain, right, stripped, width_of, with_role

Heading = tuple[str, ...]
"""Three lines of a stacked fraction, or one line."""


class Column(NamedTuple):
    """Cells under a heading; `sign` stands before the column."""

    cells: tuple[Tokens, ...]
    heading: Heading = ()
    sign: str = ""


def rows_of(columns: Sequence[Column], width: int) -> list[Tokens] | None:
    """The table's lines, headings first; None where it is too wide."""
    widths = [_width(column) for column in columns]
    heads = max((len(column.heading) for column in columns), default=0)
    lines = [_head(columns, widths, line, heads) for line in range(heads)]
    lines += [_body(columns, widths, row) for row in range(len(columns[0].cells))]
    return lines if all(width_of(line) <= width for line in lines) else None


def _width(column: Column) -> int:
    return max([width_of(cell) for cell in column.cells] + [width_of(plain(line)) for line in column.heading])


def _head(columns: Sequence[Column], widths: list[int], line: int, heads: int) -> Tokens:
    middle = heads // 2
    result = plain(" " * INDENT)
    for column, width in zip(columns, widths, strict=True):
        text = _heading_line(column.heading, line, heads)
        result += _sign(column, line == middle and heads > 1) + with_role(centre(plain(text), width), "dim")
    return stripped(result)


def _heading_line(heading: Heading, line: int, heads: int) -> str:
    """A single line stands at the height of the bar."""
    if len(heading) == 1:
        return heading[0] if line == heads // 2 else ""
    return heading[line] if heading else ""


def _body(columns: Sequence[Column], widths: list[int], row: int) -> Tokens:
    result = plain(" " * INDENT)
    for column, width in zip(columns, widths, strict=True):
        result += _sign(column, True) + left(column.cells[row], width)
    return stripped(result)


def _sign(column: Column, shown: bool) -> Tokens:
    if not column.sign:
        return ()
    return plain(f"  {column.sign if shown else ' ' * len(column.sign)}  ", "dim")


def label(cells: Sequence[Tokens]) -> Column:
    """A column of names, set off by two blanks."""
    widest = max(width_of(cell) for cell in cells)
    return Column(tuple(left(cell, widest) + plain("  ") for cell in cells))


def numeric(texts: Sequence[Tokens], heading: Heading, sign: str, least: int = 0) -> Column:
    """A column of numbers, aligned at their points and centred under the heading."""
    cells = aligned(list(texts))
    inner = max(width_of(cell) for cell in cells)
    outer = max([inner, least, *(width_of(plain(line)) for line in heading)])
    before = outer - inner - (outer - inner) // 2
    return Column(tuple(plain(" " * before) + cell for cell in cells), heading, sign)


def chain(board: Board, groups: Sequence[Group]) -> list[Column] | None:
    """A row a parameter: the factors of the chain rule and their product."""
    quantities = [q for group in groups for q in group.quantities]
    products = [_product(board, q) for q in quantities]
    if len({_shape(board, product) for product in products}) != 1:
        return None
    names = [plain(q.subject, "weight") for q in quantities]
    return [
        label(names),
        label(_edges(board, quantities)),
        *_factor_columns(board, products),
        _result(board, quantities, quantities[0]),
    ]


def _product(board: Board, q: Quantity) -> list[Term]:
    return factors(board.worksheet.step(q).formula)


def _shape(board: Board, product: list[Term]) -> tuple[str, ...]:
    return tuple(one.kind if isinstance(one, Quantity) else "formula" for one in product)


def _edges(board: Board, quantities: Sequence[Quantity]) -> list[Tokens]:
    """What each weight joins, h1 → o1, the arrows under each other; nothing comes in over a bias."""
    steps, arrow = board.worksheet.steps, board.sign["arrow"]
    places = [steps.uses[steps.numbers[q.subject]][0] for q in quantities]
    sources = [plain(str(place.by) if place.by is not None else "", "dim") for place in places]
    widest = max(width_of(source) for source in sources)
    gap = " " * bool(widest)
    return [
        left(source, widest) + plain(f"{gap}{arrow} {place.neuron}", "dim")
        for source, place in zip(sources, places, strict=True)
    ]


def _factor_columns(board: Board, products: list[list[Term]]) -> list[Column]:
    result = []
    for place in range(len(products[0])):
        terms = [product[place] for product in products]
        sign = board.sign["times"] if place else ""
        heading = fraction(board, terms[0])
        result.append(numeric(_cells(board, terms), heading, sign))
    return result


def _cells(board: Board, terms: list[Term]) -> list[Tokens]:
    if all(isinstance(term, Quantity) for term in terms):
        return [plain(text) for text in board.column(terms)]
    return [board.values.write(term) for term in terms]


def _result(board: Board, quantities: Sequence[Quantity], head: Quantity) -> Column:
    texts = [plain(text, board.value_role(head)) for text in board.column(quantities)]
    return numeric(texts, fraction(board, head), "=")


def fraction(board: Board, term: Term, index: str = "") -> Heading:
    """The stacked fraction over a column, in general letters; a factor that is no derivative has none."""
    if not isinstance(term, Quantity):
        return ("",)
    if term.kind in ("out", "input"):
        return (board.notation.letter("out" if term.kind == "out" else "input") or "in",)
    if term.kind in board.notation.derivatives or term.kind not in DERIVATIVES:
        general = board.notation.name(term._replace(subject=index if term.kind != "parameter" else "", by=""))
        return ("".join(text for text, _ in general),)
    above, below = DERIVATIVES[term.kind]
    n, partial = board.notation, board.sign["partial"]
    top, bottom = (partial + _letter(n, kind, index) for kind in (above, below))
    return (top, _bar(board, top, bottom), bottom)


def _bar(board: Board, top: str, bottom: str) -> str:
    return board.sign["rule"] * max(width_of(plain(top)), width_of(plain(bottom)))


def _letter(n: object, kind: str, index: str) -> str:
    if kind == "w":
        return "w"
    letter = n.letter(kind) or kind  # type: ignore[attr-defined]
    return f"{letter}_{index}" if index and kind in ("net", "out") else letter


DERIVATIVES = {
    "dE/dout": ("loss", "out"),
    "dout/dnet": ("out", "net"),
    "dE/dnet": ("loss", "net"),
    "dnet/dparameter": ("net", "w"),
    "dE/dparameter": ("loss", "w"),
    "portion": ("loss", "w"),
    "dE/dinput": ("loss", "input"),
}
"""What is derived by what."""


def ledger(board: Board, groups: Sequence[Group]) -> list[Tokens] | None:
    """A row a path with its factors, a rule, and the total; the groups share their columns."""
    rows = [(group, q) for group in groups for q in (group.quantities[:-1] or group.quantities)]
    terms = [_path_terms(board, q) for _, q in rows]
    if len({len(product) for product in terms}) != 1 or any(len(p) < 2 for p in terms):
        return None
    index = _index(board, [q for _, q in rows])
    alone = all(len(group.quantities) == 1 for group in groups)
    heading = fraction(board, rows[0][1]) if alone else ("share",)
    texts = board.column([q for _, q in rows] + _totals(groups))
    result = numeric(
        [plain(text, board.value_role(rows[0][1]) if alone else "") for text in texts], heading, "="
    )
    shares, totals = result.cells[: len(rows)], list(result.cells[len(rows) :])
    columns = [
        label([_first_name(board, group, q) for group, q in rows]),
        label([plain(f"via {_through(board, q)}", "dim") for _, q in rows]),
        *_path_columns(board, terms, index),
        result._replace(cells=shares),
    ]
    return _with_totals(board, columns, groups, totals)


def _totals(groups: Sequence[Group]) -> list[Quantity]:
    return [group.quantities[-1] for group in groups]


def _path_terms(board: Board, q: Quantity) -> list[Term]:
    return factors(board.worksheet.step(q).formula)


def _through(board: Board, q: Quantity) -> str:
    """The neuron that a path goes through."""
    if q.by:
        return q.by
    return board.worksheet.steps.paths(q)[0].by


def _first_name(board: Board, group: Group, q: Quantity) -> Tokens:
    """The name of what a ledger is about, in its first row only."""
    if q != group.quantities[0]:
        return ()
    last = group.quantities[-1]
    if last.kind == "dE/dparameter":
        return plain(last.subject, "weight")
    if last.kind == "dE/dinput":
        return plain(last.subject, "neuron")
    return board.name(last._replace(kind="out"), "neuron")


def _index(board: Board, quantities: list[Quantity]) -> str:
    """The common letter of the neurons that the paths go through: o for o1 and o2, else k."""
    stems = {_through(board, q).rstrip("0123456789") for q in quantities}
    return stems.pop() if len(stems) == 1 and "" not in stems else "k"


def _path_columns(board: Board, terms: list[list[Term]], index: str) -> list[Column]:
    columns = []
    for place in range(len(terms[0])):
        column = [product[place] for product in terms]
        sign = board.sign["times"] if place else ""
        weights = all(isinstance(term, Quantity) and term.kind == "parameter" for term in column)
        heading = _net_by_out(board, index) if weights else fraction(board, column[0], index)
        cells = _named_weights(board, column) if weights else _cells(board, column)
        columns.append(numeric(cells, heading, sign) if not weights else Column(tuple(cells), heading, sign))
    return columns


def _net_by_out(board: Board, index: str) -> Heading:
    n, partial = board.notation, board.sign["partial"]
    top, bottom = partial + _letter(n, "net", index), partial + _letter(n, "out", "")
    return (top, _bar(board, top, bottom), bottom)


def _named_weights(board: Board, terms: list[Term]) -> list[Tokens]:
    """A weight by its name and number: w5 0.4."""
    names = [board.name(term) for term in terms]
    widest = max(width_of(name) for name in names)
    texts = aligned([plain(text) for text in board.column(terms)])
    return [left(name, widest + 1) + text for name, text in zip(names, texts, strict=True)]


def _with_totals(
    board: Board, columns: list[Column], groups: Sequence[Group], totals: list[Tokens]
) -> list[Tokens] | None:
    """The rows, with a rule and the total after each group of several."""
    rows = rows_of(columns, board.style.width)
    if rows is None:
        return None
    heads = len(rows) - sum(len(group.quantities[:-1] or group.quantities) for group in groups)
    before = INDENT + sum(_width(column) + len(_text_sign(column)) for column in columns[:-1])
    result, rest = rows[:heads], rows[heads:]
    for place, (group, total) in enumerate(zip(groups, totals, strict=True)):
        if place and len(group.quantities) + len(groups[place - 1].quantities) > 2:
            result.append(())
        count = len(group.quantities[:-1] or group.quantities)
        result += rest[:count]
        rest = rest[count:]
        if len(group.quantities) > 1:
            result += _total(board, before, group.quantities[-1], total)
    return result


def _text_sign(column: Column) -> str:
    return f"  {column.sign}  " if column.sign else ""


def _total(board: Board, before: int, q: Quantity, total: Tokens) -> list[Tokens]:
    number = "".join(text for text, _ in total)
    space = len(number) - len(number.lstrip())
    rule = plain(" " * (before + 5 + max(0, space - 1))) + plain(
        board.sign["rule"] * (len(number) - max(0, space - 1)), "dim"
    )
    name = right(board.name(q, "neuron"), before)
    value = plain(" " * space) + plain(number.lstrip(), board.value_role(q))
    return [rule, name + plain("  =  ", "dim") + value]


def update(board: Board, groups: Sequence[Group]) -> list[Column] | None:
    """w − η × ∂E/∂w = w⁺, a row a parameter; other rules have other lines."""
    quantities = [q for group in groups for q in group.quantities]
    formulas = [board.worksheet.step(q).formula for q in quantities]
    if not all(_is_descent(formula) for formula in formulas):
        return None
    old = [formula.arguments[0] for formula in formulas]
    rates = [formula.arguments[1].arguments[0] for formula in formulas]
    slopes = [formula.arguments[1].arguments[1] for formula in formulas]
    slope_name = "".join(text for text, _ in board.notation.name(Quantity("dE/dparameter", "w")))
    new = plain("w", "") + plain(board.sign["new"])
    return [
        label([plain(q.subject, "weight") for q in quantities]),
        numeric([plain(text) for text in board.column(old)], ("w",), ""),
        numeric(
            [plain(text) for text in board.column(rates)],
            (_plain_name(board, rates[0]),),
            board.sign["minus"],
        ),
        numeric([plain(text) for text in board.column(slopes)], (slope_name,), board.sign["times"]),
        numeric([plain(t, "new") for t in board.column(quantities)], ("".join(t for t, _ in new),), "="),
    ]


def _plain_name(board: Board, q: Quantity) -> str:
    return "".join(text for text, _ in board.notation.name(q))


def _is_descent(formula: Term) -> bool:
    return (
        isinstance(formula, Formula)
        and formula.operation == "subtract"
        and isinstance(formula.arguments[1], Formula)
        and formula.arguments[1].operation == "multiply"
        and all(isinstance(one, Quantity) for one in (formula.arguments[0], *formula.arguments[1].arguments))
    )


TABLES: dict[str, Callable[[Board, Sequence[Group]], list[Column] | None]] = {
    "chain": chain,
    "update": update,
}
"""The tables that are columns and nothing else."""
