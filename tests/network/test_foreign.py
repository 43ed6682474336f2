"""What a student wrote, in a name of an answer or of a file, is shown and never obeyed."""

from __future__ import annotations

import csv
import io
import os
from pathlib import Path

import pytest
from hostile import HOSTILE
from rich.cells import cell_len

from backprop_cli.check import marks_csv, marks_json, marks_markdown, marks_terminal
from backprop_cli.check.class_report import ClassReport, Sheet
from backprop_cli.cli.frame import framed
from backprop_cli.network.yaml.untrusted import shown
from backprop_cli.writing.style import Style

Said = pytest.CaptureFixture[str]

FORMATS = ("terminal", "json", "csv", "markdown")

CLASS = {
    "terminal": marks_terminal,
    "json": marks_json,
    "csv": marks_csv,
    "markdown": marks_markdown,
}


def key(name: str) -> str:
    """A name as a key of YAML, whatever is in it."""
    signs = (sign if sign.isprintable() and sign not in '"\\' else f"\\U{ord(sign):08x}" for sign in name)
    return f'"{"".join(signs)}"'


def assert_tame(text: str, format_: str) -> None:
    """No sign that a terminal obeys, no cell that a spreadsheet runs, no row that a name begins."""
    assert text.replace("\n", "").isprintable()
    if format_ == "csv":
        cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
        assert not [one for one in cells if one.startswith(("=", "+", "-", "@", "\t", "\r"))]
    if format_ == "markdown":
        assert "<script" not in text.replace("\\<script", "")
        assert all(line[:1] in ("|", "#", "") or line[0].isalnum() for line in text.splitlines())


def test_there_are_many_hostile_names() -> None:
    assert len(HOSTILE) >= 269


@pytest.mark.parametrize("format_", FORMATS)
def test_no_name_of_an_answer_is_obeyed(format_: str, tmp_path: Path, capsys: Said) -> None:
    file = tmp_path / "answers.yaml"
    file.write_text("".join(f"{key(name)}: 1\n" for name in HOSTILE), encoding="utf-8")
    assert framed(["check", "mazur", str(file), "--format", format_]) == 1
    out = capsys.readouterr().out
    assert_tame(out, format_)
    assert "a<U+001B>b" in out.replace("\\", "")
    assert "a<U+202E>b" in out.replace("\\", "")


@pytest.mark.parametrize("format_", FORMATS)
def test_no_name_of_a_file_is_obeyed(format_: str) -> None:
    sheets = [Sheet(f"{name}.yaml", None, "there is no such file") for name in HOSTILE]
    text = CLASS[format_].render_class(ClassReport(sheets), Style(6, 80, False, False))
    assert_tame(text, format_)
    if format_ == "terminal":
        assert max(map(cell_len, text.splitlines())) <= 80


@pytest.mark.skipif(os.name != "posix", reason="names of files as POSIX has them")
@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("name", ["x\x1b[2K\r\u202e", "=1+1", "a\nerror: b", "caf\udce9", "a|b"])
def test_files_of_such_names_are_marked_and_their_errors_told(
    name: str, format_: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    monkeypatch.chdir(tmp_path)
    good, bad = f"{name}.yaml", f"{name}2.yaml"
    Path(good).write_text("E: 0.2984\n", encoding="utf-8")
    Path(bad).write_text("E: [1\n", encoding="utf-8")
    assert framed(["check", "mazur", good, bad, "--format", format_]) == 2
    assert_tame(capsys.readouterr().out, format_)
    for arguments in (["check", "mazur", bad], ["solve", bad], ["init", good], ["solve", good, "-o", bad]):
        assert framed(arguments) == 2
        said = capsys.readouterr()
        assert (said.out + said.err).replace("\n", "").isprintable()


def test_what_is_shown_tells_each_code_point() -> None:
    assert shown("all right\r\x1b[2K") == "all right<U+000D><U+001B>[2K"
    assert shown("δ_o1") == "δ_o1"
    assert shown("a" * 100, 10) == "aaaaaaa..."
