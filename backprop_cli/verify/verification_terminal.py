"""A verification for the terminal: one gradient in full, what the step does, every gradient, the verdict."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from ..calculation.quantity import name_of
from ..page.head import head, title
from ..writing import numbers
from ..writing.board import Board
from ..writing.folding import folded
from ..writing.tokens import Tokens, plain, stripped, text_of
from .difference_quotients import AGREES, CORNER, Comparison
from .law import RELATIVE
from .slopes import (
    corners,
    gradients,
    name_of_gradient,
    paragraph,
    power_of_ten,
    quotient_lines,
    small,
    steps_table,
)

if TYPE_CHECKING:
    from ..writing.style import Style
    from .verification import Verification

STEPS = tuple(Decimal(f"1e-{place}") for place in (1, 2, 3, 5, 7, 9, 11, 13))
"""The steps of which the error of the quotient is shown."""

SHRINKS = "In decimals a tenth of h leaves a hundredth of the error, down to the last digit. "
PARABOLA = "In decimals there is no error: the loss is a parabola here, and a chord of a parabola that is "
PARABOLA += "centred at a point is parallel to the slope there. "
NOISE = "A double has 16 digits: below some h the two losses share so many of them that their difference "
NOISE += "is noise."
MOST_BREACHES = 5

KINDS = (
    (
        "Numerical",
        "differentiation is this: two forward passes for every number, no formula, and an error of about "
        "{h2} from the step, with one of about 1e-16/h on top where the loss is a double. So it is slow, "
        "never exact, and good for one thing: to check a gradient.",
    ),
    (
        "Symbolic",
        "differentiation turns the formula of the loss into a formula for each gradient by the rules of "
        "calculus. It is exact; the formulas grow with every layer and repeat the same parts.",
    ),
    (
        "Automatic",
        "differentiation applies the chain rule to numbers, step by step from the loss back, and keeps "
        "what several gradients share. It is exact, and one backward pass gives every gradient: "
        "backpropagation is this.",
    ),
)
"""The three kinds of differentiation, each in a sentence or two."""


def render(verification: Verification, style: Style) -> str:
    """The verification as text, each line ended; with escape codes where the style has colour."""
    board = Board(verification.worksheet, style)
    lines = [part for line in _lines(board, verification) for part in folded(stripped(line), style.width)]
    if style.color:
        from ..writing.colour import coloured

        return coloured(lines)
    return "".join(text_of(line) + "\n" for line in lines)


def _lines(board: Board, verification: Verification) -> Iterator[Tokens]:
    yield from head(board)
    parts = (_example, _step, _every, _trace) if verification.worksheet.exact else (_example, _every, _trace)
    for number, part in enumerate(parts, 1):
        yield ()
        yield from part(board, verification, f"{number}  ")
    yield ()
    yield from _verdict(board, verification)


def _heading(board: Board, number: str, text: str, definition: str = "") -> list[Tokens]:
    """A title; its formula goes to a line of its own where the page is narrow."""
    whole = title(board, number, text, definition)
    if len(text_of(whole)) <= board.style.width or not definition:
        return [whole]
    return [title(board, number, text, ""), *paragraph(board, definition, "dim")]


def _example(board: Board, verification: Verification, number: str) -> Iterator[Tokens]:
    comparison, minus, loss = verification.example, board.sign["minus"], board.notation.letter("loss")
    by = f"{board.sign['partial']}{loss}/{board.sign['partial']}w"
    formula = f"{by} is about ({loss}(w + h) {minus} {loss}(w {minus} h))/2h"
    yield from _heading(board, number, "A gradient as a difference quotient", formula)
    h, value = power_of_ten(comparison.step), comparison.at
    at = numbers.given(value) if isinstance(value, Decimal) else f"{value:.15g}"
    of = "" if comparison.loss.sample is None else _sample(board, comparison)
    yield from paragraph(
        board,
        f"{comparison.changed.subject}{of} is {at}, and h = {h}. The forward pass is run twice more, in "
        f"{comparison.ground.name}, with nothing changed but {comparison.changed.subject}:",
    )
    yield ()
    yield from quotient_lines(board, comparison)
    for word, text in KINDS:
        yield ()
        square = "h^2" if board.style.ascii else "h²"
        yield from paragraph(board, f"{word} {text.format(h2=square)}", "", word)


def _sample(board: Board, comparison: Comparison) -> str:
    sample = comparison.changed.sample
    return "" if sample is None or len(board.worksheet.network.samples) == 1 else f" of sample {sample + 1}"


def _step(board: Board, verification: Verification, number: str) -> Iterator[Tokens]:
    name = name_of_gradient(board, verification.example)
    yield from _heading(board, number, "What the step does", f"relative error of {name}")
    rows = [(verification.with_step(h, True), verification.with_step(h, False)) for h in STEPS]
    yield from steps_table(board, rows)
    yield ()
    exact = any(comparison.error for comparison, _ in rows)
    yield from paragraph(board, (SHRINKS if exact else PARABOLA) + NOISE)


def _every(board: Board, verification: Verification, number: str) -> Iterator[Tokens]:
    several = verification.updates > 1
    yield from _heading(board, number, "Every gradient" + (", step 1" if several else ""))
    for update, every in verification.comparisons.items():
        if update:
            yield from _later(board, update, every)
        else:
            yield from gradients(board, every)
            yield from _after_blank(corners(board, every))


def _after_blank(lines: list[Tokens]) -> list[Tokens]:
    return [(), *lines] if lines else []


def _later(board: Board, update: int, every: tuple[Comparison, ...]) -> Iterator[Tokens]:
    """A later step in a line, and in rows what does not agree in it."""
    errors = [
        comparison.error
        for comparison in every
        if comparison.verdict == AGREES and comparison.error is not None
    ]
    worst = small(max(errors)) if errors else "none"
    yield ()
    yield from paragraph(
        board, f"Step {update + 1}: {len(every)} gradients, largest relative error {worst}.", "", "Step"
    )
    other = [comparison for comparison in every if comparison.verdict != AGREES]
    yield from gradients(board, other) if other else ()
    yield from corners(board, other)


def _trace(board: Board, verification: Verification, number: str) -> Iterator[Tokens]:
    yield from _heading(board, number, "The formulas against matrices")
    breaches = verification.breaches
    count = len(verification.compared)
    without = len(verification.worksheet.order) - count
    if not breaches:
        said = f"each of the {count} formulas gives the number of the matrices, to {RELATIVE:.0e} of it"
    else:
        said = f"{len(breaches)} of {count} formulas do not give the number of the matrices"
    said += f"; {without} more have no value in it" if without else ""
    yield from paragraph(
        board, f"The same example, worked out with matrices in double precision: {said.replace('e-0', 'e-')}."
    )
    for breach in breaches[:MOST_BREACHES]:
        text = (
            f"{name_of(breach.quantity)}: by its formula {breach.by_formula!r}, by matrices {breach.traced!r}"
        )
        yield from paragraph(board, text, "neuron")


def _verdict(board: Board, verification: Verification) -> Iterator[Tokens]:
    every = [comparison for each in verification.comparisons.values() for comparison in each]
    steps, whole = len(verification.comparisons), verification.updates
    if verification.agrees:
        known = sum(comparison.verdict == CORNER for comparison in every)
        said = f"Verified: {_all(len(every) - known)} the slope of the loss"
        said += f"; {known} at a corner, where no slope is to be had." if known else "."
    else:
        names = [name_of_gradient(board, comparison) for comparison in verification.differing]
        said = f"NOT verified: {', '.join(names) or 'the formulas'} " + (
            "is not the slope of the loss." if len(names) == 1 else "are not right."
        )
    yield from [plain(text_of(line).strip(), "neuron") for line in paragraph(board, said)]
    ground = verification.example.ground
    first = f"Checked are the first {steps} of {whole} steps. " if steps < whole else ""
    of = "" if verification.worksheet.exact else "Of a large network, numbers evenly spread are checked. "
    allowed = power_of_ten(ground.tolerance)
    last = f"{first}{of}Losses in {ground.name}; agreement means a relative error of {allowed}."
    yield from [plain(text_of(line).strip(), "dim") for line in paragraph(board, last)]


def _all(count: int) -> str:
    return f"all {count} gradients are" if count != 1 else "the gradient is"
