"""Every line of a loss says what its paper says: the term, its slope, and both straight from the nets."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import oracles
import pytest
from entry_options import exact, floats, options_of, settings
from judge import LAYERS, assert_float, assert_formula
from oracles import M

from backprop_cli.maths import losses
from backprop_cli.maths.losses import LOSSES, Loss

PAIRS = {
    "any": ((1.0, 0.3), (-1.0, 0.4), (0.25, 0.7), (3.0, 0.2), (0.01, -40.0), (1.0, 0.999), (-2.5, 7.0)),
    "none": ((1.0, 0.3), (1.0, -7.0)),
    "unit": ((1.0, 0.3), (0.0, 0.9), (0.25, 0.7), (0.9, 1e-9), (0.5, 0.5)),
    "distribution": ((1.0, 0.3), (0.0, 0.9), (0.25, 0.7), (0.9, 1e-9), (0.5, 0.625)),
    "signs": ((1.0, 0.3), (-1.0, 0.3), (1.0, 4.0), (-1.0, -4.0), (1.0, -2.5), (-1.0, 0.999)),
}
"""Targets and outputs of each kind of target, off the corners."""

SHARES = {2: (0.25, 0.75), 3: (0.0, 0.3, 0.7), 4: (0.1, 0.2, 0.3, 0.4)}
"""Targets of a layer."""


def pairs(entries: Sequence[Loss]) -> list[Any]:
    """Each loss with each setting of its options, and targets and outputs that it is made for."""
    return [
        pytest.param(entry, options, t, y, id=f"{entry.name} {' '.join(options.values())} {t} {y}")
        for entry in entries
        for options in settings(entry)
        for t, y in PAIRS[entry.targets]
    ]


@pytest.mark.parametrize(("entry", "options", "t", "y"), pairs(losses.ENTRIES))
def test_a_loss_has_the_term_and_the_slope_of_its_paper(
    entry: Loss, options: dict[str, str], t: float, y: float
) -> None:
    judge, n = oracles.LOSSES[entry.name], 3
    with M.workdps(oracles.MANY):
        term = judge(M.mpf(t), M.mpf(y), n, **exact(options))
        slope = oracles.slope(lambda x: judge(M.mpf(t), x, n, **exact(options)), y)
        assert_formula(entry.term, term, t, y, n, **floats(options))
        assert_formula(entry.slope, slope, t, y, n, **floats(options))
    if t or entry.targets != "distribution":  # a logarithm of 0 is left out by the formula, not by floats
        assert_float(entry.term(t, y, n, **floats(options)), term)
    assert_float(entry.slope(t, y, n, **floats(options)), slope)


FROM_NETS = [
    pytest.param(entry, activation, zs, id=f"{entry.name} of {activation} {zs}")
    for entry in losses.ENTRIES
    for activation in {*dict(entry.of_net), *dict(entry.net_slope)}
    for zs in LAYERS
]


def of_nets(entry: Loss, activation: str, targets: Sequence[Any], zs: Sequence[Any]) -> list[Any]:
    """The terms of a layer by the oracle."""
    outs, judge = oracles.outputs(activation, zs), oracles.LOSSES[entry.name]
    return [judge(t, y, len(zs)) for t, y in zip(targets, outs, strict=True)]


@pytest.mark.parametrize(("entry", "activation", "zs"), FROM_NETS)
def test_a_term_straight_from_the_nets_is_that_of_the_outputs(
    entry: Loss, activation: str, zs: tuple[float, ...]
) -> None:
    row = dict(entry.of_net)[activation]
    with M.workdps(oracles.MANY):
        for ts in (SHARES[len(zs)], (1.0, *[0.0] * (len(zs) - 1))):
            truths = of_nets(entry, activation, [M.mpf(t) for t in ts], [M.mpf(z) for z in zs])
            for k, truth in enumerate(truths):
                assert_formula(row, truth, ts[k], zs, k)
                if ts[k]:  # of a target of 0, as above
                    close = math.isclose(row(ts[k], zs, k), float(truth), rel_tol=1e-12, abs_tol=1e-15)
                    assert close, (ts[k], zs, k)


@pytest.mark.parametrize(("entry", "activation", "zs"), FROM_NETS)
def test_a_slope_straight_from_the_nets_is_that_of_the_loss(
    entry: Loss, activation: str, zs: tuple[float, ...]
) -> None:
    row, ts = dict(entry.net_slope)[activation], SHARES[len(zs)]
    with M.workdps(oracles.MANY):
        targets = [M.mpf(t) for t in ts]
        targets[-1] = 1 - sum(targets[:-1])  # of a distribution, the sum is 1 in every digit
        truths = oracles.gradient(lambda xs: sum(of_nets(entry, activation, targets, xs)), [*map(M.mpf, zs)])
        for k, truth in enumerate(truths):
            assert_formula(row, truth, targets, zs, k)
            assert math.isclose(row(ts, zs, k), float(truth), rel_tol=1e-12, abs_tol=1e-15), (zs, k)


CORNERS = {
    "absolute_error": ((0.3, 0.3, 0.0),),
    "hinge": ((1.0, 1.0, 0.0), (-1.0, -1.0, 0.0)),
    "huber": ((2.0, 1.0, -1.0), (1.0, 2.0, 1.0)),
}
"""Target, output and the slope that is taken where a loss bends."""


@pytest.mark.parametrize("name", CORNERS)
def test_the_slope_of_a_loss_at_a_corner_is_the_one_that_is_said(name: str) -> None:
    for t, y, slope in CORNERS[name]:
        given = floats(options_of(LOSSES[name], False))
        assert LOSSES[name].slope(t, y, 1, **given) == slope
        assert LOSSES[name].term(t, y, 1, **given) == oracles.LOSSES[name](M.mpf(t), M.mpf(y), 1)


@pytest.mark.parametrize("entry", losses.ENTRIES, ids=lambda one: one.name)
def test_a_loss_is_of_the_error_alone_where_it_says_so(entry: Loss) -> None:
    judge, by = oracles.LOSSES[entry.name], M.mpf("0.125")
    same = [
        abs(judge(M.mpf(t), M.mpf(y), 3) - judge(t + by, y + by, 3)) < 1e-60
        for t, y in [(1.0, 0.3), (1.0, 0.5), (-1.0, 0.25)]
    ]
    assert entry.of_error == all(same)


@pytest.mark.parametrize("entry", losses.ENTRIES, ids=lambda one: one.name)
def test_a_loss_needs_probabilities_where_it_has_no_value_without(entry: Loss) -> None:
    values = [oracles.LOSSES[entry.name](M.mpf(t), M.mpf(y), 3) for t in (1, "0.5") for y in ("-0.5", 2)]
    assert entry.probabilities == any(M.im(value) != 0 for value in values)
