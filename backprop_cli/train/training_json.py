"""A training as one JSON object: every loss, the trained parameters, the outputs, why it stopped."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .training import Trained


def render(trained: Trained) -> str:
    """The JSON text, with a newline at its end."""
    return json.dumps(as_object(trained), ensure_ascii=False, allow_nan=False) + "\n"


def as_object(trained: Trained) -> dict[str, Any]:
    """The object that is written. `kept` is the epoch whose parameters and outputs these are."""
    network, kept = trained.origin, trained.kept
    return {
        "format": "backprop-train/1",
        "network": network.name,
        "epochs": trained.epochs,
        "updates": trained.updates,
        "stopped": trained.reason,
        "kept": kept,
        "loss_before": trained.losses[0],
        "loss_after": trained.losses[kept],
        "losses": trained.losses,
        "validation_losses": trained.validation or None,
        "parameters": {
            parameter.name: value
            for parameter, value in zip(network.parameters, trained.numbers, strict=True)
        },
        "outputs": [
            {"sample": number, "outputs": dict(zip(network.outputs, outputs, strict=True))}
            for number, outputs in enumerate(trained.outputs, 1)
        ],
    }
