"""What is accepted: no correct calculation is refused, and little else is accepted."""

from __future__ import annotations

import math
import random
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import random_network
from students import Student

from backprop_cli.calculation.floats import CHOICES, OPERATIONS
from backprop_cli.calculation.quantity import Quantity, name_of
from backprop_cli.check.carried import Carried, carried_digits
from backprop_cli.check.exercise import Exercise
from backprop_cli.check.fits import within
from backprop_cli.check.intervals import EXTENSIONS, Interval
from backprop_cli.check.possible_steps import PossibleSteps
from backprop_cli.check.reading.answers import Answer, read_answers
from backprop_cli.check.reading.written import parse
from backprop_cli.check.verdicts import CORRECT, Rules, check
from backprop_cli.errors import BackpropError
from backprop_cli.network.bundled import find
from backprop_cli.network.model import Network, Rounding
from backprop_cli.network.read import read_network
from backprop_cli.network.yaml.source import read_file
from backprop_cli.sheet.worked_example import Worksheet


def test_every_operation_has_an_extension() -> None:
    assert set(EXTENSIONS) == set(OPERATIONS)


NUMBERS = st.floats(-20, 20).filter(lambda x: abs(x) > 1e-9 or x == 0)
ARGUMENTS = {"ln": st.floats(0.001, 20), "sqrt": st.floats(0, 20), "log1p": st.floats(-0.9, 20)}


@pytest.mark.parametrize("operation", sorted(set(EXTENSIONS) - {"power", *CHOICES}))
@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_an_extension_holds_the_result_of_any_arguments_within_the_bounds(
    operation: str, data: st.DataObject
) -> None:
    two = operation in ("add", "subtract", "multiply", "divide", "maximum", "minimum")
    intervals, points = [], []
    for _ in range(1 + two):
        low, point, high = sorted(data.draw(ARGUMENTS.get(operation, NUMBERS)) for _ in range(3))
        intervals.append((low, high))
        points.append(point)
    if operation == "divide" and not points[1]:
        return
    low, high = EXTENSIONS[operation](*intervals)
    assert low <= OPERATIONS[operation](*points) <= high


@pytest.mark.parametrize("name", sorted(CHOICES))
def test_a_number_on_either_side_of_a_corner_takes_both_branches(name: str) -> None:
    assert EXTENSIONS[name]((-1e-5, 1e-5), (1.0, 1.0), (0.0, 0.0)) == (0.0, 1.0)
    assert EXTENSIONS[name]((1e-5, 2e-5), (1.0, 1.0), (0.0, 0.0)) == (1.0, 1.0)
    assert EXTENSIONS[name]((-2e-5, -1e-5), (1.0, 1.0), (0.0, 0.0)) == (0.0, 0.0)


def test_a_division_by_what_may_be_zero_may_give_every_number() -> None:
    assert EXTENSIONS["divide"]((1.0, 1.0), (-0.1, 0.1)) == (-math.inf, math.inf)


@pytest.mark.parametrize(
    ("kind", "places", "x", "expected"),
    [
        ("decimals", 4, (0.3775, 0.3775), (0.3775, 0.3775)),
        ("decimals", 4, (0.30000000000000004, 0.30000000000000004), (0.3, 0.3)),
        ("decimals", 2, (0.123, 0.123), (0.12, 0.128)),
        ("decimals", 2, (-0.128, 0.0), (-0.13, 0.0)),
        ("significant", 2, (0.0123, 0.0123), (0.012, 0.0128)),
        ("significant", 2, (99.8, 99.8), (99.3, 100.0)),
    ],
)
def test_rounding_passes_no_number_with_the_digits_carried(
    kind: str, places: int, x: Interval, expected: Interval
) -> None:
    assert Carried(kind, places).widened(x) == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("0.0822", "0.1385", "-0.0004"), (Carried("decimals", 4),)),
        (("0.0822", "1.11", "0.000439"), (Carried("significant", 3),)),
        (("0.7514", "0.5933"), (Carried("decimals", 4), Carried("significant", 4))),
        (("0.0822", "0.1385", "0.0226", "0.4", "0.7514"), (Carried("decimals", 4),)),
        (("1/3",), (Carried("significant", 15),)),
    ],
)
def test_the_digits_carried_are_those_that_most_answers_have(
    texts: tuple[str, ...], expected: tuple[Carried, ...]
) -> None:
    assert carried_digits((parse(text), Decimal("7.1234567")) for text in texts) == expected


def test_a_zero_left_out_at_the_end_of_an_exact_number_coarsens_nothing() -> None:
    pairs = [(parse("0.5"), Decimal("0.5")), (parse("0.0822"), Decimal("0.082167"))]
    assert carried_digits(pairs)[0] == Carried("decimals", 4)


def mazur() -> Worksheet:
    return Worksheet(read_network(read_file(find("mazur")), "mazur.yaml"))


@pytest.mark.parametrize(
    ("name", "accepted", "refused"),
    [
        ("net_h1", "0.3775", "0.3774"),
        ("out_h1", "0.5933", "0.5932"),
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
    """The answers of a correct student not found correct, among them all and by themselves."""
    student = Student(network, form, rounding, hasty, seed)
    answers = answers_of(student)
    few = random.Random(seed).sample(answers, min(3, len(answers)))
    return [
        f"{one.answer.name} {one.answer.written}"
        for some in (answers, few)
        for one in check(Exercise(student.sheet), some)
        if one.verdict != CORRECT
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
def test_a_factor_of_two_in_a_gradient_is_refused(seed: int) -> None:
    sheet = Worksheet(random_network(seed))
    try:
        numbers = sheet.numbers
    except BackpropError:
        return
    for q in sheet.everything:
        exact = round(float(numbers[q]), 4)
        if q.kind == "dE/dparameter" and abs(exact) > 0.02:
            wrong = [Answer("", q, parse(f"{exact * factor:.4f}")) for factor in (2, 0.5, -1)]
            verdicts = [check(Exercise(sheet), [one])[0].verdict for one in wrong]
            assert verdicts == ["wrong"] * 3, (name_of(q), exact)


def test_a_number_in_the_order_of_many_updates_needs_no_deep_recursion() -> None:
    network = mazur().network._replace(steps=160)
    sheet = Worksheet(network)
    bounds = (
        Exercise(sheet).calculation(Carried("decimals", 9)).result(Quantity("parameter", "w5", update=160))
    )
    assert bounds[0] <= float(sheet.numbers[Quantity("parameter", "w5", update=160)]) <= bounds[1]


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
    student = Student(network, student.steps.form, rounding, 0, seed, slip)
    some = [one for one in answers_of(student) if one.quantity == slip or draw.random() < part]
    found = {one.answer.quantity: one.verdict for one in check(Exercise(student.sheet), some)}
    assert found.pop(slip) == "wrong"
    assert "wrong" not in found.values(), name_of(slip)


def test_a_sum_of_a_thousand_terms_needs_no_deep_recursion() -> None:
    inputs = ", ".join(["0.01"] * 1000)
    text = f"inputs: [{inputs}]\nlayers:\n  - weights: [[{inputs}]]\n    activation: linear\n"
    sheet = Worksheet(read_network(text.encode(), "wide.yaml"))
    assert (
        check(Exercise(sheet), [Answer("net_o1", sheet.names["net_o1"], parse("0.1"))])[0].verdict == CORRECT
    )
    assert (
        check(Exercise(sheet), [Answer("net_o1", sheet.names["net_o1"], parse("0.3000"))])[0].verdict
        == "wrong"
    )


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
    assert mark.verdict == "wrong"


@pytest.mark.parametrize("network", ["ng-logistic", "tartu-softmax", "adam-one-parameter", "melbourne-xor"])
@pytest.mark.parametrize("decimals", [0, 1, 4])
def test_no_bound_of_what_is_accepted_is_infinite(network: str, decimals: int) -> None:
    sheet = Worksheet(read_network(read_file(find(network)), f"{network}.yaml"))
    exercise, order = Exercise(sheet), sheet.everything[:200]
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
