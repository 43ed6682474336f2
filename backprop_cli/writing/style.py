"""How numbers and signs are written: one frozen argument of every renderer.

To add a choice, add a field with its default here and the option in `cli/solve.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ..calculation.quantity import Quantity

LEVELS = ("values", "substitution", "formulas")
"""What a sheet with blanks leaves out: computed numbers; with them the numbers that are put into formulas;
and the formulas as well, so that only names stand."""


class Style(NamedTuple):
    """Decimals shown, columns at most, plain signs only, colour by escape codes, numbers left blank."""

    digits: int = 6
    width: int = 80
    ascii: bool = False
    color: bool = False
    blank: Callable[[Quantity], bool] | None = None
    level: str = "values"
