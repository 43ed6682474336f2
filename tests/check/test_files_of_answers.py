"""Files of answers: which number a line is of, how a number is read, and what a blank is."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from backprop_cli.cli.frame import framed

Said = pytest.CaptureFixture[str]

NETWORK = """\
samples:
  - {inputs: {x: 1}, targets: {y: 1}}
  - {inputs: {x: 3}, targets: {y: 0}}
layers: [{neurons: [y], weights: [{w: 0.5}], activation: linear}]
loss: half_squared_error
batch: mean
learning_rate: 0.5
steps: 2
"""
"""By hand: out 0.5 and 1.5, E(1) 0.125, E(2) 1.125, gradient 2, w+ −0.5; then out −0.5 and −1.5, w++ 1."""

LINE = "inputs: [1]\nlayers: [{weights: [{w: %s}], activation: linear}]\n"
"""A network whose output is its one weight."""

RIGHT, WRONG, TOO_FEW, BLANK = "correct", "wrong", "too few digits", "blank"


def rows(
    capsys: Said, folder: Path, network: str, answers: str, file: str = "a.yaml"
) -> list[dict[str, str]]:
    """The rows of a marked file."""
    (folder / "net.yaml").write_text(network, encoding="utf-8")
    (folder / file).write_text(answers, encoding="utf-8")
    framed(["check", str(folder / "net.yaml"), str(folder / file), "--format", "csv"])
    return list(csv.DictReader(io.StringIO(capsys.readouterr().out)))


def verdicts(capsys: Said, folder: Path, network: str, answers: str, file: str = "a.yaml") -> list[str]:
    """Their verdicts."""
    return [row["verdict"] for row in rows(capsys, folder, network, answers, file)]


@pytest.mark.parametrize(
    "answers",
    [
        "step 1: {sample 1: {out_y: 0.5}, sample 2: {out_y: 1.5}}",
        "sample 1: {out_y: 0.5}\nsample 2: {out_y: 1.5}",
        "Sample_1: {out_y: 0.5}\nsample2: {out_y: 1.5}",
        "samples: [{out_y: 0.5}, {out_y: 1.5}]",
        "steps: [{samples: [{out_y: 0.5}, {out_y: 1.5}]}]",
        "out_y(1): 0.5\nout_y(2): 1.5",
        "step 2: {sample 1: {out_y: -0.5}, sample 2: {out_y: -1.5}}",
        "STEP 2: {samples: [{out_y: -0.5}, {out_y: -1.5}]}",
        "steps: [{}, {samples: [{out_y: -0.5}, {out_y: -1.5}]}]",
        "step 2: {out_y(1): -0.5, out_y(2): -1.5}",
        "out_y(1)+: -0.5\nout_y(2)+: -1.5",
        "E: 0.625\ndE/dw: 2",
        "dE/dw: 2\nw+: -0.5",
        "step 1: {dE/dw: 2}\nstep 2: {dE/dw: -3}",
        "sample 1: {E: 0.125}\nsample 2: {E: 1.125}",
        "E(1): 0.125\nE(2): 1.125",
        "sample 1: {dE/dw: -0.5}\nsample 2: {dE/dw: 4.5}",
    ],
)
def test_a_line_is_of_the_step_and_the_sample_that_it_stands_under(
    answers: str, tmp_path: Path, capsys: Said
) -> None:
    assert verdicts(capsys, tmp_path, NETWORK, answers) == [RIGHT, RIGHT]


@pytest.mark.parametrize(
    "answers",
    [
        "name,value\nE,0.625\ndE/dw,2\n",
        "Name;Value\nE;0.625\ndE/dw;2\n",
        "number\tanswer\nE\t0.625\ndE/dw\t2\n",
        "quantity,yours\nE,0.625\ndE/dw,2\n",
        "value,name\n0.625,E\n2,dE/dw\n",
        "name;value;remark, if any\nE;0.625;\ndE/dw;2;\n",
        "E,0.625\ndE/dw,2\n",
        "sample,name,value\n1,out_y,0.5\n2,out_y,1.5\n",
        "step,sample,name,value\n2,1,out_y,-0.5\n2,2,out_y,-1.5\n",
        "name;value;remark\nE;0.625;one, two\ndE/dw;2;\n",
    ],
)
def test_a_table_is_read_by_its_heads(answers: str, tmp_path: Path, capsys: Said) -> None:
    assert verdicts(capsys, tmp_path, NETWORK, answers, "a.csv") == [RIGHT, RIGHT]


@pytest.mark.parametrize("suffix", ["json", "csv"])
def test_what_solve_writes_names_each_number_once(suffix: str, tmp_path: Path, capsys: Said) -> None:
    (tmp_path / "net.yaml").write_text(NETWORK, encoding="utf-8")
    assert framed(["solve", str(tmp_path / "net.yaml"), "-o", str(tmp_path / f"a.{suffix}")]) == 0
    found = rows(capsys, tmp_path, NETWORK, (tmp_path / f"a.{suffix}").read_text("utf-8"), f"a.{suffix}")
    assert {row["verdict"] for row in found} == {RIGHT}
    losses = {(row["step"], row["name"]): float(row["yours"]) for row in found if not row["sample"]}
    assert (losses["1", "E"], losses["2", "E+"]) == (0.625, 2.25)


@pytest.mark.parametrize(
    ("right", "answer", "verdict"),
    [
        ("12345", "12e3", RIGHT),
        ("12345", "1.2e4", RIGHT),
        ("12345", "13e3", WRONG),
        ("12345", "12345", RIGHT),
        ("0.00012", "1.2·10^-4", RIGHT),
        ("0.00012", "1.2×10⁻⁴", RIGHT),
        ("0.00012", "1.2*10**-4", RIGHT),
        ("12000", "1.2×10⁺⁴", RIGHT),
        ("12000", "1.2 x 10^4", RIGHT),
        ("-0.25", "−0.25", RIGHT),
        ("-0.25", "–0.25", RIGHT),
        ("-0.25", "- 0.25", RIGHT),
        ("0.25", "1/4", RIGHT),
        ("0.25", "1/5", WRONG),
        ("0.25", ".25", RIGHT),
        ("0.25", "+0.25", RIGHT),
        ("0.255", "0.25", RIGHT),
        ("0.255", "0.26", RIGHT),
        ("-0.255", "-0.25", RIGHT),
        ("-0.255", "-0.26", RIGHT),
        ("0.25", "0.2", TOO_FEW),
        ("0.25", "0.3", TOO_FEW),
        ("-0.25", "-0.2", TOO_FEW),
        ("-0.25", "-0.3", TOO_FEW),
        ("0.25", "0.24", WRONG),
        ("0.25", "0.26", WRONG),
    ],
)
@pytest.mark.parametrize("name", ["w", "net_o1"])
def test_a_number_stands_for_all_that_round_to_it(
    name: str, right: str, answer: str, verdict: str, tmp_path: Path, capsys: Said
) -> None:
    assert verdicts(capsys, tmp_path, LINE % right, f"{name}: '{answer}'") == [verdict]


@pytest.mark.parametrize(
    "text",
    ["", "?", "-", "–", "—", "...", "…", "____", "_.", "._.", "n/a", "null", "~", "todo", "X", "."],
)
def test_a_blank_is_no_wrong_answer(text: str, tmp_path: Path, capsys: Said) -> None:
    assert verdicts(capsys, tmp_path, LINE % "0.25", f"net_o1: '{text}'") == [BLANK]


@pytest.mark.parametrize("name", ["true", "null", "no", "+1", "1a", "a b", "a:b", "a'b", "ß", "-", "y"])
def test_an_empty_file_of_answers_names_every_number_so_that_it_can_be_read(
    name: str, tmp_path: Path, capsys: Said
) -> None:
    quoted = "'" + name.replace("'", "''") + "'"
    network = (LINE % "0.25").replace("{w:", f"{{{quoted}:")
    network += "targets: [1]\nloss: half_squared_error\nlearning_rate: 1\n"
    (tmp_path / "net.yaml").write_text(network, encoding="utf-8")
    answers = tmp_path / "a.yaml"
    assert framed(["worksheet", str(tmp_path / "net.yaml"), "--answers", str(answers)]) == 0
    capsys.readouterr()
    found = rows(capsys, tmp_path, network, answers.read_text(encoding="utf-8"))
    assert {row["verdict"] for row in found} == {BLANK}
    assert f"{name}+" in [row["name"].removeprefix("'") for row in found]


def test_an_empty_file_of_answers_has_a_place_for_each_step_and_sample(tmp_path: Path, capsys: Said) -> None:
    (tmp_path / "net.yaml").write_text(NETWORK, encoding="utf-8")
    answers = tmp_path / "a.yaml"
    assert framed(["worksheet", str(tmp_path / "net.yaml"), "--answers", str(answers)]) == 0
    capsys.readouterr()
    text = answers.read_text(encoding="utf-8")
    assert [line for line in text.splitlines() if line.startswith("step")] == ["step 1:", "step 2:"]
    found = rows(capsys, tmp_path, NETWORK, text)
    places = {(row["step"], row["sample"]) for row in found if row["name"] == "net_y"}
    assert places == {("1", "1"), ("1", "2"), ("2", "1"), ("2", "2")}
