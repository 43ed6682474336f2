"""A name as letters: a base and an index (w5 is w with 5 below), and how wide they come out in any font.

Pictures and typeset formulas need the parts of a name; each markup writes them in its own way. The widths are
those of a wide sans serif (DejaVu Sans Bold), so that what is measured here is never too narrow elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

DIGITS = "0123456789"
LONGEST = 16
"""Characters of a name that a picture shows; its whole name is in the description."""
INDEX_SIZE = 0.75
"""The size of an index, of the size of its base."""

WIDTHS = (
    ("fijlrt.,:;'|!()[]I /-", 0.5),
    ("mwMW@%−+=×<>…⋮∂", 1.12),
    ("ABCDGHKNOQRUVXYZ&", 0.86),
)
"""Widths of characters, in ems; of all others `WIDTH`, of wide ones (East Asian, signs) `WIDE`."""
WIDTH, WIDE = 0.73, 1.3


class Letters(NamedTuple):
    """A base, and its index lower."""

    base: str
    lower: str = ""

    @property
    def slanted(self) -> bool:
        """Whether the base is a letter for a number; words and signs stand upright."""
        return self.base == "ŷ" or (len(self.base) == 1 and self.base.isalpha())

    @property
    def text(self) -> str:
        """The name in one line."""
        return self.base + self.lower


def letters_of(name: str) -> Letters:
    """The parts of a name: w5 and w_5 are w with 5, W1_11 is W with 1,11; odd names stay whole."""
    name = name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}…"
    stem = name.rstrip(DIGITS)
    if stem.isalpha() and stem != name:
        return Letters(stem, name[len(stem) :])
    base, _, index = name.partition("_")
    letters = base.rstrip(DIGITS)
    if letters.isalpha() and index.isalnum():
        number = base[len(letters) :]
        return Letters(letters, f"{number},{index}" if number else index)
    return Letters(name)


def derivative(above: str, below: str) -> tuple[Letters, ...]:
    """∂above/∂below."""
    return (Letters("∂"), letters_of(above), Letters("/∂"), letters_of(below))


def text_width(text: str, size: float) -> float:
    """How wide a text of a size is at most."""
    return size * sum(map(_width, text))


def letters_width(letters: Iterable[Letters], size: float) -> float:
    """How wide names side by side are at most."""
    return sum(text_width(one.base, size) + text_width(one.lower, size * INDEX_SIZE) for one in letters)


def _width(character: str) -> float:
    if not character.isascii() and character not in "−…⋮∂δβŷ":
        from unicodedata import combining, east_asian_width

        if combining(character):
            return 0
        return WIDE if ord(character) > 0x2000 or east_asian_width(character) in "WF" else 0.9
    return next((width for characters, width in WIDTHS if character in characters), WIDTH)
