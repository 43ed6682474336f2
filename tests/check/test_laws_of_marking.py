"""What a fair marker holds to, a test for each: what is accepted, what a number must say, what is named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from marked_answers import marks, sheet_of, verdicts

from backprop_cli.calculation.quantity import name_of
from backprop_cli.check.bounds.carried import decimal_of
from backprop_cli.check.exercise import Exercise
from backprop_cli.check.marker import check
from backprop_cli.check.points import Scheme, read_scheme
from backprop_cli.check.reading.answers import Answer, read_answers
from backprop_cli.check.reading.written import parse
from backprop_cli.check.verdicts import CORRECT, FOLLOWS, RIGHT, TOO_FEW, WRONG
from backprop_cli.cli.frame import framed
from backprop_cli.mistakes.diagnoser import Diagnoser
from backprop_cli.network import bundled
from backprop_cli.network.read import read_network
from backprop_cli.sheet.worked_example import Worksheet

Said = pytest.CaptureFixture[str]


def of_network(network: str, text: str) -> dict[str, str]:
    """The verdicts on answers to a network file."""
    sheet = Worksheet(read_network(network.encode(), "net.yaml"))
    found = check(Exercise(sheet), read_answers(text.encode(), "a.yaml", sheet))
    return {mark.answer.name: mark.verdict for mark in found}


def names(text: str) -> dict[str, list[str]]:
    """The mistakes that are named in the answers to Mazur's network."""
    sheet = sheet_of("mazur")
    exercise = Exercise(sheet)
    found = check(exercise, read_answers(text.encode(), "a.yaml", sheet), None, Diagnoser(exercise).named)
    return {mark.answer.name: [mistake.name for mistake in mark.mistakes] for mark in found}


def single(inputs: str, targets: str, activation: str, loss: str) -> str:
    """A network of one neuron."""
    return (
        f"inputs: {{x: {inputs}}}\ntargets: {{y: {targets}}}\n"
        f"layers: [{{neurons: [y], weights: [{{w: 0.5}}], bias: {{b: 0.5}}, activation: {activation}}}]\n"
        f"loss: {loss}\nlearning_rate: 0.5\n"
    )


@pytest.mark.parametrize("gradient", ["0.1643", "-0.0822", "0.0411"])
def test_a_blunt_loss_opens_nothing(gradient: str) -> None:
    found = verdicts(f"E: 0.3\ndE/dw5: {gradient}\nw5+: 0.3589")
    assert found == {"E": TOO_FEW, "dE/dw5": WRONG, "w5+": CORRECT}


def test_a_right_gradient_beside_a_blunt_loss_is_right() -> None:
    assert verdicts("E: 0.3\ndE/dw5: 0.0822\nw5+: 0.3589") == {
        "E": TOO_FEW,
        "dE/dw5": CORRECT,
        "w5+": CORRECT,
    }


@pytest.mark.parametrize("given", ["b1+: 0.35", "b2+: 0.6", "w5: 0.4", "i1: 0.05", "eta: 0.5"])
@pytest.mark.parametrize(
    ("answer", "verdict"),
    [
        ("net_o1: 1.1059", CORRECT),
        ("net_o1: 1.1500", WRONG),
        ("net_h1: 0.4000", WRONG),
        ("dE/dw5: 0.0900", WRONG),
        ("w5+: 0.3600", WRONG),
    ],
)
def test_a_given_number_written_again_loosens_nothing(given: str, answer: str, verdict: str) -> None:
    assert verdicts(f"{given}\n{answer}") == {given.split(":")[0]: CORRECT, answer.split(":")[0]: verdict}


@pytest.mark.parametrize(
    ("net", "verdict"),
    [("1.1059", CORRECT), ("1.1086", CORRECT), ("1.1099", WRONG), ("1.1145", WRONG), ("1.0869", WRONG)],
)
def test_a_coarse_output_loosens_what_comes_from_it_as_far_as_it_moves_it(net: str, verdict: str) -> None:
    found = verdicts(f"out_h1: 0.6\nout_h2: 0.5969\nnet_o1: {net}")
    assert found == {"out_h1": CORRECT, "out_h2": CORRECT, "net_o1": verdict}


def test_a_coarse_output_loosens_nothing_that_does_not_come_from_it() -> None:
    found = verdicts("out_h1: 0.6\nnet_h2: 0.3975\nnet_h1: 0.3775\nout_h2: 0.5981")
    assert found == {"out_h1": CORRECT, "net_h2": WRONG, "net_h1": CORRECT, "out_h2": FOLLOWS}


TANH = single("0.7", "0.25", "tanh", "half_squared_error")
SIGMOID = single("0.7", "1", "sigmoid", "binary_cross_entropy")


@pytest.mark.parametrize(
    ("network", "answers"),
    [
        (TANH, "out_y: 0.6912"),  # (2.3396 − 0.4274) / (2.3396 + 0.4274) = 1.9122 / 2.7670 = 0.69107
        (TANH, "out_y: 0.6911"),
        (TANH, "out_y: 0.6911\ndout_y/dnet_y: 0.5224"),  # 1 − 0.4776
        (TANH, "dout_y/dnet_y: 0.5225"),  # 1 / 1.3835² = 1 / 1.9140
        (TANH, "out_y: 0.6911\ndout_y/dnet_y: 0.5224\ndE/dw: 0.1613"),
        (SIGMOID, "out_y: 0.7006"),  # 2.3396 / 3.3396
        (SIGMOID, "out_y: 0.7005\ndE/dout_y: -1.4276"),  # (0.7005 − 1) / 0.2098
        (SIGMOID, "out_y: 0.7005\ndE/dout_y: -1.4275\ndE/dnet_y: -0.2995"),
        (SIGMOID, "out_y: 0.7006\ndE/dnet_y: -0.2994"),
    ],
)
def test_every_correct_way_of_calculating_counts(network: str, answers: str) -> None:
    assert set(of_network(network, answers).values()) <= RIGHT


def test_a_way_of_calculating_makes_no_other_number_right() -> None:
    assert of_network(TANH, "out_y: 0.6951\ndout_y/dnet_y: 0.6321") == {
        "out_y": WRONG,
        "dout_y/dnet_y": WRONG,
    }
    assert of_network(SIGMOID, "out_y: 0.7016\ndE/dout_y: 1.4276") == {"out_y": WRONG, "dE/dout_y": WRONG}


ROUNDED = {
    "net_y": "0.5150",
    "out_y": "0.6260",
    "dE/dout_y": "-4.7480",
    "dout_y/dnet_y": "0.2341",
    "dE/dw": "-0.0332",
    "w+": "0.5166",
}
"""Every operation rounded to four decimals; the gradient in the order −4.7480·0.03, times 0.2341."""


def test_the_order_of_the_factors_counts_with_every_operation_rounded() -> None:
    network = single("0.03", "3", "sigmoid", "squared_error")
    every = "\n".join(f"{name}: {number}" for name, number in ROUNDED.items())
    assert of_network(network, every) == dict.fromkeys(ROUNDED, CORRECT)
    for name, number in ROUNDED.items():
        assert of_network(network, f"{name}: {number}") == {name: CORRECT}


@pytest.mark.parametrize("network", ["tartu-softmax", "adam-one-parameter", "macleod", "karpathy-neuron"])
@pytest.mark.parametrize("decimals", [0, 1])
def test_no_interval_that_is_shown_is_unbounded(
    network: str, decimals: int, tmp_path: Path, capsys: Said
) -> None:
    sheet = sheet_of(network)
    lines = [
        f'"{name}": {float(sheet.numbers[q]):.{decimals}f}'
        for name, q in sheet.names.items()
        if q in sheet.numbers and q not in sheet.given
    ]
    (tmp_path / "a.yaml").write_text("\n".join(lines), encoding="utf-8")
    framed(["check", network, str(tmp_path / "a.yaml"), "--intervals", "--format", "json"])
    out = capsys.readouterr().out
    assert json.loads(out)["answers"]
    assert "inf" not in [word.strip('",') for word in out.lower().replace("-", " ").split()]
    assert "nan" not in out.lower().split()


@pytest.mark.parametrize("name", [name for name in bundled.names() if name != "ng-logistic"])
def test_a_constant_in_every_field_earns_nothing_but_where_it_is_the_number(name: str) -> None:
    sheet, scheme = sheet_of(name), Scheme()
    exercise = Exercise(sheet)
    for written in map(parse, ("0", "1", "0.5", "0e5")):
        for mark in check(exercise, [Answer(name_of(q), q, written) for q in sheet.everything]):
            q = mark.answer.quantity
            assert q is not None
            exact = written.value in (decimal_of(sheet.exact_numbers[q]), decimal_of(sheet.numbers[q]))
            assert exact or not scheme.reached(mark), (mark.answer.name, mark.verdict)


def test_products_of_zeros_and_ones_earn_nothing() -> None:
    zeros = verdicts("dE/dout_o1: 0\ndout_o1/dnet_o1: 0\ndE/dnet_o1: 0\ndE/dw5: 0\ndE/dw6: 0")
    assert not {FOLLOWS, CORRECT} & set(zeros.values())
    ones = verdicts("dE/dnet_o1: 1\nout_h1: 1\ndE/dw5: 1\ndE/dw6: 1")
    assert not {FOLLOWS, CORRECT} & set(ones.values())


def test_a_weight_written_down_again_does_not_follow_from_a_gradient_of_0() -> None:
    found = verdicts("out_h1: 0.5933\nout_h2: 0.5969\ndE/dw5: 0\nw5+: 0.4000")
    assert found["dE/dw5"] == TOO_FEW or found["dE/dw5"] == WRONG
    assert found["w5+"] == WRONG


def test_of_two_mistakes_at_once_one_that_explains_as_much_is_named_alone() -> None:
    assert names("out_o1: 0.7514\ndE/dout_o1: 1.4827")["dE/dout_o1"] == ["factor 2 too many"]


def test_what_is_missing_is_said_where_the_digits_are_too_few(capsys: Said) -> None:
    given = [part for answer in ("E=0.3", "dE/dw5=0.0822", "dE/dw6=0.0827") for part in ("--set", answer)]
    framed(["check", "mazur", *given])
    assert "write at least 4 decimals" in capsys.readouterr().out


def test_too_few_digits_earn_what_the_scheme_gives_them() -> None:
    sheet, (mark, *_) = sheet_of("mazur"), marks("E: 0.3")
    assert mark.verdict == TOO_FEW
    assert not Scheme().reached(mark)
    for text, points in (("full", 2.0), ("half", 1.0), ("none", 0.0), ("0.5", 1.5)):
        scheme = read_scheme(f"points: 2\ntoo_few_digits: {text}\n".encode(), "scheme.yaml", sheet)
        assert float(scheme.reached(mark)) == points


@pytest.mark.parametrize(
    ("answers", "sources"),
    [
        ("dE/dnet_o1: 0.2000\ndE/dnet_o2: -0.0500\ndE/dout_h1: 0.0550", ["dE/dnet_o1", "dE/dnet_o2"]),
        ("dE/dnet_o1: 0.2000\ndE/dout_h1: 0.0610", ["dE/dnet_o1"]),  # and −0.0190 over o2
        ("dE/dout_o1: 0.7414\ndE/dnet_o1: 0.2000\ndE/dout_h1: 0.0610", ["dE/dnet_o1"]),
        (  # over o1 by the factors of the chain rule, over o2 by the error term
            "dE/dout_o1: 0.8000\ndE/dnet_o1: 0.2000\ndE/dnet_o2: -0.0500\ndE/dout_h1: 0.0348",
            ["dE/dnet_o2", "dE/dout_o1"],  # the one that is farther off first
        ),
    ],
)
def test_a_number_follows_from_own_error_terms_and_from_a_mixture_of_both(
    answers: str, sources: list[str]
) -> None:
    mark = next(mark for mark in marks(answers) if mark.answer.name == "dE/dout_h1")
    assert mark.verdict == FOLLOWS
    assert [source.name for source in mark.sources] == sources


TERMS = {
    "dE/dnet_o1": "-0.1385",
    "dE/dnet_o2": "0.0381",
    "dE/dnet_h1": "-0.0088",
    "w1+": "0.1498",
    "w5+": "0.3589",
    "w7+": "0.5113",
}
"""Error terms (target − out)·f′, added in the update."""

SAID = "Your error terms have the other sign, as many books write them"


def sheet(**more: str) -> str:
    """The answers of a sheet that keeps to the other sign."""
    return "\n".join(f"{name}: {number}" for name, number in {**TERMS, **more}.items())


def test_error_terms_with_the_other_sign_are_right_when_every_new_weight_is() -> None:
    found = marks(sheet())
    assert {mark.verdict for mark in found} == {CORRECT}
    assert {mark.answer.name for mark in found if mark.turned} == {"dE/dnet_o1", "dE/dnet_o2", "dE/dnet_h1"}


def test_error_terms_with_the_other_sign_are_wrong_when_a_new_weight_is() -> None:
    found = verdicts(sheet(**{"w5+": "0.4411"}))
    assert {found["dE/dnet_o1"], found["dE/dnet_o2"]} == {WRONG}


def test_error_terms_with_the_other_sign_and_no_new_weight_are_wrong() -> None:
    assert set(verdicts("dE/dnet_o1: -0.1385\ndE/dnet_o2: 0.0381").values()) == {WRONG}


def test_one_error_term_with_the_other_sign_is_a_mistake() -> None:
    assert verdicts(sheet(**{"dE/dnet_o2": "-0.0381"}))["dE/dnet_o1"] == WRONG


def test_gradients_that_all_have_the_other_sign_with_the_error_terms_are_right() -> None:
    turned = {"dE/dw5": "-0.0822", "dE/dw6": "-0.0827", "dE/dw7": "0.0226"}
    assert set(verdicts(sheet(**turned)).values()) == {CORRECT}
    found = verdicts(sheet(**{**turned, "dE/dw8": "-0.0227"}))
    assert {found[name] for name in turned} == {WRONG}


def test_a_gradient_with_the_other_sign_stays_wrong() -> None:
    found = verdicts(sheet(**{"dE/dw5": "-0.0822"}))
    assert found.pop("dE/dw5") == WRONG
    assert set(found.values()) == {CORRECT}


@pytest.mark.parametrize("format_", ["terminal", "json", "markdown"])
def test_a_convention_is_said_once_and_at_the_top(format_: str, tmp_path: Path, capsys: Said) -> None:
    (tmp_path / "a.yaml").write_text(sheet(), encoding="utf-8")
    assert framed(["check", "mazur", str(tmp_path / "a.yaml"), "--format", format_, "--width", "200"]) == 0
    out = capsys.readouterr().out
    assert out.count(SAID) == 1
    if format_ == "json":
        assert json.loads(out)["convention"].startswith(SAID)
    else:
        assert out.index(SAID) < out.index("0.3589")


def test_a_sheet_without_a_convention_has_none(capsys: Said) -> None:
    framed(["check", "mazur", "--set", "w5+=0.3589", "--format", "json"])
    assert json.loads(capsys.readouterr().out)["convention"] is None


@pytest.mark.parametrize("number", [f"0.{hundredths}" for hundredths in range(11, 40)])
def test_a_coincidence_of_few_digits_is_not_named(number: str) -> None:
    (found,) = names(f"dE/dw5: {number}").values()
    assert found == []


def test_the_value_of_another_quantity_comes_first() -> None:
    assert names("net_o1: 0.3775")["net_o1"][0] == "value of another quantity"
    found = names("dE/dnet_o2: -0.2171")["dE/dnet_o2"]
    assert found[0] == "value of another quantity"
    assert "derivative left out in the output layer" in found[1:]


def test_of_several_names_the_simplest_comes_first_and_no_more_than_three_are_told() -> None:
    found = names("w5+: 0.3178")["w5+"]
    assert found == ["factor 2 too many", "learning rate forgotten"]
    assert names("dE/dout_o1: 1.4827")["dE/dout_o1"][0] == "factor 2 too many"
    assert len(names("w5+: 0.4411")["w5+"]) <= 3


def test_what_explains_more_of_the_numbers_comes_first() -> None:
    doubled = names("dE/dw5: 0.1643\nw5+: 0.3178")
    assert doubled["dE/dw5"][0] == "factor 2 too many"
    forgotten = names("dE/dw5: 0.0822\nw5+: 0.3178\nw6+: 0.3673")
    assert forgotten["w5+"] == forgotten["w6+"] == ["learning rate forgotten"]
