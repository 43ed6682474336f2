"""The numbers of the JSON are those of the file and of the formulas, each under its own name."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import Ran
from oracles import LOSSES, PENALTIES, M, gradient

Run = Callable[..., Ran]

STRENGTHS = {"l2": "0.3", "l1": "0.1"}
FULL = {
    "l2": {"strength": 0.3, "biases": True, "per_sample": False},
    "l1": {"strength": 0.1, "biases": False, "per_sample": True},
}
WRITTEN = {"l2": "{lambda: 0.3, biases: true}", "l1": "{lambda: 0.1, per_sample: true}"}
SAMPLES = (("0.5", "0.3"), ("-0.8", "1"))
PARAMETERS = {"w": "0.4", "v": "-1.5", "b": "0.7"}
NETWORK = """
inputs: [[0.5, 1], [-0.8, 1]]
targets: [[0.3], [1]]
layers: [{activation: linear, weights: [{w: 0.4, v: -1.5}], biases: {b: 0.7}}]
loss: {huber: {delta: 0.25}}
optimizer: {momentum: {momentum: 0.8}}
learning_rate: 0.05
batch: mean
steps: 2
fixed: [v]
"""
PERCEPTRON = """
inputs: [0.5, -0.4]
targets: [1]
layers: [{activation: step, weights: [[-3, 1]]}]
optimizer: perceptron
learning_rate: 0.3
steps: 2
"""


def solved(run: Run, folder: Path, text: str) -> Any:
    """What `solve` prints of a network file."""
    folder.joinpath("net.yaml").write_text(text, encoding="utf-8")
    done = run("solve", "net.yaml", "--format", "json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def with_penalties(*names: str) -> str:
    """The network with some of the penalties."""
    return NETWORK + "".join(f"{name}: {WRITTEN[name]}\n" for name in names)


@pytest.mark.parametrize("names", [(), ("l2",), ("l1",), ("l1", "l2")], ids=" ".join)
def test_each_penalty_has_its_own_strength_and_flags(
    names: tuple[str, ...], run: Run, tmp_path: Path
) -> None:
    network = solved(run, tmp_path, with_penalties(*names))["network"]
    assert {name: network[name] for name in FULL} == {
        name: FULL[name] if name in names else None for name in FULL
    }


def test_the_settings_of_the_network_are_those_of_its_file(run: Run, tmp_path: Path) -> None:
    network = solved(run, tmp_path, NETWORK)["network"]
    given = {
        "inputs": ["i1", "i2"],
        "parameters": {"w": 0.4, "v": -1.5, "b": 0.7},
        "fixed": ["v"],
        "samples": [
            {"inputs": {"i1": 0.5, "i2": 1.0}, "targets": {"o1": 0.3}},
            {"inputs": {"i1": -0.8, "i2": 1.0}, "targets": {"o1": 1.0}},
        ],
        "loss": {"huber": {"delta": 0.25}},
        "learning_rate": 0.05,
        "batch": "mean",
        "update": "batch",
        "optimizer": {"momentum": {"momentum": 0.8}},
    }
    assert {key: network[key] for key in given} == given


def loss(parameters: list[Any]) -> Any:
    """The loss of the network with both penalties, by the oracle; l1 is divided by the two samples."""
    w, v, b = parameters
    outs = [w * M.mpf(x) + v + b for x, _ in SAMPLES]
    terms = [
        LOSSES["huber"](M.mpf(t), out, 1, M.mpf("0.25")) for (_, t), out in zip(SAMPLES, outs, strict=True)
    ]
    l2, l1 = (M.mpf(STRENGTHS[name]) for name in ("l2", "l1"))
    return sum(terms) / 2 + PENALTIES["l2"](parameters, l2) + PENALTIES["l1"]([w, v], l1 / 2)


def test_the_losses_gradients_and_updates_are_those_of_the_penalties(run: Run, tmp_path: Path) -> None:
    now, velocity = [M.mpf(one) for one in PARAMETERS.values()], [M.mpf(0)] * 3
    for step in solved(run, tmp_path, with_penalties("l1", "l2"))["steps"]:
        slopes, before = gradient(loss, now), loss(now)
        slopes[1] = M.mpf(0)  # v is fixed
        velocity = [M.mpf("0.8") * v + g for v, g in zip(velocity, slopes, strict=True)]
        now = [w - M.mpf("0.05") * v for w, v in zip(now, velocity, strict=True)]
        assert step["loss"] == float(before)
        assert step["gradients"] == {"w": float(slopes[0]), "b": float(slopes[2])}
        assert step["updated"] == dict(zip(PARAMETERS, map(float, now), strict=True))
        assert step["loss_after"] == float(loss(now))


def test_the_perceptron_rule_has_no_loss_to_write(run: Run, tmp_path: Path) -> None:
    first, last = solved(run, tmp_path, PERCEPTRON)["steps"]
    assert (first["updated"], last["updated"]) == ({"w1": -2.85, "w2": 0.88}, {"w1": -2.7, "w2": 0.76})
    assert {last[key] for key in ("loss", "gradients", "loss_after")} == {None}
