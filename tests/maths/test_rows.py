"""The lines for arrays of samples give what the lines of a single output give, and no entry lacks them."""

from __future__ import annotations

import numpy
import pytest

from backprop_cli.maths.activations import ENTRIES as ACTIVATIONS
from backprop_cli.maths.activations import Activation
from backprop_cli.maths.losses import ENTRIES as LOSSES
from backprop_cli.maths.losses import Loss

NETS = numpy.array([[0.3, -1.2, 0.9], [2.0, 2.0, -0.5], [-30.0, 4.0, 0.0]])

TARGETS = numpy.array([[0.2, 0.5, 0.3], [0.0, 1.0, 0.0], [0.25, 0.75, 0.0]])

BACK = numpy.array([[0.7, -0.1, 0.4], [-1.0, 0.5, 2.0], [0.0, 0.3, -0.8]])

PLACES = range(3)

LAYERS = [entry for entry in ACTIVATIONS if entry.layer_value is not None]

PAIRS = [(entry, activation) for entry in LOSSES for activation, _ in entry.of_net]


@pytest.mark.parametrize("entry", LAYERS, ids=lambda entry: entry.name)
def test_an_activation_of_layers_is_the_same_for_rows(entry: Activation) -> None:
    outs, jacobians = entry.rows_value(NETS), entry.rows_jacobian(entry.rows_value(NETS))
    for net, out, jacobian in zip(NETS, outs, jacobians, strict=True):
        for value in (entry.layer_value, entry.stable_layer_value):
            assert numpy.allclose(out, [value(list(net), k) for k in PLACES], rtol=1e-12)
        by_hand = [[entry.jacobian(list(out), k, j) for j in PLACES] for k in PLACES]
        assert numpy.allclose(jacobian, by_hand, rtol=1e-12, atol=1e-300)
    through = numpy.einsum("sk,skj->sj", BACK, jacobians)
    assert numpy.allclose(entry.rows_back(BACK, outs), through, rtol=1e-9, atol=1e-15)


@pytest.mark.parametrize(("entry", "activation"), PAIRS, ids=lambda part: getattr(part, "name", part))
@numpy.errstate(all="ignore")
def test_a_loss_of_nets_is_the_same_for_rows(entry: Loss, activation: str) -> None:
    (known,) = (one for one in ACTIVATIONS if one.name == activation)
    outs = known.rows_value(NETS) if known.rows_value else known.stable_value(NETS)
    terms = dict(entry.rows_of_net)[activation](TARGETS, NETS)
    slopes = dict(entry.rows_slope)[activation](TARGETS, outs)
    for row, (target, net) in enumerate(zip(TARGETS, NETS, strict=True)):
        each = [dict(entry.of_net)[activation](target[k], list(net), k) for k in PLACES]
        assert numpy.allclose(numpy.broadcast_to(terms, NETS.shape)[row], each, rtol=1e-12, atol=1e-15)
        each = [dict(entry.net_slope)[activation](list(target), list(net), k) for k in PLACES]
        assert numpy.allclose(slopes[row], each, rtol=1e-9, atol=1e-15)


@pytest.mark.parametrize("entry", LOSSES, ids=lambda entry: entry.name)
def test_a_loss_of_nets_has_all_its_lines(entry: Loss) -> None:
    every = (entry.of_net, entry.net_slope, entry.rows_of_net, entry.rows_slope)
    assert len({tuple(name for name, _ in lines) for lines in every}) == 1


@pytest.mark.parametrize("entry", ACTIVATIONS, ids=lambda entry: entry.name)
def test_an_activation_decides_where_it_has_no_derivative(entry: Activation) -> None:
    assert entry.decides == (entry.slope is None and entry.jacobian is None)
