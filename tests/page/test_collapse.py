"""The note that a loss and its activation collapse: with the numbers of the step and the sample shown."""

from __future__ import annotations

import re

import pytest
from examples import made, written

from backprop_cli.sheet.request import Request
from backprop_cli.sheet.worked_example import make_worksheet

TWO_STEPS = """\
inputs: [[1], [2]]
targets: [[1], [0]]
layers: [{weights: [[0.5]], activation: sigmoid}]
loss: binary_cross_entropy
learning_rate: 0.5
steps: 2
batch: mean
"""


@pytest.mark.parametrize(("step", "sample"), [(1, 1), (1, 2), (2, 1), (2, 2)])
def test_a_collapse_is_told_with_the_numbers_that_are_shown(step: int, sample: int) -> None:
    network = made(TWO_STEPS).network
    example = make_worksheet(network, Request(step=step, sample=sample))
    note = " ".join(written(example, "terminal").partition("collapses:")[2].split())
    shown = re.search(r"= (\d\.\d+) − (\d)", note)
    assert shown is not None
    assert shown[1] == f"{example.number('out_o1', sample, step):.6f}"
    assert float(shown[2]) == example.network.samples[sample - 1].targets[0]  # type: ignore[index]
