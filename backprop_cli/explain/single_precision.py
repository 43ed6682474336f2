"""Numbers of a program that holds the numbers of the file in single precision, as most frameworks do."""

from __future__ import annotations

from struct import pack, unpack

from ..mistakes.doubles import Doubles


def in_single_precision(right: Doubles) -> Doubles:
    """The numbers worked out from those of the file as single precision holds them."""
    numbers = Doubles(right.way, right.evaluators)
    for q, value in right.way.given.items():
        try:
            numbers.known[q] = unpack("f", pack("f", float(value)))[0]
        except OverflowError:
            continue
    return numbers
