"""What a printed number is looked for among: the numbers of an example, and those of every other calculation.

Each kind of calculation is a table with a row for each target and a column for each calculation of the kind.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy

from ..calculation.schedule import updates_of_an_epoch
from ..calculation.steps import Steps
from ..check.bounds.carried import decimal_of
from ..check.exercise import Exercise
from ..errors import BackpropError
from ..mistakes.catalogue import MISTAKES
from ..mistakes.side_by_side import SideBySide
from ..mistakes.way import Way
from ..sheet.worked_example import Worksheet
from .chance import Crowd, crowd
from .findings import Target, quantities, targets, value
from .machines import machines
from .rounded_steps import WAYS, RoundedSteps
from .variants import variants
from .weights import OF_RANK, of_target, of_ways

if TYPE_CHECKING:
    from ..calculation.arrays import Array
    from ..calculation.quantity import Quantity
    from ..mistakes.mistake import Mistake
    from ..network.model import Network

FEW_UPDATES = 4
"""Updates, or one epoch of them, in which every search looks; right numbers are of the others as well."""

MANY_NUMBERS = 1_000
"""Numbers in which every search looks at most, but for those of a first update that has more."""

MOST_ENTRIES = 4_000_000
"""Numbers times ways up to which mistakes are looked for."""

FORMS = ("chain", "delta")
"""The forms in which each step may have been rounded."""

TAKEN = "You took "
"""How the sentence of a way begins that says what was taken for what."""

VARIANT_RANK = 2
"""How common it is that a file is read as another network."""


class Column(NamedTuple):
    """A calculation with a mistake: its condition in words, how common it is, its way."""

    how: str
    rank: int
    weight: float
    way: Way | None = None


class Candidates:
    """An example and its numbers by every calculation, each worked out once."""

    def __init__(self, worksheet: Worksheet, only: Sequence[Quantity] = ()) -> None:
        self.whole, self.worksheet, self.only = worksheet, first_updates(worksheet), tuple(only)
        order = self.only or quantities(self.worksheet, self.worksheet.everything)
        self.targets = [*targets(self.worksheet, order), *self._of_variants()]
        self.exact = [self.exact_of(target) for target in self.targets]
        self.right = numpy.array([float(number) for number in self.exact])
        self.signed = numpy.array([target.has_sign for target in self.targets])

    def _of_variants(self) -> Iterator[Target]:
        """The new values of parameters that the file does not train."""
        trained = {parameter.name for parameter in self.worksheet.network.parameters if parameter.trained}
        for _, sheet in self.variants if not self.only else ():
            names = {parameter.name for parameter in self.worksheet.network.parameters} - trained
            order = (q for q in sheet.everything if q.kind == "parameter" and q.subject in names)
            yield from (target for target in targets(sheet, order))
            return

    @cached_property
    def exercise(self) -> Exercise:
        """The example as an exercise, whose numbers roundings on the way move."""
        return Exercise(self.worksheet)

    @cached_property
    def variants(self) -> list[tuple[str, Worksheet]]:
        """The file read as other networks."""
        return [(how, Worksheet(network)) for how, network in variants(self.worksheet.network)]

    def exact_of(self, target: Target) -> Decimal:
        """The right number of a target, without any rounding on the way."""
        return decimal_of(value(target, self._exact))

    def _exact(self, q: Quantity) -> Decimal:
        numbers = self.worksheet.exact_numbers
        if q.kind == "parameter" and q._replace(update=0) in self.worksheet.given and q not in numbers:
            q = q._replace(update=0)  # a fixed one
        return decimal_of(numbers[q])

    @cached_property
    def later(self) -> list[tuple[Quantity, Decimal]]:
        """The right numbers of the later updates: of all, or of the last alone where there are many."""
        if self.only or self.whole is self.worksheet:
            return []
        known, updates = set(self.worksheet.everything), self.whole.updates
        chosen = updates if self.whole.exact else updates[-1:]
        order = dict.fromkeys(q for update in chosen for q in self.whole.order_of(update))
        numbers = self.whole.numbers
        return [(q, decimal_of(numbers[q])) for q in quantities(self.whole, [*order]) if q not in known]

    @cached_property
    def later_floats(self) -> Array:
        """The same as an array."""
        return numpy.array([float(number) for _, number in self.later])

    def table(self, of: Callable[[Quantity], Any], columns: int) -> Array:
        """The numbers of every target by some calculations; nan where one has none."""
        result = numpy.full((len(self.targets), columns), numpy.nan)
        with numpy.errstate(all="ignore"):
            for row, target in enumerate(self.targets):
                try:
                    result[row] = value(target, of)
                except (KeyError, ArithmeticError, ValueError, BackpropError):
                    continue
        return result

    @cached_property
    def catalogue(self) -> list[Column]:
        """Every way to make a mistake, and every other network."""
        later = later_weights(self.worksheet.network)
        ways = [column for mistake in MISTAKES for column in _columns(self.worksheet, mistake, later)]
        ways = ways if len(ways) * len(self.targets) <= MOST_ENTRIES else []
        return [*ways, *(Column(how, VARIANT_RANK, OF_RANK[VARIANT_RANK]) for how, _ in self.variants)]

    @cached_property
    def mistaken(self) -> Array:
        """The numbers with each mistake of the catalogue."""
        ways = [column.way for column in self.catalogue if column.way is not None]
        sheet = self.worksheet
        found = self.table(SideBySide(sheet.steps, sheet.given, ways).values, len(ways) + 1)[:, 1:]
        others = [
            self.table(SideBySide(Steps(other.network), other.given, ()).values, 1)
            for _, other in self.variants
        ]
        return numpy.hstack([found, *others])

    @cached_property
    def reasons(self) -> set[str]:
        """What the mistakes of the catalogue are in words."""
        return {column.how for column in self.catalogue}

    @cached_property
    def wrong(self) -> Array:
        """Which numbers with a mistake are not the right ones."""
        limit = 1e-12 * numpy.maximum(numpy.abs(self.right), 1e-300)[:, None]
        return numpy.abs(self.mistaken - self.right[:, None]) > limit

    @cached_property
    def weights(self) -> Array:
        """How likely each number with a mistake is printed."""
        rows = numpy.array([of_target(self.worksheet, target) for target in self.targets])
        return rows[:, None] * numpy.array([column.weight for column in self.catalogue])[None, :]

    @cached_property
    def crowd(self) -> Crowd:
        """All the wrong numbers."""
        return crowd(self.mistaken[self.wrong], self.weights[self.wrong])

    @cached_property
    def rounded(self) -> Array:
        """The numbers where each step is rounded: every way in each form."""
        return numpy.hstack([self._rounded(Steps(self.worksheet.network, form)) for form in FORMS])

    def _rounded(self, steps: Steps) -> Array:
        return self.table(RoundedSteps(steps.step, self.worksheet.given).values, len(WAYS))

    @cached_property
    def by_machines(self) -> list[tuple[str, Array, float]]:
        """The numbers of programs: how, the numbers, and how exact they are."""
        sheet = self.worksheet
        steps = Steps(sheet.network)
        return [(how, self.table(of, 1)[:, 0], part) for how, of, part in machines(steps, sheet.given)]


def first_updates(worksheet: Worksheet) -> Worksheet:
    """The example with few updates."""
    few = max(FEW_UPDATES, updates_of_an_epoch(worksheet.network))
    few = min(few, max(1, MANY_NUMBERS // len(worksheet.order_of(0))))
    if len(worksheet.updates) <= few:
        return worksheet
    return Worksheet(worksheet.network._replace(steps=few, epochs=None))


def _columns(worksheet: Worksheet, mistake: Mistake, later: str) -> Iterator[Column]:
    """The calculations with a mistake."""
    ways = [way for way in mistake.ways(worksheet.steps) if way.changes and not way.alone]
    weights = of_ways([mistake.rank] * len(ways))
    for way, weight in zip(ways, weights, strict=True):
        yield Column(_words(mistake, way, later), mistake.rank, weight, way)


def _words(mistake: Mistake, way: Way, later: str) -> str:
    """The condition of a way, with what was taken for what."""
    taken = way.sentence.removeprefix(TAKEN).rstrip(".") if way.sentence.startswith(TAKEN) else ""
    condition = f"if {mistake.condition.replace('{weights}', later)}"
    return f"{condition}: {taken}" if taken else condition


def later_weights(network: Network) -> str:
    """The weights of the layers after the first: w5 to w8."""
    later = {index for layer in network.layers[1:] for row in layer.weights or () for index in row}
    names = [parameter.name for number, parameter in enumerate(network.parameters) if number in later]
    return f"{names[0]} to {names[-1]}" if len(names) > 2 else " and ".join(names) or "weights"
