"""Reads a network file for the reference, apart from the program's own reader; only what valid files need."""

from __future__ import annotations

from itertools import count, islice
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from oracles import M


class Neuron(NamedTuple):
    """A neuron: pairs of weight and source (a bare one has the weight None), the bias or None, its sign."""

    name: str
    weights: list[tuple[str | None, str]]
    bias: str | None
    sign: int


class Example(NamedTuple):
    """A network and one sample. `layers` are pairs of an activation and its neurons."""

    inputs: dict[str, Any]
    targets: dict[str, Any]
    parameters: dict[str, Any]
    fixed: set[str]
    layers: list[tuple[str, list[Neuron]]]
    loss: str | None
    rate: Any


def read(path: str | Path, sample: int = 1) -> Example:
    """The example in a network file; of several samples, that one (counted from 1)."""
    file = yaml.load(Path(path).read_text(encoding="utf-8"), yaml.BaseLoader)
    inputs = dict(named(_sample(file["inputs"], sample), numbered("i")))
    names = {letter: numbered(letter) for letter in "hwb"}
    rate = number(file["learning_rate"]) if "learning_rate" in file else None
    example = Example(inputs, {}, {}, set(), [], file.get("loss"), rate)
    sources = list(inputs)
    for layer in file["layers"]:
        last = layer is file["layers"][-1]
        neurons = _layer(file | layer, layer.get("from", sources), example, names, last)
        example.layers.append((layer.get("activation", file.get("activation")), neurons))
        sources = [neuron.name for neuron in neurons]
    if "targets" in file:
        example.targets.update(_targets(_sample(file["targets"], sample), sources))
    if isinstance(file.get("fixed", "none"), list):
        example.fixed.update(file["fixed"])
    return example


def _layer(layer: Any, sources: list[str], example: Example, names: Any, last: bool) -> list[Neuron]:
    rows = [named(row, names["w"]) for row in layer.get("weights", [])]
    weights = [pair for row in rows for pair in row if pair]
    if layer.get("weights_layout") == "from_to":
        rows = [list(column) for column in zip(*rows, strict=True)]
    if rows:
        pairs = [[(cell[0], s) for cell, s in zip(row, sources, strict=True) if cell] for row in rows]
    else:
        pairs = [[(None, source)] for source in sources]
    default = numbered("o") if last else names["h"]
    neurons = layer.get("neurons") or list(islice(default, len(pairs)))
    biases = _biases(layer, names["b"], len(neurons))
    kinds = {"weights": dict(weights), "biases": dict(filter(None, biases))}
    example.parameters.update(kinds["weights"] | kinds["biases"])
    if layer.get("fixed") in ("weights", "biases"):
        example.fixed.update(kinds[layer["fixed"]])
    sign = -1 if {"threshold", "thresholds"} & set(layer) else 1
    return [Neuron(n, p, b and b[0], sign) for n, p, b in zip(neurons, pairs, biases, strict=True)]


def _biases(layer: Any, default: Any, size: int) -> list[tuple[str, Any] | None]:
    """The name and number of each neuron's bias or threshold, or None."""
    shared = layer.get("bias", layer.get("threshold"))
    own = layer.get("biases", layer.get("thresholds"))
    if shared is not None:
        return named(shared if isinstance(shared, dict) else [shared], default) * size
    return [None] * size if own is None else named(own, default)


def _sample(values: Any, sample: int) -> Any:
    """The inputs or targets of one sample, where they may be those of one or of several."""
    one = isinstance(values, dict) or isinstance(values[0], str)
    return values if one else values[sample - 1]


def _targets(targets: Any, outputs: list[str]) -> dict[str, Any]:
    if isinstance(targets, dict) and "class" in targets:
        return {name: M.mpf(name == targets["class"]) for name in outputs}
    return dict(named(targets, iter(outputs)))


def numbered(letter: str) -> Any:
    """The default names of one letter: w1, w2, …"""
    return (f"{letter}{k}" for k in count(1))


def named(values: Any, default: Any) -> list[Any]:
    """Pairs of name and number of a list or a mapping, None for null; `default` gives the names of a list."""
    if isinstance(values, dict):
        return [(name, number(text)) for name, text in values.items()]
    return [None if text in ("null", "~", "") else (next(default), number(text)) for text in values]


def number(text: str) -> Any:
    """A number as written: 0.15 is 0.15, and 1/3 a third."""
    above, _, below = text.partition("/")
    return M.mpf(above) / M.mpf(below or 1)
