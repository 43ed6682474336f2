"""MathML Core as a markup: rows of the mathematics, names, and how somebody's own text is escaped.

A bracket is two elements that do not grow, so that a long line may be broken inside it. What is written is
well-formed as XML as well. To add an operation, its row in `ROWS`, as in every markup.
"""

from __future__ import annotations

import re
from unicodedata import normalize

from .glyphs import Derivative, Symbol
from .markup import ATOM, POWER, PRODUCT, SUM, UNICODE, WORDS, Markup, Row

SPECIAL = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})

NAME = re.compile(r"([^\W\d_]+[\u0300-\u036f]?)(\d*)(′*)")
"""Letters with a number, as names in a formula are: w5, ŷ1, out."""

PARTS = re.compile(r"([^\W\d_]+)_([^\W_]+)")
"""A name that has its index written: s_dog."""

ACCENTS = {"\u0302": "^", "\u0303": "~", "\u0304": "¯", "\u0307": "˙"}
"""Accents that are mathematics, by the sign that combines."""

OPEN, CLOSE = '<mo stretchy="false">(</mo>', '<mo stretchy="false">)</mo>'
BAR = '<mo stretchy="false" form="{}">|</mo>'
MINUS = '<mo form="prefix">−</mo>'
HALF = '<mfrac displaystyle="false"><mn>1</mn><mn>2</mn></mfrac>'
APPLY = "<mo>\u2061</mo>"
"""Says that what follows is an argument; it shows nothing."""


def escaped(text: str) -> str:
    """Somebody's text as text, also between double quotes."""
    return text.translate(SPECIAL)


def worded(text: str) -> str:
    """Words in a formula; blanks at their ends are kept."""
    return f"<mtext>{escaped(text).replace(' ', chr(0xA0))}</mtext>"


def named(text: str) -> str:
    """A name in a formula: w5 with a subscript, words upright, anything else as text."""
    if parts := PARTS.fullmatch(text):
        return f"<msub>{lettered(parts[1])}<mi>{parts[2]}</mi></msub>"
    match = NAME.fullmatch(text)
    if match is None:
        return worded(text) if text else ""
    letters, number, primes = match.groups()
    base = lettered(letters, primes)
    return f"<msub>{base}<mn>{number}</mn></msub>" if number else base


def lettered(letters: str, primes: str = "") -> str:
    """Letters; above a single one its accent."""
    plain = f"<mi>{letters}{primes}</mi>"
    if letters.isascii() or len(letters) > 2:
        return plain
    parts = normalize("NFD", letters)
    accent = ACCENTS.get(parts[1:])
    return f'<mover accent="true"><mi>{parts[0]}{primes}</mi><mo>{accent}</mo></mover>' if accent else plain


def symbol(markup: Markup, glyph: Symbol) -> str:
    """out with an index and one superscript."""
    mark = worded(f"({glyph.mark})") if glyph.mark else ""
    above = _row(mark + "<mo>+</mo>" * glyph.new + "<mo>⊤</mo>" * glyph.transposed)
    base = named(glyph.base)
    if glyph.subscript:
        base, below = _grouped(base), subscript(glyph.subscript)
        return f"<msubsup>{base}{below}{above}</msubsup>" if above else f"<msub>{base}{below}</msub>"
    if base.startswith("<msub>") and above:
        return f"<msubsup>{base[6:-7]}{above}</msubsup>"
    return f"<msup>{base}{above}</msup>" if above else base


def _row(text: str) -> str:
    """Several elements as one."""
    return f"<mrow>{text}</mrow>" if text.count("<") > 2 else text


def _grouped(base: str) -> str:
    return f"<mrow>{base}</mrow>" if base.startswith("<msub>") else base


def subscript(text: str) -> str:
    """An index, its number on the same line: h1."""
    return f"<mi>{text}</mi>" if NAME.fullmatch(text) else worded(text)


def derivative(markup: Markup, glyph: Derivative) -> str:
    """A fraction of differentials, with the neuron of a path behind a bar."""
    above, below = (
        symbol(markup, part._replace(new=part.new + glyph.new)) for part in (glyph.above, glyph.below)
    )
    fraction = f"<mfrac><mrow><mi>∂</mi>{above}</mrow><mrow><mi>∂</mi>{below}</mrow></mfrac>"
    if not glyph.via:
        return fraction
    return (
        f'<msub><mrow>{fraction}<mo form="postfix" stretchy="true">|</mo></mrow>{subscript(glyph.via)}</msub>'
    )


def number(text: str) -> str:
    """A number: −1.5 · 10⁻⁷ for -1.5e-07."""
    minus, text = (MINUS, text[1:]) if text.startswith("-") else ("", text)
    mantissa, _, exponent = text.partition("e")
    digits = "<mo>/</mo>".join(f"<mn>{escaped(part)}</mn>" for part in mantissa.split("/"))
    power = f"<mo>·</mo><msup><mn>10</mn><mrow>{number(str(int(exponent)))}</mrow></msup>" if exponent else ""
    return minus + digits + power


def call(name: str, inside: tuple[str | tuple[int, int], ...] = ((0, 0),)) -> Row:
    """A function of one argument."""
    return Row(ATOM, (f"<mi>{name}</mi>{APPLY}{OPEN}", *inside, CLOSE))


def choice(sign: str) -> Row:
    """One term or another, by a test against 0."""
    cell, test = "</mtd><mtd>", f"<mo>{sign}</mo><mn>0</mn></mtd></mtr><mtr><mtd>"
    start, end = "<mrow><mo>{</mo><mtable><mtr><mtd>", "</mtd></mtr></mtable></mrow>"
    return Row(
        ATOM, (start, (1, 0), cell + worded("if "), (0, SUM), test, (2, 0), cell + worded("else") + end)
    )


TAG = re.compile(r"<[^>]*>")
FRACTION = re.compile(r"<mfrac><mrow>((?:(?!</?mfrac>).)*)</mrow><mrow>((?:(?!</?mfrac>).)*)</mrow></mfrac>")


def width(text: str) -> int:
    """About how many digits wide a formula is: a fraction is as wide as its wider part."""
    text = FRACTION.sub(lambda match: max(match[1], match[2], key=width), text)
    return len(TAG.sub("", text)) + text.count("<mo>")


def depth(text: str) -> int:
    """Elements that are opened, less those that are closed."""
    return text.count("<") - text.count("/>") - 2 * text.count("</")


ROWS: dict[str, Row] = {
    "add": Row(SUM, ((0, SUM), "break", "<mo>+</mo>", (1, SUM))),
    "subtract": Row(SUM, ((0, SUM), "break", "<mo>−</mo>", (1, PRODUCT))),
    "multiply": Row(PRODUCT, ((0, PRODUCT), "<mo>·</mo>", (1, PRODUCT))),
    "divide": Row(ATOM, ("<mfrac><mrow>", (0, 0), "</mrow><mrow>", (1, 0), "</mrow></mfrac>")),
    "power": Row(POWER, ("<msup><mrow>", (0, ATOM), "</mrow><mrow>", (1, 0), "</mrow></msup>")),
    "square": Row(POWER, ("<msup><mrow>", (0, ATOM), "</mrow><mn>2</mn></msup>")),
    "half": Row(PRODUCT, (HALF, (0, PRODUCT))),
    "negative": Row(SUM, (MINUS, (0, PRODUCT))),
    "exp": Row(POWER, ("<msup><mi>e</mi><mrow>", (0, 0), "</mrow></msup>")),
    "exp of negative": Row(POWER, (f"<msup><mi>e</mi><mrow>{MINUS}", (0, PRODUCT), "</mrow></msup>")),
    "expm1": Row(SUM, ("<msup><mi>e</mi><mrow>", (0, 0), "</mrow></msup><mo>−</mo><mn>1</mn>")),
    "ln": call("ln"),
    "log1p": call("ln", ("<mn>1</mn><mo>+</mo>", (0, SUM))),
    "sqrt": Row(ATOM, ("<msqrt>", (0, 0), "</msqrt>")),
    "tanh": call("tanh"),
    "normal_cdf": call("Φ"),
    "normal_density": call("φ"),
    "absolute": Row(ATOM, (BAR.format("prefix"), (0, 0), BAR.format("postfix"))),
    "maximum": call("max", ((0, 0), "<mo>,</mo>", (1, 0))),
    "minimum": call("min", ((0, 0), "<mo>,</mo>", (1, 0))),
    "positive": choice("&gt;"),
    "nonnegative": choice("≥"),
    "call": Row(ATOM, ((0, ATOM), APPLY + OPEN, (1, 0), CLOSE)),
    "sum": Row(SUM, ("<mo>∑</mo>", (0, PRODUCT))),
    "sum of negative": Row(SUM, (MINUS + "<mo>∑</mo>", (0, PRODUCT))),
    "share of sum": Row(ATOM, ("<mfrac><mrow>", (0, 0), "</mrow><mrow>", (1, 0), "</mrow></mfrac>")),
}
"""How each operation is written."""

MATHML = Markup(
    rows=ROWS,
    signs=UNICODE.signs
    | {word: worded(word) for word in WORDS}
    | {
        "open": OPEN,
        "close": CLOSE,
        "blank": '<mtext class="blank">________</mtext>',
        "equals": "<mo>=</mo>",
        "comma": "<mo>,</mo>",
        "since": worded(" since "),
        "> 0": "<mo>&gt;</mo><mn>0</mn>",
        "< 0": "<mo>&lt;</mo><mn>0</mn>",
        "not above": "<mo>≯</mo><mn>0</mn>",
        "not below": "<mo>≮</mo><mn>0</mn>",
        "plus": "<mo>+</mo>",
        "hadamard": "<mo>⊙</mo>",
        "via": worded("via "),
        "beside": '<mspace width=".5em"/>',
        "half": HALF,
        "partial": "<mi>∂</mi>",
        "times": "<mo>×</mo>",
        "dot": "<mo>·</mo>",
        "minus": "<mo>−</mo>",
        "rule": "",
        "arrow": "<mo>→</mo>",
        "from": "<mo>←</mo>",
        "new": "<mo>+</mo>",
        "delta": "<mi>δ</mi>",
        "sum": "<mo>∑</mo>",
    },
    symbol=symbol,
    derivative=derivative,
    number=number,
    width=width,
    depth=depth,
    percent=lambda text: text.replace("-", "−"),
    fraction="<mfrac><mrow><mi>∂",
    flat=False,
)
"""The mathematics of a page in HTML."""
