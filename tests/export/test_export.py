"""Scripts: each runs and agrees with the worksheet, and nothing that a user writes is run."""

from __future__ import annotations

import ast
import contextlib
import importlib.util
import io
import json
import re
import warnings
from pathlib import Path

import pytest
from examples import NASTY, NETWORKS, nasty, sheet
from strategies import random_network

from backprop_cli.cli.export import TARGETS as WORDS
from backprop_cli.cli.frame import framed
from backprop_cli.errors import InputError
from backprop_cli.export.python_markup import comment, identifiers
from backprop_cli.export.script import TARGETS, script
from backprop_cli.network.read import read_network
from backprop_cli.sheet.worked_example import Worksheet, make_worksheet

NEEDS = {"python": "math", "numpy": "numpy", "pytorch": "torch", "jax": "jax"}
"""The module that a target needs."""

ODD = """
inputs: [[1, 2], [0.5, -1], [2, 0]]
targets: [[0, 1], [1, 0], [0.5, 0.5]]
layers:
  - {neurons: [h1, h2], weights: [{a: 0.1, b: -0.2}, {c: 0.3, a: 0.1}], bias: {s: 0.05},
     activation: tanh}
  - {neurons: [g1], weights: [[null, 0.7]], threshold: 0.2, activation: elu}
  - {neurons: [o1, o2], from: [i1, h2, g1], weights: [[0.2, -0.4, 0.6], [null, 0.1, 0.3]],
     biases: [0.1, null], activation: silu}
loss: squared_error
batch: mean
learning_rate: 0.3
steps: 3
fixed: [b]
l1: 0.01
l2: {lambda: 0.1, biases: true, per_sample: true}
"""
"""A jump, a shared weight, missing connections, a threshold, a fixed weight, penalties."""


def ran(text: str) -> str:
    """What a script prints."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        exec(compile(text, "script.py", "exec"), {"__name__": "script"})
    return said.getvalue()


def needs(target: str) -> None:
    """Skip where a target's library is not installed."""
    if importlib.util.find_spec(NEEDS[target]) is None:
        pytest.skip(f"{NEEDS[target]} is not installed")


def read(text: str) -> Worksheet:
    """The worksheet of a network in a text."""
    return make_worksheet(read_network(text.encode(), "odd.yaml"))


def test_every_target_can_be_asked_for() -> None:
    assert tuple(TARGETS) == WORDS


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("name", NETWORKS)
def test_a_script_agrees_with_the_worksheet(name: str, target: str) -> None:
    needs(target)
    worksheet = sheet(name)
    if worksheet.network.optimizer.name == "perceptron" and target in ("pytorch", "jax"):
        with pytest.raises(InputError, match="no gradient to differentiate"):
            script(worksheet, target)
        return
    assert re.fullmatch(r"all [1-9]\d* numbers agree\n", ran(script(worksheet, target)))


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("update", ["batch", "online", "{minibatch: 2}"])
def test_a_script_knows_every_kind_of_connection(update: str, target: str) -> None:
    needs(target)
    assert "numbers agree" in ran(script(read(f"{ODD}\nupdate: {update}\n"), target))


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize(
    "rule", ["momentum", "momentum_average", "nesterov", "adagrad", "rmsprop", "adam", "adamw"]
)
def test_a_script_knows_every_update_rule(rule: str, target: str) -> None:
    needs(target)
    assert "numbers agree" in ran(script(read(f"{ODD}\noptimizer: {rule}\n"), target))


@pytest.mark.parametrize("target", TARGETS)
def test_a_script_of_a_perceptron_learns_or_says_why_not(target: str) -> None:
    needs(target)
    text = """
inputs: [[0, 1], [1, 1]]
targets: [[0], [1]]
layers: [{weights: [[0.5, -0.5]], bias: 0.1, activation: step}]
update: online
optimizer: perceptron
learning_rate: 0.5
"""
    if target in ("pytorch", "jax"):
        with pytest.raises(InputError, match="no gradient to differentiate"):
            script(read(text), target)
    else:
        assert "numbers agree" in ran(script(read(text), target))


@pytest.mark.parametrize("target", TARGETS)
def test_scripts_of_random_networks_agree(target: str) -> None:
    needs(target)
    for seed in range(40 if target in ("python", "numpy") else 15):
        worksheet = make_worksheet(random_network(seed, 2))
        assert "numbers agree" in ran(script(worksheet, target)), seed


@pytest.mark.parametrize("target", ["python", "numpy"])
def test_a_changed_number_is_found(target: str) -> None:
    text = script(sheet("mazur"), target)
    changed = text.replace("0.45", "0.46")
    assert changed != text
    with pytest.raises(AssertionError):
        ran(changed)


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize(
    "name", [*NASTY, '"""', "'''; import os", "lambda", "class", "1", "x = 1", "ŷ", "中文", "\\"]
)
def test_names_are_never_code(name: str, target: str) -> None:
    worksheet = nasty(name)
    text = script(worksheet, target)
    imported = {one.names[0].name for one in ast.walk(ast.parse(text)) if isinstance(one, ast.Import)}
    assert imported <= {"math", "numpy", "torch", "jax", "jax.numpy"}
    if target in ("python", "numpy"):
        assert "numbers agree" in ran(text)


def test_a_comment_ends_with_its_line_and_nowhere_else() -> None:
    text = comment("one\ntwo\r\nthree\x0c\u2028import os\x00" + "x" * 300)
    assert all(line.startswith("# ") for line in text.splitlines())
    assert "import os" in text


def test_identifiers_are_valid_and_different() -> None:
    names = ["w1", "w_1", "w 1", "w*", "w+", "class", "σ", "sigma", "ŷ1", "y1", "1", "", "é", "exp"]
    found = identifiers(names, ("exp",))
    assert len(set(found.values())) == len(names)
    assert all(one.isidentifier() and one.isascii() and one != "exp" for one in found.values())


def test_a_network_too_large_to_read_is_refused() -> None:
    row = ", ".join(["0.1"] * 50)
    rows = ", ".join([f"[{row}]"] * 50)
    text = f"inputs: [{', '.join(['1'] * 50)}]\nlayers: [{{weights: [{rows}], activation: relu}}]\n"
    with pytest.raises(InputError, match="too many for a script"):
        script(read(text), "numpy")


def test_a_target_must_be_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert framed(["export", "mazur"]) == 2
    assert "--to" in capsys.readouterr().err
    assert framed(["export", "mazur", "--to", "fortran"]) == 2
    assert "'fortran' is not one of python, numpy, pytorch, jax" in capsys.readouterr().err


@pytest.mark.parametrize("name", [name for name in NETWORKS if name != "ng-logistic"])
def test_check_accepts_what_a_script_asserts(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = script(sheet(name), "python")
    (checks,) = (
        one.value
        for one in ast.parse(text).body
        if isinstance(one, ast.Assign) and one.targets[0].id == "checks"
    )
    pairs = [
        (ast.literal_eval(row.elts[0]), ast.get_source_segment(text, row.elts[2])) for row in checks.elts
    ]
    last = len(sheet(name).updates)
    if last > 1 or len(sheet(name).network.samples) > 1:
        pairs = [pair for pair in pairs if not pair[0].endswith("+") and not pair[0].startswith("out_")]
    answers = tmp_path / "answers.yaml"
    answers.write_text("".join(f"{json.dumps(key)}: {value}\n" for key, value in pairs), encoding="utf-8")
    if pairs:
        assert framed(["check", name, str(answers)]) == 0, capsys.readouterr().out


SATURATED = {
    "a penalty at 0": ("[1]", "[{weights: [[0]], activation: sigmoid}]", "half_squared_error\nl1: 0.01"),
    "an update": ("[1000]", "[{weights: [[0.5]], activation: softplus}]", "half_squared_error\nsteps: 2"),
    "binary": ("[0]", "[{weights: [[40]], activation: sigmoid}]", "binary_cross_entropy"),
    "classes": ("[0, 1]", "[{weights: [[800], [700]], activation: softmax}]", "cross_entropy"),
    "no gradient": ("", "[{weights: [[800], [799]], activation: softmax}]", ""),
}
"""Networks in which the textbook's forms overflow or cancel."""


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("name", SATURATED)
def test_a_script_of_a_saturated_network_agrees(name: str, target: str) -> None:
    needs(target)
    targets, layers, loss = SATURATED[name]
    lines = [f"targets: {targets}", f"loss: {loss}", "learning_rate: 2"] if targets else []
    text = "\n".join(["inputs: [1]", f"layers: {layers}", *lines])
    assert "numbers agree" in ran(script(read(text), target))


@pytest.mark.parametrize("target", ["python", "numpy"])
def test_scripts_of_random_saturated_networks_agree(target: str) -> None:
    for seed in range(100, 130):
        worksheet = make_worksheet(random_network(seed, 100))
        assert "numbers agree" in ran(script(worksheet, target)), seed
