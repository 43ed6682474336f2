"""Slips of single digits: what is seen, what is too near to anything, and what each is made of."""

from __future__ import annotations

from decimal import Decimal

import pytest
from conftest import ROOT

from backprop_cli.check.exercise import Exercise
from backprop_cli.check.marker import marked
from backprop_cli.check.reading.answers import Answer
from backprop_cli.check.reading.written import parse
from backprop_cli.check.verdicts import Rules
from backprop_cli.mistakes.slips import SLIPS, is_truncated
from backprop_cli.mistakes.slips_recognised import slips
from backprop_cli.network.read import read_network
from backprop_cli.sheet.worked_example import Worksheet, make_worksheet

MOST_CANDIDATES = 60
"""Right numbers that a slip may have been, of a number of six decimals."""


@pytest.fixture(scope="module")
def mazur() -> Worksheet:
    """Mazur's worksheet."""
    path = ROOT / "networks" / "mazur.yaml"
    return make_worksheet(read_network(path.read_bytes(), path.name))


def named(worksheet: Worksheet, name: str, text: str) -> list[str]:
    """The slips in a number."""
    q, written = worksheet.names[name], parse(text)
    marker, _ = marked(Exercise(worksheet), [Answer(name, q, written)], Rules())
    return [slip.name for slip in slips(marker, q, written, float(written.half))]


@pytest.mark.parametrize(
    ("name", "text", "slip"),
    [
        ("w5+", "0.35816", "digit lost"),  # 0.358916
        ("w5+", "0.58916", "digit lost"),
        ("net_o1", "1.15906", "digit lost"),  # 1.105906
        ("w5+", "0.3558916", "digit doubled"),
        ("net_o1", "11.10591", "digit doubled"),
        ("net_o1", "1.165906", "6 for 0"),
        ("dE/dw5", "0.682167", "6 for 0"),  # 0.082167
        ("dE/dw5", "0.082107", "6 for 0"),
        ("out_o2", "0.712928", "1 for 7"),  # 0.772928
        ("out_o1", "0.757365", "1 for 7"),  # 0.751365
        ("E", "0.2983", "truncated"),  # 0.298371
        ("out_h1", "0.593269", "truncated"),  # 0.59326999
        ("E", "2.0984", "digits swapped"),  # across the point
        ("w5+", "5.3089", "digits swapped"),  # the outer ones of three, across the point
    ],
)
def test_a_slip_is_seen(mazur: Worksheet, name: str, text: str, slip: str) -> None:
    assert slip in named(mazur, name, text)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("w5+", "0.359"),  # right
        ("E", "0.29837"),  # cut off and rounded alike
        ("E", "0.2985"),
        ("w5+", "0.39"),  # of two figures a lost digit may be anything
        ("w5+", "0.35896"),  # before the last digit as well
        ("w5+", "0.35899"),  # twice the last digit may be anything
        ("w5+", "1/3"),
        ("w5+", "0"),
        ("w5+", "4e30"),
    ],
)
def test_what_may_be_anything_is_no_slip(mazur: Worksheet, name: str, text: str) -> None:
    digits = {"digit lost", "digit doubled", "6 for 0", "1 for 7", "truncated"}
    assert not digits & set(named(mazur, name, text))


@pytest.mark.parametrize("text", ["0.358916", "-12.060717", "0.000667", "1066.771177", "7e-12"])
@pytest.mark.parametrize(("name", "undone"), [(name, undone) for name, _, undone in SLIPS])
def test_a_slip_has_few_right_numbers_and_never_the_written_one(text: str, name: str, undone: object) -> None:
    candidates = list(undone(parse(text)))  # type: ignore[operator]
    assert len(candidates) <= MOST_CANDIDATES * (2 if len(text) > 9 else 1)
    assert parse(text).value not in [one.value for one in candidates]


@pytest.mark.parametrize(
    ("text", "exact", "truncated"),
    [
        ("0.66", "0.6666", True),
        ("0.67", "0.6666", False),
        ("-0.66", "-0.6666", True),
        ("-0.67", "-0.6666", False),
        ("0.33", "0.3333", False),
        ("12e3", "12700", True),
    ],
)
def test_a_number_is_truncated_only_where_rounding_gives_another(
    text: str, exact: str, truncated: bool
) -> None:
    assert is_truncated(parse(text), Decimal(exact)) is truncated
