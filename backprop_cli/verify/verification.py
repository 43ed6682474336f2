"""All that is checked of a network: gradients of the first updates against quotients, and the law."""

from __future__ import annotations

from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from ..calculation.schedule import has_gradient, is_perceptron, number_of_updates, updates_of_an_epoch
from ..calculation.supported import check_supported
from ..errors import InputError, Problem
from ..sheet.request import Request
from ..sheet.worked_example import FULL_STEPS, Worksheet
from .difference_quotients import DIFFERS, Comparison, Subject, compare, comparison, subjects
from .law import Compared, compared

if TYPE_CHECKING:
    from ..network.model import Network

MOST_UPDATES = 12
"""Updates of an epoch whose gradients are all checked."""


class Verification:
    """The checks of a network. Raises InputError where there is no gradient, or no number of that name."""

    def __init__(self, network: Network, weight: str | None = None, step: Decimal | None = None) -> None:
        check_gradient(network)
        self.network, self.h = network, step
        self.updates = number_of_updates(network)
        first = min(self.updates, max(FULL_STEPS, min(MOST_UPDATES, updates_of_an_epoch(network))))
        reduced = network._replace(steps=first, epochs=None, rounding=None)
        check_supported(reduced)
        self.worksheet = Worksheet(reduced, Request(notation="chain"))
        self.subjects = tuple(subjects(self.worksheet, 0))
        self.subject = self.find(weight) if weight else self.telling()

    @cached_property
    def comparisons(self) -> dict[int, tuple[Comparison, ...]]:
        """Every gradient beside its difference quotient, by update."""
        return {update: compare(self.worksheet, update, self.h) for update in self.worksheet.updates}

    @cached_property
    def compared(self) -> tuple[Compared, ...]:
        """The numbers by their formulas and by the trace."""
        return compared(self.worksheet)

    @property
    def breaches(self) -> tuple[Compared, ...]:
        """The numbers whose formula and trace disagree."""
        return tuple(number for number in self.compared if not number.agrees)

    @property
    def example(self) -> Comparison:
        """The gradient that is shown in full."""
        return comparison(self.worksheet, 0, self.subject, self.h)

    def with_step(self, step: Decimal, exact: bool) -> Comparison:
        """The same gradient with another step, in decimals or in double precision."""
        return comparison(self.worksheet, 0, self.subject, step, exact)

    @property
    def differing(self) -> list[Comparison]:
        """The gradients that are not the slope of the loss."""
        return [
            comparison
            for every in self.comparisons.values()
            for comparison in every
            if comparison.verdict == DIFFERS
        ]

    @property
    def agrees(self) -> bool:
        """The verdict on everything."""
        return not self.differing and not self.breaches

    def find(self, name: str) -> Subject:
        """The parameter or the input (of the first sample) with a name."""
        named = {subject[1].subject: subject for subject in reversed(self.subjects)}
        if name.strip() not in named:
            raise InputError((_unknown(name.strip(), list(reversed(named))),))
        return named[name.strip()]

    def telling(self) -> Subject:
        """The first weight of the last layer whose gradient is not 0, else whatever comes first."""
        last = len(self.network.layers) - 1
        steps, numbers = self.worksheet.steps, self.worksheet.numbers
        fit = {self.network.parameters[number].name for number in steps.complete_at(last)}
        liked = (subject for subject in self.subjects if subject[1].subject in fit and numbers[subject[0]])
        return next(liked, self.subjects[0])


def check_gradient(network: Network) -> None:
    """Raises InputError for a network without a gradient to verify."""
    if has_gradient(network):
        return
    if is_perceptron(network):
        problem = Problem("the perceptron rule has no gradient, so there is none to verify")
    else:
        lacking = "this network has a forward pass only: without targets and a loss there is no gradient"
        problem = Problem(f"{lacking} to verify", help="give the file `targets` and a `loss`")
    raise InputError((problem,))


def _unknown(name: str, known: list[str]) -> Problem:
    from difflib import get_close_matches

    near = get_close_matches(name, known, 3, 0.5) or known[:3]
    return Problem(
        f"no weight, bias or input of this network is called {name!r}",
        help=f"did you mean {' or '.join(near)}?",
    )
