"""The axis of a curve: logarithmic where every loss is positive, else linear, between round numbers."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import NamedTuple

MOST_TICKS = 9
"""Round numbers at the axis."""

LARGEST = 1e307
"""The largest loss that an axis goes up to, so that its end is a double; a larger one stands at its top."""

HIGHEST = 308
"""The last power of ten that a double holds."""

MANTISSAS = (1.0, 2.0, 5.0, 10.0)
"""The round numbers of a decade."""


class Scale(NamedTuple):
    """The round numbers at the axis, upwards; the first and the last are its ends."""

    ticks: tuple[float, ...]
    logarithmic: bool

    def height(self, value: float) -> float:
        """How high a value stands: 0 at the bottom, 1 at the top."""
        low, high, at = (self._of(number) for number in (self.ticks[0], self.ticks[-1], value))
        return min(1.0, max(0.0, (at - low) / (high - low)))

    def _of(self, value: float) -> float:
        return math.log10(value) if self.logarithmic else value


def scale_of(values: Iterable[float]) -> Scale:
    """The scale that holds all values."""
    known = [min(value, LARGEST) for value in values]
    low, high = min(known), max(known)
    return Scale(_decades(low, high), True) if low > 0 else Scale(_steps(low, high), False)


def _decades(low: float, high: float) -> tuple[float, ...]:
    """Powers of ten, some left out where there are many; where they span no decade, 1, 2 and 5 of them."""
    bottom, top = math.floor(math.log10(low)), math.ceil(math.log10(high))
    if high < 10 * low:
        return _within(low, high, bottom)
    stride = math.ceil((top - bottom) / (MOST_TICKS - 1))
    count = math.ceil((top - bottom) / stride)
    return tuple(float(f"1e{min(bottom + stride * place, HIGHEST)}") for place in range(count + 1))


def _within(low: float, high: float, decade: int) -> tuple[float, ...]:
    """The nearest 1, 2 and 5 of a decade and the next around two numbers."""
    rounds = [float(f"{mantissa:g}e{decade + more}") for more in (0, 1) for mantissa in MANTISSAS[:-1]]
    rounds.append(float(f"1e{decade + 2}"))
    first = max(place for place, value in enumerate(rounds[:-1]) if value <= low or not place)
    last = next(
        place
        for place, value in enumerate(rounds)
        if place > first and (value >= high or value is rounds[-1])
    )
    return tuple(rounds[first : last + 1])


def _steps(low: float, high: float) -> tuple[float, ...]:
    """Evenly spaced round numbers around low, high and 0."""
    low, high = min(low, 0.0), max(high, 0.0)
    rough = (high - low) / 4 or 0.25
    decade = 10.0 ** math.floor(math.log10(rough))
    step = next(mantissa * decade for mantissa in MANTISSAS if mantissa * decade >= rough * (1 - 1e-9))
    first, last = math.floor(low / step + 1e-9), max(math.ceil(high / step - 1e-9), 1)
    return tuple(float(f"{place * step:.12g}") for place in range(first, last + 1))


def tick(value: float) -> str:
    """A round number in short: 0.01, 1e-5, 2,000."""
    if value and not 1e-4 < abs(value) < 1e5:
        mantissa, _, exponent = f"{value:.0e}".partition("e")
        return f"{mantissa}e{int(exponent)}"
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:g}"
