"""Typed access to the tree: a number, a text, a word of a table, a list of numbers; each with its own
complaint.

Every function takes what the value is called (`learning_rate`, `weights of layer 1, row 2`) for the message,
and returns a stand-in for what it refuses: `REFUSED` for a number, None for the rest. The wording of what is
wrong with a number is in `number_hints`, which is imported only then.
"""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal
from typing import TYPE_CHECKING

from .checked_names import checked_name
from .drafts import Vector
from .yaml.number_grammar import number
from .yaml.problems import Problems
from .yaml.tree import List, Mapping, Node, Refused, Scalar, is_null
from .yaml.wording import describe, quoted

if TYPE_CHECKING:
    from .model import Number

REFUSED = Decimal("NaN")
"""Stands for a number that was refused."""


def fields(node: Node, known: Collection[str], what: str, problems: Problems) -> dict[str, Node] | None:
    """The values of a mapping by key; unknown keys are complained about."""
    if type(node) is not Mapping:
        if type(node) is not Refused:
            keys = ", ".join(tuple(known)[:4])
            problems.add(f"{what} is {describe(node)}, but a mapping of keys is expected ({keys}, ...)", node)
        return None
    nodes: dict[str, Node] = {}
    for text, (key, value) in node.entries.items():
        if text in known:
            nodes[text] = value
        elif key.style != "refused":
            from .hints.did_you_mean import unknown_key

            meant, help = unknown_key(text, known, value)
            problems.add(
                f"unknown key {quoted(text)} in {what}" if text else f"empty key in {what}", key, help
            )
            if meant and meant not in node.entries:
                nodes[meant] = Refused(value.line, value.column)  # not missing, and not read
    return nodes


def number_at(node: Node, what: str, problems: Problems) -> Number:
    """The number a node is."""
    if type(node) is Scalar and (value := number(node.text)) is not None:
        return value
    from .hints.number_hints import complain

    complain(node, what, problems)
    return REFUSED


def items_of(node: Node, what: str, of: str, problems: Problems) -> list[Node] | None:
    """The items of a list that is not empty; `of` says what is expected."""
    if type(node) is List and node.items:
        return node.items
    if type(node) is not Refused:
        problems.add(f"{what} is {describe(node)}, but a list of {of} is expected", node)
    return None


def vector(node: Node, what: str, problems: Problems, gaps: bool = False) -> Vector | None:
    """A list of numbers, or a mapping from names to numbers; with `gaps`, null may stand for no number."""
    if type(node) is List and node.items:
        return _list(node, what, problems, gaps)
    if type(node) is Mapping and node.entries:
        return _mapping(node, what, problems, gaps)
    if type(node) is not Refused:
        from .hints.list_hints import complain_of_list

        complain_of_list(node, what, problems)
    return None


def _list(node: List, what: str, problems: Problems, gaps: bool) -> Vector | None:
    values: list[Number | None] = []
    names: list[str | None] | None = None
    countable = True
    for item in node.items:
        if type(item) is Scalar and (value := number(item.text)) is not None:
            values.append(value)
        elif gaps and is_null(item) and type(item) is Scalar and item.text:
            values.append(None)
        elif gaps and type(item) is Mapping and len(item.entries) == 1:
            names = names or [None] * len(node.items)
            names[len(values)], value = _named(item, what, problems)
            values.append(value)
        else:
            countable = countable and not _holds_several(item)
            values.append(_wrong(node, item, len(values), what, problems))
    if node.flow and _tight(node.items):
        from .hints.list_hints import check_decimal_commas

        countable = countable and not check_decimal_commas(node, what, problems)
    return Vector(tuple(names) if names else None, tuple(values), node) if countable else None


def _holds_several(item: Node) -> bool:
    """Whether a refused item may be several numbers, so that nothing can be said of how many there are."""
    return type(item) is Scalar and any(sign in item.text for sign in " ,;")


def _named(item: Mapping, what: str, problems: Problems) -> tuple[str | None, Number]:
    ((text, (key, value)),) = item.entries.items()
    return checked_name(text, key, "a parameter", problems), number_at(
        value, f"{what}: {quoted(text)}", problems
    )


def _tight(items: list[Node]) -> bool:
    """Whether no blank stands between the first two items, as in a number with a decimal comma."""
    if len(items) % 2 or type(items[0]) is not Scalar or type(items[1]) is not Scalar:
        return False
    first, second = items[0], items[1]
    return first.line == second.line and first.column + len(first.text) + 1 == second.column


def _wrong(node: List, item: Node, index: int, what: str, problems: Problems) -> Number:
    """Complain about an item that is no number; of lists within the list, about the first only."""
    if type(item) is Scalar:
        return number_at(item, f"{what}, value {index + 1}", problems)
    first = next(other for other in node.items if type(other) is type(item))
    if item is first and not isinstance(item, (Scalar, Refused)):
        from .hints.list_hints import complain_of_nested

        complain_of_nested(node, item, f"{what}, value {index + 1}", problems)
    return REFUSED


def _mapping(node: Mapping, what: str, problems: Problems, gaps: bool) -> Vector | None:
    if any(is_null(value) for _, value in node.entries.values()):
        from .hints.list_hints import complain_of_braces, complain_of_split_numbers

        if all(is_null(value) for _, value in node.entries.values()) and not gaps:
            complain_of_braces(node, what, problems)
            return None
        if complain_of_split_numbers(node, what, problems):
            return None
    names: list[str | None] = []
    values: list[Number | None] = []
    for text, (key, value) in node.entries.items():
        names.append(checked_name(text, key, "a number", problems) or text)
        if gaps and type(value) is Scalar and is_null(value) and value.text:
            values.append(None)
        else:
            values.append(number_at(value, f"{what}: {quoted(text)}", problems))
    return Vector(tuple(names), tuple(values), node)


def word_at(node: Node, words: Collection[str], what: str, problems: Problems) -> str | None:
    """One of a few words."""
    if type(node) is Scalar and node.text in words and not is_null(node):
        return node.text
    if type(node) is not Refused:
        from .hints.did_you_mean import unknown_word

        problems.add(
            f"{what} is {describe(node)}, but {_either(words)} is expected", node, unknown_word(node, words)
        )
    return None


def _either(words: Collection[str]) -> str:
    *some, last = words
    return f"{', '.join(some)} or {last}" if some else last


def flag_at(node: Node, what: str, problems: Problems) -> bool:
    """True or false."""
    if type(node) is Scalar and not node.style and node.text.lower() in ("true", "false"):
        return node.text.lower() == "true"
    if type(node) is not Refused:
        problems.add(f"{what} is {describe(node)}, but true or false is expected", node)
    return False


def whole_at(node: Node, what: str, least: int, most: int, problems: Problems) -> int | None:
    """A whole number within bounds."""
    value = number_at(node, what, problems)
    if value is REFUSED:
        return None
    if value != int(value) or not least <= value <= most:
        problems.add(
            f"{what} is {describe(node)[11:]}, but a whole number from {least} to {most} is expected", node
        )
        return None
    return int(value)


def text_at(node: Node, what: str, most: int, problems: Problems, lines: bool = False) -> str | None:
    """A title or the like: printable text in one line; with `lines`, line breaks become blanks."""
    from .checked_names import printable

    if type(node) is not Scalar or is_null(node) or not node.text.strip():
        if type(node) is not Refused:
            problems.add(f"{what} is {describe(node)}, but a text is expected", node)
        return None
    text = (
        " ".join(node.text.split()) if lines else node.text.strip("\n " if node.style in ("|", ">") else " ")
    )
    if len(text) > most:
        problems.add(f"{what} is {len(text)} characters long, but {most} are the most", node)
        return None
    return printable(text, what, node, problems)
