"""Characters that must not stand in a text file, by code point: control, invisible and unpaired ones.

Outside of comments every character must be printable. In a comment, blanks of other kinds, tabs and joiners
do no harm; what a terminal or a reader could be deceived by is refused there as well. Imported only where a
text has any.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from itertools import islice

from ...errors import Place, Problem
from .wording import plural

MOST = 20

HARMLESS = frozenset("\t\u00ad\u200c\u200d")
"""Refused outside of comments only, together with the blanks of other widths and unassigned characters."""

CONTROL = {
    "\0": "NUL",
    "\a": "BEL",
    "\b": "backspace",
    "\x1b": "ESC",
    "\x7f": "DEL",
    "\x85": "NEL",
    "\f": "form feed",
}


def described(character: str) -> str:
    """A character in words, with its code point."""
    code = f"U+{ord(character):04X}"
    if character == "\t":
        return f"a tab ({code})"
    if character == "\n":
        return f"a line break, the control character {code}"
    if character == "\ufeff":
        return f"a byte order mark, the invisible character {code}"
    if character in CONTROL or unicodedata.category(character) == "Cc":
        name = CONTROL.get(character)
        return f"the control character {code}" + (f" ({name})" if name else "")
    if unicodedata.category(character) == "Cs":
        return f"half of a surrogate pair, the character {code}"
    name = unicodedata.name(character, "").lower()
    return f"the invisible character {code}" + (f" ({name})" if name else "")


def unprintable(text: str) -> tuple[Problem, ...]:
    """A problem for each character that must not be where it is, at its first place; twenty at most."""
    places: dict[str, Place] = {}
    counts: Counter[str] = Counter()
    for number, line in enumerate(text.split("\n"), 1):
        if not line.isprintable():
            comment = _comment(line)
            for index, character in enumerate(line):
                if not character.isprintable() and not (index > comment and _harmless(character)):
                    counts[character] += 1
                    places.setdefault(character, Place(number, index + 1))
    return tuple(_problem(sign, place, counts[sign]) for sign, place in islice(places.items(), MOST))


def _comment(line: str) -> int:
    """Where the comment of a line begins, if no quotes stand before it; else its end."""
    for index, character in enumerate(line):
        if character in "\"'":
            break
        if character == "#" and (not index or line[index - 1] in " \t"):
            return index
    return len(line)


def _harmless(character: str) -> bool:
    if ord(character) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(character) <= 0xFDEF:
        return False
    return character in HARMLESS or unicodedata.category(character) in ("Zs", "Cn", "Co")


def _problem(character: str, place: Place, count: int) -> Problem:
    message = f"{described(character)} stands here"
    if character == "\t":
        message += ", but YAML separates by blanks"
    notes = (f"it stands in {plural(count - 1, 'more place')}",) if count > 1 else ()
    return Problem(message, place, _remedy(character), notes)


def _remedy(character: str) -> str:
    if character == "\t":
        return "write blanks instead (most editors can convert tabs to spaces)"
    if character == "\ufeff":
        return "delete it; if two files were joined here, keep one of them"
    if unicodedata.category(character) == "Zs":
        return "write an ordinary blank; this one comes from a web page or a word processor"
    return "delete it; an editor that shows invisible characters, or `cat -A`, finds it"
