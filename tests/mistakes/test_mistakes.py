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

from backprop_cli.calculation.quantity import name_of
from backprop_cli.check.bounds.carried import decimal_of
from backprop_cli.check.exercise import Exercise
from backprop_cli.check.marker import check, marked
from backprop_cli.check.reading.answers import read_answers
from backprop_cli.check.reading.written import parse
from backprop_cli.check.verdicts import BLANK, CORRECT, FOLLOWS, TOO_FEW, WRONG, Rules
from backprop_cli.cli.frame import framed
from backprop_cli.explain.explanation import Explanation, findings
from backprop_cli.mistakes.catalogue import MISTAKES
from backprop_cli.mistakes.diagnoser import Diagnoser
from backprop_cli.mistakes.proposals import proposals
from backprop_cli.mistakes.slips import SLIPS
from backprop_cli.network.model import Rounding
from backprop_cli.network.read import read_network
from backprop_cli.sheet.worked_example import Worksheet, make_worksheet
from backprop_cli.train.training import Stop, train

MAZUR = (ROOT / "networks" / "mazur.yaml").read_text(encoding="utf-8")

FILES = sorted((ROOT / "tests" / "mistakes").glob("*.yaml"))


def case(path: Path) -> tuple[str, Worksheet, Mapping[str, Any]]:
    """The mistake, the worksheet and the answers of a file, their numbers as text."""
    content: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
    worksheet = make_worksheet(read_network(content["network"].encode(), path.name))
    return content["mistake"], worksheet, content["answers"]


def marks_of(worksheet: Worksheet, answers: Mapping[str, Any]) -> Any:
    """The marks of answers, with mistakes named."""
    text = yaml.safe_dump(dict(answers), allow_unicode=True)
    exercise = Exercise(worksheet)
    return check(
        exercise, read_answers(text.encode(), "answers.yaml", worksheet), None, Diagnoser(exercise).named
    )


def proposed(worksheet: Worksheet, answers: Mapping[str, Any]) -> list[str]:
    """The conventions that are proposed for answers."""
    text = yaml.safe_dump(dict(answers), allow_unicode=True)
    exercise = Exercise(worksheet)
    answered = read_answers(text.encode(), "answers.yaml", worksheet)
    marker, marks = marked(exercise, answered, Rules())
    wrong = {
        mark.answer.quantity for mark in marks if mark.verdict in (WRONG, FOLLOWS) and mark.answer.quantity
    }
    return list(proposals(Diagnoser(exercise).diagnosis(marker, marks), wrong))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_mistake_of_a_file_is_named(path: Path) -> None:
    mistake, worksheet, answers = case(path)
    marks = marks_of(worksheet, answers)
    wrong = [mark for mark in marks if mark.verdict == WRONG]
    assert wrong
    assert mistake in [one.name for one in wrong[0].mistakes]


@pytest.mark.parametrize(("layer", "other"), [("the-output", "a hidden"), ("a-hidden", "the output")])
def test_a_derivative_is_missed_in_the_layer_where_it_is_left_out(layer: str, other: str) -> None:
    _, worksheet, answers = case(ROOT / "tests" / "mistakes" / f"no-derivative-in-{layer}-layer.yaml")
    named = {one.name for mark in marks_of(worksheet, answers) for one in mark.mistakes}
    assert f"derivative left out in {layer.replace('-', ' ')} layer" in named
    assert f"derivative left out in {other} layer" not in named


def test_every_mistake_has_a_file_that_shows_it() -> None:
    shown = {case(path)[0] for path in FILES}
    assert {one.name for one in MISTAKES} <= shown
    assert {name for name, _, _ in SLIPS} | {"value of another quantity", "truncated"} <= shown


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
    network = random_network(seed)
    student = Student(network, "chain", Rounding("decimals", 4, True))
    worksheet = Worksheet(network)
    answers = {q: f"{value:f}" for q, value in student.answers().items()}
    marks = marks_of(
        worksheet, {name_of(q): text for q, text in answers.items() if " via " not in name_of(q)}
    )
    assert not [mark for mark in marks if mark.mistakes]
    assert {mark.verdict for mark in marks} <= {CORRECT, TOO_FEW}


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
        ("-0.0821670", "the gradient with the other sign."),
        ("0.5", "w7, the value, as the file gives it."),
        ("-0.0411", "the change of the parameter, worked out right."),
        ("-0.7413651", "the error, worked out right."),
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
    assert framed(["explain", "mazur", "0.298371109", "--as", "w5+"]) == 1
    assert framed(["explain", "mazur", "0.298371109", "--as", "E"]) == 0
    assert framed(["explain", "mazur", "abc"]) == 2


def test_the_convention_that_fits_a_whole_sheet_is_proposed() -> None:
    _, worksheet, answers = case(ROOT / "tests" / "mistakes" / "factor-2-too-many.yaml")
    (sentence,) = proposed(worksheet, answers)
    assert sentence == "Everything fits E = Σ (target − out)² without the ½; the file says ½."


def test_no_convention_is_proposed_for_numbers_that_have_nothing_in_common() -> None:
    path = ROOT / "networks" / "mazur.yaml"
    worksheet = make_worksheet(read_network(path.read_bytes(), str(path)))
    marks = marks_of(worksheet, {"E": "0.7712", "dE/dw5": "0.3141", "w1+": "0.9871"})
    assert {mark.verdict for mark in marks} == {WRONG}
    assert BLANK not in {mark.verdict for mark in marks}
    assert proposed(worksheet, {"E": "0.7712", "dE/dw5": "0.3141", "w1+": "0.9871"}) == []


PRINTED = (
    (
        "karpathy-neuron",
        "0.7071066904050358",
        "out_o",
        "if the numbers of the file are held in single precision",
    ),
    ("macleod", "0.80133", "net_final", "from out_top = 0.68 and out_bottom = 0.6637"),
    ("macleod", "0.272392", "w1+", "from dE/dnet_final = 0.0406 and out_top = 0.68"),
    ("macleod", "0.87305", "w2+", "from dE/dnet_final = 0.0406 and out_bottom = 0.6637"),
    ("macleod", "0.09916", "w3+", "if the hidden layer uses the already updated w1 and w2"),
    ("macleod", "0.7978", "w4+", "if the hidden layer uses the already updated w1 and w2"),
    ("macleod", "0.3972", "w5+", "if the hidden layer uses the already updated w1 and w2"),
    ("negnevitsky-xor", "-0.0127", "theta5+", "with the other sign"),
    (
        "ng-logistic",
        "5.801545319394553",
        "E",
        "if the textbook's formula is worked out in double precision, which loses digits",
    ),
    ("tomyeh", "-0.37934879139150568", "dE/dW1_21", "if the derivative of the ReLU is taken as 1 everywhere"),
    (
        "tomyeh",
        "-0.51175181569275907",
        "dE/dout_h2",
        "if the derivative of the ReLU is taken as 1 everywhere",
    ),
)
"""Numbers that are printed wrong: the network, the number, the quantity, and how its author got it."""


@pytest.mark.parametrize(("name", "printed", "quantity", "how"), PRINTED)
def test_a_wrong_print_is_explained(name: str, printed: str, quantity: str, how: str) -> None:
    path = ROOT / "networks" / f"{name}.yaml"
    worksheet = make_worksheet(read_network(path.read_bytes(), path.name))
    assert (quantity, how) in [
        (name_of(one.quantity), one.how) for one in findings(worksheet, parse(printed))
    ]


def test_a_long_training_is_explained_from_its_first_steps_and_its_last() -> None:
    """The loss that a course prints after 500 steps is that before the last of them."""
    path = ROOT / "networks" / "mazur.yaml"
    network = read_network(path.read_bytes(), path.name)._replace(steps=500)
    printed = train(network, Stop(500)).losses[-2]
    found = findings(make_worksheet(network), parse(f"{printed:.10f}"))
    assert [(one.quantity.kind, one.quantity.update) for one in found] == [("loss", 499)]


def test_a_condition_that_explains_several_numbers_comes_first() -> None:
    path = ROOT / "networks" / "macleod.yaml"
    worksheet = make_worksheet(read_network(path.read_bytes(), path.name))
    every = Explanation(worksheet).all_findings([parse(text) for text in ("0.09916", "0.7978", "0.3972")])
    assert {one[0].how for one in every} == {"if the hidden layer uses the already updated w1 and w2"}


def test_a_large_network_has_no_calculations_with_mistakes() -> None:
    """A network of 240 weights would have thousands of them."""
    text = "inputs: " + str([0.1] * 15) + "\nlayers:\n"
    text += "  - {weights: " + str([[0.1] * 15] * 15) + ", activation: sigmoid}\n"
    text += "  - {weights: " + str([[0.1] * 15]) + ", activation: sigmoid}\n"
    text += "targets: [1]\nloss: squared_error\nlearning_rate: 0.5\n"
    worksheet = make_worksheet(read_network(text.encode(), "net.yaml"))
    marks = marks_of(worksheet, {"E": "0.7712", "net_o1": "0.3141"})
    assert {mark.verdict for mark in marks} == {WRONG}
    assert proposed(worksheet, {"E": "0.7712", "net_o1": "0.3141"}) == []


def test_a_slip_is_named_where_it_is_all_that_is_wrong() -> None:
    worksheet = make_worksheet(read_network(MAZUR.encode(), "mazur.yaml"))
    slip = next(mark for mark in marks_of(worksheet, {"dE/dw5": "0.0282"}) if mark.verdict == WRONG)
    assert [mistake.name for mistake in slip.mistakes] == ["digits swapped"]


def test_a_slip_is_not_named_among_numbers_that_are_wrong_for_no_known_reason() -> None:
    worksheet = make_worksheet(read_network(MAZUR.encode(), "mazur.yaml"))
    answers = {"dE/dw5": "0.0282", "dE/dw6": "0.4317", "dE/dw7": "0.7726", "dE/dw8": "0.1931"}
    assert not any(mark.mistakes for mark in marks_of(worksheet, answers))


def test_a_mistake_is_named_where_nothing_else_that_is_wrong_can_have_to_do_with_it() -> None:
    """The learning rate is missing in w5+, whose gradient is right; what is wrong at h1 nobody knows."""
    worksheet = make_worksheet(read_network(MAZUR.encode(), "mazur.yaml"))
    answers = {"dE/dw5": "0.0822", "dE/dw1": "0.0027", "dE/dw2": "0.0054", "w5+": "0.3178"}
    named = {mark.answer.name: [m.name for m in mark.mistakes] for mark in marks_of(worksheet, answers)}
    assert named == {"dE/dw5": [], "dE/dw1": [], "dE/dw2": [], "w5+": ["learning rate forgotten"]}


def test_new_weights_that_are_the_old_ones_are_said_to_be_them() -> None:
    worksheet = make_worksheet(read_network(MAZUR.encode(), "mazur.yaml"))
    for mark in marks_of(worksheet, {"w6+": "0.4500", "w7+": "0.5000"}):
        assert [mistake.name for mistake in mark.mistakes] == ["not updated"]


def test_a_last_digit_but_one_is_missed_where_the_others_of_a_sheet_have_it() -> None:
    worksheet = make_worksheet(read_network(MAZUR.encode(), "mazur.yaml"))
    others = {"dE/dw6": "0.0827", "w6+": "0.4087", "w7+": "0.5113", "w8+": "0.5614"}
    marks = {mark.answer.name: mark for mark in marks_of(worksheet, {"w5+": "0.359", **others})}
    assert marks["w5+"].verdict in (CORRECT, TOO_FEW)
    marks = {mark.answer.name: mark for mark in marks_of(worksheet, {"w5+": "0.389", **others})}
    assert marks["w5+"].mistakes[0].name == "digit lost"


def test_a_sentence_names_numbers_in_the_letters_of_the_sheet() -> None:
    path = ROOT / "networks" / "wellington.yaml"
    worksheet = make_worksheet(read_network(path.read_bytes(), path.name))
    (mark,) = marks_of(worksheet, {"net_o6": "0.4214"})
    assert "You took o_3 and o_4 each for the other." in [mistake.sentence for mistake in mark.mistakes]
    (mark,) = marks_of(worksheet, {"net_o6": "0.569546"})
    assert mark.mistakes[0].sentence == "That is the value of o_4."


def test_a_digit_before_the_last_is_missed_only_where_the_sheet_has_one_more() -> None:
    path = ROOT / "networks" / "wellington.yaml"
    worksheet = make_worksheet(read_network(path.read_bytes(), path.name))
    others = {"dE/dw36": "0.1352", "dE/dw45": "-0.1314", "dE/dw46": "0.1656"}
    short = {mark.answer.name: mark for mark in marks_of(worksheet, {"dE/dw35": "-0.103", **others})}
    assert [mistake.name for mistake in short["dE/dw35"].mistakes] == ["digit lost"]  # −0.1073
    (alone,) = marks_of(worksheet, {"dE/dw35": "-0.103"})
    assert "digit lost" not in [mistake.name for mistake in alone.mistakes]


@pytest.mark.parametrize(("units", "names"), [(4, ["factor 2 too many"]), (10, [])])
def test_a_mistake_is_named_where_roundings_carry_its_numbers_a_little_further(
    units: int, names: list[str]
) -> None:
    """Twice the gradients are 0.1643 and 0.1653; roundings on the right way move them by two units."""
    worksheet = make_worksheet(read_network(MAZUR.encode(), "mazur.yaml"))
    answers = {"dE/dw5": f"{0.1643 + units * 1e-4:.4f}", "dE/dw6": f"{0.1653 + units * 1e-4:.4f}"}
    for mark in marks_of(worksheet, answers):
        assert [mistake.name for mistake in mark.mistakes] == names
