"""How numbers and signs are written: one frozen argument of every renderer.

To add a choice, add a field with its default here and the option in `cli/solve.py`.
"""

from typing import NamedTuple


class Style(NamedTuple):
    """Decimals shown, columns at most, plain signs only, colour by escape codes."""

    digits: int = 6
    width: int = 80
    ascii: bool = False
    color: bool = False
