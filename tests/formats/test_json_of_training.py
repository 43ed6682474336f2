"""What JSON says of a network: each setting under its own name, and each number under the step it is of."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from backprop_cli.cli.frame import framed

Said = pytest.CaptureFixture[str]

NETWORK = """\
name: Everything set
source: A lecture
description: Two samples.
samples:
  - {inputs: {x: 2}, targets: {y: 1}}
  - {inputs: {x: -1}, targets: {y: 0.5}}
layers: [{neurons: [y], weights: [{w: 0.5}], biases: {b: 0.25}, activation: {leaky_relu: {slope: 0.2}}}]
loss: half_squared_error
learning_rate: 0.5
batch: mean
fixed: [b]
"""


def solved(capsys: Said, folder: Path, more: str, *options: str) -> Any:
    """A network with further settings, worked out."""
    path = folder / "net.yaml"
    path.write_text(NETWORK + more, encoding="utf-8")
    assert framed(["solve", str(path), "--format", "json", *options]) == 0
    return json.loads(capsys.readouterr().out)


PENALTIES = [
    ("l1: 0.02\n", (0.02, False, False), None),
    ("l2: 0.1\n", None, (0.1, False, False)),
    ("l1: 0.02\nl2: {lambda: 0.1, biases: true}\n", (0.02, False, False), (0.1, True, False)),
    ("l2: {lambda: 0.3, per_sample: true}\n", None, (0.3, False, True)),
]
"""Settings of penalties: strength, whether of biases, whether of each sample."""


@pytest.mark.parametrize(("more", "l1", "l2"), PENALTIES)
def test_each_penalty_stands_under_its_own_name(
    more: str, l1: Any, l2: Any, tmp_path: Path, capsys: Said
) -> None:
    network = solved(capsys, tmp_path, more)["network"]
    found = [one and tuple(one.values()) for one in (network["l1"], network["l2"])]
    assert found == [l1, l2]


def test_the_settings_are_those_of_the_file(tmp_path: Path, capsys: Said) -> None:
    rest = "optimizer: {momentum: {momentum: 0.9}}\nrounding: {significant: 5, each_step: true}\nsteps: 2\n"
    network = solved(capsys, tmp_path, rest)["network"]
    assert [network[key] for key in ("name", "source", "description")] == [
        "Everything set",
        "A lecture",
        "Two samples.",
    ]
    assert network["layers"][0]["activation"] == {"leaky_relu": {"slope": 0.2}}
    assert network["parameters"] == {"w": 0.5, "b": 0.25}
    assert network["fixed"] == ["b"]
    assert (network["learning_rate"], network["batch"], network["update"]) == (0.5, "mean", "batch")
    assert network["optimizer"] == {"momentum": {"momentum": 0.9}}
    assert network["rounding"] == {"significant": 5, "each_step": True, "mode": "half_up"}
    assert network["samples"][1] == {"inputs": {"x": -1.0}, "targets": {"y": 0.5}}


def test_numbers_before_and_after_a_step_stand_apart(tmp_path: Path, capsys: Said) -> None:
    """Worked out by hand: out 1.25 and −0.05, errors 0.25 and −0.55, slopes 1 and 0.2."""
    first, second = solved(capsys, tmp_path, "steps: 2\n")["steps"]
    assert (first["step"], second["step"]) == (1, 2)
    one, two = first["samples"]
    assert (one["sample"], one["values"]["out_y"], one["values"]["E_y"]) == (1, 1.25, 0.03125)
    assert two["values"]["out_y"] == pytest.approx(-0.05)
    assert two["values"]["dE/dw"] == pytest.approx(0.11)
    assert first["loss"] == pytest.approx((0.03125 + 0.15125) / 2)
    assert first["gradients"] == {"w": pytest.approx(0.305)}
    assert first["updated"] == {"w": pytest.approx(0.3475), "b": 0.25}
    assert one["after"]["out_y+"] == second["samples"][0]["values"]["out_y"] == pytest.approx(0.945)
    assert first["loss_after"] == second["loss"]


def test_a_step_and_a_sample_asked_for_are_the_only_ones(tmp_path: Path, capsys: Said) -> None:
    (step,) = solved(capsys, tmp_path, "steps: 3\n", "--step", "2", "--sample", "2")["steps"]
    assert (step["step"], [one["sample"] for one in step["samples"]]) == (2, [2])
