"""The steps of the calculation: `quantity = formula`, scalar by scalar.

`Steps.step(quantity)` makes one step when it is asked for, so a large network costs what is shown of it. The
formulas stand in `forward`, `backward` and `update`, written by running the rows of `maths` on quantities;
`trace` computes the same numbers with matrices and shares none of this wiring, so each checks the other. To
add a kind of number: a function in one of the three, its row there, and its place in `order`.
"""

from __future__ import annotations

from . import backward, forward, update
from .quantity import Quantity
from .step import Step
from .wiring import LOSS, RULE, Place, Wiring, layer_owner, options_of

MAKERS = {**forward.MAKERS, **backward.MAKERS, **update.MAKERS}
"""What makes the step of each kind; kinds that are not here are given."""


class Steps(Wiring):
    """The steps of a network, made on demand."""

    def step(self, quantity: Quantity) -> Step:
        """The step of a quantity. A given number (an input, a weight) has none: KeyError."""
        if quantity.kind in ("parameter", "state") and not quantity.update:
            raise KeyError(quantity)
        return MAKERS[quantity.kind](self, quantity)


__all__ = ["LOSS", "RULE", "Place", "Step", "Steps", "layer_owner", "options_of"]
