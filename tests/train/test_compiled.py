"""Compiled epochs, matrices and exact decimals agree over several updates, for every rule and every batch."""

from __future__ import annotations

import math
import re
from decimal import Decimal
from pathlib import Path

import pytest
from strategies import random_network

from backprop_cli.calculation.floats import OPERATIONS
from backprop_cli.calculation.given import given_numbers
from backprop_cli.calculation.quantity import Quantity
from backprop_cli.calculation.traced import TracedNumbers
from backprop_cli.maths.optimizers import ENTRIES
from backprop_cli.network.model import Choice, Network, Penalty, Sample
from backprop_cli.network.read import read_network
from backprop_cli.sheet.worked_example import Worksheet
from backprop_cli.train.compiled import Program
from backprop_cli.train.history import History
from backprop_cli.train.inlining import inlined
from backprop_cli.train.straight_line import CODE

EPOCHS = 3
RULES = [entry for entry in ENTRIES if entry.name != "perceptron"]
UPDATES = ({"batch": "mean"}, {"batch": "sum"}, {"update": "online"}, {"update": "minibatch", "minibatch": 2})


def trained(rule: str, **settings: object) -> Network:
    """A smooth random network with three samples, penalties and an update rule."""
    network = random_network(7, activations=("sigmoid", "tanh", "softplus"))
    first = network.samples[0]
    others = (Sample(tuple(x + place for x in first.inputs), first.targets) for place in (1, 2))
    entry = next(one for one in ENTRIES if one.name == rule)
    choice = Choice(rule, tuple((name, Decimal(value or 0)) for name, value in entry.options))
    return network._replace(
        samples=(first, *others),
        optimizer=choice,
        epochs=EPOCHS,
        batch=str(settings.pop("batch", "mean")),
        l2=Penalty(Decimal("0.1")),
        l1=Penalty(Decimal("0.01"), biases=True),
        **settings,  # type: ignore[arg-type]
    )


@pytest.mark.parametrize("rule", RULES, ids=lambda entry: entry.name)
@pytest.mark.parametrize("settings", UPDATES, ids=str)
def test_three_computations_agree_over_several_updates(rule: object, settings: dict[str, object]) -> None:
    network = trained(rule.name, **settings)  # type: ignore[attr-defined]
    sheet, given = Worksheet(network), given_numbers(network)
    traced, program = TracedNumbers(network, sheet.steps, given), Program(network, given)
    values, after = program.run(program.start(given), 1, EPOCHS, History())
    assert after == len(sheet.updates) + 1
    for variable, compiled in zip(program.variables, values, strict=True):
        last = variable._replace(update=len(sheet.updates))
        exact = float(sheet.numbers[last])
        assert math.isclose(compiled, exact, rel_tol=1e-9, abs_tol=1e-12), (last, compiled, exact)
        assert math.isclose(float(traced[last]), exact, rel_tol=1e-9, abs_tol=1e-12), last


def test_mazur_after_ten_thousand_updates() -> None:
    path = Path(__file__).parents[2] / "networks" / "mazur.yaml"
    network = read_network(path.read_bytes(), path.name)
    given, history = given_numbers(network), History()
    program = Program(network, given)
    program.run(program.start(given), 1, 10_001, history)
    assert f"{history.losses[0]:.9f}" == "0.298371109"
    assert f"{history.losses[1]:.9f}" == "0.291027774"
    assert f"{history.losses[9_999]:.10f}" == "0.0000351085"
    assert f"{history.losses[10_000]:.10f}" == "0.0000351019"


def test_every_operation_is_code_or_a_function() -> None:
    from backprop_cli.maths.functions import FLOAT

    assert set(OPERATIONS) <= set(CODE) | set(FLOAT)


def test_equal_parts_are_worked_out_once() -> None:
    network = random_network(7, activations=("sigmoid",))
    text = Program(network, given_numbers(network)).text
    lines = [line.partition(" = ")[2] for line in text.splitlines() if line.startswith("        v")]
    assert lines
    assert len(set(lines)) == len(lines)
    neurons = sum(len(layer.neurons) for layer in network.layers)
    assert text.count("exp(") == 2 * neurons  # the slope of a sigmoid uses those of its value


def test_what_is_used_once_stands_where_it_is_used() -> None:
    lines = [
        "v1 = p0 * 0.5",
        "v2 = v1 + p1",
        "v3 = exp(v2)",
        "u4 = v3 + v3",
        "v10 = u4 - v3",
        "loss = v10",
        "t += 1",
    ]
    left = ["v3 = exp(((p0 * 0.5) + p1))", "loss = ((v3 + v3) - v3)", "t += 1"]
    assert inlined(lines) == left


def test_a_given_0_or_1_leaves_no_operation() -> None:
    path = Path(__file__).parents[2] / "networks" / "xor.yaml"
    network = read_network(path.read_bytes(), path.name)
    text = Program(network, given_numbers(network)).text
    assert not re.search(r"\* [01]\.0\b|\+ 0\.0\b|\b0\.0 \+", text)
    assert Quantity("rate") in given_numbers(network)
