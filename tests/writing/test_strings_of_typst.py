"""Somebody's text in Typst: what controls something is shown as a sign of its own, the rest as it is."""

from __future__ import annotations

import pytest

from backprop_cli.writing.typst_markup import quoted


@pytest.mark.parametrize("sign", [" ", "~", "\xa0", "é", "\ud7ff", "\ue000", "网", "🙂"])
def test_a_sign_that_can_be_read_stands_for_itself(sign: str) -> None:
    assert quoted(f"a{sign}b") == f'"a{sign}b"'


@pytest.mark.parametrize("sign", ["\x00", "\x1b", "\x1f", "\x7f", "\x85", "\x9f", "\ud800"])
def test_a_sign_that_controls_something_or_is_half_of_one_is_replaced(sign: str) -> None:
    assert quoted(f"a{sign}b") == '"a\ufffdb"'


@pytest.mark.parametrize(("sign", "text"), [("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\t", "\\t")])
def test_a_sign_that_ends_a_string_or_a_line_is_escaped(sign: str, text: str) -> None:
    assert quoted(f"a{sign}b") == f'"a{text}b"'
