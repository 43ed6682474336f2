"""What `solve --format json` writes, read as answers: whatever is printed can be checked."""

from __future__ import annotations

from collections.abc import Iterator

from ...network.yaml.problems import place_of
from ...network.yaml.tree import List, Mapping, Node, Scalar, is_null
from .entry import Entry

NAMED = {"gradients": "dE/d{}", "updated": "{}+"}
"""The mappings of a step, and the names of the numbers in them."""

ALONE = {"loss": "E", "loss_after": "E+"}
"""The numbers of a step, and their names."""


BEGINNINGS = (b'{\n  "format": "backprop/1"', b'{"format": "backprop/1"', b"step,sample,name,value\n")
"""How the outputs of `solve` begin, in the formats that are read."""


def is_solved(data: bytes) -> bool:
    """Whether the bytes of a file are what `solve` has written."""
    return data[:100].removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").startswith(BEGINNINGS)


def solved(root: Mapping) -> Iterator[Entry]:
    """The entries of a solved network."""
    for step in _items(root, "steps"):
        update = _number(step, "step")
        for sample in _items(step, "samples"):
            number = _number(sample, "sample")
            for key in ("values", "after"):
                yield from _entries(_mapping(sample, key), "{}", update, number)
        for key, name in NAMED.items():
            yield from _entries(_mapping(step, key), name, update, None)
        for key, name in ALONE.items():
            if key in step.entries:
                yield from _entry(name, step.entries[key][1], update, None)


def _items(node: Mapping, key: str) -> list[Mapping]:
    items = node.entries[key][1] if key in node.entries else None
    return [item for item in items.items if type(item) is Mapping] if type(items) is List else []


def _mapping(node: Mapping, key: str) -> Mapping | None:
    value = node.entries[key][1] if key in node.entries else None
    return value if type(value) is Mapping else None


def _number(node: Mapping, key: str) -> int | None:
    value = node.entries[key][1] if key in node.entries else None
    is_whole = type(value) is Scalar and value.text.isascii() and value.text.isdecimal()
    return int(value.text) - 1 if is_whole and type(value) is Scalar else None


def _entries(node: Mapping | None, name: str, update: int | None, sample: int | None) -> Iterator[Entry]:
    for key, (_, value) in node.entries.items() if node is not None else ():
        yield from _entry(name.format(key), value, update, sample)


def _entry(name: str, value: Node, update: int | None, sample: int | None) -> Iterator[Entry]:
    if type(value) is Scalar and not is_null(value):
        yield Entry(name, value.text, update, sample, place_of(value))
