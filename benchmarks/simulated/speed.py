"""The exercises whose time is measured: from Mazur's sheet to the largest homework, with wrong answers."""

from __future__ import annotations

import random
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import yaml

from .forms import any_form
from .hand import Digits, Style
from .network import Network
from .rules import Key
from .sheets import Stuck, Texts, Worker
from .students import moved

LARGE: dict[str, dict[str, Any]] = {
    "4-4-4-4, three samples, two steps": {"sizes": (4, 4, 4, 4), "samples": 3, "steps": 2},
    "3-4-3, four samples, four steps of momentum": {
        "sizes": (3, 4, 3),
        "samples": 4,
        "steps": 4,
        "optimizer": {"momentum": {"momentum": 0.9}},
    },
    "5-5-5, four samples, four steps of Adam": {
        "sizes": (5, 5, 5),
        "samples": 4,
        "steps": 4,
        "optimizer": {"adam": {"beta1": 0.9, "beta2": 0.999}},
    },
}
"""Exercises by what they are called."""

WRONG = 60
"""Answers that are wrong on the sheet of a large exercise."""


def file_of(name: str) -> str:
    """The network file of a large exercise, with sigmoid neurons and a softmax."""
    about, draw = dict(LARGE[name]), random.Random(name)
    sizes, samples = about.pop("sizes"), about.pop("samples")
    layers: list[dict[str, Any]] = []
    for before, size in pairwise(sizes):
        weights = [[_number(draw) for _ in range(before)] for _ in range(size)]
        biases = [_number(draw) for _ in range(size)]
        layers.append({"weights": weights, "biases": biases, "activation": "sigmoid"})
    layers[-1]["activation"] = "softmax"
    inputs = [[_number(draw) for _ in range(sizes[0])] for _ in range(samples)]
    targets = [[int(place == sample % sizes[-1]) for place in range(sizes[-1])] for sample in range(samples)]
    tree = {"inputs": inputs, "targets": targets, "layers": layers, "loss": "cross_entropy"}
    return str(yaml.safe_dump({**tree, "batch": "mean", "learning_rate": 0.5, **about}, sort_keys=False))


def _number(draw: random.Random) -> float:
    return draw.choice((-1, 1)) * round(draw.uniform(0.1, 0.9), 2)


def with_wrong_answers(network: Network, seed: int, wrong: int = WRONG) -> Texts:
    """A full sheet with four figures a number, of which so many are changed by a third."""
    draw = random.Random(seed)
    texts = Worker(network, Style("steps", "half up", Digits("figures", 4)), any_form(draw), seed).sheet()
    keys: list[Key] = draw.sample(sorted(texts, key=str), min(wrong, len(texts)))
    return {
        **texts,
        **{key: moved(texts[key], draw.choice((-1, 1)) * draw.randrange(300, 3000)) for key in keys},
    }


def a_class(network: Network, size: int, sheet: Callable[[random.Random], Texts]) -> list[Texts]:
    """Sheets that are all different: of as many students, half of them with a mistake."""
    found: dict[tuple[str, ...], Texts] = {}
    number = 0
    while len(found) < size:
        number += 1
        try:
            texts = sheet(random.Random(number))
        except Stuck:
            continue
        found[tuple(texts.values())] = texts
    return list(found.values())
