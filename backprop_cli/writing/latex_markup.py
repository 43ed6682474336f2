"""LaTeX as a markup: rows of the mathematics, names, and how somebody's own text is escaped.

The mathematics needs amsmath and nothing else, so it is also what Markdown shows. To add an operation, its
row in `ROWS`, as in every markup.
"""

from __future__ import annotations

import re

from .glyphs import Derivative, Symbol
from .markup import ATOM, POWER, PRODUCT, SUM, UNICODE, WORDS, Markup, Row

GREEK = {
    "α": r"\alpha",
    "β": r"\beta",
    "γ": r"\gamma",
    "δ": r"\delta",
    "ε": r"\varepsilon",
    "ζ": r"\zeta",
    "η": r"\eta",
    "θ": r"\theta",
    "κ": r"\kappa",
    "λ": r"\lambda",
    "μ": r"\mu",
    "ν": r"\nu",
    "ξ": r"\xi",
    "π": r"\pi",
    "ρ": r"\rho",
    "σ": r"\sigma",
    "τ": r"\tau",
    "φ": r"\varphi",
    "χ": r"\chi",
    "ψ": r"\psi",
    "ω": r"\omega",
    "Γ": r"\Gamma",
    "Δ": r"\Delta",
    "Θ": r"\Theta",
    "Λ": r"\Lambda",
    "Σ": r"\Sigma",
    "Φ": r"\Phi",
    "Ψ": r"\Psi",
    "Ω": r"\Omega",
}
"""Greek letters by their commands."""

ACCENTS = {"ŷ": r"\hat{y}", "x̂": r"\hat{x}", "ȳ": r"\bar{y}", "x̄": r"\bar{x}"}
"""Letters with an accent that is mathematics."""

SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    '"': r"\symbol{34}",
    "'": r"\textquotesingle{}",
    "`": r"\textasciigrave{}",
    "-": "-{}",
    ",": ",{}",
    "?": "?{}",
    "!": "!{}",
    "…": r"\ldots{}",
}
"""What a sign of text is in LaTeX; empty braces keep ligatures such as -- and ?` apart."""

NAME = re.compile(r"([^\W\d_]+)(\d*)(′*)")
"""Letters with a number, as names in a formula are: w5, ŷ1, out."""


def escaped(text: str) -> str:
    """Somebody's text as text."""
    return "".join(SPECIAL.get(sign, sign) for sign in text)


def named(text: str) -> str:
    """A name in a formula: w5 with a subscript, words upright, anything else as text."""
    match = NAME.fullmatch(text)
    if match is None or not all(letter in LETTERS for letter in re.sub("[a-zA-Z]", "", match[1])):
        return rf"\text{{{escaped(text)}}}" if text else ""
    letters, number, primes = match.groups()
    base = lettered(letters) + "'" * len(primes)
    return f"{base}_{{{number}}}" if number else base


LETTERS = {**GREEK, **{letter: accent for letter, accent in ACCENTS.items() if len(letter) == 1}}


def lettered(letters: str) -> str:
    """One letter in italics, a word upright."""
    if len(letters) == 1:
        return LETTERS.get(letters, letters)
    if not letters.isascii():
        return "".join(LETTERS.get(letter, rf"\mathrm{{{letter}}}") + " " for letter in letters).rstrip()
    return rf"\mathrm{{{letters}}}"


def symbol(markup: Markup, glyph: Symbol) -> str:
    r"""\mathrm{out}_{h1}^{(2)+}: one subscript and one superscript."""
    above = (f"({glyph.mark})" if glyph.mark else "") + "+" * glyph.new + r"\top" * glyph.transposed
    base = named(glyph.base)
    if glyph.subscript:
        base = rf"{{{base}}}" if "_" in base else base
        base += f"_{{{subscript(glyph.subscript)}}}"
    return f"{base}^{{{above}}}" if above else base


def subscript(text: str) -> str:
    """An index: a letter and digits on one line, h1, or a name."""
    match = NAME.fullmatch(text)
    if match and match[2] and text.isascii():
        return (match[1] if len(match[1]) == 1 else rf"\mathrm{{{match[1]}}}") + match[2]
    return named(text)


def derivative(markup: Markup, glyph: Derivative) -> str:
    r"""\frac{\partial E}{\partial w_5}, with the neuron of a path behind a bar."""
    above, below = (
        symbol(markup, part._replace(new=part.new + glyph.new)) for part in (glyph.above, glyph.below)
    )
    fraction = rf"\frac{{\partial {above}}}{{\partial {below}}}"
    return rf"\left.{fraction}\right|_{{{subscript(glyph.via)}}}" if glyph.via else fraction


def number(text: str) -> str:
    r"""A number: −1.5 \cdot 10^{-7} for -1.5e-07."""
    mantissa, _, exponent = text.partition("e")
    return rf"{mantissa} \cdot 10^{{{int(exponent)}}}" if exponent else mantissa


def call(name: str) -> Row:
    """A function of one argument."""
    return Row(ATOM, (rf"{name}\left(", (0, 0), r"\right)"))


def choice(sign: str) -> Row:
    """One term or another, by a test against 0."""
    yes, no = r" & \text{if } ", r" & \text{else} \end{cases}"
    return Row(ATOM, (r"\begin{cases} ", (1, 0), yes, (0, SUM), rf" {sign} 0 \\ ", (2, 0), no))


COMMAND = re.compile(
    r"\\(text|mathrm|tfrac|frac|partial|left|right|underline|begin|end)\b|\\[a-zA-Z]+|[{}_^&\\]|(?<=.) "
)
WIDE = re.compile(r"\\(sum|cdot|times|odot|to|ln|max|min|tanh)\b")
FRACTION = re.compile(r"\\t?frac\{([^{}]*(?:\{[^{}]*\}[^{}]*)*)\}\{([^{}]*(?:\{[^{}]*\}[^{}]*)*)\}")


def width(text: str) -> int:
    """About how many digits wide a formula is: a fraction is as wide as its wider part."""
    text = text.replace(r"\hspace{4em}", "0" * 8)
    text = FRACTION.sub(lambda match: max(match[1], match[2], key=width), text)
    return len(COMMAND.sub("", WIDE.sub("00", text))) + text.count(" + ") + text.count(" - ")


def depth(text: str) -> int:
    """Brackets and environments that are opened, less those that are closed."""
    opened = text.count("{") + text.count(r"\left") + text.count(r"\begin") - text.count(r"\{")
    return opened - text.count("}") - text.count(r"\right") - text.count(r"\end") + text.count(r"\}")


def loose(text: str) -> str:
    """A bracket that need not end on its line."""
    return {r"\left(": r"\bigl(", r"\right)": r"\bigr)"}.get(text, text)


ROWS: dict[str, Row] = {
    "add": Row(SUM, ((0, SUM), "break", " + ", (1, SUM))),
    "subtract": Row(SUM, ((0, SUM), "break", " - ", (1, PRODUCT))),
    "multiply": Row(PRODUCT, ((0, PRODUCT), r" \cdot ", (1, PRODUCT))),
    "divide": Row(ATOM, (r"\frac{", (0, 0), "}{", (1, 0), "}")),
    "power": Row(POWER, ("{", (0, ATOM), "}^{", (1, 0), "}")),
    "square": Row(POWER, ("{", (0, ATOM), "}^{2}")),
    "half": Row(PRODUCT, (r"\tfrac{1}{2}", (0, PRODUCT))),
    "negative": Row(SUM, ("-", (0, PRODUCT))),
    "exp": Row(POWER, ("e^{", (0, 0), "}")),
    "exp of negative": Row(POWER, ("e^{-", (0, PRODUCT), "}")),
    "expm1": Row(SUM, ("e^{", (0, 0), "} - 1")),
    "ln": call(r"\ln"),
    "log1p": Row(ATOM, (r"\ln\left(1 + ", (0, SUM), r"\right)")),
    "sqrt": Row(ATOM, (r"\sqrt{", (0, 0), "}")),
    "tanh": call(r"\tanh"),
    "normal_cdf": call(r"\Phi"),
    "normal_density": call(r"\varphi"),
    "absolute": Row(ATOM, (r"\left|", (0, 0), r"\right|")),
    "maximum": Row(ATOM, (r"\max\left(", (0, 0), ", ", (1, 0), r"\right)")),
    "minimum": Row(ATOM, (r"\min\left(", (0, 0), ", ", (1, 0), r"\right)")),
    "positive": choice(">"),
    "nonnegative": choice(r"\ge"),
    "call": Row(ATOM, ((0, ATOM), r"\left(", (1, 0), r"\right)")),
    "sum": Row(SUM, (r"\sum ", (0, PRODUCT))),
    "sum of negative": Row(SUM, (r"-\sum ", (0, PRODUCT))),
    "share of sum": Row(ATOM, (r"\frac{", (0, 0), "}{", (1, 0), "}")),
}
"""How each operation is written."""

LATEX = Markup(
    rows=ROWS,
    signs=UNICODE.signs
    | {word: rf"\text{{{word}}}" for word in WORDS}
    | {
        "open": r"\left(",
        "close": r"\right)",
        "blank": r"\underline{\hspace{4em}}",
        "since": r"\text{ since }",
        "> 0": r" > 0",
        "< 0": r" < 0",
        "not above": r" \not> 0",
        "not below": r" \not< 0",
        "plus": "+",
        "hadamard": r"\odot",
        "via": r"\text{via }",
        "beside": r"\ ",
        "half": r"\tfrac{1}{2}",
        "partial": r"\partial ",
        "times": r"\times",
        "dot": r"\cdot",
        "minus": "-",
        "rule": "",
        "arrow": r"\to",
        "from": r"\leftarrow",
        "new": "^{+}",
        "delta": r"\delta",
        "sum": r"\sum",
    },
    symbol=symbol,
    derivative=derivative,
    number=number,
    width=width,
    depth=depth,
    loose=loose,
    percent=lambda text: text.replace("%", r"\,\%"),
    fraction=r"\frac{\partial",
    flat=False,
)
"""The mathematics of LaTeX."""


LACKING, KNOWN = "ĦħĸĿŀŉŦŧſ", "ƒǄǅǆǇǈǉǊǋǌǍǎǏǐǑǒǓǔǢǣǦǧǨǩǪǫǰǴǵȘșȚțȲȳȷ"
"""Of the letters up to ſ, those that pdflatex does not have; of those after it, those that it has."""


def declarations(text: str) -> str:
    """What pdflatex has no letter for is shown by its number; lualatex needs no help."""
    beyond = {one for one in text if one > "ſ" or "\x80" <= one < "\xa0"}.difference(KNOWN)
    strange = sorted(beyond.union(set(text).intersection(LACKING)))
    lines = (
        f"  \\DeclareUnicodeCharacter{{{ord(sign):04X}}}{{\\texttt{{U+{ord(sign):04X}}}}}" for sign in strange
    )
    return "\n".join(("\\ifPDFTeX", *lines, "\\fi\n")) if strange else ""
