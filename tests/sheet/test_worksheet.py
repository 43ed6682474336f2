"""Sheets with blanks: no answer is in them, what is given is there, and the key is the solution."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from examples import NETWORKS, NOTATIONS, empty, sheet, written

from backprop_cli.cli.frame import framed
from backprop_cli.formats import FORMATS
from backprop_cli.sheet.blanks import Blanks, entries
from backprop_cli.sheet.worked_example import Worksheet
from backprop_cli.writing.style import LEVELS

Said = pytest.CaptureFixture[str]

TEXTS = tuple(name for name in FORMATS if name != "pdf")
"""The formats whose bytes can be read as text."""

TELLING = re.compile(r"\d+\.\d{4,}|\d\.\d{3}e[-+]\d\d|\d\.\d{3} \\cdot 10\^\{-?\d+\}")
"""A number that can only be a computed one, where the given ones are short."""

HANDOUT = """
sheet: {course: Neural networks, title: Sheet 3, date: 12 May, points: {E: 2, dE/dw5: 3}}
"""


def given(worksheet: Worksheet) -> set[str]:
    """The numbers of the file that look computed."""
    texts = {str(float(number)) for number in worksheet.given.values()}
    return {text for text in texts if TELLING.fullmatch(text.lstrip("-"))}


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("format_", TEXTS)
@pytest.mark.parametrize("name", NETWORKS)
def test_no_computed_number_is_on_an_empty_sheet(name: str, format_: str, level: str) -> None:
    worksheet = sheet(name)
    text = written(worksheet, format_, empty(worksheet, level))
    body = re.sub(r"<svg.*?</svg>|<style.*?</style>|<script.*?</script>", "", text, flags=re.DOTALL)
    found = {number.lstrip("-") for number in TELLING.findall(body)}
    assert not found - {number.lstrip("-") for number in given(worksheet)}


@pytest.mark.parametrize("notation", NOTATIONS)
@pytest.mark.parametrize("name", ["mazur", "xor-relu", "tartu-softmax", "melbourne-xor"])
def test_no_notation_gives_a_number_away(name: str, notation: str) -> None:
    worksheet = sheet(name, notation)
    text = written(worksheet, "terminal", empty(worksheet))
    assert not set(TELLING.findall(text)) - given(worksheet)


def test_a_sheet_is_the_same_whatever_the_answers_are() -> None:
    """Neither a sign, a bracket nor a branch of a ReLU tells what stands in a blank."""
    texts = set()
    for weight in ("0.5", "-0.5", "3"):
        worksheet = small(f"{{weights: [[{weight}]], activation: relu}}, {{weights: [[{weight}]]}}")
        text = written(worksheet, "terminal", empty(worksheet, "formulas"))
        texts.add(text[text.index("1  Forward") :])
    assert len(texts) == 1


def test_the_branch_of_a_relu_is_not_told() -> None:
    worksheet = small("{weights: [[0.5]], activation: relu}, {weights: [[0.5]]}")
    text = written(worksheet, "terminal", empty(worksheet))
    assert "since" not in text
    assert "if ________ > 0" in text


def small(layers: str) -> Worksheet:
    """A worksheet of a network of one input and one output."""
    from backprop_cli.network.read import read_network
    from backprop_cli.sheet.worked_example import make_worksheet

    text = f"inputs: [2]\ntargets: [1]\nlayers: [{layers}]\nactivation: linear\nloss: half_squared_error\n"
    return make_worksheet(read_network(f"{text}learning_rate: 0.1\n".encode(), "small.yaml"))


def test_sheets_of_one_seed_fade_from_empty_to_worked() -> None:
    worksheet = sheet("mazur")
    shares = (0, 0.25, 0.5, 0.75, 1)
    hidden = [{q for q in worksheet.order if Blanks(share, 7).of(worksheet)(q)} for share in shares]
    assert all(more >= fewer for more, fewer in pairwise(hidden))
    assert len(hidden[0]) == len(worksheet.order)
    assert not hidden[-1]
    assert abs(len(hidden[2]) - len(hidden[0]) / 2) <= 1


def test_another_seed_gives_other_numbers() -> None:
    worksheet = sheet("mazur")
    texts = {written(worksheet, "terminal", empty(worksheet, share=0.5, seed=seed)) for seed in range(5)}
    assert len(texts) == 5


def test_a_sheet_with_everything_given_has_no_blank() -> None:
    worksheet = sheet("mazur")
    text = written(worksheet, "terminal", empty(worksheet, share=1))
    assert "____" not in text[text.index("1  Forward") :]


@pytest.mark.parametrize("name", NETWORKS)
def test_the_answer_file_asks_for_every_blank_once(name: str) -> None:
    worksheet = sheet(name)
    asked = list(entries(worksheet, Blanks()))
    assert len(asked) == len(set(asked))
    shown = {q for section in worksheet.sections for group in section.groups for q in group.quantities}
    assert {q for q, _ in asked} <= shown
    assert set(worksheet.given).isdisjoint(q for q, _ in asked)


def test_the_answer_file_is_in_the_order_of_the_sheet(tmp_path: Path, capsys: Said) -> None:
    assert framed(["worksheet", "mazur", "--answers", str(tmp_path / "a.yaml"), "--ask", "E,dE/dw5,w5+"]) == 0
    lines = (tmp_path / "a.yaml").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not line.startswith("#")] == ["E:", "dE/dw5:", "w5+:"]


def test_the_key_is_the_solution(tmp_path: Path, capsys: Said) -> None:
    sheet_, key, solution = (tmp_path / name for name in ("s.md", "k.md", "l.md"))
    assert framed(["worksheet", "mazur", "-o", str(sheet_), "--key", str(key)]) == 0
    assert framed(["solve", "mazur", "-o", str(solution)]) == 0
    assert key.read_bytes() == solution.read_bytes()
    headings = [re.findall("^## .*", one.read_text(encoding="utf-8"), re.MULTILINE) for one in (sheet_, key)]
    assert headings[0] == headings[1]


def test_questions_are_numbered_alike_in_the_sheet_and_its_key(capsys: Said) -> None:
    assert framed(["worksheet", "mazur", "--ask", "E,dE/dw5,w5+,w1+"]) == 0
    questions = re.findall(r"^\d  .*", capsys.readouterr().out, re.MULTILINE)
    assert len(questions) == 4
    assert framed(["worksheet", "mazur", "--ask", "E,dE/dw5,w5+,w1+", "-o", "/dev/null", "--key", "-"]) == 0
    key = capsys.readouterr().out
    assert re.findall(r"^\d  .*", key, re.MULTILINE) == questions
    assert "0.298371" in key
    assert "0.358916" in key


def test_what_an_earlier_question_found_is_not_derived_again() -> None:
    worksheet = sheet("mazur", questions=("dE/dw5", "dE/dw6"))
    first, second = worksheet.sections
    shared = set(first.groups[0].quantities) & set(second.groups[0].quantities)
    assert not shared
    assert len(second.groups[0].quantities) < len(first.groups[0].quantities)


def test_a_file_says_what_stands_at_the_head_of_a_sheet(tmp_path: Path, capsys: Said) -> None:
    from conftest import ROOT

    text = (ROOT / "networks" / "mazur.yaml").read_text(encoding="utf-8") + HANDOUT
    path = tmp_path / "net.yaml"
    path.write_text(text, encoding="utf-8")
    assert framed(["worksheet", str(path), "--ask", "E,dE/dw5,w5+"]) == 0
    out = capsys.readouterr().out
    for part in ("Course: Neural networks", "Date: 12 May", "Name: ____", "/ 5", "Sheet 3", "(2 points)"):
        assert part in out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("--given 120%", "--given takes a share from 0% to 100%, not '120%'"),
        ("--given half", "--given takes a share from 0% to 100%, not 'half'"),
        ("--given nan", "--given takes a share"),
        ("--level given", "--given takes a share from 0% to 100%, not ''"),
        ("--level hard", "--level: 'hard' is not one of values, substitution, formulas"),
        ("--ask E --only E", "--only and --ask stand side by side"),
        ("--ask dE/dw99", "no number of this network is called 'dE/dw99'"),
        ("--ask ,", "--ask names no number"),
        ("-o same.md --key same.md", "same.md would be written twice"),
        ("--key key.xyz", "key.xyz: the suffix tells no format"),
    ],
)
def test_what_cannot_be_asked_is_said(
    arguments: str, message: str, capsys: Said, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert framed(["worksheet", "mazur", *arguments.split()]) == 2
    out, said = capsys.readouterr()
    assert out == ""
    assert message in said
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("format_", TEXTS)
@pytest.mark.parametrize("name", ["mazur", "manchester", "melbourne-regression"])
def test_questions_and_their_key_come_in_every_format(name: str, format_: str) -> None:
    first = sheet(name).network.parameters[0].name
    worksheet = sheet(name, questions=("E", f"dE/d{first}", f"{first}+"))
    empty_sheet = written(worksheet, format_, empty(worksheet))
    assert not set(TELLING.findall(re.sub(r"<(svg|style|script).*?</\1>", "", empty_sheet, flags=re.DOTALL)))
    assert set(TELLING.findall(written(worksheet, format_)))


def test_a_share_may_be_said_as_a_level(capsys: Said) -> None:
    texts = []
    for arguments in (["--given", "50%", "--seed", "3"], ["--seed", "3", "--level", "given 50%"]):
        assert framed(["worksheet", "mazur", *arguments]) == 0
        texts.append(capsys.readouterr().out)
    assert texts[0] == texts[1]
    assert TELLING.findall(texts[0])


@pytest.mark.parametrize("width", [50, 80, 120])
def test_a_sheet_without_substitution_keeps_its_formulas(width: int) -> None:
    worksheet = sheet("mazur")
    text = written(worksheet, "terminal", empty(worksheet, "substitution")._replace(width=width))
    lines = " ".join(text.split())
    for formula in ("= σ(net_h1)", "= ½(target_o1 − out_o1)²", "= E_o1 + E_o2", "= out(1 − out)"):
        assert formula in lines


@pytest.mark.parametrize(
    "rounding", [[], ["--round", "4dp"], ["--round", "3sf", "--round-mode", "half-even"]]
)
@pytest.mark.parametrize("suffix", ["json", "csv"])
@pytest.mark.parametrize("name", ["mazur", "tartu", "manchester", "melbourne-regression"])
def test_check_accepts_every_key(
    name: str, suffix: str, rounding: list[str], tmp_path: Path, capsys: Said
) -> None:
    key = tmp_path / f"key.{suffix}"
    assert framed(["worksheet", name, *rounding, "-o", str(tmp_path / "s.md"), "--key", str(key)]) == 0
    assert framed(["check", name, str(key)]) == 0, capsys.readouterr().out


def test_check_refuses_an_empty_sheet_as_blank(tmp_path: Path, capsys: Said) -> None:
    answers = tmp_path / "answers.yaml"
    assert framed(["worksheet", "mazur", "--answers", str(answers)]) == 0
    assert framed(["check", "mazur", str(answers)]) == 1
    assert "blank" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["a.csv", "a.json", "a"])
def test_empty_answers_are_written_as_yaml_only(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert framed(["worksheet", "mazur", "--answers", str(tmp_path / name)]) == 2
    assert "end the name in .yaml" in capsys.readouterr().err
