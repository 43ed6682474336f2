"""The law: every formula, evaluated on the trace, is the traced number. And every gradient is a slope."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from strategies import SMOOTH, networks, random_network

from backprop_cli.calculation.floats import on_floats
from backprop_cli.calculation.quantity import name_of
from backprop_cli.calculation.traced import TracedNumbers
from backprop_cli.maths.activations import ENTRIES as ACTIVATIONS
from backprop_cli.maths.losses import ENTRIES as LOSSES
from backprop_cli.network.model import Network
from backprop_cli.network.read import read_network
from backprop_cli.sheet.worked_example import Worksheet


def assert_law(network: Network) -> None:
    sheet = Worksheet(network)
    traced = TracedNumbers(network, sheet.steps, sheet.given)
    for quantity in sheet.order:
        step = sheet.step(quantity)
        formula = step.formula if step.computed is None else step.computed
        assert math.isclose(on_floats(formula, traced), traced[quantity], rel_tol=1e-9, abs_tol=1e-12), (
            name_of(quantity),
            network,
        )


@given(networks())
@settings(max_examples=60, deadline=None)
def test_every_formula_evaluated_on_the_trace_is_the_traced_number(network: Network) -> None:
    assert_law(network)


@given(networks())
@settings(max_examples=60, deadline=None)
def test_exact_and_traced_numbers_agree(network: Network) -> None:
    sheet = Worksheet(network)
    traced = TracedNumbers(network, sheet.steps, sheet.given)
    for quantity in sheet.order:
        assert math.isclose(sheet.numbers[quantity], traced[quantity], rel_tol=1e-9, abs_tol=1e-12), name_of(
            quantity
        )


FIXED_BELOW = b"""
inputs: [1, 0.5]
targets: [0]
activation: step
layers:
  - weights: [[0.5, 1], [0.25, -1]]
  - weights: [[1, 0.5]]
    bias: -0.5
optimizer: perceptron
learning_rate: 0.5
update: online
fixed: [w1, w2, w3, w4]
"""


def test_the_trace_of_a_perceptron_above_fixed_layers_is_that_of_its_formulas() -> None:
    assert_law(read_network(FIXED_BELOW, "perceptron.yaml"))


def loss_with(network: Network, name: str, value: float) -> float:
    """The loss when one parameter has another value, from the trace."""
    changed = tuple(one._replace(value=value) if one.name == name else one for one in network.parameters)
    other = network._replace(parameters=changed)
    sheet = Worksheet(other)
    return float(TracedNumbers(other, sheet.steps, sheet.given)[sheet.steps.loss()])


@given(networks(activations=SMOOTH))
@settings(max_examples=40, deadline=None)
def test_every_gradient_is_the_slope_of_the_loss(network: Network) -> None:
    if network.loss is not None and network.loss.name in ("hinge", "huber", "absolute_error"):
        return  # their kinks are tested one by one below
    sheet = Worksheet(network)
    for parameter in network.parameters:
        w, h = float(parameter.value), 1e-5
        slope = (loss_with(network, parameter.name, w + h) - loss_with(network, parameter.name, w - h)) / (
            2 * h
        )
        gradient = float(sheet.numbers[sheet.steps.gradient(parameter.name)])
        assert math.isclose(gradient, slope, rel_tol=1e-5, abs_tol=1e-7), parameter.name


@pytest.mark.parametrize("seed", range(5))
def test_a_random_network_is_the_same_for_the_same_seed(seed: int) -> None:
    assert random_network(seed) == random_network(seed)


def test_every_entry_is_complete() -> None:
    for entry in ACTIVATIONS:
        assert entry.source
        assert (entry.value is None) == (entry.layer_value is not None)
        assert entry.slope or entry.jacobian or entry.decides
    for entry in LOSSES:
        assert entry.source
        assert entry.targets in ("any", "none", "unit", "distribution", "signs")
