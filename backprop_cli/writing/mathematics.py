"""A formula as text: the markup's rows filled in, with names or with numbers for its quantities.

Symbols and substituted numbers are two readings of one formula, `write` with two ways to write a leaf.
Brackets follow from the strengths of the markup; a negative number has brackets wherever it is not first.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from ..calculation.quantity import Quantity
from ..maths.formula import Formula, Term
from .glyphs import Symbol
from .markup import ATOM, PRODUCT, SUM, Markup
from .tokens import Token, Tokens, deeper, mark

Leaf = Callable[[Quantity], Tokens]


class Written(NamedTuple):
    """A written formula and how strongly it holds together; `minus`: a negative number."""

    tokens: Tokens
    strength: int
    minus: bool = False


class Writer(NamedTuple):
    """Writes formulas in a markup; `sign` gives the sign of a test where numbers are written, else None."""

    markup: Markup
    leaf: Leaf
    sign: Callable[[Term], float | None] | None = None

    def write(self, term: Term) -> Tokens:
        """The whole formula."""
        if isinstance(term, Formula) and self.chooses(term):
            return self.reasoned(term)
        return self.written(term).tokens

    def chooses(self, term: Formula) -> bool:
        """Whether a formula is a choice whose test has a number that may be seen."""
        if term.operation not in CHOICES or self.sign is None:
            return False
        return self.sign(term.arguments[0]) is not None

    def written(self, term: Term) -> Written:
        """A formula with its strength."""
        if isinstance(term, Formula):
            return self.formula(term)
        if isinstance(term, Quantity):
            return self.name(term) if self.sign is None else self.number(term)
        if isinstance(term, str):
            return Written(((self.markup.name(Symbol(term)), ""),), ATOM)
        minus = self.markup.rows["negative"].parts[0] if term < 0 else ""
        return Written(((f"{minus}{self.markup.numeral(str(abs(term)))}", ""),), ATOM, term < 0)

    def name(self, q: Quantity) -> Written:
        """The name of a quantity; a derivative has brackets where a product has."""
        named = number_like(self.leaf(q))
        derivative = any(self.markup.fraction in text for text, _ in named.tokens)
        return named._replace(strength=PRODUCT) if derivative else named

    def number(self, q: Quantity) -> Written:
        """The number of a quantity, or the blank in its place."""
        written = number_like(self.leaf(q))
        return written._replace(
            tokens=tuple((self.markup.numeral(text), role) for text, role in written.tokens)
        )

    def formula(self, term: Formula) -> Written:
        """A formula by its row, or by a row that a special shape of it has."""
        if self.chooses(term):
            return self.written(self.chosen(term))
        operation, arguments = shaped(abbreviated(term, self.markup.signs["ellipsis"]))
        row = self.markup.rows[operation]
        tokens: list[Token] = []
        for part in row.parts:
            if part == "break":
                tokens.append(mark(0))
            elif isinstance(part, str):
                tokens.append((part, ""))
            else:
                tokens += self.argument(arguments[part[0]], part[1], part[0] == 0, operation)
        minus = operation in WEAK and self.begins_with_minus(arguments[0])
        return Written(self.spaced(operation, arguments, tuple(tokens)), row.strength, minus)

    def begins_with_minus(self, term: Term) -> bool:
        """Whether the first term of a sum is a negative number."""
        while isinstance(term, Formula) and term.operation in WEAK:
            term = term.arguments[0]
        return not isinstance(term, Formula) and self.written(term).minus

    def argument(self, term: Term, needed: int, first: bool, operation: str) -> Tokens:
        """An argument, in brackets where it holds together less than needed."""
        tokens, strength, minus = self.written(term)
        literal = not isinstance(term, (Formula, Quantity))
        bare_minus = first and (operation in ("add", "subtract") or (literal and operation == "multiply"))
        if needed and (strength < needed or (minus and not bare_minus)):
            return ((self.markup.signs["open"], ""), *deeper(tokens, 2), (self.markup.signs["close"], ""))
        return tokens

    def spaced(self, operation: str, arguments: tuple[Term, ...], tokens: Tokens) -> Tokens:
        """No dot before a bracket, out(1 − out); blanks round it between derivatives, ∂E/∂out · ∂out/∂net."""
        if operation != "multiply" or not self.markup.implicit:
            return tokens
        dot = str(self.markup.rows["multiply"].parts[1])
        place = len(tokens) - 1 - tokens[::-1].index((dot, ""))
        after = tokens[place + 1 :]
        if after[0] == (self.markup.signs["open"], "") and isinstance(arguments[1], Formula):
            return tokens[:place] + after
        derivative = self.sign is None and any(self.is_derivative(argument) for argument in arguments)
        return (*tokens[:place], mark(1), (f" {dot} " if derivative else dot, ""), *after)

    def is_derivative(self, term: Term) -> bool:
        """Whether a factor is written as ∂a/∂b or ends so, which needs room round the dot."""
        if isinstance(term, Formula) and term.operation == "multiply":
            return self.is_derivative(term.arguments[1])
        return (
            self.markup.flat
            and isinstance(term, Quantity)
            and any("/" in text for text, _ in self.leaf(term))
        )

    def chosen(self, term: Formula) -> Term:
        """The branch that the numbers choose."""
        test, yes, no = term.arguments
        return yes if CHOICES[term.operation](self.sign_of(test)) else no

    def sign_of(self, test: Term) -> float:
        """The sign of a test that may be seen."""
        number = self.sign(test) if self.sign else None
        assert number is not None
        return number

    def reasoned(self, term: Formula) -> Tokens:
        """The chosen branch and why: 1, since 0.100000 > 0."""
        test, sign = self.written(term.arguments[0]).tokens, self.sign_of(term.arguments[0])
        above = "> 0" if sign > 0 else "not above"
        if term.operation == "nonnegative":
            above = "not below" if sign >= 0 else "< 0"
        since, *rest = (self.markup.signs[name] for name in ("since", above))
        reason = ((self.markup.signs["comma"], ""), mark(0), (since, ""), *deeper(test, 1), (rest[0], ""))
        return (*self.written(self.chosen(term)).tokens, *reason)


CHOICES: dict[str, Callable[[float], bool]] = {"positive": lambda x: x > 0, "nonnegative": lambda x: x >= 0}


def number_like(tokens: Tokens) -> Written:
    """A name or a number: a minus in front makes it weak, a fraction is a product."""
    text = tokens[0][0] if tokens else ""
    minus = text.startswith("-") and text[1:2].isdigit()
    weak = text[:1].isdigit() and ("/" in text or "e" in text)
    return Written(tokens, PRODUCT if weak else ATOM, minus)


def abbreviated(term: Formula, ellipsis: str) -> Formula:
    """A sum of very many terms with its first and its last ones, and how many are left out between."""
    sums: list[Formula] = []
    first: Term = term
    while isinstance(first, Formula) and first.operation in WEAK:
        sums.append(first)
        first = first.arguments[0]
    if len(sums) < MOST_TERMS:
        return term
    left_out = f"{ellipsis} {len(sums) + 1 - 2 * KEPT_TERMS} terms {ellipsis}"
    result = Formula("add", sums[1 - KEPT_TERMS], left_out)
    for part in reversed(sums[:KEPT_TERMS]):
        result = Formula(part.operation, result, part.arguments[1])
    return result


def shaped(term: Formula) -> tuple[str, tuple[Term, ...]]:
    """The row of a formula: squares, halves of a bracket, e^−net and −Σ have their own."""
    operation, arguments = term.operation, term.arguments
    if operation == "power" and arguments[1] == 2 and isinstance(arguments[1], int):
        return "square", arguments
    if operation == "divide" and arguments[1] == 2 and _starts_with_bracket(arguments[0]):
        return "half", arguments
    if operation in ("exp", "sum") and _is(arguments[0], "negative"):
        return f"{operation} of negative", arguments[0].arguments
    if operation == "divide" and _is(arguments[1], "sum"):
        return "share of sum", arguments
    return operation, arguments


def _is(term: Term, operation: str) -> bool:
    return isinstance(term, Formula) and term.operation == operation


def _starts_with_bracket(term: Term) -> bool:
    if not isinstance(term, Formula):
        return False
    if term.operation in ("power", "multiply"):
        first = term.arguments[0]
        return isinstance(first, Formula) and (first.operation in WEAK or _starts_with_bracket(first))
    return term.operation in WEAK


WEAK = ("add", "subtract")
"""The operations that stand in brackets inside a product."""

MOST_TERMS, KEPT_TERMS = 40, 3
"""Terms of a sum that are written; of more, so many at its beginning and at its end."""

__all__ = ["SUM", "Writer", "Written"]
