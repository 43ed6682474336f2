"""Mistakes of the cross-entropies: another logarithm, one of them in the place of the other, a half."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from fractions import Fraction

from ...calculation.quantity import Quantity
from ...calculation.step import Step
from ...calculation.wiring import Wiring
from ...maths.formula import Formula, Term
from ...maths.losses import LOSSES
from ..mistake import Mistake, Ways
from ..way import Way, changed
from .mistakes_of_losses import entry_of_loss, of_terms
from .places import operated


def other_logarithm(base: int) -> Ways:
    """The logarithm to another base."""
    divisor = Fraction(math.log(base))

    def ways(wiring: Wiring) -> Iterator[Way]:
        entry = entry_of_loss(wiring)
        if entry is not None and entry.logarithmic:
            other = of_terms(wiring, lambda term: operated(term, "ln", _divided_by(divisor)))
            yield Way((other,))

    return ways


def _divided_by(divisor: Fraction) -> Callable[[Term], Term]:
    return lambda x: Formula("divide", Formula("ln", x), divisor)


Rows = tuple[Callable[[Term, Term], Term], Callable[[Term, Term], Term]]
"""The term of a loss and its slope, by target and output."""


def _in_place_of(name: str, rows: Rows) -> Ways:
    """Another term and slope in the place of those of a loss."""
    return lambda wiring: _replaced_loss(wiring, name, rows)


def _replaced_loss(wiring: Wiring, name: str, rows: Rows) -> Iterator[Way]:
    entry, names = entry_of_loss(wiring), wiring.network.outputs
    if entry is not None and entry.name == name:
        kinds = ("term", "dE/dout")
        yield Way(tuple(changed((kind,), _row(row), names) for kind, row in zip(kinds, rows, strict=True)))


def _row(row: Callable[[Term, Term], Term]) -> Callable[[Wiring, Step], Term]:
    def rewritten(wiring: Wiring, step: Step) -> Term:
        q = step.quantity
        return row(Quantity("target", q.subject, "", q.sample), q._replace(kind="out"))

    return rewritten


_BINARY, _CATEGORICAL = LOSSES["binary_cross_entropy"], LOSSES["cross_entropy"]

ONES: Rows = (lambda t, y: _BINARY.term(1 - t, y, 1), lambda t, y: _BINARY.slope(1 - t, y, 1))
FIRST_HALF: Rows = (lambda t, y: _CATEGORICAL.term(t, y, 1), lambda t, y: _CATEGORICAL.slope(t, y, 1))
BOTH_HALVES: Rows = (lambda t, y: _BINARY.term(t, y, 1), lambda t, y: _BINARY.slope(t, y, 1))
"""One cross-entropy in the place of another."""

ENTRIES = (
    Mistake(
        "log10 for ln",
        "E = −Σ t·ln(out) → E = −Σ t·log10(out)",
        "The logarithm of the loss is the natural one.",
        "the logarithm is the common one",
        other_logarithm(10),
        1,
        "the key log of a pocket calculator",
    ),
    Mistake(
        "log2 for ln",
        "E = −Σ t·ln(out) → E = −Σ t·log2(out)",
        "The logarithm of the loss is the natural one, not that to the base 2.",
        "the logarithm is that to the base 2",
        other_logarithm(2),
        2,
        "the entropy in bits of Shannon 1948, which courses on decision trees have",
    ),
    Mistake(
        "t and 1 − t changed places",
        "E = −t·ln(out) − (1 − t)·ln(1 − out) → E = −(1 − t)·ln(out) − t·ln(1 − out)",
        "The target and 1 − target changed places in the cross-entropy.",
        "the target and 1 − target change places",
        _in_place_of("binary_cross_entropy", ONES),
        2,
        "the formula of the binary cross-entropy from memory",
    ),
    Mistake(
        "half of the cross-entropy",
        "E = −t·ln(out) − (1 − t)·ln(1 − out) → E = −t·ln(out)",
        "The second half of the binary cross-entropy is missing, that of 1 − target.",
        "the cross-entropy has its first half only",
        _in_place_of("binary_cross_entropy", FIRST_HALF),
        1,
        "the formula for a softmax, −Σ t·ln(out), used for sigmoids",
    ),
    Mistake(
        "cross-entropy with its second half",
        "E = −Σ t·ln(out) → E = −Σ t·ln(out) + (1 − t)·ln(1 − out)",
        "Over the outputs of a softmax the cross-entropy has no second half with 1 − target.",
        "the cross-entropy has the second half of the binary one",
        _in_place_of("cross_entropy", BOTH_HALVES),
        2,
        "the formula for sigmoids, used for a softmax",
    ),
)
"""The mistakes of this file."""
