"""The one table of parameters: the same name is the same parameter, and what has no name gets the next
number.

Weights come first, row by row from the first layer on, then the biases in the same order. A default name
(`w1`, `b1`) is the next number that no other name in the file takes, so Tartu's sheet, whose biases are
numbered among the weights, works with named biases alone. A missing connection uses no name up.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from .access import REFUSED
from .checked_names import check_own, numbered
from .drafts import Draft, Vector
from .model import Parameter
from .yaml.limits import PARAMETERS
from .yaml.problems import Problems
from .yaml.tree import Node
from .yaml.wording import quoted

if TYPE_CHECKING:
    from .model import Number


class Table:
    """The parameters so far, and where each named one is first given."""

    def __init__(self, drafts: Sequence[Draft], inputs: Iterable[str], problems: Problems) -> None:
        self.problems, self.inputs = problems, frozenset(inputs)
        self.entries: list[Parameter] = []
        self.first: dict[str, tuple[int, Node]] = {}
        taken = self.inputs | {name for draft in drafts for name in _named(draft)}
        self.names = {"weight": numbered("w", taken), "bias": numbered("b", taken)}
        self.names["threshold"] = self.names["bias"]

    def weights(self, draft: Draft) -> tuple[tuple[int | None, ...], ...] | None:
        """The index of every weight of a layer, row by row as written."""
        if draft.rows is None:
            return None
        return tuple(self._row(row, "weight") for row in draft.rows)

    def biases(self, draft: Draft, size: int) -> tuple[int | None, ...]:
        """The index of the bias of every neuron of a layer."""
        if draft.biases is None:
            return (None,) * size
        kind = "threshold" if draft.biases.thresholds else "bias"
        indices = self._row(draft.biases.vector, kind)
        return indices * size if draft.biases.shared else indices

    def _row(self, row: Vector, kind: str) -> tuple[int | None, ...]:
        if row.names is None:
            return self._unnamed(row.values, kind)
        pairs = zip(row.names, row.values, strict=True)
        return tuple(
            None if value is None else self._one(name, value, kind, row.node) for name, value in pairs
        )

    def _unnamed(self, values: tuple[Number | None, ...], kind: str) -> tuple[int | None, ...]:
        names, entries = self.names[kind], self.entries
        indices: list[int | None] = []
        for value in values:
            if value is None:
                indices.append(None)
            else:
                indices.append(len(entries))
                entries.append(Parameter(next(names), value, kind))
        return tuple(indices)

    def _one(self, name: str | None, value: Number, kind: str, node: Node) -> int:
        if name is None:
            name = next(self.names[kind])
        elif name in self.first:
            return self._again(name, value, kind, node)
        else:
            self._check(name, node)
            self.first[name] = (len(self.entries), node)
        self.entries.append(Parameter(name, value, kind))
        return len(self.entries) - 1

    def _check(self, name: str, node: Node) -> None:
        if name in self.inputs:
            self.problems.add(
                f"{quoted(name)} is the name of a parameter here, but also that of an input", node
            )
        check_own(name, node, "a parameter", self.problems)

    def _again(self, name: str, value: Number, kind: str, node: Node) -> int:
        """A shared parameter: one value and one kind at all its places."""
        index, first = self.first[name]
        before = self.entries[index]
        if kind != before.kind:
            self.problems.add(
                f"{quoted(name)} is a {kind} here, but a {before.kind} in line {first.line}", node
            )
        elif value is not REFUSED and before.value is not REFUSED and value != before.value:
            self.problems.add(
                f"{quoted(name)} is {value} here, but {before.value} in line {first.line}",
                node,
                "the same name is the same parameter: write the same value, or another name",
            )
        return index


def check_count(drafts: Sequence[Draft], problems: Problems) -> None:
    """A network has no more parameters than the limit."""
    count = sum(len(row.values) for draft in drafts for row in draft.rows or ())
    if count > PARAMETERS:
        problems.add(f"the network has {count} weights, but {PARAMETERS} parameters are the most")


def _named(draft: Draft) -> Iterable[str]:
    rows = [*(draft.rows or ())]
    if draft.biases:
        rows.append(draft.biases.vector)
    return (name for row in rows for name in row.names or () if name)


def trained(parameters: Iterable[Parameter], fixed: tuple[str, ...]) -> tuple[Parameter, ...]:
    """The parameters, those that `fixed` names marked as not trained."""
    if not fixed:
        return tuple(parameters)
    words = set(fixed)
    kinds = {"weight": "weights", "bias": "biases", "threshold": "biases"}
    return tuple(
        parameter._replace(trained=False)
        if parameter.name in words or kinds[parameter.kind] in words
        else parameter
        for parameter in parameters
    )
