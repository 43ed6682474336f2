"""One name for each number, whoever asks: options, answer files, empty answers."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from examples import NETWORKS, sheet, worksheet_of

from backprop_cli.check.empty_answers import template
from backprop_cli.check.reading.answers import read_answers
from backprop_cli.cli.frame import framed
from backprop_cli.errors import InputError
from backprop_cli.sheet.blanks import Blanks, entries
from backprop_cli.writing.number_names import Names, found
from backprop_cli.writing.sheet_names import SheetNames

Said = pytest.CaptureFixture[str]

SPELLED = (
    ("net_h1", "mazur", ("net_h1", "z_h1", "s_h1", "NET_H1", r"net_{h1}")),
    ("out_h1", "mazur", ("out_h1", "a_h1", "o_h1", "out h1")),
    ("dE/dnet_o1", "mazur", ("delta_o1", "δ_o1", "∂E/∂net_o1", "dE/ds_o1", r"\delta_{o1}")),
    ("dE/dout_o1", "mazur", ("beta_o1", "β_o1", "∂E/∂a_o1")),
    ("w5+", "mazur", ("w5+", "w5_new", "w5⁺", "w5'")),
    ("E", "mazur", ("E", "O", "e")),
    ("out_y", "xor", ("out_y(1)", "a_y(1)")),
    ("net_6", "han-kamber", ("net_6", "I_6")),
)
"""Numbers, and some of the names of each."""

ASKING = {
    "--only": "solve {network} --only {name} --format json",
    "--ask": "worksheet {network} --ask {name}",
    "--as": "explain {network} 0.12345 --as {name} --format json",
    "check --only": "check {network} --set E=1 --only {name} --format csv",
    "--set": "check {network} --set {name}=1 --format csv",
}
"""Who asks for numbers by their names."""


@pytest.mark.parametrize("asking", ASKING)
def test_every_command_understands_every_name_alike(asking: str, capsys: Said) -> None:
    for usual, network, names in SPELLED:
        said = set()
        for name in names:
            words = [word.format(network=network, name=name) for word in ASKING[asking].split()]
            assert framed(words) in (0, 1), (usual, name, capsys.readouterr().err)
            text = capsys.readouterr().out
            said.add(re.sub(r"(?m)^(1,\d*),[^,]*", r"\1", text))  # the name stays as it is written
        assert len(said) == 1, usual


@pytest.mark.parametrize(
    ("name", "near"),
    [("beta_o5", "beta_o"), ("β_o5", "β_o"), ("out_h9", "out_h"), ("a_h9", "a_h"), ("delta_o9", "delta_o")],
)
def test_an_unknown_name_gets_a_suggestion_in_its_own_letters(name: str, near: str) -> None:
    with pytest.raises(InputError) as error:
        found([name], worksheet_of("mazur"))
    assert f"did you mean {near}" in (error.value.problems[0].help or "")
    assert "did you mean " + near in Names(worksheet_of("mazur"), 0).nearest(name)


def test_every_unknown_name_is_told_of() -> None:
    with pytest.raises(InputError) as error:
        found(["xyzzy", "E", "plugh"], worksheet_of("mazur"))
    assert [one.message.split()[-1] for one in error.value.problems] == ["'xyzzy'", "'plugh'"]


def test_a_name_with_a_sample_that_is_not_shown_is_told_so(capsys: Said) -> None:
    assert framed(["solve", "xor", "--only", "out_y(2)", "--sample", "1"]) == 2
    assert "'out_y(2)' is of sample 2, which step 1 does not show" in capsys.readouterr().err


@pytest.mark.parametrize("notation", [None, "beta", "delta", "tartu", "manchester"])
@pytest.mark.parametrize("name", NETWORKS)
def test_empty_answers_in_the_letters_of_the_sheet_are_read_as_its_numbers(
    name: str, notation: str | None
) -> None:
    example = sheet(name) if notation is None else sheet(name, notation)
    asked = list(entries(example, Blanks()))
    answers = read_answers(template(example, asked).encode(), "a.yaml", worksheet_of(name))
    assert {one.quantity for one in answers} == {q for q, _ in asked}


def test_empty_answers_have_the_letters_of_the_sheet() -> None:
    assert "slope_o1:" in template(sheet("mazur", "beta"), entries(sheet("mazur", "beta"), Blanks()))
    assert "delta_o1:" in template(sheet("mazur", "delta"))
    assert "dE/dI_6:" in template(sheet("han-kamber"))
    assert "dE/dnet_o1:" in template(sheet("mazur"))


def test_a_name_that_would_mean_another_number_gives_way_to_the_usual_one() -> None:
    example = sheet("han-kamber")
    names = SheetNames(example)
    q = example.names["dout_6/dnet_6"]
    assert names.of(q, 0) == "dO_6/dI_6"
    names.in_letters[q._replace(sample=0)] = False
    assert names.of(q, 0) == "dout_6/dnet_6"


def test_the_empty_answers_of_questions_have_every_number_that_is_asked_for(
    tmp_path: Path, capsys: Said
) -> None:
    asked = "E,E+,dE/dw46,dE/dO_6,dnet_6/dw46"
    answers = str(tmp_path / "a.yaml")
    assert framed(["worksheet", "han-kamber", "--ask", asked, "--given", "50%", "--answers", answers]) == 0
    lines = Path(answers).read_text(encoding="utf-8").splitlines()
    assert [line.strip(" :") for line in lines if not line.endswith((" 1:", "yaml")) and line[0] != "#"] == [
        *asked.replace("net_6", "I_6").split(",")
    ]


def test_the_loss_after_the_update_is_asked_for_with_one_output_too() -> None:
    assert "E+:" in template(worksheet_of("manchester")).replace("O+:", "E+:")
    example = worksheet_of("han-kamber")
    assert "E+" in {repr(q) for q, _ in entries(example, Blanks())}
