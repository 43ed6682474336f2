"""The example in NumPy: forward and backward pass by matrices, as in Nielsen's four equations."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..calculation.schedule import has_gradient, is_perceptron
from ..maths.activations import ACTIVATIONS
from ..maths.losses import LOSSES
from ..maths.penalties import PENALTIES
from .script_arrays import Library, Script, forward_function, function, matrix, name
from .script_losses import loss_function, net_slope, penalties

if TYPE_CHECKING:
    from ..network.model import Layer
    from ..sheet.worked_example import Worksheet

NUMPY = Library(
    "NumPy",
    "np",
    ("import math", "", "import numpy as np"),
    "np.array",
    "softmax({net})",
    "np.vectorize(math.erfc)",
    "np.concatenate",
)


SOFTMAX = function(
    "softmax(net)",
    "The softmax of each row, shifted by its largest entry, which changes no value.",
    ["power = np.exp(net - net.max(1, keepdims=True))", "return power / power.sum(1, keepdims=True)"],
)


def script(worksheet: Worksheet) -> str:
    """The text of the script."""
    example = Script(worksheet, NUMPY)
    mixed = any(ACTIVATIONS[layer.activation.name].value is None for layer in worksheet.network.layers)
    functions = [SOFTMAX] if mixed else []
    functions += [forward_function(example), *loss_function(example)]
    driven = has_gradient(worksheet.network) or is_perceptron(worksheet.network)
    if driven and worksheet.network.parameters:
        doc = "The gradient of the loss, layer by layer from the last to the first."
        functions.append(function("gradient(p, x, t)", doc, list(_backward(example))))
    call = f"gradient(p, x[rows], {'t[rows]' if example.has_targets else 'None'})"
    return example.text("with NumPy, forward and backward by matrices", functions, call)


def _backward(script: Script) -> Iterator[str]:
    """The body of the backward pass."""
    network, last = script.network, len(script.network.layers)
    yield from script.forward()
    yield "g = np.zeros_like(p)"
    back = _reached(script)
    for number in range(1, last):
        yield f"d{number} = np.zeros_like(out{number})"
    stable = net_slope(script)
    yield from [f"d{last} = {_first(script)}"] if stable is None else ()
    for number in range(last, 0, -1):
        layer = network.layers[number - 1]
        if number == last and stable is not None:
            yield f"delta = {stable}" + (" / len(x)" if network.batch == "mean" else "")
        else:
            yield f"delta = {_delta(script, number, layer)}"
        yield from _parameters(number, layer)
        yield from _sent_back(script, number, layer, back)
    for penalty, numbers, strength in penalties(script):
        slope = PENALTIES[penalty].slope(name(f"p[{numbers}]"), strength)
        yield f"g[{numbers}] += {script.code(slope)}"
    yield "return g"


def _first(script: Script) -> str:
    """∂E/∂out of the last layer; of the perceptron rule the error with the other sign."""
    network, out = script.network, f"out{len(script.network.layers)}"
    if network.loss is None:
        return f"-(t - {out})"
    target = name("t") if script.has_targets else name("0.0")
    slope = LOSSES[network.loss.name].slope(
        target, name(out), len(network.outputs), **script.options(network.loss, "loss")
    )
    whole = f"({script.code(slope)}) * np.ones_like({out})"
    return f"{whole} / len(x)" if network.batch == "mean" else whole


def _delta(script: Script, number: int, layer: Layer) -> str:
    """∂E/∂net of a layer."""
    entry, out, back = ACTIVATIONS[layer.activation.name], f"out{number}", f"d{number}"
    if entry.value is None:
        return f"{out} * ({back} - ({back} * {out}).sum(1, keepdims=True))"
    if entry.slope is None:
        return back
    stable = entry.stable_slope if entry.stable_slope and not script.is_sound(layer) else entry.slope
    options = script.options(layer.activation, f"layer {number}")
    slope = script.code(stable(name(f"net{number}"), name(out), **options))
    return back if slope == "1" else f"{back} * ({slope})"


def _parameters(number: int, layer: Layer) -> Iterator[str]:
    """The gradients of a layer's parameters; a shared one gathers them all."""
    if layer.weights is not None:
        mask = f" * M{number}" if any(index is None for row in layer.weights for index in row) else ""
        yield f"np.add.at(g, W{number}, delta.T @ in{number}{mask})"
    if any(index is not None for index in layer.biases):
        mask = f" * N{number}" if any(index is None for index in layer.biases) else ""
        sign = "-" if layer.thresholds else ""
        yield f"np.add.at(g, B{number}, {sign}delta.sum(0){mask})"


def _reached(script: Script) -> dict[str, tuple[int, int]]:
    """The layer and the column of every neuron."""
    layers = enumerate(script.network.layers, 1)
    return {neuron: (number, place) for number, layer in layers for place, neuron in enumerate(layer.neurons)}


def _sent_back(script: Script, number: int, layer: Layer, back: dict[str, tuple[int, int]]) -> Iterator[str]:
    """What goes back to the layers that feed this one."""
    sources = [back.get(source) for source in layer.sources]
    if not any(sources):
        return
    sent = "delta" if layer.weights is None else f"delta @ {matrix(number, layer)}"
    before = script.network.layers[number - 2].neurons if number > 1 else ()
    if layer.sources == before:
        yield f"d{number - 1} += {sent}"
        return
    yield f"sent = {sent}"
    for column, source in enumerate(sources):
        if source is not None:
            yield f"d{source[0]}[:, {source[1]}] += sent[:, {column}]"
