"""Slips of the hand: which digits may be swapped, how far a point may be shifted, and what is no slip."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from backprop_cli.cli.frame import framed

Said = pytest.CaptureFixture[str]

SWAPPED, SHIFTED, SIGN = "digits swapped", "decimal point shifted", "sign lost"


def mistakes(capsys: Said, network: str, name: str, number: str) -> list[str]:
    """The mistakes that are named in a wrong number."""
    framed(["check", network, "--set", f"{name}={number}", "--format", "json"])
    (answer,) = json.loads(capsys.readouterr().out)["answers"]
    assert answer["verdict"] == "wrong"
    return [one["name"] for one in answer["mistakes"]]


@pytest.mark.parametrize(
    "number",
    [
        "0.5389",  # the first two decimals of 0.3589
        "0.3859",  # the middle ones
        "0.3598",  # the last ones
        "0.8539",  # the outer ones of the first three
        "0.3985",  # the outer ones of the last three
        "3.0589",  # those round the point
        "0.359816",  # with more decimals: 0.358916
        "0.358961",  # the last of them
    ],
)
def test_neighbours_and_the_outer_ones_of_three_may_be_swapped(number: str, capsys: Said) -> None:
    assert SWAPPED in mistakes(capsys, "mazur", "w5+", number)


@pytest.mark.parametrize("number", ["0.9583", "0.5398", "0.3580", "0.9853"])
def test_digits_further_apart_or_two_pairs_are_no_slip(number: str, capsys: Said) -> None:
    assert SWAPPED not in mistakes(capsys, "mazur", "w5+", number)


@pytest.mark.parametrize(
    ("number", "named"),
    [
        ("5.52e-12", True),
        ("2.55e-12", True),
        ("5.25e-21", False),
        ("5.25E-21", False),
        ("5.25*10^-21", False),
        ("5.25·10^-21", False),
        ("5.25x10^-21", False),
        ("5.25×10⁻²¹", False),
        ("5.52×10⁻¹²", True),
    ],
)
def test_no_digit_of_a_power_of_ten_is_swapped(
    number: str, named: bool, tmp_path: Path, capsys: Said
) -> None:
    path = tmp_path / "net.yaml"
    path.write_text("inputs: [1]\nlayers: [{weights: [[5.25e-12]], activation: linear}]\n", encoding="utf-8")
    assert (SWAPPED in mistakes(capsys, str(path), "net_o1", number)) is named


@pytest.mark.parametrize("number", ["3.5892", "35.892", "358.92", "0.035892", "0.0035892", "0.00035892"])
def test_a_point_may_be_shifted_by_three_places(number: str, capsys: Said) -> None:
    assert SHIFTED in mistakes(capsys, "mazur", "w5+", number)


@pytest.mark.parametrize("number", ["3589.2", "0.000035892", "3.5982"])
def test_a_point_is_shifted_no_further_and_together_with_no_other_slip(number: str, capsys: Said) -> None:
    assert SHIFTED not in mistakes(capsys, "mazur", "w5+", number)


@pytest.mark.parametrize(("name", "number"), [("w5+", "-0.3589"), ("dE/dw7", "0.0226")])
def test_a_sign_may_be_lost_or_written(name: str, number: str, capsys: Said) -> None:
    assert SIGN in mistakes(capsys, "mazur", name, number)


def test_a_number_of_three_figures_may_be_that_of_another_quantity(capsys: Said) -> None:
    assert "value of another quantity" in mistakes(capsys, "mazur", "w5+", "0.751")
    assert "value of another quantity" in mistakes(capsys, "mazur", "out_o1", "0.593")
    assert "value of another quantity" not in mistakes(capsys, "mazur", "w5+", "0.75")
