"""The worksheet as one JSON object, `backprop/1`: full doubles, names as everywhere else.

Small networks are indented for people, large ones written on one line. To add a field of the network: a row
in `NETWORK`.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ..example.order import has_gradient
from ..example.quantity import Quantity, name_of
from ..example.schedule import samples_of

if TYPE_CHECKING:
    from ..example.worksheet import Worksheet
    from ..network.model import Choice, Layer, Network, Penalty
    from ..writing.style import Style


def render(worksheet: Worksheet, style: Style) -> str:
    """The JSON text, with a newline at its end."""
    indent = 2 if worksheet.exact else None
    return json.dumps(as_object(worksheet), indent=indent, ensure_ascii=False, allow_nan=False) + "\n"


def as_object(worksheet: Worksheet) -> dict[str, Any]:
    """The object that is written."""
    return {
        "format": "backprop/1",
        "network": {key: describe(worksheet.network) for key, describe in NETWORK.items()},
        "steps": [_Step(worksheet, update).as_object() for update in worksheet.reported],
    }


class _Step:
    """One update: its quantities, by what they belong to."""

    def __init__(self, worksheet: Worksheet, update: int) -> None:
        self.worksheet, self.update, self.network = worksheet, update, worksheet.network
        self.quantities = worksheet.order_of(update)

    def as_object(self) -> dict[str, Any]:
        return {
            "step": self.update + 1,
            "samples": [
                self.sample(number)
                for number in samples_of(self.network, self.update)
                if number in self.worksheet.samples
            ],
            "loss": self.loss(False),
            "gradients": self.gradients(),
            "updated": self.updated(),
            "loss_after": self.loss(True),
        }

    def named(self, choose: Callable[[Quantity], bool]) -> dict[str, float]:
        numbers = self.worksheet.numbers
        return {name_of(q, self.update): float(numbers[q]) for q in self.quantities if choose(q)}

    def sample(self, number: int) -> dict[str, Any]:
        """The numbers of a sample before the update, and its outputs and loss after it."""
        values = self.named(lambda q: q.sample == number and q.update == self.update)
        after = self.named(
            lambda q: q.sample == number and q.update > self.update and q.kind in ("out", "term", "loss")
        )
        return {"sample": number + 1, "values": values, **({"after": after} if after else {})}

    def loss(self, after: bool) -> float | None:
        """The loss over the samples of the update, before it or after it."""
        wanted = self.worksheet.steps.loss(self.update, after)
        return next(iter(self.named(lambda q: q == wanted).values()), None)

    def gradients(self) -> dict[str, float] | None:
        """The gradient that the update uses, of every trained parameter."""
        if not has_gradient(self.network):
            return None
        steps, numbers, known = self.worksheet.steps, self.worksheet.numbers, set(self.quantities)
        trained = [one.name for one in self.network.parameters if one.trained]
        found = {name: steps.gradient(name, self.update) for name in trained}
        return {name: float(numbers[q]) for name, q in found.items() if q in known} or None

    def updated(self) -> dict[str, float] | None:
        """Every parameter after the update, the fixed ones unchanged, in file order."""
        numbers = self.worksheet.numbers
        new = {q.subject: float(numbers[q]) for q in self.quantities if q.kind == "parameter"}
        if not new or self.worksheet.only:
            return new or None
        return {one.name: new.get(one.name, float(one.value)) for one in self.network.parameters}


def _choice(choice: Choice | None) -> Any:
    if choice is None or not choice.options:
        return choice and choice.name
    return {choice.name: {name: float(value) for name, value in choice.options}}


def _penalty(penalty: Penalty | None) -> Any:
    return penalty and {**penalty._asdict(), "strength": float(penalty.strength)}


def _layer(network: Network, layer: Layer) -> dict[str, Any]:
    name = {None: None} | {number: one.name for number, one in enumerate(network.parameters)}
    return {
        "neurons": layer.neurons,
        "from": layer.sources,
        "activation": _choice(layer.activation),
        "weights": layer.weights and [[name[index] for index in row] for row in layer.weights],
        "thresholds" if layer.thresholds else "biases": [name[index] for index in layer.biases],
    }


def _samples(network: Network) -> list[dict[str, Any]]:
    return [
        {
            "inputs": dict(zip(network.inputs, map(float, sample.inputs), strict=True)),
            "targets": sample.targets and dict(zip(network.outputs, map(float, sample.targets), strict=True)),
        }
        for sample in network.samples
    ]


NETWORK: dict[str, Callable[[Network], Any]] = {
    "name": lambda n: n.name,
    "source": lambda n: n.source,
    "description": lambda n: n.description,
    "inputs": lambda n: n.inputs,
    "layers": lambda n: [_layer(n, layer) for layer in n.layers],
    "parameters": lambda n: {one.name: float(one.value) for one in n.parameters},
    "fixed": lambda n: [one.name for one in n.parameters if not one.trained],
    "samples": _samples,
    "loss": lambda n: _choice(n.loss),
    "learning_rate": lambda n: None if n.learning_rate is None else float(n.learning_rate),
    "batch": lambda n: n.batch,
    "update": lambda n: {"minibatch": n.minibatch} if n.minibatch else n.update,
    "optimizer": lambda n: _choice(n.optimizer),
    "l2": lambda n: _penalty(n.l2),
    "l1": lambda n: _penalty(n.l1),
}
"""Each field of the network's description."""
