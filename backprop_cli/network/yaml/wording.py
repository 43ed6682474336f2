"""How a message says what stands in a file: counts with their nouns, names in a row, quoted values."""

from __future__ import annotations

from .number_grammar import number
from .tree import List, Mapping, Node, Scalar, is_null


def plural(count: int, noun: str) -> str:
    """A count and its noun: 1 value, 2 values."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}{'es' if noun.endswith('s') else 's'}"


def listed(names: tuple[str, ...]) -> str:
    """Names in a row, the middle of a long row left out."""
    return ", ".join(names if len(names) <= 6 else (*names[:3], "...", names[-1]))


def quoted(text: str) -> str:
    """A value of the file as a message shows it: between backquotes, cut when long."""
    return f"`{text if len(text) <= 40 else text[:37] + '...'}`"


def describe(node: Node) -> str:
    """What a node is, for a message."""
    if type(node) is List:
        return "a list" if node.items else "an empty list"
    if type(node) is Mapping:
        return "a mapping" if node.entries else "an empty mapping"
    if type(node) is not Scalar:
        return "a value that was refused"
    if is_null(node):
        return node.text or "empty"
    if not node.text:
        return "an empty text"
    return f"the number {node.text}" if number(node.text) is not None else f"the text {quoted(node.text)}"
