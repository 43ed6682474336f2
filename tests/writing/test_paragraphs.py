"""Paragraphs: as few lines as a text needs, and no short last line where it can be helped."""

from __future__ import annotations

import pytest

from backprop_cli.writing.lines import paragraph


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("aaa bbbbbb cc", 10, ["aaa", "bbbbbb cc"]),  # one column less, and the last line is no longer short
        ("aaa bbb cc", 10, ["aaa bbb cc"]),
        ("aaaaa bbbbb cc", 11, ["aaaaa", "bbbbb cc"]),
        ("aaaaaa bbbbbb cc", 13, ["aaaaaa", "bbbbbb cc"]),
        ("aaaa bbbbb cccc", 10, ["aaaa bbbbb", "cccc"]),  # a third of the width is long enough
        ("aaaaaaaaaaaa", 5, ["aaaaa", "aaaaa", "aa"]),
        ("", 5, []),
    ],
)
def test_a_text_is_broken_into_even_lines(text: str, width: int, lines: list[str]) -> None:
    assert paragraph(text, width) == lines
