"""A picture in words, for those who do not see it: layers, what stands at their circles, connections."""

from __future__ import annotations

from collections.abc import Iterable

from .columns import Column, Texts
from .connections import Wire
from .scene import Scene
from .shapes import Label


def description(scene: Scene, columns: list[Column], wires: list[Wire]) -> str:
    """The whole picture in sentences; an empty box is called blank."""
    moment = f"{scene.moment.capitalize()}." if scene.moment else ""
    sentences = [*filter(None, [moment]), *(_column(column) for column in columns)]
    joined = "; ".join(filter(None, (_wire(wire) for wire in wires)))
    return " ".join([*sentences, *([f"Connections: {joined}."] if joined else [])])


def _column(column: Column) -> str:
    """Layer 1, sigmoid: h1 (0.5933, b1 0.35), …"""
    what = f"Layer {column.layer}, {_said(column.caption)}" if column.layer else "Inputs"
    pairs = zip(column.names, column.texts, strict=True)
    nodes = [_node(name, texts) if name else f"{column.left_out} more" for name, texts in pairs]
    return f"{what}: {', '.join(nodes)}."


def _node(name: str, texts: Texts) -> str:
    labels = (*texts.inside[1:], *texts.above, *texts.below, *texts.beside)
    return f"{name} ({_listed(labels)})" if labels else name


def _wire(wire: Wire) -> str:
    said = _listed(wire.lines)
    return f"{wire.source} to {wire.neuron}{' ' if said else ''}{said}"


def _listed(labels: Iterable[Label]) -> str:
    return ", ".join(_said(label) for label in labels)


def _said(label: Label) -> str:
    """The name of a number and the number, or words."""
    name = label.key or "".join(letter.text for letter in label.letters)
    number = "blank" if label.number is None else label.number
    return f"{name} {number}".strip()
