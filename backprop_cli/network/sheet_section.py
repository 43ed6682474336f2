"""The `sheet:` section of a file: what a sheet that is handed out says at its head, and points a question."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .access import REFUSED, fields, flag_at, number_at, text_at
from .model import Handout
from .yaml import limits
from .yaml.tree import Mapping, Node

if TYPE_CHECKING:
    from .yaml.problems import Problems

TEXTS = ("course", "title", "date")
KEYS = (*TEXTS, "name", "points")


def handout(node: Node, key: str, problems: Problems) -> dict[str, Any]:
    """The field `handout` of a network."""
    nodes = fields(node, KEYS, key, problems)
    if nodes is None:
        return {}
    texts: dict[str, Any] = {
        name: text_at(nodes[name], f"{name} of {key}", limits.NAME_CHARACTERS, problems)
        for name in TEXTS
        if name in nodes
    }
    if "name" in nodes:
        texts["name"] = flag_at(nodes["name"], f"name of {key}", problems)
    worth = _points(nodes["points"], f"points of {key}", problems) if "points" in nodes else {}
    return {"handout": Handout(**texts, **worth)}


def _points(node: Node, what: str, problems: Problems) -> dict[str, Any]:
    """Points of every question, or of some by the names of their numbers."""
    if type(node) is not Mapping:
        value = _worth(node, what, problems)
        return {} if value is None else {"each": value}
    entries = ((name, _worth(value, what, problems)) for name, (_, value) in node.entries.items())
    return {"points": tuple((name, value) for name, value in entries if value is not None)}


def _worth(node: Node, what: str, problems: Problems) -> str | None:
    value = number_at(node, what, problems)
    if value is REFUSED:
        return None
    if value < 0:
        problems.add(f"{what} are negative ({value}), but a positive number is expected", node)
    return f"{float(value):g}"
