"""Every operation, name, number and sign in every markup, as they stand in `golden_markup.txt`.

`REWRITE_GOLDEN=1` writes the table anew; it is made to be read before it is kept.
"""

from __future__ import annotations

import difflib
import os
import string
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from backprop_cli.export import python_markup as code
from backprop_cli.maths.formula import Formula
from backprop_cli.maths.functions import FLOAT
from backprop_cli.writing import latex_markup as latex
from backprop_cli.writing import mathml_markup as mathml
from backprop_cli.writing import typst_markup as typst
from backprop_cli.writing.glyphs import Derivative, Glyph, Symbol
from backprop_cli.writing.latex_markup import LATEX
from backprop_cli.writing.markup import ASCII, UNICODE, Markup
from backprop_cli.writing.mathematics import Quantity, Writer  # type: ignore[attr-defined]
from backprop_cli.writing.mathml_markup import MATHML
from backprop_cli.writing.tokens import plain, text_of
from backprop_cli.writing.typst_markup import TYPST

GOLDEN = Path(__file__).parent / "golden_markup.txt"

PAGES = {"ascii": ASCII, "unicode": UNICODE, "latex": LATEX, "typst": TYPST, "mathml": MATHML}
"""The markups of sheets."""

MARKUPS = {**PAGES, "python": code.FLOATS, "arrays": code.arrays("np", "erfc")}
"""All markups."""

a, b, c, x = (Quantity("option", name) for name in "abcx")


def f(operation: str, *arguments: Any) -> Formula:
    """A formula without the simplifications of `build`."""
    return Formula(operation, *arguments)


def minus(term: Any) -> Formula:
    """The negative of a term."""
    return f("negative", term)


ONE = tuple(
    name
    for name in FLOAT
    if name not in ("absolute", "maximum", "minimum", "positive", "nonnegative", "exp", "expm1", "log1p")
)
"""The functions of one argument whose names stand before a bracket."""

FORMULAS = (
    f("add", a, b),
    f("add", a, f("subtract", b, c)),
    f("subtract", a, b),
    f("subtract", a, f("add", b, c)),
    f("subtract", a, f("subtract", b, c)),
    f("subtract", f("subtract", a, b), c),
    f("subtract", a, f("multiply", b, c)),
    f("subtract", a, minus(b)),
    f("multiply", a, b),
    f("multiply", f("multiply", a, b), c),
    f("multiply", a, f("multiply", b, c)),
    f("multiply", f("add", a, b), c),
    f("multiply", a, f("subtract", b, c)),
    f("multiply", f("add", a, b), f("subtract", a, c)),
    f("multiply", minus(a), b),
    f("multiply", a, minus(b)),
    f("multiply", a, f("divide", b, c)),
    f("divide", a, b),
    f("divide", f("add", a, b), c),
    f("divide", a, f("add", b, c)),
    f("divide", f("multiply", a, b), c),
    f("divide", a, f("multiply", b, c)),
    f("divide", f("divide", a, b), c),
    f("divide", a, f("divide", b, c)),
    f("divide", minus(a), b),
    f("divide", a, minus(b)),
    f("divide", a, 2),
    f("divide", f("subtract", a, b), 2),
    f("divide", f("power", f("subtract", a, b), 2), 2),
    f("divide", f("multiply", f("add", a, b), c), 2),
    f("power", a, 2),
    f("power", a, 3),
    f("power", a, b),
    f("power", a, f("add", b, c)),
    f("power", f("power", a, b), c),
    f("power", a, f("power", b, c)),
    f("power", f("subtract", a, b), 2),
    f("power", f("multiply", a, b), 2),
    f("power", minus(a), 2),
    f("power", f("exp", a), 2),
    minus(a),
    minus(minus(a)),
    minus(f("add", a, b)),
    minus(f("multiply", a, b)),
    minus(f("divide", a, b)),
    minus(f("power", a, 2)),
    f("exp", a),
    f("exp", f("add", a, b)),
    f("exp", f("divide", a, b)),
    f("exp", minus(a)),
    f("exp", minus(f("multiply", a, b))),
    f("exp", minus(f("add", a, b))),
    f("expm1", a),
    f("expm1", minus(a)),
    f("multiply", a, f("expm1", b)),
    f("log1p", a),
    f("log1p", f("exp", minus(a))),
    *(f(name, a) for name in ONE),
    *(f(name, f("subtract", a, b)) for name in ONE),
    f("absolute", a),
    f("absolute", f("subtract", a, b)),
    f("maximum", a, b),
    f("maximum", 0, f("add", a, b)),
    f("minimum", a, b),
    f("minimum", f("add", a, b), c),
    f("positive", x, a, b),
    f("positive", f("subtract", x, c), f("add", a, b), 0),
    f("nonnegative", x, a, b),
    f("nonnegative", x, 1, -1),
    f("multiply", a, f("positive", x, 1, 0)),
    f("sum", f("multiply", a, b)),
    f("sum", f("subtract", a, b)),
    f("sum", minus(f("multiply", a, b))),
    f("divide", f("exp", a), f("sum", f("exp", a))),
    f("multiply", a, f("divide", f("exp", b), f("sum", f("exp", b)))),
    f("divide", 1, f("add", 1, f("exp", minus(a)))),
    f("subtract", 1, f("power", f("tanh", a), 2)),
    f("multiply", -2, a),
    f("subtract", a, -2),
    f("power", -2, a),
)
"""Formulas of names: each operation alone, under another one and over another one."""

CALLED = (f("call", "σ", a), f("call", "bσ′", f("subtract", a, b)), f("multiply", a, f("call", "f", b)))
"""Calls of a function by its letter, which scripts do not have."""

NUMBERS = {"a": "-2", "b": "1.5e-09", "c": "-1/3", "x": "-0.5"}
"""A negative number, a tiny one, and a negative fraction."""

ARITHMETIC = ("add", "subtract", "multiply", "divide")

SUBSTITUTED = (
    *(
        f(one, p, q)
        for one in ("add", "subtract", "multiply", "divide", "power")
        for p, q in ((a, c), (b, a))
    ),
    *(f(one, b, c) for one in ("add", "subtract", "multiply", "divide")),
    *(f(one, c, b) for one in ("add", "subtract", "multiply", "divide")),
    f("add", f("multiply", a, c), f("multiply", b, x)),
    f("subtract", a, minus(a)),
    f("subtract", 1, c),
    f("multiply", f("subtract", a, c), b),
    f("divide", f("power", f("subtract", a, x), 2), 2),
    f("divide", a, 2),
    f("power", a, 2),
    f("power", b, 2),
    f("power", c, 2),
    f("power", f("subtract", a, c), 3),
    minus(a),
    minus(b),
    minus(c),
    minus(minus(a)),
    *(f("exp", one) for one in (a, b, c)),
    *(f("exp", minus(one)) for one in (a, b, c)),
    f("expm1", a),
    f("log1p", x),
    *(f(name, one) for name in ONE for one in (b, c)),
    f("absolute", a),
    f("maximum", a, c),
    f("minimum", b, a),
    f("positive", x, a, b),
    f("multiply", c, f("positive", x, a, b)),
    f("nonnegative", x, a, c),
    f("sum", f("multiply", a, c)),
    f("divide", f("exp", a), f("sum", f("exp", c))),
)
"""Formulas whose quantities have these numbers, the test of a choice below 0."""

TESTS = (("positive", 1.0), ("positive", 0.0), ("positive", -1.0))
TESTS += (("nonnegative", 1.0), ("nonnegative", 0.0), ("nonnegative", -1.0))
"""A choice by the sign of its test."""

GLYPHS: tuple[Glyph, ...] = (
    *(Symbol(base) for base in ("w", "w5", "w12", "out", "σ", "η", "ŷ", "ŷ1", "bσ", "f′", "σ′", "E")),
    *(Symbol(base) for base in ("a_b", "50%", "α1", "naïve", "中", "")),
    Symbol("out", "h1"),
    Symbol("out", "dog"),
    Symbol("out", "h_1"),
    Symbol("a", "12"),
    Symbol("w5", "h1"),
    Symbol("σ", "h1"),
    Symbol("m", "w5", "", 1),
    Symbol("out", "h1", "2"),
    Symbol("out", "h1", "2", 1),
    Symbol("w5", "", "", 1),
    Symbol("w5", "", "", 2),
    Symbol("E", "", "3", 1),
    Symbol("W", "", "2", 0, True),
    Symbol("W", "", "2", 1, True),
    Derivative(Symbol("E"), Symbol("w5")),
    Derivative(Symbol("E"), Symbol("out", "h1")),
    Derivative(Symbol("out", "o1"), Symbol("net", "h1")),
    Derivative(Symbol("E"), Symbol("out", "h1", "2"), "o1"),
    Derivative(Symbol("E"), Symbol("w5"), "", 1),
    Derivative(Symbol("E"), Symbol("out", "h1"), "o1", 1),
)
"""Names with every mark, and derivatives."""

DIGITS = ("0", "0.5", "-0.5", "1/3", "-1/3", "1.5e-09", "-1.5e-09", "2e+20", "-2.500e+123", "________")
"""Numbers as texts, and the blank."""

STRANGE = (
    *string.punctuation,
    *"…αΩŷ中😀\u00a0\u2060",
    "--",
    "?`",
    "<<",
    ",,",
    "\n",
    "\t",
    "\r",
    "\x00",
    "\x1b",
    "\x85",
    "\\end{document}",
    '"quoted"',
    "a b",
)
"""What somebody may have in a text."""

ESCAPES: dict[str, Callable[[str], str]] = {
    "latex": latex.escaped,
    "typst": typst.quoted,
    "mathml": mathml.escaped,
    "string": code.quoted,
    "comment": code.comment,
    "identifier": code.identifier,
}
"""What makes text of it."""


def named(markup: Markup, term: Formula) -> str:
    """A formula with names."""
    return text_of(Writer(markup, lambda q: ((markup.name(Symbol(q.subject)), ""),)).write(term))


def numbered(markup: Markup, term: Formula, sign: float = -0.5, numbers: Mapping[str, str] = NUMBERS) -> str:
    """A formula with numbers, a test of a choice with this sign."""
    return text_of(Writer(markup, lambda q: plain(numbers[q.subject]), lambda _: sign).write(term))


def row(head: str, texts: Iterator[tuple[str, str]] | Mapping[str, str]) -> Iterator[str]:
    """An entry of the table: its head, and its text in each markup."""
    yield f"{head}\n"
    for name, text in dict(texts).items():
        yield f"    {name:<11}{printable(text)}\n"


def printable(text: str) -> str:
    """A text on one line, with what cannot be seen by its number."""
    seen = "".join(one if one.isprintable() else f"[U+{ord(one):04X}]" for one in text)
    inner = seen.rstrip(" ")
    return (inner + "[U+0020]" * (len(seen) - len(inner))) or "[nothing]"


def formulas() -> Iterator[str]:
    """Formulas with names."""
    for term in (*FORMULAS, *CALLED):
        markups = PAGES if term in CALLED else MARKUPS
        yield from row(repr(term), ((name, named(markup, term)) for name, markup in markups.items()))


def substitutions() -> Iterator[str]:
    """Formulas with numbers."""
    for term in SUBSTITUTED:
        yield from row(repr(term), ((name, numbered(markup, term)) for name, markup in PAGES.items()))
    for operation, sign in TESTS:
        term, numbers = f(operation, x, a, b), {**NUMBERS, "x": f"{sign:g}"}
        texts = ((name, numbered(markup, term, sign, numbers)) for name, markup in PAGES.items())
        yield from row(f"{term!r} for x = {sign:g}", texts)


def blanks() -> Iterator[str]:
    """Formulas with blanks for their numbers."""
    for term in (f("multiply", a, f("subtract", 1, b)), f("power", a, 2), f("divide", a, b), minus(a)):
        numbers = dict.fromkeys("ab", "")
        texts = {
            name: numbered(markup, term, 1, dict.fromkeys(numbers, markup.signs["blank"]))
            for name, markup in PAGES.items()
        }
        yield from row(repr(term), texts)


def shortly(glyph: Any) -> str:
    """A name as a record, without the fields that say nothing."""
    if not isinstance(glyph, tuple):
        return repr(glyph)
    fields = zip(glyph._fields, glyph, strict=True)  # type: ignore[attr-defined]
    said = [f"{field} {shortly(value)}" for field, value in fields if value]
    return f"{type(glyph).__name__}({', '.join(said)})"


def names() -> Iterator[str]:
    """Names."""
    for glyph in GLYPHS:
        yield from row(shortly(glyph), ((name, markup.name(glyph)) for name, markup in PAGES.items()))


def letters() -> Iterator[str]:
    """Every letter with a command or a word of its own."""
    accented = (one for one in latex.ACCENTS if len(one) == 1)
    for letter in dict.fromkeys((*latex.GREEK, *accented, *ASCII.words)):
        texts = {name: markup.name(Symbol(letter)) for name, markup in PAGES.items()}
        yield from row(letter, {**texts, "identifier": code.identifier(letter)})


def numbers() -> Iterator[str]:
    """Numbers."""
    for text in DIGITS:
        yield from row(text, ((name, markup.numeral(text)) for name, markup in PAGES.items()))


def percents() -> Iterator[str]:
    """Shares of a change."""
    for text in ("12.5 %", "-0.01 (-0.3 %)"):
        yield from row(text, ((name, markup.percent(text)) for name, markup in PAGES.items()))


def signs() -> Iterator[str]:
    """Every sign that is no operation, between bars."""
    for sign in UNICODE.signs:
        yield from row(sign, ((name, f"|{markup.signs[sign]}|") for name, markup in PAGES.items()))


def escapes() -> Iterator[str]:
    """Somebody's text as text."""
    for text in STRANGE:
        yield from row(printable(text), ((name, escape(text)) for name, escape in ESCAPES.items()))


def widths() -> Iterator[str]:
    """How wide each markup takes a formula for, in digits."""
    for term in FORMULAS:
        found = (f"{name} {markup.width(named(markup, term))}" for name, markup in PAGES.items())
        yield f"{term!r}: {', '.join(found)}\n"


PARTS = (
    formulas,
    substitutions,
    blanks,
    names,
    letters,
    numbers,
    percents,
    signs,
    escapes,
    widths,
)
"""The parts of the table, each under its first sentence."""


def written() -> str:
    """The whole table."""
    return "\n".join(f"== {part.__doc__}\n\n{''.join(part())}" for part in PARTS)


def test_every_markup_writes_as_in_the_golden_table() -> None:
    text = written()
    if os.environ.get("REWRITE_GOLDEN") == "1":
        GOLDEN.write_text(text, encoding="utf-8")
    kept = GOLDEN.read_text(encoding="utf-8")
    changed = list(difflib.unified_diff(kept.splitlines(), text.splitlines(), lineterm="", n=2))
    assert not changed, "\n".join(changed[:60])


@pytest.mark.parametrize("name", MARKUPS)
def test_the_table_has_every_operation_that_a_markup_has(name: str) -> None:
    """Each row of a markup is written by some formula: without the row, one of them fails."""
    markup = MARKUPS[name]
    calls = () if name not in PAGES else CALLED
    for row_ in markup.rows:
        if row_ == "call" and not calls:
            continue
        without = markup._replace(rows={key: one for key, one in markup.rows.items() if key != row_})
        with pytest.raises(KeyError):
            [named(without, term) for term in (*FORMULAS, *calls)]


@pytest.mark.parametrize("name", PAGES)
def test_every_formula_closes_the_brackets_that_it_opens(name: str) -> None:
    markup = PAGES[name]
    for term in (*FORMULAS, *CALLED):
        assert markup.depth(named(markup, term)) == 0, term
    for term in SUBSTITUTED:
        assert markup.depth(numbered(markup, term)) == 0, term


def test_no_special_character_of_latex_stands_bare() -> None:
    bare = {one for one in string.punctuation if latex.escaped(one) == one}
    assert bare == set("()*+./:;=@[]")
