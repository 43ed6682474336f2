"""Rounding at each step: the numbers printed are the very numbers that are multiplied."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, reject, settings
from strategies import networks

from backprop_cli.calculation.floats import on_floats
from backprop_cli.calculation.quantity import name_of
from backprop_cli.calculation.rounding import rounding_of
from backprop_cli.errors import NoValueError
from backprop_cli.network.bundled import find
from backprop_cli.network.model import Network, Rounding
from backprop_cli.network.read import read_network
from backprop_cli.network.yaml.source import read_file
from backprop_cli.sheet.worked_example import Worksheet


@pytest.mark.parametrize(
    ("kind", "places", "mode", "number", "expected"),
    [
        ("decimals", 4, "half_up", "0.00005", "0.0001"),
        ("decimals", 4, "half_even", "0.00005", "0.0000"),
        ("decimals", 2, "half_up", "-0.005", "-0.01"),
        ("decimals", 2, "half_up", "-0.004", "0.00"),
        ("decimals", 0, "half_up", "12.5", "13"),
        ("significant", 3, "half_up", "0.08195", "0.0820"),
        ("significant", 3, "half_up", "0.09996", "0.100"),
        ("significant", 3, "half_even", "0.12250", "0.122"),
        ("significant", 2, "half_up", "12345", "1.2E+4"),
        ("significant", 4, "half_up", "0", "0"),
    ],
)
def test_a_number_is_rounded_as_on_paper(
    kind: str, places: int, mode: str, number: str, expected: str
) -> None:
    assert str(rounding_of(Rounding(kind, places, True, mode))(Decimal(number))) == expected


@given(networks())
@settings(max_examples=40, deadline=None)
def test_every_step_is_its_formula_on_the_rounded_numbers_before_it(network: Network) -> None:
    rule = Rounding("decimals", 4, True)
    sheet = Worksheet(network._replace(rounding=rule))
    try:
        numbers = sheet.numbers
    except NoValueError:  # an output rounded to 0, whose logarithm the loss needs
        reject()
    for quantity in sheet.order:
        number = numbers[quantity]
        again = on_floats(sheet.step(quantity).formula, sheet.numbers)
        assert abs(float(number) - again) <= 0.5e-4 * (1 + 1e-6) + 1e-12, name_of(quantity)
        assert number == rounding_of(rule)(Decimal(number)), name_of(quantity)


def mazur(rounding: Rounding) -> Worksheet:
    network = read_network(read_file(find("mazur")), "mazur.yaml")
    return Worksheet(network._replace(rounding=rounding))


def test_mazur_with_four_decimals_at_each_step() -> None:
    sheet = mazur(Rounding("decimals", 4, True))
    numbers = [str(sheet.number(name)) for name in ("out_o1", "dE/dw5", "dE/dw1", "w1+", "E+")]
    assert numbers == ["0.7514", "0.0822", "0.0004", "0.1498", "0.2910"]


def test_rounding_at_the_end_changes_no_number() -> None:
    sheet, exact = mazur(Rounding("decimals", 4)), mazur(Rounding("decimals", 4, True)).exact_numbers
    assert sheet.number("E+") == exact[sheet.steps.loss(0, after=True)]
