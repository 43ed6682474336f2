"""The steps and samples of a sheet: which are shown in full, and which can be asked for."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from backprop_cli.cli.frame import framed

Said = pytest.CaptureFixture[str]

NETWORK = """\
samples:
  - {inputs: {x: 1}, targets: {y: 1}}
  - {inputs: {x: 3}, targets: {y: 0}}
  - {inputs: {x: -2}, targets: {y: 1}}
layers: [{neurons: [y], weights: [{w: 0.5}], activation: linear}]
loss: half_squared_error
learning_rate: 0.5
"""


def solved(capsys: Said, folder: Path, more: str, *options: str) -> tuple[int, str, str]:
    """The exit status of a network with further settings, what it writes, and what it says."""
    path = folder / "net.yaml"
    path.write_text(NETWORK + more, encoding="utf-8")
    status = framed(["solve", str(path), *options])
    return status, *capsys.readouterr()


@pytest.mark.parametrize(
    ("steps", "shown"), [(1, ""), (2, "12"), (3, "123"), (4, "14"), (5, "15")], ids=lambda one: str(one)
)
def test_up_to_three_steps_are_shown_in_full_and_else_the_first_and_the_last(
    steps: int, shown: str, tmp_path: Path, capsys: Said
) -> None:
    status, out, _ = solved(capsys, tmp_path, f"batch: mean\nsteps: {steps}\n")
    assert status == 0
    assert re.findall(r"^\d+  Update, step (\d)", out, re.MULTILINE) == list(shown)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--step", "3"), "there is no step 3: this network has 2, counted from 1"),
        (("--step", "4"), "there is no step 4"),
        (("--sample", "4"), "there is no sample 4: this network has 3, counted from 1"),
        (("--sample", "5"), "there is no sample 5"),
    ],
)
def test_a_step_or_a_sample_beyond_the_last_is_refused(
    options: tuple[str, ...], message: str, tmp_path: Path, capsys: Said
) -> None:
    status, out, said = solved(capsys, tmp_path, "batch: mean\nsteps: 2\n", *options)
    assert (status, out) == (2, "")
    assert message in said


@pytest.mark.parametrize("options", [("--step", "2"), ("--sample", "3"), ("--step", "1", "--sample", "1")])
def test_the_last_step_and_sample_can_be_asked_for(
    options: tuple[str, ...], tmp_path: Path, capsys: Said
) -> None:
    assert solved(capsys, tmp_path, "batch: mean\nsteps: 2\n", *options)[0] == 0


def steps(capsys: Said, folder: Path, more: str, *options: str) -> Any:
    """The steps in JSON."""
    status, out, said = solved(capsys, folder, more, "--format", "json", *options)
    assert status == 0, said
    return json.loads(out)["steps"]


def test_each_step_of_minibatches_uses_its_samples_and_the_last_those_that_are_left(
    tmp_path: Path, capsys: Said
) -> None:
    found = steps(capsys, tmp_path, "update: {minibatch: 2}\nbatch: mean\nsteps: 4\n")
    assert [[one["sample"] for one in step["samples"]] for step in found] == [[1, 2], [3], [1, 2], [3]]


def test_each_step_online_uses_one_sample(tmp_path: Path, capsys: Said) -> None:
    found = steps(capsys, tmp_path, "update: online\nepochs: 2\n")
    assert [[one["sample"] for one in step["samples"]] for step in found] == [[1], [2], [3]] * 2


@pytest.mark.parametrize(("sample", "net"), [("1", 0.5), ("2", 2.25), ("3", 5.25)])
def test_a_name_is_of_the_first_step_that_uses_the_sample(
    sample: str, net: float, tmp_path: Path, capsys: Said
) -> None:
    """By hand: w is 0.5, then 0.5 + 0.5·0.5 = 0.75, then 0.75 − 0.5·2.25·3 = −2.625."""
    more, options = "update: online\nepochs: 1\n", ("--sample", sample, "--only", "net_y")
    status, out, said = solved(capsys, tmp_path, more, *options)
    assert status == 0, said
    assert f"Forward pass, step {sample}, sample {sample}" in out
    (found,) = re.findall(r"·\S+ = (-?[\d.]+)$", out, re.MULTILINE)
    assert float(found) == net


def test_the_step_number_counts_from_1(tmp_path: Path, capsys: Said) -> None:
    """Adam's t is 1 in the first step: the first step is as long as the learning rate."""
    more = "batch: mean\noptimizer: {adam: {epsilon: 0}}\nsteps: 2\n"
    first, second = steps(capsys, tmp_path, more)
    assert first["updated"]["w"] == pytest.approx(0.5 - 0.5)
    assert (first["step"], second["step"]) == (1, 2)


@pytest.mark.parametrize(("count", "listed"), [(1, 0), (2, 2), (20, 20), (21, 0)])
def test_up_to_twenty_samples_are_listed(count: int, listed: int, tmp_path: Path, capsys: Said) -> None:
    samples = "".join(f"  - {{inputs: {{x: {number}}}, targets: {{y: 1}}}}\n" for number in range(count))
    text = f"samples:\n{samples}{NETWORK[NETWORK.index('layers') :]}batch: mean\n"
    (tmp_path / "net.yaml").write_text(text, encoding="utf-8")
    assert framed(["worksheet", str(tmp_path / "net.yaml"), "--ask", "E"]) == 0
    head = capsys.readouterr().out.rpartition("Network ")[2]
    assert len(re.findall(r"^ +\d+ +\d+ +1$", head, re.MULTILINE)) == listed
