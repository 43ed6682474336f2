"""What changes the parameters, on arrays: the penalties of a gradient, the lines of the update rule.

The parameters of a network are one array (p,), as are their gradient and each state of the rule.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy

from ..maths.optimizers import OPTIMIZERS
from ..maths.penalties import PENALTIES
from .arrays import options

if TYPE_CHECKING:
    from ..network.model import Network
    from .arrays import Array, Matrices


class PenaltyOnArrays:
    """A penalty with its strength and a mask (p,) of the parameters that it counts."""

    def __init__(self, name: str, strength: float, mask: Array) -> None:
        self.name, self.entry, self.strength, self.mask = name, PENALTIES[name], strength, mask

    def value(self, parameters: Array) -> float:
        """What it adds to the loss."""
        return float(self.entry.total((self.mask * self.entry.value(parameters)).sum(), self.strength))

    def value_of_counted(self, parameters: Array) -> Any:
        """The same, summed over the counted parameters alone: perhaps another last digit."""
        return self.entry.total(self.entry.value(parameters[self.mask]).sum(), self.strength)

    def slope(self, parameters: Array) -> Array:
        """What it adds to the gradient (p,)."""
        return self.mask * self.entry.slope(parameters, self.strength)


def penalties(given: Matrices) -> Iterator[PenaltyOnArrays]:
    """The penalties of a network."""
    network = given.network
    for name, penalty in network.penalties.items():
        strength = float(penalty.strength) / (len(network.samples) if penalty.per_sample else 1)
        yield PenaltyOnArrays(name, strength, given.counted(penalty.biases))


class RuleOnArrays:
    """The update rule of a network."""

    def __init__(self, network: Network) -> None:
        entry = OPTIMIZERS[network.optimizer.name]
        self.lines, self.state = entry.lines, entry.state
        self.rate, self.options = float(network.learning_rate or 0), options(network.optimizer)

    def start(self, parameters: Array) -> dict[str, Array]:
        """The states before the first update."""
        return {letter: numpy.zeros_like(parameters) for letter in self.state}

    def letters(self, parameters: Array, gradient: Array, states: dict[str, Array], number: int) -> Any:
        """Every letter after the lines of the rule: `w` the new parameters; updates count from 1."""
        letters = {"eta": self.rate, "t": number, **self.options, **states}
        letters |= {"w": parameters, "g": gradient, "e": gradient, "x": 1.0}
        for letter, line in self.lines:
            letters[letter] = line(**letters)
        return letters
