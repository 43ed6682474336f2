"""What a printed number is looked for among: an example, its numbers, and those with each mistake.

A target is a number as a sheet may print it: a quantity, the change of a parameter, or target − out, perhaps
with the other sign.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from ..calculation.quantity import Quantity
from ..calculation.schedule import updates_of_an_epoch
from ..check.carried import Carried, decimal_of
from ..check.exercise import Exercise
from ..errors import BackpropError
from ..mistakes.catalogue import MISTAKES
from ..mistakes.diagnosis import Calculation
from ..mistakes.doubles import Doubles, Evaluators
from ..network.model import Rounding
from ..sheet.worked_example import Worksheet

if TYPE_CHECKING:
    from ..network.model import Network

PLACES = {"decimals": range(2, 9), "significant": range(2, 8)}
"""The digits to which steps may have been rounded."""

MODES = ("half_up", "half_even")

CARRIED = tuple(Carried("decimals", places) for places in (5, 4, 3))
"""The digits that an author carries who makes a mistake and rounds."""

FEW_UPDATES = 4
"""Updates, or one epoch of them, in which every search looks; right numbers are of the last one as well."""

Value = Callable[[Quantity], "float | Decimal | None"]


class Target(NamedTuple):
    """What may be printed of a quantity: itself, or its `form`: "change" or "error"; perhaps negative."""

    quantity: Quantity
    form: str = ""
    negative: bool = False


class Finding(NamedTuple):
    """A target that prints so, and how: in words after its name, empty where it is simply right."""

    target: Target
    how: str
    right: Decimal

    @property
    def quantity(self) -> Quantity:
        """The quantity of the target."""
        return self.target.quantity


class Candidates:
    """An example, its right numbers and those with each mistake, each worked out once."""

    def __init__(self, worksheet: Worksheet, only: Sequence[Quantity] = ()) -> None:
        self.whole, self.worksheet, self.only = worksheet, first_updates(worksheet), tuple(only)
        self.exercise = Exercise(self.worksheet)
        self.order = self.only or quantities(self.worksheet, self.worksheet.everything)
        self.targets = tuple(self._targets())

    def _targets(self) -> Iterator[Target]:
        outputs = self.worksheet.network.outputs
        for q in self.order:
            yield Target(q)
            if q.kind == "parameter" and q.update:
                yield Target(q, "change")
            if q.kind == "out" and q.subject in outputs and self.target_of(q) in self.worksheet.given:
                yield Target(q, "error")

    @staticmethod
    def target_of(q: Quantity) -> Quantity:
        """The target of an output."""
        return Quantity("target", q.subject, "", q.sample)

    def value(self, target: Target, of: Value) -> float | Decimal | None:
        """The number of a target by those of its quantities."""
        number = of(target.quantity)
        if number is None:
            return None
        if target.form:
            q = target.quantity
            other = of(q._replace(update=q.update - 1)) if target.form == "change" else of(self.target_of(q))
            if other is None:
                return None
            number = number - other if target.form == "change" else other - number  # type: ignore[operator]
        return -number if target.negative else number

    def right(self, target: Target) -> Decimal:
        """The right number of a target, without any rounding on the way."""
        return decimal_of(self.value(target, self.exact))

    def exact(self, q: Quantity) -> Decimal:
        """The right number of a quantity."""
        return decimal_of(self.worksheet.exact_numbers[q])

    @cached_property
    def last(self) -> dict[Quantity, Decimal]:
        """The numbers of the last update, where that is not among the first."""
        if self.only or self.whole is self.worksheet:
            return {}
        order = quantities(self.whole, self.whole.order_of(self.whole.updates[-1]))
        return {q: decimal_of(self.whole.numbers[q]) for q in order}

    @cached_property
    def doubles(self) -> Doubles:
        """The right calculation."""
        return Doubles(self.exercise.calculation(None, ("chain",)), Evaluators())

    @cached_property
    def mistaken(self) -> list[tuple[str, Calculation]]:
        """Each calculation with a mistake, with its condition in words."""
        later = _later_weights(self.worksheet.network)
        return [
            (f"if {mistake.condition.replace('{weights}', later)}", Calculation(way, CARRIED, self.doubles))
            for mistake in MISTAKES
            for way in mistake.ways(self.exercise)
        ]

    @cached_property
    def rounded(self) -> list[tuple[str, Worksheet]]:
        """The example rounded at each step in every way, with the way in words."""
        tried = (Rounding(kind, n, True, mode) for kind, ns in PLACES.items() for n in ns for mode in MODES)
        sheets = ((way, _rounding_sheet(self.worksheet, way)) for way in tried)
        return [(_in_words(way), sheet) for way, sheet in sheets if sheet is not None]


MANY_NUMBERS = 1_000
"""Numbers in which every search looks at most, but for those of a first update that has more."""


def first_updates(worksheet: Worksheet) -> Worksheet:
    """The example with few updates."""
    few = max(FEW_UPDATES, updates_of_an_epoch(worksheet.network))
    few = min(few, max(1, MANY_NUMBERS // len(worksheet.order_of(0))))
    if len(worksheet.updates) <= few:
        return worksheet
    return Worksheet(worksheet.network._replace(steps=few, epochs=None))


def quantities(worksheet: Worksheet, order: Iterable[Quantity]) -> tuple[Quantity, ...]:
    """Those numbers that are worked out, each once where one merely repeats another."""
    computed = (q for q in order if q not in worksheet.given)
    return tuple(q for q in computed if not isinstance(worksheet.step(q).formula, (int, Quantity)))


def _rounding_sheet(worksheet: Worksheet, rounding: Rounding) -> Worksheet | None:
    """The example with rounding, by the same steps; None where that has no value."""
    sheet = Worksheet(worksheet.network._replace(rounding=rounding))
    sheet.steps = worksheet.steps
    try:
        sheet.numbers[sheet.everything[-1]]
    except (BackpropError, ArithmeticError):
        return None
    return sheet


def _in_words(rounding: Rounding) -> str:
    figures = "decimals" if rounding.kind == "decimals" else "significant figures"
    return f"if each step is rounded to {rounding.places} {figures}, {rounding.mode.replace('_', ' ')}"


def _later_weights(network: Network) -> str:
    """The weights of the layers after the first: w5 to w8."""
    later = {index for layer in network.layers[1:] for row in layer.weights or () for index in row}
    names = [parameter.name for number, parameter in enumerate(network.parameters) if number in later]
    return f"{names[0]} to {names[-1]}" if len(names) > 2 else " and ".join(names) or "weights"
