"""Every mistake is named from an answer file that shows it, worked out by hand and not by this program.

`tests/mistakes/*.yaml` hold a network, the numbers of a student, and the mistake in them.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import ROOT
from strategies import random_network
from students import Student

from backprop_cli.answers.check import BLANK, CORRECT, FOLLOWS, WRONG, check, decimal_of
from backprop_cli.answers.explain import findings
from backprop_cli.answers.mistakes import MISTAKES, named
from backprop_cli.answers.proposals import proposals
from backprop_cli.answers.read import read_answers
from backprop_cli.answers.slips import SLIPS
from backprop_cli.answers.written import parse
from backprop_cli.cli.frame import framed
from backprop_cli.example.worksheet import Worksheet, make_worksheet
from backprop_cli.network.model import Rounding
from backprop_cli.network.read import read_network

FILES = sorted((ROOT / "tests" / "mistakes").glob("*.yaml"))


def case(path: Path) -> tuple[str, Worksheet, Mapping[str, str]]:
    """The mistake, the worksheet and the answers of a file, their numbers as text."""
    content: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
    worksheet = make_worksheet(read_network(content["network"].encode(), path.name))
    return content["mistake"], worksheet, content["answers"]


def marks_of(worksheet: Worksheet, answers: Mapping[str, str]) -> Any:
    """The marks of answers, with mistakes named."""
    text = "".join(f'"{name}": "{value}"\n' for name, value in answers.items())
    return check(worksheet, read_answers(text.encode(), "answers.yaml", worksheet), None, named)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_mistake_of_a_file_is_named(path: Path) -> None:
    mistake, worksheet, answers = case(path)
    marks = marks_of(worksheet, answers)
    wrong = [mark for mark in marks if mark.verdict == WRONG]
    assert wrong
    assert mistake in [one.name for one in wrong[0].mistakes]


def test_every_mistake_has_a_file_that_shows_it() -> None:
    shown = {case(path)[0] for path in FILES}
    assert {one.name for one in MISTAKES} <= shown
    assert {name for name, _, _ in SLIPS} | {"value of another quantity"} <= shown


def test_names_and_sentences_are_different_and_without_numbers() -> None:
    names = [one.name for one in MISTAKES]
    assert len(set(names)) == len(names)
    for one in MISTAKES:
        assert one.sentence.endswith(".")
        assert not set(one.sentence.replace("factor 2", "").replace(")²", "").replace("1 ", "")) & set(
            "345678"
        )


@pytest.mark.parametrize("seed", range(30))
def test_no_mistake_is_named_on_correct_answers(seed: int) -> None:
    network = random_network(seed, 1)
    student = Student(network, "chain", Rounding("decimals", 4, True))
    worksheet = Worksheet(network)
    answers = {q: f"{value:f}" for q, value in student.answers().items()}
    from backprop_cli.example.quantity import name_of

    marks = marks_of(
        worksheet, {name_of(q): text for q, text in answers.items() if " via " not in name_of(q)}
    )
    assert not [mark for mark in marks if mark.mistakes]
    assert {mark.verdict for mark in marks} <= {CORRECT, "fewer digits"}


def test_mazurs_printed_loss_is_explained() -> None:
    """Mazur prints 0.291027924; with the old weights sent back it is 0.291027774."""
    path = ROOT / "networks" / "mazur.yaml"
    worksheet = make_worksheet(read_network(path.read_bytes(), str(path)))
    (found,) = findings(worksheet, parse("0.291027924"))
    assert found.quantity.kind == "loss"
    assert found.quantity.update == 1
    assert found.how == "if the hidden layer uses the already updated w5 to w8"
    assert f"{found.right:.9f}" == "0.291027774"


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("0.298371109", "E, the loss, worked out right."),
        ("-0.0821670", "the gradient if the error has the other sign"),
        ("0.0821760", "with a slip of the hand (digits swapped)"),
        ("123.456", "Nothing fits. The nearest is"),
    ],
)
def test_a_number_is_explained_in_a_sentence(
    number: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    status = framed(["explain", "mazur", number])
    out = " ".join(capsys.readouterr().out.split())
    assert said in out
    assert status == (1 if "Nothing" in said else 0)


def test_a_step_by_step_rounding_is_recognised() -> None:
    path = ROOT / "networks" / "mazur.yaml"
    network = read_network(path.read_bytes(), str(path))
    rounded = make_worksheet(network._replace(rounding=Rounding("decimals", 3, True)))
    worksheet = make_worksheet(network)
    q = worksheet.steps.loss(0)
    text = f"{decimal_of(rounded.numbers[q]):f}"
    assert (text, f"{decimal_of(worksheet.numbers[q]):.3f}") == ("0.299", "0.298")
    assert any("rounded to 3 decimals" in one.how for one in findings(worksheet, parse(text), [q]))


def test_a_number_is_looked_for_among_those_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert framed(["explain", "mazur", "0.298371109", "--as", "E+"]) == 1
    assert framed(["explain", "mazur", "0.298371109", "--as", "E"]) == 0
    assert framed(["explain", "mazur", "abc"]) == 2


def test_the_convention_that_fits_a_whole_sheet_is_proposed() -> None:
    _, worksheet, answers = case(ROOT / "tests" / "mistakes" / "factor-2-too-many.yaml")
    marks = marks_of(worksheet, answers)
    written = {mark.answer.quantity: mark.answer.written for mark in marks}
    wrong = {mark.answer.quantity for mark in marks if mark.verdict in (WRONG, FOLLOWS)}
    (sentence,) = proposals(worksheet, written, wrong)
    assert sentence == "Everything fits E = Σ (target − out)² without the ½; the file says ½."


def test_no_convention_is_proposed_for_numbers_that_have_nothing_in_common() -> None:
    path = ROOT / "networks" / "mazur.yaml"
    worksheet = make_worksheet(read_network(path.read_bytes(), str(path)))
    marks = marks_of(worksheet, {"E": "0.7712", "dE/dw5": "0.3141", "w1+": "0.9871"})
    assert {mark.verdict for mark in marks} == {WRONG}
    assert BLANK not in {mark.verdict for mark in marks}
    written = {mark.answer.quantity: mark.answer.written for mark in marks}
    assert not list(proposals(worksheet, written, set(written)))
