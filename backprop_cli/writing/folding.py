"""The last resort for a line that is wider than the page: it goes on below, so that nothing is ever cut off.

Names may have 80 letters and a page 40 columns, so no layout fits them all. A number that is wider than the
page stands on a line of its own, whole.
"""

from __future__ import annotations

from .tokens import Token, Tokens, columns, plain, stripped, text_of, width_of

INDENT = 5
"""Blanks before what goes on."""

NUMBER = "0123456789.e+-"
"""The signs of a number."""


def folded(tokens: Tokens, width: int) -> list[Tokens]:
    """A line wider than the page on several lines, cut at blanks, else in a name, never in a number."""
    lines: list[Tokens] = []
    while width_of(tokens) > width:
        tokens = _indented(tokens, width, _blanks(text_of(tokens)))
        text = text_of(tokens)
        place = _fold(text, width) if columns(text) > width else len(text)
        if place == len(text):
            break
        lines.append(stripped(_cut(tokens, 0, place)))
        tokens = _indented(_cut(tokens, place, len(text)), width, INDENT)
    return [*lines, tokens]


def _indented(tokens: Tokens, width: int, most: int) -> Tokens:
    """The line with so many blanks before it, or fewer where its first word needs the room."""
    text = text_of(tokens)
    room = width - columns(text.split()[0])
    return plain(" " * max(0, min(most, room))) + _cut(tokens, _blanks(text), len(text))


def _blanks(text: str) -> int:
    """How many blanks a text begins with."""
    return len(text) - len(text.lstrip())


def _fold(text: str, width: int) -> int:
    """Where to fold: at the last blank that leaves something, else where no number is cut."""
    begin = _blanks(text)
    most = begin + 1
    while most < len(text) and columns(text[: most + 1]) <= width:
        most += 1
    blank = text.rfind(" ", begin + 1, most + 1)
    if blank > begin and text[begin:blank].strip():
        return blank
    places = [place for place in range(begin + 1, most + 1) if _may_cut(text, place)]
    after = (place for place in range(most + 1, len(text)) if text[place] == " " or _may_cut(text, place))
    return places[-1] if places else next(after, len(text))


def _may_cut(text: str, place: int) -> bool:
    """Whether two signs may stand on two lines: they are not in one number, the second combines with none."""
    joined = text[place - 1] in NUMBER and text[place : place + 1] in NUMBER
    return not joined and columns(text[place : place + 1]) > 0


def _cut(tokens: Tokens, start: int, end: int) -> Tokens:
    """The signs of a line from one place to another."""
    result: list[Token] = []
    for text, role in tokens:
        result.append((text[max(0, start) : max(0, end)], role))
        start, end = start - len(text), end - len(text)
    return tuple(token for token in result if token[0])
