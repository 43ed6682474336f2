"""A number with the other sign: authors differ about the sign of a gradient, and of nothing else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from backprop_cli.cli.frame import framed

Said = pytest.CaptureFixture[str]

SHARED = """\
inputs: {x: 1}
targets: {y: 1}
layers:
  - neurons: [g, h]
    weights: [{u: 0.5}, {u: 0.5}]
    activation: sigmoid
  - neurons: [y]
    weights: [{v1: 1, v2: -3}]
    activation: sigmoid
loss: half_squared_error
learning_rate: 0.5
"""
"""A parameter of two neurons, whose gradient has a portion from each: −0.031674 and 0.095022."""


def explained(capsys: Said, network: str, number: str) -> str:
    """What is said of a printed number."""
    framed(["explain", network, "--", number])
    return " ".join(capsys.readouterr().out.split())


@pytest.mark.parametrize(
    ("number", "name"),
    [
        ("-0.0822", "∂E/∂w5, the gradient"),
        ("0.0226", "∂E/∂w7, the gradient"),
        ("-0.1385", "∂E/∂net_o1"),
        ("-0.05540", "∂E/∂out_h1 via o1, what comes back over one path"),
        ("-0.1385", "∂E/∂b2 via o1"),
    ],
)
def test_whatever_has_a_gradient_may_have_the_other_sign(number: str, name: str, capsys: Said) -> None:
    said = explained(capsys, "mazur", number)
    assert name in said
    assert "with the other sign." in said


@pytest.mark.parametrize("number", ["-0.095022", "-0.0950"])
def test_a_portion_of_a_gradient_may_have_the_other_sign(number: str, tmp_path: Path, capsys: Said) -> None:
    path = tmp_path / "net.yaml"
    path.write_text(SHARED, encoding="utf-8")
    said = explained(capsys, str(path), number)
    assert "∂E/∂u via" in said
    assert "with the other sign." in said


@pytest.mark.parametrize("number", ["-0.5933", "-0.3775", "-0.2984", "-0.3589"])
def test_the_other_sign_of_any_other_number_is_a_slip(number: str, capsys: Said) -> None:
    said = explained(capsys, "mazur", number)
    assert "with the other sign" not in said
    assert "with a slip of the hand (sign lost)" in said


def answers(capsys: Said, network: str, *given: str) -> list[dict[str, Any]]:
    """The answers of a marked sheet."""
    framed(["check", network, *(part for one in given for part in ("--set", one)), "--format", "json"])
    found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)["answers"]
    return found


@pytest.mark.parametrize(
    ("answer", "other"),
    [
        ("w5+=0.7514", "That is the value of out_o1."),
        ("out_o1=0.7729", "That is the value of out_o2."),
        ("out_h1=0.3775", "That is the value of net_h1."),
        ("w5+=0.4087", "That is the value of w6+."),
        ("w6+=0.0822", "That is the value of dE/dw5."),
        ("E=0.2748", "That is the value of E_o1."),
        ("out_o1=0.3589", "That is the value of w5+."),
    ],
)
def test_the_number_of_another_quantity_is_told_with_its_name(answer: str, other: str, capsys: Said) -> None:
    (found,) = answers(capsys, "mazur", answer)
    assert other in [one["sentence"] for one in found["mistakes"]]
