"""An answer file becomes answers: a mapping from the names of numbers to what the student wrote.

    dE/dw5: 0.0822            the number as text, with its digits
    w5+:                      a blank
    sample 2: {out_o1: 0.7}   the numbers of a sample; `samples:` is a list of them
    step 2: {w5+: 0.36}       the numbers of a step; `steps:` is a list of them

JSON is read by the same rules, and so is what `solve --format json` writes. Tables are the matter of
`answer_table`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...network.yaml.compose import compose
from ...network.yaml.problems import Problems, place_of
from ...network.yaml.tree import List, Mapping, Node, Scalar, is_null
from ...network.yaml.wording import describe, quoted
from .decimal_commas import is_torn, with_point
from .entry import Entry, Where

WHERE = re.compile(r"(step|sample)[ _]?([0-9]{1,9})", re.IGNORECASE)

LEFT_OPEN = re.compile(r"(:[ ]+)[?-](?=[ ]*(?:[,}\]\n]|\Z)|[ ]+#)")
"""An answer that was not given, by the sign for one that YAML has another use for."""

TABLES = (".csv", ".tsv")


def without_tabs(data: bytes, file: str) -> bytes:
    """JSON indented by tabs, and cells with tabs in them, with blanks; tabs between cells as semicolons."""
    if b"\t" not in data:
        return data
    head = data.lstrip(b"\xef\xbb\xbf \t\r\n")
    first = head.partition(b"\n")[0]
    if file.lower().endswith(TABLES) or _is_table(first.decode("utf-8", "replace")):
        return data.replace(b"\t", b";" if b"\t" in first else b" ")
    return data.replace(b"\t", b" ") if head.startswith(b"{") else data


def entries_of(text: str, file: str, problems: Problems) -> Iterator[Entry]:
    """The entries of the text of an answer file."""
    if file.lower().endswith(TABLES) or _is_table(text):
        from .answer_table import rows

        return rows(text, problems)
    root = compose(_with_blanks(text), problems)
    if root is None:
        return iter(())
    if type(root) is Mapping and "layers" in root.entries:
        problems.stop("this is a network, but answers are expected", help="backprop check NETWORK ANSWERS")
    if type(root) is Mapping and "format" in root.entries and "steps" in root.entries:
        from .solved_answers import solved

        return solved(root)
    return _whole(_of_node(root, Where(), problems))


def _with_blanks(text: str) -> str:
    """A `?` or a `-` in the place of an answer, which YAML cannot read, as null; places stay."""
    return LEFT_OPEN.sub(r"\1~", text)


def _is_table(text: str) -> bool:
    """Whether a text without a telling name begins like a table of names and values."""
    head = text.lstrip().partition("\n")[0].lower()
    return "name" in re.split(r"[,;\t]", head.strip()) and ":" not in head


def _of_node(node: Node, where: Where, problems: Problems) -> Iterator[Entry]:
    """The entries of a mapping, with those of its steps and samples."""
    if type(node) is not Mapping:
        if not is_null(node):
            help = "write a name, a colon, a blank and a number on each line: `dE/dw5: 0.0822`"
            problems.add(f"an answer file is a mapping of names, but this is {describe(node)}", node, help)
        return
    for text, (key, value) in node.entries.items():
        if text in ("steps", "samples"):
            yield from _of_list(value, text, where, problems)
        elif match := WHERE.fullmatch(text.strip()):
            yield from _of_node(value, _at(where, match[1], int(match[2]) - 1), problems)
        elif type(value) is Scalar and key.style != "refused":
            yield Entry(text, _text(value), *where, place_of(value))
        elif type(value) is List:
            yield Entry(text, "[…]", *where, place_of(value), "one number is expected")
        elif type(value) is Mapping:
            problems.add(
                f"the answer to {quoted(text)} is {describe(value)}, but one number is expected", value
            )


def _whole(entries: Iterator[Entry]) -> Iterator[Entry]:
    """The entries, where a comma within braces has torn one number in two, with both parts together."""
    before: Entry | None = None
    for entry in entries:
        if before is not None and not entry.text and _is_torn(before, entry):
            yield before._replace(text=f"{before.text},{entry.name}")
            before = None
            continue
        if before is not None:
            yield before
        before = entry
    if before is not None:
        yield before


def _is_torn(before: Entry, entry: Entry) -> bool:
    lines = {one.place.line for one in (before, entry) if one.place}
    return len(lines) == 1 and is_torn(before.text, entry.name)


def _text(value: Scalar) -> str:
    """What stands in a scalar; within quotation marks a comma is a decimal one."""
    if is_null(value):
        return ""
    return with_point(value.text) if value.style in ("'", '"') else value.text


def _of_list(node: Node, what: str, where: Where, problems: Problems) -> Iterator[Entry]:
    if type(node) is not List:
        problems.add(f"`{what}` is {describe(node)}, but a list of mappings is expected", node)
        return
    for number, item in enumerate(node.items):
        yield from _of_node(item, _at(where, what[:-1], number), problems)


def _at(where: Where, what: str, number: int) -> Where:
    return where._replace(update=number) if what.lower() == "step" else where._replace(sample=number)
