"""Mistakes are looked for in networks that lack something: a loss, a target, a weight, a layer, a bias."""

from __future__ import annotations

from decimal import Decimal
from math import exp

import pytest

from backprop_cli.calculation.quantity import Quantity, name_of
from backprop_cli.check.bounds.carried import decimal_of
from backprop_cli.check.exercise import Exercise
from backprop_cli.check.marker import check
from backprop_cli.check.reading.answers import Answer, read_answers
from backprop_cli.check.reading.written import parse
from backprop_cli.check.verdicts import CORRECT, FOLLOWS, WRONG, Mark
from backprop_cli.mistakes.diagnoser import Diagnoser
from backprop_cli.network.read import read_network
from backprop_cli.sheet.worked_example import Worksheet, make_worksheet
from backprop_cli.writing import numbers

TWO = "inputs: [0.5, -1.25]\ntargets: [1, 0]\nlearning_rate: 0.5\n"

NETWORKS = {
    "no loss": "inputs: [0.5, -1.25]\nlayers: [{weights: [[0.3, 0.2], [0.7, -0.4]], activation: tanh}]\n",
    "one layer": TWO
    + "loss: half_squared_error\nlayers: [{weights: [[0.3, 0.2], [0.7, -0.4]], activation: sigmoid}]\n",
    "gaps in a square": TWO
    + "loss: half_squared_error\nlayers: [{weights: [[0.3, null], [0.7, -0.4]], activation: sigmoid}, "
    "{weights: [[0.6, 0.9], [null, -0.8]], bias: 0.1, activation: sigmoid}]\n",
    "no biases and l2": TWO + "loss: squared_error\nl2: {lambda: 0.1}\n"
    "layers: [{weights: [[0.3, 0.2], [0.7, -0.4]], activation: sigmoid}]\n",
    "one of each": "inputs: [0.5]\ntargets: [1]\nlearning_rate: 0.5\nloss: squared_error\n"
    "layers: [{weights: [[0.3]], activation: relu}, {weights: [[0.7]], activation: sigmoid}]\n",
}


def worksheet(name: str) -> Worksheet:
    """The worksheet of a network."""
    return make_worksheet(read_network(NETWORKS[name].encode(), f"{name}.yaml"))


def marked(sheet: Worksheet, answers: dict[str, str]) -> list[Mark]:
    """Answers, marked and with mistakes named."""
    text = "".join(f'"{name}": "{value}"\n' for name, value in answers.items())
    exercise = Exercise(sheet)
    answered = read_answers(text.encode(), "a.yaml", sheet)
    return list(check(exercise, answered, None, Diagnoser(exercise).named))


@pytest.mark.parametrize("name", NETWORKS)
def test_a_number_beside_the_right_one_is_wrong_by_no_mistake_of_calculation(name: str) -> None:
    sheet = worksheet(name)
    computed = [q for q in sheet.order if q not in sheet.given and sheet.exact_numbers[q]]
    for q in computed[:: max(1, len(computed) // 6)]:
        beside = numbers.one(decimal_of(sheet.exact_numbers[q]) * Decimal("1.0371"), 8)
        (mark,) = marked(sheet, {name_of(q): beside})
        assert mark.verdict == WRONG, name_of(q)
        assert [one.name for one in mark.mistakes] == [], name_of(q)


@pytest.mark.parametrize("name", NETWORKS)
def test_no_mistake_is_named_beside_right_numbers(name: str) -> None:
    sheet = worksheet(name)
    right = {name_of(q): numbers.one(decimal_of(sheet.exact_numbers[q]), 6) for q in sheet.order}
    assert {mark.verdict for mark in marked(sheet, right)} == {CORRECT}


HARD = """\
inputs: [1]
targets: [0]
layers: [{weights: [[0.5]], activation: hard_sigmoid}]
loss: binary_cross_entropy
learning_rate: 0.5
"""


@pytest.mark.parametrize(("out", "loss", "verdict"), [("1.0", "7", WRONG), ("0.7000", "1.2040", FOLLOWS)])
def test_a_loss_follows_from_no_output_whose_logarithm_may_be_anything(
    out: str, loss: str, verdict: str
) -> None:
    sheet = make_worksheet(read_network(HARD.encode(), "hard.yaml"))
    assert [mark.verdict for mark in marked(sheet, {"out_o1": out, "E": loss})] == [WRONG, verdict]


STEPS = """\
inputs: [0.5]
targets: [1]
layers: [{weights: [[0.3]], bias: 0.1, activation: sigmoid}]
loss: half_squared_error
learning_rate: 0.5
steps: 4
"""


def test_a_mistake_made_in_every_step_is_named_in_the_last() -> None:
    weight, bias = 0.3, 0.1
    for _ in range(4):
        out = 1 / (1 + exp(-(weight * 0.5 + bias)))
        error_term = (out - 1) * out * (1 - out)
        weight, bias = weight + 0.5 * error_term * 0.5, bias + 0.5 * error_term
    sheet = make_worksheet(read_network(STEPS.encode(), "steps.yaml"))
    answer = Answer("w1+", Quantity("parameter", "w1", update=4), parse(f"{weight:.6f}"), 3)
    exercise = Exercise(sheet)
    (mark,) = check(exercise, [answer], None, Diagnoser(exercise).named)
    assert "gradient added" in [one.name for one in mark.mistakes]
