"""Questions: a section for each number that is asked for, with the numbers that lead to it.

What an earlier question has found is not derived again, so a key reads as the sheet is worked.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from ..calculation.quantity import Quantity, name_of
from ..errors import InputError, Problem
from ..maths.formula import leaves
from .groups import Group, Section

if TYPE_CHECKING:
    from ..calculation.steps import Steps


def question_sections(
    steps: Steps,
    asked: Sequence[Quantity],
    given: Collection[Quantity],
    everything: Sequence[Quantity],
    update: int,
) -> Iterator[Section]:
    """A section for each number, in the order of the questions. Raises InputError for a given one.

    `everything` are the computed numbers in the order of the exercise.
    """
    known = [name_of(q, update) for q in asked if q in given]
    if known:
        message = f"{known[0]} is given in the file, so there is nothing to work out"
        raise InputError((Problem(message, help="ask for a number that is worked out, as out_h1 or dE/dw1"),))
    done = set(given)
    for q in asked:
        needed = _needed(steps, q, done)
        lines = tuple(other for other in everything if other in needed) or (q,)
        done |= needed
        yield Section(q.traits.part, "", (Group("equations", lines),), update=update, question=q)


def _needed(steps: Steps, q: Quantity, done: set[Quantity]) -> set[Quantity]:
    """What leads to a number and has not been found; a number that repeats another one needs no line."""
    open_, needed = [q], {q}
    while open_:
        for leaf in leaves(steps.step(open_.pop()).formula):
            if isinstance(leaf, Quantity) and leaf not in done and leaf not in needed:
                needed.add(leaf)
                open_.append(leaf)
    return needed
