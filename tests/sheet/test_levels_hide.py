"""What each level of a sheet leaves out, and what stays on it: the exercise itself is never hidden."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from backprop_cli.cli.frame import framed

Said = pytest.CaptureFixture[str]

NETWORK = """\
inputs: {x: 2.125}
targets: {y: 1.375}
layers: [{neurons: [y], weights: [{w: 0.625}], biases: {b: -0.875}, activation: sigmoid}]
loss: half_squared_error
learning_rate: 0.0625
"""

GIVEN = {"x": "2.125", "y": "1.375", "w": "0.625", "b": "0.875", "eta": "0.0625"}
"""The numbers of the file, no two alike, without their signs."""

FORMATS = ("terminal", "latex", "typst", "html")


@pytest.fixture
def path(tmp_path: Path) -> str:
    """The file of the network."""
    file = tmp_path / "net.yaml"
    file.write_text(NETWORK, encoding="utf-8")
    return str(file)


def sheet(capsys: Said, *arguments: str) -> str:
    """A sheet as text."""
    assert framed(["worksheet", *arguments]) == 0
    return capsys.readouterr().out


def steps(text: str) -> str:
    """A sheet from the first step on, without what is written for the eye only."""
    bare = re.sub(r"<(style|script).*?</\1>", "", text, flags=re.DOTALL)
    return bare[bare.index("Forward pass") :]


@pytest.mark.parametrize("level", ["values", "substitution", "formulas"])
@pytest.mark.parametrize("format_", FORMATS)
def test_a_sheet_of_every_level_says_what_is_given(format_: str, level: str, path: str, capsys: Said) -> None:
    text = sheet(capsys, path, "--level", level, "--format", format_)
    head = text[: text.index("Forward pass")]
    assert all(number in head for number in GIVEN.values())


@pytest.mark.parametrize("format_", [*FORMATS, "markdown"])
def test_values_leaves_the_given_numbers_in_the_formulas(format_: str, path: str, capsys: Said) -> None:
    text = steps(sheet(capsys, path, "--format", format_))
    assert all(number in text for number in GIVEN.values())


@pytest.mark.parametrize("level", ["substitution", "formulas"])
@pytest.mark.parametrize("format_", FORMATS)
def test_substitution_hides_the_given_numbers_in_the_formulas(
    format_: str, level: str, path: str, capsys: Said
) -> None:
    text = steps(sheet(capsys, path, "--level", level, "--format", format_))
    shown = {name for name, number in GIVEN.items() if number in text.replace("target 1.375", "")}
    assert shown - {"y"} == set()


def test_a_given_number_is_hidden_by_substitution_in_every_factor(path: str, capsys: Said) -> None:
    out = sheet(capsys, path, "--level", "substitution")
    (row,) = [line for line in out.splitlines() if re.match(r" +w +x → y", line)]
    assert row.count("________") == 4
    (update,) = [line for line in out.splitlines() if re.match(r" +w +_", line)]
    assert update.count("________") == 4


def test_formulas_are_on_a_sheet_of_substitution_and_not_of_formulas(path: str, capsys: Said) -> None:
    out = {level: sheet(capsys, path, "--level", level) for level in ("substitution", "formulas")}
    for formula in ("net_y = w·x + b", "out(1 − out)", "∂E/∂out · ∂out/∂net · ∂net/∂w", "w⁺ = w − η · ∂E/∂w"):
        assert formula in out["substitution"]
        assert formula not in out["formulas"]


@pytest.mark.parametrize("level", ["values", "substitution", "formulas"])
def test_every_level_asks_for_the_same_results(level: str, path: str, tmp_path: Path, capsys: Said) -> None:
    answers = tmp_path / "answers.yaml"
    sheet(capsys, path, "--level", level, "--answers", str(answers))
    asked = re.findall(r"^[^#\n].*", answers.read_text(encoding="utf-8"), re.MULTILINE)
    expected = "net_y out_y E_y dE/dout_y dout_y/dnet_y dE/dw dE/db w+ b+ out_y+"
    assert [name.rstrip(":") for name in asked if name != "E+:"] == expected.split()


@pytest.mark.parametrize("level", ["values", "substitution", "formulas"])
def test_the_picture_in_markdown_shows_what_the_file_gives(level: str, path: str, capsys: Said) -> None:
    framed(["worksheet", path, "--level", level, "--format", "markdown"])
    picture = capsys.readouterr().out.partition("```text")[2].partition("```")[0]
    assert all(GIVEN[name] in picture for name in ("x", "y", "w", "b"))
