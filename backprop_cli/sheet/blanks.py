"""Which numbers of a worksheet are left blank: all that are computed, or all but a share of them.

A number has its place in an order that only the seed decides, so sheets with one seed and growing shares fade
from empty to worked without a number that comes and goes again.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from ..calculation.quantity import Quantity

if TYPE_CHECKING:
    from .worked_example import Worksheet


def blanks(worksheet: Worksheet, share: float = 0, seed: int = 0) -> Callable[[Quantity], bool]:
    """Whether a number is blank, where a share of them, from 0 to 1, is given."""
    given = _given(worksheet, share, seed) if share else frozenset()
    return lambda q: q not in given


def _given(worksheet: Worksheet, share: float, seed: int) -> frozenset[Quantity]:
    """The computed numbers that are given, with whatever merely repeats them."""
    order = sorted(worksheet.order, key=_place)
    random.Random(seed).shuffle(order)
    return frozenset(order[: round(share * len(order))])


def _place(q: Quantity) -> tuple[str, str, str, int, int]:
    """The place of a number before the seed; that of all samples stands before those of each."""
    return q.kind, q.subject, q.by, -1 if q.sample is None else q.sample, q.update


def entries(worksheet: Worksheet, blank: Callable[[Quantity], bool]) -> Iterator[tuple[Quantity, int]]:
    """What is to be filled in, in the order of the sheet, each with the update that its name is of.

    Where there are questions, what they ask for; a number that merely repeats another one is not asked twice.
    """
    seen: set[Quantity] = set()
    for section in worksheet.sections:
        groups = (q for group in section.groups for q in group.quantities)
        for q in groups if section.question is None else (section.question,):
            if q not in seen and blank(q) and _is_worked_out(worksheet, q):
                seen.add(q)
                yield q, section.update


def _is_worked_out(worksheet: Worksheet, q: Quantity) -> bool:
    if q in worksheet.given or q.kind not in worksheet.steps.makers:
        return False
    return not isinstance(worksheet.step(q).formula, (int, Quantity))
