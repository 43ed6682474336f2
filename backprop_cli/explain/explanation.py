"""Where a printed number comes from: which quantity, under which convention or mistake, prints as that.

Every quantity is tried, in the order of `SEARCHES`: right, with the other sign, rounded at each step, with
each mistake of the `catalogue`, … The plainest search that finds anything tells. To add a way to arrive at a
number: a function in `searches` that yields findings, and its row there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from .candidates import Candidates, Finding, Target
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
        self.candidates = Candidates(worksheet, only)

    def findings(self, written: Written) -> list[Finding]:
        """The ways to arrive at a number, each once."""
        results = (list(search(self.candidates, written)) for search in SEARCHES)
        return list(dict.fromkeys(next(filter(None, results), [])))

    def all_findings(self, written: Sequence[Written]) -> list[list[Finding]]:
        """The ways to arrive at each of several numbers, first those that lead to more of them."""
        every = [self.findings(number) for number in written]
        shared = Counter(how for some in every for how in dict.fromkeys(finding.how for finding in some))
        return [sorted(some, key=lambda finding: -shared[finding.how]) for some in every]

    def nearest(self, written: Written) -> Finding:
        """The quantity whose right number is nearest, whatever the sign of a gradient."""
        plain = [target for target in self.candidates.targets if not target.form]
        best = min(plain, key=lambda target: self.distance(target, written.value))
        return Finding(best, "", self.candidates.right(best))

    def distance(self, target: Target, value: Decimal) -> Decimal:
        """How far a number is from the right one of a target."""
        right = self.candidates.right(target)
        return min(abs(right - value), abs(right + value)) if has_sign(target) else abs(right - value)
