"""A `Network` becomes a network file again: every number, every name, everything that is set.

`read_network` makes the same network of the text. Names that the reader would give by itself are left out, so
a plain file stays plain. To add a key of the file: its line in `_keys`.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from ..maths.activations import ACTIVATIONS
from ..maths.losses import LOSSES
from ..maths.optimizers import DEFAULT_RULE, OPTIMIZERS

if TYPE_CHECKING:
    from .model import Choice, Columns, Handout, Layer, Network, Number, Penalty, Sample

PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
"""A text that is itself in YAML, if it is no word of `RESERVED`."""

RESERVED = {"null", "true", "false", "yes", "no", "on", "off", "inf", "nan"}

TABLES: dict[str, Any] = {**ACTIVATIONS, **LOSSES, **OPTIMIZERS}
"""Every entry that may have options."""


def written(network: Network, comments: Iterable[str] = (), folder: str = "") -> str:
    """The text of the file, with comments above it; tables of samples are named as from the folder."""
    lines = [f"# {line}" for comment in comments for line in comment.splitlines()]
    return "\n".join([*lines, *_keys(network, folder)]) + "\n"


def _keys(network: Network, folder: str) -> Iterator[str]:
    for key in ("name", "source", "description"):
        text = getattr(network, key)
        if text is not None:
            yield f"{key}: {json.dumps(text, ensure_ascii=False)}"
    tables = {columns.key: _table(columns, folder) for columns in network.columns}
    for key, samples in (("samples", network.samples), ("validation", network.validation)):
        yield from [tables[key]] if key in tables else _samples(key, network, samples)
    if _is_turned(network):
        yield "weights_layout: from_to"
    yield "layers:"
    names = _Names(network)
    for number, layer in enumerate(network.layers):
        yield from _layer(network, names, number, layer)
    yield from _training(network)


def _training(network: Network) -> Iterator[str]:
    if network.loss is not None:
        yield f"loss: {_choice(network.loss)}"
    if network.learning_rate is not None:
        yield f"learning_rate: {network.learning_rate}"
    if network.batch is not None:
        yield f"batch: {network.batch}"
    if network.update == "minibatch":
        yield f"update: {{minibatch: {network.minibatch}}}"
    elif network.update != "batch":
        yield f"update: {network.update}"
    for key in ("steps", "epochs"):
        if getattr(network, key) is not None:
            yield f"{key}: {getattr(network, key)}"
    if network.optimizer.name != DEFAULT_RULE:
        yield f"optimizer: {_choice(network.optimizer)}"
    yield from (f"{key}: {_penalty(penalty)}" for key, penalty in network.penalties.items())
    if network.fixed:
        yield f"fixed: {_flow(map(_name, network.fixed))}"
    yield from _look(network)


def _look(network: Network) -> Iterator[str]:
    if isinstance(network.notation, str):
        yield f"notation: {_name(network.notation)}"
    elif network.notation is not None:
        letters = (f"{key}: {json.dumps(letter, ensure_ascii=False)}" for key, letter in network.notation)
        yield f"notation: {{{', '.join(letters)}}}"
    if network.rounding is not None:
        kind, places, each_step, mode = network.rounding
        yield f"rounding: {{{kind}: {places}, each_step: {str(each_step).lower()}, mode: {mode}}}"
    if network.handout is not None:
        yield f"sheet: {{{', '.join(_handout(network.handout))}}}"


def _handout(handout: Handout) -> Iterator[str]:
    for key in ("course", "title", "date"):
        if (text := getattr(handout, key)) is not None:
            yield f"{key}: {json.dumps(text, ensure_ascii=False)}"
    yield f"name: {str(handout.name).lower()}"
    points = ", ".join(f"{json.dumps(name, ensure_ascii=False)}: {value}" for name, value in handout.points)
    if points or handout.each is not None:
        yield f"points: {f'{{{points}}}' if points else handout.each}"


class _Names:
    """Which parameters need their names: those of a kind whose names are not the reader's own."""

    def __init__(self, network: Network) -> None:
        self.turned = _is_turned(network)
        rows = [row for layer in network.layers for row in self.rows(layer)]
        weights = [index for row in rows for index in row if index is not None]
        biases = [index for layer in network.layers for index in _biases(layer) if index is not None]
        self.network = network
        self.weights = _are_counted(network, weights, "w")
        self.biases = _are_counted(network, biases, "b")

    def rows(self, layer: Layer) -> list[tuple[int | None, ...]]:
        """The rows of the weights as they are written."""
        return list(zip(*layer.weights or (), strict=True) if self.turned else layer.weights or ())

    def value(self, number: int | None, plain: bool) -> str:
        """The number of a parameter, with its name where that is needed."""
        if number is None:
            return "null"
        parameter = self.network.parameters[number]
        return str(parameter.value) if plain else f"{_name(parameter.name)}: {parameter.value}"

    def vector(self, numbers: Sequence[int | None], plain: bool) -> str:
        """A row: a list, or a mapping; a list of mappings where a number is missing or there twice."""
        texts = [self.value(number, plain) for number in numbers]
        if plain:
            return _flow(texts)
        if None not in numbers and len(set(numbers)) == len(numbers):
            return f"{{{', '.join(texts)}}}"
        return _flow(
            text if number is None else f"{{{text}}}" for text, number in zip(texts, numbers, strict=True)
        )


def _is_turned(network: Network) -> bool:
    """Whether the weights are numbered by their sources, as where a row belongs to a source."""
    flat = [one for layer in network.layers for row in layer.weights or () for one in row if one is not None]
    first = list(dict.fromkeys(flat))
    return first != sorted(first)


def _are_counted(network: Network, numbers: list[int], letter: str) -> bool:
    names = [network.parameters[number].name for number in numbers]
    return names == [f"{letter}{place}" for place in range(1, len(names) + 1)]


def _biases(layer: Layer) -> tuple[int | None, ...]:
    """The biases, a shared one once."""
    return layer.biases[:1] if _is_shared(layer) else layer.biases


def _is_shared(layer: Layer) -> bool:
    return len(layer.biases) > 1 and len(set(layer.biases)) == 1


def _layer(network: Network, names: _Names, number: int, layer: Layer) -> Iterator[str]:
    yield f"  - neurons: {_flow(map(_name, layer.neurons))}"
    yield f"    activation: {_choice(layer.activation)}"
    below = network.layers[number - 1].neurons if number else network.inputs
    if layer.sources != below:
        yield f"    from: {_flow(map(_name, layer.sources))}"
    if layer.weights is not None:
        yield "    weights:"
        yield from (f"      - {names.vector(row, names.weights)}" for row in names.rows(layer))
    if any(index is not None for index in layer.biases):
        word = "threshold" if layer.thresholds else "bias"
        if _is_shared(layer):
            text = names.value(layer.biases[0], names.biases)
            yield f"    {word}: {text if names.biases else f'{{{text}}}'}"
        else:
            plural = {"threshold": "thresholds", "bias": "biases"}[word]
            yield f"    {plural}: {names.vector(layer.biases, names.biases)}"


def _table(columns: Columns, folder: str) -> str:
    """The samples of a table, by its name from a folder (an absolute one where there is no other)."""
    try:
        path = os.path.relpath(os.path.realpath(columns.file), folder or ".")
    except ValueError:  # on another drive
        path = os.path.abspath(columns.file)
    targets = _flow(map(_name, columns.targets))
    if columns.classes:
        targets = f"{{class: {_name(columns.targets[0])}}}"
    aims = f", targets: {targets}" if columns.targets else ""
    name = json.dumps(path.replace(os.sep, "/"), ensure_ascii=False)
    return f"{columns.key}: {{csv: {name}, inputs: {_flow(map(_name, columns.inputs))}{aims}}}"


def _samples(key: str, network: Network, samples: Sequence[Sample]) -> Iterator[str]:
    """One sample as `inputs` and `targets`, several as a list."""
    if key != "samples" or len(samples) > 1:
        yield from _list(key, network, samples) if samples else ()
        return
    yield f"inputs: {_vector(network.inputs, samples[0].inputs)}"
    if samples[0].targets is not None:
        yield f"targets: {_vector(network.outputs, samples[0].targets)}"


def _list(key: str, network: Network, samples: Sequence[Sample]) -> Iterator[str]:
    yield f"{key}:"
    for sample in samples:
        targets = ""
        if sample.targets is not None:
            targets = f", targets: {_vector(network.outputs, sample.targets)}"
        yield f"  - {{inputs: {_vector(network.inputs, sample.inputs)}{targets}}}"


def _vector(names: Sequence[str], values: Sequence[Number]) -> str:
    pairs = zip(names, values, strict=True)
    return f"{{{', '.join(f'{_name(name)}: {value}' for name, value in pairs)}}}"


def _choice(choice: Choice) -> str:
    """An entry by its name, with the options that are not those it has by itself."""
    usual = dict(TABLES[choice.name].options)
    options = [f"{name}: {value}" for name, value in choice.options if str(value) != usual.get(name)]
    return f"{{{choice.name}: {{{', '.join(options)}}}}}" if options else choice.name


def _penalty(penalty: Penalty) -> str:
    flags = [f"{key}: true" for key in ("biases", "per_sample") if getattr(penalty, key)]
    return f"{{{', '.join([f'lambda: {penalty.strength}', *flags])}}}"


def _flow(texts: Iterable[str]) -> str:
    return f"[{', '.join(texts)}]"


def _name(name: str) -> str:
    """A name as it is, or in quotes where YAML would make something else of it."""
    if PLAIN.fullmatch(name) and name.lower() not in RESERVED:
        return name
    return json.dumps(name, ensure_ascii=False)
