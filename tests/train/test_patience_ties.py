"""Patience: a validation loss that only stays the same is no better one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from backprop_cli.cli.frame import framed

NETWORK = """\
inputs: {x: 1}
targets: {y: 1}
validation:
  - {inputs: {x: 2}, targets: {y: 1}}
layers: [{neurons: [y], weights: [{w: 0.5}], activation: sigmoid}]
loss: half_squared_error
learning_rate: 0
"""


@pytest.mark.parametrize("patience", [1, 3, 7])
def test_a_loss_that_stays_the_same_ends_the_patience_and_keeps_the_first_epoch(
    patience: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "net.yaml"
    path.write_text(NETWORK, encoding="utf-8")
    options = ("--epochs", "20", "--patience", str(patience), "--format", "json")
    assert framed(["train", str(path), *options]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["epochs"], found["stopped"], found["kept"]) == (patience, "patience", 0)
