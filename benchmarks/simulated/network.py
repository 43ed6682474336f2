"""A network as a student copies it from the exercise: neurons, parameters, samples, and how it is trained."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True)
class Neuron:
    """A neuron: the sources it sums, the parameter on each connection, its bias and its activation.

    `weights` is empty where the layer has none: what comes in is the weighted input. `sign` is -1 where
    the bias is a threshold, which is subtracted.
    """

    name: str
    sources: tuple[str, ...]
    weights: tuple[str, ...]
    bias: str | None
    sign: int
    activation: str
    leak: Decimal = Decimal("0.01")


@dataclass(frozen=True)
class Network:
    """The exercise. `updates` holds for each update the samples that it uses, counted from 0."""

    name: str
    inputs: tuple[str, ...]
    layers: tuple[tuple[Neuron, ...], ...]
    parameters: dict[str, Decimal]
    trained: frozenset[str]
    samples: tuple[tuple[dict[str, Decimal], dict[str, Decimal]], ...]
    loss: str | None
    mean: bool
    updates: tuple[tuple[int, ...], ...]
    rate: Decimal | None
    optimizer: str = "sgd"
    options: dict[str, Decimal] = field(default_factory=dict)
    l2: Decimal | None = None
    l2_biases: bool = False

    @property
    def neurons(self) -> tuple[Neuron, ...]:
        """Every neuron, the first hidden layer first."""
        return tuple(neuron for layer in self.layers for neuron in layer)

    @property
    def outputs(self) -> tuple[Neuron, ...]:
        """The neurons of the last layer."""
        return self.layers[-1]

    @property
    def hidden(self) -> tuple[Neuron, ...]:
        """The neurons of every layer but the last."""
        return tuple(neuron for layer in self.layers[:-1] for neuron in layer)

    @property
    def biases(self) -> frozenset[str]:
        """The names of the parameters that are biases or thresholds."""
        return frozenset(neuron.bias for neuron in self.neurons if neuron.bias)

    @property
    def several(self) -> bool:
        """Whether an update uses several samples."""
        return any(len(samples) > 1 for samples in self.updates)

    def layer_of(self, neuron: Neuron) -> tuple[Neuron, ...]:
        """The layer that a neuron is in."""
        return next(layer for layer in self.layers if neuron in layer)

    def fed_by(self, name: str) -> list[tuple[Neuron, int]]:
        """The connections that lead out of a neuron, each as where it ends and its place there."""
        return [
            (neuron, place)
            for neuron in self.neurons
            for place, source in enumerate(neuron.sources)
            if source == name
        ]

    def places_of(self, parameter: str) -> list[tuple[Neuron, int | None]]:
        """Where a parameter is used: a neuron and a connection of it, None for its bias."""
        places: list[tuple[Neuron, int | None]] = []
        for neuron in self.neurons:
            places += [(neuron, k) for k, name in enumerate(neuron.weights) if name == parameter]
            places += [(neuron, None)] if neuron.bias == parameter else []
        return places
