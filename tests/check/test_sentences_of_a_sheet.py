"""What `check` says below a sheet: how it went, where to look first, what follows, and what fits it all."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from backprop_cli.cli.frame import framed

Said = pytest.CaptureFixture[str]

SIGN = ("dE/dnet_o2=0.0381", "dE/dw7=0.0226", "w7+=0.4887")
"""A wrong number, one that follows from it, and one that follows from that."""

DOUBLE = ("E=0.5967", "dE/dout_o1=1.4827", "dE/dout_o2=-0.4341", "dE/dw5=0.1643")
"""The numbers of a loss without its ½."""

WRONG = tuple(f"{name}+=9.9" for name in ("w1", "w2", "w3", "w4", "w5", "w6", "w7", "w8"))
"""Numbers that are wrong by themselves."""


def said(capsys: Said, *answers: str, network: str = "mazur", options: tuple[str, ...] = ()) -> str:
    """What stands below the table, and beside its numbers."""
    given = [part for answer in answers for part in ("--set", answer)]
    framed(["check", network, *given, "--width", "200", *options])
    return capsys.readouterr().out


def rows(capsys: Said, *answers: str, options: tuple[str, ...] = ()) -> dict[str, dict[str, str]]:
    """The rows of CSV by name."""
    out = said(capsys, *answers, options=("--format", "csv", *options))
    return {row["name"]: row for row in csv.DictReader(io.StringIO(out))}


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        (SIGN[:1], "The answer is wrong.\n"),
        (SIGN[:2], "the first number that is wrong; 1 number after it follows from it.\n"),
        (SIGN, "the first number that is wrong; 2 numbers after it follow from it.\n"),
        (("E=0.5967", *SIGN), "dE/dnet_o2 is wrong by itself; 2 numbers follow from it.\n"),
        (("E=0.5967", *SIGN[:2]), "dE/dnet_o2 is wrong by itself; 1 number follows from it.\n"),
        (WRONG[:2], "\nw2+ is wrong by itself.\n"),
        (WRONG[:3], "\nw2+ and w3+ are wrong by themselves.\n"),
        (WRONG, "\nw2+ to w8+ are wrong by themselves.\n"),
        ((*WRONG[:3], *WRONG[4:]), "\nw2+, w3+ and w5+ to w8+ are wrong by themselves.\n"),
        (("w5+=0.3589", "w6+=0.4087"), "\nAll 2 answers are correct.\n"),
        (("w5+=0.3589",), "\nThe answer is correct.\n"),
        (("w5+=0.3589", "w6+=", "foo=1", "w7+=9"), "1 of 4 answers are right, 1 wrong, 1 blank, 1 with an"),
    ],
)
def test_the_sentences_count_what_is_wrong_and_what_follows(
    answers: tuple[str, ...], sentence: str, capsys: Said
) -> None:
    assert sentence in said(capsys, *answers)


def test_what_follows_names_up_to_three_numbers_that_it_follows_from(capsys: Said) -> None:
    found = rows(capsys, "net_h1=0.4775", "net_h2=0.4925", "net_o1=1.1262")
    assert found["net_o1"]["verdict"] == "follows"
    assert found["net_o1"]["remark"] == "right from your net_h1 and net_h2"


CONVENTION = "fits E = Σ (target − out)² without the ½; the file says ½."


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        (DOUBLE, f"Everything {CONVENTION}"),
        (DOUBLE[:2], f"Everything {CONVENTION}"),
        (SIGN, "Everything fits a calculation where the error has the other sign."),
    ],
)
def test_a_convention_that_fits_every_number_is_proposed(
    answers: tuple[str, ...], sentence: str, capsys: Said
) -> None:
    assert sentence in said(capsys, *answers)


FITTING = (
    *("E=0.5967", "E_o1=0.5496", "E_o2=0.0471", "dE/dout_o1=1.4827", "dE/dout_o2=-0.4341"),
    *("dE/dnet_o1=0.2770", "dE/dnet_o2=-0.0762", "dE/dw5=0.1643", "dE/dw6=0.1653", "dE/dw7=-0.0452"),
    *("dE/dw8=-0.0455",),
)
"""Eleven numbers of a loss without its ½."""


def test_a_convention_may_miss_one_number_of_twelve_and_none_of_few(capsys: Said) -> None:
    assert f"11 of 12 numbers {CONVENTION.replace('fits', 'fit')}" in said(capsys, *FITTING, "w8+=9.9999")
    assert "fit E" not in said(capsys, *FITTING, "w8+=9.9999", "w7+=9.9999")
    assert "fit E" not in said(capsys, *FITTING[:8], "w8+=9.9999")


RIGHT = (
    *("net_h1=0.377500", "out_h1=0.593270", "net_h2=0.392500", "out_h2=0.596884", "net_o1=1.105906"),
    *("out_o1=0.751365", "net_o2=1.224921", "out_o2=0.772928", "E_o1=0.274811", "E_o2=0.023560"),
    *("E=0.298371", "dE/dout_o1=0.741365", "dE/dout_o2=-0.217072", "dE/dnet_o1=0.138499"),
    *("dE/dnet_o2=-0.038098", "dE/dw5=0.082167", "dE/dw6=0.082668", "dE/dw7=-0.022603"),
    *("dE/dw8=-0.022740", "dE/dw1=0.000439", "dE/dw2=0.000877", "w5+=0.358916", "w6+=0.408666"),
)
"""Right numbers, which every calculation fits that has a mistake only after them."""


def test_a_convention_is_proposed_only_where_it_explains_a_wrong_number(capsys: Said) -> None:
    told = said(capsys, *RIGHT, "w1+=9.99999", "w2+=9.99999")
    assert "23 of 25 answers are right, 2 wrong." in told
    assert "numbers fit" not in told


def test_one_wrong_number_proposes_no_convention(capsys: Said) -> None:
    assert "fits" not in said(capsys, DOUBLE[0])
    assert "fits" not in said(capsys, DOUBLE[0], "out_h1=0.5933")


def test_no_convention_is_proposed_beside_a_tolerance(capsys: Said) -> None:
    assert "fits" not in said(capsys, *DOUBLE, options=("--tolerance", "1%"))


@pytest.mark.parametrize(
    ("answer", "digits", "expected"),
    [
        ("out_o1=0.75", (), "0.751"),
        ("out_o1=0.7514", (), "0.7514"),
        ("out_o1=0.751365070", (), "0.751365070"),
        ("out_o1=0.7514", ("--digits", "6"), "0.751365"),
        ("out_o1=0.7514", ("--digits", "2"), "0.751"),
        ("out_o1=3/4", (), "0.751365"),
    ],
)
def test_the_right_number_has_the_decimals_of_the_answer(
    answer: str, digits: tuple[str, ...], expected: str, capsys: Said
) -> None:
    assert rows(capsys, answer, options=digits)["out_o1"]["expected"] == expected


def test_the_right_numbers_have_at_least_the_decimals_of_most_answers(capsys: Said) -> None:
    found = rows(capsys, "out_h1=0.5933", "out_h2=0.5969", "out_o1=0.75", "out_o2=0.772928")
    assert [row["expected"] for row in found.values()] == ["0.5933", "0.5969", "0.7514", "0.772928"]
    found = rows(capsys, "out_h1=0.59327", "out_h2=0.597")
    assert found["out_h2"]["expected"] == "0.59688"


@pytest.mark.parametrize(
    ("options", "shown"),
    [((), {"w5+", "w6+", "dE/dw5"}), (("--hint",), {"w5+", "dE/dw5"}), (("--no-spoilers",), set())],
)
def test_right_numbers_are_shown_as_far_as_they_may_be(
    options: tuple[str, ...], shown: set[str], capsys: Said
) -> None:
    found = rows(capsys, "w5+=0.3589", "w6+=0.9", "dE/dw5=0.08", options=("--digits", "4", *options))
    assert {name for name, row in found.items() if row["expected"]} == shown


@pytest.mark.parametrize(
    ("answer", "options", "accepted"),
    [
        ("out_o1=0.7514", ("--tolerance", "0.001"), "0.7504 to 0.7523"),
        ("out_o1=0.75", ("--tolerance", "0.01"), "0.75 to 0.76"),
        ("out_o1=0.7514", ("--tolerance", "4dp"), "0.7514"),
        ("dE/dw7=-0.0226", ("--tolerance", "0.001"), "-0.0236 to -0.0217"),
        ("dE/dw7=-0.0226", ("--tolerance", "10%"), "-0.0248 to -0.0204"),
    ],
)
def test_what_is_accepted_are_the_outermost_answers_that_are_right(
    answer: str, options: tuple[str, ...], accepted: str, capsys: Said
) -> None:
    name = answer.partition("=")[0]
    found = rows(capsys, answer, options=("--intervals", *options))[name]["accepted"]
    assert found == accepted
    for end in found.split(" to "):
        assert rows(capsys, f"{name}={end}", options=options)[name]["verdict"] == "correct"


@pytest.mark.parametrize(
    ("answer", "remark"),
    [
        ("out_h1=0.6", "1 decimal of 4"),
        ("out_h1=0.59", "2 decimals of 4"),
        ("out_h1=0.593", "3 decimals of 4"),
    ],
)
def test_missing_decimals_are_counted(answer: str, remark: str, capsys: Said) -> None:
    assert rows(capsys, answer, options=("--digits", "4"))["out_h1"]["remark"] == remark


def test_points_of_a_class_are_those_reached_of_all(tmp_path: Path, capsys: Said) -> None:
    texts = {"a.yaml": "w5+: 0.3589\nw6+: 0.9\n", "b.yaml": "dE/dnet_o2: 0.0381\ndE/dw7: 0.0226\n"}
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    framed(["check", "mazur", *(str(tmp_path / name) for name in texts), "--points", "2", "--width", "200"])
    rows_ = [line.partition(".yaml")[2].split() for line in capsys.readouterr().out.splitlines()[1:3]]
    assert [row[:4] for row in rows_] == [["1", "of", "2", "2/4"], ["0", "of", "2", "2/4"]]
