"""The functions of the mathematics, each for a float, an array or a formula.

So `1 / (1 + exp(-z))` is written once: on a float it is a number, on an array an array, on a quantity a
formula. numpy is imported only when an array arrives. Decimals are no case of their own: exact numbers
come from formulas (`example.exact`). To add a function, a line in `FLOAT` and a `def`; numpy knows it by
the name in `ARRAY`.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from .formula import Expression, Formula, Term

FLOAT: dict[str, Callable[..., float]] = {
    "exp": math.exp,
    "ln": math.log,
    "log1p": math.log1p,
    "expm1": math.expm1,
    "sqrt": math.sqrt,
    "tanh": math.tanh,
    "normal_cdf": lambda x: math.erfc(-x / math.sqrt(2)) / 2,
    "normal_density": lambda x: math.exp(-x * x / 2) / math.sqrt(2 * math.pi),
    "absolute": abs,
    "maximum": max,
    "minimum": min,
    "positive": lambda x, yes, no: yes if x > 0 else no,
    "nonnegative": lambda x, yes, no: yes if x >= 0 else no,
}
"""Each operation that is a function, for floats."""

ARRAY: dict[str, str] = {"ln": "log", "absolute": "abs"}
"""numpy's name of a function where it is another."""


def exp(x: Term) -> Term:
    """e to the power x."""
    return _apply("exp", x)


def ln(x: Term) -> Term:
    """The natural logarithm."""
    return _apply("ln", x)


def log1p(x: Term) -> Term:
    """ln(1 + x), right for a tiny x."""
    return _apply("log1p", x)


def expm1(x: Term) -> Term:
    """e^x - 1, right for a tiny x."""
    return _apply("expm1", x)


def sqrt(x: Term) -> Term:
    """The square root."""
    return _apply("sqrt", x)


def tanh(x: Term) -> Term:
    """The hyperbolic tangent."""
    return _apply("tanh", x)


def normal_cdf(x: Term) -> Term:
    """Φ(x), the standard normal distribution function, ½(1 + erf(x/√2))."""
    return _apply("normal_cdf", x)


def normal_density(x: Term) -> Term:
    """φ(x) = e^(−x²/2)/√(2π), the standard normal density."""
    return _apply("normal_density", x)


def absolute(x: Term) -> Term:
    """The absolute value."""
    return _apply("absolute", x)


def maximum(x: Term, y: Term) -> Term:
    """The larger of two."""
    return _apply("maximum", x, y)


def minimum(x: Term, y: Term) -> Term:
    """The smaller of two."""
    return _apply("minimum", x, y)


def positive(x: Term, yes: Term, no: Term) -> Term:
    """`yes` where x > 0, else `no`."""
    return _apply("positive", x, yes, no)


def nonnegative(x: Term, yes: Term, no: Term) -> Term:
    """`yes` where x >= 0, else `no`."""
    return _apply("nonnegative", x, yes, no)


def _apply(name: str, *arguments: Term) -> Term:
    if any(isinstance(argument, Expression) for argument in arguments):
        return Formula(name, *arguments)
    if any(hasattr(argument, "__array__") for argument in arguments):
        return _on_arrays(name, arguments)
    return FLOAT[name](*arguments)


def _on_arrays(name: str, arguments: tuple[Any, ...]) -> Any:
    import numpy

    if name == "positive":
        return numpy.where(arguments[0] > 0, *arguments[1:])
    if name == "nonnegative":
        return numpy.where(arguments[0] >= 0, *arguments[1:])
    if name in ("normal_cdf", "normal_density"):
        return numpy.vectorize(FLOAT[name], otypes=[float])(*arguments)
    return getattr(numpy, ARRAY.get(name, name))(*arguments)
