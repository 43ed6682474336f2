"""What a number may be when a student rounds: the formulas of the exercise on intervals.

The bounds of a number are those of its formula on the bounds of the numbers in it, each widened by what its
rounding may do (`carried`), and so is every product, quotient and function on the way (`orders`). A number
that different forms (chain, delta, beta, expanded) calculate differently has the hull of them all. With
numbers of the student's `own` in the place of ours, the same formulas give what follows from them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import tee
from math import isfinite
from typing import TYPE_CHECKING

from ...calculation import order
from ...calculation.quantity import Quantity
from ...maths.activations import ACTIVATIONS
from .affine import NONE, UNKNOWN, Affine, affine, reach, wide_enough
from .carried import Carried
from .intervals import MARGIN, Interval, hull, outward
from .possible_steps import MEAN_FIRST, Maker, Possible, PossibleSteps, makers_of

if TYPE_CHECKING:
    from ...network.model import Number

FORWARD = frozenset(("net", "out", "term"))
"""The kinds that every form makes alike before the first update; calculations that are alike share them."""

SAFETY = 0.9
"""The part of a divisor that is left when it is rounded to digits that are not all 0."""

GIVEN_DIGITS = 6
"""Digits of a given number that everybody calculates with."""


class Accepted:
    """The bounds of every number, worked out when they are asked for.

    `own` are numbers in the place of ours, which may be narrowed later; `like` is a calculation with the same
    of them, in another form.
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
        self.own = {} if own is None else own
        self.spread: dict[Quantity, float] = {}
        self.by_steps: dict[Quantity, Iterator[Affine]] = {}
        self.used: dict[Quantity, Affine] = {}
        self.results: dict[Quantity, Affine] = {}
        self.bounds: dict[Quantity, Interval] = {}
        self.forward: dict[Quantity, Affine] = {} if like is None else like.forward
        self.trained = 0
        self.divided = False
        self.by_nearly_zero: set[Quantity] = set() if like is None else like.by_nearly_zero

    def as_given(self, value: Number) -> Affine:
        """A given number: nobody rounds it but where it has too many digits, as 1/3 has."""
        exact = Affine(float(value), NONE, abs(float(value)) * MARGIN)
        short = isinstance(value, Decimal) and len(value.as_tuple().digits) <= GIVEN_DIGITS
        return exact if short else self.rounded(exact)

    def result(self, q: Quantity) -> Interval:
        """The bounds of a number before it is written down."""
        if q not in self.bounds:
            self.bounds[q] = self.in_range(q, self.reach(self.form(q)))
        return hull((self.bounds[q], self.finer(q))) if q in self.by_nearly_zero else self.bounds[q]

    def finer(self, q: Quantity) -> Interval:
        """Where a number lies for those who carry the digits that a divisor before it needs."""
        exact = float(self.possible.worksheet.exact_numbers[q])
        return outward(*sorted((SAFETY * exact, exact / SAFETY)))

    def form(self, q: Quantity) -> Affine:
        """A number with its errors, as what uses it takes it."""
        results = self.forward if q.kind in FORWARD and not q.update else self.results
        if q not in results:
            self.before(q.update)
            every = list(self.by_step(q))
            results[q] = wide_enough(every) if every else UNKNOWN
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

    def steps_of(self, q: Quantity) -> Iterator[Possible]:
        """The different steps that give a number."""
        if q.kind not in self.makers:
            self.makers[q.kind] = makers_of(q.kind, self.forms)
        return self.possible.of(self.makers[q.kind], q, self.forms == MEAN_FIRST)

    def of_step(self, step: Possible) -> Affine:
        """The number of a step: by the textbook's formula, or by the stable one where that has none.

        The last operation is not yet rounded.
        """
        form = step.formula.bounds(self)
        if step.step.computed is not None and not isfinite(form.rest):
            return step.computed.bounds(self)
        return form

    def each(self, q: Quantity) -> Iterator[Interval]:
        """The bounds of a number by each of its steps that has any, before it is written down."""
        self.before(q.update)
        return (self.in_range(q, self.reach(form)) for form in self.by_step(q))

    def by_step(self, q: Quantity) -> Iterator[Affine]:
        """The number by each of its steps that has one, worked out once."""
        first = self.by_steps[q] if q in self.by_steps else self.of_every_step(q)
        self.by_steps[q], forms = tee(first)
        return forms

    def of_every_step(self, q: Quantity) -> Iterator[Affine]:
        """The number by each of its steps that has one; notes whether one is divided by what may be 0."""
        for step in self.steps_of(q):
            outer, self.divided = self.divided, False
            form = self.of_step(step)
            if self.divided:
                self.by_nearly_zero.add(q)
            self.divided = outer
            if isfinite(form.rest):
                yield form

    def reach(self, form: Affine) -> Interval:
        """The bounds that a number hardly ever passes."""
        return reach(form, self.spread) if isfinite(form.rest) else form.bounds

    def divisor(self, x: Affine) -> Affine:
        """A divisor: nobody divides by 0, but by a unit of the digits carried at least."""
        low, high = x.bounds
        if self.carried is None or not low <= 0 <= high:
            return x
        self.divided = True
        least = 10.0**-self.carried.places
        return affine((least, max(least, high)) if high > -low else (min(-least, low), -least))

    def leaf(self, q: Quantity) -> Affine:
        """A number where another formula uses it: what it is off by is its own error."""
        if q in self.own:
            low, high = self.own[q]
            return Affine((low + high) / 2, {q: (high - low) / 2} if high > low else NONE)
        if q not in self.used:
            given = self.given.get(q)
            self.used[q] = self.carried_on(q) if given is None else self.as_given(given)
        self.divided = self.divided or q in self.by_nearly_zero
        return self.used[q]

    def carried_on(self, q: Quantity) -> Affine:
        """A number as it is carried on, rounded; what an update makes forgets where its errors come from."""
        form = self.rounded(self.form(q))
        if not isfinite(form.rest) or form.exact:
            return form
        if q.traits.stepped:
            low, high = self.reach(form)
            return Affine(form.middle, {q: (high - low) / 2})
        self.spread[q] = form.variance / form.rest / form.rest if form.rest else 0.0
        return Affine(form.middle, {**form.errors, q: form.rest})

    def rounded(self, x: Affine) -> Affine:
        """A number as it is carried on."""
        return x if self.carried is None else self.carried.rounded(x)
