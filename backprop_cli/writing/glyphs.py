"""Names as records: a base with subscript, sample and number of updates, and derivatives of one by another.

A markup turns them into text. Kept apart, `E` of sample 2 after a step has one superscript in TeX, where
joined texts would have two. To add a mark, a field here and its writing in each markup.
"""

from __future__ import annotations

from typing import NamedTuple, Union


class Symbol(NamedTuple):
    """A letter or a word with its subscript; `sample` counts from 1, 0 where samples are not told apart."""

    base: str
    subscript: str = ""
    sample: int = 0
    new: int = 0  # updates since what is shown as old


class Derivative(NamedTuple):
    """∂above/∂below, along the path `via` a neuron."""

    above: Symbol
    below: Symbol
    via: str = ""
    new: int = 0


Glyph = Union[Symbol, Derivative]  # noqa: UP007  a type alias at run time
