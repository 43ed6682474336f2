"""The exercise whose answer sheets are marked, with what is worked out once for all of them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from ..writing.sheet_names import SheetNames
from .bounds.accepted import Accepted
from .bounds.carried import Decimals
from .bounds.possible_steps import PossibleSteps

if TYPE_CHECKING:
    from ..calculation.quantity import Quantity
    from ..calculation.steps import Steps
    from ..network.model import Network
    from ..sheet.worked_example import Worksheet
    from .bounds.carried import Carried


class Exercise:
    """A worksheet, the steps of every form, and the correct calculations by the digits carried."""

    def __init__(self, worksheet: Worksheet) -> None:
        self.worksheet = worksheet
        self._near: dict[tuple[int | None, int], list[Quantity]] = {}
        self._calculations: dict[tuple[Carried | None, tuple[str, ...]], Accepted] = {}

    @cached_property
    def possible(self) -> PossibleSteps:
        """The steps by which a student may work."""
        return PossibleSteps(self.worksheet)

    @cached_property
    def exact(self) -> Decimals:
        """The numbers without any rounding on the way."""
        return Decimals(self.worksheet.exact_numbers)

    @cached_property
    def numbers(self) -> Decimals:
        """The numbers that the worksheet shows."""
        return Decimals(self.worksheet.numbers)

    @property
    def network(self) -> Network:
        """The network of the worksheet."""
        return self.worksheet.network

    @property
    def steps(self) -> Steps:
        """The steps of the worksheet."""
        return self.worksheet.steps

    @cached_property
    def places(self) -> dict[Quantity, int]:
        """The place of every number in the exercise, given ones first."""
        return {q: place for place, q in enumerate((*self.worksheet.given, *self.worksheet.everything))}

    @cached_property
    def letters(self) -> SheetNames:
        """The names of the numbers in the letters of the sheet."""
        return SheetNames(self.worksheet)

    def near(self, q: Quantity) -> list[Quantity]:
        """The computed numbers of the same sample as another, and of the same step or the next."""
        key = (q.sample, q.update)
        if key not in self._near:
            self._near[key] = [other for other in self.worksheet.order if _is_near(other, q)]
        return self._near[key]

    def calculation(self, carried: Carried | None, forms: tuple[str, ...] | None = None) -> Accepted:
        """The bounds of a calculation without a mistake, made once for each digits and forms."""
        key = (carried, forms or self.possible.forms)
        if key not in self._calculations:
            self._calculations[key] = Accepted(self.possible, *key)
        return self._calculations[key]


def _is_near(other: Quantity, q: Quantity) -> bool:
    same = other.sample in (q.sample, None) or q.sample is None
    return same and abs(other.update - q.update) <= 1
