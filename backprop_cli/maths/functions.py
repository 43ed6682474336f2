"""The functions of the mathematics, each for a float, an array or a formula.

So `1 / (1 + exp(-z))` is written once: on a float it is a number, on an array an array, on a quantity a
formula. numpy is imported only when an array arrives. Decimals are no case of their own: exact numbers
come from formulas (`calculation.exact`). To add a function, a line in `FLOAT` and a `def`; numpy knows it by
the name in `ARRAY`. The sigmoid, the softplus and the softmax are made of these so that no argument overflows
or cancels.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

from .formula import Expression, Formula, Term, total

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


def cosh(x: Term) -> Term:
    """The hyperbolic cosine (e^x + e^−x)/2."""
    return (exp(x) + exp(-x)) / 2


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


def sigmoid(z: Term) -> Term:
    """1/(1 + e^-z), without overflow for any z."""
    return exp(minimum(z, 0)) / (1 + exp(-absolute(z)))


def sigmoid_slope(z: Term) -> Term:
    """The sigmoid's derivative σ(z)σ(−z), without cancellation."""
    return exp(-absolute(z)) / (1 + exp(-absolute(z))) ** 2


def sigmoid_error(t: Term, z: Term) -> Term:
    """T − σ(z) without cancellation where both are near to 1: 1 − σ(z) is σ(−z)."""
    return positive(z, (t - 1) + sigmoid(-z), t - sigmoid(z))


def tanh_error(t: Term, z: Term) -> Term:
    """T − tanh(z) without cancellation where both are near to 1 or to −1: 1 − tanh(z) is 2σ(−2z)."""
    return positive(z, (t - 1) + 2 * sigmoid(-2 * z), (t + 1) - 2 * sigmoid(2 * z))


def softplus(z: Term) -> Term:
    """ln(1 + e^z), without overflow and cancellation."""
    return maximum(z, 0) + log1p(exp(-absolute(z)))


def softmax(z: Sequence[Term], k: int) -> Term:
    """Component k of the softmax, shifted by the largest z, which changes no value."""
    largest = highest(z)
    return exp(z[k] - largest) / total(exp(each - largest) for each in z)


def highest(z: Sequence[Term]) -> Term:
    """The largest of several."""
    result = z[0]
    for each in z[1:]:
        result = maximum(result, each)
    return result


def _apply(name: str, *arguments: Term) -> Term:
    if any(isinstance(argument, Expression) for argument in arguments):
        return Formula(name, *arguments)
    if any(hasattr(argument, "__array__") for argument in arguments):
        return on_arrays(name, *arguments)
    return FLOAT[name](*arguments)


def on_arrays(name: str, *arguments: Any) -> Any:
    """A function of `FLOAT` by its name, on arrays."""
    import numpy

    if name == "positive":
        return numpy.where(arguments[0] > 0, *arguments[1:])
    if name == "nonnegative":
        return numpy.where(arguments[0] >= 0, *arguments[1:])
    if name in ("normal_cdf", "normal_density"):
        return numpy.vectorize(FLOAT[name], otypes=[float])(*arguments)
    return getattr(numpy, ARRAY.get(name, name))(*arguments)
