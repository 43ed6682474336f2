"""Two of the common mistakes at once; to add a pair: a row in `PAIRS`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ...calculation.wiring import Wiring
from ..mistake import Mistake, Ways
from ..way import Way

SIGN, TWICE, HALF = "sign of the error", "factor 2 too many", "factor 2 lost"
OUTPUTS, HIDDEN = "derivative left out in the output layer", "derivative left out in a hidden layer"
MEAN, ADDED, RATE = "mean over the outputs", "gradient added", "learning rate forgotten"

PAIRS = (
    (SIGN, TWICE, "dE/dout = out − t → dE/dout = 2·(t − out)"),
    (SIGN, HALF, "dE/dout = 2·(out − t) → dE/dout = t − out"),
    (SIGN, OUTPUTS, "δ_o = (out − t)·out·(1 − out) → δ_o = t − out"),
    (SIGN, MEAN, "dE/dout = out − t → dE/dout = (t − out)/n"),
    (TWICE, OUTPUTS, "δ_o = (out − t)·out·(1 − out) → δ_o = 2·(out − t)"),
    (HALF, OUTPUTS, "δ_o = 2·(out − t)·out·(1 − out) → δ_o = out − t"),
    (HALF, MEAN, "E = Σ (t − out)² → E = Σ ½·(t − out)² / n"),
    (HALF, "mean for sum", "E = E_1 + E_2 → E = ½·(E_1 + E_2)/2"),
    (OUTPUTS, HIDDEN, "δ_h = Σ dE/dout·dout/dnet·w·dout_h/dnet_h → δ_h = Σ dE/dout·w"),
    (ADDED, RATE, "w⁺ = w − η·g → w⁺ = w + g"),
)
"""The names of two mistakes, and what both make of a formula."""


def together(first: Ways, second: Ways) -> Ways:
    """Each of two mistakes made everywhere, the one after the other."""

    def ways(wiring: Wiring) -> Iterator[Way]:
        for one, other in zip(_widest(first, wiring), _widest(second, wiring), strict=False):
            yield Way((*one.changes, *other.changes))

    return ways


def _widest(ways: Ways, wiring: Wiring) -> list[Way]:
    """The first way of a mistake, if it has any: it is made everywhere."""
    return list(ways(wiring))[:1]


def pairs(mistakes: Mapping[str, Mistake]) -> Iterator[Mistake]:
    """The entries of two mistakes at once, from their own entries."""
    for first, second, formulas in PAIRS:
        one, other = mistakes[first], mistakes[second]
        yield Mistake(
            f"{first}, and {second}",
            formulas,
            f"{one.sentence} {other.sentence}",
            f"{one.condition}, and {other.condition}",
            together(one.ways, other.ways),
            3,
            "two mistakes that are common alone, on one sheet",
        )
