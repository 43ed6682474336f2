"""The order of the exercise: every quantity of one update, part by part, as a lecturer would work it out.

Whatever lists numbers (the sheet, the JSON, the CSV, an answer file) lists them in
this order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..network.model import Network
from .quantity import Quantity
from .steps import Steps


def forward(steps: Steps, sample: int = 0, update: int = 0) -> Iterator[Quantity]:
    """Net and out of every neuron, layer by layer."""
    for layer in steps.network.layers:
        for neuron in layer.neurons:
            yield Quantity("net", neuron, "", sample, update)
            yield Quantity("out", neuron, "", sample, update)


def loss(steps: Steps, sample: int = 0, update: int = 0) -> Iterator[Quantity]:
    """The term of each output, and the loss."""
    for neuron in steps.network.outputs:
        yield Quantity("term", neuron, "", sample, update)
    yield Quantity("loss", "", "", sample, update)


def backward(steps: Steps, sample: int = 0, update: int = 0) -> Iterator[Quantity]:
    """The backward pass from the last layer to the first, then the inputs."""
    for number in reversed(range(len(steps.network.layers))):
        yield from backward_layer(steps, number, sample, update)
    for name in steps.network.inputs:
        quantity = Quantity("dE/dinput", name, "", sample, update)
        yield from () if has_update(steps.network) else _shares(steps, quantity)
        yield quantity


def backward_layer(steps: Steps, number: int, sample: int = 0, update: int = 0) -> Iterator[Quantity]:
    """∂E/∂out, ∂out/∂net, ∂E/∂net of a layer's neurons, then the gradients that are complete there."""
    neurons = steps.network.layers[number].neurons
    for neuron in neurons:
        by_out = Quantity("dE/dout", neuron, "", sample, update)
        yield from _shares(steps, by_out)
        yield by_out
        yield from slopes(steps, by_out)
    for neuron in neurons:
        yield Quantity("dE/dnet", neuron, "", sample, update)
    for name in parameters_of(steps, number):
        yield from _gradient(steps, Quantity("dE/dparameter", name, "", sample, update))


def slopes(steps: Steps, q: Quantity) -> Iterator[Quantity]:
    """The entries of the Jacobian in a neuron's row: one, or one for each neuron of its layer."""
    alone = steps.elementwise(q.subject)
    for neuron in (q.subject,) if alone else steps.layer(q.subject).neurons:
        yield q._replace(kind="dout/dnet", by=neuron)


def parameters_of(steps: Steps, number: int) -> list[str]:
    """The parameters whose gradient is complete once the backward pass has reached this layer."""
    first = {parameter: min(place.layer for place in places) for parameter, places in steps.uses.items()}
    parameters = steps.network.parameters
    return [parameters[index].name for index in sorted(first) if first[index] == number]


def _shares(steps: Steps, q: Quantity) -> Iterator[Quantity]:
    paths = steps.paths(q)
    if len(paths) > 1:
        yield from paths


def _gradient(steps: Steps, q: Quantity) -> Iterator[Quantity]:
    portions = steps.portions(q)
    for portion in portions:
        yield Quantity("dnet/dparameter", portion.by, q.subject, q.sample, q.update)
    if len(portions) > 1:
        yield from portions
    yield q


def updates(steps: Steps, update: int = 1) -> Iterator[Quantity]:
    """Every trained parameter after the update."""
    for parameter in steps.network.parameters:
        if parameter.trained:
            yield Quantity("parameter", parameter.name, update=update)


def has_gradient(network: Network) -> bool:
    """Whether there is a loss to send back."""
    return network.loss is not None


def has_update(network: Network) -> bool:
    """Whether parameters change: there is a loss, a learning rate, and something to train."""
    trained = any(parameter.trained for parameter in network.parameters)
    return network.loss is not None and network.learning_rate is not None and trained


def after(steps: Steps, sample: int = 0, update: int = 1) -> Iterator[Quantity]:
    """The forward pass and the loss with the new parameters."""
    yield from forward(steps, sample, update)
    yield from loss(steps, sample, update)


def everything(steps: Steps) -> Iterator[Quantity]:
    """Every quantity of the first update, in order."""
    network = steps.network
    for sample in range(len(network.samples)):
        yield from forward(steps, sample)
    for needed, part in PARTS:
        if needed(network):
            yield from part(steps)


PARTS: tuple[tuple[Callable[[Network], bool], Callable[[Steps], Iterator[Quantity]]], ...] = (
    (has_gradient, loss),
    (has_gradient, backward),
    (has_update, updates),
    (has_update, after),
)
"""What follows the forward passes: whether a network has it, and its quantities."""
