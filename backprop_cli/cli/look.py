"""How a command writes: its width, its signs, its colours; the same three options everywhere.

`looking` gives a command the options, and the command gets them as one `Look`. To add an option of this kind:
its `click.option` here, a field of `Look`, and what it changes in `Look.style`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, NamedTuple

import click

from backprop_cli.cli.console import NARROWEST, PIPE, WIDEST, shows_color, shows_signs, width
from backprop_cli.cli.output import STANDARD
from backprop_cli.cli.usage import OneOf, Whole
from backprop_cli.writing.style import Style

DIGITS = 6
"""Decimals to show where no option says how many."""


class Look(NamedTuple):
    """Columns at most, plain signs, and when to colour; None is what standard output can show."""

    columns: int | None = None
    plain: bool | None = None
    color: str = "auto"

    def style(self, path: str = STANDARD, digits: int = DIGITS) -> Style:
        """What was asked for, else what standard output can show, else what a file always holds."""
        if path != STANDARD:
            return self.of_file(digits)
        plain = not shows_signs() if self.plain is None else self.plain
        return Style(digits, self.columns or width(), plain, shows_color(self.color))

    def of_file(self, digits: int = DIGITS) -> Style:
        """What was asked for, else what a file always holds."""
        return Style(digits, self.columns or PIPE, bool(self.plain), self.color == "always")


def with_look(command: Callable[..., Any]) -> Callable[..., Any]:
    """A command that gets its three options of this kind as one argument, `look`."""

    @wraps(command)
    def looked(*, columns: int | None, plain: bool | None, color: str, **others: Any) -> Any:
        return command(look=Look(columns, plain, color), **others)

    return looked


def looking(signs: str = "those of mathematics") -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Give a command `--width`, `--ascii` and `--color`, as its argument `look`."""
    width = Whole(NARROWEST, WIDEST, clamp=True)
    color = OneOf("auto", "always", "never")
    options = (
        click.option("--width", "columns", type=width, help="Columns to use, 40 to 200."),
        click.option("--ascii/--no-ascii", "plain", default=None, help=f"Plain signs, or {signs}."),
        click.option("--color", type=color, default="auto", help="When to colour."),
    )

    def with_options(command: Callable[..., Any]) -> Callable[..., Any]:
        command = with_look(command)
        for option in reversed(options):
            command = option(command)
        return command

    return with_options
