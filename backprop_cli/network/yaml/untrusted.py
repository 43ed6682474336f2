"""Text that others wrote and that is shown again: names in answer files, names of files, messages.

Whatever a terminal would obey (escape codes, carriage returns, marks that turn the direction of writing) is
written as its code point, and so is what nobody would see. All foreign text goes through `shown`; what a
network file says needs it not, for its reader refuses such characters (`checked_names`, `characters`).
"""

from __future__ import annotations

CUT = "..."


def shown(text: str, most: int | None = None) -> str:
    """A text as it can be shown, with at most so many characters of the original.

    >>> shown("all right\\r\\x1b[2K")
    'all right<U+000D><U+001B>[2K'
    """
    if most is not None and len(text) > most:
        text = text[: most - len(CUT)] + CUT
    if text.isprintable():
        return text
    return "".join(sign if sign.isprintable() else f"<U+{ord(sign):04X}>" for sign in text)
