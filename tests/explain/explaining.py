"""What is said of printed numbers, for the tests of this folder."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from conftest import ROOT

from backprop_cli.calculation.quantity import name_of
from backprop_cli.check.reading.written import parse
from backprop_cli.explain.explanation import Explained, Explanation
from backprop_cli.network.read import read_network
from backprop_cli.sheet.worked_example import Worksheet, make_worksheet

HERE = Path(__file__).parent


@cache
def worksheet(name: str) -> Worksheet:
    """The worksheet of a network of this folder, or of a bundled one."""
    path = HERE / "networks" / f"{name}.yaml"
    path = path if path.exists() else ROOT / "networks" / f"{name}.yaml"
    return make_worksheet(read_network(path.read_bytes(), path.name))


@cache
def explanation(name: str, step: int | None = None) -> Explanation:
    """What the numbers of a network are explained with."""
    return Explanation(worksheet(name), (), step)


def explained(name: str, *numbers: str, step: int | None = None) -> list[Explained]:
    """What is known of printed numbers."""
    return explanation(name, step).explained([parse(number) for number in numbers])


def reasons(known: Explained) -> list[tuple[str, str]]:
    """The findings of a number: which, after how many steps where they are many, and how."""
    return [(_name(known, place), finding.how) for place, finding in enumerate(known.findings)]


def _name(known: Explained, place: int) -> str:
    q = known.findings[place].quantity
    return name_of(q) if q.update < 2 else f"{name_of(q._replace(update=0))} after {q.update}"
