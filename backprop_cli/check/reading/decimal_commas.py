"""Numbers with a decimal comma: understood where the comma can mean nothing else.

Between semicolons or tabs a comma parts no columns, and within quotation marks it parts nothing; there only
`1,234` might stand for thousands. Elsewhere `0,3775` may be two numbers, and its answer cannot be read.
"""

from __future__ import annotations

import re

from .written import understood

THOUSANDS = re.compile(r"[-+−–]?[1-9][0-9]{0,2},[0-9]{3}")
"""What may be a number with a comma between its thousands."""


def with_point(text: str, alone: bool = False) -> str:
    """A number with a decimal comma as one with a point; `alone`: no comma of the file parts anything."""
    meant = text.replace(",", ".")
    if text == meant or meant.count(".") > 1 or understood(meant) is None:
        return text
    return meant if alone or not THOUSANDS.fullmatch(text.strip()) else text


def is_torn(whole: str, rest: str) -> bool:
    """Whether two texts are what a comma has made of one number: 0 and 3775."""
    sign_less = whole.strip().lstrip("+-−–")
    return sign_less.isascii() and sign_less.isdecimal() and rest.isascii() and rest.isdecimal()
