"""Roles to colours: the eight basic ones only, so that the user's theme decides. Never colour alone."""

from __future__ import annotations

from collections.abc import Iterable
from io import StringIO

from rich.console import Console
from rich.text import Text

from ..writing.tokens import Tokens

STYLES = {
    "": "",
    "weight": "green",
    "value": "bold cyan",
    "gradient": "bold magenta",
    "new": "bold green",
    "neuron": "bold",
    "dim": "dim",
}
"""The style of each role."""


def coloured(lines: Iterable[Tokens]) -> str:
    """The lines with escape codes."""
    out = StringIO()
    console = Console(
        file=out,
        force_terminal=True,
        color_system="standard",
        width=10_000,
        legacy_windows=False,
        _environ={},
    )
    for line in lines:
        text = Text.assemble(*((token, STYLES[role]) for token, role in line if token))
        console.print(text, soft_wrap=True, highlight=False, markup=False, emoji=False)
    return out.getvalue()
