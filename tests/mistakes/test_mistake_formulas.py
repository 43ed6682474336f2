"""Every mistake shows the right formula and the mistaken one, and its calculation makes this of that."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from conftest import ROOT

from backprop_cli.mistakes.catalogue import MISTAKES, Mistake
from backprop_cli.mistakes.side_by_side import SideBySide
from backprop_cli.network.read import read_network
from backprop_cli.sheet.worked_example import Worksheet, make_worksheet

UPDATE = {"w⁺": "w5+", "w": "w5", "g": "dE/dw5"}
OUTPUT = {"dE/dout": "dE/dout_o1", "out": "out_o1", "t": "target_o1"}

NET = {"net": "net_h1", "w_1": "w1", "w_2": "w2", "x_1": "i1", "x_2": "i2", "b": "b1"}
PATHS = {"dE/dout_h": "dE/dout_h1", "δ_1": "dE/dnet_o1", "w_1": "w5", "δ_2": "dE/dnet_o2", "w_2": "w7"}

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
    "slope-a-1-plus-a": {"dout/dnet": "dout_o1/dnet_o1", "out": "out_o1"},
    "slope-1-minus-a": {"dout/dnet": "dout_o1/dnet_o1", "out": "out_o1"},
    "slope-a-squared": {"dout/dnet": "dout_o1/dnet_o1", "out": "out_o1"},
    "slope-of-tanh-for-a-sigmoid": {"dout/dnet": "dout_o1/dnet_o1", "out": "out_o1"},
    "slope-of-a-sigmoid-for-tanh": {"dout/dnet": "dout_o1/dnet_o1", "out": "out_o1"},
    "net-for-out": {"dE/dw": "dE/dw5", "δ": "dE/dnet_o1", "out": "out_h1", "net": "net_h1"},
    "weights-changed-places": NET,
    "inputs-changed-places": NET,
    "input-left-out": {"net": "net_h2", "w_1": "w3", "w_2": "w4", "x_1": "i1", "x_2": "i2", "b": "b2"},
    "bias-subtracted": NET,
    "bias-times-the-last-output": NET,
    "e-for-its-gradient": OUTPUT | {"E": "E_o1"},
    "squared-error-as-dedout": OUTPUT,
    "weight-forgotten-on-the-way-back": PATHS,
    "another-input-in-the-gradient": {"dE/dw_1": "dE/dw1", "δ": "dE/dnet_h1", "x_1": "i1", "x_2": "i2"},
    "another-output-in-the-gradient": {
        "dE/dw_1": "dE/dw5",
        "δ": "dE/dnet_o1",
        "out_1": "out_h1",
        "out_2": "out_h2",
    },
    "weight-for-input": {"dE/dw": "dE/dw1", "δ": "dE/dnet_h1", "x": "i1", "w": "w1"},
    "bias-in-its-own-gradient": {"dE/db": "dE/db3", "δ": "dE/dnet_o1", "b": "b3"},
    "change-for-the-new-weight": UPDATE,
    "divided-by-the-learning-rate": UPDATE,
    "weight-decayed-by-the-rate": UPDATE,
    "only-the-output-layer-updated": {"w_1⁺": "w1+", "w_1": "w1", "g_1": "dE/dw1"},
    "sign-and-twice": OUTPUT,
    "sign-and-half": OUTPUT,
    "sign-and-no-derivative": {"δ_o": "dE/dnet_o1", "out": "out_o1", "t": "target_o1"},
    "twice-and-no-derivative": {"δ_o": "dE/dnet_o1", "out": "out_o1", "t": "target_o1"},
    "half-and-no-derivative": {"δ_o": "dE/dnet_o1", "out": "out_o1", "t": "target_o1"},
    "added-without-rate": UPDATE,
    "only-one-path": PATHS,
    "bias-left-out": NET,
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


def case(stem: str) -> tuple[Mistake, Worksheet]:
    """The mistake and the worksheet of a file of answers."""
    path = ROOT / "tests" / "mistakes" / f"{stem}.yaml"
    content: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
    mistake = next(one for one in MISTAKES if one.name == content["mistake"])
    return mistake, make_worksheet(read_network(content["network"].encode(), path.name))


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
    mistake, worksheet = case(stem)
    names = LETTERS[stem]
    letters = {letter: float(worksheet.number(name)) for letter, name in names.items()}
    letters["η"] = float(worksheet.network.learning_rate or 0)
    q = worksheet.names[names[mistake.before.partition(" = ")[0]]]
    assert value(mistake.before, letters) == pytest.approx(float(worksheet.numbers[q]), rel=1e-12)
    ways = SideBySide(worksheet.steps, worksheet.given, list(mistake.ways(worksheet.steps)))
    right, *mistaken = ways.values(q)
    assert value(mistake.before, letters) == pytest.approx(right, rel=1e-12)
    assert any(value(mistake.after, letters) == pytest.approx(number, rel=1e-12) for number in mistaken)
