"""Answers are read from every kind of file, under every name that a number may have."""

from __future__ import annotations

import pytest
from examples import written
from marked_answers import marks, sheet_of, verdicts

from backprop_cli.calculation.quantity import name_of
from backprop_cli.check.empty_answers import asked_for_in, template
from backprop_cli.check.exercise import Exercise
from backprop_cli.check.marker import check
from backprop_cli.check.reading.answers import read_answers
from backprop_cli.check.verdicts import BLANK, CORRECT, UNKNOWN
from backprop_cli.errors import InputError
from backprop_cli.network import bundled
from backprop_cli.network.read import read_network
from backprop_cli.sheet.worked_example import Worksheet
from backprop_cli.writing import numbers
from backprop_cli.writing.style import Style


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
        ("notes: about 0.6", "but a number is expected", "write it with digits"),
        ("notes: 0,5933", "with a decimal comma", "write 0.5933 with a decimal point"),
        ("out_h1: {half: 0.5}", "a mapping, but one number is expected", None),
        ("out_h1: 0.5\nout_h1: 0.6", "is here twice", "keep one"),
        ("delta_o1: 0.5\ndE/dnet_o1: 0.6", "which is another name of `delta_o1`", "keep one"),
        ("step 2: {out_h1: 0.5}", "there is no step 2: this network has 1", None),
        ("samples: [{}, {out_h1: 0.5}]", "there is no sample 2", None),
        ("samples: 3", "a list of mappings is expected", None),
        ("- 0.5", "an answer file is a mapping of names", "write a name, a colon"),
        ("name,value\nnotes,0x5", "hexadecimal", "write it as a decimal number"),
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


@pytest.mark.parametrize("name", bundled.names())
def test_a_template_asks_for_the_exercise_and_can_be_read(name: str) -> None:
    sheet = sheet_of(name)
    text = template(sheet)
    answers = read_answers(text.encode(), "answers.yaml", sheet)
    assert {one.quantity for one in answers} == {q for q, _ in asked_for_in(sheet)}
    assert all(one.written is None for one in answers)


@pytest.mark.parametrize(
    ("text", "file", "said"),
    [
        ("name,value,answer\nE,1,0.2984\n", "a.csv", "`value` and `answer` are both columns of the value"),
        ("name,quantity,value\nE,E,1\n", "a.csv", "`name` and `quantity` are both columns of the name"),
        ("step ١: {E: 0.29}\n", "a.yaml", "a mapping, but one number is expected"),
        ("E:\t0.29\n", "a.yaml", "a tab (U+0009) stands here"),
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


def test_what_cannot_be_read_in_a_table_is_told_where_it_begins() -> None:
    with pytest.raises(InputError) as error:
        read_answers(b'name,value\nE,0.2984\n"out_o1,0.7514\nw5+,0.3589\n', "a.csv", sheet_of("mazur"))
    assert error.value.problems[0].place == (3, 1)
