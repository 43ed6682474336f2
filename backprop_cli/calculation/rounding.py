"""Rounding as on paper: to decimals or significant figures, half up or half even.

A number rounded to figures keeps its zeros: 0.0820 has three. To add a mode: a row in `MODES`.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import MAX_EMAX, MIN_EMIN, ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..network.model import Rounding

MODES = {"half_up": ROUND_HALF_UP, "half_even": ROUND_HALF_EVEN}
"""The modes by their names in the file."""

_ROOM = Context(2000, ROUND_HALF_UP, MIN_EMIN, MAX_EMAX, 1, 0, [], [])


def rounding_of(rounding: Rounding) -> Callable[[Decimal], Decimal]:
    """What rounds a number; 0 has no sign."""
    mode = MODES[rounding.mode]

    def rounded(number: Decimal) -> Decimal:
        if rounding.kind == "decimals":
            return to_places(number, rounding.places, mode)
        if not number:
            return Decimal(0)
        first = to_places(number, rounding.places - 1 - number.adjusted(), mode)
        return to_places(first, rounding.places - 1 - first.adjusted(), mode)

    return rounded


def to_places(number: Decimal, places: int, mode: str) -> Decimal:
    """A number to so many decimals (of tens, hundreds … where negative)."""
    result = number.quantize(Decimal(1).scaleb(-places, _ROOM), mode, _ROOM)
    return result if result else result.copy_abs()
