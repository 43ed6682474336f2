"""The digits that a sheet keeps, and how an answer is read beside them.

A number that is not written was carried with the digits that the sheet is seen to keep, or with those of the
answer that is worked out from it, if that has fewer. An answer with fewer digits than the sheet keeps has
lost zeros at its end, or is blunt; where no answer tells of digits, every answer is.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cached_property
from statistics import mode
from typing import TYPE_CHECKING, NamedTuple

from ..reading.written import EXACT, Written
from .carried import Carried, decimal_of

if TYPE_CHECKING:
    from ...calculation.quantity import Quantity
    from ...sheet.worked_example import Worksheet

UNUSED = frozenset(("loss", "term", "penalty"))
"""The kinds of number that no gradient is worked out from: their digits tell nothing of the others'."""

LEAST = {"decimals": 1, "significant": 2}
"""What everybody carries, however bluntly the answers are written."""

FIGURES = 2
"""Figures of a number that tells of digits: 0.5 and 1 are written by anybody."""

DOUBLE = 14
"""Significant figures that a calculation in double precision keeps, from which on an answer comes of one."""

ALIKE = 3
"""Significant figures that are carried at least, where the answers may as well be rounded to decimals."""


USUAL = 3, 0.1
"""Answers, and the part of those that are rounded, from which on it is usual to write as few decimals."""


class Reading(NamedTuple):
    """An answer as it may be meant, and the digits that the numbers before it were carried with."""

    written: Written
    carried: tuple[Carried, ...]
    blunt: bool = False


class Digits:
    """The digits of one sheet."""

    def __init__(self, worksheet: Worksheet, written: Mapping[Quantity, Written]) -> None:
        rounding = worksheet.network.rounding
        stated = [Carried(rounding.kind, rounding.places)] if rounding and rounding.each_step else []
        exact = {q: decimal_of(worksheet.exact_numbers[q]) for q in written if q not in worksheet.given}
        every = {q: number for q, number in written.items() if q in exact and number.decimals < EXACT}
        self.telling = _telling(every)
        numbers = list(self.telling.values()) or _finest(every)
        self.off = _off(self.telling, exact)
        self.kept = tuple(dict.fromkeys((*stated, *_kept(numbers, self.off))))
        self.every = list(every.values())
        self._readings: dict[Written, tuple[Reading, ...]] = {}

    def readings(self, written: Written) -> tuple[Reading, ...]:
        """How an answer may be meant, the plainest first."""
        if written not in self._readings:
            self._readings[written] = self._read(written)
        return self._readings[written]

    def _read(self, written: Written) -> tuple[Reading, ...]:
        own = tuple(dict.fromkeys(_at_most(carried, written) for carried in self.kept))
        if not self.telling:
            return (Reading(written, own, True),)
        if any(_digits(written, carried.kind) >= carried.places for carried in self.kept):
            return (Reading(written, own),)
        padded = (Reading(_padded(written, self.kept[0]), self.kept[:1]),) if written.value else ()
        return (*padded, Reading(written, own, True))

    def over(self, written: Written) -> int:
        """How many digits more an answer has than most of its sheet."""
        return _digits(written, self.kept[0].kind) - self.usual if self.every else 0

    @cached_property
    def usual(self) -> int:
        """The digits of most answers."""
        return mode(_digits(number, self.kept[0].kind) for number in self.every)

    def is_usual(self, written: Written) -> bool:
        """Whether several answers are rounded to as few decimals; 0 is for sheets that keep decimals only."""
        alike = sum(number.decimals <= written.decimals for number in self.off)
        says = written.value or self.kept[0].kind == "decimals"
        return bool(says) and alike >= max(USUAL[0], USUAL[1] * len(self.off))


def _digits(written: Written, kind: str) -> int:
    return written.decimals if kind == "decimals" else written.figures


def _at_most(carried: Carried, written: Written) -> Carried:
    """The digits of an answer, if they are fewer."""
    places = max(LEAST[carried.kind], min(carried.places, _digits(written, carried.kind)))
    return Carried(carried.kind, places)


def _padded(written: Written, carried: Carried) -> Written:
    """An answer with the zeros that it has lost at its end."""
    if carried.kind == "decimals":
        return written._replace(decimals=carried.places)
    return written._replace(decimals=carried.places - 1 - written.value.adjusted(), figures=carried.places)


def _telling(written: Mapping[Quantity, Written]) -> dict[Quantity, Written]:
    """The answers whose digits tell something; those of the loss only where there are no others."""
    telling = {q: number for q, number in written.items() if number.figures >= FIGURES}
    return {q: number for q, number in telling.items() if q.kind not in UNUSED} or telling


def _off(written: Mapping[Quantity, Written], exact: Mapping[Quantity, Decimal]) -> list[Written]:
    """The answers that are not exact as they stand: 0.5 for 0.5000 has lost digits, not left them out."""
    finest = Decimal("0.5").scaleb(-max((number.decimals for number in written.values()), default=0))
    return [number for q, number in written.items() if abs(number.value - exact[q]) > finest]


def _finest(written: Mapping[Quantity, Written]) -> list[Written]:
    return [max(written.values(), key=lambda number: number.decimals)] if written else []


def _kept(numbers: list[Written], off: list[Written]) -> tuple[Carried, ...]:
    """Decimals or figures, whichever is alike in more of the answers; both where neither is more.

    How many is told by those that are `off`, if any is; one of them alone tells of no figures.
    """
    if not numbers or _low([number.figures for number in numbers]) >= DOUBLE:
        return (Carried("significant", DOUBLE),)
    alike = _alike(numbers, "decimals") - _alike(numbers, "significant")
    by = {
        kind: max(LEAST[kind], _low([_digits(number, kind) for number in off or numbers])) for kind in LEAST
    }
    figures = alike < 0 or (alike == 0 and by["significant"] >= ALIKE and (len(numbers) < 2 or len(off) > 1))
    kinds = [kind for kind, is_kept in (("decimals", alike >= 0), ("significant", figures)) if is_kept]
    return tuple(Carried(kind, by[kind]) for kind in kinds)


def _alike(numbers: list[Written], kind: str) -> float:
    """The part of the numbers with as many digits as the commonest."""
    digits = [_digits(number, kind) for number in numbers]
    return max(map(digits.count, set(digits))) / len(digits)


def _low(numbers: list[int]) -> int:
    """The lower quartile, but never the bluntest answer of several."""
    return sorted(numbers)[min(len(numbers) - 1, max(1, len(numbers) // 4))]
