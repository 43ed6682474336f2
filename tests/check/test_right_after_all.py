"""What a fair marker does not refuse: numbers of correct students that look a little off."""

from __future__ import annotations

import pytest
from marked_answers import verdicts
from test_laws_of_marking import of_network, single

from backprop_cli.check.bounds.fits import within
from backprop_cli.check.bounds.noise import narrowed
from backprop_cli.check.reading.written import parse
from backprop_cli.check.verdicts import CORRECT, TOO_FEW


@pytest.mark.parametrize(
    ("written", "number", "expected"),
    [
        ("0.139", 0.13846, True),  # 0.1385 with one decimal more
        ("0.139", 0.13844, False),
        ("1.08", 1.07476, True),
        ("1.08", 1.07444, False),
    ],
)
def test_a_number_may_be_rounded_twice_on_its_way_to_the_sheet(
    written: str, number: float, expected: bool
) -> None:
    assert within(parse(written), (number, number)) is expected


def test_how_far_roundings_are_seen_to_go_is_measured_from_the_beginning() -> None:
    bounds, exact = (1.6503, 1.6515), (1.6509, 1.6509)
    assert narrowed(bounds, exact, 1e-5, 0.1, (1.64, 1.66)) == bounds
    assert narrowed(bounds, exact, 1e-5, 0.1, bounds) == pytest.approx((1.65084, 1.65096))


COARSE = "out_h1: 0.5933\nout_h2: 0.5969\nout_o1: 0.7514\n"
FINE = """net_o1: 1.105906
net_o2: 1.224921
out_o2: 0.772928
dE/dout_o1: 0.741365
dE/dout_o2: -0.217072
dE/dnet_o1: 0.138499
dE/dnet_o2: -0.038098
dE/dw5: 0.082167
dE/dw6: 0.082668
dE/dw7: -0.022603
dE/dw8: -0.022740
dE/dout_h1: 0.036350
dE/dout_h2: 0.041370
"""


def test_a_small_number_has_as_few_decimals_as_others_of_its_sheet() -> None:
    assert verdicts(COARSE + FINE + "dE/dw3: 0.0005")["dE/dw3"] == CORRECT
    assert verdicts(FINE + "dE/dw3: 0.0005")["dE/dw3"] == TOO_FEW
    assert verdicts(COARSE + FINE + "dE/dw3: 0.000")["dE/dw3"] == TOO_FEW


MEAN = """samples:
  - {inputs: {x: 1}, targets: {y: 0.6583}}
  - {inputs: {x: 1}, targets: {y: 0.7587}}
layers: [{neurons: [y], weights: [{w: 0.5}], bias: {b: 0.5}, activation: sigmoid}]
loss: half_squared_error
batch: mean
learning_rate: 0.5
"""


def test_a_number_is_right_that_comes_out_of_the_right_ones_before_it_as_they_are_written() -> None:
    gradients = "sample 1:\n  dE/dw: 0.014\nsample 2:\n  dE/dw: -0.005\n"
    assert of_network(MEAN, gradients + "dE/dw: 0.005")["dE/dw"] == CORRECT  # half of 0.009; exactly 0.00444
    assert of_network(MEAN, "dE/dw: 0.005")["dE/dw"] == TOO_FEW


def test_what_is_seen_to_come_out_of_a_number_with_too_few_digits_is_right() -> None:
    network = (
        single("3", "0.87", "sigmoid", "half_squared_error") + "optimizer: {momentum: {momentum: 0.9}}\n"
    )
    found = of_network(network, "dE/dw: 0.004\nv_w+: 0.004\nb+: 0.499")
    assert found == {"dE/dw": TOO_FEW, "v_w+": CORRECT, "b+": CORRECT}
    assert of_network(network, "v_w+: 0.004\nb+: 0.499")["v_w+"] == TOO_FEW
