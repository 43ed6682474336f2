"""The sign of the error terms as many books write it: δ = (target − out)·f′, added in the update.

Han and Kamber, Negnevitsky, Mitchell and MacLeod write it so. Where every new weight is right, and every
number of a kind is with the other sign, the sheet keeps to that convention, and none of them is a mistake.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from .bounds.fits import opposite
from .verdicts import RIGHT, WRONG

if TYPE_CHECKING:
    from ..calculation.quantity import Quantity
    from .reading.written import Written

IsRight = Callable[["Quantity", "Written"], "bool | None"]
"""Whether a number is right."""

SIGNED = ("error", "dE/dout", "dE/dnet", "share")
"""The kinds of number that have the other sign in such a book, or some of them; a gradient has its own."""


def turned_kinds(
    written: Mapping[Quantity, Written], verdicts: Mapping[Quantity, str], is_right: IsRight
) -> frozenset[str]:
    """The kinds of number that a sheet has with the other sign throughout; none if a new weight is wrong."""
    suspected = {q.kind for q, verdict in verdicts.items() if verdict == WRONG and q.kind in SIGNED}
    new = {verdict for q, verdict in verdicts.items() if q.kind == "parameter" and q.update}
    if not suspected or not new or not new <= RIGHT:
        return frozenset()
    return frozenset(
        kind
        for kind in suspected
        if all(
            is_right(q, opposite(number)) for q, number in written.items() if q.kind == kind and number.value
        )
    )
