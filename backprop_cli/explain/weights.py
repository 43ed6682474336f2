"""How often each number is printed, and each mistake made: which explanation is likelier than another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from .findings import Target

if TYPE_CHECKING:
    from ..sheet.worked_example import Worksheet

OF_RANK = {1: 1.0, 2: 0.4, 3: 0.15}
"""The weight of a mistake by how common it is."""

OF_KIND = {
    "dout/dnet": 0.5,
    "share": 0.5,
    "input share": 0.1,
    "portion": 0.2,
    "dE/dinput": 0.1,
    "dnet/dparameter": 0.1,
    "penalty slope": 0.3,
}
"""The weight of a number that is printed less often than others, by its kind."""

OF_FORM = 0.5
"""The weight of a change or of an error beside that of a number."""

AFTER, HIDDEN_AFTER, LATER = 0.5, 0.15, 0.5
"""The weights of an output and of a hidden number after the update, and of each update after the first."""

TURNED = 0.7
"""The weight of the other sign."""

ON_THE_WAY, AT_THE_END = 0.7, 0.4
"""The weights of numbers that were rounded on the way, and of one that is cut off."""


def of_target(worksheet: Worksheet, target: Target) -> float:
    """How often a number is printed, beside an output."""
    q, outputs = target.quantity, worksheet.network.outputs
    weight = OF_KIND.get(q.kind, 1.0) * (OF_FORM if target.form else 1.0)
    if q.update and not q.traits.stepped:
        weight *= HIDDEN_AFTER if q.kind in ("net", "term") or q.subject not in ("", *outputs) else AFTER
    return weight * LATER ** max(0, q.update - 1)


def of_ways(ranks: Sequence[int]) -> list[float]:
    """How often each way of one mistake is met: the first, made everywhere, as often as all others."""
    others = max(1, len(ranks) - 1)
    return [OF_RANK[rank] / (others if number else 1) for number, rank in enumerate(ranks)]
