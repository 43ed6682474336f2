"""Every mistake at once: each number as an array with an entry for each way to calculate.

A step is evaluated once, on arrays; only the entries of those ways that change it are worked out one by one.
Entry 0 is the calculation without a mistake. A number that a way does not give (a division by 0) is nan.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy

from ..calculation import order
from ..calculation.floats import evaluator, on_floats
from ..calculation.quantity import Quantity
from ..calculation.step import Step, worked_out
from ..errors import BackpropError
from ..maths.formula import Term, leaves
from .way import Way, plain, rewritten

if TYPE_CHECKING:
    from ..calculation.arrays import Array
    from ..calculation.steps import Steps
    from ..network.model import Number

FAILURES = (ArithmeticError, ValueError, KeyError, TypeError, BackpropError)
"""What a formula with a mistake in it may come to."""


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
    ) -> None:
        self.steps, self.given, self.ways, self.own = steps, given, ways, own or {}
        self.size = len(ways) + 1
        self.known: dict[Quantity, Array] = {}
        self.results: dict[Quantity, Array] = {}
        self._causes: dict[tuple[Quantity, int], frozenset[Quantity]] = {}
        self.direct: dict[Quantity, set[int]] = {}
        self.changing = _by_kind(ways)
        self.trained = 0

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

    def number(self, q: Quantity) -> Array:
        """The number as it is used by others: the student's own, a given one, or what every way gives."""
        if q not in self.known:
            fixed = self.given.get(q, self.own.get(q, numpy.nan))
            self.known[q] = numpy.full(self.size, float(fixed))  # nan where a way needs it for itself
            if q not in self.given and q not in self.own:
                self.known[q] = self._worked_out(q)
        return self.known[q]

    def _worked_out(self, q: Quantity) -> Array:
        step = plain(self.steps, q)
        written = any(leaf in self.own for leaf in leaves(step.formula))
        formula = step.formula if written else worked_out(step)  # by the student's out, not by the net
        values = numpy.empty(self.size)
        values[:] = evaluator(formula)({leaf: self.number(leaf) for leaf in _quantities(formula)})
        for place, way in self._changing(q):
            changed = self._changed(step, way, values[place], place)
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
                before = [
                    leaf for leaf in _quantities(plain(self.steps, q).formula) if self._is_computed(leaf)
                ]
                self._causes[q, place] = frozenset().union(*(self.causes(leaf, place) for leaf in before))
        return self._causes[q, place]

    def _is_computed(self, q: Quantity) -> bool:
        return q not in self.given and q not in self.own and not q.is_start

    def _changing(self, q: Quantity) -> Iterable[tuple[int, Way]]:
        """The ways that may change a step, each with its place."""
        yield from self.changing.get((q.kind, None), ())
        yield from self.changing.get((q.kind, q.subject), ())

    def _changed(self, step: Step, way: Way, value: float, place: int) -> float:
        """The number of a step by one way."""
        changed = rewritten(way, self.steps, step)
        if changed is step:
            return value
        numbers = {leaf: float(self.number(leaf)[place]) for leaf in _quantities(changed.formula)}
        try:
            return on_floats(changed.formula, numbers)
        except FAILURES:
            return numpy.nan


def _by_kind(ways: Sequence[Way]) -> dict[tuple[str, str | None], list[tuple[int, Way]]]:
    """The ways by the kinds of number that they change, and by the subjects of these; None is every one."""
    table: dict[tuple[str, str | None], list[tuple[int, Way]]] = {}
    for place, way in enumerate(ways, 1):
        for key in dict.fromkeys(_keys(way)):
            table.setdefault(key, []).append((place, way))
    return table


def _keys(way: Way) -> Iterable[tuple[str, str | None]]:
    """The kinds and subjects of a way's changes; a kind of every subject needs no others."""
    every = {kind for change in way.changes if change.subjects is None for kind in change.kinds}
    for change in way.changes:
        for kind in change.kinds:
            yield from ((kind, subject) for subject in ((None,) if kind in every else change.subjects or ()))


def _quantities(formula: Term) -> set[Quantity]:
    return {leaf for leaf in leaves(formula) if isinstance(leaf, Quantity)}
