"""What an entry of the catalogue is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from ..calculation.wiring import Wiring
from .way import Way

Ways = Callable[[Wiring], Iterator[Way]]
"""The calculations of a network with one mistake; none where the network gives no occasion."""


class Mistake(NamedTuple):
    """A mistake: its name, a formula, a sentence for the student without any number, and the calculations.

    `formulas` is the right one, → and the mistaken one, in letters of the field: t is a target, δ an error
    term, g a gradient, v what an update rule takes in its place. `condition` says the mistake after an "if";
    {weights} are those of the layers after the first. A way may have a sentence of its own, with the numbers
    of the network. `rank` is 1 for what very many students do, 3 for what is rare; `source` says where the
    mistake is seen.
    """

    name: str
    formulas: str
    sentence: str
    condition: str
    ways: Ways
    rank: int
    source: str

    @property
    def before(self) -> str:
        """The right formula."""
        return self.formulas.partition(" → ")[0]

    @property
    def after(self) -> str:
        """The formula with the mistake in it."""
        return self.formulas.partition(" → ")[2]
