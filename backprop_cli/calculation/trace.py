"""The same numbers with matrices, in double precision: Nielsen's four equations on numpy arrays.

Axis 0 holds the samples of the pass. The trace shares the *functions* with `steps` and none of its wiring, so
each checks the other: every step's formula, evaluated on the trace, is the traced number. Source: Nielsen,
Neural Networks and Deep Learning 2015, equations BP1 to BP4.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy

from ..maths.activations import ACTIVATIONS
from ..maths.losses import LOSSES
from ..maths.optimizers import OPTIMIZERS
from ..maths.penalties import PENALTIES
from .arrays import Matrices, activate, matrix, options, slope

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .arrays import Array, Wires


class LayerTrace(NamedTuple):
    """The numbers of one layer: (m, n) each, a softmax's slope (m, n, n) indexed [sample, out, net]."""

    net: Array
    out: Array
    slope: Array | None = None
    by_out: Array | None = None
    by_net: Array | None = None


class Trace(NamedTuple):
    """One pass: its samples, the parameters (p,), the layers, and what the loss and its gradients are."""

    samples: Sequence[int]
    parameters: Array
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
    sent = given.inputs[list(samples)]
    layers = []
    for layer, wires in zip(given.network.layers, given.wires, strict=True):
        net = sent[:, wires.columns]
        if wires.weights is not None:
            net = net @ matrix(wires, parameters).T
        if wires.signs.any():
            net = net + wires.signs * parameters[wires.biases]
        layers.append(LayerTrace(net, activate(layer, net)))
        sent = numpy.concatenate([sent, layers[-1].out], axis=1)
    traced = Trace(samples, parameters, tuple(layers))
    return traced if given.network.loss is None else traced._replace(terms=_terms(given, traced))


def _terms(given: Matrices, traced: Trace) -> Array:
    """The terms of the loss (m, outputs), from the nets where the loss has a stable form of them."""
    network, last = given.network, traced.layers[-1]
    assert network.loss is not None
    entry, targets = LOSSES[network.loss.name], given.targets[list(traced.samples)]
    places = range(targets.shape[1])
    of_net = dict(entry.of_net).get(network.layers[-1].activation.name)
    if of_net is None:
        term = entry.term(targets, last.out, len(places), **options(network.loss))
        return term * numpy.ones_like(targets)
    nets = [last.net[:, k] for k in places]
    return numpy.stack([of_net(targets[:, k], nets, k) for k in places], axis=1)


def backward(given: Matrices, traced: Trace) -> Trace:
    """BP1 to BP4: from ∂E/∂out of the last layer back to the inputs."""
    ends = given.ends
    sent = numpy.concatenate(
        [given.inputs[list(traced.samples)], *(layer.out for layer in traced.layers)], axis=1
    )
    by_sent = numpy.zeros_like(sent)
    by_sent[:, ends[-2] :] = _loss_slope(given, traced)
    by_parameter = numpy.zeros((len(sent), len(traced.parameters)))
    layers = list(traced.layers)
    for number in reversed(range(len(layers))):
        by_out = by_sent[:, ends[number] : ends[number + 1]].copy()
        layers[number] = _layer_back(given, traced, number, by_out)
        _scatter(given.wires[number], traced.parameters, layers[number].by_net, sent, by_sent, by_parameter)
    return traced._replace(
        layers=tuple(layers), by_parameter=by_parameter, by_input=by_sent[:, : ends[0]].copy()
    )


def _loss_slope(given: Matrices, traced: Trace) -> Array:
    choice, targets = given.network.loss, given.targets[list(traced.samples)]
    assert choice is not None
    entry, last = LOSSES[choice.name], traced.layers[-1]
    activation = ACTIVATIONS[given.network.layers[-1].activation.name]
    out = last.out
    if entry.of_error and activation.error is not None:
        targets, out = activation.error(targets, last.net), numpy.zeros_like(out)
    return entry.slope(targets, out, targets.shape[1], **options(choice)) * numpy.ones_like(targets)


def _layer_back(given: Matrices, traced: Trace, number: int, by_out: Array) -> LayerTrace:
    layer, one = given.network.layers[number], traced.layers[number]
    slopes = slope(layer, one.net, one.out)
    stable = _net_slope(given) if number == len(given.network.layers) - 1 else None
    if stable is not None:
        targets = given.targets[list(traced.samples)].T
        by_net = numpy.stack([stable(list(targets), list(one.net.T), k) for k in range(len(targets))], axis=1)
    elif slopes.ndim == 3:
        by_net = numpy.einsum("sk,skj->sj", by_out, slopes)
    else:
        by_net = by_out * slopes
    return one._replace(slope=slopes, by_out=by_out, by_net=by_net)


def _net_slope(given: Matrices) -> Any:
    """∂E/∂net straight from the nets, for a pair of loss and activation that has it."""
    choice = given.network.loss
    assert choice is not None
    return dict(LOSSES[choice.name].net_slope).get(given.network.layers[-1].activation.name)


def _scatter(
    wires: Wires, parameters: Array, by_net: Array, sent: Array, by_sent: Array, by_parameter: Array
) -> None:
    """Adds what one layer sends back, to its sources and to its parameters."""
    rows = range(len(by_net))
    if wires.weights is None:
        _add_columns(by_sent, wires.columns, by_net)
    else:
        _add_columns(by_sent, wires.columns, by_net @ matrix(wires, parameters))
        for row in rows:
            places = numpy.outer(by_net[row], sent[row, wires.columns]) * wires.connected
            by_parameter[row] += numpy.bincount(wires.weights.ravel(), places.ravel(), len(parameters))
    if wires.signs.any():
        for row in rows:
            numpy.add.at(by_parameter[row], wires.biases, by_net[row] * wires.signs)


def _add_columns(by_sent: Array, columns: Array, summands: Array) -> None:
    by_sent[:, columns] += summands  # a layer lists each source once


def update(given: Matrices, traced: Trace, states: dict[str, Array], number: int) -> Update:
    """The update rule's lines on the vector of parameters; `number` counts the updates from 1."""
    network, old = given.network, traced.parameters
    assert network.learning_rate is not None
    gradient = batch_gradient(given, traced)
    letters = {"eta": float(network.learning_rate), "t": number, **options(network.optimizer), **states}
    letters |= {"w": old, "g": gradient, "e": gradient, "x": 1.0}
    for letter, line in OPTIMIZERS[network.optimizer.name].lines:
        letters[letter] = line(**letters)
    kept = {letter: letters[letter] for letter, _ in OPTIMIZERS[network.optimizer.name].lines[:-1]}
    return Update(gradient, kept, numpy.where(given.trained, letters["w"], old))


def batch_gradient(given: Matrices, traced: Trace) -> Array:
    """The gradient (p,) that the update uses: over the batch and with the penalties."""
    network = given.network
    assert traced.by_parameter is not None
    whole = traced.by_parameter.sum(axis=0)
    gradient = whole / len(traced.samples) if network.batch == "mean" else whole
    for name, one in (("l1", network.l1), ("l2", network.l2)):
        if one is not None:
            strength = float(one.strength) / (len(network.samples) if one.per_sample else 1)
            gradient = gradient + given.counted(one.biases) * PENALTIES[name].slope(
                traced.parameters, strength
            )
    return gradient


def perceptron(given: Matrices, traced: Trace) -> Trace:
    """Target − out times what comes in, (m, p), where the gradient of a loss would stand."""
    error = given.targets[list(traced.samples)] - traced.layers[-1].out
    sent = given.inputs[list(traced.samples)]
    by_parameter = numpy.zeros((len(sent), len(traced.parameters)))
    _scatter(given.wires[-1], traced.parameters, error, sent, numpy.zeros_like(sent), by_parameter)
    return traced._replace(by_parameter=by_parameter)
