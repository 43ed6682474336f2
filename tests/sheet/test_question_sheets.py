"""Sheets of questions: room for answers on the sheet and none in the key, and what questions are worth."""

from __future__ import annotations

import re
from itertools import groupby
from pathlib import Path

import pytest

from backprop_cli.cli.frame import framed

Said = pytest.CaptureFixture[str]

NETWORK = """\
sheet: {points: {E: 2, dE/dw: 3, w+: 1.5, net_y: 1, dE/dout_y: 0.25}}
inputs: {x: 2}
targets: {y: 1}
layers: [{neurons: [y], weights: [{w: 0.5}], activation: sigmoid}]
loss: half_squared_error
learning_rate: 0.5
steps: 3
"""

ASKED = ["--step", "1", "--ask", "net_y,out_y,E_y,E,dE/dout_y,dE/dnet_y,dE/dw,w+"]

LINES = [3, 2, 3, 3, 5, 5, 5, 3]
"""Lines of room that these questions have."""


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The file of the network, in the folder of the test."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "net.yaml").write_text(NETWORK, encoding="utf-8")
    return "net.yaml"


def written(path: str, suffix: str) -> tuple[str, str]:
    """A sheet of questions and its key."""
    assert framed(["worksheet", path, *ASKED, "-o", f"sheet.{suffix}", "--key", f"key.{suffix}"]) == 0
    sheet, key = (Path(f"{name}.{suffix}").read_text(encoding="utf-8") for name in ("sheet", "key"))
    return sheet, key


def empty_runs(text: str) -> list[int]:
    """How many empty lines follow each other, where there are several."""
    runs = ((bool(line.strip()), len(list(group))) for line, group in groupby(text.splitlines(), str.strip))
    return [count for full, count in runs if not full and count > 1]


def test_the_terminal_has_room_on_the_sheet_and_none_in_the_key(path: str) -> None:
    sheet, key = written(path, "txt")
    assert empty_runs(sheet) == [lines + 1 for lines in LINES]
    assert empty_runs(key) == []


@pytest.mark.parametrize(
    ("suffix", "room", "unit"),
    [
        ("tex", r"\\vspace\{(\d+)\\baselineskip\}", 1),
        ("typ", r"#question\([^\n]*, (\d+)\)\n", 1),
        ("html", r'<div class="room" style="height:(\d+)em"', 2),
    ],
)
def test_a_page_has_room_on_the_sheet_and_none_in_the_key(
    suffix: str, room: str, unit: int, path: str
) -> None:
    sheet, key = written(path, suffix)
    assert [int(one) for one in re.findall(room, sheet)] == [unit * lines for lines in LINES]
    assert set(re.findall(room, key)) <= {"0"}


def test_markdown_has_room_on_the_sheet_and_none_in_the_key(path: str) -> None:
    sheet, key = written(path, "md")
    assert sheet.count("<br>") == sum(LINES)
    assert "<br>" not in key


def asked(capsys: Said, path: str, *arguments: str) -> str:
    """What a sheet says."""
    assert framed(["worksheet", path, *arguments]) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("step", ["1", "2", "3"])
def test_a_question_is_worth_the_same_in_every_step(step: str, path: str, capsys: Said) -> None:
    out = asked(capsys, path, "--step", step, "--ask", "w+,E,dE/dout_y")
    assert re.findall(r"\((.* points?)\)", out) == ["1.5 points", "2 points", "0.25 points"]
    assert "      / 3.75" in out


@pytest.mark.parametrize(
    ("names", "worth", "whole"),
    [
        ("net_y", "(1 point)", "/ 1\n"),
        ("E", "(2 points)", "/ 2\n"),
        ("E,out_y", "(2 points)", "/ 2\n"),
        ("w+,net_y", "(1.5 points)", "/ 2.5\n"),
    ],
)
def test_the_points_of_a_sheet_are_those_of_its_questions(
    names: str, worth: str, whole: str, path: str, capsys: Said
) -> None:
    out = asked(capsys, path, "--step", "1", "--ask", names)
    assert worth in out
    assert whole in out


def test_questions_without_points_have_no_total(path: str, capsys: Said) -> None:
    assert "Points" not in asked(capsys, path, "--step", "1", "--ask", "out_y")
