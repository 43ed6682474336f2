"""What the file gives, as quantities: inputs, targets, parameters, options, the rate, a rule's start."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from ..maths.optimizers import OPTIMIZERS
from .quantity import Quantity
from .schedule import number_of_updates
from .wiring import LOSS, RULE, layer_owner

if TYPE_CHECKING:
    from ..network.model import Network, Number


def given_numbers(network: Network) -> dict[Quantity, Number]:
    """The numbers that the file gives: inputs, targets, parameters, options, the rate."""
    given = dict(_of_samples(network))
    given.update((Quantity("parameter", parameter.name), parameter.value) for parameter in network.parameters)
    given.update(_options(network))
    given.update(_states(network))
    given.update(_counts(network))
    if network.learning_rate is not None:
        given[Quantity("rate")] = network.learning_rate
    return given


def _of_samples(network: Network) -> Iterator[tuple[Quantity, Number]]:
    for number, sample in enumerate(network.samples):
        for name, value in zip(network.inputs, sample.inputs, strict=True):
            yield Quantity("input", name, "", number), value
        for name, value in zip(network.outputs, sample.targets or (), strict=False):
            yield Quantity("target", name, "", number), value


def _options(network: Network) -> Iterator[tuple[Quantity, Number]]:
    owners = [(layer_owner(number), layer.activation) for number, layer in enumerate(network.layers)]
    owners += [(RULE, network.optimizer)] + ([(LOSS, network.loss)] if network.loss else [])
    for name, penalty in network.penalties.items():
        yield Quantity("option", "lambda", name), penalty.strength
    for owner, choice in owners:
        for name, value in choice.options:
            yield Quantity("option", name, owner), value


def _states(network: Network) -> Iterator[tuple[Quantity, Number]]:
    """The states of the update rule, which start at 0."""
    for parameter in network.parameters:
        for letter in OPTIMIZERS[network.optimizer.name].state:
            yield Quantity("state", parameter.name, letter), Decimal(0)


def _counts(network: Network) -> Iterator[tuple[Quantity, Number]]:
    """The number of each update, for the rules that use it."""
    for number in range(number_of_updates(network)):
        yield Quantity("count", update=number + 1), Decimal(number + 1)
