"""How many numbers `worksheet --given` leaves on a sheet: the nearest whole number to the share asked for."""

from __future__ import annotations

import csv
import io
from itertools import pairwise

import pytest

from backprop_cli.cli.frame import framed

Said = pytest.CaptureFixture[str]


def values(capsys: Said, *arguments: str) -> list[str]:
    """The numbers of a sheet as CSV, the blank ones empty."""
    assert framed(["worksheet", *arguments, "--format", "csv"]) == 0
    return [row["value"] for row in csv.DictReader(io.StringIO(capsys.readouterr().out))]


@pytest.mark.parametrize("percent", [1, 5, 10, 33, 50, 66, 90, 99])
@pytest.mark.parametrize("name", ["mazur", "hmkcode", "karpathy-neuron"])
def test_a_share_is_rounded_to_the_nearest_number(name: str, percent: int, capsys: Said) -> None:
    found = values(capsys, name, "--given", f"{percent}%")
    assert abs(sum(map(bool, found)) - len(found) * percent / 100) <= 0.5


@pytest.mark.parametrize(("share", "given"), [("0%", 0), ("49%", 0), ("51%", 1), ("0.6", 1), ("100%", 1)])
def test_more_than_half_of_one_number_is_that_number(share: str, given: int, capsys: Said) -> None:
    found = values(capsys, "mazur", "--only", "net_h1", "--given", share)
    assert (len(found), sum(map(bool, found))) == (1, given)


def test_a_given_number_is_the_right_one(capsys: Said) -> None:
    solved, given = values(capsys, "mazur", "--given", "100%"), values(capsys, "mazur", "--given", "50%")
    assert all(solved)
    assert {one or other for one, other in zip(given, solved, strict=True)} == set(solved)


def test_a_larger_share_takes_no_number_away(capsys: Said) -> None:
    shares = [values(capsys, "mazur", "--given", f"{percent}%", "--seed", "4") for percent in (20, 40, 60)]
    for fewer, more in pairwise(shares):
        assert all(new == old for old, new in zip(fewer, more, strict=True) if old)
