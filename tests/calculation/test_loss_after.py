"""The loss after an update whose next one takes other samples: it is over those of the update before."""

from __future__ import annotations

import pytest
from examples import made

from backprop_cli.calculation.quantity import Quantity
from backprop_cli.export.script import script
from backprop_cli.maths.formula import leaves

ONLINE = """\
inputs: [[1], [2]]
targets: [[1], [0]]
layers: [{weights: [[0.5]], activation: sigmoid}]
loss: half_squared_error
learning_rate: 0.5
update: online
l2: 0.1
"""


def test_a_loss_after_an_update_is_made_of_numbers_that_there_are() -> None:
    sheet = made(ONLINE)
    after = sheet.steps.loss(0, after=True)
    assert after.after
    parts = [leaf for leaf in leaves(sheet.step(after).formula) if isinstance(leaf, Quantity)]
    assert parts
    assert not any(part.after for part in parts)


def test_an_online_training_with_a_penalty_is_exported(capsys: pytest.CaptureFixture[str]) -> None:
    exec(script(made(ONLINE), "python"), {})  # which asserts its numbers
    assert "numbers agree" in capsys.readouterr().out
