"""What a number may be when a student rounds: the formulas of the exercise on intervals.

The bounds of a number are those of its formula on the bounds of the numbers in it, each widened by what its
rounding may do (`carried`), and so is every product, quotient and function on the way. A number that
different forms (chain, delta, beta, expanded) calculate differently has the hull of them all. With numbers of
the student's `own` in the place of ours, the same formulas give what follows from them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from ..calculation import order
from ..calculation.quantity import Quantity
from ..calculation.step import Step
from ..maths.activations import ACTIVATIONS
from ..maths.formula import Formula, Term
from .carried import Carried
from .intervals import EXTENSIONS, GRID, Interval, hull, outward
from .possible_steps import Maker, PossibleSteps, makers_of

if TYPE_CHECKING:
    from ..network.model import Number

FORWARD = frozenset(("net", "out", "term"))
"""The kinds that every form makes alike before the first update; calculations that are alike share them."""

SAFETY = 0.9
"""The part of a divisor that is left when it is rounded to digits that are not all 0."""

GIVEN_DIGITS = 6
"""Digits of a given number that everybody calculates with."""


class Accepted:
    """The bounds of every number, worked out when they are asked for.

    `own` are numbers in the place of ours; `like` is a calculation with the same of them, in another form.
    """

    def __init__(
        self,
        possible: PossibleSteps,
        carried: Carried | None,
        forms: Iterable[str],
        own: Mapping[Quantity, Interval] | None = None,
        like: Accepted | None = None,
    ) -> None:
        self.possible, self.carried, self.forms = possible, carried, tuple(forms)
        self.steps, self.given = possible.steps, possible.worksheet.given
        self.makers: dict[str, tuple[Maker, ...]] = {}
        self.own = own or {}
        self.used: dict[Quantity, Interval] = dict(self.own)
        self.results: dict[Quantity, Interval] = {}
        self.forward: dict[Quantity, Interval] = {} if like is None else like.forward
        self.trained = 0
        self.divided = False
        self.by_nearly_zero: set[Quantity] = set() if like is None else like.by_nearly_zero

    def as_given(self, value: Number) -> Interval:
        """The bounds of a given number: nobody rounds it but where it has too many digits, as 1/3 has."""
        exact = outward(float(value), float(value))
        short = isinstance(value, Decimal) and len(value.as_tuple().digits) <= GIVEN_DIGITS
        return exact if short else self.rounded(exact)

    def result(self, q: Quantity) -> Interval:
        """The bounds of a number before it is written down."""
        bounds = self.bounds(q)
        return hull((bounds, self.finer(q))) if q in self.by_nearly_zero else bounds

    def finer(self, q: Quantity) -> Interval:
        """Where a number lies for those who carry the digits that a divisor before it needs."""
        exact = float(self.possible.worksheet.exact_numbers[q])
        return outward(*sorted((SAFETY * exact, exact / SAFETY)))

    def bounds(self, q: Quantity) -> Interval:
        """The bounds of a number with the digits carried, as what uses it takes them."""
        results = self.forward if q.kind in FORWARD and not q.update else self.results
        if q not in results:
            self.before(q.update)
            outer, self.divided = self.divided, False
            results[q] = self.in_range(q, hull(self.of_step(step) for step in self.steps_of(q)))
            if self.divided:
                self.by_nearly_zero.add(q)
            self.divided = outer
        return results[q]

    def in_range(self, q: Quantity, x: Interval) -> Interval:
        """The part of some bounds that any number can be in: a probability is between 0 and 1."""
        if q.kind == "out" and ACTIVATIONS[self.steps.layer(q.subject).activation.name].probability:
            return min(max(x[0], 0.0), 1.0), max(min(x[1], 1.0), 0.0)
        return x

    def before(self, update: int) -> None:
        """Work out the parameters of every update up to one, in order, so that no chain is long."""
        for number in range(self.trained, update - 1):
            self.trained = number + 1
            for q in order.updates(self.steps, self.trained):
                self.leaf(q)

    def steps_of(self, q: Quantity) -> tuple[Step, ...]:
        """The different steps that give a number."""
        if q.kind not in self.makers:
            self.makers[q.kind] = makers_of(q.kind, self.forms)
        return tuple(self.possible.step(make, q) for make in self.makers[q.kind])

    def of_step(self, step: Step) -> Interval:
        """The bounds of a step: by the textbook's formula, or by the stable one where that has none."""
        bounds = self.whole(step.formula)
        if step.computed is not None and bounds[1] - bounds[0] == float("inf"):
            return self.whole(step.computed)
        return bounds

    def whole(self, term: Term) -> Interval:
        """The bounds of a formula; its last operation is not yet rounded."""
        return self.part(term, True)

    def part(self, term: Term, last: bool = False) -> Interval:
        """The bounds of a part of a formula, which may be rounded; a long sum is no deep recursion."""
        spine: list[Formula] = []
        while type(term) is Formula:
            spine.append(term)
            term = term.arguments[0]
        bounds = self.leaf(term) if type(term) is Quantity else (float(term), float(term))
        while spine:
            formula = spine.pop()
            others = [self.part(argument) for argument in formula.arguments[1:]]
            if formula.operation == "divide":
                others = [self.divisor(others[0])]
            bounds = EXTENSIONS[formula.operation](bounds, *others)
            if spine or not last:
                bounds = self.on_the_way(formula.operation, bounds)
        return bounds

    def divisor(self, x: Interval) -> Interval:
        """The bounds of a divisor: nobody divides by 0, but by a unit of the digits carried at least."""
        if self.carried is None or not x[0] <= 0 <= x[1]:
            return x
        self.divided = True
        least = 10.0**-self.carried.places
        return (least, max(least, x[1])) if x[1] > -x[0] else (min(-least, x[0]), -least)

    def on_the_way(self, operation: str, x: Interval) -> Interval:
        """The bounds of the result of an operation that another one follows."""
        grid = self.carried is None or (operation in GRID and self.carried.kind == "decimals")
        return x if grid else self.rounded(x)

    def leaf(self, q: Quantity) -> Interval:
        """The bounds of a number where another formula uses it."""
        if q not in self.used:
            given = self.given.get(q)
            self.used[q] = self.rounded(self.bounds(q)) if given is None else self.as_given(given)
        self.divided = self.divided or (q in self.by_nearly_zero and q not in self.own)
        return self.used[q]

    def rounded(self, x: Interval) -> Interval:
        """The bounds of what is carried on."""
        return x if self.carried is None else self.carried.widened(x)
