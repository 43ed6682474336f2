"""The names that a file gives: titles, and the names of neurons, inputs and parameters.

A name is printable, not empty, not longer than a line, without blanks at its ends, and normalised (NFC), so
that what looks the same is the same. The names of numbers are made from it (`net_h1`, `dE/dw5`, `w5+`), and
no two numbers may get one name. So no name may end in `+` or `_new`, or hold a comma, ` via ` or `/d`; and an
input or a parameter, whose own name is the name of its number, may be neither `E` nor `eta` nor begin as a
made name does: `net_`, `out_`, `E_`, `target_`, `delta_`, `dE/`, `dout_`, `dnet_`. Names are text: `3` and
`4` are fine names of neurons.
"""

from __future__ import annotations

from collections.abc import Iterator

from .yaml.limits import NAME_CHARACTERS
from .yaml.problems import Problems
from .yaml.tree import Node, Scalar
from .yaml.wording import quoted

ENDS = ("+", "_new")
INSIDE = (",", " via ", "/d")
STARTS = ("net_", "out_", "E_", "target_", "delta_", "dE/", "dout_", "dnet_")
TAKEN = ("E", "eta")


def normal(text: str) -> str:
    """A text in Unicode's composed form."""
    if text.isascii():
        return text
    import unicodedata

    return unicodedata.normalize("NFC", text)


def printable(text: str, what: str, node: Node, problems: Problems) -> str | None:
    """The text, normalised, if every character of it can be shown."""
    if text.isprintable():
        return normal(text)
    from .yaml.characters import described

    wrong = next(character for character in text if not character.isprintable())
    problems.add(f"{what} contains {described(wrong)}, but only printable characters can stand in it", node)
    return None


def checked_name(text: str, node: Node, of: str, problems: Problems) -> str | None:
    """A name, normalised, if it can be one; `of` says of what: a neuron, an input, a parameter."""
    if type(node) is Scalar and node.style == "refused":
        return None
    if message := _fault(text, of):
        problems.add(message, node)
        return None
    return (
        text
        if text.isascii() and text.isprintable()
        else printable(text, f"the name of {of}", node, problems)
    )


def _fault(text: str, of: str) -> str | None:
    if not text or text.isspace():
        return f"the name of {of} is empty"
    if len(text) > NAME_CHARACTERS:
        return f"the name of {of} is {len(text)} characters long, but {NAME_CHARACTERS} are the most"
    if text != text.strip():
        return f"the name of {of}, {quoted(text)}, begins or ends with a blank"
    if text.endswith(ENDS):
        return f"the name of {of}, {quoted(text)}, ends like that of a number after the update (+ or _new)"
    for part in INSIDE:
        if part in text:
            return (
                f"the name of {of}, {quoted(text)}, contains {quoted(part)}, which the names of numbers use"
            )
    return None


def check_own(text: str, node: Node, of: str, problems: Problems) -> None:
    """Complain where an input or a parameter has a name that another number is given."""
    if text in TAKEN or text.startswith(STARTS):
        problems.add(
            f"the name of {of}, {quoted(text)}, is that of another number (net_h1, out_h1, E, eta, ...)", node
        )


def numbered(letter: str, taken: set[str] | frozenset[str]) -> Iterator[str]:
    """Default names: the letter and the next number that no name in the file takes."""
    count = 0
    while True:
        count += 1
        if (name := f"{letter}{count}") not in taken:
            yield name
