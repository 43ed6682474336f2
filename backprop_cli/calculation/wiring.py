"""Who feeds whom: the questions that the formulas ask of a network, answered once.

A quantity is of a neuron or a parameter, by name; `Wiring` knows the layer of a neuron, what comes into it,
what it feeds, where a parameter is used, and which samples and penalties an update counts.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ..maths.activations import ACTIVATIONS
from ..network.model import Choice, Layer, Network
from .quantity import Quantity
from .schedule import samples_of

LOSS, RULE = "loss", "update rule"
"""The owners of options that are not a layer's."""


def layer_owner(number: int) -> str:
    """The owner of the options of a layer's activation, layers counted from 0."""
    return f"layer {number + 1}"


def options_of(choice: Choice, owner: str) -> dict[str, Quantity]:
    """The options of an entry as quantities, so that a formula shows them and rounds none."""
    return {name: Quantity("option", name, owner) for name, _ in choice.options}


class Place(NamedTuple):
    """Where a neuron or a parameter is used: the neuron it feeds, and the parameter or the source there."""

    layer: int
    neuron: str
    by: str | int | None


class Wiring:
    """The network as its formulas see it; `feeds` and `uses` list places of neurons and of parameters."""

    def __init__(self, network: Network) -> None:
        self.network = network
        self.places = {
            neuron: (number, position)
            for number, layer in enumerate(network.layers)
            for position, neuron in enumerate(layer.neurons)
        }
        self.feeds, self.uses = _places(network)
        self.inputs, self.outputs = frozenset(network.inputs), frozenset(network.outputs)
        self.numbers = {parameter.name: number for number, parameter in enumerate(network.parameters)}
        self._alone: dict[int, int | None] = {}
        self.penalties = network.penalties

    def layer(self, neuron: str) -> Layer:
        """The layer that a neuron belongs to."""
        return self.network.layers[self.places[neuron][0]]

    def position(self, neuron: str) -> int:
        """A neuron's place in its layer."""
        return self.places[neuron][1]

    def bias(self, neuron: str) -> int | None:
        """The number of a neuron's bias or threshold."""
        return self.layer(neuron).biases[self.position(neuron)]

    def incoming(self, neuron: str) -> Iterator[tuple[str, int | None]]:
        """Each source of a neuron with the parameter on the connection (None: a bare layer passes it on)."""
        layer, position = self.layer(neuron), self.position(neuron)
        if layer.weights is None:
            yield layer.sources[position], None
            return
        for source, weight in zip(layer.sources, layer.weights[position], strict=True):
            if weight is not None:
                yield source, weight

    def sent(self, name: str, like: Quantity) -> Quantity:
        """What a neuron or an input sends on, in the sample and update of another quantity."""
        if name in self.inputs:
            return Quantity("input", name, "", like.sample)
        return Quantity("out", name, "", like.sample, like.update)

    def parameter(self, number: int, update: int) -> Quantity:
        """A parameter after an update; a fixed one is always the given one."""
        parameter = self.network.parameters[number]
        return Quantity("parameter", parameter.name, update=update if parameter.trained else 0)

    def layer_options(self, neuron: str) -> dict[str, Quantity]:
        """The options of a neuron's activation, as given numbers."""
        number = self.places[neuron][0]
        return options_of(self.network.layers[number].activation, layer_owner(number))

    def elementwise(self, neuron: str) -> bool:
        """Whether a neuron's output depends on its own weighted input only."""
        return ACTIVATIONS[self.layer(neuron).activation.name].value is not None

    def paths(self, q: Quantity) -> list[Quantity]:
        """The shares of ∂E/∂out of a neuron or an input, one for each neuron that it feeds."""
        kind = "input share" if q.kind == "dE/dinput" else "share"
        neurons = dict.fromkeys(place.neuron for place in self.feeds.get(q.subject, ()))
        return [q._replace(kind=kind, by=neuron) for neuron in neurons]

    def users(self, name: str) -> list[str]:
        """The neurons that use a parameter, each once."""
        places = self.uses[self.numbers[name]]
        neurons = (place.neuron for place in places)
        return [places[0].neuron] if len(places) == 1 else list(dict.fromkeys(neurons))

    def portions(self, q: Quantity) -> list[Quantity]:
        """The parts of ∂E/∂w, one for each neuron that uses the parameter."""
        return [q._replace(kind="portion", by=neuron) for neuron in self.users(q.subject)]

    def complete_at(self, layer: int) -> list[int]:
        """The parameters whose first use is in a layer, in file order."""
        numbers = [number for number in sorted(self.uses) if self.uses[number][0].layer == layer]
        return self.counted(numbers)

    def counted(self, numbers: list[int]) -> list[int]:
        """In the order of their numbers where all names are a letter and a number (w1 … w13), else as is."""
        names = [self.network.parameters[number].name for number in numbers]
        stems = {name.rstrip("0123456789") for name in names}
        if len(stems) != 1 or not all(name[-1:].isdecimal() for name in names):
            return numbers
        start = len(stems.pop())
        return sorted(numbers, key=lambda number: int(self.network.parameters[number].name[start:]))

    def alone(self, update: int) -> int | None:
        """The sample of an update that has only one."""
        if update not in self._alone:
            samples = samples_of(self.network, update)
            self._alone[update] = samples[0] if len(samples) == 1 else None
        return self._alone[update]

    def penalties_on(self, number: int) -> list[str]:
        """The penalties that count a parameter."""
        if not self.penalties:
            return []
        weight = self.network.parameters[number].kind == "weight"
        return [name for name, penalty in self.penalties.items() if weight or penalty.biases]

    def gradient(self, name: str, update: int = 0) -> Quantity:
        """The gradient that the update of a parameter uses: of its one sample, or of the batch."""
        alone = None if self.penalties_on(self.numbers[name]) else self.alone(update)
        return Quantity("dE/dparameter", name, "", alone, update)

    def loss(self, update: int = 0, after: bool = False) -> Quantity:
        """The loss that an update lowers, before it or after it, over the same samples."""
        alone = None if self.penalties else self.alone(update)
        if not after:
            return Quantity("loss", "", "", alone, update)
        others = samples_of(self.network, update) != samples_of(self.network, update + 1)
        return Quantity("loss", "", "", alone, update + 1, others and alone is None)

    def samples(self, q: Quantity) -> tuple[int, ...]:
        """The samples that a quantity of a batch is over."""
        return samples_of(self.network, q.update - 1 if q.after else q.update)


def _places(network: Network) -> tuple[dict[str, list[Place]], dict[int, list[Place]]]:
    """What each neuron or input feeds, and where each parameter is used, in file order."""
    feeds: dict[str, list[Place]] = {}
    uses: dict[int, list[Place]] = {}
    for number, layer in enumerate(network.layers):
        for position, neuron in enumerate(layer.neurons):
            if layer.weights is None:
                feeds.setdefault(layer.sources[position], []).append(Place(number, neuron, None))
                continue
            for source, weight in zip(layer.sources, layer.weights[position], strict=True):
                if weight is not None:
                    feeds.setdefault(source, []).append(Place(number, neuron, weight))
                    uses.setdefault(weight, []).append(Place(number, neuron, source))
            bias = layer.biases[position]
            if bias is not None:
                uses.setdefault(bias, []).append(Place(number, neuron, None))
    return feeds, uses
