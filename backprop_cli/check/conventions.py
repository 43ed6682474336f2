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
"""The kinds of number by which such a book is recognised; a gradient alone may as well have a wrong sign."""

WITH_THEM = (*SIGNED, "input share", "dE/dinput", "portion", "dE/dparameter")
"""The kinds that have the other sign with them, or some of them."""


def turned_kinds(
    written: Mapping[Quantity, Written], verdicts: Mapping[Quantity, str], is_right: IsRight
) -> frozenset[str]:
    """The kinds of number that a sheet has with the other sign throughout; none if a new weight is wrong."""
    suspected = {q.kind for q, verdict in verdicts.items() if verdict == WRONG and q.kind in SIGNED}
    new = {verdict for q, verdict in verdicts.items() if q.kind == "parameter" and q.update}
    if not suspected or not new or not new <= RIGHT:
        return frozenset()
    others = {q.kind for q, verdict in verdicts.items() if verdict not in RIGHT and q.kind in WITH_THEM}
    turned = frozenset(kind for kind in others if _is_turned(kind, written, is_right))
    return turned if turned & suspected else frozenset()


def _is_turned(kind: str, written: Mapping[Quantity, Written], is_right: IsRight) -> bool:
    """Whether every number of a kind is right with the other sign; one gradient alone is no habit."""
    every = [(q, number) for q, number in written.items() if q.kind == kind and number.value]
    habit = kind in SIGNED or len(every) > 1
    return habit and all(is_right(q, opposite(number)) for q, number in every)
