"""The same numbers with matrices, in double precision: Nielsen's four equations on numpy arrays.

Axis 0 holds the samples of the pass. The trace shares the *functions* with `steps` and none of its wiring, so
each checks the other: every step's formula, evaluated on the trace, is the traced number. Layers are
passed as in training (`layers_in_place`); only here are each sample's gradients, ∂out/∂net and the stable
forms of each output. Source: Nielsen,
Neural Networks and Deep Learning 2015, equations BP1 to BP4.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy

from ..maths.activations import ACTIVATIONS
from ..maths.losses import LOSSES
from .arrays import Matrices, loss_slope, loss_terms, slope
from .layers_in_place import Flow
from .updates_of_arrays import RuleOnArrays, penalties

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .arrays import Array
    from .layers_in_place import Block, Rows


class LayerTrace(NamedTuple):
    """The numbers of one layer: (m, n) each, a softmax's slope (m, n, n) indexed [sample, out, net]."""

    net: Array
    out: Array
    slope: Array | None = None
    by_out: Array | None = None
    by_net: Array | None = None


class Trace(NamedTuple):
    """One pass: its samples, the parameters (p,), its arrays, the layers, the loss and its gradients."""

    samples: Sequence[int]
    parameters: Array
    rows: Rows
    layers: tuple[LayerTrace, ...]
    terms: Array | None = None  # (m, outputs)
    by_parameter: Array | None = None  # (m, p)
    by_input: Array | None = None  # (m, inputs)


class Update(NamedTuple):
    """What an update does: the gradient that it uses (p,), its states, the new parameters (p,)."""

    gradient: Array
    states: dict[str, Array]
    parameters: Array


def forward(given: Matrices, samples: Sequence[int], parameters: Array) -> Trace:
    """The forward pass of some samples, and the terms of the loss where there is one."""
    flow = Flow(given, parameters, numpy.empty_like(parameters), list(samples), traced=True)
    rows = flow.whole()
    rows.forward()
    layers = tuple(LayerTrace(net, out) for net, out in zip(rows.nets, rows.outs, strict=True))
    traced = Trace(samples, parameters, rows, layers)
    return traced if given.network.loss is None else traced._replace(terms=_terms(given, rows))


def _terms(given: Matrices, rows: Rows) -> Array:
    """The terms of the loss (m, outputs), from the nets where the loss has a stable form of them."""
    network, targets, nets = given.network, rows.targets, rows.nets[-1]
    assert network.loss is not None
    of_net = dict(LOSSES[network.loss.name].of_net).get(network.layers[-1].activation.name)
    if of_net is None:
        return loss_terms(network.loss, targets, rows.outs[-1])
    columns, every = list(nets.T), range(targets.shape[1])
    return numpy.stack([of_net(targets[:, k], columns, k) for k in every], axis=1)


def backward(given: Matrices, traced: Trace) -> Trace:
    """BP1 to BP4: from ∂E/∂out of the last layer back to the inputs; the gradients of each sample."""
    rows, layers = traced.rows, list(traced.layers)
    by_parameter = numpy.zeros((rows.size, len(traced.parameters)))
    rows.back.fill(0)
    rows.by_outs[-1][...] = _loss_slope(given, rows)
    for block in reversed(rows.flow.blocks):
        layers[block.number] = _layer_back(given, rows, block)
        block.collect_apart(rows, by_parameter)
        block.send_back(rows)
    by_input = rows.back[:, : given.ends[0]]
    return traced._replace(layers=tuple(layers), by_parameter=by_parameter, by_input=by_input)


def _loss_slope(given: Matrices, rows: Rows) -> Array:
    """∂E/∂out (m, outputs), without cancellation where an output comes near to its target."""
    choice, targets, out = given.network.loss, rows.targets, rows.outs[-1]
    assert choice is not None
    error = ACTIVATIONS[given.network.layers[-1].activation.name].error
    if LOSSES[choice.name].of_error and error is not None:
        return loss_slope(choice, error(targets, rows.nets[-1]), numpy.zeros_like(out))
    return loss_slope(choice, targets, out)


def _layer_back(given: Matrices, rows: Rows, block: Block) -> LayerTrace:
    """The numbers of a layer with its slopes; ∂E/∂net is written among the rows."""
    number, last = block.number, len(rows.nets) - 1
    net, out, by_out, by_net = (
        rows.nets[number],
        rows.outs[number],
        rows.by_outs[number],
        rows.by_nets[number],
    )
    jacobians = ACTIVATIONS[block.layer.activation.name].rows_jacobian
    slopes = slope(block.layer, net, out) if jacobians is None else jacobians(out)
    stable = _net_slope(given) if number == last else None
    if stable is not None:
        targets = list(rows.targets.T)
        by_net[...] = numpy.stack([stable(targets, list(net.T), k) for k in range(len(targets))], axis=1)
    elif jacobians is not None:
        numpy.einsum("sk,skj->sj", by_out, slopes, out=by_net)
    else:
        numpy.multiply(by_out, slopes, out=by_net)
        slopes = numpy.broadcast_to(slopes, net.shape).astype(float)
    return LayerTrace(net, out, slopes, by_out, by_net)


def _net_slope(given: Matrices) -> Any:
    """∂E/∂net straight from the nets, for a pair of loss and activation that has it."""
    choice = given.network.loss
    assert choice is not None
    return dict(LOSSES[choice.name].net_slope).get(given.network.layers[-1].activation.name)


def update(given: Matrices, traced: Trace, states: dict[str, Array], number: int) -> Update:
    """The update rule's lines on the vector of parameters; `number` counts the updates from 1."""
    gradient, rule = batch_gradient(given, traced), RuleOnArrays(given.network)
    letters = rule.letters(traced.parameters, gradient, states, number)
    kept = {letter: letters[letter] for letter, _ in rule.lines[:-1]}
    return Update(gradient, kept, numpy.where(given.trained, letters["w"], traced.parameters))


def batch_gradient(given: Matrices, traced: Trace) -> Array:
    """The gradient (p,) that the update uses: over the batch and with the penalties."""
    assert traced.by_parameter is not None
    whole = traced.by_parameter.sum(axis=0)
    gradient = whole / len(traced.samples) if given.network.batch == "mean" else whole
    for penalty in penalties(given):
        gradient = gradient + penalty.slope(traced.parameters)
    return gradient


def perceptron(given: Matrices, traced: Trace) -> Trace:
    """Target − out times what comes in, (m, p), where the gradient of a loss would stand."""
    rows = traced.rows
    by_parameter = numpy.zeros((rows.size, len(traced.parameters)))
    numpy.subtract(rows.targets, rows.outs[-1], out=rows.by_nets[-1])
    rows.flow.blocks[-1].collect_apart(rows, by_parameter)
    return traced._replace(by_parameter=by_parameter)
