"""The worksheet: a network, its numbers, and the sheet that is made of them.

A small network is worked out exactly, from its formulas (`exact`); a large one in double precision, with
matrices (`trace`). Everything that writes, checks or exports starts from a worksheet.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from ..maths.formula import leaves
from . import order
from .names import find, names_of
from .quantity import Quantity
from .sections import Section, restricted, sections
from .steps import LOSS, RULE, Step, Steps, layer_owner
from .supported import check_supported

if TYPE_CHECKING:
    from decimal import Decimal

    from ..network.model import Network, Number

EXACT_LIMIT = 200
"""Weights × samples up to which a network is worked out exactly."""


def make_worksheet(
    network: Network, only: tuple[str, ...] = (), parts: tuple[str, ...] = (), digits: int = 6
) -> Worksheet:
    """The worked example, reduced to the numbers called `only` and what they need, and to some parts.

    Raises InputError for an unknown name and for what cannot be worked out, NoValueError for a number
    without value.
    """
    check_supported(network)
    return Worksheet(network, only, parts)


class Worksheet:
    """The worked example of a network."""

    def __init__(self, network: Network, only: tuple[str, ...] = (), parts: tuple[str, ...] = ()) -> None:
        self.network, self.steps, self.parts = network, Steps(network), parts
        self.given = given_numbers(network)
        self.exact = len(network.parameters) * len(network.samples) <= EXACT_LIMIT
        self.only = only

    @cached_property
    def order(self) -> tuple[Quantity, ...]:
        """Every computed quantity in the order of the exercise, or those that `only` and `parts` leave."""
        return tuple(q for q in order.everything(self.steps) if self.wanted is None or q in self.wanted)

    @cached_property
    def names(self) -> dict[str, Quantity]:
        """Every quantity by its name, of the first sample."""
        return names_of((*self.given, *order.everything(self.steps)))

    @cached_property
    def requested(self) -> frozenset[Quantity]:
        """The quantities asked for by name; a trained parameter stands for its gradient and its update."""
        found = [find(name, self.names) for name in self.only]
        return frozenset(self.updated(q) for q in found)

    def updated(self, q: Quantity) -> Quantity:
        """A parameter after the update, if it has one; any other quantity as it is."""
        after = q._replace(update=q.update + 1)
        return after if q.kind == "parameter" and after in set(self.names.values()) else q

    @cached_property
    def wanted(self) -> frozenset[Quantity] | None:
        """What was asked for with everything that it is derived from; None: all."""
        return frozenset(self._derivation()) if self.only else None

    def _derivation(self) -> Iterator[Quantity]:
        open_, seen = list(self.requested), set(self.requested)
        while open_:
            quantity = open_.pop()
            yield quantity
            needed = () if quantity in self.given else leaves(self.step(quantity).formula)
            for leaf in needed:
                if leaf not in seen:
                    seen.add(leaf)  # type: ignore[arg-type]
                    open_.append(leaf)  # type: ignore[arg-type]

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The sheet."""
        return restricted(sections(self.steps, self.requested), self.wanted, self.parts)

    @cached_property
    def numbers(self) -> Mapping[Quantity, Decimal | float]:
        """The number of every quantity, given ones included."""
        if self.exact:
            from .exact import evaluate

            return evaluate(self.order, self.step, self.given)
        from .traced import TracedNumbers

        return TracedNumbers(self.network, self.given)

    def step(self, quantity: Quantity) -> Step:
        """The step of a computed quantity (KeyError for a given one)."""
        return self.steps.step(quantity)

    def number(self, name: str, sample: int = 1) -> Decimal | float:
        """The number with a name, of a sample counted from 1."""
        quantity = find(name, self.names)
        return self.numbers[quantity if quantity.sample is None else quantity._replace(sample=sample - 1)]


def given_numbers(network: Network) -> dict[Quantity, Number]:
    """The numbers that the file gives: inputs, targets, parameters, options, the rate."""
    given = dict(_of_samples(network))
    given.update((Quantity("parameter", one.name), one.value) for one in network.parameters)
    given.update(_options(network))
    if network.learning_rate is not None:
        given[Quantity("rate")] = network.learning_rate
    return given


def _of_samples(network: Network) -> Iterator[tuple[Quantity, Number]]:
    for number, sample in enumerate(network.samples):
        for name, value in zip(network.inputs, sample.inputs, strict=True):
            yield Quantity("input", name, "", number), value
        for name, value in zip(network.outputs, sample.targets or (), strict=False):
            yield Quantity("target", name, "", number), value


def _options(network: Network) -> Iterator[tuple[Quantity, Number]]:
    owners = [(layer_owner(number), layer.activation) for number, layer in enumerate(network.layers)]
    owners += [(RULE, network.optimizer)] + ([(LOSS, network.loss)] if network.loss else [])
    for owner, choice in owners:
        for name, value in choice.options:
            yield Quantity("option", name, owner), value
