"""Texts in the cells of a spreadsheet, which runs those that begin like a formula but for an apostrophe."""

from __future__ import annotations

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")

BEGINNINGS = frozenset(("'", *FORMULA_SIGNS))
"""What a text that needs an apostrophe begins with, looked at first: most texts need none."""


def is_run(text: str) -> bool:
    """Whether a spreadsheet would run a text, or drop the apostrophe that is part of it."""
    return text[:1] in BEGINNINGS and text.lstrip("'").startswith(FORMULA_SIGNS)


def cell(text: str) -> str:
    """A text that no spreadsheet runs."""
    return "'" + text if is_run(text) else text
