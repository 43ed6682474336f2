"""Networks that a file may be read as: with its fixed parameters trained, with a bias for each neuron."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..calculation.schedule import has_update

if TYPE_CHECKING:
    from ..network.model import Layer, Network, Parameter

TRAINED = "if the fixed {kinds} are trained"
SEPARATE = "if each neuron has a bias of its own"
BOTH = "if the fixed biases are trained, one of its own for each neuron"


def variants(network: Network) -> Iterator[tuple[str, Network]]:
    """Each other network in words."""
    if not has_update(network):
        return
    trained = all_trained(network)
    if trained != network:
        kinds = {f"{each.kind}s" for each in network.parameters if not each.trained}
        yield (
            TRAINED.format(kinds=kinds.pop().replace("biass", "biases") if len(kinds) == 1 else "parameters"),
            trained,
        )
    for how, of in ((SEPARATE, network), (BOTH, trained)):
        apart = separate(of)
        if apart != of and (how == SEPARATE or trained != network):
            yield how, apart


def all_trained(network: Network) -> Network:
    """The network without fixed parameters."""
    return network._replace(parameters=tuple(each._replace(trained=True) for each in network.parameters))


def separate(network: Network) -> Network:
    """The network with a bias for each neuron where several share one that is trained."""
    parameters = list(network.parameters)
    layers = tuple(
        layer._replace(biases=tuple(_own(parameters, layer, at) for at in range(len(layer.biases))))
        for layer in network.layers
    )
    return network._replace(parameters=tuple(parameters), layers=layers)


def _own(parameters: list[Parameter], layer: Layer, at: int) -> int | None:
    """The bias of a neuron: the shared one for the first of them, a new one for the others."""
    index = layer.biases[at]
    if index is None or index not in layer.biases[:at] or not parameters[index].trained:
        return index
    shared = parameters[index]
    parameters.append(shared._replace(name=f"{shared.name} of {layer.neurons[at]}"))
    return len(parameters) - 1
