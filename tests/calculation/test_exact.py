"""Every digit of a small network is right: held against mpmath with many more digits, saturation included."""

from __future__ import annotations

import math
from contextlib import suppress
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

import mpmath
import pytest
from strategies import KINKED, SMOOTH, random_network

from backprop_cli.calculation.quantity import Quantity, name_of
from backprop_cli.calculation.traced import TracedNumbers
from backprop_cli.errors import NoValueError
from backprop_cli.maths.formula import Formula, Term
from backprop_cli.network.model import Choice, Layer, Network, Parameter, Sample
from backprop_cli.network.read import read_network
from backprop_cli.sheet.request import Request
from backprop_cli.sheet.worked_example import Worksheet, make_worksheet

DIGITS = 900
"""Digits of the judge: 1 − σ(700) is 1e-304, and 45 digits of it are compared."""

OPERATIONS = {
    "add": lambda x, y: x + y,
    "subtract": lambda x, y: x - y,
    "multiply": lambda x, y: x * y,
    "divide": lambda x, y: x / y,
    "power": lambda x, y: x**y,
    "negative": lambda x: -x,
    "exp": mpmath.exp,
    "ln": mpmath.log,
    "sqrt": mpmath.sqrt,
    "tanh": mpmath.tanh,
    "absolute": abs,
    "maximum": max,
    "minimum": min,
    "normal_cdf": mpmath.ncdf,
    "normal_density": mpmath.npdf,
}


class Judge:
    """The textbook's formulas, not the stable ones, in mpmath."""

    def __init__(self, sheet: Worksheet) -> None:
        self.sheet = sheet
        self.known = {q: mpmath.mpf(value.numerator) / value.denominator for q, value in self.given()}

    def given(self) -> list[tuple[Quantity, Fraction]]:
        return [(q, Fraction(value)) for q, value in self.sheet.given.items()]

    def of(self, term: Term) -> mpmath.mpf:
        if isinstance(term, Quantity):
            if term not in self.known:
                self.known[term] = self.of(self.sheet.step(term).formula)
            return self.known[term]
        if not isinstance(term, Formula):
            return mpmath.mpf(term)
        if term.operation in ("positive", "nonnegative"):
            test, yes, no = term.arguments
            sign = self.of(test)
            return self.of(yes if sign > 0 or (sign == 0 and term.operation == "nonnegative") else no)
        return OPERATIONS[term.operation](*map(self.of, term.arguments))


def decimal(number: mpmath.mpf, digits: int = 400) -> Decimal:
    return Decimal(mpmath.nstr(number, digits, strip_zeros=False))


def assert_right(network: Network) -> int:
    """Compares every number; returns how many."""
    sheet = Worksheet(network)
    with mpmath.workdps(DIGITS):
        judge = Judge(sheet)
        for q in sheet.order:
            truth, ours = decimal(judge.of(q)), sheet.numbers[q]
            assert isinstance(ours, Decimal)
            assert float(ours) == float(truth), (name_of(q), network.name, ours, truth)
            for places in (6, 40):
                assert shown(ours, places) == shown(truth, places), (name_of(q), network.name)
    return len(sheet.order)


def shown(number: Decimal, places: int) -> Decimal:
    return number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, Context(500))


@pytest.mark.parametrize("seed", range(100))
def test_every_digit_of_a_random_network_is_right(seed: int) -> None:
    assert assert_right(random_network(seed)) > 10


@pytest.mark.parametrize("seed", range(100, 200))
def test_every_digit_of_a_saturated_network_is_right(seed: int) -> None:
    network = random_network(seed, scale=4000, activations=("sigmoid", "tanh", *SMOOTH, *KINKED))
    with suppress(NoValueError):  # ln 0, or beyond the doubles
        assert_right(network)


def test_nearly_all_saturated_networks_have_their_numbers() -> None:
    solved = 0
    for seed in range(100, 200):
        with suppress(NoValueError):
            solved += bool(Worksheet(random_network(seed, scale=4000)).numbers)
    assert solved >= 90


def one_neuron(activation: str, z: str, loss: str | None = None, target: str = "1") -> Network:
    """A single neuron whose net is z."""
    layer = Layer(("o1",), ("i1",), Choice(activation), ((0,),), (None,))
    sample = Sample((Decimal(z),), (Decimal(target),) if loss else None)
    weight = Parameter("w1", Decimal(1), "weight")
    choice = Choice(loss) if loss else None
    return Network("one", ("i1",), (layer,), (weight,), (sample,), choice, Decimal("0.5"))


@pytest.mark.parametrize(
    ("activation", "z", "name", "digits"),
    [
        ("sigmoid", "-750", "out_o1", "1.9017e-326"),
        ("sigmoid", "750", "dout_o1/dnet_o1", "1.9017e-326"),
        ("sigmoid", "200", "dE/dout_o1", "-1.3839e-87"),
        ("tanh", "50", "dout_o1/dnet_o1", "1.4880e-43"),
        ("softplus", "-700", "out_o1", "9.8597e-305"),
    ],
)
def test_saturated_values_keep_their_digits(activation: str, z: str, name: str, digits: str) -> None:
    sheet = Worksheet(one_neuron(activation, z, "half_squared_error"))
    assert Context(5).create_decimal(sheet.number(name)) == Decimal(digits)


def test_a_cross_entropy_of_an_output_that_underflows_is_exact() -> None:
    sheet = Worksheet(one_neuron("sigmoid", "-20000", "binary_cross_entropy", "1"), Request(("E",)))
    assert sheet.number("E") == Decimal(20000)


def test_a_logarithm_of_zero_is_an_error_that_names_the_number() -> None:
    sheet = Worksheet(one_neuron("hard_sigmoid", "-5", "binary_cross_entropy", "1"))
    with pytest.raises(NoValueError, match=r"^E_o1 has no value: the logarithm of 0$"):
        _ = sheet.numbers


def test_a_number_beyond_the_doubles_is_an_error_that_names_it() -> None:
    sheet = Worksheet(one_neuron("linear", "1e200", "squared_error"))
    with pytest.raises(NoValueError, match=r"^E_o1 is too large for a double: 1\.000e\+400$"):
        _ = sheet.numbers


def test_numbers_beyond_the_doubles_may_cancel_within_one_sum() -> None:
    third = f"1{'0' * 300}/3"
    text = f"inputs: [{third}, {third}]\nlayers:\n  - weights: [[1e300, -1e300]]\n    bias: 2\n"
    sheet = Worksheet(read_network(f"{text}    activation: linear\n".encode(), "huge.yaml"))
    assert sheet.number("net_o1") == 2


def test_three_times_a_third_is_one_so_that_a_step_unit_fires() -> None:
    text = b"inputs: [3]\nlayers:\n  - weights: [[1/3]]\n    bias: -1\n    activation: step\n"
    sheet = Worksheet(read_network(text, "third.yaml"))
    assert sheet.number("net_o1") == 0
    assert sheet.number("out_o1") == 1


def test_what_cancels_exactly_is_zero() -> None:
    text = b"inputs: [1, 1]\nlayers:\n  - weights: [[0.3, 0.3], [0.3, 0.3]]\n    activation: sigmoid\n"
    text += b"  - weights: [[0.7, -0.7]]\n    activation: linear\n"
    assert Worksheet(read_network(text, "zero.yaml")).number("net_o1") == 0


def test_a_number_beyond_every_exponent_is_an_error_that_names_it() -> None:
    sheet = Worksheet(one_neuron("sigmoid", "-5000000", "binary_cross_entropy"))
    with pytest.raises(NoValueError, match=r"^dE/dout_o1 is too large"):
        _ = sheet.numbers


@pytest.mark.parametrize("loss", ["half_squared_error", "squared_error", "mean_squared_error", "huber"])
@pytest.mark.parametrize("activation", ["sigmoid", "tanh", "bipolar_sigmoid", "softsign"])
@pytest.mark.parametrize("weight", ["-45", "-9.5", "9.5", "45"])
def test_the_error_of_a_saturated_output_keeps_its_digits_in_doubles(
    activation: str, loss: str, weight: str
) -> None:
    """The target is the end that the output comes near to: 1 − σ(45) is 3e-20, and 0 in doubles."""
    low = "0" if activation == "sigmoid" else "-1"
    text = f"""
inputs: [1]
targets: [{low if weight.startswith("-") else "1"}]
layers: [{{weights: [[{weight}]], activation: {activation}}}]
loss: {loss}
learning_rate: 1
"""
    worksheet = make_worksheet(read_network(text.encode(), "saturated.yaml"))
    traced = TracedNumbers(worksheet.network, worksheet.steps, worksheet.given)
    for name in ("dE/dout_o1", "dE/dnet_o1", "dE/dw1"):
        exact = float(worksheet.number(name))
        assert exact
        assert abs(traced[worksheet.names[name]] - exact) <= 100 * math.ulp(exact)
