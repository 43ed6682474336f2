"""Products as tables: the factors of the chain rule under stacked fractions, and the update.

To add a table: a function that makes its columns (or None where its rows differ), and its row in `TABLES`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ..calculation.quantity import Quantity
from ..maths.formula import Formula, Term
from ..sheet.groups import Group
from ..writing.board import Board, factors
from ..writing.glyphs import Derivative, Symbol
from ..writing.tokens import Tokens, left, plain, width_of
from .tables import Column, Heading, label, numeric


def chain(board: Board, groups: Sequence[Group]) -> list[Column] | None:
    """A row a parameter: the factors of the chain rule and their product."""
    quantities = [q for group in groups for q in group.quantities]
    products = [_product(board, q) for q in quantities]
    if len({_shape(board, product) for product in products}) != 1:
        return None
    names = [parameter(board, q) for q in quantities]
    return [
        label(names),
        label(_edges(board, quantities)),
        *_factor_columns(board, products),
        _result(board, quantities, quantities[0]),
    ]


def parameter(board: Board, q: Quantity) -> Tokens:
    """The name of the parameter that a number is about."""
    return board.name(Quantity("parameter", q.subject), "weight")


def _product(board: Board, q: Quantity) -> list[Term]:
    return factors(board.worksheet.step(q).formula)


def _shape(board: Board, product: list[Term]) -> tuple[str, ...]:
    return tuple(factor.kind if isinstance(factor, Quantity) else "formula" for factor in product)


def _edges(board: Board, quantities: Sequence[Quantity]) -> list[Tokens]:
    """What each weight joins, h1 → o1, the arrows under each other; nothing comes in over a bias."""
    steps, arrow = board.worksheet.steps, board.sign["arrow"]
    places = [steps.uses[steps.numbers[q.subject]][0] for q in quantities]
    sources = [() if place.by is None else neuron(board, str(place.by)) for place in places]
    widest = max(width_of(source) for source in sources)
    gap = " " * bool(widest)
    return [
        left(source, widest) + plain(f"{gap}{arrow} ", "dim") + neuron(board, place.neuron)
        for source, place in zip(sources, places, strict=True)
    ]


def neuron(board: Board, name: str) -> Tokens:
    """The name of a neuron that is not what a line is about."""
    return plain(board.notation.markup.name(Symbol(name)), "dim")


def _factor_columns(board: Board, products: list[list[Term]]) -> list[Column]:
    result = []
    for place in range(len(products[0])):
        terms = [product[place] for product in products]
        sign = board.sign["times"] if place else ""
        heading = fraction(board, terms[0])
        result.append(numeric(cells(board, terms), heading, sign))
    return result


def cells(board: Board, terms: list[Term]) -> list[Tokens]:
    """The cells of a column of factors: numbers written alike, formulas with their numbers."""
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
        return (
            board.notation.text("out" if term.kind == "out" and board.notation.letter("out") else "input"),
        )
    if term.kind in board.notation.derivatives or not term.traits.of:
        general = board.notation.name(term._replace(subject=index if term.kind != "parameter" else "", by=""))
        return ("".join(text for text, _ in general),)
    above, below = (_letter(board, kind, index) for kind in (term.traits.of, term.traits.by))
    return stacked(board, above, below)


def stacked(board: Board, above: Symbol, below: Symbol) -> Heading:
    """∂a over ∂b, with a bar between them; one line where the markup has fractions of its own."""
    markup = board.notation.markup
    if not markup.flat:
        return (markup.name(Derivative(above, below)),)
    top, bottom = (board.sign["partial"] + markup.name(symbol) for symbol in (above, below))
    return (top, board.sign["rule"] * max(width_of(plain(top)), width_of(plain(bottom))), bottom)


def _letter(board: Board, kind: str, index: str) -> Symbol:
    if kind == "w":
        return Symbol("w")
    letter = board.notation.letter(kind) or kind
    return Symbol(letter, index if kind in ("net", "out") else "")


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
    old_name, new_name = (board.notation.markup.name(Symbol("w", new=new)) for new in (0, 1))
    return [
        label([parameter(board, q) for q in quantities]),
        numeric([plain(text) for text in board.column(old)], (old_name,), ""),
        numeric(
            [plain(text) for text in board.column(rates)],
            (_plain_name(board, rates[0]),),
            board.sign["minus"],
        ),
        numeric([plain(text) for text in board.column(slopes)], (slope_name,), board.sign["times"]),
        numeric([plain(t, "new") for t in board.column(quantities)], (new_name,), "="),
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
