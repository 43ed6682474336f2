"""The targets, read against the outputs: a number for each, or the one-hot numbers of a class."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from .access import REFUSED, vector
from .checked_names import normal
from .drafts import Vector
from .samples import Given, in_order
from .yaml import limits
from .yaml.number_grammar import ZERO, number
from .yaml.problems import Problems
from .yaml.tree import Mapping, Node, Scalar, is_null

if TYPE_CHECKING:
    from .model import Number

ONE = Decimal(1)


def output_names(given: Given) -> tuple[str, ...] | None:
    """The names that targets in a mapping give to the outputs, for a last layer without names."""
    first = given.targets[0] if given.targets else None
    if isinstance(first, Vector):
        return tuple(name or "" for name in first.names) if first.names else None
    if type(first) is not Mapping or class_of(first, ()) is not None:
        return None
    return tuple(normal(name) for name in first.entries)


def class_of(node: Node, outputs: tuple[str, ...]) -> Scalar | None:
    """The node that names a class: that of `{class: cat}`, or a text that is no number."""
    if type(node) is Mapping and tuple(node.entries) == ("class",):
        value = node.entries["class"][1]
        number_of_output = outputs == ("class",) and type(value) is Scalar and number(value.text) is not None
        return value if type(value) is Scalar and not number_of_output else None
    if type(node) is Scalar and not is_null(node) and number(node.text) is None:
        return node
    return None


def targets_of(
    given: Given, outputs: tuple[str, ...], problems: Problems
) -> tuple[tuple[Number, ...] | None, ...] | None:
    """The target numbers of each sample, in the order of the outputs."""
    if given.targets is None:
        return None
    if len(given.targets) * len(outputs) > limits.TARGETS:
        problems.add(f"samples times outputs are more than {limits.TARGETS}", given.targets_node)
        return None
    several, rows = len(given.targets) > 1, []
    for index, node in enumerate(given.targets, 1):
        what = f"targets, sample {index}" if several else "targets"
        rows.append(_target(node, outputs, what, given.table or problems))
        if rows[-1] is None and isinstance(node, Vector):
            break  # the columns of a table are wrong for every row alike
    if given.table and given.table.found:
        raise given.table.error()
    return tuple(rows)


def _target(
    node: Node | Vector, outputs: tuple[str, ...], what: str, problems: Problems
) -> tuple[Number, ...] | None:
    if isinstance(node, Vector):
        by_name = set(node.names or ()) == set(outputs)
        return in_order(
            node if by_name else node._replace(names=None), outputs, what, "the last layer", problems
        )
    if (name := class_of(node, outputs)) is not None:
        return _one_hot(name, outputs, what, problems)
    if type(node) is Scalar:
        from .hints.sample_hints import complain_of_target

        complain_of_target(node, outputs, what, problems)
        return None
    row = vector(node, what, problems)
    if row is None:
        return None
    if len(row.values) != len(outputs):
        from .hints.sample_hints import complain_of_count

        complain_of_count(row, outputs, what, problems)
        return None
    return in_order(row, outputs, what, "the last layer", problems)


def _one_hot(
    name: Scalar, outputs: tuple[str, ...], what: str, problems: Problems
) -> tuple[Number, ...] | None:
    if (wanted := normal(name.text)) in outputs:
        return tuple(ONE if output == wanted else ZERO for output in outputs)
    from .hints.sample_hints import complain_of_class

    complain_of_class(name, outputs, what, problems)
    return None


def refused(target: tuple[Number, ...] | None) -> bool:
    """Whether a target, or a number of it, was complained about already."""
    return target is None or any(value is REFUSED for value in target)
