"""A number as a student wrote it: its value, and the digits that were meant.

`0.0820` has four decimals and three figures, and stands for every number that rounds to it. To understand
another way of writing: a row in `SIGNS`, or in `TIMES` for powers of ten.
"""

from __future__ import annotations

from decimal import MAX_EMAX, MIN_EMIN, ROUND_HALF_UP, Context, Decimal
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from ...errors import InputError
from ...network.yaml.number_grammar import number

if TYPE_CHECKING:
    from fractions import Fraction

EXACT = 40
"""Decimals and figures of a number without rounding, as 1/3 is."""

SIGNS = str.maketrans({"−": "-", "–": "-", "﹣": "-", "－": "-"})
"""The minus of typesetting as that of the keyboard."""

IN_NUMBER = frozenset("0123456789.")
"""Between two of these a blank is no blank of layout: 0.75 14 is no number."""

RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")

TIMES = ("·10^", "×10^", "*10^", "x10^", "·10**", "*10**")
"""How a power of ten is written, 1.2·10^-4."""

_WIDE = Context(400, ROUND_HALF_UP, MIN_EMIN, MAX_EMAX, 1, 0, [], [])


class _Fields(NamedTuple):
    text: str
    value: Decimal
    decimals: int  # negative where the last digit stands for tens: 12e3 has −3
    figures: int


class Written(_Fields):
    """A written number, and what rounds to it."""

    @cached_property
    def half(self) -> Decimal:
        """Half a unit of the last written place; 0 of a fraction, which is exact."""
        return Decimal(0) if self.decimals >= EXACT else Decimal("0.5").scaleb(-self.decimals, _WIDE)

    @cached_property
    def low(self) -> Decimal:
        """The smallest number that rounds to this one."""
        return _WIDE.subtract(self.value, self.half)

    @cached_property
    def high(self) -> Decimal:
        """The largest number that rounds to this one."""
        return _WIDE.add(self.value, self.half)

    def fits(self, other: Decimal) -> bool:
        """Whether a number rounds to this one, a tie up or down."""
        return self.low <= other <= self.high


def parse(text: str, what: str = "the answer") -> Written:
    """The number that a text is. Raises InputError with what to write instead; `what` names it there."""
    written = understood(text)
    if written is None:
        raise _refused(" ".join(text.split()), what)
    return written


def understood(text: str) -> Written | None:
    """The number that a text is; None where it is none."""
    words = text.split()
    plain = _keyboard(words)
    value = number(plain)
    if value is None:
        return None
    if "/" in plain:
        return Written(" ".join(words), _decimal(value), EXACT, EXACT)
    _, digits, exponent = Decimal(plain).as_tuple()
    return Written(" ".join(words), _decimal(value), -int(exponent), len(digits) if value else 0)


def _keyboard(words: list[str]) -> str:
    """The words of a number in the signs of the keyboard, a power of ten as e."""
    plain = _joined(words).translate(SIGNS)
    if not plain.isascii():
        before, times, raised = plain.rpartition("10")
        plain = before + times + "^" * (raised[:1] != "^") + raised.translate(RAISED) if times else plain
    for times in TIMES:
        plain = plain.replace(times, "e")
    return plain


def _joined(words: list[str]) -> str:
    """The words without the blanks between them, but for one that stands within digits."""
    within = any(word[-1] in IN_NUMBER and following[0] in IN_NUMBER for word, following in pairwise(words))
    return (" " if within else "").join(words)


def _decimal(value: Decimal | Fraction) -> Decimal:
    if isinstance(value, Decimal):
        return value
    return _WIDE.divide(Decimal(value.numerator), Decimal(value.denominator))


def _refused(text: str, what: str) -> InputError:
    """The words for a text that is no number."""
    from ...network.hints.number_hints import complain
    from ...network.yaml.problems import Problems
    from ...network.yaml.tree import Scalar

    problems = Problems("", text)
    complain(Scalar(text, 1, 1, "'"), what, problems)
    return InputError(tuple(problem._replace(place=None) for problem in problems.found))
