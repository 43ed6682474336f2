"""The example in NumPy: forward and backward pass by matrices, as in Nielsen's four equations."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..calculation.order import has_gradient, is_perceptron
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
    made = Script(worksheet, NUMPY)
    mixed = any(ACTIVATIONS[one.activation.name].value is None for one in worksheet.network.layers)
    functions = [SOFTMAX] if mixed else []
    functions += [forward_function(made), *loss_function(made)]
    driven = has_gradient(worksheet.network) or is_perceptron(worksheet.network)
    if driven and worksheet.network.parameters:
        doc = "The gradient of the loss, layer by layer from the last to the first."
        functions.append(function("gradient(p, x, t)", doc, list(_backward(made))))
    call = f"gradient(p, x[rows], {'t[rows]' if made.has_targets else 'None'})"
    return made.text("with NumPy, forward and backward by matrices", functions, call)


def _backward(made: Script) -> Iterator[str]:
    """The body of the backward pass."""
    network, last = made.network, len(made.network.layers)
    yield from made.forward()
    yield "g = np.zeros_like(p)"
    back = _reached(made)
    for number in range(1, last):
        yield f"d{number} = np.zeros_like(out{number})"
    stable = net_slope(made)
    yield from [f"d{last} = {_first(made)}"] if stable is None else ()
    for number in range(last, 0, -1):
        layer = network.layers[number - 1]
        if number == last and stable is not None:
            yield f"delta = {stable}" + (" / len(x)" if network.batch == "mean" else "")
        else:
            yield f"delta = {_delta(made, number, layer)}"
        yield from _parameters(number, layer)
        yield from _sent_back(made, number, layer, back)
    for penalty, numbers, strength in penalties(made):
        slope = PENALTIES[penalty].slope(name(f"p[{numbers}]"), strength)
        yield f"g[{numbers}] += {made.code(slope)}"
    yield "return g"


def _first(made: Script) -> str:
    """∂E/∂out of the last layer; of the perceptron rule the error with the other sign."""
    network, out = made.network, f"out{len(made.network.layers)}"
    if network.loss is None:
        return f"-(t - {out})"
    target = name("t") if made.has_targets else name("0.0")
    slope = LOSSES[network.loss.name].slope(
        target, name(out), len(network.outputs), **made.options(network.loss, "loss")
    )
    whole = f"({made.code(slope)}) * np.ones_like({out})"
    return f"{whole} / len(x)" if network.batch == "mean" else whole


def _delta(made: Script, number: int, layer: Layer) -> str:
    """∂E/∂net of a layer."""
    entry, out, back = ACTIVATIONS[layer.activation.name], f"out{number}", f"d{number}"
    if entry.value is None:
        return f"{out} * ({back} - ({back} * {out}).sum(1, keepdims=True))"
    if entry.slope is None:
        return back
    stable = entry.stable_slope if entry.stable_slope and not made.is_sound(layer) else entry.slope
    options = made.options(layer.activation, f"layer {number}")
    slope = made.code(stable(name(f"net{number}"), name(out), **options))
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


def _reached(made: Script) -> dict[str, tuple[int, int]]:
    """The layer and the column of every neuron."""
    layers = enumerate(made.network.layers, 1)
    return {neuron: (number, place) for number, one in layers for place, neuron in enumerate(one.neurons)}


def _sent_back(made: Script, number: int, layer: Layer, back: dict[str, tuple[int, int]]) -> Iterator[str]:
    """What goes back to the layers that feed this one."""
    sources = [back.get(source) for source in layer.sources]
    if not any(sources):
        return
    sent = "delta" if layer.weights is None else f"delta @ {matrix(number, layer)}"
    before = made.network.layers[number - 2].neurons if number > 1 else ()
    if layer.sources == before:
        yield f"d{number - 1} += {sent}"
        return
    yield f"sent = {sent}"
    for column, source in enumerate(sources):
        if source is not None:
            yield f"d{source[0]}[:, {source[1]}] += sent[:, {column}]"
