"""The verdict on every answer: right, too few digits, following from a wrong one, or wrong."""

from __future__ import annotations

from decimal import Decimal

import pytest
from examples import written
from hypothesis import given, settings
from marked_answers import SIGN, marks, sheet_of, verdicts
from strategies import networks

from backprop_cli.calculation.quantity import Quantity, name_of
from backprop_cli.check.exercise import Exercise
from backprop_cli.check.marker import check
from backprop_cli.check.reading.answers import Answer, read_answers
from backprop_cli.check.reading.entry import Entry
from backprop_cli.check.reading.written import parse
from backprop_cli.check.report import Report
from backprop_cli.check.sentences import sentences
from backprop_cli.check.verdicts import CORRECT, FEWER, FOLLOWS, TOO_FEW, WRONG, Rules
from backprop_cli.errors import InputError, NoValueError
from backprop_cli.mistakes.diagnoser import Diagnoser
from backprop_cli.network import bundled
from backprop_cli.network.model import Network, Rounding
from backprop_cli.sheet.request import Request
from backprop_cli.sheet.worked_example import Worksheet
from backprop_cli.writing import numbers


def test_what_follows_from_a_wrong_number_is_told_from_a_mistake() -> None:
    assert verdicts(SIGN) == {
        "dE/dnet_o2": WRONG,
        "dE/dw7": FOLLOWS,
        "w7+": FOLLOWS,
        "dE/dw8": CORRECT,
        "dE/dw5": CORRECT,
        "dE/dw1": FOLLOWS,
    }
    sources = {one.answer.name: [source.name for source in one.sources] for one in marks(SIGN)}
    assert sources["w7+"] == ["dE/dw7"]
    assert sources["dE/dw1"] == ["dE/dnet_o2"]  # through numbers that were not given


def test_a_number_follows_in_the_form_that_the_student_works_in() -> None:
    assert verdicts("dE/dout_o1: -0.7414\ndE/dw5: -0.0822") == {"dE/dout_o1": WRONG, "dE/dw5": FOLLOWS}
    assert verdicts("delta_o1: -0.1385\ndE/dw5: -0.0822") == {"delta_o1": WRONG, "dE/dw5": FOLLOWS}


def test_a_wrong_number_with_nothing_wrong_before_it_does_not_follow() -> None:
    assert verdicts("out_h1: 0.5933\ndE/dw5: 0.1643") == {"out_h1": CORRECT, "dE/dw5": WRONG}


def test_who_writes_a_number_bluntly_may_go_on_with_it() -> None:
    text = "net_h1: 0.4\nout_h1: 0.5987\nnet_h2: 0.3925\nout_h2: 0.5969\nnet_o1: 1.1081"
    assert verdicts(text) == {
        "net_h1": TOO_FEW,
        "out_h1": FOLLOWS,  # out of 0.4, not of any number that is rounded so
        "net_h2": CORRECT,
        "out_h2": CORRECT,
        "net_o1": FOLLOWS,
    }
    coarse = "out_h1: 0.6\nout_h2: 0.5969\nnet_o1: 1.1086\nout_o1: 0.7519"
    assert set(verdicts(coarse).values()) == {CORRECT}


def test_the_first_wrong_number_is_named_with_what_follows_from_it() -> None:
    sheet = sheet_of("mazur")
    report = Report(sheet, marks(SIGN))
    assert sentences(report) == (
        "2 of 6 answers are right, 3 right from wrong ones before, 1 wrong.",
        "Look first at dE/dnet_o2, the first number that is wrong; 3 numbers after it follow from it.",
    )


@pytest.mark.parametrize(
    ("text", "digits", "verdict"),
    [
        ("dE/dw5: 0.08", 4, FEWER),
        ("dE/dw5: 0.0822", 4, CORRECT),
        ("dE/dw5: 0.082167", 4, CORRECT),
        ("net_h1: 0.3775", 6, CORRECT),  # nothing is missing but zeros
        ("dE/dw5: 0.9", 4, WRONG),
        ("dE/dw5: 0.0822\ndE/dw1: 0", None, TOO_FEW),  # a 0 that says nothing
    ],
)
def test_fewer_digits_than_asked_are_told(text: str, digits: int | None, verdict: str) -> None:
    from backprop_cli.check.bounds.carried import Carried

    rules = Rules(asked=None if digits is None else Carried("decimals", digits))
    assert verdicts(text, rules=rules)[text.split("\n")[-1].split(":")[0]] == verdict


@pytest.mark.parametrize("name", bundled.names())
def test_what_solve_writes_is_correct(name: str) -> None:
    sheet = sheet_of(name)
    for format_ in ("csv", "json"):
        answers = read_answers(written(sheet, format_).encode(), f"a.{format_}", sheet)
        assert {mark.verdict for mark in check(Exercise(sheet), answers)} == {CORRECT}, format_


def printed(sheet: Worksheet, digits: int) -> list[Answer]:
    """Every number as `solve` prints it alone."""
    rounding = sheet.network.rounding
    write = numbers.rounded(rounding) if rounding else lambda number: numbers.one(number, digits)
    return [Answer(name_of(q), q, parse(write(sheet.numbers[q]))) for q in sheet.everything]


@pytest.mark.parametrize("digits", [0, 1, 2, 4, 9, 17, 40])
@given(network=networks())
@settings(max_examples=4, deadline=None)
def test_what_solve_prints_at_any_digits_is_correct(digits: int, network: Network) -> None:
    try:
        sheet = Worksheet(network)
        found = check(Exercise(sheet), printed(sheet, digits))
    except NoValueError:
        return
    assert [one for one in found if one.verdict not in (CORRECT, TOO_FEW)] == []
    if digits > 2:
        assert [one for one in found if one.verdict == TOO_FEW and one.answer.written.value] == []


@pytest.mark.parametrize("notation", ["chain", "delta", "beta", "expanded", "matrix"])
@pytest.mark.parametrize("rounding", [("decimals", 2), ("decimals", 4), ("significant", 3), ("decimals", 25)])
@given(network=networks())
@settings(max_examples=4, deadline=None)
def test_what_solve_rounds_at_each_step_is_correct(
    notation: str, rounding: tuple[str, int], network: Network
) -> None:
    for mode in ("half_up", "half_even"):
        rule = Rounding(*rounding, True, mode)
        try:
            rounded = Worksheet(network._replace(rounding=rule), Request(notation=notation))
            answers = printed(rounded, 6)
            found = check(Exercise(Worksheet(network)), answers)
        except (NoValueError, InputError):  # of a number smaller than any double
            return
        assert [one for one in found if one.verdict not in (CORRECT, TOO_FEW)] == []


def test_an_answer_on_the_command_line_takes_the_place_of_the_one_in_the_file() -> None:
    sheet = sheet_of("mazur")
    answers = read_answers(b"w5+: 0.1\nw6+: 0.1", "a.yaml", sheet, [Entry("w5_new", "0.3589")])
    assert {one.answer.name: one.verdict for one in check(Exercise(sheet), answers)} == {
        "w5_new": CORRECT,
        "w6+": WRONG,
    }


def test_after_many_updates_a_number_is_judged_by_those_before_it() -> None:
    sheet = sheet_of("mazur", steps=12)
    before = [q for q in sheet.everything if q.kind == "parameter" and q.update == 11]
    now = Quantity("parameter", "w5", update=12)
    answers = [Answer(name_of(q), q, parse(numbers.one(sheet.numbers[q], 3)), 10) for q in before]
    value = sheet.numbers[now]
    assert isinstance(value, Decimal)
    for shift, verdict in ((Decimal(0), CORRECT), (Decimal("0.03"), WRONG)):
        answer = Answer("w5+", now, parse(numbers.one(value + shift, 3)), 11)
        assert check(Exercise(sheet), [*answers, answer])[-1].verdict == verdict


def test_the_sentences_tell_what_is_wrong_by_itself() -> None:
    text = "out_h1: 0.7012\nout_h2: 0.7034\nnet_o1: 1.1970\nE_o2: 0.5123\ndelta_o1: 0.9123"
    assert sentences(Report(sheet_of("mazur"), marks(text))) == (
        "0 of 5 answers are right, 1 right from wrong ones before, 4 wrong.",
        "Look first at out_h1, the first number that is wrong; 1 number after it follows from it.",
        "out_h2 is wrong by itself; 1 number follows from it.",
        "E_o2 and delta_o1 are wrong by themselves.",
    )


@pytest.mark.parametrize("text", ["10", "20.5", "1/10", "5e-324", "1e308", "102e1", "-0.10"])
@pytest.mark.parametrize("name", ["E", "net_h1", "dE/dw5"])
def test_a_wrong_number_is_wrong_whatever_its_digits_swapped_would_be(name: str, text: str) -> None:
    sheet = sheet_of("mazur")
    answers = read_answers(f"{name}: {text}".encode(), "a.yaml", sheet)
    (mark,) = check(exercise := Exercise(sheet), answers, None, Diagnoser(exercise).named)
    assert mark.verdict == WRONG


@pytest.mark.parametrize("text", ["i1: 0", "w1: 0", "b1+: 0", "eta: 0"])
def test_a_given_number_written_as_0_has_too_few_digits(text: str) -> None:
    found = verdicts(f"{text}\nnet_h2: 0.3925\nw5+: 0.3589\n")
    assert found == {text.partition(":")[0]: TOO_FEW, "net_h2": CORRECT, "w5+": CORRECT}
