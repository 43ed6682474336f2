"""What is accepted: no correct calculation is refused, and little else is accepted."""

from __future__ import annotations

import math
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from marked_answers import sheet_of
from strategies import random_network
from students import Student

from backprop_cli.calculation.quantity import Quantity, name_of
from backprop_cli.check.bounds.carried import Carried
from backprop_cli.check.bounds.digits import Digits
from backprop_cli.check.bounds.fits import within
from backprop_cli.check.bounds.possible_steps import PossibleSteps
from backprop_cli.check.exercise import Exercise
from backprop_cli.check.marker import check
from backprop_cli.check.reading.answers import Answer, read_answers
from backprop_cli.check.reading.written import parse
from backprop_cli.check.verdicts import CORRECT, TOO_FEW, WRONG, Rules, written_of
from backprop_cli.errors import BackpropError
from backprop_cli.network.bundled import find
from backprop_cli.network.model import Network, Rounding
from backprop_cli.network.read import read_network
from backprop_cli.network.yaml.source import read_file
from backprop_cli.sheet.worked_example import Worksheet


def mazur() -> Worksheet:
    return Worksheet(read_network(read_file(find("mazur")), "mazur.yaml"))


@pytest.mark.parametrize(
    ("name", "accepted", "refused"),
    [
        ("net_h1", "0.3775", "0.3774"),
        ("out_h1", "0.5933", "0.5931"),
        ("dE/dw5", "0.0821", "0.0820"),
        ("dE/dw1", "0.0004", "0.0009"),
        ("dE/dw7", "-0.0226", "0.0226"),
        ("w5+", "0.3590", "0.3178"),
    ],
)
def test_four_decimals_a_step_accept_a_last_digit_and_no_mistake(
    name: str, accepted: str, refused: str
) -> None:
    sheet = mazur()
    bounds = Exercise(sheet).calculation(Carried("decimals", 4)).result(sheet.names[name])
    assert within(parse(accepted), bounds)
    assert not within(parse(refused), bounds)


def answers_of(student: Student) -> list[Answer]:
    decimals = student.rounding.kind == "decimals"
    texts = {q: f"{y:f}" if decimals else str(y) for q, y in student.answers().items()}
    return [Answer(name_of(q), q, parse(text)) for q, text in texts.items()]


def refused(network: Network, form: str, rounding: Rounding, hasty: float, seed: int) -> list[str]:
    """The answers of a correct student that are neither right nor silent, among them all and a few of them.

    A few tell nothing of a student who keeps figures where they may as well be so many decimals.
    """
    student = Student(network, form, rounding, hasty, seed)
    answers = answers_of(student)
    few = random.Random(seed).sample(answers, min(3, len(answers)))
    exercise = Exercise(student.sheet)
    if rounding.kind not in {carried.kind for carried in Digits(student.sheet, written_of(few)).kept}:
        few = []
    return [
        f"{one.answer.name} {one.answer.written}"
        for some in (answers, few)
        for one in check(exercise, some)
        if one.verdict not in (CORRECT, TOO_FEW)
    ]


@pytest.mark.parametrize("kind", ["decimals", "significant"])
@pytest.mark.parametrize("mode", ["half_up", "half_even"])
@pytest.mark.parametrize("places", [3, 4, 6])
@given(seed=st.integers(0, 10**6), hasty=st.sampled_from([0, 0.5, 1]), data=st.data())
@settings(max_examples=5, deadline=None)
def test_no_correct_calculation_is_refused_in_any_form(
    kind: str, mode: str, places: int, seed: int, hasty: float, data: st.DataObject
) -> None:
    network = random_network(seed)
    try:
        form = data.draw(st.sampled_from(PossibleSteps(Worksheet(network)).forms))
        assert refused(network, form, Rounding(kind, places, True, mode), hasty, seed) == []
    except BackpropError:
        return  # a number of the network has no value


@pytest.mark.parametrize("seed", range(20))
def test_a_factor_of_two_in_a_gradient_is_never_right(seed: int) -> None:
    exercise = Exercise(sheet := Worksheet(random_network(seed)))
    try:
        numbers = sheet.numbers
    except BackpropError:
        return
    exact_ones = {q: round(float(numbers[q]), 4) for q in sheet.everything if q.kind == "dE/dparameter"}
    for q, exact in [pair for pair in exact_ones.items() if abs(pair[1]) > 0.02][:4]:
        wrong = [Answer("", q, parse(f"{exact * factor:.4f}")) for factor in (2, 0.5, -1)]
        verdicts = {check(exercise, [one])[0].verdict for one in wrong}
        assert verdicts <= {WRONG, TOO_FEW}, (name_of(q), exact)


LONG = """\
inputs: [0.5]
targets: [1]
layers: [{weights: [[0.3]], activation: sigmoid}]
loss: half_squared_error
learning_rate: 0.5
steps: 150
"""

LATE = Quantity("parameter", "w1", update=150)


def test_a_number_in_the_order_of_many_updates_needs_no_deep_recursion() -> None:
    sheet = Worksheet(read_network(LONG.encode(), "long.yaml"))
    low, high = Exercise(sheet).calculation(Carried("decimals", 9)).result(LATE)
    assert low <= float(sheet.numbers[LATE]) <= high


def test_the_answers_before_a_number_of_a_late_update_need_no_deep_recursion() -> None:
    sheet = Worksheet(read_network(LONG.encode(), "long.yaml"))
    (mark,) = check(Exercise(sheet), [Answer("w1+", LATE, parse("2"), 149)])
    assert mark.verdict == TOO_FEW


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("part", [0.3, 1])
def test_whatever_comes_after_a_slip_follows_from_it(seed: int, part: float) -> None:
    draw, network = random.Random(seed), random_network(seed)
    forms = PossibleSteps(Worksheet(network)).forms
    rounding = Rounding(draw.choice(["decimals", "significant"]), 4, True, "half_even")
    student = Student(network, draw.choice(forms), rounding, 0, seed)
    try:
        numbers = student.sheet.numbers
    except BackpropError:
        return
    large = [q for q in student.sheet.everything if abs(float(numbers[q])) > 0.02]
    slip = draw.choice([q for q in large if q.kind in ("net", "out", "dE/dout", "dE/dnet")])
    student = Student(network, student.form, rounding, 0, seed, slip)
    some = [one for one in answers_of(student) if one.quantity == slip or draw.random() < part]
    found = {one.answer.quantity: one.verdict for one in check(Exercise(student.sheet), some)}
    assert found.pop(slip) == "wrong"
    assert "wrong" not in found.values(), name_of(slip)


def test_a_sum_of_a_thousand_terms_needs_no_deep_recursion() -> None:
    inputs = ", ".join(["0.01"] * 1000)
    text = f"inputs: [{inputs}]\nlayers:\n  - weights: [[{inputs}]]\n    activation: linear\n"
    sheet = Worksheet(read_network(text.encode(), "wide.yaml"))
    for number, verdict in (("0.1000", CORRECT), ("0.3000", WRONG)):
        (mark,) = check(Exercise(sheet), [Answer("net_o1", sheet.names["net_o1"], parse(number))])
        assert mark.verdict == verdict


@pytest.mark.parametrize(
    ("network", "name", "text"),
    [
        ("ng-logistic", "dE/dw1", "5.0000"),
        ("tartu-softmax", "dE/dnet_dog", "1e308"),
        ("tartu-softmax", "dE/dout_dog", "-1e9"),
        ("adam-one-parameter", "E+", "5"),
    ],
)
def test_a_division_by_nearly_zero_does_not_make_every_number_right(
    network: str, name: str, text: str
) -> None:
    sheet = Worksheet(read_network(read_file(find(network)), f"{network}.yaml"))
    (mark,) = check(Exercise(sheet), read_answers(f"{name}: {text}".encode(), "a.yaml", sheet))
    assert mark.verdict in (WRONG, TOO_FEW)


@pytest.mark.parametrize("network", ["ng-logistic", "tartu-softmax", "adam-one-parameter", "melbourne-xor"])
@pytest.mark.parametrize("decimals", [0, 1, 4])
def test_no_bound_of_what_is_accepted_is_infinite(network: str, decimals: int) -> None:
    sheet = sheet_of(network, steps=2)
    exercise, order = Exercise(sheet), sheet.everything[:: 1 + len(sheet.everything) // 30]
    answers = [Answer(name_of(q), q, parse(f"{float(sheet.numbers[q]):.{decimals}f}")) for q in order]
    for alone in (answers, *([one] for one in answers)):
        bounds = [mark.bounds for mark in check(exercise, alone, Rules(intervals=True))]
        assert all(one is None or math.isfinite(one[1] - one[0]) for one in bounds)


def test_who_carries_the_digits_that_a_divisor_needs_is_right() -> None:
    text = "inputs: [1]\ntargets: [0]\nlayers: [{weights: [[12]], activation: sigmoid}]\n"
    sheet = Worksheet(
        read_network(f"{text}loss: binary_cross_entropy\nlearning_rate: 1\n".encode(), "a.yaml")
    )
    written = {"out_o1": "0.999994", "dE/dout_o1": "166666.6667", "dE/dnet_o1": "1.0000", "w1+": "11.0000"}
    answers = [Answer(name, sheet.names[name], parse(number)) for name, number in written.items()]
    assert {mark.verdict for mark in check(Exercise(sheet), answers)} == {CORRECT}
    assert check(Exercise(sheet), answers[1:2])[0].verdict == CORRECT


@pytest.mark.parametrize(("seed", "places", "hasty"), [(3517, 4, 1), (4125, 3, 0)])
def test_a_difference_that_is_0_in_the_figures_carried_is_right(seed: int, places: int, hasty: float) -> None:
    assert refused(random_network(seed), "chain", Rounding("significant", places, True), hasty, seed) == []
