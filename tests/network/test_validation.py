"""`validation:` in a network file: the shape of `samples:`, the inputs and outputs of the network."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from test_schema import VALIDATOR

from backprop_cli.errors import InputError
from backprop_cli.network.model import Network
from backprop_cli.network.read import read_network

BASE = """
samples:
  - {inputs: {x1: 1, x2: 2}, targets: {p: 1, q: 0}}
  - {inputs: {x1: 3, x2: 4}, targets: {p: 0, q: 1}}
layers: [{activation: softmax, weights: [[1, 2], [3, 4]]}]
loss: cross_entropy
batch: mean
learning_rate: 0.1
"""


def network(validation: str, base: str = BASE) -> Network:
    return read_network(f"{base}validation: {validation}\n".encode(), "net.yaml")


@pytest.mark.parametrize(
    "text",
    [
        "[{inputs: {x1: 5, x2: 6}, targets: {p: 0, q: 1}}]",
        "[{inputs: {x2: 6, x1: 5}, targets: {q: 1, p: 0}}]",
        "[{inputs: [5, 6], targets: [0, 1]}]",
        "[{inputs: [5, 6], targets: q}]",
        "[{inputs: [5, 6], targets: {class: q}}]",
    ],
)
def test_validation_is_read_by_name_or_by_place(text: str) -> None:
    (sample,) = network(text).validation
    assert sample.inputs == (Decimal(5), Decimal(6))
    assert sample.targets == (Decimal(0), Decimal(1))
    VALIDATOR.validate(yaml.safe_load(f"{BASE}validation: {text}"))


def test_validation_is_read_from_a_table(tmp_path: Path) -> None:
    (tmp_path / "others.csv").write_text("kind,x2,x1\nq,6,5\np,8,7\n")
    text = f"{BASE}validation: {{csv: others.csv, inputs: [x1, x2], targets: {{class: kind}}}}\n"
    found = read_network(text.encode(), str(tmp_path / "net.yaml"))
    assert [one.inputs for one in found.validation] == [(5, 6), (7, 8)]
    assert [one.targets for one in found.validation] == [(0, 1), (1, 0)]
    assert found.tables == (str(tmp_path / "others.csv"),)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[{inputs: [5], targets: [0, 1]}]", "validation has 1 input, but samples have 2 (x1, x2)"),
        ("[{inputs: [5, 6]}]", "validation has no targets, so there is no loss to judge"),
        ("[{inputs: [5, 6], targets: [0.5, 1]}]", "targets: they sum to 1.5, but a sum of 1 is expected"),
        ("[{inputs: [5, 6], targets: r}]", "r"),
        ("5", "validation is"),
        ("{csv: others.csv}", "validation has no inputs"),
    ],
)
def test_what_is_wrong_with_validation_is_told(text: str, message: str) -> None:
    with pytest.raises(InputError) as told:
        network(text)
    assert message in str(told.value)


def test_without_targets_there_is_nothing_to_validate() -> None:
    with pytest.raises(InputError, match="in a file without targets, so there is no loss to judge"):
        network(
            "[{inputs: [5, 6], targets: [0]}]",
            "inputs: [1, 2]\nlayers: [{weights: [[1, 2]], activation: relu}]\n",
        )


def test_validation_changes_nothing_of_a_worked_example() -> None:
    from backprop_cli.sheet.worked_example import Worksheet

    with_it = network("[{inputs: [5, 6], targets: q}]")
    one, other = Worksheet(with_it), Worksheet(with_it._replace(validation=()))
    assert one.numbers == other.numbers
