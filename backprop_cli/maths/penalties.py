"""The regularisation terms: value, derivative, source; one entry each.

Letters: w is a parameter, strength the λ of the file. A penalty adds the total of its values to the loss, and
`slope` to the gradient of each parameter that it counts. To add one: an entry in `ENTRIES`, and its key in
the reader.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from .formula import Term
from .functions import absolute, positive

Row = Callable[..., Term]


class Penalty(NamedTuple):
    """What is known of a penalty."""

    name: str
    source: str
    value: Row  # (w)
    total: Row  # (sum of the values, strength)
    slope: Row  # (w, strength)


ENTRIES = (
    Penalty(
        "l2",
        "Hoerl, Kennard 1970 (ridge), as weight decay Krogh, Hertz 1992: λ/2·Σw²",
        value=lambda w: w**2,
        total=lambda values, strength: strength / 2 * values,
        slope=lambda w, strength: strength * w,
    ),
    Penalty(
        "l1",
        "Tibshirani 1996 (lasso): λ·Σ|w|; the derivative at 0 is taken as 0",
        value=absolute,
        total=lambda values, strength: strength * values,
        slope=lambda w, strength: strength * positive(w, 1, positive(-w, -1, 0)),
    ),
)

PENALTIES: dict[str, Penalty] = {entry.name: entry for entry in ENTRIES}
"""Every penalty by its name."""
