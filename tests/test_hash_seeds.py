"""The same bytes whatever PYTHONHASHSEED is: nothing that is written has the order of a set."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT, clean_environment

BATCH = """
inputs: [[1, 2], [3, 4]]
targets: [[1], [0]]
layers:
  - weights: [[0.1, 0.2], [0.3, 0.4]]
    bias: 0.1
  - weights: [[0.5, 0.6]]
activation: sigmoid
loss: half_squared_error
learning_rate: 0.5
batch: mean
l2: 0.1
"""

ANSWERS = ("out_h1: 0.5\nout_h2: 0.4\nnet_o1: 0.49\nE: 1\n", "E: 2\nout_h1: 0.1\ndE/dw1: 3\ndE/dw2: 4\n")

COMMANDS = """
solve {net}
solve {net} --format json
solve {net} --format html
solve {net} --format latex
solve {net} --only E,w1,w2
worksheet {net} --given 50% --seed 3
verify {net}
explain {net} 0.25 0.3589
export {net} --to python
export {net} --to numpy
diagram {net} --show weights,values,deltas,gradients --format svg
train {net} --epochs 5
check {net} a.yaml --format json
check {net} a.yaml b.yaml --points 1 --format json
check {net} a.yaml b.yaml --format csv
check {net} a.yaml b.yaml
"""

OF_BATCH = """
solve batch.yaml --only dl2/dw1,dl2/dw2
solve batch.yaml --only w4,w3,w2,w1,out_h2,out_h1
solve ng-logistic
"""

SCRIPT = """
import sys
from backprop_cli.cli.frame import framed

for line in sys.stdin.read().strip().splitlines():
    print("==", line, flush=True)
    print(framed(line.split()), flush=True)
"""
"""Every line as a command, in one process."""


def written(seed: int, commands: str, folder: Path) -> str:
    """What the commands write under a hash seed."""
    return subprocess.run(
        [sys.executable, "-c", SCRIPT],
        input=commands,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        cwd=folder,
        env=clean_environment(PYTHONHASHSEED=str(seed)),
        text=True,
        timeout=300,
        check=True,
    ).stdout


def assert_same(commands: str, folder: Path) -> None:
    (folder / "batch.yaml").write_text(BATCH, encoding="utf-8")
    for name, text in zip("ab", ANSWERS, strict=True):
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    first = written(0, commands, folder)
    assert "fault in backprop" not in first
    assert {written(seed, commands, folder) for seed in (1, 2)} == {first}


def test_a_batch_is_the_same_under_three_hash_seeds(tmp_path: Path) -> None:
    assert_same(COMMANDS.format(net="batch.yaml") + OF_BATCH, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("network", sorted(one.stem for one in (ROOT / "networks").glob("*.yaml")))
def test_every_command_is_the_same_under_three_hash_seeds(network: str, tmp_path: Path) -> None:
    assert_same(COMMANDS.format(net=network), tmp_path)
