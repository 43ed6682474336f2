"""The mistakes that are planted: a name, and the ways in which it is made, each as changes of rules."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from itertools import chain
from typing import NamedTuple

from .rules import Change, Key, Plan

Way = dict[str, Change]
"""The rules that are changed, and how: what is done instead, given the calculation and the right rule."""

EVERYWHERE, ONE_NEURON, ONE_PLACE, EITHER = "everywhere", "one neuron", "one place", "either"


class Mistake(NamedTuple):
    """A mistake by the name that the program should give; `made` throughout, at one place, or either.

    What is made at one neuron is made at all its connections.
    """

    name: str
    ways: tuple[Way, ...]
    made: str = EITHER
    others: tuple[str, ...] = ()

    @property
    def names(self) -> frozenset[str]:
        """Every name that is right for it."""
        return frozenset((self.name, *self.others))

    def plan(self, draw: random.Random) -> tuple[Plan, bool]:
        """One way of making it, everywhere; and whether it is to be made at one place."""
        way = draw.choice(self.ways)
        one = self.made in (ONE_PLACE, ONE_NEURON) or (self.made == EITHER and draw.random() < 0.5)
        return Plan({rule: (change,) for rule, change in way.items()}), one


def at_one_place(
    plan: Plan, draw: random.Random, asked: Callable[[Key], bool], whole: bool = False
) -> Plan | None:
    """The same changes at one of the places where they were made, or at the whole neuron there.

    A slip of the hand is made in a number that the sheet asks for; in another nobody could see it.
    """
    places = [where for where in plan.met if "slip" not in plan.changes or asked(where[:3])]
    if not places:
        return None
    where = draw.choice(places)
    if where.sample is not None and draw.random() < 0.5:
        where = where._replace(sample=-1)
    if draw.random() < 0.5 or whole:
        where = where._replace(k=-1)
    return Plan(plan.changes, where)


def both(first: Mistake, second: Mistake) -> Mistake:
    """Two mistakes at once, in the first way of each."""
    changes = [*first.ways[0].items(), *second.ways[0].items()]
    way: Way = {}
    for rule, change in changes:
        way[rule] = after(way[rule], change) if rule in way else change
    names = (f"{second.name}, and {first.name}", first.name, second.name)
    return Mistake(f"{first.name}, and {second.name}", (way,), EVERYWHERE, names)


def after(first: Change, second: Change) -> Change:
    """One change made on what another gives."""

    def change(c, right, *place):  # type: ignore[no-untyped-def]
        return second(c, lambda *where: first(c, right, *where), *place)

    return change


def one_by_one(*tables: dict[str, tuple[Way, ...]], made: str = EITHER) -> Iterator[Mistake]:
    """The mistakes of tables."""
    for name, ways in chain.from_iterable(table.items() for table in tables):
        yield Mistake(name, ways, made)
