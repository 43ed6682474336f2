"""The lines that begin with % before a document: only %YAML 1.1 and 1.2 are understood.

The two parsers of PyYAML differ about the others, so the text is looked at before it is parsed.
"""

from __future__ import annotations

from ...errors import Place, Problem

UNDERSTOOD = (["%YAML", "1.1"], ["%YAML", "1.2"])


def check_directives(text: str) -> Problem | None:
    """The first directive that is not understood."""
    for number, line in enumerate(text.split("\n"), 1):
        if line.startswith("%"):
            if line.split("#")[0].split() not in UNDERSTOOD:
                return refusal(Place(number, 1))
        elif line.strip() and not line.startswith("#"):
            break
    return None


def refusal(place: Place) -> Problem:
    """The problem of a directive."""
    message = "a line that begins with % is a directive, and only %YAML 1.2 (or version 1.1) is understood"
    return Problem(message, place, "delete the line, or put a value that begins with % in quotes")
