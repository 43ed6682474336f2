"""Affine forms hold what every operation gives of numbers within their errors, and where these come from."""

from __future__ import annotations

import random
from math import inf, isfinite

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backprop_cli.calculation.floats import CHOICES
from backprop_cli.calculation.floats import OPERATIONS as ON_FLOATS
from backprop_cli.calculation.quantity import Quantity
from backprop_cli.check.bounds.affine import OPERATIONS, UNKNOWN, Affine, affine, reach, wide_enough

A, B = Quantity("net", "a"), Quantity("net", "b")

TWO = ("add", "subtract", "multiply", "divide", "maximum", "minimum")

POSITIVE = ("ln", "sqrt", "log1p")

SLACK = 1e-12


def test_every_operation_of_formulas_has_one_on_forms() -> None:
    assert set(OPERATIONS) == set(ON_FLOATS)


@st.composite
def drawn(draw: st.DrawFn, positive: bool = False) -> tuple[Affine, float, float]:
    """A form with an error of a, one of b and a rest, and what the error of a and the rest really are."""
    middle = draw(st.floats(0.5, 8) if positive else st.floats(-8, 8))
    errors = {A: draw(st.floats(-0.1, 0.1)), B: draw(st.floats(-0.1, 0.1))}
    rest = draw(st.floats(0, 0.1))
    return Affine(middle, errors, rest, rest * rest / 3), draw(st.floats(-1, 1)), rest


def value_of(form: Affine, errors: dict[Quantity, float], rest: float) -> float:
    """The number that a form has for some errors, each of its unit, and a part of its rest."""
    return form.middle + sum(form.errors.get(q, 0) * part for q, part in errors.items()) + rest * form.rest


@pytest.mark.parametrize("operation", sorted({*OPERATIONS} - {"power", *CHOICES}))
@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_a_form_holds_the_result_of_any_numbers_within_the_errors(
    operation: str, data: st.DataObject
) -> None:
    forms = [data.draw(drawn(operation in POSITIVE))[0] for _ in range(1 + (operation in TWO))]
    errors = {q: data.draw(st.floats(-1, 1)) for q in (A, B)}  # the same in both
    points = [value_of(form, errors, data.draw(st.floats(-1, 1))) for form in forms]
    if operation == "divide" and not points[1]:
        return
    found, result = OPERATIONS[operation](*forms), ON_FLOATS[operation](*points)
    if isfinite(found.rest):
        inner = found.middle + sum(found.errors.get(q, 0) * part for q, part in errors.items())
        assert abs(result - inner) <= found.rest + SLACK * (1 + abs(result))  # the errors keep their sources
        low, high = found.bounds
        assert low - SLACK * (1 + abs(result)) <= result <= high + SLACK * (1 + abs(result))


@pytest.mark.parametrize("exponent", [2.0, 3.0, 0.5, -1.0, -2.0])
@given(data=st.data())
@settings(max_examples=40, deadline=None)
def test_a_power_holds_the_powers_of_any_number_within_the_errors(
    exponent: float, data: st.DataObject
) -> None:
    form, part, _ = data.draw(drawn(True))
    point = value_of(form, {A: part, B: -part}, part)
    low, high = OPERATIONS["power"](form, Affine(exponent)).bounds
    assert low - SLACK <= point**exponent <= high + SLACK


@pytest.mark.parametrize("name", sorted(CHOICES))
def test_a_number_on_either_side_of_a_corner_takes_both_branches(name: str) -> None:
    choice, yes, no = OPERATIONS[name], Affine(1.0), Affine(0.0)
    assert choice(affine((-1e-5, 1e-5)), yes, no).bounds == (0.0, 1.0)
    assert choice(affine((1e-5, 2e-5)), yes, no) == yes
    assert choice(affine((-2e-5, -1e-5)), yes, no) == no


def test_the_slope_of_a_sigmoid_is_off_by_what_its_output_is_off_by_once() -> None:
    out = Affine(0.6, {A: 0.01})
    slope = OPERATIONS["multiply"](out, OPERATIONS["subtract"](Affine(1.0), out))
    assert slope.errors[A] == pytest.approx((1 - 2 * 0.6) * 0.01)
    assert slope.rest == pytest.approx(0.01**2, rel=1e-6)
    for part in (-1, -0.5, 0, 0.5, 1):
        a = 0.6 + 0.01 * part
        assert slope.bounds[0] <= a * (1 - a) <= slope.bounds[1]
    independent = OPERATIONS["multiply"](out, affine((0.39, 0.41)))
    assert slope.radius < 0.3 * independent.radius


def test_a_number_less_itself_is_0() -> None:
    out = Affine(0.6, {A: 0.01, B: -0.02})
    assert OPERATIONS["subtract"](out, out).radius < 1e-14
    assert OPERATIONS["subtract"](out, Affine(0.6, {B: 0.02})).radius == pytest.approx(0.05)


def test_a_division_by_what_may_be_0_tells_nothing() -> None:
    assert OPERATIONS["divide"](Affine(1.0), affine((-0.1, 0.1))) == UNKNOWN
    assert OPERATIONS["divide"](Affine(1.0), affine((0.1, 0.2))).rest < inf


def test_the_hull_of_several_forms_holds_them_all_and_keeps_the_errors_of_the_first() -> None:
    first, second = Affine(1.0, {A: 0.1}), affine((1.0, 1.3))
    both = wide_enough([first, second])
    assert both.errors == first.errors
    assert both.bounds[0] <= 0.9
    assert both.bounds[1] >= 1.3 - 1e-12


def test_the_sum_of_many_roundings_hardly_ever_passes_its_reach() -> None:
    draw = random.Random(1)
    form = Affine(0.0)
    for _ in range(100):
        form = OPERATIONS["add"](form, affine((-0.5, 0.5)))
    low, high = reach(form, {})
    assert form.radius == pytest.approx(50)
    assert high < 15
    sums = [sum(draw.uniform(-0.5, 0.5) for _ in range(100)) for _ in range(2000)]
    assert all(low <= total <= high for total in sums)
