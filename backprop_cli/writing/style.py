"""How numbers and signs are written: one frozen argument of every renderer.

To add a choice, add a field with its default here and the option in `cli/look.py`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..calculation.quantity import Quantity
    from ..sheet.blanks import Blanks
    from ..sheet.worked_example import Worksheet

LEVELS = ("values", "substitution", "formulas")
"""What a sheet with blanks leaves out: computed numbers; with them the numbers that are put into formulas;
and the formulas as well, so that only names stand."""


class Style(NamedTuple):
    """Decimals shown, columns at most, plain signs only, colour by escape codes, numbers left blank."""

    digits: int = 6
    width: int = 80
    ascii: bool = False
    color: bool = False
    blank: Blanks | None = None
    level: str = "values"

    def blanks_in(self, worksheet: Worksheet) -> Callable[[Quantity], bool] | None:
        """Whether a number of a worksheet is left blank; None where none is."""
        return None if self.blank is None else self.blank.of(worksheet)
