"""`backprop check`: answers read in every way, verdicts, points, formats, exit status."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from conftest import Ran
from examples import written
from hypothesis import given, settings
from strategies import networks

from backprop_cli.calculation.quantity import Quantity, name_of
from backprop_cli.check.empty_answers import asked_for_in, template
from backprop_cli.check.exercise import Exercise
from backprop_cli.check.points import Scheme, read_scheme
from backprop_cli.check.reading.answers import Answer, read_answers
from backprop_cli.check.reading.entry import Entry
from backprop_cli.check.reading.written import parse
from backprop_cli.check.report import Report
from backprop_cli.check.sentences import sentences
from backprop_cli.check.tolerance import tolerance_of
from backprop_cli.check.verdicts import BLANK, CORRECT, FEWER, FOLLOWS, UNKNOWN, WRONG, Mark, Rules, check
from backprop_cli.errors import InputError, NoValueError
from backprop_cli.formats import csv as csv_format
from backprop_cli.formats import json as json_format
from backprop_cli.mistakes.diagnosis import Diagnoser
from backprop_cli.network import bundled
from backprop_cli.network.model import Network, Rounding
from backprop_cli.network.read import read_network
from backprop_cli.network.yaml.source import read_file
from backprop_cli.sheet.request import Request
from backprop_cli.sheet.worked_example import Worksheet
from backprop_cli.writing import numbers
from backprop_cli.writing.style import Style

Run = Callable[..., Ran]


def sheet_of(name: str, **changes: object) -> Worksheet:
    network = read_network(read_file(bundled.find(name)), name)
    return Worksheet(network._replace(**changes))


def marks(text: str, name: str = "mazur", file: str = "a.yaml", rules: Rules | None = None) -> list[Mark]:
    sheet = sheet_of(name)
    return list(check(Exercise(sheet), read_answers(text.encode(), file, sheet), rules))


def verdicts(text: str, name: str = "mazur", **more: object) -> dict[str, str]:
    return {mark.answer.name: mark.verdict for mark in marks(text, name, **more)}  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "number", "network"),
    [
        ("dE/dnet_o1", "0.1385", "mazur"),
        ("delta_o1", "0.1385", "mazur"),
        ("δ_o1", "0.1385", "mazur"),
        ("∂E/∂net_o1", "0.1385", "mazur"),
        ("dE/dw5", "0.0822", "mazur"),
        ("∂E/∂w5", "0.0822", "mazur"),
        ("w5+", "0.3589", "mazur"),
        ("w5_new", "0.3589", "mazur"),
        ("w5⁺", "0.3589", "mazur"),
        ("w5'", "0.3589", "mazur"),
        ("z_h1", "0.3775", "mazur"),
        ("s_h1", "0.3775", "mazur"),
        ("a_h1", "0.5933", "mazur"),
        ("o_h1", "0.5933", "mazur"),
        ("net h1", "0.3775", "mazur"),
        ("NET_H1", "0.3775", "mazur"),
        (r"\delta_{o1}", "0.1385", "mazur"),
        ("beta_o1", "0.7414", "mazur"),
        ("β_o1", "0.7414", "mazur"),
        ("∂E/∂a_o1", "0.7414", "mazur"),
        ("s_a3", "-1.1572", "tartu"),
        ("a3", "0.2392", "tartu"),
        ("∂E/∂ŷ", "-0.5968", "tartu"),
        ("b2+", "0.6", "mazur"),
    ],
)
def test_the_names_of_every_notation_are_understood(name: str, number: str, network: str) -> None:
    assert verdicts(f'"{name.replace(chr(92), chr(92) * 2)}": {number}', network) == {name: CORRECT}


def test_numbers_are_texts_with_their_digits() -> None:
    found = marks('{"net_h1": 0.3775, "dE/dw5": "0.0820", "w1+": 1e-3}')
    assert [one.answer.written and one.answer.written.decimals for one in found] == [4, 4, 3]


@pytest.mark.parametrize(
    "text",
    [
        '{\n\t"out_h1": 0.5933,\n\t"w5+": "0.3589"\n}\n',
        "name\tvalue\nout_h1\t0.5933\nw5+\t0.3589\n",
        "\ufeffName;Yours\r\nout_h1; 0.5933\r\n\r\nw5+; 0.3589\r\n",
        "# mine\nout_h1: 0.5933\nw5+: '0.3589'\n",
    ],
)
def test_files_of_other_programs_are_read(text: str) -> None:
    assert verdicts(text, file="-") == {"out_h1": CORRECT, "w5+": CORRECT}


def test_no_answers_are_not_right(run: Run) -> None:
    done = run("check", "mazur", "-", stdin=b"# nothing yet\n")
    assert (done.returncode, b"no answers" in done.stdout) == (1, True)


def test_blanks_and_unknown_names_change_no_other_verdict() -> None:
    text = "w5+: 0.3589\nfoo: 3\nw6+:\nw7+: '?'\nw8+: ____\nout_h9: 0.5\n"
    expected = dict.fromkeys(("w6+", "w7+", "w8+"), BLANK) | dict.fromkeys(("foo", "out_h9"), UNKNOWN)
    assert verdicts(text) == {"w5+": CORRECT} | expected
    helps = {one.answer.name: one.answer.help for one in marks(text)}
    assert "did you mean out_h" in helps["out_h9"]


def test_an_answer_in_other_samples_and_steps() -> None:
    sheet = sheet_of("melbourne-xor")
    names = [q for q in sheet.everything if q.kind == "out" and q.update == 0]
    values = {q: numbers.one(sheet.numbers[q], 4) for q in names}
    listed = [", ".join(f"{name_of(q)}: {values[q]}" for q in names if q.sample == k) for k in range(4)]
    rows = "\n".join(f"1,{q.sample + 1},{name_of(q)},{values[q]}" for q in names if q.sample is not None)
    for text in (
        f"samples: [{{{'}, {'.join(listed)}}}]",
        f"step 1:\n  samples: [{{{'}, {'.join(listed)}}}]",
        "\n".join(f"sample {k + 1}: {{{one}}}" for k, one in enumerate(listed)),
        f"step,sample,name,value\n{rows}\n",
        "step;sample;name;value\n" + rows.replace(",", ";"),
    ):
        found = check(Exercise(sheet), read_answers(text.encode(), "a.txt", sheet))
        assert len(found) == len(names), text
        assert {mark.verdict for mark in found} == {CORRECT}


@pytest.mark.parametrize(
    ("text", "message", "help"),
    [
        ("out_h1: 0,5933", "with a decimal comma", "write 0.5933 with a decimal point"),
        ("out_h1: about 0.6", "but a number is expected", "write it with digits"),
        ("out_h1: [0.5, 0.6]", "a list, but one number is expected", None),
        ("out_h1: 0.5\nout_h1: 0.6", "is here twice", "keep one"),
        ("delta_o1: 0.5\ndE/dnet_o1: 0.6", "which is another name of `delta_o1`", "keep one"),
        ("step 2: {out_h1: 0.5}", "there is no step 2: this network has 1", None),
        ("samples: [{}, {out_h1: 0.5}]", "there is no sample 2", None),
        ("samples: 3", "a list of mappings is expected", None),
        ("- 0.5", "an answer file is a mapping of names", "write a name, a colon"),
        ("name,value\nout_h1,0x5", "hexadecimal", "write it as a decimal number"),
        ("name,value,step\nout_h1,0.5,one", "the step of this row is `one`", None),
        ("inputs: [1]\nlayers: []", "this is a network, but answers are expected", "backprop check"),
        ("name,value\n,0.5", "this row has a value and no name", None),
    ],
)
def test_what_cannot_be_read_is_told_with_its_place(text: str, message: str, help: str | None) -> None:
    with pytest.raises(InputError) as error:
        marks(text)
    problem = error.value.problems[0]
    assert message in problem.message
    assert problem.place is not None or "network" in message
    assert help is None or help in (problem.help or "")


SIGN = "dE/dnet_o2: 0.0381\ndE/dw7: 0.0226\nw7+: 0.4887\ndE/dw8: -0.0227\ndE/dw5: 0.0822\ndE/dw1: 0.0009"


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
    assert set(verdicts(text).values()) == {CORRECT}


def test_the_first_wrong_number_is_named_with_what_follows_from_it() -> None:
    sheet = sheet_of("mazur")
    report = Report(sheet, marks(SIGN))
    assert sentences(report) == (
        "2 of 6 answers are right, 3 right from wrong ones before, 1 wrong.",
        "Look first at dE/dnet_o2, the first number that is wrong; the three after it follow from it.",
    )


@pytest.mark.parametrize(
    ("text", "digits", "verdict"),
    [
        ("dE/dw5: 0.08", 4, FEWER),
        ("dE/dw5: 0.0822", 4, CORRECT),
        ("dE/dw5: 0.082167", 4, CORRECT),
        ("net_h1: 0.3775", 6, CORRECT),  # nothing is missing but zeros
        ("dE/dw5: 0.9", 4, WRONG),
        ("dE/dw5: 0.0822\ndE/dw1: 0", None, FEWER),  # a 0 that says nothing
    ],
)
def test_fewer_digits_than_asked_are_told(text: str, digits: int | None, verdict: str) -> None:
    from backprop_cli.check.carried import Carried

    rules = Rules(asked=None if digits is None else Carried("decimals", digits))
    assert verdicts(text, rules=rules)[text.split("\n")[-1].split(":")[0]] == verdict


@pytest.mark.parametrize(
    ("tolerance", "right", "wrong"),
    [
        ("4dp", "0.0822", "0.0823"),
        ("2sf", "0.0825", "0.0827"),
        ("1%", "0.0829", "0.0831"),
        ("0.001", "0.0831", "0.0832"),
        ("exact", "0.08217", "0.08216"),
    ],
)
def test_a_tolerance_takes_the_place_of_the_rounding_rule(tolerance: str, right: str, wrong: str) -> None:
    rules = Rules(tolerance_of(tolerance))
    assert verdicts(f"dE/dw5: {right}", rules=rules) == {"dE/dw5": CORRECT}
    assert verdicts(f"dE/dw5: {wrong}", rules=rules) == {"dE/dw5": WRONG}
    assert verdicts(f"dE/dw5: {wrong}\nw5+: 0.35", rules=Rules(tolerance_of("0.5")))["w5+"] == CORRECT


def test_an_error_is_carried_forward_under_a_tolerance_too() -> None:
    assert verdicts("dE/dw5: 0.1\nw5+: 0.35", rules=Rules(tolerance_of("1%")))["w5+"] == FOLLOWS


@pytest.mark.parametrize("text", ["4", "dp", "0sf", "-1%", "nearly", "1e3x", "41dp"])
def test_what_is_no_tolerance_is_refused(text: str) -> None:
    if text == "4":
        assert tolerance_of(text).words == "within 4"
        return
    with pytest.raises(InputError, match="is no tolerance"):
        tolerance_of(text)


def test_points_by_a_scheme() -> None:
    sheet = sheet_of("mazur")
    text = b"points: 2\nnames: {dE/dnet_o2: 5, dE/dw7: 4}\nfollows: half\nfewer_digits: 0.5\n"
    scheme = read_scheme(text, "scheme.yaml", sheet)
    reached = {one.answer.name: float(scheme.reached(one)) for one in marks(SIGN)}
    assert reached == {"dE/dnet_o2": 0, "dE/dw7": 2, "w7+": 1, "dE/dw8": 2, "dE/dw5": 2, "dE/dw1": 1}
    fewer = marks("dE/dw5: 0.0822\nw1+: 0", rules=Rules())[-1]
    assert float(Scheme().reached(fewer._replace(verdict=FEWER))) == 0.5


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("follows: some", "follows is not one of full, half and none"),
        ("names: {dE/dw99: 2}", "no number of this network is called `dE/dw99`"),
        ("points: -1", "points is negative"),
        ("pionts: 1", "unknown key `pionts`"),
    ],
)
def test_a_wrong_scheme_is_told(text: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read_scheme(text.encode(), "scheme.yaml", sheet_of("mazur"))


@pytest.mark.parametrize("name", bundled.names())
def test_what_solve_writes_is_correct(name: str) -> None:
    sheet = sheet_of(name)
    for render, file in ((csv_format.render, "a.csv"), (json_format.render, "a.json")):
        found = check(Exercise(sheet), read_answers(render(sheet, Style()).encode(), file, sheet))
        assert {mark.verdict for mark in found} == {CORRECT}, (name, file)


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
    assert [one for one in found if one.verdict != CORRECT] == []


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
        except NoValueError:
            return
        assert [one for one in found if one.verdict not in (CORRECT, FEWER)] == []


@pytest.mark.parametrize("name", bundled.names())
def test_a_template_asks_for_the_exercise_and_can_be_read(name: str) -> None:
    sheet = sheet_of(name)
    text = template(sheet)
    answers = read_answers(text.encode(), "answers.yaml", sheet)
    assert {one.quantity for one in answers} == {q for q, _ in asked_for_in(sheet)}
    assert all(one.written is None for one in answers)


def test_an_answer_on_the_command_line_takes_the_place_of_the_one_in_the_file() -> None:
    sheet = sheet_of("mazur")
    answers = read_answers(b"w5+: 0.1\nw6+: 0.1", "a.yaml", sheet, [Entry("w5_new", "0.3589")])
    assert {one.answer.name: one.verdict for one in check(Exercise(sheet), answers)} == {
        "w5_new": CORRECT,
        "w6+": WRONG,
    }


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (("--set", "dE/dw5=0.0822"), 0),
        (("--set", "dE/dw5=0.09123"), 1),
        (("--set", "dE/dw5="), 1),
        (("--set", "dE/dw99=1"), 1),
        (("--set", "dE/dw5=0,08"), 2),
        (("nothing.yaml",), 2),
        ((), 2),
        (("--set", "dE/dw5"), 2),
        (("--set", "dE/dw5=1", "--tolerance", "soon"), 2),
        (("--set", "dE/dw5=1", "--hint", "--intervals"), 2),
        (("--set", "dE/dw5=1", "--only", "dE/dw77"), 2),
    ],
)
def test_the_exit_status_tells_how_it_went(run: Run, arguments: tuple[str, ...], status: int) -> None:
    done = run("check", "mazur", *arguments)
    assert done.returncode == status
    assert bool(done.stderr) == (status == 2)
    assert b"Traceback" not in done.stderr


def test_hints_and_no_spoilers_print_no_right_number(run: Run) -> None:
    wrong = ("--set", "dE/dw5=0.0911", "--set", "w6+=", "--set", "out_h1=0.5933")
    for format_ in ("terminal", "json", "csv", "markdown"):
        for option in ("--hint", "--no-spoilers"):
            shown = run("check", "mazur", *wrong, option, "--format", format_).stdout
            assert b"0.0822" not in shown
            assert b"0.082167" not in shown
            assert b"0.4087" not in shown
    assert b"0.59327" not in run("check", "mazur", *wrong, "--no-spoilers", "--format", "json").stdout


def test_the_formats_tell_the_same(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(SIGN)
    told = json.loads(run("check", "mazur", "a.yaml", "--format", "json", "--points", "2").stdout)
    assert [one["verdict"] for one in told["answers"]].count("follows") == 3
    assert (told["first_wrong"], told["points"], told["of"]) == ("dE/dnet_o2", 10, 12)
    for format_ in ("terminal", "csv", "markdown"):
        shown = run("check", "mazur", "a.yaml", "--format", format_).stdout.decode()
        assert shown.count("follows") == 3
        assert (
            run("check", "mazur", "a.yaml", "--format", format_, "--ascii", "--width", "40").returncode == 1
        )


def test_a_page_of_40_columns_and_plain_signs_hold_the_sheet(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(SIGN + "\n∂E/∂w6: 0.0827\nw6⁺: −0.4\n")
    shown = run("check", "mazur", "a.yaml", "--ascii", "--width", "40", "--intervals").stdout.decode()
    assert shown.isascii()
    assert max(map(len, shown.splitlines())) <= 40


def test_only_marks_the_numbers_named_and_misses_those_not_given(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(SIGN)
    told = json.loads(run("check", "mazur", "a.yaml", "--only", "w7+,w6+", "--format", "json").stdout)
    assert {one["name"]: one["verdict"] for one in told["answers"]} == {"w7+": "follows", "w6+": "blank"}


def test_after_many_updates_a_number_is_judged_by_those_before_it() -> None:
    sheet = sheet_of("mazur", steps=40)
    before = [q for q in sheet.everything if q.kind == "parameter" and q.update == 39]
    now = Quantity("parameter", "w5", update=40)
    answers = [Answer(name_of(q), q, parse(numbers.one(sheet.numbers[q], 3)), 38) for q in before]
    value = sheet.numbers[now]
    assert isinstance(value, Decimal)
    for shift, verdict in ((Decimal(0), CORRECT), (Decimal("0.03"), WRONG)):
        answer = Answer("w5+", now, parse(numbers.one(value + shift, 3)), 39)
        assert check(Exercise(sheet), [*answers, answer])[-1].verdict == verdict


def test_the_sentences_tell_what_is_wrong_by_itself() -> None:
    text = "out_h1: 0.7\nout_h2: 0.7\nnet_o1: 1.2242\nE_o2: 0.5\ndelta_o1: 0.9"
    assert sentences(Report(sheet_of("mazur"), marks(text))) == (
        "0 of 5 answers are right, 1 right from wrong ones before, 4 wrong.",
        "Look first at out_h1, the first number that is wrong; the one after it follows from it.",
        "out_h2 is wrong by itself; the one follows from it.",
        "E_o2 and delta_o1 are wrong by themselves.",
    )


def test_numbers_of_samples_and_of_all_stand_under_their_titles(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("sample 2: {out_y: 0.4}\nsample 1: {out_y: 0.5}\nE: 0.1\nfoo: 1")
    lines = run("check", "xor", "a.yaml").stdout.decode().splitlines()
    titles = ["Sample 1", "Sample 2", "All samples", "Unknown names"]
    assert [line for line in lines if line in titles] == titles


@pytest.mark.parametrize(
    ("text", "file", "said"),
    [
        ("name,value,answer\nE,1,0.2984\n", "a.csv", "`value` and `answer` are both columns of the value"),
        ("name,quantity,value\nE,E,1\n", "a.csv", "`name` and `quantity` are both columns of the name"),
        ("step ١: {E: 0.29}\n", "a.yaml", "a mapping, but one number is expected"),
        ("E:\t0.29\n", "a.yaml", "a tab (U+0009) stands here"),
        ("out_o1: 0.75 14\n", "a.yaml", "is `0.75 14`"),
        ('name,value\nE,0.2984\n"out_o1,0.7514\nw5+,0.3589\n', "a.csv", "this row cannot be read"),
    ],
)
def test_what_may_mean_two_things_is_refused(text: str, file: str, said: str) -> None:
    with pytest.raises(InputError) as error:
        read_answers(text.encode(), file, sheet_of("mazur"))
    assert said in str(error.value)


@pytest.mark.parametrize(
    "text",
    [
        "out_o1: ?\nE: -\n",
        "{out_o1: ?, E: -}",
        "out_o1: -   # not yet\nE: ? # nor this\n",
        "out_o1:   ?\nE: -",
    ],
)
def test_a_question_mark_and_a_dash_are_blanks(text: str) -> None:
    assert verdicts(text) == {"out_o1": BLANK, "E": BLANK}


@pytest.mark.parametrize("text", ["10", "20.5", "1/10", "5e-324", "1e308", "102e1", "-0.10"])
@pytest.mark.parametrize("name", ["E", "net_h1", "dE/dw5"])
def test_a_wrong_number_is_wrong_whatever_its_digits_swapped_would_be(name: str, text: str) -> None:
    sheet = sheet_of("mazur")
    answers = read_answers(f"{name}: {text}".encode(), "a.yaml", sheet)
    (mark,) = check(exercise := Exercise(sheet), answers, None, Diagnoser(exercise).named)
    assert mark.verdict == WRONG


ODD_NAMES = """
inputs: {"x(1)": 0.5, "'a": 1}
targets: {"y(2)": 1}
layers:
  - neurons: ["h(2)", "'b"]
    weights: [["w(2)", "'=w"], [0.3, 0.4]]
  - neurons: ["y(2)"]
    weights: [[0.5, 0.6]]
activation: sigmoid
loss: half_squared_error
learning_rate: 0.5
""".replace('["w(2)", "\'=w"]', '{"w(2)": 0.1, "\'=w": 0.2}')


@pytest.mark.parametrize("format_", ["csv", "json", "template"])
def test_names_with_brackets_and_apostrophes_can_be_answered(format_: str) -> None:
    sheet = Worksheet(read_network(ODD_NAMES.encode(), "odd.yaml"))
    style = Style(6, 80, False, False)
    if format_ == "template":
        lines = template(sheet, asked_for_in(sheet)).splitlines()
        data = "\n".join(line + " 0.5" * line.endswith(":") for line in lines)
    else:
        data = written(sheet, format_, style)
    found = check(Exercise(sheet), read_answers(data.encode(), f"a.{format_}", sheet))
    assert len(found) > 20
    assert UNKNOWN not in {mark.verdict for mark in found}
    assert format_ == "template" or {mark.verdict for mark in found} == {CORRECT}


def test_an_answer_file_is_read_up_to_its_limit() -> None:
    text = "E: 0.2984\n" + "#" * (64 * 1024 - 11) + "\n"
    assert verdicts(text) == {"E": CORRECT}
    with pytest.raises(InputError, match="larger than 64 KiB"):
        verdicts(text + "\n")
    assert verdicts("step,sample,name,value\n1,1,E,0.2984\n" + "\n" * 64 * 1024, file="a.csv") == {
        "E": CORRECT
    }


def test_many_unknown_names_get_few_suggestions() -> None:
    found = marks("".join(f"out_h{k}: 1\n" for k in range(3, 4000)))
    assert len(found) == 3997
    assert 0 < sum(bool(mark.answer.help) for mark in found) <= 20


@pytest.mark.parametrize("text", ["i1: 0", "w1: 0", "b1+: 0", "eta: 0"])
def test_a_given_number_written_as_0_has_too_few_digits(text: str) -> None:
    found = verdicts(f"{text}\nnet_h2: 0.3925\nw5+: 0.3589\n")
    assert found == {text.partition(":")[0]: FEWER, "net_h2": CORRECT, "w5+": CORRECT}


def test_what_cannot_be_read_in_a_table_is_told_where_it_begins() -> None:
    with pytest.raises(InputError) as error:
        read_answers(b'name,value\nE,0.2984\n"out_o1,0.7514\nw5+,0.3589\n', "a.csv", sheet_of("mazur"))
    assert error.value.problems[0].place == (3, 1)


def test_two_answers_on_the_command_line_to_one_number_are_refused(run: Run, tmp_path: Path) -> None:
    done = run("check", "mazur", "--set", "E=1", "--set", "E=2")
    assert (done.returncode, b"`E` is answered twice" in done.stderr) == (2, True)
    (tmp_path / "a.yaml").write_text("E: 1\n")
    assert run("check", "mazur", "a.yaml", "--set", "E=0.2984").returncode == 0


def test_a_report_goes_into_several_files(run: Run, tmp_path: Path) -> None:
    done = run("check", "mazur", "--set", "E=0.2984", "-o", "a.csv", "-o", "a.json", "-o", "a.md", "-o", "-")
    assert (done.returncode, done.stderr) == (0, b"")
    assert sorted(one.name for one in tmp_path.iterdir()) == ["a.csv", "a.json", "a.md"]
    assert b"The answer is correct." in done.stdout
    assert json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))["correct"]


@pytest.mark.parametrize("name", ["a.pdf", "a.unknown", "a"])
def test_a_report_is_written_in_no_format_that_it_does_not_have(name: str, run: Run, tmp_path: Path) -> None:
    done = run("check", "mazur", "--set", "E=0.2984", "-o", name)
    assert (done.returncode, list(tmp_path.iterdir())) == (2, [])
    assert b"the suffix tells no format" in done.stderr


def test_only_one_file_comes_from_standard_input(run: Run) -> None:
    for arguments in (("-", "-"), ("mazur", "-", "--scheme", "-")):
        done = run("check", *arguments, stdin=b"E: 1\n")
        assert (done.returncode, b"only one file can come from standard input" in done.stderr) == (2, True)


@pytest.mark.parametrize("text", ["1e-300", "1.2e-21", "3·10^-12"])
def test_nobody_swaps_the_digits_of_an_exponent(text: str, run: Run) -> None:
    assert run("explain", "mazur", text).returncode == 1


def test_no_calculation_gives_a_given_number(run: Run) -> None:
    said = run("check", "mazur", "--set", "w5=0.3589").stdout.decode()
    assert "That is the value of w5+." in said
    assert "updat" not in said
