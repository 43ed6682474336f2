"""Rules that a mistake can change: everywhere, or at one place only."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial, wraps
from typing import Any, NamedTuple

from .forms import Form
from .hand import Hand
from .network import Network, Neuron

Change = Callable[..., Any]
"""What is done instead: of the calculation, the right rule as a function, and the place."""

Key = tuple[int, int | None, str]
"""A number: its update, its sample (None where it is of all), and its name."""


def name_at(place: tuple[Any, ...]) -> str:
    """The neuron or the parameter that a rule is used for; empty where it is of the whole."""
    if not place:
        return ""
    return place[0].name if isinstance(place[0], Neuron) else place[0] if isinstance(place[0], str) else ""


def connection(place: tuple[Any, ...]) -> int:
    """The connection that a rule is used for; -1 where it is of the whole neuron."""
    return place[1] if len(place) > 1 and isinstance(place[1], int) else -1


class Where(NamedTuple):
    """Where a rule is used: the update, the sample, the neuron or parameter, the connection (-1: any)."""

    update: int
    sample: int | None
    name: str
    k: int

    def holds(self, other: Where) -> bool:
        """Whether another use is here."""
        return self[:1] + self[2:3] == other[:1] + other[2:3] and all(
            mine in (-1, theirs)
            for mine, theirs in zip(self, other, strict=True)
            if not isinstance(mine, str)
        )


@dataclass
class Plan:
    """The changes of a calculation by the rules they change, and where they are made (None: everywhere)."""

    changes: dict[str, tuple[Change, ...]] = field(default_factory=dict)
    where: Where | None = None
    met: dict[Where, None] = field(default_factory=dict)


def rule(method: Callable[..., Any]) -> Callable[..., Any]:
    """A method that the plan of its calculation may change."""

    @wraps(method)
    def found(self: Calculation, *place: Any) -> Any:
        changes = self.plan.changes.get(method.__name__)
        if not changes:
            return method(self, *place)
        if not self.is_changed(Where(self.update, self.sample, name_at(place), connection(place))):
            return method(self, *place)
        step = partial(method, self)
        for change in changes:
            step = partial(change, self, step)
        return step(*place)

    return found


class Calculation:
    """The numbers found so far, and what they are found with. `shown` are those that a sheet may ask for."""

    def __init__(
        self, network: Network, hand: Hand, form: Form, plan: Plan, asked: Callable[[Key], bool]
    ) -> None:
        self.network, self.hand, self.form, self.plan, self.asked = network, hand, form, plan, asked
        self.update, self.sample, self.after = 0, None, False  # type: int, int | None, bool
        self.parameters = dict(network.parameters)
        self.numbers: dict[Key, Decimal] = {}
        self.shown: dict[Key, Decimal] = {}
        self.texts: dict[Key, str] = {}
        """What is written in the place of a number, where it is not the number."""

    def is_changed(self, here: Where) -> bool:
        """Whether the changes of the plan are made here; every place where they might be is remembered."""
        if self.plan.where is None:
            self.plan.met[here] = None
            return True
        return self.plan.where.holds(here) and not self.after

    def put(self, name: str, value: Decimal, shown: bool = True) -> Decimal:
        """Write a number of this sample down, and carry it as the hand does."""
        key = (self.update, self.sample, name + "+" * self.after)
        found = self.slip(key[2], value, shown)
        self.numbers[key] = found
        if shown:
            self.shown[key] = found
        return found

    @rule
    def slip(self, name: str, value: Decimal, shown: bool) -> Decimal:
        """A number as it is carried on: one that is shown if it is asked for, as it is written down."""
        key = (self.update, self.sample, name)
        return self.hand.step(key, value, shown and self.asked(key))

    def value(self, name: str) -> Decimal:
        """A number of this sample."""
        return self.numbers[self.update, self.sample, name + "+" * self.after]

    def has(self, name: str) -> bool:
        """Whether there is a number of this sample."""
        return (self.update, self.sample, name + "+" * self.after) in self.numbers

    def given(self) -> tuple[dict[str, Decimal], dict[str, Decimal]]:
        """The inputs and the targets of this sample."""
        return self.network.samples[self.sample or 0 if self.network.several else self.batch[0]]

    @property
    def batch(self) -> tuple[int, ...]:
        """The samples of this update."""
        return self.network.updates[self.update]

    def each_sample(self) -> list[int | None]:
        """The samples of this update, None where there is one alone."""
        return list(self.batch) if len(self.batch) > 1 else [None]
