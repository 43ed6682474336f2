"""How likely a number is printed so by accident: how dense the numbers of other explanations are around it.

Every explanation has a weight, how often it is met. An accident is to be expected as often as others of so
much weight lie so near.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy

if TYPE_CHECKING:
    from ..calculation.arrays import Array

NEIGHBOURS = 12
"""Numbers on which the density at a place is measured."""

SAME = 1e-9
"""The part of a number by which two that are one may differ."""


class Crowd(NamedTuple):
    """The distinct sizes of many numbers in order, and the weight of each."""

    sizes: Array
    weights: Array

    def expected(self, at: float, width: float) -> float:
        """The weight of those that lie within a width of a number, if they lie there by chance."""
        at, count = abs(at), min(NEIGHBOURS, len(self.sizes))
        if not count:
            return 0.0
        place = int(numpy.searchsorted(self.sizes, at))
        around = slice(max(0, place - count), place + count)
        away = numpy.abs(self.sizes[around] - at)
        nearest = numpy.argsort(away)[:count]
        weight = float(self.weights[around][nearest].sum())
        radius = float(away[nearest[-1]]) if count == NEIGHBOURS else max(at, float(away[nearest[-1]]))
        return weight * width / max(radius, width, 1e-300)


def crowd(values: Array, weights: Array) -> Crowd:
    """The numbers that are finite, each once, with the largest weight that it has."""
    finite = numpy.isfinite(values)
    sizes, weights = numpy.abs(values[finite]), weights[finite]
    order = numpy.lexsort((-weights, sizes))
    sizes, weights = sizes[order], weights[order]
    starts = numpy.flatnonzero(numpy.diff(sizes, prepend=-1.0) > SAME * sizes)
    if not len(starts):
        return Crowd(sizes[:0], weights[:0])
    return Crowd(sizes[starts], numpy.maximum.reduceat(weights, starts))


def evenly(values: Array) -> Crowd:
    """Numbers that are all alike."""
    return crowd(values, numpy.ones(values.shape))
