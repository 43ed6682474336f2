"""The searches for a printed number: each yields the targets that print so under one kind of condition."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from math import isclose
from typing import TYPE_CHECKING

from ..check.carried import decimal_of
from ..mistakes.slips import SLIPS
from .candidates import Candidates, Finding, Target
from .rounded_numbers import from_rounded
from .single_precision import in_single_precision
from .textbook_formulas import Textbook

if TYPE_CHECKING:
    from ..check.reading.written import Written
    from ..mistakes.diagnosis import Calculation
    from ..sheet.worked_example import Worksheet

IN_SINGLE = "if the numbers of the file are held in single precision"
BY_TEXTBOOK = "if the textbook's formula is worked out in double precision, which loses digits"

MOST_FIGURES = 7
"""Figures of a number that its author may have found from rounded ones."""


def prints(number: float | Decimal | None, written: Written) -> bool:
    """Whether a number is printed so; a double is right to its fifteenth figure."""
    if number is None or number != number:
        return False
    margin = abs(Decimal(number)) * Decimal("1e-15") if isinstance(number, float) else 0
    return abs(Decimal(number) - written.value) <= written.half + margin


def _right(candidates: Candidates, written: Written) -> Iterator[Finding]:
    given = () if candidates.only else candidates.worksheet.given
    for q in given:
        if written.value == decimal_of(candidates.worksheet.given[q]):
            yield Finding(Target(q), "", written.value)
    yield from _signed(candidates, written, False)
    for q, number in candidates.last.items():
        if prints(number, written):
            yield Finding(Target(q), "", number)


def _other_sign(candidates: Candidates, written: Written) -> Iterator[Finding]:
    return _signed(candidates, written, True)


def _signed(candidates: Candidates, written: Written, negative: bool) -> Iterator[Finding]:
    how = "with the other sign" if negative else ""
    for target in candidates.targets:
        if not written.value and target.form:
            continue
        if negative and not has_sign(target):
            continue
        if prints(candidates.right(target._replace(negative=negative)), written):
            yield Finding(target, how, candidates.right(target))


def has_sign(target: Target) -> bool:
    """Whether authors differ about the sign of a number."""
    return (
        bool(target.form)
        or target.quantity.kind.startswith("dE/")
        or target.quantity.kind in ("share", "portion")
    )


def _rounded(candidates: Candidates, written: Written) -> Iterator[Finding]:
    """Numbers of a calculation that rounds each step."""
    seen: set[Target] = set()
    for how, sheet in candidates.rounded if written.figures > 1 else ():
        for target in candidates.targets:
            if target not in seen and prints(_of_sheet(candidates, target, sheet), written):
                seen.add(target)
                yield Finding(target, how, candidates.right(target))


def _of_sheet(candidates: Candidates, target: Target, sheet: Worksheet) -> Decimal:
    return decimal_of(candidates.value(target, lambda q: decimal_of(sheet.numbers[q])))


def _mistaken(candidates: Candidates, written: Written, negative: bool = False) -> Iterator[Finding]:
    """Numbers of a calculation with one mistake."""
    for how, calculation in candidates.mistaken:
        for target in candidates.targets:
            if negative and not has_sign(target):
                continue
            if prints(candidates.value(target._replace(negative=negative), calculation.altered), written):
                yield Finding(
                    target, f"with the other sign, {how}" if negative else how, candidates.right(target)
                )


def _mistaken_with_sign(candidates: Candidates, written: Written) -> Iterator[Finding]:
    return _mistaken(candidates, written, True)


def _mistaken_and_rounded(candidates: Candidates, written: Written) -> Iterator[Finding]:
    """Numbers of a calculation with one mistake, from numbers rounded on the way."""
    turned = written._replace(value=-written.value)
    for how, calculation in candidates.mistaken if 2 < written.figures <= MOST_FIGURES else ():
        for target in candidates.targets:
            if target.form:
                continue
            if calculation.fits(target.quantity, written):
                yield Finding(target, f"{how}, from rounded numbers", candidates.right(target))
            elif _is_turned(candidates, target, calculation) and calculation.fits(target.quantity, turned):
                yield Finding(
                    target, f"with the other sign, {how}, from rounded numbers", candidates.right(target)
                )


def _is_turned(candidates: Candidates, target: Target, calculation: Calculation) -> bool:
    """Whether a number may have the other sign, and does not have it by the mistake already."""
    value = calculation.altered(target.quantity)
    return has_sign(target) and value is not None and not isclose(value, -float(candidates.right(target)))


def _by_machine(candidates: Candidates, written: Written) -> Iterator[Finding]:
    """Numbers of a calculation by a machine."""
    if written.figures <= MOST_FIGURES:
        return
    single, textbook = (
        in_single_precision(candidates.doubles),
        Textbook(candidates.doubles.way, candidates.doubles.evaluators),
    )
    for how, numbers in ((IN_SINGLE, single), (BY_TEXTBOOK, textbook)):
        for target in candidates.targets:
            if prints(candidates.value(target, numbers.expected), written):
                yield Finding(target, how, candidates.right(target))


def _from_rounded(candidates: Candidates, written: Written) -> Iterator[Finding]:
    for target in candidates.targets if 3 < written.figures <= MOST_FIGURES else ():
        if not target.form:
            how = from_rounded(candidates.worksheet, target.quantity, written)
            if how:
                yield Finding(target, f"from {how}", candidates.right(target))


def _slipped(candidates: Candidates, written: Written) -> Iterator[Finding]:
    """Right numbers written down wrong."""
    for name, _, undone in SLIPS:
        tried = list(undone(written))
        for target in candidates.targets:
            if any(prints(candidates.right(target), other) for other in tried):
                yield Finding(target, f"with a slip of the hand ({name})", candidates.right(target))


SEARCHES: tuple[Callable[[Candidates, Written], Iterator[Finding]], ...] = (
    _right,
    _other_sign,
    _rounded,
    _mistaken,
    _by_machine,
    _mistaken_with_sign,
    _from_rounded,
    _slipped,
    _mistaken_and_rounded,
)
"""Where a number is looked for, in order."""
