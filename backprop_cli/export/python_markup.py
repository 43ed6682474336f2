"""Python code as a markup: formulas on floats, or on the arrays of NumPy, PyTorch and JAX.

A row stands for an operation as in every markup; `arrays` makes the rows of a library from its name. Names
become identifiers in `identifiers`, text becomes comments and strings in `comment` and `repr`: nothing that a
user writes can end a line or be run.
"""

from __future__ import annotations

import keyword
import re
import unicodedata
from collections.abc import Iterable

from ..writing.markup import ATOM, POWER, PRODUCT, SUM, UNICODE, Markup, Row

GREEK = re.compile(r"GREEK (?:SMALL|CAPITAL) LETTER (\w+)")


def function(name: str, arguments: int = 1) -> Row:
    """A call of a function."""
    between = [part for place in range(arguments) for part in (", ", (place, 0))][1:]
    return Row(ATOM, (f"{name}(", *between, ")"))


COMMON: dict[str, Row] = UNICODE.rows | {
    "add": Row(SUM, ((0, SUM), " + ", (1, SUM))),
    "subtract": Row(SUM, ((0, SUM), " - ", (1, PRODUCT))),
    "multiply": Row(PRODUCT, ((0, PRODUCT), " * ", (1, PRODUCT))),
    "divide": Row(PRODUCT, ((0, PRODUCT), " / ", (1, POWER))),
    "power": Row(POWER, ((0, ATOM), " ** ", (1, ATOM))),
    "square": Row(POWER, ((0, ATOM), " ** 2")),
    "half": Row(PRODUCT, ((0, PRODUCT), " / 2")),
    "negative": Row(SUM, ("-", (0, PRODUCT))),
}
"""What is written alike in every dialect."""

SIGNS = UNICODE.signs | {"open": "(", "close": ")", "blank": "None", "ellipsis": "..."}

FLOATS = Markup(
    rows=COMMON
    | {
        "exp": function("exp"),
        "exp of negative": Row(ATOM, ("exp(-", (0, PRODUCT), ")")),
        "expm1": function("expm1"),
        "ln": function("log"),
        "log1p": function("log1p"),
        "sqrt": function("sqrt"),
        "tanh": function("tanh"),
        "normal_cdf": Row(PRODUCT, ("erfc(-", (0, PRODUCT), " / sqrt(2)) / 2")),
        "normal_density": Row(PRODUCT, ("exp(-(", (0, 0), ") ** 2 / 2) / sqrt(2 * pi)")),
        "absolute": function("abs"),
        "maximum": function("max", 2),
        "minimum": function("min", 2),
        "positive": Row(ATOM, ("(", (1, SUM), " if ", (0, SUM), " > 0 else ", (2, SUM), ")")),
        "nonnegative": Row(ATOM, ("(", (1, SUM), " if ", (0, SUM), " >= 0 else ", (2, SUM), ")")),
    },
    signs=SIGNS,
    symbol=UNICODE.symbol,
    derivative=UNICODE.derivative,
    implicit=False,
)
"""Formulas on floats, with the functions of the module math."""


def arrays(library: str, erfc: str) -> Markup:
    """Formulas on the arrays of a library, elementwise; `erfc` is its complementary error function.

    An absolute value is a choice, whose derivative at 0 is 0 in every library.
    """
    where = f"{library}.where("
    below = (", ", where, (0, SUM), " < 0, -", (0, PRODUCT), ", 0.0))")
    rows = {
        "exp": function(f"{library}.exp"),
        "exp of negative": Row(ATOM, (f"{library}.exp(-", (0, PRODUCT), ")")),
        "expm1": function(f"{library}.expm1"),
        "ln": function(f"{library}.log"),
        "log1p": function(f"{library}.log1p"),
        "sqrt": function(f"{library}.sqrt"),
        "tanh": function(f"{library}.tanh"),
        "normal_cdf": Row(PRODUCT, (f"{erfc}(-", (0, PRODUCT), " / 2**0.5) / 2")),
        "normal_density": Row(PRODUCT, (f"{library}.exp(-(", (0, 0), ") ** 2 / 2) / (2 * math.pi) ** 0.5")),
        "absolute": Row(ATOM, (where, (0, SUM), " > 0, ", (0, 0), *below)),
        "maximum": Row(ATOM, (where, (0, SUM), " >= ", (1, SUM), ", ", (0, 0), ", ", (1, 0), ")")),
        "minimum": Row(ATOM, (where, (0, SUM), " <= ", (1, SUM), ", ", (0, 0), ", ", (1, 0), ")")),
        "positive": Row(ATOM, (where, (0, SUM), " > 0, ", (1, 0), ", ", (2, 0), ")")),
        "nonnegative": Row(ATOM, (where, (0, SUM), " >= 0, ", (1, 0), ", ", (2, 0), ")")),
    }
    return FLOATS._replace(rows=COMMON | rows, number=lambda text: f"{text}.0" if text.isdecimal() else text)


def identifiers(names: Iterable[str], taken: Iterable[str] = ()) -> dict[str, str]:
    """An identifier for each name: itself where it can be one, else as near to it as can be; each once."""
    used, result = set(taken), {}
    for name in names:
        base = identifier(name)
        text, number = base, 2
        while text in used:
            text, number = f"{base}_{number}", number + 1
        used.add(text)
        result[name] = text
    return result


def identifier(name: str) -> str:
    """A name in letters that any editor types."""
    text = "".join(map(_spelled, unicodedata.normalize("NFKD", name.replace("+", "_new"))))
    text = re.sub(r"_+", "_", re.sub(r"\W", "_", text, flags=re.ASCII)).rstrip("_")
    if not text or text[0].isdigit():
        text = f"n{text}"
    return f"{text}_" if keyword.iskeyword(text) or keyword.issoftkeyword(text) else text


def _spelled(sign: str) -> str:
    """A Greek letter as its name; a mark over a letter is left out."""
    letter = GREEK.match(unicodedata.name(sign, ""))
    return letter[1].lower() if letter else "" if unicodedata.combining(sign) else sign


def quoted(text: str) -> str:
    """Somebody's text as a string, in double quotes."""
    inner = repr(text)[1:-1]
    return f'"{inner}"' if '"' not in inner and "\\" not in inner else repr(text)


def comment(text: str, width: int = 100) -> str:
    """Somebody's text as comments: one line a line, nothing in it that ends one."""
    import textwrap

    lines = textwrap.wrap(" ".join(text.split()), width, break_long_words=True) or [""]
    return "\n".join(f"# {''.join(sign if sign.isprintable() else '?' for sign in line)}" for line in lines)
