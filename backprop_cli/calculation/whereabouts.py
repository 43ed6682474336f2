"""Which number an error is about: its name, and its layer, its sample and its step."""

from __future__ import annotations

from collections.abc import Iterator

from ..errors import NoValueError
from .quantity import Quantity, name_of
from .schedule import number_of_updates
from .wiring import Wiring


def complaint(wiring: Wiring, q: Quantity, what: str) -> NoValueError:
    """The error that says what is wrong with a number: out_h1 is too large (layer 1, sample 2, step 3)."""
    several = number_of_updates(wiring.network) > 1
    where = ", ".join(_where(wiring, q, several))
    return NoValueError(f"{name_of(q, q.update if several else 0)} {what}" + (f" ({where})" if where else ""))


def _where(wiring: Wiring, q: Quantity, several: bool) -> Iterator[str]:
    layer = _layer(wiring, q)
    if layer is not None:
        yield f"layer {layer + 1}"
    if q.sample is not None and len(wiring.network.samples) > 1:
        yield f"sample {q.sample + 1}"
    if several and (q.traits.stepped or q.update == number_of_updates(wiring.network)):
        yield f"after step {q.update}"
    elif several:
        yield f"step {q.update + 1}"


def _layer(wiring: Wiring, q: Quantity) -> int | None:
    """The layer of a neuron or of a parameter; None of what belongs to no single one."""
    if q.subject in wiring.numbers:
        users = wiring.users(q.subject)
        return wiring.places[users[0]][0] if users else None
    return wiring.places[q.subject][0] if q.subject in wiring.places and q.kind != "term" else None
