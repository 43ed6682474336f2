"""Networks of homework size, drawn at random and written as files."""

from __future__ import annotations

import random
from itertools import pairwise
from typing import Any

import yaml

SIZES = (
    (1, 1, 1),
    (2, 1),
    (2, 1, 1),
    (1, 2, 1),
    (2, 2, 1),
    (2, 2, 2),
    (3, 2, 1),
    (3, 2, 2),
    (2, 3, 2),
    (3, 3, 2),
    (2, 2, 2, 1),
)

ENDS = (
    ("sigmoid", "half_squared_error"),
    ("sigmoid", "squared_error"),
    ("sigmoid", "mean_squared_error"),
    ("sigmoid", "binary_cross_entropy"),
    ("softmax", "cross_entropy"),
    ("linear", "half_squared_error"),
    ("linear", "mean_squared_error"),
    ("tanh", "half_squared_error"),
)
"""Activations of the output layer with the losses that go with them."""

RULES: tuple[Any, ...] = (
    "sgd",
    "sgd",
    "sgd",
    {"momentum": {"momentum": 0.9}},
    {"adam": {"beta1": 0.9, "beta2": 0.999}},
)


def network(draw: random.Random) -> dict[str, Any]:
    """The tree of a network file."""
    end, loss = draw.choice(ENDS)
    sizes = draw.choice([s for s in SIZES if s[-1] > 1]) if end == "softmax" else draw.choice(SIZES)
    tree: dict[str, Any] = {"layers": [_layer(draw, *pair) for pair in pairwise(sizes)]}
    for layer in tree["layers"]:
        layer["activation"] = draw.choice(("sigmoid", "sigmoid", "tanh", "relu", "leaky_relu"))
    tree["layers"][-1]["activation"] = end
    tree |= {"loss": loss, "learning_rate": draw.choice((0.1, 0.2, 0.3, 0.5, 0.05))}
    return tree | _samples(draw, sizes, end, loss) | _options(draw)


def _layer(draw: random.Random, before: int, size: int) -> dict[str, Any]:
    weights = [[_number(draw) for _ in range(before)] for _ in range(size)]
    kind = draw.choice(("bias", "biases", "biases", ""))
    biases = {"bias": _number(draw), "biases": [_number(draw) for _ in range(size)], "": None}[kind]
    return {"weights": weights, **({kind: biases} if kind else {})}


def _number(draw: random.Random) -> float:
    return draw.choice((-1, 1)) * round(draw.uniform(0.08, 0.95), 2)


def _samples(draw: random.Random, sizes: tuple[int, ...], end: str, loss: str) -> dict[str, Any]:
    several = draw.choice((1, 1, 1, 2, 3))
    inputs = [[round(draw.uniform(-1.5, 2), 1) or 0.5 for _ in range(sizes[0])] for _ in range(several)]
    targets = [_targets(draw, sizes[-1], end, loss) for _ in range(several)]
    if several == 1:
        return {"inputs": inputs[0], "targets": targets[0]}
    return {"inputs": inputs, "targets": targets, "batch": draw.choice(("mean", "sum"))}


def _targets(draw: random.Random, size: int, end: str, loss: str) -> list[float]:
    if end == "softmax":
        label = draw.randrange(size)
        return [int(place == label) for place in range(size)]
    if loss == "binary_cross_entropy":
        return [draw.choice((0, 1)) for _ in range(size)]
    return [draw.choice((0.01, 0.99, 0.1, 0.9, 0.25, 0.7, 1, 0)) for _ in range(size)]


def _options(draw: random.Random) -> dict[str, Any]:
    rule = draw.choice(RULES)
    found: dict[str, Any] = {} if rule == "sgd" else {"optimizer": rule, "steps": draw.choice((1, 2))}
    if draw.random() < 0.25:
        found["l2"] = draw.choice((0.1, 0.05, 0.01))
    if draw.random() < 0.2 and rule == "sgd":
        found["fixed"] = "biases"
    return found


def text(seed: int) -> str:
    """The file of a network."""
    tree = network(random.Random(seed))
    return str(yaml.safe_dump({"name": f"random {seed}", **tree}, sort_keys=False, default_flow_style=None))
