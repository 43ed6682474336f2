"""What can be read and not yet be worked out, said plainly. A row goes when its mathematics comes."""

from __future__ import annotations

from collections.abc import Callable

from ..errors import InputError, Problem
from ..network.model import Network
from .schedule import batch_size, is_perceptron, number_of_updates


def _trains_below(network: Network) -> bool:
    """Whether a parameter below the last layer is trained."""
    below = {number for layer in network.layers[:-1] for row in layer.weights or () for number in row}
    below |= {number for layer in network.layers[:-1] for number in layer.biases}
    return any(network.parameters[number].trained for number in below if number is not None)


MOST_UPDATES = 20_000
"""Updates that a sheet works out one by one."""

MOST_ROUNDED = 2_000
"""Parameters of a network whose steps can be rounded one by one."""

LIMITS: tuple[tuple[Callable[[Network], bool], str, str], ...] = (
    (
        lambda n: number_of_updates(n) > MOST_UPDATES,
        f"more than {MOST_UPDATES:,} updates",
        f"write at most {MOST_UPDATES:,} steps",
    ),
    (
        lambda n: n.rounding is not None and n.rounding.each_step and len(n.parameters) > MOST_ROUNDED,
        f"rounding at each step with more than {MOST_ROUNDED:,} parameters",
        "take `each_step` out: rounding by hand is for small networks",
    ),
    (
        lambda n: is_perceptron(n) and batch_size(n) > 1,
        "the perceptron rule with several samples in an update",
        "write `update: online`: the rule looks at one sample after the other",
    ),
    (
        lambda n: is_perceptron(n) and _trains_below(n),
        "the perceptron rule below the last layer, where no target says what is right,",
        "fix the weights below, `fixed: [w1, w2]`, or write one layer",
    ),
)
"""A test of the network, what it asks for, and what to do instead."""


def check_supported(network: Network) -> None:
    """Raises InputError with everything that this network asks for and that cannot be worked out."""
    problems = tuple(
        Problem(f"{what} cannot be worked out here", help=remedy)
        for asks, what, remedy in LIMITS
        if asks(network)
    )
    if problems:
        raise InputError(problems)
