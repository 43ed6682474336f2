"""A calculation that rounds each step, in every usual way at once: each number as an array of them.

Doubles that lie within a billionth of a unit from a tie are one: 0.125 is rounded as on paper.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple

import numpy

from ..calculation.floats import evaluator
from ..calculation.quantity import Quantity
from ..calculation.step import Step
from ..maths.formula import leaves

if TYPE_CHECKING:
    from ..calculation.arrays import Array
    from ..network.model import Number

PLACES = {"decimals": range(2, 9), "significant figures": range(2, 9)}
"""The digits to which steps may be rounded."""

TIE = 1e-9
"""Units within which a double is a tie."""


class Way(NamedTuple):
    """To what each step is rounded, and how."""

    kind: str
    places: int
    mode: str

    @property
    def words(self) -> str:
        """The way after an "if"."""
        done = "cut off after" if self.mode == "cut off" else "rounded to"
        mode = "" if self.mode in ("cut off", "half up") else f", {self.mode}"
        return f"each step is {done} {self.places} {self.kind}{mode}"


MODES: dict[str, Callable[[Array], Array]] = {
    "half up": lambda x: numpy.sign(x) * numpy.floor(numpy.abs(x) + 0.5 + TIE),
    "half even": lambda x: numpy.where(
        numpy.abs(numpy.abs(x % 1) - 0.5) < TIE, 2 * numpy.round(x / 2), numpy.round(x)
    ),
    "cut off": lambda x: numpy.sign(x) * numpy.floor(numpy.abs(x) + TIE),
}
"""Whole numbers from others."""

WAYS = tuple(Way(kind, places, mode) for mode in MODES for kind, ns in PLACES.items() for places in ns)
"""Every way, those that are told first at the beginning."""

_BY_MODE = [(mode, numpy.array([way.mode == mode for way in WAYS])) for mode in MODES]
_PLACES = numpy.array([way.places for way in WAYS])
_SIGNIFICANT = numpy.array([way.kind != "decimals" for way in WAYS])


def rounded(x: Array) -> Array:
    """Each entry by its way."""
    size = numpy.where((x == 0) | ~numpy.isfinite(x), 1.0, numpy.abs(x))
    places = numpy.where(_SIGNIFICANT, _PLACES - 1 - numpy.floor(numpy.log10(size)), _PLACES)
    scaled = x * 10.0**places
    result = numpy.empty_like(x)
    for mode, chosen in _BY_MODE:
        result[chosen] = MODES[mode](scaled[chosen])
    return result / 10.0**places


class RoundedSteps:
    """The numbers of a calculation, rounded at each step in each of the `WAYS`."""

    def __init__(self, step_of: Callable[[Quantity], Step], given: Mapping[Quantity, Number]) -> None:
        self.step_of = step_of
        self.known = {q: numpy.full(len(WAYS), float(number)) for q, number in given.items()}

    def values(self, q: Quantity) -> Array:
        """The number by every way; nan where one gives none."""
        with numpy.errstate(all="ignore"):
            return self.number(q)

    def number(self, q: Quantity) -> Array:
        """The number, worked out from those before it."""
        if q not in self.known:
            self.known[q] = numpy.full(len(WAYS), numpy.nan)
            formula = self.step_of(q).formula
            numbers = {leaf: self.number(leaf) for leaf in leaves(formula) if isinstance(leaf, Quantity)}
            self.known[q] = rounded(numpy.zeros(len(WAYS)) + evaluator(formula)(numbers))
        return self.known[q]
