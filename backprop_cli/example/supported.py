"""What can be read and not yet be worked out, said plainly. A row goes when its mathematics comes."""

from __future__ import annotations

from collections.abc import Callable

from ..errors import InputError, Problem
from ..maths.activations import ACTIVATIONS
from ..network.model import Network

LIMITS: tuple[tuple[Callable[[Network], bool], str], ...] = (
    (lambda n: n.loss is not None and len(n.samples) > 1, "the backward pass of several samples"),
    (lambda n: (n.steps or 1) > 1 or (n.epochs or 1) > 1, "more than one update"),
    (lambda n: n.update != "batch" and len(n.samples) > 1, "online updates"),
    (lambda n: n.optimizer.name != "sgd", "an optimizer other than sgd"),
    (lambda n: n.l1 is not None or n.l2 is not None, "regularisation"),
    (lambda n: n.rounding is not None and n.rounding.each_step, "rounding at each step"),
    (
        lambda n: (
            n.loss is not None
            and any(ACTIVATIONS[layer.activation.name].name == "step" for layer in n.layers)
        ),
        "a gradient of step units (they have none)",
    ),
)
"""A test of the network, and what it asks for."""


def check_supported(network: Network) -> None:
    """Raises InputError with everything that this network asks for and that cannot be worked out."""
    problems = tuple(
        Problem(
            f"{what} cannot be worked out yet", help="the file itself is right; take this key out to go on"
        )
        for asks, what in LIMITS
        if asks(network)
    )
    if problems:
        raise InputError(problems)
