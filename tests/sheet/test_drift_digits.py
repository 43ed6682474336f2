"""Rounded beside exact: the exact numbers have two decimals more, and the drift is rounded less exact."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from backprop_cli.cli.frame import framed

Said = pytest.CaptureFixture[str]


def drifts(capsys: Said, *options: str) -> dict[str, list[str]]:
    """The rows of the table by name: rounded, exact, drift."""
    assert framed(["solve", "mazur", "--only", "E,out_o1", "--ascii", *options]) == 0
    table = capsys.readouterr().out.partition("Rounded and exact")[2]
    return {
        row[0]: [*row[1:]] for row in re.findall(r"^ +(\S+) +(\S+) +(\S+) +(-?\d\S*)$", table, re.MULTILINE)
    }


@pytest.mark.parametrize(
    ("rounding", "rounded", "exact"),
    [("3dp", "0.299", "0.29837"), ("4dp", "0.2984", "0.298371"), ("6dp", "0.298371", "0.29837111")],
)
def test_the_exact_number_has_two_decimals_more(
    rounding: str, rounded: str, exact: str, capsys: Said
) -> None:
    found = drifts(capsys, "--round", rounding)["E"]
    assert found[1] == exact
    assert abs(Decimal(found[0]) - Decimal(rounded)) <= Decimal("0.001")


@pytest.mark.parametrize("rounding", ["2dp", "3dp", "4dp", "3sf"])
def test_the_drift_is_what_rounding_added(rounding: str, capsys: Said) -> None:
    for rounded, exact, drift in drifts(capsys, "--round", rounding).values():
        apart = Decimal(rounded) - Decimal(exact)
        assert abs(apart - Decimal(drift)) <= Decimal(1).scaleb(Decimal(exact).as_tuple().exponent)  # type: ignore[arg-type]
