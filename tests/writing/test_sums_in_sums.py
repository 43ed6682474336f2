"""A sum that begins with a minus stands in brackets behind a sign."""

from __future__ import annotations

import pytest

from backprop_cli.maths.formula import Formula
from backprop_cli.writing.markup import UNICODE
from backprop_cli.writing.mathematics import Writer
from backprop_cli.writing.tokens import plain, text_of

WRITER = Writer(UNICODE, plain)


@pytest.mark.parametrize(
    ("formula", "text"),
    [
        (Formula("add", 1, Formula("add", -2, 3)), "1 + (-2 + 3)"),
        (Formula("add", Formula("add", -2, 3), 1), "-2 + 3 + 1"),
        (Formula("subtract", 1, Formula("subtract", 2, -3)), "1 − (2 − (-3))"),
        (Formula("add", 1, Formula("add", 2, 3)), "1 + 2 + 3"),
    ],
)
def test_a_sum_that_begins_with_a_minus_has_brackets_behind_a_sign(formula: Formula, text: str) -> None:
    assert text_of(WRITER.write(formula)).replace("−2", "-2").replace("−3", "-3") == text
