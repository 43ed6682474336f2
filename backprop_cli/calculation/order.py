"""The order of the exercise: every quantity of one update, part by part, as a lecturer would work it out.

Whatever lists numbers (the sheet, the JSON, the CSV, an answer file) lists them in this order.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..maths.optimizers import OPTIMIZERS
from .quantity import Quantity
from .schedule import has_gradient, has_update, is_perceptron, samples_of
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
    parameters = steps.network.parameters
    return [parameters[index].name for index in steps.complete_at(number)]


def _shares(steps: Steps, q: Quantity) -> Iterator[Quantity]:
    paths = steps.paths(q)
    if len(paths) > 1:
        yield from paths


def _gradient(steps: Steps, q: Quantity) -> Iterator[Quantity]:
    neurons = steps.users(q.subject)
    for neuron in neurons:
        yield Quantity("dnet/dparameter", neuron, q.subject, q.sample, q.update)
    if len(neurons) > 1:
        yield from steps.portions(q)
    yield q


def batch(steps: Steps, update: int = 0) -> Iterator[Quantity]:
    """What a batch adds to its samples: the penalties, the loss over the batch, and its gradients."""
    yield from (Quantity("penalty", name, "", None, update) for name in steps.penalties)
    if steps.loss(update).sample is None:
        yield steps.loss(update)
    if steps.alone(update) is not None and not steps.penalties:
        return
    for number, parameter in enumerate(steps.network.parameters):
        gradient = steps.gradient(parameter.name, update)
        if gradient.sample is None and number in steps.uses:
            slopes = steps.penalties_on(number)
            yield from (gradient._replace(kind="penalty slope", by=name) for name in slopes)
            yield gradient


def updates(steps: Steps, update: int = 1) -> Iterator[Quantity]:
    """The lines of the update rule for every trained parameter: its states, then the new parameter."""
    letters = [letter for letter, _ in OPTIMIZERS[steps.network.optimizer.name].lines[:-1]]
    for number in steps.counted(list(range(len(steps.network.parameters)))):
        parameter = steps.network.parameters[number]
        if parameter.trained:
            yield from (Quantity("state", parameter.name, letter, None, update) for letter in letters)
            yield Quantity("parameter", parameter.name, update=update)


def errors(steps: Steps, sample: int = 0, update: int = 0) -> Iterator[Quantity]:
    """What drives the perceptron rule."""
    yield from (Quantity("error", neuron, "", sample, update) for neuron in steps.network.outputs)


def after(steps: Steps, update: int = 0) -> Iterator[Quantity]:
    """The forward pass and the loss of an update's samples with the new parameters."""
    for sample in samples_of(steps.network, update):
        yield from forward(steps, sample, update + 1)
        yield from loss(steps, sample, update + 1) if has_gradient(steps.network) else ()
    whole = steps.loss(update, after=True)
    if has_gradient(steps.network) and whole.sample is None:
        yield from (Quantity("penalty", name, "", None, update + 1) for name in steps.penalties)
        yield whole


def one_sample(steps: Steps, sample: int, update: int) -> Iterator[Quantity]:
    """Everything of one sample in one update."""
    yield from forward(steps, sample, update)
    if has_gradient(steps.network):
        yield from loss(steps, sample, update)
        yield from backward(steps, sample, update)
    elif is_perceptron(steps.network):
        yield from errors(steps, sample, update)


def one_update(steps: Steps, update: int) -> Iterator[Quantity]:
    """Everything of one update, in order."""
    network = steps.network
    for sample in samples_of(network, update):
        yield from one_sample(steps, sample, update)
    if has_gradient(network):
        yield from batch(steps, update)
    if has_update(network):
        yield from updates(steps, update + 1)
        yield from after(steps, update)
