"""Fewer digits than asked for: when they are told, and the points that are left."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from backprop_cli.cli.frame import framed

Said = pytest.CaptureFixture[str]

LINE = "inputs: [1]\nlayers: [{weights: [[%s]], activation: linear}]\n"
"""A network whose output is its one weight."""


def row(capsys: Said, folder: Path, right: str, answer: str, *options: str) -> dict[str, str]:
    """The row of an answer."""
    (folder / "net.yaml").write_text(LINE % right, encoding="utf-8")
    network = str(folder / "net.yaml")
    framed(["check", network, "--set", f"net_o1={answer}", "--format", "csv", *options])
    return next(csv.DictReader(io.StringIO(capsys.readouterr().out)))


@pytest.mark.parametrize(
    ("right", "answer", "digits", "verdict"),
    [
        ("0.5505", "0.55", "3", "correct"),  # a tie, which may go down
        ("0.5495", "0.55", "3", "correct"),  # a tie, which may go up
        ("-0.5505", "-0.55", "3", "correct"),
        ("0.5506", "0.55", "3", "fewer digits"),
        ("0.5494", "0.55", "3", "fewer digits"),
        ("0.5504", "0.55", "3", "correct"),
        ("0.505", "0.5", "2", "too few digits"),  # whatever was asked for
        ("0.25", "0.25", "2", "correct"),
        ("0.25", "0.250", "2", "correct"),
        ("0.254", "0.25", "2", "correct"),
        ("0.254", "0.25", "3", "fewer digits"),
    ],
)
def test_digits_are_missing_where_the_number_with_them_would_be_another(
    right: str, answer: str, digits: str, verdict: str, tmp_path: Path, capsys: Said
) -> None:
    assert row(capsys, tmp_path, right, answer, "--digits", digits)["verdict"] == verdict


@pytest.mark.parametrize(
    ("rounding", "answer", "verdict"),
    [
        ("significant: 3", "0.25", "fewer digits"),
        ("significant: 3", "0.250", "correct"),
        ("significant: 2", "0.25", "correct"),
        ("decimals: 3", "0.25", "correct"),
        ("decimals: 2", "0.2", "too few digits"),
        ("decimals: 4", "0.25", "correct"),
        ("significant: 4", "0.250", "fewer digits"),
    ],
)
def test_the_digits_that_a_file_asks_for_are_counted_as_it_says(
    rounding: str, answer: str, verdict: str, tmp_path: Path, capsys: Said
) -> None:
    right = f"0.25]], biases: [0], activation: linear}}]\nrounding: {{{rounding}, each_step: false}}\n#"
    assert row(capsys, tmp_path, right, answer)["verdict"] == verdict


@pytest.mark.parametrize(
    ("scheme", "reached"),
    [
        ("points: 1\nfewer_digits: 2", "0"),
        ("points: 1\nfewer_digits: 1", "0"),
        ("points: 1\nfewer_digits: 0.25", "0.75"),
        ("points: 3\nfewer_digits: 0.25", "2.75"),
        ("points: 3\nfewer_digits: half", "1.5"),
        ("points: 3\nfewer_digits: full", "3"),
        ("points: 3\nfewer_digits: none", "0"),
        ("points: 3", "1.5"),
        ("points: 0\nfewer_digits: 2", "0"),
        ("points: 3\nnames: {net_o1: 5}\nfewer_digits: 1", "4"),
        ("points: 1/2\nfewer_digits: 1/4", "0.25"),
        ("points: 3\nfewer_digits: 0", "3"),
    ],
)
def test_points_are_taken_off_for_digits_and_never_below_0(
    scheme: str, reached: str, tmp_path: Path, capsys: Said
) -> None:
    (tmp_path / "scheme.yaml").write_text(scheme, encoding="utf-8")
    options = ("--digits", "3", "--scheme", str(tmp_path / "scheme.yaml"))
    found = row(capsys, tmp_path, "0.254", "0.25", *options)
    assert (found["verdict"], float(found["points"])) == ("fewer digits", float(reached))


@pytest.mark.parametrize(("follows", "reached"), [("full", 3), ("half", 2.5), ("none", 2)])
def test_what_follows_has_its_part_of_the_points(
    follows: str, reached: float, tmp_path: Path, capsys: Said
) -> None:
    text = f"points: 2\nnames: {{dE/dw7: 1}}\nfollows: {follows}\n"
    (tmp_path / "scheme.yaml").write_text(text, encoding="utf-8")
    answers = ("dE/dnet_o2=0.0381", "dE/dw7=0.0226", "dE/dw5=0.0822")
    given = [part for one in answers for part in ("--set", one)]
    framed(["check", "mazur", *given, "--scheme", str(tmp_path / "scheme.yaml")])
    assert f"{reached:g} of 5 points." in capsys.readouterr().out
