"""A formula is data: an operation and its arguments.

Running a row of mathematics on quantities builds the formula, `w * x + b` as much as `1 / (1 + exp(-z))`;
running it on floats or arrays gives the value. `build` drops what says nothing in
`0 + x`, `0 − x`, `1 · x`, `0 · x` and `x / 1` (`KEPT`, for formulas and for lines of code), and does no other
algebra, so a formula is written as its author wrote it. To add an operation: a method or a function that
builds it (`functions`), and a row in every table of operations (`calculation.floats` and `balls`,
`writing.markup` …), which a test compares.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

Term = Any
"""An `Expression`, or a literal number of the formula itself (the 1 of 1 − out)."""


class Expression:
    """What can stand in a formula; its operators build formulas."""

    __slots__ = ()

    def __add__(self, other: Term) -> Term:
        return build("add", self, other)

    def __radd__(self, other: Term) -> Term:
        return build("add", other, self)

    def __sub__(self, other: Term) -> Term:
        return build("subtract", self, other)

    def __rsub__(self, other: Term) -> Term:
        return build("subtract", other, self)

    def __mul__(self, other: Term) -> Term:
        return build("multiply", self, other)

    def __rmul__(self, other: Term) -> Term:
        return build("multiply", other, self)

    def __truediv__(self, other: Term) -> Term:
        return build("divide", self, other)

    def __rtruediv__(self, other: Term) -> Term:
        return build("divide", other, self)

    def __pow__(self, other: Term) -> Term:
        return build("power", self, other)

    def __rpow__(self, other: Term) -> Term:
        return build("power", other, self)

    def __neg__(self) -> Term:
        return build("negative", self)


class Formula(Expression):
    """An operation and its arguments, immutable by convention."""

    __slots__ = ("arguments", "operation")

    def __init__(self, operation: str, *arguments: Term) -> None:
        self.operation, self.arguments = operation, arguments

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Formula)
            and self.operation == other.operation
            and self.arguments == other.arguments
        )

    def __hash__(self) -> int:
        return hash((self.operation, self.arguments))

    def __repr__(self) -> str:
        return f"{self.operation}({', '.join(map(repr, self.arguments))})"


KEPT: dict[tuple[str, int, int], int] = {
    ("add", 0, 0): 1,
    ("add", 1, 0): 0,
    ("subtract", 1, 0): 0,
    ("multiply", 0, 0): 0,
    ("multiply", 1, 0): 1,
    ("multiply", 0, 1): 1,
    ("multiply", 1, 1): 0,
    ("divide", 1, 1): 0,
}
"""An operation, a place, and 0 or 1 standing there: the place of the argument that all of it comes to."""


def kept(operation: str, literals: Iterable[Any]) -> int | None:
    """The place of the argument that an operation comes to; None where every argument says something.

    `literals` are the arguments; only those that are whole numbers are looked at.
    """
    for place, literal in enumerate(literals):
        if isinstance(literal, int) and (operation, place, literal) in KEPT:
            return KEPT[operation, place, literal]
    return None


def build(operation: str, *arguments: Term) -> Term:
    """The formula of an operation, without the terms and factors that say nothing."""
    place = kept(operation, arguments)
    if place is not None:
        return arguments[place]
    if operation == "subtract" and isinstance(arguments[0], int) and not arguments[0]:
        return build("negative", arguments[1])
    return Formula(operation, *arguments)


def leaves(term: Term) -> Iterator[Expression]:
    """The quantities that a formula is made of, left to right, repeated as often as they stand there."""
    open_ = [term]
    while open_:
        part = open_.pop()
        if isinstance(part, Formula):
            open_ += part.arguments[::-1]
        elif isinstance(part, Expression):
            yield part


def total(terms: Any) -> Term:
    """The sum of terms, left to right; of none, 0."""
    result: Term = 0
    for term in terms:
        result = result + term
    return result
