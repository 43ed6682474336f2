"""Every worked file of a mistake is what the ways of this mistake give, in the written digits.

The numbers of the files are worked out by hand; the ways are worked out side by side, beside the right
calculation.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy
import pytest
import yaml
from conftest import ROOT
from strategies import random_network

from backprop_cli.calculation.quantity import Quantity
from backprop_cli.check.exercise import Exercise
from backprop_cli.check.reading.answers import read_answers
from backprop_cli.check.reading.written import Written
from backprop_cli.mistakes.catalogue import MISTAKES
from backprop_cli.mistakes.mistake import Mistake
from backprop_cli.mistakes.repertoire import Repertoire
from backprop_cli.mistakes.side_by_side import SideBySide
from backprop_cli.mistakes.way import Way
from backprop_cli.network.read import read_network
from backprop_cli.sheet.worked_example import Worksheet, make_worksheet

ENTRIES = {mistake.name: mistake for mistake in MISTAKES}

NO_SLOPE = "derivative left out in the output layer"

OF_NO_STEP = "fixed parameter updated"
"""A fixed parameter has no step of an update that could be changed."""

MOST_WAYS = {"mazur": 300, "five": 800}
"""Ways of all mistakes together, at most."""

FIVE = [[0.1, -0.2, 0.3, 0.25, -0.15]] * 5

FIVE_FIVE_FIVE = f"""\
inputs: [0.1, 0.2, 0.3, 0.4, 0.5]
targets: [0, 1, 0, 1, 0]
layers:
  - {{weights: {FIVE}, biases: [0.1, 0.2, 0.3, 0.4, 0.5], activation: sigmoid}}
  - {{weights: {FIVE}, biases: [0.1, 0.2, 0.3, 0.4, 0.5], activation: sigmoid}}
loss: half_squared_error
learning_rate: 0.3
optimizer: adam
l2: 0.1
"""


def worksheet_of(text: str, name: str = "net.yaml") -> Worksheet:
    """The worksheet of a network file."""
    return make_worksheet(read_network(text.encode(), name))


def case(path: Path) -> tuple[str, Worksheet, dict[Quantity, Written]]:
    """The mistake, the worksheet and the answers of a file."""
    content: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
    worksheet = worksheet_of(content["network"], path.name)
    answers = read_answers(yaml.safe_dump(content["answers"]).encode(), path.name, worksheet)
    return content["mistake"], worksheet, {one.quantity: one.written for one in answers}  # type: ignore[misc]


PATHS = sorted((ROOT / "tests" / "mistakes").glob("*.yaml"))

FILES = [path for path in PATHS if case(path)[0] in ENTRIES and case(path)[0] != OF_NO_STEP]


def ways_of(mistake: Mistake, worksheet: Worksheet) -> list[Way]:
    """The ways of a mistake, in one sample only as well."""
    ways = [(mistake, way) for way in mistake.ways(worksheet.steps)]
    return [way for _, way in Repertoire(Exercise(worksheet), ways).with_samples().ways]


def given_by(worksheet: Worksheet, ways: list[Way], answers: dict[Quantity, Written]) -> list[bool]:
    """Whether the right calculation, and then each way, gives every number in its written digits."""
    side_by_side = SideBySide(worksheet.steps, worksheet.given, ways)
    found = [True] * (len(ways) + 1)
    for q, written in answers.items():
        values = side_by_side.values(q)
        found = [one and fits(value, written) for one, value in zip(found, values, strict=True)]
    return found


def fits(value: float, written: Written) -> bool:
    """Whether a number is written so, a number without value never."""
    return bool(numpy.isfinite(value)) and written.fits(Decimal(float(value)))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_way_of_its_mistake_gives_every_number_of_a_file_and_the_right_calculation_does_not(
    path: Path,
) -> None:
    name, worksheet, answers = case(path)
    right, *mistaken = given_by(worksheet, ways_of(ENTRIES[name], worksheet), answers)
    assert any(mistaken)
    assert not right


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_its_mistake_made_everywhere_changes_a_number_of_the_network_of_a_file(path: Path) -> None:
    name, worksheet, _ = case(path)
    ways = list(ENTRIES[name].ways(worksheet.steps))
    side_by_side = SideBySide(worksheet.steps, worksheet.given, ways)
    numbers = numpy.array([side_by_side.values(q) for q in worksheet.order if q not in worksheet.given])
    assert not numpy.isclose(numbers[:, 1], numbers[:, 0], rtol=1e-12, atol=0).all()


def test_a_sentence_of_a_way_names_the_numbers_that_were_taken() -> None:
    steps = worksheet_of((ROOT / "networks" / "mazur.yaml").read_text(encoding="utf-8")).steps
    said = {name: {way.sentence for way in mistake.ways(steps)} for name, mistake in ENTRIES.items()}
    assert "You took w6 where w5 joins h1 to o1." in said["another weight sent back"]
    assert "You took w3 where w2 joins i2 to h1." in said["another weight in the sum"]
    assert "You took w1 and w2 each for the other." in said["weights changed places"]
    assert "You took out_h2 for out_h1." in said["another output in the gradient"]
    assert "You took i2 for i1." in said["another input in the gradient"]
    assert "You took 0.1 for the learning rate, which is 0.5." in said["another learning rate"]
    assert "You took only what comes back from o2." in said["only one path"]
    assert "The derivative of the activation is missing at o1." in said[NO_SLOPE]
    assert "net_h2 has no term of i1." in said["input left out"]


NO_OCCASION = {
    "log10 for ln",
    "log2 for ln",
    "t and 1 − t changed places",
    "half of the cross-entropy",
    "cross-entropy with its second half",
    "bias not updated",
    "plain gradient descent",
    "ReLU mask forgotten",
    "leaky slope forgotten",
    "softmax as a sigmoid",
    "derivative twice",
    "slope a(1 − a) for tanh",
    "ReLU's slope a",
    "sigmoid for tanh",
    "softmax without exponentials",
    "softmax not normalised",
    "softmax to the base 10",
    "sign of a weight lost",
    "sum for mean",
    "mean for sum",
    "sample forgotten",
    "last sample only",
    "penalty forgotten",
    "penalty on biases",
    "L2 without ½",
    "L2 doubled",
    "L2 with the other sign",
    "momentum as an average",
    "momentum with the other sign",
    "Adam without correction",
    "Adam without the square",
    "Adam without the root",
    "factor 2 lost, and mean for sum",
}
"""What Mazur's network gives no occasion for: it has one sample, sigmoids, fixed biases, plain descent."""


def test_a_mistake_without_an_occasion_has_no_way() -> None:
    steps = worksheet_of((ROOT / "networks" / "mazur.yaml").read_text(encoding="utf-8")).steps
    assert {mistake.name for mistake in MISTAKES if not list(mistake.ways(steps))} == NO_OCCASION


def test_a_derivative_is_taken_at_the_output_that_the_student_wrote() -> None:
    worksheet = worksheet_of((ROOT / "networks" / "mazur.yaml").read_text(encoding="utf-8"))
    own = {worksheet.names["out_o1"]: 0.7}
    values = SideBySide(worksheet.steps, worksheet.given, [], own).values(worksheet.names["dout_o1/dnet_o1"])
    assert values[0] == pytest.approx(0.7 * 0.3)


def test_a_root_of_a_negative_number_is_no_number_in_the_next_step_either() -> None:
    _, worksheet, _ = case(ROOT / "tests" / "mistakes" / "adam-without-the-square.yaml")
    ways = list(ENTRIES["Adam without the square"].ways(worksheet.steps))
    q = Quantity("parameter", "w7", update=2)
    assert numpy.isnan(SideBySide(worksheet.steps, worksheet.given, ways).values(q)[1])


def test_every_sentence_of_a_way_is_one() -> None:
    for mistake in MISTAKES:
        for way in mistake.ways(worksheet_of(FIVE_FIVE_FIVE).steps):
            assert not way.sentence or (way.sentence[-1] == "." and way.sentence.isprintable())


@pytest.mark.parametrize("path", sorted((ROOT / "networks").glob("*.yaml")), ids=lambda path: path.stem)
def test_the_ways_of_all_mistakes_can_be_worked_out(path: Path) -> None:
    worksheet = worksheet_of(path.read_text(encoding="utf-8"), path.name)
    worked_out_by_all_ways(worksheet)


@pytest.mark.parametrize("seed", range(20))
def test_the_ways_of_all_mistakes_can_be_worked_out_for_a_random_network(seed: int) -> None:
    worked_out_by_all_ways(Worksheet(random_network(seed)))


@pytest.mark.parametrize("layer", ["biases: [0.5]", "thresholds: [0.5]"])
def test_the_ways_can_be_worked_out_where_nothing_comes_into_a_neuron(layer: str) -> None:
    text = "inputs: [0.5]\ntargets: [1]\nloss: squared_error\nlearning_rate: 0.5\nlayers:\n"
    text += f"  - {{weights: [[null]], {layer}, activation: sigmoid}}\n"
    text += "  - {weights: [[0.3]], activation: sigmoid}\n"
    worked_out_by_all_ways(worksheet_of(text))


def worked_out_by_all_ways(worksheet: Worksheet) -> None:
    """Every number by every way, the right one among them."""
    ways = [way for mistake in MISTAKES for way in mistake.ways(worksheet.steps)]
    side_by_side = SideBySide(worksheet.steps, worksheet.given, ways)
    for q in worksheet.order:
        if q not in worksheet.given:
            right = float(worksheet.exact_numbers[q])
            assert side_by_side.values(q)[0] == pytest.approx(right, rel=1e-7, abs=1e-12)


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.name)
def test_every_mistake_has_a_rank_and_a_source(mistake: Mistake) -> None:
    assert mistake.rank in (1, 2, 3)
    assert mistake.source


@pytest.mark.parametrize("name", MOST_WAYS)
def test_the_ways_of_all_mistakes_are_not_too_many(name: str) -> None:
    mazur = (ROOT / "networks" / "mazur.yaml").read_text(encoding="utf-8")
    steps = worksheet_of(mazur if name == "mazur" else FIVE_FIVE_FIVE).steps
    assert sum(1 for mistake in MISTAKES for _ in mistake.ways(steps)) <= MOST_WAYS[name]
