"""How a line of an entry is held against the oracle: as a formula with hundreds of digits, and as a float.

As a formula its numbers are put in with `MANY` digits, so that not even the textbook's form loses any; as a
float the stable form must be right in the last digits.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

from oracles import FUNCTIONS, M

from backprop_cli.maths.formula import Expression, Formula, Term

NEAR = (-9.5, -5.0, -3.7, -2.0, -1.0, -0.2, -1e-9, 1e-9, 0.3, 1.7, 2.9, 4.5, 8.0)
POINTS = (-700.0, -36.0, *NEAR, 36.0, 700.0)
LAYERS = (
    (0.3, -1.2, 2.0),
    (1.0, 1.0),
    (-700.0, 3.0, 2.0, 700.0),
    (40.0, -40.0, 0.0),
    (-800.0, -801.5),
    (750.0, -30.0),
    (-30.0, 750.0),
)
PLACES = [(zs, k) for zs in LAYERS for k in range(len(zs))]


class Known(Expression):
    """A number in a formula."""

    __slots__ = ("value",)

    def __init__(self, value: Any) -> None:
        self.value = M.mpf(value)


OPERATORS: dict[str, Callable[..., Any]] = {
    "add": lambda x, y: x + y,
    "subtract": lambda x, y: x - y,
    "multiply": lambda x, y: x * y,
    "divide": lambda x, y: x / y,
    "power": lambda x, y: x**y,
    "negative": lambda x: -x,
}
ON_DIGITS = {**OPERATORS, **FUNCTIONS}


def on_digits(term: Term) -> Any:
    """The value of a formula of known numbers."""
    if isinstance(term, Formula):
        return ON_DIGITS[term.operation](*map(on_digits, term.arguments))
    return term.value if isinstance(term, Known) else M.mpf(term)


def known(argument: Any) -> Any:
    """A number, or the numbers of a layer, as they stand in a formula; a count and a place stay."""
    if isinstance(argument, Sequence):
        return [Known(one) for one in argument]
    return argument if isinstance(argument, int) else Known(argument)


def assert_formula(row: Callable[..., Term] | None, truth: Any, *arguments: Any, **options: Any) -> None:
    """A row of an entry, with all its digits, is the oracle's number."""
    if row is None:
        return
    given = {name: Known(value) for name, value in options.items()}
    ours = on_digits(row(*map(known, arguments), **given))
    assert abs(ours - truth) <= abs(truth) * M.mpf("1e-60") + M.mpf("1e-690"), (
        arguments,
        M.nstr(ours),
        M.nstr(truth),
    )


def assert_float(ours: Any, truth: Any, rel_tol: float = 1e-12) -> None:
    """A float is the oracle's number but for its last digits."""
    assert math.isclose(ours, float(truth), rel_tol=rel_tol), (ours, float(truth))
