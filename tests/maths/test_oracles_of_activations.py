"""Every line of an activation says what its paper says: value and slope, stable forms, corners."""

from __future__ import annotations

from typing import Any

import numpy
import oracles
import pytest
from entry_options import exact, floats, options_of, with_options
from judge import NEAR, PLACES, POINTS, assert_float, assert_formula
from oracles import M

from backprop_cli.maths import activations
from backprop_cli.maths.activations import Activation

ELEMENTWISE = [entry for entry in activations.ENTRIES if entry.value is not None]
LAYERWISE = [entry for entry in activations.ENTRIES if entry.layer_value is not None]


@pytest.mark.parametrize(("entry", "options"), with_options(ELEMENTWISE))
@pytest.mark.parametrize("z", POINTS)
def test_an_activation_has_the_value_of_its_paper(
    entry: Activation, options: dict[str, str], z: float
) -> None:
    with M.workdps(oracles.MANY):
        truth = oracles.ACTIVATIONS[entry.name](M.mpf(z), **exact(options))
        assert_formula(entry.value, truth, z, **floats(options))
        assert_formula(entry.stable_value, truth, z, **floats(options))
    computed = entry.stable_value or entry.value
    assert computed is not None
    assert_float(computed(z, **floats(options)), truth)
    assert_float(computed(numpy.array([z]), **floats(options))[0], truth)


@pytest.mark.parametrize(("entry", "options"), with_options([one for one in ELEMENTWISE if one.slope]))
@pytest.mark.parametrize("z", POINTS)
def test_an_activation_slope_is_that_of_the_paper(
    entry: Activation, options: dict[str, str], z: float
) -> None:
    judge = oracles.ACTIVATIONS[entry.name]
    with M.workdps(oracles.MANY):
        a, truth = judge(M.mpf(z), **exact(options)), oracles.slope(lambda x: judge(x, **exact(options)), z)
        assert_formula(entry.slope, truth, z, a, **floats(options))
        assert_formula(entry.stable_slope, truth, z, a, **floats(options))
    computed = entry.stable_slope or entry.slope
    assert computed is not None
    assert_float(computed(z, float(a), **floats(options)), truth)
    array = computed(numpy.array([z]), numpy.array([float(a)]), **floats(options))
    assert_float(numpy.broadcast_to(array, 1)[0], truth)


@pytest.mark.parametrize("entry", [one for one in ELEMENTWISE if one.slope], ids=lambda one: one.name)
@pytest.mark.parametrize("z", [z for z in NEAR if abs(z) < 5])
def test_the_slope_as_a_sheet_shows_it_is_right_on_floats(entry: Activation, z: float) -> None:
    judge, given = oracles.ACTIVATIONS[entry.name], options_of(entry, True)
    a, truth = judge(M.mpf(z), **exact(given)), oracles.slope(lambda x: judge(x, **exact(given)), z)
    assert entry.slope is not None
    assert_float(entry.slope(z, float(a), **floats(given)), truth, 1e-11)


@pytest.mark.parametrize("entry", [one for one in ELEMENTWISE if one.error], ids=lambda one: one.name)
@pytest.mark.parametrize("z", [*POINTS, 0.0])
def test_an_error_is_the_target_less_the_output_even_where_both_are_near(entry: Activation, z: float) -> None:
    for t in (1.0, -1.0, 0.0, 0.3):
        with M.workdps(oracles.MANY):
            truth = M.mpf(t) - oracles.ACTIVATIONS[entry.name](M.mpf(z))
            assert_formula(entry.error, truth, t, z)
        if abs(t) == 1 or entry.probability:
            assert entry.error is not None
            assert_float(entry.error(t, z), truth)


SLOPES_AT_CORNERS = {
    ("relu", 0): lambda **_: 0,
    ("leaky_relu", 0): lambda slope: slope,
    ("elu", 0): lambda alpha: alpha,
    ("selu", 0): lambda scale, alpha: scale * alpha,
    ("hard_sigmoid", -3): lambda **_: 0,
    ("hard_sigmoid", 3): lambda **_: 0,
}
"""The derivative that is taken where there is none."""


@pytest.mark.parametrize(("entry", "options"), with_options([one for one in ELEMENTWISE if one.slope]))
def test_the_slope_at_a_corner_is_the_one_that_is_said(entry: Activation, options: dict[str, str]) -> None:
    for z in map(int, entry.kinks):
        assert (entry.name, z) in SLOPES_AT_CORNERS, f"{entry.name} at {z} is not in SLOPES_AT_CORNERS"
        truth = SLOPES_AT_CORNERS[entry.name, z](**floats(options))
        for row in filter(None, (entry.slope, entry.stable_slope)):
            assert_float(row(float(z), 0.0, **floats(options)), truth)


@pytest.mark.parametrize("entry", ELEMENTWISE, ids=lambda one: one.name)
def test_an_activation_bends_at_its_corners_and_nowhere_else(entry: Activation) -> None:
    judge, given = oracles.ACTIVATIONS[entry.name], exact(options_of(entry, True))

    def at(z: Any) -> tuple[Any, Any]:
        return judge(z, **given), oracles.slope(lambda x: judge(x, **given), z)

    tiny = M.mpf("1e-70")
    pairs = {z: (at(z - tiny), at(z + tiny)) for z in map(M.mpf, range(-5, 6))}
    bends = {z for z, sides in pairs.items() if any(abs(x - y) > 1e-60 for x, y in zip(*sides, strict=True))}
    assert bends == {M.mpf(kink) for kink in entry.kinks}


def test_an_activation_at_a_corner_has_its_value() -> None:
    for entry in ELEMENTWISE:
        for z in (*map(float, entry.kinks), 0.0):
            assert entry.value is not None
            given = options_of(entry, True)
            assert_float(entry.value(z, **floats(given)), oracles.ACTIVATIONS[entry.name](z, **exact(given)))


@pytest.mark.parametrize("entry", activations.ENTRIES, ids=lambda one: one.name)
def test_outputs_that_are_said_to_be_probabilities_are_and_no_others(entry: Activation) -> None:
    outs = [out for z in POINTS for out in oracles.outputs(entry.name, [M.mpf(z), M.mpf(1)])]
    assert entry.probability == all(0 <= out <= 1 for out in outs) or entry.name == "step"


@pytest.mark.parametrize("entry", LAYERWISE, ids=lambda one: one.name)
@pytest.mark.parametrize(("zs", "k"), PLACES)
def test_a_layer_has_the_values_and_the_jacobian_of_its_paper(
    entry: Activation, zs: tuple[float, ...], k: int
) -> None:
    judge = oracles.LAYERS[entry.name]
    with M.workdps(oracles.MANY):
        outs = judge([M.mpf(z) for z in zs])
        assert_formula(entry.layer_value, outs[k], zs, k)
        for j, truth in enumerate(oracles.gradient(lambda xs: judge(xs)[k], [M.mpf(z) for z in zs])):
            assert_formula(entry.jacobian, truth, outs, k, j)


@pytest.mark.parametrize(("zs", "k"), PLACES)
def test_a_shifted_softmax_is_the_softmax(zs: tuple[float, ...], k: int) -> None:
    with M.workdps(oracles.MANY):
        truth = oracles.softmax([M.mpf(z) for z in zs])[k]
        assert_formula(activations.softmax, truth, zs, k)
    assert_float(activations.softmax(zs, k), truth)
