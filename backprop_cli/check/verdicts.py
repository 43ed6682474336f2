"""The verdicts on answers: what they are called, which are right, and the mark that has one.

To add a verdict: its name here, its row in `RIGHT`, what it is worth in `points`, and its words in
`sentences` and `remarks`.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, NamedTuple

from ..calculation.quantity import Quantity
from .bounds.carried import Carried
from .bounds.intervals import Interval
from .reading.answers import Answer
from .reading.written import Written
from .tolerance import Tolerance

CORRECT, FEWER, TOO_FEW, FOLLOWS, WRONG, BLANK, UNKNOWN = (
    "correct",
    "fewer digits",
    "too few digits",
    "follows",
    "wrong",
    "blank",
    "unknown",
)
"""The verdicts."""


class Mark(NamedTuple):
    """An answer with its verdict. `expected` is None of an unknown name."""

    answer: Answer
    verdict: str
    expected: Decimal | float | None = None
    bounds: Interval | None = None
    sources: tuple[Answer, ...] = ()  # the wrong answers that it follows from
    mistakes: tuple[Any, ...] = ()  # with `.name` and `.sentence`
    digits: Carried | None = None  # the digits that were asked for and are missing
    decimals: int = 0  # from which on the number would say something
    turned: bool = False  # marked with the other sign, as the whole sheet has it


class Rules(NamedTuple):
    """How to mark: a tolerance in the place of the rounding rule, the digits asked for."""

    tolerance: Tolerance | None = None
    asked: Carried | None = None
    intervals: bool = False  # whether to tell what is accepted


RIGHT = frozenset((CORRECT, FEWER))
"""The verdicts on a number that is right."""


def number_of(answer: Answer) -> Quantity | None:
    """The number that an answer is of, whatever its sample and step."""
    q = answer.quantity
    return None if q is None else q._replace(sample=None, update=q.update - answer.update)


def fewer(written: Written, asked: Carried) -> bool:
    """Whether a number is written with fewer digits than asked for."""
    return (written.decimals if asked.kind == "decimals" else written.figures) < asked.places


def written_of(answers: Iterable[Answer]) -> dict[Quantity, Written]:
    """What is written of each number."""
    return {
        answer.quantity: answer.written
        for answer in answers
        if answer.quantity is not None and answer.written is not None
    }
