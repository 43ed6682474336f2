"""Mistakes that are in no catalogue: what a marker should keep silent about."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from .forms import ONE
from .mistakes import Way
from .rules import Calculation

Right = Callable[..., Any]


def replaced(c: Calculation, right: Right, name: str, value: Decimal, shown: bool) -> Decimal:
    """A number without any reason, of the size of the right one."""
    found = right(name, value, shown)
    factor = Decimal(repr(round(c.hand.draw.uniform(0.2, 1.8), 6)))
    return c.hand.step((c.update, c.sample, name), found * factor if found else factor, shown)


def times(factor: str) -> Callable[..., Any]:
    """What a rule gives, times a factor."""
    return lambda c, right, *place: right(*place) * Decimal(factor)


def with_factor(factor: str) -> Callable[..., Any]:
    """One factor more."""
    return lambda c, right, *place: [*right(*place), Decimal(factor)]


def added(number: str) -> Callable[..., Any]:
    """What a rule gives, and something more."""
    return lambda c, right, *place: right(*place) + Decimal(number)


def sum_for_product(c: Any, right: Right, neuron: Any, k: int) -> Decimal:
    """W + x in the place of w·x."""
    return c.weight(neuron, k) + c.incoming(neuron.sources[k])


def root(c: Any, right: Right, *place: Any) -> Decimal:
    """The root of a number."""
    return abs(right(*place)).sqrt()


def last_squared(c: Any, right: Right, neuron: Any, k: int) -> list[Decimal]:
    """What comes in, squared."""
    return [*right(neuron, k), right(neuron, k)[-1]]


UNNAMED: dict[str, tuple[Way, ...]] = {
    "w + x for w·x": ({"term": sum_for_product},),
    "root of an output": ({"out": root},),
    "constant added to a sum": ({"net": added("0.137")},),
    "constant added to an output": ({"out": added("-0.0613")},),
    "factor 3 in an error": ({"error": times("3"), "short": times("3")},),
    "0.7 of a gradient": ({"gradient_factors": with_factor("0.7")},),
    "1.3 of a slope": ({"slope": times("1.3")},),
    "0.83 of what comes back": ({"back": times("0.83")},),
    "number without a reason": ({"slip": replaced},),
    "input squared in the gradient": ({"gradient_factors": last_squared},),
    "gradient and weight multiplied": (
        {"moved": lambda c, right, name: c.parameters[name] * (ONE - c.change(name))},
    ),
    "constant added to a slope": ({"slope": added("0.0421")},),
    "cube of the error": ({"error": lambda c, right, n: right(n) ** 3},),
    "root of a loss": ({"loss_term": root},),
}
