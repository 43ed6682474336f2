"""How formulas are written: every operation in every markup, brackets, and what is substituted."""

from __future__ import annotations

import pytest

from backprop_cli.calculation.floats import OPERATIONS
from backprop_cli.calculation.quantity import Quantity
from backprop_cli.maths.activations import ACTIVATIONS
from backprop_cli.maths.formula import Formula, total
from backprop_cli.maths.losses import LOSSES
from backprop_cli.writing.glyphs import Derivative, Symbol
from backprop_cli.writing.latex_markup import LATEX
from backprop_cli.writing.markup import ASCII, UNICODE, Markup
from backprop_cli.writing.mathematics import MOST_TERMS, Writer, shaped
from backprop_cli.writing.mathml_markup import MATHML
from backprop_cli.writing.notation import OPTIONS
from backprop_cli.writing.tokens import plain, text_of
from backprop_cli.writing.typst_markup import TYPST

MARKUPS = {"unicode": UNICODE, "ascii": ASCII, "latex": LATEX, "mathml": MATHML, "typst": TYPST}

SHAPES = ("square", "half", "exp of negative", "call", "sum", "sum of negative", "share of sum")
"""Rows that are no operation: special shapes of one, and what only a definition has."""

a, b, c, x = (Quantity("option", name) for name in "abcx")


def symbols(term, markup: Markup = UNICODE) -> str:
    """A formula with names."""
    return text_of(Writer(markup, lambda q: plain(q.subject)).write(term))


def substituted(term, **numbers: str) -> str:
    """A formula with numbers; a test is on the first of them."""
    sign = float(next(iter(numbers.values())))
    return text_of(Writer(UNICODE, lambda q: plain(numbers[q.subject]), lambda _: sign).write(term))


def f(operation: str, *arguments) -> Formula:
    """A formula without the simplifications of `build`."""
    return Formula(operation, *arguments)


@pytest.mark.parametrize("markup", MARKUPS.values(), ids=MARKUPS)
def test_every_operation_has_a_row(markup: Markup) -> None:
    assert set(OPERATIONS) | set(SHAPES) <= set(markup.rows)


def test_all_markups_have_the_same_rows_and_signs() -> None:
    assert {frozenset(markup.rows) for markup in MARKUPS.values()} == {frozenset(UNICODE.rows)}
    assert {frozenset(markup.signs) for markup in MARKUPS.values()} == {frozenset(UNICODE.signs)}


@pytest.mark.parametrize("markup", MARKUPS.values(), ids=MARKUPS)
def test_a_row_writes_every_argument_of_its_operation(markup: Markup) -> None:
    for name, row in markup.rows.items():
        numbers = sorted(part[0] for part in row.parts if isinstance(part, tuple))
        assert numbers == list(range(len(numbers))), name


def test_ascii_has_only_signs_of_a_typewriter() -> None:
    texts = [part for row in ASCII.rows.values() for part in row.parts if isinstance(part, str)]

    assert all(text.isascii() for text in (*texts, *ASCII.signs.values(), *ASCII.words.values()))


def test_ascii_has_a_word_for_every_letter_that_a_formula_may_have() -> None:
    letters = {*OPTIONS.values(), *(entry.symbol for entry in ACTIVATIONS.values() if entry.symbol)}

    assert {letter for letter in letters if not letter.isascii()} <= set(ASCII.words)


WRITTEN = [
    (f("add", f("add", a, b), c), "a + b + c"),
    (f("add", a, f("add", b, c)), "a + b + c"),
    (f("subtract", a, f("subtract", b, c)), "a − (b − c)"),
    (f("subtract", f("subtract", a, b), c), "a − b − c"),
    (f("subtract", a, f("add", b, c)), "a − (b + c)"),
    (f("multiply", f("add", a, b), c), "(a + b)·c"),
    (f("multiply", a, f("subtract", 1, a)), "a(1 − a)"),
    (f("multiply", f("multiply", a, b), c), "a·b·c"),
    (f("divide", a, f("multiply", b, c)), "a/(b·c)"),
    (f("divide", f("multiply", a, b), c), "a·b/c"),
    (f("divide", a, f("divide", b, c)), "a/(b/c)"),
    (f("divide", 1, f("add", 1, f("exp", f("negative", x)))), "1/(1 + e^−x)"),
    (f("power", f("subtract", a, b), 2), "(a − b)²"),
    (f("divide", f("power", f("subtract", a, b), 2), 2), "½(a − b)²"),
    (f("divide", a, 2), "a/2"),
    (f("power", a, b), "a^b"),
    (f("power", a, f("add", b, c)), "a^(b + c)"),
    (f("negative", f("subtract", a, b)), "−(a − b)"),
    (f("negative", f("multiply", a, b)), "−a·b"),
    (f("subtract", a, f("negative", b)), "a − (−b)"),
    (f("exp", f("subtract", x, a)), "e^(x − a)"),
    (f("exp", f("negative", f("multiply", a, x))), "e^−(a·x)"),
    (f("multiply", a, f("expm1", x)), "a(e^x − 1)"),
    (f("ln", f("subtract", 1, a)), "ln(1 − a)"),
    (f("maximum", 0, x), "max(0, x)"),
    (f("divide", x, f("add", 1, f("absolute", x))), "x/(1 + |x|)"),
    (f("positive", x, 1, 0), "1 if x > 0, else 0"),
    (f("multiply", a, f("positive", x, 1, 0)), "a(1 if x > 0, else 0)"),
    (f("sum", f("multiply", a, x)), "Σ a·x"),
    (f("sum", f("add", a, x)), "Σ (a + x)"),
    (f("call", "σ", x), "σ(x)"),
]
"""Formulas and how they are written: brackets where they are needed and nowhere else."""


@pytest.mark.parametrize(("term", "text"), WRITTEN, ids=[text for _, text in WRITTEN])
def test_brackets_stand_where_they_are_needed(term, text: str) -> None:
    assert symbols(term) == text


def test_the_same_formula_in_ascii() -> None:
    sigmoid = f("divide", 1, f("add", 1, f("exp", f("negative", x))))
    loss = f("divide", f("power", f("subtract", a, b), 2), 2)

    assert symbols(sigmoid, ASCII) == "1/(1 + e^-x)"
    assert symbols(loss, ASCII) == "1/2 (a - b)^2"
    assert symbols(f("call", "σ", x), ASCII) == "sigma(x)"


NUMBERS = [
    (f("add", a, f("multiply", b, c)), {"a": "-1", "b": "-2", "c": "-3"}, "-1 + (-2)·(-3)"),
    (f("subtract", a, b), {"a": "1", "b": "-0.5"}, "1 − (-0.5)"),
    (f("add", a, b), {"a": "1", "b": "-0.5"}, "1 + (-0.5)"),
    (f("power", a, 2), {"a": "-2"}, "(-2)²"),
    (f("exp", x), {"x": "-3.44"}, "e^(-3.44)"),
    (f("exp", f("negative", x)), {"x": "-3.44"}, "e^−(-3.44)"),
    (f("negative", x), {"x": "-3"}, "−(-3)"),
    (f("call", "σ", x), {"x": "-3"}, "σ(-3)"),
    (f("maximum", 0, x), {"x": "-3"}, "max(0, -3)"),
    (f("divide", a, b), {"a": "1", "b": "1/3"}, "1/(1/3)"),
    (f("positive", x, 1, 0), {"x": "0.1"}, "1, since 0.1 > 0"),
    (f("positive", x, 1, 0), {"x": "0"}, "0, since 0 is not above 0"),
    (f("nonnegative", x, 1, 0), {"x": "-2"}, "0, since -2 < 0"),
    (f("multiply", a, f("positive", x, 1, b)), {"x": "-1", "a": "3", "b": "0.01"}, "3·0.01"),
]
"""Formulas with numbers for their quantities."""


@pytest.mark.parametrize(("term", "numbers", "text"), NUMBERS, ids=[text for *_, text in NUMBERS])
def test_a_negative_number_is_bracketed_wherever_it_is_not_first(term, numbers, text: str) -> None:
    assert substituted(term, **numbers) == text


def test_a_long_sum_says_how_many_terms_are_left_out() -> None:
    terms = [Quantity("option", f"x{number}") for number in range(1, 785)]

    assert symbols(total(terms)) == "x1 + x2 + x3 + … 778 terms … + x782 + x783 + x784"
    assert symbols(total(terms) - b) == "x1 + x2 + x3 + … 779 terms … + x783 + x784 − b"
    assert symbols(total(terms[:MOST_TERMS])).count("+") == MOST_TERMS - 1


@pytest.mark.parametrize(
    ("markup", "words"),
    [(LATEX, r"\text{\ldots{} 778 terms \ldots{}}"), (MATHML, "<mtext>…\xa0778\xa0terms\xa0…</mtext>")],
    ids=["latex", "mathml"],
)
def test_what_is_left_out_of_a_long_sum_is_said_in_words(markup: Markup, words: str) -> None:
    terms = [Quantity("option", f"x{number}") for number in range(1, 785)]

    assert words in symbols(total(terms), markup)


def test_every_formula_of_the_tables_can_be_written() -> None:
    for entry in ACTIVATIONS.values():
        if entry.value is not None:
            options = {name: Quantity("option", name) for name, _ in entry.options}
            assert symbols(entry.value(x, **options))
    for loss in LOSSES.values():
        options = {name: Quantity("option", name) for name, _ in getattr(loss, "options", ())}
        assert symbols(loss.term(a, b, 2, **options))


def test_the_minus_of_a_sum_stands_before_it() -> None:
    assert symbols(f("sum", -(a * b))) == "−Σ a·b"
    assert symbols(f("sum", -(a + b))) == "−Σ (a + b)"
    assert symbols(f("exp", a) / f("sum", f("exp", a))) == "e^a/Σ e^a"


def test_only_a_square_by_a_whole_number_is_a_square() -> None:
    assert shaped(f("power", a, 2))[0] == "square"
    assert shaped(f("power", a, 3))[0] == "power"


@pytest.mark.parametrize("markup", MARKUPS.values(), ids=MARKUPS)
def test_a_derivative_that_is_squared_has_brackets(markup: Markup) -> None:
    slope = ((markup.name(Derivative(Symbol("E"), Symbol("w"))), ""),)
    tokens = Writer(markup, lambda q: slope).write(f("power", a, 2))
    assert markup.signs["open"] in [text for text, _ in tokens]
