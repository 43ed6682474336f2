"""What is said of a sheet is said once, loudest where something is to be done, and in every format whole."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from backprop_cli.cli.frame import framed

Said = pytest.CaptureFixture[str]

DOUBLED = ("E=0.5967", "dE/dw5=0.1643", "dE/dw6=0.1653", "dE/dw7=-0.0452")
"""Each with a factor 2 too many."""

FACTOR = "There is a factor 2 too many"

CORRECT, WRONG = "\x1b[32mcorrect\x1b[0m", "\x1b[1;31mwrong\x1b[0m"


def said(capsys: Said, *answers: str, options: tuple[str, ...] = ()) -> str:
    """What is printed of some answers."""
    framed(["check", "mazur", *(f"--set={answer}" for answer in answers), *options])
    return capsys.readouterr().out


@pytest.mark.parametrize("format_", ["terminal", "markdown"])
def test_a_mistake_is_explained_at_its_first_number_and_referred_to_at_the_others(
    format_: str, capsys: Said
) -> None:
    out = said(capsys, *DOUBLED, options=("--format", format_))
    assert out.count(FACTOR) == 1
    assert out.count("as at E") == 3


@pytest.mark.parametrize("format_", ["json", "csv"])
def test_data_have_the_whole_sentence_at_each_number(format_: str, capsys: Said) -> None:
    out = said(capsys, *DOUBLED, options=("--format", format_))
    assert out.count(FACTOR) == (8 if format_ == "json" else 4)
    assert "as at" not in out


def test_what_is_referred_to_has_its_step_and_its_sample(tmp_path: Path, capsys: Said) -> None:
    answers = "sample 1: {dE/dnet_y: -0.11, out_y: 0.9}\nsample 2: {out_y: 0.9}\n"
    (tmp_path / "a.yaml").write_text(answers, encoding="utf-8")
    framed(["check", "xor", str(tmp_path / "a.yaml")])
    for name in re.findall(r"as at (\S+)( \(sample \d\))?", capsys.readouterr().out):
        assert name[1]


def test_sentences_behind_each_other_have_no_semicolon_between_them(capsys: Said) -> None:
    for format_ in ("csv", "json", "markdown"):
        assert ".;" not in said(capsys, "dE/dnet_o2=0.0381", options=("--format", format_))


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        ("dE/dw5=0.2222", "The answer is wrong."),
        ("dE/dw5=", "The answer is blank."),
        ("dE/dw99=1", "No number is called so."),
        ("dE/dw5=0.0822", "The answer is correct."),
    ],
)
def test_one_answer_by_itself_has_its_sentence(answer: str, sentence: str, capsys: Said) -> None:
    told = json.loads(said(capsys, answer, options=("--format", "json")))
    assert told["sentences"] == [sentence]


def test_what_is_right_is_quieter_than_what_is_wrong(capsys: Said) -> None:
    out = said(capsys, "E=0.2984", "out_h1=0.5000", options=("--color", "always"))
    right = next(line for line in out.splitlines() if CORRECT in line)
    wrong = next(line for line in out.splitlines() if WRONG in line)
    assert re.fullmatch(r"   \x1b\[2mE +0\.2984 +0\.2984 +\x1b\[0m" + re.escape(CORRECT), right)
    assert wrong.index("\x1b") == wrong.index(WRONG), "only the verdict has a colour"


def test_of_a_sheet_of_a_class_only_the_verdict_has_a_colour(tmp_path: Path, capsys: Said) -> None:
    for name, text in {"a.yaml": "E: 0.2984\n", "b.yaml": "E: 0.5967\n", "c.yaml": "E:\n"}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    files = [str(tmp_path / name) for name in ("a.yaml", "b.yaml", "c.yaml")]
    framed(["check", "mazur", *files, "--color", "always", "--width", "200"])
    _, right, wrong, blank, *_ = capsys.readouterr().out.splitlines()
    assert right.endswith("a.yaml  \x1b[32m1 of 1\x1b[0m")
    assert wrong.endswith("b.yaml  0 of 1  \x1b[1;31mE: factor 2 too many\x1b[0m")
    assert blank.endswith("c.yaml  0 of 1  \x1b[2mE is blank\x1b[0m")


def test_a_sheet_with_a_nameless_mistake_is_said_to_be_wrong(tmp_path: Path, capsys: Said) -> None:
    (tmp_path / "a.yaml").write_text("out_h1: 0.5001\n", encoding="utf-8")
    framed(["check", "mazur", *[str(tmp_path / "a.yaml")] * 2])
    assert "out_h1 is wrong" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("answer", "options", "accepted"),
    [
        ("net_o1=1.1059059670597702", (), r"1\.105905967059\d{4} to 1\.105905967059\d{4}"),
        ("dE/dw5=0.0821670405642308", (), r"0\.082167040564\d{4} to 0\.082167040564\d{4}"),
        ("dE/dw5=0.08", ("--tolerance", "4dp"), "0.0822"),
        ("dE/dw5=0.1", ("--tolerance", "1%"), "0.082"),
        ("dE/dw5=1/12", ("--tolerance", "1%"), "0.081346 to 0.082988"),
        ("E=0.3", ("--tolerance", "3dp"), "0.298"),
    ],
)
def test_what_is_accepted_goes_from_the_smaller_number_to_the_larger(
    answer: str, options: tuple[str, ...], accepted: str, capsys: Said
) -> None:
    out = said(capsys, answer, options=("--intervals", "--format", "json", *options))
    (found,) = json.loads(out)["answers"]
    assert re.fullmatch(accepted, found["accepted"])
    ends = [float(end) for end in found["accepted"].split(" to ")]
    assert ends == sorted(ends)


def test_what_is_accepted_stands_below_where_the_page_has_no_room(capsys: Said) -> None:
    answers = ("net_o1=1.1059059670597702", "E=0.2983711087600027")
    wide = said(capsys, *answers, options=("--intervals", "--width", "120")).splitlines()
    narrow = said(capsys, *answers, options=("--intervals", "--width", "70")).splitlines()
    assert "accepted" in wide[2]
    assert narrow[2].split() == ["quantity", "yours", "expected", "verdict"]
    assert narrow[4].strip().startswith("accepted: 1.1059059")
    assert max(map(len, narrow)) <= 70


@pytest.mark.parametrize("points", ["1e308", "1000001", "1e-300", "0.0000001"])
def test_points_can_be_written_down(points: str, capsys: Said) -> None:
    assert framed(["check", "mazur", "--set", "E=1", "--points", points]) == 2
    assert "at most 1,000,000 points, with at most 6 decimals" in capsys.readouterr().err


def test_points_of_a_scheme_can_be_written_down(tmp_path: Path, capsys: Said) -> None:
    scheme = tmp_path / "scheme.yaml"
    scheme.write_text("points: 1e308\n", encoding="utf-8")
    assert framed(["check", "mazur", "--set", "E=1", "--scheme", str(scheme)]) == 2
    assert "points is larger than 1,000,000" in capsys.readouterr().err
    scheme.write_text("points: 1/3\n", encoding="utf-8")
    assert framed(["check", "mazur", "--set", "E=0.2984", "--scheme", str(scheme)]) == 0
    assert "0.333333 of 0.333333 points." in capsys.readouterr().out


def test_several_mistakes_that_were_told_of_before_are_referred_to_together(capsys: Said) -> None:
    answers = ("net_h1=0.1", "out_h1=0.1", "net_h2=0.1", "out_h2=0.1", "out_o1=0.1", "out_o2=0.1")
    out = said(capsys, *answers)
    assert "or: as at" not in out
