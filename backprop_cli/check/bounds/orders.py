"""A formula with errors in whatever order a student works it out: of factors, of summands, of a mean.

A formula is prepared once, as a tree of sums, products and functions. With digits carried, the result of
every operation may be rounded before the next one; a number by itself is not. Two factors have one order and
three have three; of more, the bound of what all the roundings on the way can do to the product is taken.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from math import isfinite
from typing import TYPE_CHECKING, NamedTuple, Protocol

from ...calculation.quantity import Quantity
from ...maths.formula import Formula, Term
from .affine import OPERATIONS, UNKNOWN, Affine, divide, multiply, negative, total, wide_enough, widened
from .intervals import GRID

if TYPE_CHECKING:
    from .carried import Carried


class Calculation(Protocol):
    """What a formula asks of a calculation: the digits carried, the numbers in it, and its divisors."""

    carried: Carried | None

    def leaf(self, q: Quantity) -> Affine:
        """A number where a formula uses it."""

    def divisor(self, x: Affine) -> Affine:
        """A divisor as anybody has it, who does not divide by 0."""


Bounds = Callable[[Calculation], Affine]
"""The bounds of a formula in a calculation, the last operation not yet rounded."""

SUMS = ("add", "subtract", "negative")
PRODUCTS = ("multiply", "divide")


class Node(NamedTuple):
    """A part of a formula; the result of a `number` is never rounded, that of a `sum` not to decimals."""

    bounds: Bounds
    kind: str  # "number", "sum" or "operation"
    terms: tuple[tuple[bool, Term], ...] = ()  # of a sum, with whether each is subtracted


class Item:
    """A factor on the way to a product, or, `below`, a divisor."""

    __slots__ = ("below", "form")

    def __init__(self, form: Affine, below: bool) -> None:
        self.form, self.below = form, below

    @property
    def whole(self) -> bool:
        """Whether it is a whole number, which makes no new decimals as a factor."""
        middle = self.form.middle
        return self.form.radius <= abs(middle) * 1e-14 and middle == round(middle) and not self.below


def prepared(term: Term) -> Node:
    """A formula as a tree."""
    if isinstance(term, Quantity):
        return Node(lambda calculation: calculation.leaf(term), "number")
    if not isinstance(term, Formula):
        value = Affine(float(term))
        return Node(lambda calculation: value, "number")
    if term.operation in SUMS:
        return _sum(tuple(_terms(term)))
    return _product(term) if term.operation in PRODUCTS else _function(term)


def part(node: Node, calculation: Calculation) -> Affine:
    """The bounds of a part of a formula, which may be rounded before it is used."""
    x, carried = node.bounds(calculation), calculation.carried
    exact = carried is None or node.kind == "number" or (node.kind == "sum" and carried.kind == "decimals")
    return x if exact or carried is None else carried.rounded(x)


def _function(term: Formula) -> Node:
    operation, nodes = OPERATIONS[term.operation], [prepared(argument) for argument in term.arguments]
    kind = "sum" if term.operation in GRID else "operation"
    return Node(lambda calculation: operation(*(part(node, calculation) for node in nodes)), kind)


def _terms(term: Term, minus: bool = False) -> Iterator[tuple[bool, Term]]:
    """The summands of a formula, left to right, each with whether it is subtracted."""
    open_ = [(minus, term)]
    while open_:
        sign, each = open_.pop()
        if not isinstance(each, Formula) or each.operation not in SUMS:
            yield sign, each
            continue
        open_ += [
            (
                sign is not (place > 0 if each.operation == "subtract" else each.operation == "negative"),
                argument,
            )
            for place, argument in reversed(list(enumerate(each.arguments)))
        ]


def _sum(terms: tuple[tuple[bool, Term], ...]) -> Node:
    nodes = [(minus, prepared(term)) for minus, term in terms]

    def bounds(calculation: Calculation) -> Affine:
        return _widened_sum([(minus, part(node, calculation)) for minus, node in nodes], calculation)

    alone = len(nodes) == 1 and nodes[0][1].kind == "number"
    return Node(bounds, "number" if alone else "sum", terms)


def _widened_sum(signed: list[tuple[bool, Affine]], calculation: Calculation) -> Affine:
    """A sum, in significant figures with what the rounding of the sums on the way can do."""
    result = total(signed)
    carried = calculation.carried
    if carried is None or carried.kind == "decimals" or len(signed) < 3 or not isfinite(result.rest):
        return result
    every = [(negative(x) if minus else x).bounds for minus, x in signed]
    largest = max(sum(max(high, 0.0) for _, high in every), sum(max(-low, 0.0) for low, _ in every))
    by = (len(signed) - 2) * carried.unit(largest) / 2 if 0 < largest < float("inf") else 0.0
    return widened(result, by)


def _factors(term: Term, below: bool = False) -> Iterator[tuple[bool, Term]]:
    """The factors of a formula, left to right, each with whether it is a divisor; a minus is no factor."""
    open_ = [(below, term)]
    while open_:
        under, each = open_.pop()
        if not isinstance(each, Formula) or each.operation not in PRODUCTS:
            yield under, each
            continue
        first, second = each.arguments
        open_ += [(under is not (each.operation == "divide"), second), (under, first)]


def _product(term: Formula) -> Node:
    factors = tuple(_factors(term))
    nodes = [(below, prepared(factor)) for below, factor in factors]
    other = _multiplied_out(factors, nodes)

    def bounds(calculation: Calculation) -> Affine:
        items = [_item(below, node, calculation) for below, node in nodes]
        result = _multiplied(items, calculation)
        return result if other is None else wide_enough((result, other.bounds(calculation)))

    return Node(bounds, "operation")


def _item(below: bool, node: Node, calculation: Calculation) -> Item:
    x = part(node, calculation)
    return Item(calculation.divisor(x) if below else x, below)


def _multiplied_out(factors: tuple[tuple[bool, Term], ...], nodes: list[tuple[bool, Node]]) -> Node | None:
    """The product with its one sum multiplied out: the mean term by term, the slope in every path."""
    sums = [place for place, (below, node) in enumerate(nodes) if not below and len(node.terms) > 1]
    if len(sums) != 1 or not _is_of_paths(nodes[sums[0]][1].terms, factors):
        return None
    others = [factor for place, factor in enumerate(factors) if place != sums[0]]
    return _sum(tuple((minus, _rebuilt(term, others)) for minus, term in nodes[sums[0]][1].terms))


def _is_of_paths(terms: tuple[tuple[bool, Term], ...], factors: tuple[tuple[bool, Term], ...]) -> bool:
    """Whether a sum is one of products, or of numbers that only a mean is taken of; not target − out."""
    if all(isinstance(term, Formula) for _, term in terms):
        return True
    mean = all(below or isinstance(factor, Formula) for below, factor in factors)
    return mean and all(isinstance(term, Quantity) for _, term in terms)


def _rebuilt(term: Term, factors: list[tuple[bool, Term]]) -> Term:
    for below, factor in factors:
        term = Formula("divide" if below else "multiply", term, factor)
    return term


def _multiplied(items: list[Item], calculation: Calculation) -> Affine:
    """The product of the items in every order."""
    if len(items) == 2 or calculation.carried is None:
        return _in_turn(items)
    if len(items) == 3:
        first, second, third = items
        orders = ((first, second, third), (first, third, second), (second, third, first))
        return wide_enough(_in_pairs(*order, calculation) for order in orders)
    return _with_roundings(items, calculation.carried)


def _in_turn(items: Iterable[Item]) -> Affine:
    result: Affine | None = None
    for item in items:
        if result is None:
            result = divide(Affine(1.0), item.form) if item.below else item.form
        else:
            result = divide(result, item.form) if item.below else multiply(result, item.form)
    return UNKNOWN if result is None else result


def _in_pairs(first: Item, second: Item, third: Item, calculation: Calculation) -> Affine:
    """The product of the first two, rounded, with the third."""
    below = first.below and second.below
    pair = multiply(first.form, second.form) if below else _in_turn((first, second))
    carried = calculation.carried
    exact = carried is None or (carried.kind == "decimals" and (first.whole or second.whole))
    rounded = pair if exact or carried is None else carried.rounded(pair)
    if below:
        return divide(third.form, calculation.divisor(rounded))
    return _in_turn((Item(rounded, False), third))


def _with_roundings(items: list[Item], carried: Carried) -> Affine:
    """The product of many items with what the rounding of the products on the way can do, in any order.

    A rounding by half a unit is multiplied with the factors that are left: at most with the largest of them.
    """
    result, sizes = _in_turn(items), sorted(map(_size, items), reverse=True)
    if not isfinite(result.rest):
        return UNKNOWN
    if carried.kind == "significant":
        largest = abs(result.middle) + result.radius
        return widened(result, largest * ((1 + 0.5 * 10.0 ** (1 - carried.places)) ** (len(items) - 2) - 1))
    by, product = 0.0, 0.5 * 10.0**-carried.places
    for size in sizes[: len(items) - 2]:
        product *= size
        by += product
    return widened(result, by) if isfinite(by) else UNKNOWN


def _size(item: Item) -> float:
    """The largest that an item can be as a factor."""
    low, high = item.form.bounds
    if item.below:
        return 1 / min(abs(low), abs(high)) if low > 0 or high < 0 else float("inf")
    return max(abs(low), abs(high))
