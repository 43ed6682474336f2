"""Every mistake at once: each number as an array with an entry for each way to calculate.

A step is evaluated once, on arrays; only the entries of those ways that change it are worked out one by one.
Entry 0 is the calculation without a mistake. A number that a way does not give (a division by 0) is nan.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy

from ..calculation import order
from ..calculation.quantity import Quantity
from .rewritings import Rewritings
from .way import Way

if TYPE_CHECKING:
    from ..calculation.arrays import Array
    from ..calculation.steps import Steps
    from ..network.model import Number

SAME = 1e-12
"""The part of a number by which two ways to the same number may differ."""


class SideBySide:
    """The numbers of an exercise by every way; `own` numbers of a student go on in the place of ours.

    `direct` are the places of the ways that change the step of a number itself, not one before it.
    """

    def __init__(
        self,
        steps: Steps,
        given: Mapping[Quantity, Number],
        ways: Sequence[Way],
        own: Mapping[Quantity, float] | None = None,
        rewritings: Rewritings | None = None,
    ) -> None:
        self.steps, self.given, self.ways, self.own = steps, given, ways, own or {}
        self.rewritings = rewritings or Rewritings(steps, ways)
        self.size = len(ways) + 1
        self.known: dict[Quantity, Array] = {}
        self.results: dict[Quantity, Array] = {}
        self._changed: dict[Quantity, Array] = {}
        self._causes: dict[tuple[Quantity, int], frozenset[Quantity]] = {}
        self.direct: dict[Quantity, set[int]] = {}
        self.trained = 0

    def on(self, own: Mapping[Quantity, float]) -> SideBySide:
        """The same ways on the numbers of a student."""
        return SideBySide(self.steps, self.given, self.ways, own, self.rewritings)

    def values(self, q: Quantity) -> Array:
        """What every way gives for a number, from what the student has before it."""
        if q not in self.results:
            with numpy.errstate(all="ignore"):
                for number in range(self.trained, q.update - 1):
                    self.trained = number + 1
                    for parameter in order.updates(self.steps, self.trained):
                        self.number(parameter)
                self.number(q)
                self.results.setdefault(q, self._worked_out(q) if q in self.own else self.known[q])
        return self.results[q]

    def changed(self, q: Quantity) -> Array:
        """Which ways give another number than the first, which has no mistake."""
        if q not in self._changed:
            self._changed[q] = changed(self.values(q))
        return self._changed[q]

    def number(self, q: Quantity) -> Array:
        """The number as it is used by others: the student's own, a given one, or what every way gives."""
        if q not in self.known:
            fixed = self.given.get(q, self.own.get(q, numpy.nan))
            self.known[q] = numpy.full(self.size, float(fixed))  # nan where a way needs it for itself
            if q not in self.given and q not in self.own:
                self.known[q] = self._worked_out(q)
        return self.known[q]

    def _worked_out(self, q: Quantity) -> Array:
        step = self.rewritings.of(q)
        written = any(leaf in self.own for leaf in step.formula.quantities)
        formula = step.formula if written else step.computed  # by the student's out, not by the net
        values = numpy.empty(self.size)
        values[:] = formula.on_arrays({leaf: self.number(leaf) for leaf in formula.quantities})
        for place, other in step.changed:
            changed = other.on_floats({leaf: float(self.number(leaf)[place]) for leaf in other.quantities})
            if changed != values[place]:
                self.direct.setdefault(q, set()).add(place)
                values[place] = changed
        return values

    def causes(self, q: Quantity, place: int) -> frozenset[Quantity]:
        """The numbers whose steps a way changes, by which it changes this one."""
        if (q, place) not in self._causes:
            if place in self.direct.get(q, ()):
                self._causes[q, place] = frozenset((q,))
            else:
                before = filter(self._is_computed, self.rewritings.of(q).formula.quantities)
                self._causes[q, place] = frozenset().union(*(self.causes(leaf, place) for leaf in before))
        return self._causes[q, place]

    def unwritten(self, q: Quantity) -> frozenset[Quantity]:
        """A number, and those before it that the student has not written: where it can have gone wrong."""
        reached, ahead = {q}, [q]
        while ahead:
            before = filter(self._is_computed, self.rewritings.of(ahead.pop()).formula.quantities)
            new = [leaf for leaf in before if leaf not in reached]
            reached.update(new)
            ahead += new
        return frozenset(reached)

    def _is_computed(self, q: Quantity) -> bool:
        return q not in self.given and q not in self.own and not q.is_start


def changed(values: Array) -> Array:
    """Which entries are another number than the first, and a number."""
    with numpy.errstate(invalid="ignore"):
        limit = SAME * numpy.maximum(numpy.abs(values), abs(values[0]))
        return numpy.isfinite(values) & ~(numpy.abs(values - values[0]) <= limit)
