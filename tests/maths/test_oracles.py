"""The four tables are complete: every entry has its oracle, its defaults and its other names; what formulas
are made of is right, and so are the penalties.

The activations, the losses and the rules are `test_oracles_of_activations` and its neighbours.
"""

from __future__ import annotations

import inspect
import math
from typing import Any

import numpy
import oracles
import oracles_of_rules
import pytest
from judge import NEAR, Known, assert_float, assert_formula, on_digits
from oracles import M

from backprop_cli.maths import activations, functions, losses, optimizers, penalties
from backprop_cli.maths.activations import ACTIVATIONS
from backprop_cli.maths.losses import LOSSES
from backprop_cli.maths.optimizers import OPTIMIZERS
from backprop_cli.maths.penalties import PENALTIES, Penalty

TABLES = {
    "activation": (activations.ENTRIES, {**oracles.ACTIVATIONS, **oracles.LAYERS}),
    "loss": (losses.ENTRIES, oracles.LOSSES),
    "penalty": (penalties.ENTRIES, oracles.PENALTIES),
    "update rule": (optimizers.ENTRIES, oracles_of_rules.RULES),
}
WHERE = dict.fromkeys(TABLES, "tests/oracles.py") | {"update rule": "tests/maths/oracles_of_rules.py"}


@pytest.mark.parametrize("kind", TABLES)
def test_every_entry_has_an_oracle_and_every_oracle_an_entry(kind: str) -> None:
    entries, judges = TABLES[kind]
    names = {entry.name for entry in entries}
    missing, unknown = names - set(judges), set(judges) - names
    assert not missing, f"no oracle ({WHERE[kind]}) for the {kind} {', '.join(missing)}"
    assert not unknown, f"an oracle, but no {kind}: {', '.join(unknown)}"


@pytest.mark.parametrize("kind", TABLES)
def test_the_default_of_an_option_is_that_of_its_source(kind: str) -> None:
    entries, judges = TABLES[kind]
    for entry in (entry for entry in entries if entry.name in judges):
        parameters = inspect.signature(judges[entry.name]).parameters.values()
        sources = {one.name: float(one.default) for one in parameters if one.default is not one.empty}
        assert {name: float(default) for name, default in getattr(entry, "options", ())} == sources, (
            entry.name
        )


@pytest.mark.parametrize("table", [ACTIVATIONS, LOSSES, PENALTIES, OPTIMIZERS], ids=TABLES)
def test_another_name_is_that_of_the_entry_it_should_be(table: dict[str, Any]) -> None:
    names = {name: entry.name for name, entry in table.items()}
    assert names == {name: oracles.NAMES.get(name, name) for name in table}


@pytest.mark.parametrize("name", functions.FLOAT)
def test_a_function_on_floats_and_arrays_is_that_of_the_oracle(name: str) -> None:
    row, count = getattr(functions, name), len(inspect.signature(getattr(functions, name)).parameters)
    low = {"ln": 0.0, "sqrt": 0.0, "log1p": -1.0}.get(name, -math.inf)
    points = [x for x in (*NEAR, -25.0, 25.0) if x > low]
    points += [] if low in (0.0, -1.0) else [0.0]
    others = [(x / 2 + 0.1, -x)[: count - 1] for x in points]
    with M.workdps(oracles.MANY):
        truths = [
            float(oracles.FUNCTIONS[name](M.mpf(x), *more)) for x, more in zip(points, others, strict=True)
        ]
    for x, more, truth in zip(points, others, truths, strict=True):
        assert_float(row(x, *more), truth)
    assert numpy.allclose(row(*map(numpy.array, (points, *zip(*others, strict=True)))), truths, 1e-12, 0)


@pytest.mark.parametrize("entry", penalties.ENTRIES, ids=lambda one: one.name)
def test_a_penalty_has_the_value_and_the_slope_of_its_paper(entry: Penalty) -> None:
    weights, strength, judge = (0.4, -1.5, 2.25, 1e-9), 0.3, oracles.PENALTIES[entry.name]
    ws = [M.mpf(w) for w in weights]
    truth = judge(ws, M.mpf(strength))
    values = sum(on_digits(entry.value(Known(w))) for w in weights)
    assert_formula(entry.total, truth, values, strength)
    assert_float(entry.total(sum(map(entry.value, weights)), strength), truth)
    for w, slope in zip(weights, oracles.gradient(lambda xs: judge(xs, M.mpf(strength)), ws), strict=True):
        assert_formula(entry.slope, slope, w, strength)
        assert_float(entry.slope(w, strength), slope)
    assert entry.slope(0.0, strength) == 0
