"""The worksheet as one JSON object, `backprop/1`: full doubles, names as everywhere else.

Small networks are indented for people, large ones written on one line. To add a field of the network: a row
in `NETWORK`.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ..calculation.quantity import Quantity, name_of
from ..calculation.schedule import has_gradient, has_update, samples_of

if TYPE_CHECKING:
    from ..network.model import Choice, Layer, Network, Penalty, Rounding
    from ..sheet.worked_example import Worksheet
    from ..writing.style import Style
    from . import Data


def render(data: Data, page: object) -> str:
    """The JSON text, with a newline at its end."""
    worksheet, style = data
    indent = 2 if worksheet.exact else None
    return json.dumps(as_object(worksheet, style), indent=indent, ensure_ascii=False, allow_nan=False) + "\n"


def as_object(worksheet: Worksheet, style: Style) -> dict[str, Any]:
    """The object that is written."""
    return {
        "format": "backprop/1",
        "network": {key: describe(worksheet.network) for key, describe in NETWORK.items()},
        "steps": [_Step(worksheet, style, update).as_object() for update in worksheet.reported],
    }


class _Step:
    """One update of a worksheet."""

    def __init__(self, worksheet: Worksheet, style: Style, update: int) -> None:
        self.blank = style.blanks_in(worksheet) or (lambda q: False)
        self.worksheet, self.update, self.network = worksheet, update, worksheet.network
        self.numbers, self.steps, self.wanted = worksheet.numbers, worksheet.steps, worksheet.wanted

    def as_object(self) -> dict[str, Any]:
        return {
            "step": self.update + 1,
            "samples": self.samples(),
            "loss": self.loss(False),
            "gradients": self.gradients(),
            "updated": self.updated(),
            "loss_after": self.loss(True),
        }

    def samples(self) -> list[dict[str, Any]]:
        """Each sample with its numbers before the update, and its outputs and loss after it."""
        written = frozenset(self.worksheet.samples)
        numbers = [number for number in samples_of(self.network, self.update) if number in written]
        values: dict[int, dict[str, float | None]] = {number: {} for number in numbers}
        after: dict[int, dict[str, float | None]] = {number: {} for number in numbers}
        for q in self.worksheet.order_of(self.update):
            if q.sample is not None and (q.update == self.update or q.traits.outcome):
                into = values if q.update == self.update else after
                into[q.sample][name_of(q, self.update)] = self.shown(q)
        return [
            {
                "sample": number + 1,
                "values": values[number],
                **({"after": after[number]} if after[number] else {}),
            }
            for number in numbers
        ]

    def shown(self, q: Quantity) -> float | None:
        """The number of a quantity, or None where it is left blank."""
        return None if q not in self.worksheet.given and self.blank(q) else float(self.numbers[q])

    def asked(self, q: Quantity) -> bool:
        """Whether a number was asked for."""
        return self.wanted is None or q in self.wanted

    def number(self, q: Quantity) -> float | None:
        """The number of a quantity, or None where it was not asked for."""
        return self.shown(q) if self.asked(q) else None

    def loss(self, after: bool) -> float | None:
        """The loss over the samples of the update, before it or after it."""
        if not has_gradient(self.network) or (after and not has_update(self.network)):
            return None
        return self.number(self.steps.loss(self.update, after))

    def gradients(self) -> dict[str, float | None] | None:
        """The gradient that the update uses, of every trained parameter."""
        if not has_gradient(self.network):
            return None
        gradient, number, update = self.steps.gradient, self.number, self.update
        gradients = {
            parameter.name: number(gradient(parameter.name, update))
            for parameter in self.network.parameters
            if parameter.trained and self.asked(gradient(parameter.name, update))
        }
        return gradients or None

    def updated(self) -> dict[str, float | None] | None:
        """Every parameter after the update, the fixed ones unchanged, in file order."""
        if not has_update(self.network):
            return None
        number, after = self.number, self.update + 1
        new = {
            parameter.name: Quantity("parameter", parameter.name, "", None, after if parameter.trained else 0)
            for parameter in self.network.parameters
            if parameter.trained or self.wanted is None
        }
        return {name: number(q) for name, q in new.items() if self.asked(q)} or None


def _choice(choice: Choice | None) -> Any:
    if choice is None or not choice.options:
        return choice and choice.name
    return {choice.name: {name: float(value) for name, value in choice.options}}


def _penalty(penalty: Penalty | None) -> Any:
    return penalty and {**penalty._asdict(), "strength": float(penalty.strength)}


def _rounding(rounding: Rounding) -> dict[str, Any]:
    """As the file has it."""
    return {rounding.kind: rounding.places, "each_step": rounding.each_step, "mode": rounding.mode}


def _layer(network: Network, layer: Layer) -> dict[str, Any]:
    name = {None: None} | {number: parameter.name for number, parameter in enumerate(network.parameters)}
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
    "parameters": lambda n: {parameter.name: float(parameter.value) for parameter in n.parameters},
    "fixed": lambda n: [parameter.name for parameter in n.parameters if not parameter.trained],
    "samples": _samples,
    "loss": lambda n: _choice(n.loss),
    "learning_rate": lambda n: None if n.learning_rate is None else float(n.learning_rate),
    "batch": lambda n: n.batch,
    "update": lambda n: {"minibatch": n.minibatch} if n.minibatch else n.update,
    "optimizer": lambda n: _choice(n.optimizer),
    "l2": lambda n: _penalty(n.l2),
    "l1": lambda n: _penalty(n.l1),
    "rounding": lambda n: n.rounding and _rounding(n.rounding),
}
"""Each field of the network's description."""
