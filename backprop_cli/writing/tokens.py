"""Text with roles: what is written is a tuple of tokens, so colour and width come from one place.

A token is (text, role). The roles are the rows of `colour`; plain text has the role "". An empty token
marks where a long line may be broken: first at the outermost marks, and deeper only where that is not enough.
"""

from __future__ import annotations

from collections.abc import Iterable

Token = tuple[str, str]
Tokens = tuple[Token, ...]

BREAK = "break"
"""The role of a mark where a long line may be broken, before its level: "break 0" first, then "break 1" …"""
OWN_SIGNS = "∂ησδαβλμθρεΣ·×−²½√π│─┐┘┤├┼└┌┬┴▶→←⁺…⋮≥ΦφŷΔ▁▂▃▄▅▆▇█"
"""Signs of ours that every terminal shows one column wide."""
NARROW_SIGNS = frozenset(OWN_SIGNS) | frozenset(map(chr, range(32, 127)))


MATHS = "maths"
"""The role of mathematics within a sentence."""


def said(sentence: str, *maths: str) -> Tokens:
    """A sentence with mathematics in the places of its {}."""
    words = sentence.split("{}")
    tokens = list(plain(words[0]))
    for formula, more in zip(maths, words[1:], strict=True):
        tokens += [(formula, MATHS), *plain(more)]
    return tuple(tokens)


def text_of(tokens: Iterable[Token]) -> str:
    """The plain text."""
    return "".join(text for text, _ in tokens)


def width_of(tokens: Iterable[Token]) -> int:
    """The columns that tokens take on a terminal."""
    return columns("".join([text for text, _ in tokens]))


def columns(text: str) -> int:
    """The columns that a text takes: wide characters two, combining marks none."""
    if text.isascii() or NARROW_SIGNS.issuperset(text):
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


def trimmed(tokens: Tokens) -> Tokens:
    """Without blanks at either end, however they are spread over tokens."""
    kept = list(stripped(tokens))
    while kept and not kept[0][0].strip():
        kept.pop(0)
    return ((kept[0][0].lstrip(), kept[0][1]), *kept[1:]) if kept else ()


def stripped(tokens: Tokens) -> Tokens:
    """Without blanks at the end."""
    kept = [token for token in tokens if token[0]]
    while kept and not kept[-1][0].rstrip():
        kept.pop()
    return (*kept[:-1], (kept[-1][0].rstrip(), kept[-1][1])) if kept else ()


def mark(level: int) -> Token:
    """A place to break a line, 0 the first choice."""
    return ("", f"{BREAK} {level}")


def deeper(tokens: Tokens, by: int) -> Tokens:
    """The same text with its marks further down, for what stands in brackets."""
    return tuple(
        mark(int(role[len(BREAK) :]) + by) if role.startswith(BREAK) else (text, role)
        for text, role in tokens
    )


def wrapped(tokens: Tokens, width: int) -> list[Tokens]:
    """Lines of at most a width, broken at the outermost marks that are enough."""
    lines: list[Tokens] = [()]
    for part in _parts(tokens, width, 0):
        if lines[-1] and width_of(lines[-1]) + width_of(stripped(part)) > width:
            lines[-1] = stripped(lines[-1])
            lines.append(())
        lines[-1] += part
    return lines


def _parts(tokens: Tokens, width: int, level: int) -> list[Tokens]:
    """The pieces between marks of a level; a piece that is too wide in pieces of the next."""
    if not any(role.startswith(BREAK) for _, role in tokens):
        return [tokens]
    parts = []
    for piece in _pieces(tokens, mark(level)):
        fits = width_of(stripped(piece)) <= width
        parts += [piece] if fits else _parts(piece, width, level + 1)
    return parts


def _pieces(tokens: Tokens, at: Token) -> list[Tokens]:
    pieces: list[Tokens] = [()]
    for token in tokens:
        if token == at:
            pieces.append(())
        else:
            pieces[-1] += (token,)
    return pieces
