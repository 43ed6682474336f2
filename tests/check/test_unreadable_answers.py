"""An answer that cannot be read stops no other; a decimal comma is one where it can be nothing else."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from marked_answers import marks, sheet_of

from backprop_cli.check.reading.answers import read_answers
from backprop_cli.cli.frame import framed

Said = pytest.CaptureFixture[str]

RIGHT, UNREADABLE = "correct", "unreadable"


def rows(capsys: Said, folder: Path, answers: str, file: str = "a.yaml") -> dict[str, dict[str, str]]:
    """The rows of a marked file, by the names of their numbers."""
    (folder / file).write_text(answers, encoding="utf-8")
    assert framed(["check", "mazur", str(folder / file), "--format", "csv"]) in (0, 1)
    return {row["name"]: row for row in csv.DictReader(io.StringIO(capsys.readouterr().out))}


@pytest.mark.parametrize(
    ("text", "help"),
    [
        ("0,5933", "write 0.5933 with a decimal point"),
        ("about 0.6", "write it with digits"),
        ("0.59 33", "write one number"),
        ("[0.59, 33]", "one number is expected"),
        ("0x5", "write it as a decimal number"),
        ("59 %", "write 0.05 for 5%"),
        ('"1,225"', "write 1.225 with a decimal point"),
    ],
)
def test_an_answer_that_cannot_be_read_says_what_to_write_and_stops_no_other(
    text: str, help: str, tmp_path: Path, capsys: Said
) -> None:
    found = rows(capsys, tmp_path, f"out_h1: {text}\nE: 0.2984\n")
    assert {name: row["verdict"] for name, row in found.items()} == {"out_h1": UNREADABLE, "E": RIGHT}
    assert help in found["out_h1"]["remark"]
    assert found["out_h1"]["yours"].strip("'") == ("[…]" if "[" in text else text.strip('"'))


@pytest.mark.parametrize(
    ("answers", "file"),
    [
        ('out_h1: "0,5933"\nE: 0.2984\n', "a.yaml"),
        ("out_h1: '0,5933'\nE: 0.2984\n", "a.yaml"),
        ('{"out_h1": "0,5933", "E": 0.2984}', "a.json"),
        ("name;value\nout_h1;0,5933\nE;0,2984\n", "a.csv"),
        ("name;value\nout_h1;0,5933\nE;0.2984\nnet_o2;1,225\n", "a.csv"),
        ("name\tvalue\nout_h1\t0,5933\nE\t0.2984\n", "a.tsv"),
        ('name,value\nout_h1,"0,5933"\nE,0.2984\n', "a.csv"),
        ('out_h1: "5,933·10^-1"\nE: 0.2984\n', "a.yaml"),
    ],
)
def test_a_decimal_comma_that_can_be_nothing_else_is_one(
    answers: str, file: str, tmp_path: Path, capsys: Said
) -> None:
    assert {row["verdict"] for row in rows(capsys, tmp_path, answers, file).values()} == {RIGHT}


@pytest.mark.parametrize(
    ("answers", "file"),
    [
        ("{out_h1: 0,5933, E: 0.2984}", "a.yaml"),
        ("{E: 0.2984, out_h1: 0,5933}", "a.yaml"),
        ("name,value\nout_h1,0,5933\nE,0.2984\n", "a.csv"),
        ("out_h1,0,5933\nE,0.2984\n", "a.csv"),
    ],
)
def test_a_number_that_a_comma_tears_in_two_is_not_its_first_half(
    answers: str, file: str, tmp_path: Path, capsys: Said
) -> None:
    found = rows(capsys, tmp_path, answers, file)
    assert {name: row["verdict"] for name, row in found.items()} == {"out_h1": UNREADABLE, "E": RIGHT}
    assert "write 0.5933" in found["out_h1"]["remark"]


def test_a_file_in_which_nothing_is_an_answer_is_refused(tmp_path: Path, capsys: Said) -> None:
    (tmp_path / "a.yaml").write_text("title: my notes\nday: Monday\n", encoding="utf-8")
    assert framed(["check", "mazur", str(tmp_path / "a.yaml")]) == 2
    assert "a.yaml:1:8: error: the answer to `title` is `my notes`" in capsys.readouterr().err


@pytest.mark.parametrize("format_", ["terminal", "markdown", "json", "csv"])
def test_every_format_shows_what_cannot_be_read(format_: str, tmp_path: Path, capsys: Said) -> None:
    (tmp_path / "a.yaml").write_text("out_h1: 0,5933\nE: 0.2984\n", encoding="utf-8")
    assert framed(["check", "mazur", str(tmp_path / "a.yaml"), "--format", format_, "--points", "1"]) == 1
    out = capsys.readouterr().out
    assert "0,5933" in out
    assert "unreadable" in out
    assert "write 0.5933 with a decimal point" in out


def test_an_unreadable_answer_is_counted_and_gets_no_points(tmp_path: Path, capsys: Said) -> None:
    (tmp_path / "a.yaml").write_text("out_h1: 0,5933\nE: 0.2984\n", encoding="utf-8")
    framed(["check", "mazur", str(tmp_path / "a.yaml"), "--format", "json", "--points", "2"])
    told = json.loads(capsys.readouterr().out)
    assert (told["points"], told["of"]) == (2, 4)
    assert told["sentences"][0] == "1 of 2 answers are right, 1 unreadable."
    assert framed(["check", "mazur", *[str(tmp_path / "a.yaml")] * 2]) == 1
    assert "out_h1 cannot be read" in capsys.readouterr().out


def test_what_was_written_is_shown_and_never_obeyed(tmp_path: Path, capsys: Said) -> None:
    found = rows(capsys, tmp_path, "out_h1: '=1+2\u200b'\nE: 0.2984\n".replace("\u200b", ""))
    assert found["out_h1"]["yours"] == "'=1+2"


@pytest.mark.parametrize("name", ["foo(1)", "foo(7)", "out_h9(1)"])
def test_an_unknown_name_keeps_what_stands_in_its_brackets(name: str) -> None:
    assert [one.answer.name for one in marks(f"{name}: 3\n", "mazur")] == [name]


def test_a_tab_within_a_cell_is_a_blank(tmp_path: Path, capsys: Said) -> None:
    found = rows(capsys, tmp_path, 'name,value\nE,"0.2984\t"\nout_h1,"0.59\t3"\n', "a.csv")
    assert {name: row["verdict"] for name, row in found.items()} == {"E": RIGHT, "out_h1": UNREADABLE}


def test_what_solve_writes_may_be_saved_again_with_other_line_ends(tmp_path: Path) -> None:
    for suffix, start in (
        ("csv", "step,sample,name,value\n1,1,E,0.2984\n"),
        ("json", '{\n  "format": "backprop/1", "steps": []}'),
    ):
        text = (start + " \n" * 40_000).replace("\n", "\r\n")
        for mark in ("", "\ufeff"):
            read_answers((mark + text).encode(), f"a.{suffix}", sheet_of("mazur"))


def test_a_name_of_digits_on_a_line_of_its_own_tears_nothing(tmp_path: Path, capsys: Said) -> None:
    found = rows(capsys, tmp_path, "E: 0\n5:\n")
    assert [(name, row["verdict"]) for name, row in found.items()] == [
        ("E", "too few digits"),
        ("5", "unknown"),
    ]
