"""Reading a network file with plain PyYAML; what a student here cannot do is refused by name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from itertools import count
from pathlib import Path
from typing import Any

import yaml

from .network import Network, Neuron

ACTIVATIONS = {
    "sigmoid": "sigmoid",
    "logistic": "sigmoid",
    "tanh": "tanh",
    "relu": "relu",
    "leaky_relu": "leaky_relu",
    "linear": "linear",
    "identity": "linear",
    "softmax": "softmax",
    "step": "step",
}

LOSSES = (
    "half_squared_error",
    "squared_error",
    "mean_squared_error",
    "binary_cross_entropy",
    "cross_entropy",
    "output",
)

FILE_KEYS = {
    *("name", "source", "description", "notation", "inputs", "targets", "samples", "layers", "activation"),
    *("loss", "batch", "update", "steps", "epochs", "learning_rate", "optimizer", "l2", "fixed"),
    "weights_layout",
}

LAYER_KEYS = {"neurons", "activation", "weights", "bias", "biases", "threshold", "thresholds"}

DEFAULTS = {
    "sgd": {},
    "momentum": {"momentum": "0.9"},
    "adam": {"beta1": "0.9", "beta2": "0.999", "epsilon": "1e-8"},
}


class Unknown(Exception):
    """The network has what these students do not know."""


def read(path: Path) -> Network:
    """The network of a file. Raises Unknown."""
    tree = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
    known(tree, FILE_KEYS)
    return Reader(tree, path.stem).network()


def known(tree: dict[str, Any], keys: set[str]) -> None:
    """Complain of keys that are not known."""
    if strange := set(tree) - keys:
        raise Unknown(", ".join(sorted(strange)))


def number(text: str) -> Decimal:
    """A number of the file."""
    try:
        return Decimal(text)
    except InvalidOperation:
        value = Fraction(text)
        return Decimal(value.numerator) / Decimal(value.denominator)


def named(row: Any, names: Iterator[str]) -> list[tuple[str | None, Decimal | None]]:
    """The entries of a list or a mapping, with the next of the default names; None where none is there."""
    if isinstance(row, dict):
        return [
            (name, number(text)) if text not in ("null", "~", "") else (None, None)
            for name, text in row.items()
        ]
    return [(next(names), number(text)) if text not in ("null", "~", "") else (None, None) for text in row]


class Reader:
    """What is read so far, with the counters of the default names."""

    def __init__(self, tree: dict[str, Any], name: str) -> None:
        self.tree, self.name = tree, name
        self.parameters: dict[str, Decimal] = {}
        self.weight_names = (f"w{n}" for n in count(1))
        self.bias_names = (f"b{n}" for n in count(1))
        self.hidden_names = (f"h{n}" for n in count(1))

    def network(self) -> Network:
        """The whole of it."""
        samples = list(self._samples())
        inputs = tuple(samples[0][0])
        layers = tuple(self._layers(inputs, tuple(samples[0][1])))
        loss = self.tree.get("loss")
        if loss is not None and loss not in LOSSES:
            raise Unknown(f"loss {loss}")
        optimizer, options = self._optimizer()
        l2, biases = self._penalty()
        return Network(
            *(self.name, inputs, layers, self.parameters, self._trained(layers), tuple(samples), loss),
            *(self.tree.get("batch") == "mean", tuple(self._updates(len(samples))), self._rate()),
            *(optimizer, options, l2, biases),
        )

    def _samples(self) -> Iterator[tuple[dict[str, Decimal], dict[str, Decimal]]]:
        if "samples" in self.tree:
            pairs: Iterable[Any] = ((one["inputs"], one.get("targets")) for one in self.tree["samples"])
        else:
            inputs, targets = self.tree["inputs"], self.tree.get("targets")
            alone = isinstance(inputs, dict) or isinstance(inputs[0], str)
            pairs = (
                [(inputs, targets)] if alone else zip(inputs, targets or [None] * len(inputs), strict=True)
            )
        for given, wanted in pairs:
            yield self._numbers(given, "i"), self._targets(wanted)

    def _numbers(self, given: Any, letter: str) -> dict[str, Decimal]:
        return {
            name: value
            for name, value in named(given, (f"{letter}{n}" for n in count(1)))
            if name and value is not None
        }

    def _targets(self, wanted: Any) -> dict[str, Decimal]:
        if wanted is None:
            return {}
        label = wanted.get("class") if isinstance(wanted, dict) and len(wanted) == 1 else wanted
        if isinstance(label, str):
            names = self.tree["layers"][-1]["neurons"]
            return {name: Decimal(name == label) for name in names}
        return self._numbers(wanted, "o")

    def _layers(self, inputs: tuple[str, ...], targets: tuple[str, ...]) -> Iterator[tuple[Neuron, ...]]:
        before, last = inputs, len(self.tree["layers"]) - 1
        for place, layer in enumerate(self.tree["layers"]):
            known(layer, LAYER_KEYS)
            neurons = tuple(self._neurons(layer, before, targets if place == last else None))
            before = tuple(neuron.name for neuron in neurons)
            yield neurons

    def _neurons(
        self, layer: dict[str, Any], before: tuple[str, ...], targets: tuple[str, ...] | None
    ) -> Iterator[Neuron]:
        rows = self._rows(layer, before)
        size = len(rows) if rows else len(before)
        default = (
            iter(targets)
            if targets
            else (f"o{n}" for n in count(1))
            if targets is not None
            else self.hidden_names
        )
        names = layer.get("neurons") or [next(default) for _ in range(size)]
        biases, sign = self._biases(layer, size)
        activation, leak = self._activation(layer)
        for place, name in enumerate(names):
            row = rows[place] if rows else []
            kept = (
                [(source, weight) for source, weight in zip(before, row, strict=True) if weight]
                if rows
                else []
            )
            sources = tuple(source for source, _ in kept) if rows else (before[place],)
            weights = tuple(weight for _, weight in kept)
            yield Neuron(name, sources, weights, biases[place], sign, activation, leak)

    def _rows(self, layer: dict[str, Any], before: tuple[str, ...]) -> list[list[str | None]]:
        given = layer.get("weights")
        if given is None:
            return []
        if isinstance(given, dict):
            raise Unknown("weights drawn at random")
        rows = [self._kept(named(row, self.weight_names)) for row in given]
        if self.tree.get("weights_layout") == "from_to":
            return [list(column) for column in zip(*rows, strict=True)]
        return rows

    def _kept(self, entries: list[tuple[str | None, Decimal | None]]) -> list[str | None]:
        self.parameters.update({name: value for name, value in entries if name and value is not None})
        return [name for name, _ in entries]

    def _biases(self, layer: dict[str, Any], size: int) -> tuple[list[str | None], int]:
        for one, many, sign in (("bias", "biases", 1), ("threshold", "thresholds", -1)):
            if one in layer:
                shared = layer[one]
                entries = named(shared if isinstance(shared, dict) else [shared], self.bias_names)
                return self._kept(entries) * size, sign
            if many in layer:
                return self._kept(named(layer[many], self.bias_names)), sign
        return [None] * size, 1

    def _activation(self, layer: dict[str, Any]) -> tuple[str, Decimal]:
        given = layer.get("activation", self.tree.get("activation", "linear"))
        name, options = (given, {}) if isinstance(given, str) else next(iter(given.items()))
        if name not in ACTIVATIONS:
            raise Unknown(f"activation {name}")
        return ACTIVATIONS[name], number(options.get("slope", "0.01"))

    def _optimizer(self) -> tuple[str, dict[str, Decimal]]:
        given = self.tree.get("optimizer", "sgd")
        name, options = (given, {}) if isinstance(given, str) else next(iter(given.items()))
        if name not in DEFAULTS:
            raise Unknown(f"optimizer {name}")
        if isinstance(options, str):
            options = {"momentum": options}
        return name, {key: number(text) for key, text in {**DEFAULTS[name], **options}.items()}

    def _penalty(self) -> tuple[Decimal | None, bool]:
        given = self.tree.get("l2")
        if given is None or isinstance(given, str):
            return (number(given) if given else None), False
        known(given, {"lambda", "biases"})
        return number(given["lambda"]), given.get("biases") == "true"

    def _trained(self, layers: tuple[tuple[Neuron, ...], ...]) -> frozenset[str]:
        fixed = self.tree.get("fixed", [])
        biases = {neuron.bias for layer in layers for neuron in layer if neuron.bias}
        groups = {"biases": biases, "weights": set(self.parameters) - biases}
        kept = groups[fixed] if isinstance(fixed, str) else set(fixed)
        return frozenset(set(self.parameters) - kept) if self.tree.get("learning_rate") else frozenset()

    def _updates(self, samples: int) -> Iterator[tuple[int, ...]]:
        update = self.tree.get("update", "batch")
        size = (
            {"batch": samples, "online": 1}.get(update)
            if isinstance(update, str)
            else int(update["minibatch"])
        )
        if size is None:
            raise Unknown(f"update {update}")
        parts = [tuple(range(start, min(start + size, samples))) for start in range(0, samples, size)]
        number_of = int(self.tree["steps"]) if "steps" in self.tree else 0
        epochs = int(self.tree.get("epochs", len(parts) == 1 or update == "online"))
        for step in range(number_of or epochs * len(parts)):
            yield parts[step % len(parts)]

    def _rate(self) -> Decimal | None:
        rate = self.tree.get("learning_rate")
        return number(rate) if rate else None
