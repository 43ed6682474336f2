"""An entry of a table of the mathematics, as a file names it: `sigmoid`, or `{leaky_relu: {slope: 0.1}}`.

The name becomes that of the entry (`identity` is `linear`), the options are checked against the entry's own.
An option that must lie within bounds has a row in `BOUNDS`.
"""

from __future__ import annotations

from collections.abc import Mapping as Table
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from .access import REFUSED, fields, number_at
from .model import Choice
from .yaml.problems import Problems
from .yaml.tree import Mapping, Node, Refused, Scalar, is_null
from .yaml.wording import describe

if TYPE_CHECKING:
    from .model import Number

BOUNDS: dict[str, tuple[str, Any]] = {
    "momentum": ("from 0 to below 1", lambda value: 0 <= value < 1),
    "beta": ("from 0 to below 1", lambda value: 0 <= value < 1),
    "beta1": ("from 0 to below 1", lambda value: 0 <= value < 1),
    "beta2": ("from 0 to below 1", lambda value: 0 <= value < 1),
    "rho": ("from 0 to below 1", lambda value: 0 <= value < 1),
    "epsilon": ("of 0 or more", lambda value: value >= 0),
    "weight_decay": ("of 0 or more", lambda value: value >= 0),
    "delta": ("above 0", lambda value: value > 0),
}
"""What an option must be, in words and as a test."""


def choice_at(node: Node, table: Table[str, Any], what: str, problems: Problems) -> Choice | None:
    """The entry that a node names, with the options it gives and the defaults of the others."""
    if type(node) is Scalar and node.text in table:
        return _with_options(table[node.text], {}, node, problems)
    if type(node) is Mapping and len(node.entries) == 1:
        ((name, (key, value)),) = node.entries.items()
        if name in table:
            return _named(table[name], value, what, problems)
        node = key
    if type(node) is not Refused:
        from .hints.did_you_mean import complain_of_choice

        complain_of_choice(node, table, what, problems)
    return None


def _named(entry: Any, value: Node, what: str, problems: Problems) -> Choice | None:
    """An entry written as a key; its options may be left out."""
    if is_null(value):
        return _with_options(entry, {}, value, problems)
    if not entry.options:
        if type(value) is not Refused:
            problems.add(
                f"{entry.name} has no options, but {describe(value)} is given", value, f"write `{entry.name}`"
            )
        return None
    known = [name for name, _ in entry.options]
    nodes = fields(value, known, f"the options of {entry.name}", problems)
    return None if nodes is None else _with_options(entry, nodes, value, problems)


def _with_options(entry: Any, nodes: dict[str, Node], node: Node, problems: Problems) -> Choice:
    for name, default in entry.options:
        if default is None and name not in nodes:
            problems.add(
                f"{entry.name} needs the option {name}", node, f"write `{{{entry.name}: {{{name}: ...}}}}`"
            )
    options = (
        (name, _option(entry.name, name, nodes[name], problems) if name in nodes else Decimal(default))
        for name, default in entry.options
        if name in nodes or default is not None
    )
    return Choice(entry.name, tuple(options))


def _option(entry: str, name: str, node: Node, problems: Problems) -> Number:
    value = number_at(node, f"{name} of {entry}", problems)
    words, holds = BOUNDS.get(name, ("", None))
    if holds is not None and value is not REFUSED and not holds(value):
        problems.add(f"{name} of {entry} is {describe(node)}, but a number {words} is expected", node)
    return value
