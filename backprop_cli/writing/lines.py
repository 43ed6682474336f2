"""Lines of text: numbers under each other by their points, words broken to a width, paragraphs."""

from __future__ import annotations

import re

from .tokens import Tokens, columns, plain, width_of

INDENT = 3


def aligned(texts: list[Tokens]) -> list[Tokens]:
    """Numbers under each other by their decimal points, without blanks at the end."""
    before = [1 if is_blank(text) else width_of(text) - _after_point(text) for text in texts]
    widest = max(before, default=0)
    return [plain(" " * (widest - width)) + text for width, text in zip(before, texts, strict=True)]


def is_blank(text: Tokens) -> bool:
    """Whether a blank stands there, which begins where the numbers do."""
    return bool(text) and text[0][0].strip().startswith("_")


def _after_point(text: Tokens) -> int:
    """The columns from the decimal point on (an integer has none)."""
    number = "".join(token for token, _ in text)
    mantissa = number.find(".")
    return len(number) - mantissa if mantissa >= 0 else 0


def paragraph(text: str, width: int) -> list[str]:
    """A text in as few lines as it needs, without a short last line where it can be helped."""
    words = text.split(" ")
    lines = broken(words, " ", width)
    for narrower in range(width - 1, width // 2, -1):
        if len(lines) < 2 or 3 * columns(lines[-1]) >= width:
            break
        other = broken(words, " ", narrower)
        if len(other) > len(lines):
            break
        lines = other
    return lines


def filled(text: str, width: int) -> list[str]:
    """A text in lines as full as they can be, broken within brackets only where those are wider."""
    pieces = re.findall(r"(?:\([^()]*\)|[^ (]|\()+", text)
    words = (piece.split(" ") if columns(piece) > width else [piece] for piece in pieces)
    return broken([word for part in words for word in part], " ", width)


def broken(words: list[str], separator: str, width: int) -> list[str]:
    """Words joined to lines of at most a width; a word that is longer goes on in the next line."""
    lines: list[str] = []
    pieces = (word[start : start + width] for word in words for start in range(0, len(word), width))
    for word in pieces:
        if not word:
            continue
        if lines and columns(lines[-1]) + columns(separator) + columns(word) <= width:
            lines[-1] += separator + word
        else:
            lines.append(word)
    return lines
