"""Roles to colours: the eight basic ones only, so that the user's theme decides. Never colour alone."""

from __future__ import annotations

from collections.abc import Iterable
from io import StringIO

from rich.console import Console
from rich.text import Text

from .tokens import Token, Tokens

STYLES = {
    "": "",
    "weight": "green",
    "value": "bold cyan",
    "gradient": "bold magenta",
    "new": "bold green",
    "neuron": "bold",
    "dim": "dim",
    "correct": "green",
    "fewer digits": "yellow",
    "follows": "yellow",
    "wrong": "bold red",
    "blank": "dim",
    "unreadable": "bold red",
    "too few digits": "yellow",
    "unknown": "bold red",
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
        text = Text.assemble(*((token, STYLES[role]) for token, role in runs(line)))
        console.print(text, soft_wrap=True, highlight=False, markup=False, emoji=False)
    return out.getvalue()


def runs(line: Tokens) -> list[Token]:
    """The tokens with neighbours of one role joined; blanks, which show none, go with what is before them."""
    joined: list[Token] = []
    for text, role in line:
        if joined and (role == joined[-1][1] or not text.strip(" ")):
            joined[-1] = (joined[-1][0] + text, joined[-1][1])
        elif text:
            joined.append((text, role if text.strip(" ") else ""))
    return joined
