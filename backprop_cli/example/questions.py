"""Questions: a section for each number that is asked for, with the numbers that lead to it.

What an earlier question has found is not derived again, so a key reads as the sheet is worked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from ..errors import InputError, Problem
from ..maths.formula import leaves
from .quantity import Quantity
from .sheet import Group, Section

if TYPE_CHECKING:
    from .worksheet import Worksheet

PARTS = {"net": "forward", "out": "forward", "term": "loss", "loss": "loss", "parameter": "update"}
"""The part that a number belongs to, by its kind; any other is of the backward pass."""


def question_sections(worksheet: Worksheet, asked: Mapping[str, Quantity]) -> Iterator[Section]:
    """A section for each number, in the order of the questions. Raises InputError for a given one."""
    given = [name for name, q in asked.items() if q in worksheet.given]
    if given:
        message = f"{given[0]} is given in the file, so there is nothing to work out"
        raise InputError((Problem(message, help="ask for a number that is worked out, as out_h1 or dE/dw1"),))
    done: set[Quantity] = set(worksheet.given)
    for q in asked.values():
        needed = _needed(worksheet, q, done)
        lines = tuple(one for one in worksheet.everything if one in needed) or (q,)
        done |= needed
        part, update = PARTS.get(q.kind, "backward"), worksheet.first_use[0]
        yield Section(part, "", (Group("equations", lines),), update=update, question=q)


def _needed(worksheet: Worksheet, q: Quantity, done: set[Quantity]) -> set[Quantity]:
    """What leads to a number and has not been found; a number that repeats another one needs no line."""
    open_, found = [q], {q}
    while open_:
        for leaf in leaves(worksheet.step(open_.pop()).formula):
            if isinstance(leaf, Quantity) and leaf not in done and leaf not in found:
                found.add(leaf)
                open_.append(leaf)
    return found
