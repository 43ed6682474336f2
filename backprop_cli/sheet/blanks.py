"""Which numbers of a worksheet are left blank: all that are computed, or all but a share of them.

A number has its place in an order that only the seed decides, so sheets with one seed and growing shares fade
from empty to worked without a number that comes and goes again.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Container, Iterator
from typing import TYPE_CHECKING, NamedTuple

from ..calculation.quantity import Quantity

if TYPE_CHECKING:
    from .worked_example import Worksheet


class Blanks(NamedTuple):
    """Which numbers are blank: all that are computed but for a share, from 0 to 1, that the seed chooses."""

    share: float = 0
    seed: int = 0

    def of(self, worksheet: Worksheet) -> Callable[[Quantity], bool]:
        """Whether a number of a worksheet is blank."""
        given = self._given(worksheet) if self.share else frozenset()
        return lambda q: q not in given

    def _given(self, worksheet: Worksheet) -> frozenset[Quantity]:
        """The computed numbers that are given, with whatever merely repeats them."""
        order = sorted(worksheet.order, key=_place)
        random.Random(self.seed).shuffle(order)
        return frozenset(order[: round(self.share * len(order))])


def _place(q: Quantity) -> tuple[str, str, str, bool, int, int]:
    """The place of a number before the seed; that of all samples stands before those of each."""
    return q.kind, q.subject, q.by, q.after, -1 if q.sample is None else q.sample, q.update


def entries(worksheet: Worksheet, blanks: Blanks) -> Iterator[tuple[Quantity, int]]:
    """What is to be filled in, in the order of the sheet, each with the update that its name is of.

    Where there are questions, what they ask for; a number that merely repeats one before it is not asked for.
    """
    blank, seen = blanks.of(worksheet), set[Quantity]()
    for section in worksheet.sections:
        if section.question is not None:
            yield section.question, section.update
            continue
        for layout, q in ((one.layout, q) for one in section.groups for q in one.quantities):
            if q not in seen and blank(q) and _is_worked_out(worksheet, q, seen):
                seen.add(q)
                yield q, q.update if layout == "long run" else section.update


def _is_worked_out(worksheet: Worksheet, q: Quantity, before: Container[Quantity]) -> bool:
    """Whether a number is worked out, and is no other one that stands before it."""
    if q in worksheet.given or q.kind not in worksheet.steps.makers:
        return False
    formula = worksheet.step(q).formula
    return formula not in before if isinstance(formula, Quantity) else not isinstance(formula, int)
