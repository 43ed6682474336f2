"""Every gradient of a small network is SymPy's derivative of its loss."""

from __future__ import annotations

import math

import pytest
import sympy
from strategies import random_network

from backprop_cli.calculation.quantity import Quantity
from backprop_cli.maths.formula import Formula, Term
from backprop_cli.sheet.worked_example import Worksheet

OPERATIONS = {
    "add": lambda x, y: x + y,
    "subtract": lambda x, y: x - y,
    "multiply": lambda x, y: x * y,
    "divide": lambda x, y: x / y,
    "power": lambda x, y: x**y,
    "negative": lambda x: -x,
    "exp": sympy.exp,
    "ln": sympy.log,
    "tanh": sympy.tanh,
    "normal_cdf": lambda x: (1 + sympy.erf(x / sympy.sqrt(2))) / 2,
}
SMOOTH = ("linear", "sigmoid", "tanh", "softplus", "silu", "gelu", "bipolar_sigmoid")
LOSSES = ("half_squared_error", "squared_error", "mean_squared_error", "cross_entropy", "output")


def symbolic(term: Term, sheet: Worksheet, names: dict[str, sympy.Symbol]) -> sympy.Expr:
    """The forward formulas as one SymPy expression in the parameters."""
    if isinstance(term, Quantity):
        if term.kind == "parameter":
            return names[term.subject]
        if term in sheet.given:
            return sympy.Rational(str(sheet.given[term]))
        return symbolic(sheet.step(term).formula, sheet, names)
    if isinstance(term, Formula):
        return OPERATIONS[term.operation](*(symbolic(one, sheet, names) for one in term.arguments))
    return sympy.Integer(term)


SEEDS = [seed for seed in range(120) if random_network(seed, activations=SMOOTH).loss.name in LOSSES][:12]  # type: ignore[union-attr]


@pytest.mark.parametrize("seed", SEEDS)
def test_gradients_are_the_derivatives_that_sympy_finds(seed: int) -> None:
    network = random_network(seed, activations=SMOOTH)
    sheet = Worksheet(network)
    names = {one.name: sympy.Symbol(one.name) for one in network.parameters}
    loss = symbolic(sheet.steps.loss(), sheet, names)
    values = {names[one.name]: sympy.Rational(str(one.value)) for one in network.parameters}
    for name, symbol in list(names.items())[:4]:
        ours = float(sheet.numbers[sheet.steps.gradient(name)])
        assert math.isclose(
            ours, float(loss.diff(symbol).evalf(30, subs=values)), rel_tol=1e-13, abs_tol=1e-25
        )
