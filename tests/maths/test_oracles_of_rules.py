"""Every update rule steps as its paper says, in `solve` and in `train`, at its defaults and away."""

from __future__ import annotations

from pathlib import Path

import pytest
from entry_options import with_options
from judge import assert_float
from one_neuron import NEURONS, neuron, solved, trained

from backprop_cli.maths import optimizers
from backprop_cli.maths.optimizers import Optimizer

STEPS = 6
RULES = with_options(optimizers.ENTRIES)


@pytest.mark.parametrize("name", NEURONS)
@pytest.mark.parametrize(("entry", "options"), RULES)
def test_an_update_rule_steps_as_its_paper_says(
    entry: Optimizer, options: dict[str, str], name: str, tmp_path: Path
) -> None:
    one = neuron(name, entry.name)
    expected = one.expected(entry.name, options, STEPS)
    found = solved(one.file(entry.name, options, STEPS), tmp_path)
    assert found == [[float(w) for w in weights] for weights in expected]
    assert len({tuple(weights) for weights in found}) == STEPS


@pytest.mark.parametrize("name", NEURONS)
@pytest.mark.parametrize(("entry", "options"), RULES)
def test_a_training_steps_as_the_paper_of_its_rule_says(
    entry: Optimizer, options: dict[str, str], name: str, tmp_path: Path
) -> None:
    one = neuron(name, entry.name)
    expected = one.expected(entry.name, options, STEPS)
    found = trained(one.file(entry.name, options, STEPS), tmp_path, STEPS)
    for ours, truths in zip(found, expected, strict=True):
        for w, truth in zip(ours, truths, strict=True):
            assert_float(w, truth)
