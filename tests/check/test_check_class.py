"""Many answer files in one call: each is marked as by itself, and one that cannot be read stops no other."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from backprop_cli.cli.frame import framed

Said = pytest.CaptureFixture[str]

CLASS = {
    "anna.yaml": "dE/dw5: 0.0822\nw5+: 0.3589\n",
    "ben.yaml": "dE/dw5: 0.0822\nw5+: 0.4411\n",
    "cleo.csv": "name,value\ndE/dw5,0.0822\nw5+,0.4411\n",
    "dora.yaml": "dE/dw5: 0.0822\nw5+:\n",
    "emil.json": '{"dE/dw5": "0.0282"}',
}
"""Right; the gradient added, twice; a blank; digits swapped."""


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files of a class, in the folder of the test."""
    monkeypatch.chdir(tmp_path)
    for name, text in CLASS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return list(CLASS)


def as_json(capsys: Said, *arguments: str) -> tuple[int, dict]:  # type: ignore[type-arg]
    status = framed(["check", "mazur", *arguments, "--format", "json"])
    return status, json.loads(capsys.readouterr().out)


def test_each_file_of_a_class_is_marked_as_by_itself(files: list[str], capsys: Said) -> None:
    status, found = as_json(capsys, *files)
    assert status == 1
    for file, sheet in zip(files, found["sheets"], strict=True):
        alone = as_json(capsys, file)[1]
        assert sheet == {"file": file, **alone}


def test_the_order_of_the_files_changes_nothing_but_the_order(files: list[str], capsys: Said) -> None:
    forward, backward = (as_json(capsys, *order)[1] for order in (files, files[::-1]))
    assert forward["sheets"] == backward["sheets"][::-1]
    assert forward["mistakes"] == backward["mistakes"]


def test_the_table_says_where_to_look_first(files: list[str], capsys: Said) -> None:
    assert framed(["check", "mazur", *files, "--points", "2"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["file", "right", "points", "look", "first", "at"]
    assert lines[1].split() == ["anna.yaml", "2", "of", "2", "4/4"]
    assert "w5+: " in lines[2]
    assert "gradient added" in lines[2]
    assert any("w5+ is blank" in line for line in lines)
    assert "1 of 5 sheets are all right." in lines
    said = " ".join(" ".join(lines).split())
    assert "Wrong most often: w5+ (2 of 5), dE/dw5 (1 of 5)." in said


def test_a_file_that_cannot_be_read_stops_no_other(files: list[str], tmp_path: Path, capsys: Said) -> None:
    (tmp_path / "bad.yaml").write_text("dE/dw5: [1", encoding="utf-8")
    status, found = as_json(capsys, "bad.yaml", "missing.yaml", *files)
    assert status == 2
    assert found["sheets"][0]["error"].startswith("1:")
    assert (
        "missing.yaml" in found["sheets"][1]["error"] or "no such file" in found["sheets"][1]["error"].lower()
    )
    assert [sheet["file"] for sheet in found["sheets"][2:]] == files
    assert found["sheets"][2]["correct"]


def test_a_class_of_right_sheets_ends_with_0(files: list[str], capsys: Said) -> None:
    assert framed(["check", "mazur", "anna.yaml", "anna.yaml"]) == 0
    assert "2 of 2 sheets are all right." in capsys.readouterr().out


def test_the_csv_of_a_class_has_a_row_an_answer(files: list[str], capsys: Said) -> None:
    assert framed(["check", "mazur", *files, "--format", "csv"]) == 1
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [row["file"] for row in rows] == [
        *("anna.yaml", "anna.yaml", "ben.yaml", "ben.yaml", "cleo.csv", "cleo.csv", "dora.yaml", "dora.yaml"),
        "emil.json",
    ]
    assert [row["verdict"] for row in rows][:4] == ["correct", "correct", "correct", "wrong"]


def test_no_spoilers_hold_for_a_class(files: list[str], capsys: Said) -> None:
    for format_ in ("terminal", "csv", "json", "markdown"):
        assert framed(["check", "mazur", *files, "--no-spoilers", "--format", format_]) == 1
        assert "0.3589" not in capsys.readouterr().out.replace("0.3589\n", "").replace(
            ",0.3589,", ""
        ).replace('"yours": "0.3589"', "")


@pytest.mark.parametrize("more", [["-"], ["--set", "E=1"]])
def test_standard_input_and_set_stand_alone(more: list[str], files: list[str], capsys: Said) -> None:
    assert framed(["check", "mazur", *files, *more]) == 2
    assert "cannot stand beside" in capsys.readouterr().err


def test_a_class_is_never_written_over_a_sheet(files: list[str], capsys: Said) -> None:
    assert framed(["check", "mazur", *files, "-o", "ben.yaml", "--format", "csv"]) == 2
    assert Path("ben.yaml").read_text(encoding="utf-8") == CLASS["ben.yaml"]


@pytest.mark.parametrize("width", [40, 80])
def test_no_line_of_a_class_is_wider_than_the_page(width: int, files: list[str], capsys: Said) -> None:
    assert framed(["check", "mazur", *files, "--width", str(width), "--ascii"]) == 1
    out = capsys.readouterr().out
    assert out.isascii()
    assert max(map(len, out.splitlines())) <= width


@pytest.mark.parametrize(
    ("text", "options", "said"),
    [
        ("dE/dw5: 0.0822\n", ["--digits", "6"], "dE/dw5 has fewer digits than asked"),
        ("dE/dw99: 0.1\ndE/dw5: 0.0822\n", [], "dE/dw99 is no number's name"),
        ("dE/dw5:\n", [], "dE/dw5 is blank"),
    ],
)
def test_a_row_says_why_a_sheet_is_not_all_right(
    text: str, options: list[str], said: str, files: list[str], capsys: Said
) -> None:
    Path("one.yaml").write_text(text, encoding="utf-8")
    assert framed(["check", "mazur", "one.yaml", "one.yaml", *options]) == 1
    assert said in " ".join(capsys.readouterr().out.split())


def test_a_file_without_answers_has_a_row_in_the_csv(files: list[str], capsys: Said) -> None:
    Path("empty.yaml").write_text("# nothing\n", encoding="utf-8")
    assert framed(["check", "mazur", "anna.yaml", "empty.yaml", "--format", "csv"]) == 1
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [(row["file"], row["remark"]) for row in rows][-1] == ("empty.yaml", "no answers")


def test_a_long_name_of_a_file_leaves_the_other_rows_as_they_are(files: list[str], capsys: Said) -> None:
    long = f"{'a long name ' * 6}.yaml"
    Path(long).write_text(CLASS["ben.yaml"], encoding="utf-8")
    assert framed(["check", "mazur", "anna.yaml", "ben.yaml"]) == 1
    rows = capsys.readouterr().out.splitlines()
    assert framed(["check", "mazur", "anna.yaml", "ben.yaml", long]) == 1
    with_long = capsys.readouterr().out.splitlines()
    assert with_long[:3] == rows[:3]
    assert with_long[3].strip() == long
    assert with_long[4].split()[:3] == ["1", "of", "2"]
