"""Text with roles: what is written is a tuple of tokens, so colour and width come from one place.

A token is (text, role). The roles are the rows of `render.colour`; plain text has the role "". `BREAK` is
empty and marks where a long line may be broken, `WEAK_BREAK` where it may be if nothing else helps.
"""

from __future__ import annotations

from collections.abc import Iterable

Token = tuple[str, str]
Tokens = tuple[Token, ...]

BREAK: Token = ("", "break")
WEAK_BREAK: Token = ("", "weak break")
OWN_SIGNS = "∂ησδβλμθρεΣ·×−²½√π│─┐┘┤├┼└┌┬┴▶→←⁺…⋮≥ΦφŷΔ▁▂▃▄▅▆▇█"
"""Signs of ours that every terminal shows one column wide."""


def text_of(tokens: Iterable[Token]) -> str:
    """The plain text."""
    return "".join(text for text, _ in tokens)


def width_of(tokens: Iterable[Token]) -> int:
    """The columns that tokens take on a terminal."""
    return sum(columns(text) for text, _ in tokens)


def columns(text: str) -> int:
    """The columns that a text takes: wide characters two, combining marks none."""
    if text.isascii() or all(sign.isascii() or sign in OWN_SIGNS for sign in text):
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def plain(text: str, role: str = "") -> Tokens:
    """One token, or none of an empty text."""
    return ((text, role),) if text else ()


def left(tokens: Tokens, width: int) -> Tokens:
    """Padded on the right."""
    return tokens + plain(" " * (width - width_of(tokens)))


def right(tokens: Tokens, width: int) -> Tokens:
    """Padded on the left."""
    return plain(" " * (width - width_of(tokens))) + tokens


def centre(tokens: Tokens, width: int) -> Tokens:
    """Padded on both sides."""
    before = (width - width_of(tokens)) // 2
    return left(plain(" " * before) + tokens, width)


def with_role(tokens: Tokens, role: str) -> Tokens:
    """The same text in one role; breaks stay."""
    return tuple((token[0], role) if token[0] else token for token in tokens)


def stripped(tokens: Tokens) -> Tokens:
    """Without blanks at the end."""
    kept = [token for token in tokens if token[0]]
    while kept and not kept[-1][0].rstrip():
        kept.pop()
    return (*kept[:-1], (kept[-1][0].rstrip(), kept[-1][1])) if kept else ()


def wrapped(tokens: Tokens, width: int) -> list[Tokens]:
    """Lines of at most a width, broken at `BREAK`s, and where a piece is too wide at its `WEAK_BREAK`s."""
    lines: list[Tokens] = [()]
    for piece in _pieces(tokens, BREAK):
        fits = width_of(stripped(piece)) <= width
        for part in [piece] if fits else _pieces(piece, WEAK_BREAK):
            if lines[-1] and width_of(lines[-1]) + width_of(stripped(part)) > width:
                lines[-1] = stripped(lines[-1])
                lines.append(())
            lines[-1] += part
    return lines


def _pieces(tokens: Tokens, mark: Token) -> list[Tokens]:
    pieces: list[Tokens] = [()]
    for token in tokens:
        if token == mark:
            pieces.append(())
        else:
            pieces[-1] += (token,)
    return pieces
