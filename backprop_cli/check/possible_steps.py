"""The steps by which a student may work a number out, one of each form of the backward pass."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from ..calculation.forms import FORMS
from ..calculation.step import Step
from ..sheet.request import EXPANDED_LAYERS

if TYPE_CHECKING:
    from ..calculation.quantity import Quantity
    from ..sheet.worked_example import Worksheet

Maker = Callable[..., Step]


class PossibleSteps:
    """The different steps of every number of a network, each made once."""

    def __init__(self, worksheet: Worksheet) -> None:
        self.worksheet, self.steps = worksheet, worksheet.steps
        self._steps: dict[tuple[Maker, Quantity], Step] = {}

    @property
    def forms(self) -> tuple[str, ...]:
        """The forms in which a student may work on this network."""
        deep = len(self.worksheet.network.layers) > EXPANDED_LAYERS
        return ("chain", "delta", "beta") if deep else ("chain", "delta", "beta", "expanded")

    def step(self, make: Maker, q: Quantity) -> Step:
        """The step that a maker makes for a number."""
        if (make, q) not in self._steps:
            self._steps[make, q] = make(self.steps, q)
        return self._steps[make, q]


def makers_of(kind: str, forms: Iterable[str]) -> tuple[Maker, ...]:
    """The different ways in which some forms make a kind of number."""
    return tuple(dict.fromkeys(FORMS[form][kind] for form in forms))
