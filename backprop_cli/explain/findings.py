"""What a printed number may be: a quantity, the change of a parameter, or target − out.

A `Finding` is a target that prints so, with how; its `reason` is what findings of several numbers share.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from ..calculation.quantity import Quantity

if TYPE_CHECKING:
    from ..sheet.worked_example import Worksheet

SIGNED = ("share", "portion")
"""The kinds beside derivatives about whose sign authors differ."""


class Target(NamedTuple):
    """What may be printed of a quantity: itself, or its `form`: "change" or "error"."""

    quantity: Quantity
    form: str = ""

    @property
    def has_sign(self) -> bool:
        """Whether authors differ about the sign of the number."""
        kind = self.quantity.kind
        return bool(self.form) or kind.startswith("dE/") or kind in SIGNED


class Finding(NamedTuple):
    """A target that prints so, and how: in words after its name, empty where it is simply right.

    `chance` is how many numbers like it would print so by accident, among all `tried` reasons like it.
    """

    target: Target
    how: str
    right: Decimal | None
    tier: int = 0
    rank: int = 0
    chance: float = 0.0
    reason: str = ""
    tried: int = 1

    @property
    def quantity(self) -> Quantity:
        """The quantity of the target."""
        return self.target.quantity


def value(target: Target, of: Callable[[Quantity], Any]) -> Any:
    """The number of a target by those of its quantities: floats, decimals or arrays."""
    q = target.quantity
    if target.form == "change":
        return of(q) - of(q._replace(update=q.update - 1))
    if target.form == "error":
        return of(target_of(q)) - of(q)
    return of(q)


def target_of(q: Quantity) -> Quantity:
    """The target of an output."""
    return Quantity("target", q.subject, "", q.sample)


def targets(worksheet: Worksheet, order: Iterable[Quantity]) -> Iterator[Target]:
    """What may be printed of some quantities."""
    outputs = worksheet.network.outputs
    for q in order:
        yield Target(q)
        if q.kind == "parameter" and q.update:
            yield Target(q, "change")
        if q.kind == "out" and q.subject in outputs and target_of(q) in worksheet.given:
            yield Target(q, "error")


def quantities(worksheet: Worksheet, order: Sequence[Quantity]) -> tuple[Quantity, ...]:
    """Those numbers that are worked out, each once where one merely repeats another."""
    computed = (q for q in order if q not in worksheet.given)
    return tuple(q for q in computed if not isinstance(worksheet.step(q).formula, (int, Quantity)))
