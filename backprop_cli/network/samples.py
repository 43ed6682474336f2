"""The samples: `inputs` and `targets`, or the list or table of `samples`; in all their shapes.

One sample is a list or a mapping of numbers, or a list with one such list. Several are a list of lists or
mappings; then `targets` is a list with an entry for each. A target is numbers for the outputs, or one class:
`{class: cat}`, or the name of an output; it becomes one-hot. Nothing is broadcast: `targets: [0, 1, 1, 0]` is
one sample with four outputs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .access import fields, items_of, vector
from .checked_names import check_own, numbered
from .drafts import Vector
from .yaml.problems import Problems
from .yaml.tree import List, Mapping, Node, Refused, Scalar
from .yaml.wording import listed, plural, quoted

if TYPE_CHECKING:
    from .model import Number

KEYS = ("inputs", "targets")


class Given(NamedTuple):
    """What the file gives: names and numbers of the inputs, and the targets, not yet read, of each sample."""

    names: tuple[str, ...] | None
    rows: tuple[tuple[Number, ...], ...] | None
    node: Node | None
    targets: tuple[Node | Vector, ...] | None
    targets_node: Node | None
    size: int | None = None  # the number of samples
    table: Problems | None = None  # those of the table that the targets are from


def given(nodes: dict[str, Node], root: Node, problems: Problems) -> Given:
    """The samples of a file, from its keys."""
    if "samples" in nodes:
        for key in KEYS:
            if key in nodes:
                problems.add(
                    f"{key} stands beside samples, but samples holds the {key} of each sample", nodes[key]
                )
        return listed_samples(nodes["samples"], problems)
    if "inputs" not in nodes:
        problems.add(
            "inputs is missing, and a network needs it",
            root,
            "write `inputs: [0.05, 0.10]`, or give `samples`",
        )
        return Given(None, None, None, None, nodes.get("targets"))
    node = nodes["inputs"]
    parts = _split(node)
    names, rows = _inputs(parts, problems, "inputs" if len(parts) == 1 else "inputs, sample {}")
    if names is None and len(parts) == 1:
        return Given(None, None, node, None, nodes.get("targets"))
    targets = _targets(nodes["targets"], len(parts), problems) if "targets" in nodes else None
    return Given(names, rows, node, targets, nodes.get("targets"), len(parts))


def _split(node: Node) -> list[Node]:
    """The samples of `inputs`: the lists or mappings in it, or the one list or mapping it is."""
    if type(node) is List and node.items and any(type(item) in (List, Mapping) for item in node.items):
        return node.items
    return [node]


def _inputs(
    parts: list[Node], problems: Problems, what: str
) -> tuple[tuple[str, ...] | None, tuple[tuple[Number, ...], ...] | None]:
    """The names of the inputs, and the numbers of each sample in their order."""
    vectors = [vector(part, what.format(number), problems) for number, part in enumerate(parts, 1)]
    first = vectors[0]
    if first is None:
        return None, None
    names = _input_names(first, problems)
    rows = []
    for number, row in enumerate(vectors[1:], 2):
        if row is not None:
            rows.append(in_order(row, names, f"sample {number} of inputs", "sample 1", problems))
    return names, (_numbers(first), *(row for row in rows if row is not None))


def _input_names(first: Vector, problems: Problems) -> tuple[str, ...]:
    if first.names is None:
        counting = numbered("i", frozenset())
        return tuple(next(counting) for _ in first.values)
    names = tuple(name or "" for name in first.names)
    seen: set[str] = set()
    for name in names:
        if name in seen:
            problems.add(f"the name {quoted(name)} is here twice", first.node)
        seen.add(name)
        check_own(name, first.node, "an input", problems)
    return names


def in_order(
    row: Vector, names: tuple[str, ...], what: str, other: str, problems: Problems
) -> tuple[Number, ...] | None:
    """The numbers of a sample in the order of the names: by name where it has names, by place where not."""
    if row.names is None or len(row.names) != len(names):
        if len(row.values) == len(names):
            return _numbers(row)
        from .hints.shape_hints import comma_doubt

        message = (
            f"{what} has {plural(len(row.values), 'value')}, but {other} has {len(names)} ({listed(names)})"
        )
        problems.add(message, row.node, comma_doubt(row.node)[2:] or None)
        return None
    by_name = dict(zip(row.names, _numbers(row), strict=True))
    known = frozenset(names)
    for name in row.names:
        if name not in known:
            from .hints.did_you_mean import close

            message = f"{what} names {quoted(name or '')}, but {other} has {listed(names)}"
            problems.add(message, row.node, close(name or "", names))
            return None
    return tuple(by_name[name] for name in names)


def _numbers(row: Vector) -> tuple[Number, ...]:
    return tuple(value for value in row.values if value is not None)


def _targets(node: Node, count: int, problems: Problems) -> tuple[Node | Vector, ...] | None:
    """The target of each sample, unread."""
    inner = type(node) is List and [item for item in node.items if type(item) in (List, Mapping)]
    if count == 1:
        if not inner or type(node) is not List:
            return (node,)
        if len(node.items) == 1:
            return tuple(node.items)
    elif type(node) is List and len(node.items) == count and not _all_numbers(node):
        return tuple(node.items)
    if type(node) is not Refused:
        from .hints.sample_hints import complain_of_targets

        complain_of_targets(node, count, problems)
    return None


def _all_numbers(node: List) -> bool:
    from .yaml.number_grammar import number

    return all(type(item) is Scalar and number(item.text) is not None for item in node.items)


def listed_samples(node: Node, problems: Problems, key: str = "samples") -> Given:
    """The samples of a list or a table; `key` is the key they stand under."""
    nothing = Given(None, None, node, None, None)
    if type(node) is Mapping:
        return _from_table(node, problems, key) or nothing
    items = items_of(node, key, "samples, each with `inputs` and `targets`,", problems)
    samples = [fields(item, KEYS, f"sample {n}", problems) for n, item in enumerate(items or (), 1)]
    if not samples or None in samples:
        return nothing
    parts, targets = [], []
    for number, (item, sample) in enumerate(zip(items or (), samples, strict=True), 1):
        if sample is None or "inputs" not in sample:
            problems.add(f"sample {number} has no inputs", item)
            return nothing
        parts.append(sample["inputs"])
        if "targets" in sample:
            targets.append(sample["targets"])
        elif number > 1 and len(targets) == number - 1:
            problems.add(f"sample {number} has no targets, but the samples before it have", item)
    names, rows = _inputs(parts, problems, "inputs of sample {}")
    aimed = tuple(targets) if len(targets) == len(parts) else None
    if targets and aimed is None and not problems.found:
        problems.add("some samples have targets, but sample 1 has none", items[0] if items else node)
    return Given(names, rows, parts[0], aimed, targets[0] if targets else None, len(parts))


def _from_table(node: Mapping, problems: Problems, key: str) -> Given | None:
    from .sample_table import read_table

    table = read_table(node, problems, key)
    if table is None:
        return None
    targets: tuple[Node | Vector, ...] | None = table.classes
    if table.targets and table.targets_node:
        targets = tuple(Vector(table.targets, row, table.targets_node) for row in table.target_rows)
    return Given(
        table.inputs,
        table.rows,
        table.node,
        targets,
        table.targets_node,
        len(table.rows),
        table.problems if table.classes else None,
    )
