"""The program gives every number that the sources print, and the correct one where a source errs.

Each table in `published/` holds the numbers of one source as printed. A number agrees when it is within half
a unit of the last printed place, or within one (`units: 1`) where the author carried rounded numbers on. A
wrong print has the `correct` one beside it, and says `why`. `with` changes how long a table's network trains.
`published/trained` holds what takes too many updates to show one by one; `test_train` works it out.
"""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import reference
import yaml

from backprop_cli.network.read import read_network
from backprop_cli.sheet.worked_example import Worksheet, make_worksheet

HERE = Path(__file__).parent
NETWORKS = sorted(HERE.parent.joinpath("networks").glob("*.yaml"))
TABLES = sorted(HERE.joinpath("published").glob("*.yaml"))
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
            (table["network"], tuple(table.get("with", {}).items())),
            row,
            id=f"{stem} {row.get('step', '')} {row.get('sample', '')} {row['name']} {row['printed']}",
        )
        for stem, table in tables
        for row in table["numbers"]
    ]


@cache
def worksheet(path: Path, changes: tuple[tuple[str, str], ...] = ()) -> Worksheet:
    """The worksheet of a network file, with another number of steps or epochs."""
    network = read_network(path.read_bytes(), path.name)
    return make_worksheet(network._replace(**{key: int(value) for key, value in changes}))


def value(sheet: Worksheet, name: str, sample: int, step: int | None) -> Decimal:
    """The number that a name stands for, or `-name`, `name - name`, `exp name`."""
    minuend, minus, subtrahend = name.partition(" - ")
    if minus:
        return value(sheet, minuend, sample, step) - value(sheet, subtrahend, sample, step)
    if name.startswith("-"):
        return -value(sheet, name[1:], sample, step)
    if name.startswith("exp "):
        return value(sheet, name[4:], sample, step).exp()
    return Decimal(str(sheet.number(name, sample, step)))


def agrees(number: Decimal, printed: str, units: str = "0.5") -> bool:
    """Whether a number is the printed one, to so many units of its last place."""
    shown = Decimal(printed)
    allowed = Decimal(units).scaleb(shown.as_tuple().exponent)
    if len(shown.as_tuple().digits) >= 15:
        allowed = max(allowed, DOUBLE * abs(shown))
    return abs(number - shown) <= allowed


@pytest.mark.parametrize(("network", "row"), rows())
def test_a_printed_number_comes_out_unless_it_is_wrong(network: tuple[str, Any], row: dict[str, str]) -> None:
    file, changes = network
    sheet = worksheet(HERE.parent / "networks" / file, changes)
    step = int(row["step"]) if "step" in row else None
    number = value(sheet, row["name"], int(row.get("sample", 1)), step)
    right = row.get("correct", row["printed"])
    assert agrees(number, right, row.get("units", "0.5")), f"{row['name']} is {number}, not {right}"
    if "correct" in row:
        assert not agrees(number, row["printed"]), f"{row['printed']} is right, though {row['why']}"


@pytest.mark.parametrize("path", NETWORKS, ids=lambda path: path.stem)
def test_a_bundled_network_says_its_name_and_its_source(path: Path) -> None:
    network = worksheet(path).network
    assert network.name != path.stem
    assert network.source


def is_plain(path: Path) -> bool:
    """Whether the reference, which knows one sample and gradient descent, can judge a network."""
    network = worksheet(path).network
    trains = network.loss is not None and (len(network.samples) > 1 or (network.steps or 1) > 1)
    return not trains and network.optimizer.name == "sgd"


@pytest.mark.parametrize("path", [path for path in NETWORKS if is_plain(path)], ids=lambda path: path.stem)
def test_a_bundled_network_has_the_numbers_of_the_reference(path: Path) -> None:
    sheet = worksheet(path)
    for sample in range(1, len(sheet.network.samples) + 1):
        for name, expected in reference.solve(path, sample).items():
            judge = Decimal(reference.M.nstr(expected, 40))
            off = abs(Decimal(str(sheet.number(name, sample))) - judge)
            assert off <= Decimal("1e-38") * abs(judge), f"{name} of sample {sample}"
