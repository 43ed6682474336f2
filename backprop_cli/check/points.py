"""Points: what a number is worth, and what is left of it by its verdict.

A scheme is a file of five keys, each with a default: `points` of a number (1), `names` with points of their
own, `follows` (full, half or none), and `fewer_digits` and `too_few_digits` (full, half, none, or the points
that are taken off).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from ..calculation.quantity import Quantity
from ..errors import InputError
from ..network.access import REFUSED, fields, number_at
from ..network.hints.did_you_mean import close
from ..network.yaml.compose import compose
from ..network.yaml.limits import ANSWER_BYTES
from ..network.yaml.number_grammar import number
from ..network.yaml.problems import Problems
from ..network.yaml.text import readable
from ..network.yaml.tree import Mapping as Table
from ..network.yaml.tree import Node, Scalar
from ..writing.number_names import Names
from .verdicts import CORRECT, FEWER, FOLLOWS, TOO_FEW, Mark

if TYPE_CHECKING:
    from ..sheet.worked_example import Worksheet

PARTS = {"full": Decimal(1), "half": Decimal("0.5"), "none": Decimal(0)}
"""How much of the points is left."""

MOST = Decimal(1_000_000)
"""Points that a number is worth at most."""

FINEST = 6
"""Decimals of points at most."""

KEYS = ("points", "names", "follows", "fewer_digits", "too_few_digits")


class Scheme(NamedTuple):
    """What answers are worth. What few digits leave is a part, or, negative, points that are taken off."""

    points: Decimal = Decimal(1)
    names: Mapping[Quantity, Decimal] = {}
    follows: Decimal = PARTS["full"]
    fewer_digits: Decimal = PARTS["half"]
    too_few_digits: Decimal = PARTS["none"]

    def of(self, mark: Mark) -> Decimal:
        """The points of an answer that is correct."""
        q = mark.answer.quantity
        return Decimal(0) if q is None else self.names.get(q, self.points)

    def reached(self, mark: Mark) -> Decimal:
        """The points of an answer as it is."""
        whole = self.of(mark)
        part = self.parts.get(mark.verdict, Decimal(0))
        return max(Decimal(0), whole + part) if part.is_signed() else whole * part

    @property
    def parts(self) -> dict[str, Decimal]:
        """What is left by verdict."""
        few = {FEWER: self.fewer_digits, TOO_FEW: self.too_few_digits}
        return {CORRECT: Decimal(1), FOLLOWS: self.follows, **few}


def read_scheme(data: bytes, file: str, worksheet: Worksheet) -> Scheme:
    """The scheme of a file. Raises InputError with every problem of it."""
    text = readable(data, file, ANSWER_BYTES)
    problems = Problems(file, text)
    root = compose(text, problems)
    entries = {} if root is None else fields(root, KEYS, "the scheme", problems) or {}
    scheme = Scheme()
    if "points" in entries:
        scheme = scheme._replace(points=_points(entries["points"], "points", problems))
    if "names" in entries:
        scheme = scheme._replace(names=dict(_names(entries["names"], worksheet, problems)))
    if "follows" in entries:
        scheme = scheme._replace(follows=_part(entries["follows"], "follows", problems))
    if "fewer_digits" in entries:
        scheme = scheme._replace(fewer_digits=_precision("fewer_digits", entries, problems))
    if "too_few_digits" in entries:
        scheme = scheme._replace(too_few_digits=_precision("too_few_digits", entries, problems))
    if problems.found:
        raise problems.error()
    return scheme


def _points(node: Node, what: str, problems: Problems) -> Decimal:
    value = number_at(node, what, problems)
    if value is REFUSED:
        return Decimal(0)
    if value < 0:
        problems.add(f"{what} is negative, but points of 0 or more are expected", node)
    points = Decimal(value.numerator) / Decimal(value.denominator) if isinstance(value, Fraction) else value
    if points > MOST:
        problems.add(f"{what} is larger than {MOST:,}, the most that a number can be worth", node)
        return MOST
    return round(points, FINEST)


def _names(node: Node, worksheet: Worksheet, problems: Problems) -> Iterable[tuple[Quantity, Decimal]]:
    if type(node) is not Table:
        problems.add("names is no mapping of names to points", node, "write `names: {dE/dw5: 2}`")
        return
    names = Names(worksheet, worksheet.reported[0], None)
    for name, (key, value) in node.entries.items():
        q = names.find(name)
        if q is None:
            problems.add(f"no number of this network is called `{name}`", key, names.nearest(name) or None)
        else:
            yield q, _points(value, f"the points of {name}", problems)


def _part(node: Node, what: str, problems: Problems) -> Decimal:
    if type(node) is Scalar and node.text in PARTS:
        return PARTS[node.text]
    help = (close(node.text, PARTS) if type(node) is Scalar else None) or "write full, half or none"
    problems.add(f"{what} is not one of full, half and none", node, help)
    return Decimal(0)


def _precision(what: str, entries: Mapping[str, Node], problems: Problems) -> Decimal:
    node = entries[what]
    if type(node) is Scalar and number(node.text) is not None:
        return _points(node, what, problems).copy_negate()
    return _part(node, what, problems)


def points_of(text: str) -> Scheme:
    """The scheme in which every number has the same points. Raises InputError."""
    from ..errors import Problem

    value = number(text.strip())
    if not isinstance(value, Decimal) or value < 0:
        raise InputError((Problem(f"--points takes a number of 0 or more, not `{text}`"),))
    if value > MOST or round(value, FINEST) != value:
        help = f"write at most {MOST:,} points, with at most {FINEST} decimals"
        words = "so large a" if value > MOST else "so fine a"
        raise InputError((Problem(f"--points cannot be {words} number as `{text}`", help=help),))
    return Scheme(value)


def plain(number: Decimal) -> str:
    """Points as they are written: 2, 0.5."""
    return f"{number.normalize() if number else Decimal(0):f}"
