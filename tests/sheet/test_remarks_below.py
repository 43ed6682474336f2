"""The remarks below a sheet: corners that are met, forms that lose digits, a rate that changes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from backprop_cli.cli.frame import framed

Said = pytest.CaptureFixture[str]


def sheet(capsys: Said, folder: Path, activation: str, weights: tuple[str, ...], rate: str = "0.5") -> str:
    """The sheet of a network with a neuron for each weight."""
    rows = ", ".join(f"[{one}]" for one in weights)
    text = f"inputs: [1]\ntargets: [{', '.join('1' for _ in weights)}]\n"
    text += f"layers: [{{activation: {activation}, weights: [{rows}]}}]\n"
    (folder / "net.yaml").write_text(f"{text}loss: half_squared_error\nlearning_rate: {rate}\n", "utf-8")
    assert framed(["solve", str(folder / "net.yaml")]) == 0
    return " ".join(capsys.readouterr().out.split())


@pytest.mark.parametrize(
    ("weight", "beyond"), [("30", False), ("31", True), ("-30", False), ("-31", True), ("0.5", False)]
)
def test_a_weighted_input_far_from_0_on_either_side_is_told(
    weight: str, beyond: bool, tmp_path: Path, capsys: Said
) -> None:
    assert ("is beyond 30" in sheet(capsys, tmp_path, "sigmoid", (weight,))) is beyond


@pytest.mark.parametrize(
    ("count", "told"),
    [
        (1, "net_o1 is exactly at the corner of relu: its derivative is taken as 0."),
        (2, "net_o1 and net_o2 are exactly at the corner of relu: their derivative is taken as 0."),
        (4, "net_o1, net_o2, net_o3 and net_o4 are exactly at the corner of relu"),
        (5, "net_o1, net_o2, net_o3, net_o4 and 1 more are exactly at the corner of relu"),
        (7, "net_o1, net_o2, net_o3, net_o4 and 3 more are exactly at the corner of relu"),
    ],
)
def test_the_corners_that_are_met_are_named_up_to_four(
    count: int, told: str, tmp_path: Path, capsys: Said
) -> None:
    assert told in sheet(capsys, tmp_path, "relu", ("0",) * count)


def test_a_corner_that_is_not_met_is_not_told(tmp_path: Path, capsys: Said) -> None:
    assert "corner" not in sheet(capsys, tmp_path, "relu", ("1e-9", "-1e-9"))


@pytest.mark.parametrize(("rate", "told"), [("0", True), ("0.5", False)])
def test_a_rate_of_0_is_told(rate: str, told: bool, tmp_path: Path, capsys: Said) -> None:
    out = sheet(capsys, tmp_path, "sigmoid", ("0.5",), rate)
    assert ("The learning rate is 0: the step changes nothing." in out) is told
