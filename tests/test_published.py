"""The program gives every number that the sources print, and the correct one where a source errs.

Each table in `published/` holds the numbers of one source as printed. A number agrees when it is within half
a unit of the last printed place, or within one (`units: 1`) where the author carried rounded numbers on. A
wrong print has the `correct` one beside it, and says `why`. `published/later` holds what cannot be worked out
yet.
"""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import reference
import yaml

from backprop_cli.example.worksheet import Worksheet, make_worksheet
from backprop_cli.network.read import read_network

HERE = Path(__file__).parent
NETWORKS = sorted(HERE.parent.joinpath("networks").glob("*.yaml"))
TABLES = sorted(HERE.joinpath("published").glob("*.yaml"))
LATER = sorted(HERE.joinpath("published/later/networks").glob("*.yaml"))
DOUBLE = Decimal("1e-14")
"""The relative error of a number that its author computed in double precision and printed in full."""


def load(path: Path) -> Any:
    """A YAML file with every scalar as its text, so that 0.10 keeps its last place."""
    return yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)


def rows() -> list[Any]:
    """Every printed number: its network, and its row of the table."""
    tables = [(path.stem, load(path)) for path in TABLES]
    return [
        pytest.param(
            table["network"], row, id=f"{stem} {row.get('sample', '')} {row['name']} {row['printed']}"
        )
        for stem, table in tables
        for row in table["numbers"]
    ]


@cache
def worksheet(path: Path) -> Worksheet:
    """The worksheet of a network file."""
    return make_worksheet(read_network(path.read_bytes(), path.name))


def value(sheet: Worksheet, name: str, sample: int) -> Decimal:
    """The number that a name stands for, or `-name`, `name - name`, `exp name`."""
    minuend, minus, subtrahend = name.partition(" - ")
    if minus:
        return value(sheet, minuend, sample) - value(sheet, subtrahend, sample)
    if name.startswith("-"):
        return -value(sheet, name[1:], sample)
    if name.startswith("exp "):
        return value(sheet, name[4:], sample).exp()
    return Decimal(str(sheet.number(name, sample)))


def agrees(number: Decimal, printed: str, units: str = "0.5") -> bool:
    """Whether a number is the printed one, to so many units of its last place."""
    shown = Decimal(printed)
    allowed = Decimal(units).scaleb(shown.as_tuple().exponent)
    if len(shown.as_tuple().digits) >= 15:
        allowed = max(allowed, DOUBLE * abs(shown))
    return abs(number - shown) <= allowed


@pytest.mark.parametrize(("network", "row"), rows())
def test_a_printed_number_comes_out_unless_it_is_wrong(network: str, row: dict[str, str]) -> None:
    path = HERE.parent / "networks" / network
    number = value(worksheet(path), row["name"], int(row.get("sample", 1)))
    right = row.get("correct", row["printed"])
    assert agrees(number, right, row.get("units", "0.5")), f"{row['name']} is {number}, not {right}"
    if "correct" in row:
        assert not agrees(number, row["printed"]), f"{row['printed']} is right, though {row['why']}"


@pytest.mark.parametrize("path", NETWORKS, ids=lambda path: path.stem)
def test_a_bundled_network_says_its_name_and_its_source(path: Path) -> None:
    network = worksheet(path).network
    assert network.name != path.stem
    assert network.source


@pytest.mark.parametrize("path", NETWORKS, ids=lambda path: path.stem)
def test_a_bundled_network_has_the_numbers_of_the_reference(path: Path) -> None:
    sheet = worksheet(path)
    for sample in range(1, len(sheet.network.samples) + 1):
        for name, expected in reference.solve(path, sample).items():
            judge = Decimal(reference.M.nstr(expected, 40))
            off = abs(Decimal(str(sheet.number(name, sample))) - judge)
            assert off <= Decimal("1e-38") * abs(judge), f"{name} of sample {sample}"


@pytest.mark.parametrize("path", LATER, ids=lambda path: path.stem)
def test_a_network_for_later_is_read(path: Path) -> None:
    assert read_network(path.read_bytes(), path.name).source
