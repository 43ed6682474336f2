"""Answers as text, marked: what the tests of checking have in common."""

from __future__ import annotations

from functools import cache

from backprop_cli.check.exercise import Exercise
from backprop_cli.check.marker import check
from backprop_cli.check.reading.answers import read_answers
from backprop_cli.check.verdicts import Mark, Rules
from backprop_cli.network import bundled
from backprop_cli.network.read import read_network
from backprop_cli.network.yaml.source import read_file
from backprop_cli.sheet.worked_example import Worksheet


@cache
def sheet_of(name: str, **changes: object) -> Worksheet:
    """The worksheet of a bundled network, with other settings; worked out once."""
    network = read_network(read_file(bundled.find(name)), name)
    return Worksheet(network._replace(**changes))


def marks(text: str, name: str = "mazur", file: str = "a.yaml", rules: Rules | None = None) -> list[Mark]:
    sheet = sheet_of(name)
    return list(check(Exercise(sheet), read_answers(text.encode(), file, sheet), rules))


def verdicts(text: str, name: str = "mazur", **more: object) -> dict[str, str]:
    return {mark.answer.name: mark.verdict for mark in marks(text, name, **more)}  # type: ignore[arg-type]


SIGN = "dE/dnet_o2: 0.0381\ndE/dw7: 0.0226\nw7+: 0.4887\ndE/dw8: -0.0227\ndE/dw5: 0.0822\ndE/dw1: 0.0009"
