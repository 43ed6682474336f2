"""The board: a worksheet with everything that is needed to write a line of it.

It answers three questions for a quantity: its name, its number as text, and its step as symbols and as
substituted numbers. What a line looks like is the matter of `page`, and where it goes of `formats`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ..calculation.floats import on_floats
from ..calculation.quantity import Quantity
from ..maths.formula import Formula, Term, leaves
from . import numbers
from .markup import ASCII, UNICODE
from .mathematics import Writer
from .notation import Notation, notation_of
from .tokens import Tokens, plain

if TYPE_CHECKING:
    from ..sheet.worked_example import Worksheet
    from .markup import Markup
    from .style import Style


class Board:
    """A worksheet, a style, and a notation in a markup.

    Without a markup it is a board of fixed letters, in one of the plain ones, where numbers that stand under
    each other are written alike (`aligns`).
    """

    def __init__(self, worksheet: Worksheet, style: Style, markup: Markup | None = None) -> None:
        self.worksheet, self.style, self.blank = worksheet, style, style.blanks_in(worksheet)
        self.aligns = markup is None
        self.notation: Notation = notation_of(worksheet, markup or (ASCII if style.ascii else UNICODE))
        self.sign = self.notation.markup.signs
        self.sources: dict[Quantity, Quantity | int] = {}

    def with_notation(self, **changes: Any) -> Board:
        """The same board with another notation."""
        return self._with(self.style, self.notation._replace(**changes))

    def _with(self, style: Style, notation: Notation) -> Board:
        """The same board in another style and notation; what is blank stays so."""
        board = Board(self.worksheet, style._replace(blank=None), notation.markup)
        board.style, board.blank, board.notation = style, self.blank, notation
        board.aligns = self.aligns
        return board

    @property
    def hides_substitution(self) -> bool:
        """Whether the numbers that are put into formulas are blank, given ones included."""
        return self.blank is not None and self.style.level != "values"

    @property
    def hides_formulas(self) -> bool:
        """Whether only names are shown."""
        return self.blank is not None and self.style.level == "formulas"

    def with_given(self) -> Board:
        """The same board where given numbers are always shown."""
        return self._with(self.style._replace(level="values"), self.notation)

    def at(self, update: int) -> Board:
        """The board of an update: a + marks what is new in it."""
        return self if update == self.notation.since else self.with_notation(since=update, samples=False)

    def of_batch(self) -> Board:
        """The board of lines that are about several samples: each name says which."""
        several = len(self.worksheet.network.samples) > 1
        return self.with_notation(samples=True) if several else self

    @cached_property
    def symbols(self) -> Writer:
        """Formulas with names."""
        return Writer(self.notation.markup, self.notation.name)

    @cached_property
    def brief(self) -> Writer:
        """Formulas with names without index, for lines about one neuron."""
        return Writer(self.notation.markup, lambda q: self.notation.name(q, True))

    @cached_property
    def values(self) -> Writer:
        """Formulas with numbers."""
        return Writer(self.notation.markup, lambda q: plain(self.digits([q])[0]), self.sign_of)

    def substituted(self, formula: Term) -> Tokens:
        """A formula with numbers; those of a plain sum are written alike, so that it can be checked."""
        summed = summands(formula)
        if not all(isinstance(term, Quantity) for term in summed):
            return self.values.write(formula)
        texts = dict(zip(summed, self.digits(summed), strict=True))
        return self.values._replace(leaf=lambda q: plain(texts[q])).write(formula)

    def sign_of(self, test: Term) -> float | None:
        """The number of a test, for its sign; None where it is left blank."""
        if any(self.is_blank(q) for q in leaves(test) if isinstance(q, Quantity)):
            return None
        return on_floats(test, self.worksheet.numbers)

    def is_blank(self, q: Quantity) -> bool:
        """Whether a number is left blank: never a given one."""
        source = self.source(q)
        if self.blank is None:
            return False
        if isinstance(source, int) or source in self.worksheet.given:
            return self.hides_substitution
        return self.blank(source)

    def name(self, q: Quantity, role: str | None = None) -> Tokens:
        """The name of a quantity."""
        tokens = self.notation.name(q)
        return tokens if role is None else plain("".join(text for text, _ in tokens), role)

    def source(self, q: Quantity) -> Quantity | int:
        """What a quantity merely repeats (∂net/∂w is what comes in), or a literal number, or itself."""
        if q not in self.sources:
            self.sources[q] = self.found_source(q)
        return self.sources[q]

    def found_source(self, q: Quantity) -> Quantity | int:
        """The source of a quantity, found by its formulas."""
        while q not in self.worksheet.given:
            formula = self.worksheet.step(q).formula
            if isinstance(formula, int):
                return formula
            if not isinstance(formula, Quantity):
                break
            q = formula
        return q

    def number(self, q: Quantity) -> str:
        """A number that stands alone: given ones as typed, computed ones with fixed decimals."""
        return self.column([q])[0]

    def column(self, quantities: Iterable[Quantity]) -> list[str]:
        """The texts of a column in the markup."""
        return [self.notation.markup.numeral(text) for text in self.digits(quantities)]

    def digits(self, quantities: Iterable[Quantity]) -> list[str]:
        """The digits of a column, whose computed numbers are written alike, or blanks."""
        quantities = list(quantities)
        sources = [self.source(q) for q in quantities]
        known = [None if isinstance(q, int) else self.worksheet.numbers[q] for q in sources]
        given = self.worksheet.given
        computed = [x for q, x in zip(sources, known, strict=True) if x is not None and q not in given]
        write = self.written(computed)
        texts = [
            str(q) if isinstance(q, int) else numbers.given(given[q]) if q in given else write(x)
            for q, x in zip(sources, known, strict=True)
        ]
        if self.blank is None:
            return texts
        return [
            self.sign["blank"] if self.is_blank(q) else text
            for q, text in zip(quantities, texts, strict=True)
        ]

    def written(self, computed: list[Any]) -> Callable[[Any], str]:
        """How computed numbers are written: rounded as the file asks, or with fixed decimals."""
        rounding = self.worksheet.network.rounding
        return numbers.column(computed, self.style.digits) if rounding is None else numbers.rounded(rounding)

    def value_role(self, q: Quantity) -> str:
        """The role of a quantity's number; the net is plain."""
        return q.traits.role

    def is_about_one_neuron(self, q: Quantity, formula: Term) -> bool:
        """Whether a line can do without indices."""
        quantities = [leaf for leaf in leaves(formula) if isinstance(leaf, Quantity)]
        if any(leaf.kind in ("share", "portion") for leaf in quantities):
            return False
        subjects = {leaf.subject for leaf in quantities if leaf.kind != "option"}
        return q.kind in ("dE/dout", "dout/dnet", "dE/dnet", "error") and subjects <= {q.subject}


def summands(term: Any) -> list[Term]:
    """The summands of a sum, left to right."""
    result: list[Term] = []
    while isinstance(term, Formula) and term.operation == "add":
        result.append(term.arguments[1])
        term = term.arguments[0]
    return [*result, term][::-1]


def factors(term: Any) -> list[Term]:
    """The factors of a product, left to right."""
    if isinstance(term, Formula) and term.operation == "multiply":
        return [*factors(term.arguments[0]), *factors(term.arguments[1])]
    return [term]
