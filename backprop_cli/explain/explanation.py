"""Where a printed number comes from: which quantity, under which convention or mistake, prints as that.

Every quantity is tried, in the order of `SEARCHES`: right, with the other sign, rounded at each step, with
each mistake of the `catalogue`, … The plainest search that finds anything tells. To add a way to arrive at a
number: a function in `searches` that yields findings, and its row there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from .candidates import Finding, Ground, Target
from .searches import SEARCHES, has_sign

if TYPE_CHECKING:
    from decimal import Decimal

    from ..calculation.quantity import Quantity
    from ..check.reading.written import Written
    from ..sheet.worked_example import Worksheet


def findings(worksheet: Worksheet, written: Written, only: Sequence[Quantity] = ()) -> list[Finding]:
    """The plainest ways to arrive at a written number: those of the first search that finds any."""
    return Explanation(worksheet, only).findings(written)


class Explanation:
    """What several printed numbers of one example are explained with, worked out once."""

    def __init__(self, worksheet: Worksheet, only: Sequence[Quantity] = ()) -> None:
        self.ground = Ground(worksheet, only)

    def findings(self, written: Written) -> list[Finding]:
        """The ways to arrive at a number, each once."""
        found = (list(search(self.ground, written)) for search in SEARCHES)
        return list(dict.fromkeys(next((one for one in found if one), [])))

    def all_findings(self, written: Sequence[Written]) -> list[list[Finding]]:
        """The ways to arrive at each of several numbers, first those that lead to more of them."""
        found = [self.findings(one) for one in written]
        shared = Counter(how for one in found for how in dict.fromkeys(each.how for each in one))
        return [sorted(one, key=lambda each: -shared[each.how]) for one in found]

    def nearest(self, written: Written) -> Finding:
        """The quantity whose right number is nearest, whatever the sign of a gradient."""
        plain = [one for one in self.ground.targets if not one.form]
        best = min(plain, key=lambda one: self.distance(one, written.value))
        return Finding(best, "", self.ground.right(best))

    def distance(self, one: Target, value: Decimal) -> Decimal:
        """How far a number is from the right one of a target."""
        right = self.ground.right(one)
        return min(abs(right - value), abs(right + value)) if has_sign(one) else abs(right - value)
