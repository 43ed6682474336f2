"""Names as records: a base with subscript, sample and number of updates, and derivatives of one by another.

A markup turns them into text. Kept apart, `E` of sample 2 after a step has one superscript in TeX, where
joined texts would have two. To add a mark, a field here and its writing in each markup.
"""

from __future__ import annotations

from typing import NamedTuple, Union


class Symbol(NamedTuple):
    """A letter or a word with its subscript, and the number of its sample or layer as a mark in brackets."""

    base: str
    subscript: str = ""
    mark: str = ""
    new: int = 0  # updates since what is shown as old
    transposed: bool = False


class Derivative(NamedTuple):
    """∂above/∂below, along the path `via` a neuron."""

    above: Symbol
    below: Symbol
    via: str = ""
    new: int = 0


Glyph = Union[Symbol, Derivative]  # noqa: UP007  a type alias at run time
