"""`backprop check` as it is called: options, exit status, what is printed, what is written."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Ran
from marked_answers import SIGN

Run = Callable[..., Ran]


def test_no_answers_are_not_right(run: Run) -> None:
    done = run("check", "mazur", "-", stdin=b"# nothing yet\n")
    assert (done.returncode, b"no answers" in done.stdout) == (1, True)


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (("--set", "dE/dw5=0.0822"), 0),
        (("--set", "dE/dw5=0.09123"), 1),
        (("--set", "dE/dw5="), 1),
        (("--set", "dE/dw99=1"), 1),
        (("--set", "dE/dw5=0,08"), 2),
        (("nothing.yaml",), 2),
        ((), 2),
        (("--set", "dE/dw5"), 2),
        (("--set", "dE/dw5=1", "--tolerance", "soon"), 2),
        (("--set", "dE/dw5=1", "--hint", "--intervals"), 2),
        (("--set", "dE/dw5=1", "--only", "dE/dw77"), 2),
    ],
)
def test_the_exit_status_tells_how_it_went(run: Run, arguments: tuple[str, ...], status: int) -> None:
    done = run("check", "mazur", *arguments)
    assert done.returncode == status
    assert bool(done.stderr) == (status == 2)
    assert b"Traceback" not in done.stderr


def test_hints_and_no_spoilers_print_no_right_number(run: Run) -> None:
    wrong = ("--set", "dE/dw5=0.0911", "--set", "w6+=", "--set", "out_h1=0.5933")
    for format_ in ("terminal", "json", "csv", "markdown"):
        for option in ("--hint", "--no-spoilers"):
            shown = run("check", "mazur", *wrong, option, "--format", format_).stdout
            assert b"0.0822" not in shown
            assert b"0.082167" not in shown
            assert b"0.4087" not in shown
    assert b"0.59327" not in run("check", "mazur", *wrong, "--no-spoilers", "--format", "json").stdout


def test_the_formats_tell_the_same(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(SIGN)
    told = json.loads(run("check", "mazur", "a.yaml", "--format", "json", "--points", "2").stdout)
    assert [one["verdict"] for one in told["answers"]].count("follows") == 3
    assert (told["first_wrong"], told["points"], told["of"]) == ("dE/dnet_o2", 10, 12)
    for format_ in ("terminal", "csv", "markdown"):
        shown = run("check", "mazur", "a.yaml", "--format", format_).stdout.decode()
        assert shown.count("follows") == 3
        assert (
            run("check", "mazur", "a.yaml", "--format", format_, "--ascii", "--width", "40").returncode == 1
        )


def test_a_page_of_40_columns_and_plain_signs_hold_the_sheet(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(SIGN + "\n∂E/∂w6: 0.0827\nw6⁺: −0.4\n")
    shown = run("check", "mazur", "a.yaml", "--ascii", "--width", "40", "--intervals").stdout.decode()
    assert shown.isascii()
    assert max(map(len, shown.splitlines())) <= 40


def test_only_marks_the_numbers_named_and_misses_those_not_given(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(SIGN)
    told = json.loads(run("check", "mazur", "a.yaml", "--only", "w7+,w6+", "--format", "json").stdout)
    assert {one["name"]: one["verdict"] for one in told["answers"]} == {"w7+": "follows", "w6+": "blank"}


def test_numbers_of_samples_and_of_all_stand_under_their_titles(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("sample 2: {out_y: 0.4}\nsample 1: {out_y: 0.5}\nE: 0.1\nfoo: 1")
    lines = run("check", "xor", "a.yaml").stdout.decode().splitlines()
    titles = ["Sample 1", "Sample 2", "All samples", "Unknown names"]
    assert [line for line in lines if line in titles] == titles


def test_two_answers_on_the_command_line_to_one_number_are_refused(run: Run, tmp_path: Path) -> None:
    done = run("check", "mazur", "--set", "E=1", "--set", "E=2")
    assert (done.returncode, b"`E` is answered twice" in done.stderr) == (2, True)
    (tmp_path / "a.yaml").write_text("E: 1\n")
    assert run("check", "mazur", "a.yaml", "--set", "E=0.2984").returncode == 0


def test_a_report_goes_into_several_files(run: Run, tmp_path: Path) -> None:
    done = run("check", "mazur", "--set", "E=0.2984", "-o", "a.csv", "-o", "a.json", "-o", "a.md", "-o", "-")
    assert (done.returncode, done.stderr) == (0, b"")
    assert sorted(one.name for one in tmp_path.iterdir()) == ["a.csv", "a.json", "a.md"]
    assert b"The answer is correct." in done.stdout
    assert json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))["correct"]


@pytest.mark.parametrize("name", ["a.pdf", "a.unknown", "a"])
def test_a_report_is_written_in_no_format_that_it_does_not_have(name: str, run: Run, tmp_path: Path) -> None:
    done = run("check", "mazur", "--set", "E=0.2984", "-o", name)
    assert (done.returncode, list(tmp_path.iterdir())) == (2, [])
    assert b"the suffix tells no format" in done.stderr


def test_only_one_file_comes_from_standard_input(run: Run) -> None:
    for arguments in (("-", "-"), ("mazur", "-", "--scheme", "-")):
        done = run("check", *arguments, stdin=b"E: 1\n")
        assert (done.returncode, b"only one file can come from standard input" in done.stderr) == (2, True)


@pytest.mark.parametrize("text", ["1e-300", "1.2e-21", "3·10^-12"])
def test_nobody_swaps_the_digits_of_an_exponent(text: str, run: Run) -> None:
    assert run("explain", "mazur", text).returncode == 1


def test_no_calculation_gives_a_given_number(run: Run) -> None:
    said = run("check", "mazur", "--set", "w5=0.3589").stdout.decode()
    assert "That is the value of w5+." in said
    assert "updat" not in said
