"""An error as the text that standard error shows: place, message, the line with a caret, notes, help.

    net.yaml:11:29: error: weights of layer 1, row 2 (h2) has 1 value, but the layer receives 2 (i1, i2)
       |
    11 |     weights: [[0.15, 0.20], [0.25]]
       |                             ^
      note: the 2 inputs are here (line 6)
      help: write one weight for each input, or null where there is no connection

It is plain text: no colour, no wrapping. Whatever comes from a file is cleaned of characters that a terminal
would obey; the excerpt is cut around the caret, and the caret stands by display width.
"""

from __future__ import annotations

from ..errors import BackpropError, InputError, Place, Problem
from ..network.yaml.untrusted import CUT, shown

MOST = 10
"""How many problems of a file are told."""

WIDTH = 76
"""How many columns of a line are shown."""


def report(error: BackpropError) -> str:
    """The whole text of an error, without a line end at its end."""
    if not isinstance(error, InputError):
        return f"error: {shown(str(error))}"
    lines = error.text.split("\n")
    parts = [_problem(problem, error.file, lines) for problem in error.problems[:MOST]]
    if (more := len(error.problems) - MOST) > 0:
        parts.append(f"and {more} more")
    return "\n".join(parts)


def _problem(problem: Problem, file: str | None, lines: list[str]) -> str:
    place = problem.place
    where = [shown(_called(file))] if file else []
    where += [str(number) for number in place or ()]
    parts = [
        f"{':'.join(where)}: error: {shown(problem.message)}" if where else f"error: {shown(problem.message)}"
    ]
    if place and place.line <= len(lines):
        parts += _excerpt(lines[place.line - 1], place)
    parts += [f"  note: {shown(note)}" for note in problem.notes]
    if problem.help:
        parts.append(f"  help: {shown(problem.help)}")
    return "\n".join(parts)


def _called(file: str) -> str:
    return "<stdin>" if file == "-" else file


def _excerpt(line: str, place: Place) -> list[str]:
    """The line with a bar and its number before it, and the caret below."""
    caret = place.column - 1
    before = _in_excerpt(line[max(0, caret - 4 * WIDTH) : caret])  # far more than is shown of a long line
    after = _in_excerpt(line[caret : caret + 4 * WIDTH])
    excerpt, caret = _window(before, after)
    gutter = " " * (len(str(place.line)) + 1)
    return [f"{gutter}|", f"{place.line} | {excerpt}".rstrip(), f"{gutter}| {' ' * caret}^"]


def _in_excerpt(text: str) -> str:
    """A part of a line: a tab as a blank, any other character that cannot be shown as a replacement sign."""
    if text.isprintable():
        return text
    return "".join(
        character if character.isprintable() else " " if character == "\t" else "\ufffd" for character in text
    )


def _window(before: str, after: str) -> tuple[str, int]:
    """The line cut around the caret, and the column of the caret in it."""
    if width(before) + width(after) <= WIDTH:
        return before + after, width(before)
    left = before
    if width(before) > WIDTH // 2:
        left = CUT + _last(before, WIDTH // 2 - len(CUT))
    right = after
    if width(left) + width(after) > WIDTH:
        right = _first(after, WIDTH - width(left) - len(CUT)) + CUT
    return left + right, width(left)


def _first(text: str, columns: int) -> str:
    taken = 0
    for index, character in enumerate(text):
        taken += width(character)
        if taken > columns:
            return text[:index]
    return text


def _last(text: str, columns: int) -> str:
    taken = 0
    for index in range(len(text) - 1, -1, -1):
        taken += width(text[index])
        if taken > columns:
            return text[index + 1 :]
    return text


def width(text: str) -> int:
    """How many columns of a terminal a text fills."""
    if text.isascii():
        return len(text)
    from unicodedata import combining, east_asian_width

    return sum(
        0 if combining(character) else 2 if east_asian_width(character) in "WF" else 1 for character in text
    )
