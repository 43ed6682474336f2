"""What standard output can show: its width, its signs, its colours. Asked once, answered as plain values."""

from __future__ import annotations

import os
import sys

NARROWEST, WIDEST, MEASURE, PIPE = 40, 200, 100, 80
"""Columns: the bounds of a width, the widest a terminal is used by itself, and what a pipe gets."""

SIGNS = "∂ησδβΣ·×−²½─│▁█▶←→┐"
"""If the encoding of the output has these, it has all that is drawn."""


def is_terminal() -> bool:
    """Whether a person watches standard output."""
    return sys.stdout.isatty()


def width() -> int:
    """Columns of standard output: at most 100 of a terminal, 80 of a pipe."""
    columns = _terminal_columns() if is_terminal() else 0
    return max(NARROWEST, min(columns, MEASURE)) if columns else PIPE


def shows_signs() -> bool:
    """Whether standard output can show the signs of mathematics; otherwise ASCII stands for them."""
    if os.environ.get("TERM") == "dumb":
        return False
    try:
        SIGNS.encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def shows_color(choice: str) -> bool:
    """Whether to colour: as asked, else by NO_COLOR, FORCE_COLOR, CLICOLOR and the terminal."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if any(os.environ.get(name, "0") not in ("", "0") for name in ("FORCE_COLOR", "CLICOLOR_FORCE")):
        return True
    return is_terminal() and os.environ.get("CLICOLOR") != "0" and os.environ.get("TERM") != "dumb"


def _terminal_columns() -> int:
    """The columns of the terminal, 0 where it does not know."""
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns
    except (OSError, ValueError):
        return 0
