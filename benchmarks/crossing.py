"""Where matrices overtake straight-line Python: the time of an epoch on both grounds, by the network's size.

    python benchmarks/crossing.py

The size is parameters × samples of an update, as in `train/training.py`; `made` is what it takes to write
and compile the epoch. Matrices cost the import of numpy instead. A star: the choice was not the quicker one.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from backprop_cli.network.model import Choice, Layer, Network, Parameter, Sample
from backprop_cli.train.batches import Batches
from backprop_cli.train.training import CROSSING, LONGEST, Straight

MOMENT = 0.2
"""Seconds that a measurement takes."""

SHAPES = ((2, 2, 1), (2, 2, 2), (3, 4, 2), (4, 6, 3), (6, 8, 4), (8, 12, 4), (10, 20, 5))

COUNTS = (1, 4, 16)
"""Samples."""


def network(sizes: tuple[int, ...], samples: int, update: str) -> Network:
    """Sigmoid layers with random numbers."""
    draw = random.Random(1)
    parameters: list[Parameter] = []
    layers, below = [], tuple(f"i{place}" for place in range(sizes[0]))
    for number, size in enumerate(sizes[1:]):
        neurons = tuple(f"n{number}{place}" for place in range(size))
        weights = tuple(tuple(_add(draw, parameters, "weight") for _ in below) for _ in neurons)
        biases = tuple(_add(draw, parameters, "bias") for _ in neurons)
        layers.append(Layer(neurons, below, Choice("sigmoid"), weights, biases))
        below = neurons
    every = tuple(Sample(_numbers(draw, sizes[0]), _numbers(draw, sizes[-1])) for _ in range(samples))
    inputs = layers[0].sources
    return Network(
        "random", inputs, tuple(layers), tuple(parameters), every, Choice("half_squared_error"),
        Decimal("0.1"), batch="mean", update=update,
    )  # fmt: skip


def _add(draw: random.Random, parameters: list[Parameter], kind: str) -> int:
    parameters.append(Parameter(f"{kind[0]}{len(parameters)}", _numbers(draw, 1)[0], kind))
    return len(parameters) - 1


def _numbers(draw: random.Random, count: int) -> tuple[Decimal, ...]:
    return tuple(Decimal(draw.randint(0, 100)) / 100 for _ in range(count))


def seconds(run: Callable[[int], object]) -> float:
    """What an epoch takes, in the best of a few runs."""
    count = 1
    while True:
        start = time.perf_counter()
        run(count)
        if time.perf_counter() - start > MOMENT / 4:
            break
        count *= 2
    times = []
    for _ in range(4):
        start = time.perf_counter()
        run(count)
        times.append((time.perf_counter() - start) / count)
    return min(times)


def main() -> None:
    """Print a row a network."""
    print(f"CROSSING {CROSSING}, LONGEST {LONGEST}; microseconds an epoch, milliseconds to make")
    print(
        f"{'network':>10} {'samples':>8} {'update':>7} {'size':>6} {'python':>9} {'matrices':>9} {'made':>8}"
    )
    for update in ("batch", "online"):
        for shape in SHAPES:
            for count in COUNTS:
                row(shape, count, update)


def row(shape: tuple[int, ...], count: int, update: str) -> None:
    """Measure one network on both grounds."""
    one = network(shape, count, update)
    start = time.perf_counter()
    straight = Straight(one)
    made = time.perf_counter() - start
    matrices = Batches(one)
    grounds = [
        seconds(lambda epochs, ground=ground: ground.run(epochs, -1.0, 1e9))
        for ground in (straight, matrices)
    ]
    size = len(one.parameters) * (count if update == "batch" else 1)
    first, second = (1e6 * taken for taken in grounds)
    sign = "" if (first < second) == (size < CROSSING) else "  *"
    name = "-".join(map(str, shape))
    print(f"{name:>10} {count:8} {update:>7} {size:6} {first:9.1f} {second:9.1f} {1e3 * made:8.1f}{sign}")


if __name__ == "__main__":
    main()
