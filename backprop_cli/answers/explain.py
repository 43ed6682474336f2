"""Where a printed number comes from: which quantity, under which convention or mistake, prints as that.

Every quantity is tried, first right, then rounded at each step, then with each mistake of `mistakes`, then as
a slip of the hand. To add a way to arrive at a number: a function that yields findings, and its row in
`SEARCHES`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from ..errors import BackpropError
from ..example.quantity import Quantity
from ..example.worksheet import Worksheet
from ..network.model import Rounding
from .accepted import Accepted
from .check import decimal_of
from .fits import within
from .mistakes import MISTAKES, fits
from .slips import SLIPS
from .written import Written

if TYPE_CHECKING:
    from ..network.model import Network

PLACES = {"decimals": range(2, 9), "significant": range(2, 8)}
"""The digits to which steps may have been rounded."""

MODES = ("half_up", "half_even")


class Finding(NamedTuple):
    """A quantity that prints so, and how: in words after its name, empty where it is simply right."""

    quantity: Quantity
    how: str
    right: Decimal


def findings(worksheet: Worksheet, written: Written, only: Sequence[Quantity] = ()) -> list[Finding]:
    """The plainest ways to arrive at a written number: those of the first search that finds any."""
    order = tuple(only) or quantities(worksheet)
    searches = (list(search(worksheet, written, order)) for search in SEARCHES)
    return next((found for found in searches if found), [])


def quantities(worksheet: Worksheet) -> tuple[Quantity, ...]:
    """The numbers that are worked out, each once where one merely repeats another."""
    computed = (q for q in worksheet.everything if q not in worksheet.given)
    return tuple(q for q in computed if not isinstance(worksheet.step(q).formula, (int, Quantity)))


def right_number(worksheet: Worksheet, q: Quantity) -> Decimal:
    """The number of a quantity without any rounding on the way."""
    return decimal_of(worksheet.exact_numbers[q])


def _right(worksheet: Worksheet, written: Written, order: Sequence[Quantity]) -> Iterator[Finding]:
    for q in order:
        exact = right_number(worksheet, q)
        if written.fits(exact):
            yield Finding(q, "", exact)


def _rounded(worksheet: Worksheet, written: Written, order: Sequence[Quantity]) -> Iterator[Finding]:
    """Numbers of a calculation that rounds each step."""
    seen: set[Quantity] = set()
    for kind, places in PLACES.items():
        for place in places:
            for mode in MODES:
                other = _rounding_sheet(worksheet.network, Rounding(kind, place, True, mode))
                for q in order if other is not None else ():
                    if q not in seen and other is not None and _prints(written, other, q):
                        seen.add(q)
                        figures = "decimals" if kind == "decimals" else "significant figures"
                        how = f"if each step is rounded to {place} {figures}, {mode.replace('_', ' ')}"
                        yield Finding(q, how, right_number(worksheet, q))


def _rounding_sheet(network: Network, rounding: Rounding) -> Worksheet | None:
    """The example with rounding; None where that has no value."""
    sheet = Worksheet(network._replace(rounding=rounding))
    try:
        sheet.numbers[sheet.everything[-1]]
    except (BackpropError, ArithmeticError):
        return None
    return sheet


def _prints(written: Written, sheet: Worksheet, q: Quantity) -> bool:
    number = decimal_of(sheet.numbers[q])
    return bool(number) and written.figures > 1 and written.fits(number)


def _mistaken(worksheet: Worksheet, written: Written, order: Sequence[Quantity]) -> Iterator[Finding]:
    """Numbers of a calculation with one mistake."""
    for mistake in MISTAKES:
        ways = [way(None, None) for way in mistake.ways(worksheet)]
        condition = mistake.condition.replace("{weights}", _later_weights(worksheet.network))
        for q in order:
            if any(fits(way, q, written) for way in ways):
                yield Finding(q, f"if {condition}", right_number(worksheet, q))


def _later_weights(network: Network) -> str:
    """The weights of the layers after the first: w5 to w8."""
    later = {index for layer in network.layers[1:] for row in layer.weights or () for index in row}
    names = [one.name for number, one in enumerate(network.parameters) if number in later]
    return f"{names[0]} to {names[-1]}" if len(names) > 2 else " and ".join(names) or "weights"


def _slipped(worksheet: Worksheet, written: Written, order: Sequence[Quantity]) -> Iterator[Finding]:
    """Right numbers written down wrong."""
    right = Accepted(worksheet, None)
    for name, _, undone in SLIPS:
        tried = list(undone(written))
        for q in order:
            if any(within(one, right.result(q)) for one in tried):
                yield Finding(q, f"with a slip of the hand ({name})", right_number(worksheet, q))


SEARCHES: tuple[Callable[[Worksheet, Written, Sequence[Quantity]], Iterator[Finding]], ...] = (
    _right,
    _rounded,
    _mistaken,
    _slipped,
)
"""Where a number is looked for, in order."""


def nearest(worksheet: Worksheet, written: Written, only: Sequence[Quantity] = ()) -> Finding:
    """The quantity whose right number is nearest, in proportion to what is written."""
    order = tuple(only) or quantities(worksheet)
    best = min(order, key=lambda q: abs(right_number(worksheet, q) - written.value))
    return Finding(best, "", right_number(worksheet, best))
