"""The worksheet: a network, its numbers, and the sheet that is made of them.

A small network is worked out exactly, from its formulas (`exact`); a large one in double precision, with
matrices (`trace`). Everything that writes, checks or exports starts from a worksheet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from ..calculation import order
from ..calculation.forms import form_of
from ..calculation.given import given_numbers
from ..calculation.quantity import Quantity
from ..calculation.quantity_names import find, names_of
from ..calculation.schedule import has_update, number_of_updates, samples_of
from ..calculation.steps import Step
from ..calculation.supported import check_supported
from ..maths.activations import ACTIVATIONS
from ..maths.formula import leaves
from .groups import Section
from .request import EVERYTHING, Request, check_range, check_use, steps_in_form, usual_notation
from .sections import restricted, sections

if TYPE_CHECKING:
    from ..errors import NoValueError
    from ..network.model import Network

EXACT_LIMIT = 200
"""Weights × samples up to which a network is worked out exactly."""

EXACT_UPDATES = 500
"""Updates up to which a run is worked out exactly."""


LARGE = 1_000
"""Parameters, and entries of Jacobians, times samples up to which everything is shown."""

FULL_STEPS = 3
"""Updates up to which a sheet shows all of them in full; of more, the first and the last."""


def make_worksheet(network: Network, request: Request = EVERYTHING) -> Worksheet:
    """The worked example, reduced to what is requested.

    Raises InputError for an unknown name, step or sample and for what cannot be worked out, NoValueError for
    a number without value.
    """
    check_supported(network)
    return Worksheet(network, request)


class Worksheet:
    """The worked example of a network."""

    def __init__(self, network: Network, request: Request = EVERYTHING) -> None:
        if request.rounding is not None:
            network = network._replace(rounding=request.rounding)
        self.network, self.request, self.parts = network, request, request.parts
        self.only = request.only or request.questions
        self.notation = request.notation or usual_notation(network)
        form = form_of(self.notation)
        self.form_asked = (
            "delta" if form == "matrix" and self.only else form
        )  # a matrix is whole or not there
        self.steps = steps_in_form(network, self.form_asked)
        self.given = given_numbers(network)
        self._of_update: dict[int, tuple[Quantity, ...]] = {}
        check_range("step", request.step, number_of_updates(network))
        check_range("sample", request.sample, len(network.samples))
        check_use(network, request.step, request.sample)
        size = len(network.parameters) * len(network.samples)
        small = size <= EXACT_LIMIT and number_of_updates(network) <= EXACT_UPDATES
        self.exact = small or self.rounded is not None

    @property
    def is_large(self) -> bool:
        """Whether the whole sheet would be too long to read; what was asked for is always shown."""
        mixed = [layer for layer in self.network.layers if ACTIVATIONS[layer.activation.name].value is None]
        entries = len(self.network.parameters) + sum(len(layer.neurons) ** 2 for layer in mixed)
        return not (self.only or self.parts) and entries * len(self.samples) > LARGE

    @cached_property
    def updates(self) -> range:
        """The updates that are worked out, from 0; a forward pass alone counts as one."""
        return range(number_of_updates(self.network) if has_update(self.network) else 1)

    @property
    def reported(self) -> range:
        """The updates that are written: all of them, or the one asked for."""
        step = self.request.step
        return self.updates if step is None else range(step - 1, step)

    @property
    def shown(self) -> tuple[int, ...]:
        """The updates that a sheet shows in full."""
        if len(self.reported) <= FULL_STEPS:
            return tuple(self.reported)
        return (self.reported[0], self.reported[-1])

    @property
    def samples(self) -> tuple[int, ...]:
        """The samples that are written, from 0."""
        sample = self.request.sample
        return tuple(range(len(self.network.samples))) if sample is None else (sample - 1,)

    @cached_property
    def everything(self) -> tuple[Quantity, ...]:
        """Every computed quantity in the order of the exercise."""
        return tuple(dict.fromkeys(q for u in self.updates for q in self.of_update(u)))

    def of_update(self, update: int) -> tuple[Quantity, ...]:
        """Every computed quantity of one update, the numbers after it included."""
        if update not in self._of_update:
            self._of_update[update] = tuple(order.one_update(self.steps, update))
        return self._of_update[update]

    @property
    def order(self) -> tuple[Quantity, ...]:
        """The computed quantities in the order of the exercise, or those that `only` leaves."""
        return tuple(q for q in self.everything if self.wanted is None or q in self.wanted)

    @property
    def needed(self) -> tuple[Quantity, ...]:
        """The quantities to work out: `order`, and what stood before a number that changed."""
        if self.wanted is None:
            return self.everything
        changed = (q._replace(update=q.update - 1, after=False) for q in self.order if q.update)
        return (*self.order, *(q for q in changed if q.kind in ("out", "loss")))

    def order_of(self, update: int) -> tuple[Quantity, ...]:
        """The part of `order` that one update adds, the numbers after it included."""
        every = self.of_update(update)
        if self.request.sample is not None:
            every = tuple(q for q in every if q.sample in (None, *self.samples))
        return every if self.wanted is None else tuple(q for q in every if q in self.wanted)

    @cached_property
    def names(self) -> dict[str, Quantity]:
        """The quantities of the first update by their names, of its first sample."""
        return self.names_in(*self.first_use)

    @property
    def first_use(self) -> tuple[int, int]:
        """The first update that is written and uses a sample that is written, and this sample."""
        uses = ((u, s) for u in self.reported for s in samples_of(self.network, u) if s in self.samples)
        return next(uses, (self.reported[0], self.samples[0]))

    def names_in(self, update: int, sample: int) -> dict[str, Quantity]:
        """The quantities of an update and a sample by name; a fixed parameter is after it what it was."""
        names = names_of((*self.given, *self.of_update(update)), sample, update)
        for parameter in self.network.parameters if has_update(self.network) else ():
            names.setdefault(f"{parameter.name}+", Quantity("parameter", parameter.name))
        return names

    @cached_property
    def requested(self) -> frozenset[Quantity]:
        """The quantities asked for by name; a trained parameter stands for its gradient and its update."""
        return frozenset(self._asked)

    @cached_property
    def _asked(self) -> tuple[Quantity, ...]:
        numbers = (one if isinstance(one, Quantity) else find(one, self.names) for one in self.only)
        return tuple(dict.fromkeys(map(self.updated, numbers)))

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
        if self.request.questions:
            from .questions import question_sections

            update = self.first_use[0]
            return tuple(question_sections(self.steps, self._asked, self.given, self.everything, update))
        return restricted(
            sections(self.steps, self.shown, self.samples, self.requested), self.wanted, self.parts
        )

    @cached_property
    def numbers(self) -> Mapping[Quantity, Decimal | float]:
        """The number of every quantity, given ones included."""
        if self.exact:
            from ..calculation.exact import evaluate

            return evaluate(self.needed, self.step, self.given, self.rounded, self.complaint)
        from ..calculation.traced import TracedNumbers

        return TracedNumbers(self.network, self.steps, self.given)

    @property
    def rounded(self) -> Callable[[Decimal], Decimal] | None:
        """What rounds each step, where each is rounded and carried on."""
        rounding = self.network.rounding
        if rounding is None or not rounding.each_step:
            return None
        from ..calculation.rounding import rounding_of

        return rounding_of(rounding)

    @cached_property
    def exact_numbers(self) -> Mapping[Quantity, Decimal | float]:
        """The numbers without any rounding on the way, beside rounded ones."""
        if not self.rounded:
            return self.numbers
        from ..calculation.exact import evaluate

        return evaluate(self.needed, self.step, self.given, None, self.complaint)

    def complaint(self, quantity: Quantity, what: str) -> NoValueError:
        """The error that says what is wrong with a number, and where it stands."""
        from ..calculation.whereabouts import complaint

        return complaint(self.steps, quantity, what)

    def step(self, quantity: Quantity) -> Step:
        """The step of a computed quantity (KeyError for a given one)."""
        return self.steps.step(quantity)

    def number(self, name: str, sample: int = 1, step: int | None = None) -> Decimal | float:
        """The number with a name, of a sample and a step counted from 1 (the first that uses the sample)."""
        if step is None:
            uses = (update for update in self.updates if sample - 1 in samples_of(self.network, update))
            step = next(uses, 0) + 1
        return self.numbers[find(name, self.names_in(step - 1, sample - 1))]
