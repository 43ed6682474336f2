"""Which samples each update uses: all of them, one after the other, or k at a time.

Updates and samples are counted from 0. A batch update sees every sample, an online one a single sample in
file order, so the second sample already meets the new weights.
"""

from __future__ import annotations

from ..maths.optimizers import OPTIMIZERS
from ..network.model import Network


def has_gradient(network: Network) -> bool:
    """Whether there is a loss to send back."""
    return network.loss is not None


def has_update(network: Network) -> bool:
    """Whether parameters change: something drives the update, there is a rate, and something to train."""
    trained = any(parameter.trained for parameter in network.parameters)
    driven = network.loss is not None or is_perceptron(network)
    return driven and network.learning_rate is not None and trained


def is_perceptron(network: Network) -> bool:
    """Whether the update is the perceptron rule, which needs targets and no loss."""
    return OPTIMIZERS[network.optimizer.name].by_error and network.samples[0].targets is not None


def batch_size(network: Network) -> int:
    """How many samples one update uses (the last minibatch of an epoch may have fewer); all without any."""
    whole = len(network.samples)
    if not has_update(network):
        return whole
    return {"batch": whole, "online": 1, "minibatch": network.minibatch or whole}[network.update]


def updates_of_an_epoch(network: Network) -> int:
    """How many updates one pass over the samples makes."""
    return -(-len(network.samples) // batch_size(network))


def number_of_updates(network: Network) -> int:
    """How many updates are worked out: `steps`, or `epochs`, or one step (online: one epoch)."""
    if network.steps is not None:
        return network.steps
    if network.epochs is not None:
        return network.epochs * updates_of_an_epoch(network)
    return updates_of_an_epoch(network) if network.update == "online" else 1


def samples_of(network: Network, update: int) -> tuple[int, ...]:
    """The samples of an update, counted from 0."""
    size = batch_size(network)
    first = update % updates_of_an_epoch(network) * size
    return tuple(range(first, min(first + size, len(network.samples))))
