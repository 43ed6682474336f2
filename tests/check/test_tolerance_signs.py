"""`check --tolerance`: as far from the right number on either side, whatever its sign."""

from __future__ import annotations

import pytest

from backprop_cli.cli.frame import framed

Said = pytest.CaptureFixture[str]

RIGHT, WRONG = 0, 1

LINE = "inputs: [1]\nlayers: [{weights: [[%s]], activation: linear}]\n"
"""A network whose output is its one weight."""

EDGES = [
    ("1%", "200", ("198", "202", "200"), ("197.99", "202.01")),
    ("50%", "0.5", ("0.25", "0.75"), ("0.2499", "0.7501")),
    ("0%", "0.25", ("0.25", "0.250"), ("0.2501", "0.2499")),
    ("4dp", "0.25", ("0.25005", "0.24995"), ("0.250051", "0.249949")),
    ("0dp", "7", ("6.5", "7.5"), ("6.49", "7.51")),
    ("2sf", "25", ("24.5", "25.5"), ("24.4", "25.6")),
    ("1sf", "3", ("2.5", "3.5"), ("2.4", "3.6")),
    ("3sf", "0.0125", ("0.01245", "0.01255"), ("0.01244", "0.01256")),
    ("0.001", "0.5", ("0.499", "0.501"), ("0.4989", "0.5011")),
    ("0", "0.5", ("0.5", "0.50"), ("0.5001", "0.4999")),
    ("exact", "0.25", ("0.2", "0.3", "0.25", "0.250"), ("0.24", "0.26", "0.249", "0.4")),
]
"""A tolerance, the right number, and what is just right and just wrong."""


def status(capsys: Said, tmp_path: object, right: str, answer: str, tolerance: str) -> int:
    """The exit status for an answer."""
    path = f"{tmp_path}/net.yaml"
    with open(path, "w", encoding="utf-8") as file:
        file.write(LINE % right)
    found = framed(["check", path, "--set", f"net_o1={answer}", "--tolerance", tolerance])
    capsys.readouterr()
    return found


@pytest.mark.parametrize("sign", ["", "-"])
@pytest.mark.parametrize(("tolerance", "right", "inside", "outside"), EDGES)
def test_a_tolerance_reaches_as_far_on_both_sides_of_a_number_of_either_sign(
    tolerance: str,
    right: str,
    inside: tuple[str, ...],
    outside: tuple[str, ...],
    sign: str,
    tmp_path: object,
    capsys: Said,
) -> None:
    for answer in inside:
        assert status(capsys, tmp_path, sign + right, sign + answer, tolerance) == RIGHT, answer
    for answer in outside:
        assert status(capsys, tmp_path, sign + right, sign + answer, tolerance) == WRONG, answer


@pytest.mark.parametrize("tolerance", ["1%", "3sf", "4dp", "0.001", "exact"])
def test_a_number_with_the_other_sign_is_never_within_a_tolerance(
    tolerance: str, tmp_path: object, capsys: Said
) -> None:
    assert status(capsys, tmp_path, "-0.5", "0.5", tolerance) == WRONG
    assert status(capsys, tmp_path, "0.5", "-0.5", tolerance) == WRONG


@pytest.mark.parametrize("tolerance", ["1%", "3sf", "exact"])
def test_a_share_of_0_is_0(tolerance: str, tmp_path: object, capsys: Said) -> None:
    assert status(capsys, tmp_path, "0", "0", tolerance) == RIGHT
    assert status(capsys, tmp_path, "0", "0.9", tolerance) == WRONG


def test_a_negative_gradient_of_a_sheet_is_right_within_a_percent(capsys: Said) -> None:
    answers = {"dE/dw7": "-0.0226", "dE/dw8": "-0.0227", "dE/dnet_o2": "-0.0381", "dE/dw5": "0.0822"}
    given = [part for name, number in answers.items() for part in ("--set", f"{name}={number}")]
    assert framed(["check", "mazur", *given, "--tolerance", "1%"]) == RIGHT
    assert "All 4 answers are correct." in capsys.readouterr().out
