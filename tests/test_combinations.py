"""Options and networks as users combine them: each ends as it should, and never in a fault."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from backprop_cli.cli.frame import framed

Said = pytest.CaptureFixture[str]

ONE: dict[str, Any] = {
    "inputs": [1, 2],
    "targets": [1],
    "layers": [{"activation": "sigmoid", "weights": [[0.1, 0.2]]}],
    "loss": "squared_error",
    "learning_rate": 0.1,
}

WITH_L1 = ONE | {"inputs": [1] * 8, "layers": [{"activation": "sigmoid", "weights": [[0.1] * 8]}], "l1": 0.01}

ONLINE = {"inputs": [[1, 2], [3, 4]], "layers": ONE["layers"], "update": "online"}

OUTPUT = {"inputs": [[1, 2], [3, 4]], "layers": ONE["layers"], "loss": "output"}

PERCEPTRON = ONE | {"layers": [{"activation": "step", "weights": [[1, 1]]}], "optimizer": "perceptron"}

SATURATED = ONE | {
    "loss": "binary_cross_entropy",
    "layers": [{"activation": "sigmoid", "weights": [[30, 30]]}],
    "targets": [0],
}

NAMED_AFTER = {
    "inputs": [0.1] * 50,
    "targets": [1],
    "layers": [
        {"neurons": ["after", *(f"h{k}" for k in range(39))], "weights": [[0.01] * 50] * 40},
        {"weights": [[0.1] * 40]},
    ],
    "activation": "tanh",
    "loss": "squared_error",
    "learning_rate": 0.1,
}

MINIBATCH = {
    "inputs": [[0.1] * 20] * 3,
    "layers": [{"activation": "tanh", "weights": [[0.01] * 20] * 20}],
    "update": {"minibatch": 2},
    "batch": "mean",
}


def ended(folder: Path, network: dict[str, Any] | str, arguments: str, capsys: Said) -> tuple[int, str]:
    """The status of a command on a network, and what it says; {} in the arguments is the network."""
    os.chdir(folder)
    if not isinstance(network, str):
        Path("net.yaml").write_text(json.dumps(network), encoding="utf-8")
        network = "net.yaml"
    status = framed(arguments.format(network).split())
    said = capsys.readouterr()
    return status, said.out + said.err


@pytest.fixture(autouse=True)
def back(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The folder before the test, afterwards."""
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    ("network", "arguments"),
    [
        ("xor", "worksheet {} --given 50%"),
        ("melbourne-xor", "worksheet {} --given 30% --seed 4 -o w.json"),
        ("xor-relu", "solve {} --only E"),
        ("xor-relu", "solve {} --only E -o e.html"),
        ("karpathy-neuron", "solve {} --format html --part update"),
        ("melbourne-xor", "solve {} -o z.html --part loss"),
        (WITH_L1, "solve {} -o l1.pdf"),
        (WITH_L1, "solve {} -o l1.tex"),
        (ONLINE, "solve {}"),
        (ONLINE, "worksheet {} --level substitution -o w.html"),
        (ONLINE | {"optimizer": "perceptron", "learning_rate": 1}, "solve {} --format latex"),
        (ONLINE | {"optimizer": "perceptron", "learning_rate": 1}, "export {} --to python"),
        (OUTPUT | {"batch": "sum"}, "solve {}"),
        (SATURATED, "verify {}"),
        (NAMED_AFTER, "solve {}"),
        (NAMED_AFTER, "solve {} --only dout_after/dnet_after"),
        (NAMED_AFTER, "solve {} --format json"),
        (NAMED_AFTER, "check {} --set out_after=0.05"),
        (MINIBATCH, "export {} --to numpy"),
    ],
)
def test_what_can_be_done_is_done(
    network: dict[str, Any] | str, arguments: str, tmp_path: Path, capsys: Said
) -> None:
    status, said = ended(tmp_path, network, arguments, capsys)
    assert status in (0, 1), said


@pytest.mark.parametrize(
    ("network", "arguments", "said"),
    [
        ("karpathy-neuron", "worksheet {} --ask E,w1+", "no number of this network is called 'w1+'"),
        ("mazur", "worksheet {} --ask b1", "b1 is given in the file"),
        ("mazur", "worksheet {} --ask b1+", "b1 is given in the file"),
        ("mazur", "worksheet {} --ask i1", "i1 is given in the file"),
        (ONE | {"layers": [{"weights": [[], []]}]}, "solve {}", "row 1 is an empty list"),
        (PERCEPTRON, "solve {}", "help: remove the line `loss:`"),
        (OUTPUT | {"optimizer": "perceptron"}, "solve {} --format latex", "help: remove the line `loss:`"),
        (OUTPUT, "solve {}", "batch is missing"),
        (OUTPUT | {"update": "online"}, "solve {}", "batch is missing"),
        (ONE | {"learning_rate": 1e300, "steps": 3, "l2": 1}, "solve {}", "is too large for a double"),
    ],
)
def test_what_cannot_be_done_is_told(
    network: dict[str, Any] | str, arguments: str, said: str, tmp_path: Path, capsys: Said
) -> None:
    status, text = ended(tmp_path, network, arguments, capsys)
    assert (status, said in text) == (2, True), text


def test_a_number_that_is_too_large_is_told_with_its_place(tmp_path: Path, capsys: Said) -> None:
    network = {
        **ONE,
        "inputs": [[1, 2], [3, 4]],
        "targets": [[1], [0]],
        "layers": [{"activation": "linear", "weights": [[1, 1]]}],
        "batch": "mean",
        "steps": 300,
    }
    status, said = ended(tmp_path, network | {"learning_rate": 1000}, "solve {}", capsys)
    assert status == 2
    assert said.startswith("error: E_o1 is too large for a double: ")
    assert said.rstrip().endswith("(sample 1, step 36)")


@pytest.mark.skipif(os.name != "posix", reason="pipes of POSIX")
def test_nobody_waits_for_a_pipe_among_many_files(tmp_path: Path, capsys: Said) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "good.yaml").write_text("E: 0.2984\n")
    assert ended(tmp_path, "mazur", "check {} pipe good.yaml /dev/zero .", capsys)[0] == 2
    samples = {**ONE, "samples": {"csv": "pipe", "inputs": ["x", "y"], "targets": ["z"]}, "batch": "sum"}
    del samples["inputs"], samples["targets"]
    status, said = ended(tmp_path, samples, "solve {}", capsys)
    assert (status, "this is a pipe or a device" in said) == (2, True)
