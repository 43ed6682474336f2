"""The steps of the calculation: `quantity = formula`, scalar by scalar.

`Steps.step(quantity)` makes a step when it is first asked for, so a large network costs what is shown of it.
The formulas stand in `forward`, `backward` and `update`, written by running rows of `maths` on quantities;
`trace` computes the same numbers with matrices and shares none of this wiring, so each checks the other. To
add a kind of number: a function in one of the three, its row there, and its place in `order`. Other forms of
the backward pass are in `forms`.
"""

from __future__ import annotations

from ..network.model import Network
from .forms import FORMS
from .quantity import Quantity
from .step import Step
from .wiring import LOSS, RULE, Place, Wiring, layer_owner, options_of


class Steps(Wiring):
    """The steps of a network in one form of the backward pass, made on demand."""

    def __init__(self, network: Network, form: str = "chain") -> None:
        super().__init__(network)
        self.form, self.makers = form, FORMS[form]
        self.known: dict[Quantity, Step] = {}

    def step(self, quantity: Quantity) -> Step:
        """The step of a quantity. A given number (an input, a weight) has none: KeyError."""
        if quantity.is_start:
            raise KeyError(quantity)
        if quantity not in self.known:
            self.known[quantity] = self.makers[quantity.kind](self, quantity)
        return self.known[quantity]


__all__ = ["LOSS", "RULE", "Place", "Step", "Steps", "layer_owner", "options_of"]
