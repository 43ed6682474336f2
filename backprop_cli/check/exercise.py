"""The exercise whose answer sheets are marked, with what is worked out once for all of them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from .bounds.accepted import Accepted
from .bounds.possible_steps import PossibleSteps

if TYPE_CHECKING:
    from ..calculation.quantity import Quantity
    from ..calculation.steps import Steps
    from ..network.model import Network
    from ..sheet.worked_example import Worksheet
    from .bounds.carried import Carried
    from .bounds.intervals import Interval


class Exercise:
    """A worksheet, the steps of every form, and the correct calculations by the digits carried.

    With numbers of the student's `own`, the calculations are those that go on with them.
    """

    def __init__(self, worksheet: Worksheet, own: Mapping[Quantity, Interval] | None = None) -> None:
        self.worksheet, self.own = worksheet, own
        self._calculations: dict[tuple[Carried | None, tuple[str, ...]], Accepted] = {}

    @cached_property
    def possible(self) -> PossibleSteps:
        """The steps by which a student may work."""
        return PossibleSteps(self.worksheet)

    @property
    def network(self) -> Network:
        """The network of the worksheet."""
        return self.worksheet.network

    @property
    def steps(self) -> Steps:
        """The steps of the worksheet."""
        return self.worksheet.steps

    def with_own(self, own: Mapping[Quantity, Interval]) -> Exercise:
        """The same exercise where a student goes on with these numbers; the steps are shared."""
        exercise = Exercise(self.worksheet, own)
        exercise.possible = self.possible
        return exercise

    def calculation(self, carried: Carried | None, forms: tuple[str, ...] | None = None) -> Accepted:
        """The bounds of a calculation without a mistake, made once for each digits and forms."""
        key = (carried, forms or self.possible.forms)
        if key not in self._calculations:
            self._calculations[key] = Accepted(self.possible, *key, self.own)
        return self._calculations[key]
