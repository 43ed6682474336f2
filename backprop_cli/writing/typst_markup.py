"""Typst as a markup: rows of the mathematics, names, and how somebody's own text becomes a string.

Signs are written as themselves (∂, σ, ⋅), words as strings, for a run of letters would be a variable. There
are no blanks beside a string, which would be seen. To add an operation, its row in `ROWS`.
"""

from __future__ import annotations

import re

from .glyphs import Derivative, Symbol
from .latex_markup import GREEK, NAME
from .markup import ATOM, POWER, PRODUCT, SUM, UNICODE, WORDS, Markup, Row

ACCENTS = {"ŷ": "hat(y)", "ȳ": "macron(y)"}
"""Letters with an accent that is mathematics."""

ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
"""What a sign is in a string; other signs that control something are written by their numbers."""


def quoted(text: str) -> str:
    """Somebody's text as a string, which is never read as anything else."""
    return f'"{"".join(_in_string(sign) for sign in text)}"'


def _in_string(sign: str) -> str:
    if sign in ESCAPES:
        return ESCAPES[sign]
    if sign < " " or "\x7f" <= sign < "\xa0" or "\ud800" <= sign < "\ue000":
        return "\ufffd"
    return sign


def named(text: str) -> str:
    """A name in a formula: w5 with a subscript, words upright, anything else as text."""
    match = NAME.fullmatch(text)
    if match is None or not all(sign.isascii() or sign in GREEK or sign in ACCENTS for sign in match[1]):
        return quoted(text) if text else ""
    letters, number, primes = match.groups()
    base = lettered(letters) + "'" * len(primes)
    return f"{base}_({number})" if number else base


def lettered(letters: str) -> str:
    """One letter in italics, a word upright, a Greek letter after it as itself."""
    if len(letters) == 1:
        return ACCENTS.get(letters, letters)
    parts = re.findall(r"[A-Za-z]+|[^A-Za-z]", letters)
    return "".join(quoted(part) if part.isascii() else ACCENTS.get(part, part) for part in parts)


def symbol(markup: Markup, glyph: Symbol) -> str:
    """ "out"_(h 1)^((2) +): one subscript and one superscript."""
    above = " ".join([f"({glyph.mark})"] * bool(glyph.mark) + ["+"] * glyph.new + ["⊤"] * glyph.transposed)
    base = named(glyph.base)
    if glyph.subscript:
        base = f'class("normal", {base})' if "_(" in base else base
        base += f"_({subscript(glyph.subscript)})"
    return f"{base}^({above})" if above else base


def subscript(text: str) -> str:
    """An index: a letter and digits on one line, h1, or a name."""
    match = NAME.fullmatch(text)
    if match and match[2] and text.isascii():
        return f"{match[1]} {match[2]}" if len(match[1]) == 1 else quoted(match[1]) + match[2]
    return named(text)


def derivative(markup: Markup, glyph: Derivative) -> str:
    """frac(∂E, ∂w_(5)), with the neuron of a path behind a bar."""
    above, below = (
        symbol(markup, part._replace(new=part.new + glyph.new)) for part in (glyph.above, glyph.below)
    )
    fraction = f"frac(∂{above}, ∂{below})"
    return f"lr({fraction}|)_({subscript(glyph.via)})" if glyph.via else fraction


def number(text: str) -> str:
    """A number: -1.5 ⋅ 10^(-7) for -1.5e-07."""
    mantissa, _, exponent = text.replace("/", r"\/").partition("e")
    return f"{mantissa} ⋅ 10^({int(exponent)})" if exponent else mantissa


def call(name: str) -> Row:
    """A function of one argument."""
    return Row(ATOM, (f"{name}(", (0, 0), ")"))


def choice(sign: str) -> Row:
    """One term or another, by a test against 0."""
    return Row(ATOM, ("cases(", (1, 0), ' &"if "', (0, SUM), f" {sign} 0, ", (2, 0), ' &"else")'))


BLANK = "#blank;"
"""What the document defines as a line to write on."""

STRING = re.compile(r'"((?:\\.|[^"\\])*)"|\\.')
GROUP = re.compile(r"([_^]|\b[a-z]+)?\(([^()]*)\)")
"""A bracket without another in it, and what stands before it."""

UNSEEN = ("_", "^", "class", "lr", "inline", "sqrt", "hat", "macron")
"""Before a bracket: that it is not seen."""


def width(text: str) -> int:
    """About how many digits wide a formula is: a fraction is as wide as its wider part."""
    shown = STRING.sub(lambda match: "0" * len(match[1] or "0"), text.replace(BLANK, "0" * 8))
    before = ""
    while before != shown:
        before, shown = shown, GROUP.sub(_flat, shown)
    return sum(shown.count(sign) for sign in "+-⋅×") + len(
        re.sub("sum|thin|thick", "0", shown).replace(" ", "")
    )


def _flat(match: re.Match[str]) -> str:
    """A bracket as so many digits."""
    before, parts = match[1] or "", [len(part.replace(" ", "")) for part in match[2].split(",")]
    if before in ("frac", "cases"):
        return "0" * (max(parts) + 2 * (before == "cases"))
    return "0" * (sum(parts) + (0 if before in UNSEEN else len(before) + 2))


def depth(text: str) -> int:
    """Brackets that are opened, less those that are closed; not those of a text, or loose ones."""
    bare = STRING.sub("", text)
    return bare.count("(") - bare.count(")")


def loose(text: str) -> str:
    """A bracket that need not end on its line."""
    return {"(": r"\(", ")": r"\)"}.get(text, text)


ROWS: dict[str, Row] = {
    "add": Row(SUM, ((0, SUM), "break", " + ", (1, SUM))),
    "subtract": Row(SUM, ((0, SUM), "break", " - ", (1, PRODUCT))),
    "multiply": Row(PRODUCT, ((0, PRODUCT), " ⋅ ", (1, PRODUCT))),
    "divide": Row(ATOM, ("frac(", (0, 0), ", ", (1, 0), ")")),
    "power": Row(POWER, ((0, ATOM), "^(", (1, 0), ")")),
    "square": Row(POWER, ((0, ATOM), "^(2)")),
    "half": Row(PRODUCT, ("inline(frac(1, 2))", (0, PRODUCT))),
    "negative": Row(SUM, ("-", (0, PRODUCT))),
    "exp": Row(POWER, ("e^(", (0, 0), ")")),
    "exp of negative": Row(POWER, ("e^(-", (0, PRODUCT), ")")),
    "expm1": Row(SUM, ("e^(", (0, 0), ") - 1")),
    "ln": call("ln"),
    "log1p": Row(ATOM, ("ln(1 + ", (0, SUM), ")")),
    "sqrt": call("sqrt"),
    "tanh": call("tanh"),
    "normal_cdf": call("Φ"),
    "normal_density": call("φ"),
    "absolute": call("abs"),
    "maximum": Row(ATOM, ("max(", (0, 0), ", ", (1, 0), ")")),
    "minimum": Row(ATOM, ("min(", (0, 0), ", ", (1, 0), ")")),
    "positive": choice(">"),
    "nonnegative": choice("≥"),
    "call": Row(ATOM, ((0, ATOM), "(", (1, 0), ")")),
    "sum": Row(SUM, ("sum ", (0, PRODUCT))),
    "sum of negative": Row(SUM, ("-sum ", (0, PRODUCT))),
    "share of sum": Row(ATOM, ("frac(", (0, 0), ", ", (1, 0), ")")),
}
"""How each operation is written."""

TYPST = Markup(
    rows=ROWS,
    signs=UNICODE.signs
    | {word: quoted(word) for word in WORDS}
    | {
        "blank": BLANK,
        "since": '" since "',
        "> 0": " > 0",
        "< 0": " < 0",
        "not above": " ≯ 0",
        "not below": " ≮ 0",
        "via": '"via "',
        "beside": " thick ",
        "half": "inline(frac(1, 2))",
        "partial": "∂",
        "dot": "⋅",
        "minus": "−",
        "rule": "",
        "new": "^(+)",
        "sum": "sum",
    },
    symbol=symbol,
    derivative=derivative,
    number=number,
    width=width,
    depth=depth,
    loose=loose,
    percent=lambda text: text.replace(" (", " thick (").replace(" %", " thin %"),
    fraction="frac(∂",
    flat=False,
)
"""The mathematics of Typst."""
