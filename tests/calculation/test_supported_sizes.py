"""How large a network may be: at a limit it is worked out, one more is refused by the limit."""

from __future__ import annotations

import pytest

from backprop_cli.calculation.supported import check_supported
from backprop_cli.errors import InputError
from backprop_cli.network.model import Network
from backprop_cli.network.read import read_network

ROUNDED = "rounding: {decimals: 4, each_step: true}\n"


def wide(weights: int) -> Network:
    """A network of so many weights, each step rounded."""
    row = ", ".join(["0.5"] * weights)
    text = f"inputs: [{row}]\nlayers: [{{weights: [[{row}]], activation: linear}}]\n{ROUNDED}"
    return read_network(text.encode(), "wide.yaml")


def long(steps: int) -> Network:
    """A network of so many steps."""
    text = "inputs: [1]\ntargets: [0]\nlayers: [{weights: [[0.5]], activation: linear}]\n"
    text += f"loss: squared_error\nlearning_rate: 0.1\nsteps: {steps}\n"
    return read_network(text.encode(), "long.yaml")


def test_a_network_at_the_limits_is_worked_out() -> None:
    check_supported(wide(2_000))
    check_supported(long(20_000))


@pytest.mark.parametrize(
    ("network", "words"),
    [(wide(2_001), "each step with more than 2,000 parameters"), (long(20_001), "more than 20,000 updates")],
)
def test_one_more_is_refused_by_the_limit(network: Network, words: str) -> None:
    with pytest.raises(InputError, match=words):
        check_supported(network)
