"""A calculation with a mistake in it: the formulas of the exercise, some of them altered, on intervals.

A mistake is a function of a step that gives another formula; whatever uses the altered number takes it from
there. The chain rule's formulas are altered, unless a mistake says which others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ..calculation.quantity import Quantity
from ..calculation.step import Step
from ..calculation.wiring import Wiring
from ..check.accepted import Accepted
from ..check.carried import Carried
from ..check.exercise import Exercise
from ..check.intervals import Interval
from ..maths.formula import Formula, Term, build, leaves

Change = Callable[[Wiring, Step], Term]
"""The altered formula of a step; the step's own where the mistake does not touch it."""

Way = Callable[["Carried | None"], Accepted]
"""A calculation with one mistake, by the digits carried."""


class Altered(Accepted):
    """The bounds of every number where some steps are altered."""

    def __init__(
        self,
        exercise: Exercise,
        carried: Carried | None,
        change: Change,
        forms: tuple[str, ...] = ("chain",),
    ) -> None:
        super().__init__(exercise.possible, carried, forms, exercise.own)
        self.change, self.unaltered = change, exercise.calculation(carried, forms)
        self.same: dict[Quantity, bool] = {}

    def steps_of(self, q: Quantity) -> tuple[Step, ...]:
        """The steps that give a number, each followed by the mistake."""
        return tuple(map(self.altered, super().steps_of(q)))

    def altered(self, step: Step) -> Step:
        """A step with the mistake in it; the same one where the mistake does not touch it."""
        formula = self.change(self.steps, step)
        return step if formula is step.formula else Step(step.quantity, formula)

    def bounds(self, q: Quantity) -> Interval:
        """The bounds of a number; those without the mistake where it changes nothing before it."""
        return self.unaltered.bounds(q) if self.is_same(q) else super().bounds(q)

    def result(self, q: Quantity) -> Interval:
        """The same before the number is written down; a mistake divides by what it has."""
        return self.unaltered.result(q) if self.is_same(q) else self.bounds(q)

    def is_same(self, q: Quantity) -> bool:
        """Whether the mistake changes neither the steps of a number nor any before it."""
        if q not in self.same:
            self.before(q.update)
            steps = super().steps_of(q)
            self.same[q] = all(self.altered(step) is step for step in steps) and all(
                leaf in self.given or leaf in self.own or self.is_same(leaf)
                for step in steps
                for leaf in leaves(step.formula)
                if isinstance(leaf, Quantity)
            )
        return self.same[q]


def altered(exercise: Exercise, change: Change, forms: tuple[str, ...] = ("chain",)) -> Way:
    """A calculation whose steps are changed."""
    return lambda carried: Altered(exercise, carried, change, forms)


def replaced(term: Term, change: Callable[[Quantity], Term]) -> Term:
    """A formula with other terms in the place of its quantities; the same one where none changes."""
    if isinstance(term, Quantity):
        return change(term)
    if not isinstance(term, Formula):
        return term
    arguments = [replaced(argument, change) for argument in term.arguments]
    if all(new is old for new, old in zip(arguments, term.arguments, strict=True)):
        return term
    return build(term.operation, *arguments)


def of_kinds(kinds: Iterable[str], change: Change) -> Change:
    """A change of the steps of some kinds of number."""
    chosen = frozenset(kinds)
    return lambda wiring, step: change(wiring, step) if step.quantity.kind in chosen else step.formula


def of_leaves(kinds: Iterable[str], change: Callable[[Wiring, Quantity], Term]) -> Change:
    """A change of the quantities in the formulas of some kinds of number."""
    return of_kinds(kinds, lambda wiring, step: replaced(step.formula, lambda q: change(wiring, q)))
