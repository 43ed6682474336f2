"""The steps of an exercise as every way to make a mistake has them, each rewritten once for all sheets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from ..calculation.floats import Evaluator, evaluator, on_floats
from ..calculation.quantity import Quantity
from ..calculation.step import worked_out
from ..errors import BackpropError
from ..maths.formula import Term, leaves
from .way import Way, plain, rewritten

if TYPE_CHECKING:
    from ..calculation.step import Step
    from ..calculation.steps import Steps

FAILURES = (ArithmeticError, ValueError, KeyError, TypeError, BackpropError)
"""What a formula with a mistake in it may come to."""


class Prepared:
    """A formula with the quantities in it, and as a function of arrays."""

    def __init__(self, formula: Term) -> None:
        self.formula = formula
        self.quantities = frozenset(leaf for leaf in leaves(formula) if isinstance(leaf, Quantity))

    @cached_property
    def on_arrays(self) -> Evaluator:
        """The formula as a function of arrays."""
        return evaluator(self.formula)

    def on_floats(self, numbers: Mapping[Quantity, float]) -> float:
        """The value for some numbers; nan where it has none."""
        try:
            return on_floats(self.formula, numbers)
        except FAILURES:
            return float("nan")


class Rewriting:
    """A step: its formula, the one without overflow, and by place that of each way that changes it."""

    def __init__(self, step: Step, changed: Iterable[tuple[int, Term]]) -> None:
        self.formula = Prepared(step.formula)
        self.computed = self.formula if step.computed is None else Prepared(worked_out(step))
        self.changed = [(place, Prepared(formula)) for place, formula in changed]


class Rewritings:
    """The steps of an exercise by some ways, the first of which has place 1."""

    def __init__(self, steps: Steps, ways: Sequence[Way]) -> None:
        self.steps, self.changing = steps, _by_kind(ways)
        self._known: dict[Quantity, Rewriting] = {}

    def of(self, q: Quantity) -> Rewriting:
        """The step of a number."""
        if q not in self._known:
            step = plain(self.steps, q)
            self._known[q] = Rewriting(step, self._changed(step))
        return self._known[q]

    def _changed(self, step: Step) -> Iterator[tuple[int, Term]]:
        for key in ((step.quantity.kind, None), (step.quantity.kind, step.quantity.subject)):
            for place, way in self.changing.get(key, ()):
                changed = rewritten(way, self.steps, step)
                if changed is not step:
                    yield place, changed.formula


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
