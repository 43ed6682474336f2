"""The same numbers with matrices, in double precision: Nielsen's four equations on numpy arrays.

Axis 0 holds the samples. Letters: X inputs (m, inputs), Z nets and A outputs (m, neurons), T targets, W
weights (to, from), G the gradient of the loss by each parameter (m, parameters). The trace shares the
*functions* with `steps` and none of its wiring, so each checks the other: every step's formula, evaluated
on the trace, is the traced number. Source: Nielsen, Neural Networks and Deep Learning 2015, equations BP1
to BP4.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from ..maths.activations import ACTIVATIONS
from ..maths.losses import LOSSES

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    from ..network.model import Layer, Network

    Array = NDArray[numpy.float64]


class LayerTrace(NamedTuple):
    """The numbers of one layer. `slope` is (m, n), or a Jacobian (m, n, n) indexed [sample, out, net]."""

    net: Array
    out: Array
    slope: Array | None = None
    by_out: Array | None = None
    by_net: Array | None = None


class Trace(NamedTuple):
    """The numbers of one update: layers, the terms of the loss (m, outputs), gradients (m, parameters)."""

    layers: tuple[LayerTrace, ...]
    terms: Array | None = None
    by_parameter: Array | None = None
    by_input: Array | None = None
    parameters: Array | None = None  # as they were in this pass
    updated: Array | None = None


class Wiring(NamedTuple):
    """A layer's indices as arrays: columns of its sources, parameter numbers (0 where none) and masks."""

    columns: NDArray[numpy.intp]  # into inputs followed by the neurons in layer order
    weights: NDArray[numpy.intp] | None  # (to, from)
    connected: Array | None  # (to, from), 1 or 0
    biases: NDArray[numpy.intp]
    has_bias: Array  # 1, 0, or -1 for a threshold


def trace(network: Network) -> Trace:
    """The forward pass, and where there is a loss the backward pass and the update."""
    import numpy

    with numpy.errstate(all="ignore"):
        parameters = numpy.array([float(parameter.value) for parameter in network.parameters])
        wirings = tuple(_wire(network))
        result = _forward(network, wirings, parameters)
        if network.loss is None:
            return result
        return _updated(network, _backward(network, wirings, result))


def trace_after(network: Network, parameters: Array) -> Trace:
    """The forward pass and the loss with other parameters."""
    import numpy

    with numpy.errstate(all="ignore"):
        return _forward(network, tuple(_wire(network)), parameters)


def _wire(network: Network) -> Any:
    import numpy

    column = {name: number for number, name in enumerate(network.inputs)}
    for layer in network.layers:
        yield _wire_layer(numpy, layer, column)
        for neuron in layer.neurons:
            column[neuron] = len(column)


def _wire_layer(numpy: Any, layer: Layer, column: dict[str, int]) -> Wiring:
    columns = numpy.array([column[source] for source in layer.sources])
    biases = numpy.array([-1 if bias is None else bias for bias in layer.biases])
    sign = (biases >= 0) * (-1.0 if layer.thresholds else 1.0)
    if layer.weights is None:
        return Wiring(columns, None, None, biases.clip(0), sign)
    flat = [-1 if weight is None else weight for row in layer.weights for weight in row]
    weights = numpy.array(flat).reshape(len(layer.neurons), len(layer.sources))
    return Wiring(columns, weights.clip(0), (weights >= 0) * 1.0, biases.clip(0), sign)


def _matrix(wiring: Wiring, parameters: Array) -> Array:
    return parameters[wiring.weights] * wiring.connected


def _forward(network: Network, wirings: tuple[Wiring, ...], parameters: Array) -> Trace:
    import numpy

    sent = numpy.array([[float(x) for x in sample.inputs] for sample in network.samples])
    layers = []
    for layer, wiring in zip(network.layers, wirings, strict=True):
        net = sent[:, wiring.columns]
        if wiring.weights is not None:
            net = net @ _matrix(wiring, parameters).T
        if wiring.has_bias.any():
            net = net + wiring.has_bias * parameters[wiring.biases]
        layers.append(LayerTrace(net, _activate(layer, net)))
        sent = numpy.concatenate([sent, layers[-1].out], axis=1)
    traced = Trace(tuple(layers), parameters=parameters)
    return traced if network.loss is None else traced._replace(terms=_terms(network, layers[-1]))


def _options(choice: Any) -> dict[str, float]:
    return {name: float(value) for name, value in choice.options}


def _activate(layer: Layer, net: Array) -> Array:
    import numpy

    entry = ACTIVATIONS[layer.activation.name]
    if entry.layer_value is not None:
        shifted = numpy.exp(net - net.max(axis=1, keepdims=True))
        return shifted / shifted.sum(axis=1, keepdims=True)
    row = entry.stable_value or entry.value
    return row(net, **_options(layer.activation)) * numpy.ones_like(net)  # type: ignore[misc]


def _slope(layer: Layer, traced: LayerTrace) -> Array:
    import numpy

    entry = ACTIVATIONS[layer.activation.name]
    net, out = traced.net, traced.out
    if entry.jacobian is not None:
        same = numpy.eye(out.shape[1])
        return out[:, :, None] * same - out[:, :, None] * out[:, None, :]
    row = entry.stable_slope or entry.slope
    return row(net, out, **_options(layer.activation)) * numpy.ones_like(net)  # type: ignore[misc]


def _targets(network: Network) -> Array:
    import numpy

    missing = (0,) * len(network.outputs)
    return numpy.array([[float(t) for t in sample.targets or missing] for sample in network.samples])


def _terms(network: Network, last: LayerTrace) -> Array:
    import numpy

    assert network.loss is not None
    entry, targets = LOSSES[network.loss.name], _targets(network)
    outputs = targets.shape[1]
    of_net = dict(entry.of_net).get(network.layers[-1].activation.name)
    if of_net is None:
        term = entry.term(targets, last.out, outputs, **_options(network.loss))
        return numpy.asarray(term * numpy.ones_like(targets))
    columns = [last.net[:, k] for k in range(outputs)]
    return numpy.stack([of_net(targets[:, k], columns, k) for k in range(outputs)], axis=1)


def _backward(network: Network, wirings: tuple[Wiring, ...], traced: Trace) -> Trace:
    """BP1 to BP4: from ∂E/∂out of the last layer back to the inputs."""
    import numpy

    parameters = traced.parameters
    assert parameters is not None
    samples, inputs = len(network.samples), len(network.inputs)
    sizes = [len(layer.neurons) for layer in network.layers]
    ends = numpy.cumsum([inputs, *sizes])
    by_sent = numpy.zeros((samples, ends[-1]))
    by_parameter = numpy.zeros((samples, len(parameters)))
    sent = numpy.concatenate([_inputs(network), *(layer.out for layer in traced.layers)], axis=1)
    by_sent[:, ends[-2] :] = _loss_slope(network, traced.layers[-1])
    layers = list(traced.layers)
    for number in reversed(range(len(layers))):
        wiring, layer = wirings[number], network.layers[number]
        slope, by_out = _slope(layer, layers[number]), by_sent[:, ends[number] : ends[number + 1]].copy()
        by_net = _by_net(network, number, layers[number], slope, by_out)
        layers[number] = layers[number]._replace(slope=slope, by_out=by_out, by_net=by_net)
        _scatter(wiring, parameters, by_net, sent, by_sent, by_parameter)
    return traced._replace(
        layers=tuple(layers), by_parameter=by_parameter, by_input=by_sent[:, :inputs].copy()
    )


def _by_net(network: Network, number: int, traced: LayerTrace, slope: Array, by_out: Array) -> Array:
    import numpy

    last = number == len(network.layers) - 1
    entry = LOSSES[network.loss.name]  # type: ignore[union-attr]
    net_slope = dict(entry.net_slope).get(network.layers[number].activation.name) if last else None
    if net_slope is not None:
        targets = _targets(network)
        columns = range(targets.shape[1])
        nets = [traced.net[:, k] for k in columns]
        return numpy.stack([net_slope([targets[:, k] for k in columns], nets, k) for k in columns], axis=1)
    if slope.ndim == 3:
        return numpy.einsum("sk,skj->sj", by_out, slope)
    return by_out * slope


def _scatter(
    wiring: Wiring, parameters: Array, by_net: Array, sent: Array, by_sent: Array, by_parameter: Array
) -> None:
    """Adds what one layer sends back, to its sources and to its parameters."""
    import numpy

    rows = numpy.arange(len(by_net))
    if wiring.weights is None:
        numpy.add.at(by_sent, (slice(None), wiring.columns), by_net)
    else:
        numpy.add.at(by_sent, (slice(None), wiring.columns), by_net @ _matrix(wiring, parameters))
        places = by_net[:, :, None] * sent[:, None, wiring.columns] * wiring.connected
        index = wiring.weights.ravel()
        for row in rows:
            by_parameter[row] += numpy.bincount(index, places[row].ravel(), by_parameter.shape[1])
    for row in rows if wiring.has_bias.any() else ():
        numpy.add.at(by_parameter[row], wiring.biases, by_net[row] * wiring.has_bias)


def _inputs(network: Network) -> Array:
    import numpy

    return numpy.array([[float(x) for x in sample.inputs] for sample in network.samples])


def _loss_slope(network: Network, last: LayerTrace) -> Array:
    import numpy

    assert network.loss is not None
    targets = _targets(network)
    slope = LOSSES[network.loss.name].slope(targets, last.out, targets.shape[1], **_options(network.loss))
    return numpy.asarray(slope * numpy.ones_like(targets))


def _updated(network: Network, traced: Trace) -> Trace:
    import numpy

    assert traced.parameters is not None
    assert traced.by_parameter is not None
    if network.learning_rate is None:
        return traced
    trained = numpy.array([parameter.trained for parameter in network.parameters])
    step = float(network.learning_rate) * traced.by_parameter[0]
    return traced._replace(updated=numpy.where(trained, traced.parameters - step, traced.parameters))
