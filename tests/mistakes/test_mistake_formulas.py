"""Every mistake shows the right formula and the mistaken one, and its calculation makes this of that."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from conftest import ROOT

from backprop_cli.check.exercise import Exercise
from backprop_cli.mistakes.catalogue import MISTAKES, Mistake
from backprop_cli.mistakes.doubles import Doubles, Evaluators
from backprop_cli.network.read import read_network
from backprop_cli.sheet.worked_example import make_worksheet

UPDATE = {"w⁺": "w5+", "w": "w5", "g": "dE/dw5"}
OUTPUT = {"dE/dout": "dE/dout_o1", "out": "out_o1", "t": "target_o1"}

LETTERS = {
    "gradient-added": UPDATE,
    "learning-rate-forgotten": UPDATE,
    "learning-rate-twice": UPDATE,
    "sign-of-the-error": OUTPUT,
    "factor-2-too-many": OUTPUT,
    "no-derivative-in-the-output-layer": {
        "δ_o": "dE/dnet_o1",
        "dE/dout": "dE/dout_o1",
        "dout/dnet": "dout_o1/dnet_o1",
    },
    "no-derivative-in-a-hidden-layer": {
        "δ_h": "dE/dnet_h1",
        "dE/dout": "dE/dout_h1",
        "dout/dnet": "dout_h1/dnet_h1",
    },
    "derivative-at-net": {"dout/dnet": "dout_o1/dnet_o1", "out": "out_o1", "net": "net_o1"},
    "only-one-path": {
        "dE/dout_h": "dE/dout_h1",
        "δ_1": "dE/dnet_o1",
        "w_1": "w5",
        "δ_2": "dE/dnet_o2",
        "w_2": "w7",
    },
    "bias-left-out": {"net": "net_h1", "w_1": "w1", "w_2": "w2", "x_1": "i1", "x_2": "i2", "b": "b1"},
    "input-of-the-weight-left-out": {"dE/dw": "dE/dw5", "δ": "dE/dnet_o1", "x": "out_h1"},
    "derivative-twice-sigmoid": {"δ": "dE/dnet_o1", "out": "out_o1", "t": "target_o1"},
}
"""Files of answers, and what the letters of the formulas of their mistake are in their network."""


def value(formula: str, letters: dict[str, float]) -> float:
    """The right side of a formula in numbers."""
    text = formula.partition(" = ")[2].translate(str.maketrans({"·": "*", "−": "-"}))
    for letter in sorted(letters, key=len, reverse=True):
        text = text.replace(letter, f"({letters[letter]!r})")
    return float(eval(text, {"__builtins__": {}}))


def case(stem: str) -> tuple[Mistake, Exercise]:
    """The mistake and the exercise of a file of answers."""
    path = ROOT / "tests" / "mistakes" / f"{stem}.yaml"
    content: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
    mistake = next(one for one in MISTAKES if one.name == content["mistake"])
    return mistake, Exercise(make_worksheet(read_network(content["network"].encode(), path.name)))


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.name)
def test_every_mistake_shows_a_right_formula_and_a_mistaken_one(mistake: Mistake) -> None:
    assert mistake.formulas == f"{mistake.before} → {mistake.after}"
    assert mistake.formulas.count(" → ") == 1
    assert mistake.before != mistake.after
    sides = [formula.partition(" = ") for formula in (mistake.before, mistake.after)]
    assert sides[0][0] == sides[1][0]
    assert all(left and right for left, _, right in sides)
    assert len(mistake.formulas) <= 80
    assert mistake.formulas.isprintable()


@pytest.mark.parametrize("stem", LETTERS)
def test_the_calculation_with_a_mistake_turns_the_one_formula_into_the_other(stem: str) -> None:
    mistake, exercise = case(stem)
    worksheet, names = exercise.worksheet, LETTERS[stem]
    letters = {letter: float(worksheet.number(name)) for letter, name in names.items()}
    letters["η"] = float(worksheet.network.learning_rate or 0)
    q = worksheet.names[names[mistake.before.partition(" = ")[0]]]
    assert value(mistake.before, letters) == pytest.approx(float(worksheet.numbers[q]), rel=1e-12)
    mistaken = [Doubles(way(None), Evaluators()).result(q) for way in mistake.ways(exercise)]
    assert any(value(mistake.after, letters) == pytest.approx(number, rel=1e-12) for number in mistaken)
