"""What the answer sheets of one exercise have in common is worked out once, and belongs to the exercise."""

from __future__ import annotations

import pytest
from conftest import ROOT

from backprop_cli.check.bounds.carried import Carried
from backprop_cli.check.exercise import Exercise
from backprop_cli.check.marker import marked
from backprop_cli.check.reading.answers import Answer
from backprop_cli.check.reading.written import parse
from backprop_cli.check.verdicts import Rules
from backprop_cli.mistakes.diagnoser import Diagnoser
from backprop_cli.network.read import read_network
from backprop_cli.sheet.worked_example import Worksheet

FOUR = Carried("decimals", 4)


@pytest.fixture
def exercise() -> Exercise:
    path = ROOT / "networks" / "mazur.yaml"
    return Exercise(Worksheet(read_network(path.read_bytes(), path.name)))


def test_a_calculation_is_made_once_for_its_digits_and_forms(exercise: Exercise) -> None:
    assert exercise.calculation(FOUR) is exercise.calculation(FOUR)
    assert exercise.calculation(FOUR) is not exercise.calculation(FOUR, ("chain",))
    assert exercise.calculation(FOUR) is not exercise.calculation(None)


def test_the_diagnosis_of_a_sheet_is_made_once(exercise: Exercise) -> None:
    diagnoser, q = Diagnoser(exercise), exercise.worksheet.names["dE/dw5"]
    sheets = [marked(exercise, [Answer("dE/dw5", q, parse(text))], Rules()) for text in ("0.0911", "0.0912")]
    first = diagnoser.diagnosis(*sheets[0])
    assert diagnoser.diagnosis(*sheets[0]) is first
    assert diagnoser.diagnosis(*sheets[1]) is not first
