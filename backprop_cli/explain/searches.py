"""The searches for a printed number: each yields the targets that print so under one kind of condition."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from math import isclose
from typing import TYPE_CHECKING

from ..check.carried import decimal_of
from ..mistakes.slips import SLIPS
from .candidates import Finding, Ground, Target
from .rounded import Textbook, from_rounded, in_single_precision

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


def _right(ground: Ground, written: Written) -> Iterator[Finding]:
    given = () if ground.only else ground.worksheet.given
    for q in given:
        if written.value == decimal_of(ground.worksheet.given[q]):
            yield Finding(Target(q), "", written.value)
    yield from _signed(ground, written, False)
    for q, number in ground.last.items():
        if prints(number, written):
            yield Finding(Target(q), "", number)


def _other_sign(ground: Ground, written: Written) -> Iterator[Finding]:
    return _signed(ground, written, True)


def _signed(ground: Ground, written: Written, negative: bool) -> Iterator[Finding]:
    how = "with the other sign" if negative else ""
    for one in ground.targets if written.value else [one for one in ground.targets if not one.form]:
        if negative and not has_sign(one):
            continue
        if prints(ground.right(one._replace(negative=negative)), written):
            yield Finding(one, how, ground.right(one))


def has_sign(one: Target) -> bool:
    """Whether authors differ about the sign of a number."""
    return bool(one.form) or one.quantity.kind.startswith("dE/") or one.quantity.kind in ("share", "portion")


def _rounded(ground: Ground, written: Written) -> Iterator[Finding]:
    """Numbers of a calculation that rounds each step."""
    seen: set[Target] = set()
    for how, sheet in ground.rounded if written.figures > 1 else ():
        for one in ground.targets:
            if one not in seen and prints(_of_sheet(ground, one, sheet), written):
                seen.add(one)
                yield Finding(one, how, ground.right(one))


def _of_sheet(ground: Ground, one: Target, sheet: Worksheet) -> Decimal:
    return decimal_of(ground.value(one, lambda q: decimal_of(sheet.numbers[q])))


def _mistaken(ground: Ground, written: Written, negative: bool = False) -> Iterator[Finding]:
    """Numbers of a calculation with one mistake."""
    for how, calculation in ground.mistaken:
        for one in ground.targets:
            if negative and not has_sign(one):
                continue
            if prints(ground.value(one._replace(negative=negative), calculation.altered), written):
                yield Finding(one, f"with the other sign, {how}" if negative else how, ground.right(one))


def _mistaken_with_sign(ground: Ground, written: Written) -> Iterator[Finding]:
    return _mistaken(ground, written, True)


def _mistaken_and_rounded(ground: Ground, written: Written) -> Iterator[Finding]:
    """Numbers of a calculation with one mistake, from numbers rounded on the way."""
    turned = written._replace(value=-written.value)
    for how, calculation in ground.mistaken if 2 < written.figures <= MOST_FIGURES else ():
        for one in ground.targets:
            if one.form:
                continue
            if calculation.fits(one.quantity, written):
                yield Finding(one, f"{how}, from rounded numbers", ground.right(one))
            elif _is_turned(ground, one, calculation) and calculation.fits(one.quantity, turned):
                yield Finding(one, f"with the other sign, {how}, from rounded numbers", ground.right(one))


def _is_turned(ground: Ground, one: Target, calculation: Calculation) -> bool:
    """Whether a number may have the other sign, and does not have it by the mistake already."""
    value = calculation.altered(one.quantity)
    return has_sign(one) and value is not None and not isclose(value, -float(ground.right(one)))


def _by_machine(ground: Ground, written: Written) -> Iterator[Finding]:
    """Numbers of a calculation by a machine."""
    if written.figures <= MOST_FIGURES:
        return
    single, textbook = (
        in_single_precision(ground.doubles),
        Textbook(ground.doubles.way, ground.doubles.evaluators),
    )
    for how, numbers in ((IN_SINGLE, single), (BY_TEXTBOOK, textbook)):
        for one in ground.targets:
            if prints(ground.value(one, numbers.expected), written):
                yield Finding(one, how, ground.right(one))


def _from_rounded(ground: Ground, written: Written) -> Iterator[Finding]:
    for one in ground.targets if 3 < written.figures <= MOST_FIGURES else ():
        if not one.form:
            how = from_rounded(ground.worksheet, one.quantity, written)
            if how:
                yield Finding(one, f"from {how}", ground.right(one))


def _slipped(ground: Ground, written: Written) -> Iterator[Finding]:
    """Right numbers written down wrong."""
    for name, _, undone in SLIPS:
        tried = list(undone(written))
        for one in ground.targets:
            if any(prints(ground.right(one), other) for other in tried):
                yield Finding(one, f"with a slip of the hand ({name})", ground.right(one))


SEARCHES: tuple[Callable[[Ground, Written], Iterator[Finding]], ...] = (
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
