"""The steps of a calculation with a mistake, for whatever asks for steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..calculation.quantity import Quantity
from ..calculation.step import Step
from ..calculation.steps import Steps
from ..mistakes.way import Way, plain, rewritten

if TYPE_CHECKING:
    from ..network.model import Network


class StepsOfWay(Steps):
    """The steps of a network, changed by a way to make a mistake."""

    def __init__(self, network: Network, way: Way) -> None:
        super().__init__(network)
        self.way = way

    def step(self, quantity: Quantity) -> Step:
        """The step of a quantity. A given number has none: KeyError."""
        if quantity not in self.known:
            self.known[quantity] = rewritten(self.way, self, plain(self, quantity))
        return self.known[quantity]
