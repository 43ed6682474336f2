"""From the name that a person writes to the quantity: `dE/dw5`, `delta_o1`, `w5_new`, `∂E/∂w5`.

Names follow the network file; in other letters they are the matter of `writing.number_names`. To add another
way to write a part of a name: a row in `SPELLINGS`.
"""

from __future__ import annotations

from collections.abc import Iterable

from ..errors import InputError, Problem
from .quantity import Quantity, name_of

SPELLINGS = (
    ("∂", "d"),
    ("δ", "delta"),
    ("η", "eta"),
    ("⁺", "+"),
    ("′", "+"),
    ("_new", "+"),
    ("delta_", "dE/dnet_"),
)
"""Other ways to write a part of a name, each with the usual one."""


def names_of(quantities: Iterable[Quantity], sample: int, since: int = 0) -> dict[str, Quantity]:
    """The quantities of a sample and those of the batch by name; where both have it, it is the batch's."""
    every = [q for q in quantities if q.sample in (None, sample)]
    return {name_of(q, since): q for q in sorted(every, key=lambda q: q.sample is None)}


def usual(name: str) -> str:
    """A name in its usual spelling."""
    for other, spelling in SPELLINGS:
        name = name.replace(other, spelling)
    return "".join(name.split())


def find(name: str, names: dict[str, Quantity]) -> Quantity:
    """The quantity with a name. Raises InputError where no number has it."""
    quantity = names.get(name.strip()) or names.get(usual(name)) or names.get(name.strip().replace("∂", "d"))
    if quantity is None:
        raise InputError((Problem(f"no number of this network is called {name.strip()!r}"),))
    return quantity
