"""The tree of a file: texts, lists and mappings that know their line and column.

What a text means is decided where it is used, so `1e-3` is a number in a number's place and a title in a
title's place. A `Refused` stands for a value that was complained about already; no reader complains about it
again.
"""

from __future__ import annotations

from typing import TypeAlias


class Scalar:
    """A text; `style` is empty where it stands without quotes."""

    __slots__ = ("column", "line", "style", "text")

    def __init__(self, text: str, line: int, column: int, style: str = "") -> None:
        self.text, self.line, self.column, self.style = text, line, column, style


class List:
    """A list; `flow` where it is written in brackets."""

    __slots__ = ("column", "flow", "items", "line")

    def __init__(self, line: int, column: int, flow: bool = False) -> None:
        self.line, self.column, self.flow = line, column, flow
        self.items: list[Node] = []


class Mapping:
    """A mapping from the text of each key to the key and its value; `flow` where it is written in braces."""

    __slots__ = ("column", "entries", "flow", "line")

    def __init__(self, line: int, column: int, flow: bool = False) -> None:
        self.line, self.column, self.flow = line, column, flow
        self.entries: dict[str, tuple[Scalar, Node]] = {}


class Refused:
    """A value that was complained about already."""

    __slots__ = ("column", "line")

    def __init__(self, line: int, column: int) -> None:
        self.line, self.column = line, column


Node: TypeAlias = Scalar | List | Mapping | Refused

NULLS = frozenset(("", "~", "null", "Null", "NULL"))
"""What YAML reads as nothing, where it stands without quotes."""


def is_null(node: Node) -> bool:
    """Whether a node is YAML's null, or nothing at all."""
    return type(node) is Scalar and not node.style and node.text in NULLS
