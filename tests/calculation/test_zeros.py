"""A number is 0 where its formula is 0 by algebra, and is never taken for 0 where it is merely small."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from strategies import random_network

from backprop_cli.calculation.exact import CHOICES as BY_SIGN
from backprop_cli.calculation.floats import OPERATIONS as ON_FLOATS
from backprop_cli.calculation.zeros import CHOICES, OPERATIONS, PRIME, Zeros
from backprop_cli.errors import NoValueError
from backprop_cli.maths.formula import Term
from backprop_cli.network.read import read_network
from backprop_cli.sheet.worked_example import Worksheet
from backprop_cli.verify.losses_nearby import sign_of

SOFTMAX = """
inputs: [0.5, 1]
targets: [1, 0]
layers:
  - {{weights: [[0.1, 0.2], [0.3, 0.4]], bias: 0.1, activation: tanh}}
  - {{weights: [[0.5, 0.6], [0.7, 0.8]], bias: {{b2: 0.2}}, activation: softmax}}
loss: {loss}
learning_rate: 0.5
optimizer: {optimizer}
steps: 3
"""


def sheet_of(text: str) -> Worksheet:
    return Worksheet(read_network(text.encode(), "a.yaml"))


def zeros_of(sheet: Worksheet) -> Zeros:
    """The zeros of a worksheet whose numbers are known."""

    def sign(term: Term, is_zero: Callable[[Term], bool]) -> int:
        found = sign_of(term, sheet.numbers)
        assert found is not None
        return found

    return Zeros(sheet.step, sheet.given, sign)


def test_every_operation_has_a_counterpart() -> None:
    assert set(OPERATIONS) | set(CHOICES) == set(ON_FLOATS)
    assert set(BY_SIGN) <= set(CHOICES)


@pytest.mark.parametrize("optimizer", ["sgd", "momentum", "adagrad", "rmsprop", "adam", "adamw"])
@pytest.mark.parametrize("loss", ["cross_entropy", "squared_error"])
def test_the_shared_bias_of_a_softmax_never_moves(loss: str, optimizer: str) -> None:
    sheet = sheet_of(SOFTMAX.format(loss=loss, optimizer=optimizer))
    assert [sheet.number("dE/db2", step=step) for step in (1, 2, 3)] == [0, 0, 0]
    if optimizer != "adamw":
        assert [sheet.number("b2+", step=step) for step in (1, 2, 3)] == [sheet.number("b2")] * 3


def test_the_zero_of_a_softmax_takes_no_more_digits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("backprop_cli.calculation.exact.PRECISIONS", (60, 61))
    assert sheet_of(SOFTMAX.format(loss="cross_entropy", optimizer="adam")).number("dE/db2") == 0


@pytest.mark.parametrize("seed", range(0, 200, 5))
def test_no_number_is_taken_for_zero(seed: int) -> None:
    sheet = Worksheet(random_network(seed, scale=4000 if seed > 100 else 4))
    try:
        zeros = zeros_of(sheet)
        wrong = [q for q in sheet.order if zeros.is_zero(q) and sheet.numbers[q]]
    except NoValueError:
        return
    assert not wrong


def test_laws_of_the_functions_hold_and_others_do_not() -> None:
    x = 15 * pow(100, -1, PRIME) % PRIME
    exp, cdf, tanh = (OPERATIONS[name] for name in ("exp", "normal_cdf", "tanh"))
    assert exp(x) * exp(-x % PRIME) % PRIME == 1
    assert (cdf(x) + cdf(-x % PRIME)) % PRIME == 1
    assert (tanh(x) + tanh(-x % PRIME)) % PRIME == 0
    assert [OPERATIONS[name](0) for name in ("exp", "sqrt", "expm1", "log1p")] == [1, 0, 0, 0]
    assert (exp(x) - exp(2 * x % PRIME)) % PRIME != 0
    assert (OPERATIONS["sqrt"](x) ** 2 - x) % PRIME != 0
