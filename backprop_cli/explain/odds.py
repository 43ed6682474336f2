"""Findings of several numbers beside each other: the reasons that they share, and the odds of an accident."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from math import comb, prod
from typing import TYPE_CHECKING

from .findings import Finding
from .searches import CERTAIN

if TYPE_CHECKING:
    from ..check.reading.written import Written

TOGETHER, ONE_OF_SEVERAL = 0.1, 2.0
"""The accidents to be expected, up to which a mistake in several numbers is told, and in each of them."""

ALIKE = 1.5
"""How much likelier one number is than another, of the same reason, that is not told beside it."""


def likeliest(found: Sequence[Finding]) -> list[Finding]:
    """Of each reason the numbers that are printed about as often as the likeliest."""
    least: dict[str, float] = {}
    for one in found:
        least[one.reason] = min(one.chance, least.get(one.reason, one.chance))
    return [one for one in found if one.chance <= ALIKE * least[one.reason]]


def joint_odds(
    every: Sequence[Sequence[Finding]], written: Sequence[Written]
) -> dict[str, tuple[int, float]]:
    """For each reason how many numbers it explains, and the odds that it does so by chance."""
    table: dict[str, dict[int, float]] = {}
    tried = 1
    for number, some in zip(written, every, strict=True):
        best = {one.reason: one for one in sorted(some, key=lambda one: -one.chance)}
        for one in best.values():
            if one.chance <= ONE_OF_SEVERAL:
                tried = max(tried, one.tried)
                table.setdefault(one.reason, {})[_off(one, number)] = min(1.0, one.chance / one.tried)
    return {
        reason: (len(odds), tried * comb(len(written), len(odds)) * prod(odds.values()))
        for reason, odds in table.items()
        if len(odds) > 1
    }


def _off(one: Finding, written: Written) -> int:
    """By how much a number is off, whatever the sign: 0.43 and 0.57 for 0.4 and 0.6 tell the same."""
    off = abs(abs(one.right or Decimal(0)) - abs(written.value))
    return round(off / (4 * written.half)) if written.half else 0


def is_certain(one: Finding, joint: dict[str, tuple[int, float]]) -> bool:
    """Whether a finding is no accident: of the number alone, or with the others that the reason explains."""
    return one.chance <= CERTAIN[one.tier] or joint.get(one.reason, (1, 1.0))[1] <= TOGETHER


def order(one: Finding, joint: dict[str, tuple[int, float]]) -> tuple[float, ...]:
    return (-_explained(one, joint), one.tier, one.rank, one.chance)


def _explained(one: Finding, joint: dict[str, tuple[int, float]]) -> int:
    """How many numbers a reason explains."""
    return joint.get(one.reason, (1, 0.0))[0]


def is_as_good(other: Finding, best: Finding, joint: dict[str, tuple[int, float]]) -> bool:
    """Whether a finding explains as much as the best, and is about as simple."""
    return (
        _explained(other, joint) == _explained(best, joint)
        and other.tier == best.tier
        and other.rank <= best.rank + 1
    )
