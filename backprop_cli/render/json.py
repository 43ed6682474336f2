"""The worksheet as one JSON object, `backprop/1`: full doubles, names as everywhere else.

Small networks are indented for people, large ones written on one line. To add a field of the network: a row
in `NETWORK`.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ..example.quantity import Quantity, name_of

if TYPE_CHECKING:
    from ..example.worksheet import Worksheet
    from ..network.model import Choice, Layer, Network
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
        "steps": [_step(worksheet)],
    }


def _step(worksheet: Worksheet) -> dict[str, Any]:
    network = worksheet.network
    after = dict(_named(worksheet, lambda q: q.update == 1 and q.kind in ("out", "loss")))
    values = {name: number for name, number in after.items() if name != "E+"}
    return {
        "step": 1,
        "samples": [_sample(worksheet, number) for number in range(len(network.samples))],
        "loss": _single(worksheet, lambda q: q.kind == "loss" and not q.update),
        "gradients": _by_subject(worksheet, "dE/dparameter", lambda q: _is_trained(worksheet, q)),
        "updated": _updated(worksheet),
        "after": values or None,
        "loss_after": after.get("E+"),
    }


def _sample(worksheet: Worksheet, number: int) -> dict[str, Any]:
    def belongs(q: Quantity) -> bool:
        return q.sample == number and not q.update and q.kind != "loss"

    return {"sample": number + 1, "values": dict(_named(worksheet, belongs))}


def _named(worksheet: Worksheet, choose: Callable[[Quantity], bool]) -> list[tuple[str, float]]:
    numbers = worksheet.numbers
    return [(name_of(q), float(numbers[q])) for q in worksheet.order if choose(q)]


def _single(worksheet: Worksheet, choose: Callable[[Quantity], bool]) -> float | None:
    found = _named(worksheet, choose)
    return found[0][1] if found else None


def _by_subject(
    worksheet: Worksheet, kind: str, choose: Callable[[Quantity], bool]
) -> dict[str, float] | None:
    numbers = worksheet.numbers
    found = {q.subject: float(numbers[q]) for q in worksheet.order if q.kind == kind and choose(q)}
    return found or None


def _is_trained(worksheet: Worksheet, q: Quantity) -> bool:
    return worksheet.network.parameters[worksheet.steps.numbers[q.subject]].trained


def _updated(worksheet: Worksheet) -> dict[str, float] | None:
    """Every parameter after the update, the fixed ones unchanged, in file order."""
    new = _by_subject(worksheet, "parameter", lambda q: True)
    if new is None or worksheet.only:
        return new
    return {one.name: new.get(one.name, float(one.value)) for one in worksheet.network.parameters}


def _choice(choice: Choice | None) -> Any:
    if choice is None or not choice.options:
        return choice and choice.name
    return {choice.name: {name: float(value) for name, value in choice.options}}


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
    "learning_rate": lambda n: n.learning_rate and float(n.learning_rate),
    "batch": lambda n: n.batch,
    "update": lambda n: {"minibatch": n.minibatch} if n.minibatch else n.update,
    "optimizer": lambda n: _choice(n.optimizer),
}
"""Each field of the network's description."""
