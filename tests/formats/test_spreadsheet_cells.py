"""CSV for spreadsheets: a text that would be run is made harmless, and a number stays a number."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from backprop_cli.cli.frame import framed

Said = pytest.CaptureFixture[str]

RUN = (
    "-1+cmd|' /C calc'!A0",
    "=1+1",
    "=HYPERLINK(x)",
    "+1",
    "-x",
    "@SUM(x)",
    "＝1",
    "－1",
    "＋1",
    "＠x",
    "'=1+1",
    "''-1",
)
"""Texts that a spreadsheet runs, or takes an apostrophe from."""

HARMLESS = ("w1", "1-1", "x=1", "a+b", "a@b", "'tis", "''", "_-1", "–1", "−w")
"""Texts that it leaves as they are."""


def rows(capsys: Said, *arguments: str) -> list[dict[str, str]]:
    """The rows of CSV."""
    framed([*arguments, "--format", "csv"])
    return list(csv.DictReader(io.StringIO(capsys.readouterr().out)))


def answered(capsys: Said, tmp_path: Path, answers: dict[str, str], *options: str) -> list[dict[str, str]]:
    """The rows of a marked sheet."""
    with open(tmp_path / "a.csv", "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("name", "value"), *answers.items()])
    return rows(capsys, "check", "mazur", str(tmp_path / "a.csv"), *options)


@pytest.mark.parametrize("text", [*RUN, *HARMLESS])
def test_a_name_that_would_be_run_gets_an_apostrophe(text: str, tmp_path: Path, capsys: Said) -> None:
    (row,) = answered(capsys, tmp_path, {"'" + text if text in RUN else text: "0.5"})
    assert row["name"] == ("'" + text if text in RUN else text)


@pytest.mark.parametrize("number", ["-0.5", "+0.5", "0.5", "-5e-1", "-.5", "+1E-3", "-1e+3"])
def test_a_number_that_a_student_wrote_gets_none(number: str, tmp_path: Path, capsys: Said) -> None:
    (row,) = answered(capsys, tmp_path, {"w5+": number})
    assert row["yours"].lstrip("'" if "E" in number else "") == number


@pytest.mark.parametrize("number", ["-1·10^-3", "-2 / 3", "+1×10⁻³", "-1/3"])
def test_a_number_that_a_spreadsheet_would_work_out_gets_one(
    number: str, tmp_path: Path, capsys: Said
) -> None:
    found = answered(capsys, tmp_path, {"w5+": number})
    assert [row["yours"][:2] for row in found] == ["'" + number[0]]


def test_negative_numbers_of_the_program_get_none(tmp_path: Path, capsys: Said) -> None:
    (row,) = answered(capsys, tmp_path, {"dE/dw7": "-0.0226"}, "--intervals")
    assert row["expected"] == "-0.0226"
    assert row["accepted"].startswith("-0.02")
    values = {row["name"]: row["value"] for row in rows(capsys, "solve", "mazur")}
    assert float(values["dE/dw7"]) < 0
    assert not [value for value in values.values() if value.startswith("'")]


def test_the_name_of_a_file_that_would_be_run_gets_an_apostrophe(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("=1.yaml", "one.yaml"):
        Path(name).write_text("w5+: 0.3589\n", encoding="utf-8")
    found = rows(capsys, "check", "mazur", "=1.yaml", "one.yaml")
    assert [row["file"] for row in found] == ["'=1.yaml", "one.yaml"]


def test_the_names_of_a_network_get_an_apostrophe_where_they_would_be_run(
    tmp_path: Path, capsys: Said
) -> None:
    path = tmp_path / "net.yaml"
    text = "inputs: [-1]\ntargets: [1]\nlayers: [{weights: [{'=w': -0.5}], activation: linear}]\n"
    path.write_text(f"{text}loss: half_squared_error\nlearning_rate: 1\n", encoding="utf-8")
    found = {row["name"]: row["value"] for row in rows(capsys, "solve", str(path))}
    assert "'=w+" in found
    assert "dE/d=w" in found
    assert float(found["dE/dnet_o1"]) == -0.5
