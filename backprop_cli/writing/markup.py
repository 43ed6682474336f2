"""How mathematics is written: a markup is a table, an operation a row.

A row gives the binding strength of what it writes and its parts: texts and argument numbers, each with the
strength that the argument needs to stand without brackets. The theory of brackets is in those numbers: the
right operand of − and / needs more than the left. To add a markup, a table with the same rows.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from .glyphs import Derivative, Glyph, Symbol

SUM, PRODUCT, POWER, ATOM = 1, 2, 4, 5
"""Binding strengths. A choice (1 if net > 0, else 0) is the weakest, 0."""


class Row(NamedTuple):
    """How an operation is written: its strength, and texts, argument numbers with strengths, and breaks."""

    strength: int
    parts: tuple[str | tuple[int, int], ...]


class Markup(NamedTuple):
    """A way to write mathematics: the rows, the signs that are no operation, and names."""

    rows: dict[str, Row]
    signs: dict[str, str]
    symbol: Callable[[Markup, Symbol], str]
    derivative: Callable[[Markup, Derivative], str]
    words: dict[str, str] = {}  # noqa: RUF012  letters that are written as words
    number: Callable[[str], str] = str
    width: Callable[[str], int] = len  # about so many digits wide
    depth: Callable[[str], int] = lambda text: 0  # brackets opened less brackets closed
    loose: Callable[[str], str] = str  # brackets that a line may be broken in
    percent: Callable[[str], str] = str
    implicit: bool = True  # out(1 − out): no sign of a product before a bracket
    fraction: str = "/"  # what a derivative is known by
    flat: bool = True  # lines of text, where a fraction over a column takes three

    def numeral(self, text: str) -> str:
        """The text of a number, or a blank as it is."""
        return text if text == self.signs["blank"] else self.number(text)

    def name(self, glyph: Glyph) -> str:
        """The text of a name."""
        if isinstance(glyph, Symbol):
            return self.symbol(self, glyph)
        return self.derivative(self, glyph)


def flat_symbol(markup: Markup, glyph: Symbol) -> str:
    """out_h1(2)⁺."""
    base = markup.words.get(glyph.base, glyph.base)
    index = f"_{glyph.subscript}" if glyph.subscript else ""
    mark = f"({glyph.mark})" if glyph.mark else ""
    return f"{base}{index}{mark}{markup.signs['new'] * glyph.new}{'^T' * glyph.transposed}"


def flat_derivative(markup: Markup, glyph: Derivative) -> str:
    """∂E/∂out_h1 via o1."""
    partial = markup.signs["partial"]
    above, below = (flat_symbol(markup, part) for part in (glyph.above, glyph.below))
    via = f" via {glyph.via}" if glyph.via else ""
    return f"{partial}{above}/{partial}{below}{via}{markup.signs['new'] * glyph.new}"


def call(name: str) -> Row:
    """A function of one argument."""
    return Row(ATOM, (f"{name}(", (0, 0), ")"))


def of_two(name: str) -> Row:
    """A function of two arguments."""
    return Row(ATOM, (f"{name}(", (0, 0), ", ", (1, 0), ")"))


def choice(sign: str) -> Row:
    """One term or another, by a test against 0."""
    return Row(0, ((1, SUM), "break", " if ", (0, SUM), f" {sign} 0,", "break", " else ", (2, 0)))


WORDS = ("share", "rounded", "exact", "drift", "before", "after", "target", "step", "sample")
"""The words over columns, which are signs of every markup."""

UNICODE = Markup(
    rows={
        "add": Row(SUM, ((0, SUM), "break", " + ", (1, SUM))),
        "subtract": Row(SUM, ((0, SUM), "break", " − ", (1, PRODUCT))),
        "multiply": Row(PRODUCT, ((0, PRODUCT), "·", (1, PRODUCT))),
        "divide": Row(PRODUCT, ((0, PRODUCT), "/", (1, POWER))),
        "power": Row(POWER, ((0, ATOM), "^", (1, ATOM))),
        "square": Row(POWER, ((0, ATOM), "²")),
        "half": Row(PRODUCT, ("½", (0, PRODUCT))),
        "negative": Row(SUM, ("−", (0, PRODUCT))),
        "exp": Row(POWER, ("e^", (0, ATOM))),
        "exp of negative": Row(POWER, ("e^−", (0, ATOM))),
        "expm1": Row(SUM, ("e^", (0, ATOM), " − 1")),
        "ln": call("ln"),
        "log1p": Row(ATOM, ("ln(1 + ", (0, SUM), ")")),
        "sqrt": call("√"),
        "tanh": call("tanh"),
        "normal_cdf": call("Φ"),
        "normal_density": call("φ"),
        "absolute": Row(ATOM, ("|", (0, 0), "|")),
        "maximum": of_two("max"),
        "minimum": of_two("min"),
        "positive": choice(">"),
        "nonnegative": choice("≥"),
        "call": Row(ATOM, ((0, ATOM), "(", (1, 0), ")")),
        "sum": Row(SUM, ("Σ ", (0, PRODUCT))),
        "sum of negative": Row(SUM, ("−Σ ", (0, PRODUCT))),
        "share of sum": Row(PRODUCT, ((0, PRODUCT), "/", (1, SUM))),
    },
    symbol=flat_symbol,
    derivative=flat_derivative,
    signs={word: word for word in WORDS}
    | {
        "open": "(",
        "close": ")",
        "blank": "________",
        "equals": " = ",
        "comma": ",",
        "since": " since ",
        "> 0": " > 0",
        "< 0": " < 0",
        "not above": " is not above 0",
        "not below": " is not below 0",
        "plus": "+",
        "hadamard": "⊙",
        "via": "via ",
        "beside": " ",
        "half": "½",
        "partial": "∂",
        "times": "×",
        "dot": "·",
        "minus": "−",
        "rule": "─",
        "arrow": "→",
        "from": "←",
        "new": "⁺",
        "ellipsis": "…",
        "delta": "δ",
        "corners": "┐┘┤┌└├┼│─",
        "head": "▶",
        "more": "⋮",
        "sum": "Σ",
    },
)
"""The signs of a mathematics text; common terminal fonts have them all."""

ASCII = UNICODE._replace(
    rows=UNICODE.rows
    | {
        "subtract": Row(SUM, ((0, SUM), "break", " - ", (1, PRODUCT))),
        "multiply": Row(PRODUCT, ((0, PRODUCT), "*", (1, PRODUCT))),
        "square": Row(POWER, ((0, ATOM), "^2")),
        "half": Row(PRODUCT, ("1/2 ", (0, PRODUCT))),
        "negative": Row(SUM, ("-", (0, PRODUCT))),
        "exp of negative": Row(POWER, ("e^-", (0, ATOM))),
        "expm1": Row(SUM, ("e^", (0, ATOM), " - 1")),
        "sqrt": call("sqrt"),
        "normal_cdf": call("Phi"),
        "normal_density": call("phi"),
        "nonnegative": choice(">="),
        "sum": Row(SUM, ("sum ", (0, PRODUCT))),
        "sum of negative": Row(SUM, ("-sum ", (0, PRODUCT))),
    },
    signs=UNICODE.signs
    | {
        "hadamard": ".*",
        "half": "1/2",
        "partial": "d",
        "times": "*",
        "dot": "*",
        "minus": "-",
        "rule": "-",
        "arrow": "->",
        "from": "<-",
        "new": "'",
        "ellipsis": "..",
        "delta": "delta",
        "corners": "++++++||-",
        "head": ">",
        "more": ":",
        "sum": "sum",
    },
    words={
        "σ": "sigma",
        "η": "eta",
        "θ": "theta",
        "λ": "lambda",
        "δ": "delta",
        "α": "alpha",
        "β": "beta",
        "β1": "beta1",
        "β2": "beta2",
        "ε": "epsilon",
        "μ": "mu",
        "ρ": "rho",
        "bσ": "bsigma",
        "hardσ": "hardsigma",
        "σ′": "sigma'",
        "bσ′": "bsigma'",
        "hardσ′": "hardsigma'",
    },
)
"""The same with the signs of a typewriter."""
